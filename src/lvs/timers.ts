/** Who waits for a time: each checker, and three matters of the machine itself. */
import {
  armTimer,
  createTimer,
  disarmTimer,
  nextDeadline,
  takeDue,
  type Deadlines,
  type Timer,
} from '../lib/deadlines.ts'
import { NEVER, type Us } from '../lib/time.ts'
import type { Checker } from './state.ts'

export type TimerOwner = Checker | 'reconcile' | 'kernel-answer' | 'stop'

export interface Timers {
  readonly deadlines: Deadlines<TimerOwner>
  readonly byOwner: Map<TimerOwner, Timer<TimerOwner>>
}

export function setDeadline({ deadlines, byOwner }: Timers, owner: TimerOwner, atUs: Us): void {
  let timer = byOwner.get(owner)
  if (!timer) {
    timer = createTimer(owner)
    byOwner.set(owner, timer)
  }
  armTimer(deadlines, timer, atUs)
}

export function dropDeadline({ deadlines, byOwner }: Timers, owner: TimerOwner): void {
  const timer = byOwner.get(owner)
  if (!timer) return
  disarmTimer(deadlines, timer)
  byOwner.delete(owner)
}

/** NEVER when it waits for nothing. */
export function deadlineOf({ byOwner }: Timers, owner: TimerOwner): Us {
  return byOwner.get(owner)?.atUs ?? NEVER
}

export function earliestDeadline({ deadlines }: Timers): Us {
  return nextDeadline(deadlines)
}

export function takeDueOwner({ deadlines }: Timers, now: Us): TimerOwner | null {
  return takeDue(deadlines, now)?.owner ?? null
}
