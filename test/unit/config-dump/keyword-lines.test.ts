/** A row with a label makes its line of the dump: place, value and writing need nothing else. */
import { expect, test } from 'vitest'
import { linesOf } from '../../../src/config/dump/keyword-lines.ts'
import { writeTable } from '../../../src/config/dump/writers.ts'
import { contextOf } from '../../../src/config/grammar/block.ts'
import { enabledDisabled } from '../../../src/config/grammar/dumped.ts'
import type { RowSpec } from '../../../src/config/grammar/row.ts'
import { boolean, flag, integer, seconds, word } from '../../../src/config/grammar/scalar.ts'

const rows = [
  {
    name: 'patience',
    field: 'patienceUs',
    value: seconds(0, 9),
    dumped: { label: 'Patience', as: 'seconds', after: 's' },
    doc: '',
  },
  {
    name: 'loud',
    field: 'loud',
    value: boolean,
    dumped: { label: 'Loud is', as: enabledDisabled, sign: ' ' },
    doc: '',
  },
  { name: 'mute', field: 'mute', value: flag, dumped: { label: 'Says nothing', as: 'label' }, doc: '' },
  { name: 'friends', field: 'friends', value: word, dumped: { label: 'Friends', as: 'list' }, doc: '' },
  { name: 'level', field: 'level', value: integer(0, 9), dumped: { label: 'Level', silentAt: 0 }, doc: '' },
  { name: 'place', field: 'place', value: word, dumped: { label: 'Place', absent: '(nowhere)' }, doc: '' },
  { name: 'secret', field: 'secret', value: word, doc: '' },
] as const satisfies readonly RowSpec[]

interface Settings {
  readonly patienceUs: number
  readonly loud: boolean
  readonly mute?: boolean
  readonly friends?: readonly string[]
  readonly level: number
  readonly place: string | null
  readonly secret: string
}

const line = linesOf(contextOf('example', rows), (settings: Settings) => settings)
const table = [line('patience'), line('loud'), line('mute'), line('friends'), line('level'), line('place')]
const QUIET: Settings = { patienceUs: 1_500_000, loud: false, level: 0, place: null, secret: 's' }

test('label, sign, value and unit are those of the row', () => {
  const settings = { ...QUIET, loud: true, mute: true, friends: ['a', 'b'], level: 3, place: 'x' }
  expect(writeTable(table, settings, 1)).toEqual([
    ' Patience = 1.500000s',
    ' Loud is enabled',
    ' Says nothing',
    ' Friends :',
    '   a',
    '   b',
    ' Level = 3',
    ' Place = x',
  ])
})

test('without a value there is no line, or what the row has for that', () => {
  expect(writeTable(table, QUIET, 0)).toEqual(['Patience = 1.500000s', 'Loud is disabled', 'Place = (nowhere)'])
})

test('a value can stand elsewhere', () => {
  expect(writeTable([line('level', ({ secret }) => secret.length)], QUIET, 0)).toEqual(['Level = 1'])
})

test('the compiler knows which rows have a line, and what their writing takes', () => {
  // @ts-expect-error: a value that is no boolean
  line('loud', () => 'yes')
  // @ts-expect-error: a row without a label
  expect(() => line('secret')).toThrow('has no label')
  // @ts-expect-error: settings of another form
  linesOf(contextOf('example', rows), () => ({ patienceUs: 'long' }))('patience')
})
