/**
 * MISC_CHECK: a program whose exit status is the result. It runs in a process group of its own and is ended with all that
 * it started when its time is over.
 */
import { constants } from 'node:os'
import type { MiscCheckConfig } from '../config/config.ts'
import type { CheckResult } from '../lib/check-result.ts'
import { US_PER_MS } from '../lib/time.ts'
import { isLocalTrouble } from '../lib/local-trouble.ts'
import type { CommandResult, RunCommand } from '../linux/spawn.ts'

/** With misc_dynamic, a status from here on is a weight and this much more. */
const FIRST_WEIGHT_STATUS = 2

export async function runMiscCheck(
  checker: MiscCheckConfig,
  runCommand: RunCommand,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { argv, uid, gid, groups = [] } = checker.command
  const timeoutMs = Math.ceil((checker.timeoutUs || checker.delayLoopUs) / US_PER_MS)
  const result = await runCommand({ argv, uid, gid, groups, timeoutMs, signal, endsWithUs: 'killed' })
  if (signal.aborted) return { up: false, words: '', undecided: true }
  return judge(checker, result)
}

function judge({ command, dynamic }: MiscCheckConfig, result: CommandResult): CheckResult {
  const subject = `Misc check for [{server} VS {service}] by [${command.argv[0] ?? ''}]`
  const words = `${subject} succeeded.`
  switch (result.kind) {
    case 'exit':
      if (result.status === 0) return dynamic ? { up: true, words, weight: null } : { up: true, words }
      if (dynamic && result.status >= FIRST_WEIGHT_STATUS) {
        return { up: true, words, weight: result.status - FIRST_WEIGHT_STATUS }
      }
      return { up: false, words: `${subject} failed{attempt} (exited with status ${result.status}).` }
    case 'signal':
      return { up: false, words: `${subject} failed{attempt} (due to signal ${signalNumber(result.signal)}).` }
    case 'timeout':
      return { up: false, words: `${subject} timed out{attempt}.`, mailWords: 'MISC CHECK timed out on service' }
    case 'failed':
      if (isLocalTrouble(result.reason)) {
        return { up: false, words: `${subject} could not be made: ${result.reason}`, undecided: true }
      }
      return { up: false, words: `${subject} failed{attempt} (could not be started: ${result.reason}).` }
  }
}

function signalNumber(name: string): number | string {
  return constants.signals[name as NodeJS.Signals] ?? name
}
