/** Section "VRRP Track files": those that something tracks. */
import type { Config, TrackFileConfig } from '../config.ts'
import { trackFileContext } from '../grammar/track-file.ts'
import { linesOf } from './keyword-lines.ts'
import { trackersOfFile, writeTracker } from './tracking.ts'
import type { Tracker } from './tracking.ts'
import type { VrrpView } from './view.ts'
import { lines, writeTable } from './writers.ts'
import type { DumpTable } from './writers.ts'

interface FileSubject {
  readonly file: TrackFileConfig
  readonly status: number
  readonly trackers: readonly Tracker[]
}

export function dumpFiles(config: Config, view: VrrpView): string[] {
  const written = (config.vrrp.files ?? []).flatMap((file) => {
    const trackers = trackersOfFile(config.vrrp, file.name)
    if (trackers.length === 0) return []
    const subject: FileSubject = { file, status: view.files?.[file.name] ?? 0, trackers }
    return [` Track file = ${file.name}`, ...writeTable(table, subject, 3)]
  })
  return written.length === 0 ? [] : ['------< VRRP Track files >------', ...written]
}

const line = linesOf(trackFileContext, ({ file }: FileSubject) => file)

const table: DumpTable<FileSubject> = [
  line('file', ({ file }) => file.path),
  line('init_file', ({ status }) => status),
  line('weight', ({ file }) => file),
  lines(({ trackers }) => ['Tracking instances :', ...trackers.map((tracker) => `  ${writeTracker(tracker)}`)]),
]
