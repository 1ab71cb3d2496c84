/**
 * The interfaces that instances have for themselves (vmacs.ts says which): ordered before a start or a reload begins,
 * made again when something else removed one, and removed when no instance needs them any more.
 */
import type { GlobalConfig, VrrpConfig } from '../config/config.ts'
import { armTimer, isArmed } from '../lib/deadlines.ts'
import { sameValue } from '../lib/same.ts'
import { US_PER_S } from '../lib/time.ts'
import type { VrrpEvent } from './events.ts'
import { settleFirewall } from './firewall.ts'
import { interfaceChanged, rememberInterface } from './interfaces.ts'
import { lines } from './log-lines.ts'
import { log, type Step } from './step-context.ts'
import { planVmacs, type Vmac, type VmacPlan } from './vmacs.ts'

/** What happens when they are there; the configuration has them put in. */
export interface PendingVmacs {
  readonly plan: VmacPlan
  readonly go: (step: Step, config: VrrpConfig) => void
  readonly config: VrrpConfig
}

/** Somebody may be fighting us, or the kernel refuses: not before this long after the last attempt. */
const AGAIN_US = US_PER_S
const AFTER_FAILURE_US = 10 * US_PER_S

/**
 * Goes on with `go` when every interface is there that the configuration needs: at once when that is so already, and
 * otherwise with the answer to the order.
 */
export function withVmacs(
  step: Step,
  global: GlobalConfig,
  config: VrrpConfig,
  go: (step: Step, config: VrrpConfig) => void,
): void {
  const { state } = step
  settleFirewall(step, global, config.instances)
  const plan = planVmacs(config.instances, global, state.interfaces)
  const pending: PendingVmacs = { plan, config, go }
  const missing = plan.vmacs.filter(
    (vmac) =>
      state.interfaces.has(vmac.base) &&
      (!sameValue(state.vmacs.get(vmac.name), vmac) || !state.interfaces.has(vmac.name)),
  )
  if (missing.length === 0) return goOn(step, pending)
  state.pendingVmacs = pending
  for (const name of plan.inTheWay) {
    const ours = state.vmacs.get(name)
    if (ours !== undefined) log(step, 'info', lines.vmacRemoved(ours.owner, name))
  }
  order(step, plan.inTheWay, missing)
}

export function vmacsMade(step: Step, event: Extract<VrrpEvent, { kind: 'vmacs-made' }>): void {
  const { state } = step
  const pending = state.pendingVmacs
  const known = new Map([...state.vmacs, ...(pending?.plan.vmacs ?? []).map((vmac) => [vmac.name, vmac] as const)])
  for (const { name, failure, isNew } of event.results) {
    const vmac = known.get(name)
    if (vmac === undefined) continue
    if (failure === null) {
      state.failedVmacs.delete(name)
      if (isNew) log(step, 'info', lines.vmacMade(vmac.owner, vmac.kind, name))
      else log(step, 'info', lines.vmacFound(vmac.owner, name))
    } else if (!state.failedVmacs.has(name)) {
      state.failedVmacs.add(name)
      log(step, 'err', lines.vmacFailed(vmac.owner, vmac.kind, name, failure))
    }
  }
  if (pending === null) {
    for (const link of event.interfaces) interfaceChanged(step, link)
    return ensureVmacs(step)
  }
  for (const link of event.interfaces) rememberInterface(state, link)
  goOn(step, pending)
}

/** The order itself failed: what it was for goes on, and instances that miss their interface are in fault. */
export function vmacsFailed(step: Step): void {
  if (step.state.pendingVmacs !== null) goOn(step, step.state.pendingVmacs)
}

function goOn(step: Step, { plan, config, go }: PendingVmacs): void {
  const { state } = step
  state.pendingVmacs = null
  const former = new Map(state.vmacs)
  state.vmacs.clear()
  for (const vmac of plan.vmacs) state.vmacs.set(vmac.name, vmac)
  go(step, plan.instances === config.instances ? config : { ...config, instances: plan.instances })
  const surplus = [...former.values()].filter(({ name }) => !state.vmacs.has(name) && !plan.inTheWay.includes(name))
  remove(step, surplus)
  // What could not be made may be possible in a while.
  ensureVmacs(step)
}

/** Makes again what is missing where the interface below is there. */
export function ensureVmacs(step: Step): void {
  const { state } = step
  if (state.pendingVmacs !== null || state.vmacs.size === 0) return
  // That went with what is below it, and so did the attempt to make it again: no refusal that would have to be waited out.
  for (const { name, base } of state.vmacs.values()) if (!state.interfaces.has(base)) state.failedVmacs.delete(name)
  const missing = [...state.vmacs.values()].filter(
    ({ name, base }) => !state.interfaces.has(name) && state.interfaces.has(base),
  )
  if (missing.length === 0) return
  const atUs = state.vmacsOrderedAtUs + (state.failedVmacs.size > 0 ? AFTER_FAILURE_US : AGAIN_US)
  if (atUs <= step.now) order(step, [], missing)
  else if (!isArmed(state.vmacTimer) || state.vmacTimer.atUs > atUs) armTimer(state.deadlines, state.vmacTimer, atUs)
}

export function removeVmacs(step: Step): void {
  const { vmacs } = step.state
  const all = [...vmacs.values()]
  vmacs.clear()
  remove(step, all)
}

function order(step: Step, remove: readonly string[], vmacs: readonly Vmac[]): void {
  step.state.vmacsOrderedAtUs = step.now
  step.actions.push({ kind: 'make-vmacs', remove, vmacs })
}

function remove(step: Step, vmacs: readonly Vmac[]): void {
  const { state } = step
  const present = vmacs.filter(({ name }) => state.interfaces.has(name))
  for (const { owner, name } of present) log(step, 'info', lines.vmacRemoved(owner, name))
  if (vmacs.length > 0) step.actions.push({ kind: 'remove-vmacs', names: vmacs.map(({ name }) => name) })
}
