/**
 * Time inside the machines: integer microseconds of one monotonic clock whose zero means nothing.
 *
 * A JavaScript number holds 285 years of microseconds exactly, so no bigint is needed.
 */
export type Us = number

export const US_PER_MS = 1_000
export const US_PER_S = 1_000_000
/** VRRPv3 counts intervals in centiseconds (RFC 9568 section 5.2.7). */
export const US_PER_CS = 10_000

/** Later than every deadline: "no deadline". */
export const NEVER: Us = Number.MAX_SAFE_INTEGER
