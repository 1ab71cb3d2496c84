import { describe, expect, test } from 'vitest'
import type { LifecycleAction } from '../../../src/lifecycle/actions.ts'
import { NEVER, US_PER_S } from '../../../src/lib/time.ts'
import { lifecycleMachine } from '../../../src/lifecycle/step.ts'
import { running, type Parent } from './parent.ts'

const beatUs = 5 * US_PER_S
const watched = () => running({ checker: true }, { watchdogUs: 4 * beatUs })

/** Serves the next deadline `late` after it is due. */
function nextBeat(parent: Parent, late = 0): LifecycleAction[] {
  parent.now = lifecycleMachine.nextDeadline(parent.state) + late
  return parent.post({ kind: 'deadline' }).filter(({ kind }) => kind !== 'log')
}

function answer(parent: Parent): void {
  for (const child of ['checker', 'vrrp'] as const) parent.post({ kind: 'child-alive', child })
}

const asked = [
  { kind: 'ask-for-life', child: 'checker' },
  { kind: 'ask-for-life', child: 'vrrp' },
]
const alive = { kind: 'tell-systemd', state: { kind: 'alive' } }

describe('the watchdog', () => {
  test('hears of us four times in its time, while both children answer', () => {
    const parent = watched()
    for (let i = 0; i < 5; i++) {
      const before = parent.now
      expect(nextBeat(parent)).toEqual([...asked, alive])
      if (i > 0) expect(parent.now - before).toBe(beatUs)
      answer(parent)
    }
  })

  test('is not asked for where the service manager has none', () => {
    const parent = running()
    expect(lifecycleMachine.nextDeadline(parent.state)).toBe(NEVER)
  })

  test('a child that hangs is killed after two beats, in which nothing is told; its successor is asked again', () => {
    const parent = watched()
    nextBeat(parent)
    parent.post({ kind: 'child-alive', child: 'checker' })
    expect(nextBeat(parent)).toEqual([asked[0]])
    parent.post({ kind: 'child-alive', child: 'checker' })
    const pid = parent.state.children.vrrp.pid
    parent.log = []
    expect(nextBeat(parent)).toEqual([asked[0], { kind: 'signal-child', child: 'vrrp', signal: 'KILL' }])
    expect(parent.log).toEqual([`VRRP child process(${pid}) does not answer: killed`])
    parent.post({ kind: 'child-exited', child: 'vrrp', pid, end: { kind: 'signal', number: 9, words: 'Killed' } })
    parent.post({ kind: 'deadline' })
    expect(parent.state.children.vrrp.status).toBe('running')
    parent.post({ kind: 'child-alive', child: 'checker' })
    expect(nextBeat(parent)).toEqual([asked[0], alive])
    parent.configured('vrrp')
    parent.post({ kind: 'child-alive', child: 'checker' })
    expect(nextBeat(parent)).toEqual([...asked, alive])
  })

  test('a parent that was held up itself blames no child', () => {
    const parent = watched()
    nextBeat(parent)
    expect(nextBeat(parent, 10 * beatUs)).toEqual([])
    answer(parent)
    expect(nextBeat(parent)).toEqual([...asked, alive])
  })
})
