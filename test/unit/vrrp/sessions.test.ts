/** The lines are those of keepalived 2.2.7 with the same file, whose sessions came up and went down likewise. */
import { expect, test } from 'vitest'
import { group, instance, vip, vrrpConfig } from '../../sim/fixtures.ts'
import { adverts, bench, masterBench, texts, type Bench } from './bench.ts'

const track = (session: string, weight: number, reverse = false) => ({ session, weight, reverse })
const hear = (b: Bench, session: string, up: boolean): string[] =>
  texts(b.give({ kind: 'bfd-session', session, up, ageUs: 58 })).filter((line) => !/removing|0 priority/.test(line))
const withTracks = (...trackBfd: ReturnType<typeof track>[]) => vrrpConfig({ instances: [instance({ trackBfd })] })

test('weight 0: in fault until the session is up, and whenever it is down', () => {
  const b = bench(withTracks(track('B1', 0)))
  expect(b.instance()).toMatchObject({ state: 'fault', faults: [{ kind: 'bfd', session: 'B1' }] })
  expect(hear(b, 'B1', false)).toEqual(['Received BFD event: instance B1 is in state Down (delivered in 58 usec)'])
  expect(hear(b, 'B1', true)).toEqual([
    'Received BFD event: instance B1 is in state Up (delivered in 58 usec)',
    'VRRP_Instance(VI_1) Tracked BFD instance B1 is UP',
    '(VI_1) Entering BACKUP STATE',
  ])
  b.wait(4_000_000)
  expect(hear(b, 'B1', false)).toEqual([
    'Received BFD event: instance B1 is in state Down (delivered in 58 usec)',
    'VRRP_Instance(VI_1) Tracked BFD instance B1 is DOWN',
    '(VI_1) Entering FAULT STATE',
  ])
})

test('reverse: in fault while it is up', () => {
  const b = masterBench(withTracks(track('B1', 0, true)))
  expect(b.instance().state).toBe('master')
  hear(b, 'B1', true)
  expect(b.instance().state).toBe('fault')
  expect(hear(b, 'B1', false).at(-1)).toBe('(VI_1) Entering BACKUP STATE')
})

test('weights count from the start, when all are down', () => {
  const b = masterBench(withTracks(track('B2', -30, true), track('B3', 10), track('B1', -7)))
  expect(b.instance().effectivePriority).toBe(123)
  expect(hear(b, 'B1', true).slice(1)).toEqual([
    'VRRP_Instance(VI_1) Tracked BFD instance B1 is UP',
    '(VI_1) Changing effective priority from 123 to 130',
  ])
  expect(adverts(b.wait(1_000_000))).toEqual([130])
  expect(hear(b, 'B1', false).at(-1)).toBe('(VI_1) Changing effective priority from 130 to 123')
})

test('a sync group that tracks one is in fault as a whole', () => {
  const other = instance({
    name: 'VI_2',
    interface: 'eth1',
    vrid: 52,
    addresses: [vip('10.8.0.100/24', { interface: 'eth1' })],
  })
  const config = vrrpConfig({
    instances: [instance(), other],
    syncGroups: [group('G', ['VI_1', 'VI_2'], { trackBfd: [track('B1', 0)] })],
  })
  const b = bench(config)
  const states = (): string[] => ['VI_1', 'VI_2'].map((name) => b.instance(name).state)
  expect(states()).toEqual(['fault', 'fault'])
  expect(hear(b, 'B1', true)).toEqual(
    expect.arrayContaining([
      'VRRP_Instance(VI_1) Tracked BFD instance B1 is UP',
      'VRRP_Instance(VI_2) Tracked BFD instance B1 is UP',
      '(VI_2) Entering BACKUP STATE',
      '(VI_1) Entering BACKUP STATE',
    ]),
  )
  b.wait(4_000_000)
  expect(states()).toEqual(['master', 'master'])
  hear(b, 'B1', false)
  expect(states()).toEqual(['fault', 'fault'])
})
