/** Network interfaces and their addresses as values: what rtnetlink tells, what the VRRP machine and the dump go by. */
import type { IpPrefix } from './ip.ts'

/** A link without its addresses. */
export interface LinkInfo {
  readonly index: number
  readonly name: string
  /** IFF_UP */
  readonly up: boolean
  /** IFF_RUNNING */
  readonly running: boolean
  readonly multicast: boolean
  readonly loopback: boolean
  readonly broadcast: boolean
  readonly pointToPoint: boolean
  readonly noArp: boolean
  readonly mac: Uint8Array
  readonly macBroadcast: Uint8Array
  readonly mtu: number
  /** ARPHRD_*, linux/if_arp.h */
  readonly hardwareType: number
  /** what it sends over; absent: it is no macvlan and no ipvlan, or the other one is in another namespace */
  readonly above?: StackedLink
}

/** A macvlan or ipvlan and the interface below it. */
export interface StackedLink {
  readonly kind: 'macvlan' | 'ipvlan'
  /** index of the interface below */
  readonly base: number
  /** MACVLAN_MODE_* or IPVLAN_MODE_*, linux/if_link.h */
  readonly mode: number
  /** IPVLAN_F_*; of a macvlan 0 */
  readonly flags: number
}

export interface InterfaceInfo extends LinkInfo {
  readonly addresses: readonly InterfaceAddress[]
}

export interface InterfaceAddress extends IpPrefix {
  /** IFA_F_SECONDARY */
  readonly secondary: boolean
  /** RT_SCOPE_* */
  readonly scope: number
  /** IPv6: duplicate address detection has not finished, or failed */
  readonly tentative: boolean
}
