/**
 * Random numbers from a seed, for the machines and the simulator: the same seed gives the same run.
 * A 32-bit counter through a mixing function (the "mulberry32" construction); good enough for spreading timers, not for secrets.
 */
export interface Random {
  /** the whole state */
  state: number
}

export function makeRandom(seed: number): Random {
  return { state: seed >>> 0 }
}

/** At least 0, below 1. */
export function nextRandom(random: Random): number {
  random.state = (random.state + 0x6d2b79f5) >>> 0
  let mixed = random.state
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
}

/** An integer: at least 0, below `limit`. */
export function nextInteger(random: Random, limit: number): number {
  return Math.floor(nextRandom(random) * limit)
}
