/**
 * What an instance says of macvlans and VRFs. It has no effect so far, but a mistake in it is found as keepalived
 * finds it.
 */
import { readIp, writeIp } from '../../lib/ip.ts'
import { numberProblem } from '../grammar/scalar.ts'
import type { AddressSets } from './addresses.ts'
import type { InstanceBlock, InstanceContext } from './instance.ts'
import { unicastWord } from './instance-family.ts'
import { complain } from './resolution.ts'

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
