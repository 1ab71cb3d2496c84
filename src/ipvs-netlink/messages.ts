/**
 * Messages of netlink and generic netlink: headers, errors and extended acknowledgements.
 *
 * Headers: linux/netlink.h (struct nlmsghdr, nlmsgerr), linux/genetlink.h (struct genlmsghdr).
 */
import { NLMSGERR_ATTR_MSG, NLM_F_ACK, NLM_F_ACK_TLVS, NLM_F_CAPPED } from './constants.ts'
import { DecodeError, viewOf } from './fields.ts'
import { align, readAttributes } from './structure.ts'
import { littleEndian, type Writer } from './writer.ts'

export interface Message {
  /** number of the family, or NLMSG_* */
  readonly type: number
  readonly flags: number
  readonly sequence: number
  readonly payload: Uint8Array
}

const HEADER_OCTETS = 16
const GENERIC_HEADER_OCTETS = 4

export function encodeMessage(message: Message): Uint8Array {
  const length = HEADER_OCTETS + message.payload.length
  const bytes = new Uint8Array(align(length))
  const view = viewOf(bytes)
  view.setUint32(0, length, littleEndian)
  view.setUint16(4, message.type, littleEndian)
  view.setUint16(6, message.flags, littleEndian)
  view.setUint32(8, message.sequence, littleEndian)
  // the port (offset 12) stays 0: the kernel takes it from the socket
  bytes.set(message.payload, HEADER_OCTETS)
  return bytes
}

/** What `encodeMessage` of a generic message gives, behind what `out` holds; where it begins. */
export function writeRequest(
  out: Writer,
  header: Omit<Message, 'payload'>,
  { command, version, attributes }: GenericMessage,
): number {
  const at = out.length
  out.u32(HEADER_OCTETS + GENERIC_HEADER_OCTETS + attributes.length)
  out.u16(header.type)
  out.u16(header.flags)
  out.u32(header.sequence)
  // the port: the kernel takes it from the socket
  out.u32(0)
  out.u8(command)
  out.u8(version)
  out.u16(0)
  out.bytes(attributes)
  out.pad()
  return at
}

/** Sets NLM_F_ACK in the message that begins there. */
export function demandAcknowledgement(out: Writer, at: number): void {
  out.setU16(at + 6, out.getU16(at + 6) | NLM_F_ACK)
}

/** One datagram holds many messages. Throws `DecodeError`. */
export function readMessages(bytes: Uint8Array): readonly Message[] {
  const messages: Message[] = []
  const view = viewOf(bytes)
  for (let offset = 0; offset < bytes.length;) {
    if (bytes.length - offset < HEADER_OCTETS) throw new DecodeError('message header cut off')
    const length = view.getUint32(offset, littleEndian)
    if (length < HEADER_OCTETS || length > bytes.length - offset) {
      throw new DecodeError(`message length ${length} with ${bytes.length - offset} octets left`)
    }
    messages.push({
      type: view.getUint16(offset + 4, littleEndian),
      flags: view.getUint16(offset + 6, littleEndian),
      sequence: view.getUint32(offset + 8, littleEndian),
      payload: bytes.subarray(offset + HEADER_OCTETS, offset + length),
    })
    offset += align(length)
  }
  return messages
}

export interface GenericMessage {
  readonly command: number
  readonly version: number
  readonly attributes: Uint8Array
}

export function encodeGeneric(message: GenericMessage): Uint8Array {
  const bytes = new Uint8Array(GENERIC_HEADER_OCTETS + message.attributes.length)
  bytes[0] = message.command
  bytes[1] = message.version
  bytes.set(message.attributes, GENERIC_HEADER_OCTETS)
  return bytes
}

export function readGeneric(payload: Uint8Array): GenericMessage {
  if (payload.length < GENERIC_HEADER_OCTETS) throw new DecodeError('generic header cut off')
  return {
    command: payload[0] ?? 0,
    version: payload[1] ?? 0,
    attributes: payload.subarray(GENERIC_HEADER_OCTETS),
  }
}

export interface Acknowledgement {
  /** positive; 0: it was done */
  readonly errno: number
  readonly kernelMessage: string | null
}

/** NLMSG_ERROR: an errno, the request (only its header, if capped), and perhaps attributes with an explanation. */
export function readAcknowledgement(message: Message): Acknowledgement {
  const { payload, flags } = message
  if (payload.length < 4 + HEADER_OCTETS) throw new DecodeError('acknowledgement cut off')
  const view = viewOf(payload)
  const errno = Math.abs(view.getInt32(0, littleEndian))
  if ((flags & NLM_F_ACK_TLVS) === 0) return { errno, kernelMessage: null }
  const repeated = (flags & NLM_F_CAPPED) === 0 ? view.getUint32(4, littleEndian) : HEADER_OCTETS
  return { errno, kernelMessage: readKernelMessage(payload.subarray(4 + align(repeated))) }
}

/** NLMSG_DONE: the end of a dump, with the errno that ended it. */
export function readDone(message: Message): Acknowledgement {
  const { payload, flags } = message
  if (payload.length < 4) return { errno: 0, kernelMessage: null }
  const kernelMessage = (flags & NLM_F_ACK_TLVS) === 0 ? null : readKernelMessage(payload.subarray(4))
  return { errno: Math.abs(viewOf(payload).getInt32(0, littleEndian)), kernelMessage }
}

function readKernelMessage(bytes: Uint8Array): string | null {
  const attribute = readAttributes(bytes).find(({ type }) => type === NLMSGERR_ATTR_MSG)
  if (!attribute) return null
  const end = attribute.value.indexOf(0)
  return new TextDecoder().decode(end < 0 ? attribute.value : attribute.value.subarray(0, end))
}
