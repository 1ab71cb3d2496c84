/** The checker process: the LVS machine, with checkers, IPVS and notifications around it. */
import { randomInt } from 'node:crypto'
import type { Config, GlobalConfig } from '../config/config.ts'
import type { ChildRequest } from '../lifecycle/actions.ts'
import { makeFileWatch, type WatchedFile } from '../linux/file-watch.ts'
import { nowUs } from '../linux/clock.ts'
import type { LvsAction } from '../lvs/actions.ts'
import type { LvsEvent } from '../lvs/events.ts'
import { initialLvsState, type LvsState } from '../lvs/state.ts'
import { lvsMachine } from '../lvs/step.ts'
import { watchAddresses, type AddressWatch } from './address-watch.ts'
import { makePlainAlarm } from './alarm.ts'
import { runChild, type ChildContext, type ChildWork } from './child.ts'
import { openIpvsSocket } from './ipvs-socket.ts'
import { crashPath } from './dump-file.ts'
import { makeFlightRecorder } from './flight-recorder.ts'
import { makeLanes } from './lanes.ts'
import { lvsLaneOf, makeLvsEffects } from './lvs-effects.ts'
import { checkerStanding, lvsStatus } from './lvs-status.ts'
import { makeNotifications, type WantedFifo } from './notifications.ts'
import { makePacketMarker } from './packet-marker.ts'
import { savesStates } from './reload-files.ts'
import { startRuntime, type Runtime } from './runtime.ts'
import { makeSyncDaemon } from './sync-daemon.ts'
import { withoutSessionChecks } from './without-sessions.ts'
import { productName } from './version.ts'

/** compat: at a stop the original gives notify scripts and mails a second. */
const drainMs = 1_000
/** A copy of more than these takes too long. */
const maxRecordedCheckers = 200
const maxSeed = 0xffff_ffff

export function runCheckerProcess(): void {
  runChild('checker', startChecker)
}

async function startChecker(context: ChildContext): Promise<ChildWork> {
  const { logger, options } = context
  let config: Config = context.config
  let reloads = 0
  const dataFiles = savesStates(config) ? await import('./data-files.ts') : null
  const post = (event: LvsEvent): void => runtime.post(event)
  const notifications = makeNotifications({
    global: config.global,
    fifosOf,
    lineEnd: '\n',
    runCommand: context.runCommand,
    madeFifos: context.madeFifos,
    log: logger.log,
  })
  const syncDaemon = makeSyncDaemon(config.global.ipvsNamespace, logger.log)
  const packetMarker = makePacketMarker(() => config.global.ipvsNamespace, logger.log)
  const effects = makeLvsEffects({
    logger,
    notifications,
    packetMarker,
    syncDaemon,
    openIpvs: () => openIpvsSocket(config.global),
    post,
    means: () => ({ ssl: config.lvs.ssl, runCommand: context.runCommand }),
    stopped: () => void finish(),
  })
  const files = makeFileWatch((file, value) => post({ kind: 'file-value', file, value }), logger.log)
  const lanes = makeLanes<LvsAction>({ laneOf: lvsLaneOf, perform: effects.perform, failed })
  const runtime: Runtime<LvsState, LvsEvent> = startRuntime<LvsState, LvsEvent, LvsAction>({
    machine: lvsMachine,
    state: initialLvsState(),
    now: nowUs,
    makeAlarm: (ring) => makePlainAlarm(nowUs, ring),
    late: context.late,
    deadlineEvent: { kind: 'deadline' },
    recorder: makeFlightRecorder({
      machine: 'lvs',
      program: productName,
      path: crashPath('checker', config.global),
      log: logger.log,
      isLarge: ({ checkers }) => checkers.size > maxRecordedCheckers,
    }),
    perform: lanes.perform,
  })
  let addresses: AddressWatch | null = null
  watchIfWanted()
  if (options.dumpConfig) await dump()
  runtime.post({
    kind: 'start',
    global: config.global,
    config: withoutSessionChecks(config.lvs),
    seed: randomInt(maxSeed),
    fileValues: files.configure(watchedFiles(config)),
  })

  function reload(next: Config): void {
    logger.log('info', 'Reloading')
    reloads += 1
    dataFiles?.saveCheckerData(config, runtime.state, `${reloads}.pre`, logger.log)
    config = next
    notifications.configure(next.global)
    watchIfWanted()
    const fileValues = files.configure(watchedFiles(next))
    runtime.post({ kind: 'reload', global: next.global, config: withoutSessionChecks(next.lvs), fileValues })
    dataFiles?.saveCheckerData(config, runtime.state, `${reloads}.post`, logger.log)
    if (options.dumpConfig) void dump()
  }

  /** compat: without ha_suspend the addresses are of no interest here. */
  function watchIfWanted(): void {
    if (config.lvs.virtualServers.some(({ haSuspend }) => haSuspend))
      addresses ??= watchAddresses(post, logger.log, config.global.netlinkBuffers)
  }

  async function dump(): Promise<void> {
    const { prepareDump } = await import('./start-dump.ts')
    const prepared = await prepareDump(logger, config)
    await prepared.checker(config, runtime.state.marks)
  }

  async function finish(): Promise<void> {
    await lanes.idle()
    runtime.close()
    effects.close()
    files.close()
    addresses?.close()
    await notifications.drain(drainMs)
    syncDaemon.close()
    packetMarker.close()
    context.ended()
  }

  /** Effects report refusals as events of their own; what arrives here is a fault of ours. */
  function failed(action: LvsAction, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    logger.log('err', `${action.kind}: ${text}`)
    // The machine waits for an answer to these.
    if (action.kind === 'read-kernel' || action.kind === 'apply') {
      post({ kind: 'kernel-failed', errno: 'EIO', message: error instanceof Error ? error.message : String(error) })
    }
  }

  async function request(what: ChildRequest): Promise<void> {
    if (what !== 'data') return
    logger.log('info', `Printing checker data for process(${process.pid}) on signal`)
    const { writeCheckerData } = await import('./data-files.ts')
    const failure = await writeCheckerData(config, runtime.state)
    if (failure !== null) logger.log('err', failure)
  }

  return {
    reload,
    request: (what) => void request(what),
    status: () => lvsStatus(runtime.state, () => ({ now: nowUs(), wallMs: Date.now() })),
    standing: () => checkerStanding(runtime.state),
    stop: () => runtime.post({ kind: 'stop', keepIpvs: !options.releaseIpvs }),
  }
}

function fifosOf(global: GlobalConfig): readonly WantedFifo[] {
  return [
    { config: global.fifo, startsScript: true },
    { config: global.lvsFifo, startsScript: true },
  ]
}

function watchedFiles({ lvs }: Config): readonly WatchedFile[] {
  const checks = lvs.virtualServers.flatMap((service) =>
    service.realServers.flatMap((server) => server.fileChecks ?? []),
  )
  return [...new Map(checks.map(({ file, path }) => [file, { name: file, path }])).values()]
}
