/**
 * An advert as a whole IP packet: IP header, authentication header if there is one, VRRP message. This is what a raw
 * socket with "header included" sends and (IPv4) receives, and the face that the runtime uses.
 */
import { concatBytes } from '../lib/bytes.ts'
import type { IpAddress } from '../lib/ip.ts'
import { err, ok } from '../lib/result.ts'
import type { Result } from '../lib/result.ts'
import type { Us } from '../lib/time.ts'
import type { Advert, ReceivedAdvert } from './advert.ts'
import { AH_LENGTH, decodeAh, encodeAh } from './ah.ts'
import type { AhSigner, DecodedAh } from './ah.ts'
import type { TrailerSigner } from './auth-trailer.ts'
import type { Endpoints } from './checksum.ts'
import { decodeIpv4, encodeIpHeader, PROTOCOL_AH, PROTOCOL_VRRP, TRAFFIC_CLASS_CONTROL } from './ip-header.ts'
import { decodeAdvert, decodeTrailerOf, encodeAdvert } from './vrrp-packet.ts'
import type { SequencedSigner, V3ChecksumForm } from './vrrp-packet.ts'

export interface OutgoingAdvert extends Endpoints {
  readonly advert: Advert
  /** 1..65535, counting up per instance; IPv4 only. The authentication header signs it. */
  readonly identification: number
  readonly ah: (AhSigner & { readonly sequence: number }) | null
  readonly trailer?: SequencedSigner | null
  readonly v3Checksum?: V3ChecksumForm
  /** 255 unless configured otherwise for unicast */
  readonly ttl?: number
}

/** The packet, ready for a socket that takes the IP header with it. */
export function encodeVrrpDatagram(outgoing: OutgoingAdvert): Uint8Array {
  const message = encodeAdvert(outgoing.advert, outgoing, outgoing.v3Checksum, outgoing.trailer)
  const { ah } = outgoing
  const header = encodeIpHeader({
    source: outgoing.source,
    destination: outgoing.destination,
    protocol: ah === null ? PROTOCOL_VRRP : PROTOCOL_AH,
    ttl: outgoing.ttl ?? 255,
    trafficClass: TRAFFIC_CLASS_CONTROL,
    identification: outgoing.identification,
    payloadLength: message.length + (ah === null ? 0 : AH_LENGTH),
  })
  return ah === null
    ? concatBytes(header, message)
    : concatBytes(header, encodeAh(header, message, ah.sequence, ah), message)
}

/** What a raw socket delivers: IPv4 with its header; IPv6 without, the rest beside it. */
export type DeliveredPacket =
  | { readonly family: 4; readonly bytes: Uint8Array }
  | {
      readonly family: 6
      readonly bytes: Uint8Array
      readonly source: IpAddress
      readonly destination: IpAddress
      readonly ttl: number
    }

export interface ReceivedDatagram extends Endpoints {
  readonly ttl: number
  readonly advert: ReceivedAdvert
}

export interface UnreadableDatagram {
  /** in the original's words */
  readonly reason: string
  /** null when not even the IP header can be read */
  readonly source: IpAddress | null
  /** null when not even that can be read */
  readonly vrid: number | null
}

/** The key of an instance that uses the authentication header; null when this VRID uses none. */
export type SignerOf = (vrid: number) => AhSigner | null

/** What trailers are checked with. */
export interface TrailerVerifier {
  /** the keys of the instances of this VRID and family that use the trailer */
  readonly keys: (vrid: number, family: 4 | 6) => readonly TrailerKey[]
  /** wall clock, microseconds since 1970 */
  readonly wallUs: () => Us
}

export interface TrailerKey extends TrailerSigner {
  readonly instance: string
}

/** Takes a delivered packet apart. Only what cannot be read at all is an error. */
export function decodeVrrpDatagram(
  delivered: DeliveredPacket,
  signerOf: SignerOf,
  trailers: TrailerVerifier | null = null,
): Result<ReceivedDatagram, UnreadableDatagram> {
  const tooShort = (what: string, source: IpAddress | null, message: Uint8Array | null) =>
    err({ reason: `${what} too short - ${delivered.bytes.length} bytes`, source, vrid: message?.[1] ?? null })

  if (delivered.family === 6) {
    const { source, destination, ttl } = delivered
    const advert = decodeAdvert(delivered.bytes, delivered)
    return advert.ok
      ? ok({ source, destination, ttl, advert: withTrailer(advert.value, delivered.bytes, delivered, trailers) })
      : tooShort('IPv6 VRRP packet', source, delivered.bytes)
  }

  const packet = decodeIpv4(delivered.bytes)
  if (!packet.ok) return tooShort('IPv4 VRRP packet', null, null)
  const { source, destination, ttl, header, payload, protocol } = packet.value
  let ah: DecodedAh | null = null
  if (protocol === PROTOCOL_AH) {
    const decoded = decodeAh(header, payload)
    if (!decoded.ok || decoded.value.nextHeader !== PROTOCOL_VRRP)
      return tooShort('IPv4 VRRP packet with AH', source, null)
    ah = decoded.value
  }
  const message = ah?.message ?? payload
  const advert = decodeAdvert(message, packet.value)
  if (!advert.ok) return tooShort(ah ? 'IPv4 VRRP packet with AH' : 'IPv4 VRRP packet', source, message)
  const received = withTrailer(advert.value, message, packet.value, trailers)
  return ok({ source, destination, ttl, advert: { ...received, ah: ah && judge(ah, signerOf(received.vrid)) } })
}

function withTrailer(
  advert: ReceivedAdvert,
  message: Uint8Array,
  between: Endpoints,
  verifier: TrailerVerifier | null,
): ReceivedAdvert {
  const decoded = verifier && decodeTrailerOf(message, between)
  if (!decoded) return advert
  const { authentic, ...fields } = decoded
  const authenticFor = verifier
    .keys(advert.vrid, advert.family)
    .filter((key) => key.keyId === fields.keyId && authentic(key))
    .map((key) => key.instance)
  return { ...advert, trailer: { ...fields, authenticFor, wallUs: verifier.wallUs() } }
}

function judge(ah: DecodedAh, signer: AhSigner | null): ReceivedAdvert['ah'] {
  return { spi: ah.spi, sequence: ah.sequence, authentic: signer !== null && ah.authentic(signer) }
}
