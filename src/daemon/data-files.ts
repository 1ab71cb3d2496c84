/** The dumps: lines for `-d`, and the files of SIGUSR1. Loaded when one is asked for. */
import type { Config } from '../config/config.ts'
import { dumpCheckerProcess, dumpConfig, dumpParentProcess, dumpVrrpProcess } from '../config/dump/dump.ts'
import type { LvsState } from '../lvs/state.ts'
import { makeLvsView } from './lvs-view.ts'
import { tryWriteDump } from './stats-file.ts'
import { makeVrrpView, type VrrpViewSource } from './vrrp-view.ts'

export function dumpLines(config: Config): readonly string[] {
  return dumpConfig(config)
}

/** Each writes its file; null, or why it could not. */
export function writeParentData(config: Config): string | null {
  return tryWriteDump('keepalived_parent.data', joined(dumpParentProcess(config)))
}

export function writeVrrpData(source: VrrpViewSource): string | null {
  return tryWriteDump('keepalived.data', joined(dumpVrrpProcess(source.config, makeVrrpView(source))))
}

export function writeCheckerData(config: Config, state: LvsState): string | null {
  return tryWriteDump('keepalived_check.data', joined(dumpCheckerProcess(config, makeLvsView(config, state))))
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}
