/**
 * What a machine is to the runtime loop: state it owns, a step that turns one event into orders, and its next deadline.
 *
 * `step` may change `state` in place (nobody else holds it), but is otherwise a function: same state, same event, same
 * actions. It knows no clock, no random source, no socket and no log; the time comes with the event. The order of the
 * actions is the order in which the runtime performs them. An action that fails comes back as an event.
 */
import type { Us } from './time.ts'

export interface Machine<State, Event, Action> {
  readonly step: (state: State, event: Event, now: Us) => Action[]
  /** When the machine wants a `deadline` event at the latest; NEVER if it waits only for others. */
  readonly nextDeadline: (state: State) => Us
}

/** syslog severities that we use, by keepalived's choice for each line. */
export type LogLevel = 'err' | 'warning' | 'notice' | 'info' | 'debug'
