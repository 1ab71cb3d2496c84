/** Readers for keywords of `virtual_server` with a form of their own. */
import { readIp, writeIp } from '../../lib/ip.ts'
import type { IpAddress } from '../../lib/ip.ts'
import type { VirtualServiceAddress } from '../config.ts'
import type { Mark } from '../lexer/sources.ts'
import { nearestWord } from '../spelling.ts'
import { readEndpoint } from './address.ts'
import type { Entry } from './block.ts'
import type { Reader, Row, Use } from './row.ts'
import type { Statement } from '../tree.ts'
import { argument, integer, numberProblem, oneOf, optional, readNumber, reportBad } from './scalar.ts'

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

export interface GroupMember {
  readonly member: VirtualServiceAddress
  readonly portGiven: boolean
  readonly mark: Mark
}

/** By family. */
const MARK_WORDS: Readonly<Record<number, string>> = { 4: 'inet', 6: 'inet6' }

/** `ip [port]`, `ip-last [port]`, `ip/length [port]` or `fwmark n [inet|inet6]` */
export const groupMember: Entry<GroupMember> = {
  read: readMember,
  samples: [
    '192.0.2.10',
    '192.0.2.11 80',
    '192.0.2.20-29 80',
    '192.0.2.64/26',
    '2001:db8::10 80',
    '2001:db8::20-2f',
    'fwmark 6',
    'fwmark 7 inet',
    'fwmark 8 inet6',
  ],
  write: ({ member, portGiven }) => {
    if (member.kind === 'fwmark')
      return ['fwmark', String(member.fwmark), ...optional(MARK_WORDS[member.family ?? 0] ?? null)]
    const shown = member.kind === 'range' ? writeRange(member.address, member.count) : writeIp(member.address)
    return [shown, ...optional(portGiven ? member.port : null)]
  },
}

/** A prefix when it is one, else the number that the last octet or group ends at. */
function writeRange(first: IpAddress, count: number): string {
  const v6 = first.family === 6
  const low = lowBits(first.bytes)
  if (Number.isInteger(Math.log2(count)) && low % count === 0)
    return `${writeIp(first)}/${first.bytes.length * 8 - Math.log2(count)}`
  const last = (v6 ? low : low & 0xff) + count - 1
  return `${writeIp(first)}-${last.toString(v6 ? 16 : 10)}`
}

function lowBits(bytes: Uint8Array): number {
  return ((bytes[bytes.length - 2] ?? 0) << 8) | (bytes[bytes.length - 1] ?? 0)
}

function readMember(entry: Statement, row: Row, use: Use): GroupMember | undefined {
  const first = entry.words[0] ?? ''
  if (first === 'fwmark') return readMark(entry, row, use)
  const range = /^([^-/]+)([-/])(.+)$/.exec(first)
  if (range) return readRange(entry, use, range[1] ?? '', range[2] ?? '', range[3] ?? '')
  const point = readEndpoint(entry, 0, use)
  if (point !== null) {
    return {
      member: { kind: 'address', address: point.address, port: point.port },
      portGiven: point.portGiven,
      mark: entry.mark,
    }
  }
  const port = entry.words[1]
  use.reporter.report({
    code: 'bad-address',
    at: entry.mark,
    word: first,
    message: `Invalid virtual server group IP address ${first}${port === undefined ? '' : ` /port/${port}`} - skipping`,
    hint: 'expected an address, a range of addresses or fwmark <number>',
  })
  return undefined
}

function readMark(entry: Statement, row: Row, use: Use): GroupMember | undefined {
  const bad = `(${use.owner}): fwmark '%w' must be in [0, ${U32}] - ignoring`
  const given = argument(entry, row, use)
  const value = given === undefined ? undefined : readNumber(entry, { ...row, bad }, use, given, 0, U32)
  if (value === undefined) return undefined
  const word = entry.words[2]
  const family = word === 'inet6' ? 6 : word === 'inet' ? 4 : null
  if (word !== undefined && family === null) {
    const message = `(${use.owner}): fwmark '${entry.words[1] ?? ''}' family ${word} unknown - ignoring`
    use.reporter.report({ code: 'bad-option', at: entry.mark, word, message, hint: 'expected inet or inet6' })
    return undefined
  }
  return { member: { kind: 'fwmark', fwmark: value, family }, portGiven: false, mark: entry.mark }
}

function readRange(
  entry: Statement,
  use: Use,
  firstText: string,
  sign: string,
  endText: string,
): GroupMember | undefined {
  const complain = (message: string): undefined => {
    use.reporter.report({ code: 'bad-range', at: entry.mark, word: entry.words[0] ?? '', message })
    return undefined
  }
  const shown = `${firstText}${sign}${endText}`
  const address = readIp(firstText)
  if (address === null) return complain(`Invalid virtual server group IP address ${shown} - skipping`)
  const size = sign === '/' ? prefixSize(address.bytes, endText) : rangeSize(address.bytes, endText)
  if (typeof size === 'string') return complain(size.replaceAll('%r', shown).replaceAll('%e', endText))
  const portWord = entry.words[1]
  const problem = portWord === undefined ? null : numberProblem(portWord, 0, 65535)
  if (problem !== null) return complain(`Invalid virtual server group port '${portWord ?? ''}'`)
  const port = Number(portWord ?? 0)
  return { member: { kind: 'range', address, count: size, port }, portGiven: port !== 0, mark: entry.mark }
}

/** Number of addresses, or what is wrong. The end: last octet (IPv4), last group in hex (IPv6) or an address. */
function rangeSize(bytes: Uint8Array, endText: string): number | string {
  const v6 = bytes.length === 16
  const start = v6 ? ((bytes[14] ?? 0) << 8) | (bytes[15] ?? 0) : (bytes[3] ?? 0)
  const whole = readIp(endText)
  let end: number
  if (whole !== null && whole.bytes.length === bytes.length) {
    const prefix = v6 ? 14 : 3
    for (let i = 0; i < prefix; i++)
      if (whole.bytes[i] !== bytes[i]) return 'Address range %r spans too many networks - skipping'
    end = v6 ? ((whole.bytes[14] ?? 0) << 8) | (whole.bytes[15] ?? 0) : (whole.bytes[3] ?? 0)
  } else {
    if (!(v6 ? /^[0-9a-fA-F]{1,8}$/ : /^\d{1,9}$/).test(endText))
      return "Virtual server group range '%r' has an invalid end '%e'"
    end = parseInt(endText, v6 ? 16 : 10)
  }
  if (end > (v6 ? 0xffff : 255)) return "Virtual server group range '%r' end '%e' too large"
  if (end <= start) return 'Address range end is not greater than address range start - %r - skipping'
  return end - start + 1
}

function prefixSize(bytes: Uint8Array, lengthText: string): number | string {
  const full = bytes.length * 8
  const problem = numberProblem(lengthText, full - 16, full)
  if (problem !== null) return `Invalid prefix of virtual server group range '%r': ${problem}`
  const hostBits = full - Number(lengthText)
  const low = lowBits(bytes)
  const size = 2 ** hostBits
  return low % size === 0 ? size : "Virtual server group range '%r' has host bits set"
}
