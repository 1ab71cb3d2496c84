/**
 * The 28 octets that `auth_hmac` puts behind a VRRP message (keepalived 2.4.2 and later, draft-cassen-vrrp-auth-hmac): they sign
 * the message and the address that it comes from, in both versions and families.
 *
 * Layout: type, key id, two reserved octets, sequence (32 bits of UTC seconds, 16 of fraction, 16 of counter), 16 octets of
 * HMAC-SHA256. Nothing marks them: that they are there, the length of the packet tells.
 */
import { TRAILER_LENGTH, TRAILER_TYPE } from '../lib/auth-trailer.ts'
import { concatBytes, sameBytes, viewOf } from '../lib/bytes.ts'
import type { IpAddress } from '../lib/ip.ts'

const TAG_OFFSET = 12
const TAG_LENGTH = 16

/** HMAC-SHA256 of `data` under `key`, 32 octets. Given by the caller: this folder has no cryptography of its own. */
export type HmacSha256 = (key: Uint8Array, data: Uint8Array) => Uint8Array

export interface TrailerSigner {
  /** 1..255 */
  readonly keyId: number
  readonly key: Uint8Array
  readonly hmacSha256: HmacSha256
}

/** The trailer for `message`, whose checksum does not matter. */
export function encodeTrailer(
  source: IpAddress,
  message: Uint8Array,
  sequence: bigint,
  signer: TrailerSigner,
): Uint8Array {
  const trailer = new Uint8Array(TRAILER_LENGTH)
  const view = viewOf(trailer)
  view.setUint8(0, TRAILER_TYPE)
  view.setUint8(1, signer.keyId)
  view.setBigUint64(4, sequence)
  trailer.set(tag(source, message, trailer, signer), TAG_OFFSET)
  return trailer
}

export interface DecodedTrailer {
  readonly type: number
  readonly keyId: number
  readonly reserved: number
  /** 64 bits, to be compared with `isAfter` */
  readonly sequence: bigint
  /** the tag is that of the signer's key; compared in constant time */
  readonly authentic: (signer: Pick<TrailerSigner, 'key' | 'hmacSha256'>) => boolean
}

/** `trailer` has its 28 octets; `message` is what stood before it. */
export function decodeTrailer(source: IpAddress, message: Uint8Array, trailer: Uint8Array): DecodedTrailer {
  const view = viewOf(trailer)
  return {
    type: view.getUint8(0),
    keyId: view.getUint8(1),
    reserved: view.getUint16(2),
    sequence: view.getBigUint64(4),
    authentic: (signer) => sameBytes(tag(source, message, trailer, signer), trailer.subarray(TAG_OFFSET)),
  }
}

/**
 * Over a header that is never sent (family, version, VRID, source address), the message with a zero checksum, and the trailer
 * with a zero tag.
 */
function tag(
  source: IpAddress,
  message: Uint8Array,
  trailer: Uint8Array,
  { key, hmacSha256 }: Pick<TrailerSigner, 'key' | 'hmacSha256'>,
): Uint8Array {
  const header = new Uint8Array(20)
  header[0] = source.family
  header[1] = (message[0] ?? 0) >> 4
  header[2] = message[1] ?? 0
  header.set(source.bytes, 4)
  const covered = concatBytes(header, message, trailer)
  covered.fill(0, header.length + 6, header.length + 8)
  covered.fill(0, covered.length - TAG_LENGTH)
  return hmacSha256(key, covered).subarray(0, TAG_LENGTH)
}
