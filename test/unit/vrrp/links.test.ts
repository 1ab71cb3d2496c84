/** interface_up_down_delays, garp_group, and the states that a reload writes to the FIFO. */
import { describe, expect, test } from 'vitest'
import type { VrrpConfig } from '../../../src/config/config.ts'
import type { InterfaceInfo } from '../../../src/lib/interface-info.ts'
import { globalConfig, group, instance, link, vip, vrrpConfig } from '../../sim/fixtures.ts'
import { bench, masterBench, texts, type Bench } from './bench.ts'

const SECOND = 1_000_000

describe('interface_up_down_delays', () => {
  const config = vrrpConfig({ linkDelays: [{ interface: 'eth0', downUs: 700_000, upUs: 500_000 }] })
  const eth0 = (running: boolean): InterfaceInfo => ({
    ...link('eth0', 2, ['10.9.0.1/24', '10.9.0.100/24', 'fe80::1/64']),
    running,
  })
  const tell = (b: Bench, running: boolean): string[] =>
    texts(b.give({ kind: 'interface', interface: eth0(running) })).filter((line) => !line.includes('address'))

  test('a short absence is none', () => {
    const b = masterBench(config)
    expect(tell(b, false).join()).toBe('eth0: Adding flags change from 0x11043 to 0x1003 delay by 700000')
    b.wait(600_000)
    expect(tell(b, true)).toEqual([])
    expect(texts(b.wait(SECOND)).filter((line) => /FAULT|Netlink/.test(line))).toEqual([])
    expect(b.instance().state).toBe('master')
  })
  test('a long one is a fault, late, and its end is believed late too', () => {
    const b = masterBench(config)
    tell(b, false)
    expect(texts(b.wait(699_999))).toEqual([])
    expect(texts(b.wait(1))).toContain('(VI_1) Entering FAULT STATE')
    expect(tell(b, true).join()).toMatch(/delay by 500000$/)
    expect(b.instance().state).toBe('fault')
    expect(texts(b.wait(500_000))).toEqual(['Netlink reports eth0 up', '(VI_1) Entering BACKUP STATE'])
  })
  test('other facts of the link are believed at once', () => {
    const b = masterBench(config)
    tell(b, false)
    b.give({ kind: 'interface', interface: { ...eth0(false), mtu: 1400 } })
    expect(b.state.interfaces.get('eth0')).toMatchObject({ mtu: 1400, running: true })
  })
  test('a delay in which a backup would take over is shortened', () => {
    const b = bench(vrrpConfig({ linkDelays: [{ interface: 'eth0', downUs: 2 * SECOND, upUs: SECOND }] }))
    expect(b.state.linkDelays.get('eth0')).toMatchObject({ downUs: 1_996_094, upUs: SECOND })
  })
  test('where the first missed advert counts, there is none', () => {
    const linkDelays = [{ interface: 'eth0', downUs: 2 * SECOND, upUs: SECOND }]
    const b = bench(vrrpConfig({ linkDelays, instances: [instance({ downTimerAdverts: 1 })] }))
    expect(b.state.linkDelays.get('eth0')).toMatchObject({ downUs: 0, upUs: 0 })
  })
  test('an interface that is removed is gone at once', () => {
    const b = masterBench(config)
    tell(b, false)
    b.give({ kind: 'interface-gone', index: 2 })
    expect(b.instance().state).toBe('fault')
    expect(b.state.heldLinks.size).toBe(0)
  })
})

describe('linkbeat_interfaces', () => {
  const linkbeat = [
    { interface: 'eth0', way: null },
    { interface: 'eth1', way: 'MII' as const },
  ]
  const config = vrrpConfig({ linkbeat })
  const poll = (b: Bench, up: boolean): string[] => texts(b.give({ kind: 'link-polled', interface: 'eth0', up }))
  const eth0 = link('eth0', 2, ['10.9.0.1/24', '10.9.0.100/24'])

  test('what nothing tracks is not polled, and a reload of the same file orders nothing', () => {
    const b = bench()
    const actions = b.give({ kind: 'reload', global: globalConfig(), config })
    expect(actions).toContainEqual({ kind: 'poll-links', links: [linkbeat[0]] })
    expect(texts(actions)).toContain('Turning off linkbeat for eth1 since not used for tracking')
    expect(b.give({ kind: 'reload', global: globalConfig(), config })).toEqual([])
    const without = b.give({ kind: 'reload', global: globalConfig(), config: vrrpConfig() })
    expect(without).toEqual([{ kind: 'poll-links', links: [] }])
  })
  test('the card has the last word on its carrier, and only on that', () => {
    const b = masterBench(config)
    b.give({ kind: 'interface', interface: eth0 })
    expect(poll(b, true)).toEqual([])
    expect(poll(b, false)).toContain('Linkbeat reports eth0 down')
    expect(b.instance().state).toBe('fault')
    expect(texts(b.give({ kind: 'interface', interface: { ...eth0, mtu: 1400 } }))).toEqual([])
    expect(poll(b, true)).toEqual(['Linkbeat reports eth0 up', '(VI_1) Entering BACKUP STATE'])
    b.give({ kind: 'interface', interface: { ...eth0, running: false } })
    expect(b.instance().state).toBe('backup')
    b.give({ kind: 'interface', interface: { ...eth0, up: false } })
    expect(b.instance().state).toBe('fault')
  })
  test('another interface of that name is another card', () => {
    const b = masterBench(config)
    poll(b, false)
    b.give({ kind: 'interface-gone', index: 2 })
    expect(texts(b.give({ kind: 'interface', interface: { ...eth0, index: 9 } }))).toContain('Linkbeat reports eth0 up')
    expect(b.instance().state).toBe('backup')
  })
})

describe('garp_group', () => {
  const two = (change: Partial<VrrpConfig>): VrrpConfig =>
    vrrpConfig({
      instances: [
        instance(),
        instance({
          name: 'VI_2',
          vrid: 52,
          interface: 'eth1',
          addresses: [vip('10.8.0.100/24', { interface: 'eth1' })],
        }),
      ],
      ...change,
    })
  const gaps = (config: VrrpConfig): string[] => {
    const b = bench(config, globalConfig({ garpIntervalUs: 10_000 }))
    return b
      .wait(4 * SECOND)
      .flatMap((action) =>
        action.kind === 'announce' ? [`${action.interfaceIndex} ${action.gapUs} ${action.turns}`] : [],
      )
  }

  test('its interfaces take turns, with its gap', () => {
    const both = { aggregation: 1, interfaces: ['eth0', 'eth1'], garpIntervalUs: 200_000, gnaIntervalUs: 0 }
    expect(gaps(two({ garpGroups: [both] }))).toEqual(['2 200000 eth0 eth1', '3 200000 eth0 eth1'])
  })
  test('those of none have the global gap, each for itself', () => {
    const one = { aggregation: 0, interfaces: ['eth1'], garpIntervalUs: 0, gnaIntervalUs: 300_000 }
    expect(gaps(two({ garpGroups: [one] }))).toEqual(['2 10000 eth0', '3 0 eth1'])
  })
})

test('fifo_write_vrrp_states_on_reload', () => {
  const fifo = { path: '/run/fifo', uid: 0, gid: 0, script: null }
  const global = globalConfig({ fifo, fifoWriteStatesOnReload: true })
  const config = vrrpConfig({ syncGroups: [group('G', ['VI_1'])] })
  const b = bench(config, global)
  b.wait(10 * SECOND)
  const actions = b.give({ kind: 'reload', global, config })
  expect(actions).toEqual([
    { kind: 'fifo', line: 'INSTANCE "VI_1" MASTER 100' },
    { kind: 'fifo', line: 'GROUP "G" MASTER 0' },
  ])
  const silent = globalConfig({ fifo })
  expect(b.give({ kind: 'reload', global: silent, config })).toEqual([])
})
