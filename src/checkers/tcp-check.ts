/** TCP_CHECK: the server is up when it takes a connection. Nothing is sent. */
import type { TcpCheckConfig } from '../config/config.ts'
import type { CheckResult } from '../lib/check-result.ts'
import { openConnection } from './connection.ts'

export async function runTcpCheck(checker: TcpCheckConfig, signal: AbortSignal): Promise<CheckResult> {
  const outcome = await openConnection(checker.connection, signal)
  switch (outcome.kind) {
    case 'open':
      // Nothing was written that would have to be waited for.
      outcome.socket.destroy()
      return { up: true, words: 'TCP connection to {server} success.' }
    case 'timeout':
      return { up: false, words: 'TCP connection to {server} timeout.' }
    case 'failed':
      return { up: false, words: 'TCP connection to {server} failed.' }
    case 'unreachable':
      // compat: the original gives no reason of its own here, only "TCP_CHECK on service ... failed"
      return { up: false, words: '' }
    case 'undecided':
      return { up: false, words: 'TCP socket bind failed. Rescheduling.', remarks: [outcome.reason], undecided: true }
    case 'aborted':
      return { up: false, words: '', undecided: true }
  }
}
