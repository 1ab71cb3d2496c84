/**
 * Routes and routing rules as the configuration says them and the kernel takes them (linux/rtnetlink.h,
 * linux/fib_rules.h). Numbers are the kernel's; times are in the units of its metrics.
 */
import type { IpAddress, IpPrefix } from '../lib/ip.ts'

/** RTN_* of linux/rtnetlink.h, by the names of iproute2. */
export const ROUTE_TYPES: Readonly<Record<string, number>> = {
  unicast: 1,
  local: 2,
  broadcast: 3,
  brd: 3,
  anycast: 4,
  multicast: 5,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
  throw: 9,
  nat: 10,
  xresolve: 11,
}

export const UNICAST = 1
/** RTPROT_KEEPALIVED */
export const KEEPALIVED_PROTOCOL = 18

/** Metrics of a route, RTAX_* without RTAX_CC_ALGO; rtt in 1/8 ms, rttvar in 1/4 ms, rto_min in ms. */
export type MetricName =
  | 'mtu'
  | 'window'
  | 'rtt'
  | 'rttvar'
  | 'ssthresh'
  | 'cwnd'
  | 'advmss'
  | 'reordering'
  | 'hoplimit'
  | 'initcwnd'
  | 'features'
  | 'rto_min'
  | 'initrwnd'
  | 'quickack'
  | 'fastopen_no_cookie'

export interface Metric {
  readonly value: number
  readonly lock: boolean
}

/** A lightweight tunnel around the packets of a route (linux/lwtunnel.h). */
export type Encap =
  /** labels of 20 bits; empty: what stood there was none */
  | { readonly kind: 'mpls'; readonly labels: readonly number[] }
  /** four groups of 16 bits; null: what stood there was none */
  | { readonly kind: 'ila'; readonly locator: readonly number[] | null }
  | {
      readonly kind: 'ip' | 'ip6'
      /** a decimal number of up to 64 bits */
      readonly id: string | null
      readonly destination: IpAddress | null
      readonly source: IpAddress | null
      /** tos or tc */
      readonly trafficClass: number | null
      /** ttl or hoplimit */
      readonly hopLimit: number | null
      readonly flags: number | null
    }

export interface NextHop {
  readonly gateway: IpAddress | null
  readonly interface: string | null
  /** 1..256; null: not said */
  readonly weight: number | null
  readonly onlink: boolean
  readonly encap: Encap | null
  /** from << 16 | to; null: not said */
  readonly realms: number | null
}

export interface RouteConfig {
  readonly family: 4 | 6
  /** null: no such word; the kernel gets unicast */
  readonly type: number | null
  readonly destination: IpPrefix
  /** as it stands in the file, for messages */
  readonly destinationText: string
  readonly placement: 'add' | 'prepend' | 'append'
  readonly from: IpPrefix | null
  readonly source: IpAddress | null
  readonly gateway: IpAddress | null
  readonly tos: number | null
  readonly table: number | null
  readonly protocol: number | null
  readonly scope: number | null
  readonly metric: number | null
  readonly interface: string | null
  readonly onlink: boolean
  readonly realms: number | null
  readonly encap: Encap | null
  readonly expiresS: number | null
  readonly preference: number | null
  readonly ttlPropagate: boolean | null
  readonly metrics: Readonly<Partial<Record<MetricName, Metric>>>
  readonly congestionControl: { readonly name: string; readonly lock: boolean } | null
  readonly nextHops: readonly NextHop[]
  /** of a static one: whose instances fail with its interface; absent: nobody's */
  readonly trackGroup?: string
  /** its removal by others is no concern of ours */
  readonly noTrack: boolean
}

export type RuleAction =
  | { readonly kind: 'table'; readonly table: number }
  | { readonly kind: 'l3mdev' }
  | { readonly kind: 'goto'; readonly target: number }
  | { readonly kind: 'nop' }
  | { readonly kind: 'blackhole' | 'unreachable' | 'prohibit' }

export interface NumberRange {
  readonly first: number
  readonly last: number
}

export interface RuleConfig {
  readonly family: 4 | 6
  readonly not: boolean
  readonly from: IpPrefix | null
  readonly to: IpPrefix | null
  readonly priority: number
  readonly tos: number
  readonly mark: number | null
  readonly markMask: number | null
  readonly inputInterface: string | null
  readonly outputInterface: string | null
  readonly suppressPrefixLength: number | null
  readonly suppressGroup: number | null
  /** a decimal number of up to 64 bits */
  readonly tunnelId: string | null
  readonly uidRange: NumberRange | null
  readonly protocol: number | null
  readonly ipProtocol: number | null
  readonly sourcePorts: NumberRange | null
  readonly destinationPorts: NumberRange | null
  readonly realms: number | null
  readonly action: RuleAction
  /** of a static one: whose instances fail with its interfaces; absent: nobody's */
  readonly trackGroup?: string
  readonly noTrack: boolean
}
