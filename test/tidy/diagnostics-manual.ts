/** The table of codes in docs/diagnostics.md, from the source. `npx tsx test/tidy/diagnostics-manual.ts` writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { DIAGNOSTIC_CODES } from '../../src/config/diagnostic-codes.ts'
import type { CodeEntry } from '../../src/config/diagnostic-codes.ts'

export const manual = new URL('../../docs/diagnostics.md', import.meta.url)

const MARKER = '<!-- codes: written by test/tidy/diagnostics-manual.ts -->'

/** A bar would end the cell, and what is in angle brackets be taken for a tag. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/<[^>]+>/g, '`$&`')
}

/** The manual with the table as it should be. */
export function withCodes(text: string): string {
  const rows = Object.entries<CodeEntry>(DIAGNOSTIC_CODES).map(
    ([code, { means, expected, why }]) => `| \`${code}\` | ${means} | ${cell(expected ?? '')} | ${why ?? ''} |`,
  )
  const head = text.slice(0, text.indexOf(MARKER) + MARKER.length)
  return `${head}\n\n${['| code | what | expected | why it matters |', '|---|---|---|---|', ...rows].join('\n')}\n`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(manual, withCodes(readFileSync(manual, 'utf8')))
