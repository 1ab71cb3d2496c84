/**
 * Virtual servers of a file that is only tested. What is wrong with one is found as soon as it is read, and then it is
 * forgotten: a file may have twenty thousand. One that needs something from elsewhere in the file waits for its end.
 */
import type { Resolution } from './resolution.ts'
import type { LvsContext, ServerBlock } from './service-target.ts'
import { resolveVirtualServer } from './virtual-server.ts'

/** Those that ask for nothing but what stands in their block. */
const LONE_CHECKERS = new Set(['TCP_CHECK', 'HTTP_GET', 'SSL_GET'])

export function needsRestOfFile({ args, values: s }: ServerBlock): boolean {
  if (args[0] === 'group' || s.quorumUp !== undefined || s.quorumDown !== undefined) return true
  return (s.realServers ?? []).some(
    ({ values: real }) =>
      real.notifyUp !== undefined ||
      real.notifyDown !== undefined ||
      (real.checkers ?? []).some(({ keyword }) => !LONE_CHECKERS.has(keyword)),
  )
}

/** Complains of what is wrong with a server that does not need the rest of the file. */
export function checkVirtualServer(block: ServerBlock, resolution: Resolution): void {
  resolveVirtualServer(block, { ...NOTHING_ELSE, resolution })
}

/** Whether mails are wanted changes no complaint. */
const NOTHING_ELSE: Omit<LvsContext, 'resolution'> = {
  global: { smtpAlert: null, smtpAlertChecker: null },
  commands: {
    resolve: (text) => (text ? refuse() : null),
    inspect: refuse,
    lookUp: refuse,
    account: { uid: 0, gid: 0 },
  },
  groups: new Map(),
  passive: { files: new Map(), sessions: new Map(), checkerSessions: new Map() },
}

function refuse(): never {
  throw new Error('assertion failed: a virtual server with scripts waits for the end of the file')
}
