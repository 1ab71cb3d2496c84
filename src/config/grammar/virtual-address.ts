/** One line of `virtual_ipaddress`, `virtual_ipaddress_excluded` or `static_ipaddress`. */
import { readIp, writeIp } from '../../lib/ip.ts'
import type { IpAddress, IpPrefix } from '../../lib/ip.ts'
import type { Mark } from '../lexer/sources.ts'
import { nearestWord } from '../spelling.ts'
import type { Statement } from '../tree.ts'
import type { Entry } from './block.ts'
import type { Row, Use } from './row.ts'
import { numberProblem } from './scalar.ts'

export interface AddressText {
  readonly address: IpAddress
  readonly prefixLength: number
  readonly lengthGiven: boolean
  readonly device: string | null
  readonly scope: number | null
  readonly label: string | null
  readonly broadcast: IpAddress | '+' | '-' | null
  readonly peer: IpPrefix | null
  readonly home: boolean
  readonly noDad: boolean
  readonly mngTmpAddr: boolean
  readonly noPrefixRoute: boolean
  readonly autojoin: boolean
  readonly noTrack: boolean
  readonly useVmac?: true
  /** of static addresses */
  readonly trackGroup?: string
  /** null: for ever, or nothing said */
  readonly preferredLifetimeS: number | null
  readonly lifetimeGiven: boolean
  readonly mark: Mark
}

type Draft = { -readonly [K in keyof AddressText]: AddressText[K] }

/** RT_SCOPE_* of linux/rtnetlink.h, by the names of iproute2's rt_scopes. */
const SCOPES: Readonly<Record<string, number>> = {
  global: 0,
  universe: 0,
  site: 200,
  link: 253,
  host: 254,
  nowhere: 255,
}

const FLAGS: Readonly<Record<string, 'home' | 'noDad' | 'mngTmpAddr' | 'noPrefixRoute' | 'autojoin' | 'noTrack'>> = {
  home: 'home',
  '-nodad': 'noDad',
  mngtmpaddr: 'mngTmpAddr',
  noprefixroute: 'noPrefixRoute',
  autojoin: 'autojoin',
  no_track: 'noTrack',
}

const OPTIONS = [
  'dev',
  'scope',
  'broadcast',
  'brd',
  'label',
  'peer',
  'preferred_lft',
  ...Object.keys(FLAGS),
  'use_vmac',
]

const SAMPLES = [
  '192.0.2.10',
  '192.0.2.11/24 dev eth0 brd + scope link label eth0:1 no_track',
  '192.0.2.12/24 broadcast 192.0.2.255',
  '192.0.2.13/24 brd -',
  '192.0.2.14 peer 192.0.2.99',
  '192.0.2.15 use_vmac',
  '2001:db8::10/64 home -nodad mngtmpaddr noprefixroute preferred_lft 0',
  '2001:db8::11 preferred_lft forever autojoin',
]

export const virtualAddress: Entry<AddressText> = { read: readAddress, write: writeAddress, samples: SAMPLES }

/** A static address may name a track_group, too. */
export const staticAddress: Entry<AddressText> = {
  read: (entry, row, use) => {
    const at = entry.words.indexOf('track_group')
    if (at < 0) return readAddress(entry, row, use)
    const value = readAddress({ ...entry, words: entry.words.toSpliced(at, 2) }, row, use)
    const trackGroup = entry.words[at + 1]
    return value === undefined || trackGroup === undefined ? value : { ...value, trackGroup }
  },
  write: (value) => [
    ...writeAddress(value),
    ...(value.trackGroup === undefined ? [] : ['track_group', value.trackGroup]),
  ],
  samples: [...SAMPLES.filter((sample) => !sample.includes('use_vmac')), '192.0.2.16 dev eth0 track_group a'],
}

function writeAddress(value: AddressText): readonly string[] {
  const option = (name: string, text: string | number | null): readonly string[] =>
    text === null ? [] : [name, String(text)]
  const { broadcast, peer } = value
  const own = writeIp(value.address)
  return [
    peer === null ? `${own}/${value.prefixLength}` : own,
    ...option('dev', value.device),
    ...option('scope', value.scope),
    ...option('label', value.label),
    ...(value.useVmac === true ? ['use_vmac'] : []),
    ...option('brd', broadcast === null || typeof broadcast === 'string' ? broadcast : writeIp(broadcast)),
    ...option('peer', peer === null ? null : writeIp(peer.address)),
    ...option('preferred_lft', value.lifetimeGiven ? (value.preferredLifetimeS ?? 'forever') : null),
    ...Object.entries(FLAGS).flatMap(([name, field]) => (value[field] ? [name] : [])),
  ]
}

function readAddress(entry: Statement, _row: Row, use: Use): AddressText | undefined {
  const draft = readPrefix(entry, use, entry.words[0] ?? '')
  if (draft === null) return undefined
  const { words } = entry
  for (let i = 1; i < words.length; i++) {
    const option = words[i] ?? ''
    const flag = FLAGS[option]
    if (flag !== undefined) draft[flag] = true
    else if (option === 'use_vmac') draft.useVmac = true
    else {
      if (!readOption(entry, use, draft, option, words[i + 1])) return undefined
      if (OPTIONS.includes(option)) i++
    }
  }
  return checkBroadcast(entry, use, draft)
}

function readPrefix(entry: Statement, use: Use, given: string): Draft | null {
  const [host = '', length] = given.split('/', 2)
  const address = readIp(host)
  if (address === null) {
    use.reporter.report({
      code: 'bad-address',
      at: entry.mark,
      word: given,
      message: `VRRP parsed invalid IP ${given}. skipping IP...`,
      hint: 'expected an address, one per line',
    })
    return null
  }
  const full = address.family === 4 ? 32 : 128
  const problem = length === undefined ? null : numberProblem(length, 0, full)
  if (problem !== null) {
    use.reporter.report({
      code: 'bad-prefix',
      at: entry.mark,
      word: given,
      message: `Invalid address prefix len ${length ?? ''} for address ${given} - using ${full}`,
      hint: problem,
      expected: `<0..${full}>`,
    })
  }
  return {
    address,
    prefixLength: length === undefined || problem !== null ? full : Number(length),
    lengthGiven: length !== undefined,
    device: null,
    scope: null,
    label: null,
    broadcast: null,
    peer: null,
    home: false,
    noDad: false,
    mngTmpAddr: false,
    noPrefixRoute: false,
    autojoin: false,
    noTrack: false,
    preferredLifetimeS: null,
    lifetimeGiven: false,
    mark: entry.mark,
  }
}

/** False: the whole address is dropped. */
function readOption(entry: Statement, use: Use, draft: Draft, option: string, value: string | undefined): boolean {
  const complain = (message: string, hint: string | null = null): void => {
    use.reporter.report({ code: 'bad-option', at: entry.mark, word: value ?? option, message, hint })
  }
  const shown = entry.words[0] ?? ''
  if (!OPTIONS.includes(option)) {
    const near = nearestWord(option, OPTIONS)
    const hint =
      readIp(option.split('/')[0] ?? '') !== null
        ? 'one address per line'
        : near === null
          ? null
          : `did you mean '${near}'?`
    use.reporter.report({
      code: 'bad-option',
      at: entry.mark,
      word: option,
      message: `Unknown configuration entry '${option}' for ip address - ignoring`,
      hint,
    })
    return true
  }
  if (value === undefined) {
    complain(`No ${option} parameter specified for ${shown}`)
    return true
  }
  switch (option) {
    case 'dev':
      draft.device = value
      break
    case 'scope':
      draft.scope = readScope(value)
      if (draft.scope === null)
        complain(
          `Invalid scope '${value}' specified for ${shown} - ignoring`,
          `expected ${Object.keys(SCOPES).join(', ')} or 0..255`,
        )
      break
    case 'label':
      draft.label = value.slice(0, 15)
      break
    case 'preferred_lft':
      draft.lifetimeGiven = true
      draft.preferredLifetimeS = readLifetime(value)
      if (draft.preferredLifetimeS === null && value !== 'forever')
        complain(`Invalid preferred_lft '${value}' for ${shown}`)
      break
    case 'peer':
      return readPeer(draft, value, complain)
    default:
      readBroadcast(draft, value, complain)
  }
  return true
}

function readScope(value: string): number | null {
  return SCOPES[value] ?? (numberProblem(value, 0, 255) === null ? Number(value) : null)
}

function readLifetime(value: string): number | null {
  return numberProblem(value, 0, 4294967295) === null ? Number(value) : null
}

/** compat: an address with a length is none here, and the address itself is a host then. */
function readPeer(draft: Draft, value: string, complain: (message: string) => void): boolean {
  const address = readIp(value)
  if (address === null || address.family !== draft.address.family) {
    complain(address === null ? `Invalid peer address ${value}` : `Peer address ${value} does not match address family`)
    return address === null
  }
  const full = address.family === 4 ? 32 : 128
  if (draft.prefixLength !== full) complain('Cannot specify address prefix when specifying peer address - ignoring')
  draft.prefixLength = full
  draft.peer = { address, prefixLength: full }
  return true
}

function readBroadcast(draft: Draft, value: string, complain: (message: string) => void): void {
  if (value === '+' || value === '-') {
    draft.broadcast = value
    return
  }
  const address = readIp(value)
  if (address?.family === 4) draft.broadcast = address
  else complain(`Invalid broadcast address ${value}`)
}

function checkBroadcast(entry: Statement, use: Use, draft: Draft): AddressText {
  if (draft.broadcast !== '+' && draft.broadcast !== '-') return draft
  if (draft.address.family === 6 || draft.prefixLength > 30) {
    use.reporter.report({
      code: 'bad-broadcast',
      at: entry.mark,
      word: 'brd',
      message: `Address prefix length ${draft.prefixLength} too long for broadcast`,
    })
    return { ...draft, broadcast: null }
  }
  return { ...draft, broadcast: broadcastOf(draft.address, draft.prefixLength, draft.broadcast === '+') }
}

/** Host bits all ones, or all zeros. */
function broadcastOf(address: IpAddress, prefixLength: number, ones: boolean): IpAddress {
  const bytes = Uint8Array.from(address.bytes, (byte, i) => {
    const networkBits = Math.max(0, Math.min(8, prefixLength - 8 * i))
    const hostMask = 0xff >> networkBits
    return ones ? byte | hostMask : byte & ~hostMask
  })
  return { family: address.family, bytes }
}
