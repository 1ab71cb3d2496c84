/**
 * One connection to the IPVS family: sends kernel requests in order, keeps a bounded number of them in flight, and
 * hands each answer to the one who asked.
 *
 * - What cannot be sent yet waits; when too much waits, new requests are refused at once.
 * - Of the changes that share a datagram only the last one asks for an acknowledgement: the kernel carries them out in order
 *   and answers to every one that it refuses, so the answer to one says that those before it are done.
 * - A dump runs alone: the kernel has one dump per socket, and nothing of ours shall change what it lists.
 * - When the transport breaks (overrun, junk), whatever is in flight is rejected, because nobody knows whether it was
 *   done; what was waiting goes out over a new transport.
 */
import {
  CTRL_CMD_GETFAMILY,
  CTRL_VERSION,
  GENL_ID_CTRL,
  IPVS_FAMILY_NAME,
  IPVS_FAMILY_VERSION,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLMSG_NOOP,
  NLMSG_OVERRUN,
  NLM_F_ACK,
  NLM_F_DUMP,
  NLM_F_REQUEST,
} from './constants.ts'
import {
  IpvsError,
  IpvsInterruptedError,
  IpvsNotSentError,
  IpvsProtocolError,
  IpvsUnavailableError,
  errnoName,
  isOwnErrno,
} from './errors.ts'
import { DecodeError } from './fields.ts'
import {
  demandAcknowledgement,
  readAcknowledgement,
  readDone,
  readGeneric,
  readMessages,
  writeRequest,
} from './messages.ts'
import type { Acknowledgement, Message } from './messages.ts'
import type { KernelRequest } from './requests.ts'
import { familyStructure } from './structures.ts'
import type { OpenTransport, Transport } from './transport.ts'
import { need } from './values.ts'
import { Writer } from './writer.ts'

export interface ConnectionLimits {
  readonly maxInFlight: number
  readonly maxWaiting: number
  readonly timeoutMs: number
}

interface Job {
  readonly request: KernelRequest<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
  readonly replies: Uint8Array[]
  sentAtMs: number
  /** it is answered only when it is refused */
  quiet: boolean
}

/** Several messages may share a datagram, within what any send buffer takes. */
const DATAGRAM_OCTETS = 32_768

export class Connection {
  readonly #openTransport: OpenTransport
  readonly #limits: ConnectionLimits
  readonly #inFlight = new Map<number, Job>()
  #waiting: Job[] = []
  /** what is sent next: filled and sent within one turn */
  readonly #datagram = new Writer()
  #last: { readonly job: Job; readonly at: number } | null = null
  #transport: Transport | null = null
  /** null: not known yet, or to be asked again */
  #family: number | null = null
  /** the question for the family is in flight, and nothing else */
  #resolving = false
  #dumping = false
  #sequence = 0
  #pumpScheduled = false
  #timer: NodeJS.Timeout | null = null
  #closed = false

  constructor(openTransport: OpenTransport, limits: ConnectionLimits) {
    this.#openTransport = openTransport
    this.#limits = limits
  }

  request<T>(request: KernelRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => this.submit(request, resolve as (value: unknown) => void, reject))
  }

  /** The same without a promise, for thousands of requests. */
  submit(request: KernelRequest<unknown>, resolve: (value: unknown) => void, reject: (error: unknown) => void): void {
    const { operation } = request
    if (this.#closed) {
      return reject(new IpvsNotSentError({ operation, errno: 'ECANCELED', reason: 'the client is closed' }))
    }
    if (this.#waiting.length >= this.#limits.maxWaiting) {
      return reject(new IpvsNotSentError({ operation, errno: 'EAGAIN', reason: 'too many requests are waiting' }))
    }
    this.#waiting.push({ request, resolve, reject, replies: [], sentAtMs: 0, quiet: false })
    this.#schedulePump()
  }

  get inFlight(): number {
    return this.#inFlight.size
  }

  get waiting(): number {
    return this.#waiting.length
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#abandonInFlight('ECANCELED', 'the client was closed before the answer came')
    this.#refuseWaiting(
      (operation) => new IpvsNotSentError({ operation, errno: 'ECANCELED', reason: 'the client was closed' }),
    )
  }

  /** Requests of one turn go out together. */
  #schedulePump(): void {
    if (this.#pumpScheduled) return
    this.#pumpScheduled = true
    queueMicrotask(() => {
      this.#pumpScheduled = false
      this.#pump()
    })
  }

  #pump(): void {
    if (this.#closed || this.#waiting.length === 0 || this.#resolving || this.#dumping) return
    const transport = this.#transport ?? this.#connect()
    if (!transport) return
    if (this.#family === null) {
      // those in flight still belong to the family's old number; the question waits for them
      if (this.#inFlight.size === 0) this.#resolveFamily(transport)
      return
    }
    this.#sendWaiting(transport, this.#family)
  }

  #sendWaiting(transport: Transport, family: number): void {
    const window = Math.min(this.#limits.maxInFlight, transport.capacity)
    // Once the window is full, every answer would make room for one request: waiting for half of it sends many at a time.
    if (this.#inFlight.size > window / 2) return
    let taken = 0
    for (const job of this.#waiting) {
      if (this.#dumping || this.#inFlight.size >= window) break
      const { answer, attributes } = job.request
      if (answer === 'list' && this.#inFlight.size > 0) break
      taken++
      this.#dumping = answer === 'list'
      if (this.#datagram.length + attributes.length > DATAGRAM_OCTETS) this.#sendDatagram(transport)
      this.#launch(job, family, IPVS_FAMILY_VERSION)
    }
    this.#waiting = this.#waiting.slice(taken)
    this.#sendDatagram(transport)
  }

  /** Enters the job as in flight, and into the datagram. */
  #launch(job: Job, family: number, version: number): void {
    const { command, answer, attributes } = job.request
    this.#sequence = (this.#sequence % 0xffff_ffff) + 1
    job.sentAtMs = performance.now()
    job.quiet = answer === 'acknowledgement'
    this.#inFlight.set(this.#sequence, job)
    this.#armTimer()
    const flags = NLM_F_REQUEST | (answer === 'list' ? NLM_F_DUMP : answer === 'message' ? NLM_F_ACK : 0)
    const header = { type: family, flags, sequence: this.#sequence }
    this.#last = { job, at: writeRequest(this.#datagram, header, { command, version, attributes }) }
  }

  /** Whether the last request of it is carried out is told in any case. */
  #sendDatagram(transport: Transport): void {
    if (this.#last === null) return
    const { job, at } = this.#last
    if (job.quiet) demandAcknowledgement(this.#datagram, at)
    job.quiet = false
    const datagram = this.#datagram.taken()
    this.#datagram.clear()
    this.#last = null
    transport.send(datagram)
  }

  #connect(): Transport | null {
    // events of a transport that was given up are of no interest any more
    const isCurrent = (): boolean => this.#transport === transport
    let transport: Transport | null = null
    try {
      transport = this.#openTransport({
        onDatagram: (bytes) => {
          if (isCurrent()) this.#receive(bytes)
        },
        onBroken: (errno, reason) => {
          if (isCurrent()) this.#broken(errno, reason)
        },
      })
    } catch (error) {
      // no socket (EMFILE, EAFNOSUPPORT): everyone who waits gets to know why
      const { errno, reason } = systemError(error)
      this.#refuseWaiting((operation) => new IpvsNotSentError({ operation, errno, reason }))
      return null
    }
    this.#transport = transport
    this.#family = null
    return transport
  }

  /** A kernel that can load modules loads ip_vs when it is asked for the family by name. */
  #resolveFamily(transport: Transport): void {
    const request: KernelRequest<number> = {
      operation: 'resolve-family',
      command: CTRL_CMD_GETFAMILY,
      answer: 'message',
      attributes: familyStructure.encode({ name: IPVS_FAMILY_NAME }),
      decode: (replies) => {
        const reply = readGeneric(need(replies[0], 'content'))
        return need(familyStructure.decode(reply.attributes).id, 'number of the family')
      },
    }
    const resolve = (family: unknown): void => {
      this.#resolving = false
      this.#family = family as number
    }
    const reject = (error: unknown): void => {
      this.#resolving = false
      this.#refuseWaiting((operation) => unresolvedError(operation, error))
    }
    this.#resolving = true
    const job: Job = { request, resolve, reject, replies: [], sentAtMs: 0, quiet: false }
    this.#launch(job, GENL_ID_CTRL, CTRL_VERSION)
    this.#sendDatagram(transport)
  }

  #receive(bytes: Uint8Array): void {
    try {
      for (const message of readMessages(bytes)) this.#take(message)
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
      // where one message cannot be read, the ends of all others are unknown
      this.#broken('EPROTO', error.message)
    }
    this.#schedulePump()
  }

  #take(message: Message): void {
    if (message.type === NLMSG_OVERRUN) return this.#broken('ENOBUFS', 'the kernel lost messages')
    const job = this.#inFlight.get(message.sequence)
    // answers that came too late have nobody waiting for them
    if (!job || message.type === NLMSG_NOOP) return
    this.#finishBefore(message.sequence)
    if (message.type === NLMSG_ERROR) this.#finish(message.sequence, job, readAcknowledgement(message))
    else if (message.type === NLMSG_DONE) this.#finish(message.sequence, job, readDone(message))
    else job.replies.push(message.payload)
  }

  /** An answer has come: what was to be heard of only if refused, and was sent earlier, is done. */
  #finishBefore(sequence: number): void {
    for (const [earlier, job] of this.#inFlight) {
      if (earlier === sequence) return
      if (job.quiet) this.#finish(earlier, job, acknowledged)
    }
  }

  #finish(sequence: number, job: Job, { errno, kernelMessage }: Acknowledgement): void {
    this.#inFlight.delete(sequence)
    if (this.#inFlight.size === 0) this.#disarmTimer()
    if (job.request.answer === 'list') this.#dumping = false
    const { operation } = job.request
    if (errno !== 0) {
      const name = errnoName(errno)
      if (name === 'ENOENT') {
        // also means that the module was removed, and perhaps loaded again under another number
        this.#family = null
        if (!isOwnErrno(operation, name) && kernelMessage === null)
          return job.reject(new IpvsUnavailableError(operation))
      }
      return job.reject(new IpvsError({ operation, errno: name, kernelMessage }))
    }
    let value: unknown
    try {
      value = job.request.decode(job.replies)
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
      return job.reject(new IpvsProtocolError(operation, error.message))
    }
    job.resolve(value)
  }

  #broken(errno: string, reason: string): void {
    this.#abandonInFlight(errno, reason)
    this.#schedulePump()
  }

  /** Gives up the transport and everything that was sent over it. */
  #abandonInFlight(errno: string, reason: string): void {
    const abandoned = [...this.#inFlight.values()]
    this.#inFlight.clear()
    this.#dumping = false
    this.#disarmTimer()
    this.#transport?.close()
    this.#transport = null
    this.#family = null
    for (const { request, reject } of abandoned) {
      reject(new IpvsInterruptedError({ operation: request.operation, errno, reason }))
    }
  }

  #refuseWaiting(errorFor: (operation: string) => IpvsError): void {
    const refused = this.#waiting
    this.#waiting = []
    for (const { request, reject } of refused) reject(errorFor(request.operation))
  }

  /** One timer, for the request that has been in flight longest: the first of the map. */
  #armTimer(): void {
    if (this.#timer) return
    const oldest = this.#inFlight.values().next().value
    if (!oldest) return
    const leftMs = Math.max(1, Math.ceil(oldest.sentAtMs + this.#limits.timeoutMs - performance.now()))
    this.#timer = setTimeout(() => {
      // A process that was stopped for a while finds its timer due before it has looked at the socket. So look twice:
      // one turn to read the socket, one for the answers.
      setImmediate(() => setImmediate(() => this.#expire()))
    }, leftMs)
  }

  #disarmTimer(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }

  #expire(): void {
    this.#disarmTimer()
    const nowMs = performance.now()
    for (const [sequence, job] of this.#inFlight) {
      if (nowMs < job.sentAtMs + this.#limits.timeoutMs) break
      if (job.request.answer === 'list') {
        // the kernel may still be in the middle of that dump and would refuse the next one on this socket
        this.#broken('ETIMEDOUT', 'no answer')
        break
      }
      this.#inFlight.delete(sequence)
      const { operation } = job.request
      job.reject(new IpvsInterruptedError({ operation, errno: 'ETIMEDOUT', reason: 'no answer' }))
    }
    this.#armTimer()
    this.#pump()
  }
}

const acknowledged: Acknowledgement = { errno: 0, kernelMessage: null }

function unresolvedError(operation: string, error: unknown): IpvsError {
  if (!(error instanceof IpvsError)) throw error
  if (error.errno === 'ENOENT') return new IpvsUnavailableError(operation)
  return new IpvsNotSentError({ operation, errno: error.errno, reason: error.message })
}

function systemError(error: unknown): { readonly errno: string; readonly reason: string } {
  if (!(error instanceof Error)) return { errno: 'EIO', reason: String(error) }
  const errno = 'code' in error && typeof error.code === 'string' ? error.code : 'EIO'
  return { errno, reason: error.message }
}
