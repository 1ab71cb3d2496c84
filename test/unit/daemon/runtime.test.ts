import { describe, expect, test } from 'vitest'
import { makeAlarm, type Alarm } from '../../../src/daemon/alarm.ts'
import { startRuntime } from '../../../src/daemon/runtime.ts'
import type { Machine } from '../../../src/lib/machine.ts'
import { NEVER, US_PER_MS, type Us } from '../../../src/lib/time.ts'

type Event = 'poke' | 'echo' | 'put-off' | 'deadline'
interface State {
  due: Us[]
  seen: string[]
  /** how a deadline is served, where it takes time */
  serve?: () => void
}

/** Remembers what it saw; every poke orders one echo; a deadline takes all that is due. */
const machine: Machine<State, Event, string> = {
  step(state, event, now) {
    state.seen.push(`${event}@${now}`)
    if (event === 'deadline' && state.serve) state.serve()
    else if (event === 'deadline') state.due = state.due.filter((due) => due > now)
    if (event === 'put-off') state.due = [now + 1_000]
    return event === 'poke' ? ['echo'] : []
  },
  nextDeadline: (state) => Math.min(NEVER, ...state.due),
}

function bench(due: Us[] = [], unread: Event[] = []) {
  let now = 100
  let ring: (lateUs: Us) => void = () => undefined
  const delays: Us[] = []
  const armed: Us[] = []
  const state: State = { due, seen: [] }
  const runtime = startRuntime<State, Event, string>({
    machine,
    state,
    now: () => now,
    late: (lateUs) => delays.push(lateUs),
    makeAlarm: (given): Alarm => {
      ring = given
      return { set: (deadline) => armed.push(deadline), close: () => undefined }
    },
    deadlineEvent: 'deadline',
    catchUp: () => {
      for (const event of unread.splice(0)) runtime.post(event)
    },
    perform: (action) => {
      if (action === 'echo') runtime.post('echo')
      state.seen.push(`did ${action}`)
    },
  })
  return { runtime, state, armed, delays, setNow: (next: Us) => (now = next), ring: (lateUs: Us = 0) => ring(lateUs) }
}

describe('runtime', () => {
  test('an event posted by an action waits until that step is done', () => {
    const { runtime, state } = bench()
    runtime.post('poke')
    expect(state.seen).toEqual(['poke@100', 'did echo', 'echo@100'])
  })

  test('arms the alarm for the next deadline after every event, and serves what is due when it rings', () => {
    const { runtime, state, armed, setNow, ring } = bench([150, 200])
    runtime.post('echo')
    expect(armed.at(-1)).toBe(150)
    setNow(150)
    ring()
    expect(state.seen).toEqual(['echo@100', 'deadline@150'])
    expect(armed.at(-1)).toBe(200)
  })

  test('how late a deadline is served is told', () => {
    const { ring, setNow, delays } = bench([150])
    setNow(157)
    ring(7)
    expect(delays).toEqual([7])
  })

  test('what lies unread is heard before a deadline is served, which it may move', () => {
    const { runtime, state, setNow, ring, armed } = bench([150], ['echo'])
    setNow(400)
    ring()
    expect(state.seen).toEqual(['echo@400', 'deadline@400'])
    runtime.close()

    const moved = bench([150], ['put-off'])
    moved.setNow(400)
    moved.ring()
    expect(moved.state.seen).toEqual(['put-off@400'])
    expect(moved.armed.at(-1)).toBe(1_400)
    expect(armed.at(-1)).toBe(NEVER)
  })

  test('sockets get their turn after ten milliseconds of deadlines', async () => {
    const { runtime, state, setNow, ring } = bench()
    let now = 200
    state.due = Array.from({ length: 20 }, (_, i) => 100 + i)
    const serveOne = (): void => {
      state.due.shift()
      setNow((now += 3 * US_PER_MS))
    }
    state.serve = serveOne
    setNow(now)
    ring()
    expect(state.due).toHaveLength(16)
    await new Promise(setImmediate)
    expect(state.due).toHaveLength(12)
    runtime.close()
    await new Promise(setImmediate)
    expect(state.due).toHaveLength(12)
  })

  test('a ring that comes too early is no deadline', () => {
    const { state, ring, armed } = bench([150])
    ring()
    expect(state.seen).toEqual([])
    expect(armed.at(-1)).toBe(150)
  })

  test('takes nothing after it was closed', () => {
    const { runtime, state, ring, setNow } = bench([150])
    runtime.close()
    runtime.post('poke')
    setNow(500)
    ring()
    expect(state.seen).toEqual([])
  })
})

describe('alarm', () => {
  function alarmBench() {
    let now = 0
    let wake = (): void => undefined
    const slept: Us[] = []
    const rings: Us[] = []
    const alarm = makeAlarm(
      () => now,
      () => rings.push(now),
      (given) => {
        wake = given
        return { sleep: (delayUs) => slept.push(delayUs), close: () => undefined }
      },
    )
    return { alarm, slept, rings, setNow: (at: Us) => (now = at), wakeAt: (at: Us) => ((now = at), wake()) }
  }

  test('a deadline that moves away needs no new sleep; it looks again when it wakes', () => {
    const { alarm, slept, rings, wakeAt } = alarmBench()
    alarm.set(1_000, false)
    alarm.set(2_000, false)
    alarm.set(3_000, false)
    expect(slept).toEqual([1_000])
    wakeAt(1_000)
    expect(rings).toEqual([])
    expect(slept).toEqual([1_000, 2_000])
    wakeAt(3_000)
    expect(rings).toEqual([3_000])
  })

  test('a deadline that comes nearer shortens the sleep', () => {
    const { alarm, slept } = alarmBench()
    alarm.set(5_000, false)
    alarm.set(1_000, false)
    expect(slept).toEqual([5_000, 1_000])
  })

  test('never sleeps longer than a minute, and not at all without a deadline', () => {
    const { alarm, slept, rings, wakeAt } = alarmBench()
    alarm.set(NEVER, false)
    expect(slept).toEqual([])
    alarm.set(100_000_000, false)
    expect(slept).toEqual([60_000_000])
    alarm.set(NEVER, false)
    wakeAt(60_000_000)
    expect(rings).toEqual([])
  })
  test('an urgent deadline is met at the clock: it wakes a millisecond early and looks until it is due', async () => {
    const { alarm, slept, rings, wakeAt, setNow } = alarmBench()
    alarm.set(5_000, true)
    expect(slept).toEqual([4_000])
    wakeAt(4_100)
    await turns(3)
    expect(rings).toEqual([])
    setNow(5_000)
    await turns(3)
    expect(rings).toEqual([5_000])
  })

  test('an urgent deadline that moves away while it is waited for is slept for again', async () => {
    const { alarm, slept, rings, wakeAt, setNow } = alarmBench()
    alarm.set(5_000, true)
    wakeAt(4_100)
    alarm.set(9_000, true)
    setNow(5_000)
    await turns(3)
    expect(rings).toEqual([])
    expect(slept).toEqual([4_000, 3_000])
    alarm.close()
  })
})

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve))
}
