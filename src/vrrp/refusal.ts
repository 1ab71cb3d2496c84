/** A packet that a check refused: the counter, and the line within a budget, so that no peer can fill the log. */
import { lines } from './log-lines.ts'
import type { Counters, Instance } from './state.ts'
import { log, mayLogPacket, type Step } from './step-context.ts'

export interface Refusal {
  readonly counter: keyof Counters
  readonly text: string
  /** one line of this kind until the instance changes its state or its master */
  readonly once?: string
}

export function refusal<K extends keyof typeof lines>(
  counter: keyof Counters,
  kind: K,
  ...details: Parameters<(typeof lines)[K]>
): Refusal {
  const word = lines[kind] as (...words: Parameters<(typeof lines)[K]>) => string
  return { counter, text: word(...details) }
}

/** The flood of a peer is counted exactly, and logged within bounds. */
export function refuse(step: Step, instance: Instance, { counter, text, once }: Refusal): void {
  instance.counters[counter]++
  if (once !== undefined) {
    if (instance.loggedErrors.has(once)) return
    instance.loggedErrors.add(once)
  }
  if (mayLogPacket(step, instance)) log(step, 'info', text)
}
