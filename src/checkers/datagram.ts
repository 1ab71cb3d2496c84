/**
 * A connected datagram socket for a check: UDP, or ICMP echo without privileges (icmp(7), IPPROTO_ICMP with SOCK_DGRAM).
 *
 * It is connected because only then the kernel tells what ICMP errors came back. libc makes it, since Node can set
 * neither mark, device nor protocol; Node then reads it like any other.
 */
import { closeSync } from 'node:fs'
import dgram from 'node:dgram'
import type { ConnectionConfig } from '../config/config.ts'
import { SOCK_DGRAM, tryLibc } from '../linux/libc.ts'
import { afterPatience } from '../linux/patient-timer.ts'
import { openCheckSocket, targetOf } from './check-socket.ts'
import { timeoutMs } from './connection.ts'

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
      takeBack()
      signal.removeEventListener('abort', onAbort)
      socket.close()
      resolve(outcome)
    }
    const onAbort = (): void => finish({ kind: 'aborted' })
    const takeBack = afterPatience(timeoutMs(config), () => finish({ kind: 'timeout' }))
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
  const fd = openCheckSocket(config, SOCK_DGRAM, protocol)
  if (typeof fd !== 'number') return { kind: 'undecided', reason: fd.reason }
  const target = targetOf(config)
  const { errno } = tryLibc('connect', fd, target, target.length)
  if (errno === null) return fd
  closeSync(fd)
  return { kind: 'unreachable', errno }
}
