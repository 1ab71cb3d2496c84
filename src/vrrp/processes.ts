/** vrrp_track_process: from a number of matching processes to a verdict, with the delays against short absences. */
import { armTimer, disarmTimer, isArmed } from '../lib/deadlines.ts'
import type { TrackProcessConfig } from '../config/config.ts'
import { lines } from './log-lines.ts'
import { reassessAll } from './reassess.ts'
import type { TrackedProcess } from './state.ts'
import { log, logDetail, type Step } from './step-context.ts'

/** Before the first verdict about the instances: nothing follows from it yet. */
export function firstCount(tracked: TrackedProcess, count: number): void {
  tracked.count = count
  tracked.up = hasQuorum(tracked.config, count)
}

export function processCounted(step: Step, tracked: TrackedProcess, count: number): void {
  const { name, forkDelayUs, terminateDelayUs } = tracked.config
  const enough = hasQuorum(tracked.config, count)
  if (tracked.count !== null && tracked.count !== count) {
    logDetail(step, lines.processCount(name, tracked.count, count, enough))
  }
  tracked.count = count
  const { deadlines } = step.state
  if (tracked.up === null) return decide(step, tracked, enough, false)
  if (tracked.up === enough) return disarmTimer(deadlines, tracked.timer)
  const delayUs = enough ? forkDelayUs : terminateDelayUs
  if (delayUs === 0) return decide(step, tracked, enough, true)
  if (!isArmed(tracked.timer)) armTimer(deadlines, tracked.timer, step.now + delayUs)
}

export function processDelayOver(step: Step, tracked: TrackedProcess): void {
  const enough = hasQuorum(tracked.config, tracked.count ?? 0)
  if (tracked.up !== enough) decide(step, tracked, enough, true)
}

function decide(step: Step, tracked: TrackedProcess, up: boolean, logged: boolean): void {
  tracked.up = up
  if (logged) log(step, 'info', lines.processQuorum(tracked.config.name, up))
  reassessAll(step, step.state.instances.values())
}

/** A maximum below the quorum other than 0 cannot be meant; 0 means that none may run. */
export function hasQuorum({ quorum, quorumMax }: TrackProcessConfig, count: number): boolean {
  if (quorumMax === 0) return count === 0
  return count >= quorum && (quorumMax < quorum || count <= quorumMax)
}
