/**
 * Runs one command of the configuration: no shell between, its own process group, standard streams on /dev/null.
 *
 * Never throws and never rejects: that a command cannot be started is a result like any other. A command whose time
 * is over gets SIGTERM, and two seconds later SIGKILL, with all that it has started in its group.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterPatience } from './patient-timer.ts'

export interface CommandRun {
  /** the program and its arguments; never empty */
  readonly argv: readonly string[]
  /** account to run it as; null: ours */
  readonly uid: number | null
  readonly gid: number | null
  /** further groups of that account; absent: none */
  readonly groups?: readonly number[]
  /** null or 0: as long as it takes */
  readonly timeoutMs: number | null
  /** an abort ends it like the end of its time */
  readonly signal?: AbortSignal
  /**
   * When our process ends: `killed` is a check, whose result nobody would hear, `told` gets SIGTERM as the reader of a FIFO
   * that closes; others are left to finish.
   */
  readonly endsWithUs?: 'killed' | 'told'
  readonly onStarted?: (pid: number) => void
}

export type RunCommand = (run: CommandRun) => Promise<CommandResult>

/** Of the same shape as the VRRP machine's ScriptResult. */
export type CommandResult =
  | { readonly kind: 'exit'; readonly status: number }
  | { readonly kind: 'signal'; readonly signal: string }
  /** its time was over; told when it has ended */
  | { readonly kind: 'timeout' }
  /** it could not be started */
  | { readonly kind: 'failed'; readonly reason: string }

type EndSignal = 'SIGTERM' | 'SIGKILL'

const KILL_AFTER_MS = 2_000
/** A killed process that does not end hangs in the kernel; nobody waits for it longer than this. */
const ABANDON_AFTER_MS = 1_000

export function runCommand(run: CommandRun): Promise<CommandResult> {
  return new Promise((resolve) => {
    const [program, ...args] = run.groups === undefined || run.groups.length === 0 ? run.argv : withGroups(run)
    if (program === undefined || run.signal?.aborted) {
      resolve({ kind: 'failed', reason: program === undefined ? 'empty command' : 'stopping' })
      return
    }
    let child: ChildProcess
    try {
      child = spawn(program, args, spawnOptions(run))
    } catch (thrown) {
      // Node throws for what it sees itself, such as a zero octet in a word.
      resolve({ kind: 'failed', reason: reasonOf(thrown) })
      return
    }
    const timers: NodeJS.Timeout[] = []
    let takeBack = (): void => undefined
    let ending = false
    const finish = (result: CommandResult): void => {
      takeBack()
      for (const timer of timers) clearTimeout(timer)
      ours.delete(child)
      run.signal?.removeEventListener('abort', end)
      resolve(ending ? { kind: 'timeout' } : result)
    }
    const end = (): void => {
      if (ending) return
      ending = true
      killGroup(child, 'SIGTERM')
      timers.push(
        setTimeout(() => {
          killGroup(child, 'SIGKILL')
          timers.push(setTimeout(finish, ABANDON_AFTER_MS, { kind: 'timeout' }))
        }, KILL_AFTER_MS),
      )
    }
    child.once('error', (error) => {
      if (child.pid === undefined) finish({ kind: 'failed', reason: reasonOf(error) })
    })
    child.once('exit', (status, signal) => {
      // What it left behind in its group goes with it, if its time was over.
      if (ending) killGroup(child, 'SIGKILL')
      finish(signal === null ? { kind: 'exit', status: status ?? 0 } : { kind: 'signal', signal })
    })
    if (child.pid === undefined) return
    if (run.timeoutMs) takeBack = afterPatience(run.timeoutMs, end)
    if (run.endsWithUs) own(child, run.endsWithUs === 'killed' ? 'SIGKILL' : 'SIGTERM')
    run.onStarted?.(child.pid)
    run.signal?.addEventListener('abort', end, { once: true })
  })
}

/** Those that may not outlive us, nor what they have started. */
const ours = new Map<ChildProcess, EndSignal>()

function own(child: ChildProcess, signal: EndSignal): void {
  if (ours.size === 0 && !process.listeners('exit').includes(endOurs)) process.on('exit', endOurs)
  ours.set(child, signal)
}

function endOurs(): void {
  for (const [child, signal] of ours) killGroup(child, signal)
}

/** Ends what another process of ours had started as above, unless that number is something else by now. */
export function endSession(pid: number, signal: EndSignal): void {
  try {
    // proc(5): the sixth field is the session; before it stands a name with anything in it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')
    if (Number(fields[3]) === pid) process.kill(-pid, signal)
  } catch {
    // Safe: it has ended.
  }
}

/** What would make a shell or a loader misbehave, and what concerns only this process. */
const REMOVED_VARIABLES = [
  'IFS',
  'LD_PRELOAD',
  'LD_LIBRARY_PATH',
  'NOTIFY_SOCKET',
  'LISTEN_FDS',
  'LISTEN_PID',
  'WATCHDOG_USEC',
  'WATCHDOG_PID',
]

/** Node drops all further groups when it changes the account: setpriv(1) of util-linux keeps them. */
function withGroups({ argv, uid, gid, groups = [] }: CommandRun): readonly string[] {
  const account = [...(uid === null ? [] : [`--reuid=${uid}`]), ...(gid === null ? [] : [`--regid=${gid}`])]
  return ['setpriv', ...account, `--groups=${groups.join(',')}`, '--', ...argv]
}

function spawnOptions(run: CommandRun): SpawnOptions {
  const env = { ...process.env }
  for (const name of REMOVED_VARIABLES) delete env[name]
  const changes = run.groups === undefined || run.groups.length === 0
  return {
    env,
    stdio: 'ignore',
    // A session of its own makes a process group of its own, which can be ended as a whole.
    detached: true,
    ...(changes && run.uid !== null && run.uid !== process.getuid?.() && { uid: run.uid }),
    ...(changes && run.gid !== null && run.gid !== process.getgid?.() && { gid: run.gid }),
  }
}

function killGroup(child: ChildProcess, signal: EndSignal): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // Safe: the group has no member any more, or is that of a process whose end we are about to hear of.
  }
}

function reasonOf(thrown: unknown): string {
  const error = thrown as NodeJS.ErrnoException
  return error.code ?? error.message
}
