/**
 * The process's timer with microsecond resolution (setitimer(2), ITIMER_REAL), heard as SIGALRM.
 *
 * Node's own timers count whole milliseconds. This one wakes the event loop 0.1 ms after its time for 0.06 ms of processor
 * time, and without the help of another thread, which a busy host would let wait. Polling the clock with setImmediate
 * costs twenty times as much; a timerfd needs a thread, since Node can wait for it in no other way.
 */
import { US_PER_S, type Us } from '../lib/time.ts'
import { libc, tryLibc } from './libc.ts'

const realTimer = 0

export interface RealTimer {
  /** Rings once, that long from now; replaces what was set. */
  readonly set: (delayUs: Us) => void
  readonly close: () => void
}

/** There is one in a process. Throws an OperationError where a sandbox refuses it. */
export function openRealTimer(ring: () => void): RealTimer {
  process.on('SIGALRM', ring)
  // Disarmed: only to see whether it is allowed.
  libc('setitimer', realTimer, encodeInterval(0), null)

  function set(delayUs: Us): void {
    // Zero would disarm it.
    tryLibc('setitimer', realTimer, encodeInterval(Math.max(1, delayUs)), null)
  }

  function close(): void {
    // The listener stays: a signal that is on its way would end the process.
    tryLibc('setitimer', realTimer, encodeInterval(0), null)
  }

  return { set, close }
}

/** struct itimerval: interval (zero: once), then value, each of seconds and microseconds. */
function encodeInterval(delayUs: Us): Uint8Array {
  const view = new DataView(new ArrayBuffer(32))
  const seconds = Math.floor(delayUs / US_PER_S)
  view.setBigInt64(16, BigInt(seconds), true)
  view.setBigInt64(24, BigInt(delayUs - seconds * US_PER_S), true)
  return new Uint8Array(view.buffer)
}
