/** Whether the interfaces that a configuration names exist. One missing interface is one complaint at the end, too. */
import type { Mark } from '../lexer/sources.ts'
import type { Resolution } from './resolution.ts'
import { caution, complain } from './resolution.ts'

export class Interfaces {
  readonly #resolution: Resolution
  readonly #dynamic: boolean
  #missing: Mark | null = null

  constructor(resolution: Resolution, dynamic: boolean) {
    this.#resolution = resolution
    this.#dynamic = dynamic
  }

  /** False when `name` is missing and must not be. `owner` is what keepalived calls the place. */
  check(name: string, mark: Mark, owner: string): boolean {
    if (this.#resolution.environment.interfaceExists(name)) return true
    if (this.#dynamic) return true
    caution(
      this.#resolution,
      mark,
      'no-interface',
      `WARNING - interface ${name} for ${owner} doesn't exist`,
      "create it first, or write 'dynamic_interfaces' into global_defs",
    )
    this.#missing ??= mark
    return false
  }

  /** As `check`, with words of the caller. */
  checkTracked(name: string, mark: Mark, message: string): boolean {
    if (this.#dynamic || this.#resolution.environment.interfaceExists(name)) return true
    caution(
      this.#resolution,
      mark,
      'no-interface',
      message,
      "create it first, or write 'dynamic_interfaces' into global_defs",
    )
    this.#missing ??= mark
    return false
  }

  /** False when one is missing. */
  finish(): boolean {
    if (this.#missing === null) return true
    complain(this.#resolution, this.#missing, 'missing-interface', 'Non-existent interface specified in configuration')
    return false
  }
}
