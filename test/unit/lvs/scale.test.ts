/** Ten thousand real servers in one virtual server: a result about one of them costs the work for one of them. */
import { expect, test } from 'vitest'
import { lvsMachine } from '../../../src/lvs/step.ts'
import { ip, lvsConfig, realServer, SECOND, tcpCheck, virtualServer } from '../../sim/lvs/settings.ts'
import { makeWorld } from '../../sim/lvs/world.ts'

const COUNT = 10_000

const config = () =>
  lvsConfig(
    virtualServer(
      1,
      Array.from({ length: COUNT }, (_, i) => {
        const address = `10.${100 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`
        const checkers = [tcpCheck(`check ${i}`, { delayLoopUs: 3600 * SECOND, retry: 0, warmupUs: 60 * SECOND })]
        return realServer(11, {
          id: `[${address}]:tcp:80`,
          address: ip(address),
          checkers,
          notifyDown: null,
          smtpAlert: false,
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
