/**
 * The watchdog of the service manager (sd_watchdog_enabled(3)): it hears from us only while every child answers. A child that
 * does not is killed, and so started again, well before the service manager would end the whole daemon.
 */
import { NEVER, type Us } from '../lib/time.ts'
import type { LifecycleAction } from './actions.ts'
import * as lines from './log-lines.ts'
import { childNames, type LifecycleState } from './state.ts'

/** The children are asked that often in the time that the service manager waits. */
const beatsInTime = 4
/** Without an answer for so many beats a child hangs. Two are left for its end and the next sign of life. */
const maxSilentBeats = 2

export function startWatchdog(state: LifecycleState, now: Us): void {
  const beatUs = beatOf(state)
  state.beatAt = beatUs === null ? NEVER : now + beatUs
}

export function beat(state: LifecycleState, now: Us, out: LifecycleAction[]): void {
  const beatUs = beatOf(state)
  if (beatUs === null || state.beatAt > now) return
  // Who was held up longer than that has not heard the answers yet, which are there perhaps.
  const wereHeldUp = now - state.beatAt > beatUs
  state.beatAt = now + beatUs
  let allAnswer = true
  for (const name of childNames) {
    const child = state.children[name]
    if (child.status !== 'running' || !child.hasConfig) continue
    if (child.askedAt === NEVER) {
      child.askedAt = now
      out.push({ kind: 'ask-for-life', child: name })
      continue
    }
    allAnswer = false
    if (wereHeldUp) child.askedAt = now
    if (now - child.askedAt < maxSilentBeats * beatUs) continue
    child.askedAt = now
    out.push({ kind: 'log', level: 'err', text: lines.killedSilent(name, child.pid) })
    out.push({ kind: 'signal-child', child: name, signal: 'KILL' })
  }
  if (allAnswer) out.push({ kind: 'tell-systemd', state: { kind: 'alive' } })
}

function beatOf({ options: { watchdogUs } }: LifecycleState): Us | null {
  return watchdogUs === null ? null : Math.floor(watchdogUs / beatsInTime)
}
