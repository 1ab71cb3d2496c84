/**
 * Unsolicited neighbour advertisements (RFC 4861 sections 4.4 and 7.2.6): what gratuitous ARP is to IPv4.
 */
import { concatBytes, viewOf } from '../lib/bytes.ts'
import type { IpAddress } from '../lib/ip.ts'
import { internetChecksum, pseudoHeader } from './checksum.ts'
import { encodeEthernet, ETHERTYPE_IPV6 } from './ethernet.ts'
import { encodeIpHeader, PROTOCOL_ICMPV6 } from './ip-header.ts'

const TYPE_NEIGHBOUR_ADVERTISEMENT = 136
const FLAG_ROUTER = 0x80
const FLAG_OVERRIDE = 0x20
const OPTION_TARGET_LINK_LAYER = 2
/** all nodes on the link, ff02::1 (RFC 4291 section 2.7.1), and the frame address it maps to (RFC 2464 section 7) */
const ALL_NODES: IpAddress = { family: 6, bytes: Uint8Array.of(0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1) }
const ALL_NODES_MAC = Uint8Array.of(0x33, 0x33, 0, 0, 0, 1)

export interface UnsolicitedAdvertisement {
  readonly address: IpAddress
  readonly mac: Uint8Array
  /** the interface forwards IPv6 (its `forwarding` setting): RFC 4861 section 4.4, the router flag */
  readonly router: boolean
}

/** A whole frame to all nodes, from the announced address itself. */
export function encodeUnsolicitedNa(announced: UnsolicitedAdvertisement): Uint8Array {
  const head = new Uint8Array(8)
  head[0] = TYPE_NEIGHBOUR_ADVERTISEMENT
  head[4] = FLAG_OVERRIDE | (announced.router ? FLAG_ROUTER : 0)
  // An option is a multiple of eight octets: type, length in those units, address, padding.
  const units = Math.ceil((2 + announced.mac.length) / 8)
  const option = new Uint8Array(units * 8)
  option[0] = OPTION_TARGET_LINK_LAYER
  option[1] = units
  option.set(announced.mac, 2)
  const message = concatBytes(head, announced.address.bytes, option)
  const between = { source: announced.address, destination: ALL_NODES }
  viewOf(message).setUint16(2, internetChecksum(pseudoHeader(between, PROTOCOL_ICMPV6, message.length), message))
  const header = encodeIpHeader({
    ...between,
    protocol: PROTOCOL_ICMPV6,
    ttl: 255,
    trafficClass: 0,
    identification: 0,
    payloadLength: message.length,
  })
  return encodeEthernet(
    { destination: ALL_NODES_MAC, source: announced.mac },
    ETHERTYPE_IPV6,
    concatBytes(header, message),
  )
}
