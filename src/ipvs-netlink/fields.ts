/**
 * How single attribute values look on the wire. Each kind says once how it is encoded, decoded and sampled;
 * `structure.ts` combines kinds into structures.
 *
 * Numbers are in host order, except ports, which IPVS keeps in network order (linux/ip_vs.h).
 */

import { littleEndian, Writer } from './writer.ts'

/** A whole number from 0 up to but not including `bound`. */
export type Random = (bound: number) => number

export interface FieldKind<V> {
  readonly write: (value: V, out: Writer) => void
  /** what `write` writes, alone */
  readonly encode: (value: V) => Uint8Array
  /** throws `DecodeError` */
  readonly decode: (bytes: Uint8Array) => V
  readonly sample: (random: Random) => V
}

/** A kind, with `encode` made from `write`. */
export function fieldKind<V>(kind: Omit<FieldKind<V>, 'encode'>): FieldKind<V> {
  return {
    ...kind,
    encode: (value) => {
      scratch.clear()
      kind.write(value, scratch)
      return scratch.taken()
    },
  }
}

const UNION_OCTETS = 16

/** Nothing that is written encodes something else meanwhile. */
const scratch = new Writer()

/** The bytes are not what the kernel's header promises. Caught by the client, which rejects the request. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError'
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

export const u8: FieldKind<number> = number(
  1,
  0x100,
  (out, value) => out.u8(value),
  (view) => view.getUint8(0),
)

export const u16: FieldKind<number> = number(
  2,
  0x1_0000,
  (out, value) => out.u16(value),
  (view) => view.getUint16(0, littleEndian),
)

/** network order: ports */
export const be16: FieldKind<number> = number(
  2,
  0x1_0000,
  (out, value) => out.be16(value),
  (view) => view.getUint16(0, false),
)

export const u32: FieldKind<number> = number(
  4,
  0x1_0000_0000,
  (out, value) => out.u32(value),
  (view) => view.getUint32(0, littleEndian),
)

/** The kernel sends counters as 32 or 64 bits, depending on the structure; both are read as one type. */
export const counter32: FieldKind<bigint> = fieldKind({
  write: (value, out) => out.u32(Number(BigInt.asUintN(32, value))),
  decode: (bytes) => BigInt(u32.decode(bytes)),
  sample: (random) => BigInt(u32.sample(random)),
})

export const counter64: FieldKind<bigint> = fieldKind({
  write: (value, out) => out.u64(value),
  decode: (bytes) => viewOf(atLeast(bytes, 8)).getBigUint64(0, littleEndian),
  sample: (random) => (BigInt(u32.sample(random)) << 32n) | BigInt(u32.sample(random)),
})

/** Text that ends with a zero octet; at most `maxOctets` with it. */
export function text(maxOctets: number): FieldKind<string> {
  return fieldKind({
    write: (value, out) => {
      const octets = new TextEncoder().encode(value)
      if (octets.length >= maxOctets) throw new RangeError(`"${value}" is longer than ${maxOctets - 1} octets`)
      if (octets.includes(0)) throw new RangeError('a name cannot hold a zero octet')
      out.bytes(octets)
      out.u8(0)
    },
    decode: (bytes) => {
      const end = bytes.indexOf(0)
      return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end))
    },
    sample: (random) => {
      const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789_-.'
      let value = ''
      for (let left = random(maxOctets); left > 0; left--) value += alphabet.charAt(random(alphabet.length))
      return value
    },
  })
}

/** Exactly `length` octets. The copy lets go of the receive buffer. */
export function octets(length: number): FieldKind<Uint8Array> {
  return fieldKind({
    write: (value, out) => {
      if (value.length !== length) throw new RangeError(`${value.length} octets instead of ${length}`)
      out.bytes(value)
    },
    decode: (bytes) => Uint8Array.from(atLeast(bytes, length).subarray(0, length)),
    sample: (random) => Uint8Array.from({ length }, () => random(256)),
  })
}

/** union nf_inet_addr: an IPv4 address is in the first four of 16 octets. Either length is written, 16 octets are read. */
export const addressUnion: FieldKind<Uint8Array> = fieldKind({
  ...octets(UNION_OCTETS),
  write: (value, out) => {
    if (value.length > UNION_OCTETS) throw new RangeError(`address of ${value.length} octets`)
    out.bytes(value)
    for (let left = UNION_OCTETS - value.length; left > 0; left--) out.u8(0)
  },
})

export interface MaskedFlags {
  readonly flags: number
  readonly mask: number
}

/** struct ip_vs_flags */
export const maskedFlags: FieldKind<MaskedFlags> = fieldKind({
  write: (value, out) => {
    u32.write(value.flags, out)
    u32.write(value.mask, out)
  },
  decode: (bytes) => ({ flags: u32.decode(bytes), mask: u32.decode(atLeast(bytes, 8).subarray(4)) }),
  sample: (random) => ({ flags: u32.sample(random), mask: u32.sample(random) }),
})

function number(
  size: number,
  bound: number,
  write: (out: Writer, value: number) => void,
  read: (view: DataView) => number,
): FieldKind<number> {
  return fieldKind({
    write: (value, out) => {
      if (!Number.isInteger(value) || value < 0 || value >= bound) {
        throw new RangeError(`${value} is not a whole number from 0 to ${bound - 1}`)
      }
      write(out, value)
    },
    decode: (bytes) => read(viewOf(atLeast(bytes, size))),
    // the ends are where mistakes live
    sample: (random) => [0, 1, bound - 1, random(bound)][random(4)] ?? 0,
  })
}

/** A newer kernel may append to a value; it never shortens one. */
function atLeast(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length < size) throw new DecodeError(`attribute of ${bytes.length} octets instead of ${size}`)
  return bytes
}
