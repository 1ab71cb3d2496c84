/**
 * The parent process: reads the configuration, runs the lifecycle machine, starts and signals children, speaks to systemd.
 */
import type { ChildProcess } from 'node:child_process'
import { Socket } from 'node:net'
import { release, version as kernelVersion } from 'node:os'
import { resolve } from 'node:path'
import type { Config } from '../config/config.ts'
import type { LifecycleAction } from '../lifecycle/actions.ts'
import type { LifecycleEvent } from '../lifecycle/events.ts'
import {
  engineNames,
  initialLifecycleState,
  type ChildName,
  type EngineName,
  type LifecycleState,
} from '../lifecycle/state.ts'
import { lifecycleMachine } from '../lifecycle/step.ts'
import { messageOf } from '../lib/message-of.ts'
import { unreachable } from '../lib/assert.ts'
import { US_PER_MS } from '../lib/time.ts'
import { nowUs } from '../linux/clock.ts'
import { processTitle, writePidFile, type PidFile } from '../linux/pid-file.ts'
import { setProcessName } from '../linux/scheduling.ts'
import { onRealTimeSignals, SIGNAL_JSON, SIGNAL_STATS_CLEAR } from '../linux/signals.ts'
import { openSocketPair } from '../linux/socket-pair.ts'
import { runCommand } from '../linux/spawn.ts'
import { makePlainAlarm } from './alarm.ts'
import { accountOf } from './configured-command.ts'
import { makeControl } from './control.ts'
import { crashPath } from './dump-file.ts'
import { makeFlightRecorder } from './flight-recorder.ts'
import { prepareCoreDumps } from './core-dumps.ts'
import { describeEnd, forkChild } from './fork-child.ts'
import { commandLineLines } from './log-text.ts'
import { initTrackFiles } from './init-files.ts'
import { makeLogger, type Logger } from './logging.ts'
import { partFor, sendToChild, type MadeFifo, type ToParent } from './messages.ts'
import type { DaemonOptions } from './options.ts'
import { placesOf, removeEmptyRunDirectories } from './places.ts'
import { makeConfigReader } from './read-config.ts'
import { makeReloadSchedule } from './reload-schedule.ts'
import { exitInternalError, identityIn, parentIdentity } from './roles.ts'
import { startRuntime, type Runtime } from './runtime.ts'
import { tellSystemd, watchdogUs } from './systemd.ts'
import { productName } from './version.ts'

export interface ParentSetup {
  readonly options: DaemonOptions
  /** what was wrong with the command line */
  readonly complaints: readonly string[]
  /** path of our main module: children run it too */
  readonly program: string
  /** called when the daemon is up, or knows that it will not be */
  readonly settled: () => void
}

export async function runParent(setup: ParentSetup): Promise<void> {
  const { options } = setup
  process.title = [processTitle, ...options.commandLine].join(' ')
  const signals = hearSignals()
  let logger = makeLogger(parentIdentity, options.log)
  logStart(logger, setup)
  const reader = makeConfigReader(options, (level, text) => logger.log(level, text))
  const read = await reader.first()
  if (read.config === null) return leave(logger, null, read.exitStatus)
  const { config } = read
  const places = placesOf(config.global, options.pidFiles)
  if (places.identSuffix !== '') {
    const identity = identityIn(places.identSuffix, parentIdentity)
    logger.log('info', `Changing syslog ident to ${identity.ident}`)
    logger.close()
    logger = makeLogger(identity, options.log)
  }
  settle(config)
  const restoreCorePattern = prepareCoreDumps(options, logger.log)

  const file = writePidFile(places.pidFiles.parent)
  if (file.kind === 'owned') {
    logger.log('info', 'daemon is already running')
    // compat: status 0, so that a second start by an init script is no failure.
    return leave(logger, null, 0)
  }
  if (file.kind === 'failed') logger.log('err', file.message)
  const pidFile = file.kind === 'written' ? file.pidFile : null

  initTrackFiles(config.vrrp.files ?? [], logger.log)
  const children = new Map<ChildName, ChildProcess>()
  /** the last of each path */
  let madeFifos: readonly MadeFifo[] = []
  const runtime: Runtime<LifecycleState, LifecycleEvent> = startRuntime<
    LifecycleState,
    LifecycleEvent,
    LifecycleAction
  >({
    machine: lifecycleMachine,
    state: initialLifecycleState(),
    now: nowUs,
    makeAlarm: (ring) => makePlainAlarm(nowUs, ring),
    deadlineEvent: { kind: 'deadline' },
    recorder: makeFlightRecorder({
      machine: 'lifecycle',
      program: productName,
      path: crashPath('parent', config.global),
      log: (level, text) => logger.log(level, text),
    }),
    perform,
  })

  const control = makeControl({
    path: places.controlSocket,
    configFile: resolve(options.configFile),
    state: () => runtime.state,
    clocks: () => ({ now: nowUs(), wallMs: Date.now() }),
    ask: (id) =>
      engineNames.filter((name) => {
        const child = children.get(name)
        return child !== undefined && sendToChild(child, { kind: 'status', id })
      }),
    requestReload: () => runtime.post({ kind: 'reload-requested' }),
    log: logger.log,
  })

  const schedule = makeReloadSchedule({ reload: () => runtime.post({ kind: 'reload-requested' }), log: logger.log })
  schedule.configure(config.global.reload)
  // Our limit is none, but whoever started us may have set one.
  process.on('SIGXCPU', () => logger.log('warning', 'Limit of processor time reached'))
  process.on('uncaughtException', crashed)
  process.on('unhandledRejection', crashed)

  const { runVrrp, runChecker, startAll, respawn } = options
  runtime.post({
    kind: 'start',
    config,
    options: {
      vrrpAllowed: runVrrp,
      checkerAllowed: runChecker,
      startAll,
      respawn,
      version: productName,
      watchdogUs: watchdogUs(),
    },
  })
  signals.giveTo(runtime.post)
  setup.settled()

  function perform(action: LifecycleAction): void {
    switch (action.kind) {
      case 'start-child':
        return startChild(action.child)
      case 'configure-child': {
        const { generation } = action
        const child = children.get(action.child)
        const config = partFor(action.child, action.config)
        if (child !== undefined) sendToChild(child, { kind: 'configure', generation, config, options, madeFifos })
        return
      }
      case 'signal-child':
        return void children.get(action.child)?.kill(`SIG${action.signal}`)
      case 'ask-child': {
        const child = children.get(action.child)
        if (child !== undefined) sendToChild(child, { kind: 'request', request: action.request })
        return
      }
      case 'ask-for-life': {
        const child = children.get(action.child)
        if (child !== undefined) sendToChild(child, { kind: 'ask-for-life' })
        return
      }
      case 'load-config':
        control.reloadBegins()
        return void loadAgain()
      case 'reload-ended':
        return control.reloadEnded(action.result, action.reasons)
      case 'run-script':
        return void runScript(action)
      case 'write-data':
        return void writeData()
      case 'tell-systemd':
        return tellSystemd(action.state)
      case 'log':
        return logger.log(action.level, action.text, action.detail ?? false)
      case 'exit':
        runtime.close()
        control.close()
        schedule.close()
        restoreCorePattern()
        leave(logger, pidFile, action.status)
        return removeEmptyRunDirectories(places.pidFiles.parent)
      default:
        return unreachable(action)
    }
  }

  function startChild(name: ChildName): void {
    let child: ChildProcess
    try {
      child = forkChild(name, {
        program: setup.program,
        keepsRights: config.global.ipvsNamespace !== null,
        refused: (errno) =>
          logger.log('info', `The ${name} process keeps rights that it does not need: ${errno}`, true),
      })
    } catch (error) {
      return runtime.post({ kind: 'child-start-failed', child: name, reason: messageOf(error) })
    }
    const { pid } = child
    // An `error` without pid says that it could not be started; with one, that a message was lost, which its exit explains.
    child.on('error', (error) => {
      if (pid === undefined) runtime.post({ kind: 'child-start-failed', child: name, reason: messageOf(error) })
    })
    if (pid === undefined) return
    children.set(name, child)
    child.on('message', (message) => receive(name, message as ToParent))
    child.on('exit', (status, signal) => {
      children.delete(name)
      if (name !== 'scripts') control.collector.childGone(name)
      runtime.post({ kind: 'child-exited', child: name, pid, end: describeEnd(status, signal) })
    })
    connectScripts(name)
    runtime.post({ kind: 'child-started', child: name, pid })
  }

  /** Each engine has a line of its own to the process that starts scripts; whichever of the two is new gets another one. */
  function connectScripts(started: ChildName): void {
    const scripts = children.get('scripts')
    if (scripts === undefined) return
    const engines: readonly EngineName[] = started === 'scripts' ? engineNames : [started]
    for (const name of engines) {
      const engine = children.get(name)
      if (engine === undefined) continue
      // Not readable here: what an engine says at once is not for us.
      const [one, other] = openSocketPair().map((fd) => new Socket({ fd, readable: false }))
      sendToChild(engine, { kind: 'script-line' }, one)
      sendToChild(scripts, { kind: 'script-line' }, other)
    }
  }

  function receive(name: ChildName, message: ToParent): void {
    switch (message.kind) {
      case 'configured':
        return runtime.post({ kind: 'child-configured', child: name, generation: message.generation })
      case 'reload-wanted':
        return runtime.post({ kind: 'reload-requested' })
      case 'alive':
        return runtime.post({ kind: 'child-alive', child: name })
      case 'standing':
        return runtime.post({ kind: 'child-standing', child: name, standing: message.standing })
      case 'fifo-made':
        madeFifos = [...madeFifos.filter(({ path }) => path !== message.fifo.path), message.fifo]
        return
      case 'status-part':
      case 'status-end':
        return name === 'scripts' ? undefined : control.collector.receive(name, message)
      default:
        return unreachable(message)
    }
  }

  async function loadAgain(): Promise<void> {
    try {
      const read = await reader.again()
      if ('config' in read) {
        settle(read.config)
        schedule.configure(read.config.global.reload)
        runtime.post({ kind: 'config-loaded', config: read.config })
      } else runtime.post({ kind: 'config-refused', reasons: read.reasons })
    } catch (error) {
      // A fault in the parser must not end a daemon that runs well.
      runtime.post({ kind: 'config-refused', reasons: [`Unable to read the configuration: ${messageOf(error)}`] })
    }
  }

  function settle({ global }: Config): void {
    process.umask(options.umask ?? global.umask)
    if (global.parentProcess.name !== null) setProcessName(global.parentProcess.name)
  }

  async function runScript(action: Extract<LifecycleAction, { kind: 'run-script' }>): Promise<void> {
    const { script, command, timeoutUs } = action
    const current = runtime.state.config
    const account = current === null ? { uid: command.uid, gid: command.gid } : accountOf(command, current.global)
    const outcome = await runCommand({ argv: command.argv, ...account, timeoutMs: Math.ceil(timeoutUs / US_PER_MS) })
    runtime.post({ kind: 'script-ended', script, outcome })
  }

  async function writeData(): Promise<void> {
    logger.log('info', `Printing parent data for process(${process.pid}) on signal`)
    const current = runtime.state.config
    if (current === null) return
    const { writeParentData } = await import('./data-files.ts')
    const failure = await writeParentData(current)
    if (failure !== null) logger.log('err', failure)
  }

  function crashed(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    for (const line of text.split('\n')) logger.log('err', line)
    pidFile?.remove()
    // The children notice that their channel is gone, and clean up.
    process.exit(exitInternalError)
  }
}

/** Listens from now on; what is heard before somebody takes it is kept, since a signal nobody hears would end the process. */
function hearSignals(): { readonly giveTo: (take: (event: LifecycleEvent) => void) => void } {
  const early: LifecycleEvent[] = []
  let post = (event: LifecycleEvent): void => void early.push(event)
  const on = (signal: NodeJS.Signals, event: LifecycleEvent) => process.on(signal, () => post(event))
  const clear: LifecycleEvent = { kind: 'stats-requested', clear: true }
  on('SIGHUP', { kind: 'reload-requested' })
  on('SIGTERM', { kind: 'stop-requested' })
  on('SIGINT', { kind: 'stop-requested' })
  on('SIGUSR1', { kind: 'data-requested' })
  on('SIGUSR2', { kind: 'stats-requested', clear: false })
  on('SIGURG', clear)
  onRealTimeSignals({ [SIGNAL_JSON]: () => post({ kind: 'json-requested' }), [SIGNAL_STATS_CLEAR]: () => post(clear) })
  process.on('SIGPIPE', () => undefined)
  return {
    giveTo: (take) => {
      post = take
      for (const event of early.splice(0)) take(event)
    },
  }
}

function logStart(logger: Logger, setup: ParentSetup): void {
  const { options } = setup
  logger.log('info', `Starting ${productName}`)
  logger.log('info', `Running on Linux ${release()} ${kernelVersion()} (Node ${process.versions.node})`)
  for (const line of commandLineLines(['tskeepalived', ...options.commandLine])) logger.log('info', line)
  for (const complaint of setup.complaints) logger.log('warning', complaint)
}

function leave(logger: Logger, pidFile: PidFile | null, status: number): void {
  pidFile?.remove()
  logger.close()
  setImmediate(() => process.exit(status))
}
