/** A TCP socket with a mark or a device (linux asm-generic/socket.h), made through libc because Node sets neither. */
import { closeSync } from 'node:fs'
import { constants } from 'node:os'
import { getSystemErrorMap } from 'node:util'
import {
  AF_INET,
  AF_INET6,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOL_SOCKET,
  cString,
  int32,
  tryLibc,
} from '../linux/libc.ts'

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
  const refusal = (device === null ? null : bindToDevice(fd, device)) ?? (mark === 0 ? null : setMark(fd, mark))
  if (refusal === null) return { fd }
  closeSync(fd)
  return { reason: refusal }
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

/** As strerror(3) would say it, where Node knows the errno; the original's words for a missing device are the C library's. */
function errnoText(name: string): string {
  if (name === 'ENODEV') return 'No such device'
  if (name === 'EPERM') return 'Operation not permitted'
  const number = (constants.errno as Readonly<Record<string, number>>)[name]
  return (number === undefined ? null : getSystemErrorMap().get(-number)?.[1]) ?? name
}
