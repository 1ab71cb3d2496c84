/** One `vrrp_instance`: defaults from the globals, and keepalived's checks at the end of a configuration. */
import { writeIp } from '../../lib/ip.ts'
import type { IpAddress } from '../../lib/ip.ts'
import { makeSecret } from '../../lib/secret.ts'
import { US_PER_CS, US_PER_S } from '../../lib/time.ts'
import type { Us } from '../../lib/time.ts'
import type {
  AuthenticationConfig, GarpConfig, GlobalConfig, NotifyConfig, UnicastPeer, VrrpInstanceConfig,
} from '../config.ts'
import type { Block, SettingsOf } from '../grammar/row.ts'
import type { instanceRows } from '../grammar/vrrp-instance.ts'
import type { AddressSets } from './addresses.ts'
import { resolveAddresses } from './addresses.ts'
import type { Commands } from './commands.ts'
import type { Interfaces } from './interfaces.ts'
import type { Resolution } from './resolution.ts'
import { caution, complain } from './resolution.ts'
import type { Trackables } from './trackers.ts'
import { resolveTrackInterfaces, resolveTrackProcesses, resolveTrackScripts } from './trackers.ts'

export type InstanceSettings = SettingsOf<typeof instanceRows>
export type InstanceBlock = Block<InstanceSettings>

export interface InstanceContext {
  readonly global: GlobalConfig
  readonly commands: Commands
  readonly interfaces: Interfaces
  readonly trackables: Trackables
  readonly resolution: Resolution
}

const OWNER = 255
const LOOPBACK = 'lo'
/** 12 bits of centiseconds (RFC 5798 section 5.2.7). */
const MAX_V3_INTERVAL_US = 4095 * US_PER_CS

/** Null when it cannot run at all. `syncGroup` and what a group changes are filled in afterwards. */
export function resolveInstance(block: InstanceBlock, context: InstanceContext): VrrpInstanceConfig | null {
  const { values: s, marks } = block
  const { global, commands, interfaces, trackables, resolution } = context
  const name = block.args[0] ?? ''
  if (s.vrid === undefined) {
    complain(resolution, block.mark, 'no-vrid', `(${name}) the virtual router id must be set`, 'write: virtual_router_id <1..255>')
    return null
  }
  if (s.interface === undefined) {
    complain(resolution, block.mark, 'no-interface', `(${name}) Unknown interface!`, 'write: interface <name>')
    return null
  }
  if (s.interface === LOOPBACK) {
    complain(resolution, marks['interface'] ?? block.mark, 'loopback',
      `(${name}) cannot use a loopback interface (${s.interface}) for vrrp - ignoring`)
    return null
  }
  interfaces.check(s.interface, marks['interface'] ?? block.mark, `vrrp_instance ${name}`)
  const sets = resolveAddresses({
    name, interface: s.interface, family: familyOf(block),
    addresses: (s.addresses ?? []).flat(), excluded: (s.excludedAddresses ?? []).flat(),
  }, interfaces, resolution)
  const version = sets.family === 6 ? 3 : (s.version ?? global.vrrpVersion) === 3 ? 3 : 2
  const strict = s.strict ?? global.strict
  if (!checkAddresses(block, sets, version, strict, resolution)) return null
  const priority = s.priority ?? (s.state === 'MASTER' ? OWNER : 100)
  const auth = authentication(block, version, strict, resolution)
  const initialState = startState(block, priority, auth, resolution)
  if (strict) checkStrict(block, version, priority, resolution)
  const preempt = !(s.nopreempt === true) || clearNopreempt(block, priority, initialState, resolution)
  const tracker = { name, order: block.order, resolution }
  const unicastPeers = peersOfFamily(block, sets.family, resolution)
  if (unicastPeers.length === 0) checkUnicast(block, resolution)
  return {
    name,
    version,
    family: sets.family,
    interface: s.interface,
    vrid: s.vrid,
    priority,
    initialState,
    advertIntervalUs: advertInterval(block, version, resolution),
    preempt,
    preemptDelayUs: preemptDelay(block, preempt, initialState, strict, resolution),
    authentication: auth,
    addresses: sets.addresses,
    excludedAddresses: sets.excluded,
    garp: garp(block, global, strict, resolution),
    downTimerAdverts: strict ? 3 : (s.downTimerAdverts ?? global.downTimerAdverts),
    lowerPrioNoAdvert: strict || (s.lowerPrioNoAdvert ?? global.lowerPrioNoAdvert),
    higherPrioSendAdvert: !strict && (s.higherPrioSendAdvert ?? global.higherPrioSendAdvert),
    // compat: any boolean turns it on, 'off' too.
    skipCheckAdvAddr: s.skipCheckAdvAddr !== undefined || global.skipCheckAdvAddr,
    accept: s.noAccept === true ? false : s.accept === true || !strict,
    strict,
    promoteSecondaries: s.promoteSecondaries ?? false,
    mcastSourceIp: sourceOfFamily(block, 'mcastSourceIp', sets.family, resolution),
    mcastGroup: s.mcastDestinationIp ?? (sets.family === 4 ? global.mcastGroup4 : global.mcastGroup6),
    unicastSourceIp: sourceOfFamily(block, 'unicastSourceIp', sets.family, resolution),
    unicastPeers,
    checkUnicastSource: s.checkUnicastSource === true || global.checkUnicastSource
      || unicastPeers.some((peer) => peer.minTtl > 0 || peer.maxTtl < 255),
    dontTrackPrimary: s.dontTrackPrimary ?? false,
    trackInterfaces: resolveTrackInterfaces((s.trackInterfaces ?? []).flat(), tracker, interfaces),
    trackScripts: resolveTrackScripts((s.trackScripts ?? []).flat(), tracker, trackables),
    trackProcesses: resolveTrackProcesses((s.trackProcesses ?? []).flat(), tracker, trackables),
    syncGroup: null,
    notify: notify(s, commands),
    smtpAlert: s.smtpAlert ?? global.smtpAlertVrrp ?? global.smtpAlert ?? false,
    notifyDeleted: s.notifyDeleted !== undefined,
    notifyPriorityChanges: s.notifyPriorityChanges ?? global.notifyPriorityChanges,
    lvsSyncDaemonInterface: s.lvsSyncDaemonInterface ?? null,
    unicastWords: unicastWord(s) !== null,
    unicastFaultNoPeer: s.unicastFaultNoPeer ?? false,
    trackSourceIp: s.trackSourceIp ?? false,
    ...(s.oldUnicastChecksum === undefined ? {} : { oldUnicastChecksum: s.oldUnicastChecksum === 'never' ? 'never' as const : 'always' as const }),
    ...(s.unicastTtl === undefined ? {} : { unicastTtl: s.unicastTtl }),
    ...(s.debug === undefined ? {} : { debugLevel: s.debug }),
    ...(s.kernelRxBufSize === undefined ? {} : { kernelRxBufSize: s.kernelRxBufSize }),
  }
}

/**
 * Weights of a member of a sync group would set it apart from the others, and those of an address owner could not change
 * its priority. keepalived leaves such scripts out; of interfaces a member keeps the tracking without the weight.
 */
export function withoutWeights(
  instance: VrrpInstanceConfig, at: number, why: 'group' | 'owner', resolution: Resolution,
): Pick<VrrpInstanceConfig, 'trackInterfaces' | 'trackScripts'> {
  const { name } = instance
  const hint = why === 'group' ? "track it in the vrrp_sync_group, or write 'sync_group_tracking_weight' there" : 'priority 255 cannot change'
  const tell = (message: string): void => caution(resolution, at, 'weight-ignored', `(${name}) ignoring ${message}`, hint)
  return {
    trackInterfaces: instance.trackInterfaces.flatMap((item) => {
      if (item.weight === 0) return [item]
      tell(`${item.interface} tracked interface ${why === 'group' ? 'weight due to SYNC group' : 'due to address owner'}`)
      return why === 'group' ? [{ ...item, weight: 0, reverse: false }] : []
    }),
    trackScripts: instance.trackScripts.filter((item) => {
      if (item.weight === 0) return true
      tell(`tracked script ${item.script} with weights due to ${why === 'group' ? 'SYNC group' : 'address_owner'}`)
      return false
    }),
  }
}

function checkAddresses(block: InstanceBlock, sets: AddressSets, version: 2 | 3, strict: boolean, resolution: Resolution): boolean {
  if (sets.addresses.length > 0 || block.values.noVirtualAddress === true) return true
  const needed = version === 3 || strict
  complain(resolution, block.mark, 'no-address',
    `(${block.args[0] ?? ''}) No VIP specified; at least one is ${needed ? 'required' : 'sensible'}`, 'write: virtual_ipaddress { <ip> }')
  return !needed
}

type StartState = VrrpInstanceConfig['initialState']

/** compat: with an authentication header a router listens first, to learn the sequence numbers of its peers. */
function startState(block: InstanceBlock, priority: number, auth: AuthenticationConfig, resolution: Resolution): StartState {
  const { state } = block.values
  if (state !== 'MASTER') return state === undefined && priority === OWNER ? 'master' : 'backup'
  if (auth.kind !== 'ah' || priority === OWNER) return 'master'
  complain(resolution, block.marks['state'] ?? block.mark, 'ah-master',
    `(${block.args[0] ?? ''}) Initial state master is incompatible with AH authentication - clearing`, 'write: state BACKUP')
  return 'backup'
}

/** What was given first decides: a source address, or an address. Null: nothing was given. */
function familyOf({ values: s, marks }: InstanceBlock): 4 | 6 | null {
  if (s.nativeIpv6 === true) return 6
  const first = (s.addresses ?? []).flat()[0]
  const given = [
    { family: first?.address.family, mark: first?.mark },
    { family: s.mcastSourceIp?.family, mark: marks['mcastSourceIp'] },
    { family: s.unicastSourceIp?.family, mark: marks['unicastSourceIp'] },
  ].filter((one) => one.family !== undefined)
  return given.toSorted((a, b) => (a.mark ?? 0) - (b.mark ?? 0))[0]?.family ?? null
}

function sourceOfFamily(
  block: InstanceBlock, field: 'mcastSourceIp' | 'unicastSourceIp', family: 4 | 6, resolution: Resolution,
): IpAddress | null {
  const address = block.values[field]
  if (address === undefined || address.family === family) return address ?? null
  complain(resolution, block.marks[field] ?? block.mark, 'wrong-family',
    `Configuration error: VRRP instance[${block.args[0] ?? ''}] and src address[${writeIp(address)}] MUST be of the same family !!! Skipping...`)
  return null
}

function peersOfFamily(block: InstanceBlock, family: 4 | 6, resolution: Resolution): UnicastPeer[] {
  return (block.values.unicastPeers ?? []).flat().filter((peer) => {
    if (peer.address.family === family) return true
    complain(resolution, block.marks['unicastPeers'] ?? block.mark, 'wrong-family',
      `Configuration error: VRRP instance[${block.args[0] ?? ''}] and unicast peer address[${writeIp(peer.address)}] MUST be of the same family !!! Skipping...`)
    return false
  })
}

/** What strict mode overrides; the values themselves follow in `resolveInstance`. */
function checkStrict(block: InstanceBlock, version: 2 | 3, priority: number, resolution: Resolution): void {
  const { values: s, marks } = block
  const name = block.args[0] ?? ''
  const tell = (field: keyof InstanceSettings, wrong: boolean, message: string): void => {
    if (wrong) complain(resolution, marks[field] ?? block.mark, 'strict', `(${name}) ${message}`)
  }
  const first = (s.addresses ?? []).flat()[0]
  const linkLocal = first?.address.bytes[0] === 0xfe && ((first.address.bytes[1] ?? 0) & 0xc0) === 0x80
  tell('addresses', version === 3 && first?.address.family === 6 && !linkLocal, 'the first IPv6 VIP address must be link local')
  tell('state', s.state !== undefined && (s.state === 'MASTER') !== (priority === OWNER), 'State MASTER must match being address owner')
  tell('downTimerAdverts', (s.downTimerAdverts ?? 3) !== 3, 'down_timer_adverts is incompatible with strict mode - resetting')
  tell('garpLowerPrioRepeat', (s.garpLowerPrioRepeat ?? 0) !== 0, 'Strict mode requires no repeat garps. resetting')
  tell('garpLowerPrioDelayS', (s.garpLowerPrioDelayS ?? 0) !== 0, 'Strict mode requires no repeat garp delay. resetting')
  tell('lowerPrioNoAdvert', s.lowerPrioNoAdvert === false, 'Strict mode requires no lower priority advert. resetting')
  tell('higherPrioSendAdvert', s.higherPrioSendAdvert === true, 'strict mode requires higher_prio_send_advert to be clear. resetting')
}

/** True: preempt after all. */
function clearNopreempt(block: InstanceBlock, priority: number, start: StartState, resolution: Resolution): boolean {
  const at = block.marks['nopreempt'] ?? block.mark
  const name = block.args[0] ?? ''
  if (priority === OWNER) {
    complain(resolution, at, 'nopreempt', `(${name}) nopreempt is incompatible with priority ${OWNER}. resetting nopreempt`)
    return true
  }
  if (start !== 'master') return false
  complain(resolution, at, 'nopreempt', `(${name}) Warning - nopreempt will not work with initial state MASTER - clearing`,
    "use 'state BACKUP' on every node together with nopreempt")
  return true
}

function preemptDelay(
  block: InstanceBlock, preempt: boolean, start: StartState, strict: boolean, resolution: Resolution,
): Us {
  const { preemptDelayUs = 0 } = block.values
  if (preemptDelayUs === 0) return 0
  const at = block.marks['preemptDelayUs'] ?? block.mark
  const name = block.args[0] ?? ''
  if (strict) {
    complain(resolution, at, 'preempt-delay', `(${name}) preempt_delay is incompatible with strict mode - resetting`)
    return 0
  }
  if (!preempt) {
    complain(resolution, at, 'preempt-delay', `(${name}) preempt_delay is incompatible with nopreempt mode - resetting`)
    return 0
  }
  if (start !== 'master') return preemptDelayUs
  complain(resolution, at, 'preempt-delay', `(${name}) Warning - preempt delay will not work with initial state MASTER - clearing`)
  return 0
}

function advertInterval(block: InstanceBlock, version: 2 | 3, resolution: Resolution): Us {
  const us = block.values.advertIntervalUs ?? US_PER_S
  const at = block.marks['advertIntervalUs'] ?? block.mark
  const name = block.args[0] ?? ''
  const shown = (us / US_PER_S).toFixed(6)
  if (version === 2) {
    if (us % US_PER_S === 0) return us
    complain(resolution, at, 'advert-interval', `(${name}) VRRPv2 advertisement interval ${shown}s must be an integer. rounding`,
      'version 3 can do parts of a second')
    return Math.max(1, Math.round(us / US_PER_S)) * US_PER_S
  }
  if (us > MAX_V3_INTERVAL_US) {
    complain(resolution, at, 'advert-interval',
      `(${name}) VRRPv3 advertisement interval ${(us / US_PER_S).toFixed(2)}s is out of range. Must be less than 40.96s. Setting to 40.95s`)
    return MAX_V3_INTERVAL_US
  }
  if (us % US_PER_CS === 0) return us
  complain(resolution, at, 'advert-interval', `(${name}) VRRPv3 advertisement interval ${shown}s must be in units of 10ms - rounding`)
  return Math.max(1, Math.round(us / US_PER_CS)) * US_PER_CS
}

function authentication(block: InstanceBlock, version: 2 | 3, strict: boolean, resolution: Resolution): AuthenticationConfig {
  const settings = block.values.authentication
  const type = settings?.values.type
  if (settings === undefined || type === undefined) return { kind: 'none' }
  const name = block.args[0] ?? ''
  const reject = (message: string): AuthenticationConfig => {
    complain(resolution, settings.mark, 'authentication', `(${name}) ${message}`)
    return { kind: 'none' }
  }
  if (version === 3) return reject('VRRP version 3 does not support authentication. Ignoring.')
  if (strict) return reject('Strict mode does not support authentication. Ignoring.')
  const { password } = settings.values
  if (password === undefined || password.length === 0) return reject('Authentication specified but no password given. Ignoring')
  return { kind: type === 'AH' ? 'ah' : 'pass', password: makeSecret(password) }
}

function garp(block: InstanceBlock, global: GlobalConfig, strict: boolean, resolution: Resolution): GarpConfig {
  const { values: s, marks } = block
  const positive = (value: number | undefined, field: string, keyword: string): number | undefined => {
    if (value !== 0) return value
    caution(resolution, marks[field] ?? null, 'clamped', `(${block.args[0] ?? ''}): ${keyword} must be greater than 0, setting to 1`)
    return 1
  }
  const us = (seconds: number | undefined): Us | undefined => (seconds === undefined ? undefined : seconds * US_PER_S)
  return {
    delayUs: us(s.garpMasterDelayS) ?? global.garp.delayUs,
    repeat: positive(s.garpMasterRepeat, 'garpMasterRepeat', 'garp_master_repeat') ?? global.garp.repeat,
    refreshUs: us(s.garpMasterRefreshS) ?? global.garp.refreshUs,
    refreshRepeat: positive(s.garpMasterRefreshRepeat, 'garpMasterRefreshRepeat', 'garp_master_refresh_repeat') ?? global.garp.refreshRepeat,
    lowerPrioDelayUs: strict ? 0 : (us(s.garpLowerPrioDelayS) ?? global.garp.lowerPrioDelayUs),
    lowerPrioRepeat: strict ? 0 : (s.garpLowerPrioRepeat ?? global.garp.lowerPrioRepeat),
  }
}

function notify(s: InstanceSettings, commands: Commands): NotifyConfig {
  return {
    master: commands.resolve(s.notifyMaster),
    backup: commands.resolve(s.notifyBackup),
    fault: commands.resolve(s.notifyFault),
    stop: commands.resolve(s.notifyStop),
    deleted: commands.resolve(s.notifyDeleted),
    masterRxLowerPri: commands.resolve(s.notifyMasterRxLowerPri),
    any: commands.resolve(s.notifyAny),
  }
}

const UNICAST_WORDS = ['unicastSourceIp', 'unicastPeers', 'checkUnicastSource', 'oldUnicastChecksum', 'unicastTtl'] as const

function unicastWord(s: InstanceSettings): (typeof UNICAST_WORDS)[number] | null {
  return UNICAST_WORDS.find((field) => s[field] !== undefined) ?? null
}

function checkUnicast(block: InstanceBlock, resolution: Resolution): void {
  const used = unicastWord(block.values)
  if (used === null || block.values.unicastFaultNoPeer === true) return
  const name = block.args[0] ?? ''
  caution(resolution, block.marks[used] ?? block.mark, 'no-peers',
    `(${name}) A unicast keyword has been specified without any unicast peers. `
    + 'Defaulting to multicast. This usage is deprecated - please update your configuration.', 'write: unicast_peer { <ip> }')
}
