/** `use_vmac` and `use_ipvlan`: the interface that an instance has for itself, and what is wrong with its words. */
import { readIp, writeIp } from '../../lib/ip.ts'
import type { IpPrefix } from '../../lib/ip.ts'
import type { VirtualAddress, VmacConfig, VrrpInstanceConfig } from '../config.ts'
import { readNamed } from '../grammar/name-tables.ts'
import { numberProblem } from '../grammar/scalar.ts'
import type { AddressSets } from './addresses.ts'
import type { InstanceBlock } from './instance.ts'
import { unicastWord } from './instance-family.ts'
import type { Resolution } from './resolution.ts'
import { complain } from './resolution.ts'

/** The longest name of an interface, IFNAMSIZ of linux/if.h without its end. */
const MAX_NAME = 15
/** IPVLAN_F_*, linux/if_link.h */
const IPVLAN_FLAGS: Readonly<Record<string, number>> = { bridge: 0, private: 1, vepa: 2 }
const MOST_GROUP = 0xffffffff

/** Null: the instance runs on its interface itself. */
export function resolveVmac(
  block: InstanceBlock,
  sets: AddressSets,
  hasPeers: boolean,
  strict: boolean,
  resolution: Resolution,
): VmacConfig | null {
  const { values: s, marks } = block
  const name = block.args[0] ?? ''
  const tell = (field: string, message: string): void =>
    complain(resolution, marks[field] ?? block.mark, 'bad-option', message)
  const macvlan = readMacvlan(block, resolution)
  const ipvlan = readIpvlan(block, sets, resolution)
  const unicast = unicastWord(s) !== null || s.unicastFaultNoPeer === true
  // compat: an ipvlan is told of what only a macvlan may have.
  const made = macvlan !== null || ipvlan !== null
  const setsBase = made && s.vmacXmitBase !== true && unicast
  if (setsBase) tell('useVmac', `(${name}) unicast with use_vmac requires vmac_xmit_base - setting`)
  if ((s.vmacXmitBase === true || setsBase) && (macvlan === null || ipvlan !== null))
    tell('vmacXmitBase', `(${name}) vmac_xmit_base is only valid with a vmac`)
  if (made && s.promoteSecondaries === true)
    tell('promoteSecondaries', `(${name}) promote_secondaries is automatically set for vmacs - ignoring`)
  if (macvlan === null || ipvlan !== null) return ipvlan
  const transmitsOnBase = s.vmacXmitBase === true || unicast || hasPeers
  if (!strict || !transmitsOnBase) return { ...macvlan, transmitsOnBase }
  tell('strict', `(${name}) xmit_base is incompatible with strict mode - resetting`)
  // What peers send to the address of the base can only be heard there; the original is deaf then.
  return { ...macvlan, transmitsOnBase: hasPeers }
}

/** compat: `use_vmac` of an address is forgotten where its instance says it already. */
export function forgetUseVmac(
  { values: s, args }: InstanceBlock,
  sets: AddressSets,
  vmac: VmacConfig | null,
  resolution: Resolution,
): Pick<VrrpInstanceConfig, 'addresses' | 'excludedAddresses'> {
  const saidBy = (family: 4 | 6, device: string | undefined): string | null => {
    if (family === sets.family && device === s.interface) return vmac?.kind === 'macvlan' ? 'vrrp instance' : null
    return s.useVmacAddr === true ? 'use_vmac_addr' : null
  }
  for (const text of [...(s.addresses ?? []), ...(s.excludedAddresses ?? [])].flat()) {
    const said = text.useVmac === true ? saidBy(text.address.family, text.device ?? s.interface) : null
    if (said === null) continue
    const own = `use_vmac specified for VIP/eVIP ${writeIp(text.address)}`
    const both = said === 'use_vmac_addr' ? `use_vmac_addr specified and ${own}` : `${own} and ${said}`
    complain(resolution, text.mark, 'bad-option', `(${args[0] ?? ''}) ${both}`)
  }
  const forget = (address: VirtualAddress): VirtualAddress => {
    const { useVmac, ...others } = address
    return useVmac === true && saidBy(address.address.family, address.interface) !== null ? others : address
  }
  return { addresses: sets.addresses.map(forget), excludedAddresses: sets.excluded.map(forget) }
}

/** What words of later versions set, each with the words that it takes. */
interface LaterWords {
  readonly name: string | null
  readonly group: number | null
  readonly notifiesBase: boolean
  readonly others: readonly string[]
}

/** `name vrrp.1`, `group 7` and `netlink_notify_msg` of 2.3.0. */
function readLaterWords(words: readonly string[], lose: (word: string) => void, resolution: Resolution): LaterWords {
  let name: string | null = null
  let group: number | null = null
  let notifiesBase = false
  const others: string[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? ''
    if (word === 'netlink_notify_msg') notifiesBase = true
    else if (word === 'name') name = words[++i] ?? null
    else if (word === 'group') {
      const given = words[++i] ?? ''
      group = readNamed(resolution.environment, 'group', given, MOST_GROUP)
      if (group === null) lose(given)
    } else others.push(word)
  }
  return { name, group, notifiesBase, others }
}

function readMacvlan(block: InstanceBlock, resolution: Resolution): VmacConfig | null {
  const { useVmac, vrid } = block.values
  if (useVmac === undefined) return null
  const owner = block.args[0] ?? ''
  const tell = (word: string, message: string): void =>
    resolution.reporter.report({ code: 'bad-option', at: block.marks['useVmac'] ?? block.mark, word, message })
  const later = readLaterWords(useVmac, (word) => tell(word, `(${owner}) unknown link group ${word}`), resolution)
  let { name } = later
  let mac: Uint8Array | null = null
  for (const word of later.others) {
    if (/^([0-9a-f]{1,2}:){4,5}[0-9a-f]{1,2}$/i.test(word)) {
      if (mac !== null) tell(word, 'VMAC interface address already specified')
      else if ((parseInt(word, 16) & 1) === 1) tell(word, `VMAC MAC address is multicast ${word} - ignoring`)
      else mac = readMac(word, vrid ?? 0)
    } else if (name !== null) tell(word, 'VMAC interface name already specified')
    else if (word.length > MAX_NAME || /[/\s]/.test(word))
      tell(word, `VMAC interface name '${word}' too long or invalid characters - ignoring`)
    else if (isTaken(word, 'macvlan', resolution))
      tell(word, `(${owner}) interface ${word} already exists and is not a private macvlan; ignoring vmac if_name`)
    else name = word
  }
  const { group, notifiesBase } = later
  return { kind: 'macvlan', name, mac, transmitsOnBase: false, flags: 0, address: null, group, notifiesBase }
}

/** The router id follows five octets. */
function readMac(word: string, vrid: number): Uint8Array {
  const octets = word.split(':').map((text) => parseInt(text, 16))
  return Uint8Array.from(octets.length === 5 ? [...octets, vrid] : octets)
}

/** One of ours may be left from a run that was killed. */
function isTaken(name: string, kind: VmacConfig['kind'], { environment }: Resolution): boolean {
  return environment.interfaceExists(name) && environment.isInterfaceOfKind?.(name, kind) !== true
}

function readIpvlan(block: InstanceBlock, sets: AddressSets, resolution: Resolution): VmacConfig | null {
  const { useIpvlan } = block.values
  if (useIpvlan === undefined) return null
  const owner = block.args[0] ?? ''
  const at = block.marks['useIpvlan'] ?? block.mark
  const tell = (word: string, message: string): void =>
    resolution.reporter.report({ code: 'bad-option', at, word, message })
  const later = readLaterWords(useIpvlan, (word) => tell(word, `(${owner}) unknown link group ${word}`), resolution)
  let { name } = later
  let flags: number | null = null
  let address: IpPrefix | null = null
  for (const word of later.others) {
    const prefix = readPrefix(word)
    if (prefix !== null) {
      if (prefix.address.family !== sets.family)
        tell(word, `(${owner}) ipvlan address[${word}] MUST match vrrp instance family !!! Skipping...`)
      else if (address !== null) tell(word, `(${owner}) ipvlan address already specified - ignoring '${word}'`)
      else address = prefix
    } else if (IPVLAN_FLAGS[word] !== undefined) {
      if (flags !== null) tell(word, `(${owner}) ipvlan type already specified - ignoring '${word}'`)
      flags ??= IPVLAN_FLAGS[word]
    } else if (name !== null) tell(word, `(${owner}) IPVLAN interface already specified - ignoring '${word}'`)
    else if (word.length > MAX_NAME) tell(word, `(${owner}) IPVLAN interface name '${word}' too long - ignoring`)
    else if (isTaken(word, 'ipvlan', resolution))
      tell(word, `(${owner}) interface ${word} already exists and is not an l2 ipvlan; ignoring ipvlan if_name`)
    else name = word
  }
  if (sets.family === 4 && address === null) {
    const message = `(${owner}) IPv4 ipvlan requires a source ip address to be configured. setting instance to fault state`
    complain(resolution, at, 'no-source', message)
  }
  const { group, notifiesBase } = later
  return { kind: 'ipvlan', name, mac: null, transmitsOnBase: false, flags: flags ?? 0, address, group, notifiesBase }
}

/** With or without length; null: no address. */
function readPrefix(word: string): IpPrefix | null {
  const [host = '', length] = word.split('/', 2)
  const address = readIp(host)
  if (address === null) return null
  const bits = address.bytes.length * 8
  if (length !== undefined && numberProblem(length, 0, bits) !== null) return null
  return { address, prefixLength: length === undefined ? bits : Number(length) }
}
