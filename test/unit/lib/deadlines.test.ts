import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  armTimer,
  createDeadlines,
  createTimer,
  disarmTimer,
  isArmed,
  nextDeadline,
  someDue,
  takeDue,
} from '../../../src/lib/deadlines.ts'
import { NEVER } from '../../../src/lib/time.ts'

test('without timers there is no deadline', () => {
  const deadlines = createDeadlines<string>()
  expect(nextDeadline(deadlines)).toBe(NEVER)
  expect(takeDue(deadlines, 1e9)).toBeNull()
})

test('a timer moves when it is armed again, and its new time counts', () => {
  const deadlines = createDeadlines<string>()
  const a = createTimer('a')
  const b = createTimer('b')
  armTimer(deadlines, a, 10)
  armTimer(deadlines, b, 20)
  armTimer(deadlines, a, 30)
  expect(nextDeadline(deadlines)).toBe(20)
  expect(takeDue(deadlines, 25)).toEqual({ owner: 'b', dueUs: 20 })
  expect(takeDue(deadlines, 25)).toBeNull()
  expect(isArmed(b)).toBe(false)
  disarmTimer(deadlines, a)
  expect(nextDeadline(deadlines)).toBe(NEVER)
})

test('any series of arming, moving and disarming fires as a sorted list would', () => {
  const operation = fc.record({ timer: fc.nat(19), at: fc.option(fc.nat(50), { nil: null }) })
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
      const deadlines = createDeadlines<number>()
      const timers = [...Array(20).keys()].map((i) => createTimer(i))
      const model = new Map<number, { at: number; order: number }>()
      operations.forEach(({ timer: i, at }, order) => {
        const timer = timers[i]
        if (!timer) return
        if (at === null) {
          disarmTimer(deadlines, timer)
          model.delete(i)
        } else {
          armTimer(deadlines, timer, at)
          model.set(i, { at, order })
        }
      })
      for (const [i, { at }] of model)
        for (const now of [at - 1, at]) expect(someDue(deadlines, now, (owner) => owner === i)).toBe(now >= at)
      expect(someDue(deadlines, 1000, () => true)).toBe(model.size > 0)
      const expected = [...model].sort(([, a], [, b]) => a.at - b.at || a.order - b.order).map(([i]) => i)
      const fired: number[] = []
      for (let due = takeDue(deadlines, 1000); due; due = takeDue(deadlines, 1000)) fired.push(due.owner)
      expect(fired).toEqual(expected)
    }),
  )
})
