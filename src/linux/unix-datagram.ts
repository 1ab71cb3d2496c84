/**
 * Datagrams to a Unix socket (unix(7)), which Node has not: for the log daemon and for systemd. Sending never waits.
 */
import { AF_UNIX, libc, MSG_DONTWAIT, MSG_NOSIGNAL, SOCK_CLOEXEC, SOCK_DGRAM, SOCK_NONBLOCK, tryLibc } from './libc.ts'
import { unixSocketAddress } from './socket-address.ts'

export interface UnixDatagramSocket {
  /** The errno of a refusal; null: delivered. The path is looked up every time, so a receiver may restart. */
  send(path: string, data: Uint8Array): string | null
  close(): void
}

export function openUnixDatagramSocket(): UnixDatagramSocket {
  const descriptor = libc('socket', AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)
  let open = true
  return {
    send(path, data) {
      if (!open) return 'EBADF'
      const address = unixSocketAddress(path)
      return tryLibc('sendto', descriptor, data, data.length, MSG_DONTWAIT | MSG_NOSIGNAL, address, address.length)
        .errno
    },
    close() {
      if (open) libc('close', descriptor)
      open = false
    },
  }
}
