/**
 * The descriptor behind a socket of the package `raw-socket`, which does not tell it.
 *
 * The kernel gives a new socket the lowest free number, so that number is learned just before. Another thread (Node's file
 * system pool) may take it in between; therefore it is checked, and if it is not ours, /proc is searched.
 */
import { readdirSync, readlinkSync } from 'node:fs'
import { OperationError } from '../lib/operation-error.ts'
import { libc, SOCK_RAW, SOL_SOCKET, tryLibc } from './libc.ts'

const F_DUPFD_CLOEXEC = 1030
const F_SETFD = 2
const FD_CLOEXEC = 1
const SO_TYPE = 3
const SO_PROTOCOL = 38
const SO_DOMAIN = 39

export interface RawKind {
  readonly domain: number
  readonly protocol: number
}

/** Runs `open`, which makes one socket of `kind`, and returns what it made with its descriptor, now close-on-exec. */
export function openWithDescriptor<T>(kind: RawKind, open: () => T): { readonly opened: T; readonly descriptor: number } {
  const before = new Set(descriptorsOf(kind))
  const guess = libc('fcntl', 0, F_DUPFD_CLOEXEC, 0)
  libc('close', guess)
  const opened = open()
  const descriptor = isKind(guess, kind) && !before.has(guess) ? guess : descriptorsOf(kind).find((fd) => !before.has(fd))
  if (descriptor === undefined) throw new OperationError('find raw socket', 'EBADF')
  libc('fcntl', descriptor, F_SETFD, FD_CLOEXEC)
  return { opened, descriptor }
}

function descriptorsOf(kind: RawKind): number[] {
  const found: number[] = []
  for (const name of readdirSync('/proc/self/fd')) {
    try {
      if (!readlinkSync(`/proc/self/fd/${name}`).startsWith('socket:')) continue
    } catch {
      // Safe: the descriptor was closed between the two calls (it was the one that listed the directory).
      continue
    }
    if (isKind(Number(name), kind)) found.push(Number(name))
  }
  return found
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
  const length = [4]
  const result = tryLibc('getsockopt', descriptor, SOL_SOCKET, name, value, length)
  return result.errno === null ? (new Int32Array(value.buffer)[0] ?? null) : null
}
