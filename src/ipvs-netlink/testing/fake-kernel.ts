/**
 * A kernel with IPVS, in memory: a transport that answers from a model. For tests of programs that use this package,
 * and of the package itself. It speaks the real wire format and the kernel's errnos; on request it refuses, delays,
 * loses and garbles.
 */
import { constants } from 'node:os'
import {
  AF_INET,
  AF_INET6,
  CTRL_CMD_GETFAMILY,
  CTRL_CMD_NEWFAMILY,
  Command,
  GENL_ID_CTRL,
  IPVS_FAMILY_NAME,
  NLMSGERR_ATTR_MSG,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLM_F_ACK,
  NLM_F_ACK_TLVS,
  NLM_F_CAPPED,
  NLM_F_DUMP,
  NLM_F_MULTI,
  ServiceFlag,
} from '../constants.ts'
import { viewOf } from '../fields.ts'
import { encodeGeneric, encodeMessage, readGeneric, readMessages } from '../messages.ts'
import type { Message } from '../messages.ts'
import { concatenate, encodeAttribute } from '../structure.ts'
import { commandStructure, familyStructure, infoStructure } from '../structures.ts'
import type { WireCommand, WireDaemon, WireDestination, WireService, WireStats } from '../structures.ts'
import type { OpenTransport, TransportEvents } from '../transport.ts'
import { littleEndian } from '../writer.ts'

/** What to do with a request instead of carrying it out; `null` carries it out. */
export type FakeReaction =
  | { readonly kind: 'refuse'; readonly errno: keyof typeof constants.errno; readonly message?: string }
  /** no answer at all; the request is not carried out */
  | { readonly kind: 'lose' }
  /** the request is carried out, the answer comes later */
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** the request is carried out, the answer is lost and the socket reports ENOBUFS */
  | { readonly kind: 'overrun' }
  /** these octets arrive instead of an answer */
  | { readonly kind: 'garble'; readonly bytes: Uint8Array }

export interface FakeKernelOptions {
  /** false: the kernel has no IPVS */
  readonly hasIpvs?: boolean
  readonly schedulers?: readonly string[]
  /** requests at once (default: any number) */
  readonly capacity?: number
  /** sees every request of the IPVS family before it is carried out */
  readonly react?: (command: number, wire: WireCommand) => FakeReaction | null
}

export interface FakeKernel {
  readonly openTransport: OpenTransport
  /** may be changed at any time */
  hasIpvs: boolean
  react: (command: number, wire: WireCommand) => FakeReaction | null
  /** commands of the IPVS family, in the order of their arrival */
  readonly received: number[]
  /** most requests that were unanswered at the same time */
  readonly mostUnanswered: number
  /** transports that were opened so far */
  readonly opened: number
  /** transports that are open now */
  readonly open: number
}

const FAMILY_ID = 33
const CONNECTION_TABLE_SIZE = 4096
const VERSION_CODE = 0x010201
/** how many messages of a dump the kernel puts into one datagram */
const DUMP_MESSAGES_PER_DATAGRAM = 3
const ALL_SCHEDULERS = ['rr', 'wrr', 'lc', 'wlc', 'lblc', 'lblcr', 'dh', 'sh', 'sed', 'nq', 'fo', 'ovf', 'mh']

interface FakeService {
  service: WireService
  readonly destinations: Map<string, WireDestination>
}

/** `refuse`: an errno by name; otherwise the replies, empty for a plain acknowledgement */
type Outcome = { readonly errno: keyof typeof constants.errno } | { readonly replies: readonly Uint8Array[] }

const done: Outcome = { replies: [] }

export function createFakeKernel(options: FakeKernelOptions = {}): FakeKernel {
  const schedulers = new Set(options.schedulers ?? ALL_SCHEDULERS)
  const services = new Map<string, FakeService>()
  const daemons = new Map<number, WireDaemon>()
  const timeouts = { tcpS: 900, tcpFinS: 120, udpS: 300 }
  let unanswered = 0

  const kernel = {
    hasIpvs: options.hasIpvs ?? true,
    react: options.react ?? (() => null),
    received: [] as number[],
    mostUnanswered: 0,
    opened: 0,
    open: 0,
    openTransport: (events: TransportEvents) => {
      kernel.opened++
      kernel.open++
      let open = true
      const deliver = (datagrams: readonly Uint8Array[]): void => {
        for (const datagram of datagrams) if (open) events.onDatagram(datagram)
      }
      return {
        capacity: options.capacity ?? Number.MAX_SAFE_INTEGER,
        send: (datagram: Uint8Array) => {
          for (const message of readMessages(datagram)) {
            unanswered++
            kernel.mostUnanswered = Math.max(kernel.mostUnanswered, unanswered)
            answer(message, deliver, () => {
              if (open) events.onBroken('ENOBUFS', 'No buffer space available')
            })
          }
        },
        close: () => {
          if (!open) return
          open = false
          kernel.open--
        },
      }
    },
  }

  const answer = (message: Message, deliver: (datagrams: readonly Uint8Array[]) => void, overrun: () => void): void => {
    const later = (work: () => void): void => {
      setImmediate(() => {
        unanswered--
        work()
      })
    }
    if (message.type === GENL_ID_CTRL) {
      const outcome = resolve(message)
      return later(() => deliver(encodeOutcome(message, CTRL_CMD_NEWFAMILY, outcome)))
    }
    const { command, attributes } = readGeneric(message.payload)
    const wire = commandStructure.decode(attributes)
    kernel.received.push(command)
    const reaction = kernel.react(command, wire)
    if (reaction?.kind === 'lose') return later(() => undefined)
    if (reaction?.kind === 'garble') return later(() => deliver([reaction.bytes]))
    if (reaction?.kind === 'refuse') {
      const outcome = { errno: reaction.errno }
      return later(() => deliver(encodeOutcome(message, command, outcome, reaction.message)))
    }
    const isDump = (message.flags & NLM_F_DUMP) === NLM_F_DUMP
    const datagrams = encodeOutcome(message, replyCommand(command), perform(command, wire, isDump))
    if (reaction?.kind === 'overrun') return later(overrun)
    if (reaction?.kind === 'delay') {
      setTimeout(() => later(() => deliver(datagrams)), reaction.delayMs)
      return
    }
    later(() => deliver(datagrams))
  }

  const resolve = (message: Message): Outcome => {
    const { command, attributes } = readGeneric(message.payload)
    if (command !== CTRL_CMD_GETFAMILY) return { errno: 'EOPNOTSUPP' }
    const { name } = familyStructure.decode(attributes)
    if (name !== IPVS_FAMILY_NAME || !kernel.hasIpvs) return { errno: 'ENOENT' }
    return { replies: [familyStructure.encode({ id: FAMILY_ID, name })] }
  }

  const perform = (command: number, wire: WireCommand, isDump: boolean): Outcome => {
    switch (command) {
      case Command.getInfo:
        return {
          replies: [infoStructure.encode({ version: VERSION_CODE, connectionTableSize: CONNECTION_TABLE_SIZE })],
        }
      case Command.getConfig:
        return { replies: [commandStructure.encode(timeouts)] }
      case Command.setConfig:
        // 0 leaves a value as it is
        timeouts.tcpS = wire.tcpS || timeouts.tcpS
        timeouts.tcpFinS = wire.tcpFinS || timeouts.tcpFinS
        timeouts.udpS = wire.udpS || timeouts.udpS
        return done
      case Command.flush:
        services.clear()
        return done
      case Command.newDaemon:
      case Command.deleteDaemon:
      case Command.getDaemon:
        return performOnDaemons(command, wire.daemon)
      case Command.getService:
        if (isDump)
          return { replies: [...services.values()].map(({ service }) => commandStructure.encode({ service })) }
        break
    }
    if (!wire.service) return command === Command.zero ? done : { errno: 'EINVAL' }
    const key = serviceKey(wire.service)
    const found = services.get(key)
    switch (command) {
      case Command.newService:
        if (found) return { errno: 'EEXIST' }
        if (!schedulers.has(wire.service.scheduler ?? '')) return { errno: 'ENOENT' }
        services.set(key, { service: asKept(wire.service), destinations: new Map() })
        return done
      case Command.getDestination:
        return {
          replies: [...(found?.destinations.values() ?? [])].map((destination) =>
            commandStructure.encode({ destination }),
          ),
        }
    }
    if (!found) return { errno: 'ESRCH' }
    switch (command) {
      case Command.getService:
        return { replies: [commandStructure.encode({ service: found.service })] }
      case Command.setService:
        if (!schedulers.has(wire.service.scheduler ?? '')) return { errno: 'ENOENT' }
        found.service = asKept(wire.service)
        return done
      case Command.deleteService:
        services.delete(key)
        return done
      case Command.zero:
        return done
      default:
        return performOnDestination(command, found, wire.destination)
    }
  }

  const performOnDaemons = (command: number, daemon: WireDaemon = {}): Outcome => {
    const state = daemon.state ?? 0
    if (command === Command.getDaemon) {
      return { replies: [...daemons.values()].map((kept) => commandStructure.encode({ daemon: kept })) }
    }
    if (command === Command.newDaemon) {
      if (daemons.has(state)) return { errno: 'EEXIST' }
      daemons.set(state, daemon)
      return done
    }
    return daemons.delete(state) ? done : { errno: 'ESRCH' }
  }

  return kernel
}

function performOnDestination(
  command: number,
  { destinations }: FakeService,
  wire: WireDestination | undefined,
): Outcome {
  if (!wire) return { errno: 'EINVAL' }
  const key = `${wire.family} ${wire.address?.join('.')} ${wire.port}`
  switch (command) {
    case Command.newDestination:
      if (destinations.has(key)) return { errno: 'EEXIST' }
      if ((wire.lowerThreshold ?? 0) > (wire.upperThreshold ?? 0)) return { errno: 'ERANGE' }
      break
    case Command.setDestination:
      if (!destinations.has(key)) return { errno: 'ENOENT' }
      if ((wire.lowerThreshold ?? 0) > (wire.upperThreshold ?? 0)) return { errno: 'ERANGE' }
      break
    case Command.deleteDestination:
      return destinations.delete(key) ? done : { errno: 'ENOENT' }
    default:
      return { errno: 'EOPNOTSUPP' }
  }
  const tunnel = {
    tunnelType: wire.tunnelType ?? 0,
    tunnelPort: wire.tunnelPort ?? 0,
    tunnelFlags: wire.tunnelFlags ?? 0,
  }
  const connections = { activeConnections: 0, inactiveConnections: 0, persistentConnections: 0 }
  destinations.set(key, { ...wire, ...tunnel, ...connections, stats: noStats, stats64: noStats })
  return done
}

const noStats: WireStats = {
  connections: 0n,
  inPackets: 0n,
  outPackets: 0n,
  inBytes: 0n,
  outBytes: 0n,
  connectionsPerS: 0n,
  inPacketsPerS: 0n,
  outPacketsPerS: 0n,
  inBytesPerS: 0n,
  outBytesPerS: 0n,
}

/** As the kernel gives it back: marked as hashed, with counters. */
function asKept(service: WireService): WireService {
  const flags = (service.flags?.flags ?? 0) | ServiceFlag.hashed
  return { ...service, flags: { flags, mask: 0xffff_ffff }, stats: noStats, stats64: noStats }
}

function serviceKey(service: WireService): string {
  const family = service.family === AF_INET || service.family === AF_INET6 ? service.family : 0
  if (service.fwmark) return `${family} mark ${service.fwmark}`
  return `${family} ${service.protocol} ${service.address?.join('.')} ${service.port}`
}

function replyCommand(command: number): number {
  switch (command) {
    case Command.getService:
      return Command.newService
    case Command.getDestination:
      return Command.newDestination
    case Command.getDaemon:
      return Command.newDaemon
    case Command.getConfig:
      return Command.setConfig
    case Command.getInfo:
      return Command.setInfo
    default:
      return command
  }
}

/** The datagrams by which the kernel tells an outcome. */
function encodeOutcome(request: Message, command: number, outcome: Outcome, kernelMessage?: string): Uint8Array[] {
  const { type, sequence } = request
  if ('errno' in outcome) return [encodeAcknowledgement(request, constants.errno[outcome.errno], kernelMessage)]
  const isDump = type !== GENL_ID_CTRL && (request.flags & NLM_F_DUMP) === NLM_F_DUMP
  const flags = isDump ? NLM_F_MULTI : 0
  const messages = outcome.replies.map((attributes) =>
    encodeMessage({ type, flags, sequence, payload: encodeGeneric({ command, version: 1, attributes }) }),
  )
  if (isDump) messages.push(encodeMessage({ type: NLMSG_DONE, flags, sequence, payload: new Uint8Array(4) }))
  else if ((request.flags & NLM_F_ACK) !== 0) messages.push(encodeAcknowledgement(request, 0))
  const datagrams: Uint8Array[] = []
  for (let start = 0; start < messages.length; start += DUMP_MESSAGES_PER_DATAGRAM) {
    datagrams.push(concatenate(messages.slice(start, start + DUMP_MESSAGES_PER_DATAGRAM)))
  }
  return datagrams
}

/** As with NETLINK_CAP_ACK and NETLINK_EXT_ACK: the header of the request, then perhaps a text. */
function encodeAcknowledgement(request: Message, errno: number, kernelMessage?: string): Uint8Array {
  const head = new Uint8Array(20)
  viewOf(head).setInt32(0, -errno, littleEndian)
  head.set(encodeMessage({ ...request, payload: new Uint8Array(0) }), 4)
  const text = kernelMessage === undefined ? null : new TextEncoder().encode(`${kernelMessage}\0`)
  return encodeMessage({
    type: NLMSG_ERROR,
    flags: NLM_F_CAPPED | (text ? NLM_F_ACK_TLVS : 0),
    sequence: request.sequence,
    payload: text ? concatenate([head, encodeAttribute(NLMSGERR_ATTR_MSG, text)]) : head,
  })
}
