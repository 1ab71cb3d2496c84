/**
 * The real-time signals of keepalived: JSON, statistics that are cleared, timers.
 *
 * Node has names for the first 31 signals only, but its own way of hearing them (libuv's) takes any number. It is reached
 * through `process.binding`, which Node keeps for old packages; where it is gone one day, these signals are ignored, for
 * unheard they would end the process, and SIGURG still clears the statistics.
 */
import { tryLibc } from './libc.ts'

/** signal(7), with the C library's SIGRTMIN of 34 and SIGRTMAX of 64 */
export const SIGNAL_JSON = 36
export const SIGNAL_STATS_CLEAR = 63
export const SIGNAL_TIMERS = 64
const ignoreSignal = 1

interface SignalWatcher {
  onsignal: (number: number) => void
  /** 0, or a negative errno */
  start(number: number): number
  unref(): void
}

/** Null: this Node has no such thing. */
function watcherClass(): (new () => SignalWatcher) | null {
  const quiet = process.noDeprecation
  try {
    // It would say on standard error that the way is old, which we know.
    process.noDeprecation = true
    const { binding } = process as unknown as { binding: (name: string) => { Signal?: new () => SignalWatcher } }
    return binding.call(process, 'signal_wrap').Signal ?? null
  } catch {
    // Safe: without it the signals are ignored, as said above.
    return null
  } finally {
    process.noDeprecation = quiet ?? false
  }
}

export function hearsRealTimeSignals(): boolean {
  return watcherClass() !== null
}

/** Those that have a listener are heard from now on, the others are ignored. */
export function onRealTimeSignals(listeners: Readonly<Record<number, () => void>>): void {
  for (const number of [SIGNAL_JSON, SIGNAL_STATS_CLEAR, SIGNAL_TIMERS]) {
    const listener = listeners[number]
    if (listener === undefined || !listen(number, listener)) tryLibc('signal', number, ignoreSignal)
  }
}

function listen(number: number, listener: () => void): boolean {
  const Watcher = watcherClass()
  if (Watcher === null) return false
  const watcher = new Watcher()
  watcher.onsignal = listener
  watchers.push(watcher)
  if (watcher.start(number) !== 0) return false
  watcher.unref()
  return true
}

/** They would be collected, and then hear nothing any more. */
const watchers: SignalWatcher[] = []
