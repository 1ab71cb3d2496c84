/** Reloads, as keepalived 2.2.7 told them; and that a reload which changes nothing orders nothing. */
import { describe, expect, test } from 'vitest'
import { lvsConfig, realServer, SECOND, sorryServer, tcpCheck, virtualServer } from '../../sim/lvs/settings.ts'
import { makeWorld, tableText, type World } from '../../sim/lvs/world.ts'
import type { LvsConfig } from '../../../src/config/config.ts'
import type { GlobalConfig } from '../../../src/config/config.ts'

/** what a reload says, without the line at its head and the list of checkers */
function reloadTrace(world: World, config: LvsConfig, global: Partial<GlobalConfig> = {}): string[] {
  world.trace.length = 0
  world.reload(config, global)
  expect(world.trace[0]).toBe('Reinitializing ipvs')
  return world.trace.slice(1).filter((line) => !line.startsWith('Activating healthchecker'))
}

const two = () => virtualServer(1, [realServer(11), realServer(12)])

describe('the same configuration again', () => {
  test('orders nothing and keeps every timer', () => {
    const config = () =>
      lvsConfig(
        virtualServer(1, [realServer(11), realServer(12, { inhibitOnFailure: true })], {
          quorum: 2,
          sorryServer: sorryServer(16),
        }),
        virtualServer(2, [realServer(13)], { allAlpha: true }),
      )
    const world = makeWorld()
    world.down.add('10.99.0.12')
    world.start(config())
    world.pass(7.3 * SECOND)
    const orders = world.orders.length
    const deadlines = () => [...world.state.timers.byOwner.values()].map(({ atUs }) => atUs)
    const before = deadlines()
    const table = tableText(world.kernel)
    expect(reloadTrace(world, config())).toEqual([])
    expect(deadlines()).toEqual(before)
    world.pass(10 * SECOND)
    expect(world.orders).toHaveLength(orders)
    expect(tableText(world.kernel)).toEqual(table)
  })

  test('lets a running check finish', () => {
    const world = makeWorld()
    world.checkUs = 1 * SECOND
    world.start(lvsConfig(two()))
    world.pass(1.5 * SECOND)
    expect(world.running.size).toBe(2)
    world.reload(lvsConfig(two()))
    expect(world.running.size).toBe(2)
    world.pass(1 * SECOND)
    expect([...world.state.checkers.values()].map(({ hasRun }) => hasRun)).toEqual([true, true])
  })
})

describe('servers', () => {
  test('one more: in the pool at once, its failures forgiven as usual', () => {
    const world = makeWorld()
    world.start(lvsConfig(two()))
    world.pass(5 * SECOND)
    world.down.add('10.99.0.14')
    expect(reloadTrace(world, lvsConfig(virtualServer(1, [realServer(11), realServer(14), realServer(12)])))).toEqual(
      [],
    )
    world.pass(0.1 * SECOND)
    expect(tableText(world.kernel)).toContain('10.88.0.1:tcp:80 -> 10.99.0.14:80 masquerade 1')
    expect([...(world.state.virtualServers.get('[10.88.0.1]:tcp:80')?.realServers.keys() ?? [])]).toEqual([
      '[10.99.0.11]:tcp:80',
      '[10.99.0.14]:tcp:80',
      '[10.99.0.12]:tcp:80',
    ])
    world.pass(1.5 * SECOND)
    expect(world.trace.filter((line) => line.includes('.14')).at(-1)).toContain('Activating')
    world.pass(1 * SECOND)
    expect(world.trace).toContain('TCP_CHECK on service [10.99.0.14]:tcp:80 failed after 1 retries.')
  })

  test('one less: taken out and announced', () => {
    const world = makeWorld()
    world.start(lvsConfig(two()))
    world.pass(5 * SECOND)
    expect(reloadTrace(world, lvsConfig(virtualServer(1, [realServer(11)])))).toEqual([
      'service [10.99.0.12]:tcp:80 no longer exist',
      'Removing service [10.99.0.12]:tcp:80 from VS [10.88.0.1]:tcp:80',
      'run /bin/rsdown 12',
      'fifo RS [10.99.0.12]:tcp:80 [10.88.0.1]:tcp:80 DOWN',
      'mail [LVS1] Realserver [10.99.0.12]:tcp:80 of virtual server [10.88.0.1]:tcp:80 - DOWN => Removing <=',
    ])
    world.pass(0.1 * SECOND)
    expect(tableText(world.kernel)).toEqual(['10.88.0.1:tcp:80 -> 10.99.0.11:80 masquerade 1', '10.88.0.1:tcp:80 rr'])
    world.pass(20 * SECOND)
  })

  test('another weight: only the weight is written', () => {
    const world = makeWorld()
    world.down.add('10.99.0.12')
    world.start(lvsConfig(two()))
    world.pass(5 * SECOND)
    const orders = world.orders.length
    const config = lvsConfig(virtualServer(1, [realServer(11, { weight: 5 }), realServer(12, { weight: 3 })]))
    expect(reloadTrace(world, config)).toEqual([
      'Changing weight from 1 to 5 for active service [10.99.0.11]:tcp:80 of VS [10.88.0.1]:tcp:80',
      'Changing weight from 1 to 3 for inactive service [10.99.0.12]:tcp:80 of VS [10.88.0.1]:tcp:80',
    ])
    world.pass(1 * SECOND)
    expect(world.orders.slice(orders)).toEqual([
      [expect.objectContaining({ kind: 'edit-destination', destination: expect.objectContaining({ weight: 5 }) })],
    ])
  })

  test('alpha does not force down what is up', () => {
    const world = makeWorld()
    world.start(lvsConfig(two()))
    world.pass(5 * SECOND)
    const orders = world.orders.length
    expect(
      reloadTrace(world, lvsConfig(virtualServer(1, [realServer(11), realServer(12)], { allAlpha: true }))),
    ).toEqual([])
    world.pass(1 * SECOND)
    expect(world.orders).toHaveLength(orders)
  })

  test('inhibit_on_failure for one that is dead puts it back with weight 0', () => {
    const world = makeWorld()
    world.down.add('10.99.0.12')
    world.start(lvsConfig(two()))
    world.pass(5 * SECOND)
    world.reload(lvsConfig(virtualServer(1, [realServer(11), realServer(12, { inhibitOnFailure: true })])))
    world.pass(0.1 * SECOND)
    expect(tableText(world.kernel)).toContain('10.88.0.1:tcp:80 -> 10.99.0.12:80 masquerade 0')
    expect(reloadTrace(world, lvsConfig(virtualServer(1, [realServer(11)])))).toEqual([
      'service [10.99.0.12]:tcp:80 no longer exist',
      'Removing (inhibited) service [10.99.0.12]:tcp:80 from VS [10.88.0.1]:tcp:80',
    ])
  })
})

describe('checkers', () => {
  test('other timing keeps what the checker knows, and a shorter period begins now', () => {
    const world = makeWorld()
    const config = (retry: number, delayLoopS: number) =>
      lvsConfig(
        virtualServer(1, [
          realServer(11, { checkers: [tcpCheck('tcp 10.99.0.11', { retry, delayLoopUs: delayLoopS * SECOND })] }),
        ]),
      )
    world.start(config(1, 60))
    world.pass(5 * SECOND)
    expect(reloadTrace(world, config(5, 2))).toEqual([])
    world.trace.length = 0
    world.down.add('10.99.0.11')
    world.pass(1.9 * SECOND)
    expect(world.trace).toEqual([])
    world.pass(5.2 * SECOND)
    expect(world.trace[0]).toBe('TCP_CHECK on service [10.99.0.11]:tcp:80 failed after 5 retries.')
  })

  test('another one brings back a server that the old one took out, until it says otherwise', () => {
    const world = makeWorld()
    const config = (port: number) => {
      const base = tcpCheck('tcp 10.99.0.11')
      const checker = { ...base, connection: { ...base.connection, port } }
      return lvsConfig(virtualServer(1, [realServer(11, { checkers: [checker] })]))
    }
    world.down.add('10.99.0.11')
    world.start(config(80))
    world.pass(5 * SECOND)
    expect(reloadTrace(world, config(82))).toEqual([
      'Adding service [10.99.0.11]:tcp:80 to VS [10.88.0.1]:tcp:80',
      'run /bin/rsup 11',
      'fifo RS [10.99.0.11]:tcp:80 [10.88.0.1]:tcp:80 UP',
      'Gained quorum 1+0=1 <= 1 for VS [10.88.0.1]:tcp:80',
      'run /bin/qup',
      'fifo VS [10.88.0.1]:tcp:80 UP',
      'mail [LVS1] Virtualserver [10.88.0.1]:tcp:80 - UP => Gained quorum 1+0=1 <= 1 <=',
    ])
    world.trace.length = 0
    world.pass(1.1 * SECOND)
    expect(world.trace.slice(0, 2)).toEqual([
      'TCP_CHECK on service [10.99.0.11]:tcp:80 failed.',
      'Removing service [10.99.0.11]:tcp:80 from VS [10.88.0.1]:tcp:80',
    ])
  })
})

describe('virtual servers', () => {
  test('one less', () => {
    const world = makeWorld()
    world.down.add('10.99.0.14')
    world.start(lvsConfig(two(), virtualServer(2, [realServer(13), realServer(14)])))
    world.pass(5 * SECOND)
    expect(reloadTrace(world, lvsConfig(two()))).toEqual([
      'Removing Virtual Server [10.88.0.2]:tcp:80',
      'Removing service [10.99.0.13]:tcp:80 from VS [10.88.0.2]:tcp:80',
      'run /bin/rsdown 13',
      'fifo RS [10.99.0.13]:tcp:80 [10.88.0.2]:tcp:80 DOWN',
      'mail [LVS1] Realserver [10.99.0.13]:tcp:80 of virtual server [10.88.0.2]:tcp:80 - DOWN => Removing <=',
      'run /bin/qdown',
      'fifo VS [10.88.0.2]:tcp:80 DOWN',
      'mail [LVS1] Virtualserver [10.88.0.2]:tcp:80 - DOWN => Lost quorum 1+0=1 <= 0 <=',
    ])
    world.pass(0.1 * SECOND)
    expect(tableText(world.kernel).filter((line) => line.startsWith('10.88.0.2'))).toEqual([])
  })

  test('one more, with rs_init_notifies', () => {
    const world = makeWorld()
    world.start(lvsConfig(two()))
    world.pass(5 * SECOND)
    const config = lvsConfig(two(), virtualServer(4, [realServer(13)]))
    expect(reloadTrace(world, config, { rsInitNotifies: true })).toEqual([
      'run /bin/rsup 13',
      'fifo RS [10.99.0.13]:tcp:80 [10.88.0.4]:tcp:80 UP',
      'Gained quorum 1+0=1 <= 1 for VS [10.88.0.4]:tcp:80',
      'run /bin/qup',
      'fifo VS [10.88.0.4]:tcp:80 UP',
      'mail [LVS1] Virtualserver [10.88.0.4]:tcp:80 - UP => Starting with quorum up 1+0=1 <= 1 <=',
    ])
  })

  test('a higher quorum is lost at the reload, a lower one gained', () => {
    const world = makeWorld()
    const config = (quorum: number) =>
      lvsConfig(virtualServer(1, [realServer(11), realServer(12)], { quorum, sorryServer: sorryServer(16) }))
    world.down.add('10.99.0.12')
    world.start(config(1))
    world.pass(5 * SECOND)
    expect(reloadTrace(world, config(2))).toEqual([
      'Starting with quorum down 2-0=2 > 1 for VS [10.88.0.1]:tcp:80',
      'Adding sorry server [10.99.0.16]:tcp:80 to VS [10.88.0.1]:tcp:80',
      'Removing alive servers from the pool for VS [10.88.0.1]:tcp:80',
      'run /bin/qdown',
      'fifo VS [10.88.0.1]:tcp:80 DOWN',
      'mail [LVS1] Virtualserver [10.88.0.1]:tcp:80 - DOWN => Starting with quorum down 2+0=2 <= 1 <=',
    ])
    world.pass(1 * SECOND)
    expect(tableText(world.kernel)).toContain('10.88.0.1:tcp:80 -> 10.99.0.16:80 masquerade 1')
    expect(reloadTrace(world, config(2))).toEqual([])
    expect(reloadTrace(world, config(1)).slice(0, 3)).toEqual([
      'Gained quorum 1+0=1 <= 1 for VS [10.88.0.1]:tcp:80',
      'Removing sorry server [10.99.0.16]:tcp:80 from VS [10.88.0.1]:tcp:80',
      'Adding alive servers to the pool for VS [10.88.0.1]:tcp:80',
    ])
    world.pass(1 * SECOND)
    expect(tableText(world.kernel)).toHaveLength(2)
  })

  test('another sorry server takes over while the quorum is missing', () => {
    const world = makeWorld()
    const config = (sorry: number) => lvsConfig(virtualServer(1, [realServer(11)], { sorryServer: sorryServer(sorry) }))
    world.down.add('10.99.0.11')
    world.start(config(16))
    world.pass(5 * SECOND)
    expect(reloadTrace(world, config(15)).slice(0, 4)).toEqual([
      'Removing sorry server [10.99.0.16]:tcp:80 from VS [10.88.0.1]:tcp:80',
      'Starting with quorum down 1-0=1 > 0 for VS [10.88.0.1]:tcp:80',
      'Adding sorry server [10.99.0.15]:tcp:80 to VS [10.88.0.1]:tcp:80',
      'Removing alive servers from the pool for VS [10.88.0.1]:tcp:80',
    ])
    world.pass(1 * SECOND)
    expect(tableText(world.kernel)).toEqual(['10.88.0.1:tcp:80 -> 10.99.0.15:80 masquerade 1', '10.88.0.1:tcp:80 rr'])
  })

  test('another scheduler edits the service and leaves its servers alone', () => {
    const world = makeWorld()
    world.start(lvsConfig(two()))
    world.pass(5 * SECOND)
    const orders = world.orders.length
    world.reload(lvsConfig({ ...two(), scheduler: 'wlc' }))
    world.pass(1 * SECOND)
    expect(world.orders.slice(orders)).toEqual([
      [expect.objectContaining({ kind: 'edit-service', service: expect.objectContaining({ scheduler: 'wlc' }) })],
    ])
  })
})
