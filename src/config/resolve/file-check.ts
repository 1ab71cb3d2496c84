/** `FILE_CHECK` of a real server: a track file that was defined above, and what its number is multiplied with. */
import type { FileCheckConfig } from '../config.ts'
import type { fileCheckRows } from '../grammar/checkers.ts'
import type { Block, SettingsOf } from '../grammar/row.ts'
import { numberProblem } from '../grammar/scalar.ts'
import type { PassiveTrackables } from './passive.ts'
import type { Resolution } from './resolution.ts'
import { complain } from './resolution.ts'

type FileSettings = SettingsOf<typeof fileCheckRows>

export function resolveFileChecks(
  checkers: readonly Block<unknown>[],
  files: PassiveTrackables['files'],
  resolution: Resolution,
): readonly FileCheckConfig[] {
  const counts = new Map<string, number>()
  return checkers.flatMap((block) => {
    const check = block.keyword === 'FILE_CHECK' ? resolveOne(block as Block<FileSettings>, files, resolution) : null
    if (check === null) return []
    const count = (counts.get(check.file) ?? 0) + 1
    counts.set(check.file, count)
    return [{ ...check, id: `${check.file}#${count}` }]
  })
}

type Unnamed = Omit<FileCheckConfig, 'id'>

function resolveOne(
  { values: s, mark, order }: Block<FileSettings>,
  files: PassiveTrackables['files'],
  resolution: Resolution,
): Unnamed | null {
  const name = s.trackFile
  const found = name === undefined ? undefined : files.get(name)
  const known = found !== undefined && found.order <= order ? found.config : null
  if (name !== undefined && known === null) complain(resolution, mark, 'not-found', `track_file ${name} not found`)
  if (known === null) complain(resolution, mark, 'no-file', 'FILE_CHECK has no track_file specified - ignoring')
  const own = ownWeight(s.weight, mark, resolution)
  return known && { file: known.name, path: known.path, weight: known.weight, reverse: known.reverse, ...own }
}

const MOST = 2_147_483_647

function ownWeight(
  words: readonly string[] | undefined,
  mark: number,
  resolution: Resolution,
): Partial<Pick<FileCheckConfig, 'weight' | 'reverse'>> {
  if (words === undefined) return {}
  const [given, option] = words
  if (given === undefined) {
    complain(resolution, mark, 'missing-argument', 'track file weight missing')
    return {}
  }
  const isDirection = option === 'reverse' || option === 'noreverse'
  if (option !== undefined && !isDirection)
    complain(resolution, mark, 'bad-option', `unknown track file weight option ${option} - ignoring`)
  const problem = numberProblem(given, -MOST, MOST)
  if (problem !== null) {
    const message = `weight for track file must be in [-${MOST}..${MOST}] inclusive. Ignoring...`
    complain(resolution, mark, 'bad-value', message, problem)
  }
  return {
    ...(problem === null ? { weight: Number(given) } : {}),
    // compat: a weight of its own is not reversed by the file's.
    reverse: option === 'reverse',
  }
}
