import { describe, expect, test } from 'vitest'
import { writeIpPrefix } from '../../../src/lib/ip.ts'
import type { VrrpConfig } from '../../../src/config/config.ts'
import type { VrrpAction } from '../../../src/vrrp/actions.ts'
import {
  ahPassword,
  globalConfig,
  group,
  instance,
  ip,
  link,
  noNotify,
  script,
  command,
  vip,
  vrrpConfig,
} from '../../sim/fixtures.ts'
import { adverts, announced, bench, kinds, masterBench, texts, type Bench } from './bench.ts'

const reload = (b: Bench, config: VrrpConfig): VrrpAction[] =>
  b.give({ kind: 'reload', global: globalConfig(), config })
const one = (change: Parameters<typeof instance>[0]): VrrpConfig => vrrpConfig({ instances: [instance(change)] })
const moved = (actions: readonly VrrpAction[]): string[] =>
  actions.flatMap((action) =>
    action.kind === 'add-addresses'
      ? action.addresses.map((a) => `+${writeIpPrefix(a)}`)
      : action.kind === 'remove-addresses'
        ? action.addresses.map((a) => `-${writeIpPrefix(a)}`)
        : [],
  )

test('the same file: no packet, no kernel call, no timer, no line', () => {
  const config = vrrpConfig({
    instances: [
      instance({ trackScripts: [{ script: 'check', weight: -10, reverse: false }] }),
      instance({ name: 'VI_2', vrid: 52, authentication: ahPassword('1111'), addresses: [vip('10.9.0.102/24')] }),
    ],
    syncGroups: [group('G', ['VI_1', 'VI_2'])],
    scripts: [script('check')],
  })
  for (const wait of [1, 3_700_000, 20_000_000]) {
    const b = bench(config)
    b.wait(wait)
    const before = b.state.deadlines.heap.map((timer) => timer.atUs)
    const { counters, sinceUs } = b.instance()
    expect(reload(b, structuredClone(config))).toEqual([])
    expect(b.state.deadlines.heap.map((timer) => timer.atUs)).toEqual(before)
    expect(b.instance()).toMatchObject({ counters, sinceUs })
  }
})

describe('addresses of a master', () => {
  const two = one({ addresses: [vip('10.9.0.100/24'), vip('10.9.0.101/24')] })
  test('an added one is set and announced, the others stay', () => {
    const b = masterBench()
    const actions = reload(b, two)
    expect(moved(actions)).toEqual(['+10.9.0.101/24'])
    expect(announced(actions)).toEqual(['10.9.0.101 x5'])
    expect(adverts(actions)).toEqual([100])
  })
  test('a removed one goes', () => {
    const b = masterBench(two)
    const actions = reload(b, one({ addresses: [vip('10.9.0.101/24')] }))
    expect(moved(actions)).toEqual(['-10.9.0.100/24'])
    expect(texts(actions)).toEqual(['(VI_1) ip address 10.9.0.100/24 dev eth0, no longer exist'])
  })
  test('another prefix length is another address', () => {
    expect(moved(reload(masterBench(), one({ addresses: [vip('10.9.0.100/32')] })))).toEqual([
      '-10.9.0.100/24',
      '+10.9.0.100/32',
    ])
  })
  test('a backup has none to move', () => expect(reload(bench(), two)).toEqual([]))
  test('between two masters an address stays where it is', () => {
    const layout = (first: string[], second: string[]): VrrpConfig =>
      vrrpConfig({
        instances: [
          instance({ addresses: first.map((a) => vip(a)) }),
          instance({ name: 'VI_2', vrid: 52, addresses: second.map((a) => vip(a)) }),
        ],
      })
    const b = masterBench(layout(['10.9.0.100/24', '10.9.0.101/24'], ['10.9.0.102/24']))
    expect(kinds(reload(b, layout(['10.9.0.100/24'], ['10.9.0.101/24', '10.9.0.102/24'])))).toEqual([
      'send-advert',
      'send-advert',
    ])
    expect([...b.instance('VI_2').installed.keys()].sort()).toEqual(['eth0 10.9.0.101/24', 'eth0 10.9.0.102/24'])
    expect(moved(b.give({ kind: 'stop' })).sort()).toEqual(['-10.9.0.100/24', '-10.9.0.101/24', '-10.9.0.102/24'])
  })
  test('to an instance that stays from one that goes', () => {
    const both = vrrpConfig({
      instances: [instance(), instance({ name: 'VI_2', vrid: 52, addresses: [vip('10.9.0.102/24')] })],
    })
    const b = masterBench(both)
    const actions = reload(b, one({ addresses: [vip('10.9.0.100/24'), vip('10.9.0.102/24')] }))
    expect(moved(actions)).toEqual([])
    expect(adverts(actions)).toEqual([0, 100])
  })
})

describe('priority', () => {
  test('in place: told at once, no line is written', () => {
    const b = masterBench()
    const actions = reload(b, one({ priority: 90 }))
    expect([adverts(actions), texts(actions)]).toEqual([[90], []])
    expect(adverts(b.wait(1_000_000))).toEqual([90])
  })
  test('from and to an owner', () => {
    const b = masterBench()
    reload(b, one({ priority: 255 }))
    expect(b.instance().effectivePriority).toBe(255)
    reload(b, one({ priority: 10 }))
    expect(b.instance().effectivePriority).toBe(10)
  })
})

describe('instances', () => {
  test('a removed one is released: priority 0, addresses, and a fault for its scripts', () => {
    const b = masterBench(one({ notify: noNotify({ any: command('/n') }) }))
    const actions = reload(b, vrrpConfig({ instances: [] }))
    expect(kinds(actions)).toEqual(['send-advert', 'remove-addresses', 'notify', 'sockets'])
    expect(actions.find((action) => action.kind === 'notify')).toMatchObject({
      extraArgs: ['INSTANCE', 'VI_1', 'FAULT', '100'],
    })
    expect(b.wait(10_000_000)).toEqual([])
  })
  test('notify_deleted says so', () => {
    const b = masterBench(one({ notifyDeleted: true, smtpAlert: true }))
    expect(reload(b, vrrpConfig({ instances: [] })).find((action) => action.kind === 'mail')).toEqual({
      kind: 'mail',
      subject: '[router] VRRP Instance VI_1 - Deleted',
      body: '=> VRRP Deleted at reload <=',
    })
  })
  test('a new one starts as backup, the others do not notice', () => {
    const b = masterBench()
    const actions = reload(
      b,
      vrrpConfig({ instances: [instance(), instance({ name: 'VI_2', vrid: 52, addresses: [vip('10.9.0.102/24')] })] }),
    )
    expect(texts(actions)).toEqual(['(VI_2) Entering BACKUP STATE (init)'])
    // What the socket lets through.
    expect(kinds(actions)).toEqual(['sockets'])
  })
  test('another interface makes it another router, with another socket', () => {
    const b = masterBench()
    const actions = reload(b, one({ interface: 'eth1', addresses: [vip('10.9.0.100/24', { interface: 'eth1' })] }))
    expect(kinds(actions)).toEqual(['send-advert', 'remove-addresses', 'sockets'])
    expect(b.instance().state).toBe('backup')
  })
  test('unicast instead of multicast changes the socket and nothing else', () => {
    const b = masterBench()
    const actions = reload(b, one({ unicastPeers: [{ address: ip('10.9.0.2'), minTtl: 0, maxTtl: 255 }] }))
    expect(kinds(actions)).toEqual(['sockets'])
    expect(b.instance().state).toBe('master')
    const sent = b.wait(1_000_000).find((action) => action.kind === 'send-advert')
    expect(sent?.destinations).toEqual([ip('10.9.0.2')])
  })
  test('another interval counts from the reload', () => {
    const b = masterBench(one({ advertIntervalUs: 5_000_000 }))
    expect(adverts(reload(b, one({ advertIntervalUs: 1_000_000 })))).toHaveLength(1)
    expect(adverts(b.wait(1_000_000))).toHaveLength(1)
    expect(adverts(reload(b, one({ advertIntervalUs: 5_000_000 })))).toHaveLength(1)
    expect(adverts(b.wait(4_999_999))).toHaveLength(0)
    expect(adverts(b.wait(1))).toHaveLength(1)
  })
})

describe('scripts', () => {
  const tracked = (change: Parameters<typeof script>[1]): VrrpConfig =>
    vrrpConfig({
      instances: [instance({ trackScripts: [{ script: 'check', weight: 0, reverse: false }] })],
      scripts: [script('check', change)],
    })
  test('a new script does not stop a running instance before it answers', () => {
    const b = masterBench()
    expect(kinds(reload(b, tracked({})))).toEqual(['run-script'])
    expect(b.instance().state).toBe('master')
    b.give({ kind: 'script-result', script: 'check', result: { kind: 'exit', status: 1 } })
    expect(b.instance().state).toBe('fault')
  })
  test('a removed script no longer holds an instance in fault', () => {
    const b = bench(tracked({}))
    b.give({ kind: 'script-result', script: 'check', result: { kind: 'exit', status: 1 } })
    expect(texts(reload(b, vrrpConfig()))).toEqual(['(VI_1) Entering BACKUP STATE'])
    expect(b.state.scripts.size).toBe(0)
  })
  test('a changed interval keeps the verdict', () => {
    const b = bench(tracked({ intervalUs: 60_000_000 }))
    b.give({ kind: 'script-result', script: 'check', result: { kind: 'exit', status: 0 } })
    expect(reload(b, tracked({ intervalUs: 1_000_000 }))).toEqual([])
    expect(kinds(b.wait(1_000_000))).toEqual(['run-script'])
  })
})

test('an address that becomes a static one, or a virtual one again, stays where it is', () => {
  const both = [vip('10.9.0.100/24'), vip('10.9.0.101/24')]
  const before = vrrpConfig({ instances: [instance({ addresses: both })] })
  const statics = { addresses: [vip('10.9.0.101/24')], routes: [], rules: [] }
  const after = vrrpConfig({ instances: [instance({ addresses: both.slice(0, 1) })], statics })
  const b = masterBench(before)
  const changes = (config: VrrpConfig): string[] =>
    kinds(b.give({ kind: 'reload', global: globalConfig(), config })).filter((kind) => kind.includes('addresses'))
  expect(changes(after)).toEqual([])
  expect([...b.state.staticAddresses.keys()]).toHaveLength(1)
  expect(changes(before)).toEqual([])
  expect(b.state.staticAddresses.size).toBe(0)
  expect(b.instance().installed.size).toBe(2)
})

test('an address that leaves with its instance gives no other one a source while the kernel still has it', () => {
  const other = instance({ name: 'VI_2', vrid: 52, interface: 'eth1', addresses: [vip('10.9.0.150/24')] })
  const b = masterBench(vrrpConfig({ instances: [instance(), other] }))
  b.give({ kind: 'interface', interface: link('eth0', 2, ['10.9.0.100/24', '10.9.0.150/24']) })
  expect(b.instance().state).toBe('fault')
  reload(b, vrrpConfig({ instances: [instance()] }))
  expect(b.instance().state).toBe('fault')
  // Who sets it again by hand means it as the interface's own.
  b.give({ kind: 'interface', interface: link('eth0', 2, []) })
  b.give({ kind: 'interface', interface: link('eth0', 2, ['10.9.0.150/24']) })
  expect(b.instance().state).toBe('backup')
})
