/**
 * ha_suspend: a director that does not hold the address of a virtual server, being the backup of another, spares its real
 * servers the checks. What was known about them stays; the timers go on, so that the checks are resumed in their rhythm.
 *
 * compat: only the one address of a virtual server is ever found; one that serves a group is suspended for good.
 */
import type { VirtualServerConfig } from '../config/config.ts'
import { writeIp, type IpAddress } from '../lib/ip.ts'
import type { LvsAction } from './actions.ts'
import { activating, addressReported, deactivating, suspending } from './log-lines.ts'
import type { LvsState, RealServer, VirtualServer } from './state.ts'

export function isSuspended({ addresses }: LvsState, { config }: VirtualServer): boolean {
  return config.haSuspend && !addresses.has(watchedAddress(config.target) ?? '')
}

/** An interface got or lost an address; several may have the same one. */
export function onAddress(state: LvsState, address: IpAddress, present: boolean, out: LvsAction[]): void {
  const text = writeIp(address)
  const before = state.addresses.get(text) ?? 0
  const count = Math.max(0, before + (present ? 1 : -1))
  if (count > 0) state.addresses.set(text, count)
  else state.addresses.delete(text)
  const concerned = watchers(state, text)
  if (concerned.length === 0) return
  out.push({ kind: 'log', level: 'info', text: addressReported(address, present) })
  if (before > 0 === count > 0) return
  for (const realServer of concerned.flatMap(({ realServers }) => [...realServers.values()])) {
    for (const _ of realServer.checkers) {
      out.push({ kind: 'log', level: 'info', text: present ? activating(realServer) : suspending(realServer) })
    }
  }
}

/** At start: the addresses that were there already. */
export function reportAddresses(
  { addresses }: LvsState,
  servers: readonly VirtualServerConfig[],
  out: LvsAction[],
): void {
  const reported = new Set<string>()
  for (const { haSuspend, target } of servers) {
    if (!haSuspend || target.kind !== 'address') continue
    const text = writeIp(target.address)
    if (!addresses.has(text) || reported.has(text)) continue
    reported.add(text)
    out.push({ kind: 'log', level: 'info', text: addressReported(target.address, true) })
  }
}

/** How a checker begins, or goes on after a reload. */
export function checkerLine(state: LvsState, realServer: RealServer): string {
  return isSuspended(state, realServer.virtualServer) ? deactivating(realServer) : activating(realServer)
}

function watchers({ virtualServers }: LvsState, address: string): VirtualServer[] {
  return [...virtualServers.values()].filter(
    ({ config }) => config.haSuspend && watchedAddress(config.target) === address,
  )
}

function watchedAddress(target: VirtualServerConfig['target']): string | null {
  return target.kind === 'address' ? writeIp(target.address) : null
}
