/** Virtual addresses: interface, family and lifetime of each, and which of them are advertised. */
import { writeIp } from '../../lib/ip.ts'
import type { VirtualAddress } from '../config.ts'
import type { AddressText } from '../grammar/virtual-address.ts'
import type { Interfaces } from './interfaces.ts'
import type { Resolution } from './resolution.ts'
import { complain } from './resolution.ts'

export interface AddressSets {
  readonly family: 4 | 6
  readonly addresses: readonly VirtualAddress[]
  readonly excluded: readonly VirtualAddress[]
}

export interface AddressInput {
  readonly name: string
  readonly interface: string
  /** null: the first address decides */
  readonly family: 4 | 6 | null
  readonly addresses: readonly AddressText[]
  readonly excluded: readonly AddressText[]
  /** octets of an advert that are needed for something else */
  readonly reserved: number
}

/** The count of addresses in an advertisement is one octet (RFC 3768 section 5.3.5). */
const MAX_COUNT = 255
/** A packet must fit into one frame; keepalived allows for Ethernet and IPv6 headers and ours. */
const FRAME = 1500
const HEADERS = 62

function maxAdvertised(family: 4 | 6, reserved: number): number {
  return Math.min(MAX_COUNT, Math.floor((FRAME - HEADERS - reserved) / (family === 4 ? 4 : 16)))
}

/** The first address decides the family; others must follow it, except excluded ones. */
export function resolveAddresses(input: AddressInput, interfaces: Interfaces, resolution: Resolution): AddressSets {
  const first = input.addresses[0]?.address.family
  const family = input.family ?? first ?? 4
  const fitting = input.addresses.filter((text) => {
    if (text.address.family === family) return true
    complain(
      resolution,
      text.mark,
      'wrong-family',
      `(${input.name}): address family must match VRRP instance [${writeIp(text.address)}] - ignoring`,
      'put addresses of the other family into virtual_ipaddress_excluded or another instance',
    )
    return false
  })
  const usable = (texts: readonly AddressText[]): VirtualAddress[] =>
    texts.flatMap((text) => resolveAddress(text, input.interface, interfaces))
  const addresses = usable(fitting)
  const total = addresses.length
  const max = maxAdvertised(family, input.reserved)
  const surplus = addresses.splice(max)
  if (surplus.length > 0) {
    complain(
      resolution,
      fitting[max]?.mark ?? null,
      'too-many-addresses',
      `(${input.name}) Number of VIPs (${total}) exceeds maximum/space available in packet (max ${max} addresses) - excess moved to eVIPs`,
    )
  }
  return { family, addresses, excluded: [...surplus, ...usable(input.excluded)] }
}

export function resolveAddress(text: AddressText, usual: string, interfaces: Interfaces): VirtualAddress[] {
  const device = text.device ?? usual
  if (text.device !== null && !interfaces.check(device, text.mark, `ip address ${writeIp(text.address)}`)) return []
  const v6 = text.address.family === 6
  return [
    {
      address: text.address,
      prefixLength: text.prefixLength,
      interface: device,
      scope: v6 ? 0 : (text.scope ?? 0),
      label: text.label,
      broadcast: text.broadcast === '+' || text.broadcast === '-' ? null : text.broadcast,
      peer: text.peer,
      home: text.home,
      noDad: text.noDad,
      mngTmpAddr: text.mngTmpAddr,
      noPrefixRoute: text.noPrefixRoute,
      ...(text.autojoin ? { autojoin: true } : {}),
      // compat: a single IPv6 address is deprecated at once, so that it is never chosen as a source.
      preferredLifetimeS:
        text.preferredLifetimeS ?? (v6 && text.prefixLength === 128 && !text.lifetimeGiven ? 0 : null),
      noTrack: text.noTrack,
      ...(text.useVmac === true ? { useVmac: true } : {}),
    },
  ]
}
