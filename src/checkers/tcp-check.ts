/** TCP_CHECK: the server is up when it takes a connection. Nothing is sent. */
import { closeSync } from 'node:fs'
import type { TcpCheckConfig } from '../config/config.ts'
import type { CheckResult } from '../lib/check-result.ts'
import { connect, type ConnectOutcome } from './connection.ts'

/** There are thousands of these a second, so there is no promise and no signal. The returned function gives up. */
export function beginTcpCheck({ connection }: TcpCheckConfig, ended: (result: CheckResult) => void): () => void {
  return connect(connection, (outcome) => {
    if (outcome.kind === 'connected') closeSync(outcome.fd)
    ended(resultOf(outcome))
  })
}

const success: CheckResult = { up: true, words: 'TCP connection to {server} success.' }

function resultOf(outcome: ConnectOutcome): CheckResult {
  switch (outcome.kind) {
    case 'connected':
    case 'reset':
      return success
    case 'timeout':
      return { up: false, words: 'TCP connection to {server} timeout.' }
    case 'failed':
      return { up: false, words: 'TCP connection to {server} failed.' }
    case 'unreachable':
      // compat: the original gives no reason of its own here, only "TCP_CHECK on service ... failed"
      return { up: false, words: '' }
    case 'undecided':
      return { up: false, words: 'TCP socket bind failed. Rescheduling.', remarks: [outcome.reason], undecided: true }
  }
}
