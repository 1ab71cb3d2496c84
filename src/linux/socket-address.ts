/** The kernel's socket address structures, as octets: netinet/in.h, linux/if_packet.h, sys/un.h. */
import { endianness } from 'node:os'
import type { IpAddress } from '../lib/ip.ts'
import { AF_INET, AF_INET6, AF_PACKET, AF_UNIX, int32 } from './libc.ts'

const isLittle = endianness() === 'LE'

/** sockaddr_in or sockaddr_in6. A link-local IPv6 address needs `scopeId`, the interface's index. */
export function inetSocketAddress(address: IpAddress, port = 0, scopeId = 0): Uint8Array {
  const isIpv4 = address.family === 4
  // From Node's pool: a check makes one of these each second.
  const bytes = Buffer.allocUnsafe(isIpv4 ? 16 : 28).fill(0)
  writeHostU16(bytes, isIpv4 ? AF_INET : AF_INET6, 0)
  bytes.writeUInt16BE(port, 2)
  bytes.set(address.bytes, isIpv4 ? 4 : 8)
  if (!isIpv4) bytes.set(int32(scopeId), 24)
  return bytes
}

/** sockaddr_ll */
export function packetSocketAddress(interfaceIndex: number, etherType: number, destination: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(Math.max(20, 12 + destination.length))
  writeHostU16(bytes, AF_PACKET, 0)
  bytes.writeUInt16BE(etherType, 2)
  bytes.set(new Uint8Array(Int32Array.of(interfaceIndex).buffer), 4)
  bytes[11] = destination.length
  bytes.set(destination, 12)
  return bytes
}

/** sockaddr_un; a path that begins with `@` is in the abstract namespace. */
export function unixSocketAddress(path: string): Uint8Array {
  const name = Buffer.from(path, 'utf8')
  if (path.startsWith('@')) name[0] = 0
  const bytes = Buffer.alloc(2 + name.length + (path.startsWith('@') ? 0 : 1))
  writeHostU16(bytes, AF_UNIX, 0)
  bytes.set(name, 2)
  return bytes
}

function writeHostU16(bytes: Buffer, value: number, offset: number): void {
  if (isLittle) bytes.writeUInt16LE(value, offset)
  else bytes.writeUInt16BE(value, offset)
}
