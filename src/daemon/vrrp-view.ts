/** What the VRRP machine knows, as the data that a dump shows. */
import type { Config, LinkbeatWay } from '../config/config.ts'
import {
  initialVrrpView,
  type InstanceView,
  type InterfaceView,
  type RunningInstanceView,
  type SocketView,
  type VrrpState as StateWord,
  type VrrpView,
  type WallClock,
} from '../config/dump/view.ts'
import { writeIpPrefix } from '../lib/ip.ts'
import { NEVER, US_PER_S, type Us } from '../lib/time.ts'
import type { InterfaceInfo, LinkInfo } from '../lib/interface-info.ts'
import type { SocketSpec } from '../vrrp/actions.ts'
import type { Instance, InstanceStateName, VrrpState } from '../vrrp/state.ts'
import { planVmacs } from '../vrrp/vmacs.ts'
import { socketKey } from '../vrrp/sockets.ts'
import { masterDownUs, skewUs } from '../vrrp/timers.ts'
import { writeCtime } from './log-text.ts'

export interface VrrpViewSource {
  readonly config: Config
  readonly state: VrrpState
  readonly interfaces: readonly InterfaceInfo[]
  /** how links are polled, by name */
  readonly polledBy: ReadonlyMap<string, LinkbeatWay>
  readonly sockets: readonly { readonly spec: SocketSpec; readonly descriptor: number }[]
  /** now, on the machine's clock and on the wall */
  readonly now: Us
  readonly wallUs: number
}

/** The configuration as the machine runs it: with the interfaces that it makes for virtual routers. */
export function withVmacs(config: Config, interfaces: readonly LinkInfo[]): Config {
  const { vrrp, global } = config
  const { instances } = planVmacs(vrrp.instances, global, new Map(interfaces.map((each) => [each.name, each])))
  return { ...config, vrrp: { ...vrrp, instances } }
}

export function makeVrrpView(source: VrrpViewSource): VrrpView {
  const { config, state } = source
  const initial = initialVrrpView(config, withPolling(source.interfaces, source.polledBy))
  return {
    ...initial,
    instances: Object.fromEntries(
      [...state.instances].map(([name, instance]) => {
        const before = initial.instances[name]
        return [name, { configFaults: before?.configFaults ?? 0, ...instanceView(source, instance) }]
      }),
    ),
    groups: Object.fromEntries(
      [...state.groups].map(([name, group]) => {
        const inState = (wanted: InstanceStateName) => group.members.filter((member) => member.state === wanted).length
        return [name, { state: words[group.state], membersInFault: inState('fault'), membersInInit: inState('init') }]
      }),
    ),
    scripts: Object.fromEntries(
      [...state.scripts].map(([name, script]) => {
        const { rise, fall } = script.config
        // compat: the original counts up to rise - 1 on the way up, and down from rise + fall - 1 on the way down.
        const result = script.up === true ? rise + fall - 1 - script.streak : script.streak
        return [name, { result, initialising: script.up === null, good: script.up === true, running: script.running }]
      }),
    ),
    processes: Object.fromEntries(
      [...state.processes].map(([name, process]) => {
        const delayed = process.timer.atUs !== NEVER
        const timers = { fork: delayed && process.up !== true, terminate: delayed && process.up === true }
        return [name, { count: process.count ?? 0, haveQuorum: process.up === true, timers }]
      }),
    ),
    files: Object.fromEntries([...state.files].map(([name, { value }]) => [name, value])),
    sockets: source.sockets.map(({ spec, descriptor }) => socketView(source, spec, descriptor)),
  }
}

export function withPolling(
  interfaces: readonly InterfaceView[],
  polledBy: ReadonlyMap<string, LinkbeatWay>,
): InterfaceView[] {
  return interfaces.map((link) => {
    const way = polledBy.get(link.name)
    return way === undefined ? link : { ...link, polledBy: way }
  })
}

const words: Record<InstanceStateName, StateWord> = {
  init: 'INIT',
  backup: 'BACKUP',
  master: 'MASTER',
  fault: 'FAULT',
  stopped: 'INIT',
}

function instanceView(source: VrrpViewSource, instance: Instance): Omit<InstanceView, 'configFaults'> {
  const state = words[instance.state]
  const { masterAddress, timers } = instance
  const knowsMaster = instance.state === 'backup' && masterAddress !== null
  const socket = source.sockets.find(({ spec }) => spec === instance.socket || sameSpec(spec, instance.socket))
  const next = Math.min(timers.masterDown.atUs, timers.advert.atUs)
  const running: RunningInstanceView = {
    state,
    faults: instance.faults.length,
    scriptsInit: instance.waiting ? 1 : 0,
    lastTransition: instance.state === 'init' ? null : wallClock(source, instance.sinceUs),
    readTimeout: next === NEVER ? null : wallClock(source, next),
    masterDownTimerUs: wholeMasterDownUs(instance),
    nextExtraGarp: timers.extra.atUs === NEVER ? null : wallClock(source, timers.extra.atUs),
    master: knowsMaster
      ? { address: masterAddress, priority: instance.masterPriority, advertIntervalUs: instance.masterIntervalUs }
      : null,
    effectivePriority: instance.effectivePriority,
    totalPriority: instance.config.priority + sum(instance.adjustments.map(({ points }) => points)),
    // Ordered is not there yet, and may have been refused.
    addressesSet: [...instance.installed.values()]
      .filter((each) => each.confirmed)
      .map(({ address }) => writeIpPrefix(address)),
    sockets: socket === undefined ? null : { receive: socket.descriptor, send: socket.descriptor },
  }
  return { wantState: state === 'INIT' ? 'BACKUP' : state, running }
}

/** compat: the original computes in whole microseconds and drops the rest, where we take the nearest. */
function wholeMasterDownUs(instance: Instance): Us {
  const unit = instance.config.version === 2 ? US_PER_S : instance.masterIntervalUs
  return masterDownUs(instance) - skewUs(instance) + Math.floor(((256 - instance.effectivePriority) * unit) / 256)
}

function socketView(source: VrrpViewSource, spec: SocketSpec, descriptor: number): SocketView {
  const users = [...source.state.instances.values()].filter((instance) => sameSpec(spec, instance.socket))
  return {
    receive: descriptor,
    send: descriptor,
    interface: spec.interface,
    family: spec.family,
    protocol: spec.protocol === 112 ? 'VRRP' : 'AH',
    unicastAddress: spec.multicastGroup === null ? spec.source : null,
    rxBufSize: spec.receiveBufferBytes,
    instances: users.map(({ config }) => ({ name: config.name, vrid: config.vrid })),
  }
}

/** The whole set of sockets is ordered anew at times: the same socket may stand in two objects. */
function sameSpec(a: SocketSpec, b: SocketSpec | null): boolean {
  return b !== null && socketKey(a) === socketKey(b)
}

function wallClock(source: VrrpViewSource, at: Us): WallClock {
  const epochUs = source.wallUs + (at - source.now)
  const text = writeCtime(new Date(Math.floor(epochUs / 1000)))
  return { epochUs, monthDayTime: text.slice(0, -5), year: text.slice(-4) }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
