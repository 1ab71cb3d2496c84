/**
 * Receiving from an IPv6 socket with what its header said: source, destination and hop limit (recvmsg(2), RFC 3542).
 * A raw IPv6 socket delivers no header, so the kernel tells of it in control messages beside the data.
 */
import type { IpAddress } from '../lib/ip.ts'
import { int32, libc, MSG_DONTWAIT, pointerTo, tryLibc, wordBytes } from './libc.ts'

const IPPROTO_IPV6 = 41
const IPV6_RECVPKTINFO = 49
const IPV6_PKTINFO = 50
const IPV6_RECVHOPLIMIT = 51
const IPV6_HOPLIMIT = 52

export interface Ipv6Packet {
  readonly family: 6
  readonly source: IpAddress
  readonly destination: IpAddress
  /** the hop limit */
  readonly ttl: number
  /** what follows the IP header and its extensions */
  readonly bytes: Uint8Array
}

/**
 * Asks the kernel for the control messages and makes the structures that every reception uses again. The function
 * that it returns gives the next packet, or the errno: EAGAIN when there is none.
 */
export function makeIpv6Receiver(descriptor: number): () => Ipv6Packet | string {
  libc('setsockopt', descriptor, IPPROTO_IPV6, IPV6_RECVPKTINFO, int32(1), 4)
  libc('setsockopt', descriptor, IPPROTO_IPV6, IPV6_RECVHOPLIMIT, int32(1), 4)
  // Memory whose address stays: on an ArrayBuffer it is not in V8's own heap.
  const name = fixed(28)
  const data = fixed(65_536)
  const control = fixed(256)
  const vector = words(pointerTo(data), BigInt(data.length))
  const lengths = [BigInt(name.length), BigInt(control.length)] as const
  /** struct msghdr: every member takes a machine word, with the padding of the platform */
  const header = words(pointerTo(name), lengths[0], pointerTo(vector), 1n, pointerTo(control), lengths[1], 0n)

  return () => {
    setWord(header, 1, lengths[0])
    setWord(header, 5, lengths[1])
    const { value, errno } = tryLibc('recvmsg', descriptor, header, MSG_DONTWAIT)
    // `vector` is used by address only; naming it here keeps its memory.
    if (errno !== null || vector.length === 0) return errno ?? 'EIO'
    const { destination, hopLimit } = readControl(control.subarray(0, Number(getWord(header, 5))))
    return {
      family: 6,
      // struct sockaddr_in6: family, port, flow, address
      source: { family: 6, bytes: name.slice(8, 24) },
      destination: { family: 6, bytes: destination },
      ttl: hopLimit,
      bytes: data.slice(0, value),
    }
  }
}

/** A chain of struct cmsghdr (length as a word, level, type), each with its data at the next word boundary. */
function readControl(control: Uint8Array): { readonly destination: Uint8Array; readonly hopLimit: number } {
  let destination: Uint8Array = new Uint8Array(16)
  let hopLimit = 0
  const headerLength = wordBytes() + 8
  const host = new Int32Array(1)
  const readInt = (offset: number): number => {
    new Uint8Array(host.buffer).set(control.subarray(offset, offset + 4))
    return host[0] ?? 0
  }
  for (let offset = 0; offset + headerLength <= control.length;) {
    const length = readInt(offset + (littleEndian ? 0 : wordBytes() - 4))
    if (length < headerLength || offset + length > control.length) break
    const level = readInt(offset + wordBytes())
    const type = readInt(offset + wordBytes() + 4)
    if (level === IPPROTO_IPV6 && type === IPV6_HOPLIMIT) hopLimit = readInt(offset + headerLength)
    if (level === IPPROTO_IPV6 && type === IPV6_PKTINFO)
      destination = control.slice(offset + headerLength, offset + headerLength + 16)
    offset += Math.ceil(length / wordBytes()) * wordBytes()
  }
  return { destination, hopLimit }
}

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

function fixed(length: number): Uint8Array {
  return new Uint8Array(new ArrayBuffer(length))
}

function words(...values: readonly bigint[]): Uint8Array {
  const bytes = fixed(values.length * wordBytes())
  values.forEach((value, i) => setWord(bytes, i, value))
  return bytes
}

function setWord(bytes: Uint8Array, index: number, value: bigint): void {
  const view = new DataView(bytes.buffer)
  if (wordBytes() === 8) view.setBigUint64(index * 8, value, littleEndian)
  else view.setUint32(index * 4, Number(value), littleEndian)
}

function getWord(bytes: Uint8Array, index: number): bigint {
  const view = new DataView(bytes.buffer)
  return wordBytes() === 8
    ? view.getBigUint64(index * 8, littleEndian)
    : BigInt(view.getUint32(index * 4, littleEndian))
}
