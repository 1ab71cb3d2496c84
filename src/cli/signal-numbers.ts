/**
 * The names that `--signum` understands, with the numbers of Linux (signal(7)). TDUMP is unknown, as in Debian's original.
 */
import { hearsRealTimeSignals, SIGNAL_JSON, SIGNAL_STATS_CLEAR } from '../linux/signals.ts'

const SIGURG = 23
const numbers: Readonly<Record<string, number>> = {
  STOP: 15,
  RELOAD: 1,
  DATA: 10,
  STATS: 12,
  STATS_CLEAR: SIGNAL_STATS_CLEAR,
  JSON: SIGNAL_JSON,
}

export const signalNames: readonly string[] = Object.keys(numbers)

/** null: no such name */
export function signalNumberOf(name: string): number | null {
  const number = Object.hasOwn(numbers, name) ? (numbers[name] ?? null) : null
  if (number === null || number < SIGNAL_JSON || hearsRealTimeSignals()) return number
  // A Node without an ear for real-time signals: see there.
  return name === 'STATS_CLEAR' ? SIGURG : null
}
