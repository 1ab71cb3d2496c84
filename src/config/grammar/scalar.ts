/** Readers for the values that most keywords take: flags, booleans, numbers, seconds, words. */
import { US_PER_S } from '../../lib/time.ts'
import type { Us } from '../../lib/time.ts'
import type { Statement } from '../tree.ts'
import { fillIn } from './row.ts'
import type { Reader, Row, Use } from './row.ts'

/** The keyword alone; keepalived reads no further. */
export const flag: Reader<true> = {
  syntax: '',
  block: null,
  read: () => true,
  write: () => [],
  samples: [''],
  default: 'off',
}

const TRUE_WORDS = new Set(['on', 'true', 'yes'])
const FALSE_WORDS = new Set(['off', 'false', 'no'])

/** Null: no boolean word. */
export function readBoolean(word: string): boolean | null {
  return TRUE_WORDS.has(word) ? true : FALSE_WORDS.has(word) ? false : null
}

/** `keyword` or `keyword on|off`. */
export const boolean: Reader<boolean> = {
  syntax: '[on|off]',
  block: null,
  read: (statement, row, use) => {
    const word = statement.words[1]
    const value = word === undefined ? true : readBoolean(word)
    if (value === null) reportBad(statement, row, use, word ?? '', 'expected on, true, yes, off, false or no')
    return value ?? undefined
  },
  write: (value) => [value ? 'on' : 'off'],
  samples: ['', ...TRUE_WORDS, ...FALSE_WORDS],
}

export const word: Reader<string> = {
  syntax: '<word>',
  block: null,
  read: (statement, row, use) => argument(statement, row, use),
  write: (value) => [value],
  samples: ['word', '"two words"'],
}

/** Null when the keyword stands alone. */
export const optionalWord: Reader<string | null> = {
  syntax: '[<word>]',
  block: null,
  read: (statement) => statement.words[1] ?? null,
  write: (value) => (value === null ? [] : [value]),
  samples: ['', 'word'],
}

/** All words after the keyword, any number. */
export const words: Reader<readonly string[]> = {
  syntax: '[<word> ...]',
  block: null,
  read: (statement) => statement.words.slice(1),
  write: (value) => value,
  samples: ['', 'one', 'one two'],
}

/** One of some words; `fold` ignores letter case. */
export function oneOf<const W extends string>(choices: readonly W[], fold = false): Reader<W> {
  return {
    syntax: choices.join('|'),
    block: null,
    read: (statement, row, use) => {
      const given = argument(statement, row, use)
      if (given === undefined) return undefined
      const found = choices.find((choice) => choice === given || (fold && choice.toLowerCase() === given.toLowerCase()))
      if (found === undefined) {
        const near = choices.find((choice) => choice.toLowerCase() === given.toLowerCase())
        reportBad(statement, row, use, given, near ? `did you mean '${near}'?` : `expected ${choices.join(', ')}`)
      }
      return found
    },
    write: (value) => [value],
    samples: choices,
  }
}

/** A whole number from `min` to `max`. */
export function integer(min: number, max: number): Reader<number> {
  return {
    syntax: `<${min}..${max}>`,
    block: null,
    read: (statement, row, use) => {
      const given = argument(statement, row, use)
      return given === undefined ? undefined : readNumber(statement, row, use, given, min, max)
    },
    write: (value) => [String(value)],
    samples: [String(min), String(max)],
    range: { least: min, most: max },
  }
}

/** As `integer`, or null when the keyword stands alone. */
export function optionalInteger(min: number, max: number): Reader<number | null> {
  const reader = integer(min, max)
  return {
    ...reader,
    syntax: `[${reader.syntax}]`,
    read: (statement, row, use) => (statement.words.length > 1 ? reader.read(statement, row, use) : null),
    write: (value) => (value === null ? [] : reader.write(value)),
    samples: ['', ...reader.samples],
  }
}

/** Reports in keepalived's words and in ours. */
export function readNumber(
  statement: Statement,
  row: Row,
  use: Use,
  given: string,
  min: number,
  max: number,
): number | undefined {
  const problem = numberProblem(given, min, max)
  if (problem === null) return Number(given)
  reportBad(statement, row, use, given, `${problem}; expected a whole number from ${min} to ${max}`, problem)
  return undefined
}

/** keepalived's words for what is wrong with a number, null when nothing is. */
export function numberProblem(given: string, min: number, max: number): string | null {
  if (!/^[+-]?\d+$/.test(given)) return `invalid number '${given}'`
  if (given.startsWith('-') && min >= 0) return `negative number '${given}'`
  const value = Number(given)
  return value < min || value > max ? `number '${given}' outside range [${min}, ${max}]` : null
}

/** Decimal seconds from `minUs` to `maxUs`, kept in steps of `stepUs`. */
export function seconds(minUs: Us, maxUs: Us, stepUs: Us = 1): Reader<Us> {
  const [least, most] = [writeSeconds(minUs), writeSeconds(maxUs)]
  return {
    syntax: `<${least}..${most}>`,
    block: null,
    read: (statement, row, use) => {
      const given = argument(statement, row, use)
      if (given === undefined) return undefined
      const us = readSeconds(given)
      if (us !== null && /\.\d{7}/.test(given)) {
        use.reporter.report({
          code: 'too-many-decimals',
          at: statement.mark,
          word: given,
          message: `number '${given}' has too many decimal places`,
          hint: 'six count: microseconds',
        })
      }
      if (us !== null && us >= minUs && us <= maxUs) return Math.min(Math.round(us / stepUs) * stepUs, LONGEST_US)
      const problem =
        us !== null
          ? `number '${given}' outside range [${least}, ${most}]`
          : `${given.startsWith('-') ? 'negative' : 'invalid'} number '${given}'`
      reportBad(
        statement,
        row,
        use,
        given,
        `${problem}; expected seconds from ${Number(least)} to ${Number(most)}`,
        problem,
      )
      return undefined
    },
    write: (value) => [decimal(value)],
    samples: [minUs, Math.min(maxUs, 2 * US_PER_S), Math.min(maxUs, 2.5 * US_PER_S)].map(decimal),
    range: { least: minUs / US_PER_S, most: maxUs / US_PER_S },
    unit: 's',
  }
}

/** Beyond this, microseconds would not be exact; it is 285 years. */
const LONGEST_US = 2 ** 53 - 1

/** Null: no decimal number. More than six decimals are rounded. */
export function readSeconds(text: string): Us | null {
  if (/^\d{1,9}$/.test(text)) return Number(text) * US_PER_S
  if (!/^\+?(\d+\.?\d*|\.\d+)$/.test(text)) return null
  const [whole = '', fraction = ''] = text.replace('+', '').split('.')
  return Number(whole || '0') * US_PER_S + Math.round(Number(`0.${fraction || '0'}`) * US_PER_S)
}

/** Without zeros at its end. */
function decimal(us: Us): string {
  return writeSeconds(us).replace(/\.?0+$/, '')
}

function writeSeconds(us: Us): string {
  return `${Math.floor(us / US_PER_S)}.${String(us % US_PER_S).padStart(6, '0')}`
}

/** For `write`: a word that may be missing. */
export function optional(word: string | number | null): readonly string[] {
  return word === null ? [] : [String(word)]
}

/** The word after the keyword. Without it keepalived ends at once, unless its own check has words for it. */
export function argument(statement: Statement, row: Row, use: Use): string | undefined {
  const given = statement.words[1]
  if (given !== undefined) return given
  const keyword = statement.words[0] ?? ''
  use.reporter.report({
    code: 'missing-argument',
    class: row.missing === undefined && row.since === undefined ? 'argument' : 'general',
    at: statement.mark,
    word: keyword,
    message:
      row.missing !== undefined
        ? fillIn(row.missing, '', use)
        : `*** Configuration line starting \`${keyword}\` is missing a parameter after keyword \`${keyword}\` at word position 2`,
    hint: `write: ${keyword} ${row.value.syntax}`,
    expected: row.value.syntax,
  })
  return undefined
}

export function reportBad(
  statement: Statement,
  row: Row,
  use: Use,
  given: string,
  hint: string,
  fallback?: string,
): void {
  const keyword = statement.words[0] ?? ''
  use.reporter.report({
    code: 'bad-value',
    at: statement.mark,
    word: given,
    message: row.bad === undefined ? (fallback ?? `invalid ${keyword} '${given}'`) : fillIn(row.bad, given, use),
    hint,
    expected: row.value.syntax,
  })
}
