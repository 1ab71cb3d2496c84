/**
 * How single attribute values look on the wire. Each kind says once how it is encoded, decoded and sampled;
 * `structure.ts` combines kinds into structures.
 *
 * Numbers are in host order, except ports, which IPVS keeps in network order (linux/ip_vs.h).
 */

/** A whole number from 0 up to but not including `bound`. */
export type Random = (bound: number) => number

export interface FieldKind<V> {
  readonly encode: (value: V) => Uint8Array
  /** throws `DecodeError` */
  readonly decode: (bytes: Uint8Array) => V
  readonly sample: (random: Random) => V
}

/** The bytes are not what the kernel's header promises. Caught by the client, which rejects the request. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError'
}

export const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

export const u8: FieldKind<number> = number(
  1,
  0x100,
  (view, value) => view.setUint8(0, value),
  (view) => view.getUint8(0),
)

export const u16: FieldKind<number> = number(
  2,
  0x1_0000,
  (view, value) => view.setUint16(0, value, littleEndian),
  (view) => view.getUint16(0, littleEndian),
)

/** network order: ports */
export const be16: FieldKind<number> = number(
  2,
  0x1_0000,
  (view, value) => view.setUint16(0, value, false),
  (view) => view.getUint16(0, false),
)

export const u32: FieldKind<number> = number(
  4,
  0x1_0000_0000,
  (view, value) => view.setUint32(0, value, littleEndian),
  (view) => view.getUint32(0, littleEndian),
)

/** The kernel sends counters as 32 or 64 bits, depending on the structure; both are read as one type. */
export const counter32: FieldKind<bigint> = {
  encode: (value) => u32.encode(Number(BigInt.asUintN(32, value))),
  decode: (bytes) => BigInt(u32.decode(bytes)),
  sample: (random) => BigInt(u32.sample(random)),
}

export const counter64: FieldKind<bigint> = {
  encode: (value) => {
    const bytes = new Uint8Array(8)
    viewOf(bytes).setBigUint64(0, value, littleEndian)
    return bytes
  },
  decode: (bytes) => viewOf(atLeast(bytes, 8)).getBigUint64(0, littleEndian),
  sample: (random) => (BigInt(u32.sample(random)) << 32n) | BigInt(u32.sample(random)),
}

/** Text that ends with a zero octet; at most `maxOctets` with it. */
export function text(maxOctets: number): FieldKind<string> {
  return {
    encode: (value) => {
      const octets = new TextEncoder().encode(value)
      if (octets.length >= maxOctets) throw new RangeError(`"${value}" is longer than ${maxOctets - 1} octets`)
      if (octets.includes(0)) throw new RangeError('a name cannot hold a zero octet')
      const bytes = new Uint8Array(octets.length + 1)
      bytes.set(octets)
      return bytes
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
  }
}

/** Exactly `length` octets, such as an address. The copy lets go of the receive buffer. */
export function octets(length: number): FieldKind<Uint8Array> {
  return {
    encode: (value) => {
      if (value.length !== length) throw new RangeError(`${value.length} octets instead of ${length}`)
      return value
    },
    decode: (bytes) => Uint8Array.from(atLeast(bytes, length).subarray(0, length)),
    sample: (random) => Uint8Array.from({ length }, () => random(256)),
  }
}

export interface MaskedFlags {
  readonly flags: number
  readonly mask: number
}

/** struct ip_vs_flags */
export const maskedFlags: FieldKind<MaskedFlags> = {
  encode: (value) => {
    const bytes = new Uint8Array(8)
    bytes.set(u32.encode(value.flags), 0)
    bytes.set(u32.encode(value.mask), 4)
    return bytes
  },
  decode: (bytes) => ({ flags: u32.decode(bytes), mask: u32.decode(atLeast(bytes, 8).subarray(4)) }),
  sample: (random) => ({ flags: u32.sample(random), mask: u32.sample(random) }),
}

function number(
  size: number,
  bound: number,
  write: (view: DataView, value: number) => void,
  read: (view: DataView) => number,
): FieldKind<number> {
  return {
    encode: (value) => {
      if (!Number.isInteger(value) || value < 0 || value >= bound) {
        throw new RangeError(`${value} is not a whole number from 0 to ${bound - 1}`)
      }
      const bytes = new Uint8Array(size)
      write(viewOf(bytes), value)
      return bytes
    },
    decode: (bytes) => read(viewOf(atLeast(bytes, size))),
    // the ends are where mistakes live
    sample: (random) => [0, 1, bound - 1, random(bound)][random(4)] ?? 0,
  }
}

/** A newer kernel may append to a value; it never shortens one. */
function atLeast(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length < size) throw new DecodeError(`attribute of ${bytes.length} octets instead of ${size}`)
  return bytes
}
