/** The settings of IPVS as a whole: connection timeouts (lvs_timeouts) and connection synchronisation (lvs_sync_daemon). */
import type { GlobalConfig, LvsSyncDaemonConfig } from '../config/config.ts'
import { sameValue } from '../lib/same.ts'
import type { LvsAction } from './actions.ts'
import type { IpvsRequest } from './ipvs-model.ts'

/** What to order when the settings are no longer `before` (null: at start). */
export function timeoutRequests(before: GlobalConfig | null, after: GlobalConfig): IpvsRequest[] {
  if (after.lvsTimeouts === null || sameValue(before?.lvsTimeouts, after.lvsTimeouts)) return []
  return [{ kind: 'set-timeouts', ...after.lvsTimeouts }]
}

/** Without a VRRP instance to follow, both roles run all the time; with one, the VRRP machine says which. */
export function syncDaemonActions(before: GlobalConfig | null, after: GlobalConfig | null): LvsAction[] {
  const old = alwaysOn(before)
  const wanted = alwaysOn(after)
  if (sameValue(old, wanted)) return []
  return [...bothRoles(old, false), ...bothRoles(wanted, true)]
}

function alwaysOn(global: GlobalConfig | null): LvsSyncDaemonConfig | null {
  const config = global?.lvsSyncDaemon ?? null
  return config === null || config.instance !== null ? null : config
}

function bothRoles(config: LvsSyncDaemonConfig | null, run: boolean): LvsAction[] {
  if (config === null) return []
  return (['master', 'backup'] as const).map((role) => ({
    kind: 'sync-daemon',
    run,
    role,
    interface: config.interface,
    syncId: config.syncId ?? 0,
  }))
}
