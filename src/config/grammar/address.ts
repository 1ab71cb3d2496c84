/** Readers for addresses, ports and interfaces. */
import { readIp, writeIp } from '../../lib/ip.ts'
import type { IpAddress } from '../../lib/ip.ts'
import type { Statement } from '../tree.ts'
import { argument, numberProblem, optional, reportBad } from './scalar.ts'
import type { Reader, Use } from './row.ts'

/** An address without prefix. */
export const address: Reader<IpAddress> = {
  syntax: '<ip>',
  block: null,
  read: (statement, row, use) => {
    const given = argument(statement, row, use)
    if (given === undefined) return undefined
    const ip = readIp(given)
    if (ip === null) reportBad(statement, row, use, given, 'expected an IPv4 or IPv6 address')
    return ip ?? undefined
  },
  samples: ['192.0.2.1', '2001:db8::1'],
  write: (ip) => [writeIp(ip)],
}

/** An address that is a group; `wrong` is keepalived's complaint about one that is none. */
export function multicastAddress(wrong: string): Reader<IpAddress> {
  return {
    ...address,
    syntax: '<multicast ip>',
    samples: ['224.0.0.99', 'ff02::99'],
    read: (statement, row, use) => {
      const ip = address.read(statement, row, use)
      if (ip === undefined || isMulticast(ip)) return ip
      reportBad(statement, { ...row, bad: wrong }, use, statement.words[1] ?? '', 'expected 224.0.0.0/4 or ff00::/8')
      return undefined
    },
  }
}

export function isMulticast({ family, bytes }: IpAddress): boolean {
  const first = bytes[0] ?? 0
  return family === 4 ? first >= 224 && first < 240 : first === 0xff
}

/** Just the name; whether it must exist now is for resolve, which knows `dynamic_interfaces`. */
export const interfaceName: Reader<string> = {
  syntax: '<interface>',
  block: null,
  read: (statement, row, use) => argument(statement, row, use),
  samples: ['eth0'],
  write: (name) => [name],
}

export interface Endpoint {
  readonly address: IpAddress
  readonly port: number
  readonly portGiven: boolean
}

/** `ip [port]` at `words[from]`; null: not readable (not reported). */
export function readEndpoint(statement: Statement, from: number, use: Use): Endpoint | null {
  const ip = readIp(statement.words[from] ?? '')
  const portWord = statement.words[from + 1]
  if (ip === null) return null
  if (portWord === undefined) return { address: ip, port: 0, portGiven: false }
  // compat: a port of only zeros means none.
  if (/^0+$/.test(portWord)) return { address: ip, port: 0, portGiven: false }
  const problem = numberProblem(portWord, 1, 65535)
  if (problem === null) return { address: ip, port: Number(portWord), portGiven: true }
  use.reporter.report({
    code: 'bad-port',
    at: statement.mark,
    word: portWord,
    message: problem,
    hint: 'a port is a number from 1 to 65535',
  })
  return null
}

/** `ip [port]` after the keyword. */
export const endpoint: Reader<Endpoint> = {
  syntax: '<ip> [<port>]',
  block: null,
  read: (statement, row, use) => {
    const given = argument(statement, row, use)
    if (given === undefined) return undefined
    const value = readEndpoint(statement, 1, use)
    if (value === null) reportBad(statement, row, use, given, 'expected an address, then a port')
    return value ?? undefined
  },
  samples: ['192.0.2.9', '192.0.2.9 80', '2001:db8::9 443'],
  write: ({ address: ip, port, portGiven }) => [writeIp(ip), ...optional(portGiven ? port : null)],
}
