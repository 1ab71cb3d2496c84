/**
 * Starts a process with fewer rights than ours (capabilities(7)). A process cannot give rights up by itself here: that concerns
 * one thread, and Node has several before the first line of ours runs. So this thread takes over for a moment what the new process
 * shall inherit, and the kernel gives it that at `exec`: not all that root has, but the ambient set, and nothing beyond it ever.
 */
import { OperationError } from '../lib/operation-error.ts'
import { libc, tryLibc } from './libc.ts'

/** linux/capability.h; those that a process of ours may need. */
const numbers = {
  CHOWN: 0,
  DAC_OVERRIDE: 1,
  DAC_READ_SEARCH: 2,
  FOWNER: 3,
  NET_ADMIN: 12,
  NET_RAW: 13,
  IPC_LOCK: 14,
  SYS_NICE: 23,
  SYS_RESOURCE: 24,
} as const

export type Capability = keyof typeof numbers

const VERSION_3 = 0x20080522
const PR_GET_SECUREBITS = 27
const PR_SET_SECUREBITS = 28
const PR_SET_NO_NEW_PRIVS = 38
const PR_CAP_AMBIENT = 47
const AMBIENT_IS_SET = 1
const AMBIENT_RAISE = 2
const AMBIENT_CLEAR_ALL = 4
/** Being root gives no rights at `exec`. */
const SECBIT_NOROOT = 1
/** There are 41 of them in 2026. */
const maxCapabilities = 64

/** The three sets of a thread, two words each: effective, permitted, inheritable of the first 32, then of the others. */
type Sets = Uint32Array

/**
 * `start` starts the process before it returns. Of the rights it gets those that we have ourselves. Calls back with the errno
 * and starts it with all of ours where the kernel refuses (root needs SETPCAP for this).
 */
export function startWithCapabilities<T>(
  wanted: readonly Capability[],
  start: () => T,
  refused: (errno: string) => void,
): T {
  const restore: (() => void)[] = []
  try {
    prepare(
      wanted.map((name) => numbers[name]),
      restore,
    )
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
    undo(restore)
    refused(error.errno)
    return start()
  }
  try {
    return start()
  } finally {
    undo(restore)
  }
}

function prepare(wanted: readonly number[], restore: (() => void)[]): void {
  const before = readSets()
  const ambient = ambientSet()
  if (process.geteuid?.() === 0) {
    const bits = libc('prctl', PR_GET_SECUREBITS, 0, 0, 0, 0)
    libc('prctl', PR_SET_SECUREBITS, bits | SECBIT_NOROOT, 0, 0, 0)
    restore.push(() => libc('prctl', PR_SET_SECUREBITS, bits, 0, 0, 0))
  }
  const given = wanted.filter((number) => has(before, number))
  const inheriting = before.slice()
  for (const number of given) inheriting[inheritableWord(number)]! |= 1 << (number & 31)
  writeSets(inheriting)
  restore.push(() => writeSets(before))
  setAmbient(given)
  restore.push(() => setAmbient(ambient))
}

/** The last first. A refusal would leave us with other rights than we had: an exception, which ends the process. */
function undo(restore: readonly (() => void)[]): void {
  for (const step of restore.toReversed()) step()
}

function ambientSet(): number[] {
  const all = Array.from({ length: maxCapabilities }, (_, number) => number)
  return all.filter((number) => tryLibc('prctl', PR_CAP_AMBIENT, AMBIENT_IS_SET, number, 0, 0).value === 1)
}

function setAmbient(given: readonly number[]): void {
  libc('prctl', PR_CAP_AMBIENT, AMBIENT_CLEAR_ALL, 0, 0, 0)
  for (const number of given) libc('prctl', PR_CAP_AMBIENT, AMBIENT_RAISE, number, 0, 0)
}

function has(sets: Sets, number: number): boolean {
  const permitted = sets[number < 32 ? 1 : 4] ?? 0
  return ((permitted >>> (number & 31)) & 1) === 1
}

function inheritableWord(number: number): number {
  return number < 32 ? 2 : 5
}

function readSets(): Sets {
  const sets = new Uint8Array(new ArrayBuffer(6 * Uint32Array.BYTES_PER_ELEMENT))
  libc('capget', header(), sets)
  return new Uint32Array(sets.buffer)
}

function writeSets(sets: Sets): void {
  libc('capset', header(), new Uint8Array(sets.buffer))
}

/** of this thread */
function header(): Uint8Array {
  return new Uint8Array(Uint32Array.of(VERSION_3, 0).buffer)
}

/** Programs that this thread starts from now on get no rights by their file: set-user-ID has no effect. */
export function forbidNewPrivileges(): void {
  tryLibc('prctl', PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
}
