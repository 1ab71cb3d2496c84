/** One line of `virtual_routes` or `static_routes`. */
import { readIp } from '../../lib/ip.ts'
import type { IpAddress, IpPrefix } from '../../lib/ip.ts'
import type { Mark } from '../lexer/sources.ts'
import { KEEPALIVED_PROTOCOL, ROUTE_TYPES, UNICAST } from '../route.ts'
import type { Metric, MetricName, NextHop, RouteConfig } from '../route.ts'
import type { Statement } from '../tree.ts'
import type { Entry } from './block.ts'
import { readEncap } from './encap.ts'
import { readNamed } from './name-tables.ts'
import { ROUTE_SAMPLES } from './route-samples.ts'
import type { Use } from './row.ts'
import { numberProblem } from './scalar.ts'
import { LineLost, readWholeLine, WordCursor } from './word-cursor.ts'

/** A route as it was read: interfaces, VRF and track_group are not looked up yet. */
export interface RouteText {
  readonly route: RouteConfig
  readonly vrf: string | null
  readonly trackGroup: string | null
  readonly words: readonly string[]
  readonly mark: Mark
}

export const virtualRoute: Entry<RouteText> = {
  read: (entry, _row, use) => readWholeLine(() => readRoute(entry, use)),
  write: (value) => value.words,
  samples: ROUTE_SAMPLES,
}

/** A static one may name a track_group, too. */
export const staticRoute: Entry<RouteText> = {
  ...virtualRoute,
  samples: [...ROUTE_SAMPLES, '198.51.100.0/24 dev eth0 track_group a'],
}

type Draft = { -readonly [K in keyof Omit<RouteConfig, 'trackGroup'>]: RouteConfig[K] } & {
  familyGiven: 4 | 6 | null
  given: IpPrefix | 'default' | null
  placementGiven: boolean
  vrf: string | null
  trackGroup: string | null
  secondGateway: IpAddress | null
  metricsDraft: Partial<Record<MetricName, Metric>>
}

type Option = (words: WordCursor, draft: Draft, option: string) => void

const U32 = 4294967295

function readRoute(entry: Statement, use: Use): RouteText {
  const words = new WordCursor(entry, use)
  const draft = emptyDraft()
  while (!words.done) {
    const word = words.take()
    const option = OPTIONS.get(word)
    if (option !== undefined) option(words, draft, word)
    else readDestination(words, draft, word)
  }
  return finish(words, draft)
}

function emptyDraft(): Draft {
  return {
    family: 4,
    type: null,
    destination: { address: ANY_IPV4, prefixLength: 0 },
    destinationText: '',
    placement: 'prepend',
    from: null,
    source: null,
    gateway: null,
    tos: null,
    table: null,
    protocol: null,
    scope: null,
    metric: null,
    interface: null,
    onlink: false,
    realms: null,
    encap: null,
    expiresS: null,
    preference: null,
    ttlPropagate: null,
    metrics: {},
    congestionControl: null,
    nextHops: [],
    noTrack: false,
    familyGiven: null,
    given: null,
    placementGiven: false,
    vrf: null,
    trackGroup: null,
    secondGateway: null,
    metricsDraft: {},
  }
}

const ANY_IPV4: IpAddress = { family: 4, bytes: new Uint8Array(4) }
const ANY_IPV6: IpAddress = { family: 6, bytes: new Uint8Array(16) }
const DEFAULT_WORDS = new Set(['default', 'any', 'all'])

function readDestination(words: WordCursor, draft: Draft, first: string): void {
  let word = first
  if (word === 'to') word = words.take()
  else {
    const type = ROUTE_TYPES[word] ?? (/^\d+$/.test(word) && Number(word) <= 255 ? Number(word) : undefined)
    if (type !== undefined) {
      draft.type = type
      word = words.take()
    }
  }
  draft.destinationText = word
  if (DEFAULT_WORDS.has(word)) draft.given = 'default'
  else if (word === 'default6') {
    takeFamily(words, draft, 6, word)
    draft.given = { address: ANY_IPV6, prefixLength: 0 }
  } else {
    const prefix = words.prefix(word)
    if (prefix === null) {
      words.complain(word, `unknown route keyword ${word}`, 'expected a destination or an option')
      throw new LineLost()
    }
    takeFamily(words, draft, prefix.address.family, word)
    draft.given = prefix
  }
}

function takeFamily(words: WordCursor, draft: Draft, family: 4 | 6, word: string): void {
  draft.familyGiven ??= family
  if (draft.familyGiven !== family) words.lose(word, 'Cannot mix IPv4 and IPv6 addresses for route')
}

function takeAddress(words: WordCursor, draft: Draft, name: string): IpAddress {
  const word = words.take()
  const address = readIp(word)
  if (address === null) return words.lose(word, `invalid route ${name} address ${word}`, 'expected an address')
  takeFamily(words, draft, address.family, word)
  return address
}

function takeNamed(words: WordCursor, table: Parameters<typeof readNamed>[1], message: string): number {
  const word = words.take()
  return readNamed(words.use.environment, table, word, 255) ?? words.lose(word, message.replace('%w', word))
}

/** Name or number; numbers are cut to 32 bits as the original's are. Null: neither. */
export function takeTable(words: WordCursor, what: 'route' | 'rule'): number {
  const word = words.take()
  const text = word.replace(/^-/, '')
  const value = readNamed(words.use.environment, 'rt_tables', text, Number.MAX_SAFE_INTEGER)
  if (value === null) return words.lose(word, `Routing table ${word} not found for ${what}`)
  return (word.startsWith('-') ? -value : value) >>> 0
}

/** `[<from>/]<to>` as one number; null: neither names nor numbers. */
export function readRealms(words: WordCursor, text: string): number | null {
  const parts = text
    .split('/')
    .map((part) => readNamed(words.use.environment, 'rt_realms', part, 255))
    .filter((part) => part !== null)
  if (parts.length !== text.split('/').length || parts.length > 2) return null
  const [first = 0, second] = parts
  return second === undefined ? first : first * 65536 + second
}

/** What a bare number counts, in parts of a millisecond; the kernel keeps the value in these. */
const TIME_SCALE = { rtt: 8, rttvar: 4, rto_min: 1 } as const
const LEAST_TIME_MS = 200
const MOST_TIME_MS = 120_000

const timeMetric =
  (name: keyof typeof TIME_SCALE): Option =>
  (words, draft) => {
    const lock = words.takeIf('lock')
    const word = words.take()
    const match = /^\+?(\d+(?:\.\d*)?|\.\d+)(ms|msecs?|s|secs?)?$/.exec(word)
    if (match === null) words.lose(word, `Invalid ${name} ${word} for route`, 'expected a time, as in 300ms or 2s')
    const scale = TIME_SCALE[name]
    const unit = match?.[2]
    const number = Number(match?.[1])
    const ms = unit === undefined ? number / scale : unit.startsWith('m') ? number : number * 1000
    const kept = Math.min(MOST_TIME_MS, Math.max(LEAST_TIME_MS, ms))
    if (kept !== ms) {
      const [where, bound] = ms < LEAST_TIME_MS ? ['below minimum', '200ms'] : ['above maximum', '120s']
      words.use.reporter.warn({
        code: 'clamped',
        class: null,
        at: words.entry.mark,
        word,
        message: `rtt value ${word} ${where} ${bound}, resetting`,
      })
    }
    draft.metricsDraft[name] = { value: Math.round(kept * scale), lock }
  }

const numberMetric =
  (name: MetricName, message: string, most = U32, lockable = false): Option =>
  (words, draft) => {
    const lock = lockable && words.takeIf('lock')
    draft.metricsDraft[name] = { value: words.number(0, most, message), lock }
  }

const placement =
  (word: RouteConfig['placement']): Option =>
  (_words, draft) => {
    draft.placement = word
    draft.placementGiven = true
  }

const device: Option = (words, draft) => (draft.interface = words.take())
const gateway: Option = (words, draft) => {
  if (words.peek() === 'inet' || words.peek() === 'inet6') words.skip()
  draft.gateway = takeAddress(words, draft, 'via')
}
const typeOfService: Option = (words, draft) => (draft.tos = takeNamed(words, 'rt_dsfield', 'TOS value %w is invalid'))
const metric: Option = (words, draft) => (draft.metric = words.number(0, U32, 'Invalid metric %w specified for route'))
/** compat: the word after it is swallowed. */
const family: Option = (words) => words.skip()

const OPTIONS: ReadonlyMap<string, Option> = new Map<string, Option>([
  ['inet', family],
  ['inet6', family],
  ['src', (words, draft) => (draft.source = takeAddress(words, draft, 'src'))],
  [
    'as',
    (words) => {
      words.takeIf('to')
      words.take()
      words.complain('as', '"as to" for MPLS only - ignoring')
    },
  ],
  ['via', gateway],
  [
    'gw',
    (words, draft) => {
      words.caution('gw', '"gw" for routes is deprecated. Please use "via"')
      draft.gateway = takeAddress(words, draft, 'via')
    },
  ],
  [
    'or',
    (words, draft) => {
      words.caution('or', '"or" for routes is deprecated. Please use "nexthop"')
      const second = takeAddress(words, draft, 'or')
      if (draft.secondGateway === null) draft.secondGateway = second
      else words.complain('or', '"or" route already specified - ignoring subsequent')
    },
  ],
  ['from', readFrom],
  ['tos', typeOfService],
  ['dsfield', typeOfService],
  ['table', (words, draft) => (draft.table = takeTable(words, 'route'))],
  [
    'protocol',
    (words, draft) => (draft.protocol = takeNamed(words, 'rt_protos', 'Protocol %w not found or invalid for route')),
  ],
  ['scope', (words, draft) => (draft.scope = takeNamed(words, 'rt_scopes', 'Scope %w not found or invalid for route'))],
  ['metric', metric],
  ['priority', metric],
  ['preference', metric],
  ['dev', device],
  ['oif', device],
  ['onlink', (_words, draft) => (draft.onlink = true)],
  ['encap', (words, draft) => (draft.encap = readEncap(words))],
  [
    'expires',
    (words, draft) => {
      const seconds = words.number(0, U32, 'Invalid expires time %w specified for route')
      takeFamilyOnly(words, draft, 6, 'expires is only valid for IPv6')
      draft.expiresS = seconds
    },
  ],
  ['mtu', numberMetric('mtu', 'Invalid MTU %w specified for route', U32, true)],
  ['hoplimit', numberMetric('hoplimit', 'Invalid hoplimit %w specified for route', 255)],
  ['advmss', numberMetric('advmss', 'Invalid advmss %w specified for route', U32, true)],
  ['rtt', timeMetric('rtt')],
  ['rttvar', timeMetric('rttvar')],
  ['reordering', numberMetric('reordering', 'Invalid reordering value %w specified for route', U32, true)],
  ['window', numberMetric('window', 'Invalid window value %w specified for route')],
  ['cwnd', numberMetric('cwnd', 'Invalid cwnd value %w specified for route', U32, true)],
  ['ssthresh', numberMetric('ssthresh', 'Invalid ssthresh value %w specified for route', U32, true)],
  ['realms', readRouteRealms],
  ['rto_min', timeMetric('rto_min')],
  ['initcwnd', numberMetric('initcwnd', 'Invalid initcwnd value %w specified for route')],
  ['initrwnd', numberMetric('initrwnd', 'Invalid initrwnd value %w specified for route')],
  [
    'features',
    (words, draft) => {
      const word = words.take()
      if (word === 'ecn') draft.metricsDraft.features = { value: RTAX_FEATURE_ECN, lock: false }
      else words.complain(word, `feature ${word} not supported`, 'expected ecn')
    },
  ],
  ['quickack', numberMetric('quickack', 'Invalid quickack value %w specified for route', 1)],
  [
    'congctl',
    (words, draft) => {
      const lock = words.takeIf('lock')
      draft.congestionControl = { name: words.take(), lock }
    },
  ],
  ['pref', readPreference],
  [
    'ttl-propagate',
    (words, draft) => {
      const word = words.take()
      draft.ttlPropagate = word === 'enabled'
      if (word !== 'enabled' && word !== 'disabled')
        words.complain(word, `ttl-propagate value ${word} not recognised`, 'expected enabled or disabled')
    },
  ],
  [
    'fastopen_no_cookie',
    numberMetric('fastopen_no_cookie', 'Invalid fastopen_no_cookie value %w specified for route', 1),
  ],
  ['add', placement('add')],
  ['prepend', placement('prepend')],
  ['append', placement('append')],
  ['nexthop', readNextHops],
  ['no_track', (_words, draft) => (draft.noTrack = true)],
  ['vrf', (words, draft) => (draft.vrf = words.take())],
  ['track_group', (words, draft) => (draft.trackGroup = words.take())],
])

const RTAX_FEATURE_ECN = 1

function takeFamilyOnly(words: WordCursor, draft: Draft, only: 4 | 6, message: string): void {
  draft.familyGiven ??= only
  if (draft.familyGiven !== only) words.lose(words.entry.words[0] ?? '', message)
}

function readFrom(words: WordCursor, draft: Draft): void {
  const word = words.take()
  const prefix = words.prefix(word)
  if (prefix === null) return words.lose(word, `invalid route from address ${word}`)
  if (prefix.address.family !== 6) words.lose(word, `route from address only supported with IPv6 (${word})`)
  takeFamily(words, draft, 6, word)
  draft.from = prefix
}

function readRouteRealms(words: WordCursor, draft: Draft): void {
  const word = words.take()
  const realms = readRealms(words, word)
  if (realms === null) return words.lose(word, `Invalid realms ${word} for route`)
  takeFamilyOnly(words, draft, 4, 'realms are only valid for IPv4')
  draft.realms = realms
}

/** RFC 4191 section 2.1, by the kernel's numbers */
const PREFERENCES: Readonly<Record<string, number>> = { medium: 0, high: 1, low: 3 }

function readPreference(words: WordCursor, draft: Draft): void {
  const word = words.take()
  takeFamilyOnly(words, draft, 6, 'pref is only valid for IPv6')
  const problem = PREFERENCES[word] === undefined ? numberProblem(word, 0, 255) : null
  if (problem !== null) words.lose(word, `Invalid pref value ${word} specified for route`, problem)
  draft.preference = PREFERENCES[word] ?? Number(word)
}

/** compat: a hop that cannot be read is left out with what follows it; the route keeps the others. */
function readNextHops(words: WordCursor, draft: Draft): void {
  const hops: NextHop[] = []
  try {
    for (;;) {
      hops.push(readNextHop(words, draft))
      if (!words.takeIf('nexthop')) break
    }
    const rest = words.peek()
    if (rest !== undefined) words.complain(rest, `Route has trailing nonsense after nexthops - ${rest}`)
  } catch (error) {
    if (!(error instanceof LineLost)) throw error
  }
  while (!words.done) words.skip()
  draft.nextHops = hops
}

function readNextHop(words: WordCursor, draft: Draft): NextHop {
  const hop: { -readonly [K in keyof NextHop]: NextHop[K] } = {
    gateway: null,
    interface: null,
    weight: null,
    onlink: false,
    encap: null,
    realms: null,
  }
  for (let option = words.peek(); option !== undefined; option = words.peek()) {
    const read = HOP_OPTIONS[option]
    if (read === undefined) break
    words.skip()
    read(words, hop, draft)
  }
  return hop
}

type HopOption = (words: WordCursor, hop: { -readonly [K in keyof NextHop]: NextHop[K] }, draft: Draft) => void

const HOP_OPTIONS: Readonly<Record<string, HopOption>> = {
  via: (words, hop, draft) => {
    if (words.peek() === 'inet' || words.peek() === 'inet6') words.skip()
    const word = words.take()
    const address = readIp(word)
    if (address === null) return words.lose(word, `invalid nexthop address ${word}`)
    draft.familyGiven ??= address.family
    if (draft.familyGiven !== address.family) words.lose(word, 'Address family mismatch for next hop')
    hop.gateway = address
  },
  dev: (words, hop) => (hop.interface = words.take()),
  oif: (words, hop) => (hop.interface = words.take()),
  weight: (words, hop) => {
    const weight = words.number(0, 256, 'Invalid weight %w specified for route')
    if (weight === 0) words.lose('0', 'Invalid weight 0 specified for route', 'expected 1 to 256')
    hop.weight = weight
  },
  onlink: (_words, hop) => (hop.onlink = true),
  encap: (words, hop) => (hop.encap = readEncap(words)),
  realms: (words, hop) => {
    const word = words.take()
    hop.realms = readRealms(words, word)
    if (hop.realms === null) words.lose(word, `Invalid realms ${word} for route`)
  },
  as: (words) => words.lose('as', "'as [to]' (nat) not supported"),
}

function finish(words: WordCursor, draft: Draft): RouteText {
  const { familyGiven, given, placementGiven, vrf, trackGroup, secondGateway, metricsDraft, ...route } = draft
  const { entry } = words
  if (given === null) words.lose(entry.words[0] ?? '', 'Route must have a destination')
  const family = familyGiven ?? 4
  if (given !== 'default' && given !== null) route.destination = given
  else route.destination = { address: family === 4 ? ANY_IPV4 : ANY_IPV6, prefixLength: 0 }
  if (secondGateway !== null && route.nextHops.length === 0) {
    const hop = { interface: null, weight: null, onlink: false, encap: null, realms: null }
    route.nextHops = [
      { ...hop, gateway: route.gateway },
      { ...hop, gateway: secondGateway },
    ]
    route.gateway = null
  }
  // compat: whoever names a type gets 'add', and 'prepend' else.
  if (!placementGiven && route.type !== null) route.placement = 'add'
  finishTracking(words, route)
  route.type = route.type === UNICAST ? null : route.type
  return {
    route: { ...route, family, metrics: metricsDraft },
    vrf,
    trackGroup,
    words: entry.words,
    mark: entry.mark,
  }
}

/** The kernel tells only of routes with an interface, and we know ours by their protocol. */
function finishTracking(
  words: WordCursor,
  route: Pick<Draft, 'noTrack' | 'protocol' | 'interface' | 'destinationText'>,
): void {
  if (!route.noTrack) {
    if (route.protocol !== null && route.protocol !== KEEPALIVED_PROTOCOL) {
      words.caution('protocol', 'Route cannot be tracked if protocol is not RTPROT_KEEPALIVED(18), resetting protocol')
    }
    route.protocol = KEEPALIVED_PROTOCOL
  }
  if (route.interface !== null || route.noTrack) return
  words.caution(
    route.destinationText,
    `Warning - cannot track route ${route.destinationText} with no interface specified, not tracking`,
  )
  route.noTrack = true
}
