/**
 * A netlink socket that only listens (netlink(7)), over the package `netlink`, with that package's edges taken off:
 *
 * - When the kernel has to drop messages it sets ENOBUFS on the socket, and the package then aborts the whole process
 *   (it makes a string of a null pointer in its poll callback). NETLINK_NO_ENOBUFS keeps that error away; the count
 *   of drops, read after every message, tells of a loss all the same: the queue was full then, so that a message is
 *   always read after it.
 * - A throw inside its callbacks aborts the process without a word. It is thrown again where it shows as what it is.
 */
import { createRequire } from 'node:module'
import type { OperationError } from '../lib/operation-error.ts'
import { AF_NETLINK, asOperationError, int32, libc, SOL_SOCKET, tryLibc } from './libc.ts'
import { openWithDescriptor } from './raw-descriptor.ts'
import { setReceiveBuffer, type ReceiveBufferOptions } from './receive-buffer.ts'

const require = createRequire(import.meta.url)

export interface NetlinkEventsOptions extends ReceiveBufferOptions {
  /** NETLINK_ROUTE and so on, linux/netlink.h */
  readonly protocol: number
  readonly groups: readonly number[]
  readonly onMessage: (bytes: Uint8Array) => void
  /** The kernel dropped messages; the socket goes on. What they would have told must be found out otherwise. */
  readonly onLost: () => void
  /** The socket has failed and is closed. */
  readonly onError: (error: OperationError) => void
}

export interface NetlinkEvents {
  /** Null, or the refusal. */
  send(message: Uint8Array): OperationError | null
  close(): void
}

const SOL_NETLINK = 270
const NETLINK_NO_ENOBUFS = 5
const SO_MEMINFO = 55
/** index in the array that SO_MEMINFO gives: SK_MEMINFO_DROPS, linux/sock_diag.h */
const SK_MEMINFO_DROPS = 8

/** Throws an OperationError when the kernel has no such socket for us. */
export function openNetlinkEvents(options: NetlinkEventsOptions): NetlinkEvents {
  // Only the lowest layer of the package: all of it would take 8 MB.
  const { RawNetlinkSocket } = require('netlink/dist/raw.js') as typeof import('netlink/dist/raw.js')
  let pair
  try {
    pair = openWithDescriptor(
      { domain: AF_NETLINK, protocol: options.protocol },
      () => new RawNetlinkSocket(options.protocol),
    )
  } catch (thrown) {
    throw asOperationError('netlink socket', thrown)
  }
  const { opened: socket, descriptor } = pair
  let open = true
  let dropped = 0
  const close = (): void => {
    if (!open) return
    open = false
    // Not inside one of its own callbacks; and it may have closed itself already, which it takes.
    setImmediate(() => socket.close())
  }
  const guarded = (work: () => void): void => {
    try {
      if (open) work()
    } catch (thrown) {
      setImmediate(() => {
        throw thrown
      })
    }
  }

  socket.on('error', (error) =>
    guarded(() => {
      close()
      options.onError(asOperationError('netlink events', error))
    }),
  )
  socket.on('message', (bytes) =>
    guarded(() => {
      options.onMessage(bytes)
      const now = open ? countDrops(descriptor) : dropped
      if (now === dropped) return
      dropped = now
      options.onLost()
    }),
  )
  try {
    libc('setsockopt', descriptor, SOL_NETLINK, NETLINK_NO_ENOBUFS, int32(1), 4)
    setReceiveBuffer(descriptor, options)
    for (const group of options.groups) socket.addMembership(group)
  } catch (thrown) {
    close()
    throw asOperationError('netlink socket', thrown)
  }
  return {
    send(message) {
      const { errno } = tryLibc('send', descriptor, message, message.length, 0)
      return errno === null ? null : asOperationError('netlink send', { code: errno })
    },
    close,
  }
}

function countDrops(descriptor: number): number {
  const information = new Uint8Array(new ArrayBuffer(64))
  const { errno } = tryLibc('getsockopt', descriptor, SOL_SOCKET, SO_MEMINFO, information, [information.length])
  return errno === null ? (new Uint32Array(information.buffer)[SK_MEMINFO_DROPS] ?? 0) : 0
}
