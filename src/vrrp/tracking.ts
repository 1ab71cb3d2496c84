/**
 * What interfaces, scripts, processes, BFD sessions and files mean for an instance: whether it may take part at all, and with how many
 * points. Weight 0 means that a failure is FAULT; other weights add up and move the priority, within 1..254.
 */
import type { VrrpInstanceConfig } from '../config/config.ts'
import { writeIp } from '../lib/ip.ts'
import type { InterfaceInfo } from '../lib/interface-info.ts'
import type { Fault, Instance, PriorityAdjustment, VrrpState } from './state.ts'

export interface Verdict {
  readonly faults: readonly Fault[]
  readonly waiting: boolean
  readonly priority: number
  readonly adjustments: readonly PriorityAdjustment[]
}

interface TrackOf<Source extends PriorityAdjustment['source']> {
  readonly source: Source
  readonly name: string
  readonly weight: number
  readonly reverse: boolean
}

type UpOrDown = TrackOf<'interface' | 'script' | 'process' | 'bfd'>
export type Track = UpOrDown | TrackOf<'file'>

type Tracks = Pick<
  VrrpInstanceConfig,
  'trackInterfaces' | 'trackScripts' | 'trackProcesses' | 'trackFiles' | 'trackBfd'
>

export function judge(state: VrrpState, instance: Instance): Verdict {
  const faults: Fault[] = []
  const adjustments: PriorityAdjustment[] = []
  let waiting = false
  let frozen = false
  const { config } = instance
  const primary = config.base ?? config.interface
  const base = state.interfaces.get(primary)
  const needed = config.neededInterfaces ?? []
  if (!base || (!isUsable(base) && (!config.dontTrackPrimary || needed.includes(primary))))
    faults.push({ kind: 'interface', interface: primary })
  for (const name of vmacsOf(state, instance)) {
    // Its carrier is that of the interface below, which may be told a moment later.
    if (state.interfaces.get(name)?.up !== true) faults.push({ kind: 'interface', interface: name })
  }
  if (instance.source === null) faults.push({ kind: 'no-address' })
  else if (isSourceMissing(state, instance)) faults.push({ kind: 'no-source' })
  if (config.unicastFaultNoPeer === true && config.unicastPeers.length === 0) faults.push({ kind: 'no-peers' })

  for (const name of needed) {
    const other = state.interfaces.get(name)
    const tracked = name === primary || config.trackInterfaces.some((track) => track.interface === name)
    if (!tracked && !(other && isUsable(other))) faults.push({ kind: 'interface', interface: name })
  }
  for (const track of tracksOf(instance)) {
    if (track.source === 'file') {
      const points = filePoints(track, state.files.get(track.name)?.value ?? 0)
      if (points === FILE_FAULT) {
        faults.push({ kind: 'file', file: track.name })
        frozen ||= track.weight !== 0
      } else if (points !== 0) adjustments.push({ source: 'file', name: track.name, points })
      continue
    }
    const up = isUp(state, track)
    if (track.weight !== 0) {
      const points = up === null ? 0 : pointsOf(track, up)
      if (points !== 0) adjustments.push({ source: track.source, name: track.name, points })
    } else if (up === null) {
      // A script that a reload brought is taken for good until it answers: a running instance does not stop for it.
      waiting ||= instance.state === 'init' || instance.waiting
    } else if (up === track.reverse) {
      faults.push(faultOf(track))
    }
  }
  // compat: such a fault leaves the priority as it was.
  const priority = frozen ? instance.effectivePriority : priorityOf(instance, adjustments)
  return { faults, waiting, adjustments, priority }
}

/** The interfaces of our own that it needs. */
export function vmacsOf(state: VrrpState, { config }: Instance): ReadonlySet<string> {
  if (state.vmacs.size === 0) return NONE
  const names = [config.interface, ...[...config.addresses, ...config.excludedAddresses].map((each) => each.interface)]
  if (config.vmac !== undefined && config.vmac.name !== null) names.push(config.vmac.name)
  return new Set(names.filter((name) => state.vmacs.has(name)))
}

const NONE: ReadonlySet<string> = new Set()

/**
 * track_src_ip: a configured source address that this host has not. Without that word only a unicast instance that is
 * not in elections yet needs it.
 */
function isSourceMissing(state: VrrpState, { config, state: current }: Instance): boolean {
  const unicast = config.unicastPeers.length > 0
  const given = config.sourceIp
  const needed = config.trackSourceIp === true || (unicast && (current === 'init' || current === 'fault'))
  if (given === null || !needed) return false
  const text = writeIp(given)
  for (const link of state.interfaces.values()) {
    if (link.addresses.some((entry) => !entry.tentative && writeIp(entry.address) === text)) return false
  }
  return true
}

/** The owner's priority is fixed (RFC 9568 section 5.2.4), and nobody else's becomes 255 or 0. */
function priorityOf(instance: Instance, adjustments: readonly PriorityAdjustment[]): number {
  const base = instance.config.priority
  if (base === 255) return instance.ownerYielded ? 254 : 255
  const sum = adjustments.reduce((total, adjustment) => total + adjustment.points, base)
  return Math.min(254, Math.max(1, sum))
}

/**
 * Its own tracks and its sync group's, of which the group's counts where both have one, unless its own is a fault.
 * Weighted ones of other members count too, once each: members whose priorities moved apart would lose their elections
 * one by one, and the group could not move at all.
 */
export function tracksOf(instance: Instance): readonly Track[] {
  const own = listTracks(instance.config)
  const { group } = instance
  if (group === null) return own
  const shared = listTracks(group.config)
  const tracks = own.map((track) => {
    const other = track.weight === 0 ? undefined : shared.find((each) => isSame(each, track))
    if (other === undefined) return track
    // compat: of a process the weight alone is the group's.
    return track.source === 'process' ? { ...track, weight: other.weight } : other
  })
  for (const track of shared) addUnlessKnown(tracks, track)
  for (const member of group.members) {
    if (member === instance) continue
    for (const track of listTracks(member.config)) if (track.weight !== 0) addUnlessKnown(tracks, track)
  }
  return tracks
}

function addUnlessKnown(tracks: Track[], track: Track): void {
  if (!tracks.some((known) => isSame(known, track))) tracks.push(track)
}

function isSame(one: Track, other: Track): boolean {
  return one.source === other.source && one.name === other.name
}

function listTracks(config: Tracks): Track[] {
  return [
    ...config.trackInterfaces.map((t) => ({
      source: 'interface' as const,
      name: t.interface,
      weight: t.weight,
      reverse: t.reverse,
    })),
    ...config.trackScripts.map((t) => ({
      source: 'script' as const,
      name: t.script,
      weight: t.weight,
      reverse: t.reverse,
    })),
    ...config.trackProcesses.map((t) => ({
      source: 'process' as const,
      name: t.process,
      weight: t.weight,
      reverse: t.reverse,
    })),
    ...(config.trackBfd ?? []).map((t) => ({
      source: 'bfd' as const,
      name: t.session,
      weight: t.weight,
      reverse: t.reverse,
    })),
    ...(config.trackFiles ?? []).map((t) => ({
      source: 'file' as const,
      name: t.file,
      weight: t.weight,
      reverse: t.reverse,
    })),
  ]
}

/** null: not known yet */
function isUp(state: VrrpState, track: UpOrDown): boolean | null {
  switch (track.source) {
    case 'interface': {
      const link = state.interfaces.get(track.name)
      return link !== undefined && isUsable(link)
    }
    case 'script':
      return state.scripts.get(track.name)?.up ?? null
    case 'process':
      return state.processes.get(track.name)?.up ?? null
    case 'bfd':
      return state.sessionsUp.has(track.name)
  }
}

/** How a track stands now and what it gives, for status. Up: it is no fault; null: not known yet. */
export function standingOf(state: VrrpState, track: Track): { readonly up: boolean | null; readonly points: number } {
  if (track.source === 'file') {
    const points = filePoints(track, state.files.get(track.name)?.value ?? 0)
    return points === FILE_FAULT ? { up: false, points: 0 } : { up: true, points }
  }
  const up = isUp(state, track)
  return { up, points: up === null || track.weight === 0 ? 0 : pointsOf(track, up) }
}

/** So many points, or fewer, are a fault; more than the priority can rise count as that. */
export const FILE_FAULT = -254
const MOST_POINTS = 253

/** Weight 0: a fault unless the number is 0, reversed: when it is 0. */
export function filePoints(track: { readonly weight: number; readonly reverse: boolean }, value: number): number {
  if (track.weight === 0) return (value === 0) === track.reverse ? FILE_FAULT : 0
  const points = value * track.weight * (track.reverse ? -1 : 1)
  return Math.min(MOST_POINTS, Math.max(FILE_FAULT, points))
}

/** A positive weight is earned while up, a negative one is lost while down; `reverse` turns the sign round. */
export function pointsOf(track: { readonly weight: number; readonly reverse: boolean }, up: boolean): number {
  const counts = track.weight > 0 ? up : !up
  if (!counts) return 0
  return track.reverse ? -track.weight : track.weight
}

function faultOf(track: UpOrDown): Fault {
  switch (track.source) {
    case 'interface':
      return { kind: 'interface', interface: track.name }
    case 'script':
      return { kind: 'script', script: track.name }
    case 'process':
      return { kind: 'process', process: track.name }
    case 'bfd':
      return { kind: 'bfd', session: track.name }
  }
}

export function isUsable(link: InterfaceInfo): boolean {
  return link.up && link.running
}

/** Whether it, or another member of its sync group, must stay out of elections. */
export function isBlocked(instance: Instance): boolean {
  const members = instance.group?.members ?? [instance]
  return members.some((member) => member.faults.length > 0 || member.waiting)
}
