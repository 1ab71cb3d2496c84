/** One daemon's life: some faults, after each of which everything comes right, then a stop that leaves nothing. */
import { makeRandom, nextInteger } from '../../src/lib/random.ts'
import { faults } from './faults.ts'
import { World } from './world.ts'

export interface Round {
  readonly seed: number
  /** how many */
  readonly faults: number
  readonly patienceMs: number
  readonly tell?: (line: string) => void
}

/** A start is no fault. */
const startMs = 60_000

/** The longest time that it took to come right, in milliseconds. */
export async function playRound({ seed, faults: count, patienceMs, tell = () => {} }: Round): Promise<number> {
  const random = makeRandom(seed)
  const names = Object.keys(faults)
  const world = new World(patienceMs)
  const history: string[] = []
  try {
    await world.settle(startMs)
    for (let i = 0; i < count; i++) {
      const name = names[nextInteger(random, names.length)] ?? ''
      history.push(name)
      tell(name)
      await faults[name]?.(world, random)
      await world.settle()
    }
    await world.end()
    return world.slowestMs
  } catch (error) {
    throw new Error(`seed ${seed}, after ${history.join(', ')}: ${(error as Error).message}`)
  } finally {
    world.close()
  }
}
