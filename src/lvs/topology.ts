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
    failures: 0,
    retriesLeft: config.retry,
    words: '',
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
