/** The intervals of VRRP (RFC 3768 section 6.1, RFC 9568 section 6.1) and the arming of an instance's timers. */
import { armTimer, disarmTimer } from '../lib/deadlines.ts'
import { US_PER_S, type Us } from '../lib/time.ts'
import type { Instance } from './state.ts'
import type { Step } from './step-context.ts'

/** v2: a part of a second, whatever the interval; v3: a part of the master's interval. */
export function skewUs(
  instance: Instance,
  priority = instance.effectivePriority,
  masterIntervalUs = instance.masterIntervalUs,
): Us {
  const unit = instance.config.version === 2 ? US_PER_S : masterIntervalUs
  return Math.round(((256 - priority) * unit) / 256)
}

export function masterDownUs(instance: Instance): Us {
  const interval = instance.config.version === 2 ? instance.config.advertIntervalUs : instance.masterIntervalUs
  return instance.config.downTimerAdverts * interval + skewUs(instance)
}

export function armMasterDown(step: Step, instance: Instance, afterUs: Us = masterDownUs(instance)): void {
  instance.expired = false
  armTimer(step.state.deadlines, instance.timers.masterDown, step.now + afterUs)
}

/**
 * The next advertisement on an absolute schedule: from the time that was due, not from now, so that lateness does not
 * add up. Adverts missed by more than an interval are not made up for.
 */
export function armNextAdvert(step: Step, instance: Instance, dueUs: Us): void {
  const interval = instance.config.advertIntervalUs
  const missed = Math.max(0, Math.floor((step.now - dueUs) / interval))
  armTimer(step.state.deadlines, instance.timers.advert, dueUs + (missed + 1) * interval)
}

/** But the one for addresses: a removal that was refused is repeated in every state. */
export function disarmAll(step: Step, instance: Instance): void {
  const { masterDown, advert, announce, refresh, extra } = instance.timers
  for (const timer of [masterDown, advert, announce, refresh, extra]) disarmTimer(step.state.deadlines, timer)
}
