/** Real servers with several checkers, weights from checks, mails as configured, quorum with hysteresis. */
import { describe, expect, test } from 'vitest'
import type { CheckResult } from '../../../src/lib/check-result.ts'
import { viewLvs } from '../../../src/lvs/view.ts'
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

function since(world: World, act: () => void): string[] {
  world.trace.length = 0
  act()
  return [...world.trace]
}

const subject = '[LVS1] Realserver [10.99.0.12]:tcp:80 of virtual server [10.88.0.1]:tcp:80'

describe('two checkers', () => {
  const checkers = () => [httpCheck('web'), tcpCheck('port')]
  const config = () => lvsConfig(virtualServer(1, [realServer(12, { checkers: checkers() })]))

  test('the server leaves with the first failure and returns with the last success', () => {
    const world = makeWorld()
    world.start(config())
    world.pass(5 * SECOND)
    world.down.add('web')
    world.pass(5 * SECOND)
    world.down.add('port')
    const second = since(world, () => world.pass(5 * SECOND))
    expect(second).toEqual([
      'TCP_CHECK on service [10.99.0.12]:tcp:80 failed after 1 retries.',
      `mail ${subject} - DOWN => TCP CHECK failed on service <=`,
    ])
    world.down.delete('web')
    expect(since(world, () => world.pass(5 * SECOND))).toEqual([
      'TCP connection to [10.99.0.12]:tcp:80 success.',
      `mail ${subject} - UP => CHECK succeed on service <=`,
    ])
    expect(tableText(world.kernel)).toEqual(['10.88.0.1:tcp:80 rr'])
    world.down.clear()
    expect(since(world, () => world.pass(5 * SECOND))).toContain(
      'Adding service [10.99.0.12]:tcp:80 to VS [10.88.0.1]:tcp:80',
    )
    expect(tableText(world.kernel)).toHaveLength(2)
  })

  test('no_checker_emails: one mail when the server goes, one when it comes', () => {
    const world = makeWorld()
    world.start(config(), { noCheckerEmails: true, smtpAlertChecker: false })
    world.pass(5 * SECOND)
    world.down.add('web')
    world.pass(5 * SECOND)
    world.down.add('port')
    world.pass(5 * SECOND)
    world.down.clear()
    world.pass(5 * SECOND)
    expect(world.trace.filter((line) => line.startsWith('mail'))).toEqual([
      `mail ${subject} - DOWN => CHECK failed on service : HTTP request failed <=`,
      expect.stringContaining(`mail ${subject} - UP`),
    ])
  })
})

describe('mails', () => {
  test('none without a server to send them through', () => {
    const world = makeWorld()
    const email = { to: ['a@example.com'], from: 'k@example.com', server: null, heloName: '', connectTimeoutUs: 0 }
    world.down.add('10.99.0')
    world.start(lvsConfig(virtualServer(1, [realServer(11)])), { email })
    world.pass(5 * SECOND)
    expect(world.trace.filter((line) => line.startsWith('mail'))).toEqual([])
    expect(world.trace).toContain('Lost quorum 1-0=1 > 0 for VS [10.88.0.1]:tcp:80')
  })

  test('of a virtual server only where it or the global settings say so', () => {
    const mails = (smtpAlert: boolean | null, smtpAlertChecker: boolean | null, all: boolean | null) => {
      const world = makeWorld()
      world.start(lvsConfig(virtualServer(1, [realServer(11)], { smtpAlert })), { smtpAlertChecker, smtpAlert: all })
      return world.trace.filter((line) => line.startsWith('mail')).length
    }
    expect(mails(null, null, null)).toBe(0)
    expect(mails(null, null, true)).toBe(1)
    expect(mails(null, false, true)).toBe(0)
    expect(mails(true, false, false)).toBe(1)
    expect(mails(false, true, true)).toBe(0)
  })
})

describe('results', () => {
  const config = () => lvsConfig(virtualServer(1, [realServer(11, { checkers: [tcpCheck('one')] })]))

  test('an undecided one is logged and changes nothing', () => {
    const world = makeWorld()
    world.start(config())
    world.result = () => ({ up: false, words: 'Unable to open a socket for {server} of {service}', undecided: true })
    world.pass(1.5 * SECOND)
    expect(world.trace.at(-1)).toBe('Unable to open a socket for [10.99.0.11]:tcp:80 of [10.88.0.1]:tcp:80')
    world.pass(20 * SECOND)
    expect(tableText(world.kernel)).toHaveLength(2)
    expect(world.state.checkers.get('one')?.hasRun).toBe(false)
  })

  test('a weight from the check reaches the kernel and the quorum', () => {
    const world = makeWorld()
    world.start(
      lvsConfig(virtualServer(1, [realServer(11, { weight: 2, checkers: [tcpCheck('one')] })], { quorum: 2 })),
    )
    world.pass(5 * SECOND)
    const up: CheckResult = { up: true, words: '', weight: 1 }
    world.result = () => up
    expect(since(world, () => world.pass(2.1 * SECOND)).slice(0, 2)).toEqual([
      'Changing weight from 2 to 1 for active service [10.99.0.11]:tcp:80 of VS [10.88.0.1]:tcp:80',
      'Lost quorum 2-0=2 > 1 for VS [10.88.0.1]:tcp:80',
    ])
    expect(tableText(world.kernel)).toContain('10.88.0.1:tcp:80 -> 10.99.0.11:80 masquerade 1')
    expect(since(world, () => world.pass(10 * SECOND))).toEqual([])
  })

  test('a remark is made once, steps only of a server that was down', () => {
    const world = makeWorld()
    world.start(config())
    world.result = () => ({ up: true, words: 'fine', remarks: ['but {server} is old'], steps: ['a page'] })
    world.pass(8 * SECOND)
    expect(world.trace.slice(-2)).toEqual(['but [10.99.0.11]:tcp:80 is old', 'fine'])
    world.result = () => ({ up: false, words: 'gone' })
    world.pass(8 * SECOND)
    world.result = () => ({ up: true, words: 'fine', remarks: ['but {server} is old'], steps: ['a page'] })
    const trace = since(world, () => world.pass(8 * SECOND))
    // the remark was made already
    expect(trace.slice(0, 2)).toEqual(['a page', 'fine'])
  })

  test('what could not be tried says why each time, and changes nothing', () => {
    const world = makeWorld()
    world.start(config())
    world.pass(5 * SECOND)
    world.result = () => ({ up: false, words: 'Rescheduling.', remarks: ['no device'], undecided: true })
    const trace = since(world, () => world.pass(4.5 * SECOND))
    expect(new Set(trace)).toEqual(new Set(['no device', 'Rescheduling.']))
    expect(world.state.checkers.get('one')?.up).toBe(true)
  })

  test('of a check that is not running are ignored', () => {
    const world = makeWorld()
    world.start(config())
    world.pass(5 * SECOND)
    const trace = since(world, () => {
      world.post({ kind: 'check-result', checker: 'one', result: { up: false, words: 'late' } })
      world.post({ kind: 'check-result', checker: 'nobody', result: { up: false, words: 'late' } })
    })
    expect(trace).toEqual([])
    expect(world.state.checkers.get('one')?.up).toBe(true)
  })
})

test('hysteresis: gained at quorum + h, lost below quorum - h', () => {
  const world = makeWorld()
  const servers = [realServer(11, { weight: 2 }), realServer(12, { weight: 2 }), realServer(13)]
  world.start(lvsConfig(virtualServer(1, servers, { quorum: 3, hysteresis: 1 })))
  expect(world.trace[1]).toBe('Gained quorum 3+1=4 <= 5 for VS [10.88.0.1]:tcp:80')
  const quorumLines = (...down: string[]) => {
    world.down.clear()
    for (const name of down) world.down.add(name)
    return since(world, () => world.pass(8 * SECOND)).filter((line) => /quorum/.test(line))
  }
  expect(quorumLines()).toEqual([])
  expect(quorumLines('.12', '.13')).toEqual([])
  expect(quorumLines('.11', '.12')).toEqual([
    'Lost quorum 3-1=2 > 1 for VS [10.88.0.1]:tcp:80',
    'mail [LVS1] Virtualserver [10.88.0.1]:tcp:80 - DOWN => Lost quorum 3+1=2 <= 1 <=',
  ])
  expect(quorumLines('.11')).toEqual([])
  expect(quorumLines('.13')).toEqual([
    'Gained quorum 3+1=4 <= 5 for VS [10.88.0.1]:tcp:80',
    'mail [LVS1] Virtualserver [10.88.0.1]:tcp:80 - UP => Gained quorum 3+1=4 <= 5 <=',
  ])
})

test('at start without enough weight and with a sorry server, as the original writes it', () => {
  const world = makeWorld()
  const servers = [11, 12, 13].map((last) => realServer(last, { inhibitOnFailure: true }))
  world.start(lvsConfig(virtualServer(1, servers, { quorum: 3, hysteresis: 1, sorryServer: sorryServer(16) })))
  expect(world.trace.slice(1, 3)).toEqual([
    'Starting with quorum down 3-1=4 > 3 for VS [10.88.0.1]:tcp:80',
    'Adding sorry server [10.99.0.16]:tcp:80 to VS [10.88.0.1]:tcp:80',
  ])
  expect(world.trace).toContain(
    'mail [LVS1] Virtualserver [10.88.0.1]:tcp:80 - DOWN => Starting with quorum down 3+1=4 <= 3 <=',
  )
  world.pass(0.5 * SECOND)
  expect(tableText(world.kernel)).toEqual([
    '10.88.0.1:tcp:80 -> 10.99.0.11:80 masquerade 0',
    '10.88.0.1:tcp:80 -> 10.99.0.12:80 masquerade 0',
    '10.88.0.1:tcp:80 -> 10.99.0.13:80 masquerade 0',
    '10.88.0.1:tcp:80 -> 10.99.0.16:80 masquerade 1',
    '10.88.0.1:tcp:80 rr',
  ])
})

test('first checks are spread over the warm-up, never in the first second, by the seed', () => {
  const servers = Array.from({ length: 50 }, (_, i) =>
    realServer(100 + i, { checkers: [tcpCheck(`check ${i}`, { warmupUs: 10 * SECOND })] }),
  )
  const times = (seed: number) => {
    const world = makeWorld()
    world.start(lvsConfig(virtualServer(1, servers)), {}, seed)
    return [...world.state.timers.byOwner.values()]
      .filter(({ owner }) => typeof owner === 'object')
      .map(({ atUs }) => atUs)
  }
  const first = times(1)
  expect(times(1)).toEqual(first)
  expect(times(2)).not.toEqual(first)
  const start = makeWorld().now()
  expect(Math.min(...first)).toBeGreaterThanOrEqual(start + 1 * SECOND)
  expect(Math.max(...first)).toBeLessThan(start + 11 * SECOND)
  expect(Math.max(...first) - Math.min(...first)).toBeGreaterThan(5 * SECOND)
})

test('the view shows verdicts and last words', () => {
  const world = makeWorld()
  world.down.add('.12')
  world.start(lvsConfig(virtualServer(1, [realServer(11), realServer(12, { inhibitOnFailure: true })], { quorum: 1 })))
  world.pass(5 * SECOND)
  expect(viewLvs(world.state)).toMatchObject({
    virtualServers: [
      {
        key: '[10.88.0.1]:tcp:80',
        quorumUp: true,
        aliveWeight: 1,
        aliveServers: 1,
        realServers: [
          { alive: true, inPool: true, failedCheckers: 0, words: 'TCP connection to [10.99.0.11]:tcp:80 success.' },
          { alive: false, inPool: true, failedCheckers: 1, words: 'TCP connection to [10.99.0.12]:tcp:80 failed.' },
        ],
      },
    ],
    kernel: { works: true, refused: [] },
  })
})
