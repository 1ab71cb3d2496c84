/** Addresses as the original writes them into its dump and its log. */
import { writeIp, writeIpPrefix } from '../../lib/ip.ts'
import type { IpAddress } from '../../lib/ip.ts'
import type { VirtualAddress } from '../config.ts'

/** Names of RT_SCOPE_* as iproute2 has them. */
const SCOPES: Readonly<Record<number, string>> = { 0: 'global', 200: 'site', 253: 'link', 254: 'host', 255: 'nowhere' }

/** `base`: what is below its interface, where that is ours. */
export function writeAddress(each: VirtualAddress, base: string | null = null): string {
  const parts = [
    writeShortPrefix(each.address, each.prefixLength),
    each.broadcast === null ? null : `brd ${writeIp(each.broadcast)}`,
    `dev ${each.interface}${base === null ? '' : `@${base}`}`,
    each.useVmac === true ? 'use_vmac' : null,
    `scope ${SCOPES[each.scope] ?? each.scope}`,
    each.label === null ? null : `label ${each.label}`,
    each.peer === null ? null : `peer ${writeIpPrefix(each.peer)}`,
    each.home ? 'home' : null,
    each.noDad ? '-nodad' : null,
    each.mngTmpAddr ? 'mngtmpaddr' : null,
    each.noPrefixRoute ? 'noprefixroute' : null,
    each.autojoin === true ? 'autojoin' : null,
    each.trackGroup === undefined ? null : `track_group ${each.trackGroup}`,
    each.noTrack ? 'no_track' : null,
    lifetime(each),
  ]
  return parts.filter((part) => part !== null).join(' ')
}

/** compat: the original says nothing of lifetimes of IPv4. */
function lifetime(each: VirtualAddress): string | null {
  if (each.address.family === 4) return null
  const seconds = each.preferredLifetimeS ?? Infinity
  return seconds === 0 ? 'deprecated' : seconds >= FOREVER_S ? 'preferred_lft forever' : `preferred_lft ${seconds}`
}

const FOREVER_S = 4294967295

/** A host address without its length. */
export function writeShortPrefix(address: IpAddress, prefixLength: number): string {
  const full = address.family === 4 ? 32 : 128
  return prefixLength === full ? writeIp(address) : `${writeIp(address)}/${prefixLength}`
}
