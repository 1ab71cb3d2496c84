/**
 * The loop around a machine: feeds it events one at a time, performs its actions in order, and keeps one alarm for its
 * next deadline. It is the only place that reads the clock for the machine.
 */
import type { Machine } from '../lib/machine.ts'
import { US_PER_MS, type Us } from '../lib/time.ts'
import type { Alarm, Ring } from './alarm.ts'
import type { FlightRecorder } from './flight-recorder.ts'

export interface Runtime<State, Event> {
  /** Hands an event over. Safe to call from inside an action: the event then waits for its turn. */
  readonly post: (event: Event) => void
  readonly state: State
  /** no further event is taken, no deadline fires */
  readonly close: () => void
}

export interface RuntimeOptions<State, Event, Action> {
  readonly machine: Machine<State, Event, Action>
  readonly state: State
  readonly now: () => Us
  readonly makeAlarm: (ring: Ring) => Alarm
  /** hears how late each deadline was served */
  readonly late?: (lateUs: Us) => void
  readonly deadlineEvent: Event
  readonly perform: (action: Action) => void
  /** the next deadline is worth waiting for at the clock */
  readonly isUrgent?: (state: State) => boolean
  /** before deadlines are served: posts what came in already, where that may take back what is due */
  readonly catchUp?: (state: State, now: Us) => void
  /** remembers what the machine was given, in case it throws */
  readonly recorder?: FlightRecorder<State, Event>
}

/** Events that actions post while they are performed; more than this is a loop of ours, not work. */
const maxQueued = 100_000
/**
 * Deadlines that are due together are served in one go up to this number and for this long, then sockets get their turn:
 * the kernel's answer about IPVS must not wait until thousands of checks have begun.
 */
const maxDeadlinesInARow = 1_000
const maxTurnUs = 10 * US_PER_MS

export function startRuntime<State, Event, Action>(
  options: RuntimeOptions<State, Event, Action>,
): Runtime<State, Event> {
  const { machine, state, now, perform, deadlineEvent, recorder } = options
  const isUrgent = options.isUrgent ?? (() => false)
  const queue: Event[] = []
  const alarm = options.makeAlarm(ring)
  /** more deadlines are due, after the sockets had their turn */
  let turn: NodeJS.Immediate | null = null
  let draining = false
  let closed = false

  function post(event: Event): void {
    if (closed) return
    if (queue.length >= maxQueued) throw new Error('event queue overrun')
    queue.push(event)
    if (!draining) drain()
  }

  function drain(): void {
    draining = true
    try {
      for (let i = 0; i < queue.length; i++) {
        const event = queue[i] as Event
        for (const action of step(event, now())) perform(action)
      }
    } finally {
      // After a throw (a failed assertion) the process ends; the queue must not be served again on the way.
      queue.length = 0
      draining = false
    }
    arm()
  }

  function step(event: Event, at: Us): Action[] {
    recorder?.note(state, event, at)
    try {
      return machine.step(state, event, at)
    } catch (error) {
      recorder?.save(error)
      throw error
    }
  }

  function arm(): void {
    if (!closed) alarm.set(machine.nextDeadline(state), isUrgent(state))
  }

  function ring(lateUs: Us): void {
    if (turn === null) serve()
    options.late?.(lateUs)
  }

  function serve(): void {
    turn = null
    const startedAt = now()
    for (let i = 0; i < maxDeadlinesInARow; i++) {
      const current = now()
      if (!closed && machine.nextDeadline(state) <= current) options.catchUp?.(state, current)
      if (closed || machine.nextDeadline(state) > current) return arm()
      if (current - startedAt > maxTurnUs) break
      post(deadlineEvent)
    }
    // At once after the sockets: who sleeps on a busy host waits long for the processor.
    turn = setImmediate(serve)
  }

  function close(): void {
    closed = true
    if (turn !== null) clearImmediate(turn)
    alarm.close()
  }

  return { post, state, close }
}
