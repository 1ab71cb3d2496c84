/** Addresses in a row: `first-last`, where the last one may be its end alone, or a prefix. */
import { addToAddress, readIp, writeIp } from '../../lib/ip.ts'
import type { IpAddress } from '../../lib/ip.ts'

export interface AddressSpan {
  readonly address: IpAddress
  /** null: one address, written as such */
  readonly count: number | null
}

/** Each is a service of its own. The original makes as many as there are. */
export const MAX_ADDRESSES = 65536

/** Null: no address in it; a text: keepalived's words for what is wrong. */
export function readSpan(text: string): AddressSpan | string | null {
  const [, firstText = '', sign = '', endText = ''] =
    /^([^-]*)(-)(.*)$/.exec(text) ?? /^([^/]*)(\/?)(.*)$/.exec(text) ?? []
  const address = readIp(firstText)
  if (address === null) return null
  if (sign === '') return { address, count: null }
  const count = sign === '/' ? prefixSize(address, endText) : rangeSize(address, endText)
  if (typeof count === 'string') return count.replaceAll('%r', text).replaceAll('%e', endText)
  if (count === null) return null
  if (count > MAX_ADDRESSES) return `Virtual server group range '${text}' has more than ${MAX_ADDRESSES} addresses`
  return { address, count }
}

/** A prefix when it is one, else the number that the last octet or group ends at, or the last address. */
export function writeSpan(first: IpAddress, count: number): string {
  const shown = writeIp(first)
  const bits = first.bytes.length * 8
  if (Number.isInteger(Math.log2(count)) && isFirstOf(first, bits - Math.log2(count)))
    return `${shown}/${bits - Math.log2(count)}`
  const last = addToAddress(first, count - 1)
  const isFar = last.bytes.slice(0, unitAt(last)).some((byte, i) => byte !== first.bytes[i])
  return `${shown}-${isFar ? writeIp(last) : unitOf(last).toString(first.family === 6 ? 16 : 10)}`
}

/** Number of addresses, or what is wrong. The end: last octet (IPv4), last group in hex (IPv6) or an address. */
function rangeSize(first: IpAddress, endText: string): number | string | null {
  const v6 = first.family === 6
  if (/[.:]/.test(endText)) {
    const last = readIp(endText)
    if (last === null) return 'Invalid range end %r - skipping'
    if (last.family !== first.family) return null
    const size = distance(first, last) + 1
    return size > 0 ? size : 'Address range end is less than address range start - %r - skipping'
  }
  const [, digits = '', rest = ''] = (v6 ? /^\+?(?:0x)?([0-9a-f]*)(.*)$/i : /^\+?(\d*)(.*)$/).exec(endText) ?? []
  if (rest !== '') return `Virtual server group range '%r' has extra characters at end '${rest}'`
  const end = parseInt(digits || '0', v6 ? 16 : 10)
  if (end > (v6 ? 0xffff : 0xff)) return "Virtual server group range '%r' end '%e' too large"
  const size = end - unitOf(first) + 1
  return size > 1 ? size : 'Address range end is not greater than address range start - %r - skipping'
}

function prefixSize(first: IpAddress, lengthText: string): number | string {
  const bits = first.bytes.length * 8
  const length = /^\+?\d{1,9}$/.test(lengthText) ? Number(lengthText) : 0
  if (length < 1 || length > bits) return 'Invalid netmask - %r - skipping'
  return isFirstOf(first, length) ? 2 ** (bits - length) : 'Address mask bits not empty - %r - skipping'
}

function isFirstOf({ bytes }: IpAddress, length: number): boolean {
  return bytes.every((byte, i) => (byte & (0xff >> Math.max(0, Math.min(8, length - 8 * i)))) === 0)
}

/** Where the last octet or group begins. */
function unitAt({ family, bytes }: IpAddress): number {
  return bytes.length - (family === 6 ? 2 : 1)
}

function unitOf(address: IpAddress): number {
  return address.bytes.slice(unitAt(address)).reduce((sum, byte) => sum * 256 + byte, 0)
}

/** Exact as far as it matters here. */
function distance(from: IpAddress, to: IpAddress): number {
  return to.bytes.reduce((sum, byte, i) => sum * 256 + byte - (from.bytes[i] ?? 0), 0)
}
