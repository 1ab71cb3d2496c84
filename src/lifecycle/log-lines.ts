/** The parent's log lines, in keepalived's words: alerts and log searches of its users match on them. */
import type { ChildEnd, ScriptOutcome } from './events.ts'
import type { ChildName } from './state.ts'

const processWords: Record<ChildName, string> = { scripts: 'Script', checker: 'Healthcheck', vrrp: 'VRRP' }

export function startingChild(child: ChildName, pid: number): string {
  return `Starting ${processWords[child]} child process, pid=${pid}`
}

export function cannotStartChild(child: ChildName, reason: string): string {
  return `${processWords[child]} child process: fork error(${reason})`
}

export function childDied(child: ChildName, pid: number, outcome: 'Respawning' | 'Exiting'): string {
  return `${processWords[child]} child process(${pid}) died: ${outcome}`
}

export function respawnDelayed(child: ChildName, seconds: number): string {
  return `Restart of ${processWords[child]} process delayed ${seconds} seconds to limit respawn rate`
}

export function childSignalled(pid: number, end: Extract<ChildEnd, { kind: 'signal' }>): string {
  return `pid ${pid} exited due to signal ${end.number} (${end.words})`
}

export function permanentExit(pid: number, status: number): string {
  return `pid ${pid} exited with permanent error ${permanentWords[status] ?? status}. Terminating`
}

const permanentWords: Readonly<Record<number, string>> = { 1: 'FATAL', 2: 'CONFIG', 4: 'missing permission' }

export function killedAfterWait(child: ChildName, pid: number): string {
  return `${processWords[child]} child process(${pid}) did not stop in time: killed`
}

export function killedSilent(child: ChildName, pid: number): string {
  return `${processWords[child]} child process(${pid}) does not answer: killed`
}

export function runningScript(script: 'startup' | 'shutdown', program: string): string {
  return `Running ${script} script ${program}`
}

export function scriptEnded(script: 'startup' | 'shutdown', outcome: ScriptOutcome): string {
  switch (outcome.kind) {
    case 'exit':
      return outcome.status === 0
        ? `${script} script script succeeded`
        : `${script} script script failed, status ${outcome.status}`
    case 'signal':
      return `${script} script script killed by signal ${outcome.signal}`
    case 'timeout':
      return `${script} script timed out`
    case 'failed':
      return `${script} script could not be started: ${outcome.reason}`
  }
}

/** In the status of the service manager. */
export function childMissing(child: ChildName): string {
  return `${processWords[child]} process not running`
}

export const nothingToRun = 'Warning - keepalived has no configuration to run'
export const startupComplete = 'Startup complete'
export const reloading = 'Reloading ...'
export const reloadComplete = 'Reload complete'
export const reloadRefused = 'Reload refused - the running configuration stays in force'
export const stopping = 'Stopping'

export function stopped(version: string): string {
  return `Stopped ${version}`
}
