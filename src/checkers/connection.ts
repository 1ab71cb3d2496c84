/**
 * Opens the TCP connection of a check: from a given address, port or device, with a given mark, within a given time.
 *
 * Node binds addresses itself; for SO_BINDTODEVICE and SO_MARK (asm-generic/socket.h) a socket is made by libc first,
 * and only when the configuration asks for one of them.
 */
import net from 'node:net'
import type { ConnectionConfig } from '../config/config.ts'
import { writeIp } from '../lib/ip.ts'
import { errnoText, openMarkedSocket } from './marked-socket.ts'

export type ConnectOutcome =
  | { readonly kind: 'open'; readonly socket: net.Socket }
  | { readonly kind: 'timeout' }
  /** refused, reset, host unreachable: an answer about the server */
  | { readonly kind: 'failed' }
  /** there is no route: the kernel did not even try */
  | { readonly kind: 'unreachable' }
  /** no socket, or it could not be bound: nothing is known about the server */
  | { readonly kind: 'undecided'; readonly reason: string }
  | { readonly kind: 'aborted' }

export function openConnection(config: ConnectionConfig, signal: AbortSignal): Promise<ConnectOutcome> {
  if (signal.aborted) return Promise.resolve({ kind: 'aborted' })
  const made = makeSocket(config)
  if ('reason' in made) return Promise.resolve({ kind: 'undecided', reason: made.reason })
  const { socket } = made
  return new Promise((resolve) => {
    const finish = (outcome: ConnectOutcome): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      socket.removeListener('connect', onConnect)
      // What the peer does after we are done is nobody's business, but an `error` without a listener would end us.
      socket.on('error', () => {})
      if (outcome.kind !== 'open') socket.destroy()
      resolve(outcome)
    }
    const onConnect = (): void => finish({ kind: 'open', socket })
    const onAbort = (): void => finish({ kind: 'aborted' })
    const timer = setTimeout(() => finish({ kind: 'timeout' }), timeoutMs(config))
    signal.addEventListener('abort', onAbort)
    socket.once('connect', onConnect)
    // An error in this turn of the loop is, as good as always, connect(2)'s own; later ones came from the network.
    let atOnce = true
    socket.once('error', (error: NodeJS.ErrnoException) => finish(classify(error, atOnce)))
    connect(socket, config)
    setImmediate(() => (atOnce = false))
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

function makeSocket(config: ConnectionConfig): { readonly socket: net.Socket } | { readonly reason: string } {
  if (config.bindInterface === null && config.fwmark === 0) return { socket: new net.Socket() }
  const opened = openMarkedSocket(config.address.family, config.bindInterface, config.fwmark)
  return 'reason' in opened ? opened : { socket: new net.Socket({ fd: opened.fd, readable: true, writable: true }) }
}

function connect(socket: net.Socket, config: ConnectionConfig): void {
  const source = config.bindAddress ?? (config.bindPort > 0 ? anyAddress(config) : null)
  socket.connect({
    host: scoped(config),
    port: config.port,
    ...(source === null ? {} : { localAddress: typeof source === 'string' ? source : writeIp(source) }),
    ...(config.bindPort > 0 ? { localPort: config.bindPort } : {}),
  })
}

function anyAddress(config: ConnectionConfig): string {
  return config.address.family === 4 ? '0.0.0.0' : '::'
}

/** A link-local address means nothing without its link. */
function scoped(config: ConnectionConfig): string {
  const text = writeIp(config.address)
  const [first, second] = config.address.bytes
  const linkLocal = config.address.family === 6 && first === 0xfe && ((second ?? 0) & 0xc0) === 0x80
  return linkLocal && config.bindInterface !== null ? `${text}%${config.bindInterface}` : text
}

/** Out of ports, descriptors or memory, or forbidden by a local rule: our trouble, not the server's. */
const LOCAL_TROUBLES: ReadonlySet<string> = new Set([
  ...['EACCES', 'EPERM', 'EADDRNOTAVAIL', 'EADDRINUSE', 'EAFNOSUPPORT', 'EAGAIN', 'EINVAL'],
  ...['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'ENODEV'],
])

function classify(error: NodeJS.ErrnoException, atOnce: boolean): ConnectOutcome {
  const code = error.code ?? ''
  if (code === 'ETIMEDOUT') return { kind: 'timeout' }
  if (error.syscall === 'bind') return { kind: 'undecided', reason: `Checker can't bind to ${boundTo(error)}` }
  if (atOnce && (code === 'ENETUNREACH' || code === 'EHOSTUNREACH')) return { kind: 'unreachable' }
  if (!LOCAL_TROUBLES.has(code)) return { kind: 'failed' }
  return { kind: 'undecided', reason: `socket connect error ${Math.abs(error.errno ?? 0)} - ${errnoText(code)}` }
}

function boundTo(error: NodeJS.ErrnoException): string {
  const { address, port } = error as { readonly address?: string; readonly port?: number }
  return `address ${address ?? '?'} port ${port ?? 0}: ${errnoText(error.code ?? '')}`
}
