/**
 * Who tracks what, as the dump lists it: an instance its own and its group's things, and each tracked thing the
 * instances behind it.
 */
import type {
  SyncGroupConfig,
  TrackInterface,
  TrackProcess,
  TrackScript,
  VrrpConfig,
  VrrpInstanceConfig,
} from '../config.ts'

export interface Tracked {
  readonly interfaces: readonly TrackInterface[]
  readonly scripts: readonly TrackScript[]
  readonly processes: readonly TrackProcess[]
}

/** What an instance tracks, with what its group adds. */
export function trackedBy(instance: VrrpInstanceConfig, group: SyncGroupConfig | undefined): Tracked {
  return {
    interfaces: [...instance.trackInterfaces, ...(group?.trackInterfaces ?? [])],
    scripts: [...instance.trackScripts, ...(group?.trackScripts ?? [])],
    processes: [...instance.trackProcesses, ...(group?.trackProcesses ?? [])],
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
export function trackersOfInterface(vrrp: VrrpConfig, name: string): Tracker[] {
  const trackers = new Map<string, Tracker>()
  const add = (instance: string, weight: number, reverse: boolean): void => {
    if (!trackers.has(instance)) trackers.set(instance, { instance, weight, reverse })
  }
  for (const instance of vrrp.instances) {
    const needed = instance.neededInterfaces?.includes(name) === true
    if (instance.interface === name)
      add(instance.name, instance.dontTrackPrimary && !needed ? NOT_TRACKED_WEIGHT : 0, false)
    for (const each of instance.trackInterfaces)
      if (each.interface === name) add(instance.name, each.weight, each.reverse)
    if (needed) add(instance.name, 0, false)
  }
  for (const [instance, group] of membersOf(vrrp)) {
    for (const each of group.trackInterfaces) if (each.interface === name) add(instance, each.weight, each.reverse)
  }
  return [...trackers.values()]
}

export function trackersOfScript(vrrp: VrrpConfig, name: string): Tracker[] {
  return trackersOf(vrrp, (subject) => subject.trackScripts.filter((each) => each.script === name))
}

export function trackersOfProcess(vrrp: VrrpConfig, name: string): Tracker[] {
  return trackersOf(vrrp, (subject) => subject.trackProcesses.filter((each) => each.process === name))
}

export function trackersOfFile(vrrp: VrrpConfig, name: string): Tracker[] {
  return trackersOf(vrrp, (subject) => (subject.trackFiles ?? []).filter((each) => each.file === name))
}

type Subject = VrrpInstanceConfig | SyncGroupConfig
type Weighted = { readonly weight: number; readonly reverse: boolean }

function trackersOf(vrrp: VrrpConfig, find: (subject: Subject) => readonly Weighted[]): Tracker[] {
  const trackers = new Map<string, Tracker>()
  const add = (instance: string, found: readonly Weighted[]): void => {
    const first = found[0]
    if (first !== undefined && !trackers.has(instance))
      trackers.set(instance, { instance, weight: first.weight, reverse: first.reverse })
  }
  for (const instance of vrrp.instances) add(instance.name, find(instance))
  for (const [instance, group] of membersOf(vrrp)) add(instance, find(group))
  return [...trackers.values()]
}

function membersOf(vrrp: VrrpConfig): [string, SyncGroupConfig][] {
  return vrrp.syncGroups.flatMap((group) => group.members.map((member): [string, SyncGroupConfig] => [member, group]))
}
