/**
 * A kernel request is a value: the attributes that go in, and the function that decodes the replies.
 *
 * Sending, order, errors and time are the client's business.
 */
import { Command, DaemonState } from './constants.ts'
import { IpvsError } from './errors.ts'
import { readGeneric } from './messages.ts'
import type { GenericMessage } from './messages.ts'
import { commandStructure, infoStructure } from './structures.ts'
import type { WireCommand } from './structures.ts'
import type {
  IpvsDaemon,
  IpvsDestination,
  IpvsDestinationKey,
  IpvsDestinationStatus,
  IpvsInfo,
  IpvsRequest,
  IpvsService,
  IpvsServiceKey,
  IpvsServiceStatus,
  IpvsTimeouts,
} from './types.ts'
import {
  familyOf,
  fromWireDaemon,
  fromWireDestination,
  fromWireInfo,
  fromWireService,
  need,
  toWireDaemon,
  toWireDestination,
  toWireDestinationKey,
  toWireService,
  toWireServiceKey,
} from './values.ts'

export interface KernelRequest<T> {
  /** for error messages: `add-service` */
  readonly operation: string
  readonly command: number
  /** what the kernel replies: that it was done, one message and that it was done, or a list of messages and its end */
  readonly answer: 'acknowledgement' | 'message' | 'list'
  readonly attributes: Uint8Array
  /** gets the payloads of all reply messages; throws `DecodeError` */
  readonly decode: (replies: readonly Uint8Array[]) => T
}

export function getInfo(): KernelRequest<IpvsInfo> {
  return query(
    'get-info',
    Command.getInfo,
    () => ({}),
    (reply) => fromWireInfo(infoStructure.decode(reply.attributes)),
  )
}

export function getServices(): KernelRequest<IpvsServiceStatus[]> {
  return dump(
    'get-services',
    Command.getService,
    () => ({}),
    ({ service }) => fromWireService(need(service, 'service')),
  )
}

export function getService(key: IpvsServiceKey): KernelRequest<IpvsServiceStatus> {
  return query(
    'get-service',
    Command.getService,
    () => ({ service: toWireServiceKey(key) }),
    (reply) => fromWireService(need(commandStructure.decode(reply.attributes).service, 'service')),
  )
}

/** The kernel answers with an empty list when it has no such service. */
export function getDestinations(key: IpvsServiceKey): KernelRequest<IpvsDestinationStatus[]> {
  const wire = (): WireCommand => ({ service: toWireServiceKey(key) })
  return dump('get-destinations', Command.getDestination, wire, ({ destination }) =>
    fromWireDestination(need(destination, 'destination'), familyOf(key)),
  )
}

export function addService(service: IpvsService): KernelRequest<void> {
  return order('add-service', Command.newService, () => ({ service: toWireService(service) }))
}

/** Everything but the key may change. A persistence engine that is null is taken away. */
export function editService(service: IpvsService): KernelRequest<void> {
  return order('edit-service', Command.setService, () => ({ service: toWireService(service) }))
}

export function deleteService(key: IpvsServiceKey): KernelRequest<void> {
  return order('delete-service', Command.deleteService, () => ({ service: toWireServiceKey(key) }))
}

export function addDestination(key: IpvsServiceKey, destination: IpvsDestination): KernelRequest<void> {
  return order('add-destination', Command.newDestination, () => ({
    service: toWireServiceKey(key),
    destination: toWireDestination(destination),
  }))
}

export function editDestination(key: IpvsServiceKey, destination: IpvsDestination): KernelRequest<void> {
  return order('edit-destination', Command.setDestination, () => ({
    service: toWireServiceKey(key),
    destination: toWireDestination(destination),
  }))
}

export function deleteDestination(key: IpvsServiceKey, destination: IpvsDestinationKey): KernelRequest<void> {
  return order('delete-destination', Command.deleteDestination, () => ({
    service: toWireServiceKey(key),
    destination: toWireDestinationKey(destination),
  }))
}

/** Removes every service with its destinations. */
export function flush(): KernelRequest<void> {
  return order('flush', Command.flush, () => ({}))
}

/** Sets counters to zero: of one service and its destinations, or of all. */
export function zero(key?: IpvsServiceKey): KernelRequest<void> {
  return order('zero', Command.zero, () => (key === undefined ? {} : { service: toWireServiceKey(key) }))
}

export function getTimeouts(): KernelRequest<IpvsTimeouts> {
  return query(
    'get-timeouts',
    Command.getConfig,
    () => ({}),
    (reply) => {
      const { tcpS, tcpFinS, udpS } = commandStructure.decode(reply.attributes)
      // a kernel built without a protocol does not send its timeouts
      return { tcpS: tcpS ?? 0, tcpFinS: tcpFinS ?? 0, udpS: udpS ?? 0 }
    },
  )
}

export function setTimeouts(timeouts: IpvsTimeouts): KernelRequest<void> {
  const { tcpS, tcpFinS, udpS } = timeouts
  return order('set-timeouts', Command.setConfig, () => ({ tcpS, tcpFinS, udpS }))
}

export function startDaemon(daemon: IpvsDaemon): KernelRequest<void> {
  return order('start-daemon', Command.newDaemon, () => ({ daemon: toWireDaemon(daemon) }))
}

export function stopDaemon(role: 'master' | 'backup'): KernelRequest<void> {
  return order('stop-daemon', Command.deleteDaemon, () => ({ daemon: { state: DaemonState[role] } }))
}

export function getDaemons(): KernelRequest<IpvsDaemon[]> {
  return dump(
    'get-daemons',
    Command.getDaemon,
    () => ({}),
    ({ daemon }) => fromWireDaemon(need(daemon, 'sync daemon')),
  )
}

/** The kernel request for a change of a list. */
export function requestOf(change: IpvsRequest): KernelRequest<void> {
  switch (change.kind) {
    case 'add-service':
      return addService(change.service)
    case 'edit-service':
      return editService(change.service)
    case 'delete-service':
      return deleteService(change.service)
    case 'add-destination':
      return addDestination(change.service, change.destination)
    case 'edit-destination':
      return editDestination(change.service, change.destination)
    case 'delete-destination':
      return deleteDestination(change.service, change.destination)
    case 'flush':
      return flush()
    case 'set-timeouts':
      return setTimeouts(change)
  }
}

/** Answered by an acknowledgement alone. */
function order(operation: string, command: number, wire: () => WireCommand): KernelRequest<void> {
  return { operation, command, answer: 'acknowledgement', attributes: encode(operation, wire), decode: nothing }
}

function nothing(): void {}

/** Answered by one message. */
function query<T>(
  operation: string,
  command: number,
  wire: () => WireCommand,
  read: (reply: GenericMessage) => T,
): KernelRequest<T> {
  const decode = (replies: readonly Uint8Array[]): T => read(readGeneric(need(replies[0], 'content')))
  return { operation, command, answer: 'message', attributes: encode(operation, wire), decode }
}

/** Answered by a list of messages. */
function dump<T>(
  operation: string,
  command: number,
  wire: () => WireCommand,
  read: (reply: WireCommand) => T,
): KernelRequest<T[]> {
  const decode = (replies: readonly Uint8Array[]): T[] =>
    replies.map((reply) => read(commandStructure.decode(readGeneric(reply).attributes)))
  return { operation, command, answer: 'list', attributes: encode(operation, wire), decode }
}

/** A value that does not fit its attribute is refused as the kernel would refuse it, only earlier. */
function encode(operation: string, wire: () => WireCommand): Uint8Array {
  try {
    return commandStructure.encode(wire())
  } catch (error) {
    if (error instanceof RangeError) throw new IpvsError({ operation, errno: 'EINVAL', reason: error.message })
    throw error
  }
}
