/** BFD_CHECK: what 2.2.7 was seen to do in a guest with a session to another keepalived that started, ended and was reloaded. */
import { describe, expect, test } from 'vitest'
import type { BfdCheckConfig, RealServerConfig } from '../../../src/config/config.ts'
import { viewLvs } from '../../../src/lvs/view.ts'
import { lvsConfig, realServer, SECOND, tcpCheck, virtualServer } from '../../sim/lvs/settings.ts'
import { makeWorld, tableText, type World } from '../../sim/lvs/world.ts'

const check = (session: string, alpha = false): BfdCheckConfig => ({ session, alpha, behind: 0 })
const settings = (...servers: readonly RealServerConfig[]) => ({
  ...lvsConfig(virtualServer(1, servers)),
  bfdSessions: ['b', 'c'],
})
const usual = settings(
  realServer(12, { weight: 3, bfdChecks: [check('b')] }),
  realServer(13, { bfdChecks: [check('c')] }),
  realServer(14, { bfdChecks: [check('c', true)] }),
  realServer(15, { inhibitOnFailure: true, bfdChecks: [check('b', true), check('c', true)] }),
)

function started(config = usual): World {
  const world = makeWorld()
  world.start(config)
  world.pass(SECOND)
  return world
}

const shorten = (lines: readonly string[]): string[] =>
  lines.map((line) => line.replaceAll(/ (from|to|for) VS \[10\.88\.0\.1\]:tcp:80/g, '').replaceAll(':tcp:80', ''))

function tell(world: World, session: string, up: boolean): string[] {
  world.trace.length = 0
  world.post({ kind: 'bfd', session, up, delayUs: 7 })
  world.settle()
  return shorten(world.trace)
}

const weights = (world: World): string[] =>
  tableText(world.kernel).flatMap((line) => {
    const found = /10\.99\.0\.(\d+):\S* .*?(\d+)$/.exec(line)
    return found === null ? [] : [`${found[1]}=${found[2]}`]
  })

const heard = (session: string, state: string): string =>
  `Received BFD event: instance ${session} is in state ${state} (delivered in 7 usec)`

describe('BFD_CHECK', () => {
  test('before its session has said anything a server is up, and with alpha down', () => {
    const world = started()
    expect(weights(world)).toEqual(['12=3', '13=1', '15=0'])
    expect(world.trace).toContain('Activating BFD healthchecker')
  })

  test('each word of a session is for all its servers, and told once', () => {
    const world = started()
    expect(tell(world, 'b', false)).toEqual(
      expect.arrayContaining([
        heard('b', 'Down'),
        'BFD check of [b] RS([10.99.0.12]) is DOWN',
        'Removing service [10.99.0.12]',
      ]),
    )
    expect(world.trace.filter((line) => line.includes('10.99.0.15'))).toEqual([
      'BFD check of [b] RS([10.99.0.15]:tcp:80) is DOWN',
    ])
    expect(tell(world, 'b', false)).toEqual([heard('b', 'Down')])
    tell(world, 'c', false)
    expect(world.trace).toContain('BFD check of [c] RS([10.99.0.14]:tcp:80) is DOWN')
    expect(weights(world)).toEqual(['15=0'])
    expect(tell(world, 'b', true)).toEqual(
      expect.arrayContaining(['BFD check of [b] RS([10.99.0.12]) is UP', 'Adding service [10.99.0.12]']),
    )
    expect(weights(world)).toEqual(['12=3', '15=0'])
    tell(world, 'c', true)
    expect(weights(world)).toEqual(['12=3', '13=1', '14=1', '15=1'])
    expect(tell(world, 'nobody', false)).toEqual([heard('nobody', 'Down')])
  })

  test('mails name the session, and their subject says how the server is', () => {
    const both = settings(realServer(12, { bfdChecks: [check('b')], checkers: [tcpCheck('t', { retry: 0 })] }))
    const world = started(both)
    const mails = (): string[] => world.trace.filter((line) => line.startsWith('mail'))
    tell(world, 'b', false)
    expect(mails().at(-1)).toMatch(/DOWN.*=> BFD CHECK b failed on service <=/)
    world.down.add('t')
    world.pass(5 * SECOND)
    tell(world, 'b', true)
    expect(mails()).toEqual([expect.stringMatching(/DOWN.*=> BFD CHECK b succeeded on service <=/)])
  })

  test('a reload keeps what a session said; another session begins as up', () => {
    const world = started()
    tell(world, 'b', false)
    tell(world, 'c', false)
    world.trace.length = 0
    world.reload(usual)
    expect(weights(world)).toEqual(['15=0'])
    expect(tell(world, 'b', false)).toEqual([heard('b', 'Down')])
    world.reload(
      settings(
        realServer(12, { weight: 3, bfdChecks: [check('b')] }),
        realServer(13, { bfdChecks: [check('b')] }),
        realServer(14, { bfdChecks: [check('b', true)] }),
      ),
    )
    world.settle()
    expect(weights(world)).toEqual(['13=1'])
    const said = tell(world, 'b', false).filter((line) => line.startsWith('BFD'))
    expect(said).toEqual(['BFD check of [b] RS([10.99.0.13]) is DOWN', 'BFD check of [b] RS([10.99.0.14]) is DOWN'])
    expect(weights(world)).toEqual([])
  })

  test('status and dump count it among what is wrong with a server', () => {
    const world = started()
    tell(world, 'b', false)
    const [service] = viewLvs(world.state).virtualServers
    expect(service?.realServers.map(({ failedCheckers }) => failedCheckers)).toEqual([1, 0, 1, 2])
    expect(service?.realServers[0]?.sessions).toEqual([{ session: 'b', up: false, hasRun: true }])
  })
})
