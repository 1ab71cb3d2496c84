/**
 * The texts that one load has read, and marks into them.
 *
 * A mark packs file, line and column into one number, because a configuration may have a million lines and almost none
 * of them is ever complained about: a Position with its strings is made only for a diagnostic. A line that came out of
 * definitions has a mark of its own too, so that a diagnostic can show the place of use and the definition.
 */
import type { Position, Related } from '../diagnostic.ts'

/**
 * part << 39 | line << 13 | column, by arithmetic: it exceeds 32 bits. Columns from 4096 on number the expansions of the
 * line. A part is a file up to its end or to what it includes there; behind that, another part of the same file goes on.
 * So the larger of two marks stands below the other, as the reader goes.
 */
export type Mark = number

/** A definition whose value went into a line. */
export interface Origin {
  readonly name: string
  /** of the line in the definition that the text stood on */
  readonly mark: Mark
}

interface Expansion {
  readonly column: number
  readonly text: string
  readonly origins: readonly Origin[]
}

/** Where a diagnostic points. */
export interface Place {
  readonly position: Position
  /** in characters; null: not known */
  readonly width: number | null
  readonly related: readonly Related[]
  /** the line as it was read, when it is not as it stands in the file */
  readonly expansion: string | null
}

export interface Source {
  readonly path: string
  readonly text: string
  /** the file was no UTF-8: each character is one byte */
  readonly latin1: boolean
}

/** Characters of all files of one configuration together: a hundred thousand virtual servers. More is a mistake. */
export const MAX_TEXT = 64 << 20

const BYTE_ORDER_MARK = 0xfeff
const COLUMNS = 2 ** 13
const FIRST_EXPANSION = 2 ** 12
const LINES = 2 ** 26

/** Beyond it a diagnostic names the place of use only. */
const MAX_EXPANSIONS = 20_000
const MAX_RELATED = 4
const MAX_SHOWN_EXPANSION = 300

export function makeMark(part: number, line: number, column: number): Mark {
  return (part * LINES + Math.min(line, LINES - 1)) * COLUMNS + Math.min(column, FIRST_EXPANSION - 1)
}

export class Sources {
  /** by part */
  readonly list: Source[] = []
  readonly #lineStarts = new Map<Source, readonly number[]>()
  files = 0
  /** characters in all of them */
  size = 0
  /** by packed file and line */
  readonly #expansions = new Map<number, Expansion[]>()
  #expansionCount = 0

  /** The number of its first part. A byte order mark does not belong to the text. */
  add(source: Source): number {
    this.files++
    this.size += source.text.length
    this.list.push(source.text.charCodeAt(0) === BYTE_ORDER_MARK ? { ...source, text: source.text.slice(1) } : source)
    return this.list.length - 1
  }

  /** The number for what stands behind an included file, where the part before that has the number `part`. */
  resume(part: number): number {
    const source = this.list[part]
    return source === undefined ? part : this.list.push(source) - 1
  }

  /** Whether one stands further left than the other in its file. */
  standsLeft(mark: Mark, other: Mark): boolean {
    return mark % COLUMNS < other % COLUMNS && this.#sourceOf(mark) === this.#sourceOf(other)
  }

  #sourceOf(mark: Mark): Source | undefined {
    return this.list[Math.floor(mark / (LINES * COLUMNS))]
  }

  /** A mark for one line that came out of definitions: it knows them, and stands where `use` stands. */
  expand(use: Mark, text: string, origins: readonly Origin[]): Mark {
    const key = Math.floor(use / COLUMNS)
    const known = this.#expansions.get(key)
    const number = known?.length ?? 0
    if (this.#expansionCount >= MAX_EXPANSIONS || FIRST_EXPANSION + number >= COLUMNS) return use
    const expansion = { column: this.#column(use), text, origins }
    if (known === undefined) this.#expansions.set(key, [expansion])
    else known.push(expansion)
    this.#expansionCount++
    return key * COLUMNS + FIRST_EXPANSION + number
  }

  position(mark: Mark): Position {
    return this.#positionAt(mark, this.#column(mark) - 1)
  }

  /** Where to point for a complaint about `word` on the line of `mark`, or about the line. */
  place(mark: Mark, word: string | null): Place {
    const expansion = this.#expansion(mark)
    const line = this.line(mark)
    const from = Math.max(this.#column(mark) - 1, 0)
    const at = word === null ? from : findWord(line, word, from)
    const width = word === null ? null : characters(word)
    if (expansion === null) {
      return { position: this.#positionAt(mark, at < 0 ? from : at), width, related: [], expansion: null }
    }
    const reference = at < 0 || word === null ? findReference(line, expansion.origins, from) : null
    const start = reference?.start ?? (at < 0 ? from : at)
    return {
      position: this.#positionAt(mark, start),
      width: reference === null ? width : characters(reference.text),
      related: this.#definitionsOf(expansion, mark, word),
      expansion: expansion.text.slice(0, MAX_SHOWN_EXPANSION),
    }
  }

  /** The definitions that a line came out of, without those of the line itself (`~SEQ`). */
  #definitionsOf(expansion: Expansion, use: Mark, word: string | null): Related[] {
    const here = Math.floor(use / COLUMNS)
    const seen = new Set<string>()
    return expansion.origins
      .filter(({ name, mark }) => {
        const key = `${name} ${mark}`
        const fresh = Math.floor(mark / COLUMNS) !== here && !seen.has(key)
        seen.add(key)
        return fresh
      })
      .slice(0, MAX_RELATED)
      .map(({ name, mark }) => {
        const from = Math.max(this.#column(mark) - 1, 0)
        const at = word === null ? -1 : findWord(this.line(mark), word, from)
        const position = this.#positionAt(mark, at < 0 ? from : at)
        return { position, width: at < 0 ? null : characters(word ?? ''), message: `$${name} is defined here` }
      })
  }

  #column(mark: Mark): number {
    return this.#expansion(mark)?.column ?? mark % COLUMNS
  }

  #expansion(mark: Mark): Expansion | null {
    const column = mark % COLUMNS
    if (column < FIRST_EXPANSION) return null
    return this.#expansions.get(Math.floor(mark / COLUMNS))?.[column - FIRST_EXPANSION] ?? null
  }

  /** `index` counts UTF-16 units from 0; a column counts characters from 1. */
  #positionAt(mark: Mark, index: number): Position {
    const packed = Math.floor(mark / COLUMNS)
    return {
      file: this.#sourceOf(mark)?.path ?? '',
      line: packed % LINES,
      column: characters(this.line(mark).slice(0, index)) + 1,
    }
  }

  /** Characters before a mark that begins its line; null: it does not, or the line came out of definitions. */
  indent(mark: Mark): number | null {
    const at = mark % COLUMNS
    if (at >= FIRST_EXPANSION) return null
    return this.line(mark)
      .slice(0, at - 1)
      .trim() === ''
      ? at - 1
      : null
  }

  isLatin1(mark: Mark): boolean {
    return this.#sourceOf(mark)?.latin1 ?? false
  }

  /** The whole physical line that a mark is on, without its line end. */
  line(mark: Mark): string {
    return this.#lineOf(this.#sourceOf(mark), Math.floor(mark / COLUMNS) % LINES)
  }

  lineAt(position: Position): string | null {
    const source = this.list.find(({ path }) => path === position.file)
    return source === undefined ? null : this.#lineOf(source, position.line)
  }

  #lineOf(source: Source | undefined, line: number): string {
    if (source === undefined) return ''
    let starts = this.#lineStarts.get(source)
    if (starts === undefined) {
      starts = lineStarts(source.text)
      this.#lineStarts.set(source, starts)
    }
    const start = starts[line - 1]
    if (start === undefined) return ''
    const end = starts[line] ?? source.text.length + 1
    return source.text.slice(start, end - 1).replace(/[\r\n]+$/, '')
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** Index of `word` standing alone on the line; of any occurrence if it never stands alone. */
function findWord(line: string, word: string, from: number): number {
  if (word === '') return -1
  for (let at = line.indexOf(word, from); at >= 0; at = line.indexOf(word, at + 1)) {
    const before = at === 0 ? ' ' : line.charAt(at - 1)
    const after = line.charAt(at + word.length)
    if (' \t{}"\''.includes(before) && (after === '' || ' \t{}"\'#!\r'.includes(after))) return at
  }
  return line.indexOf(word, from)
}

/** Characters as people count them, not UTF-16 units. */
function characters(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

/** The first `$NAME` or `${NAME}` of these on the line. */
function findReference(
  line: string,
  origins: readonly Origin[],
  from: number,
): { readonly start: number; readonly text: string } | null {
  for (const { name } of origins) {
    for (const text of [`\${${name}}`, `$${name}`]) {
      const start = line.indexOf(text, from)
      if (start >= 0) return { start, text }
    }
  }
  return null
}
