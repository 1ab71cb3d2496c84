/** A slice of `npm run chaos`. The patience is for machines that do other things too; the campaign has the real one. */
import { describe, test } from 'vitest'
import { playRound } from '../chaos/round.ts'
import { whyNoNamespaces } from '../lab/lan.ts'

const why = whyNoNamespaces()
const patienceMs = 30_000

describe.skipIf(why !== null)(
  `whatever happens, it comes right and leaves nothing${why === null ? '' : ` (${why})`}`,
  () => {
    test.each([1, 2])('round of seed %i', async (seed) => {
      await playRound({ seed, faults: 3, patienceMs })
    })
  },
)
