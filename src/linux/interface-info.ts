/**
 * Network interfaces and addresses as values. The same shape as in the VRRP machine's events, repeated because this
 * folder knows no machine.
 */
import type { IpAddress, IpPrefix } from '../lib/ip.ts'

export interface InterfaceInfo {
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

/** What can be said of an address that is to be set; config's VirtualAddress fits. */
export interface AddressToSet extends IpPrefix {
  readonly scope: number
  readonly label: string | null
  readonly broadcast: IpAddress | null
  readonly peer: IpPrefix | null
  readonly home: boolean
  /** the word `-nodad` was there: duplicate address detection takes place */
  readonly noDad: boolean
  readonly mngTmpAddr: boolean
  readonly noPrefixRoute: boolean
  /** IPv6, seconds; null: for ever */
  readonly preferredLifetimeS: number | null
}
