/**
 * More than 40 configurations that together use every keyword of virtual_server, virtual_server_group and real_server,
 * played by keepalived and by us side by side in one boot: IPVS holds the same at the start, after deaths, after returns,
 * after a reload and after the stop. They share a daemon for each kind of global_defs; `npm run lvs` plays each alone.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { realServerRows, virtualServerRows } from '../../src/config/grammar/virtual-server.ts'
import { whyNoUml } from '../lab/uml.ts'
import type { Played, Snapshot } from './guest/lvs-configurations.ts'
import { playConfigurations } from './lvs-boot.ts'
import {
  configurations,
  departing,
  departsAfterReload,
  fileOf,
  numberOf,
  worlds,
  type World,
} from './lvs-configurations.ts'

const why = whyNoUml()
const stages = [
  'start',
  'the first are dead',
  'the second are dead',
  'all are back',
  'after the reload',
  'dead after the reload',
  'stopped',
]

/** Checks other than those for TCP and HTTP have suites of their own; nat_mask is a word of 2002 that 2.2.7 refuses. */
const elsewhere = /^(?:[A-Z]+_(?:CHECK|GET)|nat_mask)$/

describe('the configurations', () => {
  const text = (Object.keys(worlds) as World[])
    .flatMap((world) => [fileOf(world, false, '/s'), fileOf(world, true, '/s')])
    .join('')
  const words = new Set(text.split(/\s+/))

  test('are more than 40', () => {
    expect(configurations.length).toBeGreaterThan(40)
  })

  test('use every keyword of virtual_server and real_server', () => {
    const keywords = [...virtualServerRows, ...realServerRows].map(({ name }) => name)
    expect(keywords.filter((name) => !elsewhere.test(name) && !words.has(name))).toEqual([])
  })

  test.each([
    ['values', 'NAT DR TUN type ipip gue gre port nocsum csum remcsum TCP UDP sctp inet inet6 sip'],
    ['schedulers', 'rr wrr lc wlc lblc lblcr sh mh dh fo ovf sed nq twos'],
    ['heads and members', 'virtual_server_group group fwmark'],
    [
      'global_defs',
      'lvs_flush lvs_flush_on_stop VS lvs_timeouts tcp tcpfin udp lvs_sync_daemon inst id maxlen port ttl',
    ],
  ])('use all %s', (_, list) => {
    expect(list.split(' ').filter((word) => !words.has(word))).toEqual([])
  })
})

describe.skipIf(why !== null)(`configurations in a guest${why === null ? '' : ` (${why})`}`, () => {
  let played: Played[] = []

  beforeAll(async () => {
    played = await playConfigurations()
  })

  for (const world of Object.keys(worlds) as World[]) {
    describe(world, () => {
      const lifeOf = (program: string): Played => {
        const found = played.find((one) => one.world === world && one.program === program)
        expect(
          found?.snapshots.map(({ at }) => at),
          found?.log.slice(-3_000),
        ).toEqual(stages)
        return found as Played
      }
      const at = (program: string, stage: string): Snapshot | undefined =>
        lifeOf(program).snapshots.find((one) => one.at === stage)

      test.each(stages)('%s', (stage) => {
        const theirs = at('keepalived', stage)
        const ours = at('tskeepalived', stage)
        const mayDepart = stages.indexOf(stage) >= stages.indexOf('after the reload')
        for (const what of ['rules', 'thresholds', 'connections', 'daemons'] as const) {
          const kept = (lines: readonly string[] = []) =>
            lines.filter((line) => !mayDepart || !departsAfterReload(line))
          expect(kept(ours?.[what]), `${stage}: ${what}`).toEqual(kept(theirs?.[what]))
        }
        expect([ours?.timeouts, ours?.scripts]).toEqual([theirs?.timeouts, theirs?.scripts])
      })

      test('there was something to compare, and nothing of ours is left', () => {
        expect(at('tskeepalived', 'start')?.rules.length).toBeGreaterThan(world === 'plain' ? 300 : 3)
        expect(at('tskeepalived', 'stopped')?.rules).toEqual([])
      })

      if (world !== 'plain') return
      test('what departs does so, and ours is what a fresh start would give', () => {
        const of = (program: string, n: number): string[] => {
          const { rules = [], thresholds = [] } = at(program, 'after the reload') ?? {}
          return [...rules, ...thresholds].filter((line) => numberOf(line) === n)
        }
        for (const n of departing) expect(of('tskeepalived', n), `${n}`).not.toEqual(of('keepalived', n))
        const services = [...departing].map((n) => of('tskeepalived', n).filter((line) => line.startsWith('-A')).length)
        expect(services).toEqual([1, 13, 4])
        expect(of('tskeepalived', 3).join()).toMatch(/10\.91\.3\.11:80 +200 +50 /)
        expect(of('tskeepalived', 25).join()).toContain('-a -t 10.88.25.30:84 -r 10.91.25.11:84')
      })
    })
  }
})
