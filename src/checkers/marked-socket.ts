/** A TCP socket with a mark or a device (linux asm-generic/socket.h), made through libc because Node sets neither. */
import { closeSync } from 'node:fs'
import { constants } from 'node:os'
import { AF_INET, AF_INET6, SOCK_CLOEXEC, SOCK_NONBLOCK, SOL_SOCKET, cString, int32, tryLibc } from '../linux/libc.ts'

const SOCK_STREAM = 1
const SO_BINDTODEVICE = 25
const SO_MARK = 36

export function openMarkedSocket(
  family: 4 | 6,
  device: string | null,
  mark: number,
): { readonly fd: number } | { readonly reason: string } {
  const opened = tryLibc('socket', family === 4 ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)
  if (opened.errno !== null) return { reason: `Checker can't open a socket: ${errnoText(opened.errno)}` }
  const fd = opened.value
  const refusal = setSocketOptions(fd, device, mark)
  if (refusal === null) return { fd }
  closeSync(fd)
  return { reason: refusal }
}

/** Null, or why not. */
export function setSocketOptions(fd: number, device: string | null, mark: number): string | null {
  return (device === null ? null : bindToDevice(fd, device)) ?? (mark === 0 ? null : setMark(fd, mark))
}

function bindToDevice(fd: number, device: string): string | null {
  const name = cString(device)
  const { errno } = tryLibc('setsockopt', fd, SOL_SOCKET, SO_BINDTODEVICE, name, name.length)
  return errno === null ? null : `Checker can't bind to device ${device}: ${errnoText(errno)}`
}

function setMark(fd: number, mark: number): string | null {
  // The mark is an unsigned number to the kernel, but an int takes the same 32 bits.
  const value = int32(mark | 0)
  const { errno } = tryLibc('setsockopt', fd, SOL_SOCKET, SO_MARK, value, value.length)
  return errno === null ? null : `Checker can't set mark ${mark}: ${errnoText(errno)}`
}

/** The C library's words for the errnos that a socket call can meet; the original's lines end with them. */
export function errnoText(name: string): string {
  return ERRNO_TEXTS[name] ?? name
}

/** The number of an errno; 0: there is none of that name. */
export function errnoNumber(name: string): number {
  return constants.errno[name as keyof typeof constants.errno] ?? 0
}

const ERRNO_TEXTS: Readonly<Record<string, string>> = {
  EACCES: 'Permission denied',
  EADDRINUSE: 'Address already in use',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  EAFNOSUPPORT: 'Address family not supported by protocol',
  ECONNREFUSED: 'Connection refused',
  EHOSTUNREACH: 'No route to host',
  ENETUNREACH: 'Network is unreachable',
  EAGAIN: 'Resource temporarily unavailable',
  EINVAL: 'Invalid argument',
  EMFILE: 'Too many open files',
  ENFILE: 'Too many open files in system',
  ENOBUFS: 'No buffer space available',
  ENODEV: 'No such device',
  ENOMEM: 'Cannot allocate memory',
  EPERM: 'Operation not permitted',
}
