/**
 * A raw IP socket on one interface, for adverts: protocol 112, or 51 with the authentication header (raw(7), ip(7),
 * ipv6(7)).
 *
 * The package `raw-socket` makes the socket and tells when there is something to read. Reading and sending go
 * straight to the kernel on its descriptor: its own `send` waits for a turn of the loop, which a takeover should not,
 * its `recv` knows no hop limit, and both keep only the text of a refusal. What is sent includes the IP header, so
 * that one socket serves every source address and the authentication header can sign what really leaves.
 */
/// <reference path="./raw-socket.d.ts" />
import { createRequire } from 'node:module'
import type { IpAddress } from '../lib/ip.ts'
import { OperationError } from '../lib/operation-error.ts'
import {
  AF_INET,
  AF_INET6,
  asOperationError,
  cString,
  int32,
  libc,
  MSG_DONTWAIT,
  pointerTo,
  SOL_SOCKET,
  tryLibc,
  wordBytes,
} from './libc.ts'
import { makeIpv6Receiver } from './ipv6-receive.ts'
import { advertFilter, encodeFilter, faultyFilter, rejectAll, type Instruction, type Wanted } from './packet-filter.ts'
import { openWithDescriptor } from './raw-descriptor.ts'
import { inetSocketAddress } from './socket-address.ts'

const require = createRequire(import.meta.url)

/** Whose packets are delivered. */
export interface Listening {
  /** null: all virtual routers */
  readonly vrids: readonly number[] | null
  /** null: all; other versions and types come as what is counted */
  readonly versions: readonly (2 | 3)[] | null
  /** those of other virtual routers too, behind the adverts */
  readonly unknownToo: boolean
  /** a length that the number of addresses does not explain is no fault */
  readonly anyLength: boolean
}

/** Without an entry of Listening everything is delivered. */
export interface VrrpSocketOptions extends Partial<Listening> {
  readonly family: 4 | 6
  /** 112 VRRP, 51 authentication header */
  readonly protocol: 112 | 51
  readonly interface: string
  readonly interfaceIndex: number
  /** the group to join, and the only destination that is delivered; null: unicast */
  readonly multicastGroup: IpAddress | null
  /** unicast: only packets to this address are delivered; null: to any */
  readonly source: IpAddress | null
  /** SO_RCVBUF; null or absent: the system's default */
  readonly receiveBufferBytes?: number | null
  /** An exception in it stops the process, as everywhere. */
  readonly onPacket: (packet: RawPacket) => void
  /** The socket has closed itself; open it again if it is still wanted. */
  readonly onError: (error: OperationError) => void
}

/** IPv4: from the IP header on. IPv6: what follows the headers; the rest is beside it. */
export type RawPacket =
  | { readonly family: 4; readonly bytes: Uint8Array }
  | {
      readonly family: 6
      readonly bytes: Uint8Array
      readonly source: IpAddress
      readonly destination: IpAddress
      readonly ttl: number
    }

export interface VrrpSocket {
  /** Hands one IP packet, header included, to the kernel before it returns. Null: done. */
  send(packet: Uint8Array, destination: IpAddress): OperationError | null
  /** Reads the adverts that wait, without another's turn. */
  catchUp(): void
  /** other virtual routers from now on; what waits to be read stays */
  listenTo(next: Listening): void
  close(): void
  /** for the log */
  readonly descriptor: number
}

/**
 * Two sockets of the kernel's: one for adverts, and one for what is wrong in a way that is counted, so that a flood of that
 * fills only its own buffer. Throws an OperationError when one cannot be opened or set up.
 */
export function openVrrpSocket(options: VrrpSocketOptions): VrrpSocket {
  let listening: Listening = {
    vrids: options.vrids ?? null,
    versions: options.versions ?? null,
    unknownToo: options.unknownToo ?? false,
    anyLength: options.anyLength ?? true,
  }
  const close = (): void => {
    adverts.close()
    faulty.close()
  }
  const onError = (error: OperationError): void => {
    close()
    options.onError(error)
  }
  const adverts = openEnd({ ...options, onError }, advertFilter(wantedOf(options, listening)))
  let faulty: End
  try {
    faulty = openEnd(
      { ...options, onError, receiveBufferBytes: null },
      faultyFilter(wantedOf(options, listening), listening.unknownToo),
    )
    // Beyond the system's limit where that is allowed; else floods are counted less exactly.
    tryLibc('setsockopt', faulty.descriptor, SOL_SOCKET, SO_RCVBUFFORCE, int32(FAULTY_BUFFER_BYTES), 4)
  } catch (thrown) {
    adverts.close()
    throw thrown
  }
  const send = (packet: Uint8Array, destination: IpAddress): OperationError | null => {
    if (!adverts.isOpen()) return new OperationError('sendto', 'EBADF', 'socket is closed')
    const address = inetSocketAddress(destination, 0, options.interfaceIndex)
    const { errno } = tryLibc(
      'sendto',
      adverts.descriptor,
      packet,
      packet.length,
      MSG_DONTWAIT,
      address,
      address.length,
    )
    return errno === null ? null : new OperationError('sendto', errno)
  }
  return {
    send,
    catchUp: adverts.catchUp,
    listenTo: (next) => {
      listening = next
      adverts.filter(advertFilter(wantedOf(options, listening)))
      faulty.filter(faultyFilter(wantedOf(options, listening), listening.unknownToo))
    },
    close,
    descriptor: adverts.descriptor,
  }
}

function wantedOf(
  { family, protocol, multicastGroup, source }: VrrpSocketOptions,
  { vrids, versions, anyLength }: Listening,
): Wanted {
  // compat: the original's sockets, too, hear only what is for the group, or for the address that they send from.
  return {
    family,
    protocol,
    destination: multicastGroup ?? source,
    ttl: multicastGroup === null ? null : 255,
    vrids,
    versions,
    anyLength,
  }
}

/** One raw socket that reads. */
interface End {
  readonly isOpen: () => boolean
  readonly catchUp: () => void
  readonly filter: (program: readonly Instruction[]) => void
  readonly close: () => void
  readonly descriptor: number
}

function openEnd(options: VrrpSocketOptions, program: readonly Instruction[]): End {
  const { family } = options
  const rawSocket = require('raw-socket') as typeof import('raw-socket').default
  const domain = family === 4 ? AF_INET : AF_INET6
  let pair
  try {
    pair = openWithDescriptor({ domain, protocol: options.protocol }, () =>
      rawSocket.createSocket({
        protocol: options.protocol,
        addressFamily: family === 4 ? rawSocket.AddressFamily.IPv4 : rawSocket.AddressFamily.IPv6,
        // Its own buffer is not used.
        bufferSize: 1,
      }),
    )
  } catch (thrown) {
    throw openingError(domain, options.protocol, thrown)
  }
  const { opened: socket, descriptor } = pair
  let open = true
  const close = (): void => {
    if (!open) return
    open = false
    socket.close()
  }
  const fail = (error: OperationError): void => {
    if (!open) return
    close()
    options.onError(error)
  }

  let receive: () => RawPacket | string
  try {
    configure(descriptor, options, program)
    receive = family === 4 ? makeIpv4Receiver(descriptor) : makeIpv6Receiver(descriptor)
  } catch (thrown) {
    close()
    throw thrown
  }
  const read = (most: number): void => {
    for (let i = 0; i < most && open; i++) {
      const packet = receive()
      if (packet === 'EAGAIN' || packet === 'EINTR') return
      if (typeof packet === 'string') return fail(new OperationError('receive', packet))
      options.onPacket(packet)
    }
  }
  socket.wrap.removeAllListeners('recvReady')
  socket.wrap.on('recvReady', () => guarded(() => read(PACKETS_PER_TURN)))
  socket.on('error', (error) => guarded(() => fail(asOperationError('receive', error))))
  return {
    isOpen: () => open,
    catchUp: () => read(PACKETS_AT_ONCE),
    filter: (next) => {
      if (open) attach(descriptor, next)
    },
    close,
    descriptor,
  }
}

/**
 * The package calls us without a callback scope: an exception would come back as its own 'error' event, and nothing
 * that we leave to a promise or nextTick would run before the loop's next callback. An immediate, which is such a
 * callback, cures both.
 */
function guarded(work: () => void): void {
  try {
    work()
    setImmediate(noop)
  } catch (thrown) {
    setImmediate(() => {
      throw thrown
    })
  }
}

function noop(): void {}

/** Then others get their turn; the rest is still there. */
const PACKETS_PER_TURN = 64
/** As many as the kernel keeps for a socket that asks for no larger buffer, several times over. */
const PACKETS_AT_ONCE = 4_096
/** Of small packets: those of a second at 5,000 a second. */
const FAULTY_BUFFER_BYTES = 4 << 20

/** A raw IPv4 socket delivers the header too, so that there is nothing to add. */
function makeIpv4Receiver(descriptor: number): () => RawPacket | string {
  const buffer = new Uint8Array(new ArrayBuffer(65_536))
  return () => {
    const { value, errno } = tryLibc('recv', descriptor, buffer, buffer.length, MSG_DONTWAIT)
    return errno ?? { family: 4, bytes: buffer.slice(0, value) }
  }
}

const IPPROTO_IP = 0
const IPPROTO_IPV6 = 41
const SO_RCVBUF = 8
const SO_PRIORITY = 12
const SO_RCVBUFFORCE = 33
const SO_BINDTODEVICE = 25
const SO_ATTACH_FILTER = 26
/** linux/pkt_sched.h: what must leave before the bulk of the traffic */
const TC_PRIO_CONTROL = 6

const IP_HDRINCL = 3
const IP_MULTICAST_IF = 32
const IP_MULTICAST_LOOP = 34
const IP_ADD_MEMBERSHIP = 35
const IP_MULTICAST_ALL = 49

const IPV6_MULTICAST_IF = 17
const IPV6_MULTICAST_LOOP = 19
const IPV6_JOIN_GROUP = 20
const IPV6_MULTICAST_ALL = 29
const IPV6_HDRINCL = 36

function configure(descriptor: number, options: VrrpSocketOptions, program: readonly Instruction[]): void {
  const set = (level: number, option: number, value: Uint8Array): void => {
    libc('setsockopt', descriptor, level, option, value, value.length)
  }
  // Until it is bound the socket hears every interface. Shut it, and throw away what came in before that.
  attach(descriptor, rejectAll)
  const scratch = new Uint8Array(1)
  for (let i = 0; i < 10_000 && tryLibc('recv', descriptor, scratch, 1, MSG_DONTWAIT).errno === null; i++);

  set(SOL_SOCKET, SO_BINDTODEVICE, cString(options.interface))
  set(SOL_SOCKET, SO_PRIORITY, int32(TC_PRIO_CONTROL))
  if (options.receiveBufferBytes) set(SOL_SOCKET, SO_RCVBUF, int32(options.receiveBufferBytes))
  if (options.family === 4) configureIpv4(options, set)
  else configureIpv6(options, set)
  attach(descriptor, program)
}

function attach(descriptor: number, program: readonly Instruction[]): void {
  const instructions = encodeFilter(program)
  const reference = encodeFilterReference(instructions)
  libc('setsockopt', descriptor, SOL_SOCKET, SO_ATTACH_FILTER, reference, reference.length)
  // Named once more, so that its memory is not freed while only its address is known.
  if (instructions.length === 0) throw new Error('assertion failed: empty filter')
}

/** struct sock_fprog: the number of instructions as a short, padded to a word, and a pointer to them */
function encodeFilterReference(instructions: Uint8Array): Uint8Array {
  const word = wordBytes()
  const bytes = new Uint8Array(2 * word)
  bytes.set(new Uint8Array(Uint16Array.of(instructions.length / 8).buffer), 0)
  const address = pointerTo(instructions)
  bytes.set(
    new Uint8Array(word === 8 ? BigUint64Array.of(address).buffer : Uint32Array.of(Number(address)).buffer),
    word,
  )
  return bytes
}

type SetOption = (level: number, option: number, value: Uint8Array) => void

function configureIpv4(options: VrrpSocketOptions, set: SetOption): void {
  set(IPPROTO_IP, IP_HDRINCL, int32(1))
  set(IPPROTO_IP, IP_MULTICAST_ALL, int32(0))
  if (options.multicastGroup === null) return
  // struct ip_mreqn: group, local address (any), interface index
  const request = new Uint8Array(12)
  request.set(options.multicastGroup.bytes, 0)
  request.set(int32(options.interfaceIndex), 8)
  set(IPPROTO_IP, IP_ADD_MEMBERSHIP, request)
  set(IPPROTO_IP, IP_MULTICAST_IF, request)
  set(IPPROTO_IP, IP_MULTICAST_LOOP, int32(0))
}

function configureIpv6(options: VrrpSocketOptions, set: SetOption): void {
  set(IPPROTO_IPV6, IPV6_HDRINCL, int32(1))
  set(IPPROTO_IPV6, IPV6_MULTICAST_ALL, int32(0))
  if (options.multicastGroup === null) return
  // struct ipv6_mreq: group, interface index
  const request = new Uint8Array(20)
  request.set(options.multicastGroup.bytes, 0)
  request.set(int32(options.interfaceIndex), 16)
  set(IPPROTO_IPV6, IPV6_JOIN_GROUP, request)
  set(IPPROTO_IPV6, IPV6_MULTICAST_IF, int32(options.interfaceIndex))
  set(IPPROTO_IPV6, IPV6_MULTICAST_LOOP, int32(0))
}

/** The package keeps only the text of a refusal; asking the kernel the same again gives its errno. */
function openingError(domain: number, protocol: number, thrown: unknown): OperationError {
  if (thrown instanceof OperationError) return thrown
  const again = tryLibc('socket', domain, 3, protocol)
  if (again.errno === null) libc('close', again.value)
  return new OperationError('socket', again.errno ?? 'EIO', thrown instanceof Error ? thrown.message : '')
}
