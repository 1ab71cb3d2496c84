/** BFD_CHECK in the dump: its entries between those of the other checkers, and section "Checker track BFDs". */
import type { BfdCheckConfig, Config, RealServerConfig, VirtualServerConfig } from '../config.ts'
import { serviceKeyOf } from '../service-key.ts'
import type { LvsView } from './view.ts'
import { onOff, row, text, writeTable, yesNo } from './writers.ts'
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
const NO_TIME = '18446744073709551615 us'
const NO_NUMBER = 4_294_967_295

const table: DumpTable<Subject> = [
  row('Enabled', () => yesNo(true)),
  row('Up', ({ up }) => yesNo(up)),
  row('Has run', ({ hasRun }) => yesNo(hasRun)),
  row('Current weight', () => 0),
  row('Alpha', ({ check }) => yesNo(check.alpha)),
  row('Delay loop', () => NO_TIME),
  row('Warmup', () => NO_TIME),
  row('Retries', () => NO_NUMBER),
  row('Delay before retry', () => NO_TIME),
  row('Retries iterations', () => NO_NUMBER),
  row('Default delay before retry', () => '1000000 us'),
  row('Log all failures', () => yesNo(false)),
  row('Keepalive method', () => 'BFD_CHECK'),
  row('Name', ({ check }) => check.session),
  text(({ check }) => `Alpha is ${onOff(check.alpha)}`),
]

export function dumpBfdSessions({ lvs }: Config): string[] {
  if (lvs.bfdSessions === undefined) return []
  const servers = lvs.virtualServers.flatMap(({ realServers }) => realServers)
  const written = lvs.bfdSessions.flatMap((session) => [
    ` Checker Track BFD = ${session}`,
    '   Tracking RS :',
    ...servers
      .filter(({ bfdChecks = [] }) => bfdChecks.some((check) => check.session === session))
      .map(({ id }) => `   ${id}`),
  ])
  return ['------< Checker track BFDs >------', ...written]
}
