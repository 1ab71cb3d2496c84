/** Starts a child process: this program again, with a hidden argument and a message channel. */
import { fork, type ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import type { ChildEnd } from '../lifecycle/events.ts'
import type { ChildName } from '../lifecycle/state.ts'
import { childArgument } from './roles.ts'

/** `program` is the path of our main module. Throws when the system has no process to give. */
export function forkChild(program: string, name: ChildName): ChildProcess {
  const environment = { ...process.env }
  // Only the parent speaks to systemd.
  for (const name of ['NOTIFY_SOCKET', 'WATCHDOG_USEC', 'WATCHDOG_PID']) delete environment[name]
  return fork(program, [childArgument, name], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: environment,
    execArgv: [...process.execArgv.filter((flag) => !leanFlags.includes(flag)), ...leanFlags],
  })
}

/**
 * The children hold little and live long: one thread for the compiler and the garbage collector, a small young generation, and
 * code that is compact rather than fast.
 */
const leanFlags: readonly string[] = ['--v8-pool-size=1', '--max-semi-space-size=1', '--optimize-for-size']

export function describeEnd(status: number | null, signal: NodeJS.Signals | null): ChildEnd {
  if (signal === null) return { kind: 'status', status: status ?? 0 }
  return { kind: 'signal', number: constants.signals[signal], words: signalWords[signal] ?? signal }
}

/** As strsignal(3) has them. */
const signalWords: Readonly<Record<string, string>> = {
  SIGHUP: 'Hangup',
  SIGINT: 'Interrupt',
  SIGQUIT: 'Quit',
  SIGILL: 'Illegal instruction',
  SIGTRAP: 'Trace/breakpoint trap',
  SIGABRT: 'Aborted',
  SIGBUS: 'Bus error',
  SIGFPE: 'Floating point exception',
  SIGKILL: 'Killed',
  SIGUSR1: 'User defined signal 1',
  SIGSEGV: 'Segmentation fault',
  SIGUSR2: 'User defined signal 2',
  SIGPIPE: 'Broken pipe',
  SIGALRM: 'Alarm clock',
  SIGTERM: 'Terminated',
  SIGXCPU: 'CPU time limit exceeded',
}
