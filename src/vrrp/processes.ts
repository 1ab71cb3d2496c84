/** vrrp_track_process: from a number of matching processes to a verdict, with the delays against short absences. */
import { armTimer, disarmTimer, isArmed } from '../lib/deadlines.ts'
import type { TrackProcessConfig } from '../config/config.ts'
import { lines } from './log-lines.ts'
import { reassessAll } from './reassess.ts'
import type { TrackedProcess } from './state.ts'
import { log, logDetail, type Step } from './step-context.ts'

export function processCounted(step: Step, process: TrackedProcess, count: number): void {
  const { name, forkDelayUs, terminateDelayUs } = process.config
  const enough = hasQuorum(process.config, count)
  if (process.count !== null && process.count !== count) {
    logDetail(step, lines.processCount(name, process.count, count, enough))
  }
  process.count = count
  const { deadlines } = step.state
  if (process.up === null) return decide(step, process, enough, false)
  if (process.up === enough) return disarmTimer(deadlines, process.timer)
  const delayUs = enough ? forkDelayUs : terminateDelayUs
  if (delayUs === 0) return decide(step, process, enough, true)
  if (!isArmed(process.timer)) armTimer(deadlines, process.timer, step.now + delayUs)
}

export function processDelayOver(step: Step, process: TrackedProcess): void {
  const enough = hasQuorum(process.config, process.count ?? 0)
  if (process.up !== enough) decide(step, process, enough, true)
}

function decide(step: Step, process: TrackedProcess, up: boolean, logged: boolean): void {
  process.up = up
  if (logged) log(step, 'info', lines.processQuorum(process.config.name, up))
  reassessAll(step, step.state.instances.values())
}

/** A maximum below the quorum other than 0 cannot be meant; 0 means that none may run. */
export function hasQuorum({ quorum, quorumMax }: TrackProcessConfig, count: number): boolean {
  if (quorumMax === 0) return count === 0
  return count >= quorum && (quorumMax < quorum || count <= quorumMax)
}
