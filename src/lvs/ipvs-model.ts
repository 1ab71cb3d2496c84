/**
 * What IPVS holds, as values: the wanted state and the kernel's state have this one form, so that they can be compared.
 * Structurally the same as the types of `ipvs-netlink`, which stays free of our folders.
 */
import type { IpAddress } from '../lib/ip.ts'

export interface IpvsService {
  readonly key: IpvsServiceKey
  readonly scheduler: string
  /** IP_VS_SVC_F_* (linux/ip_vs.h), without HASHED (0x2), which the kernel sets itself */
  readonly flags: number
  /** seconds; 0: not persistent */
  readonly timeoutS: number
  /** prefix length: clients grouped for persistence (32 or 128: single clients) */
  readonly persistencePrefix: number
  readonly persistenceEngine: string | null
}

export type IpvsServiceKey =
  | { readonly kind: 'address'; readonly protocol: 6 | 17 | 132; readonly address: IpAddress; readonly port: number }
  | { readonly kind: 'fwmark'; readonly family: 4 | 6; readonly fwmark: number }

export interface IpvsDestination {
  readonly address: IpAddress
  readonly port: number
  readonly forwarding: 'masquerade' | 'direct' | 'tunnel'
  /** 0..65535 */
  readonly weight: number
  readonly upperThreshold: number
  readonly lowerThreshold: number
  /** of forwarding tunnel; absent: ipip, no port, no flags */
  readonly tunnelType?: 'ipip' | 'gue' | 'gre'
  readonly tunnelPort?: number
  /** IP_VS_TUNNEL_ENCAP_FLAG_* (linux/ip_vs.h) */
  readonly tunnelFlags?: number
}

export interface IpvsEntry {
  readonly service: IpvsService
  readonly destinations: readonly IpvsDestination[]
}

/** of established, closing and UDP connections; 0 leaves one as it is */
export interface IpvsTimeouts {
  readonly tcpS: number
  readonly tcpFinS: number
  readonly udpS: number
}

export type IpvsRequest =
  | { readonly kind: 'add-service'; readonly service: IpvsService }
  | { readonly kind: 'edit-service'; readonly service: IpvsService }
  | { readonly kind: 'delete-service'; readonly service: IpvsServiceKey }
  | { readonly kind: 'add-destination'; readonly service: IpvsServiceKey; readonly destination: IpvsDestination }
  | { readonly kind: 'edit-destination'; readonly service: IpvsServiceKey; readonly destination: IpvsDestination }
  | { readonly kind: 'delete-destination'; readonly service: IpvsServiceKey; readonly destination: IpvsDestination }
  | { readonly kind: 'flush' }
  | ({ readonly kind: 'set-timeouts' } & IpvsTimeouts)
