/**
 * One settable alarm on the monotonic clock, in two grades: a plain one on Node's timers, up to three milliseconds late,
 * and a precise one on a kernel timer, for the VRRP process, whose takeover must not be late.
 */
import { NEVER, US_PER_MS, US_PER_S, type Us } from '../lib/time.ts'
import { openTimerFd, type TimerFd } from '../linux/timer-fd.ts'

export interface Alarm {
  /** replaces what was set; NEVER clears */
  readonly set: (deadline: Us) => void
  readonly close: () => void
}

interface Sleeper {
  readonly sleep: (delayUs: Us) => void
  readonly close: () => void
}

/** Longest sleep in one go: setTimeout's own limit is 2^31 ms, and a lost wake-up then costs a minute at most. */
const maxSleepUs = 60 * US_PER_S

export function makePlainAlarm(now: () => Us, ring: () => void): Alarm {
  return makeAlarm(now, ring, makeTimeoutSleeper)
}

/** Plain where the kernel timer is refused. */
export function makePreciseAlarm(now: () => Us, ring: () => void): Alarm {
  return makeAlarm(now, ring, (wake) => {
    try {
      return makeKernelSleeper(wake)
    } catch {
      // Late by milliseconds is better than not at all.
      return makeTimeoutSleeper(wake)
    }
  })
}

export function makeAlarm(now: () => Us, ring: () => void, makeSleeper: (wake: () => void) => Sleeper): Alarm {
  let deadline: Us = NEVER
  let wakesAt: Us = NEVER
  const sleeper = makeSleeper(wake)

  function set(next: Us): void {
    deadline = next
    // An earlier wake-up is left alone: it looks again. A backup moves its deadline at every advert, for nothing.
    if (deadline === NEVER || wakesAt <= deadline) return
    sleep()
  }

  function sleep(): void {
    const current = now()
    const delayUs = Math.min(Math.max(deadline - current, 0), maxSleepUs)
    wakesAt = current + delayUs
    sleeper.sleep(delayUs)
  }

  function wake(): void {
    wakesAt = NEVER
    if (deadline === NEVER) return
    if (deadline > now()) return sleep()
    deadline = NEVER
    ring()
  }

  function close(): void {
    deadline = NEVER
    sleeper.close()
  }

  return { set, close }
}

function makeTimeoutSleeper(wake: () => void): Sleeper {
  let timer: NodeJS.Timeout | null = null
  return {
    sleep: (delayUs) => {
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(wake, Math.ceil(delayUs / US_PER_MS))
    },
    close: () => {
      if (timer !== null) clearTimeout(timer)
    },
  }
}

function makeKernelSleeper(wake: () => void): Sleeper {
  const timer: TimerFd = openTimerFd(wake)
  return { sleep: timer.set, close: timer.close }
}
