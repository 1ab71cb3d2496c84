/**
 * What the LVS machine knows. One object owned by the machine, changed in place: a result about one real server must
 * not copy the ten thousand others.
 */
import type {
  BfdCheckConfig,
  CheckerConfig,
  FileCheckConfig,
  GlobalConfig,
  LvsConfig,
  RealServerConfig,
  VirtualServerConfig,
} from '../config/config.ts'
import { assert } from '../lib/assert.ts'
import { createDeadlines } from '../lib/deadlines.ts'
import { makeRandom, type Random } from '../lib/random.ts'
import { US_PER_S, type Us } from '../lib/time.ts'
import type { IpvsRequest, IpvsService, IpvsTimeouts } from './ipvs-model.ts'
import type { KernelTable } from './kernel-table.ts'
import type { PacketMarks } from './marks.ts'
import type { Timers } from './timers.ts'

export interface LvsState {
  /** of the event that is being worked on */
  now: Us
  phase: 'new' | 'running' | 'stopping' | 'stopped'
  /** null until `start` */
  global: GlobalConfig | null
  config: LvsConfig | null
  /** by id, in the order of the file */
  virtualServers: Map<string, VirtualServer>
  checkers: Map<string, Checker>
  /** the number in each track file */
  readonly files: Map<string, number>
  /** the IPVS services that should exist, by `serviceKeyText` */
  services: Map<string, WantedService>
  /** of nftables_ipvs, by `serviceKeyOf` */
  marks: Map<string, number>
  /** as ordered last */
  packetMarks: PacketMarks | null
  /** that this host has, and on how many interfaces; by text, as told for ha_suspend */
  readonly addresses: Map<string, number>
  readonly timers: Timers
  random: Random
  readonly kernel: KernelState
}

export interface VirtualServer {
  config: VirtualServerConfig
  readonly realServers: Map<string, RealServer>
  /** each address of a group is an IPVS service of its own */
  services: WantedService[]
  quorumUp: boolean
  /** sum of the weights of the real servers that are alive */
  aliveWeight: number
}

export interface RealServer {
  readonly virtualServer: VirtualServer
  config: RealServerConfig
  checkers: Checker[]
  files: FileTrack[]
  sessions: SessionTrack[]
  alive: boolean
  /** since when it is that, or is checked at all */
  sinceUs: Us
  /** the configured weight, unless a check gave another one */
  weight: number
  /** whose check ended last */
  lastChecked: Checker | null
}

export interface FileTrack {
  readonly config: FileCheckConfig
  readonly up: boolean
  /** added to the configured weight */
  readonly points: number
}

/** A BFD_CHECK, and what its session said last. */
export interface SessionTrack {
  readonly config: BfdCheckConfig
  up: boolean
  /** the session has said something */
  hasRun: boolean
}

export interface Checker {
  readonly realServer: RealServer
  config: CheckerConfig
  up: boolean
  hasRun: boolean
  running: boolean
  /** the last check that ended; null: none has */
  last: LastCheck | null
  /** failures in a row while still up */
  failures: number
  /** failures that are forgiven in this round of trying */
  retriesLeft: number
  /** that the check itself gave (misc_dynamic); null: none */
  weight: number | null
  readonly round: Round
}

export interface LastCheck {
  readonly at: Us
  readonly up: boolean
  /** what it said, for `fillWords` */
  readonly words: string
  readonly attempt: string
}

/** Where an HTTP check stands among its urls; see rounds.ts. */
export interface Round {
  /** whose turn it is */
  url: number
  /** the url whose turn it is took the server out: it is asked alone until it answers */
  stuck: boolean
  /** urls whose last answer was odd, which was said */
  readonly odd: Set<number>
}

/** One IPVS service and who may be a destination of it. */
export interface WantedService {
  readonly id: string
  readonly service: IpvsService
  /** by `destinationKeyText`; two virtual servers that share a firewall mark share the service */
  readonly members: Map<string, Member[]>
}

export interface Member {
  readonly virtualServer: VirtualServer
  /** null: the sorry server */
  readonly realServer: RealServer | null
}

export interface KernelState {
  busy: 'no' | 'reading' | 'applying'
  /** `known` was read and kept up since */
  trusted: boolean
  known: KernelTable
  /** what may differ from `known`: destinations by key, or all of a service */
  readonly touched: Map<string, Set<string> | 'all'>
  /** services that we made or adopted, still there or not */
  readonly ours: Set<string>
  /** services that the kernel refused something about: left alone until the next reading */
  readonly held: Set<string>
  /** as they were before us; null: not known */
  firstTimeouts: IpvsTimeouts | null
  /** to be sent before the next difference */
  before: IpvsRequest[]
  reading: 'start' | 'reconcile' | 'repair'
  retryUs: Us
  /** the last refusals and the last drift, as logged: the same ones are not logged again */
  complaint: string
  driftSeen: string
  failing: boolean
  /** the removal of our services has been ordered */
  removing: boolean
}

export const FIRST_KERNEL_RETRY_US = 1 * US_PER_S

export function initialLvsState(): LvsState {
  return {
    now: 0,
    phase: 'new',
    global: null,
    config: null,
    virtualServers: new Map(),
    checkers: new Map(),
    files: new Map(),
    services: new Map(),
    marks: new Map(),
    packetMarks: null,
    addresses: new Map(),
    timers: { deadlines: createDeadlines(), byOwner: new Map() },
    random: makeRandom(0),
    kernel: {
      busy: 'no',
      trusted: false,
      known: new Map(),
      touched: new Map(),
      ours: new Set(),
      held: new Set(),
      firstTimeouts: null,
      before: [],
      reading: 'start',
      retryUs: FIRST_KERNEL_RETRY_US,
      complaint: '',
      driftSeen: '',
      failing: false,
      removing: false,
    },
  }
}

/** The global settings of a machine that was started. */
export function globalOf(state: LvsState): GlobalConfig {
  assert(state.global !== null, 'the LVS machine works only after start')
  return state.global
}
