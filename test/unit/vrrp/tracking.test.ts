import { describe, expect, test } from 'vitest'
import { pointsOf } from '../../../src/vrrp/tracking.ts'
import { group, instance, link, script, trackProcess, vip, vrrpConfig } from '../../sim/fixtures.ts'
import { adverts, bench, texts, type Bench } from './bench.ts'
import type { ScriptResult } from '../../../src/vrrp/events.ts'

test.each([
  [20, false, true, 20],
  [20, false, false, 0],
  [-20, false, true, 0],
  [-20, false, false, -20],
  [20, true, true, -20],
  [20, true, false, 0],
  [-20, true, true, 0],
  [-20, true, false, 20],
])('weight %i reverse %s up %s gives %i points', (weight, reverse, up, points) => {
  expect(pointsOf({ weight, reverse }, up)).toBe(points)
})

const tracked = (
  weight: number,
  change: Parameters<typeof script>[1] = {},
  reverse = false,
): ReturnType<typeof vrrpConfig> =>
  vrrpConfig({
    instances: [instance({ priority: 150, trackScripts: [{ script: 'check', weight, reverse }] })],
    scripts: [script('check', change)],
  })
const answer = (b: Bench, status: number): string[] =>
  texts(b.give({ kind: 'script-result', script: 'check', result: { kind: 'exit', status } }))

describe('scripts', () => {
  test('an instance waits for the first answer of a script of weight 0', () => {
    const b = bench(tracked(0))
    expect(b.instance().state).toBe('init')
    expect(answer(b, 0)).toEqual(['VRRP_Script(check) succeeded', '(VI_1) Entering BACKUP STATE'])
  })
  test('and not for others', () => expect(bench(tracked(-10)).instance().state).toBe('backup'))
  test('the first answer counts at once, whatever rise and fall say', () => {
    const b = bench(tracked(0, { rise: 3, fall: 3 }))
    expect(answer(b, 1)).toEqual(['Script `check` now returning 1', 'VRRP_Script(check) failed (exited with status 1)'])
    expect(b.instance().state).toBe('fault')
  })
  test('rise and fall count answers in a row', () => {
    const b = bench(tracked(-60, { rise: 2, fall: 3 }))
    const priorities = [0, 1, 1, 0, 1, 1, 1, 0, 1, 0, 0].map((status) => {
      answer(b, status)
      return b.instance().effectivePriority
    })
    expect(priorities).toEqual([150, 150, 150, 150, 150, 150, 90, 90, 90, 90, 150])
  })
  test('a run that failed for a reason of this host says nothing, and one line tells of any number of them', () => {
    const b = bench(tracked(0))
    answer(b, 0)
    const trouble = (reason: string) =>
      texts(b.give({ kind: 'script-result', script: 'check', result: { kind: 'failed', reason } }))
    expect(trouble('EAGAIN')).toEqual(['Track script check could not be run (EAGAIN), its last result stands'])
    expect(trouble('ECONNRESET')).toEqual([])
    expect(b.instance().state).toBe('backup')
    expect(answer(b, 0)).toEqual([])
    expect(trouble('ENOMEM')).toHaveLength(1)
    expect(trouble('ENOENT')).toContain('VRRP_Script(check) failed (ENOENT)')
    expect(b.instance().state).toBe('fault')
  })
  test('weight 0 reversed: success is the fault', () => {
    const b = bench(tracked(0, {}, true))
    answer(b, 0)
    expect(b.instance().state).toBe('fault')
    answer(b, 1)
    expect(b.instance().state).toBe('backup')
  })
  test('init_fail: a fault from the start', () => {
    const b = bench(tracked(0, { initFail: true }))
    expect(b.instance().state).toBe('fault')
    answer(b, 0)
    expect(b.instance().state).toBe('backup')
  })
  test("every way to fail has the original's words", () => {
    const words = (result: ScriptResult): string[] =>
      texts(bench(tracked(-1)).give({ kind: 'script-result', script: 'check', result }))
    expect(words({ kind: 'signal', signal: 'SIGKILL' })).toContain('VRRP_Script(check) failed (due to signal 9)')
    expect(words({ kind: 'timeout' })).toContain('VRRP_Script(check) timed_out')
    expect(words({ kind: 'failed', reason: 'no such file' })).toContain('VRRP_Script(check) failed (no such file)')
  })
  test('a script that still runs is not started again; the next interval is', () => {
    const b = bench(tracked(-1))
    const runs = (us: number): number => b.wait(us).filter((action) => action.kind === 'run-script').length
    expect(runs(3_000_000)).toBe(0)
    answer(b, 0)
    expect(runs(1_000_000)).toBe(1)
  })
  test('unused scripts do not run', () => {
    const b = bench(vrrpConfig({ scripts: [script('check')] }))
    expect(b.state.scripts.size).toBe(0)
  })
  test('points stay within 1..254, and an owner keeps 255', () => {
    const priority = (own: number, weight: number): number => {
      const b = bench(
        vrrpConfig({
          instances: [instance({ priority: own, trackScripts: [{ script: 'check', weight, reverse: false }] })],
          scripts: [script('check')],
        }),
      )
      answer(b, weight > 0 ? 0 : 1)
      return b.instance().effectivePriority
    }
    expect([priority(250, 253), priority(10, -253), priority(255, -253), priority(100, 20)]).toEqual([254, 1, 255, 120])
  })
})

describe('processes', () => {
  const config = (change: Parameters<typeof trackProcess>[1] = {}): ReturnType<typeof vrrpConfig> =>
    vrrpConfig({
      instances: [instance({ trackProcesses: [{ process: 'd', weight: 0, reverse: false }] })],
      processes: [trackProcess('d', change)],
    })
  const count = (b: Bench, n: number): void => {
    b.give({ kind: 'process-count', process: 'd', count: n })
  }
  test('the first count decides at once', () => {
    const b = bench(config({ forkDelayUs: 9_000_000 }))
    expect(b.instance().state).toBe('init')
    count(b, 1)
    expect(b.instance().state).toBe('backup')
  })
  test.each([
    ['below the quorum', { quorum: 2 }, 1, 'fault'],
    ['at the quorum', { quorum: 2 }, 2, 'backup'],
    ['above the maximum', { quorumMax: 2 }, 3, 'fault'],
    ['none may run', { quorumMax: 0 }, 1, 'fault'],
    ['and none does', { quorumMax: 0 }, 0, 'backup'],
  ])('%s', (_, change, n, state) => {
    const b = bench(config(change))
    count(b, n)
    expect(b.instance().state).toBe(state)
  })
  test('a short absence is forgiven, a long one is not, and the return is delayed too', () => {
    const b = bench(config({ terminateDelayUs: 2_000_000, forkDelayUs: 1_000_000 }))
    count(b, 1)
    count(b, 0)
    b.wait(1_999_999)
    count(b, 1)
    b.wait(5_000_000)
    expect(b.instance().state).toBe('master')
    count(b, 0)
    expect(texts(b.wait(2_000_000))).toContain('Quorum lost for tracked process d')
    expect(b.instance().state).toBe('fault')
    count(b, 1)
    b.wait(999_999)
    expect(b.instance().state).toBe('fault')
    b.wait(1)
    expect(b.instance().state).toBe('backup')
  })
})

describe('interfaces', () => {
  const down = { kind: 'interface' as const, interface: link('eth0', 2, ['10.9.0.1/24'], { running: false }) }
  test('its own link: fault and return', () => {
    const b = bench()
    b.give(down)
    expect(b.instance()).toMatchObject({ state: 'fault', faults: [{ kind: 'interface', interface: 'eth0' }] })
    b.give({ kind: 'interface', interface: link('eth0', 2, ['10.9.0.1/24']) })
    expect(b.instance().state).toBe('backup')
  })
  test('dont_track_primary: no fault, unless the link is gone', () => {
    const b = bench(vrrpConfig({ instances: [instance({ dontTrackPrimary: true })] }))
    b.give(down)
    expect(b.instance().state).toBe('backup')
    b.give({ kind: 'interface-gone', index: 2 })
    expect(b.instance().state).toBe('fault')
  })
  test('rfc 13: IPv6 needs a link-local address that has passed its duplicate check', () => {
    const config = vrrpConfig({ instances: [instance({ version: 3, family: 6, addresses: [vip('fe80::100/64')] })] })
    const tentative = link('eth0', 2, ['fe80::1/64'])
    const b = bench(config, undefined, [
      { ...tentative, addresses: tentative.addresses.map((a) => ({ ...a, tentative: true })) },
    ])
    expect(b.instance().faults).toEqual([{ kind: 'no-address' }])
    b.give({ kind: 'interface', interface: tentative })
    expect(b.instance().state).toBe('backup')
  })
  test('a link that comes back under another index gets another socket', () => {
    const b = bench()
    b.give({ kind: 'interface-gone', index: 2 })
    const actions = b.give({ kind: 'interface', interface: link('eth0', 9, ['10.9.0.1/24']) })
    const sockets = actions.find((action) => action.kind === 'sockets')
    expect(sockets?.wanted.map((spec) => spec.interfaceIndex)).toEqual([9])
    b.hear({ interfaceIndex: 9, priority: 150 })
    expect(b.instance().masterPriority).toBe(150)
  })
  test('a change that concerns nobody costs nothing', () => {
    const b = bench()
    expect(b.give({ kind: 'interface', interface: link('eth1', 3, ['10.8.0.1/24'], { running: false }) })).toEqual([])
  })
  test('view: what holds it back and what took points off', () => {
    const b = bench(
      vrrpConfig({ instances: [instance({ trackInterfaces: [{ interface: 'eth1', weight: -30, reverse: false }] })] }),
    )
    b.give({ kind: 'interface', interface: link('eth1', 3, [], { up: false }) })
    expect(b.instance()).toMatchObject({
      effectivePriority: 70,
      adjustments: [{ source: 'interface', name: 'eth1', points: -30 }],
    })
  })
})

describe('sync groups', () => {
  const pair = (
    change: Parameters<typeof vrrpConfig>[0] = {},
    first: Parameters<typeof instance>[0] = {},
  ): ReturnType<typeof vrrpConfig> =>
    vrrpConfig({
      instances: [
        instance({ priority: 150, ...first }),
        instance({
          name: 'VI_2',
          priority: 150,
          vrid: 52,
          interface: 'eth1',
          addresses: [vip('10.8.0.100/24', { interface: 'eth1' })],
        }),
      ],
      syncGroups: [group('G', ['VI_1', 'VI_2'])],
      ...change,
    })
  test('one member that hears a master keeps all from taking over', () => {
    const b = bench(pair())
    for (let i = 0; i < 8; i++) {
      b.wait(1_000_000)
      b.hear({ vrid: 52, interfaceIndex: 3, from: '10.8.0.9', addresses: ['10.8.0.100'], priority: 200 })
    }
    expect([b.instance('VI_1').state, b.instance('VI_2').state]).toEqual(['backup', 'backup'])
    expect(adverts(b.wait(4_000_000))).toHaveLength(2)
  })
  test('weights of one member count for all, once each', () => {
    const both = { trackScripts: [{ script: 'check', weight: -30, reverse: false }] }
    const config = pair({ scripts: [script('check')] }, both)
    const b = bench({ ...config, instances: config.instances.map((entry) => ({ ...entry, ...both })) })
    answer(b, 1)
    expect([b.instance('VI_1').effectivePriority, b.instance('VI_2').effectivePriority]).toEqual([120, 120])
    const one = bench(config)
    answer(one, 1)
    expect([one.instance('VI_1').effectivePriority, one.instance('VI_2').effectivePriority]).toEqual([120, 120])
  })
  test('where a member and its group track one script the group counts, unless the member wants a fault', () => {
    const track = (weight: number) => ({ trackScripts: [{ script: 'check', weight, reverse: false }] })
    const effective = (own: number, shared: number) => {
      const config = pair({ scripts: [script('check')], syncGroups: [group('G', ['VI_1', 'VI_2'], track(shared))] })
      const b = bench({ ...config, instances: config.instances.map((entry) => ({ ...entry, ...track(own) })) })
      answer(b, 1)
      return [b.instance('VI_1').effectivePriority, b.instance('VI_1').state]
    }
    expect(effective(-30, -20)).toEqual([130, 'backup'])
    expect(effective(0, -20)[1]).toBe('fault')
  })
  test('a script of the group holds all members in fault', () => {
    const tracks = { trackScripts: [{ script: 'check', weight: 0, reverse: false }] }
    const b = bench(pair({ scripts: [script('check')], syncGroups: [group('G', ['VI_1', 'VI_2'], tracks)] }))
    answer(b, 1)
    expect([b.instance('VI_1').state, b.instance('VI_2').state]).toEqual(['fault', 'fault'])
    answer(b, 0)
    expect([b.instance('VI_1').state, b.instance('VI_2').state]).toEqual(['backup', 'backup'])
  })
  test('a member waits until the fault of the other is over', () => {
    const b = bench(pair())
    b.give({ kind: 'interface', interface: link('eth1', 3, ['10.8.0.1/24'], { running: false }) })
    b.give({ kind: 'interface', interface: link('eth0', 2, ['10.9.0.1/24'], { running: false }) })
    b.give({ kind: 'interface', interface: link('eth0', 2, ['10.9.0.1/24']) })
    expect(b.instance('VI_1').state).toBe('fault')
    b.give({ kind: 'interface', interface: link('eth1', 3, ['10.8.0.1/24']) })
    expect([b.instance('VI_1').state, b.instance('VI_2').state]).toEqual(['backup', 'backup'])
  })
})
