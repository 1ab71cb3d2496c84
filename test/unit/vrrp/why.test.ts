/** What status says about the last change of an instance. */
import { expect, test } from 'vitest'
import { viewVrrp } from '../../../src/vrrp/view.ts'
import { group, instance, link, script, vip, vrrpConfig } from '../../sim/fixtures.ts'
import { bench, masterBench, type Bench } from './bench.ts'

const last = (b: Bench, name = 'VI_1') => {
  const view = viewVrrp(b.state).instances.find((one) => one.name === name)
  return `${view?.lastChange?.from} to ${view?.state}: ${view?.lastChange?.why}`
}

test('start, silence, and the end of a heard master', () => {
  const b = bench()
  expect(last(b)).toBe('init to backup: start')
  b.hear({ priority: 120 })
  b.wait(4_000_000)
  expect(last(b)).toBe('backup to master: no advert of 10.9.0.9 (priority 120) came in time')
  expect(last(masterBench())).toBe('backup to master: no master was heard')
})

test('a stronger router, and one with the same priority and a higher address', () => {
  const b = masterBench()
  b.hear({ priority: 200 })
  expect(last(b)).toBe('master to backup: heard 10.9.0.9 with priority 200')
  const tie = masterBench()
  tie.hear({ priority: 100 })
  expect(last(tie)).toBe('master to backup: heard 10.9.0.9 with the same priority 100 and a higher address')
})

test('a fault, its end, and what tracks it', () => {
  const tracked = { trackScripts: [{ script: 'check', weight: 0, reverse: false }] }
  const b = bench(vrrpConfig({ instances: [instance(tracked)], scripts: [script('check')] }))
  const answer = (status: number) =>
    b.give({ kind: 'script-result', script: 'check', result: { kind: 'exit', status } })
  expect(viewVrrp(b.state).instances[0]?.tracks).toEqual([
    { source: 'script', name: 'check', weight: 0, reverse: false, up: null, points: 0 },
  ])
  answer(0)
  for (let i = 0; i < 5; i++) answer(1)
  expect(last(b)).toBe('backup to fault: script check fails')
  expect(viewVrrp(b.state).instances[0]?.tracks[0]?.up).toBe(false)
  for (let i = 0; i < 5; i++) answer(0)
  expect(last(b)).toBe('fault to backup: nothing is at fault any more')
})

test('a sync group takes its members along', () => {
  const members = [
    instance({ syncGroup: 'G' }),
    instance({ name: 'VI_2', vrid: 52, addresses: [vip('10.9.0.101')], syncGroup: 'G' }),
  ]
  const b = bench(vrrpConfig({ instances: members, syncGroups: [group('G', ['VI_1', 'VI_2'])] }))
  b.give({ kind: 'interface', interface: link('eth0', 2, ['10.9.0.1/24'], { up: false }) })
  b.give({ kind: 'interface', interface: link('eth0', 2, ['10.9.0.1/24']) })
  b.wait(10_000_000)
  expect([last(b), last(b, 'VI_2')].toSorted()).toEqual([
    'backup to master: no master was heard',
    'backup to master: with its sync group G',
  ])
})
