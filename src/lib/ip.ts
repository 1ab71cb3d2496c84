/**
 * IP addresses as the machines see them: bytes in network order, with their family.
 *
 * Text is read once, when the configuration is resolved, and written only for log lines and dumps.
 * Text forms: dotted quad (RFC 6943 section 3.1.1 "strict") and RFC 5952 for IPv6.
 */
export type IpFamily = 4 | 6

export interface IpAddress {
  readonly family: IpFamily
  /** 4 or 16 octets, network order. */
  readonly bytes: Uint8Array
}

export interface IpPrefix {
  readonly address: IpAddress
  /** 0..32 or 0..128 */
  readonly prefixLength: number
}

const DOT = 0x2e
const ZERO = 0x30
const NINE = 0x39

/**
 * Four octets for one more address, cut from a block: a typed array with a buffer of its own takes 200 octets and half a
 * microsecond, and a large file has a hundred thousand addresses.
 */
function takeOctets(): Uint8Array {
  if (octetsUsed === octets.length) {
    octets = new Uint8Array(OCTETS_AT_ONCE)
    octetsUsed = 0
  }
  return octets.subarray(octetsUsed, (octetsUsed += 4))
}

const OCTETS_AT_ONCE = 4096
let octets = new Uint8Array(OCTETS_AT_ONCE)
let octetsUsed = 0

/** Reads an address without prefix; null when the text is none. */
export function readIp(text: string): IpAddress | null {
  return text.includes(':') ? readIpv6(text) : readIpv4(text)
}

function readIpv4(text: string): IpAddress | null {
  const bytes = takeOctets()
  let at = 0
  let octet = 0
  let digits = 0
  // By hand: a large file has hundreds of thousands of them.
  for (let i = 0; i <= text.length; i++) {
    const c = i === text.length ? DOT : text.charCodeAt(i)
    if (c === DOT) {
      if (digits === 0 || octet > 255 || at === 4) return null
      bytes[at++] = octet
      octet = digits = 0
    } else {
      if (c < ZERO || c > NINE || ++digits > 3) return null
      octet = octet * 10 + c - ZERO
    }
  }
  return at === 4 ? { family: 4, bytes } : null
}

function readIpv6(text: string): IpAddress | null {
  let body = text
  const tail: number[] = []
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  if (dotted) {
    const v4 = readIpv4(dotted[2] ?? '')
    if (!v4) return null
    tail.push(((v4.bytes[0] ?? 0) << 8) | (v4.bytes[1] ?? 0), ((v4.bytes[2] ?? 0) << 8) | (v4.bytes[3] ?? 0))
    body = dotted[1] ?? ''
    // "::1.2.3.4" leaves "::", "a:b:1.2.3.4" leaves "a:b:"
    if (body !== '::' && !body.endsWith('::')) body = body.slice(0, -1)
  }
  const halves = body.split('::')
  if (halves.length > 2) return null
  const head = readGroups(halves[0] ?? '')
  const rest = halves.length === 2 ? readGroups(halves[1] ?? '') : []
  if (!head || !rest) return null
  const known = head.length + rest.length + tail.length
  if (halves.length === 2 ? known > 7 : known !== 8) return null
  const zeros = halves.length === 2 ? 8 - known : 0
  const groups = [...head, ...new Array<number>(zeros).fill(0), ...rest, ...tail]
  const bytes = new Uint8Array(16)
  groups.forEach((group, i) => {
    bytes[2 * i] = group >> 8
    bytes[2 * i + 1] = group & 0xff
  })
  return { family: 6, bytes }
}

function readGroups(text: string): number[] | null {
  if (text === '') return []
  const groups: number[] = []
  for (const part of text.split(':')) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(part)) return null
    groups.push(parseInt(part, 16))
  }
  return groups
}

/** Writes an address as the C library's inet_ntop does (RFC 5952, with dotted tail for mapped addresses). */
export function writeIp(address: IpAddress): string {
  return address.family === 4 ? address.bytes.join('.') : writeIpv6(address.bytes)
}

function writeIpv6(bytes: Uint8Array): string {
  const groups: number[] = []
  for (let i = 0; i < 16; i += 2) groups.push(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0))
  let bestStart = -1
  let bestLength = 1
  for (let i = 0; i < 8;) {
    let end = i
    while (end < 8 && groups[end] === 0) end++
    if (end - i > bestLength) {
      bestStart = i
      bestLength = end - i
    }
    i = end === i ? i + 1 : end
  }
  const mapped = bestStart === 0 && ((bestLength === 5 && groups[5] === 0xffff) || bestLength === 6)
  if (mapped) {
    const prefix = bestLength === 5 ? '::ffff:' : '::'
    return prefix + bytes.slice(12).join('.')
  }
  const hex = groups.map((group) => group.toString(16))
  if (bestStart < 0) return hex.join(':')
  return `${hex.slice(0, bestStart).join(':')}::${hex.slice(bestStart + bestLength).join(':')}`
}

/** Reads `address[/length]`; a missing length is the full 32 or 128, as for a host address. */
export function readIpPrefix(text: string): IpPrefix | null {
  const slash = text.indexOf('/')
  const address = readIp(slash < 0 ? text : text.slice(0, slash))
  if (!address) return null
  const full = address.family === 4 ? 32 : 128
  if (slash < 0) return { address, prefixLength: full }
  const lengthText = text.slice(slash + 1)
  if (!/^\d{1,3}$/.test(lengthText) || Number(lengthText) > full) return null
  return { address, prefixLength: Number(lengthText) }
}

export function writeIpPrefix(prefix: IpPrefix): string {
  return `${writeIp(prefix.address)}/${prefix.prefixLength}`
}

/** Negative, zero or positive, comparing as unsigned numbers in network order (RFC 3768 section 6.4.3). IPv4 sorts before IPv6. */
export function compareIp(a: IpAddress, b: IpAddress): number {
  if (a.family !== b.family) return a.family - b.family
  for (let i = 0; i < a.bytes.length; i++) {
    const difference = (a.bytes[i] ?? 0) - (b.bytes[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

export function sameIp(a: IpAddress, b: IpAddress): boolean {
  return compareIp(a, b) === 0
}

/** fe80::/10, RFC 4291 section 2.5.6 */
export function isLinkLocal({ family, bytes }: IpAddress): boolean {
  return family === 6 && bytes[0] === 0xfe && ((bytes[1] ?? 0) & 0xc0) === 0x80
}

/** The address that many further on; behind the last one it begins again. */
export function addToAddress({ family, bytes }: IpAddress, amount: number): IpAddress {
  const sum = Uint8Array.from(bytes)
  let carry = amount
  for (let i = sum.length - 1; i >= 0 && carry > 0; i--) {
    carry += sum[i] ?? 0
    sum[i] = carry & 0xff
    carry >>= 8
  }
  return { family, bytes: sum }
}
