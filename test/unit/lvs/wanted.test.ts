/** From the configuration to IPVS keys: groups, ranges, marks, forwarding methods, and servers that meet in one key. */
import { describe, expect, test } from 'vitest'
import type { LvsConfig, TunnelConfig, VirtualServerConfig } from '../../../src/config/config.ts'
import { ip, lvsConfig, realServer, SECOND, sorryServer, virtualServer } from '../../sim/lvs/settings.ts'
import { makeWorld, tableText } from '../../sim/lvs/world.ts'

function tableOf(config: LvsConfig): string[] {
  const world = makeWorld()
  world.start(config)
  world.pass(0.5 * SECOND)
  return tableText(world.kernel)
}

const direct = (last: number) => realServer(last, { forwarding: 'DR' })

describe('groups', () => {
  const target = { kind: 'group', group: 'G' } as const
  const members = [
    { kind: 'address', address: ip('10.88.0.1'), port: 80 },
    { kind: 'range', address: ip('10.88.0.254'), count: 3, port: 81 },
    { kind: 'fwmark', fwmark: 7, family: 4 },
  ] as const

  test('each address and mark is a service; direct routing takes the port of the service', () => {
    const config = { ...lvsConfig({ ...virtualServer(1, [direct(11)]), target }), groups: [{ name: 'G', members }] }
    expect(tableOf(config)).toEqual([
      '10.88.0.1:tcp:80 -> 10.99.0.11:80 direct 1',
      '10.88.0.1:tcp:80 rr',
      '10.88.0.254:tcp:81 -> 10.99.0.11:81 direct 1',
      '10.88.0.254:tcp:81 rr',
      '10.88.0.255:tcp:81 -> 10.99.0.11:81 direct 1',
      '10.88.0.255:tcp:81 rr',
      '10.88.1.0:tcp:81 -> 10.99.0.11:81 direct 1',
      '10.88.1.0:tcp:81 rr',
      'FWM 7 -> 10.99.0.11:0 direct 1',
      'FWM 7 rr',
    ])
  })

  test('two virtual servers may serve one group, each with a protocol of its own', () => {
    const tcp = { ...virtualServer(1, [direct(11)]), id: '[G]:0', target }
    const udp = { ...virtualServer(2, [direct(12)], { protocol: 'UDP' }), id: '[G]:0', target }
    const config = { ...lvsConfig(tcp, udp), groups: [{ name: 'G', members: members.slice(0, 1) }] }
    const expected = [
      '10.88.0.1:tcp:80 -> 10.99.0.11:80 direct 1',
      '10.88.0.1:tcp:80 rr',
      '10.88.0.1:udp:80 -> 10.99.0.12:80 direct 1',
      '10.88.0.1:udp:80 rr',
    ]
    expect(tableOf(config)).toEqual(expected)
    const world = makeWorld()
    world.start(config)
    world.pass(0.5 * SECOND)
    world.reload(config)
    world.pass(0.5 * SECOND)
    expect(tableText(world.kernel)).toEqual(expected)
  })

  test('a mark without a family has that of all its servers', () => {
    const six = realServer(11, { address: ip('2001:db8::11') })
    const mark = { kind: 'fwmark', fwmark: 7, family: null } as const
    const groups = [{ name: 'G', members: [mark] }]
    expect(tableOf({ ...lvsConfig({ ...virtualServer(1, [six]), target }), groups })).toContain('FWM 7 inet6 rr')
    expect(tableOf({ ...lvsConfig({ ...virtualServer(1, [direct(11)]), target }), groups })).toContain('FWM 7 rr')
  })

  test('two virtual servers on one mark share the service', () => {
    const mark: VirtualServerConfig['target'] = { kind: 'fwmark', fwmark: 7, family: 4 }
    const first = { ...virtualServer(1, [realServer(11)]), target: mark }
    const second = { ...virtualServer(2, [realServer(12)], { protocol: 'UDP' }), target: mark }
    const world = makeWorld()
    world.start(lvsConfig(first, second))
    world.pass(0.5 * SECOND)
    expect(tableText(world.kernel)).toEqual([
      'FWM 7 -> 10.99.0.11:80 masquerade 1',
      'FWM 7 -> 10.99.0.12:80 masquerade 1',
      'FWM 7 rr',
    ])
    world.reload(lvsConfig(second))
    world.pass(0.5 * SECOND)
    expect(tableText(world.kernel)).toEqual(['FWM 7 -> 10.99.0.12:80 masquerade 1', 'FWM 7 rr'])
  })
})

test('a range of IPv6 addresses counts on in the last octets', () => {
  const target = { kind: 'range', address: ip('2001:db8::fffe'), count: 3, port: 443 } as const
  const server = realServer(11, { address: ip('2001:db8::11'), port: 443 })
  expect(tableOf(lvsConfig({ ...virtualServer(1, [server]), target })).filter((line) => line.endsWith(' rr'))).toEqual([
    '2001:db8::1:0:tcp:443 rr',
    '2001:db8::fffe:tcp:443 rr',
    '2001:db8::ffff:tcp:443 rr',
  ])
})

test('only a tunnel leads to the other address family', () => {
  const far = { address: ip('2001:db8::12'), id: '[2001:db8::12]:tcp:80' }
  const servers = [realServer(11), realServer(12, far), realServer(13, { ...far, id: 'tunnel', forwarding: 'TUN' })]
  expect(tableOf(lvsConfig(virtualServer(1, servers)))).toEqual([
    '10.88.0.1:tcp:80 -> 10.99.0.11:80 masquerade 1',
    '10.88.0.1:tcp:80 -> 2001:db8::12:80 tunnel 1',
    '10.88.0.1:tcp:80 rr',
  ])
})

test('a sorry server that is also a real server is one destination', () => {
  const world = makeWorld()
  const servers = [realServer(11), realServer(12)]
  world.start(lvsConfig(virtualServer(1, servers, { quorum: 2, sorryServer: sorryServer(12, true) })))
  world.pass(5 * SECOND)
  expect(tableText(world.kernel)).toHaveLength(3)
  world.down.add('.11')
  world.pass(5 * SECOND)
  expect(tableText(world.kernel)).toEqual(['10.88.0.1:tcp:80 -> 10.99.0.12:80 masquerade 1', '10.88.0.1:tcp:80 rr'])
  world.down.add('.12')
  world.pass(5 * SECOND)
  expect(tableText(world.kernel)).toHaveLength(2)
})

test('flags, persistence and thresholds arrive in the service and its destinations', () => {
  const world = makeWorld()
  world.start(
    lvsConfig(
      virtualServer(1, [realServer(11, { weight: 100_000, upperThreshold: 50, lowerThreshold: 20 })], {
        schedulerFlags: 0x2 | 0x8,
        onePacket: true,
        persistenceTimeoutS: 360,
        persistenceGranularity: 24,
        persistenceEngine: 'sip',
      }),
    ),
  )
  world.pass(0.5 * SECOND)
  const entry = world.kernel.get('10.88.0.1:tcp:80')
  // HASHED (0x2) is the kernel's own
  expect(entry?.service).toMatchObject({
    flags: 0x8 | 0x4 | 0x1,
    timeoutS: 360,
    persistencePrefix: 24,
    persistenceEngine: 'sip',
  })
  expect([...(entry?.destinations.values() ?? [])]).toMatchObject([
    { weight: 100_000, upperThreshold: 50, lowerThreshold: 20 },
  ])
})

test('a tunnel says its type, port and checksum to the kernel, and a changed one is one edit', () => {
  const world = makeWorld()
  const tunnelled = (tunnel: TunnelConfig) =>
    lvsConfig(virtualServer(1, [realServer(11, { forwarding: 'TUN', tunnel })]))
  const destination = () => [...(world.kernel.get('10.88.0.1:tcp:80')?.destinations.values() ?? [])][0]
  world.start(tunnelled({ type: 'gue', port: 6080, checksum: 'remote' }))
  world.pass(0.5 * SECOND)
  expect(destination()).toMatchObject({ tunnelType: 'gue', tunnelPort: 6080, tunnelFlags: 2 })
  world.reload(tunnelled({ type: 'gre', port: 0, checksum: 'checksum' }))
  world.pass(0.5 * SECOND)
  expect(destination()).toMatchObject({ tunnelType: 'gre', tunnelPort: 0, tunnelFlags: 1 })
  expect(world.orders.at(-1)?.map(({ kind }) => kind)).toEqual(['edit-destination'])
})
