/** Cells that several states share: the start, a fault and its end, following the sync group, and the stop. */
import { tellWinner } from './as-master.ts'
import { lines } from './log-lines.ts'
import type { Instance } from './state.ts'
import { logDetail, type Step } from './step-context.ts'
import { settleGroup } from './sync-group.ts'
import { isBlocked } from './tracking.ts'
import { enterBackup, enterFault, enterMaster, enterStopped } from './transitions.ts'

/** RFC 9568 section 6.4.1: the owner waits for nobody. */
export function startUp(step: Step, instance: Instance): void {
  const { name, priority } = instance.config
  const members = instance.group?.members ?? [instance]
  if (priority === 255 && members.every((member) => member.config.priority === 255)) {
    logDetail(step, lines.advertTimeout(name))
    enterMaster(step, instance)
  } else enterBackup(step, instance, true)
  if (instance.group !== null) settleGroup(step, instance.group)
}

export function rejoin(step: Step, instance: Instance): void {
  enterBackup(step, instance)
}

export function fail(step: Step, instance: Instance): void {
  enterFault(step, instance, true)
}

export function followToMaster(step: Step, instance: Instance): void {
  enterMaster(step, instance)
}

export function followToBackup(step: Step, instance: Instance): void {
  if (isBlocked(instance)) return
  // Another member was told to give way; who takes this one over must hear of it too.
  if (instance.state === 'master') tellWinner(step, instance)
  enterBackup(step, instance)
}

export function followToFault(step: Step, instance: Instance): void {
  enterFault(step, instance, false)
}

export function end(step: Step, instance: Instance): void {
  enterStopped(step, instance, 'STOP')
}
