/**
 * One settable alarm on the monotonic clock, in three grades: a plain one on Node's timers, up to three milliseconds late,
 * and ten where deadlines are dense, so that they are served in groups; a precise one on a kernel timer, for the VRRP process, some tenths late; and for urgent deadlines of that process, which
 * are takeovers, the last millisecond is waited out at the clock. Sockets are still served in it, and it costs its
 * millisecond of processor time only when a takeover really comes.
 */
import { NEVER, US_PER_MS, US_PER_S, type Us } from '../lib/time.ts'
import { openRealTimer } from '../linux/real-timer.ts'

export interface Alarm {
  /** replaces what was set; NEVER clears */
  readonly set: (deadline: Us, urgent: boolean) => void
  readonly close: () => void
}

interface Sleeper {
  readonly sleep: (delayUs: Us) => void
  readonly close: () => void
}

/** Longest sleep in one go: setTimeout's own limit is 2^31 ms, and a lost wake-up then costs a minute at most. */
const maxSleepUs = 60 * US_PER_S
/** The kernel timer and the way from its thread to ours are rarely later than this. */
const urgentLeadUs = 1 * US_PER_MS

/** Of plain alarms: a wake-up costs more than what is then begun, and nobody misses a check of his server for so long. */
const plainPauseUs = 10 * US_PER_MS

/** `ring` is told how late it is. */
export type Ring = (lateUs: Us) => void

export function makePlainAlarm(now: () => Us, ring: Ring): Alarm {
  return makeAlarm(now, ring, makeTimeoutSleeper, plainPauseUs)
}

/** Plain where the kernel timer is refused. */
export function makePreciseAlarm(now: () => Us, ring: Ring): Alarm {
  return makeAlarm(now, ring, (wake) => {
    try {
      return makeKernelSleeper(wake)
    } catch {
      // Late by milliseconds is better than not at all.
      return makeTimeoutSleeper(wake)
    }
  })
}

/** After a ring there is none for `pauseUs`. */
export function makeAlarm(
  now: () => Us,
  ring: Ring,
  makeSleeper: (wake: () => void) => Sleeper,
  pauseUs: Us = 0,
): Alarm {
  let deadline: Us = NEVER
  let urgent = false
  let wakesAt: Us = NEVER
  let rangAt: Us = -pauseUs
  let turn: NodeJS.Immediate | null = null
  const sleeper = makeSleeper(wake)

  function set(next: Us, isUrgent: boolean): void {
    deadline = next
    urgent = isUrgent
    if (turn !== null) return
    // An earlier wake-up is left alone: it looks again. A backup moves its deadline at every advert, for nothing.
    if (deadline === NEVER || wakesAt <= wakeUpFor(deadline)) return
    sleep()
  }

  function wakeUpFor(at: Us): Us {
    return Math.max(urgent ? at - urgentLeadUs : at, rangAt + pauseUs)
  }

  function sleep(): void {
    const current = now()
    const delayUs = Math.min(Math.max(wakeUpFor(deadline) - current, 0), maxSleepUs)
    wakesAt = current + delayUs
    sleeper.sleep(delayUs)
  }

  function wake(): void {
    wakesAt = NEVER
    if (turn === null) look()
  }

  function look(): void {
    turn = null
    if (deadline === NEVER) return
    const current = now()
    const remaining = deadline - current
    if (remaining <= 0) {
      // What the pause made late is not the host's fault.
      const lateUs = Math.max(0, Math.min(current - deadline, current - rangAt - pauseUs))
      deadline = NEVER
      rangAt = current
      return ring(lateUs)
    }
    if (urgent && remaining <= urgentLeadUs) turn = setImmediate(look)
    else sleep()
  }

  function close(): void {
    deadline = NEVER
    if (turn !== null) clearImmediate(turn)
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
  const timer = openRealTimer(wake)
  return { sleep: timer.set, close: timer.close }
}
