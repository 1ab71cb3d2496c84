/**
 * The `include` family: which files a pattern means, and which problems count. Reading is the environment's work.
 *
 * A strict include that fails ends the original with the status of a security mistake; so does ours.
 */
import type { ConfigEnvironment } from '../load.ts'

export interface IncludeChecks {
  readonly read: boolean
  readonly match: boolean
  readonly wildcardMatch: boolean
  readonly braceMatch: boolean
}

export const NO_CHECKS: IncludeChecks = { read: false, match: false, wildcardMatch: false, braceMatch: false }
export const ALL_CHECKS: IncludeChecks = { read: true, match: true, wildcardMatch: true, braceMatch: true }

const LINE = /^include([rmwba]?)[ \t]+(.+)$/s

export interface IncludeLine {
  readonly pattern: string
  readonly checks: IncludeChecks
}

/** Null: not an include line. */
export function readIncludeLine(line: string, standing: IncludeChecks): IncludeLine | null {
  const match = LINE.exec(line)
  if (!match) return null
  const pattern = (match[2] ?? '').replace(/^"([^"]*)".*$/s, '$1').trim()
  return { pattern, checks: checksOf(match[1] ?? '', standing) }
}

function checksOf(letter: string, standing: IncludeChecks): IncludeChecks {
  switch (letter) {
    case 'r':
      return { ...standing, read: true }
    case 'm':
      return { ...standing, read: true, match: true }
    case 'w':
      return { ...standing, read: true, match: true, wildcardMatch: true }
    case 'b':
      return { ...standing, read: true, braceMatch: true }
    case 'a':
      return ALL_CHECKS
    default:
      return standing
  }
}

export interface IncludeFinding {
  readonly message: string
  readonly strict: boolean
}
export interface IncludeFiles {
  /** how many patterns were looked for */
  readonly alternatives: number
  readonly paths: readonly string[]
  readonly problems: readonly IncludeFinding[]
}

/** The files of one pattern, in the order they are read: alternative by alternative, each sorted. */
export function findIncludes(line: IncludeLine, directory: string, environment: ConfigEnvironment): IncludeFiles {
  const { checks } = line
  const paths: string[] = []
  const problems: IncludeFinding[] = []
  const alternatives = expandBraces(absolute(line.pattern, directory))
  let missing = 0
  for (const alternative of alternatives) {
    const found = environment.glob(alternative)
    if (found.length === 0) {
      missing++
    }
    for (const path of found) {
      const problem = usable(path, environment)
      if (problem === null) paths.push(path)
      else problems.push({ message: problem, strict: checks.read })
    }
  }
  if (alternatives.length > 1 && missing > 0 && checks.braceMatch) {
    problems.push({ message: `'${line.pattern}' - not all brace alternatives match a file`, strict: true })
  }
  if (missing === alternatives.length) {
    // compat: a pattern with braces is held to the rule of braces alone.
    const wild = /[*?[]/.test(line.pattern)
    const strict = alternatives.length === 1 && (wild ? checks.wildcardMatch : checks.match)
    problems.push({ message: `Config files missing '${line.pattern}'.`, strict })
  } else if (missing > 0 && !checks.braceMatch) {
    problems.push({ message: `Some config files missing: "${line.pattern}".`, strict: false })
  }
  return { alternatives: alternatives.length, paths, problems }
}

function usable(path: string, environment: ConfigEnvironment): string | null {
  switch (environment.fileKind?.(path) ?? 'regular') {
    case 'regular':
      return null
    case 'executable':
      return `Configuration file '${path}' is executable - skipping`
    case 'missing':
      return `Unable to find configuration file '${path}'`
    default:
      return `Configuration file '${path}' is not a regular non-executable file - skipping`
  }
}

export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '.' : slash === 0 ? '/' : path.slice(0, slash)
}

function absolute(pattern: string, directory: string): string {
  if (pattern.startsWith('/')) return pattern
  return directory === '/' ? `/${pattern}` : `${directory}/${pattern}`
}

const MAX_ALTERNATIVES = 1000

/** `a{b,c}d` to `abd` and `acd`, nested too; a brace without comma stays as it is. */
export function expandBraces(pattern: string): readonly string[] {
  const done: string[] = []
  const open = [pattern]
  while (open.length > 0 && done.length + open.length <= MAX_ALTERNATIVES) {
    const text = open.pop() ?? ''
    const group = firstGroup(text)
    if (group === null) done.push(text)
    else for (const part of group.parts.toReversed()) open.push(group.before + part + group.after)
  }
  return done
}

interface Group {
  readonly before: string
  readonly parts: readonly string[]
  readonly after: string
}

/** The leftmost one that is closed and has a comma of its own. */
function firstGroup(text: string): Group | null {
  const open: { readonly start: number; readonly commas: number[] }[] = []
  let first: { readonly start: number; readonly commas: readonly number[]; readonly end: number } | null = null
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i)
    if (c === '{') open.push({ start: i, commas: [] })
    else if (c === ',') open[open.length - 1]?.commas.push(i)
    else if (c === '}') {
      const group = open.pop()
      if (group === undefined || group.commas.length === 0) continue
      if (first === null || group.start < first.start) first = { ...group, end: i }
    }
  }
  if (first === null) return null
  const ends = [...first.commas, first.end]
  const parts = ends.map((end, i) => text.slice((ends[i - 1] ?? first.start) + 1, end))
  return { before: text.slice(0, first.start), parts, after: text.slice(first.end + 1) }
}
