/** The configurations of a seed: the n-th is always the same. Every second one is meant to be right, the others have mistakes. */
import { makeRandom, nextInteger } from '../../src/lib/random.ts'
import { mutate } from '../lab/mutations.ts'
import { randomConfiguration, writeRandom } from '../lab/random-config.ts'

export function drawConfigurations(seed: number, from: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => drawConfiguration(seed, from + i))
}

function drawConfiguration(seed: number, number: number): string {
  const random = makeRandom(seed * 1_000_003 + number)
  const text = writeRandom(randomConfiguration(random, 1 + nextInteger(random, 5)))
  return number % 2 === 0 ? text : mutate(random, text).text
}
