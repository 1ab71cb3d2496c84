/** Checkers without effect so far: their mistakes are found as keepalived finds them. */
import type { Block, SettingsOf } from '../grammar/row.ts'
import type { bfdCheckRows, udpCheckRows } from '../grammar/checkers.ts'
import type { PassiveTrackables } from './passive.ts'
import type { Resolution } from './resolution.ts'
import { caution, complain } from './resolution.ts'

type UdpSettings = SettingsOf<typeof udpCheckRows>
type BfdSettings = SettingsOf<typeof bfdCheckRows>

export function checkPassiveChecker(
  checker: Block<unknown>,
  server: string,
  passive: PassiveTrackables,
  resolution: Resolution,
): void {
  switch (checker.keyword) {
    case 'UDP_CHECK':
      checkLengths(checker as Block<UdpSettings>, resolution)
      break
    case 'BFD_CHECK':
      checkSession(checker as Block<BfdSettings>, server, passive.checkerSessions, resolution)
  }
}

function checkLengths({ values: s, mark }: Block<UdpSettings>, resolution: Resolution): void {
  const { minReplyLength: least, maxReplyLength: most } = s
  if (least === undefined || most === undefined || least <= most) return
  const message = `UDP_CHECK min_reply length ${least} > max_reply_length ${most} - will always fail`
  caution(resolution, mark, 'bad-value', message)
}

function checkSession(
  { values: s, mark }: Block<BfdSettings>,
  server: string,
  sessions: PassiveTrackables['checkerSessions'],
  resolution: Resolution,
): void {
  if (s.name === undefined)
    complain(resolution, mark, 'bad-name', `(${server}) No name has been specified for BFD_CHECKER - skipping`)
  else if (!sessions.has(s.name))
    complain(resolution, mark, 'not-found', `(${server}) BFD_CHECK - BFD ${s.name} not configured`)
}
