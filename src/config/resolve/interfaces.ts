/** Whether the interfaces that a configuration names exist. One missing interface is one complaint at the end, too. */
import type { Mark } from '../lexer/sources.ts'
import { nearestWord } from '../spelling.ts'
import type { Resolution } from './resolution.ts'

export class Interfaces {
  readonly #resolution: Resolution
  /** `dynamic_interfaces`: they may come later */
  readonly dynamic: boolean
  #missing: Mark | null = null

  constructor(resolution: Resolution, dynamic: boolean) {
    this.#resolution = resolution
    this.dynamic = dynamic
  }

  /** False when `name` is missing and must not be. `owner` is what keepalived calls the place. */
  check(name: string, mark: Mark, owner: string): boolean {
    return this.checkTracked(name, mark, `WARNING - interface ${name} for ${owner} doesn't exist`)
  }

  /** As `check`, with words of the caller, who may take from the message its class; the complaint at the end has its own. */
  checkTracked(name: string, mark: Mark, message: string, ofClass: { readonly class?: null } = {}): boolean {
    if (this.dynamic || this.#resolution.environment.interfaceExists(name)) return true
    this.#resolution.reporter.warn({
      code: 'no-interface',
      ...ofClass,
      at: mark,
      word: name,
      message,
      hint: `${guessInterface(name, this.#resolution)}create it first, or write 'dynamic_interfaces' into global_defs`,
    })
    this.#missing ??= mark
    return false
  }

  /** False when one is missing. */
  finish(): boolean {
    if (this.#missing === null) return true
    this.#resolution.reporter.report({
      code: 'missing-interface',
      class: 'fatal',
      at: this.#missing,
      message: 'Non-existent interface specified in configuration',
    })
    return false
  }
}

const MAX_SHOWN = 6

/** Which one was meant, or which there are; empty, or ends with '; '. */
export function guessInterface(name: string, { environment }: Resolution): string {
  const names = [...(environment.interfaceNames?.() ?? [])].filter((one) => one !== 'lo')
  const near = nearestWord(name, names)
  if (near !== null) return `did you mean '${near}'?; `
  return names.length === 0 || names.length > MAX_SHOWN ? '' : `there are ${names.join(', ')}; `
}
