/**
 * `auth_hmac`: which packets are good by their trailer, in the order that the original checks (keepalived 2.4.2 and later), and
 * the marks that make a replay known.
 */
import { sameIp, writeIp } from '../lib/ip.ts'
import { isAfter, skewS, TRAILER_TYPE } from '../lib/auth-trailer.ts'
import type { ReceivedTrailer } from '../wire/advert.ts'
import type { SigningKey } from './actions.ts'
import type { VrrpEvent } from './events.ts'
import { lines } from './log-lines.ts'
import { refusal, type Refusal } from './refusal.ts'
import type { Counters, Instance } from './state.ts'
import { log, mayLogPacket, type Step } from './step-context.ts'

type AdvertEvent = Extract<VrrpEvent, { kind: 'advert' }>
type TrailerLine = { [K in keyof typeof lines]: K extends `trailer${string}` ? K : never }[keyof typeof lines]

/** Null when the packet is good, or need not be signed. */
export function checkTrailer(instance: Instance, { source, advert }: AdvertEvent): Refusal | null {
  const { authHmac, name, unicastPeers } = instance.config
  if (authHmac === undefined) return null
  const { trailer } = advert
  if (trailer === undefined) {
    return authHmac.mode === 'enforce' ? once('authExtMissing', 'trailerMissing', name, source) : null
  }
  if (unicastPeers.length > 0 && !unicastPeers.some(({ address }) => sameIp(address, source))) {
    return { ...refusal('authFailures', 'notAPeer', name, source), once: 'trailerNotAPeer' }
  }
  if (trailer.type !== TRAILER_TYPE || trailer.reserved !== 0) {
    return once('authExtMalformed', 'trailerMalformed', name, source)
  }
  const { windowS } = authHmac
  if (windowS !== null) {
    const skew = skewS(trailer.wallUs, trailer.sequence)
    if (Math.abs(skew) > windowS) return once('authExtStale', 'trailerStale', name, source, skew, windowS)
  }
  if (!authHmac.keys.some(({ id }) => id === trailer.keyId)) {
    return once('authExtUnknownKey', 'trailerUnknownKey', name, source, trailer.keyId)
  }
  if (!trailer.authenticFor.includes(name)) return once('authExtInvalidHmac', 'trailerInvalid', name, source)
  const mark = markOf(instance, writeIp(source), trailer)
  if (mark !== null && !isAfter(trailer.sequence, mark)) return once('authExtReplay', 'trailerReplayed', name, source)
  return null
}

function once<K extends TrailerLine>(
  counter: keyof Counters,
  kind: K,
  ...details: Parameters<(typeof lines)[K]>
): Refusal {
  return { ...refusal(counter, kind, ...details), once: kind }
}

/** The highest sequence accepted from there; with a window, one that the clock is far from says nothing. */
function markOf({ config, trailerMarks }: Instance, source: string, { wallUs }: ReceivedTrailer): bigint | null {
  const mark = trailerMarks.get(source)
  const windowS = config.authHmac?.windowS ?? null
  if (mark === undefined || (windowS !== null && Math.abs(skewS(wallUs, mark)) > windowS)) return null
  return mark
}

/** Multicast senders remembered, as many as the original does; unicast peers are all. */
const MAX_MARKS = 4

/** Only a packet that passed every check moves a mark: what is broken on the way cannot make the intact one a replay. */
export function acceptTrailer(step: Step, instance: Instance, { source, advert: { trailer } }: AdvertEvent): void {
  const { authHmac, name, unicastPeers } = instance.config
  if (authHmac === undefined || trailer === undefined) return
  const { trailerMarks } = instance
  const key = writeIp(source)
  // The least recently heard one is the first of the map.
  trailerMarks.delete(key)
  const first = trailerMarks.keys().next()
  if (!first.done && trailerMarks.size >= Math.max(MAX_MARKS, unicastPeers.length)) trailerMarks.delete(first.value)
  trailerMarks.set(key, trailer.sequence)
  const { windowS } = authHmac
  if (windowS === null) return
  const skew = skewS(trailer.wallUs, trailer.sequence)
  if (Math.abs(skew) <= Math.floor(windowS / 2) || instance.loggedErrors.has('trailerSkew')) return
  instance.loggedErrors.add('trailerSkew')
  if (mayLogPacket(step, instance)) log(step, 'info', lines.trailerSkew(name, source, skew, windowS))
}

/** What our own adverts are signed with; a receive-only router sends them plain. */
export function signingKey({ config: { authHmac } }: Instance): SigningKey | null {
  if (authHmac === undefined || authHmac.mode === 'receive-only') return null
  const { activeKey, windowS } = authHmac
  const found = authHmac.keys.find(({ id }) => id === activeKey)
  return found === undefined ? null : { keyId: activeKey, key: found.key, windowS }
}

/** Lines about trailers may come again: there is another master. */
export function forgetTrailerLines(instance: Instance): void {
  for (const kind of [...instance.loggedErrors]) if (kind.startsWith('trailer')) instance.loggedErrors.delete(kind)
}
