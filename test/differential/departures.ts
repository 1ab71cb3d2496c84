/** Where our verdict is meant to differ from the original's: each case by name, with its line in docs/COMPATIBILITY.md. */
import type { Verdict } from './verdicts.ts'

export interface Departure {
  readonly name: string
  /** words that stand in docs/COMPATIBILITY.md */
  readonly documented: string
  readonly applies: (verdict: Verdict) => boolean
}

/** What the original says of braces. */
const BRACES = /missing '}'s|Extra '}'|Unexpected '{'|Missing '{'/

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
    name: 'braces',
    documented: 'A missing `}` is reported where the next block of the root begins',
    applies: ({ diagnostics, words }) =>
      diagnostics.some(({ code }) => /brace/.test(code)) && words.some((line) => BRACES.test(line)),
  },
  {
    name: 'unknown block',
    documented: 'An unknown or misplaced block is skipped as a whole',
    applies: ({ diagnostics, words }) =>
      diagnostics.some(({ code, hint }) => code === 'unknown-keyword' && hint?.includes('its block is skipped')) &&
      words.some((line) => line.includes("Unexpected '{'")),
  },
  {
    name: 'interface before interfaces',
    documented: 'A garp_group with `interface` before `interfaces`',
    applies: ({ theirs, text, words }) =>
      theirs === 2 &&
      /^ *interface /m.test(text) &&
      words.some((line) => /line starting `eth\d` is missing a parameter/.test(line)),
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
    name: 'words behind the name of a group',
    documented: 'Words behind the name of a `virtual_server_group`',
    applies: ({ theirs, text, words }) =>
      theirs === 2 &&
      /^virtual_server_group \S+ \S+/m.test(text) &&
      words.some((line) => line.includes('***MISSING ***')),
  },
  {
    name: 'group of another family',
    documented: 'A virtual server whose group has addresses of another family',
    applies: ({ ours, theirs, text }) =>
      theirs < ours && /^virtual_server group /m.test(text) && /^ *real_server [\da-f:]+( |$)/m.test(text),
  },
  {
    name: 'fractions of a second',
    documented: 'may have decimals in a `vrrp_script`',
    applies: ({ theirs, words }) =>
      theirs === 5 && words.some((line) => /vrrp script (interval|timeout) '\d*\.\d+' /.test(line)),
  },
  {
    name: 'open quote',
    documented: 'A quote that is not closed is one mistake',
    applies: ({ ours, diagnostics, words }) =>
      ours !== 0 &&
      diagnostics.some(({ message }) => /[Uu]nterminated quote|missing terminating/.test(message)) &&
      words.some((line) => /Unmatched quote|missing terminating/.test(line)),
  },
]

export function departureOf(verdict: Verdict): string | null {
  return departures.find((one) => one.applies(verdict))?.name ?? null
}
