/** The VRRP process: the VRRP machine, with sockets, rtnetlink, scripts and notifications around it. */
import type { Config, GlobalConfig } from '../config/config.ts'
import { someDue } from '../lib/deadlines.ts'
import { messageOf } from '../lib/message-of.ts'
import { sameIp, writeIp } from '../lib/ip.ts'
import { OperationError } from '../lib/operation-error.ts'
import { US_PER_MS } from '../lib/time.ts'
import type { ChildRequest } from '../lifecycle/actions.ts'
import { nowMonotonicUs, nowUs } from '../linux/clock.ts'
import type { InterfaceAddress } from '../lib/interface-info.ts'
import { makeFileWatch } from '../linux/file-watch.ts'
import { openRtnetlink } from '../linux/rtnetlink.ts'
import type { SocketSpec, VrrpAction } from '../vrrp/actions.ts'
import type { VrrpEvent } from '../vrrp/events.ts'
import { usedFiles } from '../vrrp/start.ts'
import { vrrpMachine } from '../vrrp/step.ts'
import { initialVrrpState, type Instance, type TimerOwner, type VrrpState } from '../vrrp/state.ts'
import { makeAddressMonitor } from './address-monitor.ts'
import { makeAdvertSockets } from './advert-sockets.ts'
import { makePreciseAlarm } from './alarm.ts'
import { makeAnnouncer } from './announcer.ts'
import { runChild, type ChildContext, type ChildWork } from './child.ts'
import { crashPath, writeDump } from './dump-file.ts'
import { makeFlightRecorder } from './flight-recorder.ts'
import { makeLanes } from './lanes.ts'
import { makeLinkPoller } from './link-poller.ts'
import type { Clocks } from './machine-time.ts'
import { makeNotifications, type WantedFifo } from './notifications.ts'
import { disableLocalIgmp } from './local-igmp.ts'
import { makeProcessCounts } from './process-counts.ts'
import { savesStates } from './reload-files.ts'
import { makePromoteSecondaries } from './promote-secondaries.ts'
import { rehearse } from './rehearsal.ts'
import { startRuntime, type Runtime } from './runtime.ts'
import type { StartDump } from './start-dump.ts'
import type { StatsFile } from './stats-file.ts'
import { bufferOptions } from './socket-buffers.ts'
import { makeSyncDaemon } from './sync-daemon.ts'
import { makeFirewall } from './firewall.ts'
import { makeVmacLinks } from './vmac-links.ts'
import { makeTurns } from './turns.ts'
import { makeVrrpEffects, vrrpHasteOf, vrrpLaneOf } from './vrrp-effects.ts'
import { vrrpStanding, vrrpStatus } from './vrrp-status.ts'
import type { VrrpViewSource } from './vrrp-view.ts'
import { withoutSessions } from './without-sessions.ts'
import { productName } from './version.ts'

/** compat: at a stop the original gives notify scripts and mails a second. */
const drainMs = 1_000

export function runVrrpProcess(): void {
  runChild('vrrp', startVrrp)
}

async function startVrrp(context: ChildContext): Promise<ChildWork> {
  const { logger, options } = context
  let config: Config = context.config
  let started = false
  let stopping = false
  let statsFile: StatsFile | null = null
  let reloads = 0
  const dataFiles = savesStates(config) ? await import('./data-files.ts') : null
  if (options.dumpConfig) await (await prepareDump()).vrrpStart(config)

  const post = (event: VrrpEvent): void => runtime.post(event)
  const firstCounts: Record<string, number> = {}
  const processCounts = makeProcessCounts({
    onCount: (process, count) => {
      if (started) post({ kind: 'process-count', process, count })
      else firstCounts[process] = count
    },
    log: logger.log,
    ...bufferOptions(config.global.netlinkBuffers?.processMonitor),
  })
  await processCounts.configure(config.vrrp.processes)
  const files = makeFileWatch((file, value) => post({ kind: 'file-value', file, value }), logger.log)

  // Nothing below waits: what the kernel tells from here on comes after the machine's first event.

  const monitor = options.logAddressChanges
    ? makeAddressMonitor({
        log: (text) => logger.log('info', text),
        isOurs: (address) => ownership(runtime.state, address),
      })
    : null
  logger.log('info', 'Registering Kernel netlink reflector', true)
  const buffers = config.global.netlinkBuffers
  const rtnetlink = openRtnetlink({
    ...bufferOptions(buffers?.vrrpMonitor),
    requests: bufferOptions(buffers?.vrrpCommand),
    onInterface: (info) => {
      monitor?.changed(info)
      promoteSecondaries.appeared(info.name)
      post({ kind: 'interface', interface: info })
    },
    onInterfaceGone: (index) => {
      monitor?.gone(index)
      post({ kind: 'interface-gone', index })
    },
    onRouteGone: (route) => post({ kind: 'route-gone', route }),
    onRuleGone: (rule) => post({ kind: 'rule-gone', rule }),
    onError: (error) => logger.log('warning', `Netlink: ${error.message} - interfaces and addresses were read again`),
  })
  logger.log('info', 'Registering Kernel netlink command channel', true)
  logger.log('info', 'Registering gratuitous ARP shared channel', true)
  const announcer = makeAnnouncer()
  const sockets = makeAdvertSockets({ onEvent: post, onLost: socketLost, onOpened: logSocket })
  const notifications = makeNotifications({
    global: config.global,
    fifosOf: (global) => fifosOf(global, config, options.runChecker),
    lineEnd: '\n',
    runCommand: context.runCommand,
    madeFifos: context.madeFifos,
    log: logger.log,
  })
  const promoteSecondaries = makePromoteSecondaries((text) => logger.log('warning', text))
  const syncDaemon = makeSyncDaemon(config.global.ipvsNamespace, logger.log)
  const firewall = makeFirewall()
  const linkPoller = makeLinkPoller(post, (text) => logger.log('info', text), rtnetlink.interfaces)
  const effects = makeVrrpEffects({
    logger,
    rtnetlink,
    sockets,
    announcer,
    notifications,
    syncDaemon,
    firewall,
    linkPoller,
    vmacs: makeVmacLinks({ rtnetlink, firewall, post, log: (text) => logger.log('warning', text) }),
    post,
    config: () => config,
    runCommand: context.runCommand,
    releaseAddresses: () => options.releaseVrrp || !stopping,
    stopped: () => void finish(),
  })
  const lanes = makeLanes<VrrpAction>({ laneOf: vrrpLaneOf, perform: effects.perform, failed })
  const turns = makeTurns<VrrpAction>({ hasteOf: vrrpHasteOf, perform: lanes.perform, now: nowUs })
  const runtime: Runtime<VrrpState, VrrpEvent> = startRuntime<VrrpState, VrrpEvent, VrrpAction>({
    machine: vrrpMachine,
    state: initialVrrpState(),
    now: nowUs,
    makeAlarm: (ring) => makePreciseAlarm(nowUs, ring),
    late: context.late,
    deadlineEvent: { kind: 'deadline' },
    recorder: makeFlightRecorder({
      machine: 'vrrp',
      program: productName,
      path: crashPath('vrrp', config.global),
      log: logger.log,
    }),
    perform: turns.perform,
    isUrgent: takeoverIsNext,
    // A master whose adverts lie unread is not dead.
    catchUp: (state, now) => {
      if (someDue(state.deadlines, now, isTakeover)) sockets.catchUp()
    },
  })

  const enableLocalIgmp =
    config.global.disableLocalIgmp === true ? disableLocalIgmp((text) => logger.log('warning', text)) : null
  if (hasRouting(config)) rtnetlink.watchRouting()
  monitor?.start(rtnetlink.interfaces())
  promoteSecondaries.configure(config.vrrp.instances)
  sockets.configure(config.vrrp.instances)
  runtime.post({
    kind: 'start',
    global: config.global,
    config: withoutSessions(config.vrrp),
    interfaces: rtnetlink.interfaces(),
    bootedAtUs: nowUs() - nowMonotonicUs(),
    processCounts: firstCounts,
    fileValues: files.configure(usedFiles(config.vrrp)),
  })
  started = true
  setImmediate(() => rehearse(config, rtnetlink.interfaces(), (action) => void effects.perform(action)))

  function reload(next: Config): void {
    logger.log('info', 'Reloading')
    reloads += 1
    dataFiles?.saveVrrpData(viewSource(), `${reloads}.pre`, logger.log)
    config = next
    notifications.configure(next.global)
    sockets.configure(next.vrrp.instances)
    promoteSecondaries.configure(next.vrrp.instances)
    if (hasRouting(next)) rtnetlink.watchRouting()
    const fileValues = files.configure(usedFiles(next.vrrp))
    runtime.post({ kind: 'reload', global: next.global, config: withoutSessions(next.vrrp), fileValues })
    void processCounts.configure(next.vrrp.processes)
    dataFiles?.saveVrrpData(viewSource(), `${reloads}.post`, logger.log)
    if (options.dumpConfig) void dumpAgain()
  }

  function stop(): void {
    stopping = true
    runtime.post({ kind: 'stop' })
  }

  async function finish(): Promise<void> {
    await lanes.idle()
    runtime.close()
    effects.endScripts()
    processCounts.close()
    linkPoller.close()
    files.close()
    await notifications.drain(drainMs)
    sockets.close()
    announcer.close()
    syncDaemon.close()
    rtnetlink.close()
    promoteSecondaries.close()
    firewall.close()
    enableLocalIgmp?.()
    context.ended()
  }

  function failed(action: VrrpAction, error: unknown): void {
    const instance = 'instance' in action ? action.instance : null
    const errno = error instanceof OperationError ? error.errno : 'EIO'
    const message = messageOf(error)
    // A throw that is no refusal by the system is a fault of ours; the machine treats it alike, the log shows where.
    if (!(error instanceof OperationError)) logger.log('err', `${action.kind}: ${(error as Error)?.stack ?? message}`)
    const missing = action.kind === 'sockets' ? { sockets: sockets.missing() } : {}
    post({ kind: 'action-failed', action: action.kind, instance, errno, message, ...missing })
  }

  function socketLost(spec: SocketSpec, error: OperationError): void {
    logger.log('err', `VRRP socket on ${spec.interface} failed: ${error.message}`)
    const { errno, message } = error
    post({ kind: 'action-failed', action: 'sockets', instance: null, errno, message, sockets: sockets.missing() })
  }

  function logSocket(text: string): void {
    logger.log('info', text, true)
  }

  async function request(what: ChildRequest): Promise<void> {
    const words = what === 'data' || what === 'json' ? what : 'stats'
    logger.log('info', `Printing VRRP ${words === 'json' ? 'as json' : words} for process(${process.pid}) on signal`)
    const failure = await { data: writeData, json: writeJson, stats: () => writeStats(what === 'stats-clear') }[words]()
    if (failure !== null) logger.log('err', failure)
  }

  async function dumpAgain(): Promise<void> {
    const dump = await prepareDump()
    await dump.vrrpReload(viewSource())
  }

  async function prepareDump(): Promise<StartDump> {
    const loaded = await import('./start-dump.ts')
    return loaded.prepareDump(logger, config)
  }

  async function writeData(): Promise<string | null> {
    const { writeVrrpData } = await import('./data-files.ts')
    return writeVrrpData(viewSource)
  }

  function viewSource(): VrrpViewSource {
    const clocks = { now: nowUs(), wallUs: Date.now() * US_PER_MS }
    return {
      config,
      state: runtime.state,
      interfaces: rtnetlink.interfaces(),
      polledBy: linkPoller.ways(),
      sockets: sockets.list(),
      ...clocks,
    }
  }

  async function writeJson(): Promise<string | null> {
    const { jsonText } = await import('./json-file.ts')
    const shown = (instance: Instance) => statsFile?.shown(instance) ?? instance.counters
    return writeDump('json', config.global, jsonText(config, runtime.state, clocks(), shown))
  }

  async function writeStats(clear: boolean): Promise<string | null> {
    const { makeStatsFile } = await import('./stats-file.ts')
    statsFile ??= makeStatsFile()
    return statsFile.write(config.global, runtime.state, clear)
  }

  const clocks = (): Clocks => ({ now: nowUs(), wallMs: Date.now() })

  return {
    reload,
    request: (what) => void request(what),
    status: () => vrrpStatus(runtime.state, clocks),
    standing: () => vrrpStanding(runtime.state),
    stop,
  }
}

function ownership(state: VrrpState, { address }: InterfaceAddress): 'no' | 'wanted' | 'given up' {
  if (!state.virtualAddresses.has(writeIp(address))) return 'no'
  for (const { installed } of state.instances.values()) {
    for (const own of installed.values()) if (sameIp(own.address.address, address)) return 'wanted'
  }
  return 'given up'
}

/** A host with all routes of the internet need not tell us of them when we have none. */
function hasRouting({ vrrp }: Config): boolean {
  const { routes = [], rules = [] } = vrrp.statics ?? {}
  const ofInstances = vrrp.instances.flatMap((instance) => [...(instance.routes ?? []), ...(instance.rules ?? [])])
  return ofInstances.length + routes.length + rules.length > 0
}

function takeoverIsNext(state: VrrpState): boolean {
  const next = state.deadlines.heap[0]
  return next !== undefined && isTakeover(next.owner)
}

function isTakeover(owner: TimerOwner): boolean {
  return owner.kind === 'master-down'
}

/** compat: the script behind the common FIFO is started by the checker process if there is one. */
function fifosOf(global: GlobalConfig, config: Config, checkerAllowed: boolean): readonly WantedFifo[] {
  const checkerRuns = checkerAllowed && config.lvs.virtualServers.length > 0
  return [
    { config: global.fifo, startsScript: !checkerRuns },
    { config: global.vrrpFifo, startsScript: true },
  ]
}
