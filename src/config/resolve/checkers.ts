/** Checkers of a real server: every value resolved through real server and virtual server. */
import { writeIp } from '../../lib/ip.ts'
import { US_PER_S } from '../../lib/time.ts'
import type { Us } from '../../lib/time.ts'
import type {
  CheckerCommon,
  CheckerConfig,
  ConnectionConfig,
  HttpCheckConfig,
  HttpUrlConfig,
  RealServerConfig,
} from '../config.ts'
import type { httpCheckRows, tcpCheckRows, urlRows } from '../grammar/checkers.ts'
import type { Block, SettingsOf } from '../grammar/row.ts'
import type { Resolution } from './resolution.ts'
import { complain } from './resolution.ts'

type TcpSettings = SettingsOf<typeof tcpCheckRows>
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

/** Null: of a kind that does not act yet, or without what it needs. */
export function resolveChecker(
  block: Block<unknown>,
  server: Pick<RealServerConfig, 'address' | 'port'>,
  id: string,
  defaults: CheckDefaults,
  resolution: Resolution,
): CheckerConfig | null {
  switch (block.keyword) {
    case 'TCP_CHECK':
      return common('tcp', block.values as TcpSettings, server, id, defaults, US_PER_S)
    case 'HTTP_GET':
    case 'SSL_GET':
      return resolveHttp(block as Block<HttpSettings>, server, id, defaults, resolution)
    default:
      return null
  }
}

function common<K extends CheckerConfig['kind']>(
  kind: K,
  s: TcpSettings,
  server: Pick<RealServerConfig, 'address' | 'port'>,
  id: string,
  defaults: CheckDefaults,
  usualDelayUs: Us,
): CheckerCommon & { readonly kind: K } {
  const delayLoopUs = s.delayLoopUs ?? defaults.delayLoopUs
  return {
    kind,
    id,
    delayLoopUs,
    retry: s.retry ?? defaults.retry ?? 1,
    delayBeforeRetryUs: s.delayBeforeRetryUs ?? defaults.delayBeforeRetryUs ?? usualDelayUs,
    warmupUs: s.warmupUs ?? defaults.warmupUs ?? delayLoopUs,
    alpha: s.alpha ?? defaults.alpha,
    logAllFailures: s.logAllFailures ?? false,
    connection: connection(s, server, defaults),
  }
}

function connection(
  s: TcpSettings,
  server: Pick<RealServerConfig, 'address' | 'port'>,
  defaults: CheckDefaults,
): ConnectionConfig {
  return {
    address: s.connectIp ?? server.address,
    port: s.connectPort ?? server.port,
    bindAddress: s.bindTo ?? null,
    bindPort: s.bindPort ?? 0,
    bindInterface: s.bindInterface ?? null,
    fwmark: s.fwmark ?? 0,
    connectTimeoutUs: s.connectTimeoutUs ?? defaults.connectTimeoutUs ?? DEFAULT_CONNECT_TIMEOUT_US,
  }
}

const HTTP_DELAY_BEFORE_RETRY_US = 3 * US_PER_S

function resolveHttp(
  block: Block<HttpSettings>,
  server: Pick<RealServerConfig, 'address' | 'port'>,
  id: string,
  defaults: CheckDefaults,
  resolution: Resolution,
): HttpCheckConfig | null {
  const { values: s } = block
  const urls = (s.urls ?? []).flatMap((url) => resolveUrl(url, s.tlsCompliant ?? false, resolution))
  if (urls.length === 0) {
    complain(
      resolution,
      block.mark,
      'no-url',
      'HTTP/SSL_GET checker has no urls specified - ignoring',
      `write: ${block.keyword} { url { path / } }`,
    )
    return null
  }
  const protocol = s.protocol === '1.0c' ? '1.0C' : (s.protocol ?? '1.0')
  return {
    ...common('http', s, server, id, defaults, HTTP_DELAY_BEFORE_RETRY_US),
    tls: block.keyword === 'SSL_GET',
    enableSni: s.enableSni ?? false,
    fastRecovery: s.fastRecovery ?? false,
    protocol,
    virtualHost: s.virtualHost ?? defaults.virtualHost,
    urls,
  }
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
    },
  ]
}

/** Says what a checker asks, not where it stands in the file: so it keeps its name when others come and go. */
export function checkerName(block: Block<unknown>): string {
  const s = block.values as HttpSettings
  const target = s.connectIp === undefined ? '' : ` ${writeIp(s.connectIp)}`
  const port = s.connectPort === undefined ? '' : `:${s.connectPort}`
  return `${block.keyword}${target}${port}`
}
