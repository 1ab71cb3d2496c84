/** Makes the machine's virtual servers, real servers and checkers from their configuration. */
import type {
  BfdCheckConfig,
  CheckerConfig,
  FileCheckConfig,
  GlobalConfig,
  RealServerConfig,
  VirtualServerConfig,
} from '../config/config.ts'
import type { Checker, FileTrack, LvsState, RealServer, SessionTrack, VirtualServer } from './state.ts'

export function makeVirtualServer(config: VirtualServerConfig): VirtualServer {
  return { config, realServers: new Map(), services: [], quorumUp: false, aliveWeight: 0 }
}

/** Up before the first check, so that a start brings no outage; with alpha, down until a check says otherwise. */
export function makeRealServer(
  state: Pick<LvsState, 'files' | 'now'>,
  virtualServer: VirtualServer,
  config: RealServerConfig,
): RealServer {
  const realServer: RealServer = {
    virtualServer,
    config,
    checkers: [],
    sessions: (config.bfdChecks ?? []).map((check) => trackSession(check, !check.alpha)),
    files: (config.fileChecks ?? []).map((check) => trackFile(state, check)),
    alive: true,
    sinceUs: state.now,
    weight: config.weight,
    lastChecked: null,
  }
  realServer.checkers = config.checkers.map((checker) => makeChecker(realServer, checker, !checker.alpha))
  realServer.alive = isAlive(realServer)
  // compat: what a file does to a server at its beginning is not told.
  realServer.weight = weightOf(realServer, config.weight)
  return realServer
}

export function isAlive({ checkers, files, sessions }: RealServer): boolean {
  return checkers.every(({ up }) => up) && files.every(({ up }) => up) && sessions.every(({ up }) => up)
}

export function trackSession(config: BfdCheckConfig, up: boolean): SessionTrack {
  return { config, up, hasRun: false }
}

export function makeChecker(realServer: RealServer, config: CheckerConfig, up: boolean): Checker {
  return {
    realServer,
    config,
    up,
    hasRun: false,
    running: false,
    last: null,
    failures: 0,
    retriesLeft: config.retry,
    weight: null,
    round: { url: 0, stuck: false, odd: new Set() },
  }
}

/** A product so low, or lower, takes the server out (the manual's words on track files and real servers). */
const FILE_FAULT = -2_147_483_648

/** Weight 0: any number but 0 is a fault; reversed: 0 is one. While it is one, the weight stays what it was. */
export function trackFile(state: Pick<LvsState, 'files'>, config: FileCheckConfig): FileTrack {
  const { file, weight, reverse } = config
  const value = state.files.get(file) ?? 0
  if (weight === 0) return { config, up: (value === 0) !== reverse, points: 0 }
  const points = value * weight * (reverse ? -1 : 1)
  return points <= FILE_FAULT ? { config, up: false, points: 0 } : { config, up: true, points }
}

export function addRealServer(virtualServer: VirtualServer, realServer: RealServer): void {
  virtualServer.realServers.set(realServer.config.id, realServer)
  if (realServer.alive) virtualServer.aliveWeight += realServer.weight
}

/** With rs_init_notifies, servers that begin as up are announced like those that come up. */
export function announcesInitial(global: GlobalConfig, realServer: RealServer): boolean {
  return global.rsInitNotifies && realServer.alive
}

/** The largest weight that IPVS takes (linux/ip_vs.h). */
const MAX_WEIGHT = 2_147_483_647

/**
 * The weight of a real server: the configured one, and what its checks make of it. Each of several adds what it differs
 * from the configured one.
 */
export function weightOf({ checkers, files }: RealServer, configured: number): number {
  let weight = configured + files.reduce((sum, { points }) => sum + points, 0)
  for (const checker of checkers) if (checker.weight !== null) weight += checker.weight - configured
  return Math.min(Math.max(weight, 0), MAX_WEIGHT)
}
