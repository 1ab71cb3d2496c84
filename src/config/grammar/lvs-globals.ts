/** Readers for `lvs_timeouts` and `lvs_sync_daemon`, whose words go in pairs. */
import { readIp, writeIp } from '../../lib/ip.ts'
import type { IpAddress } from '../../lib/ip.ts'
import type { LvsSyncDaemonConfig } from '../config.ts'
import type { Statement } from '../tree.ts'
import { isMulticast } from './address.ts'
import type { Reader, Row, Use } from './row.ts'
import { argument, readNumber } from './scalar.ts'

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
    const [keyword = '', ...words] = statement.words
    const found = { tcp: null as number | null, tcpfin: null as number | null, udp: null as number | null }
    if (words.length < 2) {
      complain(statement, use, keyword, 'lvs_timeouts requires at least one option', row.value.syntax)
      return undefined
    }
    for (let i = 0; i < words.length; i++) {
      const name = words[i] ?? ''
      if (name !== 'tcp' && name !== 'tcpfin' && name !== 'udp') {
        complain(statement, use, name, `Unknown option ${name} specified for lvs_timeouts`, 'tcp, tcpfin or udp')
        continue
      }
      const given = words[++i]
      if (given === undefined) {
        complain(statement, use, name, `No value specified for lvs_timeout ${name} - ignoring`, `${name} <seconds>`)
        continue
      }
      const bad = `Invalid lvs_timeout ${name} (%w) - ignoring`
      found[name] = readNumber(statement, { ...row, bad }, use, given, 0, MAX_TIMEOUT_S) ?? found[name]
    }
    return found
  },
  samples: ['tcp 900', 'tcpfin 120 udp 300', 'udp 0'],
  write: (value) => [...option('tcp', value.tcp), ...option('tcpfin', value.tcpfin), ...option('udp', value.udp)],
  unit: 's',
}

/** A word and its value, when there is one. */
function option(name: string, value: string | number | null): readonly string[] {
  return value === null ? [] : [name, String(value)]
}

type Draft = { -readonly [K in keyof LvsSyncDaemonConfig]: LvsSyncDaemonConfig[K] }

interface SyncOption {
  readonly field: 'syncId' | 'maxLength' | 'port' | 'ttl'
  readonly min: number
  readonly max: number
}

const SYNC_ID: SyncOption = { field: 'syncId', min: 0, max: 255 }

const OPTIONS: Readonly<Record<string, SyncOption>> = {
  id: SYNC_ID,
  maxlen: { field: 'maxLength', min: 1, max: 65507 },
  port: { field: 'port', min: 1, max: 65535 },
  ttl: { field: 'ttl', min: 1, max: 255 },
}

/** Of the kernel, without the NUL. */
const MAX_NAME = 15

/** `<interface> [[inst] <instance>] [[id] <n>] [maxlen|port|ttl <n>] [group <ip>]` */
export const lvsSyncDaemon: Reader<LvsSyncDaemonConfig> = {
  syntax: '<interface> [inst <instance>] [id <n>] [maxlen <n>] [port <n>] [ttl <n>] [group <ip>]',
  block: null,
  read: (statement, row, use) => {
    const name = argument(statement, row, use)
    if (name === undefined) return undefined
    if (name.length > MAX_NAME) {
      const message = `lvs_sync_daemon interface name '${name}' too long - ignoring`
      complain(statement, use, name, message, `at most ${MAX_NAME} characters`)
      return undefined
    }
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
  const given = statement.words[at + 1]
  const known = OPTIONS[name]
  if (known !== undefined) {
    if (given === undefined) reportNoValue(statement, use, name)
    else draft[known.field] = readOption(statement, row, use, given, name, known)
    return true
  }
  if (name === 'inst') {
    if (given === undefined) reportEnd(statement, use, at)
    else draft.instance = given
    return true
  }
  if (name === 'group') {
    if (given === undefined) reportNoValue(statement, use, name)
    else draft.group = readGroup(statement, use, given)
    return true
  }
  // compat: the old form without words: instance second, sync id third.
  if (at === 2) draft.instance = name
  else if (at === 3) {
    draft.syncId = readOption(statement, row, use, name, 'id', SYNC_ID)
    if (draft.syncId !== null)
      complain(statement, use, name, 'Please use keyword "id" before lvs_sync_daemon SYNCID', `id ${name}`)
  } else complain(statement, use, name, `Unknown option ${name} specified for lvs_sync_daemon`, row.value.syntax)
  return false
}

function readOption(
  statement: Statement,
  row: Row,
  use: Use,
  given: string,
  name: string,
  { min, max }: SyncOption,
): number | null {
  const bad =
    name === 'id' ? 'Invalid syncid (%w) - defaulting to vrid' : `Invalid lvs_sync_daemon ${name} (%w) - ignoring`
  return readNumber(statement, { ...row, bad }, use, given, min, max) ?? null
}

function readGroup(statement: Statement, use: Use, given: string): IpAddress | null {
  const group = readIp(given)
  if (group !== null && isMulticast(group)) return group
  const message =
    group === null
      ? `Invalid lvs_sync_daemon group (${given}) - ignoring`
      : `lvs_sync_daemon group address ${given} is not multicast - ignoring`
  complain(statement, use, given, message, 'a multicast address')
  return null
}

function reportNoValue(statement: Statement, use: Use, name: string): void {
  const loss = name === 'id' ? ', defaulting to vrid' : ' - ignoring'
  complain(statement, use, name, `No value specified for lvs_sync_daemon ${name}${loss}`, `${name} <value>`)
}

/** The original ends here. */
function reportEnd(statement: Statement, use: Use, at: number): void {
  const [keyword = ''] = statement.words
  const word = statement.words[at] ?? ''
  use.reporter.report({
    code: 'missing-argument',
    class: 'argument',
    at: statement.mark,
    word,
    message: `*** Configuration line starting \`${keyword}\` is missing a parameter after keyword \`${word}\` at word position ${at + 2}`,
    hint: `write: ${word} <instance>`,
  })
}

function complain(statement: Statement, use: Use, word: string, message: string, expected: string): void {
  use.reporter.report({ code: 'bad-option', at: statement.mark, word, message, hint: `expected ${expected}` })
}
