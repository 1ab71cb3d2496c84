/** How an instance takes part in the election: start state, preemption, interval, password, strict mode. */
import { makeSecret } from '../../lib/secret.ts'
import { US_PER_CS, US_PER_S } from '../../lib/time.ts'
import type { Us } from '../../lib/time.ts'
import type { AuthenticationConfig, GlobalConfig, VrrpInstanceConfig } from '../config.ts'
import type { InstanceBlock, InstanceSettings } from './instance.ts'
import type { Resolution } from './resolution.ts'
import { caution, complain } from './resolution.ts'

export const OWNER = 255
/** 12 bits of centiseconds (RFC 5798 section 5.2.7). */
const MAX_V3_INTERVAL_US = 4095 * US_PER_CS

type StartState = VrrpInstanceConfig['initialState']

/** compat: with an authentication header a router listens first, to learn the sequence numbers of its peers. */
export function startState(
  block: InstanceBlock,
  priority: number,
  auth: AuthenticationConfig,
  resolution: Resolution,
): StartState {
  const { state } = block.values
  if (state !== 'MASTER') return state === undefined && priority === OWNER ? 'master' : 'backup'
  if (auth.kind !== 'ah' || priority === OWNER) return 'master'
  complain(
    resolution,
    block.marks['state'] ?? block.mark,
    'ah-master',
    `(${block.args[0] ?? ''}) Initial state master is incompatible with AH authentication - clearing`,
    'write: state BACKUP',
  )
  return 'backup'
}

/** True: preempt after all. */
export function clearNopreempt(
  block: InstanceBlock,
  priority: number,
  start: StartState,
  resolution: Resolution,
): boolean {
  const at = block.marks['nopreempt'] ?? block.mark
  const name = block.args[0] ?? ''
  if (priority === OWNER) {
    complain(
      resolution,
      at,
      'nopreempt',
      `(${name}) nopreempt is incompatible with priority ${OWNER}. resetting nopreempt`,
    )
    return true
  }
  if (start !== 'master') return false
  complain(
    resolution,
    at,
    'nopreempt',
    `(${name}) Warning - nopreempt will not work with initial state MASTER - clearing`,
    "use 'state BACKUP' on every node together with nopreempt",
  )
  return true
}

export function preemptDelay(
  block: InstanceBlock,
  preempt: boolean,
  start: StartState,
  strict: boolean,
  resolution: Resolution,
): Us {
  const { preemptDelayUs = 0 } = block.values
  if (preemptDelayUs === 0) return 0
  const at = block.marks['preemptDelayUs'] ?? block.mark
  const name = block.args[0] ?? ''
  if (strict) {
    complain(resolution, at, 'preempt-delay', `(${name}) preempt_delay is incompatible with strict mode - resetting`)
    return 0
  }
  if (!preempt) {
    complain(resolution, at, 'preempt-delay', `(${name}) preempt_delay is incompatible with nopreempt mode - resetting`)
    return 0
  }
  if (start !== 'master') return preemptDelayUs
  complain(
    resolution,
    at,
    'preempt-delay',
    `(${name}) Warning - preempt delay will not work with initial state MASTER - clearing`,
  )
  return 0
}

export function advertInterval(block: InstanceBlock, version: 2 | 3, resolution: Resolution): Us {
  const us = block.values.advertIntervalUs ?? US_PER_S
  const at = block.marks['advertIntervalUs'] ?? block.mark
  const name = block.args[0] ?? ''
  const shown = (us / US_PER_S).toFixed(6)
  if (version === 2) {
    if (us % US_PER_S === 0) return us
    complain(
      resolution,
      at,
      'advert-interval',
      `(${name}) VRRPv2 advertisement interval ${shown}s must be an integer. rounding`,
      'version 3 can do parts of a second',
    )
    return Math.max(1, Math.round(us / US_PER_S)) * US_PER_S
  }
  if (us > MAX_V3_INTERVAL_US) {
    complain(
      resolution,
      at,
      'advert-interval',
      `(${name}) VRRPv3 advertisement interval ${(us / US_PER_S).toFixed(2)}s is out of range. Must be less than 40.96s. Setting to 40.95s`,
    )
    return MAX_V3_INTERVAL_US
  }
  if (us % US_PER_CS === 0) return us
  complain(
    resolution,
    at,
    'advert-interval',
    `(${name}) VRRPv3 advertisement interval ${shown}s must be in units of 10ms - rounding`,
  )
  return Math.max(1, Math.round(us / US_PER_CS)) * US_PER_CS
}

/** What strict mode overrides; the values themselves follow in `resolveInstance`. */
export function checkStrict(block: InstanceBlock, version: 2 | 3, priority: number, resolution: Resolution): void {
  const { values: s, marks } = block
  const name = block.args[0] ?? ''
  const tell = (field: keyof InstanceSettings, wrong: boolean, message: string): void => {
    if (wrong) complain(resolution, marks[field] ?? block.mark, 'strict', `(${name}) ${message}`)
  }
  const first = (s.addresses ?? []).flat()[0]
  const linkLocal = first?.address.bytes[0] === 0xfe && ((first.address.bytes[1] ?? 0) & 0xc0) === 0x80
  tell(
    'addresses',
    version === 3 && first?.address.family === 6 && !linkLocal,
    'the first IPv6 VIP address must be link local',
  )
  tell(
    'state',
    s.state !== undefined && (s.state === 'MASTER') !== (priority === OWNER),
    'State MASTER must match being address owner',
  )
  tell(
    'accept',
    version === 2 && s.accept === true && (marks['accept'] ?? 0) > (marks['noAccept'] ?? -1),
    'warning - accept mode for VRRP version 2 does not comply with RFC3768 - resetting',
  )
  tell(
    'downTimerAdverts',
    (s.downTimerAdverts ?? 3) !== 3,
    'down_timer_adverts is incompatible with strict mode - resetting',
  )
  tell('garpLowerPrioRepeat', (s.garpLowerPrioRepeat ?? 0) !== 0, 'Strict mode requires no repeat garps. resetting')
  tell(
    'garpLowerPrioDelayS',
    (s.garpLowerPrioDelayS ?? 0) !== 0,
    'Strict mode requires no repeat garp delay. resetting',
  )
  tell('lowerPrioNoAdvert', s.lowerPrioNoAdvert === false, 'Strict mode requires no lower priority advert. resetting')
  tell(
    'higherPrioSendAdvert',
    s.higherPrioSendAdvert === true,
    'strict mode requires higher_prio_send_advert to be clear. resetting',
  )
}

export function authentication(
  block: InstanceBlock,
  version: 2 | 3,
  family: 4 | 6,
  strict: boolean,
  resolution: Resolution,
): AuthenticationConfig {
  const settings = block.values.authentication
  const type = settings?.values.type
  if (settings === undefined || type === undefined) return { kind: 'none' }
  const name = block.args[0] ?? ''
  const reject = (message: string): AuthenticationConfig => {
    complain(resolution, settings.mark, 'authentication', `(${name}) ${message}`)
    return { kind: 'none' }
  }
  if (version === 3) return reject('VRRP version 3 does not support authentication. Ignoring.')
  if (block.values.authHmac !== undefined)
    return reject('authentication cannot be used together with auth_hmac. Ignoring.')
  if (strict) return reject('Strict mode does not support authentication. Ignoring.')
  const { password } = settings.values
  if (password === undefined || password.length === 0)
    return reject('Authentication specified but no password given. Ignoring')
  if (type === 'AH' && family === 6) return reject('Cannot use AH authentication with IPv6. ignoring')
  return { kind: type === 'AH' ? 'ah' : 'pass', password: makeSecret(password) }
}

/** Only an owner can; in strict mode it always does. */
export function ownerIgnoresAdverts(
  block: InstanceBlock,
  priority: number,
  strict: boolean,
  global: GlobalConfig,
  resolution: Resolution,
): boolean {
  const said = block.values.ownerIgnoreAdverts
  const at = block.marks['ownerIgnoreAdverts'] ?? block.mark
  const name = block.args[0] ?? ''
  if (priority !== OWNER) {
    if (said === true) {
      caution(resolution, at, 'owner', `(${name}) owner_ignore_adverts is only for the address owner - ignoring`)
    }
    return false
  }
  if (strict && said === false) {
    complain(resolution, at, 'strict', `(${name}) Strict mode requires owner_ignore_adverts to be set. resetting`)
  }
  return strict || (said ?? global.ownerIgnoresAdverts ?? false)
}

/** With preemption the returned backup would take over again at once. */
export function timerExpired(
  block: InstanceBlock,
  preempt: boolean,
  resolution: Resolution,
): Pick<VrrpInstanceConfig, 'timerExpiredBackup'> {
  const said = block.values.timerExpiredBackup
  if (said === undefined) return {}
  if (!preempt) return { timerExpiredBackup: said ?? 254 }
  const name = block.args[0] ?? ''
  const at = block.marks['timerExpiredBackup'] ?? block.mark
  complain(resolution, at, 'timer-expired', `(${name}) timer_expired_backup requires nopreempt - ignoring`)
  return {}
}

export function strictIpv6Version(block: InstanceBlock, asked: 2 | 3, resolution: Resolution): 3 {
  const name = block.args[0] ?? ''
  if (asked === 2) {
    const at = block.marks['version'] ?? block.mark
    complain(resolution, at, 'strict', `(${name}) cannot use IPv6 with VRRP version 2; setting version 3`)
  }
  return 3
}
