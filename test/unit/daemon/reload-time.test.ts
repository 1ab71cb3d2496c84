import { expect, test } from 'vitest'
import { readReloadTime } from '../../../src/daemon/reload-time.ts'

const now = new Date(2026, 10, 21, 14, 55, 31).getTime()
const at = (...parts: [number, number, number, number, number, number]): number => new Date(...parts).getTime()

test.each([
  ['15:00:00', at(2026, 10, 21, 15, 0, 0), true],
  ['14:55:30', at(2026, 10, 22, 14, 55, 30), true],
  ['27-02-01 01:00:00', at(2027, 1, 1, 1, 0, 0), false],
  ['2026-12-31 23:59:59', at(2026, 11, 31, 23, 59, 59), false],
  ['2028-02-29 00:00:00Z', Date.UTC(2028, 1, 29), false],
])('%s', (text, ms, daily) => expect(readReloadTime(text, now)).toEqual({ kind: 'at', ms, daily }))

test('a time of day of UTC is the next one', () => {
  const read = readReloadTime('00:00:00Z', now)
  expect(read).toEqual({ kind: 'at', ms: Date.UTC(2026, 10, 22), daily: true })
})

test.each([
  ['junk', 'shape'],
  ['', 'shape'],
  [' 14:00:00', 'shape'],
  ['14:00', 'shape'],
  ['27-2-1 01:00:00', 'shape'],
  ['2026-11-22  14:00:00', 'shape'],
  ['2026-11-22 14:00:00z', 'shape'],
  ['25:00:00', 'range'],
  ['12:60:00', 'range'],
  ['2026-13-01 00:00:00', 'range'],
  ['2026-02-31 01:00:00', 'no-such-day'],
  ['2027-02-29 01:00:00', 'no-such-day'],
] as const)('%j is none: %s', (text, why) => expect(readReloadTime(text, now)).toEqual({ kind: 'bad', why }))

test('a day that has passed', () => expect(readReloadTime('2026-11-21 14:55:31', now)).toEqual({ kind: 'past' }))
