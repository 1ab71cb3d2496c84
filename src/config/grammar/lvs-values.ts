/** Readers for keywords of `virtual_server` with a form of their own. */
import { readIp } from '../../lib/ip.ts'
import type { Mark } from '../lexer/sources.ts'
import { nearestWord } from '../spelling.ts'
import type { Reader } from './row.ts'
import { argument, integer, numberProblem, oneOf, reportBad } from './scalar.ts'

const U32 = 4294967295

export const SCHEDULERS = [
  'rr',
  'wrr',
  'lc',
  'wlc',
  'lblc',
  'sh',
  'mh',
  'dh',
  'fo',
  'ovf',
  'lblcr',
  'sed',
  'nq',
  'twos',
] as const

export const scheduler: Reader<string> = {
  syntax: SCHEDULERS.join('|'),
  block: null,
  read: (statement, row, use) => {
    const given = argument(statement, row, use)
    if (given === undefined || (SCHEDULERS as readonly string[]).includes(given)) return given
    const near = nearestWord(given, SCHEDULERS)
    reportBad(
      statement,
      row,
      use,
      given,
      near === null ? `expected ${SCHEDULERS.join(', ')}` : `did you mean '${near}'?`,
    )
    return undefined
  },
  samples: SCHEDULERS,
  write: (name) => [name],
}

export const protocol = oneOf(['TCP', 'UDP', 'SCTP'], true)

export interface SchedulerFlag {
  readonly keyword: string
  readonly mark: Mark
}

/** Checked against the scheduler when all is read. */
export const schedulerFlag: Reader<SchedulerFlag> = {
  syntax: '',
  block: null,
  read: (statement) => ({ keyword: statement.words[0] ?? '', mark: statement.mark }),
  samples: [''],
  write: () => [],
}

const timeout = integer(1, 2678400)

export const persistenceTimeout: Reader<number> = {
  ...timeout,
  syntax: `[${timeout.syntax}]`,
  samples: ['', ...timeout.samples],
  read: (statement, row, use) => (statement.words.length > 1 ? timeout.read(statement, row, use) : 360),
}

export interface Granularity {
  readonly prefixLength: number
  readonly family: 4 | 6 | null
}

/** A netmask, or the length of an IPv6 prefix. */
export const granularity: Reader<Granularity> = {
  syntax: '<netmask>|<1..128>',
  block: null,
  read: (statement, row, use) => {
    const given = argument(statement, row, use)
    if (given === undefined) return undefined
    const mask = readIp(given)
    if (mask?.family === 4) return { prefixLength: maskLength(mask.bytes), family: 4 }
    if (numberProblem(given, 1, 128) === null) return { prefixLength: Number(given), family: 6 }
    reportBad(
      statement,
      { ...row, bad: 'Invalid IPv4 persistence_granularity specified - %w' },
      use,
      given,
      `expected ${row.value.syntax}`,
    )
    return undefined
  },
  samples: ['255.255.255.0', '64'],
  write: ({ prefixLength, family }) => [family === 4 ? netmask(prefixLength) : String(prefixLength)],
}

function netmask(prefixLength: number): string {
  return [0, 8, 16, 24].map((from) => 256 - 2 ** (8 - Math.max(0, Math.min(8, prefixLength - from)))).join('.')
}

function maskLength(bytes: Uint8Array): number {
  let length = 0
  for (const byte of bytes) for (let bit = 7; bit >= 0 && ((byte >> bit) & 1) === 1; bit--) length++
  return length
}

/** compat: a bad quorum becomes 1 instead of being ignored. */
export const quorum: Reader<number> = {
  ...integer(1, U32),
  read: (statement, row, use) => {
    const value = integer(1, U32).read(statement, row, use)
    return value ?? (statement.words.length > 1 ? 1 : undefined)
  },
  onInvalid: 'clamp',
}
