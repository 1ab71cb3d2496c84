/**
 * From values back to the lines of a configuration, by the rows that read them: includes, definitions, conditions and
 * old names are gone, every value stands as it was understood.
 */
import { quoteWord } from '../lexer/words.ts'
import type { Context, Line, Row, Taken } from './row.ts'

/** In the order of the file: a scheduler's flag counts only behind its scheduler. */
export function writeTaken(context: Context, taken: readonly Taken[]): readonly Line[] {
  return taken.map(({ row, value }) => writeStatement(modernRow(context, row), value))
}

/** An old spelling of the same setting is written as today's. */
function modernRow(context: Context, row: Row): Row {
  const modern = row.oldNameOf === undefined ? undefined : context.byName.get(row.oldNameOf)
  return modern?.field === row.field ? modern : row
}

export function writeStatement(row: Row, value: unknown): Line {
  const reader = row.value
  const words = reader.write(value)
  return {
    words: [row.name, ...(reader.quotes === true ? words : words.map(quoteWord))],
    block: reader.writeBlock?.(value) ?? null,
  }
}

/** The text of some lines, one blank line between blocks of the root. */
export function writeLines(lines: readonly Line[], indent = ''): string {
  return lines
    .map(({ words, block }, i) => {
      const line = `${indent}${words.join(' ')}`
      if (block === null) return `${line}\n`
      const gap = indent === '' && i > 0 ? '\n' : ''
      return `${gap}${line} {\n${writeLines(block, `${indent}    `)}${indent}}\n`
    })
    .join('')
}
