/** Whatever happens in whatever order, the machine keeps its promises and never throws. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeIpPrefix } from '../../../src/lib/ip.ts'
import type { VrrpConfig } from '../../../src/config/config.ts'
import type { VrrpAction } from '../../../src/vrrp/actions.ts'
import type { VrrpEvent } from '../../../src/vrrp/events.ts'
import { initialVrrpState } from '../../../src/vrrp/state.ts'
import { vrrpMachine } from '../../../src/vrrp/step.ts'
import {
  ahPassword,
  globalConfig,
  group,
  instance,
  ip,
  link,
  script,
  trackProcess,
  vip,
  vrrpConfig,
} from '../../sim/fixtures.ts'

const settings = fc.record({
  priority: fc.integer({ min: 1, max: 255 }),
  version: fc.constantFrom<2 | 3>(2, 3),
  preempt: fc.boolean(),
  delay: fc.constantFrom(0, 2_500_000),
  grouped: fc.boolean(),
  weight: fc.integer({ min: -253, max: 253 }),
  reverse: fc.boolean(),
  ah: fc.boolean(),
  vips: fc.integer({ min: 1, max: 3 }),
  higher: fc.boolean(),
})
type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never

function build(s: Settings): VrrpConfig {
  const common = {
    version: s.version,
    priority: s.priority,
    preempt: s.preempt,
    preemptDelayUs: s.delay,
    higherPrioSendAdvert: s.higher,
    authentication: s.ah && s.version === 2 ? ahPassword('1111') : { kind: 'none' as const },
  }
  return vrrpConfig({
    instances: [
      instance({
        ...common,
        addresses: [...Array(s.vips).keys()].map((i) => vip(`10.9.0.${100 + i}/24`)),
        trackScripts: [{ script: 'check', weight: s.weight, reverse: s.reverse }],
        trackProcesses: [{ process: 'd', weight: s.weight % 2 === 0 ? 0 : -10, reverse: false }],
      }),
      instance({
        ...common,
        name: 'VI_2',
        vrid: 52,
        interface: 'eth1',
        addresses: [vip('10.8.0.100/24', { interface: 'eth1' })],
      }),
    ],
    syncGroups: s.grouped ? [group('G', ['VI_1', 'VI_2'])] : [],
    scripts: [script('check')],
    processes: [trackProcess('d', { terminateDelayUs: 1_000_000 })],
  })
}

const octet = fc.integer({ min: 0, max: 255 })
const event: fc.Arbitrary<VrrpEvent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        priority: octet,
        last: octet,
        second: fc.boolean(),
        sequence: octet,
        odd: fc.integer({ min: 0, max: 9 }),
      })
      .map(advert),
  },
  { weight: 6, arbitrary: fc.constant<VrrpEvent>({ kind: 'deadline' }) },
  {
    weight: 2,
    arbitrary: fc
      .record({
        index: fc.constantFrom(2, 3),
        up: fc.boolean(),
        addresses: fc.subarray(['10.9.0.1/24', '10.9.0.100/24', '10.8.0.1/24', 'fe80::1/64']),
      })
      .map(({ index, up, addresses }) => ({
        kind: 'interface' as const,
        interface: link(`eth${index - 2}`, index, addresses, { up }),
      })),
  },
  fc.constantFrom<VrrpEvent>({ kind: 'interface-gone', index: 2 }, { kind: 'interface-gone', index: 77 }),
  fc.record({ status: fc.integer({ min: 0, max: 3 }) }).map(({ status }): VrrpEvent => ({
    kind: 'script-result',
    script: 'check',
    result: status === 3 ? { kind: 'timeout' } : { kind: 'exit', status },
  })),
  fc
    .record({ count: fc.integer({ min: 0, max: 3 }) })
    .map(({ count }): VrrpEvent => ({ kind: 'process-count', process: 'd', count })),
  fc
    .constantFrom<VrrpAction['kind']>('add-addresses', 'remove-addresses', 'send-advert', 'sockets', 'mail')
    .map((action): VrrpEvent => ({
      kind: 'action-failed',
      action,
      instance: 'VI_1',
      errno: 'EPERM',
      message: 'refused',
    })),
  fc.constantFrom<VrrpEvent>(
    { kind: 'script-result', script: 'unknown', result: { kind: 'exit', status: 0 } },
    { kind: 'action-failed', action: 'fifo', instance: null, errno: 'EPIPE', message: 'broken' },
    { kind: 'bad-packet', interfaceIndex: 2, source: ip('10.9.0.9'), reason: 'short', vrid: 51, family: 4 },
  ),
  settings.map((s): VrrpEvent => ({ kind: 'reload', global: globalConfig(), config: build(s) })),
)

function advert(p: { priority: number; last: number; second: boolean; sequence: number; odd: number }): VrrpEvent {
  const addresses = [ip(p.second ? '10.8.0.100' : '10.9.0.100')]
  return {
    kind: 'advert',
    interfaceIndex: p.second ? 3 : 2,
    source: ip(`10.9.0.${p.last}`),
    destination: ip('224.0.0.18'),
    ttl: p.odd === 1 ? 1 : 255,
    advert: {
      version: p.odd === 2 ? 3 : 2,
      family: 4,
      vrid: p.second ? 52 : 51,
      priority: p.priority,
      addresses,
      intervalUnits: p.odd === 3 ? 0 : 1,
      authType: p.odd === 4 ? 9 : 0,
      authData: new Uint8Array(8),
      type: 1,
      checksum: p.odd === 5 ? 'wrong' : 'message',
      addressCount: 1,
      messageLength: p.odd === 6 ? 3 : 20,
      ah: p.odd > 7 ? { spi: 0, sequence: p.sequence, authentic: true } : null,
    },
  }
}

const history = fc.array(
  fc.record({ event, after: fc.constantFrom(0, 1, 1000, 609_375, 1_000_000, 3_609_375, 9_000_000) }),
  { maxLength: 60 },
)
const links = [link('eth0', 2, ['10.9.0.1/24', 'fe80::1/64']), link('eth1', 3, ['10.8.0.1/24'])]

function play(
  first: Settings,
  steps: readonly { event: VrrpEvent; after: number }[],
  see: (actions: VrrpAction[], now: number) => void = () => {},
): VrrpAction[] {
  const state = initialVrrpState()
  const all: VrrpAction[] = []
  let now = 0
  const give = (next: VrrpEvent): void => {
    const actions = vrrpMachine.step(state, next, now)
    all.push(...actions)
    see(actions, now)
    for (const member of state.instances.values()) {
      const { effectivePriority: priority, config } = member
      expect(config.priority === 255 ? priority >= 254 : priority >= 1 && priority <= 254).toBe(true)
      // What the kernel was told is what the state says.
      if (member.state !== 'master') expect(member.installed.size).toBe(0)
      expect(member.timers.advert.place >= 0).toBe(member.state === 'master')
      if (member.state === 'backup') expect(member.timers.masterDown.place >= 0 || member.expired).toBe(true)
    }
  }
  give({ kind: 'start', global: globalConfig(), config: build(first), interfaces: links })
  for (const { event: next, after } of steps) {
    now += after
    give(next)
    // One deadline event settles everything that is due.
    if (next.kind === 'deadline') expect(vrrpMachine.nextDeadline(state)).toBeGreaterThan(now)
  }
  give({ kind: 'stop' })
  expect(vrrpMachine.step(state, { kind: 'deadline' }, now + 1e9)).toEqual([])
  return all
}

test('any history keeps the promises of the machine', () => {
  fc.assert(
    fc.property(settings, history, (first, steps) => {
      const kernel = new Set<string>()
      const all = play(first, steps, (actions) => {
        for (const action of actions) {
          if (action.kind === 'send-advert') {
            expect(action.advert.priority).toBeGreaterThanOrEqual(0)
            expect(action.advert.priority).toBeLessThanOrEqual(255)
            expect(action.destinations.length).toBeGreaterThan(0)
          }
          if (action.kind === 'add-addresses') for (const a of action.addresses) kernel.add(writeIpPrefix(a))
          if (action.kind === 'remove-addresses') for (const a of action.addresses) kernel.delete(writeIpPrefix(a))
          // Nothing is announced that was not set.
          if (action.kind === 'announce')
            for (const a of action.addresses) expect(kernel.has(`${a.bytes.join('.')}/24`)).toBe(true)
        }
      })
      expect(kernel.size).toBe(0)
      expect(all.filter((action) => action.kind === 'stopped')).toHaveLength(1)
    }),
    { numRuns: 500 },
  )
})

test('the same history gives the same actions', () => {
  fc.assert(
    fc.property(settings, history, (first, steps) => {
      expect(play(first, structuredClone(steps))).toEqual(play(first, steps))
    }),
    { numRuns: 100 },
  )
})

test('after any history a reload of the same file emits nothing', () => {
  fc.assert(
    fc.property(settings, history, (first, steps) => {
      const state = initialVrrpState()
      let now = 0
      vrrpMachine.step(state, { kind: 'start', global: globalConfig(), config: build(first), interfaces: links }, now)
      let config = build(first)
      for (const { event: next, after } of steps) {
        now += after
        if (next.kind === 'reload') config = next.config
        vrrpMachine.step(state, next, now)
      }
      expect(
        vrrpMachine.step(state, { kind: 'reload', global: globalConfig(), config: structuredClone(config) }, now),
      ).toEqual([])
    }),
    { numRuns: 300 },
  )
})
