/**
 * From pieces and braces to statements with blocks. Blocks are matched here, before anybody asks what a word means, so
 * an unknown block is one thing with an end; but two guesses need the keyword table: where a missing `}` belongs
 * (before the next word that can only stand at the root) and whether a `{` was forgotten (the next word belongs inside).
 *
 * Each statement of the root leaves as soon as it is complete, so that a large file is never held as a whole.
 */
import type { Context, Row } from './grammar/row.ts'
import type { LineSink } from './lexer/lexer.ts'
import type { Mark } from './lexer/sources.ts'
import { splitWords } from './lexer/words.ts'
import type { Reporter } from './reporter.ts'

export interface Statement {
  /** at least one */
  readonly words: readonly string[]
  /** the line as it was, for lexers with other rules */
  readonly text: string
  readonly mark: Mark
  /** the keyword's row in the block where it stands; null: not known there */
  readonly row: Row | null
  /** null: no braces followed */
  block: Statement[] | null
}

interface Frame {
  readonly statements: Statement[]
  /** what may stand here; null: entries of a list, or an unknown block */
  readonly context: Context | null
  readonly opener: Statement | null
}

/** Deeper than any keyword goes; a file of braces must not exhaust memory or stack. */
const MAX_DEPTH = 32

export class TreeBuilder implements LineSink {
  /** called when a statement is read, before its block: for what changes the reading of the following lines */
  onStatement: (statement: Statement, context: Context) => void = () => undefined
  readonly #root: Context
  readonly #reporter: Reporter
  readonly #deliver: (statement: Statement) => void
  #frames: Frame[]
  /** the last statement of the innermost frame, while a `{` may still follow it */
  #pending: Statement | null = null
  #tooDeep = 0

  constructor(root: Context, reporter: Reporter, deliver: (statement: Statement) => void) {
    this.#root = root
    this.#reporter = reporter
    this.#deliver = deliver
    this.#frames = [{ statements: [], context: root, opener: null }]
  }

  readonly line = (text: string, mark: Mark): void => {
    if (this.#tooDeep > 0) return
    const words = splitWords(text)
    const keyword = words[0]
    if (keyword === undefined) return
    if (this.#pending !== null) this.#settlePending(keyword)
    const { context, statements } = this.#top()
    const row = context?.byName.get(keyword) ?? null
    const statement: Statement = { words, text, mark, row, block: null }
    statements.push(statement)
    this.#pending = statement
    if (context !== null && row?.early === true) this.onStatement(statement, context)
  }

  readonly open = (mark: Mark): void => {
    if (this.#tooDeep > 0 || this.#frames.length >= MAX_DEPTH) {
      if (this.#tooDeep++ === 0)
        this.#reporter.report({ code: 'too-deep', at: mark, message: 'blocks are nested too deeply' })
      return
    }
    if (this.#pending !== null && this.#frames.length > 1) this.#closeBeforeRootWord(this.#pending)
    const pending = this.#pending
    if (pending === null) {
      this.#reporter.report({
        code: 'unexpected-brace',
        at: mark,
        word: '{',
        message: "Unexpected '{' - ignoring",
        hint: 'no keyword stands before it; it and its block are skipped',
      })
    }
    const opener: Statement = pending ?? { words: ['{'], text: '{', mark, row: null, block: null }
    this.#push(opener)
  }

  readonly close = (mark: Mark): void => {
    if (this.#tooDeep > 0) {
      this.#tooDeep--
      return
    }
    if (this.#frames.length === 1) {
      this.#flushRoot()
      this.#reporter.report({ code: 'extra-brace', at: mark, word: '}', message: "Extra '}' found" })
      return
    }
    this.#dropPending()
    this.#pop()
  }

  end(): void {
    this.#dropPending()
    const open = this.#frames.length - 1 + this.#tooDeep
    if (open > 0) this.#reportUnclosed(open)
    while (this.#frames.length > 1) this.#pop()
    this.#flushRoot()
  }

  #top(): Frame {
    return this.#frames[this.#frames.length - 1] as Frame
  }

  #push(opener: Statement): void {
    opener.block = []
    this.#frames.push({ statements: opener.block, context: opener.row?.block ?? null, opener })
    this.#pending = null
  }

  #pop(): void {
    this.#frames.pop()
    this.#pending = null
    if (this.#frames.length === 1) this.#flushRoot()
  }

  #flushRoot(): void {
    const { statements } = this.#top()
    for (const statement of statements) this.#deliver(statement)
    statements.length = 0
    this.#pending = null
  }

  /** A new word begins: the one before it gets no block any more, unless its `{` was forgotten. */
  #settlePending(next: string): void {
    const pending = this.#pending
    const wanted = pending?.row?.takesBlock === true ? (pending.row.block ?? null) : null
    if (pending !== null && wanted !== null && wanted.byName.has(next) && !this.#top().context?.byName.has(next)) {
      this.#reporter.report({
        code: 'missing-open-brace',
        at: pending.mark,
        word: pending.words[0] ?? '',
        message: "Missing '{' at beginning of configuration block",
        hint: `'${next}' belongs into ${pending.words.join(' ')} { ... }; it is read as if the brace were there`,
      })
      this.#push(pending)
      return
    }
    this.#dropPending()
  }

  #dropPending(): void {
    this.#pending = null
    if (this.#frames.length === 1) this.#flushRoot()
  }

  /** `vrrp_instance b {` inside an open block: that block's `}` was forgotten. */
  #closeBeforeRootWord(pending: Statement): void {
    const row = this.#root.byName.get(pending.words[0] ?? '')
    if (row?.rootOnly !== true || row === pending.row) return
    this.#top().statements.pop()
    const openers = this.#frames.slice(1).map((frame) => frame.opener)
    this.#reporter.report({
      code: 'missing-close-brace',
      at: pending.mark,
      word: pending.words[0] ?? '',
      message: `There are ${openers.length} missing '}'s or extra '{'s`,
      hint: `still open here: ${openers.map((opener) => this.#nameOf(opener)).join(', ')}`,
    })
    while (this.#frames.length > 1) this.#pop()
    const moved: Statement = { ...pending, row }
    this.#top().statements.push(moved)
    this.#pending = moved
  }

  #reportUnclosed(count: number): void {
    const opener = this.#top().opener
    const open = this.#frames.slice(1).map((frame) => this.#nameOf(frame.opener))
    this.#reporter.report({
      code: 'missing-close-brace',
      always: true,
      at: opener?.mark ?? null,
      message: `There are ${count} missing '}'s or extra '{'s`,
      hint: `at the end of the file these are still open: ${open.join(', ')}`,
    })
  }

  #nameOf(opener: Statement | null): string {
    if (opener === null) return ''
    return `${opener.words.slice(0, 3).join(' ')} (line ${this.#reporter.sources.position(opener.mark).line})`
  }
}
