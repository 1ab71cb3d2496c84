/** `include_check`: which checks later includes get. */
import { ALL_CHECKS, NO_CHECKS } from '../lexer/include.ts'
import type { IncludeChecks } from '../lexer/include.ts'

const FIELDS: Readonly<Record<string, keyof IncludeChecks>> = {
  read: 'read',
  match: 'match',
  wildcard_match: 'wildcardMatch',
  brace_match: 'braceMatch',
}

export const INCLUDE_CHECK_WORDS: readonly string[] = Object.keys(FIELDS)

/** Bare: all. `+word` and `-word` change the standing checks; a plain word replaces them. */
export function readIncludeChecks(
  words: readonly string[],
  standing: IncludeChecks,
): { readonly checks: IncludeChecks; readonly unknown: readonly string[] } {
  if (words.length === 0) return { checks: ALL_CHECKS, unknown: [] }
  const unknown: string[] = []
  let checks = standing
  let replaced = false
  for (const word of words) {
    const sign = word.charAt(0)
    const field = FIELDS[sign === '+' || sign === '-' ? word.slice(1) : word]
    if (field === undefined) unknown.push(word)
    else if (sign === '+' || sign === '-') {
      checks = { ...checks, [field]: sign === '+' }
    } else if (!replaced) {
      // compat: of several plain words only the first counts.
      checks = { ...NO_CHECKS, [field]: true }
      replaced = true
    }
  }
  return { checks, unknown }
}
