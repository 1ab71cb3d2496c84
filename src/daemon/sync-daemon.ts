/** Runs or ends the kernel's IPVS connection synchronisation daemon. IPVS is opened only when this is wanted at all. */
import type { IpvsClient } from '../ipvs-netlink/client.ts'
import type { IpvsDaemon } from '../ipvs-netlink/types.ts'
import type { GlobalConfig, SyncDaemonSettings } from '../config/config.ts'
import type { LogLevel } from '../lib/machine.ts'

export interface SyncDaemonOrder {
  readonly run: boolean
  readonly role: 'master' | 'backup'
  readonly daemon: SyncDaemonSettings
}

export interface SyncDaemon {
  readonly set: (order: SyncDaemonOrder) => Promise<void>
  readonly close: () => void
}

export function makeSyncDaemon(
  namespace: GlobalConfig['ipvsNamespace'],
  log: (level: LogLevel, text: string) => void,
): SyncDaemon {
  let client: IpvsClient | null = null

  async function set(order: SyncDaemonOrder): Promise<void> {
    const { IpvsUnavailableError, IpvsError } = await import('../ipvs-netlink/index.ts')
    const { openIpvsSocket } = await import('./ipvs-socket.ts')
    client ??= openIpvsSocket({ ipvsNamespace: namespace })
    const { run, role, daemon } = order
    try {
      if (run) await client.startDaemon({ role, ...kernelForm(daemon) })
      else await client.stopDaemon(role)
    } catch (error) {
      // Without IPVS nothing is lost but the synchronisation: VRRP goes on.
      if (error instanceof IpvsUnavailableError) log('err', "IPVS: Can't initialize ipvs: the kernel has no IPVS")
      else if (error instanceof IpvsError && isAlreadySo(error.errno)) return
      else log('err', `IPVS: sync daemon ${role} on ${daemon.interface}: ${String(error)}`)
    }
  }

  return { set, close: () => client?.close() }
}

/** What is not said is left to the kernel. */
function kernelForm({
  interface: name,
  syncId,
  maxLength,
  port,
  ttl,
  group,
}: SyncDaemonSettings): Omit<IpvsDaemon, 'role'> {
  return {
    interface: name,
    syncId,
    ...(maxLength === null ? {} : { maxLength }),
    ...(port === null ? {} : { multicastPort: port }),
    ...(ttl === null ? {} : { multicastTtl: ttl }),
    ...(group === null ? {} : { multicastGroup: group }),
  }
}

/** It runs already, or does not run: what was wanted. */
function isAlreadySo(errno: string): boolean {
  return errno === 'EEXIST' || errno === 'ESRCH'
}
