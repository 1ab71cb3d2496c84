/**
 * Structures of netlink attributes, described once: a table of fields, from which encoding, decoding and random
 * samples follow. A structure is itself a kind of field, because attributes nest.
 *
 * Wire form: 16 bits of length, 16 bits of type, the value, padding to four octets (linux/netlink.h, struct nlattr).
 */
import { DecodeError, fieldKind, viewOf } from './fields.ts'
import type { FieldKind, Random } from './fields.ts'
import { littleEndian, Writer } from './writer.ts'

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

  const kind = fieldKind<T>({
    write: (value, out) => {
      for (const [name, { type, kind, nested }] of rows) {
        const part: unknown = value[name]
        if (part === undefined) continue
        const at = out.skip(HEADER_OCTETS)
        kind.write(part, out)
        finishAttribute(out, at, nested ? type | NLA_F_NESTED : type)
      }
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
  })
  return { ...kind, fields }
}

export interface Attribute {
  readonly type: number
  readonly value: Uint8Array
}

const NLA_F_NESTED = 0x8000
/** without NLA_F_NESTED and NLA_F_NET_BYTEORDER */
const NLA_TYPE_MASK = 0x3fff
const HEADER_OCTETS = 4

/** Writes the header of the attribute that begins there and ends here. */
function finishAttribute(out: Writer, at: number, type: number): void {
  const length = out.length - at
  if (length > 0xffff) throw new RangeError(`attribute of ${length} octets`)
  out.setU16(at, length)
  out.setU16(at + 2, type)
  out.pad()
}

export function encodeAttribute(type: number, value: Uint8Array): Uint8Array {
  const out = new Writer()
  out.skip(HEADER_OCTETS)
  out.bytes(value)
  finishAttribute(out, 0, type)
  return out.taken()
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
