/** Building and sending our advertisement (RFC 3768 section 5.3, RFC 9568 section 5.2). */
import { revealSecret } from '../lib/secret.ts'
import { US_PER_CS, US_PER_S } from '../lib/time.ts'
import type { Advert } from '../wire/advert.ts'
import type { V3ChecksumForm } from '../wire/vrrp-packet.ts'
import type { Instance } from './state.ts'
import type { Step } from './step-context.ts'
import { signingKey } from './trailer.ts'

/**
 * Sends with the effective priority, or with 0 for "I am stopping". Without interface or source there is nothing to
 * send from.
 */
export function sendAdvert(step: Step, instance: Instance, priority = instance.effectivePriority): boolean {
  const { config, socket } = instance
  const source = instance.source ?? (priority === 0 ? instance.lastSource : null)
  if (socket === null || source === null) return false
  const destinations =
    config.unicastPeers.length > 0 ? config.unicastPeers.map((peer) => peer.address) : [config.mcastGroup]
  let ah = null
  if (config.authentication.kind === 'ah') {
    // RFC 2402 section 3.3.2: the counter starts at 1 and never repeats.
    instance.ahSequence = (instance.ahSequence + 1) >>> 0
    ah = { key: config.authentication.password, sequence: instance.ahSequence }
  }
  const trailer = signingKey(instance)
  step.actions.push({
    kind: 'send-advert',
    instance: config.name,
    socket,
    source,
    destinations,
    advert: buildAdvert(instance, priority),
    ah,
    ...(trailer === null ? {} : { trailer }),
    ttl: ttlOf(instance),
    v3Checksum: checksumForm(instance),
  })
  instance.counters.advertsSent++
  if (priority === 0) instance.counters.priorityZeroSent++
  return true
}

/** What the kernel gives IPv6 packets whose sender says nothing. */
const KERNEL_HOP_LIMIT = 64

/** RFC 9568 sections 5.1.1.3 and 5.1.2.3; unicast is not in the RFC. */
function ttlOf({ config }: Instance): number {
  if (config.unicastPeers.length === 0) return 255
  // compat: unicast over IPv6 leaves with the kernel's own hop limit.
  return config.unicastTtl ?? (config.family === 4 ? 255 : KERNEL_HOP_LIMIT)
}

function checksumForm({ config, formerChecksumHeard }: Instance): V3ChecksumForm {
  if (config.checksumAsV2 === true) return 'message'
  if (config.unicastPeers.length === 0) return 'pseudo'
  return config.oldUnicastChecksum === 'always' || formerChecksumHeard ? 'group' : 'pseudo'
}

/** What it would say now. */
export function buildAdvert(instance: Instance, priority: number): Advert {
  const { version, family, vrid, addresses, advertIntervalUs } = instance.config
  return {
    version,
    family,
    vrid,
    priority,
    addresses: addresses.map((entry) => entry.address),
    intervalUnits: Math.round(advertIntervalUs / (version === 2 ? US_PER_S : US_PER_CS)),
    authType: authType(instance),
    authData: authData(instance),
  }
}

/** RFC 2338 section 5.3.6; v3 has none. */
export function authType(instance: Instance): number {
  const { version, authentication } = instance.config
  if (version === 3) return 0
  return authentication.kind === 'none' ? 0 : authentication.kind === 'pass' ? 1 : 2
}

/** The password in eight octets, filled with zeros; zeros alone for the other types. */
export function authData(instance: Instance): Uint8Array {
  const data = new Uint8Array(8)
  const { version, authentication } = instance.config
  if (version === 2 && authentication.kind === 'pass') data.set(revealSecret(authentication.password).slice(0, 8))
  return data
}
