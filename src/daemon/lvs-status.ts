/** The checker process's part of the status, a few virtual servers at a time: see `status-answer.ts`. */
import type { CheckerStanding } from '../lifecycle/standing.ts'
import type { LvsState } from '../lvs/state.ts'
import { viewVirtualServer, type CheckerView, type RealServerView } from '../lvs/view.ts'
import { wallTime, type Clocks } from './machine-time.ts'
import type { StatusItem } from './status-answer.ts'
import type { CheckStatus, RealServerStatus, VirtualServerStatus } from './status-document.ts'

export function* lvsStatus(state: LvsState, clocks: () => Clocks): Generator<StatusItem> {
  for (const virtualServer of state.virtualServers.values()) {
    const { config } = virtualServer
    const view = viewVirtualServer(state, virtualServer)
    const now = clocks()
    const { sorryServer } = config
    const item: VirtualServerStatus = {
      name: config.id,
      protocol: config.protocol,
      quorum: { up: view.quorumUp, needed: config.quorum, aliveWeight: view.aliveWeight },
      sorryServer: sorryServer === null ? null : { name: sorryServer.id, works: view.sorryServerWorks },
      realServers: view.realServers.map((server) => realServerStatus(state, server, now)),
    }
    yield { section: 'virtualServers', item }
  }
}

function realServerStatus(state: LvsState, view: RealServerView, now: Clocks): RealServerStatus {
  const { id, alive, sinceUs, weight, inPool, checkers } = view
  const checks = checkers.map((checker) => checkStatus(state.checkers.get(checker.id)?.config.kind ?? '', checker, now))
  return { name: id, alive, since: wallTime(now, sinceUs) ?? '', weight, inPool, checks }
}

function checkStatus(kind: string, view: CheckerView, now: Clocks): CheckStatus {
  const { enabled, up, running, failures, last, words } = view
  return {
    kind,
    up,
    enabled,
    running,
    failures,
    last: last === null ? null : { at: wallTime(now, last.at) ?? '', up: last.up, words },
    next: wallTime(now, view.nextAt),
  }
}

export function checkerStanding({ virtualServers }: LvsState): CheckerStanding {
  let realServers = 0
  let down = 0
  for (const virtualServer of virtualServers.values()) {
    realServers += virtualServer.realServers.size
    for (const { alive } of virtualServer.realServers.values()) if (!alive) down += 1
  }
  return { kind: 'checker', realServers, down }
}
