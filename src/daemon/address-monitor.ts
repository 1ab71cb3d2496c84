/** -a: a log line for every address that comes or goes, apart from our own doings. */
import type { InterfaceAddress, InterfaceInfo } from '../lib/interface-info.ts'
import { writeIp, writeIpPrefix } from '../lib/ip.ts'

export interface AddressMonitor {
  readonly start: (interfaces: readonly InterfaceInfo[]) => void
  readonly changed: (link: InterfaceInfo) => void
  readonly gone: (index: number) => void
}

export interface AddressMonitorOptions {
  readonly log: (text: string) => void
  /** we set it, so its coming is our doing, and its going only when we still want it there */
  readonly isOurs: (address: InterfaceAddress) => 'no' | 'wanted' | 'given up'
}

export function makeAddressMonitor(options: AddressMonitorOptions): AddressMonitor {
  const known = new Map<number, InterfaceInfo>()

  function start(interfaces: readonly InterfaceInfo[]): void {
    for (const link of interfaces) {
      known.set(link.index, link)
      for (const address of link.addresses) tellAdded(link, address)
    }
  }

  function changed(link: InterfaceInfo): void {
    const before = known.get(link.index)?.addresses ?? []
    known.set(link.index, link)
    for (const address of missingIn(link.addresses, before)) {
      if (options.isOurs(address) !== 'given up') {
        options.log(`Netlink reflector reports IP ${writeIp(address.address)} removed from ${link.name}`)
      }
    }
    for (const address of missingIn(before, link.addresses)) {
      if (options.isOurs(address) === 'no') tellAdded(link, address)
    }
  }

  function tellAdded(link: InterfaceInfo, { address }: InterfaceAddress): void {
    options.log(`Netlink reflector reports IP ${writeIp(address)} added to ${link.name}`)
  }

  return { start, changed, gone: (index) => void known.delete(index) }
}

/** Those of `from` that `list` lacks. */
function missingIn(list: readonly InterfaceAddress[], from: readonly InterfaceAddress[]): InterfaceAddress[] {
  const present = new Set(list.map(writeIpPrefix))
  return from.filter((address) => !present.has(writeIpPrefix(address)))
}
