import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dumpPath, writeDump } from '../../../src/daemon/dump-file.ts'
import { globalConfig } from '../../sim/fixtures.ts'

const before = process.env['TMPDIR']
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tsk-dump-'))
  process.env['TMPDIR'] = folder
})
afterEach(() => {
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
  rmSync(folder, { recursive: true })
})

test('the last dump that was asked for is the one that stays, and a flood of them is refused', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, (_, i) => writeDump('vrrp', globalConfig(), `dump ${i}`)))
  expect(all.filter((failure) => failure === null).length).toBe(8)
  expect(all[19]).toMatch(/^Can't open .*keepalived\.data \(8 dumps still wait/)
  expect(readFileSync(join(folder, 'keepalived.data'), 'utf8')).toBe('dump 7')
})

test('one that cannot be written says why, and holds up no other', async () => {
  mkdirSync(join(folder, 'keepalived.stats'))
  const [stats, data] = await Promise.all([
    writeDump('stats', globalConfig(), 'statistics'),
    writeDump('checker', globalConfig(), 'data'),
  ])
  expect(stats).toMatch(/^Can't open .*keepalived\.stats .*EISDIR/)
  expect(data).toBeNull()
})

test.each([
  ['parent', { stateFile: '/run/state.txt' }, '/run/state_parent.txt'],
  ['vrrp', { stateFile: '/run/state.txt' }, '/run/state.txt'],
  ['checker', { stateFile: '/run/d.ir/state' }, '/run/d.ir/state_check'],
  ['checker', { stateFile: '/run/states/' }, '/run/states/keepalived_check.data'],
  ['stats', { stateFile: '/run/states/', statsFile: '/run/s' }, '/run/s'],
  ['json', { jsonFile: '/run/json/' }, '/run/json/keepalived.json'],
] as const)('%s with %j goes to %s', (kind, dumps, path) => {
  expect(dumpPath(kind, globalConfig({ dumps }))).toBe(path)
  const named = globalConfig({ dumps, dataUseInstance: true, instanceName: 'i' })
  const name = path.slice(path.lastIndexOf('/'))
  const dot = name.lastIndexOf('.')
  const at = path.length - name.length + (dot < 0 ? name.length : dot)
  expect(dumpPath(kind, named)).toBe(`${path.slice(0, at)}.i${path.slice(at)}`)
})

test('a relative TMPDIR does not count', () => {
  process.env['TMPDIR'] = 'here'
  expect(dumpPath('parent', globalConfig())).toBe('/tmp/keepalived_parent.data')
})
