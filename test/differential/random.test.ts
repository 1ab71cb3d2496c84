/**
 * Random configurations, right and wrong ones, judged by both programs: the same exit status of `-t`, or a departure
 * that has a name. `npm run differential` does the same with any seed and number.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'
import { RANDOM_NICS } from '../lab/random-config.ts'
import { departureOf, departures } from './departures.ts'
import { drawConfigurations } from './draw.ts'
import { Judge } from './verdicts.ts'

const why = spawnSync('keepalived', ['-v']).error === undefined ? whyNoNamespaces() : 'keepalived is not installed'

const SEED = 20
const COUNT = 300

describe.skipIf(why !== null)(`random configurations${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan
  let judge: Judge

  beforeAll(() => {
    lan = new Lan('rnd', [{ name: 'h', nics: RANDOM_NICS.map((name) => ({ name, segment: 'lan' })) }])
    judge = new Judge(lan.host('h').namespace)
  })
  afterAll(() => {
    judge.close()
    lan.close()
  })

  test(`${COUNT} get the same verdict`, () => {
    const verdicts = judge.judge(drawConfigurations(SEED, 0, COUNT))
    const differing = verdicts.filter(({ ours, theirs }) => ours !== theirs)
    const unexplained = differing.filter((one) => departureOf(one) === null)
    expect(unexplained.map(({ text, ours, theirs }) => `ours ${ours}, theirs ${theirs}:\n${text}`)).toEqual([])
    // They are worth something only when many are right, and many wrong.
    const right = verdicts.filter(({ theirs }) => theirs === 0).length
    expect(right).toBeGreaterThan(COUNT / 10)
    expect(verdicts.length - right).toBeGreaterThan(COUNT / 10)
  })
})

test('every departure is documented', () => {
  const text = readFileSync('docs/COMPATIBILITY.md', 'utf8')
  expect(departures.filter(({ documented }) => !text.includes(documented)).map(({ name }) => name)).toEqual([])
})
