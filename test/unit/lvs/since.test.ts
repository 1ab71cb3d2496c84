/** Since when a real server is up or down: from its start, its death, its return; a reload that keeps it changes nothing. */
import { expect, test } from 'vitest'
import { viewLvs } from '../../../src/lvs/view.ts'
import { lvsConfig, realServer, SECOND, virtualServer } from '../../sim/lvs/settings.ts'
import { makeWorld } from '../../sim/lvs/world.ts'

test('the moment of the last change', () => {
  const world = makeWorld()
  const config = lvsConfig(virtualServer(1, [realServer(11), realServer(12)]))
  const servers = () => viewLvs(world.state).virtualServers[0]?.realServers ?? []
  const startedAt = world.now()
  world.start(config)
  world.pass(5 * SECOND)
  expect(servers().map(({ alive, sinceUs }) => [alive, sinceUs])).toEqual([
    [true, startedAt],
    [true, startedAt],
  ])
  world.down.add('10.99.0.11')
  world.pass(10 * SECOND)
  const [first, second] = servers()
  const diedAt = world.state.checkers.values().next().value?.realServer.sinceUs ?? 0
  expect([first?.alive, first?.sinceUs, second?.sinceUs]).toEqual([false, diedAt, startedAt])
  expect(diedAt).toBeGreaterThan(startedAt + 5 * SECOND)
  world.reload(config)
  world.pass(5 * SECOND)
  expect(servers().map(({ sinceUs }) => sinceUs)).toEqual([diedAt, startedAt])
  world.down.clear()
  world.pass(10 * SECOND)
  expect(servers()[0]).toMatchObject({ alive: true })
  expect(servers()[0]?.sinceUs).toBeGreaterThan(diedAt)
})
