/** Lists that name track files or BFD sessions: the weights that they were defined with hold unless the entry says otherwise. */
import type { PlainEntry } from '../grammar/passive-blocks.ts'
import type { Weight } from '../grammar/tracker-values.ts'
import { numberProblem } from '../grammar/scalar.ts'
import type { Mark } from '../lexer/sources.ts'
import { caution, complain, firstAt } from './resolution.ts'
import type { Resolution } from './resolution.ts'
import type { Tracker } from './trackers.ts'

/** Something that such a list can name. */
export interface Weighable {
  readonly order: number
  /** undefined: not said */
  readonly weight: Weight | undefined
}

interface ListKind {
  readonly noun: 'track file' | 'track bfd'
  readonly keyword: 'track_file' | 'track_bfd'
  readonly limit: number
  readonly defaultWeight: number
}

export const TRACK_FILES: ListKind = { noun: 'track file', keyword: 'track_file', limit: 254, defaultWeight: 1 }
export const TRACK_BFD: ListKind = { noun: 'track bfd', keyword: 'track_bfd', limit: 253, defaultWeight: 0 }

export interface ValueTrack {
  readonly name: string
  readonly weight: number
  readonly reverse: boolean
}

export function resolveValueTracks(
  entries: readonly PlainEntry[],
  { name, order, resolution }: Tracker,
  known: ReadonlyMap<string, Weighable>,
  list: ListKind,
): ValueTrack[] {
  const seen = new Map<string, Mark>()
  return entries.flatMap(({ words, mark }) => {
    const [tracked = '', ...options] = words
    const first = seen.get(tracked)
    const found = known.get(tracked)
    if (found === undefined || found.order > order) {
      complain(resolution, mark, 'not-found', `(${name}) ${list.noun} ${tracked} not found, ignoring...`)
      return []
    }
    if (first !== undefined) {
      const message = `(${name}) duplicate ${list.keyword} ${tracked} - ignoring`
      complain(resolution, mark, 'duplicate', message, 'remove one of them', firstAt(first))
      return []
    }
    const own = readOptions(resolution, mark, name, tracked, options, list)
    if (own === null) return []
    seen.set(tracked, mark)
    return [
      {
        name: tracked,
        weight: own.weight ?? found.weight?.weight ?? list.defaultWeight,
        reverse: own.reverse ?? found.weight?.reverse ?? false,
      },
    ]
  })
}

interface OwnOptions {
  /** null: that of the tracked thing */
  readonly weight: number | null
  readonly reverse: boolean | null
}

/** compat: an entry that is not understood is left out; one whose weight is out of range is taken with the usual weight. */
function readOptions(
  resolution: Resolution,
  mark: Mark,
  owner: string,
  tracked: string,
  [option, given, direction]: readonly string[],
  { noun, limit }: ListKind,
): OwnOptions | null {
  if (option === undefined) return { weight: null, reverse: null }
  if (option !== 'weight') {
    const shown = noun === 'track bfd' ? `${noun} ${tracked}` : noun
    complain(resolution, mark, 'bad-option', `(${owner}) unknown ${shown} option ${option} - ignoring`)
    return null
  }
  if (given === undefined) {
    const message = `(${owner}) weight without value specified for ${noun} ${tracked} - ignoring`
    complain(resolution, mark, 'missing-argument', message)
    return null
  }
  const isGood = numberProblem(given, -limit, limit) === null
  if (!isGood) {
    const message = `(${owner}) weight for ${noun} ${tracked} must be in [-${limit}..${limit}] inclusive. Ignoring...`
    caution(resolution, mark, 'bad-value', message)
  }
  if (direction !== undefined && direction !== 'reverse' && direction !== 'noreverse') {
    const message = `(${owner}) unknown ${noun} ${tracked} weight option ${direction} - ignoring`
    complain(resolution, mark, 'bad-option', message)
    return null
  }
  return {
    weight: isGood ? Number(given) : null,
    reverse: direction === undefined ? null : direction === 'reverse',
  }
}

/**
 * As `withoutWeights` has it for scripts, of a member of a sync group and of an address owner. compat: a file with the
 * usual weight, said or not, stays tracked, with weight 0; any other weight costs the entry.
 */
export function withoutValueWeights(
  tracks: readonly ValueTrack[],
  kind: 'file' | 'bfd',
  why: 'group' | 'owner',
  { name, at, entries, resolution }: WeightOwner,
): ValueTrack[] {
  const reason = why === 'group' ? 'SYNC group' : 'address_owner'
  return tracks.flatMap((track) => {
    if (track.weight === 0) return [track]
    const entry = entries.find(({ words }) => words[0] === track.name)
    const tell = (what: string): void =>
      caution(resolution, entry?.mark ?? at, 'weight-ignored', `(${name}) ignoring ${what}`, 'write: weight 0')
    if (track.weight === TRACK_FILES.defaultWeight) {
      tell(`weight from tracked ${kind} ${track.name} due to ${reason}. specify weight 0`)
      return [{ ...track, weight: 0 }]
    }
    tell(`tracked ${kind} ${track.name} with weight ${track.weight} due to ${reason}`)
    return []
  })
}

export interface WeightOwner {
  readonly name: string
  readonly at: Mark
  readonly entries: readonly PlainEntry[]
  readonly resolution: Resolution
}
