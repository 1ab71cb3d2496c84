/**
 * Sends gratuitous ARPs and unsolicited neighbour advertisements: at once, or one every `gapUs` where the configuration
 * spares weak switches. What is still to be sent is forgotten when the addresses are given up: two routers must not
 * announce the same address.
 */
import { readFileSync } from 'node:fs'
import type { IpAddress } from '../lib/ip.ts'
import { US_PER_MS, type Us } from '../lib/time.ts'
import type { InterfaceInfo } from '../lib/interface-info.ts'
import { openPacketSocket } from '../linux/packet-socket.ts'
import { encodeGratuitousArp } from '../wire/arp.ts'
import { encodeUnsolicitedNa } from '../wire/ndp.ts'

export interface Announcement {
  readonly instance: string
  readonly link: InterfaceInfo
  readonly addresses: readonly IpAddress[]
  readonly repeat: number
  readonly gapUs: Us
  /** those with the same word wait for one another */
  readonly turns: string
}

export interface Announcer {
  /** Throws the OperationError of the first packet that was refused; packets sent later in the gap fail silently. */
  readonly announce: (announcement: Announcement) => void
  /** nothing more for that instance */
  readonly cancel: (instance: string) => void
  readonly close: () => void
}

interface Queued {
  readonly instance: string
  readonly interfaceIndex: number
  readonly frame: Uint8Array
  readonly gapMs: number
}

interface Queue {
  frames: Queued[]
  timer: NodeJS.Timeout | null
}

/** Frames that may wait for their turn; more is a storm that nobody wants on the wire. */
const maxQueued = 20_000

export function makeAnnouncer(): Announcer {
  // Open from the start: nothing should have to be opened in the moment of a takeover.
  const socket = openPacketSocket()
  /** by `turns`; those that have nothing to send are gone */
  const queues = new Map<string, Queue>()

  function announce(announcement: Announcement): void {
    const { link, repeat, gapUs, turns } = announcement
    const frames = announcement.addresses.map((address) => encodeAnnouncement(link, address))
    if (gapUs > 0 || queues.has(turns)) return enqueue(announcement, frames)
    for (let volley = 0; volley < repeat; volley++) {
      for (const frame of frames) {
        const failure = socket.sendFrame(link.index, frame)
        if (failure !== null) throw failure
      }
    }
  }

  function enqueue({ instance, link, repeat, gapUs, turns }: Announcement, frames: readonly Uint8Array[]): void {
    const queue = queues.get(turns) ?? { frames: [], timer: null }
    queues.set(turns, queue)
    const gapMs = gapUs === 0 ? 0 : Math.max(1, Math.round(gapUs / US_PER_MS))
    for (let volley = 0; volley < repeat; volley++) {
      for (const frame of frames) {
        if (queue.frames.length < maxQueued) queue.frames.push({ instance, interfaceIndex: link.index, frame, gapMs })
      }
    }
    if (queue.timer === null) sendNext(turns, queue)
  }

  function sendNext(turns: string, queue: Queue): void {
    queue.timer = null
    for (;;) {
      const next = queue.frames.shift()
      if (next === undefined) return void queues.delete(turns)
      socket.sendFrame(next.interfaceIndex, next.frame)
      if (next.gapMs === 0) continue
      queue.timer = setTimeout(() => sendNext(turns, queue), next.gapMs)
      return
    }
  }

  function cancel(instance: string): void {
    for (const queue of queues.values()) queue.frames = queue.frames.filter((queued) => queued.instance !== instance)
  }

  function close(): void {
    for (const { timer } of queues.values()) if (timer !== null) clearTimeout(timer)
    queues.clear()
    socket.close()
  }

  return { announce, cancel, close }
}

function encodeAnnouncement(link: InterfaceInfo, address: IpAddress): Uint8Array {
  const { mac, macBroadcast } = link
  if (address.family === 4) return encodeGratuitousArp({ address, mac, macBroadcast }, link.hardwareType)
  return encodeUnsolicitedNa({ address, mac, router: forwardsIpv6(link.name) })
}

/** RFC 4861 section 4.4: the router flag says whether this host forwards. */
function forwardsIpv6(interfaceName: string): boolean {
  try {
    return readFileSync(`/proc/sys/net/ipv6/conf/${interfaceName}/forwarding`, 'latin1').startsWith('1')
  } catch {
    // No IPv6 here, or the interface went away meanwhile: then nobody asks.
    return false
  }
}
