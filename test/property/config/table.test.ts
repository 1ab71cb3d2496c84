/** The keyword table against what is known of the language: test/fixtures/keywords.tsv. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { allContexts } from '../../../src/config/grammar/root.ts'
import { keywordTable } from '../../../src/config/grammar/table.ts'
import type { Keyword } from '../../../src/config/grammar/table.ts'

interface Known {
  readonly context: string
  readonly name: string
  readonly args: string
  readonly in227: boolean
  readonly oldNameOf: string
}

const known: readonly Known[] = readFileSync('test/fixtures/keywords.tsv', 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [context = '', name = '', args = '', , , in227 = '', oldNameOf = ''] = line.split('\t')
    return { context, name, args, in227: in227 === 'yes', oldNameOf }
  })

const table = keywordTable()
const byKey = new Map(table.map((one) => [`${one.context} ${one.name}`, one]))
const ours = ({ context, name }: Known): Keyword | undefined => byKey.get(`${context} ${name}`)
const keyOf = ({ context, name }: { readonly context: string; readonly name: string }): string => `${context} ${name}`

describe('the table', () => {
  test('has every word that keepalived is known to have', () => {
    expect(known).toHaveLength(1148)
    expect(known.filter((one) => ours(one) === undefined).map(keyOf)).toEqual([])
  })

  test('has each once', () => {
    expect(byKey.size).toBe(table.length)
  })

  test('tells which are newer than 2.2.7', () => {
    const wrong = known.filter((one) => one.in227 !== ((ours(one)?.since ?? null) === null))
    expect(wrong.map(keyOf)).toEqual([])
  })

  test('tells which are older names', () => {
    const words = new Set(table.map(({ name }) => name))
    const missing = known.filter((one) => {
      const ownWord = ours(one)?.oldNameOf ?? ours(one)?.sameAs ?? ''
      return words.has(one.oldNameOf) && ownWord !== one.oldNameOf
    })
    expect(missing.map(keyOf)).toEqual([])
  })

  test('knows the ranges', () => {
    const wrong = known.flatMap((one) => {
      const match = /^[<[]*(-?[\d.]+)(?:-|\.\.)(\d[\d.]*)>?\]?$/.exec(one.args)
      if (match === null) return []
      const range = ours(one)?.range ?? null
      if (range !== null && range.least === Number(match[1]) && range.most === Number(match[2])) return []
      return [`${keyOf(one)} ${one.args} ${JSON.stringify(range)}`]
    })
    expect(wrong).toEqual([])
  })

  test('has in every row what applies to it', () => {
    for (const context of allContexts()) {
      for (const row of context.rows) {
        const name = `${context.name} ${row.name}`
        expect(row.samples.length, name).toBeGreaterThan(0)
        expect(row.doc, name).not.toBe('')
        // A value can be bad, and then something happens.
        expect(row.onInvalid === null, name).toBe(row.value.syntax === '')
        // Limits that the syntax shows are known as numbers.
        if (/^\[?<-?[\d.]+\.\.[\d.]+>\]?$/.test(row.value.syntax)) expect(row.range, name).not.toBeNull()
        // Fields of time tell their unit.
        if (row.range !== null && /[a-z](S|Us)$/.test(row.field)) expect(row.unit, name).not.toBeNull()
        if (row.value.default !== undefined) expect(row.default, name).toBeDefined()
      }
    }
  })
})
