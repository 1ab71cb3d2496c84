/**
 * Routes and rules in the kernel: those of an instance are there while it is master, static ones as long as we run. What
 * something else takes away is put back, once a second at most.
 */
import type { StaticEntries, VirtualAddress, VrrpInstanceConfig } from '../config/config.ts'
import { writeAddress } from '../config/dump/addresses.ts'
import { writeRoute, writeRule } from '../config/dump/routes.ts'
import { UNICAST } from '../config/route.ts'
import type { RouteConfig, RuleConfig } from '../config/route.ts'
import { armTimer, isArmed } from '../lib/deadlines.ts'
import type { InterfaceInfo } from '../lib/interface-info.ts'
import { writeIp, writeIpPrefix } from '../lib/ip.ts'
import type { RouteFacts, RuleFacts } from '../lib/route-facts.ts'
import { US_PER_S } from '../lib/time.ts'
import { lines } from './log-lines.ts'
import type { Instance, Routing, RoutingEntry, VrrpState } from './state.ts'
import { log, logDetail, type Step } from './step-context.ts'

/** Somebody may be fighting us: not before this long after the last addition. */
const RESTORE_GAP_US = US_PER_S

export type RoutingItem =
  { readonly kind: 'route'; readonly route: RouteConfig } | { readonly kind: 'rule'; readonly rule: RuleConfig }

export function itemsOf(config: {
  readonly routes?: readonly RouteConfig[]
  readonly rules?: readonly RuleConfig[]
}): readonly RoutingItem[] {
  return [
    ...(config.routes ?? []).map((route) => ({ kind: 'route' as const, route })),
    ...(config.rules ?? []).map((rule) => ({ kind: 'rule' as const, rule })),
  ]
}

/** Equal texts are the same entry, wherever they stand: one that moves between two masters stays where it is. */
export function routingKey(item: RoutingItem): string {
  return item.kind === 'route' ? `route ${writeRoute(item.route)}` : `rule ${writeRule(item.rule)}`
}

export function installRouting(step: Step, instance: Instance): void {
  const { name, routes, rules } = instance.config
  add(step, name, instance.routing, itemsOf(instance.config))
  if (routes !== undefined && routes.length > 0) logDetail(step, lines.settingRoutes(name))
  if (rules !== undefined && rules.length > 0) logDetail(step, lines.settingRules(name))
}

export function removeRouting(step: Step, instance: Instance): void {
  remove(step, instance.config.name, instance.routing, [...instance.routing.keys()])
}

/** Leftovers of a run that was killed. */
export function removeRoutingLeftovers(step: Step, instance: Instance): void {
  push(step, 'remove-routing', instance.config.name, itemsOf(instance.config))
}

export function logRoutingRemoval(step: Step, { name, routes, rules }: VrrpInstanceConfig): void {
  if (rules !== undefined && rules.length > 0) logDetail(step, lines.removingRules(name))
  if (routes !== undefined && routes.length > 0) logDetail(step, lines.removingRoutes(name))
}

/** Takes what is no longer wanted by anybody; what another instance wants is left for it. */
export function takeOffRouting(
  step: Step,
  owner: string | null,
  routing: Routing,
  stays: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
): void {
  const surplus: string[] = []
  for (const key of routing.keys()) {
    if (stays.has(key)) continue
    if (wanted.has(key)) routing.delete(key)
    else surplus.push(key)
  }
  remove(step, owner, routing, surplus)
}

/** Adds what is wanted and not there; `carried` is what some instance or the static entries had before. */
export function putOnRouting(
  step: Step,
  owner: string | null,
  routing: Routing,
  items: readonly RoutingItem[],
  carried: ReadonlySet<string>,
): void {
  const missing: RoutingItem[] = []
  for (const item of items) {
    const key = routingKey(item)
    if (routing.has(key)) continue
    if (carried.has(key)) routing.set(key, { item, sinceUs: step.now, missing: false, replaces: false })
    else missing.push(item)
  }
  add(step, owner, routing, missing)
}

function add(step: Step, owner: string | null, routing: Routing, items: readonly RoutingItem[]): void {
  for (const item of items) {
    const goneAtUs = step.state.goneByUs.get(identity(item))
    // The kernel says nothing of routes that go with their link.
    const replaces = goneAtUs !== undefined && step.now - goneAtUs < RESTORE_GAP_US
    routing.set(routingKey(item), { item, sinceUs: step.now, missing: false, replaces })
  }
  push(step, 'add-routing', owner, items)
}

function remove(step: Step, owner: string | null, routing: Routing, keys: readonly string[]): void {
  const items = keys.flatMap((key) => routing.get(key)?.item ?? [])
  for (const key of keys) routing.delete(key)
  for (const item of items) step.state.goneByUs.set(identity(item), step.now)
  push(step, 'remove-routing', owner, items)
}

// What the kernel refused

/** Those of an instance that is no longer master are not wanted any more. */
export function addRoutingAgain(step: Step, owner: string | null): void {
  const routing = owner === null ? step.state.staticRouting : step.state.instances.get(owner)?.routing
  push(
    step,
    'add-routing',
    owner,
    [...(routing?.values() ?? [])].map(({ item }) => item),
  )
}

export function removeRoutingAgain(step: Step, owner: string | null, items: readonly RoutingItem[]): void {
  push(step, 'remove-routing', owner, items)
}

export function isWantedRouting(state: VrrpState, item: RoutingItem): boolean {
  const key = routingKey(item)
  for (const [wanted] of allEntries(state)) if (wanted === key) return true
  return false
}

/** Whether the refused one was to set or to remove is not known: both are done again. */
export function setStaticAddressesAgain(step: Step): void {
  const { staticAddresses, staticAddressesRemoved } = step.state
  const wanted = new Set([...staticAddresses.values()].map(({ address }) => placeOf(address)))
  const surplus = staticAddressesRemoved.filter(
    (address) => !wanted.has(placeOf(address)) && step.state.interfaces.has(address.interface),
  )
  removeStaticAddresses(step, surplus)
  addStaticAddresses(
    step,
    [...staticAddresses.values()].map(({ address }) => address),
  )
}

function placeOf(address: VirtualAddress): string {
  return `${address.interface} ${writeIpPrefix(address)}`
}

function removeStaticAddresses(step: Step, addresses: readonly VirtualAddress[]): void {
  if (addresses.length === 0) return
  step.state.staticAddressesRemoved = addresses
  step.actions.push({ kind: 'static-addresses', set: false, addresses })
}

function push(
  step: Step,
  kind: 'add-routing' | 'remove-routing',
  instance: string | null,
  items: readonly RoutingItem[],
): void {
  if (items.length === 0) return
  if (kind === 'remove-routing') step.state.retries.removedRouting.set(instance, items)
  step.actions.push({ kind, instance, items })
}

// Static entries

export function setStatics(step: Step, statics: StaticEntries): void {
  const { state } = step
  addStaticAddresses(step, statics.addresses)
  add(step, null, state.staticRouting, itemsOf(statics))
}

export function removeStatics(step: Step): void {
  const { state } = step
  remove(step, null, state.staticRouting, [...state.staticRouting.keys()])
  const addresses = [...state.staticAddresses.values()].map(({ address }) => address)
  state.staticAddresses.clear()
  removeStaticAddresses(step, addresses)
}

export function staticAddressKey(address: VirtualAddress): string {
  return writeAddress(address)
}

export function replaceStaticAddresses(
  step: Step,
  addresses: readonly VirtualAddress[],
  /** texts of interface and address that instances have now */
  virtual: ReadonlySet<string>,
  /** of those that an instance had, and that stay */
  taken: ReadonlySet<string> = NOTHING,
): void {
  const { staticAddresses } = step.state
  const wanted = new Set(addresses.map(staticAddressKey))
  const surplus: VirtualAddress[] = []
  for (const [key, { address }] of [...staticAddresses]) {
    if (wanted.has(key)) continue
    staticAddresses.delete(key)
    if (!virtual.has(placeOf(address))) surplus.push(address)
  }
  removeStaticAddresses(step, surplus)
  const added = addresses.filter((address) => !staticAddresses.has(staticAddressKey(address)))
  for (const address of added) {
    if (taken.has(placeOf(address)))
      staticAddresses.set(staticAddressKey(address), { address, sinceUs: step.now, confirmed: true })
  }
  addStaticAddresses(
    step,
    added.filter((address) => !taken.has(placeOf(address))),
  )
}

const NOTHING: ReadonlySet<string> = new Set()

function addStaticAddresses(step: Step, addresses: readonly VirtualAddress[]): void {
  if (addresses.length === 0) return
  for (const address of addresses) {
    step.state.staticAddresses.set(staticAddressKey(address), { address, sinceUs: step.now, confirmed: false })
  }
  step.actions.push({ kind: 'static-addresses', set: true, addresses })
}

/** Puts back static addresses that this interface has lost; one that is new gets those for which it was missing. */
export function checkStaticAddresses(step: Step, link: InterfaceInfo, isNew: boolean): void {
  const present = new Set(link.addresses.map((entry) => writeIp(entry.address)))
  const lost: VirtualAddress[] = []
  const late: VirtualAddress[] = []
  for (const entry of step.state.staticAddresses.values()) {
    if (entry.address.interface !== link.name) continue
    if (present.has(writeIp(entry.address.address))) entry.confirmed = true
    else if (!entry.confirmed) late.push(entry.address)
    else if (!entry.address.noTrack) lost.push(entry.address)
  }
  for (const address of lost) log(step, 'info', lines.restoringStatic('address', `${writeAddress(address)} set`))
  addStaticAddresses(step, isNew ? [...lost, ...late] : lost)
}

// What others take away

export function routeGone(step: Step, facts: RouteFacts): void {
  gone(step, identityOfFacts(facts))
}

export function ruleGone(step: Step, facts: RuleFacts): void {
  gone(step, identityOfRule(facts))
}

function gone(step: Step, lost: string): void {
  for (const [owner, entry] of ownedEntries(step.state)) {
    if (identity(entry.item) !== lost || isUntracked(entry.item)) continue
    if (entry.replaces) {
      // News of the one before it, or the first of this one: added once more it is there in either case.
      entry.replaces = false
      push(step, 'add-routing', owner, [entry.item])
    } else entry.missing = true
  }
  step.state.goneByUs.delete(lost)
  restoreMissing(step)
}

/** With a link the kernel drops its routes and says nothing of those of IPv4. */
export function linkCameUp(step: Step, name: string): void {
  for (const [, { item }] of allEntries(step.state)) {
    const entry = item.kind === 'route' && !isUntracked(item) && item.route.interface === name
    if (entry) markMissing(step.state, item)
  }
  restoreMissing(step)
}

function markMissing(state: VrrpState, item: RoutingItem): void {
  const key = routingKey(item)
  for (const [, entry] of allEntries(state)) if (routingKey(entry.item) === key) entry.missing = true
}

/** What can be put back now is; for the rest the timer is set. */
export function restoreMissing(step: Step): void {
  const { state } = step
  restoreOf(step, null, state.staticRouting)
  for (const instance of state.instances.values()) restoreOf(step, instance.config.name, instance.routing)
}

function restoreOf(step: Step, owner: string | null, routing: Routing): void {
  const { deadlines, routingTimer } = step.state
  const due: RoutingItem[] = []
  for (const { item, missing, sinceUs } of routing.values()) {
    if (!missing) continue
    const atUs = sinceUs + RESTORE_GAP_US
    if (atUs <= step.now) due.push(item)
    else if (!isArmed(routingTimer) || routingTimer.atUs > atUs) armTimer(deadlines, routingTimer, atUs)
  }
  for (const item of due) {
    const text = item.kind === 'route' ? writeRoute(item.route) : writeRule(item.rule)
    if (owner === null) log(step, 'info', lines.restoringStatic(item.kind, text))
    else log(step, 'warning', lines.restoringVirtual(owner, item.kind, text))
  }
  add(step, owner, routing, due)
}

function* allEntries(state: VrrpState): Iterable<[string, RoutingEntry]> {
  yield* state.staticRouting
  for (const instance of state.instances.values()) yield* instance.routing
}

function* ownedEntries({ staticRouting, instances }: VrrpState): Iterable<[string | null, RoutingEntry]> {
  for (const entry of staticRouting.values()) yield [null, entry]
  for (const { config, routing } of instances.values()) for (const entry of routing.values()) yield [config.name, entry]
}

function isUntracked(item: RoutingItem): boolean {
  return item.kind === 'route' ? item.route.noTrack : item.rule.noTrack
}

/** By what the kernel's message tells it from others. */
function identity(item: RoutingItem): string {
  return item.kind === 'route' ? identityOfFacts(factsOfRoute(item.route)) : identityOfRule(factsOfRule(item.rule))
}

const RT_TABLE_MAIN = 254
/** the kernel's own for IPv6 routes that name none */
const IPV6_METRIC = 1024

export function factsOfRoute(route: RouteConfig): RouteFacts {
  return {
    family: route.family,
    table: route.table ?? RT_TABLE_MAIN,
    destination: route.destination,
    tos: route.tos ?? 0,
    metric: route.metric ?? (route.family === 6 ? IPV6_METRIC : 0),
    type: route.type ?? UNICAST,
  }
}

export function factsOfRule(rule: RuleConfig): RuleFacts {
  const everything = {
    address: { family: rule.family, bytes: new Uint8Array(rule.family === 4 ? 4 : 16) },
    prefixLength: 0,
  }
  const { family, priority, inputInterface, outputInterface } = rule
  return { family, priority, from: rule.from ?? everything, to: rule.to ?? everything, inputInterface, outputInterface }
}

function identityOfFacts(facts: RouteFacts): string {
  const { family, table, destination, tos, metric, type } = facts
  return `route ${family} ${table} ${writeIpPrefix(destination)} ${tos} ${metric} ${type}`
}

function identityOfRule(facts: RuleFacts): string {
  const { family, priority, from, to, inputInterface, outputInterface } = facts
  return `rule ${family} ${priority} ${writeIpPrefix(from)} ${writeIpPrefix(to)} ${inputInterface} ${outputInterface}`
}
