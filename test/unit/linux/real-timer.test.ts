import { expect, test } from 'vitest'
import { nowUs } from '../../../src/linux/clock.ts'
import { openRealTimer } from '../../../src/linux/real-timer.ts'

test('rings once, never early; a new time replaces the old one', async () => {
  const rings: number[] = []
  let rung = (): void => undefined
  const timer = openRealTimer(() => {
    rings.push(nowUs())
    rung()
  })
  const ring = () => new Promise<void>((resolve) => (rung = resolve))

  const from = nowUs()
  timer.set(60_000_000)
  timer.set(3_000)
  await ring()
  expect((rings[0] ?? 0) - from).toBeGreaterThanOrEqual(3_000)

  timer.set(0)
  await ring()
  expect(rings).toHaveLength(2)

  timer.set(1_000)
  timer.close()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(rings).toHaveLength(2)
})
