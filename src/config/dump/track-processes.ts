/** Section "VRRP Track processes". */
import type { Config, TrackProcessConfig } from '../config.ts'
import { processContext } from '../grammar/vrrp-others.ts'
import { linesOf } from './keyword-lines.ts'
import { trackersOfProcess, writeTracker } from './tracking.ts'
import type { Tracker } from './tracking.ts'
import type { ProcessView, VrrpView } from './view.ts'
import { lines, row, trueFalse, writeTable } from './writers.ts'
import type { DumpTable } from './writers.ts'

interface ProcessSubject {
  readonly watched: TrackProcessConfig
  readonly view: ProcessView
  readonly trackers: readonly Tracker[]
}

export function dumpProcesses(config: Config, view: VrrpView): string[] {
  const { processes, shownProcesses = processes } = config.vrrp
  if (shownProcesses.length === 0) return []
  const written = shownProcesses.flatMap((watched) => {
    // compat: a second one of the same name is there too, for nobody.
    const isFirst = shownProcesses.find(({ name }) => name === watched.name) === watched
    const known = isFirst ? view.processes[watched.name] : undefined
    const own = known ?? { count: 0, haveQuorum: watched.quorum === 0, timers: null }
    const trackers = isFirst ? trackersOfProcess(config.vrrp, watched.name) : []
    return [` VRRP Track process = ${watched.name}`, ...writeTable(table, { watched, view: own, trackers }, 3)]
  })
  return ['------< VRRP Track processes >------', ...written]
}

/** Larger is "no upper limit". */
const MAX_PROCESSES = 65535

const line = linesOf(processContext, ({ watched }: ProcessSubject) => watched)

const table: DumpTable<ProcessSubject> = [
  line('process'),
  // The other line of `process`.
  row('Parameters', ({ watched }) =>
    watched.params === null || watched.params.length === 0 ? null : watched.params.join(' '),
  ),
  line('param_match'),
  line('quorum'),
  line('quorum_max', ({ watched }) => (watched.quorumMax > MAX_PROCESSES ? null : watched.quorumMax)),
  row('Current processes', ({ view }) => view.count),
  row('Have quorum', ({ view }) => trueFalse(view.haveQuorum)),
  line('weight', ({ watched }) => watched),
  line('terminate_delay'),
  line('fork_delay'),
  lines(({ view }) =>
    view.timers === null ? [] : [timerLine('Fork', view.timers.fork), timerLine('Terminate', view.timers.terminate)],
  ),
  line('full_command'),
  lines(({ trackers }) =>
    trackers.length === 0 ? [] : ['Tracking instances :', ...trackers.map((tracker) => `  ${writeTracker(tracker)}`)],
  ),
]

function timerLine(name: string, running: boolean): string {
  return `${name} delay timer ${running ? '' : 'not '}running`
}
