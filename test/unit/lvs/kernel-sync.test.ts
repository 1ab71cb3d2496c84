/** The kernel as it is: absent, slow, refusing, edited by strangers, full of what a predecessor left. */
import { describe, expect, test } from 'vitest'
import { lvsConfig, realServer, SECOND, virtualServer } from '../../sim/lvs/settings.ts'
import { makeWorld, tableText, type World } from '../../sim/lvs/world.ts'
import type { IpvsRequest } from '../../../src/lvs/ipvs-model.ts'
import { applyToTable, type KernelTable } from '../../../src/lvs/kernel-table.ts'

const config = () => lvsConfig(virtualServer(1, [realServer(11), realServer(12)]), virtualServer(2, [realServer(13)]))

const wanted = [
  '10.88.0.1:tcp:80 -> 10.99.0.11:80 masquerade 1',
  '10.88.0.1:tcp:80 -> 10.99.0.12:80 masquerade 1',
  '10.88.0.1:tcp:80 rr',
  '10.88.0.2:tcp:80 -> 10.99.0.13:80 masquerade 1',
  '10.88.0.2:tcp:80 rr',
]

/** The table that a first machine leaves behind when it is killed. */
function leftBehind(settings = config()): KernelTable {
  const first = makeWorld()
  first.start(settings)
  first.pass(5 * SECOND)
  return first.kernel
}

function lines(world: World): string[] {
  return world.trace.filter((line) => line.startsWith('IPVS'))
}

describe('what a predecessor left', () => {
  test('is adopted without an order when it is right', () => {
    const world = makeWorld(leftBehind())
    world.start(config())
    world.pass(5 * SECOND)
    expect(world.orders).toEqual([])
    expect(lines(world)).toEqual(['IPVS: took over 2 virtual services that were there already'])
    world.stop()
    world.pass(1 * SECOND)
    expect(tableText(world.kernel)).toEqual([])
  })

  test('is put right where it is not, and strange services stay', () => {
    const kernel = leftBehind(
      lvsConfig(
        virtualServer(1, [realServer(11, { weight: 9 }), realServer(15)], { scheduler: 'wlc' }),
        virtualServer(9, [realServer(14)]),
      ),
    )
    const world = makeWorld(kernel)
    world.start(config())
    world.pass(0.5 * SECOND)
    const strange = ['10.88.0.9:tcp:80 -> 10.99.0.14:80 masquerade 1', '10.88.0.9:tcp:80 rr']
    expect(tableText(kernel)).toEqual([...wanted, ...strange])
    expect(world.orders).toHaveLength(1)
    expect(world.orders[0]?.map(({ kind }) => kind)).toEqual([
      'edit-service',
      'edit-destination',
      'add-destination',
      'delete-destination',
      'add-service',
      'add-destination',
    ])
    world.stop()
    world.pass(1 * SECOND)
    expect(tableText(kernel)).toEqual(strange)
  })

  test('goes with lvs_flush, strange services too', () => {
    const kernel = leftBehind(lvsConfig(virtualServer(9, [realServer(14)])))
    const world = makeWorld(kernel)
    world.start(config(), { lvsFlush: true })
    world.pass(0.5 * SECOND)
    expect(tableText(kernel)).toEqual(wanted)
  })
})

describe('refusals', () => {
  test('a service that cannot be made does not keep the others out', () => {
    const world = makeWorld()
    world.refuse = (request) => (request.kind === 'add-service' && request.service.scheduler === 'mh' ? 'ENOENT' : null)
    world.start(lvsConfig(virtualServer(1, [realServer(11)], { scheduler: 'mh' }), virtualServer(2, [realServer(13)])))
    world.pass(30 * SECOND)
    expect(tableText(world.kernel)).toEqual(wanted.slice(3))
    // one line for the service, none for its servers, and not again at every try
    expect(lines(world)).toEqual([
      'IPVS cmd IP_VS_SO_SET_ADD(1154) error: Scheduler or persistence engine not found(2) (10.88.0.1:tcp:80)',
    ])
    expect(world.orders.length).toBeLessThan(8)
    world.refuse = () => null
    world.pass(120 * SECOND)
    expect(tableText(world.kernel)).toEqual(
      ['10.88.0.1:tcp:80 -> 10.99.0.11:80 masquerade 1', '10.88.0.1:tcp:80 mh', ...wanted.slice(3)].sort(),
    )
  })

  test('a passing one is tried again within two seconds', () => {
    const world = makeWorld()
    let refusals = 1
    world.refuse = (request) => (request.kind === 'add-destination' && refusals-- > 0 ? 'ENOMEM' : null)
    world.start(config())
    world.pass(2 * SECOND)
    expect(tableText(world.kernel)).toEqual(wanted)
  })

  test('a server that dies while its service is held back is not forgotten', () => {
    const world = makeWorld()
    world.start(config())
    world.pass(5 * SECOND)
    world.refuse = (request) => (request.kind === 'delete-destination' ? 'EBUSY' : null)
    world.down.add('10.99.0.11')
    world.down.add('10.99.0.12')
    world.pass(10 * SECOND)
    world.refuse = () => null
    world.pass(70 * SECOND)
    expect(tableText(world.kernel)).toEqual(wanted.slice(2))
  })
})

describe('no IPVS', () => {
  test('one line, checks go on, and it is tried again ever more slowly', () => {
    const world = makeWorld()
    world.broken = true
    world.start(config())
    world.down.add('10.99.0.11')
    world.pass(600 * SECOND)
    expect(lines(world)).toEqual([
      "IPVS: Can't initialize ipvs: Protocol not available(ENOENT); real servers are checked, but nothing is balanced until it works",
    ])
    expect(world.trace).toContain('Removing service [10.99.0.11]:tcp:80 from VS [10.88.0.1]:tcp:80')
    world.broken = false
    world.pass(61 * SECOND)
    expect(lines(world).at(-1)).toBe('IPVS: works again')
    expect(tableText(world.kernel)).toEqual(wanted.slice(1))
  })

  test('stop ends at once', () => {
    const world = makeWorld()
    world.broken = true
    world.start(config())
    world.pass(5 * SECOND)
    world.stop()
    world.pass(0.1 * SECOND)
    expect(world.stopped()).toBe(true)
  })

  test('a socket that breaks later is opened again and everything read anew', () => {
    const world = makeWorld()
    world.start(config())
    world.pass(5 * SECOND)
    world.post({ kind: 'kernel-failed', errno: 'ENOBUFS', message: 'No buffer space available' })
    world.kernel.clear()
    world.pass(2 * SECOND)
    expect(tableText(world.kernel)).toEqual(wanted)
  })
})

describe('drift', () => {
  test('is put right once a minute, and logged', () => {
    const world = makeWorld()
    world.start(config())
    world.pass(5 * SECOND)
    const strange = (request: IpvsRequest) => expect(applyToTable(world.kernel, request)).toBeNull()
    const entry = world.kernel.get('10.88.0.1:tcp:80')
    const [first] = entry?.destinations.values() ?? []
    if (!entry || !first) throw new Error('the server is in the table')
    strange({ kind: 'delete-destination', service: entry.service.key, destination: first })
    strange({
      kind: 'delete-service',
      service: { ...entry.service.key, ...world.kernel.get('10.88.0.2:tcp:80')?.service.key },
    })
    world.pass(61 * SECOND)
    expect(tableText(world.kernel)).toEqual(wanted)
    expect(lines(world)).toEqual([
      'IPVS: someone else changed 10.88.0.1:tcp:80 -> 10.99.0.11:80, putting right: add-destination',
      'IPVS: someone else changed 10.88.0.2:tcp:80, putting right: add-service',
      'IPVS: someone else changed 10.88.0.2:tcp:80 -> 10.99.0.13:80, putting right: add-destination',
    ])
    world.pass(300 * SECOND)
    expect(lines(world)).toHaveLength(3)
  })
})

describe('a kernel that does not answer', () => {
  test('is asked again, and does not keep us from stopping', () => {
    const world = makeWorld()
    world.silent = true
    world.start(config())
    world.pass(120.5 * SECOND)
    expect(lines(world)).toEqual(['IPVS: the kernel does not answer'])
    world.silent = false
    world.pass(2 * SECOND)
    expect(tableText(world.kernel)).toEqual(wanted)
    world.silent = true
    world.stop()
    expect(world.stopped()).toBe(false)
    world.pass(3 * SECOND)
    expect(world.stopped()).toBe(true)
  })
})

test('results that come while the kernel works go out as one order', () => {
  const world = makeWorld()
  world.kernelUs = 10 * SECOND
  const servers = Array.from({ length: 20 }, (_, i) => realServer(100 + i))
  world.start(lvsConfig(virtualServer(1, servers)))
  world.pass(25 * SECOND)
  const orders = world.orders.length
  world.down.add('10.99.0.1')
  world.pass(30 * SECOND)
  // the first to die goes alone, all others together
  expect(world.orders.slice(orders).map((requests) => requests.length)).toEqual([1, 19])
})

describe('lvs_timeouts', () => {
  const first = { tcpS: 900, tcpFinS: 120, udpS: 300 }

  test('are set before the services, and put back at the end', () => {
    const world = makeWorld()
    world.start(config(), { lvsTimeouts: { tcpS: 100, tcpFinS: 20, udpS: 0 } })
    world.post({ kind: 'kernel-read', entries: [], timeouts: first })
    world.pass(1 * SECOND)
    expect(world.orders[0]?.[0]).toEqual({ kind: 'set-timeouts', tcpS: 100, tcpFinS: 20, udpS: 0 })
    world.reload(config(), { lvsTimeouts: { tcpS: 200, tcpFinS: 0, udpS: 0 } })
    world.pass(1 * SECOND)
    expect(world.orders.at(-1)).toEqual([{ kind: 'set-timeouts', tcpS: 200, tcpFinS: 120, udpS: 300 }])
    world.stop()
    expect(world.orders.at(-1)?.[0]).toEqual({ kind: 'set-timeouts', ...first })
  })
})

describe('stop', () => {
  test('with lvs_flush_on_stop nothing at all remains', () => {
    const kernel = leftBehind(lvsConfig(virtualServer(9, [realServer(14)])))
    const world = makeWorld(kernel)
    world.start(config(), { lvsFlushOnStop: 'yes' })
    world.pass(5 * SECOND)
    world.stop()
    world.pass(1 * SECOND)
    expect(tableText(kernel)).toEqual([])
    expect(world.trace.filter((line) => line.startsWith('Shutting down'))).toEqual([])
  })

  test('with keepIpvs everything remains', () => {
    const world = makeWorld()
    world.start(config())
    world.pass(5 * SECOND)
    world.post({ kind: 'stop', keepIpvs: true })
    expect(world.stopped()).toBe(true)
    expect(tableText(world.kernel)).toEqual(wanted)
  })

  test('before the first answer of the kernel still removes what is ours', () => {
    const world = makeWorld(leftBehind())
    world.start(config())
    world.stop()
    world.pass(1 * SECOND)
    expect(world.stopped()).toBe(true)
    expect(tableText(world.kernel)).toEqual([])
  })

  test('in the middle of an order', () => {
    const world = makeWorld()
    world.kernelUs = 0.5 * SECOND
    world.start(config())
    world.pass(0.7 * SECOND)
    expect(world.orders).toHaveLength(1)
    world.stop()
    world.pass(2 * SECOND)
    expect(world.stopped()).toBe(true)
    expect(tableText(world.kernel)).toEqual([])
  })
})

test('lvs_sync_daemon without an instance runs both roles all the time', () => {
  const world = makeWorld()
  const sync = { interface: 'eth1', instance: null, syncId: 7, maxLength: null, port: null, ttl: null, group: null }
  const daemons = () => world.trace.filter((line) => line.startsWith('sync-daemon'))
  world.start(config(), { lvsSyncDaemon: sync })
  world.reload(config(), { lvsSyncDaemon: sync })
  expect(daemons()).toEqual(['sync-daemon start master eth1 7', 'sync-daemon start backup eth1 7'])
  world.stop()
  expect(daemons().slice(2)).toEqual(['sync-daemon stop master eth1 7', 'sync-daemon stop backup eth1 7'])
})
