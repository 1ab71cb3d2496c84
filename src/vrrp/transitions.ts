/**
 * What an instance does on its way into a state. The order is the order of effects: on the way to master the
 * advertisement goes first (RFC 9568 section 6.4.2), then the addresses, then the announcement, then everyone else hears.
 */
import { armTimer, disarmTimer, isArmed } from '../lib/deadlines.ts'
import { installAll, logAddressRemoval, logAddressSetting, removeAgain, removeAll } from './addresses.ts'
import { announceAsNewMaster } from './announce.ts'
import { sendAdvert } from './adverts.ts'
import { followDrops, logDropRemoval, logDropSetting } from './firewall.ts'
import { lines } from './log-lines.ts'
import { notifyInstance } from './notify.ts'
import { installRouting, logRoutingRemoval, removeRouting } from './routing.ts'
import type { Instance, InstanceStateName } from './state.ts'
import { log, logDetail, type Step } from './step-context.ts'
import { endSyncDaemon, followRole } from './sync-daemon.ts'
import { armMasterDown, disarmAll, masterDownUs } from './timers.ts'

export function enterMaster(step: Step, instance: Instance): void {
  const { name, advertIntervalUs } = instance.config
  const learnedUs = instance.masterIntervalUs
  changeState(step, instance, 'master')
  instance.masterIntervalUs = advertIntervalUs
  instance.masterAddress = instance.source
  instance.masterPriority = instance.effectivePriority
  instance.preemptAtUs = null
  instance.expired = false
  instance.counters.becameMaster++
  disarmTimer(step.state.deadlines, instance.timers.masterDown)

  sendAdvert(step, instance)
  armTimer(step.state.deadlines, instance.timers.advert, step.now + advertIntervalUs)
  followDrops(step, instance)
  installAll(step, instance)
  log(step, 'info', lines.entering(name, 'MASTER'))
  if (learnedUs !== advertIntervalUs) logDetail(step, lines.intervalOurs(name, learnedUs, advertIntervalUs))
  logDropSetting(step, instance)
  logAddressSetting(step, instance.config)
  installRouting(step, instance)
  announceAsNewMaster(step, instance)
  followRole(step, instance, 'master', true)
  notifyInstance(step, instance, 'MASTER')
}

/** From master (an election was lost), fault (it is over) or init. */
export function enterBackup(step: Step, instance: Instance, atStart = false): void {
  const { name } = instance.config
  const from = instance.state
  if (from === 'master') leaveMaster(step, instance)
  else instance.masterIntervalUs = instance.config.advertIntervalUs
  changeState(step, instance, 'backup')
  const delayUs = atStart ? Math.max(0, step.state.startupDelayUntilUs - step.now) : 0
  armMasterDown(step, instance, masterDownUs(instance) + delayUs)
  followRole(step, instance, 'backup', from === 'master')
  notifyInstance(step, instance, 'BACKUP')
  log(step, 'info', atStart ? lines.enteringBackupInit(name) : lines.entering(name, 'BACKUP'))
  if (from === 'master') logRemoval(step, instance)
}

/** `announced` is false for a member that only follows its sync group. */
export function enterFault(step: Step, instance: Instance, announced: boolean): void {
  const { name } = instance.config
  const from = instance.state
  let sent = false
  if (from === 'master') {
    sent = sendAdvert(step, instance, 0)
    leaveMaster(step, instance)
    endSyncDaemon(step, instance, 'master')
  }
  changeState(step, instance, 'fault')
  disarmAll(step, instance)
  instance.preemptAtUs = null
  notifyInstance(step, instance, 'FAULT')
  // compat: a fault that is there from the start has lines of its own, and a backup that follows its group has none.
  if (from === 'master' || (from === 'backup' && announced)) log(step, 'info', lines.entering(name, 'FAULT'))
  if (sent && announced) logDetail(step, lines.sentZeroPriority(name))
  if (from === 'master') logRemoval(step, instance)
}

/** Stopped by the operator, or deleted by a reload: RFC 9568 section 6.4.3, "Shutdown event". */
export function enterStopped(step: Step, instance: Instance, as: 'STOP' | 'FAULT' | 'DELETED'): void {
  const { name } = instance.config
  const from = instance.state
  if (from === 'stopped') return
  if (from === 'master') {
    if (sendAdvert(step, instance, 0)) logDetail(step, lines.sentZeroPriority(name))
    leaveMaster(step, instance)
    logRemoval(step, instance)
  }
  // The last occasion for a removal that was refused.
  else if (isArmed(instance.timers.addresses)) removeAgain(step, instance)
  if (from === 'master' || from === 'backup') endSyncDaemon(step, instance, from)
  changeState(step, instance, 'stopped')
  disarmAll(step, instance)
  disarmTimer(step.state.deadlines, instance.timers.addresses)
  notifyInstance(step, instance, as)
}

function leaveMaster(step: Step, instance: Instance): void {
  instance.counters.releasedMaster++
  const { advert, announce, refresh, extra } = instance.timers
  for (const timer of [advert, announce, refresh, extra]) disarmTimer(step.state.deadlines, timer)
  removeRouting(step, instance)
  removeAll(step, instance)
  followDrops(step, instance, false)
}

function logRemoval(step: Step, instance: Instance): void {
  const { config } = instance
  logRoutingRemoval(step, config)
  logAddressRemoval(step, config)
  logDropRemoval(step, instance)
}

function changeState(step: Step, instance: Instance, state: InstanceStateName): void {
  instance.state = state
  instance.sinceUs = step.now
  instance.graceGiven = false
  instance.loggedErrors.clear()
}
