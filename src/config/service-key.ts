/**
 * What tells one virtual server from another, also over a reload. Their names in the log do not: those of one group are
 * numbered in the order of the file, and a firewall mark of IPv4 is another service than that of IPv6.
 */
import type { VirtualServerConfig } from './config.ts'

export function serviceKeyOf({
  id,
  target,
  protocol,
}: Pick<VirtualServerConfig, 'id' | 'target' | 'protocol'>): string {
  if (target.kind === 'group') return `group ${target.group} ${protocol}`
  return target.kind === 'fwmark' && target.family === 6 ? `${id} inet6` : id
}

/** Of a mark for which the file does not say it: the one that all servers have, else IPv4. */
export function familyOfServers({
  realServers,
  sorryServer,
}: Pick<VirtualServerConfig, 'realServers' | 'sorryServer'>): 4 | 6 {
  const families = new Set([...realServers, ...(sorryServer ? [sorryServer] : [])].map(({ address }) => address.family))
  return families.size === 1 && families.has(6) ? 6 : 4
}
