/** What the parent tells the service manager, in the words of sd_notify(3). */
import { constants } from 'node:os'
import { unreachable } from '../lib/assert.ts'
import type { SystemdState } from '../lifecycle/actions.ts'
import type { Us } from '../lib/time.ts'
import { notifyReloading, notifyServiceManager } from '../linux/sd-notify.ts'

export function tellSystemd(state: SystemdState): void {
  switch (state.kind) {
    case 'ready':
      return void notifyServiceManager({ READY: 1, MAINPID: process.pid, STATUS: state.status })
    case 'reloading':
      return void notifyReloading()
    case 'stopping':
      return void notifyServiceManager({ STOPPING: 1, STATUS: 'Stopping' })
    case 'status':
      return void notifyServiceManager({ STATUS: state.status })
    case 'alive':
      return void notifyServiceManager({ WATCHDOG: 1 })
    case 'failed':
      return void notifyServiceManager({ ERRNO: constants.errno[state.errno] })
    default:
      return unreachable(state)
  }
}

/** How often the service manager wants a sign of life, see sd_watchdog_enabled(3); null: it does not, or not from us. */
export function watchdogUs(environment: NodeJS.ProcessEnv = process.env): Us | null {
  const { WATCHDOG_USEC: interval, WATCHDOG_PID: pid } = environment
  if (interval === undefined || !/^[1-9]\d{0,14}$/.test(interval)) return null
  return pid === undefined || Number(pid) === process.pid ? Number(interval) : null
}
