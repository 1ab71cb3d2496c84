/**
 * One settable alarm on the monotonic clock, in two grades.
 *
 * `setTimeout` counts whole milliseconds from a cached clock and rings up to three milliseconds late. The precise grade
 * arms it early and waits out the rest with `setImmediate`, which still serves sockets in between; that costs up to two
 * milliseconds of processor time for every deadline that is really reached, so its use is rationed.
 */
import { NEVER, US_PER_MS, US_PER_S, type Us } from '../lib/time.ts'

export interface Alarm {
  /** replaces what was set; NEVER clears */
  readonly set: (deadline: Us) => void
  readonly close: () => void
}

/** Longest sleep in one go: setTimeout's own limit is 2^31 ms, and a lost wake-up then costs a minute at most. */
const maxSleepUs = 60 * US_PER_S
/** How much too early the precise grade wakes, to be sure that it is not late. */
const earlyUs = 2 * US_PER_MS
/** A busy router falls back to plain timers: this many precise waits in a second, saved up to the same number. */
const preciseWaitsPerSecond = 20

export function makeAlarm(now: () => Us, ring: () => void): Alarm {
  let deadline: Us = NEVER
  let timer: NodeJS.Timeout | null = null
  let timerAt: Us = NEVER
  let immediate: NodeJS.Immediate | null = null
  let allowance = preciseWaitsPerSecond
  let allowanceAt = now()

  function set(next: Us): void {
    if (next === deadline) return
    deadline = next
    arm()
  }

  /** Leaves a timer alone that rings early enough: it will look again. Backups move their deadline at every advert. */
  function arm(): void {
    if (deadline === NEVER) return
    if (immediate !== null) return
    const wakeAt = deadline - earlyUs
    if (timer !== null && timerAt <= wakeAt) return
    if (timer !== null) clearTimeout(timer)
    const current = now()
    const sleepUs = Math.min(Math.max(wakeAt - current, 0), maxSleepUs)
    timerAt = current + sleepUs
    timer = setTimeout(woken, Math.floor(sleepUs / US_PER_MS))
  }

  function woken(): void {
    timer = null
    timerAt = NEVER
    look()
  }

  function look(): void {
    immediate = null
    if (deadline === NEVER) return
    const remaining = deadline - now()
    if (remaining <= 0) {
      deadline = NEVER
      ring()
    } else if (remaining > 2 * earlyUs) {
      arm()
    } else if (mayPoll()) {
      immediate = setImmediate(poll)
    } else {
      timerAt = deadline
      timer = setTimeout(woken, Math.ceil(remaining / US_PER_MS))
    }
  }

  function poll(): void {
    immediate = null
    if (deadline === NEVER) return
    const remaining = deadline - now()
    if (remaining > 2 * earlyUs) arm()
    else if (remaining > 0) immediate = setImmediate(poll)
    else look()
  }

  function mayPoll(): boolean {
    const current = now()
    const earned = ((current - allowanceAt) / US_PER_S) * preciseWaitsPerSecond
    allowance = Math.min(allowance + earned, preciseWaitsPerSecond)
    allowanceAt = current
    if (allowance < 1) return false
    allowance -= 1
    return true
  }

  function close(): void {
    deadline = NEVER
    if (timer !== null) clearTimeout(timer)
    if (immediate !== null) clearImmediate(immediate)
    timer = null
    immediate = null
  }

  return { set, close }
}
