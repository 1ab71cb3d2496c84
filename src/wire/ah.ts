/**
 * The IP authentication header in front of a VRRPv2 message (RFC 2402, HMAC-MD5-96 of RFC 2403, RFC 2338 section
 * 5.3.6.3), in the form that the original puts on the wire. It signs the IP header too, so it is made and checked
 * with it.
 *
 * Layout: next header, length in words minus 2, two reserved octets, SPI, sequence number, 12 octets of signature
 * (ICV).
 */
import { concatBytes, sameBytes, viewOf } from '../lib/bytes.ts'
import { err, ok } from '../lib/result.ts'
import type { Result } from '../lib/result.ts'
import { PROTOCOL_VRRP } from './ip-header.ts'

export const AH_LENGTH = 24
const ICV_OFFSET = 12
const ICV_LENGTH = 12
/** RFC 2402 section 2.2: length in 32-bit words, minus 2 */
const LENGTH_WORDS = AH_LENGTH / 4 - 2

/** HMAC-MD5 of `data` under `key`, 16 octets. Given by the caller: this folder has no cryptography of its own. */
export type HmacMd5 = (key: Uint8Array, data: Uint8Array) => Uint8Array

export interface AhSigner {
  readonly key: Uint8Array
  readonly hmacMd5: HmacMd5
}

/** The header to put between `ipHeader`, which must be final except for its checksum, and `message`. */
export function encodeAh(ipHeader: Uint8Array, message: Uint8Array, sequence: number, signer: AhSigner): Uint8Array {
  const ah = new Uint8Array(AH_LENGTH)
  const view = viewOf(ah)
  view.setUint8(0, PROTOCOL_VRRP)
  view.setUint8(1, LENGTH_WORDS)
  // compat: the original's SPI is the sender's IPv4 address, so that both ends agree without configuration.
  ah.set(ipHeader.subarray(12, 16), 4)
  view.setUint32(8, sequence >>> 0)
  ah.set(signature(ipHeader, ah, message, signer), ICV_OFFSET)
  return ah
}

export interface DecodedAh {
  readonly spi: number
  readonly sequence: number
  readonly nextHeader: number
  /** the signature is that of the signer's key */
  readonly authentic: (signer: AhSigner) => boolean
  readonly message: Uint8Array
}

/**
 * Splits the payload of an IP packet of protocol 51. Whose key to check it with, the message inside tells (its VRID).
 */
export function decodeAh(ipHeader: Uint8Array, payload: Uint8Array): Result<DecodedAh, 'short'> {
  if (payload.length < AH_LENGTH) return err('short')
  const view = viewOf(payload)
  const length = (view.getUint8(1) + 2) * 4
  if (length !== AH_LENGTH) return err('short')
  const ah = payload.subarray(0, AH_LENGTH)
  const message = payload.subarray(AH_LENGTH)
  return ok({
    nextHeader: view.getUint8(0),
    spi: view.getUint32(4),
    sequence: view.getUint32(8),
    authentic: (signer) => sameBytes(signature(ipHeader, ah, message, signer), ah.subarray(ICV_OFFSET)),
    message,
  })
}

/**
 * HMAC-MD5-96 over the IP header with its mutable fields zero, the AH with a zero ICV, and the message with its
 * checksum.
 *
 * compat: the original zeroes TOS, flags with fragment offset, and checksum, but the TTL, which RFC 2402 section
 * 3.3.3.1.1.1 counts as mutable too, only of unicast packets. No router may forward a multicast advert: 255 at both ends.
 */
function signature(ipHeader: Uint8Array, ah: Uint8Array, message: Uint8Array, signer: AhSigner): Uint8Array {
  const covered = concatBytes(ipHeader, ah, message)
  covered[1] = 0
  covered.fill(0, 6, 8)
  if (!isMulticast(covered)) covered[8] = 0
  covered.fill(0, 10, 12)
  const icv = ipHeader.length + ICV_OFFSET
  covered.fill(0, icv, icv + ICV_LENGTH)
  return signer.hmacMd5(signer.key, covered).subarray(0, ICV_LENGTH)
}

/** 224.0.0.0/4, by the first octet of the destination */
function isMulticast(ipHeader: Uint8Array): boolean {
  return (ipHeader[16] ?? 0) >> 4 === 0xe
}
