import { expect, test } from 'vitest'
import { runHistory } from './history.ts'

/** A slice of the campaign; `npm run sim` runs as many as one likes. */
test('rfc 53, 36, 40, 49, 50: random histories keep the invariants', () => {
  const failed: string[] = []
  for (let seed = 1; seed <= 400; seed++) {
    const { violation } = runHistory(seed)
    if (violation !== null)
      failed.push(`seed ${seed}: ${violation} - npm run sim -- --seed ${seed} --histories 1 --trace`)
  }
  expect(failed).toEqual([])
})

test('the same seed gives the same history', () => {
  const lines: string[][] = [[], []]
  for (const trace of lines) runHistory(7, (line) => trace.push(line))
  expect(lines[0]?.length).toBeGreaterThan(100)
  expect(lines[0]).toEqual(lines[1])
})
