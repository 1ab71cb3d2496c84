/**
 * Gratuitous ARP (RFC 826, RFC 5944 section 4.6): "this address is now at this hardware address", told to everybody
 * on the link so that hosts and switches learn of a takeover at once.
 */
import { concatBytes, viewOf } from '../lib/bytes.ts'
import type { IpAddress } from '../lib/ip.ts'
import { encodeEthernet, ETHERTYPE_ARP, ETHERTYPE_IPV4 } from './ethernet.ts'

/** linux/if_arp.h */
export const ARPHRD_ETHER = 1
export const ARPHRD_INFINIBAND = 32
const OPERATION_REQUEST = 1

export interface GratuitousArp {
  readonly address: IpAddress
  readonly mac: Uint8Array
  /** the link's broadcast address */
  readonly macBroadcast: Uint8Array
}

/**
 * A broadcast request from and for `address`.
 *
 * compat: the target hardware address is the broadcast one, as the original sends it (RFC 9568 names the sender's);
 * receivers ignore it.
 */
export function encodeGratuitousArp(announced: GratuitousArp, hardwareType: number = ARPHRD_ETHER): Uint8Array {
  return encodeEthernet(
    { destination: announced.macBroadcast, source: announced.mac },
    ETHERTYPE_ARP,
    encodeArpRequest(announced, hardwareType),
  )
}

/** The ARP message alone, for links whose header the kernel writes (InfiniBand). */
export function encodeArpRequest(announced: GratuitousArp, hardwareType: number): Uint8Array {
  const head = new Uint8Array(8)
  const view = viewOf(head)
  view.setUint16(0, hardwareType)
  view.setUint16(2, ETHERTYPE_IPV4)
  view.setUint8(4, announced.mac.length)
  view.setUint8(5, 4)
  view.setUint16(6, OPERATION_REQUEST)
  const { mac, macBroadcast, address } = announced
  return concatBytes(head, mac, address.bytes, macBroadcast, address.bytes)
}
