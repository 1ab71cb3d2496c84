/**
 * What an instance or a sync group says of macvlans, VRFs, files and BFD sessions. It has no effect so far, but a
 * mistake in it is found as keepalived finds it.
 */
import { readIp, writeIp } from '../../lib/ip.ts'
import type { PlainEntry } from '../grammar/passive-blocks.ts'
import { numberProblem } from '../grammar/scalar.ts'
import type { Mark } from '../lexer/sources.ts'
import type { AddressSets } from './addresses.ts'
import type { InstanceBlock, InstanceContext } from './instance.ts'
import { unicastWord } from './instance-family.ts'
import { caution, complain, firstAt } from './resolution.ts'
import type { Resolution } from './resolution.ts'
import type { Tracker } from './trackers.ts'

/** The longest name of an interface, IFNAMSIZ of linux/if.h without its end. */
const MAX_NAME = 15

export function checkPassiveSettings(block: InstanceBlock, sets: AddressSets, context: InstanceContext): void {
  const { values: s, marks } = block
  const { resolution } = context
  const name = block.args[0] ?? ''
  const tell = (field: string, message: string): void =>
    complain(resolution, marks[field] ?? block.mark, 'bad-option', message)
  checkMacvlan(block, context)
  checkIpvlan(block, sets, context)
  const hasVmac = s.useVmac !== undefined && s.useIpvlan === undefined
  if (s.vmacXmitBase === true && !hasVmac) tell('vmacXmitBase', `(${name}) vmac_xmit_base is only valid with a vmac`)
  const unicast = unicastWord(s) !== null || s.unicastFaultNoPeer === true
  if (hasVmac && s.vmacXmitBase !== true && unicast)
    tell('useVmac', `(${name}) unicast with use_vmac requires vmac_xmit_base - setting`)
  if (!hasVmac) return
  if (s.promoteSecondaries === true)
    tell('promoteSecondaries', `(${name}) promote_secondaries is automatically set for vmacs - ignoring`)
  for (const text of [...(s.addresses ?? []), ...(s.excludedAddresses ?? [])].flat()) {
    if (text.useVmac !== true || (text.device ?? s.interface) !== s.interface) continue
    const shown = writeIp(text.address)
    complain(
      resolution,
      text.mark,
      'bad-option',
      `(${name}) use_vmac specified for VIP/eVIP ${shown} and vrrp instance`,
    )
  }
}

/** Before all else: an interface that is missing ends a test, even in an instance that cannot run. */
export function checkVrf(block: InstanceBlock, { interfaces, resolution }: InstanceContext): void {
  const { values: s, marks, args, mark } = block
  if (s.vrf === undefined) return
  const name = args[0] ?? ''
  const at = marks['vrf'] ?? mark
  if (at > (marks['interface'] ?? Infinity)) {
    complain(resolution, at, 'vrf', `(${name}) Cannot specify VRF interface and interface - ignoring`)
    return
  }
  interfaces.checkTracked(s.vrf, at, `(${name}) WARNING - VRF interface ${s.vrf} doesn't exist`)
  if (s.interface === undefined) return
  complain(resolution, at, 'vrf', `(${name}) vrf can only be specified without interface - clearing`)
}

/** Words of later versions take others with them, as in `name vrrp.1`. */
const LATER_WORDS: Readonly<Record<string, number>> = { name: 2, group: 2, netlink_notify_msg: 1 }

function withoutLaterWords(words: readonly string[]): readonly string[] {
  const kept: string[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? ''
    const taken = LATER_WORDS[word]
    if (taken === undefined) kept.push(word)
    else i += taken - 1
  }
  return kept
}

function checkMacvlan(block: InstanceBlock, context: InstanceContext): void {
  const name = block.args[0] ?? ''
  let device: string | null = null
  let address: string | null = null
  const tell = (word: string, message: string): void =>
    context.resolution.reporter.report({ code: 'bad-option', at: block.marks['useVmac'] ?? block.mark, word, message })
  for (const word of withoutLaterWords(block.values.useVmac ?? [])) {
    if (/^([0-9a-f]{1,2}:){4,5}[0-9a-f]{1,2}$/i.test(word)) {
      if (address !== null) tell(word, 'VMAC interface address already specified')
      else if ((parseInt(word, 16) & 1) === 1) tell(word, `VMAC MAC address is multicast ${word} - ignoring`)
      else address = word
    } else if (device !== null) tell(word, 'VMAC interface name already specified')
    else if (word.length > MAX_NAME || /[/\s]/.test(word))
      tell(word, `VMAC interface name '${word}' too long or invalid characters - ignoring`)
    else if (context.resolution.environment.interfaceExists(word))
      tell(word, `(${name}) interface ${word} already exists and is not a private macvlan; ignoring vmac if_name`)
    else device = word
  }
}

const IPVLAN_MODES = new Set(['bridge', 'private', 'vepa'])

function checkIpvlan(block: InstanceBlock, sets: AddressSets, { resolution }: InstanceContext): void {
  if (block.values.useIpvlan === undefined) return
  const name = block.args[0] ?? ''
  const found: { device?: string; mode?: string; source?: string } = {}
  const tell = (word: string, message: string): void =>
    resolution.reporter.report({ code: 'bad-option', at: block.marks['useIpvlan'] ?? block.mark, word, message })
  for (const word of withoutLaterWords(block.values.useIpvlan)) {
    const address = readPrefix(word)
    if (address !== null) {
      if (address !== sets.family)
        tell(word, `(${name}) ipvlan address[${word}] MUST match vrrp instance family !!! Skipping...`)
      else if (found.source !== undefined) tell(word, `(${name}) ipvlan address already specified - ignoring '${word}'`)
      else found.source = word
    } else if (IPVLAN_MODES.has(word)) {
      if (found.mode !== undefined) tell(word, `(${name}) ipvlan type already specified - ignoring '${word}'`)
      found.mode ??= word
    } else if (found.device !== undefined)
      tell(word, `(${name}) IPVLAN interface already specified - ignoring '${word}'`)
    else if (word.length > MAX_NAME) tell(word, `(${name}) IPVLAN interface name '${word}' too long - ignoring`)
    else if (resolution.environment.interfaceExists(word))
      tell(word, `(${name}) interface ${word} already exists and is not an l2 ipvlan; ignoring ipvlan if_name`)
    else found.device = word
  }
  if (sets.family === 4 && found.source === undefined) {
    complain(
      resolution,
      block.marks['useIpvlan'] ?? block.mark,
      'no-source',
      `(${name}) IPv4 ipvlan requires a source ip address to be configured. setting instance to fault state`,
    )
  }
}

/** Its family; null: no address, with or without length. */
function readPrefix(word: string): 4 | 6 | null {
  const [host = '', length] = word.split('/', 2)
  const ip = readIp(host)
  if (ip === null) return null
  return length === undefined || numberProblem(length, 0, ip.bytes.length * 8) === null ? ip.family : null
}

interface PassiveList {
  readonly noun: 'track file' | 'track bfd'
  readonly keyword: 'track_file' | 'track_bfd'
  readonly limit: number
}

export const TRACK_FILES: PassiveList = { noun: 'track file', keyword: 'track_file', limit: 254 }
export const TRACK_BFD: PassiveList = { noun: 'track bfd', keyword: 'track_bfd', limit: 253 }

/** `known`: what was defined, and when. */
export function checkPassiveTracking(
  entries: readonly PlainEntry[],
  { name, order, resolution }: Tracker,
  known: ReadonlyMap<string, number>,
  list: PassiveList,
): void {
  const seen = new Map<string, Mark>()
  for (const { words, mark } of entries) {
    const [tracked = '', ...options] = words
    const first = seen.get(tracked)
    if ((known.get(tracked) ?? Infinity) > order)
      complain(resolution, mark, 'not-found', `(${name}) ${list.noun} ${tracked} not found, ignoring...`)
    else if (first !== undefined) {
      const message = `(${name}) duplicate ${list.keyword} ${tracked} - ignoring`
      complain(resolution, mark, 'duplicate', message, 'remove one of them', firstAt(first))
    } else {
      seen.set(tracked, mark)
      checkWeight(resolution, mark, `(${name})`, tracked, options, list)
    }
  }
}

/** As `withoutWeights` has it for scripts. `weighted`: a file changes the priority unless its weight is 0. */
export function checkPassiveWeights(
  { values: s, args }: InstanceBlock,
  why: 'group' | 'owner',
  weighted: (file: string) => boolean,
  resolution: Resolution,
): void {
  const name = args[0] ?? ''
  const reason = why === 'group' ? 'SYNC group' : 'address_owner'
  const lists = [
    ['file', (s.trackFiles ?? []).flat()],
    ['bfd', (s.trackBfd ?? []).flat()],
  ] as const
  for (const [kind, entries] of lists) {
    for (const { words, mark } of entries) {
      const [tracked = '', option, given] = words
      const weight = option === 'weight' ? given : undefined
      const tell = (what: string): void =>
        caution(resolution, mark, 'weight-ignored', `(${name}) ignoring ${what}`, 'write: weight 0')
      if (weight !== undefined && Number(weight) !== 0)
        tell(`tracked ${kind} ${tracked} with weight ${Number(weight)} due to ${reason}`)
      else if (weight === undefined && kind === 'file' && weighted(tracked))
        tell(`weight from tracked file ${tracked} due to ${reason}. specify weight 0`)
    }
  }
}

function checkWeight(
  resolution: Resolution,
  mark: Mark,
  owner: string,
  tracked: string,
  [option, given]: readonly string[],
  { noun, limit }: PassiveList,
): void {
  if (option === undefined) return
  if (option !== 'weight') {
    const shown = noun === 'track bfd' ? `${noun} ${tracked}` : noun
    complain(resolution, mark, 'bad-option', `${owner} unknown ${shown} option ${option} - ignoring`)
  } else if (given === undefined) {
    complain(
      resolution,
      mark,
      'missing-argument',
      `${owner} weight without value specified for ${noun} ${tracked} - ignoring`,
    )
  } else if (numberProblem(given, -limit, limit) !== null) {
    const range = `[-${limit}..${limit}]`
    caution(
      resolution,
      mark,
      'bad-value',
      `${owner} weight for ${noun} ${tracked} must be in ${range} inclusive. Ignoring...`,
    )
  }
}
