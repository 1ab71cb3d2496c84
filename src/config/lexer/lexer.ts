/**
 * From files to logical lines and braces: comments, conditions, definitions, repetitions, includes, in the order that
 * keepalived applies them to one line. What comes out are pieces of text without braces, each with its mark.
 *
 * Most lines have none of it, and a file may have a million lines; so one scan decides whether a line is plain.
 */
import type { ConfigEnvironment } from '../load.ts'
import type { Reporter } from '../reporter.ts'
import { stripComment } from './comments.ts'
import { Definitions, readDefinition } from './definitions.ts'
import type { DefinedLine, PredefinedContext, ProducedLine } from './definitions.ts'
import { directoryOf, findIncludes, NO_CHECKS, readIncludeLine } from './include.ts'
import type { IncludeChecks, IncludeLine } from './include.ts'
import { readSequence } from './sequences.ts'
import type { Sequence } from './sequences.ts'
import { makeMark, MAX_TEXT } from './sources.ts'
import type { Mark, Origin } from './sources.ts'

export interface LineSink {
  readonly line: (text: string, mark: Mark) => void
  readonly open: (mark: Mark) => void
  readonly close: (mark: Mark) => void
}

const BACKSLASH = 0x5c

/** keepalived cuts a line at 1023 octets and reads the rest as another. */
const MAX_PHYSICAL_LINE = 4096
const MAX_INCLUDE_DEPTH = 32
/** With two parts each a mark is still an exact number. */
const MAX_FILES = 8_000
/**
 * Lines and characters made by substitution and repetition, over the whole load: a thousand virtual servers of five
 * hundred lines. More is a repetition of repetitions.
 */
const MAX_PRODUCED = 500_000
const MAX_PRODUCED_CHARACTERS = MAX_TEXT
const MAX_MB = MAX_PRODUCED_CHARACTERS >> 20
/** What one substitution counts for, however short its text: those that go round in circles produce none. */
const SUBSTITUTION_COST = 16

interface Collecting {
  readonly name: string
  readonly lines: DefinedLine[]
  readonly keep: boolean
  /** of the line with the name */
  readonly mark: Mark
}

/** What a line has become: a text, perhaps the rest behind a brace in which everything known is substituted; a repetition. */
type Item = (ProducedLine & { readonly substituted?: true }) | (Sequence & { readonly origins: readonly Origin[] })

const NO_ORIGINS: readonly Origin[] = []

export class Lexer {
  readonly #environment: ConfigEnvironment
  readonly #reporter: Reporter
  readonly #sink: LineSink
  readonly #definitions = new Definitions()
  readonly #predefined: { -readonly [K in keyof PredefinedContext]: PredefinedContext[K] }
  #checks: IncludeChecks = NO_CHECKS
  #collecting: Collecting | null = null
  #produced = 0
  #producedCharacters = 0
  #producedTooMuch = false
  #depth = 0
  #random: number

  constructor(environment: ConfigEnvironment, reporter: Reporter, sink: LineSink) {
    this.#environment = environment
    this.#reporter = reporter
    this.#sink = sink
    this.#random = environment.randomSeed ?? 1
    this.#predefined = {
      directory: '.',
      instance: environment.configId,
      variables: environment.variables,
      random: () => this.#nextRandom(),
    }
  }

  /** `include_check` sets the strictness of later includes. */
  get checks(): IncludeChecks {
    return this.#checks
  }

  set checks(checks: IncludeChecks) {
    this.#checks = checks
  }

  /** `random_seed`. */
  seed(value: number): void {
    this.#random = value
  }

  /** One source, by its number; it stands where the lexer is now. */
  read(file: number): void {
    const source = this.#reporter.sources.list[file]
    if (source === undefined) return
    const directory = this.#predefined.directory
    const checks = this.#checks
    this.#predefined.directory = directoryOf(source.path)
    this.#depth++
    this.#readLines(source.text, file)
    this.#depth--
    this.#predefined.directory = directory
    this.#checks = checks
  }

  #readLines(text: string, first: number): void {
    const { sources } = this.#reporter
    let part = first
    let lineNumber = 0
    for (let from = 0; from < text.length;) {
      lineNumber++
      const newline = text.indexOf('\n', from)
      const end = newline < 0 ? text.length : newline
      const parts = sources.list.length
      this.#physicalLine(text, from, end, part, lineNumber)
      if (sources.list.length > parts) part = sources.resume(part)
      from = end + 1
    }
    this.#endCollecting()
  }

  #physicalLine(text: string, from: number, lineEnd: number, part: number, lineNumber: number): void {
    let end = lineEnd
    while (end > from && isLineEnd(text.charCodeAt(end - 1))) end--
    let start = from
    while (start < end && isBlank(text.charCodeAt(start))) start++
    while (end > start && isBlank(text.charCodeAt(end - 1))) end--
    if (start === end) {
      this.#endCollecting()
      return
    }
    const mark = makeMark(part, lineNumber, start - from + 1)
    if (end - start > MAX_PHYSICAL_LINE) {
      this.#reportTooLong(mark, end - start)
      return
    }
    if (this.#collecting !== null || !this.#simpleLine(text, start, end, mark))
      this.#specialLine(text.slice(start, end), mark)
  }

  /** A plain line, or one whose only sign is a brace at its end: nearly all lines of a large file. */
  #simpleLine(text: string, start: number, end: number, mark: Mark): boolean {
    const special = plainUntil(text, start, end)
    if (special === end && text.charCodeAt(end - 1) !== BACKSLASH) {
      this.#sink.line(text.slice(start, end), mark)
      return true
    }
    const brace = special === end - 1 ? text.charCodeAt(special) : 0
    if (brace !== 0x7b && brace !== 0x7d) return false
    if (special > start) this.#sink.line(text.slice(start, special).trimEnd(), mark)
    if (brace === 0x7b) this.#sink.open(mark)
    else this.#sink.close(mark)
    return true
  }

  #reportTooLong(mark: Mark, length: number): void {
    this.#reporter.report({
      code: 'line-too-long',
      at: mark,
      message: `line of ${length} characters is too long - ignoring`,
      hint: `a line may have ${MAX_PHYSICAL_LINE} characters; keepalived itself cuts lines at 1023`,
    })
  }

  #specialLine(raw: string, mark: Mark): void {
    const nul = raw.indexOf('\0')
    if (nul >= 0) {
      this.#reporter.warn({
        code: 'nul-byte',
        class: null,
        at: mark,
        message: 'a NUL byte ends the line; the text after it is ignored',
      })
    }
    const line = stripComment(nul < 0 ? raw : raw.slice(0, nul)).trim()
    // compat: a backslash at the end continues a definition even from inside a comment.
    const continues = raw.endsWith('\\')
    if (this.#collecting !== null) this.#collect(line, mark, continues)
    else if (line !== '') this.#run(line, mark, continues)
  }

  #collect(line: string, mark: Mark, continues: boolean): void {
    const collecting = this.#collecting
    if (collecting === null || (line === '' && !continues)) return
    const text = line.endsWith('\\') ? line.slice(0, -1).trim() : line
    if (text !== '') collecting.lines.push({ text, mark })
    if (!continues) this.#endCollecting()
  }

  #endCollecting(): void {
    const collecting = this.#collecting
    if (collecting === null) return
    const { name, lines, keep, mark } = collecting
    if (keep) this.#definitions.set(name, lines.length === 0 ? [{ text: '', mark }] : lines)
    this.#collecting = null
  }

  /** One line and all that it turns into, depth first, so that repetitions nest without recursion. */
  #run(line: string, mark: Mark, continues: boolean): void {
    const stack: Item[] = [{ text: line, origins: NO_ORIGINS }]
    for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
      if (!('next' in item)) {
        const substituted = item.substituted === true
        if (!this.#countProduced(substituted ? 0 : item.text.length, mark, stack.length)) return
        this.#step(item, substituted, mark, stack, continues)
        continue
      }
      const values = item.next()
      if (values === null) continue
      item.names.forEach((name, i) => this.#definitions.set(name, [{ text: values[i] ?? '', mark }]))
      stack.push(item, { text: item.rest, origins: item.origins })
    }
  }

  #countProduced(characters: number, mark: Mark, waiting: number): boolean {
    this.#produced++
    this.#producedCharacters += characters
    const most = Math.max(this.#produced, waiting)
    if (most <= MAX_PRODUCED && this.#producedCharacters <= MAX_PRODUCED_CHARACTERS) return true
    if (!this.#producedTooMuch) {
      this.#producedTooMuch = true
      this.#reporter.report({
        code: 'too-many-lines',
        always: true,
        at: mark,
        message: `repetitions and definitions make more than ${MAX_PRODUCED} lines or ${MAX_MB} MB; the rest is ignored`,
        hint: 'a ~SEQ inside of another multiplies; write it once for what differs',
      })
    }
    return false
  }

  #step(item: ProducedLine, substituted: boolean, mark: Mark, stack: Item[], continues: boolean): void {
    let text = item.text.trim()
    let { origins } = item
    let keep = true
    if (text.startsWith('@')) {
      const condition = /^@(\^?)(\S*)(?:[ \t]+(.*))?$/s.exec(text)
      keep = ((condition?.[2] ?? '') === this.#environment.configId) !== (condition?.[1] === '^')
      text = (condition?.[3] ?? '').trim()
      // A definition of several lines must be read to its end even when the test fails.
      if (!keep && !(continues && text.startsWith('$'))) return
    }
    if (text === '') return
    const definition = text.startsWith('$') ? readDefinition(text) : null
    if (definition) {
      this.#define(definition.name, definition.value, mark, keep, continues)
      return
    }
    if (!keep) return
    if (text.startsWith('~') && this.#startSequence({ text, origins }, mark, stack)) return
    if (!substituted && text.includes('$')) {
      const result = this.#substitute({ text, origins }, mark, stack)
      if (result === null) return
      ;({ text, origins } = result)
    }
    const include = text.startsWith('include') ? readIncludeLine(text, this.#checks) : null
    if (include) this.#include(include, mark)
    else this.#emit(text, mark, origins, stack)
  }

  #define(name: string, value: string, mark: Mark, keep: boolean, continues: boolean): void {
    if (!continues) {
      if (keep) this.#definitions.set(name, [{ text: value, mark }])
      return
    }
    const first = (value.endsWith('\\') ? value.slice(0, -1) : value).trim()
    this.#collecting = { name, lines: first === '' ? [] : [{ text: first, mark }], keep, mark }
  }

  #startSequence({ text, origins }: ProducedLine, mark: Mark, stack: Item[]): boolean {
    const sequence = readSequence(text, (inside) => {
      const result = this.#definitions.substitute(inside, this.#predefined)
      this.#producedCharacters += result.characters + result.count * SUBSTITUTION_COST
      return result.kind === 'line' ? result.text : inside
    })
    if (sequence === null) return false
    if ('error' in sequence)
      this.#reporter.report({
        code: 'bad-sequence',
        at: mark,
        message: `Invalid ~${text.startsWith('~LST') ? 'LST' : 'SEQ'} specification '${text.slice(0, 80)}'`,
        hint: sequence.error,
      })
    else stack.push({ ...sequence, origins })
    return true
  }

  /** Null when the line became others, or nothing. */
  #substitute({ text, origins }: ProducedLine, mark: Mark, stack: Item[]): ProducedLine | null {
    const result = this.#definitions.substitute(text, this.#predefined, origins)
    this.#producedCharacters += result.characters + result.count * SUBSTITUTION_COST
    if (result.kind === 'endless') {
      this.#reporter.report({
        code: 'endless-definition',
        at: mark,
        message: `a definition in '${text.slice(0, 40)}' contains itself`,
      })
      return null
    }
    if (result.kind === 'lines') {
      for (const line of result.lines.toReversed()) stack.push({ ...line, text: stripComment(line.text) })
      return null
    }
    const stripped = stripComment(result.text).trim()
    // A test or a repetition may come out of a definition, so the new text starts over.
    if (stripped !== text && (stripped.startsWith('@') || stripped.startsWith('~'))) {
      stack.push({ text: stripped, origins: result.origins })
      return null
    }
    return stripped === '' ? null : { text: stripped, origins: result.origins }
  }

  #emit(said: string, use: Mark, origins: readonly Origin[], stack: Item[]): void {
    // compat: a backslash at the end, where no definition is read, belongs to the word before it.
    const text = said.endsWith('\\') ? said.replace(/[ \t]+\\$/, '\\') : said
    const mark = origins.length === 0 ? use : this.#reporter.sources.expand(use, text, origins)
    const brace = findBrace(text)
    if (brace < 0) {
      if (text.includes('"')) this.#checkQuotes(text, mark)
      this.#sink.line(text, mark)
      return
    }
    const before = text.slice(0, brace).trimEnd()
    const after = text.slice(brace + 1).trim()
    if (before !== '') this.#sink.line(before, mark)
    if (text.charAt(brace) === '{') this.#sink.open(mark)
    else this.#sink.close(mark)
    if (after !== '') stack.push({ text: after, origins, substituted: true })
  }

  #checkQuotes(text: string, mark: Mark): void {
    let quotes = 0
    let escaped = 0
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (c === 0x22) quotes++
      else if (c === BACKSLASH && text.charCodeAt(++i) === 0x22) escaped++
    }
    // Within quotes, those after a backslash are for the lexer of commands; elsewhere they only disturb. But its words are
    // split by a lexer that knows no backslash, and only double quotes, before anybody asks whether it is a command.
    const isOpen = quotes % 2 === 1 || (quotes === 0 && escaped % 2 === 1)
    if (!isOpen && escaped % 2 === 0) return
    this.#reporter.report({
      code: 'unterminated-quote',
      at: mark,
      word: '"',
      message: isOpen ? `Unterminated quote '${text}'` : `Unmatched quote: '${text}'`,
      hint: isOpen
        ? 'a double quote must be closed on the same line'
        : 'write \\x22 for a double quote inside of two others',
    })
  }

  #include(include: IncludeLine, mark: Mark): void {
    const found = findIncludes(include, this.#predefined.directory, this.#environment)
    for (const problem of found.problems) {
      this.#reporter.report({
        code: 'include',
        at: mark,
        class: problem.strict ? 'security' : null,
        severity: problem.strict ? 'error' : 'warning',
        message: problem.message,
      })
    }
    this.#produced += found.alternatives
    for (const path of found.paths) this.#includeFile(path, include, mark)
  }

  #includeFile(path: string, include: IncludeLine, mark: Mark): void {
    const { sources } = this.#reporter
    if (this.#depth >= MAX_INCLUDE_DEPTH || sources.files >= MAX_FILES) {
      this.#reporter.report({
        code: 'include-depth',
        at: mark,
        message: `too many included files at ${path}: one includes itself?`,
      })
      return
    }
    const read = this.#environment.readFile(path)
    const tooMuch = 'text' in read && sources.size + read.text.length > MAX_TEXT
    if ('error' in read || tooMuch) {
      this.#reporter.report({
        code: 'include',
        at: mark,
        class: include.checks.read ? 'security' : null,
        message: `Unable to open configuration file ${path}: ${'error' in read ? read.error : 'the files are too large together'}`,
      })
      return
    }
    this.read(sources.add({ path, text: read.text, latin1: read.latin1 ?? false }))
  }

  /** A small linear congruence: `random_seed` must give the same values again, secrecy is no aim. */
  #nextRandom(): number {
    this.#random = (Math.imul(this.#random, 1664525) + 1013904223) >>> 0
    return this.#random / 2 ** 32
  }
}

function isBlank(c: number): boolean {
  return c === 0x20 || c === 0x09
}

function isLineEnd(c: number): boolean {
  return c === 0x0d || c === 0x0a
}

/** Up to where there is no comment, quote, brace, reference, test or repetition; a line may also be an include. */
function plainUntil(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start)
  if (first === 0x40 || first === 0x7e) return start
  if (first === 0x69 && text.startsWith('include', start)) return start
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i)
    // NUL  ! " # $  { }
    if (c < 0x25 ? c === 0 || (c >= 0x21 && c <= 0x24) : c === 0x7b || c === 0x7d) return i
  }
  return end
}

function findBrace(text: string): number {
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 0x22) quoted = !quoted
    else if (!quoted && (c === 0x7b || c === 0x7d)) return i
  }
  return -1
}
