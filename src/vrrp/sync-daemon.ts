/** The kernel's IPVS connection synchronisation follows an instance: it sends while that is master, else it listens. */
import type { SyncDaemonSettings } from '../config/config.ts'
import type { Instance } from './state.ts'
import type { Step } from './step-context.ts'

export function followRole(step: Step, instance: Instance, role: 'master' | 'backup', replacesOther: boolean): void {
  const daemon = assignment(step, instance)
  if (!daemon) return
  const other = role === 'master' ? 'backup' : 'master'
  if (replacesOther) step.actions.push({ kind: 'sync-daemon', run: false, role: other, daemon })
  step.actions.push({ kind: 'sync-daemon', run: true, role, daemon })
}

export function endSyncDaemon(step: Step, instance: Instance, role: 'master' | 'backup'): void {
  const daemon = assignment(step, instance)
  if (daemon) step.actions.push({ kind: 'sync-daemon', run: false, role, daemon })
}

/** lvs_sync_daemon of the global block names an instance; the older word stands in the instance itself. */
function assignment(step: Step, instance: Instance): SyncDaemonSettings | null {
  const { name, vrid, lvsSyncDaemonInterface } = instance.config
  const global = step.state.global?.lvsSyncDaemon
  if (global && global.instance === name) return { ...global, syncId: global.syncId ?? vrid }
  if (lvsSyncDaemonInterface === null) return null
  return { interface: lvsSyncDaemonInterface, syncId: vrid, maxLength: null, port: null, ttl: null, group: null }
}
