/**
 * Lines to the local log daemon (syslog(3), RFC 3164 in the form of the C library): one datagram each to /dev/log.
 *
 * A daemon that logs must not stop because nobody takes its lines. When the log daemon is away or its queue is full,
 * lines wait in a bounded list and are sent with the next ones; what does not fit is counted, and the count is told.
 */
import { openUnixDatagramSocket } from './unix-datagram.ts'

export interface Syslog {
  /** `severity` as in sys/syslog.h: 3 error, 4 warning, 5 notice, 6 info, 7 debug */
  write(severity: number, text: string): void
  close(): void
}

export interface SyslogOptions {
  /** where the log daemon listens */
  readonly path?: string
  readonly now?: () => Date
}

const MAX_WAITING = 500
const RETRY_MS = 1_000
const NOTICE = 5

/**
 * `facility` is the number of sys/syslog.h: 1 user, 3 daemon, 16 local0. Throws only when no socket can be had at
 * all.
 */
export function openSyslog(ident: string, facility: number, options: SyslogOptions = {}): Syslog {
  const path = options.path ?? '/dev/log'
  const now = options.now ?? (() => new Date())
  const socket = openUnixDatagramSocket()
  const waiting: Uint8Array[] = []
  let lost = 0
  let retry: NodeJS.Timeout | null = null

  const encode = (severity: number, text: string): Uint8Array =>
    Buffer.from(`<${facility * 8 + severity}>${timestamp(now())} ${ident}[${process.pid}]: ${text}`, 'utf8')

  /** True when nothing is left to send. */
  const flush = (): boolean => {
    if (lost > 0 && waiting.length < MAX_WAITING) {
      waiting.push(encode(NOTICE, `${lost} lines were lost, the log daemon did not take them`))
      lost = 0
    }
    for (let line = waiting[0]; line !== undefined; line = waiting[0]) {
      const refusal = socket.send(path, line)
      // A line that is too long for a datagram will never go; all other refusals pass.
      if (refusal !== null && refusal !== 'EMSGSIZE') return false
      waiting.shift()
    }
    return true
  }
  const flushLater = (): void => {
    retry ??= setTimeout(() => {
      retry = null
      if (!flush()) flushLater()
    }, RETRY_MS).unref()
  }

  return {
    write(severity, text) {
      if (waiting.length < MAX_WAITING) waiting.push(encode(severity, text))
      else lost++
      // While something waits, the timer alone tries: not every line should pay for a refusal.
      if (retry === null && !flush()) flushLater()
    },
    close() {
      if (retry !== null) clearTimeout(retry)
      flush()
      socket.close()
    },
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Local time, `Nov  1 02:03:04` (RFC 3164 section 4.1.2). */
function timestamp(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = String(date.getDate()).padStart(2, ' ')
  return `${MONTHS[date.getMonth()]} ${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}
