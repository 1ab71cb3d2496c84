/**
 * What a row of the keyword table is. One row per keyword and context: from it come the parser, the type of the
 * settings, the messages, its line in the dump, and the documentation. A row says nothing about what a value means for
 * the daemon; that is `resolve/`.
 */
import type { ConfigEnvironment } from '../load.ts'
import type { Mark } from '../lexer/sources.ts'
import type { Reporter } from '../reporter.ts'
import type { Statement } from '../tree.ts'
import type { Dumped, DumpedInLine } from './dumped.ts'

/** One line of a configuration: its words, and the lines in its braces. */
export interface Line {
  /** as they stand in the file, quotes included */
  readonly words: readonly string[]
  readonly block: readonly Line[] | null
}

/** What values are valid, in the unit of the file. */
export interface Range {
  readonly least: number
  readonly most: number
}

/** What keepalived does with a bad value: 'ignore': as if the line were not there; 'reject': the block is lost with it. */
export type OnInvalid = 'ignore' | 'clamp' | 'default' | 'reject'

/** Turns one statement into a value, or reports and gives nothing; and a value into a statement. */
export interface Reader<T> {
  /** what is expected after the keyword, for hints and documentation */
  readonly syntax: string
  /** null: takes no block */
  readonly block: Context | null
  readonly read: (statement: Statement, row: Row, use: Use) => T | undefined
  /** the words after the keyword from which `read` makes this value again; a method, so that readers stay assignable */
  write(value: T): readonly string[]
  /** the lines in the braces, for what takes a block */
  writeBlock?(value: T): readonly Line[]
  /** `write` has quoted its words already */
  readonly quotes?: true
  /** valid texts after the keyword, each good alone; together they show every form, for tests and random configurations */
  readonly samples: readonly string[]
  /** for lists: lines that can stand in the braces */
  readonly entrySamples?: readonly string[]
  readonly range?: Range
  readonly unit?: string
  /** what holds without the keyword, unless the row says otherwise */
  readonly default?: string
  /** when it is not 'ignore' */
  readonly onInvalid?: OnInvalid
}

/** What the reader may need to know beyond its statement. */
export interface Use {
  readonly environment: ConfigEnvironment
  readonly reporter: Reporter
  readonly readBlock: <S>(statement: Statement, context: Context, owner: string) => Block<S>
  /** name of the thing that is being read, as messages call it */
  readonly owner: string
}

/** A block that was read: its settings and where they stood. */
export interface Block<S> {
  /** the word that opened it */
  readonly keyword: string
  /** words after the keyword */
  readonly args: readonly string[]
  readonly mark: Mark
  /** counts up over the whole load: who was defined before whom */
  readonly order: number
  readonly values: S
  /** where each field was set last */
  readonly marks: Readonly<Record<string, Mark>>
  /** what was read and still counts, in its order, for who writes it again: some words mean something only behind others */
  readonly taken: readonly Taken[]
}

/** One statement that was understood. */
export interface Taken {
  readonly row: Row
  readonly value: unknown
}

export interface RowSpec {
  readonly name: string
  /** the setting that it makes */
  readonly field: string
  readonly value: Reader<unknown>
  /** one line, for the manual */
  readonly doc: string
  readonly default?: string
  /** when those of the reader do not fit */
  readonly samples?: readonly string[]
  readonly entrySamples?: readonly string[]
  /** when the reader does not know it */
  readonly unit?: string
  /** the version of keepalived that brought it, when that is after 2.2.7 */
  readonly since?: string
  /** when the reader does not know it */
  readonly onInvalid?: OnInvalid
  /** 'parsed': accepted, without effect so far, and we say so */
  readonly status?: 'acts' | 'parsed'
  /** several are collected in an array instead of the last one winning */
  readonly repeat?: true
  /** keepalived's complaint about a second one, whereupon the first stays; %w is the word */
  readonly once?: string
  /** keepalived's complaint about a second one, which it takes all the same */
  readonly replaced?: string
  /** a value that no later one replaces, and keepalived's complaint about the later one; %w is the word */
  readonly stays?: { readonly value: unknown; readonly message: string }
  /** a second block adds to the first */
  readonly merge?: true
  /** keepalived's words for a bad value; %w is the word, %o the owner */
  readonly bad?: string
  /** keepalived's words when the argument is missing; without them it ends at once, status 2 */
  readonly missing?: string
  /** keepalived's words when more than one argument is given, whereupon it ignores them all; without it they are not read */
  readonly more?: string
  /** this is an old spelling of that word */
  readonly oldNameOf?: string
  /** this is an equally good spelling of that word */
  readonly sameAs?: string
  /** keepalived complains of the old spelling itself, in these words */
  readonly deprecated?: string
  /** can stand nowhere but at the root, so that it marks the end of an unclosed block */
  readonly rootOnly?: true
  /** its line in the dump */
  readonly dumped?: Dumped | DumpedInLine
  /** why the dump shows nothing of it, when that is so */
  readonly undumped?: string
  /** takes effect on the reading of the very next line */
  readonly early?: true
}

/** A row with what its reader knows. */
export interface Row extends Omit<RowSpec, 'samples' | 'entrySamples' | 'unit' | 'onInvalid'> {
  readonly status: 'acts' | 'parsed'
  readonly block: Context | null
  readonly takesBlock: boolean
  readonly samples: readonly string[]
  /** empty: no list */
  readonly entrySamples: readonly string[]
  readonly range: Range | null
  readonly unit: string | null
  /** null: there is no value that could be bad */
  readonly onInvalid: OnInvalid | null
}

export interface Context {
  /** path of keywords, as in 'virtual_server/real_server'; '(root)' */
  readonly name: string
  readonly rows: readonly Row[]
  readonly byName: ReadonlyMap<string, Row>
  /** remember where each setting stood; not for the blocks that a file has a hundred thousand of */
  readonly keepsMarks: boolean
}

export function defineContext(name: string, specs: readonly RowSpec[]): Context {
  const rows = specs.map((spec): Row => ({
    ...spec,
    status: spec.status ?? 'acts',
    block: spec.value.block,
    takesBlock: spec.value.block !== null,
    samples: spec.samples ?? spec.value.samples,
    entrySamples: spec.entrySamples ?? spec.value.entrySamples ?? [],
    range: spec.value.range ?? null,
    unit: spec.unit ?? spec.value.unit ?? null,
    ...defaultOf(spec),
    onInvalid: spec.value.syntax === '' ? null : (spec.onInvalid ?? spec.value.onInvalid ?? 'ignore'),
  }))
  const keepsMarks = !name.startsWith('virtual_server/')
  return { name, rows, byName: new Map(rows.map((row) => [row.name, row])), keepsMarks }
}

function defaultOf({ default: own, value }: RowSpec): { readonly default?: string } {
  const found = own ?? value.default
  return found === undefined ? {} : { default: found }
}

type ValueOf<R extends RowSpec> = R['value'] extends Reader<infer T> ? T : never

/** The settings that a list of rows makes: every field may be missing, because no keyword need be there. */
export type SettingsOf<Rows extends readonly RowSpec[]> = {
  readonly [R in Rows[number] as R['field']]?: R extends { readonly repeat: true } ? readonly ValueOf<R>[] : ValueOf<R>
}

/** A message of keepalived with its places filled in. */
export function fillIn(template: string, word: string, use: Use): string {
  return template.replace(/%[wo]/g, (place) => (place === '%w' ? word : use.owner))
}
