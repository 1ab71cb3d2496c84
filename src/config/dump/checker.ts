/** Sections "SSL definitions" and "Health checkers". */
import { writeIp } from '../../lib/ip.ts'
import { US_PER_S } from '../../lib/time.ts'
import { revealSecret } from '../../lib/secret.ts'
import { unreachable } from '../../lib/assert.ts'
import type {
  CheckerConfig,
  Config,
  ConnectionConfig,
  HttpCheckConfig,
  RealServerConfig,
  RegexConfig,
  UdpCheckConfig,
  UdpReplyConfig,
  VirtualServerConfig,
} from '../config.ts'
import { dumpBfdCheck } from './bfd-checks.ts'
import { dumpFileChecks } from './file-checks.ts'
import type { CheckerView, LvsView } from './view.ts'
import { lines, row, text, writeHex, writeOctets, writeSeconds, writeTable, yesNo } from './writers.ts'
import type { DumpTable } from './writers.ts'

/** compat: the section is there when a block SSL or a checker SSL_GET is, even of a server that is left out. */
export function dumpSsl(config: Config): string[] {
  const { ssl, usesTls } = config.lvs
  if (ssl === null) return usesTls === true ? ['------< SSL definitions >------', ' Using autogen SSL context'] : []
  const written: [string, string | null][] = [
    ['Password', ssl.password === null ? null : writeOctets(revealSecret(ssl.password))],
    ['CA-file', ssl.ca],
    ['Certificate file', ssl.certificate],
    ['Key file', ssl.key],
  ]
  // compat: an empty block is none.
  const said = written.filter(([, value]) => value !== null)
  return [
    '------< SSL definitions >------',
    ...(said.length === 0 ? [' Using autogen SSL context'] : said.map(([label, value]) => ` ${label} : ${value}`)),
  ]
}

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

const table: DumpTable<CheckerSubject> = [
  row('Enabled', ({ view }) => yesNo(view.enabled)),
  row('Up', ({ view }) => yesNo(view.up)),
  row('Has run', ({ view }) => yesNo(view.hasRun)),
  row('Current weight', ({ view }) => view.currentWeight),
  row('Alpha', ({ checker }) => yesNo(checker.alpha)),
  row('Delay loop', ({ checker }) => `${checker.delayLoopUs} us`),
  row('Warmup', ({ checker }) => `${checker.warmupUs} us`),
  row('Retries', ({ checker }) => checker.retry),
  row('Delay before retry', ({ checker }) => (checker.retry === 0 ? null : `${checker.delayBeforeRetryUs} us`)),
  row('Retries iterations', ({ checker, view }) => (checker.retry === 0 ? null : view.retriesLeft)),
  row('Default delay before retry', ({ checker }) => `${DEFAULT_RETRY_DELAY_US[checker.kind]} us`),
  row('Log all failures', ({ checker }) => yesNo(checker.logAllFailures)),
  lines(({ checker }) => (checker.kind === 'misc' ? [] : connection(checker.connection))),
  row('Keepalive method', ({ checker }) => method(checker)),
  lines((subject) => details(subject)),
]

function connection(config: ConnectionConfig): string[] {
  return [
    'Connection',
    `  Dest = [${writeIp(config.address)}]:${config.port}`,
    ...(config.bindAddress === null ? [] : [`  Bind to = [${writeIp(config.bindAddress)}]:${config.bindPort}`]),
    ...(config.bindInterface === null ? [] : [`  Bind i/f = ${config.bindInterface}`]),
    ...(config.fwmark === 0 ? [] : [`  Mark = ${config.fwmark}`]),
    `  Timeout = ${writeSeconds(config.connectTimeoutUs)}`,
  ]
}

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

function details({ checker, regexUses }: CheckerSubject): string[] {
  switch (checker.kind) {
    case 'tcp':
    case 'ping':
      return []
    case 'http':
      return http(checker, regexUses)
    case 'smtp':
      return [`helo = ${checker.heloName}`]
    case 'dns':
      return [`Type = ${checker.type}`, `Name = ${checker.name}`]
    case 'udp':
      return udp(checker)
    case 'misc':
      return [
        `script = ${checker.command.argv.map((word) => `'${word}'`).join(' ')}`,
        `timeout = ${checker.timeoutUs / US_PER_S}`,
        `dynamic = ${checker.dynamic ? 'YES' : 'NO'}`,
        `uid:gid = ${checker.command.uid ?? 0}:${checker.command.gid ?? 0}`,
        'Last ran = 0.000000 (Thu Jan  1 00:00:00 1970.000000)',
        'Last status = 0',
      ]
    default:
      return unreachable(checker)
  }
}

function udp({ payload, reply }: UdpCheckConfig): string[] {
  return [
    payload === null ? 'Payload specified = no' : `Payload len = ${payload.length}`,
    `Require reply = ${yesNo(reply !== null)}`,
    ...(reply === null ? [] : replyLines(reply)),
  ]
}

function replyLines({ octets, mask, minLength, maxLength }: UdpReplyConfig): string[] {
  return [
    `  Min reply length = ${minLength}`,
    `  Max reply length = ${maxLength}`,
    `  Reply data len = ${octets.length}`,
    ...(octets.length === 0 ? [] : [`  Reply data mask = ${yesNo(mask.some((bits) => bits !== 0xff))}`]),
  ]
}

/** The host in requests when neither URL nor checker names one shows at the real or the virtual server. */
function http(checker: HttpCheckConfig, regexUses: RegexUses): string[] {
  return writeTable(
    [
      row('Virtualhost', () => (checker.virtualHostSaid === true ? checker.virtualHost : null)),
      text(() => `Enable SNI ${checker.enableSni ? 'set' : 'unset'}`),
      text(() => `Fast recovery ${checker.fastRecovery ? 'set' : 'unset'}`),
      lines(() =>
        checker.urls.flatMap((url) => [
          `Checked url = ${url.path}`,
          ...(url.digest === null ? [] : [`  digest = ${writeHex(url.digest)}`]),
          '  HTTP Status Code(s)',
          ...statusCodes(url.statusCodes),
          ...(url.virtualHost === null ? [] : [`  Virtual host = ${url.virtualHost}`]),
          ...(url.regex === null ? [] : regex(url.regex, regexUses(url.regex))),
        ]),
      ),
    ],
    checker,
    0,
  )
}

/** compat departs: with any option 2.2.7 writes all that there are. */
function regex({ pattern, options, noMatch, minOffset, maxOffset, stack }: RegexConfig, uses: number): string[] {
  const max = maxOffset === null ? '' : `, max_offset = ${maxOffset}`
  return [
    `  Regex = "${pattern}"`,
    ...(noMatch ? ['  Regex no match'] : []),
    ...(minOffset === 0 && max === '' ? [] : [`  Regex min offset = ${minOffset}${max}`]),
    `  Regex options:${options.map((option) => ` ${option}`).join('')}`,
    `  Regex ref count = ${uses}`,
    ...(stack === null ? [] : [`  Regex stack start ${stack.startOctets}, max ${stack.maxOctets}`]),
  ]
}

function statusCodes(ranges: HttpCheckConfig['urls'][number]['statusCodes']): string[] {
  if (ranges.length === 0) return ['    200-299']
  const joined: { min: number; max: number }[] = []
  for (const { min, max } of ranges.toSorted((a, b) => a.min - b.min)) {
    const last = joined.at(-1)
    if (last === undefined || min > last.max + 1) joined.push({ min, max })
    else last.max = Math.max(last.max, max)
  }
  return joined.map(({ min, max }) => `    ${min === max ? min : `${min}-${max}`}`)
}
