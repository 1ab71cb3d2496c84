/**
 * Which interfaces of our own a configuration needs, what each is called, and the configuration as it reads with them:
 * an instance with `use_vmac` runs on its macvlan, and so do its addresses (RFC 9568 section 7.3).
 *
 * An interface that is there already, left by a run that was killed or by the configuration before a reload, is known by
 * what it sends over and by its hardware address, whatever its name.
 */
import type { GlobalConfig, VirtualAddress, VmacConfig, VrrpInstanceConfig } from '../config/config.ts'
import { sameBytes } from '../lib/bytes.ts'
import type { LinkInfo } from '../lib/interface-info.ts'
import type { IpFamily, IpPrefix } from '../lib/ip.ts'

/** An interface of ours as it should be. */
export interface Vmac {
  readonly name: string
  readonly kind: VmacConfig['kind']
  /** the instance that it is made for */
  readonly owner: string
  readonly base: string
  /** of an ipvlan: null */
  readonly mac: Uint8Array | null
  /** IPVLAN_F_* */
  readonly flags: number
  /** the families of what goes over it */
  readonly ipv4: boolean
  readonly ipv6: boolean
  /** IPv4 is its own, and no guest: the kernel's ARP must keep it and its base apart */
  readonly settlesArp: boolean
  /** it gets the link-local address of its base, as the source of what it says */
  readonly linkLocal: boolean
  /** of an ipvlan */
  readonly address: IpPrefix | null
  readonly group: number | null
  readonly notifiesBase: boolean
}

export interface VmacPlan {
  readonly vmacs: readonly Vmac[]
  /** with what is above put in */
  readonly instances: readonly VrrpInstanceConfig[]
  /** ours as they are now, and in the way of one of these: by another name, or on another interface */
  readonly inTheWay: readonly string[]
}

interface Wish {
  readonly kind: VmacConfig['kind']
  readonly owner: string
  readonly base: string
  readonly family: IpFamily
  readonly vrid: number
  readonly mac: Uint8Array | null
  readonly flags: number
  readonly name: string | null
  readonly prefix: string
}

/** MACVLAN_MODE_PRIVATE and IPVLAN_MODE_L2, linux/if_link.h */
export const MACVLAN_PRIVATE = 1
export const IPVLAN_L2 = 0

const DEFAULT_PREFIX = 'vrrp'
/** IFNAMSIZ without its end */
const MAX_NAME = 15
/** More interfaces of one router id than this are a mistake. */
const MAX_ATTEMPTS = 10_000

export function needsVmacs(instances: readonly VrrpInstanceConfig[]): boolean {
  return instances.some(
    (instance) =>
      instance.vmac !== undefined ||
      instance.vmacForAddresses === true ||
      addressesOf(instance).some(({ useVmac }) => useVmac === true),
  )
}

export function planVmacs(
  instances: readonly VrrpInstanceConfig[],
  global: GlobalConfig | null,
  interfaces: ReadonlyMap<string, LinkInfo>,
): VmacPlan {
  if (!needsVmacs(instances)) return { vmacs: [], instances, inTheWay: [] }
  const names = new Names(instances, interfaces)
  const vmacs = new Map<string, Vmac>()
  const prefix = global?.vmacPrefix ?? DEFAULT_PREFIX
  const addressPrefix = global?.vmacAddressPrefix ?? prefix
  const placed = instances.map((config) => {
    const own = config.vmac === undefined ? null : takeOwn(config, config.vmac)
    const addresses = config.addresses.map((address) => place(config, own, address))
    const excludedAddresses = config.excludedAddresses.map((address) => place(config, own, address))
    if (own === null) return { ...config, addresses, excludedAddresses }
    return {
      ...config,
      addresses,
      excludedAddresses,
      vmac: { ...(config.vmac as VmacConfig), name: own },
      interface: config.vmac?.transmitsOnBase === true ? config.interface : own,
      base: config.interface,
      ...sourceOf(config),
    }
  })
  return { vmacs: [...vmacs.values()], instances: placed, inTheWay: names.inTheWay }

  function takeOwn(config: VrrpInstanceConfig, vmac: VmacConfig): string {
    const { family, name: owner, vrid, interface: base } = config
    const { kind, flags } = vmac
    const mac = kind === 'ipvlan' ? null : (vmac.mac ?? virtualMac(family, vrid))
    const name = names.take({ kind, owner, base, family, vrid, mac, flags, name: vmac.name, prefix })
    // compat: with an excluded address of the other family it carries both, wherever that address is.
    const both = config.excludedAddresses.some(({ address }) => address.family !== family)
    vmacs.set(name, {
      name,
      kind,
      owner,
      base,
      mac,
      flags,
      ipv4: family === 4 || both,
      ipv6: family === 6 || both,
      settlesArp: kind === 'macvlan' && family === 4,
      linkLocal: kind === 'macvlan' && family === 6 && !vmac.transmitsOnBase,
      address: vmac.address,
      group: vmac.group,
      notifiesBase: vmac.notifiesBase,
    })
    return name
  }

  function place(config: VrrpInstanceConfig, own: string | null, address: VirtualAddress): VirtualAddress {
    const { family } = address.address
    const here = address.interface === config.interface
    // compat: an ipvlan carries the adverts and the address that they come from, and no virtual one.
    if (own !== null && here && family === config.family)
      return config.vmac?.kind === 'ipvlan' ? address : { ...address, interface: own }
    if (address.useVmac !== true && config.vmacForAddresses !== true) return address
    // Without a macvlan of the instance use_vmac_addr is about the other interfaces.
    if (address.useVmac !== true && here && family === config.family) return address
    return { ...address, interface: takeForAddress(config, address.interface, family) }
  }

  function takeForAddress(config: VrrpInstanceConfig, base: string, family: IpFamily): string {
    const { name: owner, vrid, vmac } = config
    const mac = vmac?.mac ?? virtualMac(family, vrid)
    const wish = {
      kind: 'macvlan',
      owner,
      base,
      family,
      vrid,
      mac,
      flags: 0,
      name: null,
      prefix: addressPrefix,
    } as const
    const name = names.take(wish)
    const known = vmacs.get(name)
    const [ipv4, ipv6] = [family === 4, family === 6]
    vmacs.set(
      name,
      known === undefined
        ? {
            ...wish,
            name,
            ipv4,
            ipv6,
            settlesArp: ipv4,
            linkLocal: ipv6,
            address: null,
            group: null,
            notifiesBase: false,
          }
        : { ...known, ipv4: known.ipv4 || ipv4, ipv6: known.ipv6 || ipv6, settlesArp: known.settlesArp || ipv4 },
    )
    return name
  }
}

/** An ipvlan's address is what its adverts come from. */
function sourceOf({ vmac, unicastPeers, sourceIp }: VrrpInstanceConfig): Partial<VrrpInstanceConfig> {
  if (vmac === undefined || vmac.address === null || unicastPeers.length > 0 || sourceIp !== null) return {}
  return { sourceIp: vmac.address.address }
}

function addressesOf(instance: VrrpInstanceConfig): readonly VirtualAddress[] {
  return [...instance.addresses, ...instance.excludedAddresses]
}

/** RFC 9568 section 7.3 */
export function virtualMac(family: IpFamily, vrid: number): Uint8Array {
  return Uint8Array.of(0, 0, 0x5e, 0, family === 4 ? 1 : 2, vrid)
}

/** Gives each wish a name: that of an interface which is as wished, the configured one, or the first that is free. */
class Names {
  readonly inTheWay: string[] = []
  readonly #interfaces: ReadonlyMap<string, LinkInfo>
  readonly #taken = new Map<string, Wish>()
  readonly #configured: ReadonlySet<string>

  constructor(instances: readonly VrrpInstanceConfig[], interfaces: ReadonlyMap<string, LinkInfo>) {
    this.#interfaces = interfaces
    this.#configured = new Set(instances.flatMap(({ vmac }) => vmac?.name ?? []))
  }

  take(wish: Wish): string {
    const shared = [...this.#taken].find(([, other]) => this.#isSame(wish, other))
    if (shared !== undefined) return shared[0]
    const found = this.#present(wish)
    const name = wish.name ?? found ?? this.#free(wish)
    // Two interfaces of one hardware address cannot be on one base.
    if (found !== null && found !== name) this.inTheWay.push(found)
    const present = this.#interfaces.get(name)
    if (found !== name && present !== undefined && present.above?.kind === wish.kind) this.inTheWay.push(name)
    this.#taken.set(name, wish)
    return name
  }

  #isSame(wish: Wish, other: Wish): boolean {
    if (wish.base !== other.base || wish.kind !== 'macvlan' || other.kind !== 'macvlan') return false
    return wish.mac !== null && other.mac !== null && sameBytes(wish.mac, other.mac)
  }

  #present(wish: Wish): string | null {
    const base = this.#interfaces.get(wish.base)
    if (base === undefined) return null
    for (const link of this.#interfaces.values()) {
      if (!this.#taken.has(link.name) && isAsWished(link, wish, base.index)) return link.name
    }
    return null
  }

  #free({ prefix, vrid, family }: Wish): string {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const name = `${prefix}${suffix(attempt, family)}.${vrid}`.slice(-MAX_NAME)
      if (!this.#interfaces.has(name) && !this.#taken.has(name) && !this.#configured.has(name)) return name
    }
    throw new Error('assertion failed: no name for an interface is free')
  }
}

/** compat: vrrp.5, for IPv6 then vrrp6.5, then vrrp1.5, vrrp2.5 ... */
function suffix(attempt: number, family: IpFamily): string {
  if (attempt === 0) return ''
  if (family === 4) return String(attempt)
  return attempt === 1 ? '6' : String(attempt - 1)
}

function isAsWished(link: LinkInfo, wish: Wish, base: number): boolean {
  const { above } = link
  if (above === undefined || above.kind !== wish.kind || above.base !== base) return false
  if (wish.kind === 'macvlan')
    return above.mode === MACVLAN_PRIVATE && wish.mac !== null && sameBytes(link.mac, wish.mac)
  // Ipvlans of one base all have its hardware address: only the name tells them apart.
  const named = wish.name === null ? link.name.endsWith(`.${wish.vrid}`) : link.name === wish.name
  return above.mode === IPVLAN_L2 && above.flags === wish.flags && named
}
