/**
 * What the kernel refused is tried again, later each time: sockets, routes and rules, static addresses, and the removal of
 * what a reload took out of the file. An instance sees to its own addresses itself (addresses.ts).
 */
import type { VirtualAddress } from '../config/config.ts'
import { armTimer, createTimer, isArmed, type Timer } from '../lib/deadlines.ts'
import { US_PER_MS, US_PER_S, type Us } from '../lib/time.ts'
import { addressKey } from './addresses.ts'
import type { VrrpEvent } from './events.ts'
import { lines } from './log-lines.ts'
import { addRoutingAgain, isWantedRouting, removeRoutingAgain, setStaticAddressesAgain } from './routing.ts'
import type { RoutingItem } from './routing.ts'
import type { Instance, TimerOwner, VrrpState } from './state.ts'
import { orderSockets } from './sockets.ts'
import { log, type Step } from './step-context.ts'

export interface Retries {
  readonly timer: Timer<TimerOwner>
  /** refused tries in a row, and the last of them */
  tries: number
  lastUs: Us
  sockets: boolean
  staticAddresses: boolean
  /** whose routes and rules are to be added again; null: the static ones */
  readonly routing: Set<string | null>
  /** what was ordered last to be removed, by owner: a refusal does not say what it was about */
  readonly removedRouting: Map<string | null, readonly RoutingItem[]>
  readonly removedAddresses: Map<string, readonly VirtualAddress[]>
  /** owners whose last removal was refused */
  readonly routingLeft: Set<string | null>
  readonly addressesLeft: Set<string>
}

const FIRST_RETRY_US = 250 * US_PER_MS
const LAST_RETRY_US = 10 * US_PER_S
/** Without trouble for this long, the next trouble is handled soon again. */
const CALM_US = 20 * US_PER_S

export function createRetries(): Retries {
  return {
    timer: createTimer<TimerOwner>({ kind: 'retries' }),
    tries: 0,
    lastUs: 0,
    sockets: false,
    staticAddresses: false,
    routing: new Set(),
    removedRouting: new Map(),
    removedAddresses: new Map(),
    routingLeft: new Set(),
    addressesLeft: new Set(),
  }
}

export type Retried = 'sockets' | 'static-addresses' | 'add-routing' | 'remove-routing' | 'remove-addresses'

export function isRetried(action: string): action is Retried {
  return ['sockets', 'static-addresses', 'add-routing', 'remove-routing', 'remove-addresses'].includes(action)
}

type Failure = Extract<VrrpEvent, { kind: 'action-failed' }>

/** `instance` is null for what is nobody's, and may be one that is no more. */
export function tryLater(step: Step, action: Retried, { instance: owner, errno, message }: Failure): void {
  // With its link it is gone.
  if (errno === 'ENODEV' && action.startsWith('remove')) return
  const { retries, deadlines } = step.state
  note(retries, action, owner)
  if (isArmed(retries.timer)) return
  if (step.now - retries.lastUs > CALM_US) retries.tries = 0
  if (retries.tries === 0) log(step, 'err', lines.actionFailed(owner, action, message))
  const delayUs = Math.min(LAST_RETRY_US, FIRST_RETRY_US * 2 ** Math.min(retries.tries, 10))
  armTimer(deadlines, retries.timer, step.now + delayUs)
}

/** Of a master: what a reload took from it, or what it took back from before it was one. */
export function tryRemovalLater(step: Step, { config, lastRemoved }: Instance, failure: Failure): void {
  const { retries } = step.state
  const left = lastRemoved.filter((address) => !isInstalled(step.state, address))
  if (left.length === 0) return
  const waiting = retries.addressesLeft.has(config.name) ? (retries.removedAddresses.get(config.name) ?? []) : []
  retries.removedAddresses.set(config.name, [...waiting, ...left])
  tryLater(step, 'remove-addresses', failure)
}

function note(retries: Retries, action: Retried, owner: string | null): void {
  switch (action) {
    case 'sockets':
      retries.sockets = true
      return
    case 'static-addresses':
      retries.staticAddresses = true
      return
    case 'add-routing':
      return void retries.routing.add(owner)
    case 'remove-routing':
      return void retries.routingLeft.add(owner)
    case 'remove-addresses':
      return void (owner !== null && retries.addressesLeft.add(owner))
  }
}

export function tryAgain(step: Step): void {
  const { state } = step
  const { retries } = state
  retries.tries++
  retries.lastUs = step.now
  if (retries.sockets) orderSockets(step)
  retries.sockets = false
  if (retries.staticAddresses) setStaticAddressesAgain(step)
  retries.staticAddresses = false
  // Removals first: what somebody wants again meanwhile is not among them.
  for (const owner of drain(retries.routingLeft)) removeLeftRouting(step, owner)
  for (const owner of drain(retries.addressesLeft)) removeLeftAddresses(step, owner)
  for (const owner of drain(retries.routing)) addRoutingAgain(step, owner)
}

function removeLeftRouting(step: Step, owner: string | null): void {
  const items = step.state.retries.removedRouting.get(owner) ?? []
  removeRoutingAgain(
    step,
    owner,
    items.filter((item) => !isWantedRouting(step.state, item)),
  )
}

function removeLeftAddresses(step: Step, owner: string): void {
  const addresses = (step.state.retries.removedAddresses.get(owner) ?? []).filter(
    (address) => !isInstalled(step.state, address),
  )
  if (addresses.length > 0) step.actions.push({ kind: 'remove-addresses', instance: owner, addresses })
}

function isInstalled(state: VrrpState, address: VirtualAddress): boolean {
  const key = addressKey(address)
  return [...state.instances.values()].some(({ installed }) => installed.has(key))
}

function drain<T>(set: Set<T>): T[] {
  const all = [...set]
  set.clear()
  return all
}
