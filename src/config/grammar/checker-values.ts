/** Readers for keywords of checkers with a form of their own. */
import { quoteCommand, splitQuoted } from '../lexer/words.ts'
import type { Reader } from './row.ts'
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
    const message =
      given.length === 32
        ? `Unable to interpret hex digit in '${given}' at offset ${given.search(/[^0-9a-fA-F]/)}`
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
      const match = /^(\d{3})(?:-(\d{3}))?$/.exec(given)
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
  read: (statement) => splitQuoted(statement.text.slice((statement.words[0] ?? '').length))[0],
  samples: ['^ok', '"a b"'],
  write: (pattern) => [quoteCommand(pattern)],
  quotes: true,
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
      // compat: a quoted word may hold several.
      const given = statement.words.slice(1).flatMap((word) => word.split(/[ \t]+/).filter(Boolean))
      const bad = given.find((each) => !form.test(each))
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
