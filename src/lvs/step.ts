/**
 * The LVS machine: health checks in, IPVS orders and announcements out.
 *
 * Each event goes to the file that knows about it; afterwards whatever they touched becomes one order for the kernel,
 * which is put in front of the scripts and mails about it, because clients wait for the kernel and not for the mail.
 */
import { unreachable } from '../lib/assert.ts'
import type { Machine } from '../lib/machine.ts'
import type { Us } from '../lib/time.ts'
import type { LvsAction } from './actions.ts'
import type { LvsEvent } from './events.ts'
import { fileChanged } from './files.ts'
import { sessionTold } from './sessions.ts'
import { onKernelApplied, onKernelDeadline, onKernelFailed, onKernelRead, syncKernel } from './kernel-sync.ts'
import { reload } from './reload.ts'
import { scheduleNext, startCheck } from './schedule.ts'
import { start } from './start.ts'
import type { LvsState } from './state.ts'
import { onKernelWhileStopping, onStopLimit, stop } from './stop.ts'
import { isSuspended, onAddress } from './suspend.ts'
import { judge } from './verdict.ts'
import { earliestDeadline, takeDueOwner } from './timers.ts'

export { initialLvsState } from './state.ts'

export const lvsMachine: Machine<LvsState, LvsEvent, LvsAction> = {
  step: (state, event, now) => {
    const out: LvsAction[] = []
    if (state.phase === 'stopped') return out
    state.now = now
    dispatch(state, event, now, out)
    if (state.phase !== 'running') return out
    const kernelOut: LvsAction[] = []
    syncKernel(state, now, kernelOut)
    return kernelOut.length === 0 ? out : [...kernelOut, ...out]
  },
  nextDeadline: (state) => earliestDeadline(state.timers),
}

function dispatch(state: LvsState, event: LvsEvent, now: Us, out: LvsAction[]): void {
  switch (event.kind) {
    case 'start':
      if (state.phase === 'new') start(state, event, now, out)
      return
    case 'reload':
      if (state.phase === 'running') reload(state, event, now, out)
      return
    case 'check-result': {
      const checker = state.checkers.get(event.checker)
      if (state.phase === 'running' && checker?.running) judge(state, checker, event.result, now, out)
      return
    }
    case 'bfd':
      if (state.phase === 'running') sessionTold(state, event, out)
      return
    case 'file-value':
      if (state.phase === 'running') fileChanged(state, event.file, event.value, out)
      return
    case 'kernel-read':
      onKernelRead(state, event, now, out)
      onKernelWhileStopping(state, false, now, out)
      return
    case 'kernel-applied':
      onKernelApplied(state, event.failures, now, out)
      onKernelWhileStopping(state, false, now, out)
      return
    case 'kernel-failed':
      onKernelFailed(state, event.errno, event.message, now, out)
      onKernelWhileStopping(state, true, now, out)
      return
    case 'address':
      onAddress(state, event.address, event.present, out)
      return
    case 'deadline':
      onDeadline(state, now, out)
      return
    case 'stop':
      stop(state, event.keepIpvs ?? false, now, out)
      return
    default:
      unreachable(event)
  }
}

/** The one that is due first: the runtime asks again, and lets the kernel's answers in between thousands of checks. */
function onDeadline(state: LvsState, now: Us, out: LvsAction[]): void {
  const due = takeDueOwner(state.timers, now)
  if (due === null) return
  if (due === 'stop') onStopLimit(state, now, out)
  else if (due === 'reconcile' || due === 'kernel-answer') onKernelDeadline(state, due, now, out)
  else if (isSuspended(state, due.realServer.virtualServer)) scheduleNext(state, due, now)
  else startCheck(due, out)
}
