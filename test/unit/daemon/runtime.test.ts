import { describe, expect, test } from 'vitest'
import { makeAlarm, type Alarm } from '../../../src/daemon/alarm.ts'
import { startRuntime } from '../../../src/daemon/runtime.ts'
import type { Machine } from '../../../src/lib/machine.ts'
import { NEVER, type Us } from '../../../src/lib/time.ts'

type Event = 'poke' | 'echo' | 'deadline'
interface State {
  due: Us[]
  seen: string[]
}

/** Remembers what it saw; every poke orders one echo; a deadline takes all that is due. */
const machine: Machine<State, Event, string> = {
  step(state, event, now) {
    state.seen.push(`${event}@${now}`)
    if (event === 'deadline') state.due = state.due.filter((due) => due > now)
    return event === 'poke' ? ['echo'] : []
  },
  nextDeadline: (state) => Math.min(NEVER, ...state.due),
}

function bench(due: Us[] = []) {
  let now = 100
  let ring = (): void => undefined
  const armed: Us[] = []
  const state: State = { due, seen: [] }
  const runtime = startRuntime<State, Event, string>({
    machine,
    state,
    now: () => now,
    makeAlarm: (given): Alarm => {
      ring = given
      return { set: (deadline) => armed.push(deadline), close: () => undefined }
    },
    deadlineEvent: 'deadline',
    perform: (action) => {
      if (action === 'echo') runtime.post('echo')
      state.seen.push(`did ${action}`)
    },
  })
  return { runtime, state, armed, setNow: (next: Us) => (now = next), ring: () => ring() }
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
    return { alarm, slept, rings, wakeAt: (at: Us) => ((now = at), wake()) }
  }

  test('a deadline that moves away needs no new sleep; it looks again when it wakes', () => {
    const { alarm, slept, rings, wakeAt } = alarmBench()
    alarm.set(1_000)
    alarm.set(2_000)
    alarm.set(3_000)
    expect(slept).toEqual([1_000])
    wakeAt(1_000)
    expect(rings).toEqual([])
    expect(slept).toEqual([1_000, 2_000])
    wakeAt(3_000)
    expect(rings).toEqual([3_000])
  })

  test('a deadline that comes nearer shortens the sleep', () => {
    const { alarm, slept } = alarmBench()
    alarm.set(5_000)
    alarm.set(1_000)
    expect(slept).toEqual([5_000, 1_000])
  })

  test('never sleeps longer than a minute, and not at all without a deadline', () => {
    const { alarm, slept, rings, wakeAt } = alarmBench()
    alarm.set(NEVER)
    expect(slept).toEqual([])
    alarm.set(100_000_000)
    expect(slept).toEqual([60_000_000])
    alarm.set(NEVER)
    wakeAt(60_000_000)
    expect(rings).toEqual([])
  })
})
