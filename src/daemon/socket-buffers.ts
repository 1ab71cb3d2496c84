/** What `..._rcv_bufs` and `..._rcv_bufs_force` say, as the sockets want it. A row with no size forces nothing. */
import type { SocketBufferConfig } from '../config/config.ts'
import type { ReceiveBufferOptions } from '../linux/receive-buffer.ts'

export function bufferOptions(config: SocketBufferConfig | null | undefined): ReceiveBufferOptions {
  return { receiveBufferBytes: config?.octets ?? 0, forceReceiveBuffer: config?.force ?? false }
}
