/**
 * The client: one method per thing that IPVS can do, all over one connection.
 *
 * Nothing is opened before the first request, and nothing is logged. Every method rejects with an `IpvsError`.
 */
import { Connection } from './connection.ts'
import { IpvsError, IpvsInterruptedError, IpvsNotSentError, IpvsProtocolError, IpvsUnavailableError } from './errors.ts'
import * as requests from './requests.ts'
import type { KernelRequest } from './requests.ts'
import { openNetlink } from './transport.ts'
import type { NetlinkOptions, OpenTransport } from './transport.ts'
import type {
  IpvsDaemon,
  IpvsDestination,
  IpvsDestinationKey,
  IpvsDestinationStatus,
  IpvsEntryStatus,
  IpvsFailure,
  IpvsInfo,
  IpvsRequest,
  IpvsService,
  IpvsServiceKey,
  IpvsServiceStatus,
  IpvsTimeouts,
} from './types.ts'

export interface IpvsOptions extends NetlinkOptions {
  /** requests that the kernel has and has not answered (default 64); fewer where its receive buffer is small */
  readonly maxInFlight?: number
  /** requests that wait to be sent; more are refused with EAGAIN (default 16384) */
  readonly maxWaiting?: number
  /** how long an answer may take (default 5000) */
  readonly timeoutMs?: number
  /** instead of netlink; see the fake kernel in `ipvs-netlink/testing` */
  readonly openTransport?: OpenTransport
}

export interface IpvsClient {
  /** Any kernel request: also of attributes that this package has no method for. */
  readonly request: <T>(request: KernelRequest<T>) => Promise<T>
  readonly getInfo: () => Promise<IpvsInfo>
  readonly getServices: () => Promise<IpvsServiceStatus[]>
  readonly getService: (key: IpvsServiceKey) => Promise<IpvsServiceStatus>
  readonly getDestinations: (key: IpvsServiceKey) => Promise<IpvsDestinationStatus[]>
  /** Services with their destinations. The kernel has no lock for that: other programs may change things meanwhile. */
  readonly getAll: () => Promise<IpvsEntryStatus[]>
  readonly addService: (service: IpvsService) => Promise<void>
  readonly editService: (service: IpvsService) => Promise<void>
  readonly deleteService: (key: IpvsServiceKey) => Promise<void>
  readonly addDestination: (key: IpvsServiceKey, destination: IpvsDestination) => Promise<void>
  readonly editDestination: (key: IpvsServiceKey, destination: IpvsDestination) => Promise<void>
  readonly deleteDestination: (key: IpvsServiceKey, destination: IpvsDestinationKey) => Promise<void>
  readonly flush: () => Promise<void>
  readonly zero: (key?: IpvsServiceKey) => Promise<void>
  readonly getTimeouts: () => Promise<IpvsTimeouts>
  readonly setTimeouts: (timeouts: IpvsTimeouts) => Promise<void>
  readonly startDaemon: (daemon: IpvsDaemon) => Promise<void>
  readonly stopDaemon: (role: 'master' | 'backup') => Promise<void>
  readonly getDaemons: () => Promise<IpvsDaemon[]>
  /**
   * Carries out the changes in order, pipelined, and resolves with those that the kernel refused; a refused change does
   * not stop the following ones. Rejects when the rest makes no sense: no IPVS, a broken socket, a closed client.
   */
  readonly applyRequests: <R extends IpvsRequest>(changes: readonly R[]) => Promise<IpvsFailure<R>[]>
  /** Rejects what is pending and closes the socket. */
  readonly close: () => void
}

const DEFAULT_MAX_IN_FLIGHT = 64
const DEFAULT_MAX_WAITING = 16_384
const DEFAULT_TIMEOUT_MS = 5_000

export function openIpvs(options: IpvsOptions = {}): IpvsClient {
  const maxInFlight = options.maxInFlight ?? DEFAULT_MAX_IN_FLIGHT
  const connection = new Connection(options.openTransport ?? ((events) => openNetlink(events, options)), {
    maxInFlight,
    maxWaiting: options.maxWaiting ?? DEFAULT_MAX_WAITING,
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
  })
  // `async` turns what building a request throws into a rejection
  const run = async <T>(build: () => KernelRequest<T>): Promise<T> => connection.request(build())

  return {
    request: (request) => connection.request(request),
    getInfo: () => run(() => requests.getInfo()),
    getServices: () => run(() => requests.getServices()),
    getService: (key) => run(() => requests.getService(key)),
    getDestinations: (key) => run(() => requests.getDestinations(key)),
    getAll: () => getAll(connection),
    addService: (service) => run(() => requests.addService(service)),
    editService: (service) => run(() => requests.editService(service)),
    deleteService: (key) => run(() => requests.deleteService(key)),
    addDestination: (key, destination) => run(() => requests.addDestination(key, destination)),
    editDestination: (key, destination) => run(() => requests.editDestination(key, destination)),
    deleteDestination: (key, destination) => run(() => requests.deleteDestination(key, destination)),
    flush: () => run(() => requests.flush()),
    zero: (key) => run(() => requests.zero(key)),
    getTimeouts: () => run(() => requests.getTimeouts()),
    setTimeouts: (timeouts) => run(() => requests.setTimeouts(timeouts)),
    startDaemon: (daemon) => run(() => requests.startDaemon(daemon)),
    stopDaemon: (role) => run(() => requests.stopDaemon(role)),
    getDaemons: () => run(() => requests.getDaemons()),
    applyRequests: (changes) => applyRequests(connection, changes, maxInFlight),
    close: () => connection.close(),
  }
}

async function getAll(connection: Connection): Promise<IpvsEntryStatus[]> {
  const entries: IpvsEntryStatus[] = []
  for (const service of await connection.request(requests.getServices())) {
    entries.push({ service, destinations: await connection.request(requests.getDestinations(service.key)) })
  }
  return entries
}

/** One promise for all of them: a promise for each would cost more than its request. */
function applyRequests<R extends IpvsRequest>(
  connection: Connection,
  changes: readonly R[],
  maxInFlight: number,
): Promise<IpvsFailure<R>[]> {
  return new Promise((resolve, reject) => {
    const failures: { readonly at: number; readonly failure: IpvsFailure<R> }[] = []
    let fatal: { readonly error: unknown } | null = null
    let next = 0
    let pending = 0
    let filling = false

    function fill(): void {
      if (filling) return
      filling = true
      // twice the window: while one half is with the kernel, the other half is ready to follow
      while (fatal === null && next < changes.length && pending < 2 * maxInFlight) begin(next++)
      filling = false
      if (pending === 0) finish()
    }

    function begin(at: number): void {
      const change = changes[at] as R
      pending++
      try {
        connection.submit(requests.requestOf(change), done, (error) => failed(at, change, error))
      } catch (error) {
        // a value that does not fit is refused before it is sent
        failed(at, change, error)
      }
    }

    function done(): void {
      pending--
      if (pending <= maxInFlight) fill()
    }

    function failed(at: number, change: R, error: unknown): void {
      if (!isRefusal(error)) fatal ??= { error }
      else failures.push({ at, failure: { request: change, errno: error.errno, message: error.message } })
      done()
    }

    function finish(): void {
      if (fatal !== null) reject(fatal.error)
      // what was refused before it was sent is known earlier than what stands before it
      else resolve(failures.sort((a, b) => a.at - b.at).map(({ failure }) => failure))
    }

    fill()
  })
}

/** The kernel looked at the request and said no. Everything else concerns the connection. */
function isRefusal(error: unknown): error is IpvsError {
  return (
    error instanceof IpvsError &&
    !(error instanceof IpvsUnavailableError) &&
    !(error instanceof IpvsInterruptedError) &&
    !(error instanceof IpvsNotSentError) &&
    !(error instanceof IpvsProtocolError)
  )
}
