/**
 * From settings back to the lines of a configuration, by the rows that read them: includes, definitions, conditions and
 * old names are gone, every value stands as it was understood.
 */
import { quoteWord } from '../lexer/words.ts'
import type { Context, Line, Row } from './row.ts'

/** The settings of one block, in the order of its rows. */
export function writeSettings(context: Context, settings: object): readonly Line[] {
  return Object.entries(settings).flatMap(([field, value]) => writeField(context, field, value))
}

function writeField(context: Context, field: string, value: unknown): readonly Line[] {
  const rows = context.rows.filter((row) => row.field === field)
  const values: readonly unknown[] = rows[0]?.repeat === true && Array.isArray(value) ? value : [value]
  return values.flatMap((one) => {
    const row = rowFor(rows, one)
    return row === undefined ? [] : [writeStatement(row, one)]
  })
}

/** Of the words for one setting: the one that the value names, but in its modern spelling; else the first modern one. */
function rowFor(rows: readonly Row[], value: unknown): Row | undefined {
  const said = rows.find((row) => row.name === keywordOf(value))
  if (said !== undefined) return rows.find((row) => row.name === said.oldNameOf) ?? said
  return rows.find((row) => row.oldNameOf === undefined) ?? rows[0]
}

function keywordOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'keyword' in value ? value.keyword : undefined
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
