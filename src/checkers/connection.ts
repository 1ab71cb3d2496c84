/** Opens the TCP connection of a check: from a given address, port or device, with a given mark, within a given time. */
import { closeSync } from 'node:fs'
import net from 'node:net'
import type { ConnectionConfig } from '../config/config.ts'
import { SOCK_STREAM } from '../linux/libc.ts'
import { beginConnect, type ConnectEnd } from '../linux/tcp-connects.ts'
import { errnoNumber, errnoText, openCheckSocket, targetOf } from './check-socket.ts'

export type ConnectFailure =
  | { readonly kind: 'timeout' }
  /** the server took the connection, and reset it before we looked */
  | { readonly kind: 'reset' }
  /** refused, host unreachable: an answer about the server */
  | { readonly kind: 'failed' }
  /** there is no route: the kernel did not even try */
  | { readonly kind: 'unreachable' }
  /** no socket, or it could not be bound: nothing is known about the server */
  | { readonly kind: 'undecided'; readonly reason: string }

/** A connection is the caller's, who has to close it. */
export type ConnectOutcome = { readonly kind: 'connected'; readonly fd: number } | ConnectFailure

export type SocketOutcome =
  { readonly kind: 'open'; readonly socket: net.Socket } | ConnectFailure | { readonly kind: 'aborted' }

/** `ended` is called once, and not before this has returned; never after the returned function, which gives up. */
export function connect(config: ConnectionConfig, ended: (outcome: ConnectOutcome) => void): () => void {
  const fd = openCheckSocket(config, SOCK_STREAM, 0)
  if (typeof fd !== 'number') return later({ kind: 'undecided', reason: fd.reason }, ended)
  const begun = beginConnect(fd, targetOf(config), config.connectTimeoutUs, (end) => {
    if (end.kind === 'connected') return ended({ kind: 'connected', fd })
    closeSync(fd)
    ended(outcomeOf(end))
  })
  if (begun.errno === null) {
    return () => {
      begun.forget()
      closeSync(fd)
    }
  }
  closeSync(fd)
  return later(refusalOf(begun.errno), ended)
}

/** The same, as a socket of Node. */
export function openConnection(config: ConnectionConfig, signal: AbortSignal): Promise<SocketOutcome> {
  if (signal.aborted) return Promise.resolve({ kind: 'aborted' })
  return new Promise((resolve) => {
    const onAbort = (): void => {
      giveUp()
      resolve({ kind: 'aborted' })
    }
    const giveUp = connect(config, (outcome) => {
      signal.removeEventListener('abort', onAbort)
      resolve(outcome.kind === 'connected' ? { kind: 'open', socket: socketOf(outcome.fd) } : outcome)
    })
    signal.addEventListener('abort', onAbort)
  })
}

/** Milliseconds of the timeout; never 0, which would not be one. */
export function timeoutMs(config: ConnectionConfig): number {
  return Math.max(1, Math.ceil(config.connectTimeoutUs / 1000))
}

/** Closes as close(2) does: FIN, or RST when the peer still sends. With TLS a close_notify goes first. */
export function closeConnection(socket: net.Socket): void {
  socket.destroySoon()
  // A peer that takes no bytes would keep the last ones, and the descriptor, for ever.
  setTimeout(() => socket.destroy(), 1000).unref()
}

function socketOf(fd: number): net.Socket {
  const socket = new net.Socket({ fd, readable: true, writable: true })
  // What the peer does after we are done is nobody's business, but an `error` without a listener would end us.
  socket.on('error', () => {})
  return socket
}

function later(outcome: ConnectOutcome, ended: (outcome: ConnectOutcome) => void): () => void {
  const turn = setImmediate(ended, outcome)
  return () => clearImmediate(turn)
}

/** Out of ports, descriptors or memory, or forbidden by a local rule: our trouble, not the server's. */
const LOCAL_TROUBLES: ReadonlySet<string> = new Set([
  ...['EACCES', 'EPERM', 'EADDRNOTAVAIL', 'EADDRINUSE', 'EAFNOSUPPORT', 'EAGAIN', 'EINVAL'],
  ...['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'ENODEV'],
])

/** connect(2) itself said no. */
function refusalOf(errno: string): ConnectFailure {
  return errno === 'ENETUNREACH' || errno === 'EHOSTUNREACH' ? { kind: 'unreachable' } : failureOf(errno)
}

function outcomeOf(end: Exclude<ConnectEnd, { kind: 'connected' }>): ConnectFailure {
  return end.kind === 'timeout' ? end : failureOf(end.errno)
}

function failureOf(errno: string): ConnectFailure {
  if (errno === 'ETIMEDOUT') return { kind: 'timeout' }
  // A connection that was not yet there would have been refused (tcp(7)).
  if (errno === 'ECONNRESET' || errno === 'EPIPE') return { kind: 'reset' }
  if (!LOCAL_TROUBLES.has(errno)) return { kind: 'failed' }
  return { kind: 'undecided', reason: `socket connect error ${errnoNumber(errno)} - ${errnoText(errno)}` }
}
