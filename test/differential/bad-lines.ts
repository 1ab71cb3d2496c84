/**
 * Lines with bad values for every row of the keyword table, each in a file of its own: beyond the range, no number, without
 * argument, with one too many. What the original's `-t` makes of them is what ours must make of them.
 */
import { rootContext } from '../../src/config/grammar/root.ts'
import type { Context, Row } from '../../src/config/grammar/row.ts'
import { around } from '../lab/example-text.ts'
import { departureOf } from './departures.ts'
import type { Verdict } from './verdicts.ts'

export interface BadLine {
  /** keywords that lead to the row, the row, and what is wrong: for messages */
  readonly name: string
  readonly text: string
}

/** So that a script is no matter of security, which would hide every other mistake. */
const SECURITY = 'global_defs {\nenable_script_security\nscript_user root\n}\n'

/** They end the program, read other files, or leave the namespace. */
const SKIPPED = new Set(['net_namespace', 'net_namespace_ipvs', 'namespace_with_ipsets'])

/** Debian's is built without iptables, and has forgotten four spellings of 2002. */
const UNKNOWN = new Set(['vrrp_ipsets', 'lvs_id', 'lvs_sync_daemon_inteface', 'nat_mask', 'nb_get_retry'])

export const badLines: readonly BadLine[] = linesOf(rootContext, [])

function linesOf(context: Context, path: readonly string[]): BadLine[] {
  return context.rows.flatMap((row) => {
    // The block of SSL_GET is that of HTTP_GET.
    if (row.since !== undefined || SKIPPED.has(row.name) || UNKNOWN.has(row.name) || row.name === 'SSL_GET') return []
    const here = [...path, row.name]
    const inner = row.block === null || row.block.rows.length === 0 ? [] : linesOf(row.block, here)
    const own = badStatements(row).map(([what, statement]) => ({
      name: `${here.join(' ')}: ${what}`,
      text: `${SECURITY}${around(statement, here)}`,
    }))
    return [...own, ...inner]
  })
}

function badStatements(row: Row): [what: string, statement: string][] {
  const { name, samples, entrySamples, takesBlock } = row
  const good = samples.find((sample) => sample !== '') ?? ''
  if (entrySamples.length > 0) {
    const list = (entry: string): string => `${name} ${good} {\n${entry}\n}`
    const [first = ''] = entrySamples
    return [
      ['an empty list', list('')],
      ['an entry that is none', list('no-such-value')],
      ['an entry with a word too many', list(`${first} no-such-word`)],
      ['the same entry twice', list(`${first}\n${first}`)],
      ['no list', `${name} ${good}`],
      ['a word before the list', `${name} ${good} no-such-word {\n${first}\n}`],
    ]
  }
  const block = takesBlock ? ' {\n}' : ''
  const values: [string, string][] = [
    ['no argument', ''],
    ['no such value', 'no-such-value'],
    ['a word too many', `${good} no-such-word`],
    ['a quoted blank', '" "'],
    ['twice', `${good}${block}\n${name} ${good}`],
    ...badNumbers(row).map((value): [string, string] => [value, value]),
  ]
  return values.map(([what, value]) => [what, `${name} ${value}${block}`])
}

function badNumbers({ range }: Row): string[] {
  if (range === null) return ['-1', '0']
  const beyond = range.most < 2 ** 44 ? [String(range.most + 1)] : []
  return [...beyond, String(range.least - 1), '99999999999999999999', `${Math.max(range.least, 1)}x`, '1.5', '0x1']
}

/** Where our verdict on such a line is meant to differ, or does so still: words in docs/COMPATIBILITY.md. */
export function otherVerdictOf(name: string, verdict: Verdict): string | null {
  const { ours, theirs } = verdict
  const known = departureOf(verdict)
  if (known !== null) return known
  if (name.endsWith('a quoted blank') && ours === 5 && theirs === 0) return 'A quoted blank is no number'
  if (name.endsWith('no list') && ours === 5 && theirs === 0) return 'A list without braces at the end of a block'
  return OTHER_VERDICTS.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

const OTHER_VERDICTS: readonly (readonly [RegExp, string])[] = [
  [/persistence_granularity/, '`persistence_granularity 24` means /24'],
  [/smtp_server/, 'A name in `smtp_server` that cannot be resolved is a warning'],
  [/FILE_CHECK weight|BFD_CHECK name|use_vmac: twice/, 'Keywords without effect yet'],
]
