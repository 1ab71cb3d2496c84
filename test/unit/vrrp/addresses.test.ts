import { describe, expect, test } from 'vitest'
import type { VrrpAction } from '../../../src/vrrp/actions.ts'
import { viewVrrp, clearCounters } from '../../../src/vrrp/view.ts'
import { instance, link, vip, vrrpConfig } from '../../sim/fixtures.ts'
import { announced, bench, kinds, masterBench, texts, type Bench } from './bench.ts'

const shows = (b: Bench, ...addresses: string[]): VrrpAction[] =>
  b.give({ kind: 'interface', interface: link('eth0', 2, ['10.9.0.1/24', 'fe80::1/64', ...addresses]) })

test('an address that something else removed is put back and announced', () => {
  const b = masterBench()
  expect(shows(b, '10.9.0.100/24')).toEqual([])
  const actions = shows(b)
  expect(kinds(actions)).toEqual(['add-addresses', 'announce'])
  expect(announced(actions)).toEqual(['10.9.0.100 x1'])
  expect(texts(actions)).toContain('Netlink reflector reports IP 10.9.0.100 removed from eth0')
  expect(b.instance().state).toBe('master')
})

test('somebody who keeps removing it is answered later each time, and not for ever in the log', () => {
  const b = masterBench()
  shows(b, '10.9.0.100/24')
  const additions: number[] = []
  let lines = 0
  for (let i = 0; i < 600; i++) {
    const actions = [...b.wait(100_000), ...shows(b), ...shows(b, '10.9.0.100/24'), ...shows(b)]
    if (kinds(actions).includes('add-addresses')) additions.push(b.now)
    lines += texts(actions).filter((line) => line.includes('removed from')).length
  }
  expect(additions.length).toBeLessThan(14)
  expect(lines).toBeLessThanOrEqual(20 * 7)
})

test("no_track: its loss is nobody's business", () => {
  const b = masterBench(vrrpConfig({ instances: [instance({ addresses: [vip('10.9.0.100/24', { noTrack: true })] })] }))
  shows(b, '10.9.0.100/24')
  expect(kinds(shows(b))).toEqual([])
})

test('a snapshot from before the addition is no loss', () => {
  const b = bench()
  b.wait(3_609_375)
  expect(kinds(shows(b))).toEqual([])
})

test('but what is not there long after it is', () => {
  const b = bench()
  b.wait(3_609_375)
  shows(b)
  expect(b.wait(3_000_000).map((action) => action.kind)).toContain('add-addresses')
})

test('refused additions are tried again with pauses up to ten seconds', () => {
  const b = masterBench()
  const refuse = (): string[] =>
    texts(
      b.give({
        kind: 'action-failed',
        action: 'add-addresses',
        instance: 'VI_1',
        errno: 'EPERM',
        message: 'Operation not permitted',
      }),
    )
  const pauses: string[] = []
  for (let i = 0; i < 8; i++) {
    pauses.push(
      refuse()
        .join()
        .replace(/.*again in (\S+) .*/, '$1'),
    )
    for (let waited = 0; waited < 100 && !kinds(b.wait(250_000)).includes('add-addresses'); waited++);
  }
  expect(pauses.slice(0, 4)).toEqual(['0.250000', '0.500000', '1.000000', '2.000000'])
  expect(pauses.at(-1)).toBe('10.000000')
})

test('refused removals too, until the instance is master again or the link is gone', () => {
  const b = masterBench()
  const removal = {
    kind: 'action-failed' as const,
    action: 'remove-addresses' as const,
    instance: 'VI_1',
    errno: 'EBUSY',
    message: 'busy',
  }
  b.hear({ priority: 150 })
  expect(texts(b.give(removal))).toEqual(['(VI_1) removing VIPs failed: busy - trying again in 0.250000 seconds'])
  expect(kinds(b.wait(250_000))).toEqual(['remove-addresses'])
  b.give(removal)
  b.give({ kind: 'interface-gone', index: 2 })
  expect(kinds(b.wait(1_000_000))).toEqual([])
})

test('a refused removal is repeated through a fault and back', () => {
  const b = masterBench()
  b.hear({ priority: 150 })
  b.give({ kind: 'action-failed', action: 'remove-addresses', instance: 'VI_1', errno: 'EBUSY', message: 'busy' })
  b.give({ kind: 'interface', interface: { ...link('eth0', 2, ['10.9.0.1/24']), running: false } })
  expect(b.instance().state).toBe('fault')
  expect(kinds(b.wait(250_000))).toEqual(['remove-addresses'])
})

describe('an interface that is made again', () => {
  const onAnother = instance({ excludedAddresses: [vip('10.8.0.100/24', { interface: 'eth1' })] })
  const statics = { addresses: [vip('10.77.0.1/24', { interface: 'eth1' })], routes: [], rules: [] }
  const made = (...addresses: string[]) => ({
    kind: 'interface' as const,
    interface: link('eth1', 4, ['10.8.0.1/24', ...addresses]),
  })

  test('gets the addresses of a master that its absence did not concern', () => {
    const b = masterBench(vrrpConfig({ instances: [onAnother] }))
    b.give({ kind: 'interface', interface: link('eth1', 3, ['10.8.0.1/24', '10.8.0.100/24']) })
    b.give({ kind: 'interface-gone', index: 3 })
    b.wait(3_000_000)
    expect(kinds(b.give(made()))).toContain('add-addresses')
    expect(kinds(b.give(made('10.8.0.100/24')))).toEqual([])
  })

  test('gets the static addresses that it was missing for, at once', () => {
    const b = bench(vrrpConfig({ statics }), undefined, [link('eth0', 2, ['10.9.0.1/24'])])
    expect(b.give(made())).toContainEqual({ kind: 'static-addresses', set: true, addresses: statics.addresses })
    expect(kinds(b.give(made('10.77.0.1/24')))).toEqual([])
  })
})

test("leftovers of a killed run are removed at the start, an owner's addresses are not", () => {
  const left = [link('eth0', 2, ['10.9.0.1/24', '10.9.0.100/24'])]
  const start = (priority: number): string[] => {
    const b = bench(vrrpConfig({ instances: [] }))
    return kinds(
      b.give({
        kind: 'start',
        global: b.state.global!,
        config: vrrpConfig({ instances: [instance({ priority })] }),
        interfaces: left,
      }),
    )
  }
  expect(start(100)).toEqual(['sockets', 'remove-addresses'])
  expect(start(255)).toEqual(['sockets', 'send-advert', 'add-addresses', 'announce'])
})

test('a failed advert has one line while the state lasts', () => {
  const b = masterBench()
  const fail = (): string[] =>
    texts(
      b.give({
        kind: 'action-failed',
        action: 'send-advert',
        instance: 'VI_1',
        errno: 'ENETUNREACH',
        message: 'Network is unreachable',
      }),
    )
  expect(fail()).toEqual(['(VI_1): send advert error 101 (Network is unreachable)'])
  expect(fail()).toEqual([])
})

test('view: state, master, addresses and counters; clearing starts them anew', () => {
  const b = masterBench()
  const view = viewVrrp(b.state).instances[0]
  expect(view).toMatchObject({
    name: 'VI_1',
    state: 'master',
    basePriority: 100,
    effectivePriority: 100,
    faults: [],
    masterDownIntervalUs: 3_609_375,
    counters: { becameMaster: 1 },
    addresses: [{ set: true }],
  })
  expect(view?.counters.advertsSent).toBeGreaterThan(50)
  clearCounters(b.state)
  expect(viewVrrp(b.state).instances[0]?.counters.advertsSent).toBe(0)
})

test('1,000 instances: a second of their life is quick, and each sends once', () => {
  const instances = [...Array(1000).keys()].map((i) =>
    instance({
      name: `VI_${i}`,
      vrid: (i % 255) + 1,
      interface: `e${Math.floor(i / 255)}`,
      addresses: [vip(`10.${Math.floor(i / 200)}.${i % 200}.1/32`, { interface: `e${Math.floor(i / 255)}` })],
    }),
  )
  const links = [0, 1, 2, 3].map((i) => link(`e${i}`, i + 2, [`192.168.${i}.1/24`]))
  const b = bench(vrrpConfig({ instances }), undefined, links)
  b.wait(4_000_000)
  expect(b.wait(1_000_000).filter((action) => action.kind === 'send-advert')).toHaveLength(1000)
})
