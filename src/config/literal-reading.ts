/**
 * How the original takes braces: a `{` that it does not expect is not counted, and the `}` of the block that it would
 * have opened closes the one around it. So after a mistake of braces it may read a word in another block than we do,
 * where it knows it not. Its verdict depends on that, and therefore ours: scripts that it does not see are no matter of
 * security, and where a word seems to lack its argument it ends.
 */
import type { Context, Row } from './grammar/row.ts'
import type { Mark } from './lexer/sources.ts'

/** Deeper than any keyword goes. */
const MAX_DEPTH = 32

export interface LiteralEnd {
  readonly at: Mark
  /** its last words, behind 'Configuration line starting' */
  readonly missing: string
}

function isNamedList({ block, value }: Row): boolean {
  return block?.byName.size === 0 && value.syntax.startsWith('<name>')
}

export class LiteralReading {
  /** null: a list */
  readonly #open: (Context | null)[]
  /** the keyword that was read last, while its `{` may follow */
  #pending: Row | null = null
  /** where parts begin and end that the original does not understand: marks in ascending order, begin, end, begin ... */
  readonly #turns: Mark[] = []
  #end: LiteralEnd | null = null

  constructor(root: Context) {
    this.#open = [root]
  }

  /** Where it ends because of an argument that is not missing; null: it reads on. */
  get end(): LiteralEnd | null {
    return this.#end
  }

  /** `row`: what we take the first word for. */
  line(words: readonly string[], mark: Mark, row: Row | null): void {
    const [keyword = ''] = words
    // compat: it looks for the `{` in vain, and takes that for a missing argument.
    if (this.#pending !== null && isNamedList(this.#pending))
      this.#end ??= { at: mark, missing: '`***MISSING ***` is missing a parameter at word position 1' }
    this.#openPending()
    const context = this.#open.at(-1) ?? null
    const own = context?.byName.get(keyword) ?? null
    const isLost = row !== null && row !== own
    if (isLost !== (this.#turns.length % 2 === 1)) this.#turns.push(mark)
    this.#pending = own
    if (row === own || own === null || words.length > 1 || !own.value.syntax.startsWith('<name>')) return
    if (own.missing !== undefined) return
    const missing = `\`${keyword}\` is missing a parameter after keyword \`${keyword}\` at word position 2`
    this.#end ??= { at: mark, missing }
  }

  open(): void {
    this.#openPending()
  }

  close(): void {
    this.#openPending()
    if (this.#open.length > 1) this.#open.pop()
  }

  /** Whether the original knows another word, or none, where we know one. */
  isLost(mark: Mark): boolean {
    const before = this.#turns.findLastIndex((turn) => turn <= mark)
    return before >= 0 && before % 2 === 0
  }

  /** compat: a block is read even when its `{` is missing. */
  #openPending(): void {
    const row = this.#pending
    this.#pending = null
    if (row?.takesBlock !== true || this.#open.length >= MAX_DEPTH) return
    this.#open.push(row.block !== null && row.block.byName.size > 0 ? row.block : null)
  }
}
