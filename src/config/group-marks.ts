/**
 * nftables_ipvs: a virtual server of a group with addresses is one IPVS service by firewall mark, and the packet filter
 * gives the mark to the packets to these addresses. A group that has marks of its own is served address by address.
 */
import type { IpvsMarksConfig, LvsConfig, VirtualServerConfig, VirtualServiceAddress } from './config.ts'
import { serviceKeyOf } from './service-key.ts'

export type AddressMember = Exclude<VirtualServiceAddress, { readonly kind: 'fwmark' }>

/** By `serviceKeyOf`. Whoever has a mark keeps it, so that its connections stay; others get the first that is free. */
export function giveMarks(
  settings: IpvsMarksConfig | undefined,
  config: LvsConfig,
  before: ReadonlyMap<string, number> = new Map(),
): Map<string, number> {
  const marks = new Map<string, number>()
  if (settings === undefined) return marks
  const servers = config.virtualServers.filter((server) => markedMembers(server, config).length > 0).map(serviceKeyOf)
  const said = saidMarks(config)
  for (const key of servers) {
    const mark = before.get(key)
    if (mark !== undefined && !said.has(mark)) marks.set(key, mark)
  }
  const taken = new Set([...said, ...marks.values()])
  let mark = settings.firstMark
  for (const key of servers) {
    if (marks.has(key)) continue
    while (taken.has(mark)) mark++
    taken.add(mark)
    marks.set(key, mark)
  }
  return marks
}

/** The members of its group, if the packet filter can tell them all; else none. */
export function markedMembers({ target }: VirtualServerConfig, { groups }: LvsConfig): AddressMember[] {
  if (target.kind !== 'group') return []
  const members = groups.find(({ name }) => name === target.group)?.members ?? []
  const addresses = members.filter((member): member is AddressMember => member.kind !== 'fwmark')
  return addresses.length === members.length ? addresses : []
}

/** Those that the file itself gives to services. */
function saidMarks({ virtualServers, groups }: LvsConfig): Set<number> {
  const targets = [...virtualServers.map(({ target }) => target), ...groups.flatMap(({ members }) => members)]
  return new Set(targets.flatMap((target) => (target.kind === 'fwmark' ? [target.fwmark] : [])))
}
