/**
 * Reads an HTTP answer as the original does (RFC 9112 section 2, loosely): a head that ends with an empty line, and then
 * a body that is every octet until the peer closes. The digest in people's files is over exactly those octets, so no
 * parser may decode chunks, stop at Content-Length, skip "100 Continue", or throw a body of 204 away.
 *
 * Nothing is kept but the head, which is bounded.
 */
import { createHash } from 'node:crypto'

/** compat: the original reads the head into one buffer of this size, and fails when the head does not fit. */
export const MAX_HEAD_LENGTH = 4096

export interface HttpAnswer {
  readonly statusCode: number
  /** what Content-Length said; null: it said nothing */
  readonly announcedLength: number | null
  readonly receivedLength: number
  /** MD5 of the body */
  readonly digest: Uint8Array
}

export interface HttpObserver {
  readonly onHead?: (head: Buffer) => void
  readonly onBody?: (chunk: Buffer) => void
}

export interface HttpResponseReader {
  /** false: the head is too long, and no answer can come of it */
  readonly push: (chunk: Buffer) => boolean
  /** true once any octet has come */
  readonly started: () => boolean
  /** the peer has closed: the answer, or null when even its head is incomplete */
  readonly end: () => HttpAnswer | null
}

const HEAD_END = '\r\n\r\n'

export function makeHttpResponseReader(observer: HttpObserver = {}): HttpResponseReader {
  const hash = createHash('md5')
  let head = Buffer.alloc(0)
  let complete = false
  let receivedLength = 0

  const pushBody = (chunk: Buffer): void => {
    if (chunk.length === 0) return
    receivedLength += chunk.length
    hash.update(chunk)
    observer.onBody?.(chunk)
  }

  const push = (chunk: Buffer): boolean => {
    if (complete) {
      pushBody(chunk)
      return true
    }
    // At most one buffer's worth is joined, however much came at once.
    const room = MAX_HEAD_LENGTH - head.length
    const joined = Buffer.concat([head, chunk.subarray(0, room)])
    const end = joined.indexOf(HEAD_END, Math.max(0, head.length - HEAD_END.length + 1), 'latin1')
    if (end < 0) {
      head = joined
      return head.length < MAX_HEAD_LENGTH
    }
    complete = true
    const bodyStart = end + HEAD_END.length
    const consumed = bodyStart - head.length
    head = joined.subarray(0, bodyStart)
    observer.onHead?.(head)
    pushBody(chunk.subarray(consumed))
    return true
  }

  const end = (): HttpAnswer | null => {
    if (!complete) return null
    const text = head.toString('latin1')
    return {
      statusCode: readStatusCode(text),
      announcedLength: readContentLength(text),
      receivedLength,
      digest: new Uint8Array(hash.digest()),
    }
  }

  return { push, started: () => head.length > 0, end }
}

/** 0 when the first line has no number in second place. */
function readStatusCode(head: string): number {
  const match = /^\S+ +(\d{3})(?!\d)/.exec(head)
  return match ? Number(match[1]) : 0
}

function readContentLength(head: string): number | null {
  const match = /\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n/i.exec(head)
  return match ? Number(match[1]) : null
}
