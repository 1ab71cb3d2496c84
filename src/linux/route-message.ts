/**
 * Routes and rules as rtnetlink messages (linux/rtnetlink.h, linux/lwtunnel.h, linux/mpls_iptunnel.h, linux/ila.h,
 * linux/fib_rules.h), and back as far as one of ours must be known again. No socket.
 */
import type { Encap, MetricName, NextHop, RouteConfig, RuleConfig } from '../config/route.ts'
import { KEEPALIVED_PROTOCOL, UNICAST } from '../config/route.ts'
import type { IpPrefix } from '../lib/ip.ts'
import { OperationError } from '../lib/operation-error.ts'
import type { RouteFacts, RuleFacts } from '../lib/route-facts.ts'
import { AF_INET, AF_INET6, cString } from './libc.ts'
import type { NetlinkAttribute, NetlinkMessage, RequestParts } from './netlink-message.ts'
import {
  encodeAttributes,
  NLM_F_APPEND,
  NLM_F_CREATE,
  NLM_F_EXCL,
  readAttributes,
  readString,
  readU32,
  u16,
  u32,
} from './netlink-message.ts'

export const RTM_NEWROUTE = 24
export const RTM_DELROUTE = 25
export const RTM_NEWRULE = 32
export const RTM_DELRULE = 33

/** RTA_* */
const RTA_DST = 1
const RTA_SRC = 2
const RTA_OIF = 4
const RTA_GATEWAY = 5
const RTA_PRIORITY = 6
const RTA_PREFSRC = 7
const RTA_METRICS = 8
const RTA_MULTIPATH = 9
const RTA_FLOW = 11
const RTA_TABLE = 15
const RTA_VIA = 18
const RTA_PREF = 20
const RTA_ENCAP_TYPE = 21
const RTA_ENCAP = 22
const RTA_EXPIRES = 23
const RTA_TTL_PROPAGATE = 26

const RTAX_LOCK = 1
const RTAX_CC_ALGO = 16
const RTAX: Readonly<Record<MetricName, number>> = {
  mtu: 2,
  window: 3,
  rtt: 4,
  rttvar: 5,
  ssthresh: 6,
  cwnd: 7,
  advmss: 8,
  reordering: 9,
  hoplimit: 10,
  initcwnd: 11,
  features: 12,
  rto_min: 13,
  initrwnd: 14,
  quickack: 15,
  fastopen_no_cookie: 17,
}

const RT_TABLE_MAIN = 254
const RTNH_F_ONLINK = 4

const PLACEMENT: Readonly<Record<RouteConfig['placement'], number>> = {
  add: NLM_F_CREATE | NLM_F_EXCL,
  prepend: NLM_F_CREATE,
  append: NLM_F_CREATE | NLM_F_APPEND,
}

/** Throws an OperationError (ENODEV) for an interface that `indexOf` does not know. */
export function encodeRoute(route: RouteConfig, indexOf: (name: string) => number | undefined): RequestParts {
  const table = route.table ?? RT_TABLE_MAIN
  const fixed = new Uint8Array(12)
  fixed[0] = route.family === 4 ? AF_INET : AF_INET6
  fixed[1] = route.destination.prefixLength
  fixed[2] = route.from?.prefixLength ?? 0
  fixed[3] = route.tos ?? 0
  fixed[4] = table < 256 ? table : 0
  fixed[5] = route.protocol ?? KEEPALIVED_PROTOCOL
  fixed[6] = route.scope ?? 0
  fixed[7] = route.type ?? UNICAST
  if (route.onlink) fixed.set(u32(RTNH_F_ONLINK), 8)
  const attributes: NetlinkAttribute[] = []
  const add = (type: number, value: Uint8Array | null): void => {
    if (value !== null) attributes.push({ type, value })
  }
  const number = (value: number | null): Uint8Array | null => (value === null ? null : u32(value))
  add(RTA_DST, route.destination.prefixLength > 0 ? route.destination.address.bytes : null)
  add(RTA_SRC, route.from?.address.bytes ?? null)
  add(RTA_TABLE, table < 256 ? null : u32(table))
  add(RTA_PREFSRC, route.source?.bytes ?? null)
  addGateway(route, route.gateway, add)
  addEncap(route.encap, add)
  add(RTA_OIF, route.interface === null ? null : u32(indexOrThrow(route.interface, indexOf)))
  add(RTA_PRIORITY, number(route.metric))
  add(RTA_FLOW, number(route.realms))
  add(RTA_EXPIRES, number(route.expiresS))
  add(RTA_PREF, route.preference === null ? null : Uint8Array.of(route.preference))
  add(RTA_TTL_PROPAGATE, route.ttlPropagate === null ? null : Uint8Array.of(route.ttlPropagate ? 1 : 0))
  add(RTA_METRICS, encodeMetrics(route))
  if (route.nextHops.length > 0) add(RTA_MULTIPATH, encodeHops(route, indexOf))
  return { flags: PLACEMENT[route.placement], fixed, attributes }
}

type Add = (type: number, value: Uint8Array | null) => void

function addGateway(route: RouteConfig, gateway: NextHop['gateway'], add: Add): void {
  if (gateway === null) return
  if (gateway.family === route.family) return add(RTA_GATEWAY, gateway.bytes)
  const via = new Uint8Array(2 + gateway.bytes.length)
  via.set(u16(gateway.family === 4 ? AF_INET : AF_INET6))
  via.set(gateway.bytes, 2)
  add(RTA_VIA, via)
}

function encodeMetrics(route: RouteConfig): Uint8Array | null {
  const list: NetlinkAttribute[] = []
  let locks = 0
  if (route.congestionControl !== null) {
    list.push({ type: RTAX_CC_ALGO, value: cString(route.congestionControl.name) })
    if (route.congestionControl.lock) locks |= 1 << RTAX_CC_ALGO
  }
  for (const [name, metric] of Object.entries(route.metrics)) {
    const type = RTAX[name as MetricName]
    list.push({ type, value: u32(metric.value) })
    if (metric.lock) locks |= 1 << type
  }
  if (locks !== 0) list.push({ type: RTAX_LOCK, value: u32(locks) })
  return list.length === 0 ? null : encodeAttributes(list)
}

/** struct rtnexthop, each with its attributes */
function encodeHops(route: RouteConfig, indexOf: (name: string) => number | undefined): Uint8Array {
  const parts = route.nextHops.map((hop) => {
    const attributes: NetlinkAttribute[] = []
    const add: Add = (type, value) => {
      if (value !== null) attributes.push({ type, value })
    }
    addGateway(route, hop.gateway, add)
    add(RTA_FLOW, hop.realms === null ? null : u32(hop.realms))
    addEncap(hop.encap, add)
    const encoded = encodeAttributes(attributes)
    const bytes = new Uint8Array(8 + encoded.length)
    bytes.set(u16(bytes.length))
    bytes[2] = hop.onlink ? RTNH_F_ONLINK : 0
    bytes[3] = (hop.weight ?? 1) - 1
    if (hop.interface !== null) bytes.set(u32(indexOrThrow(hop.interface, indexOf)), 4)
    bytes.set(encoded, 8)
    return bytes
  })
  return join(parts)
}

/** LWTUNNEL_ENCAP_* */
const ENCAP_TYPES = { mpls: 1, ip: 2, ila: 3, ip6: 4 } as const

function addEncap(encap: Encap | null, add: Add): void {
  if (encap === null) return
  add(RTA_ENCAP, encodeAttributes(encapAttributes(encap)))
  add(RTA_ENCAP_TYPE, u16(ENCAP_TYPES[encap.kind]))
}

const MPLS_IPTUNNEL_DST = 1
const ILA_ATTR_LOCATOR = 1
/** LWTUNNEL_IP_* and, with the same numbers, LWTUNNEL_IP6_* */
const LWTUNNEL_ID = 1
const LWTUNNEL_DST = 2
const LWTUNNEL_SRC = 3
const LWTUNNEL_HOP_LIMIT = 4
const LWTUNNEL_CLASS = 5
const LWTUNNEL_FLAGS = 6

function encapAttributes(encap: Encap): NetlinkAttribute[] {
  if (encap.kind === 'mpls') return [{ type: MPLS_IPTUNNEL_DST, value: labelStack(encap.labels) }]
  if (encap.kind === 'ila') {
    const groups = encap.locator ?? [0, 0, 0, 0]
    return [{ type: ILA_ATTR_LOCATOR, value: Uint8Array.from(groups.flatMap((group) => [group >>> 8, group & 0xff])) }]
  }
  const list: NetlinkAttribute[] = []
  const add = (type: number, value: Uint8Array | null): void => {
    if (value !== null) list.push({ type, value })
  }
  add(LWTUNNEL_ID, encap.id === null ? null : bigEndian64(BigInt(encap.id)))
  add(LWTUNNEL_DST, encap.destination?.bytes ?? null)
  add(LWTUNNEL_SRC, encap.source?.bytes ?? null)
  add(LWTUNNEL_CLASS, encap.trafficClass === null ? null : Uint8Array.of(encap.trafficClass))
  add(LWTUNNEL_HOP_LIMIT, encap.hopLimit === null ? null : Uint8Array.of(encap.hopLimit))
  // compat: in the order of the host, where the kernel reads network order.
  add(LWTUNNEL_FLAGS, encap.flags === null ? null : u16(encap.flags))
  return list
}

/** RFC 3032 section 2.1: label, three bits, the bottom of the stack, TTL */
function labelStack(labels: readonly number[]): Uint8Array {
  return join(
    labels.map((label, i) =>
      Uint8Array.of(label >>> 12, (label >>> 4) & 0xff, ((label & 0xf) << 4) | (i === labels.length - 1 ? 1 : 0), 0),
    ),
  )
}

function bigEndian64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, value)
  return bytes
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

function indexOrThrow(name: string, indexOf: (name: string) => number | undefined): number {
  const index = indexOf(name)
  if (index === undefined) throw new OperationError('set route', 'ENODEV', name)
  return index
}

/** FRA_* */
const FRA_DST = 1
const FRA_SRC = 2
const FRA_IIFNAME = 3
const FRA_GOTO = 4
const FRA_PRIORITY = 6
const FRA_FWMARK = 10
const FRA_FLOW = 11
const FRA_TUN_ID = 12
const FRA_SUPPRESS_IFGROUP = 13
const FRA_SUPPRESS_PREFIXLEN = 14
const FRA_TABLE = 15
const FRA_FWMASK = 16
const FRA_OIFNAME = 17
const FRA_L3MDEV = 19
const FRA_UID_RANGE = 20
const FRA_PROTOCOL = 21
const FRA_IP_PROTO = 22
const FRA_SPORT_RANGE = 23
const FRA_DPORT_RANGE = 24

/** FR_ACT_* */
const RULE_ACTIONS = { table: 1, l3mdev: 1, goto: 2, nop: 3, blackhole: 6, unreachable: 7, prohibit: 8 } as const
const FIB_RULE_INVERT = 2

/** struct fib_rule_hdr and its attributes */
export function encodeRule(rule: RuleConfig): RequestParts {
  const { action } = rule
  const table = action.kind === 'table' ? action.table : 0
  const fixed = new Uint8Array(12)
  fixed[0] = rule.family === 4 ? AF_INET : AF_INET6
  fixed[1] = rule.to?.prefixLength ?? 0
  fixed[2] = rule.from?.prefixLength ?? 0
  fixed[3] = rule.tos
  fixed[4] = table < 256 ? table : 0
  fixed[7] = RULE_ACTIONS[action.kind]
  if (rule.not) fixed.set(u32(FIB_RULE_INVERT), 8)
  const attributes: NetlinkAttribute[] = []
  const add = (type: number, value: Uint8Array | null): void => {
    if (value !== null) attributes.push({ type, value })
  }
  const number = (value: number | null): Uint8Array | null => (value === null ? null : u32(value))
  const octet = (value: number | null): Uint8Array | null => (value === null ? null : Uint8Array.of(value))
  const name = (value: string | null): Uint8Array | null => (value === null ? null : cString(value))
  const prefix = (value: IpPrefix | null): Uint8Array | null =>
    value === null || value.prefixLength === 0 ? null : value.address.bytes
  add(FRA_SRC, prefix(rule.from))
  add(FRA_DST, prefix(rule.to))
  add(FRA_PRIORITY, u32(rule.priority))
  add(FRA_FWMARK, number(rule.mark))
  add(FRA_FWMASK, number(rule.markMask))
  add(FRA_FLOW, number(rule.realms))
  add(FRA_SUPPRESS_PREFIXLEN, number(rule.suppressPrefixLength))
  add(FRA_SUPPRESS_IFGROUP, number(rule.suppressGroup))
  add(FRA_IIFNAME, name(rule.inputInterface))
  add(FRA_OIFNAME, name(rule.outputInterface))
  add(FRA_TUN_ID, rule.tunnelId === null ? null : bigEndian64(BigInt(rule.tunnelId)))
  add(FRA_UID_RANGE, rule.uidRange === null ? null : u32(rule.uidRange.first, rule.uidRange.last))
  add(FRA_L3MDEV, action.kind === 'l3mdev' ? Uint8Array.of(1) : null)
  add(FRA_PROTOCOL, octet(rule.protocol))
  add(FRA_IP_PROTO, octet(rule.ipProtocol))
  for (const [type, range] of [
    [FRA_SPORT_RANGE, rule.sourcePorts],
    [FRA_DPORT_RANGE, rule.destinationPorts],
  ] as const) {
    if (range !== null) add(type, join([u16(range.first), u16(range.last)]))
  }
  add(FRA_TABLE, table < 256 ? null : u32(table))
  add(FRA_GOTO, action.kind === 'goto' ? u32(action.target) : null)
  return { flags: NLM_F_CREATE | NLM_F_EXCL, fixed, attributes }
}

/** What the kernel tells of a route of ours that is gone; null: it is another's, or unreadable. */
export function readGoneRoute(message: NetlinkMessage): RouteFacts | null {
  const { body } = message
  if (message.type !== RTM_DELROUTE || body.length < 12 || body[5] !== KEEPALIVED_PROTOCOL) return null
  const attributes = readAttributes(body, 12)
  const family = body[0] === AF_INET ? 4 : 6
  const metric = attributes.get(RTA_PRIORITY)
  const table = attributes.get(RTA_TABLE)
  return {
    family,
    table: table === undefined ? (body[4] ?? 0) : readU32(table),
    destination: prefixOf(attributes.get(RTA_DST), body[1] ?? 0, family),
    tos: body[3] ?? 0,
    metric: metric === undefined ? 0 : readU32(metric),
    type: body[7] ?? 0,
  }
}

export function readGoneRule(message: NetlinkMessage): RuleFacts | null {
  const { body } = message
  if (message.type !== RTM_DELRULE || body.length < 12) return null
  const attributes = readAttributes(body, 12)
  if (attributes.get(FRA_PROTOCOL)?.[0] !== KEEPALIVED_PROTOCOL) return null
  const family = body[0] === AF_INET ? 4 : 6
  const priority = attributes.get(FRA_PRIORITY)
  const name = (type: number): string | null => {
    const value = attributes.get(type)
    return value === undefined ? null : readString(value)
  }
  return {
    family,
    priority: priority === undefined ? 0 : readU32(priority),
    from: prefixOf(attributes.get(FRA_SRC), body[2] ?? 0, family),
    to: prefixOf(attributes.get(FRA_DST), body[1] ?? 0, family),
    inputInterface: name(FRA_IIFNAME),
    outputInterface: name(FRA_OIFNAME),
  }
}

function prefixOf(bytes: Uint8Array | undefined, prefixLength: number, family: 4 | 6): IpPrefix {
  const length = family === 4 ? 4 : 16
  return {
    address: { family, bytes: bytes?.length === length ? new Uint8Array(bytes) : new Uint8Array(length) },
    prefixLength,
  }
}
