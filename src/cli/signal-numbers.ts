/** The names that `--signum` understands. Numbers are those of the Linux C library (SIGRTMIN 34, SIGRTMAX 64), signal(7). */
const signalNumbers: Readonly<Record<string, number>> = {
  STOP: 15,
  RELOAD: 1,
  DATA: 10,
  STATS: 12,
  STATS_CLEAR: 63,
  JSON: 36,
}

/** null: no such name */
export function signalNumberOf(name: string): number | null {
  return Object.hasOwn(signalNumbers, name) ? (signalNumbers[name] ?? null) : null
}
