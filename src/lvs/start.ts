/** The start: everything up (or, with alpha, down) before the first check, and the kernel read before it is written. */
import { serviceKeyOf } from '../config/service-key.ts'
import { makeRandom } from '../lib/random.ts'
import type { Us } from '../lib/time.ts'
import type { LvsAction } from './actions.ts'
import { announceServer } from './announce.ts'
import type { LvsEvent } from './events.ts'
import { readKernel } from './kernel-sync.ts'
import { initializing } from './log-lines.ts'
import { markPackets } from './marks.ts'
import { scheduleFirst } from './schedule.ts'
import { announceSessions } from './sessions.ts'
import type { LvsState } from './state.ts'
import { syncDaemonActions, timeoutRequests } from './kernel-settings.ts'
import { checkerLine, reportAddresses } from './suspend.ts'
import { addRealServer, announcesInitial, makeRealServer, makeVirtualServer } from './topology.ts'
import { startQuorum } from './verdict.ts'
import { buildServices } from './wanted.ts'

export function start(
  state: LvsState,
  event: Extract<LvsEvent, { readonly kind: 'start' }>,
  now: Us,
  out: LvsAction[],
): void {
  const { global, config, seed } = event
  state.phase = 'running'
  state.global = global
  state.config = config
  state.random = makeRandom(seed)
  for (const [file, value] of Object.entries(event.fileValues ?? {})) state.files.set(file, value)
  out.push({ kind: 'log', level: 'info', text: initializing })
  reportAddresses(state, config.virtualServers, out)
  for (const virtualServerConfig of config.virtualServers) {
    const virtualServer = makeVirtualServer(virtualServerConfig)
    state.virtualServers.set(serviceKeyOf(virtualServerConfig), virtualServer)
    for (const realServerConfig of virtualServerConfig.realServers) {
      const realServer = makeRealServer(state, virtualServer, realServerConfig)
      addRealServer(virtualServer, realServer)
      for (const checker of realServer.checkers) {
        // compat: the very first attempt decides at once, retries or not.
        checker.retriesLeft = 0
        state.checkers.set(checker.config.id, checker)
      }
      if (announcesInitial(global, realServer)) announceServer(realServer, true, out)
    }
    startQuorum(state, virtualServer, true, out)
  }
  markPackets(state, config, out)
  state.services = buildServices(state.virtualServers.values(), config, state.marks)
  if (global.lvsFlush) state.kernel.before.push({ kind: 'flush' })
  state.kernel.before.push(...timeoutRequests(null, global, null))
  readKernel(state, 'start', now, out)
  out.push(...syncDaemonActions(null, global))
  for (const checker of state.checkers.values()) {
    out.push({ kind: 'log', level: 'info', text: checkerLine(state, checker.realServer) })
    scheduleFirst(state, checker, now)
  }
  announceSessions(state, out)
}
