/** FILE_CHECK: what 2.2.7 was seen to do in a guest with the same servers and numbers (test/uml/lvs-log.test.ts has some of it). */
import { describe, expect, test } from 'vitest'
import type { FileCheckConfig } from '../../../src/config/config.ts'
import { lvsConfig, realServer, SECOND, virtualServer } from '../../sim/lvs/settings.ts'
import { makeWorld, tableText, type World } from '../../sim/lvs/world.ts'

const check = (file: string, weight: number, reverse = false): FileCheckConfig => ({
  id: `${file}#${weight}`,
  file,
  path: `/run/${file}`,
  weight,
  reverse,
})

const config = (weight = 10) =>
  lvsConfig(
    virtualServer(1, [
      realServer(11, { weight, fileChecks: [check('x', 2)] }),
      realServer(12, { weight: 5, fileChecks: [check('x', -1), check('y', 1)] }),
      realServer(13, { weight: 3, fileChecks: [check('z', 0)] }),
      realServer(14, { weight: 4, fileChecks: [check('x', 3, true)] }),
    ]),
  )

function started(): World {
  const world = makeWorld()
  world.start(config())
  world.pass(5 * SECOND)
  return world
}

function put(world: World, file: string, value: number): string[] {
  world.trace.length = 0
  world.post({ kind: 'file-value', file, value })
  world.settle()
  return world.trace.map((line) => line.replace(' of VS [10.88.0.1]:tcp:80', '').replace(' VS [10.88.0.1]:tcp:80', ''))
}

const weights = (world: World): string[] =>
  tableText(world.kernel).flatMap((line) => {
    const found = /10\.99\.0\.(\d+):\S* .*?(\d+)$/.exec(line)
    return found === null ? [] : [`${found[1]}=${found[2]}`]
  })

describe('a file check', () => {
  test('adds to the weight, which never gets negative', () => {
    const world = started()
    expect(put(world, 'x', 3)).toEqual([
      'Changing weight from 10 to 16 for active service [10.99.0.11]:tcp:80',
      'Changing weight from 5 to 2 for active service [10.99.0.12]:tcp:80',
      'Changing weight from 4 to 0 for active service [10.99.0.14]:tcp:80',
    ])
    expect(put(world, 'x', -5)).toEqual([
      'Changing weight from 16 to 0 for active service [10.99.0.11]:tcp:80',
      'Changing weight from 2 to 10 for active service [10.99.0.12]:tcp:80',
      'Changing weight from 0 to 19 for active service [10.99.0.14]:tcp:80',
    ])
    expect(put(world, 'y', -3)).toEqual(['Changing weight from 10 to 7 for active service [10.99.0.12]:tcp:80'])
    expect(put(world, 'x', -6)).toEqual([
      'Changing weight from 7 to 8 for active service [10.99.0.12]:tcp:80',
      'Changing weight from 19 to 22 for active service [10.99.0.14]:tcp:80',
    ])
  })
  test('of weight 0 takes the server out with any number but 0', () => {
    const world = started()
    expect(put(world, 'z', 1)).toEqual(
      expect.arrayContaining([
        '([10.99.0.13]:tcp:80): tracked file z now FAULT state',
        'Removing service [10.99.0.13]:tcp:80 from',
      ]),
    )
    expect(put(world, 'z', 2)).toEqual([])
    expect(put(world, 'z', 0)).toEqual(
      expect.arrayContaining([
        '([10.99.0.13]:tcp:80): tracked file z leaving FAULT state',
        'Adding service [10.99.0.13]:tcp:80 to',
      ]),
    )
  })
  test('with a product that no weight can make up for takes the server out too', () => {
    const world = started()
    put(world, 'x', 1)
    const lines = put(world, 'x', -1073741824)
    expect(lines).toContain('([10.99.0.11]:tcp:80): tracked file x now FAULT state')
    expect(lines).toContain('Changing weight from 4 to 1073741829 for active service [10.99.0.12]:tcp:80')
    expect(lines).toContain('Changing weight from 1 to 2147483647 for active service [10.99.0.14]:tcp:80')
    expect(put(world, 'x', 1)).toContain('([10.99.0.11]:tcp:80): tracked file x leaving FAULT state')
    expect(weights(world)).toEqual(expect.arrayContaining(['11=12']))
  })
  test('counts from the start, without a word', () => {
    const world = makeWorld()
    world.state.files.set('x', 1).set('z', 1)
    world.start(config())
    world.pass(5 * SECOND)
    expect(world.trace.filter((line) => /weight|FAULT|Removing/.test(line))).toEqual([])
    expect(weights(world)).toEqual(['11=12', '12=4', '14=1'])
  })
  test('keeps what it adds over a reload with another weight', () => {
    const world = started()
    put(world, 'x', -20)
    world.trace.length = 0
    world.reload(config(60))
    world.settle()
    expect(world.trace.filter((line) => line.startsWith('Changing'))).toEqual([
      'Changing weight from 0 to 20 for active service [10.99.0.11]:tcp:80 of VS [10.88.0.1]:tcp:80',
    ])
    world.trace.length = 0
    world.reload(config(60))
    world.settle()
    expect(world.trace.filter((line) => /^(Changing|Removing|Adding) /.test(line))).toEqual([])
  })
})
