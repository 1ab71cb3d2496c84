/** Runs or ends the kernel's IPVS connection synchronisation daemon. IPVS is opened only when this is wanted at all. */
import type { IpvsClient } from '../ipvs-netlink/client.ts'
import type { LogLevel } from '../lib/machine.ts'

export interface SyncDaemonOrder {
  readonly run: boolean
  readonly role: 'master' | 'backup'
  readonly interface: string
  readonly syncId: number
}

export interface SyncDaemon {
  readonly set: (order: SyncDaemonOrder) => Promise<void>
  readonly close: () => void
}

export function makeSyncDaemon(log: (level: LogLevel, text: string) => void): SyncDaemon {
  let client: IpvsClient | null = null

  async function set(order: SyncDaemonOrder): Promise<void> {
    const { openIpvs, IpvsUnavailableError, IpvsError } = await import('../ipvs-netlink/index.ts')
    client ??= openIpvs()
    const { run, role, syncId } = order
    try {
      if (run) await client.startDaemon({ role, interface: order.interface, syncId })
      else await client.stopDaemon(role)
    } catch (error) {
      // Without IPVS nothing is lost but the synchronisation: VRRP goes on.
      if (error instanceof IpvsUnavailableError) log('err', "IPVS: Can't initialize ipvs: the kernel has no IPVS")
      else if (error instanceof IpvsError && isAlreadySo(error.errno)) return
      else log('err', `IPVS: sync daemon ${role} on ${order.interface}: ${String(error)}`)
    }
  }

  return { set, close: () => client?.close() }
}

/** It runs already, or does not run: what was wanted. */
function isAlreadySo(errno: string): boolean {
  return errno === 'EEXIST' || errno === 'ESRCH'
}
