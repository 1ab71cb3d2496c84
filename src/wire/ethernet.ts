/** Ethernet II frames (RFC 894, RFC 2464): the header in front of what a packet socket sends. */
import { concatBytes, viewOf } from '../lib/bytes.ts'

export const ETHERTYPE_IPV4 = 0x0800
export const ETHERTYPE_ARP = 0x0806
export const ETHERTYPE_IPV6 = 0x86dd
export const ETHERNET_HEADER_LENGTH = 14

export interface EthernetAddresses {
  readonly destination: Uint8Array
  readonly source: Uint8Array
}

/** The frame without padding and check sequence: the driver adds both. */
export function encodeEthernet(addresses: EthernetAddresses, etherType: number, payload: Uint8Array): Uint8Array {
  const type = new Uint8Array(2)
  viewOf(type).setUint16(0, etherType)
  return concatBytes(addresses.destination, addresses.source, type, payload)
}
