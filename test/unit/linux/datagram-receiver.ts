/** A Unix datagram socket that plays the log daemon or the service manager. */
import { AF_UNIX, libc, MSG_DONTWAIT, SOCK_CLOEXEC, SOCK_DGRAM, tryLibc } from '../../../src/linux/libc.ts'
import { unixSocketAddress } from '../../../src/linux/socket-address.ts'

export interface DatagramReceiver {
  /** All that has arrived since the last time. */
  received(): string[]
  close(): void
}

export function openDatagramReceiver(path: string): DatagramReceiver {
  const descriptor = libc('socket', AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)
  const address = unixSocketAddress(path)
  libc('bind', descriptor, address, address.length)
  const buffer = new Uint8Array(new ArrayBuffer(65_536))
  return {
    received() {
      const texts: string[] = []
      for (;;) {
        const { value, errno } = tryLibc('recv', descriptor, buffer, buffer.length, MSG_DONTWAIT)
        if (errno !== null) return texts
        texts.push(Buffer.from(buffer.subarray(0, value)).toString('utf8'))
      }
    },
    close: () => void libc('close', descriptor),
  }
}
