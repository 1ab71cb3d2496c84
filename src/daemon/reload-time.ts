/** The line of a `reload_time_file`: a time of day, or a day and a time, of here or (with Z) of UTC. */

export type ReloadTime =
  /** `daily`: there was no day, so that it comes again */
  | { readonly kind: 'at'; readonly ms: number; readonly daily: boolean }
  | { readonly kind: 'past' }
  /** `shape`: it does not even look like a time */
  | { readonly kind: 'bad'; readonly why: 'shape' | 'range' | 'no-such-day' }

const shape = /^(?:(\d\d|\d{4})-(\d\d)-(\d\d) )?(\d\d):(\d\d):(\d\d)(Z?)$/

/** `nowMs`: since 1970. A time of day that has passed today is meant for tomorrow. */
export function readReloadTime(text: string, nowMs: number): ReloadTime {
  const match = shape.exec(text)
  if (match === null) return { kind: 'bad', why: 'shape' }
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])]
  if (hour > 23 || minute > 59 || second > 60) return { kind: 'bad', why: 'range' }
  const utc = match[7] === 'Z'
  const at = (year: number, month: number, day: number): Date =>
    utc
      ? new Date(Date.UTC(year, month - 1, day, hour, minute, second))
      : new Date(year, month - 1, day, hour, minute, second)
  if (match[1] === undefined) return timeOfDay(at, utc, nowMs)

  const year = match[1].length === 2 ? 2000 + Number(match[1]) : Number(match[1])
  const [month, day] = [Number(match[2]), Number(match[3])]
  if (month < 1 || month > 12 || day < 1 || day > 31) return { kind: 'bad', why: 'range' }
  // The 31st of February would be a day in March.
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return { kind: 'bad', why: 'no-such-day' }
  const ms = at(year, month, day).getTime()
  return ms <= nowMs ? { kind: 'past' } : { kind: 'at', ms, daily: false }
}

function timeOfDay(at: (year: number, month: number, day: number) => Date, utc: boolean, nowMs: number): ReloadTime {
  const now = new Date(nowMs)
  const [year, month, day] = utc
    ? [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()]
    : [now.getFullYear(), now.getMonth(), now.getDate()]
  const today = at(year, month + 1, day).getTime()
  return { kind: 'at', ms: today > nowMs ? today : at(year, month + 1, day + 1).getTime(), daily: true }
}
