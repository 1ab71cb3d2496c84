import { describe, expect, test } from 'vitest'
import type { VrrpConfig } from '../../../src/config/config.ts'
import { FILE_FAULT, filePoints } from '../../../src/vrrp/tracking.ts'
import { globalConfig, group, instance, link, trackFile, vip, vrrpConfig } from '../../sim/fixtures.ts'
import { adverts, bench, masterBench, texts, type Bench } from './bench.ts'

test.each([
  [2, false, 5, 10],
  [2, true, 5, -10],
  [2, false, 200, 253],
  [2, false, -126, -252],
  [2, false, -127, FILE_FAULT],
  [-3, false, 2147483647, FILE_FAULT],
  [0, false, 0, 0],
  [0, false, -1, FILE_FAULT],
  [0, true, 7, 0],
  [0, true, 0, FILE_FAULT],
])('weight %i reverse %s with %i in the file', (weight, reverse, value, points) => {
  expect(filePoints({ weight, reverse }, value)).toBe(points)
})

const tracked = (weight: number, reverse = false): VrrpConfig =>
  vrrpConfig({ instances: [instance({ trackFiles: [{ file: 'f', weight, reverse }] })], files: [trackFile('f')] })
const put = (b: Bench, value: number): string[] => texts(b.give({ kind: 'file-value', file: 'f', value }))

describe('a tracked file', () => {
  test('moves the priority that is announced', () => {
    const b = masterBench(tracked(2))
    expect(put(b, 5)).toEqual(['(VI_1) Changing effective priority from 100 to 110'])
    expect(adverts(b.wait(1_000_000))).toEqual([110])
    expect(put(b, 5)).toEqual([])
  })
  test('weight 0: any number but 0 is a fault', () => {
    const b = masterBench(tracked(0))
    expect(put(b, 1)).toEqual([
      '(VI_1): tracked file f now FAULT state',
      '(VI_1) Entering FAULT STATE',
      '(VI_1) sent 0 priority',
      '(VI_1) removing VIPs.',
    ])
    expect(put(b, -1)).toEqual([])
    expect(put(b, 0)).toEqual(['(VI_1): tracked file f leaving FAULT state', '(VI_1) Entering BACKUP STATE'])
  })
  test('a product of -254 is a fault, which hides the change of priority', () => {
    const b = bench(tracked(2))
    expect(put(b, -126)).toEqual(['(VI_1) Changing effective priority from 100 to 1'])
    expect(put(b, -127)).toEqual(['(VI_1): tracked file f now FAULT state', '(VI_1) Entering FAULT STATE'])
    expect(put(b, 3)).toEqual([
      '(VI_1): tracked file f leaving FAULT state',
      '(VI_1) Setting effective priority to 106',
      '(VI_1) Entering BACKUP STATE',
    ])
  })
  test('a fault that is there from the start', () => {
    const config = vrrpConfig({
      instances: [
        instance({
          trackFiles: [
            { file: 'f', weight: 0, reverse: false },
            { file: 'g', weight: -2, reverse: false },
          ],
        }),
      ],
      files: [trackFile('f'), trackFile('g')],
    })
    const b = bench(config, globalConfig(), [])
    const interfaces = [link('eth0', 2, ['10.9.0.1/24'])]
    const fresh = bench(vrrpConfig({ instances: [] }))
    fresh.state.instances.clear()
    const said = texts(
      fresh.give({ kind: 'start', global: globalConfig(), config, interfaces, fileValues: { f: 9, g: 1 } }),
    )
    expect(b.instance().state).toBe('fault')
    expect(said.slice(-4)).toEqual([
      '(VI_1): entering FAULT state (tracked file f has status -254)',
      '(VI_1) Changing effective priority from 100 to 98',
      '(VI_1) entering FAULT state',
      '(VI_1) removing VIPs.',
    ])
  })
  test('a sync group fails and recovers with the file that it tracks', () => {
    const b = bench(
      vrrpConfig({
        instances: [
          instance(),
          instance({
            name: 'VI_2',
            vrid: 52,
            interface: 'eth1',
            priority: 90,
            addresses: [vip('10.8.0.100/24', { interface: 'eth1' })],
          }),
        ],
        syncGroups: [group('G', ['VI_1', 'VI_2'], { trackFiles: [{ file: 'f', weight: 2, reverse: false }] })],
        files: [trackFile('f')],
      }),
    )
    expect(put(b, 5)).toEqual([
      '(VI_1) Changing effective priority from 100 to 110',
      '(VI_2) Changing effective priority from 90 to 100',
    ])
    b.wait(60_000_000)
    expect(put(b, -127).filter((line) => !line.includes('VIPs') && !line.includes('sent 0'))).toEqual([
      '(VI_1): tracked file f now FAULT state',
      '(VI_1) Entering FAULT STATE',
      'VRRP_Group(G) Syncing instances to FAULT state',
      '(VI_2) Entering FAULT STATE',
      '(VI_2): tracked file f now FAULT state',
    ])
    expect(put(b, 1)).toEqual([
      '(VI_1): tracked file f leaving FAULT state',
      '(VI_1) Setting effective priority to 102',
      '(VI_2): tracked file f leaving FAULT state',
      '(VI_2) Setting effective priority to 92',
      '(VI_2) Entering BACKUP STATE',
      'VRRP_Group(G) Syncing instances to BACKUP state',
      '(VI_1) Entering BACKUP STATE',
    ])
  })
  test('a reload with another weight tells what it changes, one without a change nothing', () => {
    const b = bench(tracked(2))
    put(b, 5)
    const reload = (config: VrrpConfig): string[] =>
      texts(b.give({ kind: 'reload', global: globalConfig(), config, fileValues: { f: 5 } }))
    expect(reload(tracked(2))).toEqual([])
    expect(reload(tracked(3))).toEqual(['(VI_1) Changing effective priority from 110 to 115'])
    expect(reload(tracked(0))).toEqual([
      '(VI_1): tracked file f now FAULT state',
      '(VI_1) Changing effective priority from 115 to 100',
      '(VI_1) Entering FAULT STATE',
    ])
    expect(b.instance().effectivePriority).toBe(100)
    expect(reload(tracked(1))).toEqual([
      '(VI_1): tracked file f leaving FAULT state',
      '(VI_1) Changing effective priority from 100 to 105',
      '(VI_1) Entering BACKUP STATE',
    ])
  })
})
