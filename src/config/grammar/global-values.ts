/** Readers for keywords of `global_defs` with a form of their own. */
import type { Mark } from '../lexer/sources.ts'
import type { Reader } from './row.ts'
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

const MAX_RT_PRIORITY = 99

const MIN_RT_PRIORITY = 1

/** compat: too much becomes the maximum, too little the minimum. */
export function realTimePriority(process: string): Reader<number> {
  return {
    syntax: `<${MIN_RT_PRIORITY}..${MAX_RT_PRIORITY}>`,
    block: null,
    read: (statement, row, use) => {
      const given = argument(statement, row, use)
      const value = given === undefined ? undefined : readNumber(statement, row, use, given, -2147483648, 2147483647)
      if (value === undefined || (value >= MIN_RT_PRIORITY && value <= MAX_RT_PRIORITY)) return value
      const [what, limit, name] =
        value > MAX_RT_PRIORITY
          ? (['greater', MAX_RT_PRIORITY, 'maximum'] as const)
          : (['less', MIN_RT_PRIORITY, 'minimum'] as const)
      use.reporter.report({
        code: 'clamped',
        at: statement.mark,
        word: given ?? '',
        message: `${process} process real-time priority ${value} ${what} than ${name} ${limit} - setting to ${name}`,
      })
      return limit
    },
    samples: ['1', '99'],
    write: (value) => [String(value)],
    range: { least: MIN_RT_PRIORITY, most: MAX_RT_PRIORITY },
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
