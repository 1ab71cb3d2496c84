/** The codes of diagnostics: each is used, each is in the manual. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { DIAGNOSTIC_CODES } from '../../src/config/diagnostic-codes.ts'
import type { CodeEntry } from '../../src/config/diagnostic-codes.ts'
import { manual, withCodes } from './diagnostics-manual.ts'

test('docs/diagnostics.md has the codes of the source: npx tsx test/tidy/diagnostics-manual.ts writes it', () => {
  const text = readFileSync(manual, 'utf8')
  expect(text).toBe(withCodes(text))
})

/** Nothing is wrong at that place, so nothing else is expected there. */
const NOTHING_EXPECTED = ['more', 'no-effect-yet']

test('every code says what was expected', () => {
  const silent = Object.entries<CodeEntry>(DIAGNOSTIC_CODES).filter(([, { expected }]) => expected === undefined)
  expect(silent.map(([code]) => code)).toEqual(NOTHING_EXPECTED)
})

test('no code is without use', () => {
  const root = fileURLToPath(new URL('../../src/config', import.meta.url))
  const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'diagnostic-codes.ts')
    .map((name) => readFileSync(join(root, name), 'utf8'))
    .join('\n')
  expect(Object.keys(DIAGNOSTIC_CODES).filter((code) => !source.includes(`'${code}'`))).toEqual([])
})
