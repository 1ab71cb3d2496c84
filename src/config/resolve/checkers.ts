/** Checkers of a real server: every value resolved through real server and virtual server. */
import { writeIp } from '../../lib/ip.ts'
import type { IpAddress } from '../../lib/ip.ts'
import { US_PER_S } from '../../lib/time.ts'
import type { Us } from '../../lib/time.ts'
import type {
  CheckerCommon,
  CheckerConfig,
  ConnectionConfig,
  DnsCheckConfig,
  DnsType,
  HttpCheckConfig,
  HttpUrlConfig,
  MiscCheckConfig,
  NetworkCheckConfig,
  RealServerConfig,
  SmtpCheckConfig,
  UdpCheckConfig,
} from '../config.ts'
import type {
  dnsCheckRows,
  httpCheckRows,
  miscCheckRows,
  pingCheckRows,
  smtpCheckRows,
  smtpHostRows,
  tcpCheckRows,
  udpCheckRows,
  urlRows,
} from '../grammar/checkers.ts'
import type { Block, SettingsOf } from '../grammar/row.ts'
import type { Commands } from './commands.ts'
import { resolveRegex } from './regex.ts'
import type { Resolution } from './resolution.ts'
import { caution, complain } from './resolution.ts'

type TcpSettings = SettingsOf<typeof tcpCheckRows>
type NetworkSettings = SettingsOf<typeof pingCheckRows>
type TimingSettings = Omit<NetworkSettings, 'connectIp' | 'connectPort' | 'bindTo'>
type SmtpSettings = SettingsOf<typeof smtpCheckRows>
type SmtpHostSettings = SettingsOf<typeof smtpHostRows>
type DnsSettings = SettingsOf<typeof dnsCheckRows>
type MiscSettings = SettingsOf<typeof miscCheckRows>
type UdpSettings = SettingsOf<typeof udpCheckRows>
type HttpSettings = SettingsOf<typeof httpCheckRows>
type UrlBlock = Block<SettingsOf<typeof urlRows>>

/** What a real server hands down. */
export interface CheckDefaults {
  readonly retry: number | undefined
  readonly delayBeforeRetryUs: Us | undefined
  readonly warmupUs: Us | undefined
  readonly connectTimeoutUs: Us | undefined
  readonly delayLoopUs: Us
  readonly alpha: boolean
  readonly virtualHost: string | null
}

const DEFAULT_CONNECT_TIMEOUT_US = 5 * US_PER_S

type Server = Pick<RealServerConfig, 'address' | 'port'>

export interface CheckerContext {
  readonly server: Server
  readonly defaults: CheckDefaults
  readonly commands: Pick<Commands, 'inspect' | 'lookUp' | 'account'>
  readonly resolution: Resolution
}

/** None: of a kind that does not act yet, or without what it needs. Several: SMTP_CHECK with `host` blocks. */
export function resolveChecker(block: Block<unknown>, id: string, context: CheckerContext): readonly CheckerConfig[] {
  switch (block.keyword) {
    case 'TCP_CHECK':
      return [network('tcp', block as Block<TcpSettings>, id, context, US_PER_S)]
    case 'HTTP_GET':
    case 'SSL_GET':
      return resolveHttp(block as Block<HttpSettings>, id, context)
    case 'SMTP_CHECK':
      return resolveSmtp(block as Block<SmtpSettings>, id, context)
    case 'DNS_CHECK':
      return [resolveDns(block as Block<DnsSettings>, id, context)]
    case 'UDP_CHECK':
      return [resolveUdp(block as Block<UdpSettings>, id, context)]
    case 'PING_CHECK':
      return [network('ping', block as Block<NetworkSettings>, id, context, US_PER_S)]
    case 'MISC_CHECK':
      return resolveMisc(block as Block<MiscSettings>, id, context)
    default:
      return []
  }
}

function timing<K extends CheckerConfig['kind']>(
  kind: K,
  s: TimingSettings,
  id: string,
  { defaults }: CheckerContext,
  usualDelayUs: Us,
  usualRetry: number,
): CheckerCommon & { readonly kind: K } {
  const delayLoopUs = s.delayLoopUs ?? defaults.delayLoopUs
  return {
    kind,
    id,
    delayLoopUs,
    retry: saidRetry(s.retry) ?? defaults.retry ?? usualRetry,
    delayBeforeRetryUs: s.delayBeforeRetryUs ?? defaults.delayBeforeRetryUs ?? (usualDelayUs || delayLoopUs),
    warmupUs: s.warmupUs ?? defaults.warmupUs ?? delayLoopUs,
    alpha: s.alpha ?? defaults.alpha,
    logAllFailures: s.logAllFailures ?? false,
  }
}

const NOT_SAID = 4294967295

/** compat: the largest number of all counts as if nothing was said. */
export function saidRetry(retry: number | undefined): number | undefined {
  return retry === NOT_SAID ? undefined : retry
}

/** `usualDelayUs` 0: delay_loop */
function network<K extends NetworkCheckConfig['kind']>(
  kind: K,
  block: Block<NetworkSettings>,
  id: string,
  context: CheckerContext,
  usualDelayUs: Us,
  usualRetry = 1,
): CheckerCommon & { readonly kind: K; readonly connection: ConnectionConfig } {
  return {
    ...timing(kind, block.values, id, context, usualDelayUs, usualRetry),
    connection: connection(block, context),
  }
}

function connection(block: Block<NetworkSettings>, context: CheckerContext): ConnectionConfig {
  const { values: s } = block
  const { server, defaults } = context
  const { address, bindAddress } = endsOf(block, context)
  return {
    address,
    bindAddress,
    port: s.connectPort ?? server.port,
    bindPort: s.bindPort ?? 0,
    bindInterface: s.bindInterface ?? null,
    fwmark: s.fwmark ?? 0,
    connectTimeoutUs: s.connectTimeoutUs ?? defaults.connectTimeoutUs ?? DEFAULT_CONNECT_TIMEOUT_US,
  }
}

/**
 * Of one family. compat: each is compared with what stands above it, where the server's address counts until a
 * connect_ip comes, but not in SMTP_CHECK; the one that does not fit is left out.
 */
function endsOf(
  { keyword, values: s, mark }: Block<NetworkSettings>,
  { server, resolution }: CheckerContext,
): Pick<ConnectionConfig, 'address' | 'bindAddress'> {
  const { connectIp = server.address, bindTo } = s
  if (bindTo === undefined) return { address: connectIp, bindAddress: null }
  const fields = Object.keys(s)
  const bindsFirst = fields.indexOf('bindTo') < fields.indexOf('connectIp')
  const leaveOut = (address: IpAddress, keyword: string, other: string): void =>
    complain(
      resolution,
      mark,
      'wrong-family',
      `${keyword} address ${writeIp(address)} does not match address family of ${other} - skipping`,
    )
  const above = bindsFirst || s.connectIp === undefined ? null : s.connectIp
  const compared = above ?? (keyword === 'SMTP_CHECK' ? null : server.address)
  if (compared !== null && bindTo.family !== compared.family) {
    leaveOut(bindTo, 'bindto', 'connect_ip')
    return { address: connectIp, bindAddress: null }
  }
  if (bindsFirst && bindTo.family !== connectIp.family) {
    leaveOut(connectIp, 'connect_ip', 'bindto')
    return { address: server.address, bindAddress: bindTo }
  }
  return { address: connectIp, bindAddress: bindTo }
}

const HTTP_DELAY_BEFORE_RETRY_US = 3 * US_PER_S

function resolveHttp(block: Block<HttpSettings>, id: string, context: CheckerContext): readonly HttpCheckConfig[] {
  const { values: s } = block
  const { defaults, resolution } = context
  const urls = (s.urls ?? []).flatMap((url) => resolveUrl(url, s.tlsCompliant ?? false, resolution))
  if (urls.length === 0) {
    complain(
      resolution,
      block.mark,
      'no-url',
      'HTTP/SSL_GET checker has no urls specified - ignoring',
      `write: ${block.keyword} { url { path / } }`,
    )
    return []
  }
  const protocol = s.protocol === '1.0c' ? '1.0C' : (s.protocol ?? '1.0')
  const checker: HttpCheckConfig = {
    ...network('http', block, id, context, HTTP_DELAY_BEFORE_RETRY_US),
    tls: block.keyword === 'SSL_GET',
    enableSni: (s.enableSni ?? false) || s.sniName !== undefined,
    sniName: s.sniName ?? null,
    fastRecovery: s.fastRecovery ?? false,
    protocol,
    virtualHost: s.virtualHost ?? defaults.virtualHost,
    ...(s.virtualHost === undefined ? {} : { virtualHostSaid: true }),
    urls,
  }
  return [checker]
}

function resolveUrl(block: UrlBlock, tlsCompliant: boolean, resolution: Resolution): HttpUrlConfig[] {
  const { values: s } = block
  if (s.path === undefined) {
    complain(resolution, block.mark, 'no-path', 'HTTP/SSL_GET checker url has no path - ignoring', 'write: path <path>')
    return []
  }
  return [
    {
      path: s.path,
      digest: s.digest ?? null,
      statusCodes: (s.statusCodes ?? []).flat(),
      virtualHost: s.virtualHost ?? null,
      tlsCompliant: s.tlsCompliant ?? tlsCompliant,
      regex: resolveRegex(block, resolution),
    },
  ]
}

const SMTP_HELO_NAME = 'smtpchecker.keepalived.org'

/** Each `host` block is a check of its own, and what stands outside of them one more if it says whom to ask or how. */
function resolveSmtp(block: Block<SmtpSettings>, id: string, context: CheckerContext): readonly SmtpCheckConfig[] {
  const { values: s } = block
  const hosts: readonly Block<SmtpHostSettings>[] = s.hosts ?? []
  const common = {
    ...timing('smtp', sharedTiming(s, hosts), id, context, US_PER_S, 1),
    heloName: s.heloName ?? SMTP_HELO_NAME,
  }
  const own = hosts.length === 0 || CONNECTION_FIELDS.some((field) => s[field] !== undefined)
  return [
    ...(own ? [{ ...common, connection: connection(block, context) }] : []),
    ...hosts.map((host, i) => ({ ...common, id: `${id} host ${i + 1}`, connection: connection(host, context) })),
  ]
}

const CONNECTION_FIELDS = [
  'connectIp',
  'connectPort',
  'bindTo',
  'bindPort',
  'bindInterface',
  'connectTimeoutUs',
  'fwmark',
] as const satisfies readonly (keyof SmtpHostSettings)[]

/** compat: when and how often is a matter of all of them, and the last word counts, in whichever block it stands. */
function sharedTiming(s: SmtpSettings, hosts: readonly Block<SmtpHostSettings>[]): TimingSettings {
  const inOrder = Object.entries(s).map(([field, value]): object =>
    field === 'hosts' ? Object.assign({}, ...hosts.map(({ values }) => values)) : { [field]: value },
  )
  return Object.assign({}, ...inOrder)
}

const DNS_RETRY = 3

function resolveDns(block: Block<DnsSettings>, id: string, context: CheckerContext): DnsCheckConfig {
  const { values: s } = block
  const type = (s.type ?? 'SOA').toUpperCase() as DnsType
  return { ...network('dns', block, id, context, 0, DNS_RETRY), type, name: s.name ?? '' }
}

const UDP_MAX_REPLY_LENGTH = 255

function resolveUdp(block: Block<UdpSettings>, id: string, context: CheckerContext): UdpCheckConfig {
  const { values: s } = block
  const { minReplyLength: least, maxReplyLength: most } = s
  if (least !== undefined && most !== undefined && least > most) {
    const message = `UDP_CHECK min_reply length ${least} > max_reply_length ${most} - will always fail`
    caution(context.resolution, block.mark, 'bad-value', message)
  }
  return {
    ...network('udp', block, id, context, US_PER_S),
    payload: s.payload?.octets ?? null,
    reply:
      s.requireReply === undefined
        ? null
        : {
            ...s.requireReply,
            minLength: least ?? 0,
            maxLength: most ?? UDP_MAX_REPLY_LENGTH,
          },
  }
}

function resolveMisc(block: Block<MiscSettings>, id: string, context: CheckerContext): readonly MiscCheckConfig[] {
  const { values: s } = block
  const { commands, resolution } = context
  if (s.command === undefined || s.command === null) {
    const message = 'No script path has been specified for MISC_CHECKER - skipping'
    complain(resolution, block.mark, 'no-script', message, 'it needs: misc_path <command>')
    return []
  }
  const text = s.command.text
  if (s.user !== undefined && commands.lookUp(s.user) === null) {
    const message = `Failed to set uid/gid for misc checker script '${text}' - removing`
    complain(resolution, s.user.mark, 'unknown-user', message, `there is no user '${s.user.user}'`)
    return []
  }
  const outcome = commands.inspect(s.command, s.user ?? null)
  if (!outcome.ok) {
    if (outcome.refusal === 'no-user') {
      const message = `Unable to set default user for misc script '${text}' - removing`
      complain(resolution, block.mark, 'no-script-user', message)
    } else {
      const reason = outcome.refusal === 'insecure' ? 'due to insecure' : 'since not found/accessible'
      // compat: unlike that of a track script it does not count for the verdict.
      const message = `Disabling misc script '${text}' ${reason}`
      resolution.reporter.warn({ code: 'script-disabled', class: null, at: block.mark, message })
    }
    return []
  }
  const { uid, gid } = commands.account
  const { command } = outcome
  return [
    {
      ...timing('misc', s, id, context, US_PER_S, 0),
      command: { ...command, uid: command.uid ?? uid, gid: command.gid ?? gid },
      timeoutUs: (s.timeoutS ?? 0) * US_PER_S,
      dynamic: s.dynamic ?? false,
    },
  ]
}

/** Says what a checker asks, not where it stands in the file: so it keeps its name when others come and go. */
export function checkerName(block: Block<unknown>): string {
  const s = block.values as HttpSettings
  const target = s.connectIp === undefined ? '' : ` ${writeIp(s.connectIp)}`
  const port = s.connectPort === undefined ? '' : `:${s.connectPort}`
  const command = (block.values as MiscSettings).command?.text
  return `${block.keyword}${target}${port}${command === undefined ? '' : ` ${command}`}`
}
