import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeTtlGuard } from '../../../src/linux/ttl-guard.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a flood of wrong TTLs closes the filter for ten seconds; a few, and good ones, do not', () => {
  const changes: boolean[] = []
  const guard = makeTtlGuard((closed) => changes.push(closed))
  const see = (count: number, ttl: number): void => {
    for (let i = 0; i < count; i++) guard.see(ttl)
  }
  see(1_000, 255)
  for (let second = 0; second < 5; second++) {
    see(199, 64)
    vi.advanceTimersByTime(1_000)
  }
  expect(changes).toEqual([])
  see(200, 64)
  expect([changes, guard.closed()]).toEqual([[true], true])
  // What had been delivered before the filter closed.
  see(300, 64)
  vi.advanceTimersByTime(10_000)
  expect([changes, guard.closed()]).toEqual([[true, false], false])
  see(200, 1)
  guard.end()
  vi.advanceTimersByTime(20_000)
  expect(changes).toEqual([true, false, true])
})
