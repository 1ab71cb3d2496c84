/**
 * Searches a page for a pattern while it arrives: a window of it is kept, the page is not.
 *
 * A match may reach over several arrivals, so what could still become one is carried on (pcre2partial(3)). All that
 * bounds a search is here: how much is carried, and how long one page may keep us busy. Counted is the time of our own
 * process, because a loaded machine is not the page's fault.
 *
 * compat departs: 2.2.7 looks at each read(2) as a page of its own, and at the head where it came in the same one. So
 * `^` matches in the middle of a page there, `$` nowhere, and offsets count from the head or from the page, by chance.
 */
import type { RegexConfig } from '../config/config.ts'
import { compileRegex } from '../linux/pcre2.ts'
import type { Regex, RegexOutcome, RegexSearch } from '../linux/pcre2.ts'

export type PageVerdict =
  | { readonly kind: 'found' | 'not-found' }
  /** the search was given up; in the library's words, or ours */
  | { readonly kind: 'failed'; readonly reason: string }

export interface PageSearch {
  readonly push: (chunk: Uint8Array) => void
  /** the page is complete */
  readonly end: () => PageVerdict
}

/** What is looked at in one step. */
const STEP_OCTETS = 4096
/** What may be carried on of an unfinished match, and how much of it remains when it becomes more. */
const MAX_CARRIED_OCTETS = 8192
const SHORTENED_OCTETS = 4096
const MAX_LOOKBEHIND_OCTETS = 4096
const LINE_FEED = 0x0a

/** Time of our process for one page, in µs: at once, and for each octet of it. */
const BUDGET_US = 250_000
const BUDGET_US_PER_OCTET = 0.1

/** Throws when the pattern is none; the configuration has been told so. */
export function makePageSearch(config: RegexConfig): PageSearch {
  const regex = regexOf(config)
  const lookBehind = Math.min(regex.lookBehind, MAX_LOOKBEHIND_OCTETS)
  /** the last place where a match may begin */
  let last = config.maxOffset ?? Infinity
  let window: Uint8Array = new Uint8Array(0)
  /** where the window begins in the page, and the next place where a match may begin */
  let base = 0
  let next = config.minOffset
  let spentUs = 0
  const firstLine = config.options.includes('firstline')
  let verdict: PageVerdict | null = null

  /** Looks at the window; what it does not decide stays in it. A match at the very end has to wait for what follows. */
  function look(atEnd: boolean): void {
    const whole = atEnd || !regex.utf ? window.length : wholeCharacters(window)
    const lastHere = Math.min(last, base + (atEnd ? whole : whole - 1))
    while (verdict === null && next <= lastHere) {
      const from = regex.utf ? base + characterAt(window, next - base) : next
      const to = Math.min(lastHere, from + regex.startsPerCall - 1)
      if (from > to) {
        next = from
        break
      }
      const outcome = timed({ from: from - base, to: to - base, atBegin: base === 0, atEnd }, whole)
      if (outcome.kind === 'match') verdict = { kind: 'found' }
      else if (outcome.kind === 'failed') verdict = outcome
      else if (spentUs > BUDGET_US + BUDGET_US_PER_OCTET * (base + whole)) {
        verdict = { kind: 'failed', reason: 'the search takes too long' }
      } else if (outcome.kind === 'partial') {
        next = base + outcome.start
        break
      } else next = to + 1
    }
  }

  function timed(search: RegexSearch, whole: number): RegexOutcome {
    const before = process.cpuUsage()
    const outcome = regex.match(window.subarray(0, whole), search)
    const { user, system } = process.cpuUsage(before)
    spentUs += user + system
    return outcome
  }

  /** Lets go of what no match can need any more. */
  function shorten(): void {
    const end = base + window.length
    if (end - next > MAX_CARRIED_OCTETS) next = end - SHORTENED_OCTETS
    const keepFrom = Math.max(0, Math.min(next - base, window.length) - lookBehind)
    window = window.slice(keepFrom)
    base += keepFrom
  }

  /** firstline is of the page, not of the window. */
  function noteLineEnd(step: Uint8Array, at: number): void {
    if (!firstLine || last < at) return
    const found = step.indexOf(LINE_FEED, Math.max(0, config.minOffset - at))
    if (found >= 0) last = Math.min(last, at + found)
  }

  return {
    push: (chunk) => {
      for (let at = 0; at < chunk.length && verdict === null && next <= last; at += STEP_OCTETS) {
        const step = chunk.subarray(at, at + STEP_OCTETS)
        noteLineEnd(step, base + window.length)
        window = joined(window, step)
        look(false)
        shorten()
      }
    },
    end: () => {
      if (verdict === null) look(true)
      return verdict ?? { kind: 'not-found' }
    },
  }
}

/** Compiled once for all checks of a url; its memory goes with the configuration. */
const compiled = new WeakMap<RegexConfig, Regex>()

function regexOf(config: RegexConfig): Regex {
  const known = compiled.get(config)
  if (known !== undefined) return known
  const result = compileRegex(config)
  if (!result.ok) throw new Error(result.message)
  compiled.set(config, result.regex)
  return result.regex
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

const MAX_CHARACTER_OCTETS = 4

/** How much of it is whole characters of UTF-8; an octet that is none counts as whole. */
function wholeCharacters(octets: Uint8Array): number {
  const { length } = octets
  for (let back = 1; back < MAX_CHARACTER_OCTETS && back <= length; back++) {
    const octet = octets[length - back] ?? 0
    if (isContinuation(octet)) continue
    const needed = octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : octet >= 0xc0 ? 2 : 1
    return needed > back ? length - back : length
  }
  return length
}

/** A starting place may not be inside a character: the next one. */
function characterAt(octets: Uint8Array, at: number): number {
  let found = at
  while (found < octets.length && isContinuation(octets[found] ?? 0)) found++
  return found
}

function isContinuation(octet: number): boolean {
  return (octet & 0xc0) === 0x80
}
