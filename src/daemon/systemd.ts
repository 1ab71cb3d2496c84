/** What the parent tells the service manager, in the words of sd_notify(3). */
import { constants } from 'node:os'
import { unreachable } from '../lib/assert.ts'
import type { SystemdState } from '../lifecycle/actions.ts'
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
    case 'failed':
      return void notifyServiceManager({ ERRNO: constants.errno[state.errno] })
    default:
      return unreachable(state)
  }
}
