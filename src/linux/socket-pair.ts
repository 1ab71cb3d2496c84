/** Two ends of a stream without a name (socketpair(2)), which Node has not: for two processes that are both ours. */
import { AF_UNIX, libc, SOCK_CLOEXEC } from './libc.ts'

const SOCK_STREAM = 1

/** Descriptors of the two ends; they are the caller's to close. */
export function openSocketPair(): readonly [number, number] {
  const ends = new Uint8Array(new ArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))
  libc('socketpair', AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends)
  const [one = -1, other = -1] = new Int32Array(ends.buffer)
  return [one, other]
}
