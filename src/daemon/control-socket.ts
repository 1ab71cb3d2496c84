/**
 * The socket behind `tskeepalived status` and `tskeepalived reload`: one line in, one JSON document out, end.
 *
 * It has mode 0600, so only our own account and root get in; all the same nobody gets to hold anything: few connections, short
 * questions, short patience, and what a client does not read in time is thrown away with it.
 */
import { lstatSync, unlinkSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { messageOf } from '../lib/message-of.ts'

export interface ControlSocket {
  readonly close: () => void
}

export interface ControlSocketOptions {
  readonly path: string
  /** null: no such question */
  readonly answer: (question: string) => Promise<Buffer> | null
  readonly log: (level: 'warning', text: string) => void
  readonly limits?: Partial<ControlLimits>
}

export interface ControlLimits {
  readonly connections: number
  readonly questionOctets: number
  /** to ask */
  readonly questionMs: number
  /** to read the answer */
  readonly answerMs: number
}

const usualLimits: ControlLimits = { connections: 16, questionOctets: 256, questionMs: 2_000, answerMs: 10_000 }

export function openControlSocket(options: ControlSocketOptions): ControlSocket {
  const { path, log } = options
  const limits = { ...usualLimits, ...options.limits }
  // A client may have said all that it has to say (`echo status | socat - ...`) and still listen.
  const server = createServer({ allowHalfOpen: true }, (client) => serve(client, options, limits))
  server.maxConnections = limits.connections
  // Errors of a socket that exists are those of `accept`: out of descriptors, for one. The next one may get in.
  server.on('error', (error) => log('warning', `Control socket ${path}: ${error.message}`))
  try {
    removeStale(path)
    listenForUsAlone(server, path)
  } catch (error) {
    log('warning', `Unable to open control socket ${path}: ${messageOf(error)}`)
  }
  server.unref()
  return { close: () => void server.close() }
}

/** Our pid file is ours, so nobody else answers at this socket any more. Only a socket is removed. */
function removeStale(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return
  if (!found.isSocket()) throw new Error('there is something that is no socket')
  unlinkSync(path)
}

/** The name appears within `listen`, and must not be open to others for a moment. */
function listenForUsAlone(server: Server, path: string): void {
  const before = process.umask(0o177)
  try {
    server.listen(path)
  } finally {
    process.umask(before)
  }
}

function serve(client: Socket, { answer }: ControlSocketOptions, limits: ControlLimits): void {
  let question = ''
  let asked = false
  let patience = setTimeout(drop, limits.questionMs)
  client.setEncoding('utf8')
  client.on('data', take)
  client.on('end', () => {
    if (!asked) drop()
  })
  client.on('error', drop)
  client.on('close', drop)

  function drop(): void {
    clearTimeout(patience)
    client.destroy()
  }

  function take(text: string): void {
    if (asked) return drop()
    question += text
    const end = question.indexOf('\n')
    if (question.length > limits.questionOctets) return drop()
    if (end < 0) return
    asked = true
    clearTimeout(patience)
    const answering = answer(question.slice(0, end).trim())
    if (answering === null) return say(Buffer.from(`${JSON.stringify({ error: 'unknown question' })}\n`))
    answering.then(say, (error: unknown) => say(Buffer.from(`${JSON.stringify({ error: String(error) })}\n`)))
  }

  function say(text: Buffer): void {
    if (client.destroyed) return
    patience = setTimeout(drop, limits.answerMs)
    client.end(text, () => clearTimeout(patience))
  }
}
