/**
 * Runs notify scripts one after another per object (an instance, a group, a real server), so that the last script that
 * ran always tells the last state. The original starts every script at once, and they overtake each other.
 *
 * Objects do not wait for each other. A queue is bounded: when an object changes faster than its scripts run, states in
 * the middle are left out, never the newest. A script that hangs is killed by `run` at its time limit. At a stop that is
 * short, but whatever waits is still run: addresses or routes may be taken back by it.
 */
import type { Command } from '../config/command.ts'
import { messageOf } from '../lib/message-of.ts'

export interface NotifyRun {
  /** argv with the extra words already behind it */
  readonly command: Command
  /** ends the script: TERM, then KILL; used when its time is over */
  readonly signal: AbortSignal
  /** to be called when it runs: its time begins */
  readonly onStarted: () => void
}

/** What became of a script. */
export type NotifyOutcome =
  | { readonly kind: 'exited'; readonly status: number }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'failed'; readonly message: string }

export interface NotifyQueueOptions {
  /** starts the script and tells how it ended; a rejection counts as failed. It must end soon after an abort. */
  readonly run: (run: NotifyRun) => Promise<NotifyOutcome>
  readonly log: (level: 'err' | 'warning' | 'info', text: string) => void
  /** milliseconds that one script may take; default ten minutes, since the original knows no limit */
  readonly timeoutMs?: number
  /** entries that may wait for one object; default 16 */
  readonly maxWaiting?: number
}

export interface NotifyQueue {
  readonly enqueue: (object: string, command: Command, extraArgs: readonly string[]) => void
  /** true while anything runs or waits */
  readonly busy: () => boolean
  /**
   * From now on a script may take `timeoutMs`. Resolves when nothing runs or waits any more, or after `timeoutMs` three times:
   * then what waits is started, all at once, and nobody waits for its end.
   */
  readonly drain: (timeoutMs: number) => Promise<void>
}

interface Entry {
  readonly command: Command
  readonly kind: string
}

interface Lane {
  running: Running | null
  readonly waiting: Entry[]
  dropped: number
}

interface Running {
  readonly command: Command
  readonly control: AbortController
  /** null: it has not started yet */
  limit: NodeJS.Timeout | null
}

const DEFAULT_TIMEOUT_MS = 600_000
const DEFAULT_MAX_WAITING = 16
/** at a stop */
const MAX_DRAINED_IN_A_ROW = 3
/** after an abort, `run` has this long to say that the script is gone; then the lane goes on without it */
const ABANDON_AFTER_MS = 5_000

export function makeNotifyQueue(options: NotifyQueueOptions): NotifyQueue {
  let timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS
  const maxWaiting = Math.max(1, options.maxWaiting ?? DEFAULT_MAX_WAITING)
  const lanes = new Map<string, Lane>()
  const idleWaiters = new Set<() => void>()

  const enqueue = (object: string, command: Command, extraArgs: readonly string[]): void => {
    const lane = lanes.get(object) ?? { running: null, waiting: [], dropped: 0 }
    lanes.set(object, lane)
    // Two commands that differ in program are two listeners; each must hear its own last word.
    lane.waiting.push({ command: withArguments(command, extraArgs), kind: command.argv.join('\0') })
    if (lane.waiting.length > maxWaiting) dropOne(object, lane)
    if (!lane.running) void work(object, lane)
  }

  const dropOne = (object: string, lane: Lane): void => {
    // The oldest entry that a later one of the same listener makes obsolete; else simply the oldest.
    const index = lane.waiting.findIndex((entry, i) => lane.waiting.some((l, j) => j > i && l.kind === entry.kind))
    lane.waiting.splice(Math.max(index, 0), 1)
    lane.dropped++
    if (lane.dropped === 1) {
      options.log('warning', `Notify scripts of ${object} are slower than its changes, leaving out intermediate states`)
    }
  }

  const work = async (object: string, lane: Lane): Promise<void> => {
    for (let entry = lane.waiting.shift(); entry; entry = lane.waiting.shift()) {
      lane.running = begin(entry.command)
      await runOne(lane.running)
    }
    lanes.delete(object)
    if (lanes.size === 0) for (const waiter of [...idleWaiters]) waiter()
  }

  const runOne = async (running: Running): Promise<void> => {
    const { command, control } = running
    const outcome = await Promise.race([start(running), abandoned(control.signal)])
    if (running.limit !== null) clearTimeout(running.limit)
    const words = describe(command, outcome)
    if (words !== null) options.log('info', words)
  }

  const limit = (running: Running): void => {
    if (running.limit !== null) clearTimeout(running.limit)
    const { command, control } = running
    const afterMs = timeoutMs
    running.limit = setTimeout(() => {
      options.log('err', `Notify script ${command.text} still runs after ${afterMs / 1000} seconds, ending it`)
      control.abort()
    }, afterMs)
  }

  const start = async (running: Running): Promise<NotifyOutcome> => {
    const { command, control } = running
    try {
      return await options.run({ command, signal: control.signal, onStarted: () => limit(running) })
    } catch (error) {
      // A script that cannot be started must not stop the ones behind it.
      return { kind: 'failed', message: messageOf(error) }
    }
  }

  const drain = (limitMs: number): Promise<void> =>
    new Promise((resolve) => {
      if (lanes.size === 0) return resolve()
      const finish = (): void => {
        clearTimeout(over)
        idleWaiters.delete(finish)
        resolve()
      }
      const over = setTimeout(() => {
        for (const { waiting } of lanes.values())
          for (const { command } of waiting.splice(0)) void runOne(begin(command))
        finish()
      }, MAX_DRAINED_IN_A_ROW * limitMs)
      idleWaiters.add(finish)
      timeoutMs = Math.min(timeoutMs, limitMs)
      for (const { running } of lanes.values()) if (running !== null && running.limit !== null) limit(running)
    })

  return { enqueue, busy: () => lanes.size > 0, drain }
}

function begin(command: Command): Running {
  return { command, control: new AbortController(), limit: null }
}

function withArguments(command: Command, extraArgs: readonly string[]): Command {
  return extraArgs.length === 0 ? command : { ...command, argv: [...command.argv, ...extraArgs] }
}

function describe(command: Command, outcome: NotifyOutcome): string | null {
  if (outcome.kind === 'failed') return `Unable to run notify script ${command.text}: ${outcome.message}`
  if (outcome.kind === 'killed') return `Notify script ${command.text} ended by signal ${outcome.signal}`
  return outcome.status === 0 ? null : `Notify script ${command.text} exited with status ${outcome.status}`
}

function abandoned(signal: AbortSignal): Promise<NotifyOutcome> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      const timer = setTimeout(() => resolve({ kind: 'killed', signal: 'KILL' }), ABANDON_AFTER_MS)
      timer.unref()
    })
  })
}
