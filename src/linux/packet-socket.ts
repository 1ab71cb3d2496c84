/**
 * One packet socket that sends whole frames on any interface (packet(7)): gratuitous ARP and neighbour advertisements.
 * It receives nothing: protocol 0 is bound to no traffic.
 */
import { OperationError } from '../lib/operation-error.ts'
import { AF_PACKET, libc, MSG_DONTWAIT, SOCK_CLOEXEC, SOCK_NONBLOCK, SOCK_RAW, tryLibc } from './libc.ts'
import { packetSocketAddress } from './socket-address.ts'

export interface PacketSocket {
  /** Hands one frame to the interface's queue before it returns. Null: done. */
  sendFrame(interfaceIndex: number, frame: Uint8Array): OperationError | null
  close(): void
}

export function openPacketSocket(): PacketSocket {
  const descriptor = libc('socket', AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)
  let open = true
  return {
    sendFrame(interfaceIndex, frame) {
      if (!open) return new OperationError('sendto', 'EBADF', 'socket is closed')
      const etherType = ((frame[12] ?? 0) << 8) | (frame[13] ?? 0)
      const address = packetSocketAddress(interfaceIndex, etherType, frame.subarray(0, 6))
      const { errno } = tryLibc('sendto', descriptor, frame, frame.length, MSG_DONTWAIT, address, address.length)
      return errno === null ? null : new OperationError('sendto', errno)
    },
    close() {
      if (!open) return
      open = false
      libc('close', descriptor)
    },
  }
}
