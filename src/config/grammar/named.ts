/** A named block of entries. */
import type { Mark } from '../lexer/sources.ts'
import type { Reader } from './row.ts'

export interface Named<T> { readonly name: string; readonly mark: Mark; readonly entries: T }

export function named<T>(reader: Reader<T>): Reader<Named<T>> {
  return {
    syntax: `<name> ${reader.syntax}`,
    block: reader.block,
    read: (statement, row, use) => {
      const name = statement.words[1]
      if (name === undefined) {
        use.reporter.report({
          code: 'missing-name', at: statement.mark, word: statement.words[0] ?? '',
          message: `${statement.words[0] ?? ''} must have a name`, hint: 'the block is skipped',
        })
        return undefined
      }
      const entries = reader.read(statement, row, { ...use, owner: name })
      return entries === undefined ? undefined : { name, mark: statement.mark, entries }
    },
  }
}
