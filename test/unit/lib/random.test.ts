import { expect, test } from 'vitest'
import { makeRandom, nextInteger, nextRandom } from '../../../src/lib/random.ts'

test('the same seed gives the same numbers, another seed others', () => {
  const numbers = (seed: number) => {
    const random = makeRandom(seed)
    return Array.from({ length: 20 }, () => nextRandom(random))
  }
  expect(numbers(1)).toEqual(numbers(1))
  expect(numbers(1)).not.toEqual(numbers(2))
})

test('numbers fill the range evenly', () => {
  const random = makeRandom(7)
  const counts = new Array<number>(10).fill(0)
  for (let i = 0; i < 10_000; i++) {
    const digit = nextInteger(random, 10)
    counts[digit] = (counts[digit] ?? 0) + 1
  }
  expect(Math.min(...counts)).toBeGreaterThan(850)
  expect(Math.max(...counts)).toBeLessThan(1150)
})
