/** Section "VRRP Track processes". */
import type { Config, TrackProcessConfig } from '../config.ts'
import { trackersOfProcess, writeTracker } from './tracking.ts'
import type { Tracker } from './tracking.ts'
import type { ProcessView, VrrpView } from './view.ts'
import { lines, row, text, trueFalse, writeSeconds, writeTable } from './writers.ts'
import type { DumpTable } from './writers.ts'

interface ProcessSubject {
  readonly process: TrackProcessConfig
  readonly view: ProcessView
  readonly trackers: readonly Tracker[]
}

export function dumpProcesses(config: Config, view: VrrpView): string[] {
  const { processes } = config.vrrp
  if (processes.length === 0) return []
  const written = processes.flatMap((process) => {
    const own = view.processes[process.name] ?? { count: 0, haveQuorum: process.quorum === 0, timers: null }
    const subject: ProcessSubject = { process, view: own, trackers: trackersOfProcess(config.vrrp, process.name) }
    return [` VRRP Track process = ${process.name}`, ...writeTable(table, subject, 3)]
  })
  return ['------< VRRP Track processes >------', ...written]
}

/** Larger is "no upper limit". */
const MAX_PROCESSES = 65535

const table: DumpTable<ProcessSubject> = [
  row('Process', ({ process }) => process.process),
  row('Parameters', ({ process }) => (process.params === null || process.params.length === 0 ? null : process.params.join(' '))),
  // compat: no sign of equality when the parameters must be these exactly.
  text(({ process }) =>
    process.paramMatch === null ? null : process.paramMatch === 'exact' ? 'Param match' : `Param match = ${process.paramMatch}`),
  row('Min processes', ({ process }) => process.quorum),
  row('Max processes', ({ process }) => (process.quorumMax > MAX_PROCESSES ? null : process.quorumMax)),
  row('Current processes', ({ view }) => view.count),
  row('Have quorum', ({ view }) => trueFalse(view.haveQuorum)),
  row('Weight', ({ process }) => `${process.weight}${process.reverse ? ' reverse' : ''}`),
  row('Terminate delay', ({ process }) => `${writeSeconds(process.terminateDelayUs)}s`),
  row('Fork delay', ({ process }) => `${writeSeconds(process.forkDelayUs)}s`),
  lines(({ view }) =>
    view.timers === null
      ? []
      : [`Fork delay timer ${view.timers.fork ? '' : 'not '}running`, `Terminate delay timer ${view.timers.terminate ? '' : 'not '}running`]),
  row('Full command', ({ process }) => trueFalse(process.fullCommand)),
  lines(({ trackers }) =>
    trackers.length === 0 ? [] : ['Tracking instances :', ...trackers.map((tracker) => `  ${writeTracker(tracker)}`)]),
]
