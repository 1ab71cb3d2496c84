/** The clock of the runtime: CLOCK_MONOTONIC in integer microseconds, from a zero that means nothing. */
import type { Us } from '../lib/time.ts'

const zero = process.hrtime.bigint()

export function nowUs(): Us {
  return Number((process.hrtime.bigint() - zero) / 1000n)
}

/** The same clock from its own zero (the machine's start), for other programs that read it too. */
export function nowMonotonicUs(): Us {
  return Number(process.hrtime.bigint() / 1000n)
}

/** The adjustable clock of the host, microseconds since 1970: for what two hosts compare. */
export function wallClockUs(): Us {
  return Date.now() * 1000
}
