/** The pattern of a url, and what belongs to it. Of what is wrong here 2.2.7 logs a line, and its `-t` says nothing. */
import type { RegexConfig } from '../checker-config.ts'
import type { urlRows } from '../grammar/checkers.ts'
import type { RegexStack } from '../grammar/checker-values.ts'
import type { Block, SettingsOf } from '../grammar/row.ts'
import type { Resolution } from './resolution.ts'
import { complain } from './resolution.ts'

type UrlBlock = Block<SettingsOf<typeof urlRows>>

export function resolveRegex(block: UrlBlock, resolution: Resolution): RegexConfig | null {
  const { values: s, mark } = block
  const { reporter, environment } = resolution
  const mention = (message: string): void =>
    reporter.report({ code: 'bad-value', severity: 'warning', class: null, at: mark, message })
  const given = s.regexNoMatch ?? s.regexOptions ?? s.regexMinOffset ?? s.regexMaxOffset ?? s.regexStack
  if (s.regex === undefined) {
    if (given !== undefined) mention('regex parameters specified without regex')
    return null
  }
  const { regexMinOffset: least = 0, regexMaxOffset: most = null } = s
  const crossed = most !== null && least > most
  if (crossed) mention(`regex min offset ${least} > regex_max_offset ${most} - ignoring`)
  const config: RegexConfig = {
    pattern: s.regex,
    options: [...new Set((s.regexOptions ?? []).flat())],
    noMatch: s.regexNoMatch ?? false,
    minOffset: crossed ? 0 : least,
    maxOffset: crossed ? null : most,
    stack: s.regexStack === undefined ? null : largest(resolution, s.regexStack),
  }
  const problem = environment.regexProblem?.(config) ?? null
  if (problem === null) return config
  complain(resolution, mark, 'bad-regex', problem.message, problem.hint ?? 'the page is not searched')
  return null
}

/** compat: one stack for all, as large as the largest that any url wants. */
const stacks = new WeakMap<Resolution, { startOctets: number; maxOctets: number }>()

function largest(resolution: Resolution, { startOctets, maxOctets }: RegexStack): RegexStack {
  const known = stacks.get(resolution)
  if (known === undefined) {
    const made = { startOctets, maxOctets }
    stacks.set(resolution, made)
    return made
  }
  known.startOctets = Math.max(known.startOctets, startOctets)
  known.maxOctets = Math.max(known.maxOctets, maxOctets)
  return known
}
