/** Starts a child process: this program again, with a hidden argument and a message channel. */
import { fork, type ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import type { ChildEnd } from '../lifecycle/events.ts'
import type { ChildName } from '../lifecycle/state.ts'
import { startWithCapabilities, type Capability } from '../linux/capabilities.ts'
import { childArgument } from './roles.ts'

/**
 * Files and FIFOs of whomever they are, sockets and addresses, priorities: nothing that could take over another process, change
 * accounts, load code into the kernel or regain what is given up.
 */
const engineRights: readonly Capability[] = [
  'CHOWN',
  'DAC_OVERRIDE',
  'DAC_READ_SEARCH',
  'FOWNER',
  'NET_ADMIN',
  'IPC_LOCK',
  'SYS_NICE',
  'SYS_RESOURCE',
]

/** Scripts may need whatever we have, and get it from the process that starts them. */
const rightsOf: Readonly<Record<ChildName, readonly Capability[] | 'all'>> = {
  scripts: 'all',
  checker: engineRights,
  vrrp: [...engineRights, 'NET_RAW'],
}

export interface ForkOptions {
  /** the path of our main module */
  readonly program: string
  /** another namespace has to be entered, for which nothing less than everything is enough */
  readonly keepsRights: boolean
  /** it starts with all our rights */
  readonly refused: (errno: string) => void
}

/** Throws when the system has no process to give. */
export function forkChild(name: ChildName, { program, keepsRights, refused }: ForkOptions): ChildProcess {
  const rights = keepsRights ? 'all' : rightsOf[name]
  const start = () => forkProgram(program, name)
  return rights === 'all' ? start() : startWithCapabilities(rights, start, refused)
}

function forkProgram(program: string, name: ChildName): ChildProcess {
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
