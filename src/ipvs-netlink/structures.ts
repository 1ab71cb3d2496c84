/**
 * The structures of the IPVS family, one table each. The order of the rows is the order on the wire.
 *
 * Header: linux/ip_vs.h, enums IPVS_CMD_ATTR_*, IPVS_SVC_ATTR_*, IPVS_DEST_ATTR_*, IPVS_DAEMON_ATTR_*, IPVS_STATS_ATTR_*,
 * IPVS_INFO_ATTR_*; for the controller linux/genetlink.h, CTRL_ATTR_*.
 */
import { addressUnion, be16, counter32, counter64, maskedFlags, octets, text, u16, u32, u8 } from './fields.ts'
import type { FieldKind, MaskedFlags } from './fields.ts'
import { field, nestedField, structure } from './structure.ts'
import type { IpvsStats } from './types.ts'

/** IP_VS_SCHEDNAME_MAXLEN, IP_VS_PENAME_MAXLEN and IP_VS_IFNAME_MAXLEN: with the final zero */
const NAME_OCTETS = 16

export type WireStats = { readonly [K in keyof IpvsStats]?: bigint }

/** IPVS_STATS_ATTR_*: everything 32 bits but the byte counters */
const stats32 = statsStructure(counter32, counter64)

/** since Linux 4.1: everything 64 bits */
const stats64 = statsStructure(counter64, counter64)

export interface WireService {
  readonly family?: number
  readonly protocol?: number
  /** union nf_inet_addr: an IPv4 address is in the first four octets */
  readonly address?: Uint8Array
  readonly port?: number
  readonly fwmark?: number
  readonly scheduler?: string
  readonly flags?: MaskedFlags
  readonly timeoutS?: number
  /** IPv4: the mask, in network order; IPv6: the prefix length, in host order */
  readonly netmask?: Uint8Array
  readonly stats?: WireStats
  readonly persistenceEngine?: string
  readonly stats64?: WireStats
}

export const serviceStructure = structure<WireService>({
  family: field(1, u16),
  protocol: field(2, u16),
  address: field(3, addressUnion),
  port: field(4, be16),
  fwmark: field(5, u32),
  scheduler: field(6, text(NAME_OCTETS)),
  flags: field(7, maskedFlags),
  timeoutS: field(8, u32),
  netmask: field(9, octets(4)),
  stats: nestedField(10, stats32),
  persistenceEngine: field(11, text(NAME_OCTETS)),
  stats64: nestedField(12, stats64),
})

export interface WireDestination {
  readonly address?: Uint8Array
  readonly port?: number
  readonly forwarding?: number
  readonly weight?: number
  readonly upperThreshold?: number
  readonly lowerThreshold?: number
  readonly activeConnections?: number
  readonly inactiveConnections?: number
  readonly persistentConnections?: number
  readonly stats?: WireStats
  readonly family?: number
  readonly stats64?: WireStats
  readonly tunnelType?: number
  readonly tunnelPort?: number
  readonly tunnelFlags?: number
}

export const destinationStructure = structure<WireDestination>({
  address: field(1, addressUnion),
  port: field(2, be16),
  forwarding: field(3, u32),
  weight: field(4, u32),
  upperThreshold: field(5, u32),
  lowerThreshold: field(6, u32),
  activeConnections: field(7, u32),
  inactiveConnections: field(8, u32),
  persistentConnections: field(9, u32),
  stats: nestedField(10, stats32),
  family: field(11, u16),
  stats64: nestedField(12, stats64),
  tunnelType: field(13, u8),
  tunnelPort: field(14, be16),
  tunnelFlags: field(15, u16),
})

export interface WireDaemon {
  readonly state?: number
  readonly interface?: string
  readonly syncId?: number
  readonly maxLength?: number
  readonly multicastGroup4?: Uint8Array
  readonly multicastGroup6?: Uint8Array
  readonly multicastPort?: number
  readonly multicastTtl?: number
}

export const daemonStructure = structure<WireDaemon>({
  state: field(1, u32),
  interface: field(2, text(NAME_OCTETS)),
  syncId: field(3, u32),
  maxLength: field(4, u16),
  multicastGroup4: field(5, octets(4)),
  multicastGroup6: field(6, octets(16)),
  multicastPort: field(7, u16),
  multicastTtl: field(8, u8),
})

/** What stands in a request, and in every reply but that to `get-info`. */
export interface WireCommand {
  readonly service?: WireService
  readonly destination?: WireDestination
  readonly daemon?: WireDaemon
  readonly tcpS?: number
  readonly tcpFinS?: number
  readonly udpS?: number
}

export const commandStructure = structure<WireCommand>({
  service: nestedField(1, serviceStructure),
  destination: nestedField(2, destinationStructure),
  daemon: nestedField(3, daemonStructure),
  tcpS: field(4, u32),
  tcpFinS: field(5, u32),
  udpS: field(6, u32),
})

export interface WireInfo {
  readonly version?: number
  readonly connectionTableSize?: number
}

export const infoStructure = structure<WireInfo>({
  version: field(1, u32),
  connectionTableSize: field(2, u32),
})

/** Question to and answer from the controller: which number has the family of that name? */
export interface WireFamily {
  readonly id?: number
  readonly name?: string
}

export const familyStructure = structure<WireFamily>({
  id: field(1, u16),
  name: field(2, text(NAME_OCTETS)),
})

function statsStructure(counter: FieldKind<bigint>, byteCounter: FieldKind<bigint>) {
  return structure<WireStats>({
    connections: field(1, counter),
    inPackets: field(2, counter),
    outPackets: field(3, counter),
    inBytes: field(4, byteCounter),
    outBytes: field(5, byteCounter),
    connectionsPerS: field(6, counter),
    inPacketsPerS: field(7, counter),
    outPacketsPerS: field(8, counter),
    inBytesPerS: field(9, counter),
    outBytesPerS: field(10, counter),
  })
}
