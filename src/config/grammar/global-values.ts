/** Readers for keywords of `global_defs` with a form of their own. */
import { readIp, writeIp } from '../../lib/ip.ts'
import type { IpAddress } from '../../lib/ip.ts'
import { isMulticast } from './address.ts'
import type { Mark } from '../lexer/sources.ts'
import type { Statement } from '../tree.ts'
import type { Reader, Row, Use } from './row.ts'
import { argument, numberProblem, optional, readNumber, reportBad } from './scalar.ts'

export interface SmtpServer {
  readonly host: string
  readonly port: number
}

/** compat: keepalived refuses a name that it cannot look up; we look it up when a mail is to be sent. */
export const smtpServer: Reader<SmtpServer> = {
  syntax: '<address or name> [<port>]',
  block: null,
  read: (statement, row, use) => {
    const host = argument(statement, row, use)
    const portWord = statement.words[2]
    if (host === undefined) return undefined
    if (portWord === undefined) return { host, port: 25 }
    const port = SERVICES[portWord] ?? (numberProblem(portWord, 1, 65535) === null ? Number(portWord) : null)
    if (port !== null) return { host, port }
    reportBad(statement, row, use, `${host} ${portWord}`, 'a port is a number from 1 to 65535')
    return undefined
  },
  samples: ['192.0.2.25', '2001:db8::25 587', '192.0.2.25 smtp'],
  write: ({ host, port }) => [host, String(port)],
}

/** Of /etc/services, what a mail relay may be named as. */
const SERVICES: Readonly<Record<string, number>> = { smtp: 25, mail: 25, smtps: 465, submissions: 465, submission: 587 }

export interface UserText {
  readonly user: string
  readonly group: string | null
  readonly mark: Mark
}

export const user: Reader<UserText> = {
  syntax: '<user> [<group>]',
  block: null,
  read: (statement, row, use) => {
    const name = argument(statement, row, use)
    return name === undefined ? undefined : { user: name, group: statement.words[2] ?? null, mark: statement.mark }
  },
  samples: ['nobody', 'nobody nogroup'],
  write: (value) => [value.user, ...optional(value.group)],
}

export interface FifoText {
  readonly path: string
  readonly user: string | null
  readonly group: string | null
  readonly mark: Mark
}

export const fifo: Reader<FifoText> = {
  syntax: '<path> [<user> [<group>]]',
  block: null,
  read: (statement, row, use) => {
    const path = argument(statement, row, use)
    if (path === undefined) return undefined
    return { path, user: statement.words[2] ?? null, group: statement.words[3] ?? null, mark: statement.mark }
  },
  samples: ['/run/fifo', '/run/fifo nobody', '/run/fifo nobody nogroup'],
  write: (value) => [value.path, ...optional(value.user), ...optional(value.group)],
}

export interface LvsTimeouts {
  readonly tcp: number | null
  readonly tcpfin: number | null
  readonly udp: number | null
}

const MAX_TIMEOUT_S = 2678400

export const lvsTimeouts: Reader<LvsTimeouts> = {
  syntax: '[tcp <s>] [tcpfin <s>] [udp <s>]',
  block: null,
  read: (statement, row, use) => {
    const found: { tcp: number | null; tcpfin: number | null; udp: number | null } = {
      tcp: null,
      tcpfin: null,
      udp: null,
    }
    let count = 0
    for (let i = 1; i < statement.words.length; i += 2) {
      const name = statement.words[i] ?? ''
      const given = statement.words[i + 1]
      if (name !== 'tcp' && name !== 'tcpfin' && name !== 'udp') {
        reportOption(statement, use, name, `Unknown option ${name} specified for lvs_timeouts`, 'tcp, tcpfin or udp')
        continue
      }
      count++
      if (given === undefined) {
        reportOption(statement, use, name, `No value specified for lvs_timeout ${name} - ignoring`, `${name} <seconds>`)
        continue
      }
      const value = readNumber(
        statement,
        { ...row, bad: `Invalid lvs_timeout ${name} (%w) - ignoring` },
        use,
        given,
        0,
        MAX_TIMEOUT_S,
      )
      if (value !== undefined) found[name] = value
    }
    if (count > 0) return found
    reportOption(
      statement,
      use,
      statement.words[0] ?? '',
      'lvs_timeouts requires at least one option',
      row.value.syntax,
    )
    return undefined
  },
  samples: ['tcp 900', 'tcpfin 120 udp 300', 'udp 0'],
  write: (value) => [...option('tcp', value.tcp), ...option('tcpfin', value.tcpfin), ...option('udp', value.udp)],
  unit: 's',
}

/** A word and its value, when there is one. */
function option(name: string, value: string | number | null): readonly string[] {
  return value === null ? [] : [name, String(value)]
}

export interface SyncDaemonText {
  readonly interface: string
  readonly instance: string | null
  readonly syncId: number | null
  readonly maxLength: number | null
  readonly port: number | null
  readonly ttl: number | null
  readonly group: IpAddress | null
}

type Draft = { -readonly [K in keyof SyncDaemonText]: SyncDaemonText[K] }

const OPTIONS: Readonly<
  Record<
    string,
    { readonly field: 'syncId' | 'maxLength' | 'port' | 'ttl'; readonly min: number; readonly max: number }
  >
> = {
  id: { field: 'syncId', min: 0, max: 255 },
  maxlen: { field: 'maxLength', min: 1, max: 65507 },
  port: { field: 'port', min: 1, max: 65535 },
  ttl: { field: 'ttl', min: 1, max: 255 },
}

/** `<interface> [[inst] <instance>] [[id] <n>] [maxlen|port|ttl <n>] [group <ip>]` */
export const lvsSyncDaemon: Reader<SyncDaemonText> = {
  syntax: '<interface> [inst <instance>] [id <n>] [maxlen <n>] [port <n>] [ttl <n>] [group <ip>]',
  block: null,
  read: (statement, row, use) => {
    const name = argument(statement, row, use)
    if (name === undefined) return undefined
    const draft: Draft = {
      interface: name,
      instance: null,
      syncId: null,
      maxLength: null,
      port: null,
      ttl: null,
      group: null,
    }
    for (let i = 2; i < statement.words.length; i++) {
      if (readSyncOption(statement, row, use, i, draft)) i++
    }
    return draft
  },
  samples: ['eth0', 'eth0 a', 'eth0 inst a id 7 maxlen 1400 port 8848 ttl 4 group 224.0.0.81', 'eth0 group ff02::81'],
  write: (value) => [
    value.interface,
    ...option('inst', value.instance),
    ...Object.entries(OPTIONS).flatMap(([name, { field }]) => option(name, value[field])),
    ...option('group', value.group === null ? null : writeIp(value.group)),
  ],
}

/** True when the option took a second word. */
function readSyncOption(statement: Statement, row: Row, use: Use, at: number, draft: Draft): boolean {
  const name = statement.words[at] ?? ''
  const given = statement.words[at + 1] ?? ''
  const option = OPTIONS[name]
  if (option !== undefined) {
    const bad =
      name === 'id' ? 'Invalid syncid (%w) - defaulting to vrid' : `Invalid lvs_sync_daemon ${name} (%w) - ignoring`
    draft[option.field] = readNumber(statement, { ...row, bad }, use, given, option.min, option.max) ?? null
    return true
  }
  if (name === 'inst') draft.instance = given
  else if (name === 'group') draft.group = readGroup(statement, use, given)
  // compat: the old form without words: instance second, sync id third.
  else if (at === 2) draft.instance = name
  else if (at === 3 && numberProblem(name, 0, 255) === null) {
    reportOption(statement, use, name, 'Please use keyword "id" before lvs_sync_daemon SYNCID', `write: id ${name}`)
    draft.syncId = Number(name)
  } else reportOption(statement, use, name, `Unknown option ${name} specified for lvs_sync_daemon`, row.value.syntax)
  return name === 'inst' || name === 'group'
}

function readGroup(statement: Statement, use: Use, given: string): IpAddress | null {
  const group = readIp(given)
  if (group !== null && isMulticast(group)) return group
  reportOption(
    statement,
    use,
    given,
    `lvs_sync_daemon group address ${given} is not multicast - ignoring`,
    'a multicast address',
  )
  return null
}

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

export const umask: Reader<number> = {
  syntax: '<number>|<bit>[|<bit> ...]',
  block: null,
  read: (statement, row, use) => {
    const first = argument(statement, row, use)
    if (first === undefined) return undefined
    const number = /^0x[0-9a-f]+$/i.test(first)
      ? Number(first)
      : /^0[0-7]*$/.test(first)
        ? parseInt(first, 8)
        : /^\d+$/.test(first)
          ? Number(first)
          : null
    if (number !== null) {
      const more = statement.words[2]
      if (more !== undefined) {
        reportOption(statement, use, more, 'Extra parameter(s) to umask option', 'a number alone')
        return undefined
      }
      if (number <= 0o777) return number
      reportOption(statement, use, first, `invalid umask value ${first}`, 'a number up to 0777')
      return undefined
    }
    let mask = 0
    for (const bit of statement.words.slice(1).join(' ').split(/[| ]+/)) {
      const value = BITS[bit]
      if (value === undefined) {
        reportBad(statement, row, use, bit, `expected ${Object.keys(BITS).join(', ')}`)
        return undefined
      }
      mask |= value
    }
    return mask
  },
  samples: [
    '022',
    '0x1f',
    '18',
    'IRUSR|IWUSR|IXUSR',
    'IRWXU|IRWXG|IRWXO',
    'IRGRP | IWGRP | IXGRP',
    'IROTH IWOTH IXOTH',
  ],
  write: (mask) => [`0${mask.toString(8)}`],
}

const MAX_RT_PRIORITY = 99

/** compat: too much becomes the maximum. */
export function realTimePriority(process: string): Reader<number> {
  return {
    syntax: `<1..${MAX_RT_PRIORITY}>`,
    block: null,
    read: (statement, row, use) => {
      const given = argument(statement, row, use)
      const value = given === undefined ? undefined : readNumber(statement, row, use, given, 1, 2147483647)
      if (value === undefined || value <= MAX_RT_PRIORITY) return value
      use.reporter.report({
        code: 'clamped',
        at: statement.mark,
        word: given ?? '',
        message: `${process} process real-time priority ${value} greater than maximum ${MAX_RT_PRIORITY} - setting to maximum`,
      })
      return MAX_RT_PRIORITY
    },
    samples: ['1', '99'],
    write: (value) => [String(value)],
    range: { least: 1, most: MAX_RT_PRIORITY },
    onInvalid: 'clamp',
  }
}

export type RxBuffers = 'MTU' | 'ADVERT' | number

export const rxBuffers: Reader<RxBuffers> = {
  syntax: 'MTU|ADVERT|<bytes>',
  block: null,
  read: (statement, row, use) => {
    const given = argument(statement, row, use)
    if (given === undefined) return undefined
    const upper = given.toUpperCase()
    const isPolicy = upper === 'MTU' || upper === 'ADVERT'
    const more = statement.words[2]
    if (more !== undefined) {
      const hint = 'expected MTU, ADVERT or a number of octets alone'
      reportBad(statement, row, use, more, hint)
    }
    if (isPolicy) return upper
    return readNumber(statement, row, use, given, 0, 4294967295)
  },
  samples: ['MTU', 'ADVERT', '65536'],
  write: (value) => [String(value)],
}

function reportOption(statement: Statement, use: Use, name: string, message: string, expected: string): void {
  use.reporter.report({ code: 'bad-option', at: statement.mark, word: name, message, hint: `expected ${expected}` })
}
