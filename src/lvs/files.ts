/**
 * FILE_CHECK: the number in a tracked file, times its weight, is added to the weight of the real server; a product that
 * no weight could make up for takes the server out. Nothing is scheduled here: the file tells when it changes.
 */
import type { FileCheckConfig, RealServerConfig } from '../config/config.ts'
import type { LvsAction } from './actions.ts'
import { mailServer } from './announce.ts'
import { fileFault, fileRecovered, mailBody } from './log-lines.ts'
import type { FileTrack, LvsState, RealServer } from './state.ts'
import { globalOf } from './state.ts'
import { trackFile, weightOf } from './topology.ts'
import { changeWeight, decideServer, updateQuorum } from './verdict.ts'

export function fileChanged(state: LvsState, file: string, value: number, out: LvsAction[]): void {
  state.files.set(file, value)
  for (const virtualServer of state.virtualServers.values()) {
    for (const realServer of virtualServer.realServers.values()) {
      realServer.files.forEach((track, i) => {
        if (track.config.file === file) apply(state, realServer, i, track.config, out)
      })
    }
  }
}

/** A reload, for a server that stays. The checks that it has already tell what becomes of them; its weight is told later. */
export function renewFiles(state: LvsState, realServer: RealServer, config: RealServerConfig, out: LvsAction[]): void {
  const checks = config.fileChecks ?? []
  const before = new Map(realServer.files.map((track) => [track.config.id, track]))
  realServer.files = checks.map((check): FileTrack => {
    const now = trackFile(state, check)
    const former = before.get(check.id)
    if (former !== undefined) tell(realServer, former, now, out)
    return now
  })
}

function apply(state: LvsState, realServer: RealServer, at: number, check: FileCheckConfig, out: LvsAction[]): void {
  const former = realServer.files[at]
  const now = trackFile(state, check)
  if (former === undefined) return
  realServer.files[at] = now
  tell(realServer, former, now, out)
  if (now.up) {
    const weight = weightOf(realServer, realServer.config.weight)
    // compat: the weight of a server that comes back is not told.
    if (!former.up && !realServer.alive) realServer.weight = weight
    else changeWeight(state, realServer, weight, out)
  }
  if (former.up === now.up) updateQuorum(state, realServer.virtualServer, out)
  else settle(state, realServer, now.up, out)
}

function tell(realServer: RealServer, former: FileTrack, now: FileTrack, out: LvsAction[]): void {
  if (former.up === now.up) return
  const { file } = now.config
  out.push({ kind: 'log', level: 'info', text: now.up ? fileRecovered(realServer, file) : fileFault(realServer, file) })
}

function settle(state: LvsState, realServer: RealServer, up: boolean, out: LvsAction[]): void {
  const changed = decideServer(state, realServer, out)
  if (!changed && globalOf(state).noCheckerEmails) return
  mailServer(state, realServer, up, mailBody(up ? 'CHECK succeed on service' : 'CHECK failed on service'), out)
}
