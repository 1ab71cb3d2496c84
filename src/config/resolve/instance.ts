/** One `vrrp_instance`: defaults from the globals, and keepalived's checks at the end of a configuration. */
import { makeSecret } from '../../lib/secret.ts'
import { US_PER_CS, US_PER_S } from '../../lib/time.ts'
import type { Us } from '../../lib/time.ts'
import type {
  AuthenticationConfig, GarpConfig, GlobalConfig, NotifyConfig, TrackInterface, TrackProcess, TrackScript, VrrpInstanceConfig,
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
  interfaces.check(s.interface, marks['interface'] ?? block.mark, `vrrp_instance ${name}`)
  const sets = resolveAddresses({
    name, interface: s.interface, nativeIpv6: s.nativeIpv6 === true,
    addresses: (s.addresses ?? []).flat(), excluded: (s.excludedAddresses ?? []).flat(),
  }, interfaces, resolution)
  const version = sets.family === 6 ? 3 : (s.version ?? global.vrrpVersion) === 3 ? 3 : 2
  const strict = s.strict ?? global.strict
  if (!checkAddresses(block, sets, version, strict, resolution)) return null
  const priority = s.priority ?? (s.state === 'MASTER' ? OWNER : 100)
  const initialState = s.state === 'MASTER' || (s.state === undefined && priority === OWNER) ? 'master' : 'backup'
  const preempt = !(s.nopreempt === true) || clearNopreempt(block, priority, resolution)
  const tracker = { name, order: block.order, resolution }
  const unicastPeers = (s.unicastPeers ?? []).flat()
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
    preemptDelayUs: preemptDelay(block, preempt, resolution),
    authentication: authentication(block, version, strict, resolution),
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
    mcastSourceIp: s.mcastSourceIp ?? null,
    mcastGroup: s.mcastDestinationIp ?? (sets.family === 4 ? global.mcastGroup4 : global.mcastGroup6),
    unicastSourceIp: s.unicastSourceIp ?? null,
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
  }
}

/** Weights of an instance in a sync group would make its members differ, so keepalived leaves those trackers out. */
export function withoutWeights(
  instance: VrrpInstanceConfig, at: number, resolution: Resolution,
): Pick<VrrpInstanceConfig, 'trackInterfaces' | 'trackScripts' | 'trackProcesses'> {
  const unweighted = <T extends TrackInterface | TrackScript | TrackProcess>(list: readonly T[], noun: string, nameOf: (item: T) => string): T[] =>
    list.filter((item) => {
      if (item.weight === 0) return true
      caution(resolution, at, 'weight-in-group', `(${instance.name}) ignoring ${noun} ${nameOf(item)} with weights due to SYNC group`,
        "track it in the vrrp_sync_group, or write 'sync_group_tracking_weight' there")
      return false
    })
  return {
    trackInterfaces: unweighted(instance.trackInterfaces, 'tracked interface', (item) => item.interface),
    trackScripts: unweighted(instance.trackScripts, 'tracked script', (item) => item.script),
    trackProcesses: unweighted(instance.trackProcesses, 'tracked process', (item) => item.process),
  }
}

function checkAddresses(block: InstanceBlock, sets: AddressSets, version: 2 | 3, strict: boolean, resolution: Resolution): boolean {
  if (sets.addresses.length > 0 || block.values.noVirtualAddress === true) return true
  const needed = version === 3 || strict
  complain(resolution, block.mark, 'no-address',
    `(${block.args[0] ?? ''}) No VIP specified; at least one is ${needed ? 'required' : 'sensible'}`, 'write: virtual_ipaddress { <ip> }')
  return !needed
}

/** True: preempt after all. */
function clearNopreempt(block: InstanceBlock, priority: number, resolution: Resolution): boolean {
  const at = block.marks['nopreempt'] ?? block.mark
  const name = block.args[0] ?? ''
  if (priority === OWNER) {
    complain(resolution, at, 'nopreempt', `(${name}) nopreempt is incompatible with priority ${OWNER}. resetting nopreempt`)
    return true
  }
  if (block.values.state !== 'MASTER') return false
  complain(resolution, at, 'nopreempt', `(${name}) Warning - nopreempt will not work with initial state MASTER - clearing`,
    "use 'state BACKUP' on every node together with nopreempt")
  return true
}

function preemptDelay(block: InstanceBlock, preempt: boolean, resolution: Resolution): Us {
  const { preemptDelayUs = 0, state } = block.values
  if (preemptDelayUs === 0) return 0
  const at = block.marks['preemptDelayUs'] ?? block.mark
  const name = block.args[0] ?? ''
  if (!preempt) {
    complain(resolution, at, 'preempt-delay', `(${name}) preempt_delay is incompatible with nopreempt mode - resetting`)
    return 0
  }
  if (state !== 'MASTER') return preemptDelayUs
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

function checkUnicast(block: InstanceBlock, resolution: Resolution): void {
  const used = ['unicastSourceIp', 'unicastPeers', 'checkUnicastSource', 'oldUnicastChecksum', 'unicastTtl'].find((field) => field in block.values)
  if (used === undefined || block.values.unicastFaultNoPeer === true) return
  caution(resolution, block.marks[used] ?? block.mark, 'no-peers',
    `(${block.args[0] ?? ''}) A unicast keyword has been specified without any unicast peers. Defaulting to multicast. This usage is deprecated - please update your configuration.`)
}
