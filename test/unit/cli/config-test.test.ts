/** What -t prints for programs holds its schema, whatever is wrong with the file. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { jsonReport } from '../../../src/cli/config-test.ts'
import { schemaProblems } from '../../lab/json-schema.ts'
import type { Schema } from '../../lab/json-schema.ts'
import { instance, loadText, MAIN } from '../config/load-text.ts'

const fixtures = new URL('../../fixtures/', import.meta.url)
const schema = JSON.parse(readFileSync(new URL('config-test.schema.json', fixtures), 'utf8')) as Schema

function report(text: string): unknown {
  const result = loadText(text)
  return JSON.parse(JSON.stringify(jsonReport(MAIN, [], result, result.exitStatus)))
}

const mistakes = readFileSync(new URL('config/mistakes.txt', fixtures), 'utf8')
  .split(/^## /m)
  .slice(1)
  .map((part) => ({ name: part.slice(0, part.indexOf('\n')).trim(), text: part.slice(part.indexOf('\n') + 1) }))

describe('one JSON document', () => {
  test.each([...mistakes, { name: 'many', text: 'foo\n'.repeat(2000) }])('$name', ({ text }) => {
    expect(schemaProblems(report(text), schema)).toEqual([])
  })

  test('a file without mistakes', () => {
    expect(report(instance('priority 100').replace('10.0.0.1', '10.0.0.1/24'))).toEqual({
      configFile: MAIN,
      verdict: 'accepted',
      exitStatus: 0,
      errors: 0,
      warnings: 0,
      hints: 0,
      commandLine: [],
      diagnostics: [],
    })
  })

  test('a mistake in a definition: use and definition', () => {
    expect(report('$WORD=fooo\n global_defs { ${WORD} x }')).toMatchObject({
      verdict: 'refused',
      exitStatus: 5,
      errors: 1,
      diagnostics: [
        {
          code: 'unknown-keyword',
          file: MAIN,
          line: 2,
          column: 16,
          endColumn: 23,
          expansion: 'fooo x }',
          related: [{ file: MAIN, line: 1, column: 7, endColumn: 11, message: '$WORD is defined here' }],
        },
      ],
    })
  })

  test('the schema refuses what is not in it', () => {
    expect(schemaProblems({ verdict: 'perhaps', more: 1 }, schema)).not.toEqual([])
  })
})
