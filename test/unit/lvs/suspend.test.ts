/** ha_suspend: no checks while the address of the virtual server is elsewhere, as recorded from keepalived 2.2.7. */
import { describe, expect, test } from 'vitest'
import type { VirtualServerConfig } from '../../../src/config/config.ts'
import { viewLvs } from '../../../src/lvs/view.ts'
import { ip, lvsConfig, realServer, SECOND, virtualServer } from '../../sim/lvs/settings.ts'
import { makeWorld, type World } from '../../sim/lvs/world.ts'

const service = (changes: Partial<VirtualServerConfig> = {}): VirtualServerConfig =>
  virtualServer(1, [realServer(11)], { haSuspend: true, ...changes })
const address = (world: World, present: boolean): void =>
  world.post({ kind: 'address', address: ip('10.88.0.1'), present })
const of = ' healthchecker for service [10.99.0.11]:tcp:80 for VS [10.88.0.1]:tcp:80'
const removed = 'Removing service [10.99.0.11]:tcp:80 from VS [10.88.0.1]:tcp:80'

function since(world: World, act: () => void): string[] {
  world.trace.length = 0
  act()
  return world.trace.filter((line) => /healthchecker|Netlink|Removing|Adding/.test(line))
}

describe('without the address', () => {
  test('nothing is checked, and the servers stay as they are', () => {
    const world = makeWorld()
    world.down.add('.11')
    expect(since(world, () => world.start(lvsConfig(service())))).toEqual([`Deactivating${of}`])
    expect(since(world, () => world.pass(30 * SECOND))).toEqual([])
    expect(viewLvs(world.state).virtualServers[0]?.realServers[0]).toMatchObject({
      alive: true,
      checkers: [{ enabled: false, hasRun: false }],
    })
  })

  test('once it is here the checks go on, and when it leaves they rest', () => {
    const world = makeWorld()
    world.start(lvsConfig(service()))
    world.pass(10 * SECOND)
    world.down.add('.11')
    const added = 'Netlink reflector reports IP 10.88.0.1 added'
    expect(since(world, () => address(world, true))).toEqual([added, `Activating${of}`])
    expect(since(world, () => world.pass(3 * SECOND))).toContain(removed)
    const gone = 'Netlink reflector reports IP 10.88.0.1 removed'
    expect(since(world, () => address(world, false))).toEqual([gone, `Suspending${of}`])
    world.down.clear()
    expect(since(world, () => world.pass(30 * SECOND))).toEqual([])
    expect(viewLvs(world.state).virtualServers[0]?.aliveServers).toBe(0)
  })
})

test('an address that is there before the start is reported, and the checks run', () => {
  const world = makeWorld()
  address(world, true)
  expect(since(world, () => world.start(lvsConfig(service())))).toEqual([
    'Netlink reflector reports IP 10.88.0.1 added',
    `Activating${of}`,
  ])
  world.down.add('.11')
  expect(since(world, () => world.pass(2 * SECOND))).toContain(removed)
})

test('on two interfaces it has to leave both', () => {
  const world = makeWorld()
  address(world, true)
  world.start(lvsConfig(service()))
  const gone = 'Netlink reflector reports IP 10.88.0.1 removed'
  expect(since(world, () => address(world, true))).toEqual(['Netlink reflector reports IP 10.88.0.1 added'])
  expect(since(world, () => address(world, false))).toEqual([gone])
  expect(since(world, () => address(world, false))).toEqual([gone, `Suspending${of}`])
})

test('addresses of other virtual servers mean nothing, and a group never wakes up', () => {
  const world = makeWorld()
  address(world, true)
  const target = { kind: 'group', group: 'G' } as const
  const config = lvsConfig(
    service({ haSuspend: false }),
    virtualServer(2, [realServer(12)], { haSuspend: true, id: '[G]:0', target }),
  )
  const members = [{ kind: 'address', address: ip('10.88.0.1'), port: 80 } as const]
  const lines = since(world, () => world.start({ ...config, groups: [{ name: 'G', members }] }))
  expect(lines).toEqual([`Activating${of}`, 'Deactivating healthchecker for service [10.99.0.12]:tcp:80 for VS [G]:0'])
  expect(since(world, () => address(world, false))).toEqual([])
})

test('a reload says again what rests', () => {
  const world = makeWorld()
  world.start(lvsConfig(service()))
  expect(since(world, () => world.reload(lvsConfig(service())))).toEqual([`Deactivating${of}`])
  expect(since(world, () => world.reload(lvsConfig(service({ haSuspend: false }))))).toEqual([`Activating${of}`])
})
