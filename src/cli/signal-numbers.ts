/**
 * The names that `--signum` understands, with the numbers of Linux (signal(7)).
 *
 * compat: the original clears its statistics on SIGRTMAX-1, which Node cannot listen to; here it is SIGURG, which does nothing
 * to a process that does not know it. JSON is unknown, as in an original that was built without it.
 */
const signalNumbers: Readonly<Record<string, number>> = { STOP: 15, RELOAD: 1, DATA: 10, STATS: 12, STATS_CLEAR: 23 }

export const signalNames: readonly string[] = Object.keys(signalNumbers)

/** null: no such name */
export function signalNumberOf(name: string): number | null {
  return Object.hasOwn(signalNumbers, name) ? (signalNumbers[name] ?? null) : null
}
