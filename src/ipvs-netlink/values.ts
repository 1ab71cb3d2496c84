/**
 * From values to wire structures and back: families, prefix lengths, words for numbers.
 *
 * What a reply lacks is an error (`DecodeError`), not a guess; only what older kernels do not send has a default.
 */
import {
  AF_INET,
  AF_INET6,
  DaemonState,
  FORWARDING_MASK,
  ForwardingMethod,
  ServiceFlag,
  TunnelType,
} from './constants.ts'
import { DecodeError, u32, viewOf } from './fields.ts'
import type { WireDaemon, WireDestination, WireInfo, WireService, WireStats } from './structures.ts'
import type {
  IpvsAddress,
  IpvsDaemon,
  IpvsDestination,
  IpvsDestinationKey,
  IpvsDestinationStatus,
  IpvsInfo,
  IpvsService,
  IpvsServiceKey,
  IpvsServiceStatus,
  IpvsStats,
} from './types.ts'

export function toWireServiceKey(key: IpvsServiceKey): WireService {
  if (key.kind === 'fwmark') return { family: toWireFamily(key.family), fwmark: key.fwmark }
  return {
    family: toWireFamily(key.address.family),
    protocol: key.protocol,
    address: toWireAddress(key.address),
    port: key.port,
  }
}

export function toWireService(service: IpvsService): WireService {
  return {
    ...toWireServiceKey(service.key),
    scheduler: service.scheduler,
    flags: { flags: service.flags & ~ServiceFlag.hashed, mask: 0xffff_ffff },
    timeoutS: service.timeoutS,
    netmask: toWireNetmask(familyOf(service.key), service.persistencePrefix),
    ...(service.persistenceEngine === null ? {} : { persistenceEngine: service.persistenceEngine }),
  }
}

export function fromWireServiceKey(wire: WireService): IpvsServiceKey {
  const family = fromWireFamily(need(wire.family, 'family of a service'))
  // a service by mark also carries a protocol that means nothing, so the mark decides
  if (wire.fwmark !== undefined && wire.fwmark !== 0) return { kind: 'fwmark', family, fwmark: wire.fwmark }
  const protocol = need(wire.protocol, 'protocol of a service')
  if (protocol !== 6 && protocol !== 17 && protocol !== 132) throw new DecodeError(`service of IP protocol ${protocol}`)
  return {
    kind: 'address',
    protocol,
    address: fromWireAddress(family, need(wire.address, 'address of a service')),
    port: need(wire.port, 'port of a service'),
  }
}

export function fromWireService(wire: WireService): IpvsServiceStatus {
  const key = fromWireServiceKey(wire)
  return {
    key,
    scheduler: need(wire.scheduler, 'scheduler of a service'),
    flags: (need(wire.flags, 'flags of a service').flags & ~ServiceFlag.hashed) >>> 0,
    timeoutS: need(wire.timeoutS, 'timeout of a service'),
    persistencePrefix: fromWireNetmask(familyOf(key), need(wire.netmask, 'netmask of a service')),
    persistenceEngine:
      wire.persistenceEngine === undefined || wire.persistenceEngine === '' ? null : wire.persistenceEngine,
    stats: fromWireStats(wire.stats64 ?? wire.stats),
  }
}

export function toWireDestinationKey(key: IpvsDestinationKey): WireDestination {
  return { family: toWireFamily(key.address.family), address: toWireAddress(key.address), port: key.port }
}

/** One literal and no spreading: ten thousand of these are made in one go. */
export function toWireDestination(destination: IpvsDestination): WireDestination {
  const { address, port, weight, upperThreshold, lowerThreshold } = destination
  const wire: Writable<WireDestination> = {
    family: toWireFamily(address.family),
    address: toWireAddress(address),
    port,
    forwarding: destination.kernelForwarding ?? ForwardingMethod[destination.forwarding],
    weight,
    upperThreshold,
    lowerThreshold,
  }
  // left out unless asked for: kernels before 5.2 do not know them
  if (destination.tunnelType !== undefined) wire.tunnelType = TunnelType[destination.tunnelType]
  if (destination.tunnelPort !== undefined) wire.tunnelPort = destination.tunnelPort
  if (destination.tunnelFlags !== undefined) wire.tunnelFlags = destination.tunnelFlags
  return wire
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** `serviceFamily`: kernels before 3.18 do not send the family of a destination; it is that of its service. */
export function fromWireDestination(wire: WireDestination, serviceFamily: 4 | 6): IpvsDestinationStatus {
  const family = wire.family === undefined ? serviceFamily : fromWireFamily(wire.family)
  const method = need(wire.forwarding, 'forwarding method of a destination') & FORWARDING_MASK
  const known = forwardingWords[method]
  const forwarding = known ?? 'direct'
  return {
    address: fromWireAddress(family, need(wire.address, 'address of a destination')),
    port: need(wire.port, 'port of a destination'),
    forwarding,
    weight: need(wire.weight, 'weight of a destination'),
    upperThreshold: wire.upperThreshold ?? 0,
    lowerThreshold: wire.lowerThreshold ?? 0,
    ...(known === undefined ? { kernelForwarding: method } : {}),
    ...(forwarding === 'tunnel' ? fromWireTunnel(wire) : {}),
    activeConnections: wire.activeConnections ?? 0,
    inactiveConnections: wire.inactiveConnections ?? 0,
    persistentConnections: wire.persistentConnections ?? 0,
    stats: fromWireStats(wire.stats64 ?? wire.stats),
  }
}

const forwardingWords: Readonly<Record<number, IpvsDestination['forwarding']>> = {
  [ForwardingMethod.masquerade]: 'masquerade',
  [ForwardingMethod.tunnel]: 'tunnel',
  [ForwardingMethod.direct]: 'direct',
}

function fromWireTunnel(wire: WireDestination): Pick<IpvsDestination, 'tunnelType' | 'tunnelPort' | 'tunnelFlags'> {
  if (wire.tunnelType === undefined) return {}
  const tunnelType = (['ipip', 'gue', 'gre'] as const)[wire.tunnelType]
  if (!tunnelType) throw new DecodeError(`tunnel type ${wire.tunnelType}`)
  return { tunnelType, tunnelPort: wire.tunnelPort ?? 0, tunnelFlags: wire.tunnelFlags ?? 0 }
}

export function toWireDaemon(daemon: IpvsDaemon): WireDaemon {
  const group = daemon.multicastGroup
  return {
    state: DaemonState[daemon.role],
    interface: daemon.interface,
    syncId: daemon.syncId,
    ...(daemon.maxLength === undefined ? {} : { maxLength: daemon.maxLength }),
    ...(group?.family === 4 ? { multicastGroup4: group.bytes } : {}),
    ...(group?.family === 6 ? { multicastGroup6: group.bytes } : {}),
    ...(daemon.multicastPort === undefined ? {} : { multicastPort: daemon.multicastPort }),
    ...(daemon.multicastTtl === undefined ? {} : { multicastTtl: daemon.multicastTtl }),
  }
}

export function fromWireDaemon(wire: WireDaemon): IpvsDaemon {
  const state = need(wire.state, 'state of a sync daemon')
  if (state !== DaemonState.master && state !== DaemonState.backup) throw new DecodeError(`sync daemon state ${state}`)
  const group: IpvsAddress | null = wire.multicastGroup4
    ? { family: 4, bytes: wire.multicastGroup4 }
    : wire.multicastGroup6
      ? { family: 6, bytes: wire.multicastGroup6 }
      : null
  return {
    role: state === DaemonState.master ? 'master' : 'backup',
    interface: need(wire.interface, 'interface of a sync daemon'),
    syncId: need(wire.syncId, 'id of a sync daemon'),
    ...(wire.maxLength === undefined ? {} : { maxLength: wire.maxLength }),
    ...(group === null ? {} : { multicastGroup: group }),
    ...(wire.multicastPort === undefined ? {} : { multicastPort: wire.multicastPort }),
    ...(wire.multicastTtl === undefined ? {} : { multicastTtl: wire.multicastTtl }),
  }
}

export function fromWireInfo(wire: WireInfo): IpvsInfo {
  const version = need(wire.version, 'version')
  return {
    version: `${(version >> 16) & 0xff}.${(version >> 8) & 0xff}.${version & 0xff}`,
    connectionTableSize: need(wire.connectionTableSize, 'size of the connection table'),
  }
}

export function familyOf(key: IpvsServiceKey): 4 | 6 {
  return key.kind === 'fwmark' ? key.family : key.address.family
}

export function need<V>(value: V | undefined, what: string): V {
  if (value === undefined) throw new DecodeError(`the reply has no ${what}`)
  return value
}

function toWireFamily(family: 4 | 6): number {
  return family === 4 ? AF_INET : AF_INET6
}

function fromWireFamily(family: number): 4 | 6 {
  if (family === AF_INET) return 4
  if (family === AF_INET6) return 6
  throw new DecodeError(`address family ${family}`)
}

function toWireAddress(address: IpvsAddress): Uint8Array {
  const length = address.family === 4 ? 4 : 16
  if (address.bytes.length !== length)
    throw new RangeError(`IPv${address.family} address of ${address.bytes.length} octets`)
  return address.bytes
}

function fromWireAddress(family: 4 | 6, union: Uint8Array): IpvsAddress {
  return { family, bytes: union.slice(0, family === 4 ? 4 : 16) }
}

function toWireNetmask(family: 4 | 6, prefix: number): Uint8Array {
  const full = family === 4 ? 32 : 128
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > full)
    throw new RangeError(`prefix length ${prefix} for IPv${family}`)
  if (family === 6) return u32.encode(prefix)
  const bytes = new Uint8Array(4)
  viewOf(bytes).setUint32(0, prefix === 0 ? 0 : (0xffff_ffff << (32 - prefix)) >>> 0, false)
  return bytes
}

/** A mask with holes, which only IPv4 can have, counts its leading ones. */
function fromWireNetmask(family: 4 | 6, wire: Uint8Array): number {
  if (family === 6) return u32.decode(wire)
  return Math.clz32(~viewOf(wire).getUint32(0, false))
}

function fromWireStats(wire: WireStats = {}): IpvsStats {
  return {
    connections: wire.connections ?? 0n,
    inPackets: wire.inPackets ?? 0n,
    outPackets: wire.outPackets ?? 0n,
    inBytes: wire.inBytes ?? 0n,
    outBytes: wire.outBytes ?? 0n,
    connectionsPerS: wire.connectionsPerS ?? 0n,
    inPacketsPerS: wire.inPacketsPerS ?? 0n,
    outPacketsPerS: wire.outPacketsPerS ?? 0n,
    inBytesPerS: wire.inBytesPerS ?? 0n,
    outBytesPerS: wire.outBytesPerS ?? 0n,
  }
}
