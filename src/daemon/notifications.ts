/**
 * What both children tell the world about state changes: notify scripts in order per object, lines into FIFOs, mails.
 * Each part is loaded when it is first needed: most routers send no mail.
 */
import type { EmailConfig, FifoConfig, GlobalConfig } from '../config/config.ts'
import type { Command } from '../config/command.ts'
import type { LogLevel } from '../lib/machine.ts'
import type { CommandResult, RunCommand } from '../linux/spawn.ts'
import { openFifo, type Fifo, type MadeFifos } from '../notify/fifo.ts'
import type { Mailer } from '../notify/mailer.ts'
import { makeNotifyQueue, type NotifyOutcome } from '../notify/notify-queue.ts'
import { accountOf, describeResult } from './configured-command.ts'

export interface Notifications {
  readonly notify: (object: string, command: Command, extraArgs: readonly string[]) => void
  readonly fifo: (line: string) => void
  readonly mail: (subject: string, body: string) => void
  readonly configure: (global: GlobalConfig) => void
  /** each script gets this long; then the FIFOs are closed */
  readonly drain: (timeoutMs: number) => Promise<void>
}

export interface NotificationsOptions {
  readonly global: GlobalConfig
  /** the FIFOs of this process: the common one and its own */
  readonly fifosOf: (global: GlobalConfig) => readonly WantedFifo[]
  /** what ends a line */
  readonly lineEnd: string
  readonly runCommand: RunCommand
  readonly madeFifos: MadeFifos
  readonly log: (level: LogLevel, text: string) => void
}

export interface WantedFifo {
  readonly config: FifoConfig | null
  /** two processes write into the common FIFO, only one of them starts its reader */
  readonly startsScript: boolean
}

/** A FIFO's reader that does not end at its own gets SIGTERM when the FIFO is closed. */
interface OpenFifo {
  readonly key: string
  readonly fifo: Fifo
  readonly reader: AbortController
}

export function makeNotifications(options: NotificationsOptions): Notifications {
  const { log, runCommand } = options
  let global = options.global
  let fifos: OpenFifo[] = []
  let mailer: Promise<Mailer> | null = null
  const queue = makeNotifyQueue({
    run: async ({ command, signal, onStarted }) => {
      const account = accountOf(command, global)
      return outcomeOf(await runCommand({ argv: command.argv, ...account, timeoutMs: null, signal, onStarted }))
    },
    log,
  })
  openFifos()

  /** FIFOs that stayed the same are left open: their readers must not see an end. */
  function openFifos(): void {
    const wanted = options.fifosOf(global).filter(({ config }) => config !== null)
    const keys = wanted.map((one) => JSON.stringify(one))
    for (const open of fifos) if (!keys.includes(open.key)) closeFifo(open)
    fifos = fifos.filter(({ key }) => keys.includes(key))
    wanted.forEach(({ config, startsScript }, i) => {
      const key = keys[i] ?? ''
      if (config !== null && !fifos.some((open) => open.key === key)) fifos.push(openOne(key, config, startsScript))
    })
  }

  function openOne(key: string, config: FifoConfig, startsScript: boolean): OpenFifo {
    const reader = new AbortController()
    const startScript = (command: Command): void => {
      const account = accountOf(command, global)
      const { signal } = reader
      void runCommand({ argv: command.argv, ...account, timeoutMs: null, signal, endsWithUs: 'told' }).then(
        (result) => {
          if (!reader.signal.aborted) log('warning', `FIFO script ${command.text} ended (${describeResult(result)})`)
        },
      )
    }
    return {
      key,
      reader,
      fifo: openFifo({ config, log, made: options.madeFifos, ...(startsScript ? { startScript } : {}) }),
    }
  }

  function closeFifo({ fifo, reader }: OpenFifo): void {
    fifo.close()
    reader.abort()
  }

  async function startMailer(email: EmailConfig): Promise<Mailer> {
    const { makeMailer } = await import('../notify/mailer.ts')
    return makeMailer({ email, log })
  }

  async function mail(subject: string, body: string): Promise<void> {
    if (global.email.server === null || global.email.to.length === 0) return
    mailer ??= startMailer(global.email)
    const ready = await mailer
    ready.send(subject, body)
  }

  function configure(next: GlobalConfig): void {
    global = next
    openFifos()
    void mailer?.then((ready) => ready.configure(next.email))
  }

  async function drain(timeoutMs: number): Promise<void> {
    const mails = mailer?.then((ready) => ready.drain(timeoutMs))
    await Promise.all([queue.drain(timeoutMs), mails])
    fifos.forEach(closeFifo)
    fifos = []
  }

  return {
    notify: (object, command, extraArgs) => queue.enqueue(object, command, extraArgs),
    fifo: (line) => {
      for (const { fifo } of fifos) fifo.write(line + options.lineEnd)
    },
    mail: (subject, body) => {
      mail(subject, body).catch((error: unknown) => log('err', `SMTP alert not sent: ${String(error)}`))
    },
    configure,
    drain,
  }
}

function outcomeOf(result: CommandResult): NotifyOutcome {
  switch (result.kind) {
    case 'exit':
      return { kind: 'exited', status: result.status }
    case 'signal':
      return { kind: 'killed', signal: result.signal }
    case 'timeout':
      return { kind: 'killed', signal: 'KILL' }
    case 'failed':
      return { kind: 'failed', message: result.reason }
  }
}
