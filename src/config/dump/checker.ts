/** Sections "SSL definitions" and "Health checkers". */
import { writeIp } from '../../lib/ip.ts'
import { US_PER_S } from '../../lib/time.ts'
import { revealSecret } from '../../lib/secret.ts'
import { unreachable } from '../../lib/assert.ts'
import type {
  CheckerConfig,
  Config,
  ConnectionConfig,
  DnsCheckConfig,
  HttpCheckConfig,
  HttpUrlConfig,
  MiscCheckConfig,
  RealServerConfig,
  RegexConfig,
  SmtpCheckConfig,
  SslConfig,
  UdpCheckConfig,
  VirtualServerConfig,
} from '../config.ts'
import {
  dnsCheckContext,
  httpCheckContext,
  miscCheckContext,
  smtpCheckContext,
  udpCheckContext,
  urlContext,
} from '../grammar/checkers.ts'
import { sslContext } from '../grammar/virtual-server.ts'
import { dumpBfdCheck } from './bfd-checks.ts'
import { dumpFileChecks } from './file-checks.ts'
import { linesOf } from './keyword-lines.ts'
import type { CheckerView, LvsView } from './view.ts'
import { lines, row, writeOctets, writeTable, yesNo } from './writers.ts'
import type { DumpTable } from './writers.ts'

/** compat: the section is there when a block SSL or a checker SSL_GET is, even of a server that is left out. */
export function dumpSsl(config: Config): string[] {
  const { ssl, usesTls } = config.lvs
  if (ssl === null) return usesTls === true ? ['------< SSL definitions >------', ' Using autogen SSL context'] : []
  const said = writeTable(sslTable, ssl, 1)
  // compat: an empty block is none.
  return ['------< SSL definitions >------', ...(said.length === 0 ? [' Using autogen SSL context'] : said)]
}

const sslLine = linesOf(sslContext, (ssl: SslConfig) => ssl)
const sslTable: DumpTable<SslConfig> = [
  sslLine('password', ({ password }) => password && writeOctets(revealSecret(password))),
  sslLine('ca'),
  sslLine('certificate'),
  sslLine('key'),
]

interface Placed {
  readonly checker: CheckerConfig
  readonly server: RealServerConfig
  readonly service: VirtualServerConfig
}

interface CheckerSubject extends Placed {
  readonly view: CheckerView
  readonly regexUses: RegexUses
}

/** How many urls of the file have this pattern with these options. */
type RegexUses = (regex: RegexConfig) => number

function countRegexUses(placed: readonly Placed[]): RegexUses {
  const keyOf = ({ pattern, options }: RegexConfig): string => JSON.stringify([pattern, options.toSorted()])
  const uses = new Map<string, number>()
  for (const { checker } of placed) {
    if (checker.kind !== 'http') continue
    for (const { regex } of checker.urls) if (regex !== null) uses.set(keyOf(regex), (uses.get(keyOf(regex)) ?? 0) + 1)
  }
  return (regex) => uses.get(keyOf(regex)) ?? 0
}

export function dumpCheckers(config: Config, view: LvsView): string[] {
  const regexUses = countRegexUses(allCheckers(config))
  const dumpOne = ({ checker, server, service }: Placed): string[] => {
    const own = view.checkers[checker.id] ?? {
      enabled: true,
      up: !checker.alpha,
      hasRun: false,
      currentWeight: 0,
      retriesLeft: checker.retry,
    }
    return [
      ` ${service.id} -> ${server.id}`,
      ...writeTable(table, { checker, server, service, view: own, regexUses }, 3),
    ]
  }
  const written = config.lvs.virtualServers.flatMap((service) =>
    service.realServers.flatMap((server) => {
      const sessionsAt = (place: number): string[] =>
        (server.bfdChecks ?? [])
          .filter(({ behind }) => behind === place)
          .flatMap((check) => dumpBfdCheck(check, server, service, view))
      const others = server.checkers.flatMap((checker, i) => [
        ...sessionsAt(i),
        ...dumpOne({ checker, server, service }),
      ])
      return [...others, ...sessionsAt(server.checkers.length)]
    }),
  )
  const all = [...written, ...dumpFileChecks(config, view)]
  return all.length === 0 ? [] : ['------< Health checkers >------', ...all]
}

function allCheckers(config: Config): Placed[] {
  return config.lvs.virtualServers.flatMap((service) =>
    service.realServers.flatMap((server) => server.checkers.map((checker) => ({ checker, server, service }))),
  )
}

/** compat: 0 for DNS_CHECK, whose default is delay_loop */
const DEFAULT_RETRY_DELAY_US: Readonly<Record<CheckerConfig['kind'], number>> = {
  tcp: 1_000_000,
  http: 3_000_000,
  smtp: 1_000_000,
  dns: 0,
  udp: 1_000_000,
  ping: 1_000_000,
  misc: 1_000_000,
}

/** All kinds have these words, and more of them HTTP_GET. */
const line = linesOf(httpCheckContext, ({ checker }: CheckerSubject) => checker)

const table: DumpTable<CheckerSubject> = [
  row('Enabled', ({ view }) => yesNo(view.enabled)),
  row('Up', ({ view }) => yesNo(view.up)),
  row('Has run', ({ view }) => yesNo(view.hasRun)),
  row('Current weight', ({ view }) => view.currentWeight),
  line('alpha'),
  line('delay_loop'),
  line('warmup'),
  line('retry'),
  line('delay_before_retry', ({ checker }) => (checker.retry === 0 ? null : checker.delayBeforeRetryUs)),
  row('Retries iterations', ({ checker, view }) => (checker.retry === 0 ? null : view.retriesLeft)),
  row('Default delay before retry', ({ checker }) => `${DEFAULT_RETRY_DELAY_US[checker.kind]} us`),
  line('log_all_failures'),
  lines(({ checker }) =>
    checker.kind === 'misc' ? [] : ['Connection', ...writeTable(connection, checker.connection, 0)],
  ),
  line('http_protocol', ({ checker }) => method(checker)),
  lines(({ checker, regexUses }) => details(checker, regexUses)),
]

const ofConnection = linesOf(httpCheckContext, (config: ConnectionConfig) => config)
const connection: DumpTable<ConnectionConfig> = [
  ofConnection('connect_ip', ({ address, port }) => `[${writeIp(address)}]:${port}`),
  ofConnection('bindto', ({ bindAddress, bindPort }) => bindAddress && `[${writeIp(bindAddress)}]:${bindPort}`),
  ofConnection('bind_if'),
  ofConnection('fwmark'),
  ofConnection('connect_timeout'),
]

function method(checker: CheckerConfig): string {
  switch (checker.kind) {
    case 'tcp':
      return 'TCP_CHECK'
    case 'http':
      return `${checker.tls ? 'SSL_GET' : 'HTTP_GET'}, http protocol ${checker.protocol}`
    case 'smtp':
      return 'SMTP_CHECK'
    case 'dns':
      return 'DNS_CHECK'
    case 'udp':
      return 'UDP_CHECK'
    case 'ping':
      return 'PING_CHECK'
    case 'misc':
      return 'MISC_CHECK'
    default:
      return unreachable(checker)
  }
}

function details(checker: CheckerConfig, regexUses: RegexUses): string[] {
  switch (checker.kind) {
    case 'tcp':
    case 'ping':
      return []
    case 'http':
      return [
        ...writeTable(http, checker, 0),
        ...checker.urls.flatMap((config) => writeTable(url, { config, regexUses }, 0)),
      ]
    case 'smtp':
      return writeTable(smtp, checker, 0)
    case 'dns':
      return writeTable(dns, checker, 0)
    case 'udp':
      return writeTable(udp, checker, 0)
    case 'misc':
      return writeTable(misc, checker, 0)
    default:
      return unreachable(checker)
  }
}

const ofSmtp = linesOf(smtpCheckContext, (checker: SmtpCheckConfig) => checker)
const smtp: DumpTable<SmtpCheckConfig> = [ofSmtp('helo_name')]

const ofDns = linesOf(dnsCheckContext, (checker: DnsCheckConfig) => checker)
const dns: DumpTable<DnsCheckConfig> = [ofDns('type'), ofDns('name')]

const ofMisc = linesOf(miscCheckContext, (checker: MiscCheckConfig) => checker)
const misc: DumpTable<MiscCheckConfig> = [
  ofMisc('misc_path'),
  ofMisc('misc_timeout', ({ timeoutUs }) => timeoutUs / US_PER_S),
  ofMisc('misc_dynamic'),
  ofMisc('user', ({ command }) => `${command.uid ?? 0}:${command.gid ?? 0}`),
  row('Last ran', () => '0.000000 (Thu Jan  1 00:00:00 1970.000000)'),
  row('Last status', () => 0),
]

const ofUdp = linesOf(udpCheckContext, (checker: UdpCheckConfig) => checker)
const udp: DumpTable<UdpCheckConfig> = [
  ofUdp('payload', ({ payload }) => (payload === null ? 'specified = no' : `len = ${payload.length}`)),
  ofUdp('require_reply', ({ reply }) => reply !== null),
  ofUdp('min_reply_length', ({ reply }) => reply?.minLength),
  ofUdp('max_reply_length', ({ reply }) => reply?.maxLength),
  // The other lines of require_reply.
  row('  Reply data len', ({ reply }) => reply?.octets.length),
  row('  Reply data mask', ({ reply }) =>
    reply === null || reply.octets.length === 0 ? null : yesNo(reply.mask.some((bits) => bits !== 0xff)),
  ),
]

const ofHttp = linesOf(httpCheckContext, (checker: HttpCheckConfig) => checker)
const http: DumpTable<HttpCheckConfig> = [
  // The host in requests when neither URL nor checker names one shows at the real or the virtual server.
  ofHttp('virtualhost', (checker) => (checker.virtualHostSaid === true ? checker.virtualHost : null)),
  ofHttp('enable_sni'),
  ofHttp('fast_recovery'),
]

interface UrlSubject {
  readonly config: HttpUrlConfig
  readonly regexUses: RegexUses
}

const ofUrl = linesOf(urlContext, ({ config }: UrlSubject) => config)
const url: DumpTable<UrlSubject> = [
  ofUrl('path'),
  ofUrl('digest'),
  ofUrl('status_code', ({ config }) => statusCodes(config.statusCodes)),
  ofUrl('virtualhost'),
  ofUrl('regex', ({ config: { regex } }) => regex && `"${regex.pattern}"`),
  ofUrl('regex_no_match', ({ config }) => config.regex?.noMatch),
  ofUrl('regex_min_offset', ({ config }) => config.regex && offsets(config.regex)),
  // compat departs: with any option 2.2.7 writes all that there are.
  ofUrl('regex_options', ({ config }) => config.regex?.options.map((option) => ` ${option}`).join('')),
  row('  Regex ref count', ({ config: { regex }, regexUses }) => regex && regexUses(regex)),
  ofUrl('regex_stack', ({ config: { regex } }) =>
    regex?.stack ? `start ${regex.stack.startOctets}, max ${regex.stack.maxOctets}` : null,
  ),
]

function offsets({ minOffset, maxOffset }: RegexConfig): string | null {
  if (minOffset === 0 && maxOffset === null) return null
  return maxOffset === null ? String(minOffset) : `${minOffset}, max_offset = ${maxOffset}`
}

function statusCodes(ranges: HttpCheckConfig['urls'][number]['statusCodes']): string[] {
  if (ranges.length === 0) return ['200-299']
  const joined: { min: number; max: number }[] = []
  for (const { min, max } of ranges.toSorted((a, b) => a.min - b.min)) {
    const last = joined.at(-1)
    if (last === undefined || min > last.max + 1) joined.push({ min, max })
    else last.max = Math.max(last.max, max)
  }
  return joined.map(({ min, max }) => (min === max ? String(min) : `${min}-${max}`))
}
