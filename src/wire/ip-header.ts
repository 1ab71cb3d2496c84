/**
 * IP headers (RFC 791, RFC 8200) as VRRP needs them: written whole, because the authentication header signs every
 * octet, and read from what a raw socket delivers.
 */
import { viewOf } from '../lib/bytes.ts'
import type { IpAddress } from '../lib/ip.ts'
import { err, ok } from '../lib/result.ts'
import type { Result } from '../lib/result.ts'
import { internetChecksum } from './checksum.ts'

export const PROTOCOL_VRRP = 112
export const PROTOCOL_AH = 51
export const PROTOCOL_ICMPV6 = 58
export const IPV4_HEADER_LENGTH = 20
export const IPV6_HEADER_LENGTH = 40

/** Internetwork control (RFC 2474 section 4.2.2.1, CS6): what the original marks its adverts with. */
export const TRAFFIC_CLASS_CONTROL = 0xc0

export interface IpHeaderFields {
  readonly source: IpAddress
  readonly destination: IpAddress
  readonly protocol: number
  /** TTL or hop limit */
  readonly ttl: number
  /** TOS or traffic class */
  readonly trafficClass: number
  /** IPv4 only: 0 lets the kernel choose */
  readonly identification: number
  readonly payloadLength: number
}

/** The header of the family of `source`. IPv4: no options, no flags, checksum filled in. */
export function encodeIpHeader(fields: IpHeaderFields): Uint8Array {
  return fields.source.family === 4 ? encodeIpv4(fields) : encodeIpv6(fields)
}

function encodeIpv4(fields: IpHeaderFields): Uint8Array {
  const header = new Uint8Array(IPV4_HEADER_LENGTH)
  const view = viewOf(header)
  header[0] = 0x45
  header[1] = fields.trafficClass
  view.setUint16(2, IPV4_HEADER_LENGTH + fields.payloadLength)
  view.setUint16(4, fields.identification)
  header[8] = fields.ttl
  header[9] = fields.protocol
  header.set(fields.source.bytes, 12)
  header.set(fields.destination.bytes, 16)
  view.setUint16(10, internetChecksum(header))
  return header
}

function encodeIpv6(fields: IpHeaderFields): Uint8Array {
  const header = new Uint8Array(IPV6_HEADER_LENGTH)
  const view = viewOf(header)
  view.setUint32(0, ((6 << 28) | (fields.trafficClass << 20)) >>> 0)
  view.setUint16(4, fields.payloadLength)
  header[6] = fields.protocol
  header[7] = fields.ttl
  header.set(fields.source.bytes, 8)
  header.set(fields.destination.bytes, 24)
  return header
}

export interface IpPacket {
  readonly source: IpAddress
  readonly destination: IpAddress
  readonly protocol: number
  readonly ttl: number
  /** the header with its options, as it came */
  readonly header: Uint8Array
  readonly payload: Uint8Array
}

/**
 * Reads an IPv4 packet. The total length decides where it ends: what follows is padding of the link (RFC 894).
 * The header checksum is the kernel's to check.
 */
export function decodeIpv4(bytes: Uint8Array): Result<IpPacket, 'short'> {
  const first = bytes[0] ?? 0
  const headerLength = (first & 0x0f) * 4
  if (bytes.length < IPV4_HEADER_LENGTH || headerLength < IPV4_HEADER_LENGTH || bytes.length < headerLength)
    return err('short')
  const totalLength = viewOf(bytes).getUint16(2)
  if (totalLength < headerLength || totalLength > bytes.length) return err('short')
  return ok({
    source: { family: 4, bytes: bytes.slice(12, 16) },
    destination: { family: 4, bytes: bytes.slice(16, 20) },
    protocol: bytes[9] ?? 0,
    ttl: bytes[8] ?? 0,
    header: bytes.subarray(0, headerLength),
    payload: bytes.subarray(headerLength, totalLength),
  })
}
