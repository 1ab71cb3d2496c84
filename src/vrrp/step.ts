/**
 * The VRRP machine: one event in, orders out. It owns all instances of a process; the runtime owns sockets, the clock
 * and the kernel.
 */
import { unreachable } from '../lib/assert.ts'
import { disarmTimer, nextDeadline, takeDue } from '../lib/deadlines.ts'
import type { Machine } from '../lib/machine.ts'
import type { Us } from '../lib/time.ts'
import type { VrrpAction } from './actions.ts'
import { additionFailed, removalFailed } from './addresses.ts'
import type { VrrpEvent } from './events.ts'
import { fileChanged } from './files.ts'
import { dispatch } from './instance.ts'
import { interfaceChanged, interfaceGone, linkDue, linkPolled, rememberInterface } from './interfaces.ts'
import { lines } from './log-lines.ts'
import { ensureVmacs, removeVmacs, vmacsFailed, vmacsMade, withVmacs } from './own-interfaces.ts'
import { processCounted, processDelayOver } from './processes.ts'
import { advertReceived, badPacketReceived } from './receive.ts'
import { reload } from './reload.ts'
import { isRetried, tryAgain, tryLater, tryRemovalLater } from './retries.ts'
import { removeStatics, restoreMissing, routeGone, ruleGone } from './routing.ts'
import { sessionChanged } from './sessions.ts'
import { scriptAnswered, scriptDue } from './scripts.ts'
import { socketKey } from './sockets.ts'
import { start } from './start.ts'
import type { Instance, TimerOwner, VrrpState } from './state.ts'
import { closeStep, log, openStep, type Step } from './step-context.ts'
import { settleGroup } from './sync-group.ts'

export const vrrpMachine: Machine<VrrpState, VrrpEvent, VrrpAction> = {
  step(state, event, now) {
    if (state.stopping) return []
    const step = openStep(state, now)
    take(step, event)
    return closeStep(step)
  },
  nextDeadline: (state) => nextDeadline(state.deadlines),
}

function take(step: Step, event: VrrpEvent): void {
  const { state } = step
  switch (event.kind) {
    case 'start':
      for (const link of event.interfaces) rememberInterface(state, link)
      return withVmacs(step, event.global, event.config, (later, config) => start(later, { ...event, config }))
    case 'reload':
      return withVmacs(step, event.global, event.config, (later, config) => reload(later, { ...event, config }))
    case 'interface':
      if (state.global === null) return rememberInterface(state, event.interface)
      interfaceChanged(step, event.interface)
      return ensureVmacs(step)
    case 'link-polled':
      return linkPolled(step, event.interface, event.up)
    case 'interface-gone':
      interfaceGone(step, event.index)
      return ensureVmacs(step)
    case 'vmacs-made':
      return vmacsMade(step, event)
    case 'route-gone':
      return routeGone(step, event.route)
    case 'rule-gone':
      return ruleGone(step, event.rule)
    case 'advert':
      return advertReceived(step, event)
    case 'bad-packet':
      return badPacketReceived(step, event)
    case 'script-result': {
      const script = state.scripts.get(event.script)
      if (script) scriptAnswered(step, script, event.result)
      return
    }
    case 'process-count': {
      const process = state.processes.get(event.process)
      if (process) processCounted(step, process, event.count)
      return
    }
    case 'bfd-session':
      return sessionChanged(step, event)
    case 'file-value': {
      const file = state.files.get(event.file)
      if (file) fileChanged(step, file, event.value)
      return
    }
    case 'action-failed':
      return actionFailed(step, event)
    case 'deadline':
      return deadlinesPassed(step)
    case 'stop':
      return stop(step)
    default:
      return unreachable(event)
  }
}

/** Every timer fires once at most in one step, so that a machine that woke late ends its step. */
function deadlinesPassed(step: Step): void {
  const { deadlines } = step.state
  for (let budget = deadlines.heap.length; budget > 0; budget--) {
    const due = takeDue(deadlines, step.now)
    if (due === null) return
    timerFired(step, due.owner, due.dueUs)
  }
}

function timerFired(step: Step, owner: TimerOwner, dueUs: Us): void {
  if (owner.kind === 'announce' || owner.kind === 'refresh' || owner.kind === 'extra') advertFirst(step, owner.instance)
  switch (owner.kind) {
    case 'master-down':
      return dispatch(step, owner.instance, 'master-down', { dueUs })
    case 'advert':
      return dispatch(step, owner.instance, 'advert-due', { dueUs })
    case 'announce':
      return dispatch(step, owner.instance, 'announce-due', {})
    case 'refresh':
      return dispatch(step, owner.instance, 'refresh-due', { dueUs })
    case 'extra':
      return dispatch(step, owner.instance, 'extra-due', { dueUs })
    case 'addresses':
      return dispatch(step, owner.instance, 'addresses-due', {})
    case 'script':
      return scriptDue(step, owner.script, dueUs)
    case 'link':
      return linkDue(step, owner.name)
    case 'routing':
      return restoreMissing(step)
    case 'retries':
      return tryAgain(step)
    case 'vmacs':
      return ensureVmacs(step)
    case 'process':
      return processDelayOver(step, owner.process)
    default:
      return unreachable(owner)
  }
}

/** One that is late may be so late that the instance gives way, and then has nothing to announce. */
function advertFirst(step: Step, instance: Instance): void {
  const { advert } = instance.timers
  const dueUs = advert.atUs
  if (dueUs >= step.now) return
  disarmTimer(step.state.deadlines, advert)
  dispatch(step, instance, 'advert-due', { dueUs })
}

function actionFailed(step: Step, event: Extract<VrrpEvent, { kind: 'action-failed' }>): void {
  if (event.action === 'make-vmacs') vmacsFailed(step)
  for (const socket of event.sockets ?? []) step.state.deafSockets.add(socketKey(socket))
  const instance = event.instance === null ? undefined : step.state.instances.get(event.instance)
  if (!instance) {
    if (isRetried(event.action)) return tryLater(step, event.action, event)
    return log(step, 'err', lines.actionFailed(event.instance, event.action, event.message))
  }
  const { name } = instance.config
  if (event.action === 'add-addresses') return additionFailed(step, instance, event.message)
  if (event.action === 'remove-addresses') {
    if (instance.state === 'master') return tryRemovalLater(step, instance, event)
    return removalFailed(step, instance, event.errno, event.message)
  }
  if (isRetried(event.action)) return tryLater(step, event.action, event)
  // One line per kind of refusal and state: a link that is down refuses every advertisement.
  const key = `${event.action} ${event.errno}`
  if (instance.loggedErrors.has(key)) return
  instance.loggedErrors.add(key)
  if (event.action === 'send-advert') {
    // compat: in fault the original is silent about a link that is down, and not about one that is gone.
    if (instance.state === 'fault' && event.errno !== 'ENODEV') return
    return log(step, 'info', lines.sendFailed(name, event.errno, event.message))
  }
  log(step, 'err', lines.actionFailed(name, event.action, event.message))
}

/** Priority 0 of all masters first (RFC 9568 section 6.4.3), so that every backup takes over after its skew. */
function stop(step: Step): void {
  const { state } = step
  for (const instance of state.instances.values()) dispatch(step, instance, 'stop', {})
  for (const group of state.groups.values()) settleGroup(step, group)
  removeStatics(step)
  removeVmacs(step)
  if (state.firewall !== null) step.actions.push({ kind: 'firewall', settings: null })
  const isAdvert = (action: VrrpAction): boolean => action.kind === 'send-advert'
  const adverts = step.actions.filter(isAdvert)
  const others = step.actions.filter((action) => !isAdvert(action))
  step.actions.length = 0
  step.actions.push(...adverts, ...others, ...step.logs.splice(0), { kind: 'stopped' })
  state.stopping = true
}
