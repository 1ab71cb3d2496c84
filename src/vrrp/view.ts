/** A read-only picture of the machine for dump, statistics and status: what it is, since when, and why. */
import type { IpAddress } from '../lib/ip.ts'
import { NEVER, type Us } from '../lib/time.ts'
import type { VirtualAddress, VrrpInstanceConfig } from '../config/config.ts'
import { allAddresses } from './announce.ts'
import { addressKey } from './addresses.ts'
import {
  createCounters,
  type Counters,
  type Fault,
  type Instance,
  type InstanceStateName,
  type PriorityAdjustment,
  type StateChange,
  type SyncGroup,
  type VrrpState,
} from './state.ts'
import { masterDownUs } from './timers.ts'
import { standingOf, tracksOf } from './tracking.ts'

export interface VrrpView {
  readonly instances: readonly InstanceView[]
  readonly groups: readonly GroupView[]
  readonly scripts: readonly ScriptView[]
  readonly processes: readonly ProcessView[]
}

export interface InstanceView {
  readonly name: string
  readonly config: VrrpInstanceConfig
  readonly state: InstanceStateName
  readonly sinceUs: Us
  readonly lastChange: StateChange | null
  readonly basePriority: number
  readonly effectivePriority: number
  /** what moved the priority, and by how much */
  readonly adjustments: readonly PriorityAdjustment[]
  /** its own, its group's, and what counts of other members */
  readonly tracks: readonly TrackView[]
  readonly faults: readonly Fault[]
  /** track scripts or processes have not answered yet */
  readonly waiting: boolean
  readonly group: string | null
  readonly source: IpAddress | null
  readonly masterAddress: IpAddress | null
  readonly masterPriority: number
  readonly masterIntervalUs: Us
  readonly masterDownIntervalUs: Us
  /** NEVER when not armed */
  readonly masterDownAtUs: Us
  readonly nextAdvertAtUs: Us
  readonly addresses: readonly { readonly address: VirtualAddress; readonly set: boolean }[]
  readonly counters: Readonly<Counters>
}

export interface TrackView {
  readonly source: PriorityAdjustment['source']
  readonly name: string
  readonly weight: number
  readonly reverse: boolean
  /** null: not known yet */
  readonly up: boolean | null
  /** what it adds to the priority now, or takes off */
  readonly points: number
}

export interface GroupView {
  readonly name: string
  readonly state: InstanceStateName
  readonly sinceUs: Us
  readonly members: readonly string[]
}

export interface ScriptView {
  readonly name: string
  /** null: no result yet */
  readonly up: boolean | null
  readonly running: boolean
  readonly lastStatus: number
}

export interface ProcessView {
  readonly name: string
  readonly count: number | null
  readonly up: boolean | null
}

export function viewVrrp(state: VrrpState): VrrpView {
  return {
    instances: [...state.instances.values()].map((instance) => viewInstance(state, instance)),
    groups: [...state.groups.values()].map(viewGroup),
    scripts: [...state.scripts.values()].map(({ config, up, running, lastStatus }) => ({
      name: config.name,
      up,
      running,
      lastStatus,
    })),
    processes: [...state.processes.values()].map(({ config, count, up }) => ({ name: config.name, count, up })),
  }
}

export function viewInstance(state: VrrpState, instance: Instance): InstanceView {
  const { config, timers } = instance
  return {
    name: config.name,
    config,
    state: instance.state,
    sinceUs: instance.sinceUs,
    lastChange: instance.lastChange,
    basePriority: config.priority,
    effectivePriority: instance.effectivePriority,
    adjustments: instance.adjustments,
    tracks: tracksOf(instance).map((track) => ({ ...track, ...standingOf(state, track) })),
    faults: instance.faults,
    waiting: instance.waiting,
    group: instance.group?.config.name ?? null,
    source: instance.source,
    masterAddress: instance.masterAddress,
    masterPriority: instance.masterPriority,
    masterIntervalUs: instance.masterIntervalUs,
    masterDownIntervalUs: masterDownUs(instance),
    masterDownAtUs: timers.masterDown.place < 0 ? NEVER : timers.masterDown.atUs,
    nextAdvertAtUs: timers.advert.place < 0 ? NEVER : timers.advert.atUs,
    addresses: allAddresses(instance).map((address) => ({ address, set: instance.installed.has(addressKey(address)) })),
    counters: { ...instance.counters },
  }
}

export function viewGroup({ config, state, sinceUs, members }: SyncGroup): GroupView {
  return { name: config.name, state, sinceUs, members: members.map((member) => member.config.name) }
}

/** SIGRTMAX-1: written once more, then zero. */
export function clearCounters(state: VrrpState): void {
  for (const instance of state.instances.values()) instance.counters = createCounters()
}
