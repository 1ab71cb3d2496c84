/**
 * Who tracks what, as the dump lists it: an instance its own and its group's things, and each tracked thing the
 * instances behind it.
 */
import type {
  SyncGroupConfig,
  TrackFile,
  TrackInterface,
  TrackProcess,
  TrackScript,
  VrrpConfig,
  VrrpInstanceConfig,
} from '../config.ts'
import { neededBy, runsOn } from './own-interfaces.ts'
import type { OwnInterfaces } from './own-interfaces.ts'

export interface Tracked {
  readonly interfaces: readonly TrackInterface[]
  readonly scripts: readonly TrackScript[]
  readonly processes: readonly TrackProcess[]
  readonly files: readonly TrackFile[]
}

/** What an instance tracks, with what its group adds. */
export function trackedBy(instance: VrrpInstanceConfig, group: SyncGroupConfig | undefined): Tracked {
  return {
    interfaces: [...instance.trackInterfaces, ...(group?.trackInterfaces ?? [])],
    scripts: [...instance.trackScripts, ...(group?.trackScripts ?? [])],
    processes: [...instance.trackProcesses, ...(group?.trackProcesses ?? [])],
    files: [...(instance.trackFiles ?? []), ...(group?.trackFiles ?? [])],
  }
}

export interface Tracker {
  readonly instance: string
  readonly weight: number
  readonly reverse: boolean
}

export function writeTracker({ instance, weight, reverse }: Tracker): string {
  return `${instance}, weight ${weight}${reverse ? ' reverse' : ''}`
}

/** compat: the weight that the original keeps for an interface that is watched but not tracked. */
const NOT_TRACKED_WEIGHT = 255

/** Instances over an interface: their own, tracked or carrying one of their addresses; then those by sync group. */
export function trackersOfInterface(vrrp: VrrpConfig, name: string, own: OwnInterfaces): Tracker[] {
  const trackers = new Trackers()
  for (const instance of vrrp.instances) {
    const needed = neededBy(instance, own).has(name)
    if (runsOn(instance, name))
      trackers.add(instance.name, instance.dontTrackPrimary && !needed ? NOT_TRACKED_WEIGHT : 0, false)
    for (const each of instance.trackInterfaces)
      if (each.interface === name) trackers.add(instance.name, each.weight, each.reverse)
    if (needed) trackers.add(instance.name, 0, false)
  }
  for (const [instance, group] of membersOf(vrrp)) {
    const shared = group.trackInterfaces.find((each) => each.interface === name)
    if (shared !== undefined) trackers.override(instance, shared)
  }
  return trackers.list()
}

export function trackersOfScript(vrrp: VrrpConfig, name: string): Tracker[] {
  return trackersOf(vrrp, (subject) => subject.trackScripts.find((each) => each.script === name))
}

export function trackersOfProcess(vrrp: VrrpConfig, name: string): Tracker[] {
  return trackersOf(vrrp, (subject) => subject.trackProcesses.find((each) => each.process === name), true)
}

export function trackersOfFile(vrrp: VrrpConfig, name: string): Tracker[] {
  return trackersOf(vrrp, (subject) => (subject.trackFiles ?? []).find((each) => each.file === name))
}

type Subject = VrrpInstanceConfig | SyncGroupConfig
type Weighted = { readonly weight: number; readonly reverse: boolean }

function trackersOf(
  vrrp: VrrpConfig,
  find: (subject: Subject) => Weighted | undefined,
  keepsReverse = false,
): Tracker[] {
  const trackers = new Trackers()
  for (const instance of vrrp.instances) {
    const own = find(instance)
    if (own !== undefined) trackers.add(instance.name, own.weight, own.reverse)
  }
  for (const [instance, group] of membersOf(vrrp)) {
    const shared = find(group)
    if (shared !== undefined) trackers.override(instance, shared, keepsReverse)
  }
  return trackers.list()
}

class Trackers {
  readonly #byInstance = new Map<string, Tracker>()

  /** The first counts. */
  add(instance: string, weight: number, reverse: boolean): void {
    if (!this.#byInstance.has(instance)) this.#byInstance.set(instance, { instance, weight, reverse })
  }

  /** What its group says counts more, unless its own is a fault. compat: of a process the weight alone is the group's. */
  override(instance: string, { weight, reverse }: Weighted, keepsReverse = false): void {
    const own = this.#byInstance.get(instance)
    if (own?.weight === 0) return
    this.#byInstance.set(instance, {
      instance,
      weight,
      reverse: keepsReverse && own !== undefined ? own.reverse : reverse,
    })
  }

  list(): Tracker[] {
    return [...this.#byInstance.values()]
  }
}

function membersOf(vrrp: VrrpConfig): [string, SyncGroupConfig][] {
  return vrrp.syncGroups.flatMap((group) => group.members.map((member): [string, SyncGroupConfig] => [member, group]))
}
