/** What must be true of every configuration that was read, however broken it is. */
import { isDeepStrictEqual } from 'node:util'
import { writeDiagnostic } from '../../src/config/diagnostic.ts'
import type { Diagnostic } from '../../src/config/diagnostic.ts'
import { checkConfig, rewriteConfig } from '../../src/config/load.ts'
import { environmentOf, MAIN } from '../unit/config/load-text.ts'
import type { Input } from './inputs.ts'

const MAX_TOLD = 1000
const MAX_SHOWN = 1010

/** Null, or what is wrong. `thorough`: diagnostics and the plain text of it are written too. */
export function checkInput({ text, world }: Input, thorough: boolean): string | null {
  try {
    const result = rewriteConfig(MAIN, environmentOf(text, world))
    if (![0, 2, 4, 5, 6].includes(result.exitStatus)) return `exit status ${result.exitStatus}`
    if (result.config === null) return 'no config'
    if (result.diagnostics.length > MAX_SHOWN) return `${result.diagnostics.length} diagnostics`
    if (!thorough) return null
    for (const one of result.diagnostics) {
      if (one.message === '') return `an empty message: ${one.code}`
      const line = one.position === null ? null : result.sourceLine(one.position)
      if (one.position !== null && line === null) return `${one.code} stands nowhere`
      writeDiagnostic(one, result.sourceLine)
    }
    result.text()
    const { diagnostics } = checkConfig(MAIN, environmentOf(text, world))
    // Of two on one line either may come first: a test looks at a virtual server before it reads on.
    const inOrder = (all: readonly Diagnostic[]): string[] => all.map((one) => JSON.stringify(one)).toSorted()
    const same = isDeepStrictEqual(inOrder(diagnostics), inOrder(result.diagnostics))
    // Behind a thousand complaints it is chance which are told.
    if (!same && result.diagnostics.length < MAX_TOLD) return 'a mere test complains of something else'
    return null
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
}
