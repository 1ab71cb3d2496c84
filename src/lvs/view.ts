/** A look at the machine for dumps and status commands. It copies what it shows: nobody else holds the state. */
import { serviceKeyOf } from '../config/service-key.ts'
import type { Us } from '../lib/time.ts'
import { lastWords } from './check-words.ts'
import type { LvsState, RealServer, VirtualServer } from './state.ts'
import { realServerWeight, sorryServerWorks } from './wanted.ts'
import { isSuspended } from './suspend.ts'
import { deadlineOf } from './timers.ts'

export interface LvsView {
  readonly virtualServers: readonly VirtualServerView[]
  readonly kernel: {
    /** false: the kernel refuses IPVS, nothing is balanced */
    readonly works: boolean
    /** services that the kernel refused something about */
    readonly refused: readonly string[]
  }
}

export interface VirtualServerView {
  /** `serviceKeyOf` */
  readonly key: string
  readonly quorumUp: boolean
  readonly aliveWeight: number
  readonly aliveServers: number
  readonly sorryServerWorks: boolean
  readonly realServers: readonly RealServerView[]
}

export interface RealServerView {
  readonly id: string
  readonly alive: boolean
  /** since when it is that, or is checked at all */
  readonly sinceUs: Us
  readonly weight: number
  /** in the pool, perhaps with weight 0 */
  readonly inPool: boolean
  readonly failedCheckers: number
  /** FILE_CHECKs whose file takes it out, by id */
  readonly failedFileChecks: readonly string[]
  readonly sessions: readonly { readonly session: string; readonly up: boolean; readonly hasRun: boolean }[]
  /** what the last finished check said */
  readonly words: string
  readonly checkers: readonly CheckerView[]
}

export interface CheckerView {
  readonly id: string
  /** false: suspended */
  readonly enabled: boolean
  readonly up: boolean
  readonly hasRun: boolean
  readonly running: boolean
  /** failures in a row that were forgiven so far */
  readonly failures: number
  readonly nextAt: Us
  /** the last check that ended; null: none has */
  readonly last: { readonly at: Us; readonly up: boolean } | null
  readonly words: string
}

export function viewLvs(state: LvsState): LvsView {
  return {
    virtualServers: [...state.virtualServers.values()].map((virtualServer) => viewVirtualServer(state, virtualServer)),
    kernel: { works: !state.kernel.failing, refused: [...state.kernel.held] },
  }
}

export function viewVirtualServer(state: LvsState, virtualServer: VirtualServer): VirtualServerView {
  const realServers = [...virtualServer.realServers.values()].map((server) => viewServer(state, server))
  return {
    key: serviceKeyOf(virtualServer.config),
    quorumUp: virtualServer.quorumUp,
    aliveWeight: virtualServer.aliveWeight,
    aliveServers: realServers.filter(({ alive }) => alive).length,
    sorryServerWorks: sorryServerWorks(virtualServer),
    realServers,
  }
}

function viewServer(state: LvsState, realServer: RealServer): RealServerView {
  return {
    id: realServer.config.id,
    alive: realServer.alive,
    sinceUs: realServer.sinceUs,
    weight: realServer.weight,
    inPool: realServerWeight(realServer) !== null,
    failedCheckers: [...realServer.checkers, ...realServer.sessions].filter(({ up }) => !up).length,
    sessions: realServer.sessions.map(({ config: { session }, up, hasRun }) => ({ session, up, hasRun })),
    failedFileChecks: realServer.files.filter(({ up }) => !up).map(({ config }) => config.id),
    words: realServer.lastChecked === null ? '' : lastWords(realServer.lastChecked),
    checkers: realServer.checkers.map((checker) => ({
      id: checker.config.id,
      enabled: !isSuspended(state, realServer.virtualServer),
      up: checker.up,
      hasRun: checker.hasRun,
      running: checker.running,
      failures: checker.failures,
      nextAt: deadlineOf(state.timers, checker),
      last: checker.last,
      words: lastWords(checker),
    })),
  }
}
