/** The keyword table itself: consistent, and complete enough to be the documentation. */
import { describe, expect, test } from 'vitest'
import { inlineWords } from '../../../src/config/grammar/inline-words.ts'
import { allContexts, contextsOf } from '../../../src/config/grammar/root.ts'

const rows = allContexts().flatMap((context) => context.rows.map((row) => ({ context: context.name, row })))

describe('every row', () => {
  test('has a name of its own in its context', () => {
    for (const context of allContexts()) expect(context.byName.size).toBe(context.rows.length)
  })

  test('is documented in one line', () => {
    for (const { row } of rows) {
      expect(row.doc.length, row.name).toBeGreaterThan(3)
      expect(row.doc, row.name).not.toMatch(/\n/)
    }
  })

  test('that is an old spelling names a word that its context, or another, knows', () => {
    for (const { row } of rows) {
      if (row.oldNameOf !== undefined && row.oldNameOf !== '')
        expect(contextsOf(row.oldNameOf), row.name).not.toEqual([])
    }
  })

  test('can be found from its name', () => {
    for (const { context, row } of rows) expect(contextsOf(row.name)).toContain(context)
  })
})

describe('inline words', () => {
  test('are documented', () => {
    for (const { words } of inlineWords) for (const one of words) expect(one.doc, one.name).not.toBe('')
  })

  test('stand after keywords that there are', () => {
    const known = new Set(rows.map(({ context, row }) => (context === '(root)' ? row.name : `${context}/${row.name}`)))
    const strange = inlineWords
      .flatMap((one) => one.after)
      .filter((path) => !known.has(path) && !known.has(path.split('/').slice(0, -1).join('/')))
    expect(strange.filter((path) => !path.startsWith('(') && !path.includes('SSL_GET'))).toEqual([])
  })
})
