/**
 * Structures of netlink attributes, described once: a table of fields, from which encoding, decoding and random
 * samples follow. A structure is itself a kind of field, because attributes nest.
 *
 * Wire form: 16 bits of length, 16 bits of type, the value, padding to four octets (linux/netlink.h, struct nlattr).
 */
import { DecodeError, littleEndian, viewOf } from './fields.ts'
import type { FieldKind, Random } from './fields.ts'

export interface Field<V> {
  /** the number of the attribute */
  readonly type: number
  readonly kind: FieldKind<V>
  /** the value is itself a list of attributes */
  readonly nested: boolean
}

export type FieldTable<T> = { readonly [K in keyof T]-?: Field<Exclude<T[K], undefined>> }

export interface Structure<T> extends FieldKind<T> {
  readonly fields: FieldTable<T>
}

export function field<V>(type: number, kind: FieldKind<V>): Field<V> {
  return { type, kind, nested: false }
}

export function nestedField<V>(type: number, kind: FieldKind<V>): Field<V> {
  return { type, kind, nested: true }
}

/** All fields of `T` are optional: the kernel sends and takes any selection. */
export function structure<T extends object>(fields: FieldTable<T>): Structure<T> {
  // the table is typed per field; walking over it loses which value belongs to which field, hence `unknown` here
  const rows = Object.entries(fields) as [keyof T & string, Field<unknown>][]
  const rowByType = new Map(rows.map((row) => [row[1].type, row]))

  return {
    fields,

    encode: (value) => {
      const parts: Uint8Array[] = []
      for (const [name, { type, kind, nested }] of rows) {
        const part: unknown = value[name]
        if (part !== undefined) parts.push(encodeAttribute(nested ? type | NLA_F_NESTED : type, kind.encode(part)))
      }
      return concatenate(parts)
    },

    decode: (bytes) => {
      const value: Record<string, unknown> = {}
      for (const attribute of readAttributes(bytes)) {
        const row = rowByType.get(attribute.type)
        // attributes of a newer kernel are skipped
        if (row) value[row[0]] = row[1].kind.decode(attribute.value)
      }
      return value as T
    },

    sample: (random: Random) => {
      const value: Record<string, unknown> = {}
      for (const [name, { kind }] of rows) if (random(4) > 0) value[name] = kind.sample(random)
      return value as T
    },
  }
}

export interface Attribute {
  readonly type: number
  readonly value: Uint8Array
}

const NLA_F_NESTED = 0x8000
/** without NLA_F_NESTED and NLA_F_NET_BYTEORDER */
const NLA_TYPE_MASK = 0x3fff
const HEADER_OCTETS = 4

export function encodeAttribute(type: number, value: Uint8Array): Uint8Array {
  const length = HEADER_OCTETS + value.length
  if (length > 0xffff) throw new RangeError(`attribute of ${length} octets`)
  const bytes = new Uint8Array(align(length))
  const view = viewOf(bytes)
  view.setUint16(0, length, littleEndian)
  view.setUint16(2, type, littleEndian)
  bytes.set(value, HEADER_OCTETS)
  return bytes
}

/** Throws `DecodeError` when a length does not fit. */
export function readAttributes(bytes: Uint8Array): readonly Attribute[] {
  const attributes: Attribute[] = []
  const view = viewOf(bytes)
  for (let offset = 0; offset < bytes.length;) {
    if (bytes.length - offset < HEADER_OCTETS) throw new DecodeError('attribute header cut off')
    const length = view.getUint16(offset, littleEndian)
    if (length < HEADER_OCTETS || offset + length > bytes.length) {
      throw new DecodeError(`attribute length ${length} with ${bytes.length - offset} octets left`)
    }
    const type = view.getUint16(offset + 2, littleEndian) & NLA_TYPE_MASK
    attributes.push({ type, value: bytes.subarray(offset + HEADER_OCTETS, offset + length) })
    offset += align(length)
  }
  return attributes
}

export function align(length: number): number {
  return (length + 3) & ~3
}

export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}
