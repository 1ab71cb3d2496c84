/** The face of this folder: one attempt of one checker, whatever its kind. It never rejects and it always ends. */
import type { CheckerConfig, SslConfig } from '../config/config.ts'
import type { CheckResult } from '../lib/check-result.ts'
import { runHttpCheck } from './http-check.ts'
import { runTcpCheck } from './tcp-check.ts'

/** After an abort the result is of no interest to anyone, but it still comes, and soon. */
export async function runCheck(
  checker: CheckerConfig,
  ssl: SslConfig | null,
  signal: AbortSignal,
): Promise<CheckResult> {
  try {
    return checker.kind === 'tcp' ? await runTcpCheck(checker, signal) : await runHttpCheck(checker, ssl, signal)
  } catch (error) {
    // A fault of ours (or of the TLS configuration) must not take a server out: nothing was learned about it.
    const message = error instanceof Error ? error.message : String(error)
    return { up: false, words: `Check of {server} could not be made: ${message}`, undecided: true }
  }
}
