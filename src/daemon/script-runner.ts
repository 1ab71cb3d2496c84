/**
 * An engine's side of the process that starts scripts: `run` is `runCommand`, somewhere else. That process may die: what it was
 * about then ends with a reason that says nothing about the script, and what comes later waits for the next one.
 */
import type { Socket } from 'node:net'
import { afterPatience } from '../linux/patient-timer.ts'
import { endSession, type CommandResult, type CommandRun, type RunCommand } from '../linux/spawn.ts'
import { onLines, sendLine, type FromStarter, type Leader, type ToStarter } from './script-lines.ts'

export interface ScriptRunner {
  readonly run: RunCommand
  /** the way to the process that starts scripts, from its start on */
  readonly attach: (starter: Socket) => void
  /** the end of an engine: the starter has read all that was asked for, if there is one */
  readonly close: () => Promise<void>
}

export interface ScriptRunnerOptions {
  readonly log: (level: 'warning', text: string) => void
  /** for this long after its time a script that runs may be silent, TERM and KILL take theirs; or the starter while one waits */
  readonly graceMs?: number
  readonly maxPending?: number
  /** a starter that takes nothing does not hold up the end of an engine for longer */
  readonly closeMs?: number
}

interface Pending {
  readonly run: CommandRun
  readonly settle: (result: CommandResult) => void
  /** it has its time from now on */
  readonly guard: () => void
  isSent: boolean
  pid: number | null
}

const usualGraceMs = 10_000
const usualMaxPending = 10_000
const usualCloseMs = 2_000

/** Both are no verdict about a script. */
const tooMany = { kind: 'failed', reason: 'EAGAIN' } as const
const lost = { kind: 'failed', reason: 'ECONNRESET' } as const

export function makeScriptRunner(options: ScriptRunnerOptions): ScriptRunner {
  const graceMs = options.graceMs ?? usualGraceMs
  const maxPending = options.maxPending ?? usualMaxPending
  const pending = new Map<number, Pending>()
  let lastId = 0
  let starter: Socket | null = null
  let heardAt = 0
  /** left behind by a starter that died */
  let leaders: Leader[] = []

  function run(wanted: CommandRun): Promise<CommandResult> {
    const { signal, timeoutMs } = wanted
    if (signal?.aborted) return Promise.resolve({ kind: 'failed', reason: 'stopping' })
    if (pending.size >= maxPending) return Promise.resolve(tooMany)
    return new Promise((resolve) => {
      const id = ++lastId
      const abort = (): void => {
        if (one.isSent) send({ kind: 'abort', id })
        else one.settle({ kind: 'timeout' })
      }
      const silent = (): void => {
        if (one.pid === null && wasHeardSince(askedAt)) return guard()
        send({ kind: 'abort', id })
        one.settle(lost)
      }
      let askedAt = 0
      let takeBack = (): void => undefined
      const guard = (): void => {
        takeBack()
        askedAt = performance.now()
        if (timeoutMs) takeBack = afterPatience(timeoutMs + graceMs, silent)
      }
      const settle = (result: CommandResult): void => {
        takeBack()
        signal?.removeEventListener('abort', abort)
        pending.delete(id)
        resolve(result)
      }
      const one: Pending = { run: wanted, settle, guard, isSent: false, pid: null }
      pending.set(id, one)
      guard()
      signal?.addEventListener('abort', abort, { once: true })
      if (starter !== null) order(id, one)
    })
  }

  function order(id: number, one: Pending): void {
    const { signal: _signal, onStarted: _onStarted, ...run } = one.run
    one.isSent = true
    send({ kind: 'run', id, run })
  }

  function send(message: ToStarter): void {
    if (starter !== null) sendLine(starter, message)
  }

  function attach(next: Socket): void {
    const before = starter
    if (before !== null) starterGone()
    before?.destroy()
    starter = next
    onLines<FromStarter>(next, take)
    // A reset is an end like any other; `close` follows.
    next.on('error', () => undefined)
    next.on('close', () => {
      if (starter === next) starterGone()
    })
    if (leaders.length > 0) send({ kind: 'end', leaders })
    leaders = []
    for (const [id, one] of pending) order(id, one)
  }

  function take(message: FromStarter): void {
    heardAt = performance.now()
    const one = pending.get(message.id)
    if (one === undefined) return
    if (message.kind === 'ended') return one.settle(message.result)
    one.pid = message.pid
    one.guard()
    one.run.onStarted?.(message.pid)
  }

  /** Whoever starts scripts by the hundred lets the last of them wait, and is no less alive. */
  function wasHeardSince(moment: number): boolean {
    return heardAt > moment
  }

  function starterGone(): void {
    starter = null
    const orphans = [...pending.values()].filter(({ isSent }) => isSent)
    for (const { run: wanted, pid, settle } of orphans) {
      if (pid !== null && wanted.endsWithUs !== undefined) {
        leaders.push({ pid, signal: wanted.endsWithUs === 'told' ? 'SIGTERM' : 'SIGKILL' })
      }
      settle(lost)
    }
    options.log('warning', `The process that starts scripts is gone, with ${orphans.length} of them unfinished`)
  }

  function close(): Promise<void> {
    const last = starter
    if (last === null) {
      // No other starter will come. What runs as another account is out of our reach.
      for (const { pid, signal } of leaders) endSession(pid, signal)
      return Promise.resolve()
    }
    starter = null
    return new Promise((resolve) => {
      setTimeout(resolve, options.closeMs ?? usualCloseMs).unref()
      // It ends its side when it has read ours. Who left before would have it write to nobody, and lose what it has not read.
      last.once('close', () => resolve())
      last.end()
    })
  }

  return { run, attach, close }
}
