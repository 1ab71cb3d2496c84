/** Whatever stands in a file: reading it ends, never throws, and what comes out cannot be changed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFileSync, readdirSync } from 'node:fs'
import { allContexts } from '../../../src/config/grammar/root.ts'
import { writeDiagnostic } from '../../../src/config/diagnostic.ts'
import type { LoadResult } from '../../../src/config/load.ts'
import { loadText as loadWith, MAIN } from '../../unit/config/load-text.ts'
import type { World } from '../../unit/config/load-text.ts'

/** As a daemon reads it: what -t makes is not frozen. */
const loadText = (text: string, world: World = {}): LoadResult => loadWith(text, { testing: false, ...world })

const keywords = [...new Set(allContexts().flatMap((context) => context.rows.map((row) => row.name)))]

const token = fc.oneof(
  fc.constantFrom(...keywords),
  fc.constantFrom(
    '{',
    '}',
    '"',
    "'",
    '\n',
    '\n',
    '\n',
    ' ',
    '#',
    '!',
    '\\',
    '$A',
    '${A}',
    '$A=',
    '${_RANDOM 1 2}',
    '@node',
    '@^x',
    '~SEQ(i,3) ',
    '~LST(a,b) ',
    'include x',
    '\0',
    '\r\n',
    '\ufeff',
    '\u00a0',
  ),
  fc.constantFrom(
    'eth0',
    '10.0.0.1',
    '10.0.0.1/24',
    '2001:db8::1',
    '80',
    '-1',
    '0',
    '1.5',
    '255',
    '99999999999',
    'on',
    'off',
    'a',
    'MASTER',
    'NAT',
    'rr',
  ),
  fc.string({ maxLength: 8, unit: 'binary' }),
)
const text = fc.array(token, { maxLength: 120 }).map((tokens) => tokens.join(' '))

test('junk of keywords and signs', () => {
  fc.assert(
    fc.property(text, (junk) => check(loadText(junk, { files: { '/etc/k/x': junk } }))),
    { numRuns: 1500 },
  )
})

test('junk of any characters', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400, unit: 'binary' }), (junk) => check(loadText(junk))),
    { numRuns: 1000 },
  )
})

const folder = new URL('../../fixtures/seeds/', import.meta.url)
const seeds = readdirSync(folder)
  .filter((name) => name.endsWith('.conf'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))

test('a real file with something cut out, doubled or put in', () => {
  const mutation = fc.record({
    seed: fc.constantFrom(...seeds),
    at: fc.nat(4000),
    length: fc.nat(60),
    insert: text,
    kind: fc.constantFrom('cut', 'double', 'insert', 'swap'),
  })
  fc.assert(
    fc.property(mutation, ({ seed, at, length, insert, kind }) => {
      const from = at % seed.length
      const part = seed.slice(from, from + length)
      const middle = { cut: '', double: part + part, insert: insert + part, swap: [...part].reverse().join('') }[kind]
      check(loadText(seed.slice(0, from) + middle + seed.slice(from + length)))
    }),
    { numRuns: 1000 },
  )
})

test('every keyword with every kind of argument, where it belongs', () => {
  const rows = allContexts().flatMap((context) => context.rows.map((row) => ({ context: context.name, row })))
  const args = fc.constantFrom(
    '',
    'x',
    '0',
    '-1',
    '5',
    '1.5',
    '10.0.0.1',
    'on',
    '"a b" c',
    '{',
    '{\n}',
    '{\n x y\n 10.0.0.1\n}',
  )
  fc.assert(
    fc.property(fc.constantFrom(...rows), args, args, ({ context, row }, first, second) => {
      const path = context === '(root)' ? [] : context.split('/')
      const inner = `${row.name} ${first} ${second}`
      check(loadText(path.reduceRight((body, word) => `${word} 10.0.0.1 80 {\n${body}\n}`, inner)))
    }),
    { numRuns: 4000 },
  )
})

test('the same text gives the same configuration', () => {
  fc.assert(
    fc.property(text, (junk) => {
      expect(JSON.stringify(loadText(junk))).toBe(JSON.stringify(loadText(junk)))
    }),
    { numRuns: 200 },
  )
})

function check(result: LoadResult): void {
  expect([0, 2, 4, 5, 6]).toContain(result.exitStatus)
  expect(result.config).not.toBeNull()
  expectFrozen(result.config)
  for (const one of result.diagnostics) {
    expect(one.message).not.toBe('')
    if (one.position === null) continue
    const line = result.sourceLine(one.position)
    expect(one.position.line).toBeGreaterThan(0)
    expect(one.position.column).toBeGreaterThan(0)
    expect(line).not.toBeNull()
    if (one.position.file === MAIN) expect(writeDiagnostic(one, () => line)).toContain(one.code)
  }
}

function expectFrozen(value: unknown): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return
  expect(Object.isFrozen(value)).toBe(true)
  for (const inner of Object.values(value)) expectFrozen(inner)
}
