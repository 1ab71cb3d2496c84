/**
 * The descriptor behind a socket of the package `raw-socket`, which does not tell it.
 *
 * The kernel gives a new socket the lowest free number, so that number is learned just before. Another thread (Node's
 * file system pool) may take it in between; then the socket is thrown away and made again.
 */
import { OperationError } from '../lib/operation-error.ts'
import { libc, SOCK_RAW, SOL_SOCKET, tryLibc } from './libc.ts'

const F_DUPFD_CLOEXEC = 1030
const F_SETFD = 2
const FD_CLOEXEC = 1
const SO_TYPE = 3
const SO_PROTOCOL = 38
const SO_DOMAIN = 39
const MAX_ATTEMPTS = 20

export interface RawKind {
  readonly domain: number
  readonly protocol: number
}

/** Runs `open`, which makes one socket of `kind`, and returns what it made with its descriptor, now close-on-exec. */
export function openWithDescriptor<T extends { close(): unknown }>(
  kind: RawKind,
  open: () => T,
): { readonly opened: T; readonly descriptor: number } {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const descriptor = libc('fcntl', 0, F_DUPFD_CLOEXEC, 0)
    libc('close', descriptor)
    const opened = open()
    // It was free a moment ago, and nothing else in this process makes raw sockets: if it is one now, it is ours.
    if (isKind(descriptor, kind)) {
      libc('fcntl', descriptor, F_SETFD, FD_CLOEXEC)
      return { opened, descriptor }
    }
    opened.close()
  }
  throw new OperationError('find raw socket', 'EBADF')
}

function isKind(descriptor: number, kind: RawKind): boolean {
  return (
    option(descriptor, SO_TYPE) === SOCK_RAW &&
    option(descriptor, SO_DOMAIN) === kind.domain &&
    option(descriptor, SO_PROTOCOL) === kind.protocol
  )
}

function option(descriptor: number, name: number): number | null {
  const value = new Uint8Array(new ArrayBuffer(4))
  const result = tryLibc('getsockopt', descriptor, SOL_SOCKET, name, value, [4])
  return result.errno === null ? (new Int32Array(value.buffer)[0] ?? null) : null
}
