/** MISC_CHECK with programs that succeed, fail, never end, and are not there. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runMiscCheck } from '../../../src/checkers/misc-check.ts'
import type { MiscCheckConfig } from '../../../src/config/config.ts'
import { runCommand } from '../../../src/linux/spawn.ts'
import { until } from '../../lab/daemons.ts'
import { timing } from './peers.ts'

const work = mkdtempSync(join(tmpdir(), 'misc-'))
afterAll(() => rmSync(work, { recursive: true }))

const check = (script: string, changes: Partial<MiscCheckConfig> = {}, signal?: AbortSignal): Promise<unknown> => {
  const argv = ['/bin/sh', '-c', script]
  const command = { argv, text: argv.join(' '), uid: null, gid: null }
  const checker: MiscCheckConfig = { ...timing, kind: 'misc', command, timeoutUs: 0, dynamic: false, ...changes }
  return runMiscCheck({ ...checker, delayLoopUs: 10_000_000 }, runCommand, signal ?? new AbortController().signal)
}
const subject = 'Misc check for [{server} VS {service}] by [/bin/sh]'
const succeeded = `${subject} succeeded.`

describe('MISC_CHECK', () => {
  test('takes 0 for success and all else for failure', async () => {
    expect(await check('exit 0')).toEqual({ up: true, words: succeeded })
    for (const status of [1, 2, 255]) {
      const words = `${subject} failed{attempt} (exited with status ${status}).`
      expect(await check(`exit ${status}`)).toEqual({ up: false, words })
    }
    expect(await check('kill -9 $$')).toEqual({ up: false, words: `${subject} failed{attempt} (due to signal 9).` })
  })

  test('misc_dynamic: a status from 2 on is a weight', async () => {
    const dynamic = { dynamic: true }
    expect(await check('exit 0', dynamic)).toEqual({ up: true, words: succeeded, weight: null })
    expect(await check('exit 1', dynamic)).toMatchObject({ up: false })
    expect(await check('exit 2', dynamic)).toEqual({ up: true, words: succeeded, weight: 0 })
    expect(await check('exit 255', dynamic)).toEqual({ up: true, words: succeeded, weight: 253 })
  })

  test('a program that never ends is killed with all that it started', async () => {
    const file = join(work, 'pids')
    const result = await check(`sleep 100 & echo $! $$ >${file}; wait`, { timeoutUs: 300_000 })
    expect(result).toEqual({
      up: false,
      words: `${subject} timed out{attempt}.`,
      mailWords: 'MISC CHECK timed out on service',
    })
    const pids = readFileSync(file, 'utf8').trim().split(' ')
    expect(pids).toHaveLength(2)
    await until('all are gone', () => pids.every((pid) => !existsSync(`/proc/${pid}`) || isZombie(pid)))
  })

  test('an abandoned one is killed too', async () => {
    const control = new AbortController()
    const result = check('sleep 100', {}, control.signal)
    setTimeout(() => control.abort(), 50)
    expect(await result).toMatchObject({ undecided: true })
  })

  test('one that cannot be started is a failure of the server', async () => {
    const command = { argv: ['/nonexistent'], text: '/nonexistent', uid: null, gid: null }
    const words =
      'Misc check for [{server} VS {service}] by [/nonexistent] failed{attempt} (could not be started: ENOENT).'
    expect(await check('', { command })).toEqual({ up: false, words })
  })
})

function isZombie(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return true
  }
}
