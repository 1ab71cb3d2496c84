/**
 * The rules of the packet filter, part by part, as 2.2.7 has them:
 *
 * - `vmac`: what the kernel itself says over a macvlan, memberships of groups and calls for routers, would have switches
 *   learn the virtual MAC address at a backup's port. Memberships leave over the interface below instead.
 * - `addresses`: with no_accept nothing is for the virtual addresses, and nothing comes from them, but neighbour discovery.
 * - `linkLocal`, `linkLocalNames`: link-local addresses among these are told apart by their interface.
 */
import {
  concatenation,
  counter,
  duplicate,
  HOOK_INPUT,
  HOOK_OUTPUT,
  isEqual,
  lookup,
  masked,
  META,
  meta,
  newChain,
  newRule,
  newSet,
  addElements,
  payload,
  SET_CONSTANT,
  SET_MAP,
  TYPE,
  verdict,
  type NftExpression,
  type NftFamily,
  type NftMessage,
  type NftSet,
} from '../linux/nft-message.ts'

export type FirewallPart = 'vmac' | 'addresses' | 'linkLocal' | 'linkLocalNames'

export interface FirewallStyle {
  readonly table: string
  readonly priority: number
  readonly counters: boolean
}

export const IPV4: NftFamily = 2
export const IPV6: NftFamily = 10

export const SETS = {
  vmacMap: 'vmac_map',
  vmacSet: 'vmac_set',
  vips: 'vips',
  discovery: 'neighbor-discovery',
  linkLocal: 'vips_link_local',
  linkLocalNames: 'vips_link_local_name',
} as const

const HOST_ORDER = 1
const NETWORK_ORDER = 2
const IPPROTO_IGMP = 2
const IPPROTO_ICMPV6 = 58
const ICMP6_ROUTER_SOLICIT = 133
const ICMP6_NEIGHBOR_SOLICIT = 135
const ICMP6_NEIGHBOR_ADVERT = 136
const ICMP6_MLD2_REPORT = 143
/** Octets of the network headers: destination and protocol. */
const AT = {
  ipv4: { protocol: 9, source: 12, destination: 16, length: 4 },
  ipv6: { protocol: 6, source: 8, destination: 24, length: 16 },
} as const
const IFNAMSIZ = 16

export function buildPart(
  part: FirewallPart,
  family: NftFamily,
  style: FirewallStyle,
  has: ReadonlySet<FirewallPart>,
  nextId: () => number,
): NftMessage[] {
  const { table, priority, counters } = style
  const hook = (number: number) => ({ number, priority })
  const end = (...last: readonly NftExpression[]): NftExpression[] => [...(counters ? [counter()] : []), ...last]
  const rule = (chain: string, ...expressions: readonly NftExpression[]): NftMessage =>
    newRule(family, table, chain, expressions)
  const chain = (name: string, number: number | null): NftMessage =>
    newChain(family, table, name, number === null ? null : hook(number))
  const set = (of: NftSet): NftMessage => newSet(family, table, of, nextId())
  const output = has.size === 0 ? [chain('out', HOOK_OUTPUT)] : []

  switch (part) {
    case 'vmac':
      return family === IPV4
        ? [
            ...output,
            set(vmacMap),
            rule(
              'out',
              payload(1, AT.ipv4.protocol, 1),
              isEqual(Uint8Array.of(IPPROTO_IGMP)),
              ...overBase(AT.ipv4, end),
            ),
          ]
        : [
            ...output,
            set(vmacMap),
            set(vmacSet),
            rule('out', ...icmpv6(), isEqual(Uint8Array.of(ICMP6_MLD2_REPORT)), ...overBase(AT.ipv6, end)),
            rule(
              'out',
              ...icmpv6(),
              isEqual(Uint8Array.of(ICMP6_ROUTER_SOLICIT)),
              ...isMacvlan(1),
              meta(META.oif),
              lookup(SETS.vmacSet),
              ...end(verdict('drop')),
            ),
          ]
    case 'addresses': {
      const { source, destination, length } = family === IPV4 ? AT.ipv4 : AT.ipv6
      const drops = [
        rule('in', payload(1, destination, length), lookup(SETS.vips), ...end(verdict('drop'))),
        rule('out', payload(1, source, length), lookup(SETS.vips), ...end(verdict('drop'))),
      ]
      const input = [...output, chain('in', HOOK_INPUT)]
      if (family === IPV4) return [...input, set(vips(TYPE.ipv4, length)), ...drops]
      const discovery = [ICMP6_NEIGHBOR_SOLICIT, ICMP6_NEIGHBOR_ADVERT].map((type) => ({ key: Uint8Array.of(type) }))
      return [
        ...input,
        chain('in_link_local', null),
        chain('out_link_local', null),
        set(vips(TYPE.ipv6, length)),
        set(neighbourDiscovery),
        addElements(family, table, SETS.discovery, discovery),
        ...(['in', 'out'] as const).flatMap((way) => [
          rule(
            way,
            payload(1, AT.ipv6.protocol, 1),
            isEqual(Uint8Array.of(IPPROTO_ICMPV6)),
            payload(2, 0, 1),
            lookup(SETS.discovery),
            ...end(verdict('accept')),
          ),
          rule(
            way,
            payload(1, way === 'in' ? destination : source, length),
            masked(prefixOf(0xff, 0xc0)),
            isEqual(prefixOf(0xfe, 0x80)),
            ...end(verdict('goto', `${way}_link_local`)),
          ),
        ]),
        ...drops,
      ]
    }
    case 'linkLocal':
    case 'linkLocalNames': {
      const byName = part === 'linkLocalNames'
      const of = byName ? linkLocalNames : linkLocal
      const { source, destination, length } = AT.ipv6
      return [
        set(of),
        rule(
          'in_link_local',
          payload(1, destination, length),
          meta(byName ? META.iifname : META.iif, 2),
          lookup(of.name),
          ...end(verdict('drop')),
        ),
        rule(
          'out_link_local',
          payload(1, source, length),
          meta(byName ? META.oifname : META.oif, 2),
          lookup(of.name),
          ...end(verdict('drop')),
        ),
      ]
    }
  }
}

function icmpv6(): NftExpression[] {
  return [meta(META.l4proto), isEqual(Uint8Array.of(IPPROTO_ICMPV6)), payload(2, 0, 1)]
}

/** What leaves over a macvlan of ours goes to the same group over the interface below. */
function overBase(
  at: (typeof AT)['ipv4' | 'ipv6'],
  end: (...last: readonly NftExpression[]) => NftExpression[],
): NftExpression[] {
  return [
    payload(1, at.destination, at.length),
    ...isMacvlan(2),
    meta(META.oif, 2),
    lookup(SETS.vmacMap, 2, 2),
    duplicate(1, 2),
    ...end(verdict('drop')),
  ]
}

function isMacvlan(register: number): NftExpression[] {
  return [meta(META.oifkind, register), isEqual(padded('macvlan'), register)]
}

export function padded(text: string): Uint8Array {
  const bytes = new Uint8Array(IFNAMSIZ)
  bytes.set(new TextEncoder().encode(text).subarray(0, IFNAMSIZ - 1))
  return bytes
}

function prefixOf(first: number, second: number): Uint8Array {
  const bytes = new Uint8Array(16)
  bytes.set([first, second])
  return bytes
}

const index = { keyType: TYPE.interfaceIndex, keyLength: 4, byteOrder: HOST_ORDER } as const
const vmacMap: NftSet = {
  ...index,
  name: SETS.vmacMap,
  flags: SET_MAP,
  data: { type: TYPE.interfaceIndex, length: 4 },
}
const vmacSet: NftSet = { ...index, name: SETS.vmacSet, flags: 0, byteOrder: HOST_ORDER }
const vips = (keyType: number, keyLength: number): NftSet => ({
  name: SETS.vips,
  flags: 0,
  keyType,
  keyLength,
  byteOrder: NETWORK_ORDER,
})
const neighbourDiscovery: NftSet = {
  name: SETS.discovery,
  flags: SET_CONSTANT,
  keyType: TYPE.icmpv6,
  keyLength: 1,
  byteOrder: HOST_ORDER,
}
const linkLocal: NftSet = {
  name: SETS.linkLocal,
  flags: 0,
  keyType: concatenation(TYPE.ipv6, TYPE.interfaceIndex),
  keyLength: 20,
  byteOrder: HOST_ORDER,
}
const linkLocalNames: NftSet = {
  ...linkLocal,
  name: SETS.linkLocalNames,
  keyType: concatenation(TYPE.ipv6, TYPE.interfaceName),
  keyLength: 32,
}
