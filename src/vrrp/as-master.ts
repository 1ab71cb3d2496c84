/** What a master does (RFC 9568 section 6.4.3): advertise, answer weaker routers, and give way to stronger ones. */
import { armTimer } from '../lib/deadlines.ts'
import { compareIp } from '../lib/ip.ts'
import type { Us } from '../lib/time.ts'
import { putBack } from './addresses.ts'
import { sendAdvert } from './adverts.ts'
import { announceAfterContest, announceSoon, extraVolley, refreshVolley, secondVolley } from './announce.ts'
import { learnInterval } from './as-backup.ts'
import type { Heard } from './instance-events.ts'
import { lines } from './log-lines.ts'
import { notifyLowerHeard, notifyPriority } from './notify.ts'
import type { Instance } from './state.ts'
import { log, logDetail, mayLogPacket, type Step } from './step-context.ts'
import { armNextAdvert, skewUs } from './timers.ts'
import { enterBackup } from './transitions.ts'

export function advertise(step: Step, instance: Instance, { dueUs }: { readonly dueUs: Us }): void {
  const latenessUs = step.now - dueUs
  const { name, timerExpiredBackup } = instance.config
  const couldHaveLostTo = (priority: number): boolean => latenessUs >= patienceUs(instance, priority)
  if (timerExpiredBackup !== undefined && couldHaveLostTo(timerExpiredBackup)) {
    log(step, 'info', lines.timerExpired(name, latenessUs))
    return enterBackup(step, instance)
  }
  sendAdvert(step, instance)
  armNextAdvert(step, instance, dueUs)
  if (couldHaveLostTo(STRONGEST_BACKUP)) {
    if (mayLogPacket(step, instance)) log(step, 'info', lines.advertsHeldUp(name, latenessUs))
    announceSoon(step, instance)
  }
}

/** An owner is no backup. */
const STRONGEST_BACKUP = 254

/** How late an advert may be before a backup of that priority has not heard us for a whole master-down interval. */
function patienceUs(instance: Instance, priority: number): Us {
  const { advertIntervalUs, downTimerAdverts } = instance.config
  return (downTimerAdverts - 1) * advertIntervalUs + skewUs(instance, priority, advertIntervalUs)
}

/**
 * RFC 9568 section 6.4.3: others may be about to take over, so they hear us at once. Who leaves was a master beside us, and
 * caches may point to it.
 */
export function answerLeaving(step: Step, instance: Instance): void {
  instance.counters.priorityZeroReceived++
  announceAfterContest(step, instance)
  if (mayLogPacket(step, instance)) logDetail(step, lines.masterReceivedZero(instance.config.name))
  if (step.now < instance.lowerAnswerAtUs) return
  limitAnswers(step, instance)
  sendAdvert(step, instance)
  armTimer(step.state.deadlines, instance.timers.advert, step.now + instance.config.advertIntervalUs)
}

/** RFC 9568 section 6.4.3: the answer makes switches learn our port again, and does not move the schedule. */
export function winContest(step: Step, instance: Instance, heard: Heard): void {
  const { name, lowerPrioNoAdvert } = instance.config
  const priority = heard.advert.priority
  instance.counters.contestsWon++
  if (mayLogPacket(step, instance)) {
    logDetail(
      step,
      lines.masterReceivedLower(name, heard.from, priority, instance.effectivePriority, !lowerPrioNoAdvert),
    )
  }
  if (step.now >= instance.lowerAnswerAtUs) {
    limitAnswers(step, instance)
    if (!lowerPrioNoAdvert) sendAdvert(step, instance)
    notifyLowerHeard(step, instance)
  }
  announceAfterContest(step, instance)
}

/** A peer that floods us makes us answer ten times an interval at most. */
function limitAnswers(step: Step, instance: Instance): void {
  instance.lowerAnswerAtUs = step.now + Math.round(instance.config.advertIntervalUs / 10)
}

/** Of equals the greater address stays (RFC 9568 section 6.4.3). */
export function breakTie(step: Step, instance: Instance, heard: Heard): void {
  const { name } = instance.config
  const order = instance.source === null ? 0 : compareIp(heard.from, instance.source)
  const once = !instance.loggedErrors.has('tie')
  if (order === 0) {
    instance.loggedErrors.add('tie')
    if (once) log(step, 'info', lines.sameAddress(name))
    return
  }
  if (heard.advert.priority === 255 && once) {
    instance.loggedErrors.add('tie')
    log(step, 'info', lines.twoOwners(name))
  }
  if (order < 0) return winContest(step, instance, heard)
  if (heard.advert.priority === 255) {
    instance.ownerYielded = true
    instance.effectivePriority = 254
    log(step, 'info', lines.masterReceivedHigher(name, heard.from, 255, 254))
  } else {
    log(step, 'info', lines.masterReceivedEqual(name, heard.from, heard.advert.priority))
  }
  tellWinner(step, instance)
  giveWay(step, instance, heard)
}

export function yieldToHigher(step: Step, instance: Instance, heard: Heard): void {
  const { name } = instance.config
  const priority = heard.advert.priority
  log(step, 'info', lines.masterReceivedHigher(name, heard.from, priority, instance.effectivePriority))
  tellWinner(step, instance)
  giveWay(step, instance, heard)
}

/** higher_prio_send_advert: the winner hears it as a lower priority and announces its addresses again. */
export function tellWinner(step: Step, instance: Instance): void {
  if (instance.config.higherPrioSendAdvert) sendAdvert(step, instance)
}

function giveWay(step: Step, instance: Instance, { from, advert }: Heard): void {
  learnInterval(step, instance, advert)
  enterBackup(step, instance)
  instance.masterAddress = from
  instance.masterPriority = advert.priority
}

export function announceAgain(step: Step, instance: Instance): void {
  secondVolley(step, instance)
}

export function refresh(step: Step, instance: Instance, { dueUs }: { readonly dueUs: Us }): void {
  refreshVolley(step, instance, dueUs)
}

export function announceExtra(step: Step, instance: Instance, { dueUs }: { readonly dueUs: Us }): void {
  extraVolley(step, instance, dueUs)
}

export function restoreAddresses(step: Step, instance: Instance): void {
  putBack(step, instance)
}

export function reportPriority(step: Step, instance: Instance): void {
  instance.masterPriority = instance.effectivePriority
  notifyPriority(step, instance)
}
