/** Making, setting and removing macvlans and ipvlans: octets of the requests (linux/if_link.h, linux/ip.h). No socket. */
import { IFLA_INFO_DATA, IFLA_INFO_KIND, IFLA_IPVLAN_FLAGS, IFLA_IPVLAN_MODE, IFLA_LINK } from './interface-table.ts'
import { IFLA_LINKINFO, IFLA_MACVLAN_MODE } from './interface-table.ts'
import { AF_INET, AF_INET6, cString } from './libc.ts'
import type { NetlinkAttribute, RequestParts } from './netlink-message.ts'
import { encodeAttributes, NLM_F_CREATE, NLM_F_EXCL, u16, u32 } from './netlink-message.ts'

export interface LinkToMake {
  readonly name: string
  readonly kind: 'macvlan' | 'ipvlan'
  /** MACVLAN_MODE_* or IPVLAN_MODE_* */
  readonly mode: number
  /** IPVLAN_F_* */
  readonly flags: number
  /** null: the kernel's choice */
  readonly mac: Uint8Array | null
  readonly group: number | null
}

/** IPV4_DEVCONF_*, linux/ip.h: the settings of net/ipv4/conf that are set here */
const DEVCONF = { rp_filter: 8, arp_filter: 13, arp_ignore: 19, promote_secondaries: 20, accept_local: 23 } as const

export type Ipv4Setting = keyof typeof DEVCONF

export interface LinkSettings {
  readonly ipv4?: Readonly<Partial<Record<Ipv4Setting, number>>>
  /** the kernel gives it no link-local address of its own */
  readonly noLinkLocal?: true
  readonly up?: true
}

const IFLA_ADDRESS = 1
const IFLA_IFNAME = 3
const IFLA_AF_SPEC = 26
const IFLA_GROUP = 27
const IFLA_INET_CONF = 1
const IFLA_INET6_ADDR_GEN_MODE = 8
const IN6_ADDR_GEN_MODE_NONE = 1
const IFF_UP = 1

export function encodeNewLink(link: LinkToMake, base: number): RequestParts {
  const data =
    link.kind === 'macvlan'
      ? [{ type: IFLA_MACVLAN_MODE, value: u32(link.mode) }]
      : [
          { type: IFLA_IPVLAN_MODE, value: u16(link.mode) },
          { type: IFLA_IPVLAN_FLAGS, value: u16(link.flags) },
        ]
  const information = encodeAttributes([
    { type: IFLA_INFO_KIND, value: cString(link.kind) },
    { type: IFLA_INFO_DATA, value: encodeAttributes(data) },
  ])
  const attributes: NetlinkAttribute[] = [
    { type: IFLA_LINKINFO, value: information },
    { type: IFLA_LINK, value: u32(base) },
    { type: IFLA_IFNAME, value: cString(link.name) },
  ]
  if (link.mac !== null) attributes.push({ type: IFLA_ADDRESS, value: link.mac })
  if (link.group !== null) attributes.push({ type: IFLA_GROUP, value: u32(link.group) })
  return { flags: NLM_F_CREATE | NLM_F_EXCL, fixed: header(), attributes }
}

/** Of an interface by name: settings without an interface index need no question before them. */
export function encodeLinkSettings(name: string, settings: LinkSettings): RequestParts {
  const { ipv4, noLinkLocal, up } = settings
  const families: NetlinkAttribute[] = []
  if (ipv4 !== undefined) {
    const values = Object.entries(ipv4).map(([setting, value]) => ({
      type: DEVCONF[setting as Ipv4Setting],
      value: u32(value),
    }))
    const conf = encodeAttributes([{ type: IFLA_INET_CONF, value: encodeAttributes(values) }])
    families.push({ type: AF_INET, value: conf })
  }
  if (noLinkLocal === true) {
    const mode = { type: IFLA_INET6_ADDR_GEN_MODE, value: Uint8Array.of(IN6_ADDR_GEN_MODE_NONE) }
    families.push({ type: AF_INET6, value: encodeAttributes([mode]) })
  }
  const attributes: NetlinkAttribute[] = [{ type: IFLA_IFNAME, value: cString(name) }]
  if (families.length > 0) attributes.push({ type: IFLA_AF_SPEC, value: encodeAttributes(families) })
  return { flags: 0, fixed: header(up === true ? IFF_UP : 0, up === true ? IFF_UP : 0), attributes }
}

export function encodeDeleteLink(name: string): RequestParts {
  return { flags: 0, fixed: header(), attributes: [{ type: IFLA_IFNAME, value: cString(name) }] }
}

/** struct ifinfomsg: family, type, index, flags, which of them change */
function header(flags = 0, change = 0): Uint8Array {
  const fixed = new Uint8Array(16)
  fixed.set(u32(flags, change), 8)
  return fixed
}
