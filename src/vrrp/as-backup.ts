/** What a backup does (RFC 9568 section 6.4.2): listen to its master, and take over when it hears none. */
import { armTimer } from '../lib/deadlines.ts'
import { sameIp } from '../lib/ip.ts'
import { US_PER_CS, US_PER_MS, type Us } from '../lib/time.ts'
import type { ReceivedAdvert } from '../wire/advert.ts'
import type { Heard } from './instance-events.ts'
import { lines } from './log-lines.ts'
import { notifyPriority } from './notify.ts'
import type { Instance } from './state.ts'
import { isDeaf } from './sockets.ts'
import { log, logDetail, mayLogPacket, type Step } from './step-context.ts'
import { mayTakeOver } from './sync-group.ts'
import { armMasterDown, skewUs } from './timers.ts'
import { forgetTrailerLines } from './trailer.ts'
import { enterMaster } from './transitions.ts'

/** RFC 9568 section 6.4.2: priority 0 leaves only the skew, so that the next router takes over at once. */
export function masterIsLeaving(step: Step, instance: Instance): void {
  instance.counters.priorityZeroReceived++
  if (mayLogPacket(step, instance)) logDetail(step, lines.backupReceivedZero(instance.config.name))
  armMasterDown(step, instance, skewUs(instance))
}

export function hearMaster(step: Step, instance: Instance, heard: Heard): void {
  if (instance.preemptAtUs !== null) {
    instance.preemptAtUs = null
    if (mayLogPacket(step, instance)) logDetail(step, lines.stopPreemptDelay(instance.config.name))
  }
  followMaster(step, instance, heard)
}

function followMaster(step: Step, instance: Instance, { from, advert }: Heard): void {
  if (instance.masterAddress !== null && !sameIp(instance.masterAddress, from)) forgetTrailerLines(instance)
  instance.masterAddress = from
  instance.masterPriority = advert.priority
  instance.graceGiven = false
  learnInterval(step, instance, advert)
  armMasterDown(step, instance)
}

/** Its timer keeps running, so that we take over when it ends; unless we shall not, or not yet. */
export function hearWeakerMaster(step: Step, instance: Instance, heard: Heard): void {
  const { name, preempt, preemptDelayUs, priority } = instance.config
  // RFC 9568 section 6.1: the owner preempts whatever the setting.
  const preempts = preempt || priority === 255
  if (!preempts) return followMaster(step, instance, heard)
  if (preemptDelayUs > 0 && instance.preemptAtUs === null) {
    instance.preemptAtUs = step.now + preemptDelayUs
    logDetail(step, lines.startPreemptDelay(name, preemptDelayUs))
  }
  if (instance.preemptAtUs !== null && step.now < instance.preemptAtUs) return followMaster(step, instance, heard)
  if (mayLogPacket(step, instance)) log(step, 'info', lines.lowerDiscarded(name, heard.advert.priority, heard.from))
}

export function loseMaster(step: Step, instance: Instance, { dueUs }: { readonly dueUs: Us }): void {
  const { name } = instance.config
  const latenessUs = step.now - dueUs
  if (latenessUs > instance.masterIntervalUs && !instance.graceGiven) {
    // We were not running: the master's packets may lie unread in our socket. Time that we lost does not prove its death.
    instance.graceGiven = true
    log(step, 'info', lines.heldUp(name, latenessUs))
    armTimer(step.state.deadlines, instance.timers.masterDown, step.now + Math.max(skewUs(instance), 50 * US_PER_MS))
    return
  }
  if (isDeaf(step.state, instance)) {
    if (mayLogPacket(step, instance)) log(step, 'err', lines.deaf(name))
    return armMasterDown(step, instance)
  }
  logDetail(step, lines.advertTimeout(name))
  instance.expired = true
  if (!mayTakeOver(instance)) return
  enterMaster(step, instance)
}

/** The deadline holds the skew once; a new priority changes nothing else of it. */
export function moveMasterDown(step: Step, instance: Instance, { from }: { readonly from: number }): void {
  notifyPriority(step, instance)
  const { masterDown } = instance.timers
  if (instance.expired) return
  const now = instance.effectivePriority
  const oldSkewUs = (skewUs(instance) * (256 - from)) / (256 - now)
  const atUs = masterDown.atUs + Math.round(skewUs(instance) - oldSkewUs)
  armTimer(step.state.deadlines, masterDown, Math.max(step.now, atUs))
}

/** RFC 9568 section 6.4.2: v3 backups count in the master's interval. */
export function learnInterval(step: Step, instance: Instance, advert: ReceivedAdvert): void {
  if (instance.config.version === 2) return
  const learnedUs = advert.intervalUnits * US_PER_CS
  if (learnedUs === instance.masterIntervalUs) return
  if (mayLogPacket(step, instance)) {
    logDetail(step, lines.intervalLearned(instance.config.name, instance.masterIntervalUs, learnedUs))
  }
  instance.masterIntervalUs = learnedUs
}
