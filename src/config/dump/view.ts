/**
 * What the dump shows and only the running machine knows: states, counters, sockets, the table of interfaces. Plain
 * data, defined here by its form alone, so that this folder needs no machine; whoever runs one builds it.
 *
 * The initial view is the one of the moment when the original dumps under `-d`: the configuration is read, nothing
 * has run yet.
 */
import type { LinkInfo } from '../../lib/interface-info.ts'
import type { IpAddress } from '../../lib/ip.ts'
import type { Us } from '../../lib/time.ts'
import type {
  Config,
  LinkbeatWay,
  RealServerConfig,
  SyncGroupConfig,
  VirtualServerConfig,
  VrrpInstanceConfig,
} from '../config.ts'
import { giveMarks } from '../group-marks.ts'
import { serviceKeyOf } from '../service-key.ts'
import { trackedBy } from './tracking.ts'

export interface CommonView {
  /** text of the mail relay's address, looked up; null: its name does not resolve, so there is no relay */
  readonly smtpServer: string | null
}

export type VrrpState = 'INIT' | 'BACKUP' | 'MASTER' | 'FAULT'

export interface VrrpView extends CommonView {
  readonly interfaces: readonly InterfaceView[]
  /** by name; an instance that is missing counts as initial */
  readonly instances: Readonly<Record<string, InstanceView>>
  readonly groups: Readonly<Record<string, GroupView>>
  readonly scripts: Readonly<Record<string, ScriptView>>
  readonly processes: Readonly<Record<string, ProcessView>>
  /** the number in each track file; absent: nothing was read yet */
  readonly files?: Readonly<Record<string, number>>
  /** null: nothing has run yet */
  readonly sockets: readonly SocketView[] | null
}

export interface SocketView {
  readonly receive: number
  readonly send: number
  readonly interface: string
  readonly family: 4 | 6
  readonly protocol: 'VRRP' | 'AH'
  /** null: multicast */
  readonly unicastAddress: IpAddress | null
  readonly rxBufSize: number
  readonly instances: readonly { readonly name: string; readonly vrid: number }[]
}

export interface InstanceView {
  readonly wantState: VrrpState
  readonly configFaults: number
  /** null: nothing has run yet */
  readonly running: RunningInstanceView | null
  /** addresses that we have set, as `address/length` texts, when no running view tells: after a reload */
  readonly addressesSet?: readonly string[]
}

export interface RunningInstanceView {
  readonly state: VrrpState
  readonly faults: number
  readonly scriptsInit: number
  /** wall clock; null: none so far */
  readonly lastTransition: WallClock | null
  /** null: no timer runs */
  readonly readTimeout: WallClock | null
  readonly masterDownTimerUs: Us
  /** garp_extra_if; null: no timer runs */
  readonly nextExtraGarp: WallClock | null
  /** while BACKUP: who is master, as far as we heard */
  readonly master: { readonly address: IpAddress; readonly priority: number; readonly advertIntervalUs: Us } | null
  readonly effectivePriority: number
  readonly totalPriority: number
  /** addresses that we have set, as `address/length` texts */
  readonly addressesSet: readonly string[]
  /** null: none allocated */
  readonly sockets: { readonly receive: number; readonly send: number } | null
}

/** A moment with its local time written out, because a pure function knows no time zone: `Sat Nov 21 02:16:40` and `2026`. */
export interface WallClock {
  readonly epochUs: number
  readonly monthDayTime: string
  readonly year: string
}

export interface GroupView {
  readonly state: VrrpState
  readonly membersInFault: number
  readonly membersInInit: number
}

export interface ScriptView {
  /** counts up to rise and down from fall */
  readonly result: number
  readonly initialising: boolean
  readonly running: boolean
}

export interface ProcessView {
  readonly count: number
  readonly haveQuorum: boolean
  /** null: nothing has run yet */
  readonly timers: { readonly fork: boolean; readonly terminate: boolean } | null
}

export interface InterfaceView extends LinkInfo {
  /** how its link is polled; absent: the kernel tells */
  readonly polledBy?: LinkbeatWay
  readonly addresses: readonly { readonly address: IpAddress; readonly scope: number }[]
}

export interface LvsView extends CommonView {
  /** by id; a virtual server that is missing counts as initial */
  readonly virtualServers: Readonly<Record<string, VirtualServerView>>
  readonly checkers: Readonly<Record<string, CheckerView>>
  /** of nftables_ipvs, by the key of a virtual server */
  readonly marks: Readonly<Record<string, number>>
  /** the number in each track file; absent: nothing was read yet */
  readonly files?: Readonly<Record<string, number>>
}

export interface VirtualServerView {
  /** it is in the kernel */
  readonly alive: boolean
  readonly quorumUp: boolean
  readonly reloaded: boolean
  /** by id of the real server */
  readonly realServers: Readonly<Record<string, RealServerView>>
}

export interface RealServerView {
  readonly alive: boolean
  readonly set: boolean
  readonly failedCheckers: number
  readonly effectiveWeight: number
  readonly previousWeight: number
  readonly reloaded: boolean
  /** ids of its FILE_CHECKs whose file takes it out; absent: none */
  readonly failedFileChecks?: readonly string[]
  /** of the BFD_CHECKs; absent: initial */
  readonly sessions?: readonly { readonly session: string; readonly up: boolean; readonly hasRun: boolean }[]
}

export interface CheckerView {
  readonly enabled: boolean
  readonly up: boolean
  readonly hasRun: boolean
  readonly currentWeight: number
  /** attempts that are left */
  readonly retriesLeft: number
}

/** Of the moment after reading, given the interfaces and how many processes of each name run. */
export function initialVrrpView(
  config: Config,
  interfaces: readonly InterfaceView[] = [],
  processCounts: Readonly<Record<string, number>> = {},
): VrrpView {
  const processes = Object.fromEntries(
    config.vrrp.processes.map(({ name, quorum, quorumMax }): [string, ProcessView] => {
      const count = processCounts[name] ?? 0
      return [name, { count, haveQuorum: count >= quorum && count <= quorumMax, timers: null }]
    }),
  )
  const files = Object.fromEntries((config.vrrp.files ?? []).map(({ name, init }) => [name, init?.value ?? 0]))
  const view = { smtpServer: config.global.email.server?.host ?? null, interfaces, processes, files }
  const groups = config.vrrp.syncGroups.map((group): [string, GroupView] => [
    group.name,
    initialGroup(config, group, view),
  ])
  const instances = config.vrrp.instances.map((instance): [string, InstanceView] => [
    instance.name,
    {
      wantState: startsAsMaster(config, instance) ? 'MASTER' : 'BACKUP',
      configFaults: configFaultsOf(instance),
      running: null,
    },
  ])
  const script: ScriptView = { result: 0, initialising: true, running: false }
  return {
    ...view,
    sockets: null,
    instances: Object.fromEntries(instances),
    groups: Object.fromEntries(groups),
    scripts: Object.fromEntries(config.vrrp.scripts.map((each) => [each.name, script])),
  }
}

/** What is missing for unicast, and the source of an ipvlan of IPv4. */
function configFaultsOf({ family, unicastFaultNoPeer, unicastPeers, vmac }: VrrpInstanceConfig): number {
  const hasNoPeer = unicastFaultNoPeer === true && unicastPeers.length === 0
  const hasNoSource = vmac?.kind === 'ipvlan' && family === 4 && vmac.address === null
  return Number(hasNoPeer) + Number(hasNoSource)
}

/** compat: in a sync group `state MASTER` counts only when every member owns its addresses. */
function startsAsMaster(config: Config, instance: VrrpInstanceConfig): boolean {
  if (instance.syncGroup === null) return instance.initialState === 'master'
  const members = config.vrrp.instances.filter((other) => other.syncGroup === instance.syncGroup)
  return members.every((member) => member.priority === OWNER && member.initialState === 'master')
}

const OWNER = 255

type Facts = Pick<VrrpView, 'interfaces' | 'processes' | 'files'>

function initialGroup(config: Config, group: SyncGroupConfig, facts: Facts): GroupView {
  const members = config.vrrp.instances.filter((instance) => group.members.includes(instance.name))
  let membersInFault = 0
  let membersInInit = 0
  for (const member of members) {
    const tracked = trackedBy(member, group)
    if (tracked.scripts.some((script) => script.weight === 0)) membersInInit++
    const processFails = tracked.processes.some(
      (each) => each.weight === 0 && facts.processes[each.process]?.haveQuorum === each.reverse,
    )
    const interfaceFails = tracked.interfaces.some(
      (each) => each.weight === 0 && isDown(facts.interfaces, each.interface) !== each.reverse,
    )
    const primaryFails = !member.dontTrackPrimary && isDown(facts.interfaces, member.interface)
    const fileFails = tracked.files.some(
      (each) => each.weight === 0 && ((facts.files?.[each.file] ?? 0) === 0) === each.reverse,
    )
    if (processFails || interfaceFails || primaryFails || fileFails) membersInFault++
  }
  const owners =
    members.length > 0 && members.every((member) => member.ownerSaid === true && configFaultsOf(member) === 0)
  const state = membersInFault > 0 ? 'FAULT' : membersInInit > 0 ? 'INIT' : owners ? 'MASTER' : 'BACKUP'
  return { state, membersInFault, membersInInit }
}

function isDown(interfaces: readonly InterfaceView[], name: string): boolean {
  const found = interfaces.find((each) => each.name === name)
  return found !== undefined && !(found.up && found.running)
}

/** As the original dumps after a reload: the states are known, but nothing is told of timers and sockets. */
export function reloadedVrrpView(view: VrrpView): VrrpView {
  const instances = Object.entries(view.instances).map(([name, instance]): [string, InstanceView] => [
    name,
    { ...instance, running: null, addressesSet: instance.running?.addressesSet ?? [] },
  ])
  const processes = Object.entries(view.processes).map(([name, each]): [string, ProcessView] => [
    name,
    { ...each, timers: null },
  ])
  return { ...view, sockets: null, instances: Object.fromEntries(instances), processes: Object.fromEntries(processes) }
}

/** Of the moment after the first programming of the kernel, when the original dumps. */
export function initialLvsView(config: Config, marksBefore?: ReadonlyMap<string, number>): LvsView {
  const checkers: Record<string, CheckerView> = {}
  const virtualServers: Record<string, VirtualServerView> = {}
  for (const service of config.lvs.virtualServers) {
    for (const checker of service.realServers.flatMap((server) => server.checkers)) {
      checkers[checker.id] = {
        enabled: true,
        up: !checker.alpha,
        hasRun: false,
        currentWeight: 0,
        retriesLeft: checker.retry,
      }
    }
    virtualServers[serviceKeyOf(service)] = initialVirtualServer(service)
  }
  const marks = Object.fromEntries(giveMarks(config.global.ipvsMarks, config.lvs, marksBefore))
  return { smtpServer: config.global.email.server?.host ?? null, virtualServers, checkers, marks }
}

function initialVirtualServer(service: VirtualServerConfig): VirtualServerView {
  const failed = ({ checkers, bfdChecks = [] }: RealServerConfig): number =>
    [...checkers, ...bfdChecks].filter(({ alpha }) => alpha).length
  const aliveWeight = service.realServers.reduce((sum, server) => sum + (failed(server) === 0 ? server.weight : 0), 0)
  const quorumUp = aliveWeight >= service.quorum + service.hysteresis
  const sorry = !quorumUp && service.sorryServer !== null
  const realServers = service.realServers.map((server): [string, RealServerView] => {
    const alive = failed(server) === 0
    const set = alive ? !sorry || server.inhibitOnFailure : server.inhibitOnFailure
    return [
      server.id,
      {
        alive,
        set,
        failedCheckers: failed(server),
        effectiveWeight: server.weight,
        previousWeight: 0,
        reloaded: false,
      },
    ]
  })
  return { alive: true, quorumUp, reloaded: false, realServers: Object.fromEntries(realServers) }
}
