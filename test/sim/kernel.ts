/**
 * The kernel of a simulated host: links, the addresses, routes and rules that somebody set, and what it tells of their
 * going. It outlives the process that set them.
 */
import type { VirtualAddress } from '../../src/config/config.ts'
import type { InterfaceInfo } from '../../src/lib/interface-info.ts'
import { writeIp } from '../../src/lib/ip.ts'
import type { VrrpEvent } from '../../src/vrrp/events.ts'
import { factsOfRoute, factsOfRule, routingKey, type RoutingItem } from '../../src/vrrp/routing.ts'

export interface Kernel {
  /** with the addresses that they were born with */
  readonly links: Map<string, InterfaceInfo>
  /** what somebody put on an interface, beside those */
  readonly virtual: Map<string, VirtualAddress>
  /** routes and rules, by their texts */
  readonly routing: Map<string, RoutingItem>
  /** of the next interface that somebody makes; numbers do not come back */
  nextIndex: number
  /** it refuses most changes of addresses, routes and rules, and most new interfaces */
  refuses: boolean
  /** it refuses most new sockets */
  refusesSockets: boolean
}

export function createKernel(links: readonly InterfaceInfo[]): Kernel {
  return {
    links: new Map(links.map((link) => [link.name, link])),
    virtual: new Map(),
    routing: new Map(),
    nextIndex: 1_000,
    refuses: false,
    refusesSockets: false,
  }
}

/** Configurations are frozen: what is asked for twice an interval is written once. */
const virtualKeys = new WeakMap<VirtualAddress, string>()
const itemKeys = new WeakMap<object, string>()

export function virtualKey(address: VirtualAddress): string {
  const known = virtualKeys.get(address)
  if (known !== undefined) return known
  const key = `${address.interface} ${writeIp(address.address)}`
  virtualKeys.set(address, key)
  return key
}

export function itemKey(item: RoutingItem): string {
  const facts = item.kind === 'route' ? item.route : item.rule
  const known = itemKeys.get(facts)
  if (known !== undefined) return known
  const key = routingKey(item)
  itemKeys.set(facts, key)
  return key
}

/** Names of the links that are not as before. What is there already, or not there, is no failure; no link is one. */
export function changeAddresses(
  kernel: Kernel,
  add: boolean,
  addresses: readonly VirtualAddress[],
): { readonly touched: ReadonlySet<string>; readonly errno: string | null } {
  const touched = new Set<string>()
  let errno: string | null = null
  for (const address of addresses) {
    if (!kernel.links.has(address.interface)) {
      errno = 'ENODEV'
      continue
    }
    if (add) kernel.virtual.set(virtualKey(address), address)
    else kernel.virtual.delete(virtualKey(address))
    touched.add(address.interface)
  }
  return { touched, errno }
}

/** What the kernel tells of it: nothing of what is new, a message for each that goes. No route without its link. */
export function changeRouting(
  kernel: Kernel,
  add: boolean,
  items: readonly RoutingItem[],
): { readonly news: readonly VrrpEvent[]; readonly errno: string | null } {
  const news: VrrpEvent[] = []
  let errno: string | null = null
  for (const item of items) {
    const key = itemKey(item)
    const on = item.kind === 'route' ? item.route.interface : null
    const link = on === null ? undefined : kernel.links.get(on)
    if (add && on !== null && !link?.up) errno = link === undefined ? 'ENODEV' : 'ENETDOWN'
    else if (add) kernel.routing.set(key, item)
    else if (kernel.routing.delete(key)) news.push(goneEvent(item))
  }
  return { news, errno }
}

function goneEvent(item: RoutingItem): VrrpEvent {
  return item.kind === 'route'
    ? { kind: 'route-gone', route: factsOfRoute(item.route) }
    : { kind: 'rule-gone', rule: factsOfRule(item.rule) }
}

/** The link is set down, or taken out: its routes go, of IPv4 ones without a word, and its IPv6 addresses with it. */
export function dropLink(kernel: Kernel, name: string, everything: boolean): VrrpEvent[] {
  const news: VrrpEvent[] = []
  for (const [key, item] of [...kernel.routing]) {
    if (item.kind !== 'route' || item.route.interface !== name) continue
    kernel.routing.delete(key)
    if (item.route.family === 6) news.push(goneEvent(item))
  }
  for (const [key, { interface: on, address }] of [...kernel.virtual]) {
    if (on === name && (everything || address.family === 6)) kernel.virtual.delete(key)
  }
  return news
}

/** The interfaces that were made over another, which share its fate. */
export function linksAbove({ links }: Kernel, name: string): readonly string[] {
  const base = links.get(name)?.index
  return [...links.values()].filter(({ above }) => above !== undefined && above.base === base).map((link) => link.name)
}

/** The interface whose cable it uses. */
export function lanOf({ links }: Kernel, name: string): string {
  const base = links.get(name)?.above?.base
  return base === undefined ? name : ([...links.values()].find(({ index }) => index === base)?.name ?? name)
}

/** As rtnetlink would tell it now. */
export function linkNow(kernel: Kernel, name: string): InterfaceInfo | null {
  const link = kernel.links.get(name)
  if (!link) return null
  const virtual = [...kernel.virtual.values()].filter((address) => address.interface === name)
  const addresses = virtual.map(({ address, prefixLength }) => ({
    address,
    prefixLength,
    secondary: true,
    scope: 0,
    tentative: false,
  }))
  const own = link.up ? link.addresses : link.addresses.filter(({ address }) => address.family === 4)
  return { ...link, addresses: [...own, ...addresses] }
}
