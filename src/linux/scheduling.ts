/** Priority of this process (sched(7), setpriority(2), mlockall(2)): what keeps a takeover on time on a busy host. */
import { int32, libc } from './libc.ts'

const SCHED_RR = 2
/** Scripts that we start begin with ordinary scheduling. */
const SCHED_RESET_ON_FORK = 0x40000000
const PRIO_PROCESS = 0
const MCL_CURRENT = 1
const MCL_FUTURE = 2
const MCL_ONFAULT = 4
const PR_SET_NAME = 15
const RLIMIT_RTTIME = 15
const RLIMIT_CORE = 4
const RLIM_INFINITY = 0xffffffffffffffffn

/** Each throws OperationError when the kernel refuses. */
export function setRealTimePriority(priority: number): void {
  libc('sched_setscheduler', 0, SCHED_RR | SCHED_RESET_ON_FORK, int32(priority))
}

export function setNice(value: number): void {
  libc('setpriority', PRIO_PROCESS, 0, value)
}

/** Only pages in use: V8 reserves gigabytes of address space that it never touches. */
export function lockMemory(): void {
  libc('mlockall', MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT)
}

/** At most 15 octets of it are kept. */
export function setProcessName(name: string): void {
  libc('prctl', PR_SET_NAME, Buffer.from(`${name}\0`.slice(0, 16), 'latin1'), 0, 0, 0)
}

/** Longest time on the processor without a blocking call, under real-time scheduling. */
export function limitRealTime(microseconds: number): void {
  setLimit(RLIMIT_RTTIME, BigInt(microseconds))
}

export function allowCoreDump(): void {
  setLimit(RLIMIT_CORE, RLIM_INFINITY)
}

function setLimit(resource: number, value: bigint): void {
  libc('setrlimit', resource, new Uint8Array(BigUint64Array.of(value, value).buffer))
}
