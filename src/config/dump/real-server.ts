/** The part of a real server in section "LVS Topology". */
import { writeIp } from '../../lib/ip.ts'
import type { RealServerConfig, VirtualServerConfig } from '../config.ts'
import { fileCheckContext } from '../grammar/checkers.ts'
import { realServerContext, virtualServerContext } from '../grammar/virtual-server.ts'
import { linesOf } from './keyword-lines.ts'
import { DEFAULT_CONNECT_TIMEOUT_US, otherForwarding, plainForwarding } from './service-values.ts'
import type { RealServerView, VirtualServerView } from './view.ts'
import { lines, oneZero, row, text, writeTable, writeWeight } from './writers.ts'
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

const line = linesOf(
  realServerContext,
  ({ server }: ServerSubject) => server,
  ({ account }) => account,
)
const ofService = linesOf(virtualServerContext, ({ service }: ServerSubject) => service)
const ofFileChecks = linesOf(fileCheckContext, ({ server }: ServerSubject) => server)

const table: DumpTable<ServerSubject> = [
  ofService(
    'real_server',
    ({ server, view: { effectiveWeight: weight } }) =>
      `${writeIp(server.address)}, RPORT = ${server.port}, WEIGHT = ${weight} EFF WEIGHT = ${weight}`,
  ),
  line('lvs_method', ({ server }) => plainForwarding(server)),
  text(({ server }) => otherForwarding(server)),
  line('alpha'),
  line(
    'connect_timeout',
    ({ server, service }) => server.connectTimeoutUs ?? service.connectTimeoutUs ?? DEFAULT_CONNECT_TIMEOUT_US,
  ),
  line('uthreshold', ({ server }) => `${server.lowerThreshold} -> ${server.upperThreshold}`),
  line('delay_loop', ({ server, service }) => server.delayLoopUs ?? service.delayLoopUs),
  line('retry', ({ server, service }) => server.retry ?? service.retry),
  line('delay_before_retry', ({ server, service }) => server.delayBeforeRetryUs ?? service.delayBeforeRetryUs),
  line('warmup', ({ server, service }) => server.warmupUs ?? service.warmupUs),
  line('inhibit_on_failure'),
  line('notify_up'),
  line('notify_down'),
  // compat: only what the real server says itself, and one blank further in.
  line('virtualhost', ({ server }) => (server.virtualHost === null ? null : `'${server.virtualHost}'`)),
  line('smtp_alert'),
  line('weight'),
  row('effective weight', ({ view }) => view.effectiveWeight),
  row('previous effective_weight', ({ view }) => view.previousWeight),
  row('alive', ({ view }) => oneZero(view.alive)),
  row('num failed checkers', ({ view }) => view.failedCheckers),
  row('RS set', ({ view }) => oneZero(view.set)),
  row('reloaded', ({ view }) => oneZero(view.reloaded)),
  ofFileChecks('weight', ({ server: { fileChecks = [] } }) =>
    fileChecks.map((check) => `${check.file}, weight ${writeWeight(check)}`),
  ),
  lines(({ server: { bfdChecks = [] } }) =>
    bfdChecks.length === 0 ? [] : ['Tracked BFDs', ...bfdChecks.map(({ session }) => `  ${session}`)],
  ),
]
