/** Track scripts: when they run, and after how many results in a row their verdict turns. */
import { armTimer } from '../lib/deadlines.ts'
import { isLocalTrouble } from '../lib/local-trouble.ts'
import type { Us } from '../lib/time.ts'
import type { ScriptResult } from './events.ts'
import { lines } from './log-lines.ts'
import { reassessAll } from './reassess.ts'
import type { TrackedScript } from './state.ts'
import { log, logDetail, type Step } from './step-context.ts'

/** First run, or first after a reload. */
export function startScript(step: Step, script: TrackedScript): void {
  if (script.config.initFail && script.up === null) script.up = false
  scriptDue(step, script, step.now)
}

export function scriptDue(step: Step, script: TrackedScript, dueUs: Us): void {
  const { name, command, intervalUs, timeoutUs } = script.config
  const missed = Math.max(0, Math.floor((step.now - dueUs) / intervalUs))
  armTimer(step.state.deadlines, script.timer, dueUs + (missed + 1) * intervalUs)
  if (script.running) {
    if (!script.skipLogged) logDetail(step, lines.scriptSkipped(name))
    script.skipLogged = true
    return
  }
  script.running = true
  script.skipLogged = false
  step.actions.push({
    kind: 'run-script',
    script: name,
    command,
    timeoutUs: timeoutUs === 0 ? intervalUs : timeoutUs,
  })
}

export function scriptAnswered(step: Step, script: TrackedScript, result: ScriptResult): void {
  const { name, rise, fall } = script.config
  script.running = false
  if (result.kind === 'failed' && isLocalTrouble(result.reason)) {
    if (!script.troubleLogged) log(step, 'warning', lines.scriptNotRun(name, result.reason))
    script.troubleLogged = true
    return
  }
  script.troubleLogged = false
  if (result.kind === 'exit' && result.status !== script.lastStatus) {
    log(step, 'info', lines.scriptReturning(name, result.status))
    script.lastStatus = result.status
  }
  const ok = result.kind === 'exit' && result.status === 0
  const first = !script.answered
  script.answered = true
  if (ok === script.up && !first) {
    script.streak = 0
    return
  }
  script.streak++
  // compat: the very first result takes effect at once, whatever rise and fall say.
  if (!first && script.streak < (ok ? rise : fall)) return
  script.streak = 0
  script.up = ok
  log(step, 'info', ok ? lines.scriptSucceeded(name) : lines.scriptFailed(name, howItFailed(result)))
  reassessAll(step, step.state.instances.values())
}

function howItFailed(result: ScriptResult): string {
  switch (result.kind) {
    case 'exit':
      return `failed (exited with status ${result.status})`
    case 'signal':
      return `failed (due to signal ${signalNumber(result.signal)})`
    case 'timeout':
      return 'timed_out'
    case 'failed':
      return `failed (${result.reason})`
  }
}

/** The original prints numbers; signal(7). */
const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGSYS: 31,
}

function signalNumber(signal: string): string {
  return String(SIGNALS[signal] ?? signal)
}
