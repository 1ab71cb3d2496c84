/**
 * Sync groups: all members are master, or none is. A member that leaves its state takes the others along; to become
 * master all members must have lost their master.
 */
import { lines } from './log-lines.ts'
import { notifyGroup } from './notify.ts'
import type { Instance, InstanceStateName, SyncGroup } from './state.ts'
import { log, type Step } from './step-context.ts'

type Pull = (step: Step, member: Instance, target: 'master' | 'backup' | 'fault') => void

/** Takes the other members of `origin` along with `pull`; they are those that are not in its state yet. */
export function syncGroup(step: Step, origin: Instance, pull: Pull): void {
  const { group } = origin
  const target = origin.state
  if (group === null || (target !== 'master' && target !== 'backup' && target !== 'fault')) return
  const others = group.members.filter((member) => member !== origin && member.state !== target)
  const word = target === 'master' ? 'MASTER' : target === 'backup' ? 'BACKUP' : 'FAULT'
  // compat: at the start nobody is taken along aloud, see start.ts.
  if (others.some((member) => member.state !== 'init')) log(step, 'info', lines.groupSync(group.config.name, word))
  for (const member of others) pull(step, member, target)
  settleGroup(step, group)
}

/** The group is in a state when all its members are: then its scripts run, once. */
export function settleGroup(step: Step, group: SyncGroup): void {
  const state = group.members[0]?.state
  if (state === undefined || state === group.state || !group.members.every((member) => member.state === state)) return
  groupBegins(step, group, state)
}

export function groupBegins(step: Step, group: SyncGroup, state: InstanceStateName): void {
  group.state = state
  group.sinceUs = step.now
  if (state === 'master') notifyGroup(step, group, 'MASTER')
  else if (state === 'backup') notifyGroup(step, group, 'BACKUP')
  else if (state === 'fault') notifyGroup(step, group, 'FAULT')
  else if (state === 'stopped') notifyGroup(step, group, 'STOP')
}

/** Whether no member hears a master any more (or is one itself), so that the group may take over. */
export function mayTakeOver(instance: Instance): boolean {
  const members = instance.group?.members ?? [instance]
  return members.every((member) => member.state === 'master' || (member.state === 'backup' && member.expired))
}
