import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { globalConfig } from '../../sim/fixtures.ts'
import { makeStatsFile, statsText } from '../../../src/daemon/stats-file.ts'
import {
  createCounters,
  initialVrrpState,
  type Counters,
  type Instance,
  type VrrpState,
} from '../../../src/vrrp/state.ts'

let folder = ''
const before = process.env['TMPDIR']
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tsk-stats-'))
  process.env['TMPDIR'] = folder
})
afterAll(() => {
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
  rmSync(folder, { recursive: true })
})

function counters(advertsSent: number): Counters {
  return {
    advertsReceived: 1,
    advertsSent,
    becameMaster: 2,
    releasedMaster: 3,
    lengthErrors: 4,
    ttlErrors: 5,
    typeErrors: 6,
    intervalErrors: 7,
    addressListErrors: 8,
    authTypeErrors: 9,
    authTypeMismatches: 10,
    authFailures: 11,
    priorityZeroReceived: 12,
    priorityZeroSent: 13,
    checksumErrors: 14,
    versionErrors: 15,
    vridErrors: 16,
    otherChecksumForm: 17,
    contestsWon: 18,
  } as Counters
}

function stateOf(own: Counters): VrrpState {
  const state = initialVrrpState()
  state.instances.set('VI_1', { counters: own, config: {} } as Instance)
  return state
}

test('the file is that of the original', () => {
  expect(statsText([{ name: 'VI_1', counters: counters(99), signed: false }])).toBe(`VRRP Instance: VI_1
  Advertisements:
    Received: 1
    Sent: 99
  Became master: 2
  Released master: 3
  Packet Errors:
    Length: 4
    TTL: 5
    Invalid Type: 6
    Advertisement Interval: 7
    Address List: 8
  Authentication Errors:
    Invalid Type: 9
    Type Mismatch: 10
    Failure: 11
  Priority Zero:
    Received: 12
    Sent: 13
`)
})

test('an instance with auth_hmac has the section of 2.4.3', () => {
  const own = { ...createCounters(), authExtMissing: 1, authExtMalformed: 2, authExtUnknownKey: 3 }
  Object.assign(own, { authExtInvalidHmac: 4, authExtStale: 5, authExtReplay: 6 })
  expect(statsText([{ name: 'VI_1', counters: own, signed: true }])).toContain(`    Failure: 0
  Authentication Extension Errors:
    Missing: 1
    Malformed: 2
    Unknown Key: 3
    Invalid HMAC: 4
    Stale: 5
    Replay: 6
  Priority Zero:
`)
})

test('clearing shows the old numbers once more, and from then on only what is new', async () => {
  const file = makeStatsFile()
  const own = counters(10)
  const state = stateOf(own)
  const sent = () => /Sent: (\d+)/.exec(readFileSync(join(folder, 'keepalived.stats'), 'utf8'))?.[1]
  expect(await file.write(globalConfig(), state, true)).toBeNull()
  expect(sent()).toBe('10')
  own.advertsSent = 15
  expect(await file.write(globalConfig(), state, false)).toBeNull()
  expect(sent()).toBe('5')
})

test('a link in its place is not followed', async () => {
  const target = join(folder, 'target')
  writeFileSync(target, 'precious')
  rmSync(join(folder, 'keepalived.stats'), { force: true })
  symlinkSync(target, join(folder, 'keepalived.stats'))
  expect(await makeStatsFile().write(globalConfig(), stateOf(counters(1)), false)).toBeNull()
  expect(readFileSync(target, 'utf8')).toBe('precious')
})
