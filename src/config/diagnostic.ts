/** What is wrong in a configuration, for people and for programs. Collected, printed, never thrown. */

export interface Position {
  readonly file: string
  /** from 1 */
  readonly line: number
  /** from 1, in characters */
  readonly column: number
}

/** The original's exit status follows from the worst class seen (see docs/COMPATIBILITY.md). */
export type DiagnosticClass = 'fatal' | 'general' | 'security'

export interface Diagnostic {
  /** stable, for programs: "CFG0012" style or a kebab-case word */
  readonly code: string
  readonly severity: 'error' | 'warning' | 'notice'
  /** null: known only to us; does not count for the exit status of -t */
  readonly class: DiagnosticClass | null
  readonly position: Position | null
  readonly message: string
  readonly hint: string | null
}
