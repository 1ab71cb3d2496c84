/** Walks over the words of one line whose options come in any order: routes, rules, tunnels. */
import { readIp } from '../../lib/ip.ts'
import type { IpPrefix } from '../../lib/ip.ts'
import type { Statement } from '../tree.ts'
import type { Use } from './row.ts'
import { numberProblem } from './scalar.ts'

/** Thrown when the line is lost; what is wrong has been reported. Caught where the line is read. */
export class LineLost extends Error {}

export class WordCursor {
  readonly entry: Statement
  readonly use: Use
  #at: number

  constructor(entry: Statement, use: Use, at = 0) {
    this.entry = entry
    this.use = use
    this.#at = at
  }

  get done(): boolean {
    return this.#at >= this.entry.words.length
  }

  peek(): string | undefined {
    return this.entry.words[this.#at]
  }

  /** the word after the next */
  second(): string | undefined {
    return this.entry.words[this.#at + 1]
  }

  skip(): void {
    this.#at++
  }

  /** True and past it when the next word is this one. */
  takeIf(word: string): boolean {
    if (this.peek() !== word) return false
    this.#at++
    return true
  }

  /** The next word; without one the whole configuration is refused, as keepalived does. */
  take(): string {
    const word = this.entry.words[this.#at]
    if (word !== undefined) {
      this.#at++
      return word
    }
    const { words } = this.entry
    const last = words[words.length - 1] ?? ''
    const line = `*** Configuration line starting \`${words[0] ?? ''}\``
    const place = `keyword \`${last}\` at word position ${words.length + 1}`
    this.use.reporter.report({
      code: 'missing-argument',
      class: 'argument',
      at: this.entry.mark,
      word: last,
      message: `${line} is missing a parameter after ${place}`,
    })
    throw new LineLost()
  }

  /** A mistake that the rest of the line survives. */
  complain(word: string, message: string, hint: string | null = null): void {
    this.use.reporter.report({ code: 'bad-option', at: this.entry.mark, word, message, hint })
  }

  caution(word: string, message: string): void {
    this.use.reporter.warn({ code: 'bad-option', at: this.entry.mark, word, message })
  }

  /** A mistake that loses the line. */
  lose(word: string, message: string, hint: string | null = null): never {
    this.complain(word, message, hint)
    throw new LineLost()
  }

  /** The next word as a whole number; `message` is keepalived's, %w the word. */
  number(least: number, most: number, message: string): number {
    const word = this.take()
    const problem = numberProblem(word, least, most)
    if (problem !== null) this.lose(word, message.replace('%w', word), problem)
    return Number(word)
  }

  /** An address with or without a length; a bad length is the full one. Null: no address; not yet reported. */
  prefix(word: string): IpPrefix | null {
    const [host = '', length] = word.split('/', 2)
    const address = readIp(host)
    if (address === null) return null
    const full = address.family === 4 ? 32 : 128
    if (length === undefined) return { address, prefixLength: full }
    const problem = numberProblem(length, 0, full)
    if (problem === null) return { address, prefixLength: Number(length) }
    this.complain(word, `Invalid address prefix len ${length} for address ${word} - using ${full}`, problem)
    return { address, prefixLength: full }
  }
}

/** Reads a line to its end, or loses it. */
export function readWholeLine<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    // The reason has been reported; anything else is a fault of ours.
    if (error instanceof LineLost) return undefined
    throw error
  }
}
