/** What Node cannot say about signals (signal(7)). */
import { tryLibc } from './libc.ts'

/** SIGRTMIN+2 and SIGRTMAX-1, SIGRTMAX: what keepalived uses for JSON, statistics and timers */
const realTimeSignals: readonly number[] = [36, 63, 64]
const ignoreSignal = 1

/**
 * Node cannot listen to real-time signals, and one of them would end the process. Whoever sends keepalived's numbers
 * without asking --signum gets nothing, but breaks nothing.
 */
export function ignoreRealTimeSignals(): void {
  for (const number of realTimeSignals) tryLibc('signal', number, ignoreSignal)
}
