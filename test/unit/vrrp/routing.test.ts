import { expect, test } from 'vitest'
import type { VrrpConfig } from '../../../src/config/config.ts'
import type { RouteConfig, RuleConfig } from '../../../src/config/route.ts'
import type { VrrpAction } from '../../../src/vrrp/actions.ts'
import { globalConfig, instance, ip, vrrpConfig } from '../../sim/fixtures.ts'
import { bench, masterBench, texts } from './bench.ts'

const SECOND = 1_000_000

function route(third: number, change: Partial<RouteConfig> = {}): RouteConfig {
  return {
    family: 4,
    type: null,
    destination: { address: ip(`10.${third}.0.0`), prefixLength: 16 },
    destinationText: `10.${third}.0.0/16`,
    placement: 'prepend',
    from: null,
    source: null,
    gateway: ip('10.9.0.9'),
    tos: null,
    table: null,
    protocol: 18,
    scope: null,
    metric: null,
    interface: 'eth0',
    onlink: false,
    realms: null,
    encap: null,
    expiresS: null,
    preference: null,
    ttlPropagate: null,
    metrics: {},
    congestionControl: null,
    nextHops: [],
    noTrack: false,
    ...change,
  }
}

const rule: RuleConfig = {
  family: 4,
  not: false,
  from: { address: ip('10.60.0.0'), prefixLength: 16 },
  to: null,
  priority: 1000,
  tos: 0,
  mark: null,
  markMask: null,
  inputInterface: null,
  outputInterface: null,
  suppressPrefixLength: null,
  suppressGroup: null,
  tunnelId: null,
  uidRange: null,
  protocol: 18,
  ipProtocol: null,
  sourcePorts: null,
  destinationPorts: null,
  realms: null,
  action: { kind: 'table', table: 7 },
  noTrack: false,
}

const routingOf = (actions: readonly VrrpAction[]): string[] =>
  actions.flatMap((action) =>
    action.kind === 'add-routing' || action.kind === 'remove-routing'
      ? action.items.map(
          (item) =>
            `${action.kind === 'add-routing' ? '+' : '-'}${item.kind === 'route' ? item.route.destinationText : 'rule'}`,
        )
      : [],
  )

const one = (change: Parameters<typeof instance>[0]): VrrpConfig => vrrpConfig({ instances: [instance(change)] })
const gone = (third: number): Parameters<ReturnType<typeof bench>['give']>[0] => ({
  kind: 'route-gone',
  route: {
    family: 4,
    table: 254,
    destination: { address: ip(`10.${third}.0.0`), prefixLength: 16 },
    tos: 0,
    metric: 0,
    type: 1,
  },
})

test('a master has its routes and rules, after its addresses; a backup has none', () => {
  const b = bench(one({ routes: [route(60)], rules: [rule] }))
  const actions = b.wait(4 * SECOND)
  expect(routingOf(actions)).toEqual(['+10.60.0.0/16', '+rule'])
  const order = actions.map((action) => action.kind)
  expect(order.indexOf('add-routing')).toBeGreaterThan(order.indexOf('add-addresses'))
  expect(routingOf(b.hear({ priority: 101 }))).toEqual(['-10.60.0.0/16', '-rule'])
})

test('what someone takes away is put back, once a second at most', () => {
  const b = masterBench(one({ routes: [route(60)] }))
  const actions = b.give(gone(60))
  expect(routingOf(actions)).toEqual(['+10.60.0.0/16'])
  expect(texts(actions).join()).toMatch(/putting back route prepend 10\.60\.0\.0\/16/)
  expect(routingOf(b.give(gone(60)))).toEqual([])
  expect(routingOf(b.wait(SECOND))).toEqual(['+10.60.0.0/16'])
  expect(b.instance().state).toBe('master')
})

test('no_track: nobody cares', () => {
  const b = masterBench(one({ routes: [route(60, { noTrack: true })] }))
  expect(routingOf([...b.give(gone(60)), ...b.wait(2 * SECOND)])).toEqual([])
})

test('a reload touches what changed', () => {
  const b = masterBench(one({ routes: [route(60), route(61)], rules: [rule] }))
  const next = one({ routes: [route(61), route(62)], rules: [rule] })
  const actions = b.give({ kind: 'reload', global: globalConfig(), config: next })
  expect(routingOf(actions)).toEqual(['-10.60.0.0/16', '+10.62.0.0/16'])
})

test('news of a route that a reload replaced may be about either: the new one is added once more, without a word', () => {
  const b = masterBench(one({ routes: [route(60)] }))
  const next = one({ routes: [route(60, { gateway: ip('10.9.0.8') })] })
  expect(routingOf(b.give({ kind: 'reload', global: globalConfig(), config: next }))).toHaveLength(2)
  const actions = [...b.give(gone(60)), ...b.wait(2 * SECOND)]
  expect([routingOf(actions), texts(actions).filter((text) => text.includes('putting back'))]).toEqual([
    ['+10.60.0.0/16'],
    [],
  ])
  expect(texts(b.give(gone(60))).join()).toContain('putting back')
})

test('a route that becomes a static one stays where it is', () => {
  const b = masterBench(one({ routes: [route(60)] }))
  const statics = { addresses: [], routes: [route(60)], rules: [] }
  const config = { ...one({}), statics }
  expect(routingOf(b.give({ kind: 'reload', global: globalConfig(), config }))).toEqual([])
  expect(routingOf(b.hear({ priority: 101 }))).toEqual([])
  b.wait(2 * SECOND)
  expect(texts(b.give(gone(60))).join()).toMatch(/Restoring deleted static route/)
})

test('static entries are there from the start to the stop', () => {
  const b = bench({ ...one({}), statics: { addresses: [], routes: [route(60)], rules: [rule] } })
  expect([...b.state.staticRouting.values()].map(({ item }) => item.kind)).toEqual(['route', 'rule'])
  expect(routingOf(b.give({ kind: 'stop' }))).toEqual(['-10.60.0.0/16', '-rule'])
})
