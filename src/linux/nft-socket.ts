/** Hands batches to the kernel's packet filter; it has answered when the call returns, as with rtnetlink. */
import { OperationError } from '../lib/operation-error.ts'
import { AF_NETLINK, errnoName, libc, MSG_DONTWAIT, SOCK_CLOEXEC, SOCK_RAW, tryLibc } from './libc.ts'
import { NLMSG_ERROR, readError, readMessages } from './netlink-message.ts'
import { encodeBatch, type NftMessage } from './nft-message.ts'

const NETLINK_NETFILTER = 12
const RECEIVE_BYTES = 65_536
/** Each message of a batch can be answered once. */
const MAX_ANSWERS = 100_000

export interface NftSocket {
  /** All or nothing. Throws the OperationError of the first message that was refused. */
  send(messages: readonly NftMessage[]): void
  close(): void
}

/** Throws an OperationError when the kernel has no packet filter for us. */
export function openNftSocket(): NftSocket {
  const descriptor = libc('socket', AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER)
  const buffer = new Uint8Array(new ArrayBuffer(RECEIVE_BYTES))
  let sequence = 1
  return {
    send(messages) {
      const first = sequence
      sequence += messages.length + 2
      const batch = encodeBatch(messages, first)
      const sent = tryLibc('sendto', descriptor, batch, batch.length, 0, null, 0)
      if (sent.errno !== null) throw new OperationError('nftables', sent.errno)
      const refusal = readRefusal(first)
      if (refusal !== null) throw refusal
    },
    close() {
      libc('close', descriptor)
    },
  }

  /** Nobody asked for acknowledgements: what comes are refusals. */
  function readRefusal(first: number): OperationError | null {
    let refusal: OperationError | null = null
    for (let i = 0; i < MAX_ANSWERS; i++) {
      const { value, errno } = tryLibc('recv', descriptor, buffer, buffer.length, MSG_DONTWAIT)
      if (errno !== null) return refusal
      for (const message of readMessages(buffer.slice(0, value))) {
        if (message.type !== NLMSG_ERROR || message.sequence < first) continue
        const { errno: code, text } = readError(message)
        if (code !== 0) refusal ??= new OperationError('nftables', errnoName(code), text)
      }
    }
    return refusal
  }
}
