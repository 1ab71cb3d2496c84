/** Entries of `track_interface`, `track_script` and `track_process`: a name and what its failure costs. */
import type { Mark } from '../lexer/sources.ts'
import type { Statement } from '../tree.ts'
import type { Entry } from './block.ts'
import type { Use } from './row.ts'
import { numberProblem } from './scalar.ts'

export interface TrackEntry {
  readonly name: string
  readonly mark: Mark
  /** null: what the tracked thing itself says */
  readonly weight: number | null
  readonly reverse: boolean | null
}

interface TrackForm {
  readonly keyword: 'track_interface' | 'track_script' | 'track_process'
  readonly limit: number
  readonly noreverse: boolean
  readonly samples: readonly string[]
}

export const trackInterface = trackEntry({
  keyword: 'track_interface',
  limit: 253,
  noreverse: false,
  samples: ['eth1', 'eth1 weight -253 reverse'],
})
export const trackScript = trackEntry({
  keyword: 'track_script',
  limit: 253,
  noreverse: true,
  samples: trackSamples(253),
})
export const trackProcess = trackEntry({
  keyword: 'track_process',
  limit: 254,
  noreverse: true,
  samples: trackSamples(254),
})

export function trackSamples(limit: number): readonly string[] {
  return ['a', `a weight ${limit} noreverse`, `a weight -${limit} reverse`]
}

function trackEntry(form: TrackForm): Entry<TrackEntry> {
  return {
    read: (entry, _row, use) => readTrack(entry, use, form),
    samples: form.samples,
    write: ({ name, weight, reverse }) => [
      name,
      ...(weight === null ? [] : ['weight', String(weight)]),
      ...(reverse === null ? [] : [reverse ? 'reverse' : 'noreverse']),
    ],
  }
}

/** `name [weight n] [reverse|noreverse]` */
function readTrack(entry: Statement, use: Use, form: TrackForm): TrackEntry {
  const { words, mark } = entry
  const name = words[0] ?? ''
  let weight: number | null = null
  let reverse: boolean | null = null
  for (let i = 1; i < words.length; i++) {
    const option = words[i] ?? ''
    if (option === 'weight') weight = readWeight(entry, use, form, words[++i])
    else if (option === 'reverse') reverse = true
    else if (option === 'noreverse' && form.noreverse) reverse = false
    else {
      use.reporter.report({
        code: 'bad-option',
        at: mark,
        word: option,
        message: unknownOption(form, use.owner, name, option),
        hint: `expected weight <number>${form.noreverse ? ', reverse or noreverse' : ' or reverse'}`,
      })
      break
    }
  }
  return { name, mark, weight, reverse }
}

/** keepalived words it in two ways. */
function unknownOption(form: TrackForm, owner: string, name: string, option: string): string {
  return form.keyword === 'track_interface'
    ? `(${owner}) unknown track_interface ${name} option ${option} - ignoring`
    : `(${owner}) unknown ${form.keyword.replace('_', ' ')} option ${option} - ignoring`
}

function readWeight(entry: Statement, use: Use, form: TrackForm, given: string | undefined): number | null {
  const name = entry.words[0] ?? ''
  const owner = use.owner
  if (given === undefined) {
    use.reporter.report({
      code: 'missing-argument',
      at: entry.mark,
      word: 'weight',
      message: `(${owner}) weight without value specified for ${form.keyword} ${name} - ignoring`,
      hint: 'write: weight <number>',
    })
    return null
  }
  const problem = numberProblem(given, -254, 254)
  if (problem !== null) {
    use.reporter.report({
      code: 'bad-value',
      at: entry.mark,
      word: given,
      message:
        form.keyword === 'track_process'
          ? `(${owner}) weight for track process ${name} must be in [-${form.limit}..${form.limit}] inclusive. Ignoring...`
          : `(${owner}) weight ${given} for ${name} must be between [-${form.limit}..${form.limit}] inclusive. Ignoring...`,
      hint: problem,
      expected: `<-${form.limit}..${form.limit}>`,
    })
    return null
  }
  const weight = Number(given)
  if (Math.abs(weight) <= form.limit) return weight
  use.reporter.report({
    code: 'clamped',
    at: entry.mark,
    word: given,
    message: `(${owner}) weight for ${name} cannot be +/-254. Setting to +/-253`,
  })
  return Math.sign(weight) * form.limit
}
