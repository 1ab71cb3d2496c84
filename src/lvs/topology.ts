/** Makes the machine's virtual servers, real servers and checkers from their configuration. */
import type { CheckerConfig, GlobalConfig, RealServerConfig, VirtualServerConfig } from '../config/config.ts'
import type { Checker, RealServer, VirtualServer } from './state.ts'

export function makeVirtualServer(config: VirtualServerConfig): VirtualServer {
  return { config, realServers: new Map(), services: [], quorumUp: false, aliveWeight: 0 }
}

/** Up before the first check, so that a start brings no outage; with alpha, down until a check says otherwise. */
export function makeRealServer(virtualServer: VirtualServer, config: RealServerConfig): RealServer {
  const realServer: RealServer = {
    virtualServer,
    config,
    checkers: [],
    alive: true,
    weight: config.weight,
    words: '',
  }
  realServer.checkers = config.checkers.map((checker) => makeChecker(realServer, checker, !checker.alpha))
  realServer.alive = realServer.checkers.every(({ up }) => up)
  return realServer
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
    words: '',
    weight: null,
    round: { url: 0, stuck: false, odd: new Set() },
  }
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
export function weightOf({ checkers }: RealServer, configured: number): number {
  let weight = configured
  for (const checker of checkers) if (checker.weight !== null) weight += checker.weight - configured
  return Math.min(Math.max(weight, 0), MAX_WEIGHT)
}
