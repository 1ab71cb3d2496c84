/**
 * TCP connections that are being opened: connect(2) begins one and returns at once, and one poll(2) every few milliseconds
 * tells which of all of them have come to an end.
 *
 * Node's own sockets would do the same, but each of them is a dozen objects and as many system calls, and a checker process
 * opens thousands of connections a second only to close them again.
 */
import type { Us } from '../lib/time.ts'
import { nowUs } from './clock.ts'
import { errnoName, int32, SOL_SOCKET, tryLibc } from './libc.ts'

/** The errno is what the network answered, such as ECONNREFUSED. */
export type ConnectEnd =
  { readonly kind: 'connected' } | { readonly kind: 'timeout' } | { readonly kind: 'failed'; readonly errno: string }

interface Opening {
  readonly fd: number
  readonly deadline: Us
  readonly ended: (end: ConnectEnd) => void
}

/** The first look; as good as all servers of a network have answered by then. */
const firstPauseMs = 4
/** Each look costs some time for each connection: where thousands of servers are silent, looks become rare. */
const openingsPerMs = 100

const POLLOUT = 0x4
const POLLERR = 0x8
const POLLHUP = 0x10
const SO_ERROR = 4

const openings = new Set<Opening>()
let timer: NodeJS.Timeout | null = null
/** struct pollfd (poll.h): 32 bits of descriptor, 16 of what is asked, 16 of the answer */
let table = newTable(64)

/**
 * Begins to connect; the errno of connect(2) where it refuses at once, and then `ended` is never called. The descriptor
 * stays the caller's: who closes it early says so with `forget`.
 */
export function beginConnect(
  fd: number,
  address: Uint8Array,
  timeoutUs: Us,
  ended: (end: ConnectEnd) => void,
): { readonly errno: string } | { readonly errno: null; readonly forget: () => void } {
  const { errno } = tryLibc('connect', fd, address, address.length)
  if (errno !== null && errno !== 'EINPROGRESS') return { errno }
  const opening = { fd, deadline: nowUs() + timeoutUs, ended }
  openings.add(opening)
  timer ??= setTimeout(look, firstPauseMs)
  return { errno: null, forget: () => void openings.delete(opening) }
}

function look(): void {
  const asked = [...openings]
  poll(asked)
  const now = nowUs()
  asked.forEach((opening, i) => {
    const answer = table.flags[4 * i + 3] ?? 0
    if (answer === 0 && now < opening.deadline) return
    // Who heard of an end just now may have given up others.
    if (openings.delete(opening)) opening.ended(answer === 0 ? timedOut : endOf(opening.fd, answer))
  })
  timer = openings.size === 0 ? null : setTimeout(look, firstPauseMs + openings.size / openingsPerMs)
}

function poll(asked: readonly Opening[]): void {
  if (asked.length > table.size) table = newTable(2 * asked.length)
  const { descriptors, flags, octets } = table
  asked.forEach(({ fd }, i) => {
    descriptors[2 * i] = fd
    flags[4 * i + 2] = POLLOUT
    flags[4 * i + 3] = 0
  })
  tryLibc('poll', octets, asked.length, 0)
}

function newTable(size: number) {
  const memory = new ArrayBuffer(8 * size)
  return {
    size,
    descriptors: new Int32Array(memory),
    flags: new Int16Array(memory),
    octets: new Uint8Array(memory),
  }
}

const connected: ConnectEnd = { kind: 'connected' }
const timedOut: ConnectEnd = { kind: 'timeout' }

function endOf(fd: number, answer: number): ConnectEnd {
  if ((answer & (POLLERR | POLLHUP)) === 0) return connected
  const value = int32(0)
  tryLibc('getsockopt', fd, SOL_SOCKET, SO_ERROR, value, int32(value.length))
  const [errno = 0] = new Int32Array(value.buffer)
  return errno === 0 ? connected : { kind: 'failed', errno: errnoName(errno) }
}
