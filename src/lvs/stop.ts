/**
 * The end: checks are abandoned, omega is announced, our services leave the kernel, and then `stopped`.
 *
 * compat: omega runs scripts and writes to FIFOs; the original is gone before a mail about it could be sent.
 */
import { US_PER_S, type Us } from '../lib/time.ts'
import type { LvsAction } from './actions.ts'
import { announceServer, announceVirtualServer } from './announce.ts'
import { syncDaemonActions } from './kernel-settings.ts'
import { readKernel, removeOurs } from './kernel-sync.ts'
import { serverShutDown } from './log-lines.ts'
import { cancelCheck } from './schedule.ts'
import { globalOf, type LvsState } from './state.ts'
import { dropDeadline, setDeadline } from './timers.ts'

/** The supervisor waits a little longer than that. */
const STOP_LIMIT_US = 3 * US_PER_S

export function stop(state: LvsState, keepIpvs: boolean, now: Us, out: LvsAction[]): void {
  if (state.phase === 'new') {
    finish(state, out)
    return
  }
  if (state.phase !== 'running') return
  state.phase = 'stopping'
  const global = globalOf(state)
  for (const checker of state.checkers.values()) cancelCheck(state, checker, out)
  dropDeadline(state.timers, 'reconcile')
  const flush = global.lvsFlushOnStop === 'yes'
  for (const virtualServer of state.virtualServers.values()) {
    const { omega } = virtualServer.config
    for (const realServer of flush || keepIpvs ? [] : virtualServer.realServers.values()) {
      out.push({ kind: 'log', level: 'info', text: serverShutDown(realServer) })
      if (!omega || !realServer.alive) continue
      announceServer(realServer, false, out)
    }
    // compat: said again even when the quorum was lost long ago.
    if (omega) announceVirtualServer(state, virtualServer, false, null, out)
  }
  out.push(...syncDaemonActions(global, null))
  if (!keepIpvs && state.packetMarks !== null) out.push({ kind: 'mark-packets', marks: null })
  if (keepIpvs) finish(state, out)
  else {
    setDeadline(state.timers, 'stop', now + STOP_LIMIT_US)
    removeWhenFree(state, now, out)
  }
}

/** The kernel answered something, or refused to, while we stop. */
export function onKernelWhileStopping(state: LvsState, failed: boolean, now: Us, out: LvsAction[]): void {
  if (state.phase !== 'stopping') return
  if (failed || state.kernel.removing) finish(state, out)
  else removeWhenFree(state, now, out)
}

function removeWhenFree(state: LvsState, now: Us, out: LvsAction[]): void {
  const { kernel } = state
  if (kernel.busy !== 'no') return
  if (!removeOurs(state, now, out)) {
    readKernel(state, 'repair', now, out)
    return
  }
  kernel.removing = true
  if (kernel.busy === 'no') finish(state, out)
}

/** The kernel took too long: order the removal all the same, and go. */
export function onStopLimit(state: LvsState, now: Us, out: LvsAction[]): void {
  if (state.phase !== 'stopping') return
  if (!state.kernel.removing) removeOurs(state, now, out)
  finish(state, out)
}

function finish(state: LvsState, out: LvsAction[]): void {
  state.phase = 'stopped'
  dropDeadline(state.timers, 'stop')
  dropDeadline(state.timers, 'kernel-answer')
  out.push({ kind: 'stopped' })
}
