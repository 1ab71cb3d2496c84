/**
 * Actions that take time are done in turn, for a few milliseconds in a row; then sockets and deadlines are served, and
 * the rest follows. What is done at once does not wait for them: when a thousand instances take over, an advert that comes
 * due does not stand behind the addresses of the others.
 */
import { US_PER_MS, type Us } from '../lib/time.ts'

/** 'gate': in turn, and what is to be done at once after it waits for it. */
export type Haste = 'at once' | 'in turn' | 'gate'

export interface Turns<Action> {
  readonly perform: (action: Action) => void
}

export interface TurnOptions<Action> {
  readonly hasteOf: (action: Action) => Haste
  /** must not throw */
  readonly perform: (action: Action) => void
  readonly now: () => Us
}

/** Long enough for all that a few instances do in a takeover. */
const maxSliceUs = 5 * US_PER_MS

export function makeTurns<Action>({ hasteOf, perform, now }: TurnOptions<Action>): Turns<Action> {
  /** those before `next` are done */
  const queue: Action[] = []
  let next = 0
  /** gates that are still to be done */
  let gates = 0
  /** of what is done in this turn of the event loop; null: nothing yet */
  let sliceBeganAt: Us | null = null

  function take(action: Action): void {
    const haste = hasteOf(action)
    if (haste === 'at once' && gates === 0) return perform(action)
    if (queue.length === 0 && hasTime()) return perform(action)
    if (haste === 'gate') gates++
    queue.push(action)
  }

  function hasTime(): boolean {
    if (sliceBeganAt === null) {
      sliceBeganAt = now()
      setImmediate(nextTurn)
    }
    return now() - sliceBeganAt <= maxSliceUs
  }

  function nextTurn(): void {
    sliceBeganAt = null
    // What they order themselves stands behind the others.
    while (next < queue.length && hasTime()) {
      const action = queue[next++] as Action
      if (hasteOf(action) === 'gate') gates--
      perform(action)
    }
    if (next < queue.length) return
    queue.length = 0
    next = 0
  }

  return { perform: take }
}
