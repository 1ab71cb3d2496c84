/**
 * Plays takeovers with a machine of its own and nothing behind it, so that the real one runs code that the compiler has
 * seen: the first takeover of a fresh process would otherwise be milliseconds late, and often there is only one.
 *
 * That this is possible at all is what the machine's purity is good for: its orders are made into packets and thrown away.
 */
import type { Config, VrrpConfig, VrrpInstanceConfig } from '../config/config.ts'
import type { IpAddress } from '../lib/ip.ts'
import { NEVER, type Us } from '../lib/time.ts'
import type { InterfaceInfo } from '../lib/interface-info.ts'
import type { VrrpAction } from '../vrrp/actions.ts'
import type { VrrpEvent } from '../vrrp/events.ts'
import { initialVrrpState } from '../vrrp/state.ts'
import { vrrpMachine } from '../vrrp/step.ts'
import { decodeVrrpDatagram, encodeVrrpDatagram } from '../wire/vrrp-datagram.ts'
import { encodeAnnouncement } from './announcer.ts'

const rounds = 40
/** deadlines until a lonely backup is master and has sent an advert or two */
const maxDeadlines = 12

export function rehearse(config: Config, interfaces: readonly InterfaceInfo[]): void {
  const instance = config.vrrp.instances[0]
  const link = interfaces.find(({ name }) => name === instance?.interface)
  if (instance === undefined || link === undefined) return
  for (let round = 0; round < rounds; round++) playTakeover(config, instance, link)
}

function playTakeover(config: Config, instance: VrrpInstanceConfig, link: InterfaceInfo): void {
  const state = initialVrrpState()
  let now: Us = 1
  const step = (event: VrrpEvent): void => {
    for (const action of vrrpMachine.step(state, event, now)) {
      const advert = pretend(action, link)
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

/** Without anything that would have to be answered from outside. */
function alone(instance: VrrpInstanceConfig): VrrpConfig {
  const untracked = { trackInterfaces: [], trackScripts: [], trackProcesses: [], syncGroup: null }
  return { instances: [{ ...instance, ...untracked }], syncGroups: [], scripts: [], processes: [] }
}

/** Makes the packets of an order. An advert comes back as if a router of lower priority had sent it. */
function pretend(action: VrrpAction, link: InterfaceInfo): VrrpEvent | null {
  if (action.kind === 'announce') {
    for (const address of action.addresses) encodeAnnouncement(link, address)
    return null
  }
  const destination = action.kind === 'send-advert' ? action.destinations[0] : undefined
  if (action.kind !== 'send-advert' || destination === undefined) return null
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
