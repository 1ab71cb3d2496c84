/** One `vrrp_instance`: defaults from the globals, and keepalived's checks at the end of a configuration. */
import { TRAILER_LENGTH } from '../../lib/auth-trailer.ts'
import { US_PER_S } from '../../lib/time.ts'
import type { Us } from '../../lib/time.ts'
import type { GarpConfig, GlobalConfig, NotifyConfig, VrrpInstanceConfig } from '../config.ts'
import type { Block, SettingsOf } from '../grammar/row.ts'
import type { instanceRows } from '../grammar/vrrp-instance.ts'
import type { AddressSets } from './addresses.ts'
import { authHmac } from './auth-hmac.ts'
import { resolveAddresses } from './addresses.ts'
import type { Commands } from './commands.ts'
import { extraGarp } from './global.ts'
import type { Interfaces } from './interfaces.ts'
import type { Resolution } from './resolution.ts'
import { caution, complain } from './resolution.ts'
import { resolveRoutes, resolveRules } from './routes.ts'
import type { Trackables } from './trackers.ts'
import { resolveTrackInterfaces, resolveTrackProcesses, resolveTrackScripts } from './trackers.ts'
import { resolveValueTracks, TRACK_BFD, TRACK_FILES } from './value-tracks.ts'
import { checkVrf } from './instance-passive.ts'
import type { PassiveTrackables } from './passive.ts'
import {
  checkUnicast,
  checkNative,
  groupOfFamily,
  familyOf,
  peersOfFamily,
  sourceOfFamily,
  versionOf,
  unicastWord,
} from './instance-family.ts'
import {
  advertInterval,
  authentication,
  checkStrict,
  clearNopreempt,
  ownerIgnoresAdverts,
  OWNER,
  preemptDelay,
  startState,
  strictIpv6Version,
  timerExpired,
} from './instance-role.ts'
import { forgetUseVmac, resolveVmac } from './vmac.ts'

export type InstanceSettings = SettingsOf<typeof instanceRows>

export type InstanceBlock = Block<InstanceSettings>

export interface InstanceContext {
  readonly global: GlobalConfig
  readonly commands: Commands
  readonly interfaces: Interfaces
  readonly trackables: Trackables
  readonly passive: PassiveTrackables
  readonly resolution: Resolution
}

const LOOPBACK = 'lo'

/** Null when it cannot run at all. `syncGroup` and what a group changes are filled in afterwards. */
export function resolveInstance(block: InstanceBlock, context: InstanceContext): VrrpInstanceConfig | null {
  const { values: s, marks } = block
  const { global, commands, interfaces, trackables, resolution } = context
  const name = block.args[0] ?? ''
  // Before all checks: the scripts of an instance that cannot run count for the verdict, too.
  const scripts = notify(s, commands)
  checkVrf(block, context)
  const can = canRun(block, resolution)
  if (s.interface !== undefined && s.interface !== LOOPBACK)
    interfaces.check(s.interface, marks['interface'] ?? block.mark, `vrrp_instance ${name}`)
  const strict = s.strict ?? global.strict
  const hmac = authHmac(block, strict, resolution)
  const sets = resolveAddresses(
    {
      name,
      interface: s.interface ?? '',
      family: familyOf(block),
      addresses: (s.addresses ?? []).flat(),
      excluded: (s.excludedAddresses ?? []).flat(),
      reserved: hmac === null || hmac.mode === 'receive-only' ? 0 : TRAILER_LENGTH,
    },
    interfaces,
    resolution,
  )
  const tracker = { name, order: block.order, resolution }
  const tracked = {
    trackInterfaces: resolveTrackInterfaces((s.trackInterfaces ?? []).flat(), tracker, interfaces),
    trackScripts: resolveTrackScripts((s.trackScripts ?? []).flat(), tracker, trackables),
    trackProcesses: resolveTrackProcesses((s.trackProcesses ?? []).flat(), tracker, trackables),
  }
  const files = resolveValueTracks((s.trackFiles ?? []).flat(), tracker, context.passive.files, TRACK_FILES)
  const sessions = resolveValueTracks((s.trackBfd ?? []).flat(), tracker, context.passive.sessions, TRACK_BFD)
  const routes = resolveRoutes((s.routes ?? []).flat(), interfaces, resolution)
  const rules = resolveRules((s.rules ?? []).flat(), interfaces)
  // What follows speaks of an instance that runs.
  if (!can || s.interface === undefined || s.vrid === undefined) return null
  const asked = versionOf(block, sets.family, global.vrrpVersion, resolution)
  const version = sets.family === 6 && strict ? strictIpv6Version(block, asked, resolution) : asked
  if (!checkAddresses(block, sets, version, strict, resolution)) return null
  const priority = s.priority ?? (s.state === 'MASTER' ? OWNER : 100)
  const auth = authentication(block, version, sets.family, strict, resolution)
  const initialState = startState(block, priority, auth, resolution)
  if (strict) checkStrict(block, version, priority, resolution)
  const preempt = !isLast(block, 'nopreempt', 'preempt') || clearNopreempt(block, priority, initialState, resolution)
  const unicastPeers = peersOfFamily(block, sets.family, resolution)
  if (unicastPeers.length === 0) checkUnicast(block, resolution)
  const vmac = resolveVmac(block, sets, unicastPeers.length > 0, strict, resolution)
  checkNative(block, sets.family, resolution)
  return {
    name,
    version,
    family: sets.family,
    interface: s.interface,
    vrid: s.vrid,
    priority,
    initialState,
    ...(s.state === 'MASTER' && initialState === 'master' && s.priority === OWNER ? { ownerSaid: true } : {}),
    advertIntervalUs: advertInterval(block, version, resolution),
    preempt,
    preemptDelayUs: preemptDelay(block, preempt, initialState, strict, resolution),
    authentication: auth,
    ...(hmac === null ? {} : { authHmac: hmac }),
    ...forgetUseVmac(block, sets, vmac, resolution),
    routes,
    rules,
    garp: garp(block, global, strict, resolution),
    downTimerAdverts: strict ? 3 : (s.downTimerAdverts ?? global.downTimerAdverts),
    lowerPrioNoAdvert: strict || (s.lowerPrioNoAdvert ?? global.lowerPrioNoAdvert),
    higherPrioSendAdvert: !strict && (s.higherPrioSendAdvert ?? global.higherPrioSendAdvert),
    // compat: any boolean turns it on, 'off' too.
    skipCheckAdvAddr: s.skipCheckAdvAddr !== undefined || global.skipCheckAdvAddr,
    // An owner answers on its addresses (RFC 9568 section 6.4.3), whatever the mode, unless it is told not to.
    accept: isLast(block, 'noAccept', 'accept')
      ? false
      : !strict || priority === OWNER || (s.accept === true && version === 3),
    strict,
    promoteSecondaries: vmac === null && s.promoteSecondaries === true,
    sourceIp: sourceOfFamily(block, sets.family, resolution),
    mcastGroup:
      groupOfFamily(block, sets.family, resolution) ?? (sets.family === 4 ? global.mcastGroup4 : global.mcastGroup6),
    unicastPeers,
    checkUnicastSource:
      s.checkUnicastSource === true ||
      global.checkUnicastSource ||
      unicastPeers.some((peer) => peer.minTtl > 0 || peer.maxTtl < 255),
    dontTrackPrimary: s.dontTrackPrimary ?? false,
    ...tracked,
    trackFiles: files.map(({ name: file, weight, reverse }) => ({ file, weight, reverse })),
    trackBfd: sessions.map(({ name: session, weight, reverse }) => ({ session, weight, reverse })),
    syncGroup: null,
    notify: scripts,
    smtpAlert: s.smtpAlert ?? global.smtpAlertVrrp ?? global.smtpAlert ?? false,
    notifyDeleted: s.notifyDeleted !== undefined,
    notifyPriorityChanges: s.notifyPriorityChanges ?? global.notifyPriorityChanges,
    ...(s.notifyPriorityChanges === undefined ? {} : { notifyPriorityChangesSaid: true }),
    lvsSyncDaemonInterface: s.lvsSyncDaemonInterface ?? null,
    unicastWords: unicastWord(s) !== null,
    unicastFaultNoPeer: s.unicastFaultNoPeer ?? false,
    trackSourceIp: s.trackSourceIp ?? false,
    ...(s.oldUnicastChecksum === undefined
      ? {}
      : { oldUnicastChecksum: s.oldUnicastChecksum === 'never' ? ('never' as const) : ('always' as const) }),
    checksumAsV2: s.v3ChecksumAsV2 ?? global.checksumAsV2 ?? false,
    ownerIgnoresAdverts: ownerIgnoresAdverts(block, priority, strict, global, resolution),
    ...timerExpired(block, preempt, resolution),
    ...(s.unicastTtl === undefined || unicastPeers.length === 0 ? {} : { unicastTtl: s.unicastTtl }),
    ...(s.debug === undefined ? {} : { debugLevel: s.debug }),
    ...(s.kernelRxBufSize === undefined ? {} : { kernelRxBufSize: s.kernelRxBufSize }),
    ...(vmac === null ? {} : { vmac }),
    ...(s.useVmacAddr === true ? { vmacForAddresses: true } : {}),
    ...(s.linkbeatUsePolling === true ? { asksForPolling: true } : {}),
  }
}

/** False when something is missing without which no instance is one; the rest of it is looked at all the same. */
function canRun({ args, mark, marks, values: s }: InstanceBlock, resolution: Resolution): boolean {
  const name = args[0] ?? ''
  const problems: Parameters<typeof complain>[] = []
  if (s.vrid === undefined)
    problems.push([
      resolution,
      mark,
      'no-vrid',
      `(${name}) the virtual router id must be set`,
      'write: virtual_router_id <1..255>',
    ])
  if (s.interface === undefined)
    problems.push([resolution, mark, 'no-interface', `(${name}) Unknown interface!`, 'write: interface <name>'])
  if (s.interface === LOOPBACK)
    problems.push([
      resolution,
      marks['interface'] ?? mark,
      'loopback',
      `(${name}) cannot use a loopback interface (${s.interface}) for vrrp - ignoring`,
    ])
  for (const problem of problems) complain(...problem)
  return problems.length === 0
}

/**
 * Weights of a member of a sync group would set it apart from the others, and those of an address owner could not
 * change its priority. keepalived leaves such scripts out; of interfaces a member keeps the tracking without the weight.
 */
export function withoutWeights(
  instance: VrrpInstanceConfig,
  at: number,
  why: 'group' | 'owner',
  resolution: Resolution,
): Pick<VrrpInstanceConfig, 'trackInterfaces' | 'trackScripts'> {
  const { name } = instance
  const hint =
    why === 'group'
      ? "track it in the vrrp_sync_group, or write 'sync_group_tracking_weight' there"
      : 'priority 255 cannot change'
  const tell = (message: string): void =>
    caution(resolution, at, 'weight-ignored', `(${name}) ignoring ${message}`, hint)
  return {
    trackInterfaces: instance.trackInterfaces.flatMap((item) => {
      if (item.weight === 0) return [item]
      tell(
        `${item.interface} tracked interface ${why === 'group' ? 'weight due to SYNC group' : 'due to address owner'}`,
      )
      return why === 'group' ? [{ ...item, weight: 0, reverse: false }] : []
    }),
    trackScripts: instance.trackScripts.filter((item) => {
      if (item.weight === 0) return true
      tell(`tracked script ${item.script} with weights due to ${why === 'group' ? 'SYNC group' : 'address_owner'}`)
      return false
    }),
  }
}

/** compat: of a word and its opposite the later one counts. */
function isLast(
  { values, marks }: InstanceBlock,
  field: keyof InstanceSettings,
  opposite: keyof InstanceSettings,
): boolean {
  return values[field] === true && (values[opposite] === undefined || (marks[field] ?? 0) > (marks[opposite] ?? 0))
}

function checkAddresses(
  block: InstanceBlock,
  sets: AddressSets,
  version: 2 | 3,
  strict: boolean,
  resolution: Resolution,
): boolean {
  if (sets.addresses.length > 0 || block.values.noVirtualAddress === true) return true
  const needed = version === 3 || strict
  complain(
    resolution,
    block.mark,
    'no-address',
    `(${block.args[0] ?? ''}) No VIP specified; at least one is ${needed ? 'required' : 'sensible'}`,
    'write: virtual_ipaddress { <ip> }',
  )
  return !needed
}

function garp(block: InstanceBlock, global: GlobalConfig, strict: boolean, resolution: Resolution): GarpConfig {
  const { values: s, marks } = block
  const positive = (value: number | undefined, field: string, keyword: string): number | undefined => {
    if (value !== 0) return value
    caution(
      resolution,
      marks[field] ?? null,
      'clamped',
      `(${block.args[0] ?? ''}): ${keyword} must be greater than 0, setting to 1`,
    )
    return 1
  }
  const us = (seconds: number | undefined): Us | undefined => (seconds === undefined ? undefined : seconds * US_PER_S)
  return {
    delayUs: us(s.garpMasterDelayS) ?? global.garp.delayUs,
    repeat: positive(s.garpMasterRepeat, 'garpMasterRepeat', 'garp_master_repeat') ?? global.garp.repeat,
    refreshUs: us(s.garpMasterRefreshS) ?? global.garp.refreshUs,
    refreshRepeat:
      positive(s.garpMasterRefreshRepeat, 'garpMasterRefreshRepeat', 'garp_master_refresh_repeat') ??
      global.garp.refreshRepeat,
    lowerPrioDelayUs: strict ? 0 : (us(s.garpLowerPrioDelayS) ?? global.garp.lowerPrioDelayUs),
    lowerPrioRepeat: strict ? 0 : (s.garpLowerPrioRepeat ?? global.garp.lowerPrioRepeat),
    extra: s.garpExtraIf === undefined ? global.garp.extra : extraGarp(s.garpExtraIf),
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
