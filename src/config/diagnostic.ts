/** What is wrong in a configuration, for people and for programs. Collected, printed, never thrown. */

export interface Position {
  readonly file: string
  /** from 1 */
  readonly line: number
  /** from 1, in characters */
  readonly column: number
}

/**
 * The original's exit status follows from the worst class seen (see docs/COMPATIBILITY.md). 'argument' is a keyword
 * whose argument is missing altogether, where the original ends at once with a status of its own.
 */
export type DiagnosticClass = 'fatal' | 'general' | 'security' | 'argument'

export interface Diagnostic {
  /** stable, for programs: "CFG0012" style or a kebab-case word */
  readonly code: string
  readonly severity: 'error' | 'warning' | 'notice'
  /** null: known only to us; does not count for the exit status of -t */
  readonly class: DiagnosticClass | null
  readonly position: Position | null
  readonly message: string
  readonly hint: string | null
  /** characters to underline from the position on; 1 when it is not known */
  readonly width?: number
}

/** For people: where, what, the line itself with a caret under the word, and what to do about it. */
export function writeDiagnostic(diagnostic: Diagnostic, sourceLine: string | null): string {
  const { position, severity, message, code, hint } = diagnostic
  const where = position === null ? '' : `${position.file}:${position.line}:${position.column}: `
  const lines = [`${where}${severity}: ${message} [${code}]`]
  if (position !== null && sourceLine !== null && sourceLine !== '') {
    const shown = showLine(sourceLine, position.column - 1, diagnostic.width ?? 1)
    const margin = `${position.line}`.padStart(5)
    lines.push(`${margin} | ${shown.text}`, `${' '.repeat(margin.length)} | ${shown.carets}`)
  }
  if (hint !== null) lines.push(`      = ${hint}`)
  return lines.join('\n')
}

/** For programs: one flat object, the same keys in every diagnostic. */
export function diagnosticToJson(diagnostic: Diagnostic): Readonly<Record<string, string | number | null>> {
  const { position } = diagnostic
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    class: diagnostic.class,
    file: position?.file ?? null,
    line: position?.line ?? null,
    column: position?.column ?? null,
    width: diagnostic.width ?? null,
    message: diagnostic.message,
    hint: diagnostic.hint,
  }
}

/** As the original begins the same complaint: `(FILE: Line N) text`. */
export function writeOriginalForm(diagnostic: Diagnostic): string {
  const { position, message } = diagnostic
  return position === null ? message : `(${position.file}: Line ${position.line}) ${message}`
}

const SHOWN_COLUMNS = 100

function showLine(line: string, column: number, width: number): { readonly text: string; readonly carets: string } {
  const from = column > SHOWN_COLUMNS - 20 ? column - 40 : 0
  const text = line.slice(from, from + SHOWN_COLUMNS)
  const indent = [...text.slice(0, Math.max(column - from, 0))].map((c) => (c === '\t' ? '\t' : ' ')).join('')
  const room = Math.max(1, Math.min(width, text.length - (column - from)))
  return { text: visible(text), carets: `${indent}${'^'.repeat(room)}` }
}

/** Control characters could steer the terminal of the reader. */
function visible(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '\ufffd')
}
