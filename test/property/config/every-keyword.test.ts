/**
 * Every word of the language, from the list in test/fixtures/keywords.tsv: an example that uses it is read, written
 * and read again, and means the same both times, in the Config and in the dump.
 */
import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { dumpConfig } from '../../../src/config/dump/dump.ts'
import { keywordTable } from '../../../src/config/grammar/table.ts'
import { checkConfig, rewriteConfig } from '../../../src/config/load.ts'
import { environmentOf, MAIN } from '../../unit/config/load-text.ts'
import { examplesOf } from '../../lab/example-text.ts'
import { LEXER_EXAMPLES, SCRIPT_EXAMPLES } from './lexer-examples.ts'

const listed = readFileSync('test/fixtures/keywords.tsv', 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))
  .map(([context = '', name = '']) => ({ context, name }))

const byKey = new Map(keywordTable().map((one) => [`${one.context} ${one.name}`, one]))
/** A good value in a place where it does not fit the others of the example. */
const CONTRADICTIONS = new Set([
  'wrong-family',
  'no-real-server',
  'advert-interval',
  'clamped',
  'no-script-user',
  'no-source',
  'no-active-key',
  'vrf',
])

/** What keepalived knows only to refuse it, and what needs a VRF on the host. */
const UNSUPPORTED = /not supported|for MPLS only|is not a VRF/

const shown = new Map<string, number>()

function examples(context: string, name: string): readonly string[] {
  const keyword = byKey.get(`${context} ${name}`)
  if (context === '(lexer)') return LEXER_EXAMPLES[name] ?? []
  if (context === '(script)') return SCRIPT_EXAMPLES[name] ?? []
  if (context === '(boolean)') return [`global_defs {\n smtp_alert ${name}\n}\n`]
  return keyword === undefined ? [] : examplesOf(keyword)
}

function read(text: string) {
  const world = {
    interfaceExists: (name: string) => /^(lo|eth\d|blue)$/.test(name),
    files: { '/etc/k/more.conf': 'use_pid_dir\n', '/etc/k/hmac.key': `hex:${'5a'.repeat(32)}\n` },
  }
  const result = rewriteConfig(MAIN, environmentOf(text, world))
  if (result.config === null) throw new Error('refused')
  expect(checkConfig(MAIN, environmentOf(text, world)).diagnostics, text).toEqual(result.diagnostics)
  return {
    config: result.config,
    dump: dumpConfig(result.config),
    text: result.text(),
    diagnostics: result.diagnostics,
  }
}

const contexts = [...new Set(listed.map(({ context }) => context))]

describe('every word', () => {
  test.each(contexts)('of %s', (context) => {
    for (const { name } of listed.filter((one) => one.context === context)) {
      const keyword = byKey.get(`${context} ${name}`)
      const texts = examples(context, name)
      expect(texts.length, `examples of ${context} ${name}`).toBeGreaterThan(0)
      for (const text of texts) {
        const first = read(text)
        const second = read(first.text)
        const refused = first.diagnostics.filter(
          ({ severity, code, message }) =>
            severity === 'error' && !CONTRADICTIONS.has(code) && !UNSUPPORTED.test(message),
        )
        expect(
          refused.map(({ message }) => message),
          text,
        ).toEqual([])
        if (keyword?.kind === 'keyword') {
          const words = [name, keyword.oldNameOf, keyword.sameAs].filter((word) => word !== null)
          expect(first.text).toMatch(new RegExp(`^ *(${words.join('|')})( |$)`, 'm'))
        }
        expect({ ...second.config, files: [] }, text).toEqual({ ...first.config, files: [] })
        expect(second.dump, text).toEqual(first.dump)
        expect(second.text, text).toBe(first.text)
      }
      shown.set(context, (shown.get(context) ?? 0) + 1)
    }
  })
})

afterAll(() => {
  const counts = contexts.map((context) => [context, shown.get(context) ?? 0] as const)
  const expected = contexts.map((context) => [context, listed.filter((one) => one.context === context).length] as const)
  expect(counts).toEqual(expected)
  const total = counts.reduce((sum, [, count]) => sum + count, 0)
  process.stdout.write(`${counts.map(([context, count]) => `${String(count).padStart(5)} ${context}`).join('\n')}\n`)
  process.stdout.write(`${String(total).padStart(5)} words of ${listed.length} shown\n`)
})
