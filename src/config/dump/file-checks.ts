/** FILE_CHECK in the dump: its entries behind those of the other checkers, and section "Checker track files". */
import type { Config, FileCheckConfig, RealServerConfig, TrackFileConfig, VirtualServerConfig } from '../config.ts'
import { serviceKeyOf } from '../service-key.ts'
import { fileCheckContext, httpCheckContext } from '../grammar/checkers.ts'
import { trackFileContext } from '../grammar/track-file.ts'
import { linesOf } from './keyword-lines.ts'
import type { LvsView } from './view.ts'
import { lines, row, writeTable, writeWeight, yesNo } from './writers.ts'
import type { DumpTable } from './writers.ts'

interface PlacedFileCheck {
  readonly check: FileCheckConfig
  readonly server: RealServerConfig
  readonly service: VirtualServerConfig
}

function allFileChecks(config: Config): PlacedFileCheck[] {
  return config.lvs.virtualServers.flatMap((service) =>
    service.realServers.flatMap((server) => (server.fileChecks ?? []).map((check) => ({ check, server, service }))),
  )
}

/** As part of section "Health checkers". */
export function dumpFileChecks(config: Config, view: LvsView): string[] {
  return allFileChecks(config).flatMap(({ check, server, service }) => {
    const failed = view.virtualServers[serviceKeyOf(service)]?.realServers[server.id]?.failedFileChecks ?? []
    const subject: CheckSubject = { check, up: !failed.includes(check.id) }
    return [` ${service.id} -> ${server.id}`, ...writeTable(checkTable, subject, 3)]
  })
}

interface CheckSubject {
  readonly check: FileCheckConfig
  readonly up: boolean
}

const line = linesOf(fileCheckContext, ({ check }: CheckSubject) => check)
const ofHttp = linesOf(httpCheckContext, ({ check }: CheckSubject) => check)

const checkTable: DumpTable<CheckSubject> = [
  row('Enabled', () => yesNo(true)),
  row('Up', ({ up }) => yesNo(up)),
  row('Has run', () => yesNo(true)),
  row('Current weight', () => 0),
  ofHttp('log_all_failures', () => false),
  ofHttp('http_protocol', () => 'FILE_CHECK'),
  line('track_file', ({ check }) => check.file),
  row('  Reloaded', () => 'No'),
]

export function dumpCheckedFiles(config: Config, view: LvsView): string[] {
  const checks = allFileChecks(config)
  const written = (config.vrrp.files ?? []).flatMap((file) => {
    const trackers = checks.filter(({ check }) => check.file === file.name)
    if (trackers.length === 0) return []
    const subject: FileSubject = {
      file,
      status: view.files?.[file.name] ?? 0,
      trackers,
    }
    return [` Track file = ${file.name}`, ...writeTable(fileTable, subject, 3)]
  })
  return written.length === 0 ? [] : ['------< Checker track files >------', ...written]
}

interface FileSubject {
  readonly file: TrackFileConfig
  readonly status: number
  readonly trackers: readonly PlacedFileCheck[]
}

const fileLine = linesOf(trackFileContext, ({ file }: FileSubject) => file)

const fileTable: DumpTable<FileSubject> = [
  fileLine('file', ({ file }) => file.path),
  fileLine('init_file', ({ status }) => status),
  fileLine('weight', ({ file }) => file),
  lines(({ trackers }) => [
    'Tracking instances :',
    ...trackers.map(({ check, server, service }) => `  ${service.id} -> ${server.id}, weight ${writeWeight(check)}`),
  ]),
]
