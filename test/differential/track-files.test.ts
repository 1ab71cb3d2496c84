/** Tracked files: the same changes of the same files give the same lines in both programs, and the same priorities in adverts. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sleep, until, type Daemon, type Program } from '../lab/daemons.ts'
import { whyNoNamespaces } from '../lab/lan.ts'
import { instanceText, Pair } from '../lab/pair.ts'

const why = whyNoNamespaces()

/** Lines about files and priorities, and the states that follow. */
const told = /track|effective priority|Entering|entering|Syncing/i

interface Played {
  readonly daemon: Daemon
  readonly put: (file: string, text: string) => void
  readonly path: (file: string) => string
}

/** Each step is given time to be seen: a line that should not be there would come within it. */
const SETTLE_MS = 300

async function play(program: Program, config: string, steps: (played: Played) => Promise<void>): Promise<string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'tsk-track-files-'))
  const pair = new Pair({ label: 'tf', a: { program, config }, b: { program, config }, twoNics: true })
  try {
    const path = (file: string): string => join(directory, file)
    writeFileSync(path('old'), '9')
    const daemon = pair.start('a', (text) => text.replaceAll('DIR', directory))
    await daemon.waitForLine(/Entering BACKUP|entering FAULT/)
    await steps({ daemon, path, put: (file, text) => writeFileSync(path(file), text) })
    await daemon.stop()
    return daemon.lines.filter((line) => told.test(line)).map((line) => line.replaceAll(directory, 'DIR'))
  } finally {
    pair.close()
    rmSync(directory, { recursive: true, force: true })
  }
}

async function compare(config: string, steps: (played: Played) => Promise<void>): Promise<string[]> {
  const [ours, theirs] = await Promise.all([play('tskeepalived', config, steps), play('keepalived', config, steps)])
  expect(ours).toEqual(theirs)
  return ours
}

const file = (name: string, ...words: readonly string[]): string =>
  `track_file ${name} {\n  file "DIR/${name}"\n${words.map((word) => `  ${word}\n`).join('')}}\n`

const tracks = (...entries: readonly string[]): string[] => ['track_file {', ...entries, '}']

/** A group that preempts would take a second or more to do so: nobody becomes master before the test is over. */
const slow = ['preempt_delay 1000', 'down_timer_adverts 100']

describe.skipIf(why !== null)(`track files${why === null ? '' : ` (${why})`}`, () => {
  test.concurrent('numbers, and what is none', async () => {
    const config =
      file('fa', 'weight 2') +
      file('fb') +
      file('fz', 'weight 0') +
      instanceText({ priority: 100, lines: [...slow, ...tracks('fa', 'fb', 'fz')] })
    const lines = await compare(config, async ({ put, path }) => {
      for (const text of [
        '5\n',
        '3',
        '3',
        'hello',
        '12abc',
        '  7',
        '',
        '100',
        '-100',
        '-127',
        '-126',
        '-200',
        '99999999999999',
        '0x10',
        '010',
        '+4',
      ]) {
        put('fa', text)
        await sleep(SETTLE_MS)
      }
      put('fa', '200')
      await sleep(SETTLE_MS)
      put('fb', '-200')
      await sleep(SETTLE_MS)
      put('fz', '1')
      await sleep(SETTLE_MS)
      put('fa', '3')
      await sleep(SETTLE_MS)
      put('fa', '-127')
      await sleep(SETTLE_MS)
      rmSync(path('fz'))
      await sleep(SETTLE_MS)
      renameSync(path('fa'), path('away'))
      await sleep(SETTLE_MS)
      renameSync(path('away'), path('fb'))
      await sleep(SETTLE_MS)
    })
    expect(lines).toContain('(VI_1): tracked file fa now FAULT state')
    expect(lines).toContain('(VI_1) Changing effective priority from 254 to 153')
  })

  test.concurrent('files made at the start, and a fault from the start', async () => {
    const config =
      file('fa', 'weight 2', 'init_file 3') +
      file('fr', 'weight 4 reverse', 'init_file 2') +
      file('old', 'weight 0', 'init_file 1 overwrite') +
      file('kept', 'init_file') +
      instanceText({ priority: 100, lines: [...slow, ...tracks('fa', 'fr', 'old')] })
    const lines = await compare(config, async ({ put, path }) => {
      expect(['fa', 'fr', 'old', 'kept'].map((name) => readFileSync(path(name), 'utf8').trim())).toEqual([
        '3',
        '2',
        '1',
        '0',
      ])
      expect(statSync(path('fa')).mode & 0o777).toBe(0o600)
      put('old', '0')
      await sleep(SETTLE_MS)
    })
    expect(lines).toContain('(VI_1) Changing effective priority from 100 to 98')
  })

  test.concurrent('a sync group', async () => {
    const config =
      file('fa', 'weight 2') +
      file('fz', 'weight 0 reverse') +
      `vrrp_sync_group G {\n  group {\n    VI_1\n    VI_2\n  }\n${tracks('fa', 'fz').join('\n')}\n}\n` +
      instanceText({ priority: 100, lines: slow }) +
      instanceText({ name: 'VI_2', nic: 'eth1', vrid: 52, priority: 90, address: '10.8.0.100/24', lines: slow })
    const lines = await compare(config, async ({ put }) => {
      for (const [name, text] of [
        ['fz', '1'],
        ['fa', '5'],
        ['fa', '-127'],
        ['fa', '1'],
        ['fz', '0'],
        ['fz', '-1'],
      ] as const) {
        put(name, text)
        await sleep(SETTLE_MS)
      }
    })
    expect(lines).toContain('(VI_2) Setting effective priority to 92')
  })

  test('2.2.7 never reads a file again whose directory was made anew; we do', async () => {
    const config = (dir: string): string =>
      `track_file f {\n  file "${dir}/f"\n}\n` + instanceText({ priority: 100, lines: [...slow, ...tracks('f')] })
    const pair = new Pair({
      label: 'td',
      a: { program: 'tskeepalived', config: '' },
      b: { program: 'tskeepalived', config: '' },
    })
    const directory = mkdtempSync(join(tmpdir(), 'tsk-track-files-'))
    try {
      const inner = join(directory, 'd')
      const daemon = pair.start('a', () => config(inner))
      await daemon.waitForLine(/Track file directory for f does not exist/)
      await daemon.waitForLine(/Entering BACKUP/)
      mkdirSync(inner)
      writeFileSync(join(inner, 'f'), '7')
      await daemon.waitForLine(/from 100 to 107/)
      rmSync(inner, { recursive: true })
      await daemon.waitForLine(/from 107 to 100/)
      mkdirSync(inner)
      writeFileSync(join(inner, 'f'), '8')
      await daemon.waitForLine(/from 100 to 108/)
      await until('the file is there', () => existsSync(join(inner, 'f')))
    } finally {
      pair.close()
      rmSync(directory, { recursive: true, force: true })
    }
  })
})
