/**
 * The VRRP instance as a matrix: for each state (row) and each thing that can happen (column) there is one cell, a
 * named function. The type makes every cell obligatory. RFC 9568 section 6.4 is the matrix's source for init, backup
 * and master; fault and stopped are keepalived's.
 */
import { armTimer } from '../lib/deadlines.ts'
import { compareIp, type IpAddress } from '../lib/ip.ts'
import { US_PER_CS, US_PER_MS, type Us } from '../lib/time.ts'
import type { ReceivedAdvert } from '../wire/advert.ts'
import { putBack, removeAgain } from './addresses.ts'
import { announceAfterContest, refreshVolley, secondVolley } from './announce.ts'
import { sendAdvert } from './adverts.ts'
import { lines } from './log-lines.ts'
import { notifyLowerHeard, notifyPriority } from './notify.ts'
import type { Instance, InstanceStateName } from './state.ts'
import { log, logDetail, mayLogPacket, type Step } from './step-context.ts'
import { mayTakeOver, settleGroup, syncGroup } from './sync-group.ts'
import { armMasterDown, armNextAdvert, skewUs } from './timers.ts'
import { isBlocked } from './tracking.ts'
import { enterBackup, enterFault, enterMaster, enterStopped } from './transitions.ts'

export interface Heard {
  readonly from: IpAddress
  readonly advert: ReceivedAdvert
}

/** The columns. What a packet means (zero, lower, equal, higher) is decided before it comes here. */
export interface InstanceEvents {
  readonly start: Record<never, never>
  readonly 'heard-zero': Heard
  readonly 'heard-lower': Heard
  readonly 'heard-equal': Heard
  readonly 'heard-higher': Heard
  readonly 'master-down': { readonly dueUs: Us }
  readonly 'advert-due': { readonly dueUs: Us }
  readonly 'announce-due': Record<never, never>
  readonly 'refresh-due': { readonly dueUs: Us }
  readonly 'addresses-due': Record<never, never>
  readonly fault: Record<never, never>
  readonly recovered: Record<never, never>
  readonly 'priority-changed': { readonly from: number }
  readonly 'group-master': Record<never, never>
  readonly 'group-backup': Record<never, never>
  readonly 'group-fault': Record<never, never>
  readonly stop: Record<never, never>
}

export type InstanceEventName = keyof InstanceEvents
type Cell<E extends InstanceEventName> = (step: Step, instance: Instance, event: InstanceEvents[E]) => void
type Row = { readonly [E in InstanceEventName]: Cell<E> }

export const matrix: { readonly [S in InstanceStateName]: Row } = {
  init: {
    start: startUp,
    'heard-zero': ignore, 'heard-lower': ignore, 'heard-equal': ignore, 'heard-higher': ignore,
    'master-down': ignore, 'advert-due': ignore, 'announce-due': ignore, 'refresh-due': ignore,
    'addresses-due': removeAgain,
    fault: fail,
    recovered: rejoin,
    'priority-changed': ignore,
    'group-master': ignore, 'group-backup': followToBackup, 'group-fault': followToFault,
    stop: endSilently,
  },
  backup: {
    start: ignore,
    'heard-zero': masterIsLeaving,
    'heard-lower': hearWeakerMaster,
    'heard-equal': hearMaster,
    'heard-higher': hearMaster,
    'master-down': loseMaster,
    'advert-due': ignore, 'announce-due': ignore, 'refresh-due': ignore,
    'addresses-due': removeAgain,
    fault: fail,
    recovered: ignore,
    'priority-changed': moveMasterDown,
    'group-master': followToMaster, 'group-backup': ignore, 'group-fault': followToFault,
    stop: endSilently,
  },
  master: {
    start: ignore,
    'heard-zero': answerLeaving,
    'heard-lower': winContest,
    'heard-equal': breakTie,
    'heard-higher': yieldToHigher,
    'master-down': ignore,
    'advert-due': advertise,
    'announce-due': announceAgain,
    'refresh-due': refresh,
    'addresses-due': restoreAddresses,
    fault: fail,
    recovered: ignore,
    'priority-changed': reportPriority,
    'group-master': ignore, 'group-backup': followToBackup, 'group-fault': followToFault,
    stop: endAsMaster,
  },
  fault: {
    start: ignore,
    'heard-zero': ignore, 'heard-lower': ignore, 'heard-equal': ignore, 'heard-higher': ignore,
    'master-down': ignore, 'advert-due': ignore, 'announce-due': ignore, 'refresh-due': ignore,
    'addresses-due': removeAgain,
    fault: ignore,
    recovered: rejoin,
    'priority-changed': ignore,
    'group-master': ignore, 'group-backup': followToBackup, 'group-fault': ignore,
    stop: endSilently,
  },
  stopped: {
    start: ignore,
    'heard-zero': ignore, 'heard-lower': ignore, 'heard-equal': ignore, 'heard-higher': ignore,
    'master-down': ignore, 'advert-due': ignore, 'announce-due': ignore, 'refresh-due': ignore, 'addresses-due': ignore,
    fault: ignore, recovered: ignore, 'priority-changed': ignore,
    'group-master': ignore, 'group-backup': ignore, 'group-fault': ignore,
    stop: ignore,
  },
}

export function dispatch<E extends InstanceEventName>(
  step: Step, instance: Instance, name: E, event: InstanceEvents[E],
): void {
  const cell = matrix[instance.state][name] as Cell<E>
  cell(step, instance, event)
}

/** Nothing to do: the state has no interest in it. */
function ignore(): void {}

// Leaving init and fault

/** RFC 9568 section 6.4.1: the owner waits for nobody. */
function startUp(step: Step, instance: Instance): void {
  const { name, priority } = instance.config
  const members = instance.group?.members ?? [instance]
  if (priority === 255 && members.every((member) => member.config.priority === 255)) {
    logDetail(step, lines.advertTimeout(name))
    enterMaster(step, instance)
  }
  else enterBackup(step, instance, true)
  if (instance.group !== null) settleGroup(step, instance.group)
}

function rejoin(step: Step, instance: Instance): void {
  enterBackup(step, instance)
  syncGroup(step, instance, (_, member) => dispatch(step, member, 'group-backup', {}))
}

function fail(step: Step, instance: Instance): void {
  enterFault(step, instance, true)
  syncGroup(step, instance, (_, member) => dispatch(step, member, 'group-fault', {}))
}

// Backup

/** RFC 9568 section 6.4.2: priority 0 leaves only the skew, so that the next router takes over at once. */
function masterIsLeaving(step: Step, instance: Instance): void {
  instance.counters.priorityZeroReceived++
  if (mayLogPacket(step, instance)) logDetail(step, lines.backupReceivedZero(instance.config.name))
  armMasterDown(step, instance, skewUs(instance))
}

function hearMaster(step: Step, instance: Instance, heard: Heard): void {
  if (instance.preemptAtUs !== null) {
    instance.preemptAtUs = null
    if (mayLogPacket(step, instance)) logDetail(step, lines.stopPreemptDelay(instance.config.name))
  }
  followMaster(step, instance, heard)
}

function followMaster(step: Step, instance: Instance, { from, advert }: Heard): void {
  instance.masterAddress = from
  instance.masterPriority = advert.priority
  instance.graceGiven = false
  learnInterval(step, instance, advert)
  armMasterDown(step, instance)
}

/** Its timer keeps running, so that we take over when it ends; unless we shall not, or not yet. */
function hearWeakerMaster(step: Step, instance: Instance, heard: Heard): void {
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

/** RFC 9568 section 6.4.2: v3 backups count in the master's interval. */
function learnInterval(step: Step, instance: Instance, advert: ReceivedAdvert): void {
  if (instance.config.version === 2) return
  const learnedUs = advert.intervalUnits * US_PER_CS
  if (learnedUs === instance.masterIntervalUs) return
  if (mayLogPacket(step, instance)) {
    logDetail(step, lines.intervalLearned(instance.config.name, instance.masterIntervalUs, learnedUs))
  }
  instance.masterIntervalUs = learnedUs
}

function loseMaster(step: Step, instance: Instance, { dueUs }: { readonly dueUs: Us }): void {
  const { name } = instance.config
  const latenessUs = step.now - dueUs
  if (latenessUs > instance.masterIntervalUs && !instance.graceGiven) {
    // We were not running: the master's packets may lie unread in our socket. Losing our own time is no proof of its death.
    instance.graceGiven = true
    log(step, 'info', lines.heldUp(name, latenessUs))
    armTimer(step.state.deadlines, instance.timers.masterDown, step.now + Math.max(skewUs(instance), 50 * US_PER_MS))
    return
  }
  logDetail(step, lines.advertTimeout(name))
  instance.expired = true
  if (!mayTakeOver(instance)) return
  enterMaster(step, instance)
  syncGroup(step, instance, (_, member) => dispatch(step, member, 'group-master', {}))
}

/** The deadline holds the skew once; a new priority changes nothing else of it. */
function moveMasterDown(step: Step, instance: Instance, { from }: { readonly from: number }): void {
  notifyPriority(step, instance)
  const { masterDown } = instance.timers
  if (instance.expired) return
  const now = instance.effectivePriority
  const oldSkewUs = (skewUs(instance) * (256 - from)) / (256 - now)
  const atUs = masterDown.atUs + Math.round(skewUs(instance) - oldSkewUs)
  armTimer(step.state.deadlines, masterDown, Math.max(step.now, atUs))
}

// Master

function advertise(step: Step, instance: Instance, { dueUs }: { readonly dueUs: Us }): void {
  sendAdvert(step, instance)
  armNextAdvert(step, instance, dueUs)
}

/** RFC 9568 section 6.4.3: others may be about to take over, so they hear us at once. */
function answerLeaving(step: Step, instance: Instance): void {
  instance.counters.priorityZeroReceived++
  if (mayLogPacket(step, instance)) logDetail(step, lines.masterReceivedZero(instance.config.name))
  if (step.now < instance.lowerAnswerAtUs) return
  limitAnswers(step, instance)
  sendAdvert(step, instance)
  armTimer(step.state.deadlines, instance.timers.advert, step.now + instance.config.advertIntervalUs)
}

/** RFC 9568 section 6.4.3: the answer makes switches learn our port again, and does not move the schedule. */
function winContest(step: Step, instance: Instance, heard: Heard): void {
  const { name, lowerPrioNoAdvert } = instance.config
  const priority = heard.advert.priority
  instance.counters.contestsWon++
  if (mayLogPacket(step, instance)) {
    logDetail(step, lines.masterReceivedLower(name, heard.from, priority, instance.effectivePriority, !lowerPrioNoAdvert))
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
function breakTie(step: Step, instance: Instance, heard: Heard): void {
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
  giveWay(step, instance, heard)
}

function yieldToHigher(step: Step, instance: Instance, heard: Heard): void {
  const { name, higherPrioSendAdvert } = instance.config
  const priority = heard.advert.priority
  log(step, 'info', lines.masterReceivedHigher(name, heard.from, priority, instance.effectivePriority))
  // The winner hears it as a lower priority and announces its addresses again.
  if (higherPrioSendAdvert) sendAdvert(step, instance)
  giveWay(step, instance, heard)
}

function giveWay(step: Step, instance: Instance, { from, advert }: Heard): void {
  learnInterval(step, instance, advert)
  enterBackup(step, instance)
  instance.masterAddress = from
  instance.masterPriority = advert.priority
  syncGroup(step, instance, (_, member) => dispatch(step, member, 'group-backup', {}))
}

function announceAgain(step: Step, instance: Instance): void {
  secondVolley(step, instance)
}

function refresh(step: Step, instance: Instance, { dueUs }: { readonly dueUs: Us }): void {
  refreshVolley(step, instance, dueUs)
}

function restoreAddresses(step: Step, instance: Instance): void {
  putBack(step, instance)
}

function reportPriority(step: Step, instance: Instance): void {
  instance.masterPriority = instance.effectivePriority
  notifyPriority(step, instance)
}

// Following the sync group

function followToMaster(step: Step, instance: Instance): void {
  enterMaster(step, instance)
}

function followToBackup(step: Step, instance: Instance): void {
  if (!isBlocked(instance)) enterBackup(step, instance)
}

function followToFault(step: Step, instance: Instance): void {
  enterFault(step, instance, false)
}

// The end

function endSilently(step: Step, instance: Instance): void {
  enterStopped(step, instance, 'STOP')
}

function endAsMaster(step: Step, instance: Instance): void {
  enterStopped(step, instance, 'STOP')
}
