/**
 * Brings IPVS to the wanted state and keeps it there: reads what is there, orders the difference, remembers what the
 * kernel now holds, reads again when it refused something, and looks for drift once a minute.
 *
 * One order at a time. What changes while the kernel works is only marked as touched, and goes out in one piece when the
 * answer is here: that bounds what is in flight, and a storm of results becomes few large orders.
 */
import { US_PER_S, type Us } from '../lib/time.ts'
import type { LvsAction } from './actions.ts'
import type { LvsEvent } from './events.ts'
import type { IpvsRequest } from './ipvs-model.ts'
import { applyToTable, destinationKeyText, readTable, serviceKeyText } from './kernel-table.ts'
import { adopted, andMore, drift, kernelBack, kernelFailed, kernelSilent, requestRefused } from './log-lines.ts'
import { plan, planDestination, planService } from './plan.ts'
import { FIRST_KERNEL_RETRY_US, globalOf, type LvsState, type RealServer, type VirtualServer } from './state.ts'
import { destinationKey, wantedDestination, wantedEntry, wantedTable } from './wanted.ts'
import { dropDeadline, setDeadline } from './timers.ts'

const RECONCILE_INTERVAL_US = 60 * US_PER_S
const MAX_KERNEL_RETRY_US = 60 * US_PER_S
/** Longer than any real order; after it the answer is taken as lost. */
const KERNEL_ANSWER_LIMIT_US = 120 * US_PER_S
const MAX_LINES_AT_ONCE = 10

/** This real server may have to enter or leave, or has another weight. */
export function touchServer(state: LvsState, realServer: RealServer): void {
  for (const { id, service } of realServer.virtualServer.services) {
    const touched = state.kernel.touched.get(id) ?? new Set<string>()
    if (touched === 'all') continue
    touched.add(destinationKey(service.key, realServer.config))
    state.kernel.touched.set(id, touched)
  }
}

/** All its destinations may have changed. */
export function touchPool(state: LvsState, virtualServer: VirtualServer): void {
  for (const { id } of virtualServer.services) state.kernel.touched.set(id, 'all')
}

export function readKernel(state: LvsState, why: LvsState['kernel']['reading'], now: Us, out: LvsAction[]): void {
  state.kernel.busy = 'reading'
  state.kernel.reading = why
  out.push({ kind: 'read-kernel' })
  setDeadline(state.timers, 'kernel-answer', now + KERNEL_ANSWER_LIMIT_US)
}

/** After every step: orders what has been touched, if the kernel is free for it. */
export function syncKernel(state: LvsState, now: Us, out: LvsAction[]): void {
  const { kernel } = state
  if (kernel.busy !== 'no' || !kernel.trusted) return
  order(state, [...kernel.before.splice(0), ...touchedRequests(state)], now, out)
}

function touchedRequests(state: LvsState): IpvsRequest[] {
  const { known, touched, held, ours } = state.kernel
  const requests: IpvsRequest[] = []
  for (const [id, keys] of touched) {
    if (held.has(id)) continue
    const wanted = state.services.get(id) ?? null
    const there = known.get(id) ?? null
    if (wanted && there && keys !== 'all') {
      for (const key of keys) {
        const request = planDestination(
          wanted.service.key,
          wantedDestination(wanted, key),
          there.destinations.get(key) ?? null,
        )
        if (request) requests.push(request)
      }
    } else if (wanted || ours.has(id)) {
      requests.push(...planService(wanted ? wantedEntry(wanted) : null, there))
    }
  }
  touched.clear()
  return requests
}

function order(state: LvsState, requests: readonly IpvsRequest[], now: Us, out: LvsAction[]): void {
  const { kernel } = state
  if (requests.length === 0) return
  for (const request of requests) {
    applyToTable(kernel.known, request)
    if (request.kind === 'add-service') kernel.ours.add(serviceKeyText(request.service.key))
  }
  kernel.busy = 'applying'
  out.push({ kind: 'apply', requests })
  setDeadline(state.timers, 'kernel-answer', now + KERNEL_ANSWER_LIMIT_US)
}

export function onKernelRead(
  state: LvsState,
  { entries, timeouts }: Extract<LvsEvent, { readonly kind: 'kernel-read' }>,
  now: Us,
  out: LvsAction[],
): void {
  const { kernel } = state
  if (kernel.busy !== 'reading') return
  answered(state)
  kernel.known = readTable(entries)
  kernel.firstTimeouts ??= timeouts ?? null
  kernel.trusted = true
  kernel.held.clear()
  if (kernel.failing) {
    kernel.failing = false
    out.push({ kind: 'log', level: 'info', text: kernelBack })
  }
  const adoptedCount = adopt(state)
  if (state.phase !== 'running') return
  if (adoptedCount > 0 && !kernel.before.some(({ kind }) => kind === 'flush'))
    out.push({ kind: 'log', level: 'info', text: adopted(adoptedCount) })
  setDeadline(state.timers, 'reconcile', now + RECONCILE_INTERVAL_US)
  const requests: IpvsRequest[] = kernel.before.splice(0)
  if (requests.some(({ kind }) => kind === 'flush')) kernel.known.clear()
  const difference = plan(wantedTable(state.services), kernel.known, (id) => kernel.ours.has(id))
  if (kernel.reading === 'reconcile') logDrift(state, difference, out)
  kernel.touched.clear()
  if (requests.length + difference.length === 0) calm(state)
  order(state, [...requests, ...difference], now, out)
}

/** What a predecessor left under one of our keys is ours: kept where it is right, put right where it is not. */
function adopt({ kernel, services }: LvsState): number {
  let count = 0
  for (const id of services.keys()) {
    if (!kernel.known.has(id) || kernel.ours.has(id)) continue
    kernel.ours.add(id)
    count++
  }
  return count
}

/** Differences that no event of ours explains. */
function logDrift({ kernel }: LvsState, difference: readonly IpvsRequest[], out: LvsAction[]): void {
  const strange = difference.filter((request) => {
    const id = requestService(request)
    const touched = id === null ? undefined : kernel.touched.get(id)
    if (touched === undefined) return true
    return touched !== 'all' && 'destination' in request && !touched.has(destinationKeyText(request.destination))
  })
  const lines = strange.map(drift)
  const seen = lines.join('\n')
  // What is still different after it was put right a minute ago is nothing new.
  if (seen !== kernel.driftSeen) logSome(lines, 'warning', out)
  kernel.driftSeen = seen
}

export function onKernelApplied(
  state: LvsState,
  failures: Extract<LvsEvent, { readonly kind: 'kernel-applied' }>['failures'],
  now: Us,
  out: LvsAction[],
): void {
  const { kernel } = state
  if (kernel.busy !== 'applying') return
  answered(state)
  if (state.phase !== 'running') return
  if (failures.length === 0) {
    if (kernel.held.size === 0) calm(state)
    return
  }
  const failedServices = new Set<string>()
  const lines: string[] = []
  for (const { request, errno, message } of failures) {
    const id = requestService(request)
    // A destination cannot enter a service that could not be made: one line about the service is enough.
    if (id === null || request.kind === 'add-service' || !failedServices.has(id)) {
      lines.push(requestRefused(request, errno, message))
    }
    if (id === null) continue
    if (request.kind === 'add-service') failedServices.add(id)
    kernel.held.add(id)
  }
  const complaint = lines.join('\n')
  if (complaint !== kernel.complaint) logSome(lines, 'err', out)
  kernel.complaint = complaint
  retryLater(state, now)
}

export function onKernelFailed(state: LvsState, errno: string, message: string, now: Us, out: LvsAction[]): void {
  const { kernel } = state
  answered(state)
  kernel.trusted = false
  if (!kernel.failing) out.push({ kind: 'log', level: 'err', text: kernelFailed(errno, message) })
  kernel.failing = true
  if (state.phase === 'running') retryLater(state, now)
}

/** It is time to look again, or the kernel owes an answer for too long. */
export function onKernelDeadline(state: LvsState, key: 'reconcile' | 'kernel-answer', now: Us, out: LvsAction[]): void {
  const { kernel } = state
  if (state.phase !== 'running') return
  if (key === 'kernel-answer') {
    out.push({ kind: 'log', level: 'err', text: kernelSilent })
    kernel.busy = 'no'
    kernel.trusted = false
    retryLater(state, now)
  } else if (kernel.busy === 'no') {
    readKernel(state, kernel.trusted && kernel.held.size === 0 ? 'reconcile' : 'repair', now, out)
  } else {
    setDeadline(state.timers, 'reconcile', now + FIRST_KERNEL_RETRY_US)
  }
}

function answered(state: LvsState): void {
  state.kernel.busy = 'no'
  dropDeadline(state.timers, 'kernel-answer')
}

function calm({ kernel }: LvsState): void {
  kernel.retryUs = FIRST_KERNEL_RETRY_US
  kernel.complaint = ''
}

function retryLater(state: LvsState, now: Us): void {
  const { kernel } = state
  setDeadline(state.timers, 'reconcile', now + kernel.retryUs)
  kernel.retryUs = Math.min(2 * kernel.retryUs, MAX_KERNEL_RETRY_US)
}

function requestService(request: IpvsRequest): string | null {
  switch (request.kind) {
    case 'flush':
    case 'set-timeouts':
      return null
    case 'add-service':
    case 'edit-service':
      return serviceKeyText(request.service.key)
    default:
      return serviceKeyText(request.service)
  }
}

function logSome(lines: readonly string[], level: 'warning' | 'err', out: LvsAction[]): void {
  for (const text of lines.slice(0, MAX_LINES_AT_ONCE)) out.push({ kind: 'log', level, text })
  if (lines.length > MAX_LINES_AT_ONCE)
    out.push({ kind: 'log', level, text: andMore(lines.length - MAX_LINES_AT_ONCE) })
}

/** The last order: away with what is ours. False when nothing can be ordered now. */
export function removeOurs(state: LvsState, now: Us, out: LvsAction[]): boolean {
  const { kernel } = state
  if (globalOf(state).lvsFlushOnStop === 'yes') {
    order(state, [...timeoutsBack(state), { kind: 'flush' }], now, out)
    return true
  }
  if (!kernel.trusted) return false
  const requests: IpvsRequest[] = timeoutsBack(state)
  for (const [id, { service }] of kernel.known) {
    if (kernel.ours.has(id)) requests.push({ kind: 'delete-service', service: service.key })
  }
  order(state, requests, now, out)
  return true
}

function timeoutsBack(state: LvsState): IpvsRequest[] {
  const { firstTimeouts } = state.kernel
  return globalOf(state).lvsTimeouts && firstTimeouts ? [{ kind: 'set-timeouts', ...firstTimeouts }] : []
}
