/**
 * Counts the processes that each vrrp_track_process means, and tells every change: by the kernel's events where they
 * arrive, else by looking at /proc every second.
 */
import type { LogLevel } from '../lib/machine.ts'
import type { OperationError } from '../lib/operation-error.ts'
import { openProcConnector } from './proc-connector.ts'
import type { ProcConnector, ProcessEvent } from './proc-connector.ts'
import { listProcesses, matchesByName, matchesProcess, readProcess } from './process-table.ts'
import type { ProcessSpec } from './process-table.ts'

export interface ProcessWatch {
  close(): void
}

export interface ProcessWatchOptions {
  readonly receiveBufferBytes?: number | null
  readonly forceReceiveBuffer?: boolean
  /** false: look at /proc only */
  readonly useEvents?: boolean
  /** see ProcConnectorOptions */
  readonly firstNamespace?: string
}

const LOOK_EVERY_MS = 1_000
/** So many processes are looked at, in about a millisecond, before other work gets its turn. */
const LOOK_AT_ONCE = 20
const AFTER_LOSS_MS = 100

/** `onCount` comes once for each at first, in the order of `specs` and before this returns, then with every change. */
export function watchProcesses(
  specs: readonly ProcessSpec[],
  onCount: (name: string, count: number) => void,
  log: (level: LogLevel, text: string) => void,
  options: ProcessWatchOptions = {},
): ProcessWatch {
  const needsCommandLine = specs.some((spec) => !matchesByName(spec))
  const counts = specs.map(() => 0)
  /** the specs that a process is counted for; those of none are left out */
  const matches = new Map<number, readonly number[]>()
  let connector: ProcConnector | null = null
  let closed = false
  let told = false
  let lookPending = false
  const timers = new Set<NodeJS.Timeout | NodeJS.Immediate>()

  const change = (spec: number, difference: 1 | -1): void => {
    counts[spec] = (counts[spec] ?? 0) + difference
    const name = specs[spec]?.name
    if (told && name !== undefined) onCount(name, counts[spec] ?? 0)
  }
  const set = (pid: number, now: readonly number[]): void => {
    const before = matches.get(pid) ?? []
    if (now.length > 0) matches.set(pid, now)
    else matches.delete(pid)
    for (const spec of before) if (!now.includes(spec)) change(spec, -1)
    for (const spec of now) if (!before.includes(spec)) change(spec, 1)
  }
  const look = (pid: number): void => {
    const found = readProcess(pid, needsCommandLine)
    const now =
      found === null ? [] : specs.flatMap((spec, i) => (matchesProcess(spec, found.name, found.commandLine) ? [i] : []))
    if (now.length > 0 || matches.has(pid)) set(pid, now)
  }
  const onEvent = (event: ProcessEvent): void => {
    if (event.kind === 'fork') set(event.pid, matches.get(event.parent) ?? [])
    else if (event.kind === 'exit') set(event.pid, [])
    else look(event.pid)
  }
  const later = (work: () => void, delayMs: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      if (!closed) work()
    }, delayMs)
    timers.add(timer)
  }

  const lookAtAll = (): void => {
    const present = new Set(listProcesses())
    for (const pid of matches.keys()) if (!present.has(pid)) set(pid, [])
    for (const pid of present) look(pid)
  }
  /** The same in slices, so that adverts stay on time. */
  const lookAround = (afterwards: () => void): void => {
    const present = listProcesses()
    const alive = new Set(present)
    for (const pid of matches.keys()) if (!alive.has(pid)) set(pid, [])
    const slice = (from: number): void => {
      if (closed) return
      for (const pid of present.slice(from, from + LOOK_AT_ONCE)) look(pid)
      if (from + LOOK_AT_ONCE >= present.length) return afterwards()
      const turn = setImmediate(() => {
        timers.delete(turn)
        slice(from + LOOK_AT_ONCE)
      })
      timers.add(turn)
    }
    slice(0)
  }
  const lookForEver = (): void => lookAround(() => later(lookForEver, LOOK_EVERY_MS))

  const listen = async (): Promise<void> => {
    try {
      const opened = await openProcConnector({ ...options, onEvent, onLost, onError: onFailed })
      if (closed) return opened.close()
      connector = opened
    } catch (thrown) {
      if (closed) return
      log(
        'warning',
        `Process events are not available (${(thrown as OperationError).errno}), looking at /proc every second`,
      )
      return lookForEver()
    }
    // Whatever happened before the first event.
    lookAround(() => {})
  }
  const onLost = (): void => {
    // Once for many: they are lost in swarms.
    if (lookPending) return
    lookPending = true
    log('info', 'Process events were lost, looking at all processes again')
    later(() => {
      lookPending = false
      lookAround(() => {})
    }, AFTER_LOSS_MS)
  }
  const onFailed = (error: OperationError): void => {
    connector = null
    log('warning', `Process events failed (${error.errno}), opening them again`)
    later(() => void listen(), AFTER_LOSS_MS)
  }

  lookAtAll()
  told = true
  specs.forEach((spec, i) => onCount(spec.name, counts[i] ?? 0))
  if (specs.length > 0) {
    if (options.useEvents === false) lookForEver()
    else void listen()
  }
  return {
    close() {
      closed = true
      connector?.close()
      for (const timer of timers) {
        clearTimeout(timer as NodeJS.Timeout)
        clearImmediate(timer as NodeJS.Immediate)
      }
    },
  }
}
