/**
 * Plays takeovers with a machine of its own, so that the real one runs code that the compiler has seen: the first
 * takeover of a fresh process would otherwise be milliseconds late, and often there is only one.
 *
 * Its orders go the way of the real ones down to the system, which is asked to send them nowhere.
 */
import type { Config, VrrpConfig, VrrpInstanceConfig } from '../config/config.ts'
import type { IpAddress } from '../lib/ip.ts'
import { NEVER, type Us } from '../lib/time.ts'
import type { InterfaceInfo } from '../lib/interface-info.ts'
import type { VrrpAction } from '../vrrp/actions.ts'
import type { VrrpEvent } from '../vrrp/events.ts'
import { inVain } from '../linux/libc.ts'
import { initialVrrpState } from '../vrrp/state.ts'
import { vrrpMachine } from '../vrrp/step.ts'
import { decodeVrrpDatagram, encodeVrrpDatagram } from '../wire/vrrp-datagram.ts'

const rounds = 40
/** deadlines until a lonely backup is master and has sent an advert or two */
const maxDeadlines = 12

/** What a takeover does to the world first; none of it is remembered by name but the number of an advert. */
type Rehearsed = Extract<VrrpAction, { kind: 'send-advert' | 'add-addresses' | 'announce' }>
export type PerformInVain = (action: Rehearsed) => void

/** `perform` is called with the instance's name left empty. What it throws is what the system answers, and expected. */
export function rehearse(config: Config, interfaces: readonly InterfaceInfo[], perform: PerformInVain): void {
  const instance = config.vrrp.instances[0]
  const link = interfaces.find(({ name }) => name === instance?.interface)
  if (instance === undefined || link === undefined) return
  playRounds(rounds, () => playTakeover(config, instance, link, perform))
}

/** One in each turn of the loop: a router that is master at its start must not announce late because of it. */
function playRounds(left: number, play: () => void): void {
  play()
  if (left > 1) setImmediate(() => playRounds(left - 1, play))
}

function playTakeover(config: Config, instance: VrrpInstanceConfig, link: InterfaceInfo, perform: PerformInVain): void {
  const state = initialVrrpState()
  let now: Us = 1
  const step = (event: VrrpEvent): void => {
    for (const action of vrrpMachine.step(state, event, now)) {
      if (action.kind === 'add-addresses') attempt(action, perform)
      // Not into the queue of those that wait for their turn: that would be sent later, in earnest.
      if (action.kind === 'announce') attempt({ ...action, gapUs: 0, turns: nameless }, perform)
      if (action.kind !== 'send-advert') continue
      attempt(action, perform)
      const advert = heardBack(action, link)
      if (advert !== null) heard.push(advert)
    }
  }
  const heard: VrrpEvent[] = []
  step({ kind: 'start', global: config.global, config: alone(instance), interfaces: [link] })
  for (let i = 0; i < maxDeadlines; i++) {
    const next = vrrpMachine.nextDeadline(state)
    if (next === NEVER) break
    now = next
    step({ kind: 'deadline' })
    const advert = heard.pop()
    if (advert !== undefined) step(advert)
  }
  step({ kind: 'stop' })
}

/** Without anything that would have to be answered from outside, and under a name that no instance has. */
function alone(instance: VrrpInstanceConfig): VrrpConfig {
  const untracked = { trackInterfaces: [], trackScripts: [], trackProcesses: [], syncGroup: null }
  return { instances: [{ ...instance, ...untracked, name: nameless }], syncGroups: [], scripts: [], processes: [] }
}

const nameless = ''

function attempt(action: Rehearsed, perform: PerformInVain): void {
  try {
    inVain(() => perform(action))
  } catch {
    // EBADF, or an interface that is not there.
  }
}

/** The advert as if a router of lower priority had sent it. */
function heardBack(action: Extract<VrrpAction, { kind: 'send-advert' }>, link: InterfaceInfo): VrrpEvent | null {
  const destination = action.destinations[0]
  if (destination === undefined) return null
  const advert = { ...action.advert, priority: 1 }
  const source = neighbourOf(action.source)
  const bytes = encodeVrrpDatagram({ advert, source, destination, identification: 1, ah: null })
  const received =
    source.family === 4
      ? decodeVrrpDatagram({ family: 4, bytes }, () => null)
      : decodeVrrpDatagram(
          { family: 6, bytes: bytes.subarray(ipv6HeaderLength), source, destination, ttl: 255 },
          () => null,
        )
  if (!received.ok) return null
  return { kind: 'advert', interfaceIndex: link.index, ...received.value }
}

const ipv6HeaderLength = 40

function neighbourOf(address: IpAddress): IpAddress {
  const bytes = Uint8Array.from(address.bytes)
  const last = bytes.length - 1
  bytes[last] = (bytes[last] ?? 0) ^ 1
  return { family: address.family, bytes }
}
