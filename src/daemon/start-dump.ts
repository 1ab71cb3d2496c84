/** The dump of `-d`: each child logs what it is about to run on, at start and after a reload. Loaded only when asked for. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config, LinkbeatWay, PolledLink } from '../config/config.ts'
import { dumpCheckerProcess, dumpVrrpProcess } from '../config/dump/dump.ts'
import { initialLvsView, initialVrrpView, reloadedVrrpView } from '../config/dump/view.ts'
import { polledLinks } from '../config/polled-links.ts'
import type { InterfaceInfo } from '../lib/interface-info.ts'
import { openLinkbeat } from '../linux/linkbeat.ts'
import { openRtnetlink } from '../linux/rtnetlink.ts'
import { listProcesses, matchesProcess, readProcess } from '../linux/process-table.ts'
import type { Logger } from './logging.ts'
import { lookUpRelay } from './relay-address.ts'
import { makeVrrpView, withPolling, withVmacs, type VrrpViewSource } from './vrrp-view.ts'

export interface StartDump {
  /** before anything runs: it looks at the interfaces itself */
  readonly vrrpStart: (config: Config) => Promise<void>
  readonly vrrpReload: (source: VrrpViewSource) => Promise<void>
  /** `marks`: those that stay over a reload */
  readonly checker: (config: Config, marks: ReadonlyMap<string, number>) => Promise<void>
}

export async function prepareDump(logger: Logger, { global }: Config): Promise<StartDump> {
  const smtpServer = await lookUpRelay(global.email)
  return {
    vrrpStart(given) {
      const interfaces = withPolling(inOrder(readInterfaces()), findWays(polledLinks(given.vrrp).polled))
      const config = withVmacs(given, interfaces)
      const view = initialVrrpView(config, interfaces, countProcesses(config))
      return logLines(logger, dumpVrrpProcess(config, { ...view, smtpServer }))
    },
    vrrpReload(source) {
      const view = reloadedVrrpView(makeVrrpView({ ...source, interfaces: inOrder(source.interfaces) }))
      const config = withVmacs(source.config, source.interfaces)
      return logLines(logger, dumpVrrpProcess(config, { ...view, smtpServer }))
    },
    checker(config, marks) {
      return logLines(logger, dumpCheckerProcess(config, { ...initialLvsView(config, marks), smtpServer }))
    },
  }
}

function countProcesses(config: Config): Record<string, number> {
  if (config.vrrp.processes.length === 0) return {}
  const running = listProcesses().flatMap((pid) => readProcess(pid, true) ?? [])
  return Object.fromEntries(
    config.vrrp.processes.map((spec) => [
      spec.name,
      running.filter(({ name, commandLine }) => matchesProcess(spec, name, commandLine)).length,
    ]),
  )
}

function findWays(links: readonly PolledLink[]): ReadonlyMap<string, LinkbeatWay> {
  if (links.length === 0) return new Map()
  const linkbeat = openLinkbeat()
  const ways = new Map(links.map(({ interface: name, way }) => [name, linkbeat.wayFor(name, way)] as const))
  linkbeat.close()
  return ways
}

function readInterfaces(): readonly InterfaceInfo[] {
  const ignore = (): void => undefined
  const rtnetlink = openRtnetlink({ onInterface: ignore, onInterfaceGone: ignore, onError: ignore })
  const interfaces = rtnetlink.interfaces()
  rtnetlink.close()
  return interfaces
}

function inOrder(interfaces: readonly InterfaceInfo[]): InterfaceInfo[] {
  return interfaces.toSorted((a, b) => a.index - b.index)
}

const linesAtOnce = 40
const pauseMs = 4

/** With pauses: our log never waits for its reader, so a thousand lines at once would be lost in part. */
async function logLines(logger: Logger, lines: readonly string[]): Promise<void> {
  for (let i = 0; i < lines.length; i += linesAtOnce) {
    for (const line of lines.slice(i, i + linesAtOnce)) logger.log('info', line)
    await sleep(pauseMs)
  }
}
