/**
 * Telling people and programs about a transition, in the original's order: the script of the state, the script of any
 * state, the FIFO line, the mail.
 */
import type { NotifyConfig } from '../config/config.ts'
import type { Command } from '../config/command.ts'
import { mails } from './log-lines.ts'
import type { Instance, InstanceStateName, SyncGroup } from './state.ts'
import type { Step } from './step-context.ts'

export type NotifiedState = 'MASTER' | 'BACKUP' | 'FAULT' | 'STOP' | 'DELETED'

export function notifyInstance(step: Step, instance: Instance, state: NotifiedState): void {
  const { name, notify, smtpAlert } = instance.config
  const priority = instance.effectivePriority
  runScripts(step, 'INSTANCE', name, notify, state, priority)
  writeFifo(step, 'INSTANCE', name, state, priority)
  if (!smtpAlert || (state === 'FAULT' && step.state.global?.noEmailFaults === true)) return
  const routerId = step.state.global?.routerId ?? ''
  step.actions.push({
    kind: 'mail',
    subject: mails.instanceSubject(routerId, name, subjectWords(state)),
    body: instanceBody(state),
  })
}

export function notifyGroup(step: Step, group: SyncGroup, state: Exclude<NotifiedState, 'DELETED'>): void {
  const { name, notify, smtpAlert } = group.config
  runScripts(step, 'GROUP', name, notify, state, 0)
  writeFifo(step, 'GROUP', name, state, 0)
  if (!smtpAlert || (state === 'FAULT' && step.state.global?.noEmailFaults === true)) return
  const routerId = step.state.global?.routerId ?? ''
  const body = state === 'STOP' ? mails.groupStop : mails.groupState(state)
  step.actions.push({ kind: 'mail', subject: mails.groupSubject(routerId, name, subjectWords(state)), body })
}

/** A master heard a lower priority one: whatever the other one took over outside may have to be taken back. */
export function notifyLowerHeard(step: Step, instance: Instance): void {
  const { name, notify } = instance.config
  if (notify.masterRxLowerPri) {
    step.actions.push({ kind: 'notify', object: `INSTANCE ${name}`, command: notify.masterRxLowerPri, extraArgs: [] })
  }
  writeFifo(step, 'INSTANCE', name, 'MASTER_RX_LOWER_PRI', instance.effectivePriority)
}

export function notifyPriority(step: Step, instance: Instance): void {
  const wanted = instance.config.notifyPriorityChanges || step.state.global?.notifyPriorityChanges === true
  if (!wanted || (instance.state !== 'master' && instance.state !== 'backup')) return
  const state = instance.state === 'master' ? 'MASTER_PRIORITY' : 'BACKUP_PRIORITY'
  writeFifo(step, 'INSTANCE', instance.config.name, state, instance.effectivePriority)
}

/** fifo_write_vrrp_states_on_reload: where everything stands, for a program that begins to listen. */
export function writeStates(step: Step, instances: readonly Instance[]): void {
  for (const { config, state, effectivePriority } of instances) {
    const word = STATE_WORDS[state]
    if (word !== undefined) writeFifo(step, 'INSTANCE', config.name, word, effectivePriority)
  }
  for (const { config, state } of step.state.groups.values()) {
    const word = STATE_WORDS[state]
    if (word !== undefined) writeFifo(step, 'GROUP', config.name, word, 0)
  }
}

const STATE_WORDS: Partial<Record<InstanceStateName, string>> = { master: 'MASTER', backup: 'BACKUP', fault: 'FAULT' }

function runScripts(
  step: Step,
  type: 'INSTANCE' | 'GROUP',
  name: string,
  notify: NotifyConfig,
  state: NotifiedState,
  priority: number,
): void {
  const object = `${type} ${name}`
  const own = scriptOf(notify, state)
  if (own) step.actions.push({ kind: 'notify', object, command: own, extraArgs: [] })
  if (notify.any) {
    step.actions.push({ kind: 'notify', object, command: notify.any, extraArgs: [type, name, state, String(priority)] })
  }
}

function scriptOf(notify: NotifyConfig, state: NotifiedState): Command | null {
  switch (state) {
    case 'MASTER':
      return notify.master
    case 'BACKUP':
      return notify.backup
    case 'FAULT':
      return notify.fault
    case 'STOP':
      return notify.stop
    case 'DELETED':
      return notify.deleted
  }
}

function writeFifo(step: Step, type: 'INSTANCE' | 'GROUP', name: string, state: string, priority: number): void {
  const global = step.state.global
  if (!global || (global.fifo === null && global.vrrpFifo === null)) return
  step.actions.push({ kind: 'fifo', line: `${type} "${name}" ${state} ${priority}` })
}

function subjectWords(state: NotifiedState): string {
  if (state === 'STOP') return 'Stopping'
  return state === 'DELETED' ? 'Deleted' : `Entering ${state} state`
}

function instanceBody(state: NotifiedState): string {
  switch (state) {
    case 'MASTER':
      return mails.instanceMaster
    case 'STOP':
      return mails.instanceStop
    case 'DELETED':
      return mails.instanceDeleted
    case 'BACKUP':
    case 'FAULT':
      return mails.instanceOther
  }
}
