/**
 * Macvlans and ipvlans of the VRRP process in the kernel: made with everything that they need to be quiet about what is
 * not theirs, and removed. What has to change for them on the interfaces below is put back as it was with the last one.
 *
 * Several interfaces on one LAN answer for each other's addresses (ip-sysctl: arp_ignore, arp_filter), and see packets
 * with their own source come in (accept_local, rp_filter).
 */
import { readdirSync } from 'node:fs'
import type { InterfaceInfo } from '../lib/interface-info.ts'
import type { IpAddress, IpPrefix } from '../lib/ip.ts'
import { OperationError } from '../lib/operation-error.ts'
import type { Rtnetlink } from '../linux/rtnetlink.ts'
import { readSysctl, writeSysctl } from '../linux/sysctl.ts'
import type { VrrpAction } from '../vrrp/actions.ts'
import type { VmacResult, VrrpEvent } from '../vrrp/events.ts'
import type { Firewall, GuardedLink } from './firewall.ts'
import { IPVLAN_L2, MACVLAN_PRIVATE, type Vmac } from '../vrrp/vmacs.ts'

type MakeAction = Extract<VrrpAction, { kind: 'make-vmacs' }>

export interface VmacLinks {
  /** posts `vmacs-made` */
  readonly make: (action: MakeAction) => void
  readonly remove: (names: readonly string[]) => void
}

export interface VmacLinksOptions {
  readonly rtnetlink: Rtnetlink
  readonly firewall: Firewall
  readonly post: (event: VrrpEvent) => void
  /** a line for the log: a setting was refused */
  readonly log: (text: string) => void
}

/** What a base had before the first macvlan on it. */
interface BaseSettings {
  readonly index: number
  readonly arpIgnore: number
  readonly arpFilter: number
  readonly users: Set<string>
}

const MACVLAN_SETTINGS = { arp_ignore: 1, accept_local: 1, rp_filter: 0, promote_secondaries: 1 } as const

export function makeVmacLinks({ rtnetlink, firewall, post, log }: VmacLinksOptions): VmacLinks {
  const bases = new Map<string, BaseSettings>()
  /** names of those that check no source addresses, and the settings that this needed changed */
  const unfiltered = new Set<string>()
  let formerFilters: ReadonlyMap<string, string> = new Map()

  function make({ remove, vmacs }: MakeAction): void {
    for (const name of remove) take(name)
    // Deleted ones are gone from the table then, too.
    if (remove.length > 0) rtnetlink.readAgain()
    const made = vmacs.map(makeUnlessThere)
    rtnetlink.readAgain()
    // Before they are up: the kernel speaks over an interface as soon as it can.
    attempt(() => firewall.guard(guardedOf(vmacs)))
    const results = vmacs.map((vmac, i) => raise(vmac, made[i] ?? false))
    rtnetlink.readAgain()
    if (addAddresses(vmacs)) rtnetlink.readAgain()
    const names = new Set(vmacs.map(({ name }) => name))
    const interfaces = rtnetlink.interfaces().filter(({ name }) => names.has(name))
    post({ kind: 'vmacs-made', results, interfaces })
    rtnetlink.tellNews()
  }

  function guardedOf(vmacs: readonly Vmac[]): readonly GuardedLink[] {
    return vmacs.flatMap(({ kind, name, base, ipv4, ipv6 }) => {
      const link = linkOf(name)
      const below = linkOf(base)
      if (kind !== 'macvlan' || link === undefined || below === undefined) return []
      return [{ name, index: link.index, base: below.index, ipv4, ipv6 }]
    })
  }

  function raise(vmac: Vmac, made: boolean | OperationError): VmacResult {
    const { name } = vmac
    if (made instanceof OperationError) return { name, failure: made.message, isNew: true }
    const isNew = made
    try {
      if (vmac.settlesArp) settleArp(vmac, isNew)
      // One without IPv4 addresses would answer for those of the others, with its own hardware address.
      else if (vmac.kind === 'macvlan') attempt(() => rtnetlink.setLink(name, { ipv4: { arp_ignore: 1 } }))
      attempt(() => writeSysctl(`net/ipv6/conf/${name}/disable_ipv6`, vmac.ipv6 ? '0' : '1'), 'ENOENT')
      // The kernel makes that of an ipvlan, which then is the source of its adverts.
      if (vmac.kind === 'macvlan') attempt(() => rtnetlink.setLink(name, { noLinkLocal: true }))
      rtnetlink.setLink(name, { up: true })
      if (vmac.notifiesBase) attempt(() => rtnetlink.setLink(vmac.base, { ipv4: {} }))
      return { name, failure: null, isNew }
    } catch (error) {
      if (!(error instanceof OperationError)) throw error
      return { name, failure: error.message, isNew: true }
    }
  }

  /** Whether it had to be made, or why it could not be. */
  function makeUnlessThere(vmac: Vmac): boolean | OperationError {
    if (linkOf(vmac.name) !== undefined) return false
    const base = linkOf(vmac.base)
    if (base === undefined) return new OperationError('make interface', 'ENODEV', vmac.base)
    const mode = vmac.kind === 'macvlan' ? MACVLAN_PRIVATE : IPVLAN_L2
    try {
      rtnetlink.makeLink({ ...vmac, mode }, base.index)
      return true
    } catch (error) {
      if (!(error instanceof OperationError)) throw error
      return error
    }
  }

  function settleArp(vmac: Vmac, isNew: boolean): void {
    const { name, base } = vmac
    openFilters(name)
    rtnetlink.setLink(name, { ipv4: MACVLAN_SETTINGS })
    const link = linkOf(base)
    const known = bases.get(base)
    if (link === undefined) return
    if (known?.index === link.index) return void known.users.add(name)
    const setting = (of: string, which: string): number => Number(readSysctl(`net/ipv4/conf/${of}/${which}`) ?? 0)
    const former = { arpIgnore: setting(base, 'arp_ignore'), arpFilter: setting(base, 'arp_filter') }
    // An interface that a killed run left has left these, too: what was before that is not known.
    const ours = !isNew && former.arpIgnore === 1 && former.arpFilter === 1
    const before = ours
      ? { arpIgnore: setting('default', 'arp_ignore'), arpFilter: setting('default', 'arp_filter') }
      : former
    bases.set(base, { index: link.index, ...before, users: new Set([name]) })
    attempt(() => rtnetlink.setLink(base, { ipv4: { arp_ignore: 1, arp_filter: 1 } }))
  }

  /**
   * The larger of `all` and an interface's own rp_filter counts: with `all` set no interface could do without. The
   * others get what `all` said.
   */
  function openFilters(name: string): void {
    if (unfiltered.has(name)) return
    unfiltered.add(name)
    if (unfiltered.size > 1) return
    const all = readSysctl('net/ipv4/conf/all/rp_filter')
    if (all === null || Number(all) === 0) return
    const former = new Map([['all', all]])
    for (const each of listInterfaces()) {
      const own = readSysctl(`net/ipv4/conf/${each}/rp_filter`)
      if (each === 'lo' || own === null || Number(own) >= Number(all)) continue
      former.set(each, own)
      attempt(() => writeSysctl(`net/ipv4/conf/${each}/rp_filter`, all))
    }
    attempt(() => writeSysctl('net/ipv4/conf/all/rp_filter', '0'))
    formerFilters = former
  }

  function addAddresses(vmacs: readonly Vmac[]): boolean {
    let added = false
    for (const { name, base, linkLocal, address } of vmacs) {
      const link = linkOf(name)
      const below = linkOf(base)
      if (link === undefined || below === undefined) continue
      if (address !== null) added = add(link.index, address, null) || added
      if (linkLocal) added = add(link.index, { address: linkLocalOf(below), prefixLength: 64 }, 0) || added
    }
    return added
  }

  function add(index: number, prefix: IpPrefix, preferredLifetimeS: number | null): boolean {
    const plain = { label: null, broadcast: null, peer: null, home: false, noDad: false, mngTmpAddr: false }
    const address = { ...prefix, ...plain, scope: 0, noPrefixRoute: false, preferredLifetimeS }
    return attempt(() => rtnetlink.addAddress(index, address), 'EEXIST')
  }

  function remove(names: readonly string[]): void {
    for (const name of names) take(name)
  }

  function take(name: string): void {
    attempt(() => rtnetlink.removeLink(name), 'ENODEV')
    attempt(() => firewall.forget([name]))
    for (const [base, { index, users, arpIgnore, arpFilter }] of bases) {
      if (!users.delete(name) || users.size > 0) continue
      bases.delete(base)
      if (linkOf(base)?.index !== index) continue
      attempt(() => rtnetlink.setLink(base, { ipv4: { arp_ignore: arpIgnore, arp_filter: arpFilter } }))
    }
    if (!unfiltered.delete(name) || unfiltered.size > 0) return
    const all = formerFilters.get('all')
    if (all !== undefined) log(`NOTICE: resetting sysctl net.ipv4.conf.all.rp_filter to ${all}`)
    for (const [each, value] of formerFilters)
      attempt(() => writeSysctl(`net/ipv4/conf/${each}/rp_filter`, value), 'ENOENT')
    formerFilters = new Map()
  }

  /** A refusal is told, and is not the end: the interface serves without. False: it failed. */
  function attempt(work: () => void, harmless: string | null = null): boolean {
    try {
      work()
      return true
    } catch (error) {
      if (!(error instanceof OperationError)) throw error
      if (error.errno !== harmless) log(error.message)
      return false
    }
  }

  function linkOf(name: string): InterfaceInfo | undefined {
    return rtnetlink.interfaces().find((link) => link.name === name)
  }

  return { make, remove }
}

function listInterfaces(): readonly string[] {
  try {
    return readdirSync('/proc/sys/net/ipv4/conf').filter((name) => name !== 'all' && name !== 'default')
  } catch {
    // No IPv4 here, and nothing to change.
    return []
  }
}

/** The base's own, or what its hardware address makes (RFC 4291 appendix A). */
function linkLocalOf({ addresses, mac }: InterfaceInfo): IpAddress {
  const own = addresses.find(({ address: { family, bytes } }) => family === 6 && bytes[0] === 0xfe && bytes[1] === 0x80)
  if (own !== undefined) return own.address
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = mac
  return { family: 6, bytes: Uint8Array.of(0xfe, 0x80, 0, 0, 0, 0, 0, 0, a ^ 2, b, c, 0xff, 0xfe, d, e, f) }
}
