/** What the LVS machine knows, as the data that a dump shows. */
import type { Config } from '../config/config.ts'
import { initialLvsView, type CheckerView, type LvsView, type VirtualServerView } from '../config/dump/view.ts'
import type { LvsState } from '../lvs/state.ts'
import { viewLvs } from '../lvs/view.ts'

export function makeLvsView(config: Config, state: LvsState): LvsView {
  const view = viewLvs(state)
  const virtualServers: Record<string, VirtualServerView> = {}
  const checkers: Record<string, CheckerView> = {}
  for (const service of view.virtualServers) {
    virtualServers[service.key] = {
      alive: view.kernel.works,
      quorumUp: service.quorumUp,
      reloaded: false,
      realServers: Object.fromEntries(
        service.realServers.map((server) => [
          server.id,
          {
            alive: server.alive,
            set: server.inPool,
            failedCheckers: server.failedCheckers,
            effectiveWeight: server.weight,
            previousWeight: 0,
            reloaded: false,
            failedFileChecks: server.failedFileChecks,
            sessions: server.sessions,
          },
        ]),
      ),
    }
    for (const checker of service.realServers.flatMap((server) => server.checkers)) {
      const retry = state.checkers.get(checker.id)?.config.retry ?? 0
      checkers[checker.id] = {
        enabled: checker.enabled,
        up: checker.up,
        hasRun: checker.hasRun,
        currentWeight: 0,
        retriesLeft: Math.max(0, retry - checker.failures),
      }
    }
  }
  const files = Object.fromEntries(state.files)
  return { ...initialLvsView(config), virtualServers, checkers, files, marks: Object.fromEntries(state.marks) }
}
