import { expect, test } from 'vitest'
import { makeAlarm } from '../../../src/daemon/alarm.ts'
import type { Us } from '../../../src/lib/time.ts'

test('with a pause between rings, dense deadlines are served in groups and a lone one at its time', () => {
  let now = 0
  let wake = (): void => undefined
  const slept: Us[] = []
  const rings: { readonly at: Us; readonly lateUs: Us }[] = []
  const alarm = makeAlarm(
    () => now,
    (lateUs) => rings.push({ at: now, lateUs }),
    (given) => {
      wake = given
      return { sleep: (delayUs) => slept.push(delayUs), close: () => undefined }
    },
    10_000,
  )
  const wakeAt = (at: Us): void => {
    now = at
    wake()
  }
  alarm.set(1_000, false)
  wakeAt(1_000)
  alarm.set(3_000, false)
  alarm.set(2_000, false)
  expect(slept).toEqual([1_000, 10_000])
  wakeAt(11_300)
  alarm.set(90_000, false)
  wakeAt(90_000)
  // Late is what the host made late, not the pause.
  expect(rings).toEqual([
    { at: 1_000, lateUs: 0 },
    { at: 11_300, lateUs: 300 },
    { at: 90_000, lateUs: 0 },
  ])
  expect(slept).toEqual([1_000, 10_000, 78_700])
})
