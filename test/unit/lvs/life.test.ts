/** The whole life of one virtual server, line by line as keepalived 2.2.7 told it on a kernel with IPVS. */
import { describe, expect, test } from 'vitest'
import {
  httpCheck,
  lvsConfig,
  realServer,
  SECOND,
  sorryServer,
  tcpCheck,
  virtualServer,
} from '../../sim/lvs/settings.ts'
import { makeWorld, tableText, type World } from '../../sim/lvs/world.ts'

function traceOf(world: World, act: () => void): string[] {
  world.trace.length = 0
  act()
  return [...world.trace]
}

const withSorry = lvsConfig(
  virtualServer(1, [realServer(11), realServer(12), realServer(13)], { quorum: 2, sorryServer: sorryServer(16) }),
)

test('start: all servers are in the pool before the first check', () => {
  const world = makeWorld()
  const trace = traceOf(world, () => {
    world.start(withSorry)
    world.pass(0.5 * SECOND)
  })
  expect(trace).toEqual([
    'Initializing ipvs',
    'Gained quorum 2+0=2 <= 3 for VS [10.88.0.1]:tcp:80',
    'run /bin/qup',
    'fifo VS [10.88.0.1]:tcp:80 UP',
    'mail [LVS1] Virtualserver [10.88.0.1]:tcp:80 - UP => Starting with quorum up 2+0=2 <= 3 <=',
    'Activating healthchecker for service [10.99.0.11]:tcp:80 for VS [10.88.0.1]:tcp:80',
    'Activating healthchecker for service [10.99.0.12]:tcp:80 for VS [10.88.0.1]:tcp:80',
    'Activating healthchecker for service [10.99.0.13]:tcp:80 for VS [10.88.0.1]:tcp:80',
  ])
  expect(tableText(world.kernel)).toEqual([
    '10.88.0.1:tcp:80 -> 10.99.0.11:80 masquerade 1',
    '10.88.0.1:tcp:80 -> 10.99.0.12:80 masquerade 1',
    '10.88.0.1:tcp:80 -> 10.99.0.13:80 masquerade 1',
    '10.88.0.1:tcp:80 rr',
  ])
})

test('the first results are told once', () => {
  const world = makeWorld()
  world.start(withSorry)
  const trace = traceOf(world, () => world.pass(20 * SECOND))
  expect(trace).toEqual([
    'TCP connection to [10.99.0.11]:tcp:80 success.',
    'TCP connection to [10.99.0.12]:tcp:80 success.',
    'TCP connection to [10.99.0.13]:tcp:80 success.',
  ])
})

describe('death and return', () => {
  test('a server leaves after its retries, and comes back with its first success', () => {
    const world = makeWorld()
    world.start(withSorry)
    world.pass(5 * SECOND)
    world.down.add('10.99.0.11')
    expect(traceOf(world, () => world.pass(5 * SECOND))).toEqual([
      'TCP_CHECK on service [10.99.0.11]:tcp:80 failed after 1 retries.',
      'Removing service [10.99.0.11]:tcp:80 from VS [10.88.0.1]:tcp:80',
      'run /bin/rsdown 11',
      'fifo RS [10.99.0.11]:tcp:80 [10.88.0.1]:tcp:80 DOWN',
      'mail [LVS1] Realserver [10.99.0.11]:tcp:80 of virtual server [10.88.0.1]:tcp:80 - DOWN => TCP CHECK failed on service <=',
    ])
    expect(tableText(world.kernel)).toHaveLength(3)
    expect(world.orders.at(-1)).toMatchObject([{ kind: 'delete-destination', destination: { port: 80 } }])
    world.down.clear()
    expect(traceOf(world, () => world.pass(5 * SECOND))).toEqual([
      'TCP connection to [10.99.0.11]:tcp:80 success.',
      'Adding service [10.99.0.11]:tcp:80 to VS [10.88.0.1]:tcp:80',
      'run /bin/rsup 11',
      'fifo RS [10.99.0.11]:tcp:80 [10.88.0.1]:tcp:80 UP',
      'mail [LVS1] Realserver [10.99.0.11]:tcp:80 of virtual server [10.88.0.1]:tcp:80 - UP => TCP CHECK succeed on service <=',
    ])
    expect(tableText(world.kernel)).toHaveLength(4)
  })

  test('without quorum the sorry server is alone in the pool', () => {
    const world = makeWorld()
    world.start(withSorry)
    world.down.add('10.99.0.11')
    world.pass(5 * SECOND)
    world.down.add('10.99.0.12')
    expect(traceOf(world, () => world.pass(5 * SECOND))).toEqual([
      'TCP_CHECK on service [10.99.0.12]:tcp:80 failed after 1 retries.',
      'Removing service [10.99.0.12]:tcp:80 from VS [10.88.0.1]:tcp:80',
      'run /bin/rsdown 12',
      'fifo RS [10.99.0.12]:tcp:80 [10.88.0.1]:tcp:80 DOWN',
      'Lost quorum 2-0=2 > 1 for VS [10.88.0.1]:tcp:80',
      'Adding sorry server [10.99.0.16]:tcp:80 to VS [10.88.0.1]:tcp:80',
      'Removing alive servers from the pool for VS [10.88.0.1]:tcp:80',
      'run /bin/qdown',
      'fifo VS [10.88.0.1]:tcp:80 DOWN',
      'mail [LVS1] Virtualserver [10.88.0.1]:tcp:80 - DOWN => Lost quorum 2+0=2 <= 1 <=',
      'mail [LVS1] Realserver [10.99.0.12]:tcp:80 of virtual server [10.88.0.1]:tcp:80 - DOWN => TCP CHECK failed on service <=',
    ])
    expect(tableText(world.kernel)).toEqual(['10.88.0.1:tcp:80 -> 10.99.0.16:80 masquerade 1', '10.88.0.1:tcp:80 rr'])
    world.down.delete('10.99.0.12')
    expect(traceOf(world, () => world.pass(5 * SECOND)).slice(4, 7)).toEqual([
      'Gained quorum 2+0=2 <= 2 for VS [10.88.0.1]:tcp:80',
      'Removing sorry server [10.99.0.16]:tcp:80 from VS [10.88.0.1]:tcp:80',
      'Adding alive servers to the pool for VS [10.88.0.1]:tcp:80',
    ])
    expect(tableText(world.kernel)).toEqual([
      '10.88.0.1:tcp:80 -> 10.99.0.12:80 masquerade 1',
      '10.88.0.1:tcp:80 -> 10.99.0.13:80 masquerade 1',
      '10.88.0.1:tcp:80 rr',
    ])
  })

  test('the kernel hears of it before the scripts and the mail', () => {
    const world = makeWorld()
    world.start(withSorry)
    world.pass(5 * SECOND)
    const checker = '[10.88.0.1]:tcp:80 [10.99.0.11]:tcp:80 TCP_CHECK'
    const kinds: string[] = []
    const orders = world.orders.length
    world.down.add('10.99.0.11')
    for (let i = 0; i < 100 && world.orders.length === orders; i++) {
      world.pass(0.05 * SECOND)
      kinds.push(world.state.checkers.get(checker)?.up === false ? 'down' : 'up')
    }
    expect(kinds.at(-1)).toBe('down')
    expect(world.orders.length).toBe(orders + 1)
  })
})

test('stop: our services leave, and then it is over', () => {
  const world = makeWorld()
  world.start(withSorry)
  world.pass(5 * SECOND)
  const trace = traceOf(world, () => {
    world.stop()
    world.pass(1 * SECOND)
  })
  expect(trace).toEqual([
    'Shutting down service [10.99.0.11]:tcp:80 from VS [10.88.0.1]:tcp:80',
    'Shutting down service [10.99.0.12]:tcp:80 from VS [10.88.0.1]:tcp:80',
    'Shutting down service [10.99.0.13]:tcp:80 from VS [10.88.0.1]:tcp:80',
    'stopped',
  ])
  expect(tableText(world.kernel)).toEqual([])
  world.pass(1000 * SECOND)
  expect(world.trace.at(-1)).toBe('stopped')
})

test('stop with omega announces what was up as down', () => {
  const world = makeWorld()
  world.start(
    lvsConfig(virtualServer(1, [realServer(11), realServer(12, { inhibitOnFailure: true })], { omega: true })),
  )
  world.down.add('10.99.0.12')
  world.pass(5 * SECOND)
  expect(traceOf(world, () => world.stop())).toEqual([
    'Shutting down service [10.99.0.11]:tcp:80 from VS [10.88.0.1]:tcp:80',
    'run /bin/rsdown 11',
    'fifo RS [10.99.0.11]:tcp:80 [10.88.0.1]:tcp:80 DOWN',
    'Shutting down (inhibited) service [10.99.0.12]:tcp:80 from VS [10.88.0.1]:tcp:80',
    'run /bin/qdown',
    'fifo VS [10.88.0.1]:tcp:80 DOWN',
  ])
})

describe('alpha', () => {
  test('no server before its first success; the sorry server stands in', () => {
    const world = makeWorld()
    world.down.add('10.99.0.12')
    const config = lvsConfig(
      virtualServer(1, [realServer(11), realServer(12)], { allAlpha: true, sorryServer: sorryServer(16) }),
    )
    expect(traceOf(world, () => world.start(config)).slice(1, 7)).toEqual([
      'Starting with quorum down 1-0=1 > 0 for VS [10.88.0.1]:tcp:80',
      'Adding sorry server [10.99.0.16]:tcp:80 to VS [10.88.0.1]:tcp:80',
      'Removing alive servers from the pool for VS [10.88.0.1]:tcp:80',
      'run /bin/qdown',
      'fifo VS [10.88.0.1]:tcp:80 DOWN',
      'mail [LVS1] Virtualserver [10.88.0.1]:tcp:80 - DOWN => Starting with quorum down 1+0=1 <= 0 <=',
    ])
    world.pass(0.5 * SECOND)
    expect(tableText(world.kernel)).toEqual(['10.88.0.1:tcp:80 -> 10.99.0.16:80 masquerade 1', '10.88.0.1:tcp:80 rr'])
    world.pass(5 * SECOND)
    expect(tableText(world.kernel)).toEqual(['10.88.0.1:tcp:80 -> 10.99.0.11:80 masquerade 1', '10.88.0.1:tcp:80 rr'])
  })

  test('of a first failure with its reason only the HTTP check tells', () => {
    const world = makeWorld()
    world.down.add('10.99.0')
    const checkers = [httpCheck('http 10.99.0.12', { alpha: true })]
    const config = lvsConfig(virtualServer(1, [realServer(11), realServer(12, { checkers })], { allAlpha: true }))
    world.start(config, { checkerLogAllFailures: true })
    expect(traceOf(world, () => world.pass(5 * SECOND)).filter((line) => / failed/.test(line))).toEqual([
      'TCP_CHECK on service [10.99.0.11]:tcp:80 failed.',
      'TCP connection to [10.99.0.12]:tcp:80 failed.',
    ])
  })

  test('without sorry server the missing quorum is not a word worth', () => {
    const world = makeWorld()
    const config = lvsConfig(virtualServer(1, [realServer(11)], { allAlpha: true }))
    expect(traceOf(world, () => world.start(config))).toEqual([
      'Initializing ipvs',
      'Activating healthchecker for service [10.99.0.11]:tcp:80 for VS [10.88.0.1]:tcp:80',
    ])
  })

  test('a TCP check that fails at first announces its server once, without a mail', () => {
    const world = makeWorld()
    world.down.add('10.99.0.11')
    world.start(lvsConfig(virtualServer(1, [realServer(11)], { allAlpha: true })))
    expect(traceOf(world, () => world.pass(20 * SECOND))).toEqual([
      'TCP_CHECK on service [10.99.0.11]:tcp:80 failed.',
      'run /bin/rsdown 11',
      'fifo RS [10.99.0.11]:tcp:80 [10.88.0.1]:tcp:80 DOWN',
    ])
  })
})

describe('retries', () => {
  test('the very first failure decides; the HTTP check says so in other words', () => {
    const world = makeWorld()
    world.down.add('10.99.0')
    world.start(
      lvsConfig(
        virtualServer(1, [
          realServer(11, { checkers: [tcpCheck('tcp 10.99.0.11', { retry: 3 })] }),
          realServer(12, { checkers: [httpCheck('http 10.99.0.12', { retry: 3 })] }),
        ]),
      ),
    )
    expect(traceOf(world, () => world.pass(1.5 * SECOND)).filter((line) => line.includes('CHECK on'))).toEqual([
      'TCP_CHECK on service [10.99.0.11]:tcp:80 failed.',
      'HTTP_CHECK on service [10.99.0.12]:tcp:80 failed after 3 retries.',
    ])
  })

  test('later failures are forgiven `retry` times, delay_before_retry apart', () => {
    const world = makeWorld()
    world.checkUs = 0
    const checkers = [tcpCheck('tcp 10.99.0.11', { retry: 3, delayBeforeRetryUs: 0.5 * SECOND })]
    world.start(lvsConfig(virtualServer(1, [realServer(11, { checkers })])), { checkerLogAllFailures: true })
    world.pass(2 * SECOND)
    world.down.add('10.99.0.11')
    // checks at 1, 3, 3.5, 4 and 4.5 seconds
    world.trace.length = 0
    world.pass(2.4 * SECOND)
    expect(world.trace).toEqual(Array(3).fill('TCP connection to [10.99.0.11]:tcp:80 failed.'))
    expect(traceOf(world, () => world.pass(0.2 * SECOND)).slice(0, 3)).toEqual([
      'TCP connection to [10.99.0.11]:tcp:80 failed.',
      'TCP_CHECK on service [10.99.0.11]:tcp:80 failed after 3 retries.',
      'Removing service [10.99.0.11]:tcp:80 from VS [10.88.0.1]:tcp:80',
    ])
  })
})
