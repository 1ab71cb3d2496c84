/** The dumps: the files of SIGUSR1. Loaded when one is asked for. */
import type { Config } from '../config/config.ts'
import { dumpCheckerProcess, dumpParentProcess, dumpVrrpProcess } from '../config/dump/dump.ts'
import type { LvsState } from '../lvs/state.ts'
import { makeLvsView } from './lvs-view.ts'
import { saveCopy } from './reload-files.ts'
import { lookUpRelay } from './relay-address.ts'
import { writeDump } from './dump-file.ts'
import { makeVrrpView, withVmacs, type VrrpViewSource } from './vrrp-view.ts'

/** Each writes its file; null, or why it could not. */
export function writeParentData(config: Config): Promise<string | null> {
  return writeDump('parent', config.global, joined(dumpParentProcess(config)))
}

export async function writeVrrpData(read: () => VrrpViewSource): Promise<string | null> {
  const smtpServer = await lookUpRelay(read().config.global.email)
  const source = read()
  return writeDump(
    'vrrp',
    source.config.global,
    joined(dumpVrrpProcess(withVmacs(source.config, source.interfaces), { ...makeVrrpView(source), smtpServer })),
  )
}

export async function writeCheckerData(config: Config, state: LvsState): Promise<string | null> {
  const smtpServer = await lookUpRelay(config.global.email)
  return writeDump(
    'checker',
    config.global,
    joined(dumpCheckerProcess(config, { ...makeLvsView(config, state), smtpServer })),
  )
}

/** The files of `config_save_dir`: what a child knew before a reload, and what after it. */
export function saveVrrpData(source: VrrpViewSource, when: string, log: Log): void {
  const directory = source.config.global.reload?.saveDirectory
  if (directory === undefined) return
  const view = { ...makeVrrpView(source), smtpServer: null }
  const config = withVmacs(source.config, source.interfaces)
  saveCopy(directory, `keepalived_vrrp.${process.pid}.${when}`, joined(dumpVrrpProcess(config, view)), log)
}

export function saveCheckerData(config: Config, state: LvsState, when: string, log: Log): void {
  const directory = config.global.reload?.saveDirectory
  if (directory === undefined) return
  const view = { ...makeLvsView(config, state), smtpServer: null }
  saveCopy(directory, `keepalived_check.${process.pid}.${when}`, joined(dumpCheckerProcess(config, view)), log)
}

type Log = Parameters<typeof saveCopy>[3]

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}
