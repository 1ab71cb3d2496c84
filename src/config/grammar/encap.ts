/** `encap` of a route or of one of its hops: `mpls`, `ip`, `ip6` or `ila` and what belongs to it. */
import { readIp } from '../../lib/ip.ts'
import type { IpAddress } from '../../lib/ip.ts'
import type { Encap } from '../route.ts'
import { readNamed } from './name-tables.ts'
import type { WordCursor } from './word-cursor.ts'

const MAX_LABEL = 0xfffff
const MAX_LABELS = 2

/** Null: no tunnel that we know; its complaint is made, and the route goes without. */
export function readEncap(words: WordCursor): Encap | null {
  const kind = words.peek()
  if (kind === undefined) {
    words.complain('encap', 'Missing encap type', 'expected mpls, ip, ip6 or ila')
    return null
  }
  words.skip()
  switch (kind) {
    case 'mpls':
      return { kind, labels: readLabels(words) }
    case 'ila':
      return { kind, locator: readLocator(words) }
    case 'ip':
    case 'ip6':
      return readIpTunnel(words, kind)
    default:
      words.complain(kind, `Unknown encap type - ${kind}`, 'expected mpls, ip, ip6 or ila')
      // compat: the word after it is taken for its parameter.
      words.skip()
      return null
  }
}

function readLabels(words: WordCursor): readonly number[] {
  const text = words.take()
  const labels = text.split('/')
  if (labels.length <= MAX_LABELS && labels.every((label) => /^\d+$/.test(label) && Number(label) <= MAX_LABEL))
    return labels.map(Number)
  words.complain(text, `invalid mpls address ${text} for encapsulation`, 'expected one or two labels below 1048576')
  return []
}

function readLocator(words: WordCursor): readonly number[] | null {
  const text = words.take()
  const groups = text.split(':')
  if (groups.length === 4 && groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)))
    return groups.map((group) => Number.parseInt(group, 16))
  words.complain(text, `invalid locator ${text} for ila encapsulation`, 'expected four groups, as in 1:2:3:4')
  return null
}

type Tunnel = Extract<Encap, { kind: 'ip' | 'ip6' }>

function readIpTunnel(words: WordCursor, kind: 'ip' | 'ip6'): Tunnel {
  const tunnel: { -readonly [K in keyof Tunnel]: Tunnel[K] } = {
    kind,
    id: null,
    destination: null,
    source: null,
    trafficClass: null,
    hopLimit: null,
    flags: null,
  }
  const classWord = kind === 'ip' ? 'tos' : 'tc'
  const hopWord = kind === 'ip' ? 'ttl' : 'hoplimit'
  for (let option = words.peek(); option !== undefined; option = words.peek()) {
    if (option === 'id') tunnel.id = readId(words, kind)
    else if (option === 'dst' || option === 'src') {
      const address = readEnd(words, kind)
      // compat: what follows is read as words of the route, which does not know them.
      if (address === null) break
      if (option === 'dst') tunnel.destination = address
      else tunnel.source = address
    } else if (option === classWord) {
      tunnel.trafficClass = readClass(words, kind)
    } else if (option === hopWord) {
      words.skip()
      tunnel.hopLimit = words.number(0, 255, `Invalid ${hopWord} %w specified for ${kind} encapsulation`)
    } else if (option === 'flags') {
      words.skip()
      tunnel.flags = words.number(0, 65535, `flags value %w is invalid for ${kind} encapsulation`)
    } else break
  }
  if (tunnel.id === null && tunnel.destination === null)
    words.complain(kind, `address or id missing for ${kind} encapsulation`, 'write id or dst')
  return tunnel
}

const MAX_ID = 2n ** 64n - 1n

function readId(words: WordCursor, kind: string): string {
  words.skip()
  const text = words.take()
  if (/^\d{1,20}$/.test(text) && BigInt(text) <= MAX_ID) return BigInt(text).toString()
  return words.lose(text, `id ${text} invalid for ${kind} encapsulation`, 'expected a number of up to 64 bits')
}

/** Null, and the option not taken, when the address is of the other family. */
function readEnd(words: WordCursor, kind: 'ip' | 'ip6'): IpAddress | null {
  const option = words.peek() ?? ''
  const text = words.second()
  const address = text === undefined ? null : readIp(text)
  if (address !== null && address.family !== (kind === 'ip' ? 4 : 6)) {
    words.complain(text ?? '', `IPv${address.family} address ${text ?? ''} not valid for ${kind} encapsulation`)
    return null
  }
  words.skip()
  const word = words.take()
  return address ?? words.lose(word, `VRRP parsed invalid IP ${word}. skipping IP...`, `'${option}' needs an address`)
}

function readClass(words: WordCursor, kind: string): number {
  const option = words.take()
  const text = words.take()
  const value = readNamed(words.use.environment, 'rt_dsfield', text, 255)
  return value ?? words.lose(text, `${option} value ${text} is invalid for ${kind} encapsulation`)
}
