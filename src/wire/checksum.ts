/**
 * The Internet checksum (RFC 1071) and the two pseudo-headers that go in front of it
 * (RFC 768 for IPv4, RFC 8200 section 8.1 for IPv6).
 */
import { viewOf } from '../lib/bytes.ts'
import type { IpAddress } from '../lib/ip.ts'

/** One's-complement sum of the 16-bit words of all parts; an odd part is padded with a zero octet. */
export function internetChecksum(...parts: readonly Uint8Array[]): number {
  let sum = 0
  for (const part of parts) sum += sumWords(part)
  // A sum of 32-bit size can carry twice: fold until nothing is left above 16 bits.
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000)
  return ~sum & 0xffff
}

function sumWords(bytes: Uint8Array): number {
  const view = viewOf(bytes)
  const even = bytes.length & ~1
  let sum = 0
  for (let i = 0; i < even; i += 2) sum += view.getUint16(i)
  if (even < bytes.length) sum += (bytes[even] ?? 0) << 8
  return sum
}

/** Who sends to whom, in the family of both. */
export interface Endpoints {
  readonly source: IpAddress
  readonly destination: IpAddress
}

/** What the upper layer's checksum covers besides the message itself. */
export function pseudoHeader(between: Endpoints, protocol: number, length: number): Uint8Array {
  const size = between.source.bytes.length
  const header = new Uint8Array(size === 4 ? 12 : 40)
  const view = viewOf(header)
  header.set(between.source.bytes, 0)
  header.set(between.destination.bytes, size)
  if (size === 4) {
    header[9] = protocol
    view.setUint16(10, length)
  } else {
    view.setUint32(32, length)
    header[39] = protocol
  }
  return header
}
