/**
 * The socket of a check, made through libc because Node sets neither a mark nor a device (asm-generic/socket.h), and bound
 * where the configuration says.
 */
import { closeSync } from 'node:fs'
import { constants, networkInterfaces } from 'node:os'
import type { ConnectionConfig } from '../config/config.ts'
import { writeIp } from '../lib/ip.ts'
import type { IpAddress } from '../lib/ip.ts'
import {
  AF_INET,
  AF_INET6,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
  cString,
  int32,
  tryLibc,
} from '../linux/libc.ts'
import { inetSocketAddress } from '../linux/socket-address.ts'

const SO_REUSEADDR = 2
const SO_BINDTODEVICE = 25
const SO_MARK = 36

/** The descriptor, which does not wait; or why there is none. */
export function openCheckSocket(
  config: ConnectionConfig,
  type: number,
  protocol: number,
): number | { readonly reason: string } {
  const domain = config.address.family === 4 ? AF_INET : AF_INET6
  const opened = tryLibc('socket', domain, type | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol)
  if (opened.errno !== null) return { reason: `Checker can't open a socket: ${errnoText(opened.errno)}` }
  const fd = opened.value
  const reason = prepare(fd, config, type)
  if (reason === null) return fd
  closeSync(fd)
  return { reason }
}

/** Where the check goes, as connect(2) wants it. */
export function targetOf({ address, port, bindInterface }: ConnectionConfig): Uint8Array {
  return inetSocketAddress(address, port, scopeOf(address, bindInterface))
}

function prepare(fd: number, config: ConnectionConfig, type: number): string | null {
  const { bindInterface, fwmark, bindAddress, bindPort } = config
  const refusal = (bindInterface === null ? null : bindToDevice(fd, bindInterface)) ?? setMark(fd, fwmark)
  if (refusal !== null) return refusal
  const source = bindAddress ?? (bindPort > 0 ? anyAddress(config.address.family) : null)
  if (source === null) return null
  // The last check's connection may still be remembered under the same port.
  if (type === SOCK_STREAM) tryLibc('setsockopt', fd, SOL_SOCKET, SO_REUSEADDR, int32(1), 4)
  const address = inetSocketAddress(source, bindPort, scopeOf(source, bindInterface))
  const { errno } = tryLibc('bind', fd, address, address.length)
  return errno === null
    ? null
    : `Checker can't bind to address ${writeIp(source)} port ${bindPort}: ${errnoText(errno)}`
}

function anyAddress(family: 4 | 6): IpAddress {
  return { family, bytes: new Uint8Array(family === 4 ? 4 : 16) }
}

/** A link-local address means nothing without its link. */
function scopeOf(address: IpAddress, device: string | null): number {
  if (address.family === 4 || device === null || address.bytes[0] !== 0xfe) return 0
  return networkInterfaces()[device]?.find(({ family }) => family === 'IPv6')?.scopeid ?? 0
}

function bindToDevice(fd: number, device: string): string | null {
  const name = cString(device)
  const { errno } = tryLibc('setsockopt', fd, SOL_SOCKET, SO_BINDTODEVICE, name, name.length)
  return errno === null ? null : `Checker can't bind to device ${device}: ${errnoText(errno)}`
}

function setMark(fd: number, mark: number): string | null {
  if (mark === 0) return null
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
