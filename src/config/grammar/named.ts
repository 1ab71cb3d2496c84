/** A named block of entries. */
import type { Mark } from '../lexer/sources.ts'
import type { Reader } from './row.ts'
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
      const entries = reader.read({ ...statement, words: statement.words.toSpliced(1, 1) }, row, {
        ...use,
        owner: name,
      })
      return entries === undefined ? undefined : { name, mark: statement.mark, entries }
    },
    samples: ['a'],
    ...(reader.entrySamples === undefined ? {} : { entrySamples: reader.entrySamples }),
    write: ({ name }) => [name],
    writeBlock: ({ entries }) => reader.writeBlock?.(entries) ?? [],
  }
}
