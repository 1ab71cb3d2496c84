/**
 * What IPVS holds, as plain immutable values: these go in and come out of every call.
 */

/** Octets in network order: 4 or 16 of them. */
export interface IpvsAddress {
  readonly family: 4 | 6
  readonly bytes: Uint8Array
}

export type IpvsServiceKey =
  | {
      readonly kind: 'address'
      /** TCP, UDP or SCTP */
      readonly protocol: 6 | 17 | 132
      readonly address: IpvsAddress
      /** 0: every port (persistent services only) */
      readonly port: number
    }
  | { readonly kind: 'fwmark'; readonly family: 4 | 6; readonly fwmark: number }

export interface IpvsService {
  readonly key: IpvsServiceKey
  /** name of the scheduler module without `ip_vs_`: `wlc`, `rr`, ... */
  readonly scheduler: string
  /** `ServiceFlag` bits, without `hashed`; persistence needs `persistent` as well as `timeoutS` */
  readonly flags: number
  /** persistence timeout; 0: not persistent */
  readonly timeoutS: number
  /** prefix length by which clients are grouped for persistence (32 or 128: single clients) */
  readonly persistencePrefix: number
  /** name of the persistence engine (`sip`) */
  readonly persistenceEngine: string | null
}

export interface IpvsDestination {
  readonly address: IpvsAddress
  readonly port: number
  readonly forwarding: 'masquerade' | 'direct' | 'tunnel'
  /** 0..65535; 0 takes no new connections */
  readonly weight: number
  /** connections; 0: no limit */
  readonly upperThreshold: number
  readonly lowerThreshold: number
  /** only meaningful with forwarding `tunnel`; the kernel's default is `ipip` */
  readonly tunnelType?: 'ipip' | 'gue' | 'gre'
  /** UDP port of a `gue` tunnel */
  readonly tunnelPort?: number
  /** `TunnelFlag` bits */
  readonly tunnelFlags?: number
  /** read only: the kernel's own number, when `forwarding` has no word for it (local node, bypass) and says `direct` */
  readonly kernelForwarding?: number
}

/** The part of a destination that identifies it. */
export type IpvsDestinationKey = Pick<IpvsDestination, 'address' | 'port'>

export interface IpvsEntry {
  readonly service: IpvsService
  readonly destinations: readonly IpvsDestination[]
}

/** Counters since the last `zero`, and rates per second that the kernel estimates. */
export interface IpvsStats {
  readonly connections: bigint
  readonly inPackets: bigint
  readonly outPackets: bigint
  readonly inBytes: bigint
  readonly outBytes: bigint
  readonly connectionsPerS: bigint
  readonly inPacketsPerS: bigint
  readonly outPacketsPerS: bigint
  readonly inBytesPerS: bigint
  readonly outBytesPerS: bigint
}

/** A service as it was read from the kernel. */
export interface IpvsServiceStatus extends IpvsService {
  readonly stats: IpvsStats
}

/** A destination as it was read from the kernel. */
export interface IpvsDestinationStatus extends IpvsDestination {
  readonly activeConnections: number
  readonly inactiveConnections: number
  readonly persistentConnections: number
  readonly stats: IpvsStats
}

export interface IpvsEntryStatus {
  readonly service: IpvsServiceStatus
  readonly destinations: readonly IpvsDestinationStatus[]
}

export interface IpvsInfo {
  /** `1.2.1` */
  readonly version: string
  readonly connectionTableSize: number
}

/** Idle times of connections, in seconds. In a request 0 leaves a value as it is. */
export interface IpvsTimeouts {
  readonly tcpS: number
  readonly tcpFinS: number
  readonly udpS: number
}

/** The kernel thread that sends (master) or receives (backup) the connection table over multicast. */
export interface IpvsDaemon {
  readonly role: 'master' | 'backup'
  readonly interface: string
  /** 0..255 */
  readonly syncId: number
  /** largest payload of a datagram */
  readonly maxLength?: number
  readonly multicastGroup?: IpvsAddress
  readonly multicastPort?: number
  readonly multicastTtl?: number
}

/** One change, as a value: for lists of changes that are carried out in order. */
export type IpvsRequest =
  | { readonly kind: 'add-service'; readonly service: IpvsService }
  | { readonly kind: 'edit-service'; readonly service: IpvsService }
  | { readonly kind: 'delete-service'; readonly service: IpvsServiceKey }
  | { readonly kind: 'add-destination'; readonly service: IpvsServiceKey; readonly destination: IpvsDestination }
  | { readonly kind: 'edit-destination'; readonly service: IpvsServiceKey; readonly destination: IpvsDestination }
  | { readonly kind: 'delete-destination'; readonly service: IpvsServiceKey; readonly destination: IpvsDestinationKey }
  | { readonly kind: 'flush' }
  | ({ readonly kind: 'set-timeouts' } & IpvsTimeouts)

/** A change that the kernel refused. */
export interface IpvsFailure<R extends IpvsRequest = IpvsRequest> {
  readonly request: R
  /** symbolic: `EEXIST` */
  readonly errno: string
  readonly message: string
}
