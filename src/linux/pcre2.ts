/**
 * Perl-compatible regular expressions from the system's own library (pcre2api(3)), as keepalived has them: JavaScript's
 * differ in syntax and meaning, and cannot be stopped.
 *
 * A match can take time without end. So each call here looks at a bounded number of starting places, with a bounded
 * number of steps from each, and without recursion on our own stack; the caller counts the time between calls.
 */
import type { RegexConfig, RegexOption } from '../config/checker-config.ts'
import { loadLibrary, wordBytes, type Library } from './libc.ts'

/** libpcre2-8.so.0 is the stable name of the library since 2015. */
const LIBRARY = 'libpcre2-8.so.0'
const PACKAGE = 'libpcre2-8-0'

/** pcre2.h */
const OPTIONS: Readonly<Record<RegexOption, number>> = {
  allow_empty_class: 0x1,
  alt_bsux: 0x2,
  auto_callout: 0x4,
  caseless: 0x8,
  dollar_endonly: 0x10,
  dotall: 0x20,
  dupnames: 0x40,
  extended: 0x80,
  firstline: 0x100,
  match_unset_backref: 0x200,
  multiline: 0x400,
  never_ucp: 0x800,
  never_utf: 0x1000,
  no_auto_capture: 0x2000,
  no_auto_possess: 0x4000,
  no_dotstar_anchor: 0x8000,
  no_start_optimize: 0x1_0000,
  ucp: 0x2_0000,
  ungreedy: 0x4_0000,
  utf: 0x8_0000,
  never_backslash_c: 0x10_0000,
  alt_circumflex: 0x20_0000,
  alt_verbnames: 0x40_0000,
  use_offset_limit: 0x80_0000,
}
/** The page decides what octets come: no UTF-8 must not be undefined behaviour. */
const MATCH_INVALID_UTF = 0x400_0000
const NOTBOL = 1
const PARTIAL_HARD = 0x20
const JIT_COMPLETE = 1
const JIT_PARTIAL_HARD = 4
const INFO_ALLOPTIONS = 0
const INFO_BACKREFMAX = 2
const INFO_MAXLOOKBEHIND = 15
const ERROR_NOMATCH = -1
const ERROR_PARTIAL = -2

/** Steps from one starting place, as compiled code counts them. */
const MATCH_LIMIT = 20_000
/** Where the library does not compile for the machine, more is a step. */
const INTERPRETED_MATCH_LIMIT = 100_000
const HEAP_LIMIT_KIB = 16_384
const COSTLY_STARTS = 16
const MAX_CHARACTER_OCTETS = 4
const MAX_ERROR_LENGTH = 256

export type RegexOutcome =
  /** octets of the window; `partial`: it may match when more comes */
  | { readonly kind: 'match' | 'partial'; readonly start: number }
  | { readonly kind: 'none' }
  /** in the library's words */
  | { readonly kind: 'failed'; readonly reason: string }

export interface Regex {
  /** octets in front of a starting place that the pattern may look at */
  readonly lookBehind: number
  /** the window may end in the middle of a character */
  readonly utf: boolean
  /** how many starting places one call may try, so that it is back soon */
  readonly startsPerCall: number
  readonly match: (window: Uint8Array, search: RegexSearch) => RegexOutcome
}

export interface RegexSearch {
  /** first and last starting place, as offsets in the window */
  readonly from: number
  readonly to: number
  /** what stands first in the window is the first of all */
  readonly atBegin: boolean
  /** what stands last is the last of all */
  readonly atEnd: boolean
}

export type RegexResult =
  | { readonly ok: true; readonly regex: Regex }
  | { readonly ok: false; readonly message: string; readonly hint: string | null }

/** keepalived's words for a pattern that is none; null: it is good. */
export function regexProblem(config: RegexConfig): { readonly message: string; readonly hint: string | null } | null {
  const result = compileRegex(config)
  return result.ok ? null : result
}

export function compileRegex(config: RegexConfig): RegexResult {
  let calls: Calls
  try {
    calls = open()
  } catch {
    return {
      ok: false,
      message: `Regex '${config.pattern}' cannot be used: there is no ${LIBRARY}`,
      hint: `install the package ${PACKAGE}`,
    }
  }
  const pattern = Buffer.from(config.pattern, 'utf8')
  const asked = config.options.reduce((bits, option) => bits | OPTIONS[option], 0) | OPTIONS.use_offset_limit
  const first = compile(calls, pattern, asked)
  if (typeof first !== 'bigint') {
    const message = `Invalid regex: '${config.pattern}' at offset ${first.offset}: ${first.reason}`
    return { ok: false, message, hint: null }
  }
  // "(*UTF)" in the pattern makes it one, too.
  const utf = (info(calls, first, INFO_ALLOPTIONS) & OPTIONS.utf) !== 0
  let code = first
  if (utf) {
    const safe = compile(calls, pattern, asked | MATCH_INVALID_UTF)
    calls.freeCode(first)
    if (typeof safe !== 'bigint') return { ok: false, message: `Invalid regex: '${config.pattern}'`, hint: null }
    code = safe
  }
  return { ok: true, regex: makeRegex(calls, code, config, utf) }
}

function makeRegex(calls: Calls, code: Pointer, config: RegexConfig, utf: boolean): Regex {
  const compiled = calls.jitCompile(code, JIT_COMPLETE | JIT_PARTIAL_HARD) === 0
  const context = calls.makeContext(null)
  const data = calls.makeMatchData(code, null)
  // compat: without `regex_stack` the compiled code has no more than 32 KiB of our own stack.
  const stack = config.stack === null ? null : calls.makeStack(config.stack.startOctets, config.stack.maxOctets, null)
  calls.setMatchLimit(context, compiled ? MATCH_LIMIT : INTERPRETED_MATCH_LIMIT)
  calls.setHeapLimit(context, HEAP_LIMIT_KIB)
  if (stack !== null) calls.assignStack(context, null, stack)
  const match: Regex['match'] = (window, { from, to, atBegin, atEnd }) => {
    calls.setOffsetLimit(context, to)
    const options = (atBegin ? 0 : NOTBOL) | (atEnd ? 0 : PARTIAL_HARD)
    const result = Number(calls.match(code, filled(window), window.length, from, options, data, context))
    if (result === ERROR_NOMATCH) return { kind: 'none' }
    if (result < 0 && result !== ERROR_PARTIAL) return { kind: 'failed', reason: errorText(calls, result) }
    const start = firstOf(calls, data)
    // The library takes the limit for a hint: its search for a first letter may run past it.
    return start > to ? { kind: 'none' } : { kind: result === ERROR_PARTIAL ? 'partial' : 'match', start }
  }
  const costly = !compiled || info(calls, code, INFO_BACKREFMAX) > 0 || LOOPS.test(config.pattern)
  // One more, so that what the window begins with is never taken for the begin of all.
  const lookBehind = (info(calls, code, INFO_MAXLOOKBEHIND) + 1) * (utf ? MAX_CHARACTER_OCTETS : 1)
  const regex = { lookBehind, utf, startsPerCall: costly ? COSTLY_STARTS : Infinity, match }
  garbage.register(regex, () => {
    calls.freeMatchData(data)
    calls.freeContext(context)
    if (stack !== null) calls.freeStack(stack)
    calls.freeCode(code)
  })
  return regex
}

/** A repeated group or a recursion: what makes the steps from one starting place more than proportional to the text. */
const LOOPS = /\)[*+?{]|\(\?(R|[+-]?\d|&|P[>=])|\\[gk]/

/** What the library gave away goes back when nobody has the pattern any more. */
const garbage = new FinalizationRegistry<() => void>((release) => release())

type Pointer = bigint | null

interface Calls {
  readonly compile: (...args: readonly unknown[]) => Pointer
  readonly jitCompile: (code: Pointer, options: number) => number
  readonly match: (...args: readonly unknown[]) => number
  readonly info: (code: Pointer, what: number, value: Uint8Array) => number
  readonly errorText: (error: number, text: Uint8Array, length: number) => number
  readonly makeMatchData: (code: Pointer, general: null) => Pointer
  readonly offsets: (data: Pointer) => Pointer
  readonly makeContext: (general: null) => Pointer
  readonly setMatchLimit: (context: Pointer, limit: number) => number
  readonly setHeapLimit: (context: Pointer, limit: number) => number
  readonly setOffsetLimit: (context: Pointer, limit: number) => number
  readonly makeStack: (start: number, max: number, general: null) => Pointer
  readonly assignStack: (context: Pointer, callback: null, stack: Pointer) => void
  readonly freeCode: (code: Pointer) => void
  readonly freeMatchData: (data: Pointer) => void
  readonly freeContext: (context: Pointer) => void
  readonly freeStack: (stack: Pointer) => void
  readonly copy: (to: Uint8Array, from: Pointer, length: number) => Pointer
}

let opened: Calls | null = null

function open(): Calls {
  if (opened !== null) return opened
  const library: Library = loadLibrary(LIBRARY)
  const call = (declaration: string): never => library.func(declaration) as never
  return (opened = {
    compile: call(
      'void *pcre2_compile_8(const uint8 *pattern, size_t length, uint32 options, _Out_ int *error, _Out_ size_t *offset, void *context)',
    ),
    jitCompile: call('int pcre2_jit_compile_8(void *code, uint32 options)'),
    match: call(
      'int pcre2_match_8(void *code, const uint8 *subject, size_t length, size_t start, uint32 options, void *data, void *context)',
    ),
    info: call('int pcre2_pattern_info_8(void *code, uint32 what, _Out_ uint8 *value)'),
    errorText: call('int pcre2_get_error_message_8(int error, _Out_ uint8 *text, size_t length)'),
    makeMatchData: call('void *pcre2_match_data_create_from_pattern_8(void *code, void *general)'),
    offsets: call('void *pcre2_get_ovector_pointer_8(void *data)'),
    makeContext: call('void *pcre2_match_context_create_8(void *general)'),
    setMatchLimit: call('int pcre2_set_match_limit_8(void *context, uint32 limit)'),
    setHeapLimit: call('int pcre2_set_heap_limit_8(void *context, uint32 limit)'),
    setOffsetLimit: call('int pcre2_set_offset_limit_8(void *context, size_t limit)'),
    makeStack: call('void *pcre2_jit_stack_create_8(size_t start, size_t max, void *general)'),
    assignStack: call('void pcre2_jit_stack_assign_8(void *context, void *callback, void *data)'),
    freeCode: call('void pcre2_code_free_8(void *code)'),
    freeMatchData: call('void pcre2_match_data_free_8(void *data)'),
    freeContext: call('void pcre2_match_context_free_8(void *context)'),
    freeStack: call('void pcre2_jit_stack_free_8(void *stack)'),
    copy: loadLibrary('libc.so.6').func('void *memcpy(_Out_ uint8 *to, void *from, size_t length)') as never,
  })
}

function compile(
  calls: Calls,
  pattern: Uint8Array,
  options: number,
): bigint | { readonly offset: number; readonly reason: string } {
  const [error, offset] = [[0], [0]]
  const code = calls.compile(filled(pattern), pattern.length, options, error, offset, null)
  return code ?? { offset: Number(offset[0]), reason: errorText(calls, Number(error[0])) }
}

/** Nothing at all would be passed as a null pointer. */
function filled(octets: Uint8Array): Uint8Array {
  return octets.length === 0 ? ONE_OCTET : octets
}

const ONE_OCTET = new Uint8Array(1)

function errorText(calls: Calls, error: number): string {
  const text = Buffer.alloc(MAX_ERROR_LENGTH)
  const length = calls.errorText(error, text, text.length)
  return length < 0 ? `error ${error}` : text.toString('latin1', 0, length)
}

function info(calls: Calls, code: Pointer, what: number): number {
  const value = new Uint32Array(1)
  calls.info(code, what, new Uint8Array(value.buffer))
  return value[0] ?? 0
}

/** The first offset is a size_t. */
function firstOf(calls: Calls, data: Pointer): number {
  const value = new BigUint64Array(1)
  calls.copy(new Uint8Array(value.buffer), calls.offsets(data), wordBytes())
  return Number(value[0] ?? 0n)
}
