/** The VRRP process's dumps of random configurations, ours against the original's; `npm run dumps` does the same with any seed. */
import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { whyNoNamespaces } from '../lab/lan.ts'
import { compareDumps } from './dump-campaign.ts'

const why = spawnSync('keepalived', ['-v']).error === undefined ? whyNoNamespaces() : 'keepalived is not installed'

const SEED = 7
const COUNT = 30

describe.skipIf(why !== null)(`random dumps of the VRRP process${why === null ? '' : ` (${why})`}`, () => {
  test(`${COUNT} are equal`, async () => {
    const { compared } = await compareDumps('vrrp', SEED, COUNT)
    expect(compared.flatMap(({ text, difference }) => (difference === null ? [] : [text + difference.shown]))).toEqual(
      [],
    )
    expect(compared.length).toBe(COUNT)
  })
})
