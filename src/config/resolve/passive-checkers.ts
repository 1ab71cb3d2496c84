/** Checkers without effect so far: their mistakes are found as keepalived finds them. */
import type { Block, SettingsOf } from '../grammar/row.ts'
import type { bfdCheckRows, fileCheckRows, udpCheckRows } from '../grammar/checkers.ts'
import type { PassiveTrackables } from './passive.ts'
import type { Resolution } from './resolution.ts'
import { caution, complain } from './resolution.ts'

type UdpSettings = SettingsOf<typeof udpCheckRows>
type FileSettings = SettingsOf<typeof fileCheckRows>
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
    case 'FILE_CHECK':
      checkFile(checker as Block<FileSettings>, passive.files, resolution)
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

function checkFile(
  { values: s, mark, order }: Block<FileSettings>,
  files: PassiveTrackables['files'],
  resolution: Resolution,
): void {
  const name = s.trackFile
  const missing = name === undefined || (files.get(name)?.order ?? Infinity) > order
  if (name !== undefined && missing) complain(resolution, mark, 'not-found', `track_file ${name} not found`)
  if (missing) complain(resolution, mark, 'no-file', 'FILE_CHECK has no track_file specified - ignoring')
  const { weight } = s
  if (weight === undefined) return
  const [given, option] = weight
  if (given === undefined) complain(resolution, mark, 'missing-argument', 'track file weight missing')
  else if (option !== undefined && option !== 'reverse' && option !== 'noreverse')
    complain(resolution, mark, 'bad-option', `unknown track file weight option ${option} - ignoring`)
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
