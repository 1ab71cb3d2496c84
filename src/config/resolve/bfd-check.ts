/** `BFD_CHECK` of a real server: a session that was defined above. */
import type { BfdCheckConfig } from '../config.ts'
import type { bfdCheckRows } from '../grammar/checkers.ts'
import type { Block, SettingsOf } from '../grammar/row.ts'
import type { PassiveTrackables } from './passive.ts'
import type { Resolution } from './resolution.ts'
import { complain } from './resolution.ts'

type BfdSettings = SettingsOf<typeof bfdCheckRows>

export interface BfdOwner {
  readonly server: string
  readonly alpha: boolean
}

export function resolveBfdChecks(
  checkers: readonly Block<unknown>[],
  owner: BfdOwner,
  sessions: PassiveTrackables['checkerSessions'],
  resolution: Resolution,
): readonly BfdCheckConfig[] {
  const checks: BfdCheckConfig[] = []
  /** compat: in the dump a check stands where the file has it, and a FILE_CHECK behind all others */
  let behind = 0
  for (const block of checkers) {
    if (block.keyword === 'FILE_CHECK') continue
    if (block.keyword !== 'BFD_CHECK') {
      behind++
      continue
    }
    const tell = (code: 'bad-name' | 'not-found' | 'duplicate-name', text: string): null => {
      complain(resolution, block.mark, code, `(${owner.server}) ${text}`)
      return null
    }
    const { values, order } = block as Block<BfdSettings>
    const session = sessionOf(values.names ?? [], (name) => (sessions.get(name)?.order ?? Infinity) <= order, tell)
    if (session === null) continue
    if (checks.some((other) => other.session === session))
      tell('duplicate-name', `BFD_CHECK - RS already monitoring ${session}`)
    else checks.push({ session, alpha: values.alpha ?? owner.alpha, behind })
  }
  return checks
}

/** compat: of several names the first one counts; a line with any other number of words than one ends the check. */
function sessionOf(
  names: readonly (readonly string[])[],
  isKnown: (name: string) => boolean,
  tell: (code: 'bad-name' | 'not-found' | 'duplicate-name', text: string) => null,
): string | null {
  let session: string | null = null
  for (const [name, ...more] of names) {
    if (session !== null) tell('duplicate-name', `BFD_CHECK - BFD ${name ?? ''} already specified as ${session}`)
    else if (name === undefined || more.length > 0)
      return tell('bad-name', 'BFD_CHECK - No or too many names specified - skipping checker')
    else if (!isKnown(name)) return tell('not-found', `BFD_CHECK - BFD ${name} not configured`)
    else session = name
  }
  return session ?? tell('bad-name', 'No name has been specified for BFD_CHECKER - skipping')
}
