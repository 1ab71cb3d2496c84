/**
 * Everything the VRRP machine knows. One object per process, owned and changed only by `step`.
 *
 * Instances keep their identity over a reload: a reload replaces `config` and leaves state, timers and counters alone.
 */
import type {
  GarpGroupConfig,
  FirewallConfig,
  GlobalConfig,
  LinkDelaysConfig,
  SyncGroupConfig,
  TrackFileConfig,
  TrackProcessConfig,
  VirtualAddress,
  VrrpInstanceConfig,
  VrrpScriptConfig,
} from '../config/config.ts'
import type { PolledLinks } from '../config/polled-links.ts'
import { createDeadlines, createTimer, type Deadlines, type Timer } from '../lib/deadlines.ts'
import type { IpAddress } from '../lib/ip.ts'
import type { Us } from '../lib/time.ts'
import type { SocketSpec } from './actions.ts'
import type { InterfaceInfo } from '../lib/interface-info.ts'
import { createRetries, type Retries } from './retries.ts'
import type { HeldLink } from './held-links.ts'
import type { RoutingItem } from './routing.ts'
import type { DroppedAddress } from './firewall.ts'
import type { PendingVmacs } from './own-interfaces.ts'
import type { Vmac } from './vmacs.ts'

export interface VrrpState {
  /** null before the `start` event */
  global: GlobalConfig | null
  readonly interfaces: Map<string, InterfaceInfo>
  readonly interfaceNames: Map<number, string>
  /** when the kernel last told of a link, by name */
  readonly interfaceNews: Map<string, Us>
  /** interface_up_down_delays, by name */
  readonly linkDelays: Map<string, LinkDelaysConfig>
  /** links whose change is not believed yet */
  readonly heldLinks: Map<string, HeldLink>
  linkbeat: PolledLinks
  /** by name: what the last poll found; null: nothing yet */
  readonly polledLinks: Map<string, boolean | null>
  /** by interface: what garp_group says of it */
  readonly garpGroups: Map<string, GarpGroupConfig>
  readonly instances: Map<string, Instance>
  readonly groups: Map<string, SyncGroup>
  readonly scripts: Map<string, TrackedScript>
  readonly processes: Map<string, TrackedProcess>
  readonly files: Map<string, TrackedFile>
  /** BFD sessions that are up: one that was not heard of is down */
  readonly sessionsUp: Set<string>
  readonly deadlines: Deadlines<TimerOwner>
  /** instances by interface index, address family and VRID: see receive.ts */
  readonly routes: Map<number, Instance[]>
  /** instances that an interface concerns: their own, a tracked one, or one that carries an address of theirs */
  readonly concerned: Map<string, Set<Instance>>
  /** texts of all virtual addresses, so that none is taken for a primary address */
  readonly virtualAddresses: Set<string>
  /** those of them that a reload gave up, and that the kernel has not told gone yet */
  readonly leavingAddresses: Set<string>
  readonly staticAddresses: Map<string, InstalledAddress>
  /** what the last removal named, in case it is refused */
  staticAddressesRemoved: readonly VirtualAddress[]
  readonly staticRouting: Routing
  /** what we removed, and when, until the kernel has told of it */
  readonly goneByUs: Map<string, Us>
  readonly routingTimer: Timer<TimerOwner>
  readonly retries: Retries
  /** the interfaces of our own that must be there, by name */
  readonly vmacs: Map<string, Vmac>
  /** a start or reload that waits for them */
  pendingVmacs: PendingVmacs | null
  vmacsOrderedAtUs: Us
  /** names of those that could not be made, so that it is told once */
  readonly failedVmacs: Set<string>
  readonly vmacTimer: Timer<TimerOwner>
  /** null: it is not used */
  firewall: FirewallConfig | null
  openSockets: readonly SocketSpec[]
  /** keys of those among them that could not be opened: their instances hear nobody */
  readonly deafSockets: Set<string>
  /** vrrp_startup_delay: a first takeover is put off by what is left until then */
  startupDelayUntilUs: Us
  /** for lines that packets of unknown routers cause */
  readonly unknownBudget: LogBudget
  stopping: boolean
}

/** RFC 9568 section 6.4 has Initialize, Backup and Active; fault and stopped are keepalived's. */
export type InstanceStateName = 'init' | 'backup' | 'master' | 'fault' | 'stopped'

export interface Instance {
  config: VrrpInstanceConfig
  state: InstanceStateName
  sinceUs: Us
  /** how it came into its state; null: it never left the first one */
  lastChange: StateChange | null
  /** what keeps it out of an election now */
  faults: readonly Fault[]
  /** track scripts and processes that have not answered yet */
  waiting: boolean
  effectivePriority: number
  adjustments: readonly PriorityAdjustment[]
  group: SyncGroup | null
  /** RFC 9568 Active_Adver_Interval: learned from the master's packets, ours before any */
  masterIntervalUs: Us
  masterAddress: IpAddress | null
  masterPriority: number
  /** the master-down interval has passed; a sync group moves when it has for all members */
  expired: boolean
  /** the wait after a hold-up of this very process was granted already */
  graceGiven: boolean
  /** preempt_delay: null before a lower priority master was heard */
  preemptAtUs: Us | null
  /** a second owner with a higher address was heard: we step down to 254 */
  ownerYielded: boolean
  source: IpAddress | null
  /** the source before it went away: priority 0 is still sent from it */
  lastSource: IpAddress | null
  socket: SocketSpec | null
  /** unicast: a peer sums as the original did before 1.3.7, so we do too */
  formerChecksumHeard: boolean
  /** RFC 2402 sequence number: ours, and never below the ones we accepted */
  ahSequence: number
  readonly ahSeen: Map<string, number>
  /** highest sequence of auth_hmac by sender, least recently heard first */
  readonly trailerMarks: Map<string, bigint>
  /** virtual addresses that we put into the kernel */
  readonly installed: Map<string, InstalledAddress>
  readonly routing: Routing
  /** what the packet filter drops for it */
  dropped: readonly DroppedAddress[]
  /** kinds of packet errors logged since the last change of state */
  readonly loggedErrors: Set<string>
  readonly logBudget: LogBudget
  /** announcements that are still to come while it is master */
  volleys: readonly Volley[]
  /** not before this time does a lower priority packet cause another volley, or another answer */
  lowerVolleyAtUs: Us
  lowerAnswerAtUs: Us
  /** what the last removal named, in case it is refused */
  lastRemoved: readonly VirtualAddress[]
  /** the last addition was refused, and is to be tried again */
  additionRefused: boolean
  /** failed or undone additions of addresses in a row */
  addressRetries: number
  counters: Counters
  readonly timers: InstanceTimers
}

export interface StateChange {
  readonly from: InstanceStateName
  /** in words, for people */
  readonly why: string
}

export type Fault =
  | { readonly kind: 'interface'; readonly interface: string }
  | { readonly kind: 'no-address' }
  /** the configured source address is not on this host */
  | { readonly kind: 'no-source' }
  /** unicast_fault_no_peer */
  | { readonly kind: 'no-peers' }
  | { readonly kind: 'script'; readonly script: string }
  | { readonly kind: 'process'; readonly process: string }
  | { readonly kind: 'bfd'; readonly session: string }
  | { readonly kind: 'file'; readonly file: string }

/** One reason why the effective priority is not the configured one. */
export interface PriorityAdjustment {
  readonly source: 'interface' | 'script' | 'process' | 'bfd' | 'file'
  readonly name: string
  readonly points: number
}

/** Routes and rules that we put into the kernel, by their texts. */
export type Routing = Map<string, RoutingEntry>

export interface RoutingEntry {
  readonly item: RoutingItem
  readonly sinceUs: Us
  /** something else took it away */
  missing: boolean
  /** we took away its like just before: the kernel's news of that are not about this one */
  replaces: boolean
}

export interface InstalledAddress {
  readonly address: VirtualAddress
  readonly sinceUs: Us
  /** the kernel has shown it to us */
  confirmed: boolean
}

export interface LogBudget {
  windowStartUs: Us
  lines: number
}

export interface Volley {
  readonly cause: 'takeover' | 'contest' | 'hold-up'
  readonly atUs: Us
  readonly repeat: number
}

export interface InstanceTimers {
  readonly masterDown: Timer<TimerOwner>
  readonly advert: Timer<TimerOwner>
  readonly announce: Timer<TimerOwner>
  readonly refresh: Timer<TimerOwner>
  readonly extra: Timer<TimerOwner>
  readonly addresses: Timer<TimerOwner>
}

export type InstanceTimerKind = 'master-down' | 'advert' | 'announce' | 'refresh' | 'extra' | 'addresses'

export type TimerOwner =
  | { readonly kind: InstanceTimerKind; readonly instance: Instance }
  | { readonly kind: 'script'; readonly script: TrackedScript }
  | { readonly kind: 'process'; readonly process: TrackedProcess }
  | { readonly kind: 'routing' }
  | { readonly kind: 'retries' }
  | { readonly kind: 'vmacs' }
  | { readonly kind: 'link'; readonly name: string }

/** The counters of keepalived's statistics file, and one of ours: contests. */
export interface Counters {
  advertsReceived: number
  advertsSent: number
  becameMaster: number
  releasedMaster: number
  lengthErrors: number
  ttlErrors: number
  typeErrors: number
  intervalErrors: number
  addressListErrors: number
  authTypeErrors: number
  authTypeMismatches: number
  authFailures: number
  /** of auth_hmac */
  authExtMissing: number
  authExtMalformed: number
  authExtUnknownKey: number
  authExtInvalidHmac: number
  authExtStale: number
  authExtReplay: number
  priorityZeroReceived: number
  priorityZeroSent: number
  checksumErrors: number
  versionErrors: number
  vridErrors: number
  /** v3 over IPv4 summed in another reading than ours: accepted */
  otherChecksumForm: number
  /** as master: adverts of another master heard and outlived */
  contestsWon: number
}

export interface SyncGroup {
  config: SyncGroupConfig
  members: readonly Instance[]
  state: InstanceStateName
  sinceUs: Us
}

export interface TrackedScript {
  config: VrrpScriptConfig
  /** null: no result yet */
  up: boolean | null
  running: boolean
  answered: boolean
  /** consecutive results that contradict `up` */
  streak: number
  lastStatus: number
  skipLogged: boolean
  /** that it could not be run, for a reason of this host's own */
  troubleLogged: boolean
  readonly timer: Timer<TimerOwner>
}

export interface TrackedProcess {
  config: TrackProcessConfig
  /** null: not counted yet */
  count: number | null
  /** after the delays */
  up: boolean | null
  readonly timer: Timer<TimerOwner>
}

export interface TrackedFile {
  config: TrackFileConfig
  /** what stands in it; 0: it is not there, or nothing is */
  value: number
}

export function initialVrrpState(): VrrpState {
  return {
    global: null,
    interfaces: new Map(),
    interfaceNames: new Map(),
    interfaceNews: new Map(),
    linkDelays: new Map(),
    heldLinks: new Map(),
    linkbeat: { polled: [], unused: [] },
    polledLinks: new Map(),
    garpGroups: new Map(),
    instances: new Map(),
    groups: new Map(),
    scripts: new Map(),
    processes: new Map(),
    files: new Map(),
    sessionsUp: new Set(),
    deadlines: createDeadlines(),
    routes: new Map(),
    concerned: new Map(),
    virtualAddresses: new Set(),
    leavingAddresses: new Set(),
    staticAddresses: new Map(),
    staticAddressesRemoved: [],
    staticRouting: new Map(),
    goneByUs: new Map(),
    routingTimer: createTimer<TimerOwner>({ kind: 'routing' }),
    retries: createRetries(),
    vmacs: new Map(),
    pendingVmacs: null,
    vmacsOrderedAtUs: Number.NEGATIVE_INFINITY,
    failedVmacs: new Set(),
    vmacTimer: createTimer<TimerOwner>({ kind: 'vmacs' }),
    firewall: null,
    openSockets: [],
    deafSockets: new Set(),
    startupDelayUntilUs: 0,
    unknownBudget: { windowStartUs: 0, lines: 0 },
    stopping: false,
  }
}

export function createInstance(config: VrrpInstanceConfig, now: Us): Instance {
  const timers = {} as { -readonly [K in keyof InstanceTimers]: InstanceTimers[K] }
  const instance: Instance = {
    config,
    state: 'init',
    sinceUs: now,
    lastChange: null,
    faults: [],
    waiting: false,
    effectivePriority: config.priority,
    adjustments: [],
    group: null,
    masterIntervalUs: config.advertIntervalUs,
    masterAddress: null,
    masterPriority: 0,
    expired: false,
    graceGiven: false,
    preemptAtUs: null,
    ownerYielded: false,
    source: null,
    lastSource: null,
    socket: null,
    formerChecksumHeard: false,
    ahSequence: 0,
    ahSeen: new Map(),
    trailerMarks: new Map(),
    installed: new Map(),
    routing: new Map(),
    dropped: [],
    loggedErrors: new Set(),
    logBudget: { windowStartUs: 0, lines: 0 },
    volleys: [],
    lowerVolleyAtUs: 0,
    lowerAnswerAtUs: 0,
    lastRemoved: [],
    additionRefused: false,
    addressRetries: 0,
    counters: createCounters(),
    timers,
  }
  timers.masterDown = createTimer<TimerOwner>({ kind: 'master-down', instance })
  timers.advert = createTimer<TimerOwner>({ kind: 'advert', instance })
  timers.announce = createTimer<TimerOwner>({ kind: 'announce', instance })
  timers.refresh = createTimer<TimerOwner>({ kind: 'refresh', instance })
  timers.extra = createTimer<TimerOwner>({ kind: 'extra', instance })
  timers.addresses = createTimer<TimerOwner>({ kind: 'addresses', instance })
  return instance
}

export function createCounters(): Counters {
  return {
    advertsReceived: 0,
    advertsSent: 0,
    becameMaster: 0,
    releasedMaster: 0,
    lengthErrors: 0,
    ttlErrors: 0,
    typeErrors: 0,
    intervalErrors: 0,
    addressListErrors: 0,
    authTypeErrors: 0,
    authTypeMismatches: 0,
    authFailures: 0,
    authExtMissing: 0,
    authExtMalformed: 0,
    authExtUnknownKey: 0,
    authExtInvalidHmac: 0,
    authExtStale: 0,
    authExtReplay: 0,
    priorityZeroReceived: 0,
    priorityZeroSent: 0,
    checksumErrors: 0,
    versionErrors: 0,
    vridErrors: 0,
    otherChecksumForm: 0,
    contestsWon: 0,
  }
}

export function createGroup(config: SyncGroupConfig, members: readonly Instance[], now: Us): SyncGroup {
  return { config, members, state: 'init', sinceUs: now }
}

export function createScript(config: VrrpScriptConfig): TrackedScript {
  const script = {
    config,
    up: null,
    running: false,
    answered: false,
    streak: 0,
    lastStatus: 0,
    skipLogged: false,
    troubleLogged: false,
  } as {
    -readonly [K in keyof TrackedScript]: TrackedScript[K]
  }
  script.timer = createTimer<TimerOwner>({ kind: 'script', script })
  return script
}

export function createProcess(config: TrackProcessConfig): TrackedProcess {
  const tracked = { config, count: null, up: null } as { -readonly [K in keyof TrackedProcess]: TrackedProcess[K] }
  tracked.timer = createTimer<TimerOwner>({ kind: 'process', process: tracked })
  return tracked
}
