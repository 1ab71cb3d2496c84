/** What every part of resolve works with. */
import type { DiagnosticCode } from '../diagnostic-codes.ts'
import type { ConfigEnvironment } from '../load.ts'
import type { Mark } from '../lexer/sources.ts'
import type { Finding, Reporter } from '../reporter.ts'

export interface Resolution {
  readonly environment: ConfigEnvironment
  readonly reporter: Reporter
  /** main file and includes */
  readonly files: readonly string[]
  /** where each virtual server stands first, by `serviceKeyOf` */
  readonly services: Map<string, Mark>
  /** whether a brace before it makes the original read this in another block; absent: never */
  readonly isLost?: (mark: Mark) => boolean
}

/** A complaint of keepalived's end-of-configuration checks; these have no line there, but have one here. */
export function complain(
  { reporter }: Resolution,
  at: Mark | null,
  code: DiagnosticCode,
  message: string,
  hint: string | null = null,
  related: Finding['related'] = [],
): void {
  reporter.report({ code, severity: 'error', at, message, hint, related })
}

export function caution(
  { reporter }: Resolution,
  at: Mark | null,
  code: DiagnosticCode,
  message: string,
  hint: string | null = null,
): void {
  reporter.report({ code, severity: 'warning', at, message, hint })
}

/** For the second of two. */
export function firstAt(at: Mark): NonNullable<Finding['related']> {
  return [{ at, message: 'the first one' }]
}

/** An earlier definition with the same name wins; `reject` tells of the later ones. */
export function firstByName<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  reject: (item: T, first: T) => void,
): Map<string, T> {
  const found = new Map<string, T>()
  for (const item of items) {
    const name = nameOf(item)
    const first = found.get(name)
    if (first === undefined) found.set(name, item)
    else reject(item, first)
  }
  return found
}

/** Of two with one name, where the original says nothing. */
export function adviseSecond(keyword: string, name: string, at: number, first: number, { reporter }: Resolution): void {
  reporter.advise({
    code: 'duplicate-name',
    at,
    word: name,
    message: `${keyword} ${name} is defined twice`,
    hint: 'trackers find the first one; give this one another name',
    related: firstAt(first),
  })
}
