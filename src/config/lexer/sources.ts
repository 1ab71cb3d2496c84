/**
 * The texts that one load has read, and marks into them.
 *
 * A mark packs file, line and column into one number, because a configuration may have a million lines and almost none
 * of them is ever complained about: a Position with its strings is made only for a diagnostic.
 */
import type { Position } from '../diagnostic.ts'

/** file << 39 | line << 12 | column, by arithmetic: it exceeds 32 bits. */
export type Mark = number

export interface Source {
  readonly path: string
  readonly text: string
  /** the file was no UTF-8: each character is one byte */
  readonly latin1: boolean
}

/** Characters of all files of one configuration together: a hundred thousand virtual servers. More is a mistake. */
export const MAX_TEXT = 64 << 20

const BYTE_ORDER_MARK = 0xfeff
const COLUMNS = 2 ** 12
const LINES = 2 ** 27

export function makeMark(file: number, line: number, column: number): Mark {
  return (file * LINES + Math.min(line, LINES - 1)) * COLUMNS + Math.min(column, COLUMNS - 1)
}

export class Sources {
  readonly list: Source[] = []
  /** characters in all of them */
  size = 0
  readonly #lineStarts: (readonly number[])[] = []

  /** Its number. A byte order mark is no part of the text. */
  add(source: Source): number {
    this.size += source.text.length
    this.list.push(source.text.charCodeAt(0) === BYTE_ORDER_MARK ? { ...source, text: source.text.slice(1) } : source)
    return this.list.length - 1
  }

  position(mark: Mark): Position {
    const line = Math.floor(mark / COLUMNS)
    const file = this.list[Math.floor(line / LINES)]
    return { file: file?.path ?? '', line: line % LINES, column: mark % COLUMNS }
  }

  isLatin1(mark: Mark): boolean {
    return this.list[Math.floor(mark / COLUMNS / LINES)]?.latin1 ?? false
  }

  /** The whole physical line that a mark is on, without its line end. */
  line(mark: Mark): string {
    const packed = Math.floor(mark / COLUMNS)
    return this.#lineOf(Math.floor(packed / LINES), packed % LINES)
  }

  lineAt(position: Position): string | null {
    const file = this.list.findIndex((source) => source.path === position.file)
    return file < 0 ? null : this.#lineOf(file, position.line)
  }

  /** The mark of the `word` that starts at or after `mark` on the same line; `mark` itself when it is not there. */
  wordMark(mark: Mark, word: string): Mark {
    const from = (mark % COLUMNS) - 1
    const at = findWord(this.line(mark), word, Math.max(from, 0))
    return at < 0 ? mark : mark - (mark % COLUMNS) + Math.min(at + 1, COLUMNS - 1)
  }

  #lineOf(fileIndex: number, line: number): string {
    const source = this.list[fileIndex]
    if (!source) return ''
    const starts = (this.#lineStarts[fileIndex] ??= lineStarts(source.text))
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
