/** The words about how adverts travel: from the file to the configuration, and what is refused. */
import { describe, expect, test } from 'vitest'
import { readIp } from '../../../src/lib/ip.ts'
import { instance, loadText, messagesOf } from './load-text.ts'

const first = (text: string) => loadText(text).config?.vrrp.instances[0]
const withPeer = 'unicast_peer {\n 10.9.0.2\n}\n'

describe('instance words', () => {
  test.each([
    [`${withPeer}unicast_ttl 9`, { unicastTtl: 9 }],
    ['v3_checksum_as_v2', { checksumAsV2: true }],
    ['v3_checksum_as_v2 off', { checksumAsV2: false }],
    ['priority 255\nowner_ignore_adverts', { ownerIgnoresAdverts: true }],
    ['owner_ignore_adverts', { ownerIgnoresAdverts: false }],
    ['priority 255\nstate MASTER\nstrict_mode on', { ownerIgnoresAdverts: true }],
    ['nopreempt\ntimer_expired_backup', { timerExpiredBackup: 254 }],
    ['nopreempt\nthread_timer_expired 9', { timerExpiredBackup: 9 }],
    ['kernel_rx_buf_size 70000', { kernelRxBufSize: 70_000 }],
    ['track_src_ip', { trackSourceIp: true }],
    ['unicast_fault_no_peer', { unicastFaultNoPeer: true }],
    ['version 3', { version: 3 }],
  ])('%s', (lines, expected) => expect(first(instance(lines))).toMatchObject(expected))

  test.each([
    ['unicast_ttl 9', '(a): Cannot use unicast_ttl without unicast peers - resetting'],
    ['vrf blue', '(a) Cannot specify VRF interface and interface - ignoring'],
    ['timer_expired_backup', '(a) timer_expired_backup requires nopreempt - ignoring'],
    ['owner_ignore_adverts', '(a) owner_ignore_adverts is only for the address owner - ignoring'],
  ])('%s is refused', (lines, message) => expect(messagesOf(loadText(instance(lines)))).toEqual([message]))
})

test('version 2 over IPv6 is what the instance says before its addresses, not what the globals say', () => {
  const six = (lines: string) =>
    first(`vrrp_instance a {\n interface eth0\n virtual_router_id 1\n${lines}\n virtual_ipaddress {\n fe80::1\n }\n}\n`)
  expect(six('version 2')?.version).toBe(2)
  expect(six('')?.version).toBe(3)
  expect(six('version 2\nstrict_mode on')?.version).toBe(3)
  expect(six('version 2\nauthentication {\n auth_type AH\n auth_pass x\n}')?.authentication.kind).toBe('none')
})

test('what comes after the addresses cannot change their family', () => {
  const six = loadText(instance('version 2').replace('10.0.0.1', 'fe80::1'))
  expect(six.config?.vrrp.instances[0]?.version).toBe(3)
  const four = loadText(instance('native_ipv6'))
  expect(four.config?.vrrp.instances[0]).toMatchObject({ family: 4, version: 2 })
  expect(messagesOf(four)).toEqual(['(a) Cannot specify native_ipv6 with IPv4 addresses'])
})

test('of two source addresses the later counts, even when it does not fit', () => {
  const sourceOf = (lines: string) => first(instance(lines))?.sourceIp ?? null
  expect(sourceOf('mcast_src_ip 192.0.2.1\nunicast_src_ip 192.0.2.2')).toEqual(readIp('192.0.2.2'))
  expect(sourceOf('unicast_src_ip 192.0.2.2\nmcast_src_ip 192.0.2.1')).toEqual(readIp('192.0.2.1'))
  expect(sourceOf('mcast_src_ip 192.0.2.1\nunicast_src_ip 2001:db8::1')).toBeNull()
})

test('global words', () => {
  const words = 'vrrp_delay_after_boot 5\nlog_unknown_vrids\ndisable_local_igmp\nv3_checksum_as_v2\n'
  const more = 'vrrp_owner_ignore_adverts\nvrrp_rx_bufs_policy mtu\nvrrp_rx_bufs_multiplier 7\n'
  const loaded = loadText(`global_defs {\n${words}${more}}\n${instance('version 3\npriority 255')}`)
  expect(loaded.config?.global).toMatchObject({
    delayAfterBootUs: 5_000_000,
    logUnknownVrids: true,
    disableLocalIgmp: true,
    receiveBuffers: { policy: 'MTU', multiplier: 7 },
  })
  expect(loaded.config?.vrrp.instances[0]).toMatchObject({ checksumAsV2: true, ownerIgnoresAdverts: true })
})

describe('rfc 5, 6, 8, 12: what a file cannot say', () => {
  const said = (lines: string) => messagesOf(loadText(instance(lines))).length > 0
  const router = (vrid: string) => instance('').replace(/virtual_router_id \d+/, `virtual_router_id ${vrid}`)
  test('a VRID beside 1 to 255', () => {
    for (const vrid of ['0', '256', 'x']) expect(loadText(router(vrid)).config?.vrrp.instances ?? []).toEqual([])
    expect(first(router('255'))?.vrid).toBe(255)
  })
  test('a priority beside 1 to 255; 100 unless said', () => {
    for (const priority of ['0', '256']) expect(said(`priority ${priority}`)).toBe(true)
    expect(first(instance(''))?.priority).toBe(100)
  })
  test('parts of a second in version 2; one second unless said', () => {
    expect(said('version 2\nadvert_int 0.5')).toBe(true)
    expect(first(instance(''))?.advertIntervalUs).toBe(1_000_000)
  })
  test('an interval of version 3 beyond 12 bits', () => {
    expect(said('version 3\nadvert_int 41')).toBe(true)
    expect(first(instance('version 3\nadvert_int 0.01'))?.advertIntervalUs).toBe(10_000)
  })
  test('an address of the other family in the list', () => {
    const mixed = instance('').replace(/virtual_ipaddress \{/, 'virtual_ipaddress {\n fe80::1\n')
    expect(new Set(first(mixed)?.addresses.map((entry) => entry.address.family)).size).toBe(1)
  })
})
