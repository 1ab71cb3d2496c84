/**
 * Remembers what a machine was given last, so that a fault in it can be repeated: when a step throws, the state of a while ago
 * and all events since then go into a file, which `tskeepalived --replay` gives to the same machine again.
 *
 * Events are kept as they are, with the configuration that some of them bring, of which there may be only a few; the state is copied
 * once in thousands of events or a few configurations. A state that is too large to be copied in a
 * moment is not copied, or only once, and nothing is remembered any more: the recorder must not cost a takeover.
 */
import { serialize } from 'node:v8'
import { writeFileAtomically } from '../linux/files.ts'
import type { Us } from '../lib/time.ts'

export type MachineName = 'lifecycle' | 'vrrp' | 'lvs'

export interface FlightRecorder<State, Event> {
  /** before each step */
  readonly note: (state: State, event: Event, now: Us) => void
  /** a step threw. Where the events went; null: nowhere */
  readonly save: (error: unknown) => string | null
}

/** What is in the file, in the form of v8.serialize. */
export interface FlightRecord {
  readonly layout: 1
  readonly program: string
  readonly node: string
  readonly machine: MachineName
  readonly at: string
  readonly error: string
  readonly state: unknown
  readonly events: readonly { readonly now: Us; readonly event: unknown }[]
}

export interface FlightRecorderOptions<State> {
  readonly machine: MachineName
  readonly program: string
  readonly path: string
  readonly log?: (level: 'err', text: string) => void
  /** known without trying to copy it */
  readonly isLarge?: (state: State) => boolean
  readonly limits?: Partial<RecorderLimits>
}

export interface RecorderLimits {
  /** this many events at least are kept, and twice as many at most */
  readonly events: number
  /** this many events with a configuration are kept, and twice as many at most */
  readonly configs: number
  readonly copyMs: number
}

const usualLimits: RecorderLimits = { events: 10_000, configs: 4, copyMs: 5 }

interface Stretch {
  readonly state: Uint8Array
  readonly events: { readonly now: Us; readonly event: unknown }[]
  configs: number
}

/** Configurations hold passwords. */
const recordMode = 0o600

export function makeFlightRecorder<State, Event extends object>(
  options: FlightRecorderOptions<State>,
): FlightRecorder<State, Event> {
  const limits = { ...usualLimits, ...options.limits }
  let before: Stretch | null = null
  let current: Stretch | null = null
  let off = false

  function note(state: State, event: Event, now: Us): void {
    if (off) return
    const hasConfig = 'config' in event
    const isFull = (stretch: Stretch): boolean =>
      stretch.events.length >= limits.events || (hasConfig && stretch.configs >= limits.configs)
    if (current === null || isFull(current)) begin(state)
    if (current === null) return
    current.events.push({ now, event })
    if (hasConfig) current.configs += 1
  }

  function begin(state: State): void {
    const start = performance.now()
    const copy = options.isLarge?.(state) ? null : tryCopy(state)
    if (copy === null || performance.now() - start > limits.copyMs) {
      off = true
      before = current = null
      return
    }
    before = current
    current = { state: copy, events: [], configs: 0 }
  }

  function save(error: unknown): string | null {
    if (current === null) return null
    const first = before ?? current
    const events = [...(before?.events ?? []), ...current.events]
    const head = { layout: 1, program: options.program, node: process.versions.node, machine: options.machine } as const
    const at = new Date().toISOString()
    try {
      const record = { ...head, at, error: textOf(error), state: first.state, events }
      writeFileAtomically(options.path, serialize(record), recordMode)
      options.log?.('err', `What led to it is in ${options.path}: tskeepalived --replay ${options.path}`)
      return options.path
    } catch {
      // Safe: the fault itself is logged and ends the process all the same.
      return null
    }
  }

  return { note, save }
}

function tryCopy(state: unknown): Uint8Array | null {
  try {
    return serialize(state)
  } catch {
    // It has something in it that cannot be copied, or is nested too deeply: then it is not remembered.
    return null
  }
}

export function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
