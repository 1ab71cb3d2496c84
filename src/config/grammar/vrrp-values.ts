/** Readers for keywords of VRRP with a form of their own. */
import { readIp, writeIp } from '../../lib/ip.ts'
import { decodeUtf8, encodeUtf8 } from '../lexer/utf8.ts'
import type { UnicastPeer } from '../config.ts'
import type { Statement } from '../tree.ts'
import type { Entry } from './block.ts'
import type { Reader, Row, Use } from './row.ts'
import { argument, numberProblem, readNumber, reportBad } from './scalar.ts'

/** compat: the original knows no other word and falls back to BACKUP, but says so. */
export const stateWord: Reader<'MASTER' | 'BACKUP'> = {
  syntax: 'MASTER|BACKUP',
  block: null,
  read: (statement, row, use) => {
    const given = argument(statement, row, use)
    if (given === undefined || given === 'MASTER' || given === 'BACKUP') return given
    reportBad(statement, row, use, given, 'expected MASTER or BACKUP')
    return 'BACKUP'
  },
  samples: ['MASTER', 'BACKUP'],
  write: (value) => [value],
  onInvalid: 'default',
}

export const MAX_PASSWORD = 8

/** Octets, because that is what goes on the wire. */
export const password: Reader<Uint8Array> = {
  syntax: '<password>',
  block: null,
  read: (statement, row, use) => {
    const given = argument(statement, row, use)
    if (given === undefined) return undefined
    const latin1 = use.reporter.sources.isLatin1(statement.mark)
    const octets = latin1 ? Uint8Array.from(given, (c) => c.charCodeAt(0)) : encodeUtf8(given)
    if (octets.length <= MAX_PASSWORD) return octets
    use.reporter.warn({
      code: 'password-truncated',
      at: statement.mark,
      word: given,
      message: `Truncating auth_pass to ${MAX_PASSWORD} characters`,
      hint: `only the first ${MAX_PASSWORD} octets go into a packet; write no more of them`,
    })
    return octets.slice(0, MAX_PASSWORD)
  },
  // Octets that are no UTF-8 come from a file that is none: each was a character there.
  samples: ['secret', '"two word"'],
  write: (octets) => [decodeUtf8(octets) ?? String.fromCharCode(...octets)],
  onInvalid: 'clamp',
}

/** `ip [min_ttl n] [max_ttl n]` */
export const unicastPeer: Entry<UnicastPeer> = {
  read: readPeer,
  samples: ['192.0.2.2', '192.0.2.3 min_ttl 254 max_ttl 255'],
  write: ({ address, minTtl, maxTtl }) => [
    writeIp(address),
    ...(minTtl === 0 ? [] : ['min_ttl', String(minTtl)]),
    ...(maxTtl === 255 ? [] : ['max_ttl', String(maxTtl)]),
  ],
}

function readPeer(entry: Statement, row: Row, use: Use): UnicastPeer | undefined {
  const given = entry.words[0] ?? ''
  const address = readIp(given)
  if (address === null) {
    use.reporter.report({
      code: 'bad-address',
      at: entry.mark,
      word: given,
      message: `Configuration error: VRRP instance[${use.owner}] malformed unicast peer address[${given}]. Skipping...`,
      hint: 'expected an address, one per line',
    })
    return undefined
  }
  let minTtl = 0
  let maxTtl = 255
  for (let i = 1; i < entry.words.length; i += 2) {
    const name = entry.words[i] ?? ''
    const value = readTtl(entry, row, use, name, entry.words[i + 1] ?? '')
    if (name === 'min_ttl') minTtl = value ?? minTtl
    else if (name === 'max_ttl') maxTtl = value ?? maxTtl
  }
  return { address, minTtl, maxTtl }
}

function readTtl(entry: Statement, row: Row, use: Use, name: string, given: string): number | undefined {
  if (name === 'min_ttl' || name === 'max_ttl') {
    const bad = `(${use.owner}) ${name} '%w' not valid - must be between 0 & 255`
    return readNumber(entry, { ...row, bad }, use, given, 0, 255)
  }
  use.reporter.report({
    code: 'bad-option',
    at: entry.mark,
    word: name,
    message:
      given === ''
        ? `(${use.owner}) ${name} is missing a value`
        : `(${use.owner}) unknown unicast_peer option ${name} - ignoring`,
    hint: 'expected min_ttl or max_ttl',
  })
  return undefined
}

/** `[all] <seconds>`; the words are kept for the dump. `prefix` begins keepalived's complaints. */
export function extraInterfaces(least: number, prefix: string): Reader<readonly string[]> {
  return {
    syntax: `[all] <${least}..86400>`,
    block: null,
    read: (statement, row, use) => {
      const [keyword = '', ...words] = statement.words
      const times = words[0] === 'all' ? words.slice(1) : words
      const given = times.find((time) => numberProblem(time, least, 86400) !== null) ?? times[0]
      if (given === undefined) {
        const missing = `${prefix}${keyword} specified without time - ignoring`
        argument({ ...statement, words: [keyword] }, { ...row, missing }, use)
        return undefined
      }
      const bad = `${prefix}${keyword} '%w' invalid - ignoring`
      return readNumber(statement, { ...row, bad }, use, given, least, 86400) === undefined ? undefined : words
    },
    samples: [String(least), '86400', 'all 60'],
    write: (words) => words,
    range: { least, most: 86400 },
    unit: 's',
  }
}
