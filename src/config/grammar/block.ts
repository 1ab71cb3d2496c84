/** Readers for keywords that open a block: of other keywords, or of entries, one per line. */
import type { Mark } from '../lexer/sources.ts'
import { quoteWord } from '../lexer/words.ts'
import type { Statement } from '../tree.ts'
import { defineContext } from './row.ts'
import { argument } from './scalar.ts'
import type { Block, Context, Reader, Row, SettingsOf, RowSpec, Use } from './row.ts'
import { writeTaken } from './write.ts'

/** A block of keywords. In messages its name is its first argument, else that of the outer block. */
export function block<const Rows extends readonly RowSpec[]>(
  context: Context & { readonly specs?: Rows },
  syntax = '{ ... }',
): Reader<Block<SettingsOf<Rows>>> {
  return {
    syntax,
    block: context,
    read: (statement, _row, use) => {
      if (!hasBlock(statement, use)) return undefined
      return use.readBlock(statement, context, statement.words[1] ?? use.owner)
    },
    write: (value) => value.args,
    samples: [''],
    writeBlock: (value) => writeTaken(context, value.taken),
  }
}

/** A block whose name is obligatory; `missing` is keepalived's complaint, null where it ends at once. */
export function namedBlock<const Rows extends readonly RowSpec[]>(
  context: Context & { readonly specs?: Rows },
  missing: string | null,
): Reader<Block<SettingsOf<Rows>>> {
  const reader = block<Rows>(context, '<name> { ... }')
  return {
    ...reader,
    samples: ['a'],
    read: (statement, row, use) => {
      if (argument(statement, missing === null ? row : { ...row, missing }, use) === undefined) return undefined
      // compat: where keepalived has words for a missing name, two words are no name either.
      if (missing !== null && statement.words.length > 2) {
        const word = statement.words[2] ?? ''
        use.reporter.report({
          code: 'bad-name',
          at: statement.mark,
          word,
          message: missing,
          hint: `a name is one word: put it in double quotes, or remove '${word}'`,
        })
        return undefined
      }
      return reader.read(statement, row, use)
    },
  }
}

/** A block that is about an address or the like, given after its keyword. */
export function targetBlock<const Rows extends readonly RowSpec[]>(
  context: Context & { readonly specs?: Rows },
  syntax: string,
  samples: readonly string[],
): Reader<Block<SettingsOf<Rows>>> {
  const reader = namedBlock<Rows>(context, null)
  return { ...reader, syntax, samples }
}

/** A context that remembers the types of its rows. */
export function contextOf<const Rows extends readonly RowSpec[]>(
  name: string,
  rows: Rows,
): Context & { readonly specs?: Rows } {
  return defineContext(name, rows)
}

const NO_KEYWORDS: Context = defineContext('(entries)', [])

/** One line of a list, both ways. */
export interface Entry<T> {
  readonly read: (entry: Statement, row: Row, use: Use) => T | undefined
  readonly write: (value: T) => readonly string[]
  readonly samples: readonly string[]
}

/** Entries, one per line. */
export function lines<T>(syntax: string, entry: Entry<T>, empty?: string): Reader<readonly T[]> {
  return {
    syntax: `{ ${syntax} }`,
    block: NO_KEYWORDS,
    read: (statement, row, use) => {
      if (!hasBlock(statement, use)) return undefined
      if (statement.words.length > 1) reportExtraWords(statement, use)
      const entries = statement.block ?? []
      if (entries.length === 0 && empty !== undefined) {
        use.reporter.report({
          code: 'empty-block',
          severity: 'warning',
          at: statement.mark,
          word: statement.words[0] ?? '',
          message: empty.replaceAll('%o', use.owner),
        })
      }
      const values: T[] = []
      for (const one of entries) {
        if (one.block !== null) reportInnerBlock(one, use)
        const value = entry.read(one, row, use)
        if (value !== undefined) values.push(value)
      }
      return values
    },
    write: () => [],
    samples: [''],
    entrySamples: entry.samples,
    writeBlock: (values) => values.map((value) => ({ words: entry.write(value).map(quoteWord), block: null })),
  }
}

export interface WordEntry {
  readonly word: string
  readonly mark: Mark
}

/** Every word of every line is an entry. */
export function wordList(syntax: string, samples: readonly string[], empty?: string): Reader<readonly WordEntry[]> {
  const entry: Entry<readonly WordEntry[]> = {
    read: ({ words, mark }) => words.map((word) => ({ word, mark })),
    write: (words) => words.map(({ word }) => word),
    samples,
  }
  const reader = lines(syntax, entry, empty)
  return {
    ...reader,
    read: (statement, row, use) => reader.read(statement, row, use)?.flat(),
    write: () => [],
    samples: [''],
    entrySamples: samples,
    writeBlock: (words) => words.map(({ word }) => ({ words: [quoteWord(word)], block: null })),
  }
}

function hasBlock(statement: Statement, use: Use): boolean {
  if (statement.block !== null) return true
  use.reporter.report({
    code: 'missing-open-brace',
    at: statement.mark,
    word: statement.words[0] ?? '',
    message: "Missing '{' at beginning of configuration block",
    expected: '{',
    hint: `'${statement.words[0] ?? ''}' takes a block: ${statement.words.join(' ')} { ... }`,
  })
  return false
}

function reportExtraWords(statement: Statement, use: Use): void {
  const [keyword = '', first = ''] = statement.words
  use.reporter.report({
    code: 'extra-words',
    at: statement.mark,
    word: first,
    message: `Block ${keyword} has extra parameters ${first} ...`,
    hint: `write: ${keyword} { ... }`,
  })
}

function reportInnerBlock(entry: Statement, use: Use): void {
  use.reporter.report({
    code: 'unexpected-brace',
    at: entry.mark,
    word: '{',
    message: "Unexpected '{' - ignoring",
    hint: 'this block holds one entry per line and no blocks',
  })
}
