import { describe, expect, test } from 'vitest'
import { matchesProcess } from '../../../src/linux/process-table.ts'
import type { ProcessSpec } from '../../../src/linux/process-table.ts'

/** Name and command line of what ran when keepalived 2.2.7 was asked; its counts are below. */
const running: readonly (readonly [string, ...string[]])[] = [
  ['srv', '/opt/srv'],
  ['srv', 'srv'],
  ['srv', 'srv', 'x'],
  ['srv', 'srv', 'x', 'y'],
  ['srv', 'srv', 'xy'],
  ['srv', '/opt/srv', 'x'],
  ['srv', '/opt/srv', 'x', 'y'],
  ['srv', '/opt/srv', 'z', 'y'],
  ['srv', '/bin/foo'],
  ['sleep', 'srv', '6'],
  ['verylongprocess', 'verylongprocessname'],
]

function count(
  process: string,
  params: readonly string[] | null,
  paramMatch: ProcessSpec['paramMatch'],
  fullCommand = false,
): number {
  const spec: ProcessSpec = { name: 'p', process, params, paramMatch, fullCommand }
  return running.filter(([name, ...words]) => matchesProcess(spec, name, words.map((word) => `${word}\0`).join('')))
    .length
}

describe('vrrp_track_process counts what keepalived counts', () => {
  test.each([
    ['by name', 'srv', null, null, false, 9],
    ['a path is no name', '/opt/srv', null, null, false, 0],
    ['a name longer than 15 octets is never one', 'verylongprocessname', null, null, false, 0],
    ['full_command: the first word, whatever follows', '/opt/srv', null, null, true, 4],
    ['full_command with a name: the first word again', 'srv', null, null, true, 5],
    ['parameters: all of them, exactly', 'srv', ['x'], 'exact', false, 1],
    ['parameters alone mean exactly them', 'srv', ['x'], null, true, 1],
    ['param_match alone: no parameters', '/opt/srv', null, 'exact', false, 1],
    ['partial without parameters: any', '/opt/srv', null, 'partial', false, 4],
    ['partial: the first ones', 'srv', ['x'], 'partial', false, 2],
    ['initial without parameters: any', '/opt/srv', null, 'initial', false, 4],
    ['initial: the last one may be longer', 'srv', ['x'], 'initial', false, 3],
  ] as const)('%s', (_, process, params, paramMatch, fullCommand, expected) => {
    expect(count(process, params, paramMatch, fullCommand)).toBe(expected)
  })
})
