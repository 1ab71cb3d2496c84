/** The face of this folder: one attempt of one checker, whatever its kind. It never rejects and it always ends. */
import type { CheckerConfig, SslConfig } from '../config/config.ts'
import { messageOf } from '../lib/message-of.ts'
import { unreachable } from '../lib/assert.ts'
import type { CheckResult } from '../lib/check-result.ts'
import type { RunCommand } from '../linux/spawn.ts'
import { runDnsCheck } from './dns-check.ts'
import { runHttpCheck } from './http-check.ts'
import { runMiscCheck } from './misc-check.ts'
import { runPingCheck } from './ping-check.ts'
import { runSmtpCheck } from './smtp-check.ts'
import { beginTcpCheck } from './tcp-check.ts'
import { runUdpCheck } from './udp-check.ts'

/** What checks need besides what they are told. */
export interface CheckMeans {
  readonly ssl: SslConfig | null
  readonly runCommand: RunCommand
}

/** `ended` is called once, and not before this has returned; never after the returned function, which gives up. */
export function beginCheck(
  checker: CheckerConfig,
  means: CheckMeans,
  ended: (result: CheckResult) => void,
): () => void {
  if (checker.kind === 'tcp') return beginTcpCheck(checker, ended)
  const control = new AbortController()
  void runCheck(checker, means, control.signal).then((result) => {
    if (!control.signal.aborted) ended(result)
  })
  return () => control.abort()
}

/** The same as a promise. After an abort the result is of no interest to anyone, but it still comes, and soon. */
export async function runCheck(checker: CheckerConfig, means: CheckMeans, signal: AbortSignal): Promise<CheckResult> {
  try {
    return await attempt(checker, means, signal)
  } catch (error) {
    // A fault of ours (or of the TLS configuration) must not take a server out: nothing was learned about it.
    const message = messageOf(error)
    return { up: false, words: `Check of {server} could not be made: ${message}`, undecided: true }
  }
}

function attempt(checker: CheckerConfig, { ssl, runCommand }: CheckMeans, signal: AbortSignal): Promise<CheckResult> {
  switch (checker.kind) {
    case 'tcp':
      return promised((ended) => beginTcpCheck(checker, ended), signal)
    case 'http':
      return runHttpCheck(checker, ssl, signal)
    case 'smtp':
      return runSmtpCheck(checker, signal)
    case 'dns':
      return runDnsCheck(checker, signal)
    case 'udp':
      return runUdpCheck(checker, signal)
    case 'ping':
      return runPingCheck(checker, signal)
    case 'misc':
      return runMiscCheck(checker, runCommand, signal)
    default:
      return unreachable(checker)
  }
}

function promised(
  begin: (ended: (result: CheckResult) => void) => () => void,
  signal: AbortSignal,
): Promise<CheckResult> {
  return new Promise((resolve) => {
    const giveUp = begin(resolve)
    const onAbort = (): void => {
      giveUp()
      resolve({ up: false, words: '', undecided: true })
    }
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
}
