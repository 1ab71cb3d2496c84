/** A named block of entries. */
import type { Mark } from '../lexer/sources.ts'
import type { Statement } from '../tree.ts'
import type { Reader, Use } from './row.ts'
import { argument } from './scalar.ts'

export interface Named<T> {
  readonly name: string
  readonly mark: Mark
  readonly entries: T
}

export function named<T>(reader: Reader<T>): Reader<Named<T>> {
  return {
    syntax: `<name> ${reader.syntax}`,
    block: reader.block,
    read: (statement, row, use) => {
      const name = argument(statement, row, use)
      if (name === undefined) return undefined
      const [keyword = '', , more] = statement.words
      if (more !== undefined) reportMore(statement, more, use)
      const entries = reader.read({ ...statement, words: [keyword] }, row, { ...use, owner: name })
      return entries === undefined ? undefined : { name, mark: statement.mark, entries }
    },
    samples: ['a'],
    ...(reader.entrySamples === undefined ? {} : { entrySamples: reader.entrySamples }),
    write: ({ name }) => [name],
    writeBlock: ({ entries }) => reader.writeBlock?.(entries) ?? [],
  }
}

/** compat: a test by the original ends here, as at a missing argument. */
function reportMore({ words, mark }: Statement, more: string, { reporter, environment }: Use): void {
  const keyword = words[0] ?? ''
  reporter.report({
    code: 'extra-words',
    class: environment.testing ? 'argument' : 'general',
    at: mark,
    word: more,
    message: `Block ${keyword} has extra parameters ${more} ...`,
    hint: `write: ${keyword} <name> { ... }`,
  })
}
