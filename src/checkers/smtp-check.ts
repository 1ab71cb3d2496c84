/**
 * SMTP_CHECK: greeting, HELO and QUIT (RFC 5321 section 4.3.1), each answered by one line in time. The words are the
 * original's, and so is what it takes for good: "220 ", "250 ", and after QUIT any line at all.
 */
import type net from 'node:net'
import type { SmtpCheckConfig } from '../config/config.ts'
import type { CheckResult } from '../lib/check-result.ts'
import { writeIp } from '../lib/ip.ts'
import { afterPatience } from '../linux/patient-timer.ts'
import { closeConnection, openConnection, timeoutMs } from './connection.ts'

/** compat: the original's buffer; what is longer is thrown away, and what follows counts as the line. */
const MAX_LINE_LENGTH = 511
/** A peer that never ends a line may send this much in one step before it is cut off. */
const MAX_STEP_LENGTH = 65_536

export async function runSmtpCheck(checker: SmtpCheckConfig, signal: AbortSignal): Promise<CheckResult> {
  const { connection } = checker
  const target = `[${writeIp(connection.address)}]:${connection.port}`
  const outcome = await openConnection(connection, signal)
  switch (outcome.kind) {
    case 'open':
      break
    case 'timeout':
      return failure(`Connection timeout to server ${target}`)
    case 'reset':
      return failure(`Read failure from server ${target}`)
    case 'failed':
      return failure(`Could not connect to server ${target}`)
    case 'unreachable':
      return failure(`Network unreachable for server ${writeIp(connection.address)} - real server ${target}`)
    case 'undecided': {
      const words = 'SMTP_CHECK socket bind failed. Rescheduling.'
      return { up: false, words, remarks: [outcome.reason], undecided: true }
    }
    case 'aborted':
      return { up: false, words: '', undecided: true }
  }
  const { socket } = outcome
  const lines = makeLineReader(socket, timeoutMs(connection), signal)
  try {
    return await converse(socket, lines, checker.heloName, target)
  } finally {
    lines.close()
    closeConnection(socket)
  }
}

async function converse(socket: net.Socket, lines: LineReader, name: string, target: string): Promise<CheckResult> {
  const remarks: string[] = []
  for (const { send, good, complaint } of STEPS) {
    if (send !== null) socket.write(`${send.replace('{name}', () => name)}\r\n`)
    const answer = await lines.next()
    if (answer.overflow && remarks.length === 0) {
      remarks.push(`SMTP_CHECK Buffer overflow reading from server ${target}. Increase SMTP_BUFF_MAX in check_smtp.h`)
    }
    if (answer.kind === 'aborted') return { up: false, words: '', undecided: true }
    if (answer.kind === 'timeout') return failure(`Read timeout from server ${target}`, remarks)
    if (answer.kind !== 'line') return failure(`Read failure from server ${target}`, remarks)
    if (!answer.line.startsWith(good)) return failure(`${complaint} from server ${target}`, remarks)
  }
  return { up: true, words: 'Remote SMTP server {server} succeed on service.' }
}

interface Step {
  readonly send: string | null
  readonly good: string
  readonly complaint: string
}

const STEPS: readonly Step[] = [
  { send: null, good: '220 ', complaint: 'Bad greeting banner' },
  { send: 'HELO {name}', good: '250 ', complaint: 'Bad HELO response' },
  // compat: any answer will do
  { send: 'QUIT', good: '', complaint: '' },
]

function failure(reason: string, complaints: readonly string[] = []): CheckResult {
  return {
    up: false,
    words: `SMTP_CHECK ${reason}`,
    mailWords: `CHECK failed on service : ${reason}`,
    ...(complaints.length > 0 ? { complaints } : {}),
  }
}

/** `overflow`: some line so far was too long */
type LineOutcome =
  | { readonly kind: 'line'; readonly line: string; readonly overflow: boolean }
  | { readonly kind: 'timeout' | 'ended' | 'aborted'; readonly overflow: boolean }

interface LineReader {
  /** The next line; it comes within the time of one step, whatever trickles in. */
  readonly next: () => Promise<LineOutcome>
  readonly close: () => void
}

function makeLineReader(socket: net.Socket, limitMs: number, signal: AbortSignal): LineReader {
  let text = ''
  let ended = socket.destroyed
  let overflow = false
  let length = 0
  let wake: (kind: 'timeout' | 'aborted' | null) => void = () => {}

  const onData = (chunk: Buffer): void => {
    text += chunk.toString('latin1')
    length += chunk.length
    while (text.length > MAX_LINE_LENGTH && !text.slice(0, MAX_LINE_LENGTH).includes('\n')) {
      overflow = true
      text = text.slice(MAX_LINE_LENGTH)
    }
    if (length > MAX_STEP_LENGTH) socket.pause()
    wake(null)
  }
  const onEnd = (): void => {
    ended = true
    wake(null)
  }
  const onAbort = (): void => wake('aborted')
  socket.on('data', onData)
  for (const event of ['end', 'error', 'close']) socket.on(event, onEnd)
  signal.addEventListener('abort', onAbort)

  const take = (): LineOutcome | null => {
    const end = text.indexOf('\n')
    if (end < 0) return ended ? { kind: 'ended', overflow } : null
    const line = text.slice(0, end)
    text = text.slice(end + 1)
    return { kind: 'line', line, overflow }
  }
  const next = (): Promise<LineOutcome> =>
    new Promise((resolve) => {
      length = 0
      const takeBack = afterPatience(limitMs, () => wake('timeout'))
      wake = (kind) => {
        const outcome = kind === null ? take() : { kind, overflow }
        if (outcome === null) return
        takeBack()
        wake = () => {}
        resolve(outcome)
      }
      wake(signal.aborted ? 'aborted' : null)
    })
  const close = (): void => {
    signal.removeEventListener('abort', onAbort)
    socket.removeListener('data', onData)
  }
  return { next, close }
}
