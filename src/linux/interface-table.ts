/**
 * The interfaces and their addresses as the kernel's messages tell of them (linux/rtnetlink.h, linux/if_link.h,
 * linux/if_addr.h). No socket: messages go in, and what changed comes out.
 */
import { sameBytes } from '../lib/bytes.ts'
import type { IpAddress } from '../lib/ip.ts'
import { sameIp } from '../lib/ip.ts'
import type { InterfaceAddress, InterfaceInfo, StackedLink } from '../lib/interface-info.ts'
import { AF_INET, AF_INET6 } from './libc.ts'
import type { NetlinkMessage } from './netlink-message.ts'
import { readAttributes, readString, readU16, readU32 } from './netlink-message.ts'

export const RTM_NEWLINK = 16
export const RTM_DELLINK = 17
export const RTM_GETLINK = 18
export const RTM_NEWADDR = 20
export const RTM_DELADDR = 21
export const RTM_GETADDR = 22

export interface InterfaceTable {
  /**
   * Takes in one message; the interface as it is now if that changed it, its index if it is gone, null if nothing
   * changed.
   */
  apply(message: NetlinkMessage): InterfaceInfo | { readonly gone: number } | null
  readonly interfaces: ReadonlyMap<number, InterfaceInfo>
}

export function makeInterfaceTable(): InterfaceTable {
  const interfaces = new Map<number, InterfaceInfo>()
  /** Addresses may be told of before their link. */
  const store = (changed: InterfaceInfo): InterfaceInfo | null => {
    const before = interfaces.get(changed.index)
    interfaces.set(changed.index, changed)
    return before !== undefined && sameInterface(before, changed) ? null : changed
  }
  return {
    interfaces,
    apply(message) {
      if (message.type === RTM_NEWLINK) {
        const link = readLink(message.body)
        return link && store({ ...link, addresses: interfaces.get(link.index)?.addresses ?? [] })
      }
      if (message.type === RTM_DELLINK) {
        const link = readLink(message.body)
        return link && interfaces.delete(link.index) ? { gone: link.index } : null
      }
      if (!isAboutAddress(message)) return null
      const read = readAddress(message.body)
      const owner = read && interfaces.get(read.index)
      if (!read || !owner) return null
      const others = (address: InterfaceAddress) => !sameAddress(address, read.address)
      if (message.type === RTM_DELADDR) return store({ ...owner, addresses: owner.addresses.filter(others) })
      const place = owner.addresses.findIndex((address) => !others(address))
      const addresses = place < 0 ? [...owner.addresses, read.address] : owner.addresses.with(place, read.address)
      return store({ ...owner, addresses })
    },
  }
}

export function isAboutAddress({ type }: NetlinkMessage): boolean {
  return type === RTM_NEWADDR || type === RTM_DELADDR
}

const IFF_UP = 0x1
const IFF_BROADCAST = 0x2
const IFF_LOOPBACK = 0x8
const IFF_POINTOPOINT = 0x10
const IFF_RUNNING = 0x40
const IFF_NOARP = 0x80
const IFF_MULTICAST = 0x1000
const IFLA_ADDRESS = 1
const IFLA_BROADCAST = 2
const IFLA_IFNAME = 3
const IFLA_MTU = 4
export const IFLA_LINK = 5
export const IFLA_LINKINFO = 18
const IFLA_LINK_NETNSID = 37
export const IFLA_INFO_KIND = 1
export const IFLA_INFO_DATA = 2
/** of IFLA_INFO_DATA */
export const IFLA_MACVLAN_MODE = 1
export const IFLA_IPVLAN_MODE = 1
export const IFLA_IPVLAN_FLAGS = 2
const LINK_HEADER_LENGTH = 16

/**
 * struct ifinfomsg. Null for what a bridge says of its ports (family AF_BRIDGE), which is not about the link itself.
 */
function readLink(body: Uint8Array): Omit<InterfaceInfo, 'addresses'> | null {
  if (body.length < LINK_HEADER_LENGTH || body[0] !== 0) return null
  const attributes = readAttributes(body, LINK_HEADER_LENGTH)
  const flags = readU32(body, 8)
  const has = (flag: number): boolean => (flags & flag) !== 0
  return {
    index: readU32(body, 4),
    name: readString(attributes.get(IFLA_IFNAME) ?? new Uint8Array(0)),
    up: has(IFF_UP),
    running: has(IFF_RUNNING),
    multicast: has(IFF_MULTICAST),
    loopback: has(IFF_LOOPBACK),
    broadcast: has(IFF_BROADCAST),
    pointToPoint: has(IFF_POINTOPOINT),
    noArp: has(IFF_NOARP),
    mac: new Uint8Array(attributes.get(IFLA_ADDRESS) ?? []),
    macBroadcast: new Uint8Array(attributes.get(IFLA_BROADCAST) ?? []),
    mtu: readU32(attributes.get(IFLA_MTU) ?? new Uint8Array(0)),
    hardwareType: readU16(body, 2),
    ...readStacked(attributes),
  }
}

function readStacked(attributes: ReadonlyMap<number, Uint8Array>): { readonly above?: StackedLink } {
  const base = attributes.get(IFLA_LINK)
  const details = attributes.get(IFLA_LINKINFO)
  if (base === undefined || details === undefined || attributes.has(IFLA_LINK_NETNSID)) return {}
  const information = readAttributes(details, 0)
  const kind = readString(information.get(IFLA_INFO_KIND) ?? new Uint8Array(0))
  if (kind !== 'macvlan' && kind !== 'ipvlan') return {}
  const data = readAttributes(information.get(IFLA_INFO_DATA) ?? new Uint8Array(0), 0)
  // A macvlan's mode has four octets, an ipvlan's mode and flags two each.
  const number = (type: number): number => {
    const value = data.get(type) ?? new Uint8Array(0)
    return value.length >= 4 ? readU32(value) : readU16(value)
  }
  const flags = kind === 'ipvlan' ? number(IFLA_IPVLAN_FLAGS) : 0
  return { above: { kind, base: readU32(base), mode: number(IFLA_MACVLAN_MODE), flags } }
}

export const IFA_ADDRESS = 1
export const IFA_LOCAL = 2
export const IFA_LABEL = 3
export const IFA_BROADCAST = 4
export const IFA_CACHEINFO = 6
export const IFA_FLAGS = 8
const IFA_F_SECONDARY = 0x01
const IFA_F_DADFAILED = 0x08
const IFA_F_TENTATIVE = 0x40
const ADDRESS_HEADER_LENGTH = 8

/** struct ifaddrmsg */
function readAddress(body: Uint8Array): { readonly index: number; readonly address: InterfaceAddress } | null {
  if (body.length < ADDRESS_HEADER_LENGTH) return null
  const family = body[0] === AF_INET ? 4 : body[0] === AF_INET6 ? 6 : null
  const attributes = readAttributes(body, ADDRESS_HEADER_LENGTH)
  // With a peer, IFA_LOCAL is ours and IFA_ADDRESS the peer's.
  const bytes = attributes.get(IFA_LOCAL) ?? attributes.get(IFA_ADDRESS)
  if (family === null || bytes?.length !== (family === 4 ? 4 : 16)) return null
  const address: IpAddress = { family, bytes: new Uint8Array(bytes) }
  const longFlags = attributes.get(IFA_FLAGS)
  const flags = longFlags ? readU32(longFlags) : (body[2] ?? 0)
  return {
    index: readU32(body, 4),
    address: {
      address,
      prefixLength: body[1] ?? 0,
      // The same bit means "temporary" for IPv6.
      secondary: family === 4 && (flags & IFA_F_SECONDARY) !== 0,
      scope: body[3] ?? 0,
      tentative: (flags & (IFA_F_TENTATIVE | IFA_F_DADFAILED)) !== 0,
    },
  }
}

function sameAddress(a: InterfaceAddress, b: InterfaceAddress): boolean {
  return a.prefixLength === b.prefixLength && sameIp(a.address, b.address)
}

export function sameInterface(a: InterfaceInfo, b: InterfaceInfo): boolean {
  const facts = [
    'index',
    'name',
    'up',
    'running',
    'multicast',
    'loopback',
    'broadcast',
    'pointToPoint',
    'noArp',
    'mtu',
    'hardwareType',
  ] as const
  return (
    facts.every((fact) => a[fact] === b[fact]) &&
    sameBytes(a.mac, b.mac) &&
    sameBytes(a.macBroadcast, b.macBroadcast) &&
    sameStacked(a.above, b.above) &&
    a.addresses.length === b.addresses.length &&
    a.addresses.every((address, i) => {
      const other = b.addresses[i]
      return (
        other !== undefined &&
        sameAddress(address, other) &&
        address.secondary === other.secondary &&
        address.scope === other.scope &&
        address.tentative === other.tentative
      )
    })
  )
}

function sameStacked(a: StackedLink | undefined, b: StackedLink | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return a.kind === b.kind && a.base === b.base && a.mode === b.mode && a.flags === b.flags
}
