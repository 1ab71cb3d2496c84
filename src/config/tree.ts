/**
 * From pieces and braces to statements with blocks. Blocks are matched here, before anybody asks what a word means, so
 * an unknown block is one thing with an end; but two guesses need the keyword table and the indentation: where a missing
 * `}` belongs (before the next word that can only stand further out) and whether a `{` was forgotten (the next word
 * belongs inside).
 *
 * Each statement of the root leaves as soon as it is complete, so that a large file is never held as a whole.
 */
import type { Context, Row } from './grammar/row.ts'
import type { LineSink } from './lexer/lexer.ts'
import type { Mark } from './lexer/sources.ts'
import { splitWords } from './lexer/words.ts'
import { LiteralReading } from './literal-reading.ts'
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
  /** what the original makes of it */
  readonly literal: LiteralReading
  #frames: Frame[]
  /** the last statement of the innermost frame, while a `{` may still follow it */
  #pending: Statement | null = null
  #tooDeep = 0
  /** the first `}` in this block of the root that stands further left than what it closes */
  #suspect: { readonly at: Mark; readonly opener: Statement } | null = null

  constructor(root: Context, reporter: Reporter, deliver: (statement: Statement) => void) {
    this.#root = root
    this.#reporter = reporter
    this.#deliver = deliver
    this.literal = new LiteralReading(root)
    this.#frames = [{ statements: [], context: root, opener: null }]
  }

  readonly line = (text: string, mark: Mark): void => {
    if (this.#tooDeep > 0) return
    const words = splitWords(text)
    const keyword = words[0]
    if (keyword === undefined) return
    if (this.#pending !== null) this.#settlePending(keyword, mark)
    if (this.#frames.length > 2 && this.#top().context?.byName.has(keyword) !== true) this.#closeBefore(keyword, mark)
    const { context, statements } = this.#top()
    const row = context?.byName.get(keyword) ?? null
    const statement: Statement = { words, text, mark, row, block: null }
    statements.push(statement)
    this.#pending = statement
    this.literal.line(words, mark, row)
    if (context !== null && row?.early === true) this.onStatement(statement, context)
  }

  readonly open = (mark: Mark): void => {
    this.literal.open()
    if (this.#tooDeep > 0 || this.#frames.length >= MAX_DEPTH) {
      if (this.#tooDeep++ === 0)
        this.#reporter.report({ code: 'too-deep', at: mark, message: 'blocks are nested too deeply' })
      return
    }
    if (this.#pending !== null && this.#frames.length > 1) this.#closeBeforeRootWord(this.#pending)
    if (this.#pending !== null && this.#pending.row === null) this.#closeBeforeBlock(this.#pending)
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
    this.literal.close()
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
    const { opener } = this.#top()
    if (this.#suspect === null && opener !== null && this.#reporter.sources.standsLeft(mark, opener.mark))
      this.#suspectClose(mark, opener)
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
    if (this.#frames.length > 1) return
    this.#suspect = null
    this.#flushRoot()
  }

  #flushRoot(): void {
    const { statements } = this.#top()
    for (const statement of statements) this.#deliver(statement)
    statements.length = 0
    this.#pending = null
  }

  /** A new word begins: the one before it gets no block any more, unless its `{` was forgotten. */
  #settlePending(next: string, mark: Mark): void {
    const pending = this.#pending
    const wanted = pending?.row?.takesBlock === true ? (pending.row.block ?? null) : null
    if (pending !== null && wanted !== null && this.#belongsInto(pending, wanted, next, mark)) {
      this.#reporter.report({
        code: 'missing-open-brace',
        at: pending.mark,
        word: pending.words[0] ?? '',
        message: "Missing '{' at beginning of configuration block",
        hint: `'${next}' belongs into ${pending.words.join(' ')} { ... }; it is read as if the brace were there`,
        expected: '{',
      })
      this.#push(pending)
      return
    }
    this.#dropPending()
  }

  /** A word that both blocks know, and an entry of a list, belong inside when they are indented. */
  #belongsInto(pending: Statement, wanted: Context, next: string, mark: Mark): boolean {
    const known = this.#top().context?.byName.has(next) === true
    const isList = wanted.byName.size === 0
    if (isList ? known : !wanted.byName.has(next)) return false
    return (!isList && !known) || this.#isDeeper(mark, pending.mark) === true
  }

  /** Null: their lines do not tell. */
  #isDeeper(mark: Mark, outer: Mark): boolean | null {
    const { sources } = this.#reporter
    const [own, others] = [sources.indent(mark), sources.indent(outer)]
    return own === null || others === null ? null : own > others
  }

  #suspectClose(at: Mark, opener: Statement): void {
    const { sources } = this.#reporter
    if (sources.indent(at) !== null && sources.indent(opener.mark) !== null) this.#suspect = { at, opener }
  }

  /** How many of the innermost blocks must end before `keyword` can stand there; 0: none, or it can stand nowhere. */
  #foreignDepth(keyword: string, takesBlock: boolean): number {
    if (this.#top().opener?.row == null) return 0
    for (let i = this.#frames.length - 2; i > 0; i--) {
      const row = this.#frames[i]?.context?.byName.get(keyword)
      if (row !== undefined && (row.takesBlock || !takesBlock)) return this.#frames.length - 1 - i
    }
    return 0
  }

  /** A word of an outer block, no deeper than the block that is open, whose entries were deeper: its `}` was forgotten. */
  #closeBefore(keyword: string, mark: Mark): void {
    const { opener, statements } = this.#top()
    if (opener === null) return
    const depth = this.#foreignDepth(keyword, false)
    if (depth === 0 || this.#isDeeper(mark, opener.mark) !== false) return
    const first = statements[0]
    const isIndented =
      first === undefined
        ? this.#reporter.sources.standsLeft(mark, opener.mark)
        : this.#isDeeper(first.mark, opener.mark)
    if (isIndented !== true) return
    this.#reportForgotten(depth, keyword, mark)
    for (let i = 0; i < depth; i++) this.#pop()
  }

  /** A block of an outer block, where no such block can stand. */
  #closeBeforeBlock(pending: Statement): void {
    const keyword = pending.words[0] ?? ''
    const { opener } = this.#top()
    const depth = opener === null ? 0 : this.#foreignDepth(keyword, true)
    if (opener === null || depth === 0 || this.#isDeeper(pending.mark, opener.mark) === true) return
    this.#top().statements.pop()
    this.#reportForgotten(depth, keyword, pending.mark)
    for (let i = 0; i < depth; i++) this.#pop()
    const { context, statements } = this.#top()
    const moved: Statement = { ...pending, row: context?.byName.get(keyword) ?? null }
    statements.push(moved)
    this.#pending = moved
  }

  /** `keyword` showed it; where indentation shows it earlier, that place is told. */
  #reportForgotten(count: number, keyword: string, mark: Mark): void {
    const openers = this.#frames.slice(-count).map(({ opener }) => this.#nameOf(opener))
    const suspect = this.#suspect
    const noticed = { at: mark, message: `'${keyword}' cannot stand in ${openers.join(', ')}` }
    this.#suspect = null
    this.#reporter.report({
      code: 'missing-close-brace',
      at: suspect?.at ?? mark,
      word: suspect === null ? keyword : '}',
      message: `There are ${count} missing '}'s or extra '{'s`,
      hint:
        suspect === null
          ? `still open here: ${openers.join(', ')}; '${keyword}' belongs outside`
          : `this } closes ${this.#nameOf(suspect.opener)}, which is indented deeper; its own } is missing before it`,
      expected: '}',
      ...(suspect === null ? {} : { related: [noticed] }),
    })
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
    this.#reportForgotten(this.#frames.length - 1, pending.words[0] ?? '', pending.mark)
    while (this.#frames.length > 1) this.#pop()
    const moved: Statement = { ...pending, row }
    this.#top().statements.push(moved)
    this.#pending = moved
  }

  #reportUnclosed(count: number): void {
    const opener = this.#top().opener
    const open = this.#frames.slice(1).map((frame) => this.#nameOf(frame.opener))
    const suspect = this.#suspect
    const suspects =
      suspect === null
        ? []
        : [{ at: suspect.at, message: `this } closes ${this.#nameOf(suspect.opener)}, which is indented deeper` }]
    this.#reporter.report({
      code: 'missing-close-brace',
      always: true,
      at: opener?.mark ?? null,
      message: `There are ${count} missing '}'s or extra '{'s`,
      hint: `at the end of the file these are still open: ${open.join(', ')}`,
      expected: '}',
      related: suspects,
    })
  }

  #nameOf(opener: Statement | null): string {
    if (opener === null) return ''
    return `${opener.words.slice(0, 3).join(' ')} (line ${this.#reporter.sources.position(opener.mark).line})`
  }
}
