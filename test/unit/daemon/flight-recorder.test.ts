/** A machine that throws is repeated from its flight record, step by step and with the same end. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeFlightRecorder, type FlightRecord } from '../../../src/daemon/flight-recorder.ts'
import { replay } from '../../../src/daemon/replay.ts'
import { startRuntime } from '../../../src/daemon/runtime.ts'
import type { VrrpAction } from '../../../src/vrrp/actions.ts'
import type { VrrpEvent } from '../../../src/vrrp/events.ts'
import { initialVrrpState, type VrrpState } from '../../../src/vrrp/state.ts'
import { vrrpMachine } from '../../../src/vrrp/step.ts'
import { globalConfig, link, vrrpConfig } from '../../sim/fixtures.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tsk-flight-'))
  path = join(folder, 'keepalived_vrrp.crash')
})
afterEach(() => rmSync(folder, { recursive: true }))

const interfaces = [link('eth0', 2, ['10.9.0.1/24', 'fe80::1/64'])]

/** A master whose link flaps a hundred times, and then an event that the machine does not know. */
function crash(
  events: number,
  copyMs = 10_000,
  isLarge?: (state: VrrpState) => boolean,
): { readonly texts: string[]; readonly error: string } {
  const texts: string[] = []
  let now = 1
  const recorder = makeFlightRecorder<VrrpState, VrrpEvent>({
    machine: 'vrrp',
    program: 'test',
    path,
    limits: { events, copyMs },
    ...(isLarge && { isLarge }),
  })
  const runtime = startRuntime<VrrpState, VrrpEvent, VrrpAction>({
    machine: vrrpMachine,
    state: initialVrrpState(),
    now: () => now,
    makeAlarm: () => ({ set: () => undefined, close: () => undefined }),
    deadlineEvent: { kind: 'deadline' },
    perform: (action) => texts.push(action.kind === 'log' ? `  log ${action.text}` : `  ${action.kind}`),
    recorder,
  })
  runtime.post({ kind: 'start', global: globalConfig(), config: vrrpConfig(), interfaces })
  for (let i = 0; i < 100; i++) {
    now += 10_000_000
    runtime.post({ kind: 'deadline' })
    runtime.post({ kind: 'interface', interface: link('eth0', 2, ['10.9.0.1/24', 'fe80::1/64'], { up: i % 4 !== 1 }) })
  }
  try {
    runtime.post({ kind: 'nonsense' } as unknown as VrrpEvent)
  } catch (error) {
    return { texts, error: String(error) }
  }
  throw new Error('it did not throw')
}

function replayed(): { readonly lines: string[]; readonly threw: boolean } {
  const lines: string[] = []
  return { threw: replay(path, (line) => lines.push(line)), lines }
}

test('from the start: every action and the same error', () => {
  const { texts, error } = crash(10_000)
  const { lines, threw } = replayed()
  expect(threw).toBe(true)
  expect(lines[0]).toMatch(/^vrrp of test .*, 202 events$/)
  expect(lines.filter((line) => line.startsWith('  '))).toEqual(texts)
  expect(texts.filter((text) => text.includes('Entering MASTER')).length).toBeGreaterThan(10)
  expect(lines.filter((line) => line.startsWith('!'))).toContain(`! ${error}`)
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('from a copy of the state: the last actions', () => {
  const { texts } = crash(20)
  const { lines, threw } = replayed()
  expect(threw).toBe(true)
  expect(lines[0]).toMatch(/, (2\d|3\d|40) events$/)
  const again = lines.filter((line) => line.startsWith('  '))
  expect(again.length).toBeGreaterThan(20)
  expect(again).toEqual(texts.slice(-again.length))
})

test('a state that takes too long to copy is given up', () => {
  crash(20, -1)
  expect(existsSync(path)).toBe(false)
})

test('a state that is known to be large is not even tried to be copied', () => {
  let asked = 0
  crash(20, 10_000, ({ instances }) => {
    asked++
    return instances.size > 0
  })
  expect(asked).toBe(2)
  expect(existsSync(path)).toBe(false)
})

test('of many configurations only the last few are kept', () => {
  const recorder = makeFlightRecorder<object, object>({ machine: 'lifecycle', program: 'test', path })
  for (let i = 0; i < 100; i++) {
    recorder.note({}, { kind: 'config-loaded', config: i }, i)
    recorder.note({}, { kind: 'deadline' }, i)
  }
  expect(recorder.save('a fault')).toBe(path)
  const { events } = deserialize(readFileSync(path)) as FlightRecord
  const kept = events.flatMap(({ event }) =>
    'config' in (event as object) ? [(event as { config: number }).config] : [],
  )
  expect(kept).toEqual([92, 93, 94, 95, 96, 97, 98, 99])
})

test('something else is no flight record', () => {
  writeFileSync(path, serialize({ layout: 2 }))
  expect(() => replayed()).toThrow(/is no flight record/)
})
