/** How adverts travel: unicast and its words, the readings of the checksum, delays, buffers, unknown routers. */
import { describe, expect, test } from 'vitest'
import type { GlobalConfig, VrrpInstanceConfig } from '../../../src/config/config.ts'
import { globalConfig, instance, ip, link, vrrpConfig } from '../../sim/fixtures.ts'
import { adverts, bench, masterBench, texts } from './bench.ts'

const peers = [{ address: ip('10.9.0.9'), minTtl: 0, maxTtl: 255 }]
const one = (change: Partial<VrrpInstanceConfig>) => vrrpConfig({ instances: [instance(change)] })
const started = (change: Partial<VrrpInstanceConfig>, global: Partial<GlobalConfig> = {}) =>
  bench(one(change), globalConfig(global))

function firstSent(change: Partial<VrrpInstanceConfig>) {
  const sent = started(change)
    .wait(10_000_000)
    .find((action) => action.kind === 'send-advert')
  if (!sent) throw new Error('nothing was sent')
  return sent
}

describe('rfc 2: TTL', () => {
  const six = { version: 3, family: 6, unicastPeers: [{ ...peers[0]!, address: ip('fe80::9') }] } as const
  test.each([
    ['multicast', {}, 255],
    ['multicast with unicast_ttl', { unicastTtl: 7 }, 255],
    ['IPv6 multicast', { version: 3, family: 6 } as const, 255],
    ['unicast', { unicastPeers: peers }, 255],
    ['unicast with unicast_ttl', { unicastPeers: peers, unicastTtl: 7 }, 7],
    ['IPv6 unicast, as the kernel does', six, 64],
    ['IPv6 unicast with unicast_ttl', { ...six, unicastTtl: 255 }, 255],
  ])('%s', (_, change, ttl) => expect(firstSent(change).ttl).toBe(ttl))
})

describe('rfc 17: which reading of the v3 checksum over IPv4 is sent', () => {
  test.each([
    ['with pseudo-header', {}, 'pseudo'],
    ['v3_checksum_as_v2', { checksumAsV2: true }, 'message'],
    ['unicast', { unicastPeers: peers }, 'pseudo'],
    ['old_unicast_checksum', { unicastPeers: peers, oldUnicastChecksum: 'always' } as const, 'group'],
    ['old_unicast_checksum never', { unicastPeers: peers, oldUnicastChecksum: 'never' } as const, 'pseudo'],
    ['old_unicast_checksum with multicast', { oldUnicastChecksum: 'always' } as const, 'pseudo'],
  ])('%s', (_, change, form) => expect(firstSent({ version: 3, ...change }).v3Checksum).toBe(form))
})

test('rfc 17: with v3_checksum_as_v2 a peer that includes the pseudo-header is accepted and named', () => {
  const b = started({ version: 3, checksumAsV2: true })
  expect(texts(b.hear({ version: 3, checksum: 'message' }))).toEqual([])
  expect(texts(b.hear({ version: 3, checksum: 'pseudo' }))).toEqual([
    '(VI_1) 10.9.0.9 sums VRRPv3 over IPv4 with the pseudo-header - accepting',
  ])
  expect(b.instance().counters.advertsReceived).toBe(2)
})

describe('a peer whose unicast checksum is that of before 1.3.7', () => {
  const heard = { version: 3, to: '10.9.0.1', checksum: 'group' } as const
  test('is followed, and answered alike', () => {
    const b = started({ version: 3, unicastPeers: peers })
    expect(texts(b.hear(heard))).toEqual(['(VI_1) Setting unicast VRRPv3 checksum to old version'])
    expect(texts(b.hear(heard))).toEqual([])
    const sent = b.wait(10_000_000).find((action) => action.kind === 'send-advert')
    expect(sent?.v3Checksum).toBe('group')
  })
  test.each([
    ['never is refused', { unicastPeers: peers, oldUnicastChecksum: 'never' } as const, heard],
    ['multicast is refused', {}, { ...heard, to: '224.0.0.18' }],
  ])('%s', (_, change, packet) => {
    const b = started({ version: 3, ...change })
    expect(texts(b.hear(packet))).toEqual(['(VI_1) Invalid VRRPv3 checksum'])
    expect(b.instance().counters.checksumErrors).toBe(1)
  })
})

test('unicast_fault_no_peer: FAULT, and silence', () => {
  const b = started({ unicastFaultNoPeer: true })
  expect(b.instance().state).toBe('fault')
  expect(adverts(b.wait(10_000_000))).toEqual([])
})

describe('a configured source address that the host has not', () => {
  const eth0 = (...addresses: string[]) => link('eth0', 2, addresses)
  const change = { unicastPeers: peers, sourceIp: ip('10.9.0.5') }
  const give = (b: ReturnType<typeof bench>, ...addresses: string[]) =>
    b.give({ kind: 'interface', interface: eth0(...addresses) })
  test('keeps a unicast instance in FAULT until it is there', () => {
    const b = started(change)
    expect(b.instance().state).toBe('fault')
    give(b, '10.9.0.1/24', '10.9.0.5/32')
    expect(b.instance().state).toBe('backup')
    give(b, '10.9.0.1/24')
    expect(b.instance().state).toBe('backup')
  })
  test('is FAULT at any time with track_src_ip', () => {
    const b = started({ ...change, trackSourceIp: true })
    give(b, '10.9.0.1/24', '10.9.0.5/32')
    b.wait(5_000_000)
    expect(b.instance().state).toBe('master')
    give(b, '10.9.0.1/24')
    expect(b.instance().state).toBe('fault')
  })
  test('may be on another interface', () => {
    const b = started({ sourceIp: ip('10.7.0.1'), trackSourceIp: true })
    expect(b.instance().state).toBe('fault')
    b.give({ kind: 'interface', interface: link('lo', 1, ['10.7.0.1/32']) })
    expect(b.instance().state).toBe('backup')
    b.give({ kind: 'interface-gone', index: 1 })
    expect(b.instance().state).toBe('fault')
  })
  test('is sent from nonetheless by multicast without track_src_ip', () => {
    expect(firstSent({ sourceIp: ip('10.9.0.5') }).source).toEqual(ip('10.9.0.5'))
  })
})

test('rfc 26: an owner ignores adverts when told to', () => {
  for (const ownerIgnoresAdverts of [true, false]) {
    const b = masterBench(one({ priority: 255, ownerIgnoresAdverts }))
    b.hear({ priority: 255, from: '10.9.0.200' })
    expect(b.instance().state).toBe(ownerIgnoresAdverts ? 'master' : 'backup')
  }
})

describe('log_unknown_vrids', () => {
  const line = 'Unknown VRID(77) received on interface(eth0). ignoring...'
  test('names them', () => {
    expect(texts(started({}, { logUnknownVrids: true }).hear({ vrid: 77 }))).toEqual([line])
    expect(texts(started({}).hear({ vrid: 77 }))).toEqual([])
  })
  test('has them delivered behind the adverts, with no others', () => {
    const sockets = (global: Partial<GlobalConfig>) => started({ vrid: 51, version: 3 }, global).state.openSockets
    expect(sockets({})).toMatchObject([{ vrids: [51], versions: [3], unknownToo: false }])
    expect(sockets({ logUnknownVrids: true })).toMatchObject([{ vrids: [51], versions: [3], unknownToo: true }])
  })
  test('within bounds', () => {
    const b = started({}, { logUnknownVrids: true })
    expect([...Array(1000).keys()].flatMap(() => texts(b.hear({ vrid: 77 })))).toHaveLength(20)
  })
})

describe('vrrp_delay_after_boot', () => {
  const beginning = (global: Partial<GlobalConfig>, bootedAtUs: number) => {
    const b = bench(vrrpConfig(), globalConfig(global))
    // A second router on the same bench: started by hand, so that the time of the boot can be said.
    b.state.instances.clear()
    const actions = b.give({
      kind: 'start',
      global: globalConfig(global),
      config: vrrpConfig(),
      interfaces: [link('eth0', 2, ['10.9.0.1/24'])],
      bootedAtUs,
    })
    return texts(actions).filter((text) => text.startsWith('Delaying'))
  }
  test('waits for the rest of it, or for vrrp_startup_delay if that is longer', () => {
    expect(beginning({ delayAfterBootUs: 60_000_000 }, -20_000_000)).toEqual(['Delaying startup for 40 seconds'])
    expect(beginning({ delayAfterBootUs: 60_000_000 }, -90_000_000)).toEqual([])
    const both = { delayAfterBootUs: 60_000_000, vrrpStartupDelayUs: 50_000_000 }
    expect(beginning(both, -20_000_000)).toEqual(['Delaying startup for 50 seconds'])
  })
})

describe('timer_expired_backup', () => {
  const held = (change: Partial<VrrpInstanceConfig>, latenessUs: number) => {
    const b = masterBench(one({ preempt: false, ...change }))
    b.now += latenessUs
    const actions = b.give({ kind: 'deadline' })
    return { state: b.instance().state, sent: adverts(actions).length }
  }
  test.each([
    [254, 2_000_000, 'master', 1],
    // masterBench ends somewhere between two adverts: up to one interval more
    [254, 3_100_000, 'backup', 0],
    [1, 2_100_000, 'master', 1],
    [undefined, 9_000_000, 'master', 1],
  ])('%s, %i microseconds late: %s', (timerExpiredBackup, latenessUs, state, sent) => {
    const change = timerExpiredBackup === undefined ? {} : { timerExpiredBackup }
    expect(held(change, latenessUs)).toEqual({ state, sent })
  })
})

describe('receive buffers', () => {
  const bytesOf = (global: Partial<GlobalConfig>, ...instances: Partial<VrrpInstanceConfig>[]) =>
    bench(
      vrrpConfig({ instances: instances.map((change, i) => instance({ name: `V${i}`, vrid: i + 1, ...change })) }),
      globalConfig(global),
    ).state.openSockets.map((socket) => socket.receiveBufferBytes)
  const buffers = (policy: 'MTU' | 'ADVERT' | number) => ({ receiveBuffers: { policy, multiplier: 4 } })
  test.each([
    ['by default the kernel decides', {}, [{}, {}], [0]],
    ['MTU', buffers('MTU'), [{}, {}], [2 * 4 * 1500]],
    ['ADVERT', buffers('ADVERT'), [{}], [4 * 40]],
    ['ADVERT, v3', buffers('ADVERT'), [{ version: 3 } as const], [4 * 32]],
    ['a number', buffers(9000), [{}, {}], [18_000]],
    ['kernel_rx_buf_size', buffers(9000), [{ kernelRxBufSize: 100 }, {}], [9100]],
  ])('%s', (_, global, instances, bytes) => expect(bytesOf(global, ...instances)).toEqual(bytes))
})
