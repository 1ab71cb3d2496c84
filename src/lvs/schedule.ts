/** When each checker runs: spread over its warm-up at first, then every delay_loop, sooner while it retries. */
import { nextRandom } from '../lib/random.ts'
import { US_PER_S, type Us } from '../lib/time.ts'
import type { LvsAction } from './actions.ts'
import { attemptOf } from './rounds.ts'
import type { Checker, LvsState } from './state.ts'
import { dropDeadline, setDeadline } from './timers.ts'

/** compat: no check begins in the first second, whatever its warm-up. */
const FIRST_CHECK_DELAY_US = 1 * US_PER_S

export function scheduleFirst(state: LvsState, checker: Checker, now: Us): void {
  const warmupUs = Math.floor(nextRandom(state.random) * checker.config.warmupUs)
  setDeadline(state.timers, checker, now + FIRST_CHECK_DELAY_US + warmupUs)
}

/** compat: the period is counted from the end of a check, so a slow server is asked less often. */
export function scheduleNext(state: LvsState, checker: Checker, now: Us): void {
  setDeadline(state.timers, checker, now + checker.config.delayLoopUs)
}

export function scheduleAtOnce(state: LvsState, checker: Checker, now: Us): void {
  setDeadline(state.timers, checker, now)
}

export function scheduleRetry(state: LvsState, checker: Checker, now: Us): void {
  setDeadline(state.timers, checker, now + checker.config.delayBeforeRetryUs)
}

/** Its time has come. It gets its next deadline when the result is here, so it never runs twice at once. */
export function startCheck(checker: Checker, out: LvsAction[]): void {
  checker.running = true
  out.push({ kind: 'check', checker: attemptOf(checker) })
}

export function cancelCheck(state: LvsState, checker: Checker, out: LvsAction[]): void {
  dropDeadline(state.timers, checker)
  if (!checker.running) return
  checker.running = false
  out.push({ kind: 'cancel-check', checker: checker.config.id })
}
