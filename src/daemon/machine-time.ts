/** A machine's clock on the wall. */
import { NEVER, US_PER_MS, type Us } from '../lib/time.ts'

/** The same moment on both clocks. */
export interface Clocks {
  readonly now: Us
  readonly wallMs: number
}

/** ISO 8601 in UTC; null for never. */
export function wallTime({ now, wallMs }: Clocks, at: Us): string | null {
  if (at === NEVER) return null
  return new Date(wallMs + (at - now) / US_PER_MS).toISOString()
}
