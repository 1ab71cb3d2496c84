/**
 * What tells one virtual server from another. Their names in the log do not: two virtual servers may serve one group, each
 * with a protocol of its own, and a firewall mark of IPv4 is another service than that of IPv6.
 */
import type { VirtualServerConfig } from './config.ts'

export function serviceKeyOf({
  id,
  target,
  protocol,
}: Pick<VirtualServerConfig, 'id' | 'target' | 'protocol'>): string {
  if (target.kind === 'group') return `${id} ${protocol}`
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
