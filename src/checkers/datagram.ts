/**
 * A connected datagram socket for a check: UDP, or ICMP echo without privileges (icmp(7), IPPROTO_ICMP with SOCK_DGRAM).
 *
 * It is connected because only then the kernel tells what ICMP errors came back. libc makes it, since Node can set
 * neither mark, device nor protocol; Node then reads it like any other.
 */
import { closeSync } from 'node:fs'
import dgram from 'node:dgram'
import { networkInterfaces } from 'node:os'
import type { ConnectionConfig } from '../config/config.ts'
import { writeIp } from '../lib/ip.ts'
import type { IpAddress } from '../lib/ip.ts'
import { AF_INET, AF_INET6, SOCK_CLOEXEC, SOCK_DGRAM, SOCK_NONBLOCK, tryLibc } from '../linux/libc.ts'
import { inetSocketAddress } from '../linux/socket-address.ts'
import { errnoText, setSocketOptions } from './marked-socket.ts'

export type DatagramOutcome =
  /** `accept` took what it had seen */
  | { readonly kind: 'accepted' }
  | { readonly kind: 'timeout' }
  /** errno of what the network answered, such as ECONNREFUSED for "port unreachable" */
  | { readonly kind: 'refused'; readonly errno: string }
  /** connect(2) or send(2) themselves refused */
  | { readonly kind: 'unreachable'; readonly errno: string }
  | { readonly kind: 'rejected'; readonly reason: string }
  /** no socket, or it could not be bound */
  | { readonly kind: 'undecided'; readonly reason: string }
  | { readonly kind: 'aborted' }

/** What an arriving datagram means: null: it is not ours, go on waiting; true: good; a text: why it is not. */
export type DatagramJudge = (datagram: Buffer) => true | string | null

/** More datagrams than this are a flood: nobody sends that many answers. */
const MAX_DATAGRAMS = 100

export function exchangeDatagrams(
  config: ConnectionConfig,
  protocol: number,
  payload: Uint8Array,
  judge: DatagramJudge,
  signal: AbortSignal,
): Promise<DatagramOutcome> {
  if (signal.aborted) return Promise.resolve({ kind: 'aborted' })
  const opened = openDatagramSocket(config, protocol)
  if (typeof opened !== 'number') return Promise.resolve(opened)
  return new Promise((resolve) => {
    const socket = dgram.createSocket(config.address.family === 4 ? 'udp4' : 'udp6')
    let datagrams = 0
    let done = false
    const finish = (outcome: DatagramOutcome): void => {
      if (done) return
      done = true
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      socket.close()
      resolve(outcome)
    }
    const onAbort = (): void => finish({ kind: 'aborted' })
    const timer = setTimeout(() => finish({ kind: 'timeout' }), Math.max(1, Math.ceil(config.connectTimeoutUs / 1000)))
    signal.addEventListener('abort', onAbort)
    socket.on('error', (error: NodeJS.ErrnoException) => finish({ kind: 'refused', errno: error.code ?? 'EIO' }))
    socket.on('message', (datagram) => {
      const verdict = judge(datagram)
      if (verdict === true) finish({ kind: 'accepted' })
      else if (verdict !== null) finish({ kind: 'rejected', reason: verdict })
      else if (++datagrams >= MAX_DATAGRAMS) finish({ kind: 'timeout' })
    })
    socket.bind({ fd: opened }, () => {
      if (done) return
      const sent = tryLibc('send', opened, payload, payload.length, 0)
      if (sent.errno !== null) finish({ kind: 'unreachable', errno: sent.errno })
    })
  })
}

function openDatagramSocket(
  config: ConnectionConfig,
  protocol: number,
): number | Extract<DatagramOutcome, { kind: 'undecided' | 'unreachable' }> {
  const domain = config.address.family === 4 ? AF_INET : AF_INET6
  const made = tryLibc('socket', domain, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol)
  if (made.errno !== null) return undecided(`Checker can't open a socket: ${errnoText(made.errno)}`)
  const refused = prepare(made.value, config)
  if (refused === null) return made.value
  closeSync(made.value)
  return refused
}

function prepare(
  fd: number,
  config: ConnectionConfig,
): Extract<DatagramOutcome, { kind: 'undecided' | 'unreachable' }> | null {
  const refusal = setSocketOptions(fd, config.bindInterface, config.fwmark)
  if (refusal !== null) return undecided(refusal)
  const source = config.bindAddress ?? (config.bindPort > 0 ? anyAddress(config.address.family) : null)
  if (source !== null) {
    const address = inetSocketAddress(source, config.bindPort, scopeOf(source, config.bindInterface))
    const { errno } = tryLibc('bind', fd, address, address.length)
    if (errno !== null) {
      return undecided(`Checker can't bind to address ${writeIp(source)} port ${config.bindPort}: ${errnoText(errno)}`)
    }
  }
  const target = inetSocketAddress(config.address, config.port, scopeOf(config.address, config.bindInterface))
  const { errno } = tryLibc('connect', fd, target, target.length)
  return errno === null ? null : { kind: 'unreachable', errno }
}

function undecided(reason: string): { readonly kind: 'undecided'; readonly reason: string } {
  return { kind: 'undecided', reason }
}

function anyAddress(family: 4 | 6): IpAddress {
  return { family, bytes: new Uint8Array(family === 4 ? 4 : 16) }
}

/** A link-local address means nothing without its link. */
function scopeOf(address: IpAddress, device: string | null): number {
  if (address.family === 4 || device === null || address.bytes[0] !== 0xfe) return 0
  return networkInterfaces()[device]?.find(({ family }) => family === 'IPv6')?.scopeid ?? 0
}
