/**
 * The face of this folder: a configuration as lines, in the original's own words and order. What `-d` logs at start,
 * `-t -d` prints, and SIGUSR1 writes to a file.
 */
import type { Config } from '../config.ts'
import { dumpCheckers, dumpSsl } from './checker.ts'
import { dumpBfdSessions } from './bfd-checks.ts'
import { dumpCheckedFiles } from './file-checks.ts'
import { dumpGarpDelays } from './garp-delays.ts'
import { dumpGlobal } from './global.ts'
import { dumpInterfaces } from './interfaces.ts'
import { dumpSockets } from './sockets.ts'
import { dumpStatics } from './statics.ts'
import { dumpSyncGroups } from './sync-group.ts'
import { dumpFiles } from './track-files.ts'
import { dumpProcesses } from './track-processes.ts'
import { initialLvsView, initialVrrpView } from './view.ts'
import type { LvsView, VrrpView } from './view.ts'
import { dumpLvs } from './virtual-server.ts'
import { dumpInstances } from './vrrp-instance.ts'
import { dumpScripts } from './vrrp-script.ts'

/** What the VRRP process says. */
export function dumpVrrpProcess(config: Config, view: VrrpView): string[] {
  return [...dumpGlobal(config, view, 'vrrp'), ...dumpVrrpSections(config, view)]
}

/** What the checker process says. */
export function dumpCheckerProcess(config: Config, view: LvsView): string[] {
  return [...dumpGlobal(config, view, 'checker'), ...dumpLvsSections(config, view)]
}

/** What the parent says of itself: it runs nothing that has a state. */
export function dumpParentProcess(config: Config): string[] {
  return dumpGlobal(config, initialLvsView(config), 'checker')
}

/** Without a running process: every section once. */
export function dumpConfig(config: Config): string[] {
  const view = initialVrrpView(config)
  return [
    ...dumpGlobal(config, view, 'vrrp'),
    ...dumpVrrpSections(config, view),
    ...dumpLvsSections(config, initialLvsView(config)),
  ]
}

function dumpVrrpSections(config: Config, view: VrrpView): string[] {
  return [
    ...dumpGarpDelays(config, view.interfaces),
    ...dumpStatics(config),
    ...dumpInstances(config, view),
    ...dumpSockets(view),
    ...dumpSyncGroups(config, view),
    ...dumpScripts(config, view),
    ...dumpFiles(config, view),
    ...dumpProcesses(config, view),
    ...dumpInterfaces(config, view),
  ]
}

function dumpLvsSections(config: Config, view: LvsView): string[] {
  return [
    ...dumpSsl(config),
    ...dumpLvs(config, view),
    ...dumpCheckers(config, view),
    ...dumpCheckedFiles(config, view),
    ...dumpBfdSessions(config),
  ]
}
