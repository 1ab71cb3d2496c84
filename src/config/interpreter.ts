/** From statements to settings: looks each keyword up in its context and lets the row's reader make the value. */
import type { Block, Context, Line, Row, SettingsOf, Taken, Use } from './grammar/row.ts'
import { fillIn } from './grammar/row.ts'
import { writeTaken } from './grammar/write.ts'
import { contextsOf, rootContext } from './grammar/root.ts'
import type { RootRows } from './grammar/root.ts'
import { INCLUDE_CHECK_WORDS, readIncludeChecks } from './grammar/include-check.ts'
import { setNameDirectory } from './grammar/name-tables.ts'
import type { Lexer } from './lexer/lexer.ts'
import type { Mark } from './lexer/sources.ts'
import type { ConfigEnvironment } from './load.ts'
import type { Finding, Reporter } from './reporter.ts'
import { checkVirtualServer, needsRestOfFile } from './resolve/early-servers.ts'
import { firstAt } from './resolve/resolution.ts'
import type { ServerBlock } from './resolve/service-target.ts'
import { nearestWord } from './spelling.ts'
import type { Statement } from './tree.ts'

export type RootSettings = SettingsOf<RootRows>

/** What is read for: 'check': complaints alone; 'run': the Config, too; 'rewrite': and the text. */
export type Purpose = 'check' | 'run' | 'rewrite'

type Values = Record<string, unknown>
type Marks = Record<string, number>

const NO_MARKS: Readonly<Marks> = Object.freeze({})
const NO_ARGS: readonly string[] = Object.freeze([])
const NOTHING_TAKEN: readonly Taken[] = Object.freeze([])

export class Interpreter {
  /** the virtual servers that are checked already */
  readonly services = new Map<string, Mark>()
  readonly #environment: ConfigEnvironment
  readonly #reporter: Reporter
  readonly #purpose: Purpose
  readonly #values: Values = {}
  readonly #marks: Marks = {}
  readonly #use: Use
  readonly #taken: Taken[] = []
  readonly #blockReader: Use['readBlock'] = (statement, context, owner) => this.#readBlock(statement, context, owner)
  #order = 0

  constructor(environment: ConfigEnvironment, reporter: Reporter, purpose: Purpose) {
    this.#environment = environment
    this.#reporter = reporter
    this.#purpose = purpose
    this.#use = this.#useFor('')
  }

  get settings(): RootSettings {
    return this.#values as RootSettings
  }

  /** One complete statement of the root. */
  root(statement: Statement): void {
    const { row } = statement
    const taken = this.#purpose === 'rewrite' ? this.#taken : null
    const value = this.#read(statement, rootContext, this.#values, this.#marks, taken, this.#use)
    if (value === undefined || row === null) return
    if (this.#purpose === 'check' && row.field === 'virtualServers') this.#checkEarly()
  }

  /** The first one stays in any case: the rest of the file may ask whether there is one. */
  #checkEarly(): void {
    const servers = this.settings.virtualServers as ServerBlock[]
    const last = servers.at(-1)
    if (last === undefined || servers.length === 1 || needsRestOfFile(last)) return
    servers.pop()
    checkVirtualServer(last, {
      environment: this.#environment,
      reporter: this.#reporter,
      files: [],
      services: this.services,
    })
  }

  /** All that was understood, when the purpose is to rewrite it, as lines of a configuration. */
  write(): readonly Line[] {
    return writeTaken(rootContext, this.#taken)
  }

  /** For the keywords that change how the next line is read. */
  early(statement: Statement, context: Context, lexer: Lexer): void {
    if (context.name !== 'global_defs') return
    if (statement.words[0] === 'include_check') {
      const read = readIncludeChecks(statement.words.slice(1), lexer.checks)
      lexer.checks = read.checks
      for (const word of read.unknown) this.#reportIncludeCheck(statement, word)
    }
    const [keyword, word] = statement.words
    if (keyword === 'iproute_usr_dir' && word !== undefined) setNameDirectory(this.#environment, 'usr', word)
    if (keyword === 'iproute_etc_dir' && word !== undefined) setNameDirectory(this.#environment, 'etc', word)
    if (statement.words[0] === 'random_seed') lexer.seed(Number(statement.words[1] ?? 0) >>> 0)
  }

  #reportIncludeCheck(statement: Statement, word: string): void {
    this.#reporter.report({
      code: 'bad-value',
      at: statement.mark,
      word,
      message: `Unknown include_check type '${word}' - ignoring`,
      hint: `expected ${INCLUDE_CHECK_WORDS.join(', ')}, each with + or - in front or alone`,
    })
  }

  #useFor(owner: string): Use {
    return { environment: this.#environment, reporter: this.#reporter, owner, readBlock: this.#blockReader }
  }

  #readBlock<S>(statement: Statement, context: Context, owner: string): Block<S> {
    const values: Values = {}
    const marks: Marks | null = context.keepsMarks ? {} : null
    const taken: Taken[] | null = this.#purpose === 'rewrite' ? [] : null
    const order = this.#order++
    const use = owner === this.#use.owner ? this.#use : this.#useFor(owner)
    for (const inner of statement.block ?? []) this.#read(inner, context, values, marks, taken, use)
    return {
      keyword: statement.words[0] ?? '',
      args: statement.words.length > 1 ? statement.words.slice(1) : NO_ARGS,
      mark: statement.mark,
      order,
      values: values as S,
      marks: marks ?? NO_MARKS,
      taken: taken ?? NOTHING_TAKEN,
    }
  }

  /** The value that was taken, if any. */
  #read(
    statement: Statement,
    context: Context,
    values: Values,
    marks: Marks | null,
    taken: Taken[] | null,
    use: Use,
  ): unknown {
    const { row } = statement
    if (row === null) {
      this.#reportUnknown(statement, context)
      return undefined
    }
    if (statement.block !== null && !row.takesBlock) this.#reportBlock(statement)
    if (row.oldNameOf !== undefined) this.#reportOldName(statement, row, use)
    if (row.status === 'parsed') this.#reportParsed(statement, row)
    if (row.once !== undefined && values[row.field] !== undefined) {
      this.#reportSecond(statement, row, marks, use)
      return undefined
    }
    const isEmpty = row.missing !== undefined && statement.words.length === 1
    if (row.replaced !== undefined && values[row.field] !== undefined && !isEmpty) {
      const hint = 'the last one counts'
      const word = statement.words[0] ?? ''
      const related = firstOf(marks, row)
      this.#reporter.report({ code: 'given-twice', at: statement.mark, word, message: row.replaced, hint, ...related })
    }
    if (row.more !== undefined && statement.words.length > 2) {
      this.#reportMore(statement, row.more, use)
      return undefined
    }
    const value = row.value.read(statement, row, use)
    if (value === undefined) {
      // compat: a bad value may undo a good one that stood before it.
      if (row.onInvalid === 'default' && statement.words.length > 1) {
        delete values[row.field]
        if (taken !== null) forget(taken, row.field)
      }
      return undefined
    }
    if (!this.#store(values, row, value, statement, marks, use)) return undefined
    if (marks !== null) marks[row.field] = statement.mark
    if (taken !== null) {
      if (row.repeat !== true && row.merge !== true) forget(taken, row.field)
      taken.push({ row, value })
    }
    return value
  }

  /** False when an earlier value stays. */
  #store(values: Values, row: Row, value: unknown, statement: Statement, marks: Marks | null, use: Use): boolean {
    const known = values[row.field]
    if (row.repeat === true) {
      if (known === undefined) values[row.field] = [value]
      else (known as unknown[]).push(value)
      return true
    }
    if (row.stays !== undefined && known === row.stays.value && value !== known) {
      this.#reporter.report({
        code: 'given-twice',
        at: statement.mark,
        word: statement.words[1] ?? '',
        message: fillIn(row.stays.message, statement.words[1] ?? '', use),
        hint: 'the first one stays',
        ...firstOf(marks, row),
      })
      return false
    }
    values[row.field] = row.merge === true && known !== undefined ? mergeBlocks(known, value) : value
    return true
  }

  #reportUnknown(statement: Statement, context: Context): void {
    const keyword = statement.words[0] ?? ''
    if (keyword === '{') return
    this.#reporter.report({
      code: 'unknown-keyword',
      at: statement.mark,
      word: keyword,
      message: `Unknown keyword '${keyword}'`,
      hint: () =>
        [unknownHint(keyword, context), statement.block === null ? null : 'its block is skipped']
          .filter((part) => part !== null)
          .join('; ') || null,
    })
  }

  #reportBlock(statement: Statement): void {
    this.#reporter.report({
      code: 'unexpected-brace',
      at: statement.mark,
      word: '{',
      message: "Unexpected '{' - ignoring",
      hint: `'${statement.words[0] ?? ''}' takes no block; the block is skipped`,
    })
  }

  #reportOldName(statement: Statement, row: Row, use: Use): void {
    const modern = row.oldNameOf ?? ''
    const known = row.deprecated !== undefined
    this.#reporter.warnOnce(`old ${row.name}`, {
      code: 'old-name',
      class: known && row.name !== 'nb_get_retry' ? 'general' : null,
      at: statement.mark,
      word: row.name,
      message: known ? fillIn(row.deprecated ?? '', row.name, use) : `'${row.name}' is an old spelling`,
      hint: modern === '' ? row.doc : `today's word is '${modern}'; it is read as that`,
    })
  }

  #reportParsed(statement: Statement, row: Row): void {
    this.#reporter.warnOnce(`parsed ${row.name}`, {
      code: 'no-effect-yet',
      class: null,
      at: statement.mark,
      word: row.name,
      message: `'${row.name}' is understood but has no effect here yet`,
      hint: row.doc,
    })
  }

  #reportMore({ words, mark }: Statement, message: string, use: Use): void {
    const word = words[2] ?? ''
    const hint = `remove '${word}', or put both words into double quotes if they are one`
    this.#reporter.report({ code: 'bad-name', at: mark, word, message: fillIn(message, words[1] ?? '', use), hint })
  }

  #reportSecond(statement: Statement, row: Row, marks: Marks | null, use: Use): void {
    this.#reporter.report({
      code: 'given-twice',
      at: statement.mark,
      word: statement.words[0] ?? '',
      message: fillIn(row.once ?? '', statement.words[1] ?? '', use),
      hint: 'the first one stays',
      ...firstOf(marks, row),
    })
  }
}

/** Where the first of two stood, when that is known. */
function firstOf(marks: Marks | null, { field }: Row): Pick<Finding, 'related'> {
  const at = marks?.[field]
  return at === undefined ? {} : { related: firstAt(at) }
}

function forget(taken: Taken[], field: string): void {
  const at = taken.findIndex(({ row }) => row.field === field)
  if (at >= 0) taken.splice(at, 1)
}

function mergeBlocks(first: unknown, second: unknown): Block<object> {
  const [one, other] = [first as Block<object>, second as Block<object>]
  return { ...other, values: { ...one.values, ...other.values }, marks: { ...one.marks, ...other.marks } }
}

function unknownHint(keyword: string, context: Context): string | null {
  const strange = /[^\x21-\x7e]/u.exec(keyword)?.[0]
  if (strange !== undefined) {
    const code = (strange.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return `it contains the invisible or foreign character U+${code}`
  }
  const here = context.name === '(root)' ? 'here' : `in ${context.name}`
  const homes = contextsOf(keyword)
  const near = nearestWord(keyword, context.byName.keys())
  const parts = [
    near === null ? null : `did you mean '${near}'?`,
    homes.length === 0 ? null : `it is no keyword ${here}, but of ${homes.slice(0, 4).join(', ')}`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join('; ')
}
