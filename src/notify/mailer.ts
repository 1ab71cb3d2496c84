/**
 * Sends the alert mails, one at a time, in the order of the events. A mail server that is slow or gone costs log lines
 * and nothing else: nobody waits for it, and the queue is bounded and gives up its oldest.
 */
import type { EmailConfig } from '../config/config.ts'
import type { Mail } from './mail-text.ts'
import type { MailLog } from './smtp-delivery.ts'
import { deliver } from './smtp-delivery.ts'

export interface MailerOptions {
  readonly email: EmailConfig
  readonly log: MailLog
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

const DEFAULT_MAX_WAITING = 100

export function makeMailer(options: MailerOptions): Mailer {
  const maxWaiting = options.maxWaiting ?? DEFAULT_MAX_WAITING
  const now = options.now ?? (() => new Date())
  const waiting: Mail[] = []
  const idleWaiters = new Set<() => void>()
  let email = options.email
  /** the mail under way */
  let current: AbortController | null = null
  let dropped = 0

  const send = (subject: string, body: string): void => {
    if (email.server === null || email.to.length === 0) return
    waiting.push({ subject, body, date: now() })
    if (waiting.length > maxWaiting) {
      waiting.shift()
      dropped++
      if (dropped === 1) options.log('warning', `More than ${maxWaiting} SMTP alerts wait, dropping the oldest`)
    }
    if (current === null) void work()
  }

  const work = async (): Promise<void> => {
    for (let mail = waiting.shift(); mail; mail = waiting.shift()) {
      current = new AbortController()
      await deliver(email, mail, current.signal, options.log)
    }
    current = null
    if (dropped > 1) options.log('warning', `${dropped} SMTP alerts were dropped`)
    dropped = 0
    for (const waiter of [...idleWaiters]) waiter()
  }

  const drain = (timeoutMs: number): Promise<void> =>
    new Promise((resolve) => {
      if (current === null) return resolve()
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
