/** Priority of this process (sched(7), setpriority(2), mlock(2)): what keeps a takeover on time on a busy host. */
import { readFileSync } from 'node:fs'
import { int32, libc, pointerTo } from './libc.ts'

const SCHED_OTHER = 0
const SCHED_RR = 2
/** Scripts that we start begin with ordinary scheduling. */
const SCHED_RESET_ON_FORK = 0x40000000
const PRIO_PROCESS = 0
const MLOCK_ONFAULT = 1
const PR_SET_NAME = 15
const RLIMIT_RTTIME = 15
const RLIMIT_CORE = 4
/** As the C library's cpu_set_t has it. */
const MAX_PROCESSORS = 1024
const RLIM_INFINITY = 0xffffffffffffffffn

/** Each throws OperationError when the kernel refuses. */
export function setRealTimePriority(priority: number): void {
  libc('sched_setscheduler', 0, SCHED_RR | SCHED_RESET_ON_FORK, int32(priority))
}

/** The end of it. */
export function setOrdinaryScheduling(): void {
  libc('sched_setscheduler', 0, SCHED_OTHER, int32(0))
}

/**
 * The processors on which this thread may run, by number; none: all of them. Those that do not exist are passed over by
 * the kernel.
 */
export function setProcessors(numbers: readonly number[]): void {
  const mask = new Uint8Array(MAX_PROCESSORS / 8).fill(numbers.length === 0 ? 0xff : 0)
  for (const number of numbers) mask[number >> 3] = (mask[number >> 3] ?? 0) | (1 << (number & 7))
  libc('sched_setaffinity', 0, mask.length, mask)
}

export function setNice(value: number): void {
  libc('setpriority', PRIO_PROCESS, 0, value)
}

/**
 * Keeps the code of the program and of its libraries in memory, as far as it is in use. The heap cannot be locked: V8 gives
 * parts of it back with madvise(2), which the kernel refuses in locked memory, and V8 then ends the process.
 */
export function lockCode(): void {
  for (const { from, length } of fileMappings()) libc('mlock2', from, length, MLOCK_ONFAULT)
}

export function unlockCode(): void {
  for (const { from, length } of fileMappings()) libc('munlock', from, length)
}

/** What of this process is mapped from files, see proc(5). */
function fileMappings(): readonly { readonly from: bigint; readonly length: bigint }[] {
  const found: { from: bigint; length: bigint }[] = []
  for (const line of readFileSync('/proc/self/maps', 'latin1').split('\n')) {
    const match = /^([0-9a-f]+)-([0-9a-f]+) r.*? \//.exec(line)
    if (match === null) continue
    const [from, to] = [BigInt(`0x${match[1]}`), BigInt(`0x${match[2]}`)]
    found.push({ from, length: to - from })
  }
  return found
}

/** At most 15 octets of it are kept. */
export function setProcessName(name: string): void {
  const octets = new Uint8Array(new ArrayBuffer(16))
  octets.set(Buffer.from(name.slice(0, 15), 'latin1'))
  libc('prctl', PR_SET_NAME, pointerTo(octets), 0, 0, 0)
}

/**
 * Longest time on the processor without a blocking call, under real-time scheduling: then comes SIGXCPU, each second. There
 * is no hard limit, at which the kernel would kill us.
 */
export function limitRealTime(microseconds: number): void {
  setLimit(RLIMIT_RTTIME, BigInt(microseconds), RLIM_INFINITY)
}

export function allowCoreDump(): void {
  setLimit(RLIMIT_CORE, RLIM_INFINITY, RLIM_INFINITY)
}

function setLimit(resource: number, soft: bigint, hard: bigint): void {
  libc('setrlimit', resource, new Uint8Array(BigUint64Array.of(soft, hard).buffer))
}
