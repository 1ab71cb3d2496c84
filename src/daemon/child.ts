/**
 * What both children have in common: they take their orders from the parent, never read a file of the configuration, and
 * do not outlive the parent. When it vanishes they clean up and end, so that a new start finds nothing of theirs.
 */
import type { Socket } from 'node:net'
import type { Config } from '../config/config.ts'
import type { ChildRequest } from '../lifecycle/actions.ts'
import type { Standing } from '../lifecycle/standing.ts'
import type { EngineName } from '../lifecycle/state.ts'
import { OperationError } from '../lib/operation-error.ts'
import { sameValue } from '../lib/same.ts'
import type { Us } from '../lib/time.ts'
import { forbidNewPrivileges } from '../linux/capabilities.ts'
import { nowUs } from '../linux/clock.ts'
import { processTitle, writePidFile, type PidFile } from '../linux/pid-file.ts'
import { onRealTimeSignals, SIGNAL_JSON, SIGNAL_STATS_CLEAR } from '../linux/signals.ts'
import type { RunCommand } from '../linux/spawn.ts'
import type { MadeFifos } from '../notify/fifo.ts'
import { makeLogger, type Logger } from './logging.ts'
import { sendToParent, type MadeFifo, type ToChild } from './messages.ts'
import type { DaemonOptions } from './options.ts'
import { placesOf } from './places.ts'
import { makeProcessSettings, type ProcessSettings } from './process-settings.ts'
import { childIdentities, exitInternalError, exitMissingPermission, identityIn } from './roles.ts'
import { makeScriptRunner } from './script-runner.ts'
import { answerStatus, type StatusItem } from './status-answer.ts'
import { usageLine } from './usage-line.ts'

/** What a child does, once it has a configuration. */
export interface ChildWork {
  readonly reload: (config: Config) => void
  readonly request: (request: ChildRequest) => void
  /** what the machine knows now; asked for more while the machine goes on */
  readonly status: () => Iterator<StatusItem>
  /** the same in a few words */
  readonly standing: () => Standing
  /** take everything back, then call `ended` of the context */
  readonly stop: () => void
}

export interface ChildContext {
  readonly config: Config
  readonly options: DaemonOptions
  readonly logger: Logger
  /** in the process that starts scripts */
  readonly runCommand: RunCommand
  readonly madeFifos: MadeFifos
  /** for the alarm: the work is late by that much */
  readonly late: (lateUs: Us) => void
  /** the work has stopped cleanly: the process may end */
  readonly ended: () => void
  /** the work cannot go on, ever: fatal 1, configuration 2, permission 4 */
  readonly failed: (status: number) => void
}

export type StartWork = (context: ChildContext) => ChildWork | Promise<ChildWork>

const pidFileRetryMs = 100
const maxPidFileAttempts = 50

/** How long a stop may take when no parent is there to end our patience. */
const maxOrphanStopMs = 10_000

/** Changes come in swarms; the parent hears of them once in this time. */
const standingDelayMs = 200

export function runChild(name: EngineName, startWork: StartWork): void {
  process.title = `${processTitle}: ${name}`
  forbidNewPrivileges()
  let logger: Logger | null = null
  let work: ChildWork | null = null
  let pidFile: PidFile | null = null
  let settings: ProcessSettings | null = null
  let stopping = false
  let standingTimer: NodeJS.Timeout | null = null
  let told: Standing | null = null
  let knownFifos: readonly MadeFifo[] = []
  /** configurations that came while the first was still being taken up */
  let starting = false
  const waiting: Extract<ToChild, { kind: 'configure' }>[] = []

  const scripts = makeScriptRunner({ log: (level, text) => logger?.log(level, text) })

  process.on('message', (message, handle) => receive(message as ToChild, handle as Socket | undefined))
  // Deferred: ending the process from inside the channel's own callback can crash Node 20.
  process.on('disconnect', () => setImmediate(orphaned))
  process.on('SIGTERM', stop)
  process.on('SIGHUP', () => sendToParent({ kind: 'reload-wanted' }))
  process.on('SIGUSR1', () => work?.request('data'))
  process.on('SIGUSR2', () => work?.request('stats'))
  process.on('SIGURG', () => work?.request('stats-clear'))
  onRealTimeSignals({
    [SIGNAL_JSON]: () => work?.request('json'),
    [SIGNAL_STATS_CLEAR]: () => work?.request('stats-clear'),
  })
  // A terminal sends them to the whole group; the parent decides.
  process.on('SIGINT', ignore)
  process.on('SIGPIPE', ignore)
  process.on('uncaughtException', crashed)
  process.on('unhandledRejection', crashed)

  function receive(message: ToChild, handle: Socket | undefined): void {
    switch (message.kind) {
      case 'configure':
        return configure(message)
      case 'request':
        return work?.request(message.request)
      case 'status':
        return answerStatus(message.id, work?.status() ?? [].values(), sendToParent)
      case 'script-line':
        if (handle !== undefined) scripts.attach(handle)
        return
      case 'ask-for-life':
        return void sendToParent({ kind: 'alive' })
    }
  }

  function configure(message: Extract<ToChild, { kind: 'configure' }>): void {
    knownFifos = message.madeFifos
    if (stopping) return
    if (starting) return void waiting.push(message)
    if (work === null) return void start(message)
    settle(message)
    work.reload(message.config)
    sendToParent({ kind: 'configured', generation: message.generation })
    changed()
  }

  async function start(message: Extract<ToChild, { kind: 'configure' }>): Promise<void> {
    starting = true
    const { config, options } = message
    const places = placesOf(config.global, options.pidFiles)
    logger = makeLogger(identityIn(places.identSuffix, childIdentities[name]), options.log)
    settings = makeProcessSettings(logger.log, nowUs)
    settle(message)
    pidFile = await takePidFile(places.pidFiles[name], logger)
    try {
      const { late } = settings
      work = await startWork({
        config,
        options,
        logger: watched(logger),
        runCommand: scripts.run,
        madeFifos,
        late,
        ended: () => end(0),
        failed: end,
      })
    } catch (error) {
      // Refused by the system: no fault of ours, and of no use to try again where a right is missing.
      if (!(error instanceof OperationError)) throw error
      logger.log('err', `Unable to start: ${error.message}`)
      return end(isMissingPermission(error) ? exitMissingPermission : exitInternalError)
    }
    starting = false
    sendToParent({ kind: 'configured', generation: message.generation })
    changed()
    if (stopping) return work.stop()
    for (const later of waiting.splice(0)) configure(later)
  }

  /** Whatever changes is said in the log too, so that each line is a reason to look again. */
  function watched(logger: Logger): Logger {
    return {
      ...logger,
      log: (...line) => {
        logger.log(...line)
        changed()
      },
    }
  }

  function changed(): void {
    standingTimer ??= setTimeout(tellStanding, standingDelayMs)
  }

  function tellStanding(): void {
    standingTimer = null
    if (work === null || stopping) return
    const standing = work.standing()
    if (!sameValue(standing, told)) sendToParent({ kind: 'standing', standing })
    told = standing
  }

  const madeFifos: MadeFifos = {
    has: (path, inode) => knownFifos.some((fifo) => fifo.path === path && fifo.inode === inode),
    add: (path, inode) => void sendToParent({ kind: 'fifo-made', fifo: { path, inode } }),
  }

  function settle({ config: { global }, options }: Extract<ToChild, { kind: 'configure' }>): void {
    process.umask(options.umask ?? global.umask)
    settings?.configure(name === 'vrrp' ? global.vrrpProcess : global.checkerProcess, global.autoPriority)
  }

  function stop(): void {
    if (stopping) return
    stopping = true
    if (work !== null) work.stop()
    else if (!starting) end(0)
  }

  function orphaned(): void {
    setTimeout(() => end(exitInternalError), maxOrphanStopMs).unref()
    stop()
  }

  function end(status: number): void {
    logger?.log('info', status === 0 ? usageLine(logger.detailed) : `Stopped with status ${status}`)
    pidFile?.remove()
    logger?.close()
    void scripts.close().then(() => process.exit(status))
  }

  function crashed(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    for (const line of text.split('\n')) logger?.log('err', line)
    process.exit(exitInternalError)
  }
}

/**
 * The child of a parent that was killed may still be taking its addresses back. Ours must not come in between, so it waits
 * for it to end, but not for ever.
 */
async function takePidFile(path: string, logger: Logger): Promise<PidFile | null> {
  for (let attempt = 0; attempt < maxPidFileAttempts; attempt++) {
    const file = writePidFile(path)
    if (file.kind === 'written') return file.pidFile
    if (file.kind === 'failed') {
      logger.log('err', file.message)
      return null
    }
    if (attempt === 0) logger.log('warning', `Waiting for process ${file.pid} of ${path} to end`)
    await new Promise((resolve) => setTimeout(resolve, pidFileRetryMs))
  }
  return null
}

function isMissingPermission(error: OperationError): boolean {
  return error.errno === 'EPERM' || error.errno === 'EACCES'
}

function ignore(): void {
  return
}
