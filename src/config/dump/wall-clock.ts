/** Moments in the dump: seconds since the epoch, and the local time in words. */
import { writeSeconds } from './writers.ts'
import type { WallClock } from './view.ts'

/** As in `1795227400.483355 (Sat Nov 21 02:16:40.483355 2026)`. */
export function writeWallClock(moment: WallClock): string {
  const seconds = writeSeconds(moment.epochUs)
  const fraction = seconds.slice(seconds.indexOf('.'))
  return `${seconds} (${moment.monthDayTime}${fraction} ${moment.year})`
}
