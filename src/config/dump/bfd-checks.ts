/** BFD_CHECK in the dump: its entries between those of the other checkers, and section "Checker track BFDs". */
import type { BfdCheckConfig, Config, RealServerConfig, VirtualServerConfig } from '../config.ts'
import { serviceKeyOf } from '../service-key.ts'
import { bfdCheckContext, httpCheckContext, tcpCheckContext } from '../grammar/checkers.ts'
import { bfdContext } from '../grammar/passive-blocks.ts'
import { linesOf } from './keyword-lines.ts'
import type { LvsView } from './view.ts'
import { row, writeTable, yesNo } from './writers.ts'
import type { DumpTable } from './writers.ts'

interface Subject {
  readonly check: BfdCheckConfig
  readonly up: boolean
  readonly hasRun: boolean
}

export function dumpBfdCheck(
  check: BfdCheckConfig,
  server: RealServerConfig,
  service: VirtualServerConfig,
  view: LvsView,
): string[] {
  const own = view.virtualServers[serviceKeyOf(service)]?.realServers[server.id]?.sessions?.find(
    ({ session }) => session === check.session,
  )
  const subject: Subject = { check, up: own?.up ?? !check.alpha, hasRun: own?.hasRun ?? false }
  return [` ${service.id} -> ${server.id}`, ...writeTable(table, subject, 3)]
}

/** compat: what such a check does not have is -1, written without its sign. */
const NO_TIME = '18446744073709551615'
const NO_NUMBER = 4_294_967_295

const line = linesOf(bfdCheckContext, ({ check }: Subject) => check)
/** compat: it is shown as one that asks and waits. */
const usual = linesOf(tcpCheckContext, ({ check }: Subject) => check)
const ofHttp = linesOf(httpCheckContext, ({ check }: Subject) => check)

const table: DumpTable<Subject> = [
  row('Enabled', () => yesNo(true)),
  row('Up', ({ up }) => yesNo(up)),
  row('Has run', ({ hasRun }) => yesNo(hasRun)),
  row('Current weight', () => 0),
  usual('alpha', ({ check }) => check.alpha),
  usual('delay_loop', () => NO_TIME),
  usual('warmup', () => NO_TIME),
  usual('retry', () => NO_NUMBER),
  usual('delay_before_retry', () => NO_TIME),
  row('Retries iterations', () => NO_NUMBER),
  row('Default delay before retry', () => '1000000 us'),
  usual('log_all_failures', () => false),
  ofHttp('http_protocol', () => 'BFD_CHECK'),
  line('name', ({ check }) => check.session),
  line('alpha'),
]

const sessionLine = linesOf(bfdContext, (session: string) => ({ session }))

export function dumpBfdSessions({ lvs }: Config): string[] {
  if (lvs.bfdSessions === undefined) return []
  const servers = lvs.virtualServers.flatMap(({ realServers }) => realServers)
  const written = lvs.bfdSessions.flatMap((session) => [
    ...writeTable([sessionLine('neighbor_ip', (name) => name)], session, 1),
    '   Tracking RS :',
    ...servers
      .filter(({ bfdChecks = [] }) => bfdChecks.some((check) => check.session === session))
      .map(({ id }) => `   ${id}`),
  ])
  return ['------< Checker track BFDs >------', ...written]
}
