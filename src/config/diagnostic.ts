/** What is wrong in a configuration, for people and for programs. Collected, printed, never thrown. */

import { DIAGNOSTIC_CODES } from './diagnostic-codes.ts'
import type { DiagnosticCode } from './diagnostic-codes.ts'

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

/** Another place that belongs to a diagnostic: the first of two, the definition of a text. */
export interface Related {
  readonly position: Position
  /** in characters; null: not known */
  readonly width: number | null
  readonly message: string
}

/** A hint is advice of ours: shown by -t, not in the log. */
export type Severity = 'error' | 'warning' | 'notice' | 'hint'

export interface Diagnostic {
  /** stable, for programs; docs/diagnostics.md lists them */
  readonly code: DiagnosticCode
  readonly severity: Severity
  /** null: known only to us; does not count for the exit status of -t */
  readonly class: DiagnosticClass | null
  readonly position: Position | null
  readonly message: string
  /** what to do about it */
  readonly hint: string | null
  /** characters to underline from the position on; 1 when it is not known */
  readonly width?: number
  /** what may stand there, as the keyword table writes it */
  readonly expected?: string
  readonly related?: readonly Related[]
  /** the line as it was read, when definitions made it */
  readonly expansion?: string
}

/** Wraps a part of the text in what a terminal needs to colour it. */
export type Paint = (role: Severity | 'place' | 'margin' | 'code', text: string) => string

const plain: Paint = (_role, text) => text

/** For people: where, what, the line itself with a caret under the word, what to do about it, and why. */
export function writeDiagnostic(
  diagnostic: Diagnostic,
  sourceLine: (position: Position) => string | null,
  paint: Paint = plain,
): string {
  const { position, severity, message, code, hint, expansion, related = [] } = diagnostic
  const { why, expected: usual } = DIAGNOSTIC_CODES[code]
  const where = position === null ? '' : `${paint('place', writePosition(position))}: `
  const note = (text: string): string => `      ${paint('margin', '=')} ${text}`
  // A hint of this place says more than what holds for every diagnostic of its code.
  const { expected } = diagnostic
  const saidByHint = hint !== null && (expected === usual || /\bexpected /.test(hint) || hint.includes(expected ?? ''))
  const shownExpected = expected !== undefined && !saidByHint
  return [
    `${where}${paint(severity, `${severity}:`)} ${message} ${paint('code', `[${code}]`)}`,
    ...showPlace(position, diagnostic.width ?? 1, sourceLine, (text) => paint(severity, text), paint),
    ...(expansion === undefined ? [] : [note(`read as: ${visible(expansion)}`)]),
    ...(shownExpected ? [note(`expected: ${expected}`)] : []),
    ...(hint === null ? [] : [note(hint)]),
    ...(why === undefined ? [] : [note(`why: ${why}`)]),
    ...related.flatMap((one) => [
      `${paint('place', writePosition(one.position))}: ${one.message}`,
      ...showPlace(one.position, one.width ?? 1, sourceLine, (text) => paint('place', text), paint),
    ]),
  ].join('\n')
}

function writePosition({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`
}

function showPlace(
  position: Position | null,
  width: number,
  sourceLine: (position: Position) => string | null,
  paintCarets: (text: string) => string,
  paint: Paint,
): string[] {
  const line = position === null ? null : sourceLine(position)
  if (position === null || line === null || line === '') return []
  const shown = showLine([...line], position.column - 1, width)
  const margin = `${position.line}`.padStart(5)
  return [
    `${paint('margin', `${margin} |`)} ${shown.text}`,
    `${paint('margin', `${' '.repeat(margin.length)} |`)} ${shown.indent}${paintCarets(shown.carets)}`,
  ]
}

/** For programs: one object, the same keys in every diagnostic; `test/fixtures/config-test.schema.json` describes it. */
export function diagnosticToJson(diagnostic: Diagnostic): Readonly<Record<string, unknown>> {
  const { position } = diagnostic
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    class: diagnostic.class,
    ...placeToJson(position, diagnostic.width ?? null),
    message: diagnostic.message,
    expected: diagnostic.expected ?? null,
    hint: diagnostic.hint,
    why: DIAGNOSTIC_CODES[diagnostic.code].why ?? null,
    expansion: diagnostic.expansion ?? null,
    related: (diagnostic.related ?? []).map((one) => ({
      ...placeToJson(one.position, one.width),
      message: one.message,
    })),
  }
}

function placeToJson(
  position: Position | null,
  width: number | null,
): Readonly<Record<string, string | number | null>> {
  return {
    file: position?.file ?? null,
    line: position?.line ?? null,
    column: position?.column ?? null,
    endColumn: position === null ? null : position.column + (width ?? 1),
  }
}

/** As the original begins the same complaint: `(FILE: Line N) text`. */
export function writeOriginalForm(diagnostic: Diagnostic): string {
  const { position, message } = diagnostic
  return position === null ? message : `(${position.file}: Line ${position.line}) ${message}`
}

const SHOWN_COLUMNS = 100

interface ShownLine {
  readonly text: string
  readonly indent: string
  readonly carets: string
}

function showLine(line: readonly string[], column: number, width: number): ShownLine {
  const from = column > SHOWN_COLUMNS - 20 ? column - 40 : 0
  const text = line.slice(from, from + SHOWN_COLUMNS)
  const indent = text.slice(0, Math.max(column - from, 0)).map((c) => (c === '\t' ? '\t' : ' '))
  const room = Math.max(1, Math.min(width, text.length - (column - from)))
  return { text: visible(text.join('')), indent: indent.join(''), carets: '^'.repeat(room) }
}

/** Control characters could steer the terminal of the reader. */
function visible(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '\ufffd')
}
