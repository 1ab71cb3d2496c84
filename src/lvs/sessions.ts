/** BFD_CHECK: a session that goes down takes its real servers out at once, without retries. Nothing is scheduled here. */
import type { RealServerConfig } from '../config/config.ts'
import type { LvsAction } from './actions.ts'
import { mailServer } from './announce.ts'
import type { LvsEvent } from './events.ts'
import { activatingSessions, mailBody, sessionEvent, sessionVerdict } from './log-lines.ts'
import type { LvsState, RealServer, SessionTrack } from './state.ts'
import { globalOf } from './state.ts'
import { trackSession } from './topology.ts'
import { decideServer } from './verdict.ts'

export function sessionTold(
  state: LvsState,
  { session, up, delayUs }: Extract<LvsEvent, { readonly kind: 'bfd' }>,
  out: LvsAction[],
): void {
  out.push({ kind: 'log', level: 'debug', text: sessionEvent(session, up, delayUs) })
  for (const virtualServer of state.virtualServers.values()) {
    for (const realServer of virtualServer.realServers.values()) {
      const track = realServer.sessions.find(({ config }) => config.session === session)
      if (track) judge(state, realServer, track, up, out)
    }
  }
}

/** compat: the first word of a session is told in any case, but it is mailed only where it changes something. */
function judge(state: LvsState, realServer: RealServer, track: SessionTrack, up: boolean, out: LvsAction[]): void {
  if (track.hasRun && track.up === up) return
  const { session } = track.config
  out.push({ kind: 'log', level: 'info', text: sessionVerdict(session, realServer, up) })
  track.hasRun = true
  if (track.up === up) return
  track.up = up
  const changed = decideServer(state, realServer, out)
  if (!changed && globalOf(state).noCheckerEmails) return
  const body = mailBody(`BFD CHECK ${session} ${up ? 'succeeded' : 'failed'} on service`)
  // compat: the subject says how the server is, which another check may decide
  mailServer(state, realServer, realServer.alive, body, out)
}

/**
 * A reload, for a server that stays: the sessions that it has already keep what they said. As with other checks, a new one
 * begins as up, and alpha does not force down a server that is up.
 */
export function renewSessions(realServer: RealServer, { bfdChecks = [] }: RealServerConfig): void {
  const before = new Map(realServer.sessions.map((track) => [track.config.session, track]))
  realServer.sessions = bfdChecks.map((config) => {
    const former = before.get(config.session)
    if (former === undefined) return trackSession(config, !config.alpha || realServer.alive)
    return { ...former, config }
  })
}

/** Behind the lines about the other checkers, where there are sessions. */
export function announceSessions({ config }: LvsState, out: LvsAction[]): void {
  if (config?.bfdSessions !== undefined) out.push({ kind: 'log', level: 'info', text: activatingSessions })
}
