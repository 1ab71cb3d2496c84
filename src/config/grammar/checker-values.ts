/** Readers for keywords of checkers with a form of their own. */
import { quoteCommand, splitQuoted } from '../lexer/words.ts'
import { REGEX_OPTIONS } from '../checker-config.ts'
import type { RegexOption } from '../checker-config.ts'
import type { Statement } from '../tree.ts'
import type { Reader, Row, Use } from './row.ts'
import { argument, reportBad } from './scalar.ts'

export const digest: Reader<Uint8Array> = {
  syntax: '<32 hex digits>',
  block: null,
  read: (statement, row, use) => {
    const given = argument(statement, row, use)
    if (given === undefined) return undefined
    if (/^[0-9a-fA-F]{32}$/.test(given)) {
      return Uint8Array.from({ length: 16 }, (_, i) => parseInt(given.slice(2 * i, 2 * i + 2), 16))
    }
    const at = Math.floor(given.search(/[^0-9a-fA-F]/) / 2) * 2
    const message =
      given.length === 32
        ? `Unable to interpret hex digit in '${given.slice(0, at + 2)}' at offset ${at}/${at + 1}`
        : `digest '${given}' character length should be 32 rather than ${given.length}`
    use.reporter.report({
      code: 'bad-digest',
      at: statement.mark,
      word: given,
      message,
      hint: 'genhash prints the right one',
    })
    return undefined
  },
  samples: ['00112233445566778899aabbccddeeff'],
  write: (octets) => [Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('')],
}

export interface CodeRange {
  readonly min: number
  readonly max: number
}

/** `200 300-310`: good ones are kept, each bad one is reported. */
export const statusCodes: Reader<readonly CodeRange[]> = {
  syntax: '<code>|<low>-<high> ...',
  block: null,
  read: (statement, _row, use) => {
    const ranges: CodeRange[] = []
    for (const given of statement.words.slice(1)) {
      const match = /^\+?(\d+)(?:-\+?(\d+))?$/.exec(given)
      const min = Number(match?.[1] ?? 0)
      const max = Number(match?.[2] ?? min)
      if (match && min >= 100 && max <= 599 && min <= max) ranges.push({ min, max })
      else {
        use.reporter.report({
          code: 'bad-value',
          at: statement.mark,
          word: given,
          message: `Invalid HTTP_GET status code '${given}'`,
          hint: 'expected a code or a range of codes from 100 to 599',
        })
      }
    }
    return ranges
  },
  samples: ['200', '200-299 404'],
  write: (ranges) => ranges.map(({ min, max }) => (min === max ? String(min) : `${min}-${max}`)),
}

export const regexPattern: Reader<string> = {
  syntax: '<pattern>',
  block: null,
  read: (statement, row, use) => {
    const given = splitQuoted(statement.text.slice((statement.words[0] ?? '').length))
    if (given.length === 1) return given[0]
    mention(statement, row, use, given[1] ?? '', 'regex missing or too many fields')
    return undefined
  },
  samples: ['^ok', '"a b"'],
  write: (pattern) => [quoteCommand(pattern)],
  quotes: true,
}

/** What 2.2.7 logs and ignores without counting it as a mistake. */
function mention(statement: Statement, row: Row, use: Use, word: string, message: string): void {
  const hint = `expected ${row.value.syntax}`
  use.reporter.report({ code: 'bad-value', severity: 'warning', class: null, at: statement.mark, word, message, hint })
}

/** Unknown ones are left out. */
export const regexOptions: Reader<readonly RegexOption[]> = {
  syntax: '<option> ...',
  block: null,
  read: (statement, row, use) =>
    statement.words.slice(1).filter((word): word is RegexOption => {
      const known = (REGEX_OPTIONS as readonly string[]).includes(word)
      if (!known) mention(statement, row, use, word, `Unknown regex option ${word}`)
      return known
    }),
  samples: [
    'caseless dotall',
    'allow_empty_class alt_bsux auto_callout dollar_endonly dupnames extended firstline match_unset_backref',
    'multiline never_ucp no_auto_capture no_auto_possess no_dotstar_anchor no_start_optimize ungreedy',
    'utf ucp never_backslash_c alt_circumflex alt_verbnames use_offset_limit',
    'never_utf',
  ],
  write: (options) => options,
}

/** Beyond it no page goes. */
const MAX_OFFSET = Number.MAX_SAFE_INTEGER

export const regexOffset: Reader<number> = {
  syntax: '<octets>',
  block: null,
  read: (statement, row, use) => {
    const [keyword = '', given, ...more] = statement.words
    if (given === undefined || more.length > 0) {
      mention(statement, row, use, more[0] ?? '', `Missing or too may options for ${keyword}`)
      return undefined
    }
    // compat departs: a number below 0 is none; 2.2.7 takes it for one that no page reaches.
    if (/^\+?\d+$/.test(given)) return Math.min(Number(given), MAX_OFFSET)
    mention(statement, row, use, given, `Invalid ${keyword} ${given} specified`)
    return undefined
  },
  samples: ['0', '100'],
  write: (octets) => [String(octets)],
  unit: 'octets',
}

export interface RegexStack {
  readonly startOctets: number
  readonly maxOctets: number
}

/** What the library takes at most for its stack. */
const MAX_STACK_OCTETS = 2 ** 30

export const regexStack: Reader<RegexStack> = {
  syntax: '<start> <max>',
  block: null,
  read: (statement, row, use) => {
    const [, first = '', second = '', ...more] = statement.words
    const [startOctets, maxOctets] = [first, second].map((word) => (/^\+?\d+$/.test(word) ? Number(word) : Number.NaN))
    const complain = (word: string, message: string): undefined =>
      mention(statement, row, use, word, message) as undefined
    if (second === '' || more.length > 0) return complain(more[0] ?? '', 'regex_stack requires start and max values')
    if (startOctets === undefined || !(startOctets <= MAX_STACK_OCTETS))
      return complain(first, 'regex_stack invalid start value')
    if (maxOctets === undefined || !(maxOctets <= MAX_STACK_OCTETS))
      return complain(second, 'regex_stack invalid max value')
    if (startOctets > maxOctets) return complain(first, 'regex stack start cannot exceed max value')
    return { startOctets, maxOctets }
  },
  samples: ['1024 4096'],
  write: ({ startOctets, maxOctets }) => [String(startOctets), String(maxOctets)],
  unit: 'octets',
}

/** Octets and, of each, the bits that count. */
export interface HexOctets {
  readonly octets: Uint8Array
  readonly mask: Uint8Array
}

/**
 * Hexadecimal digits over any number of words; a word of an odd length ends in an octet of one digit. In a pattern x
 * stands for any digit, and it may be missing.
 */
export function hexOctets(pattern: boolean): Reader<HexOctets> {
  const form = pattern ? /^[0-9a-fA-FxX]+$/ : /^[0-9a-fA-F]+$/
  return {
    syntax: pattern ? '[<hex digits, x for any> ...]' : '<hex digits> ...',
    block: null,
    read: (statement, row, use) => {
      if (!pattern && argument(statement, row, use) === undefined) return undefined
      // compat: a quoted word may hold several, but not none.
      const words = statement.words.slice(1)
      const given = words.flatMap((word) => word.split(/[ \t]+/).filter(Boolean))
      const bad = given.length === 0 ? words[0] : given.find((each) => !form.test(each))
      if (bad === undefined) return readHex(given.flatMap((each) => each.match(/..?/g) ?? []))
      reportBad(statement, row, use, bad, 'expected hexadecimal digits')
      return undefined
    },
    samples: pattern ? ['', '0a', '0axx 01', '0ax 1'] : ['0a', '0a0b 0c', 'ab12f 3'],
    write: ({ octets, mask }) =>
      [Array.from(octets, (octet, i) => writeHex(octet, mask[i] ?? 0)).join('')].filter(Boolean),
  }
}

function readHex(pairs: readonly string[]): HexOctets {
  return {
    octets: Uint8Array.from(pairs, (pair) => parseInt(pair.replace(/x/gi, '0'), 16)),
    mask: Uint8Array.from(pairs, (pair) =>
      parseInt(pair.padStart(2, '0').replace(/[^xX]/g, 'f').replace(/x/gi, '0'), 16),
    ),
  }
}

function writeHex(octet: number, mask: number): string {
  const digit = (shift: number): string => (((mask >> shift) & 15) === 0 ? 'x' : ((octet >> shift) & 15).toString(16))
  return digit(4) + digit(0)
}
