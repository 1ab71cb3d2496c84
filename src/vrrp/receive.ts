/**
 * What is done with an advertisement that came in: the checks of RFC 3768 section 7.1 and RFC 9568 section 7.1 in their
 * order, each with its counter, and a line within a budget, so that no peer can fill the log.
 */
import { compareIp, sameIp, writeIp } from '../lib/ip.ts'
import { US_PER_S } from '../lib/time.ts'
import type { ChecksumForm } from '../wire/advert.ts'
import { TRAILER_LENGTH } from '../lib/auth-trailer.ts'
import { authData, authType } from './adverts.ts'
import type { VrrpEvent } from './events.ts'
import { dispatch } from './instance.ts'
import type { Heard } from './instance-events.ts'
import { routeKey } from './interfaces.ts'
import { lines } from './log-lines.ts'
import { refusal, refuse, type Refusal } from './refusal.ts'
import type { Instance } from './state.ts'
import { log, mayLog, type Step } from './step-context.ts'
import { acceptTrailer, checkTrailer } from './trailer.ts'

type AdvertEvent = Extract<VrrpEvent, { kind: 'advert' }>
type BadPacketEvent = Extract<VrrpEvent, { kind: 'bad-packet' }>

export function advertReceived(step: Step, event: AdvertEvent): void {
  const { advert } = event
  const candidates = step.state.routes.get(routeKey(event.interfaceIndex, advert.family, advert.vrid))
  if (!candidates) return reportUnknown(step, event)
  for (const instance of candidates) {
    if (candidates.length > 1 && !isMeantFor(instance, event)) continue
    receive(step, instance, event)
  }
}

export function badPacketReceived(step: Step, event: BadPacketEvent): void {
  if (event.vrid === null) return
  const candidates = step.state.routes.get(routeKey(event.interfaceIndex, event.family, event.vrid))
  for (const instance of candidates ?? []) {
    refuse(step, instance, refusal('lengthErrors', 'undecodable', instance.config.name, event.source, event.reason))
  }
}

function reportUnknown(step: Step, { advert, interfaceIndex }: AdvertEvent): void {
  const { global, interfaceNames, unknownBudget } = step.state
  const name = interfaceNames.get(interfaceIndex)
  if (global?.logUnknownVrids !== true || name === undefined || !mayLog(step, unknownBudget)) return
  log(step, 'info', lines.unknownVrid(advert.vrid, name))
}

function receive(step: Step, instance: Instance, event: AdvertEvent): void {
  const { advert, source } = event
  if (instance.state === 'init' || instance.state === 'stopped') return
  // RFC 5798 section 7.1 has an owner discard; RFC 9568 erratum 8298 makes it a choice.
  if (instance.config.ownerIgnoresAdverts === true) return
  const refused = check(instance, event)
  if (refused) return refuse(step, instance, refused)
  acceptSequence(step, instance, event)
  acceptTrailer(step, instance, event)
  noteChecksumForm(step, instance, event)
  noteAddresses(step, instance, event)
  instance.counters.advertsReceived++
  const heard: Heard = { from: source, advert }
  const ours = instance.effectivePriority
  if (advert.priority === 0) dispatch(step, instance, 'heard-zero', heard)
  else if (advert.priority < ours) dispatch(step, instance, 'heard-lower', heard)
  else if (advert.priority === ours) dispatch(step, instance, 'heard-equal', heard)
  else dispatch(step, instance, 'heard-higher', heard)
}

/**
 * The first check that fails, in the order of the RFC; null when the packet is good. A trailer comes before what the message
 * says: nothing of an unsigned one is to be believed.
 */
function check(instance: Instance, event: AdvertEvent): Refusal | null {
  const signed = instance.config.authHmac !== undefined
  return (
    checkSender(instance, event) ??
    (signed ? (checkLength(instance, event) ?? checkTrailer(instance, event)) : null) ??
    checkHeader(instance, event) ??
    checkAuthentication(instance, event) ??
    checkAgreement(instance, event)
  )
}

function checkSender(instance: Instance, event: AdvertEvent): Refusal | null {
  const { config } = instance
  const { advert, ttl, source } = event
  const { name } = config
  const unicast = config.unicastPeers.length > 0
  const toGroup = isMulticast(event.destination.bytes, event.destination.family)
  if (unicast === toGroup) {
    return toGroup
      ? refusal('authFailures', 'wrongCast', name, 'mult', 'un')
      : refusal('authFailures', 'wrongCast', name, 'un', 'mult')
  }
  if (!unicast && ttl !== 255) return refusal('ttlErrors', 'badTtl', name, ttl)
  if (unicast) {
    const peer = config.unicastPeers.find(({ address }) => sameIp(address, source))
    if (!peer && config.checkUnicastSource) return refusal('authFailures', 'notAPeer', name, source)
    if (peer && (ttl < peer.minTtl || ttl > peer.maxTtl)) {
      return refusal('ttlErrors', 'unicastTtl', name, ttl, peer.minTtl, peer.maxTtl)
    }
  }
  if (advert.version !== config.version) {
    return refusal('versionErrors', 'wrongVersion', name, advert.version, config.version)
  }
  return null
}

function checkLength({ config }: Instance, { advert }: AdvertEvent): Refusal | null {
  const trailer = config.authHmac !== undefined && advert.trailer !== undefined ? TRAILER_LENGTH : 0
  const octets =
    8 + advert.addressCount * (config.family === 4 ? 4 : 16) + (config.version === 2 && config.family === 4 ? 8 : 0)
  if (advert.messageLength === octets + trailer) return null
  return refusal('lengthErrors', 'badLength', config.name, config.family, advert.messageLength, octets)
}

function checkHeader(instance: Instance, event: AdvertEvent): Refusal | null {
  const { advert } = event
  const { name, version } = instance.config
  if (advert.type !== 1) return refusal('typeErrors', 'badType', name, advert.type)
  const length = checkLength(instance, event)
  if (length !== null) return length
  if (!isChecksumGood(instance, advert.checksum)) return refusal('checksumErrors', 'badChecksum', name, version)
  return null
}

function isChecksumGood({ config }: Instance, checksum: ChecksumForm): boolean {
  if (checksum !== 'group') return checksum !== 'wrong'
  return config.unicastPeers.length > 0 && config.oldUnicastChecksum !== 'never'
}

/** v2 only: RFC 2338 section 5.3.6; RFC 3768 kept only type 0. */
function checkAuthentication(instance: Instance, event: AdvertEvent): Refusal | null {
  const { config } = instance
  const { advert } = event
  const { name } = config
  if (config.version === 3) return null
  const wanted = authType(instance)
  if (wanted === 2) {
    if (!advert.ah) return refusal('authTypeMismatches', 'ahMissing', name)
    if (!advert.ah.authentic) return refusal('authFailures', 'ahInvalid', name)
    const seen = instance.ahSeen.get(writeIp(event.source)) ?? 0
    if (advert.ah.sequence <= seen) {
      return refusal('authFailures', 'ahReplay', name, advert.ah.sequence, seen)
    }
  } else if (advert.ah) {
    return refusal('authTypeMismatches', 'ahUnexpected', name)
  }
  if (advert.authType !== wanted) {
    return advert.authType > 2
      ? refusal('authTypeErrors', 'unknownAuthType', name, advert.authType)
      : refusal('authTypeMismatches', 'badAuthType', name, advert.authType, wanted)
  }
  // compat: over IPv6 the original names the type and sends no password.
  if (wanted === 1 && config.family === 4 && !sameOctets(advert.authData, authData(instance))) {
    return refusal('authFailures', 'badPassword', name)
  }
  return null
}

function checkAgreement(instance: Instance, event: AdvertEvent): Refusal | null {
  const { config } = instance
  const { advert } = event
  const { name, version } = config
  if (version === 2) {
    const ours = Math.round(config.advertIntervalUs / US_PER_S)
    if (advert.intervalUnits !== ours) {
      return refusal('intervalErrors', 'intervalMismatch', name, ours, advert.intervalUnits)
    }
  } else {
    if (advert.intervalUnits === 0) return refusal('intervalErrors', 'intervalZero', name)
    // RFC 9568 erratum 8299: an empty list says nothing.
    if (advert.addressCount === 0) {
      return refusal('addressListErrors', 'addressCount', name, 0, config.addresses.length)
    }
  }
  // RFC 9568 section 7.1: a v3 list that differs is worth a line, and the packet is good.
  return version === 2 ? checkAddresses(instance, event) : null
}

/** RFC 3768 section 7.1: a v2 list that differs is dropped unless the owner sends it. */
function checkAddresses(instance: Instance, event: AdvertEvent): Refusal | null {
  const { config } = instance
  const { advert } = event
  const { name } = config
  if (config.version === 2 && advert.priority === 255) return null
  const wanted = config.addresses.length
  if (advert.addressCount !== wanted) {
    return refusal('addressListErrors', 'addressCount', name, advert.addressCount, wanted)
  }
  const fromSameMaster = instance.masterAddress !== null && sameIp(instance.masterAddress, event.source)
  if (config.skipCheckAdvAddr && fromSameMaster) return null
  for (const { address } of config.addresses) {
    if (!advert.addresses.some((entry) => compareIp(entry, address) === 0)) {
      return refusal('addressListErrors', 'addressMissing', name, config.vrid, address)
    }
  }
  return null
}

/** Peers remembered for replay; a LAN has a handful of routers, and a flood of forged sources must not fill memory. */
const MAX_AH_PEERS = 64

/**
 * Replay protection by sender (RFC 2402 section 3.4.3). Our own counter never falls behind an accepted one: the original
 * keeps a single counter for what it sends and what it hears, and would drop ours.
 */
function acceptSequence(step: Step, instance: Instance, { advert, source }: AdvertEvent): void {
  if (!advert.ah || authType(instance) !== 2) return
  const key = writeIp(source)
  if (!instance.ahSeen.has(key) && instance.ahSeen.size >= MAX_AH_PEERS) {
    const oldest = instance.ahSeen.keys().next()
    if (!oldest.done) instance.ahSeen.delete(oldest.value)
  }
  instance.ahSeen.set(key, advert.ah.sequence)
  if (instance.state === 'master' && advert.ah.sequence > instance.ahSequence) {
    log(step, 'info', lines.ahSyncing(instance.config.name))
  }
  instance.ahSequence = Math.max(instance.ahSequence, advert.ah.sequence)
}

function noteChecksumForm(step: Step, instance: Instance, { advert, source }: AdvertEvent): void {
  const { config } = instance
  if (config.version === 2 || config.family === 6) return
  if (advert.checksum === 'group') {
    if (instance.formerChecksumHeard || config.oldUnicastChecksum === 'always') return
    instance.formerChecksumHeard = true
    return log(step, 'info', lines.formerChecksum(config.name))
  }
  const ours = config.checksumAsV2 === true ? 'message' : 'pseudo'
  if (advert.checksum === ours) return
  instance.counters.otherChecksumForm++
  if (instance.loggedErrors.has('otherChecksumForm')) return
  instance.loggedErrors.add('otherChecksumForm')
  log(step, 'info', lines.otherChecksum(config.name, source, ours))
}

function noteAddresses(step: Step, instance: Instance, event: AdvertEvent): void {
  if (instance.config.version === 2) return
  const difference = checkAddresses(instance, event)
  if (difference) refuse(step, instance, difference)
}

/** Several instances share interface, family and VRID: the group or the peers tell them apart. */
function isMeantFor(instance: Instance, { source, destination }: AdvertEvent): boolean {
  const { unicastPeers, mcastGroup } = instance.config
  return unicastPeers.length > 0
    ? unicastPeers.some(({ address }) => sameIp(address, source))
    : sameIp(mcastGroup, destination)
}

function isMulticast(bytes: Uint8Array, family: 4 | 6): boolean {
  const first = bytes[0] ?? 0
  return family === 4 ? first >= 224 && first <= 239 : first === 0xff
}

function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, i) => octet === b[i])
}
