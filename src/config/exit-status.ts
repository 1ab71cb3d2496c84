/**
 * The exit status of `-t`, from the classes of all diagnostics. The numbers are keepalived's as it behaves, not as its
 * manual prints them: scripts look at them.
 */
import type { Diagnostic, DiagnosticClass } from './diagnostic.ts'

const STATUS: Readonly<Record<DiagnosticClass, number>> = { argument: 2, fatal: 4, general: 5, security: 6 }

/** A missing argument ends the original at once, whatever else is wrong; else the highest class decides. */
export function exitStatusOf(diagnostics: readonly Diagnostic[]): number {
  let status = 0
  for (const { class: kind } of diagnostics) {
    if (kind === 'argument') return STATUS.argument
    if (kind !== null) status = Math.max(status, STATUS[kind])
  }
  return status
}
