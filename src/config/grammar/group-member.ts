/** One line of `virtual_server_group`: addresses that are served, or a firewall mark. */
import { writeIp } from '../../lib/ip.ts'
import type { VirtualServiceAddress } from '../config.ts'
import type { Mark } from '../lexer/sources.ts'
import type { Statement } from '../tree.ts'
import { readSpan, writeSpan } from './address-span.ts'
import type { Entry } from './block.ts'
import type { Row, Use } from './row.ts'
import { argument, numberProblem, optional, readNumber } from './scalar.ts'

const U32 = 4294967295

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
    const shown = member.kind === 'range' ? writeSpan(member.address, member.count) : writeIp(member.address)
    return [shown, ...optional(portGiven ? member.port : null)]
  },
}

function readMember(entry: Statement, row: Row, use: Use): GroupMember | undefined {
  const first = entry.words[0] ?? ''
  if (first === 'fwmark') return readMark(entry, row, use)
  const portWord = entry.words[1]
  // compat: a port of only zeros means none.
  const given = portWord === undefined || /^0+$/.test(portWord) ? null : portWord
  const problem = given === null ? null : numberProblem(given, 1, 65535)
  const span = readSpan(first)
  if (problem === null && span !== null && typeof span !== 'string') {
    const { address, count } = span
    const port = Number(given ?? 0)
    const member: VirtualServiceAddress =
      count === null ? { kind: 'address', address, port } : { kind: 'range', address, count, port }
    return { member, portGiven: given !== null, mark: entry.mark }
  }
  const isPort = problem !== null && span !== null
  use.reporter.report({
    code: isPort ? 'bad-port' : typeof span === 'string' ? 'bad-range' : 'bad-address',
    at: entry.mark,
    word: isPort ? (portWord ?? '') : first,
    message:
      typeof span === 'string' && !isPort
        ? span
        : `Invalid virtual server group IP address ${first} ${portWord === undefined ? '' : `/port/${portWord}`} - skipping`,
    hint: isPort
      ? `${problem}; a port is a number from 1 to 65535`
      : 'expected an address, a range of addresses or fwmark <number>',
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
