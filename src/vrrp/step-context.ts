/**
 * What one step carries around: the state, the time, and the actions so far.
 *
 * Log lines are kept apart and appended at the end, so that in a takeover the advertisement, the addresses and the
 * gratuitous ARPs of all instances leave before the first line is formatted.
 */
import type { LogLevel } from '../lib/machine.ts'
import type { Us } from '../lib/time.ts'
import type { VrrpAction } from './actions.ts'
import type { Instance, LogBudget, VrrpState } from './state.ts'

export interface Step {
  readonly state: VrrpState
  readonly now: Us
  readonly actions: VrrpAction[]
  readonly logs: VrrpAction[]
}

export function openStep(state: VrrpState, now: Us): Step {
  return { state, now, actions: [], logs: [] }
}

export function closeStep(step: Step): VrrpAction[] {
  // Most steps are an advert that changes nothing.
  const ordered = step.actions.length > 1 ? advertsFirst(step.actions) : step.actions
  for (const line of step.logs) ordered.push(line)
  return ordered
}

/**
 * When a thousand instances take over together, their adverts do not wait for each other's addresses. Sockets stay where
 * they are: an advert may need one that has to be opened.
 */
export function advertsFirst(actions: readonly VrrpAction[]): VrrpAction[] {
  const ordered: VrrpAction[] = []
  let others: VrrpAction[] = []
  for (const action of actions) {
    if (action.kind === 'send-advert') ordered.push(action)
    else others.push(action)
    if (action.kind !== 'sockets') continue
    for (const other of others) ordered.push(other)
    others = []
  }
  for (const other of others) ordered.push(other)
  return ordered
}

export function log(step: Step, level: LogLevel, text: string): void {
  step.logs.push({ kind: 'log', level, text })
}

/** A line that keepalived shows only with -D. */
export function logDetail(step: Step, text: string): void {
  step.logs.push({ kind: 'log', level: 'info', text, detail: true })
}

const BUDGET_WINDOW_US = 10_000_000
const BUDGET_LINES = 20

/** Whether a line that a peer's packet causes may still be written: a flood of packets is no flood of lines. */
export function mayLogPacket(step: Step, instance: Instance): boolean {
  return mayLog(step, instance.logBudget)
}

export function mayLog(step: Step, budget: LogBudget): boolean {
  if (step.now - budget.windowStartUs >= BUDGET_WINDOW_US) {
    budget.windowStartUs = step.now
    budget.lines = 0
  }
  budget.lines++
  return budget.lines <= BUDGET_LINES
}
