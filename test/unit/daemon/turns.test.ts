import { expect, test } from 'vitest'
import { makeTurns, type Haste } from '../../../src/daemon/turns.ts'
import { US_PER_MS, type Us } from '../../../src/lib/time.ts'

/** Actions are words; each takes one and a half milliseconds but those in capitals, which are done at once. */
function bench(orders: (action: string) => readonly string[] = () => []) {
  let now: Us = 0
  const done: string[] = []
  const hasteOf = (action: string): Haste =>
    action === 'gate' ? 'gate' : action === action.toUpperCase() ? 'at once' : 'in turn'
  const turns = makeTurns<string>({
    hasteOf,
    now: () => now,
    perform: (action) => {
      done.push(action)
      if (hasteOf(action) === 'in turn') now += 1.5 * US_PER_MS
      for (const more of orders(action)) turns.perform(more)
    },
  })
  const order = (...actions: string[]): void => actions.forEach(turns.perform)
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  return { done, order, turn }
}

test('a few are done where they are ordered, many a slice a turn, and in order', async () => {
  const { done, order, turn } = bench()
  const all = [...'abcdefghij']
  order(...all)
  expect(done.join('')).toBe('abcd')
  await turn()
  expect(done.join('')).toBe('abcdefgh')
  order('k')
  await turn()
  await turn()
  expect(done).toEqual([...all, 'k'])
  order('l')
  expect(done.at(-1)).toBe('l')
})

test('what is done at once overtakes them', () => {
  const { done, order } = bench()
  order(...'abcdef', 'X')
  expect(done.join('')).toBe('abcdX')
})

test('but not a gate that waits before it', async () => {
  const { done, order, turn } = bench()
  order(...'abcde', 'gate', 'X', 'f')
  expect(done.join(' ')).toBe('a b c d')
  await turn()
  expect(done.join(' ')).toBe('a b c d e gate X f')
  order('g', 'Y')
  expect(done.slice(-2)).toEqual(['g', 'Y'])
})

test('what an action orders stands behind those that wait', async () => {
  const { done, order, turn } = bench((action) => (action === 'e' ? ['z', 'Z'] : []))
  order(...'abcdefg')
  await turn()
  expect(done.join('')).toBe('abcdeZfgz')
})
