/**
 * Requests to the kernel's routing netlink (rtnetlink(7)) that are answered before they return.
 *
 * The kernel works on a rtnetlink request inside `sendto`, so its answer is already there when that returns. Asking
 * through libc therefore never waits for the loop, keeps the order of address changes and gratuitous ARPs, and gives
 * the errno of exactly this request. The package `netlink` serves the events, where waiting is the point.
 */
import { OperationError } from '../lib/operation-error.ts'
import { AF_NETLINK, errnoName, int32, libc, MSG_DONTWAIT, SOCK_CLOEXEC, SOCK_RAW, tryLibc } from './libc.ts'
import {
  encodeMessage,
  NLM_F_ACK,
  NLM_F_DUMP,
  NLM_F_DUMP_INTR,
  NLM_F_REQUEST,
  NLMSG_DONE,
  NLMSG_ERROR,
  readError,
  readMessages,
} from './netlink-message.ts'
import type { NetlinkAttribute, NetlinkMessage } from './netlink-message.ts'
import { setReceiveBuffer, type ReceiveBufferOptions } from './receive-buffer.ts'

const NETLINK_ROUTE = 0
const SOL_NETLINK = 270
const NETLINK_CAP_ACK = 10
const NETLINK_EXT_ACK = 11
/** The kernel never fills more than 32 KiB of a dump at once. */
const RECEIVE_BYTES = 65_536
/** A dump is read in so many pieces at most, and begun anew so often when the tables changed under it. */
const MAX_PIECES = 100_000
const MAX_DUMPS = 5

export interface NetlinkRequester {
  /** Throws an OperationError with the kernel's errno and its own words. */
  request(
    operation: string,
    type: number,
    flags: number,
    fixed: Uint8Array,
    attributes: readonly NetlinkAttribute[],
  ): void
  dump(operation: string, type: number, fixed: Uint8Array, attributes?: readonly NetlinkAttribute[]): NetlinkMessage[]
  close(): void
}

export function openNetlinkRequester(bufferOptions: ReceiveBufferOptions = {}): NetlinkRequester {
  const descriptor = libc('socket', AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE)
  // Both only make the answers better; a kernel before 4.12 refuses and answers as it can.
  tryLibc('setsockopt', descriptor, SOL_NETLINK, NETLINK_CAP_ACK, int32(1), 4)
  tryLibc('setsockopt', descriptor, SOL_NETLINK, NETLINK_EXT_ACK, int32(1), 4)
  setReceiveBuffer(descriptor, bufferOptions)
  const buffer = new Uint8Array(new ArrayBuffer(RECEIVE_BYTES))
  let sequence = 0

  const send = (operation: string, message: Uint8Array): void => {
    const { errno } = tryLibc('sendto', descriptor, message, message.length, 0, null, 0)
    if (errno !== null) throw new OperationError(operation, errno)
  }
  const receive = (operation: string): NetlinkMessage[] => {
    const { value, errno } = tryLibc('recv', descriptor, buffer, buffer.length, MSG_DONTWAIT)
    if (errno !== null) throw new OperationError(operation, errno, 'no answer')
    return readMessages(buffer.slice(0, value)).filter((message) => message.sequence === sequence)
  }
  const throwError = (operation: string, message: NetlinkMessage): void => {
    const { errno, text } = readError(message)
    if (errno !== 0) throw new OperationError(operation, errnoName(errno), text)
  }

  const dumpOnce = (operation: string, type: number, fixed: Uint8Array, attributes: readonly NetlinkAttribute[]) => {
    send(operation, encodeMessage(type, NLM_F_REQUEST | NLM_F_DUMP, ++sequence, fixed, attributes))
    const found: NetlinkMessage[] = []
    let consistent = true
    for (let piece = 0; piece < MAX_PIECES; piece++) {
      for (const message of receive(operation)) {
        if ((message.flags & NLM_F_DUMP_INTR) !== 0) consistent = false
        if (message.type === NLMSG_DONE) return { found, consistent }
        if (message.type === NLMSG_ERROR) throwError(operation, message)
        else found.push(message)
      }
    }
    throw new OperationError(operation, 'EMSGSIZE', 'endless dump')
  }

  return {
    request(operation, type, flags, fixed, attributes) {
      send(operation, encodeMessage(type, NLM_F_REQUEST | NLM_F_ACK | flags, ++sequence, fixed, attributes))
      for (let piece = 0; piece < MAX_PIECES; piece++) {
        for (const message of receive(operation)) {
          if (message.type !== NLMSG_ERROR) continue
          throwError(operation, message)
          return
        }
      }
    },
    dump(operation, type, fixed, attributes = []) {
      for (let attempt = 1; ; attempt++) {
        const { found, consistent } = dumpOnce(operation, type, fixed, attributes)
        // After so many changes in a row the last picture will do: the events that follow correct it.
        if (consistent || attempt === MAX_DUMPS) return found
      }
    },
    close() {
      libc('close', descriptor)
    },
  }
}
