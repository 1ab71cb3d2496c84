/** What holds of the LVS machine whatever the results and reloads are. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LvsConfig, VirtualServerConfig } from '../../../src/config/config.ts'
import { NEVER } from '../../../src/lib/time.ts'
import type { LvsState } from '../../../src/lvs/state.ts'
import { deadlineOf } from '../../../src/lvs/timers.ts'
import { wantedTable } from '../../../src/lvs/wanted.ts'
import { lvsConfig, realServer, SECOND, sorryServer, tcpCheck, virtualServer } from '../../sim/lvs/settings.ts'
import { makeWorld, tableText, type World } from '../../sim/lvs/world.ts'

const server = fc.record({
  last: fc.integer({ min: 11, max: 16 }),
  weight: fc.integer({ min: 0, max: 3 }),
  inhibitOnFailure: fc.boolean(),
  alpha: fc.boolean(),
  checks: fc.integer({ min: 0, max: 2 }),
  retry: fc.integer({ min: 0, max: 2 }),
})

const virtualServerConfig: fc.Arbitrary<VirtualServerConfig> = fc
  .record({
    last: fc.integer({ min: 1, max: 3 }),
    servers: fc.uniqueArray(server, { minLength: 1, maxLength: 5, selector: ({ last }) => last }),
    quorum: fc.integer({ min: 1, max: 4 }),
    hysteresis: fc.integer({ min: 0, max: 2 }),
    sorry: fc.option(fc.record({ last: fc.integer({ min: 15, max: 18 }), inhibit: fc.boolean() }), { nil: null }),
    scheduler: fc.constantFrom('rr', 'wlc'),
  })
  .map(({ last, servers, quorum, hysteresis, sorry, scheduler }) => ({
    ...virtualServer(last, [], {
      quorum,
      hysteresis: Math.min(hysteresis, quorum - 1),
      scheduler,
      sorryServer: sorry && sorryServer(sorry.last, sorry.inhibit),
    }),
    realServers: servers.map(({ last: octet, weight, inhibitOnFailure, alpha, checks, retry }) =>
      realServer(octet, {
        weight,
        inhibitOnFailure,
        alpha,
        checkers: Array.from({ length: checks }, (_, i) => tcpCheck(`${last} ${octet} check ${i}`, { alpha, retry })),
      }),
    ),
  }))

const config: fc.Arbitrary<LvsConfig> = fc
  .uniqueArray(virtualServerConfig, { minLength: 1, maxLength: 3, selector: ({ id }) => id })
  .map((virtualServers) => lvsConfig(...virtualServers))

type Step =
  | { readonly kind: 'toggle'; readonly name: string }
  | { readonly kind: 'pass'; readonly seconds: number }
  | { readonly kind: 'reload'; readonly config: LvsConfig }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('toggle' as const),
      name: fc
        .tuple(fc.integer({ min: 11, max: 16 }), fc.integer({ min: 0, max: 1 }))
        .map(([octet, i]) => ` ${octet} check ${i}`),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.double({ min: 0.1, max: 8, noNaN: true }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reload' as const), config }) },
)

function take(world: World, one: Step): void {
  if (one.kind === 'toggle') {
    if (!world.down.delete(one.name)) world.down.add(one.name)
  } else if (one.kind === 'pass') world.pass(Math.round(one.seconds * SECOND))
  else world.reload(one.config)
}

function checkInvariants(state: LvsState): void {
  for (const { realServers, aliveWeight, quorumUp, config: settings } of state.virtualServers.values()) {
    let weight = 0
    for (const { alive, checkers, weight: own } of realServers.values()) {
      expect(alive).toBe(checkers.every(({ up }) => up))
      if (alive) weight += own
    }
    expect(aliveWeight).toBe(weight)
    // hysteresis: between the limits either is right
    if (weight >= settings.quorum + settings.hysteresis) expect(quorumUp).toBe(true)
    if (weight < settings.quorum - settings.hysteresis) expect(quorumUp).toBe(false)
  }
  for (const checker of state.checkers.values()) {
    expect(checker.failures).toBeLessThanOrEqual(checker.config.retry)
    // it runs, or it will run: exactly one of the two
    expect(checker.running).toBe(deadlineOf(state.timers, checker) === NEVER)
  }
}

describe('whatever happens', () => {
  test('verdicts agree with the checkers, and the kernel with the verdicts', () => {
    fc.assert(
      fc.property(config, fc.array(step, { maxLength: 40 }), fc.nat(), (first, steps, seed) => {
        const world = makeWorld()
        world.start(first, {}, seed)
        world.pass(1000)
        for (const one of steps) {
          take(world, one)
          checkInvariants(world.state)
        }
        // Less than the minute after which a reconciliation would hide a mistake; a verdict may fall at its very end.
        world.pass(1000)
        world.settle()
        expect(tableText(world.kernel)).toEqual(tableText(wantedTable(world.state.services)))
        expect(world.trace.filter((line) => line.startsWith('IPVS'))).toEqual([])
        world.stop()
        world.pass(5 * SECOND)
        expect(world.stopped()).toBe(true)
        expect(world.running.size).toBe(0)
        expect(tableText(world.kernel)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('a reload of the same configuration orders nothing and says nothing', () => {
    fc.assert(
      fc.property(config, fc.array(step, { maxLength: 20 }), (first, steps) => {
        const world = makeWorld()
        let current = first
        world.start(first)
        for (const one of steps) {
          take(world, one)
          if (one.kind === 'reload') current = one.config
        }
        world.pass(1000)
        const orders = world.orders.length
        world.trace.length = 0
        world.reload(structuredClone(current))
        expect(world.orders).toHaveLength(orders)
        expect(world.trace.filter((line) => !line.startsWith('Activating'))).toEqual(['Reinitializing ipvs'])
      }),
      { numRuns: 150 },
    )
  })

  test('the same seed gives the same run', () => {
    fc.assert(
      fc.property(config, fc.array(step, { maxLength: 20 }), fc.nat(), (first, steps, seed) => {
        const runs = [makeWorld(), makeWorld()].map((world) => {
          world.start(first, {}, seed)
          for (const one of steps) take(world, one)
          return { trace: world.trace, orders: world.orders, table: tableText(world.kernel) }
        })
        expect(runs[0]).toEqual(runs[1])
      }),
      { numRuns: 50 },
    )
  })
})
