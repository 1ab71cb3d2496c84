/** Readers for `vrrp_script` and `vrrp_track_process`. */
import { US_PER_MS, US_PER_S } from '../../lib/time.ts'
import type { Us } from '../../lib/time.ts'
import type { Reader } from './row.ts'
import { argument, numberProblem, reportBad, seconds } from './scalar.ts'

const scriptSeconds = seconds(0, 4294 * US_PER_S, US_PER_MS)

/** compat: 0 is taken as 1 second, with a complaint. */
function positiveSeconds(keyword: string): Reader<Us> {
  return {
    ...scriptSeconds,
    read: (statement, row, use) => {
      const us = scriptSeconds.read(statement, row, use)
      if (us !== 0) return us
      use.reporter.report({
        code: 'clamped',
        at: statement.mark,
        word: statement.words[1] ?? '',
        message: `(${use.owner}): vrrp script ${keyword} must be greater than 0, setting to 1`,
      })
      return US_PER_S
    },
  }
}

export const scriptInterval = positiveSeconds('interval')
export const scriptTimeout = positiveSeconds('timeout')

export interface Weight {
  readonly weight: number
  readonly reverse: boolean
}

/** `<number> [reverse]` */
export function weighted(limit: number): Reader<Weight> {
  return {
    syntax: `<-${limit}..${limit}> [reverse]`,
    block: null,
    read: (statement, row, use) => {
      const given = argument(statement, row, use)
      if (given === undefined) return undefined
      const problem = numberProblem(given, -limit, limit)
      if (problem !== null) {
        reportBad(statement, row, use, given, problem, problem)
        return undefined
      }
      const option = statement.words[2]
      if (option !== undefined && option !== 'reverse') {
        use.reporter.report({
          code: 'bad-option',
          at: statement.mark,
          word: option,
          message: `vrrp_script ${use.owner} unknown weight option ${option}`,
          hint: 'only reverse may follow',
        })
      }
      return { weight: Number(given), reverse: option === 'reverse' }
    },
    samples: [`-${limit}`, String(limit), '10 reverse'],
    write: ({ weight, reverse }) => [String(weight), ...(reverse ? ['reverse'] : [])],
    range: { least: -limit, most: limit },
  }
}

export interface ProcessText {
  readonly process: string
  readonly params: readonly string[]
}

export const processWords: Reader<ProcessText> = {
  syntax: '<program> [<parameter> ...]',
  block: null,
  read: (statement, row, use) => {
    const process = argument(statement, row, use)
    return process === undefined ? undefined : { process, params: statement.words.slice(2) }
  },
  samples: ['/usr/sbin/named', 'named -u bind'],
  write: ({ process, params }) => [process, ...params],
}

export const paramMatch: Reader<'exact' | 'partial' | 'initial'> = {
  syntax: '[initial|partial]',
  block: null,
  read: (statement, row, use) => {
    const given = statement.words[1]
    if (given === undefined) return 'exact'
    if (given === 'initial' || given === 'partial') return given
    reportBad(statement, row, use, given, 'expected initial or partial')
    return undefined
  },
  samples: ['', 'initial', 'partial'],
  write: (value) => (value === 'exact' ? [] : [value]),
}
