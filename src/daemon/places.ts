/**
 * What tells several daemons on one host apart: names of pid files, of dumps, and in the log. They come from the network
 * namespace and from `instance`, and are fixed from start to stop, whatever a reload says.
 */
import { rmdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Config, GlobalConfig } from '../config/config.ts'
import { sameValue } from '../lib/same.ts'
import type { EngineName } from '../lifecycle/state.ts'
import type { DaemonOptions } from './options.ts'

export type ProcessName = 'parent' | EngineName

export interface Places {
  /** "", or "_NAMESPACE_INSTANCE" as far as they are set: behind the names in the log */
  readonly identSuffix: string
  readonly pidFiles: Readonly<Record<ProcessName, string>>
  /** of `tskeepalived status`: beside the pid file of the parent, which is one daemon's alone */
  readonly controlSocket: string
}

type Names = Pick<GlobalConfig, 'netNamespace' | 'instanceName' | 'usePidDir' | 'dataUseInstance'>

export const runDirectory = '/run'
export const ownDirectory = '/run/keepalived'

const fileNames: Readonly<Record<ProcessName, string>> = { parent: 'keepalived', vrrp: 'vrrp', checker: 'checkers' }

export function placesOf(names: Names, said: DaemonOptions['pidFiles']): Places {
  const { netNamespace, instanceName, usePidDir } = names
  const set = namesSet(names)
  const own = netNamespace === null ? ownDirectory : `${ownDirectory}/${netNamespace}`
  const directory = set.length > 0 || usePidDir ? own : runDirectory
  const suffix = instanceName === null ? '' : `_${instanceName}`
  const pidFile = (process: ProcessName): string => said[process] ?? `${directory}/${fileNames[process]}${suffix}.pid`
  const pidFiles = { parent: pidFile('parent'), vrrp: pidFile('vrrp'), checker: pidFile('checker') }
  return {
    identSuffix: set.map((name) => `_${name}`).join(''),
    pidFiles,
    controlSocket: controlSocketOf(pidFiles.parent),
  }
}

/** `keepalived.sock` beside `keepalived.pid`. */
export function controlSocketOf(pidFile: string): string {
  return `${pidFile.replace(/\.pid$/, '')}.sock`
}

/** "", or ".NAMESPACE_INSTANCE" with `data_use_instance`: before the extension of dump files. */
export function dumpSuffix(names: Names): string {
  const set = namesSet(names)
  return names.dataUseInstance && set.length > 0 ? `.${set.join('_')}` : ''
}

function namesSet({ netNamespace, instanceName }: Names): readonly string[] {
  return [netNamespace, instanceName].filter((name) => name !== null)
}

/** The configuration with the names that this daemon runs under, and what is to be said about those it asks for. */
export function keepNames(next: Config, running: Names & Pick<GlobalConfig, 'ipvsNamespace'>) {
  const { netNamespace, ipvsNamespace, instanceName } = running
  const complaints: string[] = []
  const compare = (what: string, same: boolean): void => {
    if (!same) complaints.push(`Cannot change ${what} at a reload - please restart keepalived`)
  }
  compare('network namespace', next.global.netNamespace === netNamespace)
  compare('IPVS network namespace', sameValue(next.global.ipvsNamespace, ipvsNamespace))
  compare('instance name', next.global.instanceName === instanceName)
  const config: Config = { ...next, global: { ...next.global, netNamespace, ipvsNamespace, instanceName } }
  return { config, complaints }
}

/** Removes the directories of our own that are empty now. */
export function removeEmptyRunDirectories(pidFile: string): void {
  for (
    let path = dirname(pidFile);
    path === ownDirectory || path.startsWith(`${ownDirectory}/`);
    path = dirname(path)
  ) {
    try {
      rmdirSync(path)
    } catch {
      // Safe: another daemon has its files there.
      return
    }
  }
}
