/**
 * Ten thousand real servers: a start sends one request for each entry, a reload one or two for what changed, and a result
 * about one of them costs the work for one of them. Counted, not timed.
 */
import { describe, expect, test } from 'vitest'
import type { RealServerConfig } from '../../../src/config/config.ts'
import { lvsMachine } from '../../../src/lvs/step.ts'
import { ip, lvsConfig, realServer, SECOND, tcpCheck, virtualServer } from '../../sim/lvs/settings.ts'
import { makeWorld } from '../../sim/lvs/world.ts'

const COUNT = 10_000

const config = (count = COUNT, changes: Readonly<Record<number, Partial<RealServerConfig>>> = {}) =>
  lvsConfig(
    virtualServer(
      1,
      Array.from({ length: count }, (_, i) => {
        const address = `10.${100 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`
        const checkers = [tcpCheck(`check ${i}`, { delayLoopUs: 3600 * SECOND, retry: 0, warmupUs: 60 * SECOND })]
        return realServer(11, {
          id: `[${address}]:tcp:80`,
          address: ip(address),
          checkers,
          notifyDown: null,
          smtpAlert: false,
          ...changes[i],
        })
      }),
    ),
  )

test('one death is one request, and looks at no other server', () => {
  const world = makeWorld()
  world.start(config())
  // the answer of the kernel, but no check yet
  world.pass(0.5 * SECOND)
  expect(world.orders[0]).toHaveLength(COUNT + 1)

  // A trap on the members: the step may look at those it touches, and must not walk over all.
  let looks = 0
  for (const { members } of world.state.services.values()) {
    const { get, keys } = members
    members.get = (key) => (looks++, get.call(members, key))
    members.keys = () => ((looks += COUNT), keys.call(members))
  }
  for (let i = 0; i < 100; i++) {
    const checker = world.state.checkers.get(`check ${i * 97}`)
    if (!checker) throw new Error('the checker exists')
    checker.running = true
    const actions = lvsMachine.step(
      world.state,
      { kind: 'check-result', checker: checker.config.id, result: { up: false, words: 'refused' } },
      world.now(),
    )
    expect(actions.filter(({ kind }) => kind === 'apply')).toMatchObject([
      { requests: [{ kind: 'delete-destination' }] },
    ])
    lvsMachine.step(world.state, { kind: 'kernel-applied', failures: [] }, world.now())
  }
  expect(looks).toBe(100)
})

describe('requests', () => {
  test('a start sends one for each service and each destination, and no other', () => {
    const world = makeWorld()
    const servers = Array.from({ length: 50 }, (_, i) =>
      virtualServer(
        i + 1,
        Array.from({ length: 20 }, (_, j) => realServer(j + 1)),
      ),
    )
    world.start(lvsConfig(...servers))
    world.pass(0.5 * SECOND)
    expect(world.orders.flat().map(({ kind }) => kind)).toEqual(
      servers.flatMap(() => ['add-service', ...Array.from({ length: 20 }, () => 'add-destination')]),
    )
  })

  test.each<[string, Partial<RealServerConfig>, readonly string[]]>([
    ['another weight is one', { weight: 9 }, ['edit-destination']],
    [
      'another address is two',
      { id: '[10.99.0.1]:tcp:80', address: ip('10.99.0.1') },
      ['add-destination', 'delete-destination'],
    ],
  ])('a reload of ten thousand: %s', (_, change, kinds) => {
    const world = makeWorld()
    world.start(config())
    world.pass(0.5 * SECOND)
    world.orders.length = 0
    world.reload(config(COUNT, { 5_000: change }))
    world.pass(0.5 * SECOND)
    expect(world.orders.flat().map(({ kind }) => kind)).toEqual(kinds)
  })

  test('a reload of the same file sends none', () => {
    const world = makeWorld()
    world.start(config())
    world.pass(0.5 * SECOND)
    world.orders.length = 0
    world.reload(config())
    world.pass(0.5 * SECOND)
    expect(world.orders).toEqual([])
  })
})

test('a deadline begins one check, so that answers of the kernel come in between', () => {
  const world = makeWorld()
  world.start(config(16))
  const later = world.now() + 100 * SECOND
  for (let begun = 1; begun <= 16; begun++) {
    expect(lvsMachine.step(world.state, { kind: 'deadline' }, later).map(({ kind }) => kind)).toEqual(['check'])
  }
})

test('the work for a verdict does not grow with the number of real servers', () => {
  const verdict = (count: number): number => {
    const world = makeWorld()
    world.start(config(count))
    world.pass(0.5 * SECOND)
    const checker = world.state.checkers.get('check 7')
    if (!checker) throw new Error('the checker exists')
    return countOperations(() => {
      for (const up of [false, true]) {
        checker.running = true
        const result = world.result(checker.config.id, up)
        lvsMachine.step(world.state, { kind: 'check-result', checker: checker.config.id, result }, world.now())
        lvsMachine.step(world.state, { kind: 'kernel-applied', failures: [] }, world.now())
      }
    })
  }
  const few = verdict(16)
  expect(few).toBeGreaterThan(10)
  // the heap of deadlines is as deep as a logarithm
  expect(verdict(COUNT)).toBeLessThanOrEqual(few + 20)
})

/** How often maps, sets and lists were asked, and how much of them was walked over. */
function countOperations(work: () => void): number {
  let count = 0
  const undo: (() => void)[] = []
  const spy = (prototype: object, name: string | symbol, cost: (self: never) => number): void => {
    const original = Reflect.get(prototype, name) as (...args: unknown[]) => unknown
    const replacement = function (this: never, ...args: unknown[]): unknown {
      count += cost(this)
      return original.apply(this, args)
    }
    Object.defineProperty(prototype, name, { value: replacement, configurable: true, writable: true })
    undo.push(() => Object.defineProperty(prototype, name, { value: original, configurable: true, writable: true }))
  }
  for (const { prototype } of [Map, Set]) {
    for (const name of ['get', 'has', 'set', 'add', 'delete']) if (name in prototype) spy(prototype, name, () => 1)
    for (const name of ['keys', 'values', 'entries', 'forEach', Symbol.iterator]) {
      spy(prototype, name, ({ size }: { size: number }) => size)
    }
  }
  for (const name of ['every', 'some', 'map', 'filter', 'find', 'flatMap', 'forEach', 'reduce', Symbol.iterator]) {
    spy(Array.prototype, name, ({ length }: { length: number }) => length)
  }
  try {
    work()
  } finally {
    for (const one of undo) one()
  }
  return count
}
