/**
 * From results to verdicts: a checker is up or down, a real server is alive while all its checkers are up, a virtual
 * server has its quorum while enough weight is alive.
 */
import type { CheckResult } from '../lib/check-result.ts'
import type { Us } from '../lib/time.ts'
import type { LvsAction } from './actions.ts'
import { announceServer, announceVirtualServer, mailServer } from './announce.ts'
import { attemptText, checkBody, checkFailed, mannerOf, wordsAbout } from './check-words.ts'
import { touchPool, touchServer } from './kernel-sync.ts'
import {
  poolEmptied,
  poolFilled,
  quorumBody,
  quorumGained,
  quorumLost,
  quorumMissing,
  type QuorumWords,
  serverDown,
  serverUp,
  sorryServerIn,
  sorryServerOut,
  weightChanged,
} from './log-lines.ts'
import { failsInRound, hurries, newRemarks, passUrl } from './rounds.ts'
import { scheduleAtOnce, scheduleNext, scheduleRetry } from './schedule.ts'
import { globalOf, type Checker, type LvsState, type RealServer, type VirtualServer } from './state.ts'
import { isAlive, weightOf } from './topology.ts'

/** A check has ended. */
export function judge(state: LvsState, checker: Checker, result: CheckResult, now: Us, out: LvsAction[]): void {
  const { realServer } = checker
  const attempt = attemptText(checker)
  const say = (words: string): void => {
    const text = wordsAbout(realServer, words, attempt)
    if (text !== '') out.push({ kind: 'log', level: 'info', text })
  }
  checker.running = false
  checker.last = { at: now, up: result.up, words: result.words, attempt }
  realServer.lastChecked = checker
  if (result.up) {
    for (const remark of newRemarks(checker, result)) say(remark)
    if (!checker.up) for (const step of result.steps ?? []) say(step)
    if (passUrl(checker)) {
      const isNews = !checker.up || !checker.hasRun
      succeed(state, checker, result, isNews ? () => say(result.words) : () => {}, out)
      scheduleNext(state, checker, now)
    } else passOn(state, checker, now)
  } else if (result.undecided) {
    // Nothing was learned about the server: it stays as it is, and is tried again.
    for (const text of [...(result.remarks ?? []), result.words]) say(text)
    scheduleNext(state, checker, now)
  } else {
    for (const remark of newRemarks(checker, result)) say(remark)
    const logAll = globalOf(state).checkerLogAllFailures || checker.config.logAllFailures
    for (const text of result.complaints ?? []) say(text)
    const manner = mannerOf(checker.config)
    const tells = checker.up || (!checker.hasRun && manner.tellsFirstFailure)
    const decides = manner.name === null && checker.retriesLeft === 0
    if (tells && (logAll || decides)) say(result.words)
    fail(state, checker, result, now, out)
  }
}

/** One url of a round answered, others are still to be asked. */
function passOn(state: LvsState, checker: Checker, now: Us): void {
  checker.failures = 0
  if (checker.hasRun) checker.retriesLeft = checker.config.retry
  if (hurries(checker)) scheduleAtOnce(state, checker, now)
  else scheduleNext(state, checker, now)
}

type Success = Extract<CheckResult, { readonly up: true }>
type Failure = Extract<CheckResult, { readonly up: false }>

function succeed(state: LvsState, checker: Checker, result: Success, say: () => void, out: LvsAction[]): void {
  const { realServer } = checker
  const wasUp = checker.up
  const first = !checker.hasRun
  checker.up = true
  checker.hasRun = true
  checker.retriesLeft = checker.config.retry
  if (result.weight !== undefined) {
    checker.weight = result.weight
    changeWeight(state, realServer, weightOf(realServer, realServer.config.weight), out)
  }
  say()
  // compat: MISC_CHECK mails its first success, although nothing changed
  if (!wasUp || (first && checker.config.kind === 'misc')) settle(state, realServer, checker, result, out)
  if (wasUp && result.weight !== undefined) updateQuorum(state, realServer.virtualServer, out)
}

function fail(state: LvsState, checker: Checker, result: Failure, now: Us, out: LvsAction[]): void {
  const { realServer, config } = checker
  if (failsInRound(checker)) {
    scheduleRetry(state, checker, now)
    return
  }
  const first = !checker.hasRun
  const retriesMade = checker.failures > 0
  checker.hasRun = true
  checker.failures++
  if (checker.up && checker.retriesLeft > 0) {
    checker.retriesLeft--
    scheduleRetry(state, checker, now)
    return
  }
  const silentStart =
    !checker.up && first && checker.retriesLeft === 0 && mannerOf(config).announcesAlphaFailure && !realServer.alive
  const wasUp = checker.up
  checker.up = false
  checker.failures = 0
  checker.retriesLeft = config.retry
  checker.round.stuck = true
  const lastLine = checkFailed(realServer, config, retriesMade)
  if ((wasUp || silentStart) && lastLine !== '') out.push({ kind: 'log', level: 'info', text: lastLine })
  if (wasUp) settle(state, realServer, checker, result, out)
  else if (silentStart) {
    announceServer(realServer, false, out)
    // compat: MISC_CHECK alone mails it too
    if (config.kind === 'misc') mailServer(state, realServer, false, checkBody(config, false, result), out)
  }
  scheduleNext(state, checker, now)
}

/** A checker changed its mind: does its real server too? */
function settle(
  state: LvsState,
  realServer: RealServer,
  checker: Checker,
  result: CheckResult,
  out: LvsAction[],
): void {
  const changed = decideServer(state, realServer, out)
  if (changed || !globalOf(state).noCheckerEmails) {
    mailServer(state, realServer, checker.up, checkBody(checker.config, checker.up, result), out)
  }
}

/** Makes the real server alive or not, as its checkers say; true when that is new. */
export function decideServer(state: LvsState, realServer: RealServer, out: LvsAction[]): boolean {
  const alive = isAlive(realServer)
  if (alive === realServer.alive) return false
  realServer.alive = alive
  realServer.sinceUs = state.now
  realServer.virtualServer.aliveWeight += alive ? realServer.weight : -realServer.weight
  touchServer(state, realServer)
  out.push({ kind: 'log', level: 'info', text: alive ? serverUp(realServer) : serverDown(realServer) })
  announceServer(realServer, alive, out)
  updateQuorum(state, realServer.virtualServer, out)
  return true
}

/** The caller looks at the quorum afterwards. */
export function changeWeight(state: LvsState, realServer: RealServer, weight: number, out: LvsAction[]): void {
  const before = realServer.weight
  if (weight === before) return
  out.push({ kind: 'log', level: 'info', text: weightChanged(realServer, before, weight) })
  realServer.weight = weight
  if (realServer.alive) realServer.virtualServer.aliveWeight += weight - before
  touchServer(state, realServer)
}

export function updateQuorum(state: LvsState, virtualServer: VirtualServer, out: LvsAction[]): void {
  const { quorum, hysteresis } = virtualServer.config
  const { aliveWeight, quorumUp } = virtualServer
  if (!quorumUp && aliveWeight >= quorum + hysteresis) gainQuorum(state, virtualServer, 'Gained quorum', true, out)
  else if (quorumUp && aliveWeight < quorum - hysteresis) {
    loseQuorum(state, virtualServer, quorumLost(virtualServer), 'Lost quorum', out)
  }
}

/** At start and at reload, when servers were set up without being announced one by one. */
export function startQuorum(state: LvsState, virtualServer: VirtualServer, isNew: boolean, out: LvsAction[]): void {
  const { quorum, hysteresis, sorryServer } = virtualServer.config
  const { aliveWeight, quorumUp } = virtualServer
  if (!quorumUp && aliveWeight >= quorum + hysteresis) {
    gainQuorum(state, virtualServer, 'Starting with quorum up', !isNew, out)
  } else if (quorumUp ? aliveWeight < quorum - hysteresis : isNew && sorryServer !== null) {
    // compat: a new virtual server without quorum is only worth a word when it has a sorry server.
    loseQuorum(state, virtualServer, quorumMissing(virtualServer), 'Starting with quorum down', out)
  }
}

function gainQuorum(
  state: LvsState,
  virtualServer: VirtualServer,
  words: QuorumWords,
  sorryServerWorked: boolean,
  out: LvsAction[],
): void {
  virtualServer.quorumUp = true
  out.push({ kind: 'log', level: 'info', text: quorumGained(virtualServer) })
  const { sorryServer } = virtualServer.config
  if (sorryServer && sorryServerWorked) {
    out.push({ kind: 'log', level: 'info', text: sorryServerOut(virtualServer, sorryServer) })
    out.push({ kind: 'log', level: 'info', text: poolFilled(virtualServer) })
  }
  if (sorryServer) touchPool(state, virtualServer)
  announceVirtualServer(state, virtualServer, true, quorumBody(words, virtualServer), out)
}

function loseQuorum(
  state: LvsState,
  virtualServer: VirtualServer,
  logText: string,
  words: QuorumWords,
  out: LvsAction[],
): void {
  virtualServer.quorumUp = false
  out.push({ kind: 'log', level: 'info', text: logText })
  const { sorryServer } = virtualServer.config
  if (sorryServer) {
    out.push({ kind: 'log', level: 'info', text: sorryServerIn(virtualServer, sorryServer) })
    out.push({ kind: 'log', level: 'info', text: poolEmptied(virtualServer) })
    touchPool(state, virtualServer)
  }
  announceVirtualServer(state, virtualServer, false, quorumBody(words, virtualServer), out)
}
