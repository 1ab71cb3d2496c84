/**
 * Random configurations, right and wrong ones, judged by both programs: the same exit status of `-t`, or a departure
 * that has a name. `npm run differential` does the same with any seed and number.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandOf } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'
import { RANDOM_NICS } from '../lab/random-config.ts'
import { departureOf, departures } from './departures.ts'
import { drawConfigurations } from './draw.ts'
import { Judge } from './verdicts.ts'

const why = spawnSync('keepalived', ['-v']).error === undefined ? whyNoNamespaces() : 'keepalived is not installed'

const SEED = 20
const COUNT = 300
const BY_PROCESS = 16

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

/** The campaign reads the files with the library, because a process for each would take long; so here is what that is worth. */
test.skipIf(why !== null)(`the first ${BY_PROCESS} get the same from the command itself`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tsk-random-'))
  const world = new Lan('rnc', [{ name: 'h', nics: RANDOM_NICS.map((name) => ({ name, segment: 'lan' })) }])
  const judge = new Judge(world.host('h').namespace)
  try {
    const verdicts = judge.judge(drawConfigurations(SEED, 0, BY_PROCESS))
    const { command, args } = commandOf('tskeepalived')
    const statuses = verdicts.map(({ text }, i) => {
      const path = join(folder, `${i}.conf`)
      writeFileSync(path, text)
      return world.host('h').tryRun(command, ...args, '-t', '-f', path).status
    })
    expect(statuses).toEqual(verdicts.map(({ ours }) => ours))
    expect(new Set(statuses).size).toBeGreaterThan(1)
  } finally {
    judge.close()
    world.close()
    rmSync(folder, { recursive: true })
  }
})

test('every departure is documented', () => {
  const text = readFileSync('docs/COMPATIBILITY.md', 'utf8')
  expect(departures.filter(({ documented }) => !text.includes(documented)).map(({ name }) => name)).toEqual([])
})
