/**
 * The new configuration takes the old one's place: what is in both keeps its state and its timers, what is gone is taken
 * out and announced, what is new starts as at a start. The same configuration again orders nothing.
 */
import type { CheckerConfig, RealServerConfig, SorryServerConfig } from '../config/config.ts'
import { serviceKeyOf } from '../config/service-key.ts'
import { sameValue } from '../lib/same.ts'
import type { Us } from '../lib/time.ts'
import type { LvsAction } from './actions.ts'
import { announceServer, announceVirtualServer, mailServer } from './announce.ts'
import type { LvsEvent } from './events.ts'
import { renewFiles } from './files.ts'
import { syncDaemonActions, timeoutRequests } from './kernel-settings.ts'
import {
  mailBody,
  quorumBody,
  reinitializing,
  serverGone,
  serverRemoved,
  sorryServerOut,
  virtualServerRemoved,
} from './log-lines.ts'
import { markPackets } from './marks.ts'
import { cancelCheck, scheduleFirst } from './schedule.ts'
import { announceSessions, renewSessions } from './sessions.ts'
import { globalOf, type Checker, type LvsState, type RealServer, type VirtualServer } from './state.ts'
import { checkerLine } from './suspend.ts'
import {
  addRealServer,
  announcesInitial,
  makeChecker,
  makeRealServer,
  makeVirtualServer,
  weightOf,
} from './topology.ts'
import { changeWeight, decideServer, startQuorum } from './verdict.ts'
import { buildServices } from './wanted.ts'
import { deadlineOf, setDeadline } from './timers.ts'

export function reload(
  state: LvsState,
  event: Extract<LvsEvent, { readonly kind: 'reload' }>,
  now: Us,
  out: LvsAction[],
): void {
  const globalBefore = globalOf(state)
  state.global = event.global
  state.config = event.config
  for (const [file, value] of Object.entries(event.fileValues ?? {})) state.files.set(file, value)
  out.push({ kind: 'log', level: 'info', text: reinitializing })

  // compat: the order of the original's lines: first what the new checkers say, then what goes, then what comes.
  const configs = new Map(event.config.virtualServers.map((config) => [serviceKeyOf(config), config]))
  const sorryBefore = new Map([...state.virtualServers.values()].map((server) => [server, workingSorryServer(server)]))
  const sorryChanged = new Set<VirtualServer>()
  for (const [id, virtualServer] of state.virtualServers) {
    const config = configs.get(id)
    if (!config) continue
    if (!sameValue(virtualServer.config.sorryServer, config.sorryServer)) sorryChanged.add(virtualServer)
    virtualServer.config = config
    renewCheckers(state, virtualServer, now, out)
  }
  for (const [id, virtualServer] of state.virtualServers) {
    if (!configs.has(id)) {
      removeVirtualServer(state, virtualServer, out)
      state.virtualServers.delete(id)
      continue
    }
    const sorry = sorryBefore.get(virtualServer)
    if (sorry && sorryChanged.has(virtualServer)) {
      out.push({ kind: 'log', level: 'info', text: sorryServerOut(virtualServer, sorry) })
    }
    removeOldServers(state, virtualServer, out)
  }
  const services = state.services
  const old = state.virtualServers
  state.virtualServers = new Map()
  state.checkers = new Map()
  for (const config of event.config.virtualServers) {
    const kept = old.get(serviceKeyOf(config))
    const virtualServer = kept ?? makeVirtualServer(config)
    state.virtualServers.set(serviceKeyOf(config), virtualServer)
    bringRealServers(state, virtualServer, now, out)
    startQuorum(state, virtualServer, !kept || sorryChanged.has(virtualServer), out)
  }

  markPackets(state, event.config, out)
  state.services = buildServices(state.virtualServers.values(), event.config, state.marks)
  for (const id of services.keys()) state.kernel.touched.set(id, 'all')
  for (const id of state.services.keys()) state.kernel.touched.set(id, 'all')
  state.kernel.before.push(...timeoutRequests(globalBefore, event.global, state.kernel.firstTimeouts))
  out.push(...syncDaemonActions(globalBefore, event.global))
  for (const { realServer } of state.checkers.values()) {
    out.push({ kind: 'log', level: 'info', text: checkerLine(state, realServer) })
  }
  announceSessions(state, out)
}

function workingSorryServer(virtualServer: VirtualServer): SorryServerConfig | null {
  return virtualServer.quorumUp ? null : virtualServer.config.sorryServer
}

function removeOldServers(state: LvsState, virtualServer: VirtualServer, out: LvsAction[]): void {
  const stays = new Set(virtualServer.config.realServers.map(({ id }) => id))
  for (const [id, realServer] of virtualServer.realServers) {
    if (stays.has(id)) continue
    out.push({ kind: 'log', level: 'info', text: serverGone(realServer) })
    removeRealServer(state, realServer, out)
    virtualServer.realServers.delete(id)
  }
}

function removeVirtualServer(state: LvsState, virtualServer: VirtualServer, out: LvsAction[]): void {
  out.push({ kind: 'log', level: 'info', text: virtualServerRemoved(virtualServer) })
  for (const realServer of virtualServer.realServers.values()) removeRealServer(state, realServer, out)
  if (!virtualServer.quorumUp) return
  virtualServer.quorumUp = false
  announceVirtualServer(state, virtualServer, false, quorumBody('Lost quorum', virtualServer), out)
}

function removeRealServer(state: LvsState, realServer: RealServer, out: LvsAction[]): void {
  for (const checker of realServer.checkers) cancelCheck(state, checker, out)
  if (realServer.alive || realServer.config.inhibitOnFailure) {
    out.push({ kind: 'log', level: 'info', text: serverRemoved(realServer) })
  }
  if (!realServer.alive) return
  realServer.alive = false
  realServer.virtualServer.aliveWeight -= realServer.weight
  announceServer(realServer, false, out)
  mailServer(state, realServer, false, mailBody('Removing'), out)
}

/** Gives the servers that stay their new checkers, and lets these decide. */
function renewCheckers(state: LvsState, virtualServer: VirtualServer, now: Us, out: LvsAction[]): void {
  for (const config of virtualServer.config.realServers) {
    const realServer = virtualServer.realServers.get(config.id)
    if (!realServer) continue
    const before = new Map(realServer.checkers.map((checker) => [checker.config.id, checker]))
    realServer.checkers = config.checkers.map((wanted) => {
      const checker = before.get(wanted.id)
      if (!checker || !sameTarget(checker.config, wanted)) return replaceChecker(state, realServer, wanted, now)
      before.delete(wanted.id)
      retime(state, checker, wanted, now, out)
      return checker
    })
    for (const gone of before.values()) cancelCheck(state, gone, out)
    renewFiles(state, realServer, config, out)
    renewSessions(realServer, config)
    takeConfig(realServer, config)
    decideServer(state, realServer, out)
  }
}

/** All but the weight, which is announced. */
function takeConfig(realServer: RealServer, config: RealServerConfig): void {
  realServer.config = { ...config, weight: realServer.config.weight }
}

/**
 * compat: a check that was changed begins as up, also where the one before it had taken the server out; its first
 * failure decides. Alpha makes it wait for a success, but does not force down a server that is up.
 */
function replaceChecker(state: LvsState, realServer: RealServer, config: CheckerConfig, now: Us): Checker {
  const checker = makeChecker(realServer, config, !config.alpha || realServer.alive)
  checker.retriesLeft = 0
  scheduleFirst(state, checker, now)
  return checker
}

/** The same thing is checked: the state and the next time stay, unless the new period is shorter. */
function retime(state: LvsState, checker: Checker, config: CheckerConfig, now: Us, out: LvsAction[]): void {
  if (sameValue(checker.config, config)) return
  if (checker.running) {
    cancelCheck(state, checker, out)
    setDeadline(state.timers, checker, now)
  }
  setDeadline(state.timers, checker, Math.min(deadlineOf(state.timers, checker), now + config.delayLoopUs))
  checker.retriesLeft = Math.min(checker.retriesLeft + Math.max(0, config.retry - checker.config.retry), config.retry)
  checker.failures = Math.min(checker.failures, config.retry)
  checker.config = config
}

function sameTarget(a: CheckerConfig, b: CheckerConfig): boolean {
  const { delayLoopUs, retry, delayBeforeRetryUs, warmupUs, alpha } = b
  return sameValue({ ...a, delayLoopUs, retry, delayBeforeRetryUs, warmupUs, alpha }, b)
}

/** Puts the servers into the order of the file, the new ones as at a start, and takes over the weights. */
function bringRealServers(state: LvsState, virtualServer: VirtualServer, now: Us, out: LvsAction[]): void {
  const kept = new Map(virtualServer.realServers)
  virtualServer.realServers.clear()
  for (const config of virtualServer.config.realServers) {
    const realServer = kept.get(config.id) ?? makeRealServer(state, virtualServer, config)
    if (kept.has(config.id)) {
      virtualServer.realServers.set(config.id, realServer)
      // compat: not so in the original, where a reload takes a healthy server with misc_dynamic to weight 0 for a while.
      changeWeight(state, realServer, weightOf(realServer, config.weight), out)
      realServer.config = config
    } else {
      addRealServer(virtualServer, realServer)
      for (const checker of realServer.checkers) scheduleFirst(state, checker, now)
      if (announcesInitial(globalOf(state), realServer)) announceServer(realServer, true, out)
    }
    for (const checker of realServer.checkers) state.checkers.set(checker.config.id, checker)
  }
}
