/**
 * The VRRP instance as a matrix: for each state (row) and each thing that can happen (column) there is one cell, a
 * named function. The type makes every cell obligatory. RFC 9568 section 6.4 is the matrix's source for init, backup
 * and master; fault and stopped are keepalived's.
 */
import { removeAgain } from './addresses.ts'
import {
  advertise,
  announceAgain,
  announceExtra,
  answerLeaving,
  breakTie,
  refresh,
  reportPriority,
  restoreAddresses,
  winContest,
  yieldToHigher,
} from './as-master.ts'
import { hearMaster, hearWeakerMaster, loseMaster, masterIsLeaving, moveMasterDown } from './as-backup.ts'
import { end, fail, followToBackup, followToFault, followToMaster, rejoin, startUp } from './comings-and-goings.ts'
import type { InstanceEvents } from './instance-events.ts'
import type { Instance, InstanceStateName } from './state.ts'
import type { Step } from './step-context.ts'
import { syncGroup } from './sync-group.ts'
import { whyChanged } from './why.ts'

export type InstanceEventName = keyof InstanceEvents
type Cell<E extends InstanceEventName> = (step: Step, instance: Instance, event: InstanceEvents[E]) => void
type Row = { readonly [E in InstanceEventName]: Cell<E> }

export const matrix: { readonly [S in InstanceStateName]: Row } = {
  init: {
    start: startUp,
    'heard-zero': ignore,
    'heard-lower': ignore,
    'heard-equal': ignore,
    'heard-higher': ignore,
    'master-down': ignore,
    'advert-due': ignore,
    'announce-due': ignore,
    'refresh-due': ignore,
    'extra-due': ignore,
    'addresses-due': removeAgain,
    fault: fail,
    recovered: rejoin,
    'priority-changed': ignore,
    'group-master': ignore,
    'group-backup': followToBackup,
    'group-fault': followToFault,
    stop: end,
  },
  backup: {
    start: ignore,
    'heard-zero': masterIsLeaving,
    'heard-lower': hearWeakerMaster,
    'heard-equal': hearMaster,
    'heard-higher': hearMaster,
    'master-down': loseMaster,
    'advert-due': ignore,
    'announce-due': ignore,
    'refresh-due': ignore,
    'extra-due': ignore,
    'addresses-due': removeAgain,
    fault: fail,
    recovered: ignore,
    'priority-changed': moveMasterDown,
    'group-master': followToMaster,
    'group-backup': ignore,
    'group-fault': followToFault,
    stop: end,
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
    'extra-due': announceExtra,
    'addresses-due': restoreAddresses,
    fault: fail,
    recovered: ignore,
    'priority-changed': reportPriority,
    'group-master': ignore,
    'group-backup': followToBackup,
    'group-fault': followToFault,
    stop: end,
  },
  fault: {
    start: ignore,
    'heard-zero': ignore,
    'heard-lower': ignore,
    'heard-equal': ignore,
    'heard-higher': ignore,
    'master-down': ignore,
    'advert-due': ignore,
    'announce-due': ignore,
    'refresh-due': ignore,
    'extra-due': ignore,
    'addresses-due': removeAgain,
    fault: ignore,
    recovered: rejoin,
    'priority-changed': ignore,
    'group-master': ignore,
    'group-backup': followToBackup,
    'group-fault': ignore,
    stop: end,
  },
  stopped: {
    start: ignore,
    'heard-zero': ignore,
    'heard-lower': ignore,
    'heard-equal': ignore,
    'heard-higher': ignore,
    'master-down': ignore,
    'advert-due': ignore,
    'announce-due': ignore,
    'refresh-due': ignore,
    'extra-due': ignore,
    'addresses-due': ignore,
    fault: ignore,
    recovered: ignore,
    'priority-changed': ignore,
    'group-master': ignore,
    'group-backup': ignore,
    'group-fault': ignore,
    stop: ignore,
  },
}

/** Events that a sync group causes, or that all its members get anyway: nobody is taken along by them. */
const TAKES_NOBODY_ALONG: ReadonlySet<InstanceEventName> = new Set([
  'start',
  'stop',
  'group-master',
  'group-backup',
  'group-fault',
])

/** Gives an event to an instance. One that changes its state takes its sync group along. */
export function dispatch<E extends InstanceEventName>(
  step: Step,
  instance: Instance,
  name: E,
  event: InstanceEvents[E],
): void {
  const before = instance.state
  const { masterAddress, masterPriority } = instance
  const cell = matrix[before][name] as Cell<E>
  cell(step, instance, event)
  if (instance.state === before) return
  instance.lastChange = { from: before, why: whyChanged(instance, name, event, { masterAddress, masterPriority }) }
  if (!TAKES_NOBODY_ALONG.has(name)) syncGroup(step, instance, pull)
}

function pull(step: Step, member: Instance, target: 'master' | 'backup' | 'fault'): void {
  switch (target) {
    case 'master':
      return dispatch(step, member, 'group-master', {})
    case 'backup':
      return dispatch(step, member, 'group-backup', {})
    case 'fault':
      return dispatch(step, member, 'group-fault', {})
  }
}

/** Nothing to do: the state has no interest in it. */
function ignore(): void {}
