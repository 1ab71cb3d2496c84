/** Routes and rules, as the original writes them. */
import { writeIp } from '../../lib/ip.ts'
import type { IpAddress, IpPrefix } from '../../lib/ip.ts'
import { ROUTE_TYPES } from '../route.ts'
import type { Encap, MetricName, NextHop, NumberRange, RouteConfig, RuleAction, RuleConfig } from '../route.ts'
import { writeShortPrefix } from './addresses.ts'

const TYPE_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(ROUTE_TYPES)
    .filter(([name]) => name !== 'brd' && name !== 'unicast')
    .map(([name, number]) => [number, name]),
)

const join = (...parts: readonly (string | null)[]): string => parts.filter((part) => part !== null).join(' ')
const option = (name: string, value: string | number | null): string | null =>
  value === null ? null : `${name} ${value}`
const when = (on: boolean, word: string): string | null => (on ? word : null)
const prefixOption = (name: string, prefix: IpPrefix | null): string | null =>
  prefix === null ? null : `${name} ${writeShortPrefix(prefix.address, prefix.prefixLength)}`
const addressOption = (name: string, address: IpAddress | null): string | null =>
  address === null ? null : `${name} ${writeIp(address)}`

/** RT_TABLE_MAIN */
const MAIN_TABLE = 254

/** One line, as in the dump and in the log. */
export function writeRoute(route: RouteConfig): string {
  return join(
    route.placement,
    route.type === null ? null : (TYPE_NAMES.get(route.type) ?? String(route.type)),
    writeShortPrefix(route.destination.address, route.destination.prefixLength),
    prefixOption('from', route.from),
    addressOption('src', route.source),
    option('tos', route.tos),
    encap(route.encap),
    gateway(route.gateway),
    option('dev', route.interface),
    option('table', route.table === MAIN_TABLE ? null : route.table),
    option('proto', route.protocol),
    option('scope', route.scope),
    option('metric', route.metric),
    when(route.onlink, 'onlink'),
    realms(route.realms),
    option('expires', route.expiresS === null ? null : `${route.expiresS}sec`),
    congestionControl(route),
    ...METRICS_IN_ORDER.map((name) => metric(route, name)),
    preference(route.preference),
    ...LAST_METRICS.map((name) => metric(route, name)),
    option('ttl-propagate', route.ttlPropagate === null ? null : route.ttlPropagate ? 'enabled' : 'disabled'),
    ...route.nextHops.map(hop),
    option('track_group', route.trackGroup ?? null),
    when(route.noTrack, 'no_track'),
  )
}

const METRICS_IN_ORDER: readonly MetricName[] = [
  'rtt',
  'rttvar',
  'rto_min',
  'features',
  'mtu',
  'window',
  'ssthresh',
  'cwnd',
  'advmss',
  'reordering',
  'hoplimit',
  'initcwnd',
  'initrwnd',
  'quickack',
]
const LAST_METRICS: readonly MetricName[] = ['fastopen_no_cookie']

const PER_MS: Partial<Record<MetricName, number>> = { rtt: 8, rttvar: 4, rto_min: 1 }

function metric(route: RouteConfig, name: MetricName): string | null {
  const found = route.metrics[name]
  if (found === undefined) return null
  if (name === 'features') return 'features ecn'
  const scale = PER_MS[name]
  const lock = found.lock ? 'lock ' : ''
  return `${name} ${lock}${scale === undefined ? found.value : writeTime(found.value / scale)}`
}

/** Seconds from one second on. */
function writeTime(ms: number): string {
  return ms >= 1000 ? `${Number((ms / 1000).toPrecision(6))}s` : `${Math.floor(ms)}ms`
}

/** compat: "lock" is glued to the name. */
function congestionControl({ congestionControl: chosen }: RouteConfig): string | null {
  return chosen === null ? null : `congctl ${chosen.name}${chosen.lock ? 'lock ' : ''}`
}

function gateway(address: IpAddress | null): string | null {
  return address === null ? null : `via ${address.family === 4 ? 'inet' : 'inet6'} ${writeIp(address)}`
}

function realms(value: number | null): string | null {
  if (value === null) return null
  const from = value >>> 16
  return from === 0 ? `realm ${value & 0xffff}` : `realms ${from}/${value & 0xffff}`
}

/** RFC 4191 section 2.1 */
const PREFERENCES: Readonly<Record<number, string>> = { 0: 'medium', 1: 'high', 3: 'low' }

function preference(value: number | null): string | null {
  return value === null ? null : `pref ${PREFERENCES[value] ?? 'unknown'}`
}

function hop(each: NextHop): string {
  return join(
    'nexthop',
    gateway(each.gateway),
    option('dev', each.interface),
    option('weight', each.weight),
    when(each.onlink, 'onlink'),
    // compat: of the realms of a hop the second only.
    each.realms === null ? null : `realm ${each.realms & 0xffff}`,
    encap(each.encap),
  )
}

function encap(each: Encap | null): string | null {
  if (each === null) return null
  switch (each.kind) {
    case 'mpls':
      return join(
        'encap mpls',
        each.labels.length === 0
          ? null
          : stackOf(each.labels)
              .map((word) => word.toString(16))
              .join('/'),
      )
    case 'ila':
      return `encap ila ${locatorNumber(each.locator ?? [])}`
    default:
      return join(
        `encap ${each.kind}`,
        option('id', each.id),
        addressOption('dst', each.destination),
        addressOption('src', each.source),
        option(each.kind === 'ip' ? 'tos' : 'tc', each.trafficClass),
        option(each.kind === 'ip' ? 'ttl' : 'hoplimit', each.hopLimit),
        each.flags === null ? null : `flags 0x${each.flags.toString(16)}`,
      )
  }
}

/** compat: the words of the label stack (RFC 3032 section 2.1) as they go to the kernel. */
function stackOf(labels: readonly number[]): number[] {
  return labels.map((label, i) => label * 4096 + (i === labels.length - 1 ? 0x100 : 0))
}

/** compat: the octets of the locator, read as a number of the host. */
function locatorNumber(groups: readonly number[]): string {
  const octets = groups.flatMap((group) => [group >>> 8, group & 0xff])
  return octets.reduceRight((value, octet) => value * 256n + BigInt(octet), 0n).toString()
}

/** One line, as in the dump and in the log. */
export function writeRule(rule: RuleConfig): string {
  return join(
    when(rule.not, 'not'),
    prefixOption('from', rule.from) ?? 'from all',
    prefixOption('to', rule.to),
    `priority ${rule.priority}`,
    `tos 0x${rule.tos.toString(16)}`,
    mark(rule),
    option('iif', rule.inputInterface),
    option('oif', rule.outputInterface),
    option('suppress_prefixlen', rule.suppressPrefixLength),
    option('suppress_ifgroup', rule.suppressGroup),
    option('tunnel-id', rule.tunnelId),
    range('uidrange', rule.uidRange),
    when(rule.action.kind === 'l3mdev', 'l3mdev'),
    option('protocol', rule.protocol),
    option('ipproto', rule.ipProtocol),
    range('sport', rule.sourcePorts),
    range('dport', rule.destinationPorts),
    rule.realms === null ? null : `realms ${rule.realms >>> 16}/${rule.realms & 0xffff}`,
    action(rule.action),
    option('track_group', rule.trackGroup ?? null),
    when(rule.noTrack, 'no_track'),
  )
}

function mark(rule: RuleConfig): string | null {
  if (rule.mark === null) return null
  return `fwmark 0x${rule.mark.toString(16)}${rule.markMask === null ? '' : `/0x${rule.markMask.toString(16)}`}`
}

function range(name: string, value: NumberRange | null): string | null {
  return value === null ? null : `${name} ${value.first}-${value.last}`
}

function action(each: RuleAction): string {
  switch (each.kind) {
    case 'table':
      return `lookup ${each.table}`
    case 'l3mdev':
      return 'lookup 0'
    case 'goto':
      return `goto ${each.target}`
    case 'nop':
      return 'nop'
    default:
      return `type ${each.kind}`
  }
}
