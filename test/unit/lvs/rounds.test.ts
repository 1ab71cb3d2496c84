/** Urls of an HTTP check: their turns, times and lines, as recorded from keepalived 2.2.7. */
import { describe, expect, test } from 'vitest'
import type { HttpCheckConfig } from '../../../src/config/config.ts'
import { httpCheck, lvsConfig, realServer, SECOND, virtualServer } from '../../sim/lvs/settings.ts'
import { makeWorld, type World } from '../../sim/lvs/world.ts'

const server = '[10.99.0.11]:tcp:80'
const succeeded = `Remote Web server ${server} succeed on service.`
const failed = `HTTP_CHECK on service ${server} failed after 1 retries.`

/** Checks take no time; delay_loop 3, one retry after 1 second. */
function begin(paths: readonly string[], changes: Partial<HttpCheckConfig> = {}, down: readonly string[] = []): World {
  const world = makeWorld()
  world.checkUs = 0
  world.result = (_checker, up) =>
    up
      ? {
          up: true,
          words: 'Remote Web server {server} succeed on service.',
          steps: [`step ${world.asked.at(-1)?.path}`],
        }
      : { up: false, words: 'HTTP status code error to server {server}.' }
  for (const path of down) world.down.add(path)
  const checkers = [httpCheck('web', { delayLoopUs: 3 * SECOND, ...changes }, paths)]
  world.start(lvsConfig(virtualServer(1, [realServer(11, { checkers })], { delayLoopUs: 3 * SECOND })), {
    checkerLogAllFailures: true,
  })
  world.trace.length = 0
  return world
}

/** What is asked, in seconds since the start, and what is logged about it. */
function play(world: World, seconds: number): { asked: string[]; said: string[] } {
  world.asked.length = world.trace.length = 0
  world.pass(seconds * SECOND)
  return {
    asked: world.asked.map(({ atUs, path }) => `${atUs / SECOND - 1} ${path}`),
    said: world.trace.filter((line) => /^(HTTP|Remote|step|Adding|Removing|odd)/.test(line)),
  }
}

const abc = ['/a', '/b', '/c']
const added = `Adding service ${server} to VS [10.88.0.1]:tcp:80`
const removed = `Removing service ${server} from VS [10.88.0.1]:tcp:80`
const error = `HTTP status code error to server ${server}.`

describe('a server that is well', () => {
  test('is asked for one url after another, a delay_loop apart', () => {
    expect(play(begin(abc), 14)).toEqual({
      asked: ['1 /a', '4 /b', '7 /c', '10 /a', '13 /b'],
      said: [succeeded],
    })
  })

  test('a failed url is tried again, and then the next one has its turn', () => {
    const world = begin(abc)
    play(world, 12)
    world.down.add('/b')
    expect(play(world, 1.5)).toEqual({ asked: ['13 /b'], said: [error] })
    world.down.clear()
    expect(play(world, 4.5)).toEqual({ asked: ['14 /b', '17 /c'], said: [] })
  })
})

describe('a server that was taken out', () => {
  test('by one of several urls: that one alone, then a round, and each url of it must answer', () => {
    const world = begin(abc)
    play(world, 9)
    world.down.add('/a')
    expect(play(world, 8)).toEqual({
      asked: ['10 /a', '11 /a', '14 /a', '17 /a'],
      said: [error, error, failed, removed],
    })
    world.down.clear()
    expect(play(world, 10)).toEqual({
      asked: ['20 /a', '23 /a', '26 /b'],
      said: ['step /a', 'step /a', 'step /b'],
    })
    world.down.add('/c')
    // compat: in the round it does not fall back, and is impatient
    expect(play(world, 6)).toEqual({ asked: ['29 /c', '30 /c', '31 /c', '32 /c', '33 /c'], said: [] })
    world.down.clear()
    expect(play(world, 4)).toEqual({ asked: ['34 /c', '37 /a'], said: ['step /c', succeeded, added] })
  })

  test('by its only url: two answers, a delay_loop apart', () => {
    const world = begin(['/a'], {}, ['/a'])
    expect(play(world, 6)).toEqual({ asked: ['1 /a', '4 /a'], said: [error, failed, removed] })
    world.down.clear()
    expect(play(world, 5)).toEqual({ asked: ['7 /a', '10 /a'], said: ['step /a', 'step /a', succeeded, added] })
  })

  test('in the first round: no retry, not even behind a url that was good', () => {
    const world = begin(abc, {}, ['/b'])
    expect(play(world, 8)).toEqual({ asked: ['1 /a', '4 /b', '7 /b'], said: [error, failed, removed] })
  })
})

test('alpha: steps are said, a failure is said once, and there is no retry', () => {
  const world = begin(abc, { alpha: true }, ['/b'])
  expect(play(world, 11)).toEqual({ asked: ['1 /a', '4 /b', '7 /b', '10 /b'], said: ['step /a', error] })
  world.down.clear()
  expect(play(world, 12)).toEqual({
    asked: ['13 /b', '16 /a', '19 /b', '22 /c'],
    said: ['step /b', 'step /a', 'step /b', 'step /c', succeeded, added],
  })
})

test('fast_recovery: rounds that decide run at once, the others do not', () => {
  const world = begin(['/a', '/b'], { fastRecovery: true })
  expect(play(world, 8)).toEqual({ asked: ['1 /a', '1 /b', '4 /a', '7 /b'], said: [succeeded] })
  world.down.add('/a')
  play(world, 4)
  world.down.clear()
  expect(play(world, 6)).toEqual({
    asked: ['14 /a', '14 /a', '14 /b', '17 /a'],
    said: ['step /a', 'step /a', 'step /b', succeeded, added],
  })
})

test('what is odd about a url is said when it begins', () => {
  const world = begin(abc)
  const { result } = world
  world.result = (checker, up) => ({
    ...result(checker, up),
    ...(world.asked.at(-1)?.path === '/b' ? { remarks: ['odd'] } : {}),
  })
  expect(play(world, 15).said).toEqual(['odd', succeeded])
  world.result = result
  expect(play(world, 9).said).toEqual([])
  world.result = (checker, up) => ({
    ...result(checker, up),
    ...(world.asked.at(-1)?.path === '/b' ? { remarks: ['odd'] } : {}),
  })
  expect(play(world, 18).said).toEqual(['odd'])
})
