/** Configurations for the LVS machine, written as short as a test can read them. */
import type { Command } from '../../../src/config/command.ts'
import type {
  CheckerConfig,
  GlobalConfig,
  HttpCheckConfig,
  LvsConfig,
  RealServerConfig,
  SorryServerConfig,
  TcpCheckConfig,
  VirtualServerConfig,
} from '../../../src/config/config.ts'
import { readIp, type IpAddress } from '../../../src/lib/ip.ts'
import { US_PER_S } from '../../../src/lib/time.ts'

export const SECOND = US_PER_S

export function ip(text: string): IpAddress {
  const address = readIp(text)
  if (!address) throw new Error(`${text} is no address`)
  return address
}

export function command(text: string): Command {
  return { argv: text.split(' '), text, uid: null, gid: null }
}

export function globalConfig(changes: Partial<GlobalConfig> = {}): GlobalConfig {
  return {
    routerId: 'LVS1',
    email: {
      to: ['a@example.com'],
      from: 'k@example.com',
      server: { host: '10.99.0.1', port: 25 },
      heloName: 'lvs',
      connectTimeoutUs: 30 * SECOND,
    },
    smtpAlert: null,
    smtpAlertVrrp: null,
    smtpAlertChecker: true,
    noEmailFaults: false,
    noCheckerEmails: false,
    checkerLogAllFailures: false,
    rsInitNotifies: false,
    lvsFlush: false,
    lvsFlushOnStop: 'no',
    lvsTimeouts: null,
    lvsSyncDaemon: null,
    ...changes,
  } as GlobalConfig
}

export function tcpCheck(id: string, changes: Partial<TcpCheckConfig> = {}): TcpCheckConfig {
  return {
    kind: 'tcp',
    id,
    delayLoopUs: 2 * SECOND,
    retry: 1,
    delayBeforeRetryUs: 1 * SECOND,
    warmupUs: 0,
    alpha: false,
    connection: {
      address: ip('10.99.0.11'),
      port: 80,
      bindAddress: null,
      bindPort: 0,
      bindInterface: null,
      fwmark: 0,
      connectTimeoutUs: 2 * SECOND,
    },
    ...changes,
  } as TcpCheckConfig
}

export function httpCheck(
  id: string,
  changes: Partial<HttpCheckConfig> = {},
  paths: readonly string[] = ['/a'],
): CheckerConfig {
  const urls = paths.map((path) => ({
    path,
    digest: null,
    statusCodes: [],
    virtualHost: null,
    tlsCompliant: false,
    regex: null,
  }))
  return {
    ...tcpCheck(id),
    kind: 'http',
    tls: false,
    enableSni: false,
    sniName: null,
    fastRecovery: false,
    protocol: '1.0',
    virtualHost: null,
    urls,
    ...changes,
  }
}

/** `last` is the last octet of 10.99.0.0/24; without `checkers` it has one TCP check named after it. */
export function realServer(last: number, changes: Partial<RealServerConfig> = {}): RealServerConfig {
  return {
    id: `[10.99.0.${last}]:tcp:80`,
    address: ip(`10.99.0.${last}`),
    port: 80,
    weight: 1,
    forwarding: 'NAT',
    inhibitOnFailure: false,
    upperThreshold: 0,
    lowerThreshold: 0,
    notifyUp: command(`/bin/rsup ${last}`),
    notifyDown: command(`/bin/rsdown ${last}`),
    smtpAlert: true,
    alpha: false,
    virtualHost: null,
    checkers: [],
    ...changes,
  }
}

export interface VirtualServerChanges extends Partial<VirtualServerConfig> {
  /** all its checks start as down */
  readonly allAlpha?: boolean
}

/** `last` is the last octet of 10.88.0.0/24. Servers without checkers get one. */
export function virtualServer(
  last: number,
  servers: readonly RealServerConfig[],
  { allAlpha, ...changes }: VirtualServerChanges = {},
): VirtualServerConfig {
  const id = `[10.88.0.${last}]:tcp:80`
  return {
    id,
    target: { kind: 'address', address: ip(`10.88.0.${last}`), port: 80 },
    protocol: 'TCP',
    scheduler: 'rr',
    schedulerFlags: 0,
    onePacket: false,
    forwarding: 'NAT',
    persistenceTimeoutS: 0,
    persistenceEngine: null,
    persistenceGranularity: 32,
    delayLoopUs: 2 * SECOND,
    virtualHost: null,
    alpha: allAlpha ?? false,
    omega: false,
    quorum: 1,
    hysteresis: 0,
    quorumUp: command('/bin/qup'),
    quorumDown: command('/bin/qdown'),
    haSuspend: false,
    smtpAlert: null,
    sorryServer: null,
    realServers: servers.map((server) =>
      server.checkers.length > 0
        ? server
        : { ...server, checkers: [tcpCheck(`${id} ${server.id} TCP_CHECK`, { alpha: allAlpha ?? server.alpha })] },
    ),
    ...changes,
  }
}

export function sorryServer(last: number, inhibit = false): SorryServerConfig {
  return { id: `[10.99.0.${last}]:tcp:80`, address: ip(`10.99.0.${last}`), port: 80, forwarding: 'NAT', inhibit }
}

export function lvsConfig(...virtualServers: readonly VirtualServerConfig[]): LvsConfig {
  return { virtualServers, groups: [], ssl: null }
}
