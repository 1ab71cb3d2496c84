/**
 * Netlink messages and their attributes as octets (linux/netlink.h). Numbers are in the host's order, attributes
 * start at multiples of four. Reading never throws: a message that does not add up ends the reading, as in the
 * kernel's own macros.
 */
import { endianness } from 'node:os'

const little = endianness() === 'LE'
export const MESSAGE_HEADER_LENGTH = 16
const ATTRIBUTE_HEADER_LENGTH = 4

export interface NetlinkMessage {
  readonly type: number
  readonly flags: number
  readonly sequence: number
  readonly body: Uint8Array
}

export interface NetlinkAttribute {
  readonly type: number
  readonly value: Uint8Array
}

/** What a request consists of, its kind and number aside. */
export interface RequestParts {
  /** NLM_F_*, besides those of every request */
  readonly flags: number
  readonly fixed: Uint8Array
  readonly attributes: readonly NetlinkAttribute[]
}

export const NLM_F_REQUEST = 0x1
export const NLM_F_ACK = 0x4
export const NLM_F_DUMP_INTR = 0x10
export const NLM_F_EXCL = 0x200
export const NLM_F_CREATE = 0x400
export const NLM_F_APPEND = 0x800
export const NLM_F_DUMP = 0x300
export const NLMSG_ERROR = 2
export const NLMSG_DONE = 3
/** flags of an NLMSG_ERROR: the request is not repeated in it; attributes follow */
const NLM_F_CAPPED = 0x100
const NLM_F_ACK_TLVS = 0x200
const NLMSGERR_ATTR_MSG = 1

export function encodeMessage(
  type: number,
  flags: number,
  sequence: number,
  fixed: Uint8Array,
  attributes: readonly NetlinkAttribute[],
): Uint8Array {
  let length = MESSAGE_HEADER_LENGTH + align(fixed.length)
  for (const attribute of attributes) length += align(ATTRIBUTE_HEADER_LENGTH + attribute.value.length)
  const bytes = new Uint8Array(new ArrayBuffer(length))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, length, little)
  view.setUint16(4, type, little)
  view.setUint16(6, flags, little)
  view.setUint32(8, sequence, little)
  bytes.set(fixed, MESSAGE_HEADER_LENGTH)
  let offset = MESSAGE_HEADER_LENGTH + align(fixed.length)
  for (const attribute of attributes) {
    view.setUint16(offset, ATTRIBUTE_HEADER_LENGTH + attribute.value.length, little)
    view.setUint16(offset + 2, attribute.type, little)
    bytes.set(attribute.value, offset + ATTRIBUTE_HEADER_LENGTH)
    offset += align(ATTRIBUTE_HEADER_LENGTH + attribute.value.length)
  }
  return bytes
}

/** What stands within a nested attribute. */
export function encodeAttributes(attributes: readonly NetlinkAttribute[]): Uint8Array {
  return encodeMessage(0, 0, 0, new Uint8Array(0), attributes).subarray(MESSAGE_HEADER_LENGTH)
}

export function readMessages(bytes: Uint8Array): NetlinkMessage[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const messages: NetlinkMessage[] = []
  for (let offset = 0; offset + MESSAGE_HEADER_LENGTH <= bytes.length;) {
    const length = view.getUint32(offset, little)
    if (length < MESSAGE_HEADER_LENGTH || offset + length > bytes.length) break
    messages.push({
      type: view.getUint16(offset + 4, little),
      flags: view.getUint16(offset + 6, little),
      sequence: view.getUint32(offset + 8, little),
      body: bytes.subarray(offset + MESSAGE_HEADER_LENGTH, offset + length),
    })
    offset += align(length)
  }
  return messages
}

/** By type; of a repeated one the last, as the kernel takes it. */
export function readAttributes(bytes: Uint8Array, start: number): Map<number, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const attributes = new Map<number, Uint8Array>()
  for (let offset = align(start); offset + ATTRIBUTE_HEADER_LENGTH <= bytes.length;) {
    const length = view.getUint16(offset, little)
    if (length < ATTRIBUTE_HEADER_LENGTH || offset + length > bytes.length) break
    // The two highest bits say "nested" and "network order".
    const type = view.getUint16(offset + 2, little) & 0x3fff
    attributes.set(type, bytes.subarray(offset + ATTRIBUTE_HEADER_LENGTH, offset + length))
    offset += align(length)
  }
  return attributes
}

/** Of an NLMSG_ERROR: errno (0: acknowledged) and what the kernel has to say about it. */
export function readError(message: NetlinkMessage): { readonly errno: number; readonly text: string } {
  if (message.body.length < 4 + MESSAGE_HEADER_LENGTH) return { errno: 5, text: 'short error message' }
  const view = new DataView(message.body.buffer, message.body.byteOffset, message.body.byteLength)
  const errno = -view.getInt32(0, little)
  if ((message.flags & NLM_F_ACK_TLVS) === 0) return { errno, text: '' }
  const request = (message.flags & NLM_F_CAPPED) === 0 ? view.getUint32(4, little) : MESSAGE_HEADER_LENGTH
  const text = readAttributes(message.body, 4 + request).get(NLMSGERR_ATTR_MSG)
  return { errno, text: text === undefined ? '' : readString(text) }
}

export function readU16(bytes: Uint8Array, offset = 0): number {
  return bytes.length < offset + 2 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint16(offset, little)
}

export function readU32(bytes: Uint8Array, offset = 0): number {
  return bytes.length < offset + 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(offset, little)
}

/** Up to the zero octet. */
export function readString(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return Buffer.from(bytes.subarray(0, end < 0 ? bytes.length : end)).toString('utf8')
}

export function u16(value: number): Uint8Array {
  const bytes = new Uint8Array(2)
  new DataView(bytes.buffer).setUint16(0, value, little)
  return bytes
}

export function u32(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length)
  values.forEach((value, i) => new DataView(bytes.buffer).setUint32(4 * i, value >>> 0, little))
  return bytes
}

function align(length: number): number {
  // Not with bit operations: a length that a peer made up may not fit into 31 bits.
  return Math.ceil(length / 4) * 4
}
