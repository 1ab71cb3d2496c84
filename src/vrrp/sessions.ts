/** Tracked BFD sessions: down until one is heard to be up. */
import type { VrrpEvent } from './events.ts'
import { lines } from './log-lines.ts'
import { reassess, updateVerdict } from './reassess.ts'
import { log, type Step } from './step-context.ts'
import { tracksOf } from './tracking.ts'

export function sessionChanged(step: Step, event: Extract<VrrpEvent, { kind: 'bfd-session' }>): void {
  const { instances, sessionsUp } = step.state
  const { session, up, ageUs } = event
  log(step, 'info', lines.sessionEvent(session, up, ageUs))
  if (sessionsUp.has(session) === up) return
  if (up) sessionsUp.add(session)
  else sessionsUp.delete(session)
  for (const instance of instances.values()) {
    if (!tracksOf(instance).some(({ source, name }) => source === 'bfd' && name === session)) continue
    log(step, 'info', lines.sessionChanged(instance.config.name, session, up))
    updateVerdict(step, instance)
    reassess(step, instance)
  }
}
