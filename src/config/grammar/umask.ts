/** `umask`: a number as in C, or the names of bits with | between them. */
import type { Statement } from '../tree.ts'
import type { Reader, Use } from './row.ts'
import { argument } from './scalar.ts'

const BITS: Readonly<Record<string, number>> = {
  IRUSR: 0o400,
  IWUSR: 0o200,
  IXUSR: 0o100,
  IRWXU: 0o700,
  IRGRP: 0o040,
  IWGRP: 0o020,
  IXGRP: 0o010,
  IRWXG: 0o070,
  IROTH: 0o004,
  IWOTH: 0o002,
  IXOTH: 0o001,
  IRWXO: 0o007,
}

const MOST = 0o777

export const umask: Reader<number> = {
  syntax: '<number>|<bit>[|<bit> ...]',
  block: null,
  read: (statement, row, use) => {
    const first = argument(statement, row, use)
    if (first === undefined) return undefined
    return /^\d/.test(first) ? readValue(statement, first, use) : readBits(statement, use)
  },
  samples: [
    '022',
    '0x1f',
    '18',
    'IRUSR|IWUSR|IXUSR',
    'IRWXU|IRWXG|IRWXO',
    'IRGRP | IWGRP | IXGRP',
    'IROTH |IWOTH| IXOTH',
  ],
  write: (mask) => [`0${mask.toString(8)}`],
}

function readValue(statement: Statement, given: string, use: Use): number | undefined {
  const more = statement.words[2]
  if (more !== undefined) return complain(statement, use, more, 'Extra parameter(s) to umask option', 'a number alone')
  const value = /^0x[0-9a-f]+$/i.test(given)
    ? Number(given)
    : /^0[0-7]*$/.test(given)
      ? parseInt(given, 8)
      : /^[1-9]\d*$/.test(given)
        ? Number(given)
        : Infinity
  if (value <= MOST) return value
  return complain(statement, use, given, `invalid umask value ${given}`, 'a number up to 0777')
}

function readBits(statement: Statement, use: Use): number | undefined {
  const names = `${Object.keys(BITS).join(', ')}, with | between them`
  let mask = 0
  let isBitNext = true
  for (const word of statement.words.slice(1)) {
    if (!isBitNext && !word.startsWith('|'))
      return complain(statement, use, word, `Invalid umask syntax ${word}`, names)
    const bits: string = isBitNext ? word : word.slice(1)
    isBitNext = true
    for (const bit of bits === '' ? [] : bits.replace(/\|$/, '').split('|')) {
      if (/[ \t]/.test(bit)) return complain(statement, use, word, `Invalid umask syntax ${bits}`, names)
      const value = BITS[bit]
      if (value === undefined) return complain(statement, use, bit, `Unknown umask bit ${bit || bits}`, names)
      mask |= value
      isBitNext = bits.endsWith('|')
    }
  }
  return isBitNext ? complain(statement, use, 'umask', 'umask missing bit value', names) : mask
}

function complain(statement: Statement, use: Use, word: string, message: string, expected: string): undefined {
  use.reporter.report({ code: 'bad-option', at: statement.mark, word, message, hint: `expected ${expected}` })
}
