/** How a diagnostic of the configuration reads in the log, and which ones stop a reload. */
import { writeOriginalForm, type Diagnostic } from '../config/diagnostic.ts'
import type { LogLevel } from '../lib/machine.ts'

/** One line, as the original writes it, with what we know beyond that at its end. */
export function diagnosticLine(diagnostic: Diagnostic): string {
  const { hint } = diagnostic
  return `${writeOriginalForm(diagnostic)}${hint === null ? '' : ` - ${hint}`}`
}

const levels: Record<Diagnostic['severity'], LogLevel> = {
  error: 'err',
  warning: 'warning',
  notice: 'notice',
  hint: 'debug',
}

export function diagnosticLevel(diagnostic: Diagnostic): LogLevel {
  return levels[diagnostic.severity]
}

/**
 * A reload is refused for an error that was not there when the configuration in force was accepted: an old file with a known
 * flaw can still be changed, a new mistake changes nothing.
 */
export function newErrors(accepted: readonly Diagnostic[], fresh: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Set(accepted.map((diagnostic) => `${diagnostic.code} ${diagnostic.message}`))
  return fresh.filter((one) => one.severity === 'error' && !known.has(`${one.code} ${one.message}`))
}
