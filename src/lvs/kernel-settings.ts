/** The settings of IPVS as a whole: connection timeouts (lvs_timeouts) and connection synchronisation (lvs_sync_daemon). */
import type { GlobalConfig, LvsSyncDaemonConfig } from '../config/config.ts'
import { sameValue } from '../lib/same.ts'
import type { LvsAction } from './actions.ts'
import type { IpvsRequest, IpvsTimeouts } from './ipvs-model.ts'

/**
 * What to order when the settings are no longer `before` (null: at start). What is not said is as it was before us,
 * also after a reload that no longer says it.
 */
export function timeoutRequests(
  before: GlobalConfig | null,
  after: GlobalConfig,
  first: IpvsTimeouts | null,
): IpvsRequest[] {
  if (sameValue(before?.lvsTimeouts ?? null, after.lvsTimeouts)) return []
  const said = after.lvsTimeouts
  const timeouts = {
    tcpS: said?.tcpS || (first?.tcpS ?? 0),
    tcpFinS: said?.tcpFinS || (first?.tcpFinS ?? 0),
    udpS: said?.udpS || (first?.udpS ?? 0),
  }
  return timeouts.tcpS + timeouts.tcpFinS + timeouts.udpS === 0 ? [] : [{ kind: 'set-timeouts', ...timeouts }]
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
    daemon: { ...config, syncId: config.syncId ?? 0 },
  }))
}
