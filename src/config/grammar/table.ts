/**
 * The keyword table as one list: every keyword of every block, by the way that leads to it, and every word inside a
 * line. The documents are made of it, and tests hold it against what the language is known to have.
 */
import { inlineWords } from './inline-words.ts'
import { globalContext } from './global.ts'
import { rootContext } from './root.ts'
import type { Context, OnInvalid, Range, Row } from './row.ts'

export interface Keyword {
  /** keywords that lead here, as in 'virtual_server/real_server'; '(root)', '(lexer)', '(boolean)', '(script)' */
  readonly context: string
  readonly name: string
  /** 'word': inside a line, after the last keyword of its context */
  readonly kind: 'keyword' | 'word'
  /** what follows it; empty: nothing */
  readonly syntax: string
  readonly takesBlock: boolean
  readonly doc: string
  readonly range: Range | null
  readonly unit: string | null
  readonly default: string | null
  readonly since: string | null
  readonly onInvalid: OnInvalid | null
  /** today's word, when this is an older one; empty: there is none */
  readonly oldNameOf: string | null
  /** the first of some equally good words, when this is another of them */
  readonly sameAs: string | null
  /** false: accepted, without effect so far */
  readonly acts: boolean
  /** how its line in the dump begins; null: it has none of its own kind */
  readonly dumped: string | null
}

let table: readonly Keyword[] | null = null

export function keywordTable(): readonly Keyword[] {
  if (table === null) {
    const keywords = keywordsBelow(rootContext, '(root)', true)
    table = withSinceOfBlocks([...keywords, ...wordsInLines(keywords)])
  }
  return table
}

/** What stands inside something newer is as new. */
function withSinceOfBlocks(keywords: readonly Keyword[]): readonly Keyword[] {
  const since = new Map(keywords.map((one) => [pathOf(one), one.since]))
  return keywords.map((one) => ({ ...one, since: one.since ?? since.get(one.context) ?? null }))
}

/** The context of what stands in its block or line. */
export function pathOf({ context, name }: Keyword): string {
  return context === '(root)' ? name : `${context}/${name}`
}

/** A block shared by two keywords, as that of HTTP_GET and SSL_GET, is there twice. */
function keywordsBelow(context: Context, path: string, acts: boolean): readonly Keyword[] {
  const own = context.rows.map((row) => keywordOf(row, context, path, acts && row.status === 'acts'))
  const inner = context.rows.flatMap((row) => {
    if (row.block === null || row.block.rows.length === 0) return []
    const below = path === '(root)' ? row.name : `${path}/${row.name}`
    return keywordsBelow(row.block, below, acts && row.status === 'acts')
  })
  return [...own, ...inner]
}

function keywordOf(row: Row, context: Context, path: string, acts: boolean): Keyword {
  return {
    context: path,
    name: row.name,
    kind: 'keyword',
    syntax: row.value.syntax,
    takesBlock: row.takesBlock,
    doc: row.doc,
    range: row.range,
    unit: row.unit,
    default: row.default ?? null,
    since: row.since ?? null,
    onInvalid: row.onInvalid,
    oldNameOf: row.oldNameOf ?? null,
    sameAs: row.sameAs ?? null,
    acts,
    dumped: dumpLabelOf(row, context),
  }
}

/** How the line of the dump begins in which a keyword shows: its own, that of today's word, or one that it shares. */
export function dumpLabelOf({ dumped, undumped, oldNameOf, sameAs }: Row, context: Context): string | null {
  if (undumped !== undefined) return null
  if (dumped !== undefined && 'label' in dumped) return dumped.label.trim()
  const other = dumped?.inLineOf ?? oldNameOf ?? sameAs ?? ''
  const row = context.byName.get(other) ?? globalContext.byName.get(other)
  return row === undefined ? null : dumpLabelOf(row, context)
}

/** A word inside a line acts when the keyword of the line does. */
function wordsInLines(keywords: readonly Keyword[]): readonly Keyword[] {
  const passive = new Set(keywords.filter(({ acts }) => !acts).map(pathOf))
  const isPassive = (path: string): boolean =>
    passive.has(path) || (path.includes('/') && isPassive(path.slice(0, path.lastIndexOf('/'))))
  return inlineWords.flatMap(({ after, status, words }) =>
    after.flatMap((context) =>
      words.map((word): Keyword => ({
        context,
        name: word.name,
        kind: 'word',
        syntax: word.syntax ?? '',
        takesBlock: false,
        doc: word.doc,
        range: rangeIn(word.syntax ?? ''),
        unit: null,
        default: word.default ?? null,
        since: word.since ?? null,
        onInvalid: null,
        oldNameOf: word.oldNameOf ?? null,
        sameAs: word.sameAs ?? null,
        acts: status === 'acts' && !isPassive(context),
        dumped: null,
      })),
    ),
  )
}

function rangeIn(syntax: string): Range | null {
  const match = /^<(-?[\d.]+)\.\.([\d.]+)>$/.exec(syntax)
  return match ? { least: Number(match[1]), most: Number(match[2]) } : null
}
