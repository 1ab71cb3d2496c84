/**
 * Performs the actions of a machine in order, without one instance waiting for another.
 *
 * Some effects answer later (a netlink request, for one). What follows them in the same lane waits for that answer:
 * an address must be there before it is announced. Other lanes go on, and so does everything that has no lane.
 */

export interface Lanes<Action> {
  readonly perform: (action: Action) => void
  /** resolves when every lane is empty */
  readonly idle: () => Promise<void>
}

export interface LaneOptions<Action> {
  /** null: performed at once, whatever is pending */
  readonly laneOf: (action: Action) => string | null
  readonly perform: (action: Action) => void | Promise<void>
  /** a throw or a rejection of `perform` ends here; it must not throw itself */
  readonly failed: (action: Action, error: unknown) => void
}

/** More than this waiting in one lane means that an effect never answers: then order is given up, not memory. */
const maxWaiting = 10_000

export function makeLanes<Action>(options: LaneOptions<Action>): Lanes<Action> {
  /** a lane exists here while its first action is pending; the array holds those behind it */
  const busy = new Map<string, Action[]>()
  let idleWaiters: (() => void)[] = []

  function perform(action: Action): void {
    const lane = options.laneOf(action)
    if (lane === null) return void attempt(action)
    const waiting = busy.get(lane)
    if (waiting !== undefined && waiting.length < maxWaiting) waiting.push(action)
    else if (waiting !== undefined) void attempt(action)
    else runLane(lane, [action])
  }

  function runLane(lane: string, actions: Action[]): void {
    for (;;) {
      const action = actions.shift()
      if (action === undefined) break
      const pending = attempt(action)
      if (pending === null) continue
      busy.set(lane, actions)
      void pending.then(() => {
        busy.delete(lane)
        runLane(lane, actions)
      })
      return
    }
    if (busy.size === 0) wakeIdleWaiters()
  }

  /** A promise that never rejects, or null when the action is done. */
  function attempt(action: Action): Promise<void> | null {
    try {
      const pending = options.perform(action)
      if (pending === undefined) return null
      return pending.catch((error: unknown) => options.failed(action, error))
    } catch (error) {
      // An effect that throws has failed as one that rejects: the machine hears of it and decides.
      options.failed(action, error)
      return null
    }
  }

  function wakeIdleWaiters(): void {
    const waiters = idleWaiters
    idleWaiters = []
    for (const wake of waiters) wake()
  }

  return {
    perform,
    idle: () => (busy.size === 0 ? Promise.resolve() : new Promise((wake) => idleWaiters.push(wake))),
  }
}
