/**
 * The VRRP message itself, version 2 and 3 (RFC 3768 section 5, RFC 9568 section 5; RFC 2338 for authentication data).
 *
 * Decoding judges nothing: it reads what can be read, says which form of the checksum matched, and leaves the verdict
 * to the machine, which knows the configuration and words the log line.
 */
import { TRAILER_LENGTH } from '../lib/auth-trailer.ts'
import { concatBytes, viewOf } from '../lib/bytes.ts'
import type { IpAddress } from '../lib/ip.ts'
import { err, ok } from '../lib/result.ts'
import type { Result } from '../lib/result.ts'
import type { Advert, ChecksumForm, ReceivedAdvert } from './advert.ts'
import { decodeTrailer, encodeTrailer } from './auth-trailer.ts'
import type { DecodedTrailer, TrailerSigner } from './auth-trailer.ts'
import { internetChecksum, pseudoHeader } from './checksum.ts'
import type { Endpoints } from './checksum.ts'
import { PROTOCOL_VRRP } from './ip-header.ts'

export const VRRP_HEADER_LENGTH = 8
export const AUTH_DATA_LENGTH = 8
const TYPE_ADVERTISEMENT = 1

/**
 * How a v3 advert over IPv4 is summed: 'pseudo' with a pseudo-header (RFC 5798 as the original reads it, its default),
 * 'message' without (RFC 9568; the original's v3_checksum_as_v2), 'group' as before its version 1.3.7 (old_unicast_checksum).
 * IPv6 always has a pseudo-header, v2 over IPv4 never.
 */
export type V3ChecksumForm = 'pseudo' | 'message' | 'group'

/** What the form 'group' puts in place of a unicast destination: 224.0.0.18, whatever the group of the instance. */
const ALL_VRRP_ROUTERS: IpAddress = { family: 4, bytes: Uint8Array.of(224, 0, 0, 18) }

export interface SequencedSigner extends TrailerSigner {
  readonly sequence: bigint
}

/**
 * The message, with its trailer if it is signed. The checksum counts the trailer over IPv6, where the kernel sums all there is,
 * and does not over IPv4.
 */
export function encodeAdvert(
  advert: Advert,
  between: Endpoints,
  v3Checksum: V3ChecksumForm = 'pseudo',
  signer: SequencedSigner | null = null,
): Uint8Array {
  const v2 = advert.version === 2
  const header = new Uint8Array(VRRP_HEADER_LENGTH)
  header[0] = (advert.version << 4) | TYPE_ADVERTISEMENT
  header[1] = advert.vrid
  header[2] = advert.priority
  header[3] = advert.addresses.length
  if (v2) {
    header[4] = advert.authType
    header[5] = advert.intervalUnits
  } else {
    viewOf(header).setUint16(4, advert.intervalUnits & 0x0fff)
  }
  const message = concatBytes(header, ...advert.addresses.map((address) => address.bytes), authDataOf(advert))
  const trailer = signer === null ? NOTHING : encodeTrailer(between.source, message, signer.sequence, signer)
  const pseudo = advert.family === 6 || (!v2 && v3Checksum !== 'message')
  const summed = advert.family === 4 && v3Checksum === 'group' ? toGroup(between) : between
  const octets = advert.family === 6 ? concatBytes(message, trailer) : message
  const checksum = pseudo
    ? internetChecksum(pseudoHeader(summed, PROTOCOL_VRRP, octets.length), octets)
    : internetChecksum(message)
  viewOf(message).setUint16(6, checksum)
  return concatBytes(message, trailer)
}

const NOTHING = new Uint8Array(0)

/** compat: v2 over IPv6, which no RFC knows and the original accepts, carries no authentication data. */
function authDataOf(advert: Advert): Uint8Array {
  if (advert.version !== 2 || advert.family !== 4) return new Uint8Array(0)
  const data = new Uint8Array(AUTH_DATA_LENGTH)
  data.set(advert.authData.subarray(0, AUTH_DATA_LENGTH))
  return data
}

/** Reads a message; `short` when not even the eight octets of the header are there. */
export function decodeAdvert(octets: Uint8Array, between: Endpoints): Result<ReceivedAdvert, 'short'> {
  if (octets.length < VRRP_HEADER_LENGTH) return err('short')
  const message = isSigned(octets, between.source.family) ? octets.subarray(0, -TRAILER_LENGTH) : octets
  const view = viewOf(message)
  const family = between.source.family
  const version = view.getUint8(0) >> 4
  const v2 = version === 2
  const authLength = v2 && family === 4 ? AUTH_DATA_LENGTH : 0
  const addressCount = view.getUint8(3)
  const addresses = readAddresses(message, family, addressCount, authLength)
  const authStart = VRRP_HEADER_LENGTH + addressCount * (family === 4 ? 4 : 16)
  return ok({
    // A version other than 2 and 3 is passed on as it is: the machine compares it with its own and says so.
    version: version as 2 | 3,
    type: view.getUint8(0) & 0x0f,
    family,
    vrid: view.getUint8(1),
    priority: view.getUint8(2),
    addressCount,
    addresses,
    intervalUnits: v2 ? view.getUint8(5) : view.getUint16(4) & 0x0fff,
    authType: v2 ? view.getUint8(4) : 0,
    authData: message.slice(authStart, authStart + authLength),
    checksum: checksumForm(family === 4 ? message : octets, between, version),
    messageLength: octets.length,
    ah: null,
  })
}

/** Takes the trailer of a message apart, if there is one. */
export function decodeTrailerOf(octets: Uint8Array, { source }: Endpoints): DecodedTrailer | null {
  if (octets.length < VRRP_HEADER_LENGTH || !isSigned(octets, source.family)) return null
  return decodeTrailer(source, octets.subarray(0, -TRAILER_LENGTH), octets.subarray(-TRAILER_LENGTH))
}

/** Exactly that much longer than header, addresses and authentication data together. */
function isSigned(octets: Uint8Array, family: 4 | 6): boolean {
  const authLength = (octets[0] ?? 0) >> 4 === 2 && family === 4 ? AUTH_DATA_LENGTH : 0
  const expected = VRRP_HEADER_LENGTH + (octets[3] ?? 0) * (family === 4 ? 4 : 16) + authLength
  return octets.length === expected + TRAILER_LENGTH
}

/** As many of the counted addresses as are there before the authentication data. */
function readAddresses(message: Uint8Array, family: 4 | 6, count: number, authLength: number): IpAddress[] {
  const size = family === 4 ? 4 : 16
  const present = Math.max(0, Math.floor((message.length - VRRP_HEADER_LENGTH - authLength) / size))
  const addresses: IpAddress[] = []
  for (let i = 0; i < Math.min(count, present); i++) {
    const start = VRRP_HEADER_LENGTH + i * size
    addresses.push({ family, bytes: message.slice(start, start + size) })
  }
  return addresses
}

function checksumForm(message: Uint8Array, between: Endpoints, version: number): ChecksumForm {
  // With the sender's checksum inside, a right sum folds to 0xffff, whose complement is zero.
  if (between.source.family === 4 && internetChecksum(message) === 0) return 'message'
  if (version === 2 && between.source.family === 4) return 'wrong'
  const matches = (summed: Endpoints): boolean =>
    internetChecksum(pseudoHeader(summed, PROTOCOL_VRRP, message.length), message) === 0
  if (matches(between)) return 'pseudo'
  return between.source.family === 4 && matches(toGroup(between)) ? 'group' : 'wrong'
}

function toGroup({ source }: Endpoints): Endpoints {
  return { source, destination: ALL_VRRP_ROUTERS }
}
