/** The part of a real server in section "LVS Topology". */
import { writeIp } from '../../lib/ip.ts'
import type { RealServerConfig, VirtualServerConfig } from '../config.ts'
import { DEFAULT_CONNECT_TIMEOUT_US, writeForwarding } from './service-values.ts'
import type { RealServerView, VirtualServerView } from './view.ts'
import {
  lines,
  onOff,
  oneZero,
  row,
  text,
  writeScript,
  writeSeconds,
  writeTable,
  writeWeight,
  yesNo,
} from './writers.ts'
import type { Account, DumpTable } from './writers.ts'

interface ServerSubject {
  readonly server: RealServerConfig
  readonly service: VirtualServerConfig
  readonly view: RealServerView
  readonly account: Account
}

export function dumpRealServer(
  server: RealServerConfig,
  service: VirtualServerConfig,
  view: VirtualServerView,
  account: Account,
): string[] {
  const own = view.realServers[server.id] ?? {
    alive: true,
    set: true,
    failedCheckers: 0,
    effectiveWeight: server.weight,
    previousWeight: 0,
    reloaded: false,
  }
  return ['   ------< Real server >------', ...writeTable(table, { server, service, view: own, account }, 3)]
}

const table: DumpTable<ServerSubject> = [
  row(
    'RIP',
    ({ server, view }) =>
      `${writeIp(server.address)}, RPORT = ${server.port}, WEIGHT = ${view.effectiveWeight} EFF WEIGHT = ${view.effectiveWeight}`,
  ),
  text(({ server }) => writeForwarding(server, 'forwarding method')),
  text(({ server }) => `Alpha is ${onOff(server.alpha)}`),
  row('connection timeout', ({ server, service }) =>
    writeSeconds(server.connectTimeoutUs ?? service.connectTimeoutUs ?? DEFAULT_CONNECT_TIMEOUT_US),
  ),
  row('connection limit range', ({ server }) => `${server.lowerThreshold} -> ${server.upperThreshold}`),
  row('Delay loop', ({ server, service }) => writeSeconds(server.delayLoopUs ?? service.delayLoopUs)),
  row('Retry count', ({ server, service }) => server.retry ?? service.retry),
  row('Retry delay', ({ server, service }) => seconds(server.delayBeforeRetryUs ?? service.delayBeforeRetryUs)),
  row('Warmup', ({ server, service }) => seconds(server.warmupUs ?? service.warmupUs)),
  text(({ server }) => `Inhibit on failure is ${onOff(server.inhibitOnFailure)}`),
  row('  RS up notify script', ({ server, account }) => server.notifyUp && writeScript(server.notifyUp, account)),
  row('  RS down notify script', ({ server, account }) => server.notifyDown && writeScript(server.notifyDown, account)),
  // compat: only what the real server says itself, and one blank further in.
  row(' VirtualHost', ({ server }) => (server.virtualHost === null ? null : `'${server.virtualHost}'`)),
  row('Using smtp notification', ({ server }) => yesNo(server.smtpAlert)),
  row('initial weight', ({ server }) => server.weight),
  row('effective weight', ({ view }) => view.effectiveWeight),
  row('previous effective_weight', ({ view }) => view.previousWeight),
  row('alive', ({ view }) => oneZero(view.alive)),
  row('num failed checkers', ({ view }) => view.failedCheckers),
  row('RS set', ({ view }) => oneZero(view.set)),
  row('reloaded', ({ view }) => oneZero(view.reloaded)),
  lines(({ server: { fileChecks = [] } }) =>
    fileChecks.length === 0
      ? []
      : ['Tracked Files', ...fileChecks.map((check) => `  ${check.file}, weight ${writeWeight(check)}`)],
  ),
  lines(({ server: { bfdChecks = [] } }) =>
    bfdChecks.length === 0 ? [] : ['Tracked BFDs', ...bfdChecks.map(({ session }) => `  ${session}`)],
  ),
]

function seconds(us: number | undefined): string | null {
  return us === undefined ? null : writeSeconds(us)
}
