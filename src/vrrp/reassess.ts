/** Draws the consequences when something that an instance depends on has changed: its priority, a fault, its end. */
import { dispatch } from './instance.ts'
import { lines } from './log-lines.ts'
import type { Instance } from './state.ts'
import { log, type Step } from './step-context.ts'
import { isBlocked, judge } from './tracking.ts'

export function reassessAll(step: Step, instances: Iterable<Instance>): void {
  // All verdicts first: a sync group recovers when its last member has.
  const changed = [...instances]
  for (const instance of changed) updateVerdict(step, instance)
  for (const instance of changed) reassess(step, instance)
}

export function updateVerdict(step: Step, instance: Instance, logged = true): void {
  const verdict = judge(step.state, instance)
  instance.faults = verdict.faults
  instance.waiting = verdict.waiting
  instance.adjustments = verdict.adjustments
  if (verdict.priority === instance.effectivePriority) return
  const from = instance.effectivePriority
  instance.effectivePriority = verdict.priority
  if (logged) log(step, 'info', lines.priorityChange(instance.config.name, from, verdict.priority))
  dispatch(step, instance, 'priority-changed', { from })
}

/** What follows from its verdict. */
export function reassess(step: Step, instance: Instance): void {
  const { state } = instance
  if (instance.faults.length > 0) {
    if (state !== 'fault') dispatch(step, instance, 'fault', {})
  } else if ((state === 'fault' || state === 'init') && !isBlocked(instance)) {
    dispatch(step, instance, 'recovered', {})
  }
}
