/** Where every stage puts what it finds wrong: one list, bounded, with positions made from marks. */
import type { Diagnostic, DiagnosticClass, Related } from './diagnostic.ts'
import { DIAGNOSTIC_CODES } from './diagnostic-codes.ts'
import type { DiagnosticCode } from './diagnostic-codes.ts'
import type { Mark, Sources } from './lexer/sources.ts'

/** More than anybody reads; a junk file must not fill the memory with complaints. */
const MAX_DIAGNOSTICS = 1000
const MAX_OTHER_LINES = 20

export interface Finding {
  /** told even behind a thousand others: what comes once in a load and explains the rest */
  readonly always?: true
  readonly code: DiagnosticCode
  readonly severity?: Diagnostic['severity']
  /** default 'general'; null for what only we complain about */
  readonly class?: DiagnosticClass | null
  readonly at: Mark | null
  /** the word that is wrong, to point at it on the line of `at` */
  readonly word?: string
  readonly message: string
  /** a function where it takes time to find one: it is asked only for what will be shown */
  readonly hint?: string | null | (() => string | null)
  /** what may stand there, as the keyword table writes it */
  readonly expected?: string
  /** other places that belong to it */
  readonly related?: readonly { readonly at: Mark; readonly message: string }[]
}

/** A hint that says what was expected says it to programs, too. */
function expectedIn(hint: string | null): string {
  const [, written, meant] = /^(?:(?:expected |write: )([^;]+)|did you mean '([^']+)')/.exec(hint ?? '') ?? []
  return written ?? meant ?? ''
}

export class Reporter {
  readonly diagnostics: Diagnostic[] = []
  readonly sources: Sources
  readonly #kinds = new Set<DiagnosticClass | null>()
  readonly #marks: number[] = []
  readonly #once = new Map<string, { readonly index: number; readonly lines: string[] }>()
  #suppressed = 0

  constructor(sources: Sources) {
    this.sources = sources
  }

  report(finding: Finding): void {
    const kind = finding.class === undefined ? 'general' : finding.class
    if (this.diagnostics.length >= MAX_DIAGNOSTICS && finding.always !== true) {
      // One that decides the exit status must not be lost behind a thousand that do not.
      if (kind === null || this.#kinds.has(kind)) {
        this.#suppressed++
        return
      }
    }
    this.#kinds.add(kind)
    const { at, word } = finding
    const place = at === null ? null : this.sources.place(at, word ?? null)
    const related = [...(place?.related ?? []), ...(finding.related ?? []).map((one) => this.#relate(one))]
    const hint = (typeof finding.hint === 'function' ? finding.hint() : finding.hint) ?? null
    const expected = finding.expected ?? (expectedIn(hint) || (DIAGNOSTIC_CODES[finding.code].expected ?? ''))
    this.#marks.push(at ?? Infinity)
    this.diagnostics.push({
      code: finding.code,
      severity: finding.severity ?? 'error',
      class: kind,
      position: place?.position ?? null,
      message: finding.message,
      hint,
      ...(place?.width == null ? {} : { width: place.width }),
      ...(expected === '' ? {} : { expected }),
      ...(related.length === 0 ? {} : { related }),
      ...(place?.expansion == null ? {} : { expansion: place.expansion }),
    })
  }

  #relate({ at, message }: { readonly at: Mark; readonly message: string }): Related {
    const { position, width } = this.sources.place(at, null)
    return { position, width, message }
  }

  /** Advice of ours: it changes no verdict and does not go into the log. */
  advise(finding: Omit<Finding, 'class' | 'severity'>): void {
    this.report({ ...finding, severity: 'hint', class: null })
  }

  warn(finding: Finding): void {
    this.report({ severity: 'warning', ...finding })
  }

  /** A warning about a word, however often it is used: the first place in full, the other lines by number. */
  warnOnce(key: string, finding: Finding): void {
    const known = this.#once.get(key)
    if (known === undefined) {
      const index = this.diagnostics.length
      this.warn(finding)
      if (this.diagnostics.length > index) this.#once.set(key, { index, lines: [] })
    } else if (finding.at !== null && known.lines.length < MAX_OTHER_LINES) {
      const { file, line } = this.sources.position(finding.at)
      known.lines.push(file === this.diagnostics[known.index]?.position?.file ? String(line) : `${line} of ${file}`)
    }
  }

  /** Everything, in the order of the files. */
  finish(): readonly Diagnostic[] {
    for (const { index, lines } of this.#once.values()) this.#addLines(index, lines)
    const sorted = this.diagnostics
      .map((_, i) => i)
      .toSorted((a, b) => (this.#marks[a] ?? 0) - (this.#marks[b] ?? 0) || a - b)
      .flatMap((i) => this.diagnostics[i] ?? [])
    if (this.#suppressed > 0) {
      const message = `${this.#suppressed} further messages are not shown`
      sorted.push({ code: 'more', severity: 'notice', class: null, position: null, message, hint: null })
    }
    return sorted
  }

  /** Advice about something that a file may have a thousand times: as `warnOnce`. */
  adviseOnce(key: string, finding: Omit<Finding, 'class' | 'severity'>): void {
    this.warnOnce(key, { ...finding, severity: 'hint', class: null })
  }

  #addLines(index: number, lines: readonly string[]): void {
    const first = this.diagnostics[index]
    if (first === undefined || lines.length === 0) return
    const more = lines.length === MAX_OTHER_LINES ? ' ...' : ''
    const also = `also on line${lines.length > 1 ? 's' : ''} ${lines.join(', ')}${more}`
    this.diagnostics[index] = { ...first, hint: first.hint === null ? also : `${first.hint}; ${also}` }
  }
}
