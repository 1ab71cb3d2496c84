/** Where our verdict is meant to differ from the original's: each case by name, with its line in docs/COMPATIBILITY.md. */
import type { Verdict } from './verdicts.ts'

export interface Departure {
  readonly name: string
  /** words that stand in docs/COMPATIBILITY.md */
  readonly documented: string
  readonly applies: (verdict: Verdict) => boolean
}

/** What the original says of braces, and which codes say it here. */
const BRACES = /missing '}'s|Extra '}'|Unexpected '{'|Missing '{'/
const BRACE_CODES: ReadonlySet<string> = new Set([
  'missing-open-brace',
  'missing-close-brace',
  'extra-brace',
  'unexpected-brace',
])

/** Killed by a signal: of its own (143), or by a fault. */
const DIED = new Set([134, 136, 137, 139, 143])

export const departures: readonly Departure[] = [
  {
    name: 'the original dies',
    documented: 'whose scripts run as another user',
    applies: ({ theirs }) => DIED.has(theirs),
  },
  {
    name: 'spelling of 2002',
    documented: '## Spellings of 2002',
    applies: ({ diagnostics, words }) =>
      diagnostics.some((one) => one.code === 'old-name' && one.class === null) &&
      words.some((line) => /Unknown keyword '(lvs_id|nat_mask|lvs_sync_daemon_inteface|nb_get_retry)'/.test(line)),
  },
  {
    name: 'a pattern that is none',
    documented: 'A pattern that PCRE2 refuses is an error of `-t`',
    applies: ({ diagnostics }) => diagnostics.some(({ code }) => code === 'bad-regex'),
  },
  {
    name: 'service name of a mail server',
    documented: 'takes the name of a service as port',
    applies: ({ theirs, words }) =>
      theirs === 5 &&
      words.some((line) => /invalid number '[a-z]+'/.test(line)) &&
      words.some((line) => /Invalid smtp server/.test(line)),
  },
  {
    name: 'blocks of another process',
    documented: 'skip the blocks of each other by counting braces',
    applies: ({ ours, theirs, diagnostics, words }) =>
      ours >= 5 &&
      (theirs === 2 ? words.some((line) => /is missing a parameter/.test(line)) : theirs >= 5) &&
      diagnostics.some(({ code }) => BRACE_CODES.has(code)) &&
      words.some((line) => BRACES.test(line)),
  },
  {
    name: 'order of global_defs',
    documented: '`global_defs` applies wherever it stands in the file',
    applies: ({ theirs, text, words }) =>
      theirs === 5 &&
      /_(script|fifo)\b[^{}]*\n *script_user /.test(text) &&
      words.some((line) => line.includes('Unable to set default user keepalived_script for script')) &&
      words.every((line) => /Unable to set default user|Invalid \w+ script$|global script uid\/gid$/.test(line)),
  },
  {
    name: 'fractions of a second',
    documented: 'may have decimals in a `vrrp_script`',
    applies: ({ theirs, words }) =>
      theirs === 5 && words.some((line) => /vrrp script (interval|timeout) '\d*\.\d+' /.test(line)),
  },
  {
    name: 'list without braces',
    documented: 'A list without braces',
    applies: ({ ours, theirs, diagnostics }) =>
      ours === 5 &&
      theirs < 5 &&
      diagnostics.every(({ code, class: kind }) => kind === null || code === 'missing-open-brace'),
  },
  {
    name: 'open quote',
    documented: 'A quote that is not closed is one mistake',
    applies: ({ ours, theirs, diagnostics, words }) =>
      ours >= 5 &&
      theirs >= 5 &&
      diagnostics.some(({ message }) => /[Uu]nterminated quote|missing terminating/.test(message)) &&
      words.some((line) => /Unmatched quote|missing terminating/.test(line)),
  },
]

export function departureOf(verdict: Verdict): string | null {
  return departures.find((one) => one.applies(verdict))?.name ?? null
}
