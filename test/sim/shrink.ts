/** Makes a failing history smaller: leaves out one part after the other for as long as it still fails, whatever it says. */
import { runPlan, type HistoryResult } from './history.ts'
import { leaveOut, partsOf, planHistory, type Plan } from './plan.ts'

/** Runs of a history that shrinking may take. */
const MOST_RUNS = 600

export interface Shrunk {
  readonly without: readonly string[]
  readonly result: HistoryResult
}

export function shrink(seed: number, failed: HistoryResult, run: (plan: Plan) => HistoryResult = runPlan): Shrunk {
  const plan = planHistory(seed)
  let best: Shrunk = { without: [], result: failed }
  let runs = 0
  for (let smaller = true; smaller && runs < MOST_RUNS;) {
    smaller = false
    const left = leaveOut(plan, new Set(best.without))
    for (const part of left === null ? [] : partsOf(left)) {
      if (runs++ >= MOST_RUNS) break
      const without = [...best.without, part]
      const candidate = leaveOut(plan, new Set(without))
      const result = candidate === null ? null : run(candidate)
      if (result === null || result.violation === null) continue
      best = { without, result }
      smaller = true
    }
  }
  return best
}

/** What replays it. */
export function commandOf(seed: number, without: readonly string[]): string {
  return `npm run sim -- --seed ${seed} --histories 1 --trace${without.length === 0 ? '' : ` --without ${without.join(',')}`}`
}
