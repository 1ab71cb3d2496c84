/** The dump of `-d`: each child logs what it is about to run on, at start and after a reload. Loaded only when asked for. */
import type { Config } from '../config/config.ts'
import { dumpCheckerProcess, dumpVrrpProcess } from '../config/dump/dump.ts'
import { initialLvsView, initialVrrpView, reloadedVrrpView } from '../config/dump/view.ts'
import type { InterfaceInfo } from '../linux/interface-info.ts'
import { listProcesses, matchesProcess, readProcess } from '../linux/process-table.ts'
import type { Logger } from './logging.ts'
import { lookUpRelay } from './relay-address.ts'
import { makeVrrpView, type VrrpViewSource } from './vrrp-view.ts'

export interface StartDump {
  readonly vrrpStart: (config: Config, interfaces: readonly InterfaceInfo[]) => void
  readonly vrrpReload: (source: VrrpViewSource) => void
  readonly checker: (config: Config) => void
}

/** All waiting happens here, so that the dump itself can stand between two steps of a start. */
export async function prepareDump(logger: Logger, { global }: Config): Promise<StartDump> {
  const smtpServer = await lookUpRelay(global.email)
  return {
    vrrpStart(config, interfaces) {
      const view = initialVrrpView(config, inOrder(interfaces), countProcesses(config))
      logLines(logger, dumpVrrpProcess(config, { ...view, smtpServer }))
    },
    vrrpReload(source) {
      const view = reloadedVrrpView(makeVrrpView({ ...source, interfaces: inOrder(source.interfaces) }))
      logLines(logger, dumpVrrpProcess(source.config, { ...view, smtpServer }))
    },
    checker(config) {
      logLines(logger, dumpCheckerProcess(config, { ...initialLvsView(config), smtpServer }))
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

function inOrder(interfaces: readonly InterfaceInfo[]): InterfaceInfo[] {
  return interfaces.toSorted((a, b) => a.index - b.index)
}

function logLines(logger: Logger, lines: readonly string[]): void {
  for (const line of lines) logger.log('info', line)
}
