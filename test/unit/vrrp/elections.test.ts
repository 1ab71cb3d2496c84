import { describe, expect, test } from 'vitest'
import { US_PER_S } from '../../../src/lib/time.ts'
import { matrix } from '../../../src/vrrp/instance.ts'
import { garp, globalConfig, instance, link, vip, vrrpConfig } from '../../sim/fixtures.ts'
import { adverts, announced, bench, kinds, masterBench, texts } from './bench.ts'

const withInstance = (change: Parameters<typeof instance>[0]): ReturnType<typeof vrrpConfig> =>
  vrrpConfig({ instances: [instance(change)] })

test('the matrix has a named function in every cell', () => {
  for (const row of Object.values(matrix)) {
    for (const cell of Object.values(row)) expect(cell.name).toMatch(/^[a-z]\w+$/)
    expect(Object.keys(row)).toEqual(Object.keys(matrix.master))
  }
})

describe('timers', () => {
  test.each([
    ['rfc 32: priority 100', { priority: 100 }, 3_609_375],
    ['rfc 32: priority 254', { priority: 254 }, 3_007_813],
    ['rfc 32: priority 1', { priority: 1 }, 3_996_094],
    ['rfc 32: interval 10', { priority: 100, advertIntervalUs: 10 * US_PER_S }, 30_609_375],
    ['rfc 33: v3', { version: 3 as const, priority: 200 }, 3_218_750],
    ['rfc 33: v3, 10 ms', { version: 3 as const, priority: 100, advertIntervalUs: 10_000 }, 36_094],
    ['down_timer_adverts', { priority: 100, downTimerAdverts: 5 }, 5_609_375],
  ])('%s', (_, change, masterDown) => {
    const b = bench(withInstance(change))
    expect(adverts(b.wait(masterDown - 1))).toEqual([])
    expect(adverts(b.wait(1))).toHaveLength(1)
  })

  test('rfc 34, 35: a v3 backup counts in the interval of its master, and follows its changes', () => {
    const b = bench(withInstance({ version: 3, priority: 200, preempt: false }))
    b.hear({ version: 3, units: 300 })
    expect(adverts(b.wait(9_656_249))).toEqual([])
    b.hear({ version: 3, units: 200 })
    expect(adverts(b.wait(6_437_499))).toEqual([])
    expect(adverts(b.wait(1))).toEqual([200])
  })

  test('rfc 47: adverts keep an absolute schedule, however late the runtime is', () => {
    const b = masterBench()
    const first = b.instance().timers.advert.atUs
    for (let i = 0; i < 1000; i++) {
      const due = b.instance().timers.advert.atUs
      // late by up to 0.9 of the interval
      b.now = due + ((i * 7919) % 900_000)
      expect(adverts(b.give({ kind: 'deadline' }))).toEqual([100])
    }
    expect(b.instance().timers.advert.atUs).toBe(first + 1000 * US_PER_S)
  })

  test('adverts that were missed altogether are not made up for', () => {
    const b = masterBench()
    const due = b.instance().timers.advert.atUs
    b.now = due + 5_500_000
    expect(adverts(b.give({ kind: 'deadline' }))).toEqual([100])
    expect(b.instance().timers.advert.atUs).toBe(due + 6 * US_PER_S)
  })
})

describe('becoming master', () => {
  test('rfc 40, 55: the advertisement goes first, then the addresses, then the announcement', () => {
    const b = bench()
    expect(kinds(b.wait(3_609_375))).toEqual(['send-advert', 'add-addresses', 'announce'])
  })
  test('rfc 38: nothing is sent before', () => {
    const b = bench()
    expect(kinds(b.wait(3_609_374))).toEqual([])
  })
  test('rfc 37: the owner waits for nobody', () => {
    const b = bench(withInstance({ priority: 255, addresses: [vip('10.9.0.50/24')] }))
    expect(b.instance().state).toBe('master')
    expect(b.instance().counters.advertsSent).toBe(1)
  })
  test('rfc 3: an owner sends from its virtual address when the interface has no other', () => {
    const b = bench(withInstance({ priority: 255, addresses: [vip('10.9.0.1/32')] }))
    expect(b.instance().source?.bytes).toEqual(Uint8Array.of(10, 9, 0, 1))
    expect(b.instance().state).toBe('master')
  })
  test('rfc 3: nobody else takes a virtual address for its own', () => {
    const b = bench(undefined, undefined, [link('eth0', 2, ['10.9.0.100/24', '10.9.0.1/24'])])
    expect(b.instance().source?.bytes).toEqual(Uint8Array.of(10, 9, 0, 1))
  })
  test('v3 advertises centiseconds, v2 whole seconds with its password', () => {
    const sent = (change: Parameters<typeof instance>[0]): unknown => {
      const action = bench(withInstance(change))
        .wait(20_000_000)
        .find((entry) => entry.kind === 'send-advert')
      return action && [action.advert.version, action.advert.intervalUnits, action.advert.authType]
    }
    expect(sent({ version: 3, advertIntervalUs: 250_000 })).toEqual([3, 25, 0])
    expect(sent({ advertIntervalUs: 3 * US_PER_S })).toEqual([2, 3, 0])
  })
})

describe('backup', () => {
  test('rfc 41: priority 0 leaves the skew', () => {
    const b = bench()
    b.now = 1_000_000
    b.hear({ priority: 0 })
    expect(adverts(b.wait(609_374))).toEqual([])
    expect(adverts(b.wait(1))).toEqual([100])
  })
  test('rfc 43: a lower priority does not move the timer', () => {
    const b = bench()
    b.now = 3_000_000
    b.hear({ priority: 50 })
    expect(adverts(b.wait(609_375))).toEqual([100])
  })
  test('rfc 44: without preemption it does', () => {
    const b = bench(withInstance({ preempt: false }))
    b.now = 3_000_000
    b.hear({ priority: 50 })
    expect(adverts(b.wait(3_609_374))).toEqual([])
    expect(b.instance().masterPriority).toBe(50)
  })
  test('rfc 46: a backup that stops sends nothing', () => {
    expect(kinds(bench().give({ kind: 'stop' }))).toEqual(['stopped'])
  })
  test('a higher priority ends the preemption delay', () => {
    const b = bench(withInstance({ preemptDelayUs: 5_000_000 }))
    expect(texts(b.hear({ priority: 50 }))).toEqual(['(VI_1) start preempt delay (5.000000)'])
    expect(texts(b.hear({ priority: 150 }))).toEqual(['(VI_1) stop preempt delay'])
    expect(b.instance().preemptAtUs).toBeNull()
  })
  test('time that this process lost is no proof of the death of the master', () => {
    const b = bench()
    b.now = 9_000_000
    expect(adverts(b.give({ kind: 'deadline' }))).toEqual([])
    b.hear({ priority: 150 })
    expect(adverts(b.wait(3_000_000))).toEqual([])
  })
  test('a new priority moves the timer by the difference of the skews', () => {
    const b = bench(withInstance({ priority: 100 }))
    b.now = 1_000_000
    b.give({ kind: 'reload', global: globalConfig(), config: withInstance({ priority: 200 }) })
    expect(adverts(b.wait(2_218_749))).toEqual([])
    expect(adverts(b.wait(1))).toEqual([200])
  })
})

describe('master', () => {
  test('rfc 48: priority 0 is answered at once, and the schedule begins anew', () => {
    const b = masterBench()
    b.wait(500_000)
    expect(adverts(b.hear({ priority: 0 }))).toEqual([100])
    expect(adverts(b.wait(999_999))).toEqual([])
    expect(adverts(b.wait(1))).toEqual([100])
  })
  test('who leaves was a master too: the addresses are announced again, once an interval', () => {
    const b = masterBench()
    b.wait(500_000)
    expect(kinds(b.hear({ priority: 0 }))).toEqual(['send-advert', 'announce'])
    b.wait(200_000)
    expect(kinds(b.hear({ priority: 0 }))).toEqual(['send-advert'])
  })
  test('rfc 49: a higher priority wins', () => {
    const b = masterBench()
    expect(kinds(b.hear({ priority: 101 }))).toEqual(['remove-addresses'])
    expect(b.instance().state).toBe('backup')
    expect(adverts(b.wait(3_609_374))).toEqual([])
    expect(adverts(b.wait(1))).toEqual([100])
  })
  test.each([
    ['10.9.0.0', 'master'],
    ['10.9.0.10', 'backup'],
    ['9.255.255.255', 'master'],
    ['128.0.0.1', 'backup'],
    ['10.9.0.1', 'master'],
  ])('rfc 50: of equals the greater address stays: %s', (from, state) => {
    const b = masterBench()
    b.hear({ from })
    expect(b.instance().state).toBe(state)
  })
  test.each([
    ['fe80::', 'master'],
    ['fe80::2', 'backup'],
    ['fe80::ffff', 'backup'],
  ])('rfc 50: IPv6 %s', (from, state) => {
    const b = masterBench(withInstance({ version: 3, family: 6, addresses: [vip('fe80::100/64')] }))
    b.hear({ version: 3, family: 6, from })
    expect(b.instance().state).toBe(state)
  })
  test('rfc 51: a lower priority is answered, the schedule stays, and the addresses are announced again', () => {
    const b = masterBench()
    b.wait(500_000)
    const due = b.instance().timers.advert.atUs
    const actions = b.hear({ priority: 99 })
    expect(adverts(actions)).toEqual([100])
    expect(announced(actions)).toEqual(['10.9.0.100 x5'])
    expect(b.instance().timers.advert.atUs).toBe(due)
    expect(announced(b.wait(5_000_000))).toEqual(['10.9.0.100 x5'])
    expect(b.instance().counters.contestsWon).toBe(1)
  })
  test('the second volley after a contest does not take the place of the one after the takeover', () => {
    const b = bench(withInstance({ garp: garp({ lowerPrioRepeat: 2, lowerPrioDelayUs: US_PER_S }) }))
    expect(announced(b.wait(4_000_000))).toEqual(['10.9.0.100 x5'])
    b.hear({ priority: 99 })
    expect(announced(b.wait(1_000_000))).toEqual(['10.9.0.100 x2'])
    expect(announced(b.wait(60_000_000))).toEqual(['10.9.0.100 x5'])
  })
  test('without addresses there is nothing to say of them', () => {
    const b = bench(withInstance({ addresses: [] }))
    expect(texts([...b.wait(4_000_000), ...b.give({ kind: 'stop' })]).filter((line) => /VIPs/.test(line))).toEqual([])
  })
  test('lower_prio_no_advert and repeat 0 silence both', () => {
    const b = masterBench(withInstance({ lowerPrioNoAdvert: true, garp: garp({ lowerPrioRepeat: 0 }) }))
    expect(kinds(b.hear({ priority: 99 }))).toEqual([])
  })
  test('higher_prio_send_advert: the loser says so, that the winner may announce', () => {
    const b = masterBench(withInstance({ higherPrioSendAdvert: true }))
    expect(kinds(b.hear({ priority: 101 }))).toEqual(['send-advert', 'remove-addresses'])
    const tied = masterBench(withInstance({ higherPrioSendAdvert: true }))
    expect(kinds(tied.hear({ priority: 100, from: '10.9.0.9' }))).toEqual(['send-advert', 'remove-addresses'])
  })
  test('rfc 52: at the end priority 0, then the addresses go', () => {
    const b = masterBench()
    const actions = b.give({ kind: 'stop' })
    expect(adverts(actions)).toEqual([0])
    expect(kinds(actions)).toEqual(['send-advert', 'remove-addresses', 'stopped'])
    expect(b.give({ kind: 'deadline' })).toEqual([])
  })
  test('rfc 26: of two owners the greater address stays', () => {
    const config = withInstance({ priority: 255 })
    const winner = bench(config)
    winner.hear({ priority: 255, from: '10.9.0.0' })
    expect(winner.instance().state).toBe('master')
    const loser = bench(config)
    loser.hear({ priority: 255, from: '10.9.0.9' })
    expect(loser.instance()).toMatchObject({ state: 'backup', effectivePriority: 254 })
  })
})

describe('announcing', () => {
  test("the original's numbers: five at once, five more after five seconds, then none", () => {
    const b = bench()
    expect(announced(b.wait(3_609_375))).toEqual(['10.9.0.100 x5'])
    expect(announced(b.wait(4_999_999))).toEqual([])
    expect(announced(b.wait(1))).toEqual(['10.9.0.100 x5'])
    expect(announced(b.wait(60_000_000))).toEqual([])
  })
  test('the refresh comes by its own clock', () => {
    const b = bench(withInstance({ garp: garp({ delayUs: 0, refreshUs: 10 * US_PER_S, refreshRepeat: 2 }) }))
    b.wait(3_609_375)
    expect(announced(b.wait(40_000_000))).toEqual(Array<string>(4).fill('10.9.0.100 x2'))
  })
  describe('garp_extra_if', () => {
    const addresses = [
      vip('10.9.0.100/24'),
      vip('10.8.0.100/24', { interface: 'eth1' }),
      vip('10.8.0.101/24', { interface: 'eth1' }),
    ]
    const extra = { periodUs: 10 * US_PER_S, everyInterface: true }
    const config = (more: Parameters<typeof garp>[0]) =>
      withInstance({ addresses, garp: garp({ delayUs: 0, ...more }) })
    test('the first address of each other interface, once a period', () => {
      const b = bench(config({ extra }))
      b.wait(3_609_375)
      expect(announced(b.wait(40_000_000))).toEqual(Array<string>(4).fill('10.8.0.100 x1'))
      b.hear({ priority: 200, addresses: ['10.9.0.100', '10.8.0.100', '10.8.0.101'] })
      expect(b.instance().timers.extra.place).toBe(-1)
    })
    test('without all only interfaces of our own count', () => {
      const b = bench(config({ extra: { ...extra, everyInterface: false } }))
      b.wait(3_609_375)
      expect(announced(b.wait(40_000_000))).toEqual([])
    })
    test('a reload begins, changes and ends it', () => {
      const b = bench(config({}))
      const reload = (more: Parameters<typeof garp>[0]) =>
        b.give({ kind: 'reload', global: globalConfig(), config: config(more) })
      b.wait(4_000_000)
      reload({ extra })
      expect(announced(b.wait(10_000_000))).toEqual(['10.8.0.100 x1'])
      reload({ extra, refreshRepeat: 7 })
      reload({ extra: { ...extra, periodUs: 3 * US_PER_S } })
      expect(announced(b.wait(3_000_000))).toEqual(['10.8.0.100 x1'])
      reload({})
      expect(announced(b.wait(40_000_000))).toEqual([])
    })
  })
  test('addresses on several interfaces are announced on each, excluded ones too', () => {
    const b = bench(
      withInstance({
        addresses: [vip('10.9.0.100/24'), vip('10.8.0.100/24', { interface: 'eth1' })],
        excludedAddresses: [vip('10.9.0.101/24')],
      }),
    )
    const actions = b.wait(3_609_375)
    expect(announced(actions)).toEqual(['10.9.0.100 10.9.0.101 x5', '10.8.0.100 x5'])
    const sent = actions.find((action) => action.kind === 'send-advert')
    expect(sent?.advert.addresses).toHaveLength(2)
  })
  test('a link without ARP gets none', () => {
    const b = bench(undefined, undefined, [link('eth0', 2, ['10.9.0.1/24'], { noArp: true })])
    expect(kinds(b.wait(3_609_375))).toEqual(['send-advert', 'add-addresses'])
  })
})
