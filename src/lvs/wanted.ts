/**
 * What IPVS should hold now: which services a virtual server means, who their destinations may be, and with what weight
 * each is in the pool at this moment.
 */
import type {
  ForwardingMethod,
  LvsConfig,
  RealServerConfig,
  SorryServerConfig,
  TunnelConfig,
  VirtualServerConfig,
  VirtualServiceAddress,
} from '../config/config.ts'
import { familyOfServers, serviceKeyOf } from '../config/service-key.ts'
import { assert } from '../lib/assert.ts'
import { addToAddress } from '../lib/ip.ts'
import type { IpvsDestination, IpvsService, IpvsServiceKey } from './ipvs-model.ts'
import { destinationKeyText, serviceKeyText, type KernelTable, type TableService } from './kernel-table.ts'
import type { LvsState, Member, RealServer, VirtualServer, WantedService } from './state.ts'

/** linux/ip_vs.h */
const IP_VS_SVC_F_PERSISTENT = 0x1
const IP_VS_SVC_F_HASHED = 0x2
const IP_VS_SVC_F_ONEPACKET = 0x4
const SORRY_SERVER_WEIGHT = 1

const protocolNumbers = { TCP: 6, UDP: 17, SCTP: 132 } as const
const forwardings = { NAT: 'masquerade', DR: 'direct', TUN: 'tunnel' } as const

/** The whole wanted table; for the plan after a reading of the kernel. */
export function wantedTable(services: LvsState['services']): KernelTable {
  const table: KernelTable = new Map()
  for (const [id, service] of services) table.set(id, wantedEntry(service))
  return table
}

export function wantedEntry(wanted: WantedService): TableService {
  const destinations = new Map<string, IpvsDestination>()
  for (const key of wanted.members.keys()) {
    const destination = wantedDestination(wanted, key)
    if (destination) destinations.set(key, destination)
  }
  return { service: wanted.service, destinations }
}

/** The destination of that key as it should be; null when it should not be in the pool. */
export function wantedDestination(wanted: WantedService, key: string): IpvsDestination | null {
  let best: IpvsDestination | null = null
  // Several candidates for one key: a sorry server that is also a real server, or virtual servers that share a mark.
  for (const member of wanted.members.get(key) ?? []) {
    const destination = memberDestination(wanted, member)
    if (destination && (best === null || (best.weight === 0 && destination.weight > 0))) best = destination
  }
  return best
}

function memberDestination({ service }: WantedService, { virtualServer, realServer }: Member): IpvsDestination | null {
  const weight = realServer ? realServerWeight(realServer) : sorryServerWeight(virtualServer)
  if (weight === null) return null
  const server = realServer ? realServer.config : virtualServer.config.sorryServer
  assert(server !== null, 'a member without real server is the sorry server')
  return {
    address: server.address,
    port: destinationPort(service.key, server),
    forwarding: forwardings[server.forwarding],
    weight,
    upperThreshold: realServer?.config.upperThreshold ?? 0,
    lowerThreshold: realServer?.config.lowerThreshold ?? 0,
    ...(server.tunnel ? wantedTunnel(server.tunnel) : {}),
  }
}

/** IP_VS_TUNNEL_ENCAP_FLAG_* (linux/ip_vs.h) */
const tunnelFlags = { none: 0, checksum: 1, remote: 2 } as const

function wantedTunnel({ type, port, checksum }: TunnelConfig): Partial<IpvsDestination> {
  return { tunnelType: type, tunnelPort: port, tunnelFlags: tunnelFlags[checksum] }
}

/** null: not in the pool. While the sorry server works, nobody else does. */
export function realServerWeight(realServer: RealServer): number | null {
  const { virtualServer, config } = realServer
  if (realServer.alive && !sorryServerWorks(virtualServer)) return realServer.weight
  return config.inhibitOnFailure ? 0 : null
}

export function sorryServerWorks(virtualServer: VirtualServer): boolean {
  return virtualServer.config.sorryServer !== null && !virtualServer.quorumUp
}

function sorryServerWeight(virtualServer: VirtualServer): number | null {
  if (sorryServerWorks(virtualServer)) return SORRY_SERVER_WEIGHT
  return virtualServer.config.sorryServer?.inhibit ? 0 : null
}

/**
 * Builds the services of all virtual servers. Where two virtual servers mean the same IPVS service, the first one says
 * how it is scheduled and both bring destinations.
 */
export function buildServices(
  virtualServers: Iterable<VirtualServer>,
  config: LvsConfig,
  marks: LvsState['marks'],
): Map<string, WantedService> {
  const services = new Map<string, WantedService>()
  for (const virtualServer of virtualServers) {
    virtualServer.services = []
    for (const key of serviceKeys(virtualServer.config, config, marks)) {
      const id = serviceKeyText(key)
      const service = services.get(id) ?? { id, service: makeService(virtualServer.config, key), members: new Map() }
      services.set(id, service)
      virtualServer.services.push(service)
      addMembers(service, virtualServer)
    }
  }
  return services
}

function addMembers({ service, members }: WantedService, virtualServer: VirtualServer): void {
  const add = (server: ServerAddress, realServer: RealServer | null): void => {
    if (!canForward(service.key, server)) return
    const key = destinationKey(service.key, server)
    const others = members.get(key)
    if (others) others.push({ virtualServer, realServer })
    else members.set(key, [{ virtualServer, realServer }])
  }
  for (const realServer of virtualServer.realServers.values()) add(realServer.config, realServer)
  if (virtualServer.config.sorryServer) add(virtualServer.config.sorryServer, null)
}

function makeService(config: VirtualServerConfig, key: IpvsServiceKey): IpvsService {
  const persistent = config.persistenceTimeoutS > 0
  return {
    key,
    scheduler: config.scheduler,
    flags:
      (config.schedulerFlags & ~IP_VS_SVC_F_HASHED) |
      (persistent ? IP_VS_SVC_F_PERSISTENT : 0) |
      (config.onePacket ? IP_VS_SVC_F_ONEPACKET : 0),
    timeoutS: config.persistenceTimeoutS,
    persistencePrefix: config.persistenceGranularity,
    persistenceEngine: config.persistenceEngine,
  }
}

function serviceKeys(server: VirtualServerConfig, config: LvsConfig, marks: LvsState['marks']): IpvsServiceKey[] {
  const { target } = server
  if (target.kind !== 'group') return addressKeys(target, server)
  const group = config.groups.find(({ name }) => name === target.group)
  assert(group !== undefined, `virtual server group ${target.group} exists`)
  const fwmark = marks.get(serviceKeyOf(server))
  if (fwmark === undefined) return group.members.flatMap((member) => addressKeys(member, server))
  const families = group.members.map((member) => (member.kind === 'fwmark' ? null : member.address.family))
  return ([4, 6] as const)
    .filter((family) => families.includes(family))
    .map((family) => ({ kind: 'fwmark', family, fwmark }))
}

function addressKeys(target: VirtualServiceAddress, server: VirtualServerConfig): IpvsServiceKey[] {
  const protocol = protocolNumbers[server.protocol]
  switch (target.kind) {
    case 'fwmark':
      return [{ kind: 'fwmark', family: target.family ?? familyOfServers(server), fwmark: target.fwmark }]
    case 'address':
      return [{ kind: 'address', protocol, address: target.address, port: target.port }]
    case 'range':
      return Array.from({ length: target.count }, (_, i) => ({
        kind: 'address' as const,
        protocol,
        address: addToAddress(target.address, i),
        port: target.port,
      }))
  }
}

interface ServerAddress extends Pick<RealServerConfig & SorryServerConfig, 'address' | 'port'> {
  readonly forwarding: ForwardingMethod
}

/** The key under which this server is a destination of that service. */
export function destinationKey(service: IpvsServiceKey, server: ServerAddress): string {
  return destinationKeyText({ address: server.address, port: destinationPort(service, server) })
}

/**
 * compat: only address translation can change the port. With direct routing and tunnels the original programs the port
 * of the service, whatever the file says, and none for a firewall mark. Translation keeps the port, also for a mark.
 */
function destinationPort(service: IpvsServiceKey, server: ServerAddress): number {
  if (server.forwarding === 'NAT') return server.port
  return service.kind === 'fwmark' ? 0 : service.port
}

/** Only a tunnel leads to the other address family. */
function canForward(service: IpvsServiceKey, server: ServerAddress): boolean {
  const family = service.kind === 'fwmark' ? service.family : service.address.family
  return server.forwarding === 'TUN' || server.address.family === family
}
