import { describe, expect, test } from 'vitest'
import { ahPassword, instance, ip, password, vrrpConfig } from '../../sim/fixtures.ts'
import { adverts, bench, masterBench, texts, type Heard } from './bench.ts'

const secret = new Uint8Array(8)
secret.set(new TextEncoder().encode('1111'))

describe('each check refuses, counts, and does not move the timer', () => {
  const cases: readonly [string, Partial<Heard>, string, string][] = [
    ['rfc 20: ttl 254', { ttl: 254 }, 'ttlErrors', '(VI_1) invalid TTL/HL. Received 254 and expect 255'],
    ['rfc 20: ttl 0', { ttl: 0 }, 'ttlErrors', '(VI_1) invalid TTL/HL. Received 0 and expect 255'],
    ['rfc 20: ttl 64', { ttl: 64 }, 'ttlErrors', '(VI_1) invalid TTL/HL. Received 64 and expect 255'],
    ['rfc 21: version', { version: 3 }, 'versionErrors', '(VI_1) wrong version. Received 3 and expect 2'],
    ['rfc 22: type', { type: 2 }, 'typeErrors', '(VI_1) Invalid packet type. 2 and expect 1'],
    ['rfc 7, 23: short', { length: 12 }, 'lengthErrors', '(VI_1) vrrp packet too short, length 32 and expect 40'],
    ['rfc 23: long', { length: 24 }, 'lengthErrors', '(VI_1) vrrp packet too long, length 44 and expect 40'],
    ['rfc 18, 24: checksum', { checksum: 'wrong' }, 'checksumErrors', '(VI_1) Invalid VRRPv2 checksum'],
    ['rfc 9, 27: unknown type', { authType: 7 }, 'authTypeErrors', '(VI_1) Invalid auth type: 7'],
    ['rfc 27: other type', { authType: 0 }, 'authTypeMismatches', '(VI_1) received a 0 auth, expecting 1!'],
    ['rfc 27: password', { authData: new Uint8Array(8) }, 'authFailures', '(VI_1) received an invalid passwd!'],
    [
      'rfc 28: interval',
      { units: 2 },
      'intervalErrors',
      "(VI_1) advertisement interval mismatch mine=1 sec rcv'd=2 sec",
    ],
    [
      'rfc 30: count',
      { addresses: ['10.9.0.100', '10.9.0.101'] },
      'addressListErrors',
      '(VI_1) received an unexpected ip number count 2, expected 1!',
    ],
    [
      'rfc 30: list',
      { addresses: ['10.9.0.7'] },
      'addressListErrors',
      '(VI_1) ip address associated with VRID 51 not present in MASTER advert: 10.9.0.100',
    ],
  ]
  test.each(cases)('%s', (_, change, counter, line) => {
    const b = bench(vrrpConfig({ instances: [instance({ authentication: password('1111') })] }))
    b.now = 1_000_000
    const actions = b.hear({ authType: 1, authData: secret, ...change })
    expect(texts(actions)).toEqual([line])
    expect(b.instance().counters[counter as 'ttlErrors']).toBe(1)
    expect(b.instance().counters.advertsReceived).toBe(0)
    expect(adverts(b.wait(2_609_375))).toEqual([100])
  })
})

test('rfc 42: a good advert of the same priority restarts the timer, whatever its address', () => {
  const b = bench()
  b.now = 3_000_000
  expect(b.hear({ priority: 100, from: '10.9.0.0' })).toEqual([])
  expect(adverts(b.wait(3_609_374))).toEqual([])
  expect(adverts(b.wait(1))).toEqual([100])
})

test('rfc 30: the list of an owner is not questioned, and order does not matter', () => {
  const two = [ip('10.9.0.100'), ip('10.9.0.101')]
  const b = bench(
    vrrpConfig({
      instances: [instance({ addresses: two.map((address) => ({ ...instance().addresses[0]!, address })) })],
    }),
  )
  b.hear({ priority: 120, addresses: ['10.9.0.101', '10.9.0.100'] })
  expect(b.instance().masterPriority).toBe(120)
  b.hear({ priority: 255, addresses: ['10.9.0.7'] })
  expect(b.instance().masterPriority).toBe(255)
  expect(b.instance().counters.addressListErrors).toBe(0)
})

test('rfc 25: another VRID, interface or family is another router', () => {
  const b = bench()
  b.now = 1_000_000
  for (const change of [{ vrid: 52 }, { interfaceIndex: 3 }, { family: 6 as const, version: 3 as const }]) {
    expect(b.hear({ priority: 200, ...change })).toEqual([])
  }
  expect(b.instance().counters.advertsReceived).toBe(0)
  expect(adverts(b.wait(2_609_375))).toEqual([100])
})

test('rfc 31: a flood of bad packets gives a bounded number of lines and an exact count', () => {
  const b = bench()
  const lines = [...Array(10_000).keys()].flatMap(() => texts(b.hear({ checksum: 'wrong' })))
  expect(lines).toHaveLength(20)
  expect(b.instance().counters.checksumErrors).toBe(10_000)
})

test('a flood of good lower priority packets is answered at most ten times an interval, and logged within bounds', () => {
  const b = masterBench()
  b.wait(500_000)
  const actions = [...Array(1000).keys()].flatMap(() => {
    b.now += 100
    return b.hear({ priority: 1 })
  })
  expect(adverts(actions).length).toBeLessThanOrEqual(2)
  expect(actions.filter((action) => action.kind === 'announce')).toHaveLength(1)
  expect(texts(actions).filter((line) => line.includes('lower priority')).length).toBeLessThanOrEqual(20)
})

describe('version 3', () => {
  const v3 = vrrpConfig({ instances: [instance({ version: 3 })] })
  test('rfc 29: interval 0 is dropped, another interval is not', () => {
    const b = bench(v3)
    b.hear({ version: 3, units: 0 })
    expect(b.instance().counters.intervalErrors).toBe(1)
    b.hear({ version: 3, units: 300 })
    expect(b.instance().counters.advertsReceived).toBe(1)
    expect(b.instance().masterIntervalUs).toBe(3_000_000)
  })
  test('rfc 14: an empty list is dropped; rfc 30: another list is logged and accepted', () => {
    const b = bench(v3)
    b.hear({ version: 3, addresses: [] })
    expect(b.instance().counters.advertsReceived).toBe(0)
    const lines = texts(b.hear({ version: 3, addresses: ['10.9.0.7'] }))
    expect(lines).toEqual(['(VI_1) ip address associated with VRID 51 not present in MASTER advert: 10.9.0.100'])
    expect(b.instance().counters.advertsReceived).toBe(1)
  })
  test('rfc 17: both readings of the checksum are accepted, and the other one is named once', () => {
    const b = bench(v3)
    const lines = [1, 2, 3].flatMap(() => texts(b.hear({ version: 3, checksum: 'message' })))
    expect(lines).toEqual(['(VI_1) 10.9.0.9 sums VRRPv3 over IPv4 without the pseudo-header - accepting'])
    expect(b.instance().counters.otherChecksumForm).toBe(3)
  })
})

describe('unicast', () => {
  const peers = [{ address: ip('10.9.0.9'), minTtl: 64, maxTtl: 255 }]
  const config = vrrpConfig({ instances: [instance({ unicastPeers: peers, checkUnicastSource: true })] })
  test('rfc 20: the range of each peer decides about the TTL', () => {
    const b = bench(config)
    b.hear({ to: '10.9.0.1', ttl: 63 })
    expect(b.instance().counters.ttlErrors).toBe(1)
    b.hear({ to: '10.9.0.1', ttl: 64 })
    expect(b.instance().counters.advertsReceived).toBe(1)
  })
  test('strangers and multicast are refused', () => {
    const b = bench(config)
    const lines = [...texts(b.hear({ to: '10.9.0.1', from: '10.9.0.8' })), ...texts(b.hear({}))]
    expect(lines).toEqual([
      '(VI_1) unicast source address 10.9.0.8 not a unicast peer',
      '(VI_1) discarding multicast packet on unicast instance',
    ])
    expect(b.instance().counters.advertsReceived).toBe(0)
  })
})

describe('authentication header', () => {
  const config = vrrpConfig({ instances: [instance({ authentication: ahPassword('1111') })] })
  const ah = (sequence: number, authentic = true): Partial<Heard> => ({
    authType: 2,
    ah: { spi: 0, sequence, authentic },
  })
  test('replays by one sender are dropped, others count for themselves', () => {
    const b = bench(config)
    b.hear(ah(5))
    b.hear(ah(5))
    b.hear(ah(4))
    expect(b.instance().counters).toMatchObject({ advertsReceived: 1, authFailures: 2 })
    b.hear({ ...ah(3), from: '10.9.0.8' })
    expect(b.instance().counters.advertsReceived).toBe(2)
  })
  test('a forgery neither counts nor moves the sequence', () => {
    const b = bench(config)
    b.hear(ah(900, false))
    expect(b.instance().ahSequence).toBe(0)
    expect(b.instance().counters.authFailures).toBe(1)
  })
  test('ours continues after the greatest that was accepted', () => {
    const b = bench(config)
    b.hear(ah(41))
    const sent = b.wait(4_000_000).find((action) => action.kind === 'send-advert')
    expect(sent?.ah?.sequence).toBe(42)
  })
})

test('an undecodable packet counts for the router it names', () => {
  const b = bench()
  const actions = b.give({
    kind: 'bad-packet',
    interfaceIndex: 2,
    source: ip('10.9.0.9'),
    reason: 'too short',
    vrid: 51,
    family: 4,
  })
  expect(texts(actions)).toEqual(['(VI_1) packet from 10.9.0.9 cannot be decoded: too short'])
  expect(b.instance().counters.lengthErrors).toBe(1)
  expect(
    b.give({ kind: 'bad-packet', interfaceIndex: 2, source: ip('10.9.0.9'), reason: 'x', vrid: null, family: 4 }),
  ).toEqual([])
})
