/** The raw IP sockets of another process, and how much each may keep unread: `ss` tells it only where the kernel has a module for it. */
import { readdirSync } from 'node:fs'
import koffi from 'koffi'

const SYS_PIDFD_OPEN = 434
const SYS_PIDFD_GETFD = 438
const SOL_SOCKET = 1
const SO_TYPE = 3
const SO_RCVBUF = 8
const SO_DOMAIN = 39
const SOCK_RAW = 3
const AF_INET = [2, 10]

const library = koffi.load(null)
const syscall = library.func('long syscall(long, ...)') as (...args: unknown[]) => number
const close = library.func('int close(int)') as (descriptor: number) => number
const getsockopt = library.func('int getsockopt(int, int, int, _Out_ void *, _Inout_ uint32_t *)') as (
  ...args: unknown[]
) => number

/** SO_RCVBUF of each, in ascending order. */
export function receiveBuffers(pid: number): number[] {
  const process = syscall(SYS_PIDFD_OPEN, 'int', pid, 'int', 0)
  const sizes: number[] = []
  for (const name of readdirSync(`/proc/${pid}/fd`)) {
    const copy = syscall(SYS_PIDFD_GETFD, 'int', process, 'int', Number(name), 'int', 0)
    if (copy < 0) continue
    if (option(copy, SO_TYPE) === SOCK_RAW && AF_INET.includes(option(copy, SO_DOMAIN)))
      sizes.push(option(copy, SO_RCVBUF))
    close(copy)
  }
  close(process)
  return sizes.sort((a, b) => a - b)
}

function option(descriptor: number, name: number): number {
  const value = new Int32Array(1)
  return getsockopt(descriptor, SOL_SOCKET, name, value, [4]) === 0 ? (value[0] ?? -1) : -1
}
