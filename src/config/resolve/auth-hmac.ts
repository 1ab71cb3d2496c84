/** `auth_hmac` of an instance: which keys there are, and whether it can be used at all. */
import { makeSecret } from '../../lib/secret.ts'
import { US_PER_S } from '../../lib/time.ts'
import type { AuthHmacConfig } from '../config.ts'
import type { HmacKey } from '../grammar/auth-hmac.ts'
import type { InstanceBlock } from './instance.ts'
import { complain, firstByName } from './resolution.ts'
import type { Resolution } from './resolution.ts'

const MIN_WINDOW_S = 5
const MAX_WINDOW_S = 300

/** Null: there is none, or nothing to sign with. */
export function authHmac(block: InstanceBlock, strict: boolean, resolution: Resolution): AuthHmacConfig | null {
  const settings = block.values.authHmac
  if (settings === undefined) return null
  const { values: s, marks } = settings
  const name = block.args[0] ?? ''
  const keys = firstByName(
    s.keys ?? [],
    ({ id }) => String(id),
    ({ id, mark }: HmacKey) =>
      complain(resolution, mark, 'given-twice', `(${name}) duplicate auth_hmac key id ${id} - ignoring`),
  )
  const { activeKey } = s
  if (activeKey === undefined || !keys.has(String(activeKey))) {
    const what = activeKey === undefined ? 'no active_key' : `active_key ${activeKey} is not defined`
    const at = marks['activeKey'] ?? settings.mark
    const hint = 'adverts are neither signed nor checked until active_key names one of the keys of this block'
    complain(resolution, at, 'no-active-key', `(${name}) auth_hmac: ${what} - disabling extension`, hint)
    return null
  }
  let mode = s.mode ?? 'enforce'
  if (strict && mode !== 'enforce') {
    const at = marks['mode'] ?? settings.mark
    complain(resolution, at, 'strict', `(${name}) Strict mode requires auth_hmac mode enforce. resetting`)
    mode = 'enforce'
  }
  return {
    keys: [...keys.values()].map(({ id, octets }) => ({ id, key: makeSecret(octets) })),
    activeKey,
    mode,
    windowS: s.antiReplay === 'monotonic' ? null : (s.timeWindowS ?? derivedWindow(block)),
  }
}

/** From the interval as it is written, before a version rounds or limits it. */
function derivedWindow({ values: { advertIntervalUs } }: InstanceBlock): number {
  const wholeS = Math.floor((advertIntervalUs ?? US_PER_S) / US_PER_S)
  return Math.min(MAX_WINDOW_S, Math.max(MIN_WINDOW_S, 3 * wholeS))
}
