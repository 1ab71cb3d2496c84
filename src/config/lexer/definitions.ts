/**
 * `$NAME=` definitions and their use. Values are stored raw and resolved when they are used (late binding), so a
 * definition may name others that come later in the file.
 */

import type { Mark, Origin } from './sources.ts'

export interface PredefinedContext {
  readonly directory: string
  readonly instance: string
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly random: () => number
}

/** A line that grows beyond this by substitution is a definition that names itself. */
const MAX_LINE = 1 << 14
const MAX_REPLACEMENTS = 10_000

const DEFINITION = /^\$([A-Za-z_]\w*)=[ \t]*(.*)$/s
const NAME = /[A-Za-z_]\w{0,255}/y
const MAX_ARGUMENTS = 255

export function readDefinition(line: string): { readonly name: string; readonly value: string } | null {
  const match = DEFINITION.exec(line)
  return match ? { name: match[1] ?? '', value: match[2] ?? '' } : null
}

/** One line of a value, and where it stands. */
export interface DefinedLine {
  readonly text: string
  readonly mark: Mark
}

/** A line and the definitions that it came out of. */
export interface ProducedLine {
  readonly text: string
  readonly origins: readonly Origin[]
}

export type Substitution = (
  | ({ readonly kind: 'line' } & ProducedLine)
  | { readonly kind: 'lines'; readonly lines: readonly ProducedLine[] }
  | { readonly kind: 'endless' }
) & {
  /** replacements made, and characters in all the texts between them: what it has cost */
  readonly count: number
  readonly characters: number
}

export class Definitions {
  readonly #values = new Map<string, readonly DefinedLine[]>()

  set(name: string, lines: readonly DefinedLine[]): void {
    this.#values.set(name, lines)
  }

  /** Replaces until nothing known is left; a multi-line value gives lines that the caller must process one by one. */
  substitute(line: string, predefined: PredefinedContext, known: readonly Origin[] = []): Substitution {
    let text = line
    let from = 0
    let origins = known
    let characters = 0
    let count = 0
    for (; count < MAX_REPLACEMENTS; count++) {
      const found = this.#nextKnown(text, from, predefined)
      if (found === null) return { kind: 'line', text, origins, count, characters }
      const { name, lines } = found
      const before = text.slice(0, found.start)
      const after = text.slice(found.end)
      if (lines.length > 1 && text.length <= MAX_LINE)
        return { kind: 'lines', lines: joinEnds(before, name, lines, after, origins), count, characters }
      const first = lines[0]
      text = before + (first?.text ?? '') + after
      characters += text.length
      if (text.length > MAX_LINE) break
      if (first !== undefined && first.mark !== NOWHERE && origins.length < MAX_ORIGINS)
        origins = [...origins, { name, mark: first.mark }]
      from = found.start
    }
    return { kind: 'endless', count, characters }
  }

  #nextKnown(text: string, from: number, predefined: PredefinedContext): Known | null {
    for (let start = text.indexOf('$', from); start >= 0; start = text.indexOf('$', start + 1)) {
      const reference = readReference(text, start)
      if (reference === null) continue
      const { name, args, end } = reference
      const lines = (args === '' ? this.#values.get(name) : undefined) ?? predefinedValue(name, args, predefined)
      if (lines) return { name, start, end, lines }
    }
    return null
  }
}

interface Known {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly lines: readonly DefinedLine[]
}

interface Reference {
  readonly name: string
  readonly args: string
  readonly end: number
}

/** `${NAME args}` anywhere, `$NAME` before a blank, comma, `)` or the end. All lengths are bounded. */
function readReference(text: string, start: number): Reference | null {
  const braced = text.charAt(start + 1) === '{'
  NAME.lastIndex = start + (braced ? 2 : 1)
  const name = NAME.exec(text)?.[0]
  if (name === undefined) return null
  const after = NAME.lastIndex
  const next = text.charAt(after)
  if (!braced) return ' \t,)'.includes(next) ? { name, args: '', end: after } : null
  if (next === '}') return { name, args: '', end: after + 1 }
  if (next !== ' ' && next !== '\t') return null
  const length = text.slice(after + 1, after + 2 + MAX_ARGUMENTS).indexOf('}')
  return length < 0 ? null : { name, args: text.slice(after + 1, after + 1 + length).trim(), end: after + length + 2 }
}

/** More than a diagnostic shows. */
const MAX_ORIGINS = 8
/** The mark of what is predefined. */
const NOWHERE: Mark = -1

function joinEnds(
  before: string,
  name: string,
  lines: readonly DefinedLine[],
  after: string,
  origins: readonly Origin[],
): ProducedLine[] {
  const known = origins.slice(0, MAX_ORIGINS)
  const last = lines.length - 1
  return lines.map(({ text, mark }, i) => ({
    text: (i === 0 ? before : '') + text + (i === last ? after : ''),
    origins: [...known, { name, mark }],
  }))
}

function predefinedValue(name: string, args: string, context: PredefinedContext): readonly DefinedLine[] | undefined {
  const text = predefinedText(name, args, context)
  return text === undefined ? undefined : [{ text, mark: NOWHERE }]
}

function predefinedText(name: string, args: string, context: PredefinedContext): string | undefined {
  const words = args === '' ? [] : args.split(/[ \t]+/)
  switch (name) {
    case '_PWD':
      return words.length === 0 ? context.directory : undefined
    case '_INSTANCE':
      return words.length === 0 ? context.instance : undefined
    case '_HASH':
      return words.length === 0 ? '#' : undefined
    case '_BANG':
      return words.length === 0 ? '!' : undefined
    case '_ENV':
      return words.length === 1 ? (context.variables[words[0] ?? ''] ?? '') : undefined
    case '_RANDOM':
      return randomValue(words, context.random)
    default:
      return undefined
  }
}

function randomValue(words: readonly string[], random: () => number): string | undefined {
  if (words.length > 2 || words.some((word) => !/^\d{1,9}$/.test(word))) return undefined
  const min = Number(words[0] ?? 0)
  const max = Math.max(min, Number(words[1] ?? 32767))
  return String(min + Math.floor(random() * (max - min + 1)))
}
