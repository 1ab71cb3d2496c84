import { expect, test } from 'vitest'
import { runHistory, runPlan, type HistoryResult } from './history.ts'
import { leaveOut, planHistory, type Plan } from './plan.ts'
import { commandOf, shrink } from './shrink.ts'

/** A slice of the campaign; `npm run sim` runs as many as one likes. */
test('rfc 53, 36, 40, 49, 50: random histories keep the invariants', () => {
  const failed: string[] = []
  for (let seed = 1; seed <= 150; seed++) {
    const { violation } = runHistory(seed)
    if (violation !== null) failed.push(`seed ${seed}: ${violation} - ${commandOf(seed, [])}`)
  }
  expect(failed).toEqual([])
})

test('the same seed gives the same history, and so does what is left of it', () => {
  const plan = planHistory(7)
  const smaller = leaveOut(plan, new Set(['e1', 'w0', `r${plan.lan.hosts.length}`]))
  for (const one of [plan, smaller as Plan]) {
    const lines: string[][] = [[], []]
    for (const trace of lines) runPlan(one, (line) => trace.push(line))
    expect(lines[0]?.length).toBeGreaterThan(100)
    expect(lines[0]).toEqual(lines[1])
  }
})

test('a history that fails is made smaller until every part of it matters', () => {
  const seed = 9
  const needed = [2, 4]
  const run = ({ faults, lan }: Plan): HistoryResult => {
    const fails = needed.every((number) => faults.some((fault) => fault.number === number)) && lan.hosts.length > 1
    return { seed, violation: fails ? 'it fails' : null, steps: 0, faults: [] }
  }
  const { without } = shrink(seed, run(planHistory(seed)), run)
  const left = leaveOut(planHistory(seed), new Set(without))
  expect(left?.faults.map(({ number }) => number)).toEqual(needed)
  expect(left?.lan.virtualRouters).toHaveLength(1)
  expect(left?.lan.hosts.flatMap(({ words }) => words)).toEqual([])
  expect(commandOf(seed, ['e1', 'r2'])).toBe('npm run sim -- --seed 9 --histories 1 --trace --without e1,r2')
})
