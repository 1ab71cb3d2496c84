/** What the checkers of each kind say at which failure, and the weights that misc_dynamic gives, over a reload too. */
import { describe, expect, test } from 'vitest'
import type { CheckerConfig } from '../../../src/config/config.ts'
import type { CheckResult } from '../../../src/lib/check-result.ts'
import { command, lvsConfig, realServer, SECOND, tcpCheck, virtualServer } from '../../sim/lvs/settings.ts'
import { makeWorld, tableText, type World } from '../../sim/lvs/world.ts'

const misc = (id: string, changes: Partial<CheckerConfig> = {}): CheckerConfig => {
  const { connection: _, ...timing } = tcpCheck(id)
  const script = { command: command('/bin/check'), timeoutUs: 0, dynamic: true }
  return { ...timing, retry: 2, ...script, ...changes, kind: 'misc' } as CheckerConfig
}
const config = (weight: number, ...checkers: CheckerConfig[]) =>
  lvsConfig(virtualServer(1, [realServer(12, { weight, checkers })]))
const good = (weight?: number | null): CheckResult => ({
  up: true,
  words: 'good',
  ...(weight === undefined ? {} : { weight }),
})
const subject = '[LVS1] Realserver [10.99.0.12]:tcp:80 of virtual server [10.88.0.1]:tcp:80'

function since(world: World, act: () => void): string[] {
  world.trace.length = 0
  act()
  return [...world.trace].filter((line) => !/quorum|qdown|FIFO|fifo|Virtualserver|rsdown|rsup|apply|kernel/i.test(line))
}

describe('retries', () => {
  test('MISC_CHECK tells which attempt it was, when all failures are told', () => {
    const world = makeWorld()
    world.result = () => ({ up: true, words: 'good' })
    world.start(config(10, misc('script')), { checkerLogAllFailures: true })
    world.pass(5 * SECOND)
    world.result = () => ({ up: false, words: 'bad{attempt} (status 1)', mailWords: 'timed out' })
    expect(since(world, () => world.pass(20 * SECOND))).toEqual([
      'bad, will do 2 retries (status 1)',
      'bad on retry 1/2 (status 1)',
      'bad after 2 retries (status 1)',
      'Removing service [10.99.0.12]:tcp:80 from VS [10.88.0.1]:tcp:80',
      `mail ${subject} - DOWN => timed out <=`,
    ])
  })

  test('without that, only the last one', () => {
    const world = makeWorld()
    world.result = () => ({ up: true, words: 'good' })
    world.start(config(10, misc('script', { retry: 0 })))
    world.pass(5 * SECOND)
    world.result = () => ({ up: false, words: 'bad{attempt}' })
    expect(since(world, () => world.pass(20 * SECOND))[0]).toBe('bad with retry disabled')
  })

  test('complaints are told each time, whatever the settings', () => {
    const world = makeWorld()
    world.start(config(10, tcpCheck('ping', { kind: 'ping', retry: 0 } as object)))
    world.pass(5 * SECOND)
    world.result = () => ({ up: false, words: '', complaints: ['send ICMP packet fail'] })
    const lines = since(world, () => world.pass(10 * SECOND))
    expect(lines.slice(0, 2)).toEqual(['send ICMP packet fail', 'ICMP CHECK on service [10.99.0.12]:tcp:80 failed.'])
    expect(lines.filter((line) => line === 'send ICMP packet fail').length).toBeGreaterThan(2)
  })
})

describe('weights of misc_dynamic', () => {
  const weights = (world: World): string => tableText(world.kernel).join()

  test('come and go, and a reload keeps them', () => {
    const world = makeWorld()
    world.result = () => good(3)
    world.start(config(10, misc('script')))
    expect(since(world, () => world.pass(5 * SECOND))).toContain(
      'Changing weight from 10 to 3 for active service [10.99.0.12]:tcp:80 of VS [10.88.0.1]:tcp:80',
    )
    expect(weights(world)).toContain(' 3')
    world.reload(config(20, misc('script')))
    world.pass(1)
    expect(weights(world)).toContain(' 3')
    world.result = () => good(null)
    world.pass(5 * SECOND)
    expect(weights(world)).toContain(' 20')
  })

  test('compat: departs from the original, where a reload takes a healthy server to weight 0 until the next check', () => {
    const world = makeWorld()
    world.result = () => good(null)
    world.start(config(10, misc('script')))
    world.pass(5 * SECOND)
    expect(since(world, () => world.reload(config(10, misc('script'))))).not.toContainEqual(
      expect.stringContaining('weight'),
    )
    expect(weights(world)).toContain(' 10')
  })

  test('of several checks are added to what is configured, and stay in their range', () => {
    const world = makeWorld()
    world.result = (checker) => good(checker === 'a' ? 10 : 3)
    world.start(config(10, misc('a'), misc('b')))
    world.pass(5 * SECOND)
    expect(weights(world)).toContain(' 3')
    world.result = () => good(0)
    world.pass(5 * SECOND)
    expect(weights(world)).toContain(' 0')
  })
})
