/** The VRRP process's part of the status, a few instances at a time: see `status-answer.ts`. */
import { writeIp, writeIpPrefix } from '../lib/ip.ts'
import { firstNames, type VrrpStanding } from '../lifecycle/standing.ts'
import type { VrrpState } from '../vrrp/state.ts'
import { viewGroup, viewInstance, type InstanceView, type TrackView } from '../vrrp/view.ts'
import { faultInWords } from '../vrrp/why.ts'
import { wallTime, type Clocks } from './machine-time.ts'
import type { StatusItem } from './status-answer.ts'
import type { InstanceStatus, SyncGroupStatus, TrackerStatus } from './status-document.ts'

export function* vrrpStatus(state: VrrpState, clocks: () => Clocks): Generator<StatusItem> {
  for (const instance of state.instances.values()) {
    yield { section: 'instances', item: instanceStatus(viewInstance(state, instance), clocks()) }
  }
  for (const group of state.groups.values()) {
    const { name, state: now, sinceUs, members } = viewGroup(group)
    const since = wallTime(clocks(), sinceUs) ?? ''
    yield { section: 'syncGroups', item: { name, state: now, since, members } satisfies SyncGroupStatus }
  }
}

export function instanceStatus(view: InstanceView, clocks: Clocks): InstanceStatus {
  const { config, state } = view
  const since = wallTime(clocks, view.sinceUs) ?? ''
  return {
    name: view.name,
    interface: config.interface,
    family: config.family,
    vrid: config.vrid,
    version: config.version,
    state,
    since,
    lastTransition: view.lastChange === null ? null : { ...view.lastChange, to: state, at: since },
    priority: { base: view.basePriority, effective: view.effectivePriority },
    trackers: view.tracks.map(trackerStatus),
    faults: view.faults.map(faultInWords),
    waiting: view.waiting,
    master: masterOf(view),
    syncGroup: view.group,
    addresses: view.addresses.map(({ address, set }) => ({
      address: writeIpPrefix(address),
      interface: address.interface,
      set,
    })),
  }
}

function trackerStatus(track: TrackView): TrackerStatus {
  const { source, name, weight, reverse, up, points } = track
  return { kind: source, name, weight, reverse, up, points }
}

/** A backup that never heard one, and one in fault, know none. */
function masterOf({ state, source, masterAddress, masterPriority, effectivePriority }: InstanceView) {
  if (state === 'master') {
    return { address: source === null ? '' : writeIp(source), priority: effectivePriority, self: true }
  }
  if (state !== 'backup' || masterAddress === null) return null
  return { address: writeIp(masterAddress), priority: masterPriority, self: false }
}

export function vrrpStanding({ instances }: VrrpState): VrrpStanding {
  const all = [...instances.values()]
  const named = (state: InstanceStatus['state']) =>
    firstNames(all.filter((instance) => instance.state === state).map(({ config }) => config.name))
  return { kind: 'vrrp', instances: all.length, masters: named('master'), faults: named('fault') }
}
