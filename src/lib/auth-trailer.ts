/**
 * What configuration, machine and codec all know of the trailer of `auth_hmac`: its size, its one type, and the arithmetic of
 * its sequence, which is a time (32 bits of seconds, 16 of fraction) with a counter (16 bits).
 */
import { US_PER_S, type Us } from './time.ts'

export const TRAILER_LENGTH = 28
/** HMAC-SHA256 cut to 128 bits; no other type is defined */
export const TRAILER_TYPE = 1

const BITS = 64
const SIGN = 1n << 63n

/** In serial order, so that it may wrap: equal and exactly half-way round are not after. */
export function isAfter(sequence: bigint, mark: bigint): boolean {
  const distance = BigInt.asUintN(BITS, sequence - mark)
  return distance !== 0n && distance < SIGN
}

/** Our clock minus the sender's, in seconds: positive means that the packet is old. Modulo 2^32, so 2106 is no event. */
export function skewS(wallUs: Us, sequence: bigint): number {
  return (Math.floor(wallUs / US_PER_S) - Number(sequence >> 32n)) | 0
}

/** The wall clock (microseconds since 1970) as a sequence with counter 0. */
export function sequenceAt(wallUs: Us): bigint {
  const seconds = BigInt(Math.floor(wallUs / US_PER_S))
  const fraction = BigInt(Math.floor(((wallUs % US_PER_S) * 65_536) / US_PER_S))
  return BigInt.asUintN(BITS, (seconds << 32n) | (fraction << 16n))
}

/**
 * What to send after `last` (null: nothing sent yet): the clock, or one more than before while the clock stands or was set
 * back. With a window (seconds) a clock that was wrong by more than it and is right again is followed at once.
 */
export function nextSequence(last: bigint | null, wallUs: Us, windowS: number | null): bigint {
  const now = sequenceAt(wallUs)
  if (last === null || isAfter(now, last)) return now
  if (windowS !== null && -skewS(wallUs, last) > windowS) return now
  return BigInt.asUintN(BITS, last + 1n)
}
