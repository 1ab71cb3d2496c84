/**
 * What carries datagrams to the kernel and back. The client knows only this interface, so that tests can put a fake
 * kernel behind it; `openNetlink` is the real one, over the npm package `netlink`.
 */
import { readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import type * as Netlink from 'netlink/dist/raw.js'
import { NETLINK_GENERIC } from './constants.ts'

export interface TransportEvents {
  /** a datagram from the kernel */
  readonly onDatagram: (bytes: Uint8Array) => void
  /** the transport is unusable from now on; `errno` is symbolic */
  readonly onBroken: (errno: string, reason: string) => void
}

export interface Transport {
  /** so many requests at once never lose an answer for lack of room */
  readonly capacity: number
  readonly send: (datagram: Uint8Array) => void
  /** no event comes afterwards */
  readonly close: () => void
}

/** Throws when there is no socket to be had; the error has the errno in `code`. */
export type OpenTransport = (events: TransportEvents) => Transport

export interface NetlinkOptions {
  /**
   * Gets the number of the socket's file descriptor before anything is sent. Node cannot set socket options of netlink;
   * a program that can call setsockopt sets NETLINK_EXT_ACK here (SOL_NETLINK 270, option 11, value 1) and so gets the
   * kernel's own words in `IpvsError.kernelMessage`. A larger receive buffer (SO_RCVBUFFORCE) lets more requests be in flight.
   */
  readonly configureSocket?: (fileDescriptor: number) => void
}

/** The kernel caps it at net.core.rmem_max, and then doubles it. */
const RECEIVE_BUFFER_OCTETS = 1 << 20
const SEND_BUFFER_OCTETS = 1 << 20
/**
 * What the answers to one request occupy at most, in the kernel's own count: a reply in a page of its own, and an
 * acknowledgement. An overrun must not happen at all, because the package `netlink` (0.3.0) aborts the process when
 * it polls a socket with a pending error. A dump waits for room by itself.
 */
const ANSWER_OCTETS = 6_144
/**
 * The kernel fills its datagrams of a list up to what was ready to take the last one; no other answer is nearly as long. By default the
 * package would ask for the length of each datagram first, and the kernel would stay with a page.
 */
const DATAGRAM_OCTETS = 16_384

export function openNetlink(events: TransportEvents, options: NetlinkOptions = {}): Transport {
  // Loaded on first use: the package brings a native binding, which a program that only parses has no need for. And only
  // its lowest layer: the codecs of its other families would take 8 MB.
  const netlink = createRequire(import.meta.url)('netlink/dist/raw.js') as typeof Netlink
  const socket = new netlink.RawNetlinkSocket(NETLINK_GENERIC, {
    recvBufferSize: RECEIVE_BUFFER_OCTETS,
    sendBufferSize: SEND_BUFFER_OCTETS,
    messagePeeking: false,
    msgBufferSize: DATAGRAM_OCTETS,
  })

  // An exception inside one of the package's native callbacks aborts the process, and closing the socket there is not
  // safe either. So the callbacks only take notes, and everything else happens in a turn of its own.
  let notes: (() => void)[] = []
  let open = true
  const note = (work: () => void): void => {
    if (notes.push(work) > 1) return
    setImmediate(() => {
      const due = notes
      notes = []
      for (const perform of due) if (open) perform()
    })
  }

  socket.on('message', (bytes, { port }) => {
    // port 0 is the kernel; any local process may send to our port
    if (port === 0) note(() => events.onDatagram(bytes))
  })
  socket.on('truncatedMessage', () => note(() => events.onBroken('EMSGSIZE', 'a message was cut off')))
  socket.on('error', (error) => note(() => events.onBroken(brokenErrno(error.code), error.message)))

  const close = (): void => {
    if (!open) return
    open = false
    socket.close()
  }
  let capacity: number
  try {
    // while requests are pending, the client's timer keeps the process alive
    socket.unref()
    options.configureSocket?.(descriptorOfPort(socket.address().port))
    capacity = Math.max(1, Math.floor(socket.getRecvBufferSize() / ANSWER_OCTETS))
  } catch (error) {
    close()
    throw error
  }

  return {
    capacity,
    send: (datagram) => {
      try {
        socket.send(datagram, {}, (error) => {
          if (error) note(() => events.onBroken(error.code, error.message))
        })
      } catch (error) {
        // the package has closed its socket and the note about that is still waiting for its turn
        note(() => events.onBroken('ENOBUFS', String(error)))
      }
    },
    close,
  }
}

/** libuv calls the pending error of a socket, which for netlink is an overrun, EBADF. */
function brokenErrno(code: string): string {
  return code === 'EBADF' ? 'ENOBUFS' : code
}

/** /proc/net/netlink knows the inode of a port, /proc/self/fd the descriptor of an inode. */
function descriptorOfPort(port: number): number {
  const unsignedPort = String(port >>> 0)
  for (const line of readFileSync('/proc/net/netlink', 'latin1').split('\n')) {
    // sk Eth Pid Groups Rmem Wmem Dump Locks Drops Inode
    const columns = line.trim().split(/\s+/)
    if (columns[1] !== String(NETLINK_GENERIC) || columns[2] !== unsignedPort) continue
    for (const name of readdirSync('/proc/self/fd')) {
      if (linkOf(name) === `socket:[${columns[9]}]`) return Number(name)
    }
  }
  throw new Error('the netlink socket has no descriptor in /proc/self/fd')
}

function linkOf(descriptor: string): string | null {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`)
  } catch {
    // the descriptor by which the directory was read is gone again
    return null
  }
}
