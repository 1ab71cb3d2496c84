/** auth_hmac in the machine: the order of its checks, replays, modes. What counts is what keepalived 2.4.3 counts. */
import { describe, expect, test } from 'vitest'
import type { AuthHmacConfig, VrrpInstanceConfig } from '../../../src/config/config.ts'
import { sequenceAt } from '../../../src/lib/auth-trailer.ts'
import { makeSecret } from '../../../src/lib/secret.ts'
import type { ReceivedTrailer } from '../../../src/wire/advert.ts'
import { instance, ip, vrrpConfig } from '../../sim/fixtures.ts'
import { adverts, bench, texts, type Bench } from './bench.ts'

const wallUs = 1_795_223_722_000_000
const second = 1n << 32n
const at = sequenceAt(wallUs)
const key = makeSecret(new Uint8Array(32))

function hmac(change: Partial<AuthHmacConfig> = {}): AuthHmacConfig {
  return { keys: [{ id: 1, key }], activeKey: 1, mode: 'enforce', windowS: 5, ...change }
}

function trailer(change: Partial<ReceivedTrailer> = {}): ReceivedTrailer {
  return { type: 1, keyId: 1, reserved: 0, sequence: at, authenticFor: ['VI_1'], wallUs, ...change }
}

function make(change: Partial<AuthHmacConfig> = {}, others: Partial<VrrpInstanceConfig> = {}): Bench {
  return bench(vrrpConfig({ instances: [instance({ authHmac: hmac(change), ...others })] }))
}

const accepted = (b: Bench) => b.instance().counters.advertsReceived

describe('the first thing that is wrong is counted', () => {
  const old = at - 6n * second
  const cases: readonly [string, Partial<ReceivedTrailer>, string][] = [
    ['type', { type: 2, sequence: old, keyId: 9 }, 'authExtMalformed'],
    ['reserved octets', { reserved: 1 }, 'authExtMalformed'],
    ['stale before an unknown key', { sequence: old, keyId: 9 }, 'authExtStale'],
    ['stale before a wrong tag', { sequence: old, authenticFor: [] }, 'authExtStale'],
    ['too early', { sequence: at + 6n * second }, 'authExtStale'],
    ['unknown key before a wrong tag', { keyId: 9, authenticFor: [] }, 'authExtUnknownKey'],
    ['the tag of another instance', { authenticFor: ['VI_2'] }, 'authExtInvalidHmac'],
  ]
  test.each(cases)('%s', (_, change, counter) => {
    const b = make()
    const said = texts(b.hear({ priority: 200, trailer: trailer(change) }))
    expect(said).toHaveLength(1)
    expect(b.instance().counters[counter as 'authExtStale']).toBe(1)
    expect(accepted(b)).toBe(0)
    // Once per episode in the log, always in the counter.
    expect(b.hear({ priority: 200, trailer: trailer(change) })).toEqual([])
    expect(b.instance().counters[counter as 'authExtStale']).toBe(2)
    expect(adverts(b.wait(3_609_375))).toEqual([100])
  })

  test('TTL and length come before the trailer, type and checksum after', () => {
    const b = make()
    const wrong = trailer({ authenticFor: [] })
    b.hear({ ttl: 254, trailer: wrong })
    b.hear({ length: 49, trailer: wrong })
    b.hear({ type: 2, trailer: wrong })
    b.hear({ checksum: 'wrong', trailer: wrong })
    expect(b.instance().counters).toMatchObject({ ttlErrors: 1, lengthErrors: 1, typeErrors: 0, authExtInvalidHmac: 2 })
    b.hear({ units: 2, trailer: trailer() })
    expect(b.instance().counters.intervalErrors).toBe(1)
  })

  test('what is broken on the way does not make the intact packet a replay', () => {
    const b = make()
    b.hear({ checksum: 'wrong', trailer: trailer() })
    b.hear({ trailer: trailer() })
    expect(b.instance().counters).toMatchObject({ checksumErrors: 1, authExtReplay: 0, advertsReceived: 1 })
  })

  test('whole seconds count: five are good, six are not', () => {
    for (const [skew, good] of [
      [-6, 0],
      [-5, 1],
      [5, 1],
      [6, 0],
    ] as const) {
      const b = make()
      b.hear({ trailer: trailer({ sequence: at - BigInt(skew) * second }) })
      expect(accepted(b), String(skew)).toBe(good)
    }
  })
})

describe('modes', () => {
  test.each([
    ['enforce', 0, 1],
    ['permissive', 1, 0],
    ['receive-only', 1, 0],
  ] as const)('%s and an unsigned packet', (mode, received, missing) => {
    const b = make({ mode })
    b.hear()
    expect(b.instance().counters).toMatchObject({ advertsReceived: received, authExtMissing: missing })
    b.hear({ trailer: trailer({ authenticFor: [] }) })
    expect(b.instance().counters.authExtInvalidHmac).toBe(1)
  })

  test('receive-only sends plain adverts, the others sign all, the farewell too', () => {
    const trailers = (mode: AuthHmacConfig['mode']) => {
      const b = make({ mode })
      const all = [...b.wait(5_000_000), ...b.give({ kind: 'stop' })]
      return all.flatMap((action) => (action.kind === 'send-advert' ? [action.trailer ?? null] : []))
    }
    expect(trailers('receive-only')).toEqual([null, null, null])
    for (const mode of ['enforce', 'permissive'] as const) {
      expect(trailers(mode)).toEqual(Array(3).fill({ keyId: 1, key, windowS: 5 }))
    }
  })

  test('an instance without it refuses a signed packet by its length', () => {
    const b = bench()
    b.hear({ trailer: trailer() })
    expect(b.instance().counters).toMatchObject({ advertsReceived: 0, lengthErrors: 1 })
  })

  test('a signed packet of a stranger is refused on a unicast instance', () => {
    const unicastPeers = [{ address: ip('10.9.0.2'), minTtl: 0, maxTtl: 255 }]
    const b = make({}, { unicastPeers })
    expect(texts(b.hear({ to: '10.9.0.1', ttl: 64, trailer: trailer() }))).toEqual([
      '(VI_1) unicast source address 10.9.0.9 not a unicast peer',
    ])
    b.hear({ to: '10.9.0.1', from: '10.9.0.2', ttl: 64, trailer: trailer() })
    expect(accepted(b)).toBe(1)
  })
})

describe('replays', () => {
  test('the same twice, and one before; of another source it is new', () => {
    const b = make()
    b.hear({ trailer: trailer() })
    b.hear({ trailer: trailer() })
    b.hear({ trailer: trailer({ sequence: at - 1n }) })
    b.hear({ trailer: trailer({ sequence: at + 1n }) })
    b.hear({ from: '10.9.0.8', trailer: trailer({ sequence: at - 1n }) })
    expect(b.instance().counters).toMatchObject({ advertsReceived: 3, authExtReplay: 2 })
  })

  test('in monotonic mode the clock says nothing, and the order is serial', () => {
    const b = make({ windowS: null })
    for (const sequence of [5n, 5n + (1n << 63n), 5n + (1n << 63n) - 1n]) b.hear({ trailer: trailer({ sequence }) })
    expect(b.instance().counters).toMatchObject({ advertsReceived: 2, authExtReplay: 1, authExtStale: 0 })
  })

  test('four multicast sources are remembered, the least recently heard is forgotten', () => {
    const b = make()
    const hear = (last: number) => b.hear({ from: `10.9.0.${last}`, trailer: trailer() })
    const replays = () => b.instance().counters.authExtReplay
    for (const last of [21, 22, 23, 24]) hear(last)
    hear(21)
    expect(replays()).toBe(1)
    for (const last of [25, 26, 27, 28]) hear(last)
    hear(21)
    expect(replays()).toBe(1)
    hear(21)
    expect(replays()).toBe(2)
  })

  test('a mark far from the clock is forgotten: a receiver whose clock is right again hears at once', () => {
    const b = make()
    const ahead = 3600
    b.hear({ trailer: trailer({ sequence: at + BigInt(ahead) * second, wallUs: wallUs + ahead * 1e6 }) })
    b.hear({ trailer: trailer() })
    expect(accepted(b)).toBe(2)
  })

  test('a reload keeps the marks of time mode, and forgets those of monotonic mode', () => {
    for (const [windowS, good] of [
      [5, 1],
      [null, 2],
    ] as const) {
      const b = make({ windowS })
      b.hear({ trailer: trailer() })
      const global = b.state.global
      if (global === null) throw new Error('no start')
      const changed = instance({ authHmac: hmac({ windowS }), priority: 101 })
      b.give({ kind: 'reload', global, config: vrrpConfig({ instances: [changed] }) })
      b.hear({ trailer: trailer() })
      expect(accepted(b)).toBe(good)
    }
  })
})

test('the socket lets a message be longer than its addresses make it, but only for a trailer', () => {
  expect(make().state.openSockets).toMatchObject([{ anyLength: true }])
  expect(bench().state.openSockets).toMatchObject([{ anyLength: false }])
})

test('a clock that is half the window off is worth one line', () => {
  const b = make()
  const late = (sequence: bigint) => texts(b.hear({ trailer: trailer({ sequence }) }))
  expect(late(at - 3n * second)).toEqual([
    '(VI_1) authentication clock skew of 3s to 10.9.0.9 approaching the window of 5s',
  ])
  expect(late(at - 3n * second + 1n)).toEqual([])
})
