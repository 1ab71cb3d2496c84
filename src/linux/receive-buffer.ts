/** How much of what the kernel tells a socket may wait to be read (socket(7)). */
import { int32, libc, SOL_SOCKET } from './libc.ts'

export interface ReceiveBufferOptions {
  /** null, 0 or absent: the system's default */
  readonly receiveBufferBytes?: number | null
  /** beyond the system's limit too; needs CAP_NET_ADMIN */
  readonly forceReceiveBuffer?: boolean
}

const SO_RCVBUF = 8
const SO_RCVBUFFORCE = 33
/** The kernel takes an int, and counts twice what it was given. */
const MOST_OCTETS = 2 ** 30 - 1

/** Throws OperationError. */
export function setReceiveBuffer(descriptor: number, options: ReceiveBufferOptions): void {
  const octets = options.receiveBufferBytes ?? 0
  if (octets === 0) return
  const option = options.forceReceiveBuffer === true ? SO_RCVBUFFORCE : SO_RCVBUF
  libc('setsockopt', descriptor, SOL_SOCKET, option, int32(Math.min(octets, MOST_OCTETS)), 4)
}
