/**
 * The parent's machine: which children run, when they are started again, how a reload and a stop proceed.
 *
 * It reads no file and starts no process: the runtime does what it orders and reports back.
 */
import type { Command } from '../config/command.ts'
import type { Config } from '../config/config.ts'
import type { Machine } from '../lib/machine.ts'
import { NEVER, US_PER_S, type Us } from '../lib/time.ts'
import { unreachable } from '../lib/assert.ts'
import type { ChildRequest, LifecycleAction } from './actions.ts'
import type { ChildEnd, LifecycleEvent, ScriptOutcome } from './events.ts'
import * as lines from './log-lines.ts'
import { standingText } from './standing.ts'
import { hasCommands } from './commands.ts'
import { childNames, engineNames, type ChildName, type LifecycleState } from './state.ts'
import { beat, startWatchdog } from './watchdog.ts'

const maxRespawnDelayUs = 60 * US_PER_S
/** A child that lived this long is not in a crash loop. */
const respawnForgivenUs = 60 * US_PER_S
/** fatal, configuration, permission: starting again would only fail again */
const permanentStatuses: readonly number[] = [1, 2, 4]

export const lifecycleMachine: Machine<LifecycleState, LifecycleEvent, LifecycleAction> = { step, nextDeadline }

function step(state: LifecycleState, event: LifecycleEvent, now: Us): LifecycleAction[] {
  const actions: LifecycleAction[] = []
  if (state.phase === 'ended') return actions
  dispatch(state, event, now, actions)
  tellStatus(state, actions)
  return actions
}

function dispatch(state: LifecycleState, event: LifecycleEvent, now: Us, out: LifecycleAction[]): void {
  switch (event.kind) {
    case 'start':
      state.options = event.options
      startWatchdog(state, now)
      return start(state, event.config, now, out)
    case 'script-ended':
      scriptEnded(event.script, event.outcome, out)
      return event.script === 'startup' ? afterStartupScript(state, now, out) : afterShutdownScript(state, out)
    case 'child-started':
      return childStarted(state, event.child, event.pid, now, out)
    case 'child-start-failed':
      out.push({ kind: 'log', level: 'err', text: lines.cannotStartChild(event.child, event.reason) })
      return scheduleRespawn(state, event.child, now, out)
    case 'child-configured':
      return childConfigured(state, event.child, event.generation, now, out)
    case 'child-alive':
      state.children[event.child].askedAt = NEVER
      return
    case 'child-standing':
      state.children[event.child].standing = event.standing
      return
    case 'child-exited':
      return childExited(state, event.child, event.pid, event.end, now, out)
    case 'reload-requested':
      return requestReload(state, now, out)
    case 'config-loaded':
      return configLoaded(state, event.config, now, out)
    case 'config-refused':
      return configRefused(state, event.reasons, now, out)
    case 'data-requested':
      out.push({ kind: 'write-data' })
      return askChildren(state, 'data', out)
    case 'stats-requested':
      return askChildren(state, event.clear ? 'stats-clear' : 'stats', out)
    case 'json-requested':
      return askChildren(state, 'json', out)
    case 'deadline':
      return deadline(state, now, out)
    case 'stop-requested':
      return stop(state, 0, now, out)
    default:
      return unreachable(event)
  }
}

function nextDeadline(state: LifecycleState): Us {
  let next = Math.min(state.killAt, state.beatAt)
  for (const name of childNames) {
    const child = state.children[name]
    if (child.status === 'waiting' && child.startAt < next) next = child.startAt
  }
  return next
}

// Start

function start(state: LifecycleState, config: Config, now: Us, out: LifecycleAction[]): void {
  state.config = config
  state.loadedAt = now
  state.generation = 1
  const script = config.global.startupScript
  if (script === null) return afterStartupScript(state, now, out)
  runScript('startup', script, config.global.startupScriptTimeoutUs, out)
}

function afterStartupScript(state: LifecycleState, now: Us, out: LifecycleAction[]): void {
  if (state.phase !== 'preparing') return
  state.phase = 'starting'
  const needed = neededChildren(state)
  if (needed.length === 0) out.push({ kind: 'log', level: 'warning', text: lines.nothingToRun })
  for (const name of needed) {
    state.awaited.add(name)
    startChild(state, name, now, out)
  }
  // Unlike the original, which never reports ready without a child: a unit that waits for it would time out.
  settle(state, now, out)
}

function neededChildren(state: LifecycleState): ChildName[] {
  const { options, config } = state
  if (config === null) return []
  const needed: ChildName[] = []
  const hasServers = config.lvs.virtualServers.length > 0 || config.global.lvsSyncDaemon !== null
  if (options.checkerAllowed && (options.startAll || hasServers)) needed.push('checker')
  const hasInstances = config.vrrp.instances.length > 0
  if (options.vrrpAllowed && (options.startAll || hasInstances)) needed.push('vrrp')
  // Once there it stays, for what the old configuration still has to run.
  const starterRuns = state.children.scripts.status !== 'absent'
  if (starterRuns || (needed.length > 0 && hasCommands(config))) needed.unshift('scripts')
  return needed
}

function startChild(state: LifecycleState, name: ChildName, now: Us, out: LifecycleAction[]): void {
  const child = state.children[name]
  child.status = 'starting'
  child.startedAt = now
  child.startAt = NEVER
  out.push({ kind: 'start-child', child: name })
}

function childStarted(state: LifecycleState, name: ChildName, pid: number, now: Us, out: LifecycleAction[]): void {
  const child = state.children[name]
  child.pid = pid
  child.startedAt = now
  child.hasConfig = false
  child.askedAt = NEVER
  out.push({ kind: 'log', level: 'info', text: lines.startingChild(name, pid) })
  for (const config of child.held) {
    if (config !== state.config || child.status === 'leaving') {
      out.push({ kind: 'configure-child', child: name, generation: 0, config })
    }
  }
  if (child.status === 'leaving') {
    // A stop overtook the start, or it was started to take back what a dead one left.
    out.push({ kind: 'signal-child', child: name, signal: 'TERM' })
    return
  }
  child.status = 'running'
  configureChild(state, name, out)
}

function configureChild(state: LifecycleState, name: ChildName, out: LifecycleAction[]): void {
  if (state.config === null) return
  const { generation, config } = state
  const child = state.children[name]
  if (name !== 'scripts' && child.held.at(-1) !== config) child.held = [...child.held, config]
  out.push({ kind: 'configure-child', child: name, generation, config })
}

function childConfigured(
  state: LifecycleState,
  name: ChildName,
  generation: number,
  now: Us,
  out: LifecycleAction[],
): void {
  state.children[name].hasConfig = true
  if (generation !== state.generation) return
  state.awaited.delete(name)
  if (state.config !== null && name !== 'scripts') state.children[name].held = [state.config]
  settle(state, now, out)
}

/** Start and reload end when no child is awaited any more. */
function settle(state: LifecycleState, now: Us, out: LifecycleAction[]): void {
  const { phase } = state
  if (state.awaited.size > 0 || (phase !== 'starting' && phase !== 'applying')) return
  out.push({ kind: 'log', level: 'info', text: phase === 'starting' ? lines.startupComplete : lines.reloadComplete })
  state.phase = 'running'
  if (phase === 'applying') endReload(state, 'done', [], now, out)
  tellReady(state, out)
  startQueuedReload(state, now, out)
}

// What `systemctl status` shows

function tellReady(state: LifecycleState, out: LifecycleAction[]): void {
  state.statusText = statusText(state)
  out.push({ kind: 'tell-systemd', state: { kind: 'ready', status: state.statusText } })
}

/** Whatever the event was: the text is told again when it reads differently. */
function tellStatus(state: LifecycleState, out: LifecycleAction[]): void {
  if (state.phase !== 'running') return
  const status = statusText(state)
  if (status === state.statusText) return
  state.statusText = status
  out.push({ kind: 'tell-systemd', state: { kind: 'status', status } })
}

function statusText(state: LifecycleState): string {
  const parts: string[] = state.lastReload?.result === 'refused' ? [lines.reloadRefused] : []
  for (const name of ['vrrp', 'checker', 'scripts'] as const) {
    const { status, standing } = state.children[name]
    if (status === 'waiting') parts.push(lines.childMissing(name))
    else if (standing !== null) parts.push(standingText(standing))
  }
  if (parts.length > 0) return parts.join('; ')
  const instances = state.config?.vrrp.instances.length ?? 0
  const servers = state.config?.lvs.virtualServers.length ?? 0
  return `Running with ${instances} VRRP instance(s) and ${servers} virtual server(s)`
}

// Reload

function requestReload(state: LifecycleState, now: Us, out: LifecycleAction[]): void {
  if (state.phase === 'stopping' || state.phase === 'finishing') return
  state.reloadQueued = true
  startQueuedReload(state, now, out)
}

function startQueuedReload(state: LifecycleState, now: Us, out: LifecycleAction[]): void {
  if (!state.reloadQueued || state.phase !== 'running') return
  state.reloadQueued = false
  state.phase = 'loading'
  state.lastReload = { result: 'running', startedAt: now, endedAt: null, reasons: [] }
  out.push({ kind: 'tell-systemd', state: { kind: 'reloading' } })
  out.push({ kind: 'log', level: 'info', text: lines.reloading })
  out.push({ kind: 'load-config' })
}

function endReload(
  state: LifecycleState,
  result: 'done' | 'refused',
  reasons: readonly string[],
  now: Us,
  out: LifecycleAction[],
): void {
  if (state.lastReload !== null) Object.assign(state.lastReload, { result, reasons, endedAt: now })
  out.push({ kind: 'reload-ended', result, reasons })
}

function configLoaded(state: LifecycleState, config: Config, now: Us, out: LifecycleAction[]): void {
  if (state.phase !== 'loading') return
  state.phase = 'applying'
  state.config = config
  state.loadedAt = now
  state.generation += 1
  const needed = neededChildren(state)
  if (needed.length === 0) out.push({ kind: 'log', level: 'warning', text: lines.nothingToRun })
  state.awaited.clear()
  for (const name of childNames) {
    if (needed.includes(name)) bringUpToDate(state, name, now, out)
    else dismiss(state, name, now, out)
  }
  settle(state, now, out)
}

function bringUpToDate(state: LifecycleState, name: ChildName, now: Us, out: LifecycleAction[]): void {
  const status = state.children[name].status
  switch (status) {
    case 'running':
      state.awaited.add(name)
      return configureChild(state, name, out)
    case 'starting':
      state.awaited.add(name)
      return
    case 'absent':
      state.awaited.add(name)
      return startChild(state, name, now, out)
    // A child that waits for its respawn, or still has to leave, gets this configuration when it starts.
    case 'waiting':
    case 'leaving':
      return
    default:
      return unreachable(status)
  }
}

function dismiss(state: LifecycleState, name: ChildName, now: Us, out: LifecycleAction[]): void {
  const child = state.children[name]
  if (child.status === 'waiting' && child.held.length > 0) startChild(state, name, now, out)
  else if (child.status === 'waiting') child.status = 'absent'
  if (child.status !== 'running' && child.status !== 'starting') return
  if (child.status === 'running') out.push({ kind: 'signal-child', child: name, signal: 'TERM' })
  child.status = 'leaving'
}

function configRefused(state: LifecycleState, reasons: readonly string[], now: Us, out: LifecycleAction[]): void {
  if (state.phase !== 'loading') return
  for (const text of reasons) out.push({ kind: 'log', level: 'err', text })
  out.push({ kind: 'log', level: 'err', text: lines.reloadRefused })
  state.phase = 'running'
  endReload(state, 'refused', reasons, now, out)
  tellReady(state, out)
  startQueuedReload(state, now, out)
}

// A child ends

function childExited(
  state: LifecycleState,
  name: ChildName,
  pid: number,
  end: ChildEnd,
  now: Us,
  out: LifecycleAction[],
): void {
  const child = state.children[name]
  const wasLeaving = child.status === 'leaving'
  child.pid = 0
  child.status = 'absent'
  child.standing = null
  if (wasLeaving && end.kind === 'status' && end.status === 0) child.held = []
  if (state.phase === 'stopping') return childGoneWhileStopping(state, now, out)
  if (wasLeaving) {
    // A later reload may want it back.
    if (neededChildren(state).includes(name)) startChild(state, name, now, out)
    return settle(state, now, out)
  }
  if (end.kind === 'signal') out.push({ kind: 'log', level: 'warning', text: lines.childSignalled(pid, end) })
  if (end.kind === 'status' && permanentStatuses.includes(end.status)) {
    out.push({ kind: 'log', level: 'err', text: lines.permanentExit(pid, end.status) })
    const errno = end.status === 4 ? 'EPERM' : 'EINVAL'
    out.push({ kind: 'tell-systemd', state: { kind: 'failed', errno } })
    return stop(state, end.status, now, out)
  }
  if (!state.options.respawn) {
    out.push({ kind: 'log', level: 'err', text: lines.childDied(name, pid, 'Exiting') })
    return stop(state, 0, now, out)
  }
  out.push({ kind: 'log', level: 'warning', text: lines.childDied(name, pid, 'Respawning') })
  scheduleRespawn(state, name, now, out)
}

function scheduleRespawn(state: LifecycleState, name: ChildName, now: Us, out: LifecycleAction[]): void {
  const child = state.children[name]
  if (state.phase === 'stopping') {
    child.status = 'absent'
    return childGoneWhileStopping(state, now, out)
  }
  if (now - child.startedAt >= respawnForgivenUs) child.respawnDelayUs = 0
  const delayUs = child.respawnDelayUs
  child.status = 'waiting'
  child.startAt = now + delayUs
  child.respawnDelayUs = Math.min(delayUs === 0 ? US_PER_S : delayUs * 2, maxRespawnDelayUs)
  out.push({ kind: 'log', level: 'warning', text: lines.respawnDelayed(name, delayUs / US_PER_S) })
  // A reload does not wait for the dead: the child will start with the new configuration anyway.
  state.awaited.delete(name)
  settle(state, now, out)
}

// Deadlines and stop

function deadline(state: LifecycleState, now: Us, out: LifecycleAction[]): void {
  for (const name of childNames) {
    const child = state.children[name]
    if (child.status === 'waiting' && child.startAt <= now) startChild(state, name, now, out)
  }
  beat(state, now, out)
  if (state.killAt > now) return
  state.killAt = NEVER
  for (const name of childNames) {
    const child = state.children[name]
    if (child.status !== 'leaving' || child.pid === 0) continue
    out.push({ kind: 'log', level: 'warning', text: lines.killedAfterWait(name, child.pid) })
    out.push({ kind: 'signal-child', child: name, signal: 'KILL' })
  }
}

function stop(state: LifecycleState, exitStatus: number, now: Us, out: LifecycleAction[]): void {
  if (state.phase === 'stopping' || state.phase === 'finishing') return
  state.phase = 'stopping'
  state.exitStatus = exitStatus
  state.awaited.clear()
  out.push({ kind: 'log', level: 'info', text: lines.stopping })
  out.push({ kind: 'tell-systemd', state: { kind: 'stopping' } })
  for (const name of engineNames) dismiss(state, name, now, out)
  state.killAt = endOfPatience(state, now)
  childGoneWhileStopping(state, now, out)
}

function endOfPatience({ config }: LifecycleState, now: Us): Us {
  return now + (config?.global.childWaitTimeUs ?? 0)
}

function childGoneWhileStopping(state: LifecycleState, now: Us, out: LifecycleAction[]): void {
  for (const name of engineNames) if (state.children[name].status !== 'absent') return
  // Until here the engines may have had scripts to run, and the last of them may still have to be started.
  if (state.children.scripts.status !== 'leaving') {
    dismiss(state, 'scripts', now, out)
    state.killAt = endOfPatience(state, now)
  }
  if (state.children.scripts.status !== 'absent') return
  state.killAt = NEVER
  state.phase = 'finishing'
  const global = state.config?.global
  const script = global?.shutdownScript ?? null
  if (script === null) return afterShutdownScript(state, out)
  runScript('shutdown', script, global?.shutdownScriptTimeoutUs ?? 0, out)
}

function afterShutdownScript(state: LifecycleState, out: LifecycleAction[]): void {
  if (state.phase !== 'finishing') return
  state.phase = 'ended'
  out.push({ kind: 'log', level: 'info', text: lines.stopped(state.options.version) })
  out.push({ kind: 'exit', status: state.exitStatus })
}

function runScript(script: 'startup' | 'shutdown', command: Command, timeoutUs: Us, out: LifecycleAction[]): void {
  out.push({ kind: 'log', level: 'info', text: lines.runningScript(script, command.argv[0] ?? ''), detail: true })
  out.push({ kind: 'run-script', script, command, timeoutUs })
}

function scriptEnded(script: 'startup' | 'shutdown', outcome: ScriptOutcome, out: LifecycleAction[]): void {
  const text = lines.scriptEnded(script, outcome)
  const good = outcome.kind === 'exit' && outcome.status === 0
  if (good) out.push({ kind: 'log', level: 'info', text, detail: true })
  else out.push({ kind: 'log', level: 'warning', text })
}

function askChildren(state: LifecycleState, request: ChildRequest, out: LifecycleAction[]): void {
  for (const child of engineNames) {
    // Statistics and JSON are those of VRRP only.
    if (request !== 'data' && child === 'checker') continue
    if (state.children[child].status === 'running') out.push({ kind: 'ask-child', child, request })
  }
}
