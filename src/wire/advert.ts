/**
 * A VRRP advertisement as values, on its way out and on its way in. The codecs beside this file turn it into octets
 * and back; the VRRP machine decides about it.
 */
import type { IpAddress } from '../lib/ip.ts'
import type { Us } from '../lib/time.ts'

/** What is sent (RFC 3768 section 5, RFC 9568 section 5). */
export interface Advert {
  readonly version: 2 | 3
  readonly family: 4 | 6
  readonly vrid: number
  /** 0..255; 0 says "I am stopping" */
  readonly priority: number
  readonly addresses: readonly IpAddress[]
  /** v2: whole seconds; v3: centiseconds (12 bits) */
  readonly intervalUnits: number
  /** v2 only: 0 none, 1 clear text, 2 authentication header (RFC 2338 section 5.3.6) */
  readonly authType: number
  /** v2 only: the eight octets of authentication data */
  readonly authData: Uint8Array
}

/**
 * Which reading of the v3 checksum over IPv4 matched; always 'message' for v2, 'pseudo' for IPv6. 'group' is the
 * original's before 1.3.7 for unicast: a pseudo-header with the multicast group where the destination belongs.
 */
export type ChecksumForm = 'message' | 'pseudo' | 'group' | 'wrong'

/** What came in, decoded without judging. */
export interface ReceivedAdvert extends Advert {
  readonly type: number
  readonly checksum: ChecksumForm
  /** the count octet, which may disagree with the length */
  readonly addressCount: number
  /** octets present after any authentication header, a trailer among them */
  readonly messageLength: number
  readonly ah: ReceivedAh | null
  /** absent: the packet is not exactly that much longer than its message */
  readonly trailer?: ReceivedTrailer
}

/** The authentication header in front of it (RFC 2402). */
export interface ReceivedAh {
  readonly spi: number
  readonly sequence: number
  /** the ICV agrees with the key that the receiver was given; false when it has none */
  readonly authentic: boolean
}

/** What `auth_hmac` put behind it. */
export interface ReceivedTrailer {
  readonly type: number
  readonly keyId: number
  readonly reserved: number
  /** 64 bits in serial order; the upper half are the sender's UTC seconds */
  readonly sequence: bigint
  /** names of the instances whose key of that number made the tag */
  readonly authenticFor: readonly string[]
  /** our wall clock when it came, microseconds since 1970 */
  readonly wallUs: Us
}
