/** Tells the outside that a real or virtual server went up or down: script, FIFO line, mail, in the original's order. */
import type { Command } from '../config/command.ts'
import type { LvsAction } from './actions.ts'
import { serverFifoLine, serverSubject, virtualServerFifoLine, virtualServerSubject } from './log-lines.ts'
import { globalOf, type LvsState, type RealServer, type VirtualServer } from './state.ts'

/** Script and FIFO; the mail follows later, with what the check said. */
export function announceServer(realServer: RealServer, up: boolean, out: LvsAction[]): void {
  const { notifyUp, notifyDown, id } = realServer.config
  notify(`RS ${id} ${realServer.virtualServer.config.id}`, up ? notifyUp : notifyDown, out)
  out.push({ kind: 'fifo', line: serverFifoLine(realServer, up) })
}

export function mailServer(state: LvsState, realServer: RealServer, up: boolean, body: string, out: LvsAction[]): void {
  if (!realServer.config.smtpAlert || !canMail(state)) return
  out.push({ kind: 'mail', subject: serverSubject(globalOf(state).routerId, realServer, up), body })
}

export function announceVirtualServer(
  state: LvsState,
  virtualServer: VirtualServer,
  up: boolean,
  body: string | null,
  out: LvsAction[],
): void {
  const { quorumUp, quorumDown, id, smtpAlert } = virtualServer.config
  const global = globalOf(state)
  notify(`VS ${id}`, up ? quorumUp : quorumDown, out)
  out.push({ kind: 'fifo', line: virtualServerFifoLine(virtualServer, up) })
  if (body === null) return
  if (!(smtpAlert ?? global.smtpAlertChecker ?? global.smtpAlert ?? false) || !canMail(state)) return
  out.push({ kind: 'mail', subject: virtualServerSubject(global.routerId, virtualServer, up), body })
}

function notify(object: string, command: Command | null, out: LvsAction[]): void {
  if (command) out.push({ kind: 'notify', object, command, extraArgs: [] })
}

function canMail(state: LvsState): boolean {
  const { email } = globalOf(state)
  return email.server !== null && email.to.length > 0
}
