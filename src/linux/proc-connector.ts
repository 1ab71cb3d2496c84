/**
 * Process events from the kernel (linux/cn_proc.h over linux/connector.h): start, program change, name change, end.
 *
 * The kernel tells them only in the first network and process namespace. From another network namespace the socket is
 * made in the first one, if we may enter it; where even that does not help, `openProcConnector` says so, and the
 * caller looks at /proc instead.
 */
import { readFileSync, readlinkSync } from 'node:fs'
import { OperationError } from '../lib/operation-error.ts'
import { asOperationError } from './libc.ts'
import { firstNetworkNamespace, inNetworkNamespace } from './namespace.ts'
import { openNetlinkEvents } from './netlink-events.ts'
import { encodeMessage, readMessages, readU32, u32 } from './netlink-message.ts'
import { setProcessName } from './scheduling.ts'

export type ProcessEvent =
  | { readonly kind: 'fork'; readonly pid: number; readonly parent: number }
  /** another program, or another name: look at it again */
  | { readonly kind: 'changed'; readonly pid: number }
  | { readonly kind: 'exit'; readonly pid: number }

export interface ProcConnectorOptions {
  readonly onEvent: (event: ProcessEvent) => void
  /** Events were lost; it goes on. */
  readonly onLost: () => void
  /** It has failed and is closed. */
  readonly onError: (error: OperationError) => void
  readonly receiveBufferBytes?: number | null
  readonly forceReceiveBuffer?: boolean
  /** a file of the network namespace that the kernel tells of processes; absent: that of process 1 */
  readonly firstNamespace?: string
}

export interface ProcConnector {
  close(): void
}

/** Rejects with an OperationError when no event arrives here, within a second. */
export async function openProcConnector(options: ProcConnectorOptions): Promise<ProcConnector> {
  try {
    return await openHere(options)
  } catch (thrown) {
    const error = asOperationError('process events', thrown)
    const first = options.firstNamespace ?? firstNetworkNamespace
    if (!isOtherNetworkNamespace(first)) throw error
    return await inNetworkNamespace(first, () => openHere(options))
  }
}

const NETLINK_CONNECTOR = 11
const CN_IDX_PROC = 1
const CN_VAL_PROC = 1
const PROC_CN_MCAST_LISTEN = 1
const CONNECTOR_HEADER_LENGTH = 20
const PROBE_MS = 1_000

/**
 * The part up to the promise runs at once, in the caller's network namespace. The kernel takes the request to listen
 * even where it will never send, so we cause an event of our own, by naming ourselves as we are named, and wait for
 * it.
 */
function openHere(options: ProcConnectorOptions): Promise<ProcConnector> {
  return new Promise((resolve, reject) => {
    let proven = false
    const events = openNetlinkEvents({
      ...options,
      protocol: NETLINK_CONNECTOR,
      groups: [CN_IDX_PROC],
      onMessage(bytes) {
        for (const message of readMessages(bytes)) {
          const event = readEvent(message.body)
          if (event === null) continue
          if (!proven && event.kind === 'changed' && event.pid === process.pid) {
            proven = true
            clearTimeout(patience)
            resolve(events)
          }
          options.onEvent(event)
        }
      },
      onError: (error) => (proven ? options.onError(error) : fail(error)),
    })
    const fail = (error: OperationError): void => {
      clearTimeout(patience)
      events.close()
      reject(error)
    }
    const patience = setTimeout(() => fail(new OperationError('process events', 'ETIMEDOUT')), PROBE_MS)
    const refusal = events.send(listenRequest())
    if (refusal !== null) fail(refusal)
    else setProcessName(readFileSync('/proc/self/comm', 'utf8').replace(/\n$/, ''))
  })
}

/** struct cn_msg with the operation behind it */
function listenRequest(): Uint8Array {
  const body = new Uint8Array(CONNECTOR_HEADER_LENGTH + 4)
  body.set(u32(CN_IDX_PROC, CN_VAL_PROC, 0, 0), 0)
  body.set(new Uint8Array(Uint16Array.of(4, 0).buffer), 16)
  body.set(u32(PROC_CN_MCAST_LISTEN), CONNECTOR_HEADER_LENGTH)
  const NLMSG_DONE = 3
  return encodeMessage(NLMSG_DONE, 0, 0, body, [])
}

const PROC_EVENT_FORK = 0x1
const PROC_EVENT_EXEC = 0x2
const PROC_EVENT_COMM = 0x200
const PROC_EVENT_EXIT = 0x80000000
/** struct proc_event: what, cpu, time stamp; then what belongs to the kind */
const EVENT_HEADER_LENGTH = 16

/** Null for other kinds, and for what concerns a thread and not a process. */
function readEvent(body: Uint8Array): ProcessEvent | null {
  const event = body.subarray(CONNECTOR_HEADER_LENGTH)
  const field = (index: number): number => readU32(event, EVENT_HEADER_LENGTH + 4 * index)
  switch (readU32(event, 0)) {
    case PROC_EVENT_FORK:
      return field(2) === field(3) ? { kind: 'fork', pid: field(3), parent: field(1) } : null
    case PROC_EVENT_EXEC:
    case PROC_EVENT_COMM:
      return field(0) === field(1) ? { kind: 'changed', pid: field(1) } : null
    case PROC_EVENT_EXIT:
      return field(0) === field(1) ? { kind: 'exit', pid: field(1) } : null
    default:
      return null
  }
}

/** The calling thread's, which is the one that setns changes. */
const OWN_NAMESPACE = '/proc/thread-self/ns/net'

function isOtherNetworkNamespace(path: string): boolean {
  try {
    return readlinkSync(path) !== readlinkSync(OWN_NAMESPACE)
  } catch {
    // Safe: whoever may not look at it may not enter it either.
    return false
  }
}
