/**
 * One request and its answer, over TCP or TLS, for HTTP_GET, SSL_GET and genhash.
 *
 * Each wait for the peer ends after the connection timeout, as in the original; and the whole exchange ends after ten
 * of them, because a peer that sends an octet now and then would otherwise keep a checker for ever.
 */
import type net from 'node:net'
import tls from 'node:tls'
import type { ConnectionConfig } from '../config/config.ts'
import { afterPatience } from '../linux/patient-timer.ts'
import { closeConnection, openConnection, timeoutMs } from './connection.ts'
import type { HttpAnswer, HttpObserver } from './http-response.ts'
import { makeHttpResponseReader } from './http-response.ts'

export interface HttpExchange {
  readonly connection: ConnectionConfig
  readonly request: string
  /** null: plain TCP */
  readonly tls: HttpTls | null
  readonly signal: AbortSignal
  readonly observer?: HttpObserver
}

export interface HttpTls {
  readonly context: tls.SecureContext
  readonly serverName: string | null
  /** compat: 2.2.7 closes without a word, which most servers take; tls_compliant says close_notify first */
  readonly closeNotify: boolean
}

export type HttpOutcome =
  | { readonly kind: 'answer'; readonly answer: HttpAnswer }
  | { readonly kind: 'connect-timeout' }
  | { readonly kind: 'connect-failed' }
  /** the peer ended the handshake, or spoke nonsense in it */
  | { readonly kind: 'handshake-failed' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'undecided'; readonly reason: string }
  /** `started`: part of an answer had come */
  | { readonly kind: 'read-timeout'; readonly started: boolean }
  | { readonly kind: 'read-error' }
  /** the peer closed before a whole head, or the head is too long */
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'aborted' }

/** An exchange may take this many connection timeouts. */
const WHOLE_LIMIT_FACTOR = 10

export async function exchangeHttp(exchange: HttpExchange): Promise<HttpOutcome> {
  const opened = await openConnection(exchange.connection, exchange.signal)
  switch (opened.kind) {
    case 'open':
      break
    case 'timeout':
      return { kind: 'connect-timeout' }
    case 'failed':
    case 'reset':
      return { kind: 'connect-failed' }
    case 'unreachable':
    case 'undecided':
    case 'aborted':
      return opened
  }
  if (exchange.tls === null) return converse(opened.socket, exchange, closeConnection)
  const secured = await handshake(opened.socket, exchange, exchange.tls)
  if (secured.kind !== 'open') {
    opened.socket.destroy()
    return secured
  }
  return converse(secured.socket, exchange, exchange.tls.closeNotify ? closeConnection : closeSilently)
}

type HandshakeOutcome =
  | { readonly kind: 'open'; readonly socket: net.Socket }
  | { readonly kind: 'connect-timeout' | 'connect-failed' | 'handshake-failed' | 'aborted' }

/** compat: the peer's certificate is not verified; a check asks whether the service answers. */
function handshake(
  socket: net.Socket,
  exchange: HttpExchange,
  { context, serverName }: HttpTls,
): Promise<HandshakeOutcome> {
  return new Promise((resolve) => {
    const secure = tls.connect({
      socket,
      secureContext: context,
      ...(serverName === null ? {} : { servername: serverName }),
      rejectUnauthorized: false,
    })
    const finish = (outcome: HandshakeOutcome): void => {
      takeBack()
      exchange.signal.removeEventListener('abort', onAbort)
      resolve(outcome)
    }
    const onAbort = (): void => finish({ kind: 'aborted' })
    const takeBack = afterPatience(timeoutMs(exchange.connection), () => finish({ kind: 'connect-timeout' }))
    exchange.signal.addEventListener('abort', onAbort)
    secure.once('secureConnect', () => finish({ kind: 'open', socket: secure }))
    secure.on('error', (error: NodeJS.ErrnoException) => {
      // Node says ECONNRESET for a FIN too, but only the kernel's own has a system call.
      const reset = error.code === 'ECONNRESET' && error.syscall !== undefined
      finish({ kind: reset ? 'connect-failed' : 'handshake-failed' })
    })
    secure.once('close', () => finish({ kind: 'handshake-failed' }))
  })
}

function closeSilently(socket: net.Socket): void {
  socket.destroy()
}

function converse(
  socket: net.Socket,
  exchange: HttpExchange,
  close: (socket: net.Socket) => void,
): Promise<HttpOutcome> {
  return new Promise((resolve) => {
    const reader = makeHttpResponseReader(exchange.observer)
    const limitMs = timeoutMs(exchange.connection)
    let done = false
    const finish = (outcome: HttpOutcome): void => {
      if (done) return
      done = true
      takeBackWhole()
      takeBackIdle()
      socket.removeListener('data', onData)
      exchange.signal.removeEventListener('abort', onAbort)
      close(socket)
      resolve(outcome)
    }
    const onTimeout = (): void => finish({ kind: 'read-timeout', started: reader.started() })
    const onAbort = (): void => finish({ kind: 'aborted' })
    const onData = (chunk: Buffer): void => {
      takeBackIdle()
      takeBackIdle = afterPatience(limitMs, onTimeout)
      if (!reader.push(chunk)) finish({ kind: 'no-answer' })
    }
    const onEnd = (): void => {
      // A socket ends in several ways at once ('end', 'error', 'close'); the first one counts.
      if (done) return
      const answer = reader.end()
      finish(answer === null ? { kind: 'no-answer' } : { kind: 'answer', answer })
    }
    // compat: with TLS the original takes every end of reading for the end of the answer
    const onError = (): void => (exchange.tls === null ? finish({ kind: 'read-error' }) : onEnd())
    const takeBackWhole = afterPatience(limitMs * WHOLE_LIMIT_FACTOR, onTimeout)
    let takeBackIdle = afterPatience(limitMs, onTimeout)
    exchange.signal.addEventListener('abort', onAbort)
    socket.on('data', onData)
    socket.once('end', onEnd)
    socket.on('error', onError)
    socket.once('close', onError)
    socket.write(exchange.request, 'latin1')
  })
}
