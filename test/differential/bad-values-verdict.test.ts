/**
 * The verdict on bad values in every block: a part of all lines, each judged by both programs. `npm run differential --
 * --bad-lines` judges all of them.
 */
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'
import { RANDOM_NICS } from '../lab/random-config.ts'
import { badLines, otherVerdictOf } from './bad-lines.ts'
import { Judge } from './verdicts.ts'

const why = spawnSync('keepalived', ['-v']).error === undefined ? whyNoNamespaces() : 'keepalived is not installed'

/** Prime to the number of lines of a row, so that all kinds of mistakes are among them. */
const EVERY = 31
const BATCH = 50

describe.skipIf(why !== null)(`bad values in every block${why === null ? '' : ` (${why})`}`, () => {
  const chosen = badLines.filter((_, i) => i % EVERY === 0)
  let lan: Lan
  let judge: Judge

  beforeAll(() => {
    lan = new Lan('bdv', [{ name: 'h', nics: RANDOM_NICS.map((name) => ({ name, segment: 'lan' })) }])
    judge = new Judge(lan.host('h').namespace)
  })
  afterAll(() => {
    judge.close()
    lan.close()
  })

  test.each(Array.from({ length: Math.ceil(chosen.length / BATCH) }, (_, i) => i * BATCH))('from %i on', (from) => {
    const part = chosen.slice(from, from + BATCH)
    const verdicts = judge.judge(part.map(({ text }) => text))
    const differing = verdicts.flatMap((verdict, i) => {
      const name = part[i]?.name ?? ''
      if (verdict.ours === verdict.theirs || otherVerdictOf(name, verdict) !== null) return []
      return [`${name}: ours ${verdict.ours}, theirs ${verdict.theirs}`]
    })
    expect(differing).toEqual([])
  })
})

test('there are lines for every block, and most rows have several', () => {
  expect(badLines.length).toBeGreaterThan(3500)
  expect(new Set(badLines.map(({ name }) => name)).size).toBe(badLines.length)
})
