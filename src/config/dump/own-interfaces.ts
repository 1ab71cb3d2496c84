/** The interfaces that virtual routers have for themselves: which of the kernel's they are, and what is below them. */
import type { VirtualAddress, VrrpConfig, VrrpInstanceConfig } from '../config.ts'
import type { InterfaceView } from './view.ts'

export interface OwnInterface {
  readonly base: InterfaceView
  /** the kernel's ARP must keep it and its base apart */
  readonly settlesArp: boolean
}

/** By name. */
export type OwnInterfaces = ReadonlyMap<string, OwnInterface>

/** `vrrp`: with the names of these interfaces put in, as the machine of VRRP does it. */
export function findOwnInterfaces({ instances }: VrrpConfig, interfaces: readonly InterfaceView[]): OwnInterfaces {
  const byIndex = new Map(interfaces.map((each) => [each.index, each]))
  const own = new Map<string, OwnInterface>()
  for (const { name, above } of interfaces) {
    const base = above === undefined ? undefined : byIndex.get(above.base)
    if (base === undefined) continue
    const users = instances.filter((instance) => runsOn(instance, name))
    const guests = instances.flatMap((instance) => addressesOf(instance).filter((each) => each.interface === name))
    if (users.length + guests.length === 0) continue
    const isOfIpv4 = users.length > 0 ? users.some(({ family }) => family === 4) : guests.some(isIpv4)
    own.set(name, { base, settlesArp: above?.kind === 'macvlan' && isOfIpv4 })
  }
  return own
}

/** Its own interface, and the one below that. */
export function runsOn({ interface: name, base, vmac }: VrrpInstanceConfig, candidate: string): boolean {
  return candidate === name || candidate === base || (vmac !== undefined && candidate === vmac.name)
}

/** compat: where an address has a macvlan, that is needed, and not what is below it. */
export function neededBy(instance: VrrpInstanceConfig, own: OwnInterfaces): ReadonlySet<string> {
  const needed = new Set(instance.neededInterfaces ?? [])
  for (const { interface: name, noTrack } of addressesOf(instance)) {
    const found = own.get(name)
    if (found === undefined || runsOn(instance, name)) continue
    needed.delete(found.base.name)
    if (!noTrack) needed.add(name)
  }
  return needed
}

/** compat: where there are gaps between announcements for all: below each instance, then below its addresses. */
export function announcedInterfaces({ instances }: VrrpConfig, own: OwnInterfaces): ReadonlySet<string> {
  const names = instances.flatMap((instance) => [
    instance.base ?? instance.interface,
    ...addressesOf(instance).map((each) => each.interface),
  ])
  return new Set(names.map((name) => own.get(name)?.base.name ?? name))
}

function addressesOf({ addresses, excludedAddresses }: VrrpInstanceConfig): readonly VirtualAddress[] {
  return [...addresses, ...excludedAddresses]
}

function isIpv4({ address }: VirtualAddress): boolean {
  return address.family === 4
}
