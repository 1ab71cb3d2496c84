/** One line of `virtual_rules` or `static_rules`. */
import type { IpPrefix } from '../../lib/ip.ts'
import type { Mark } from '../lexer/sources.ts'
import type { Reporter } from '../reporter.ts'
import { KEEPALIVED_PROTOCOL, ROUTE_TYPES } from '../route.ts'
import type { RuleAction, RuleConfig } from '../route.ts'
import type { Statement } from '../tree.ts'
import type { Entry } from './block.ts'
import { readAnyBase, readNamed } from './name-tables.ts'
import { readRealms, takeTable } from './route.ts'
import { RULE_SAMPLES } from './route-samples.ts'
import type { Use } from './row.ts'
import { numberProblem } from './scalar.ts'
import { readWholeLine, WordCursor } from './word-cursor.ts'

/** A rule as it was read: interfaces and track_group are not looked up yet. */
export interface RuleText {
  readonly rule: RuleConfig
  readonly trackGroup: string | null
  readonly words: readonly string[]
  readonly mark: Mark
}

export const virtualRule: Entry<RuleText> = {
  read: (entry, _row, use) => readWholeLine(() => readRule(entry, use)),
  write: (value) => value.words,
  samples: RULE_SAMPLES,
}

/** A static one may name a track_group, too. */
export const staticRule: Entry<RuleText> = {
  ...virtualRule,
  samples: [...RULE_SAMPLES, 'iif eth0 table 5 priority 9 track_group a'],
}

type Draft = {
  -readonly [K in keyof Omit<RuleConfig, 'action' | 'priority' | 'family' | 'trackGroup'>]: RuleConfig[K]
} & {
  family: 4 | 6 | null
  priority: number | null
  action: RuleAction | null
  trackGroup: string | null
}

type Option = (words: WordCursor, draft: Draft, option: string) => void

const U32 = 4294967295

function readRule(entry: Statement, use: Use): RuleText {
  const words = new WordCursor(entry, use)
  const draft: Draft = {
    family: null,
    not: false,
    from: null,
    to: null,
    priority: null,
    tos: 0,
    mark: null,
    markMask: null,
    inputInterface: null,
    outputInterface: null,
    suppressPrefixLength: null,
    suppressGroup: null,
    tunnelId: null,
    uidRange: null,
    protocol: null,
    ipProtocol: null,
    sourcePorts: null,
    destinationPorts: null,
    realms: null,
    action: null,
    noTrack: false,
    trackGroup: null,
  }
  while (!words.done) {
    const word = words.take()
    const option = OPTIONS.get(word)
    if (option !== undefined) option(words, draft, word)
    else readAction(words, draft, word)
  }
  return finish(words, draft)
}

const DEFAULT_WORDS = new Set(['default', 'any', 'all'])

const prefixOption =
  (field: 'from' | 'to'): Option =>
  (words, draft) => {
    const word = words.take()
    const isDefault = DEFAULT_WORDS.has(word)
    const prefix = isDefault || word === 'default6' ? null : words.prefix(word)
    if (prefix === null && !isDefault && word !== 'default6')
      words.lose(word, `Invalid rule ${field} address ${word}`, 'expected an address')
    if (!isDefault) takeFamily(words, draft, prefix?.address.family ?? 6)
    draft[field] = prefix ?? WHOLE_SPACE
  }

/** Everything, of the family that the rest of the line tells. */
const WHOLE_SPACE: IpPrefix = { address: { family: 4, bytes: new Uint8Array(4) }, prefixLength: 0 }

function takeFamily(words: WordCursor, draft: Draft, family: 4 | 6): void {
  draft.family ??= family
  if (draft.family !== family) words.lose(words.entry.words[0] ?? '', 'rule specification has mixed IPv4 and IPv6')
}

const table: Option = (words, draft) => {
  if (draft.action !== null)
    words.lose('table', 'Cannot specify more than one of table/nop/goto/blackhole/prohibit/unreachable for rule')
  const number = takeTable(words, 'rule')
  if (number === 0) words.lose('table', 'Table 0 is not valid')
  draft.action = { kind: 'table', table: number }
}

/** compat: keepalived names the keyword where it means the value. */
const suppressPrefixLength: Option = (words, draft, option) => {
  const word = words.take()
  const problem = numberProblem(word, 0, 2147483647)
  if (problem !== null) words.lose(word, `Invalid suppress_prefixlength ${option} specified`, problem)
  draft.suppressPrefixLength = Number(word)
}

function readOctalOrHex(word: string): number | null {
  const value = readAnyBase(word)
  return value !== null && value <= U32 ? value : null
}

const preference: Option = (words, draft, option) => {
  const word = words.take()
  const value = readOctalOrHex(word)
  if (value === null) {
    words.lose(word, `Invalid rule preference ${option} specified`, numberProblem(word, 0, U32))
  } else draft.priority = value
}

const typeOfService: Option = (words, draft) => {
  const word = words.take()
  const value = readNamed(words.use.environment, 'rt_dsfield', word, 255)
  if (value === null) words.lose(word, `TOS value ${word} is invalid`)
  else draft.tos = value
}

const suppressGroup: Option = (words, draft) => {
  const word = words.take()
  const value = readNamed(words.use.environment, 'group', word, U32)
  if (value === null) words.lose(word, `suppress_group ${word} is invalid`)
  else draft.suppressGroup = value
}

const inputInterface: Option = (words, draft) => (draft.inputInterface = words.take())

const portOption =
  (field: 'sourcePorts' | 'destinationPorts'): Option =>
  (words, draft, option) => {
    const word = words.take()
    const match = /^(\d+)-(\d+)$/.exec(word)
    if (match === null) {
      words.complain(word, `invalid ${option} range ${word}`, 'expected two ports, as in 80-80')
      return
    }
    // compat: ports are cut to 16 bits.
    draft[field] = { first: Number(match[1]) & 0xffff, last: Number(match[2]) & 0xffff }
  }

/** compat: the word after it is swallowed. */
const family: Option = (words) => words.skip()

const OPTIONS: ReadonlyMap<string, Option> = new Map<string, Option>([
  ['inet', family],
  ['inet6', family],
  ['from', prefixOption('from')],
  ['to', prefixOption('to')],
  ['table', table],
  ['lookup', table],
  ['not', (_words, draft) => (draft.not = true)],
  ['preference', preference],
  ['order', preference],
  ['priority', preference],
  ['tos', typeOfService],
  ['dsfield', typeOfService],
  ['fwmark', readMark],
  ['realms', readRuleRealms],
  ['suppress_prefixlength', suppressPrefixLength],
  ['sup_pl', suppressPrefixLength],
  ['suppress_ifgroup', suppressGroup],
  ['sup_group', suppressGroup],
  ['dev', inputInterface],
  ['iif', inputInterface],
  ['oif', (words, draft) => (draft.outputInterface = words.take())],
  ['tunnel-id', readTunnelId],
  ['uidrange', readUidRange],
  [
    'l3mdev',
    (words, draft) => {
      if (draft.action !== null) words.lose('l3mdev', MORE_THAN_ONE)
      draft.action = { kind: 'l3mdev' }
    },
  ],
  [
    'protocol',
    (words, draft) => {
      const word = words.take()
      const problem = numberProblem(word, 0, 255)
      if (problem === null) draft.protocol = Number(word)
      else words.complain(word, `Invalid protocol ${word}`, problem)
    },
  ],
  ['ipproto', readIpProtocol],
  ['sport', portOption('sourcePorts')],
  ['dport', portOption('destinationPorts')],
  ['no_track', (_words, draft) => (draft.noTrack = true)],
  ['track_group', (words, draft) => (draft.trackGroup = words.take())],
])

const MORE_THAN_ONE = 'Cannot specify more than one of table/nop/goto/blackhole/prohibit/unreachable/l3mdev for rule'

function readMark(words: WordCursor, draft: Draft): void {
  const word = words.take()
  const [mark, mask] = word.split('/', 2).map(readOctalOrHex)
  if (mark === null || mark === undefined || mask === null) words.lose(word, `Invalid rule fwmark ${word} specified`)
  else {
    draft.mark = mark
    draft.markMask = mask ?? null
  }
}

function readRuleRealms(words: WordCursor, draft: Draft): void {
  const word = words.take()
  const realms = readRealms(words, word)
  if (realms === null) return words.lose(word, `invalid realms ${word} for rule`)
  takeFamily(words, draft, 4)
  draft.realms = realms === 0 ? null : realms
}

const MAX_TUNNEL_ID = 2n ** 64n - 1n

function readTunnelId(words: WordCursor, draft: Draft, option: string): void {
  const word = words.take()
  if (!/^\d{1,20}$/.test(word) || BigInt(word) > MAX_TUNNEL_ID)
    words.lose(word, `Invalid tunnel-id ${option} specified`, 'expected a number of up to 64 bits')
  draft.tunnelId = BigInt(word).toString()
}

function readUidRange(words: WordCursor, draft: Draft, option: string): void {
  const word = words.take()
  const match = /^(\d{1,10})-(\d{1,10})$/.exec(word)
  if (match === null)
    return words.lose(word, `Invalid uidrange ${option} specified`, 'expected two user ids, as in 5-9')
  // compat: ids are cut to 32 bits.
  const cut = (text: string | undefined): number => Number(text) % 2 ** 32
  draft.uidRange = { first: cut(match[1]), last: cut(match[2]) }
}

/** RFC 5237's registry, the names that rules are made for */
const IP_PROTOCOLS: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  ipip: 4,
  tcp: 6,
  udp: 17,
  dccp: 33,
  ipv6: 41,
  gre: 47,
  esp: 50,
  ah: 51,
  'ipv6-icmp': 58,
  ospf: 89,
  vrrp: 112,
  l2tp: 115,
  sctp: 132,
  udplite: 136,
}

function readIpProtocol(words: WordCursor, draft: Draft): void {
  const word = words.take()
  const value = IP_PROTOCOLS[word] ?? (numberProblem(word, 0, 255) === null ? Number(word) : null)
  if (value === null) words.complain(word, `Invalid ipproto ${word}`, 'expected a name as tcp, or a number below 256')
  else draft.ipProtocol = value
}

function readAction(words: WordCursor, draft: Draft, first: string): void {
  const word = first === 'type' ? words.take() : first
  const action = actionOf(words, word)
  if (draft.action !== null) words.lose(word, MORE_THAN_ONE)
  draft.action = action
}

const SIMPLE_ACTIONS = { 6: 'blackhole', 7: 'unreachable', 8: 'prohibit' } as const

function actionOf(words: WordCursor, word: string): RuleAction {
  if (word === 'nop') return { kind: 'nop' }
  if (word === 'goto') {
    const target = words.take()
    const problem = numberProblem(target, 0, U32)
    if (problem !== null) words.lose(target, 'Invalid target goto specified', problem)
    return { kind: 'goto', target: Number(target) }
  }
  const type = ROUTE_TYPES[word] ?? (numberProblem(word, 0, 255) === null ? Number(word) : null)
  if (type === null) return words.lose(word, `Unknown rule option ${word}`)
  const kind = type === 6 || type === 7 || type === 8 ? SIMPLE_ACTIONS[type] : null
  return kind === null ? words.lose(word, `Invalid rule action ${word}`) : { kind }
}

/** Preferences of rules that name none count down from here, within one configuration. */
const FIRST_FREE = 16384
const nextFree = new WeakMap<Reporter, number>()

function finish(words: WordCursor, draft: Draft): RuleText {
  const { entry, use } = words
  const { trackGroup, ...rest } = draft
  const first = entry.words[0] ?? ''
  const { action } = draft
  if (action === null) return words.lose(first, 'No action specified for rule - ignoring', 'write table, goto, nop ...')
  checkAction(words, draft, action)
  const family = draft.family ?? 4
  if (!draft.noTrack) {
    if (draft.protocol !== null && draft.protocol !== KEEPALIVED_PROTOCOL)
      words.caution('protocol', 'Rule cannot be tracked if protocol is not RTPROT_KEEPALIVED(18), resetting protocol')
    rest.protocol = KEEPALIVED_PROTOCOL
  }
  let { priority } = draft
  if (priority === null) {
    priority = nextFree.get(use.reporter) ?? FIRST_FREE
    nextFree.set(use.reporter, priority - 1)
    words.caution(
      first,
      `Rule has no preference specified - setting to ${priority}. This is probably not what you want.`,
    )
  }
  const placed = { from: inFamily(draft.from, family), to: inFamily(draft.to, family) }
  return { rule: { ...rest, ...placed, family, action, priority }, trackGroup, words: entry.words, mark: entry.mark }
}

function checkAction(words: WordCursor, draft: Draft, action: RuleAction): void {
  const forTable = draft.suppressPrefixLength !== null || draft.suppressGroup !== null || draft.realms !== null
  if (forTable && action.kind !== 'table' && action.kind !== 'l3mdev')
    words.lose(action.kind, 'suppressor/realm specified for non table action - skipping')
  if (action.kind !== 'goto') return
  if (draft.priority === null)
    return words.lose('goto', `Invalid rule - goto target ${action.target} specified without preference`)
  if (draft.priority >= action.target)
    words.lose('goto', `Invalid rule - preference ${draft.priority} >= goto target ${action.target}`)
}

function inFamily(prefix: IpPrefix | null, family: 4 | 6): IpPrefix | null {
  if (prefix === null || prefix.prefixLength > 0 || prefix.address.family === family) return prefix
  return { address: { family, bytes: new Uint8Array(family === 4 ? 4 : 16) }, prefixLength: 0 }
}
