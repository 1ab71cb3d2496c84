/**
 * Sends the alert mails, one at a time, in the order of the events. nodemailer speaks SMTP (RFC 5321); the text is
 * written here, because people filter on the original's headers.
 *
 * A mail server that is slow or gone costs a log line and nothing else: the queue is bounded and drops the oldest.
 */
import { lookup } from 'node:dns/promises'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { EmailConfig } from '../config/config.ts'

export interface MailerOptions {
  readonly email: EmailConfig
  readonly log: (level: 'err' | 'warning' | 'info' | 'debug', text: string) => void
  /** mails that may wait; default 100 */
  readonly maxWaiting?: number
  /** for tests */
  readonly now?: () => Date
}

export interface Mailer {
  /** never blocks and never throws; without a server or recipients it does nothing */
  readonly send: (subject: string, body: string) => void
  /** resolves when the queue is empty, or after `timeoutMs`, when the rest is given up */
  readonly drain: (timeoutMs: number) => Promise<void>
  /** takes effect with the next mail */
  readonly configure: (email: EmailConfig) => void
}

interface Mail {
  readonly subject: string
  readonly body: string
  readonly date: Date
}

const DEFAULT_MAX_WAITING = 100

export function makeMailer(options: MailerOptions): Mailer {
  const maxWaiting = options.maxWaiting ?? DEFAULT_MAX_WAITING
  const now = options.now ?? (() => new Date())
  let email = options.email
  const waiting: Mail[] = []
  let working = false
  let dropped = 0
  let current: AbortController | null = null
  const idleWaiters = new Set<() => void>()

  const send = (subject: string, body: string): void => {
    if (email.server === null || email.to.length === 0) return
    waiting.push({ subject, body, date: now() })
    if (waiting.length > maxWaiting) {
      waiting.shift()
      dropped++
      if (dropped === 1) options.log('warning', `More than ${maxWaiting} SMTP alerts wait, dropping the oldest`)
    }
    if (!working) void work()
  }

  const work = async (): Promise<void> => {
    working = true
    for (let mail = waiting.shift(); mail; mail = waiting.shift()) {
      current = new AbortController()
      await deliver(email, mail, current.signal, options.log)
    }
    if (dropped > 0) options.log('warning', `${dropped} SMTP alerts were dropped`)
    dropped = 0
    working = false
    current = null
    for (const waiter of [...idleWaiters]) waiter()
  }

  const drain = (timeoutMs: number): Promise<void> =>
    new Promise((resolve) => {
      if (!working) return resolve()
      const finish = (): void => {
        clearTimeout(limit)
        idleWaiters.delete(finish)
        resolve()
      }
      const limit = setTimeout(() => {
        waiting.length = 0
        current?.abort()
        finish()
      }, timeoutMs)
      idleWaiters.add(finish)
    })

  return { send, drain, configure: (next) => void (email = next) }
}

async function deliver(
  email: EmailConfig,
  mail: Mail,
  signal: AbortSignal,
  log: MailerOptions['log'],
): Promise<void> {
  if (email.server === null) return
  const { host, port } = email.server
  const timeoutMs = Math.max(1, Math.round(email.connectTimeoutUs / 1000))
  try {
    const address = await withLimit(lookup(host), timeoutMs, signal, `looking up ${host} took too long`)
    const server = `[${address.address}]:${port}`
    const rejected = await transmit(email, address.address, port, mail, timeoutMs, signal, () =>
      log('debug', `Remote SMTP server ${server} connected.`),
    )
    for (const reason of rejected) log('warning', `SMTP alert refused by ${server}: ${reason}`)
    log('info', 'SMTP alert successfully sent.')
  } catch (error) {
    // An alert that cannot be delivered must not disturb the daemon; the log line is all that is left of it.
    log('err', `SMTP alert not sent: ${oneLine(error instanceof Error ? error.message : String(error))}`)
  }
}

/** One SMTP dialogue; tells the refusals of single recipients, rejects when nobody got the mail. */
function transmit(
  email: EmailConfig,
  host: string,
  port: number,
  mail: Mail,
  timeoutMs: number,
  signal: AbortSignal,
  onConnected: () => void,
): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection({
      host,
      port,
      name: email.heloName,
      // compat: the original knows neither TLS nor authentication, so a self-signed offer must not get in the way
      secure: false,
      ignoreTLS: true,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      // how long a peer may keep the socket open after QUIT
      socketCloseTimeout: 1000,
      maxResponseSize: 64 * 1024,
      allowInternalNetworkInterfaces: true,
    })
    // A peer that answers one byte at a time never lets the inactivity timer run out.
    const wholeLimit = setTimeout(() => fail(new Error('the dialogue took too long')), timeoutMs * 10)
    const onAbort = (): void => fail(new Error('given up at stop'))
    const finish = (): void => {
      clearTimeout(wholeLimit)
      signal.removeEventListener('abort', onAbort)
    }
    const fail = (error: Error): void => {
      finish()
      reject(error)
      connection.close()
    }
    signal.addEventListener('abort', onAbort)
    connection.on('error', fail)
    connection.connect((error) => {
      if (error) return fail(error)
      onConnected()
      connection.send({ from: bare(email.from), to: email.to.map(bare) }, writeMail(email, mail), (sendError, info) => {
        if (sendError) return fail(sendError)
        finish()
        connection.quit()
        resolve((info?.rejectedErrors ?? []).map((refusal) => oneLine(refusal.message)))
      })
    })
  })
}

/** The message as the original writes it: four headers, the recipients in one line, the body, an empty line. */
export function writeMail(email: EmailConfig, mail: Mail): string {
  return [
    `Date: ${writeDate(mail.date)}`,
    `From: ${oneLine(email.from)}`,
    `Subject: ${oneLine(mail.subject)}`,
    'X-Mailer: Keepalived',
    `To: ${email.to.map(oneLine).join(', ')}`,
    '',
    mail.body,
    '',
    '',
  ].join('\r\n')
}

/** RFC 5322 section 3.3, in UTC: "Sat, 21 Nov 2026 02:08:54 +0000". */
function writeDate(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000')
}

/** `Name <a@b>` in the envelope would be `<Name <a@b>>`, which servers refuse. */
function bare(address: string): string {
  return /<([^<>]*)>\s*$/.exec(address)?.[1] ?? address
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ')
}

function withLimit<T>(promise: Promise<T>, limitMs: number, signal: AbortSignal, message: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(message)), limitMs)
    const onAbort = (): void => reject(new Error('given up at stop'))
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
    })
  })
}
