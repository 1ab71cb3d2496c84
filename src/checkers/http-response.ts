/**
 * Reads an HTTP answer as the original does (RFC 9112 section 2, loosely): a head that ends with an empty line, and
 * then a body that is every octet until the peer closes. The digest in people's files is over exactly those octets (up
 * to Content-Length), so no parser may decode chunks, skip "100 Continue", throw a body of 204 away, or return early.
 *
 * Nothing is kept but the head, which is bounded.
 */
import { createHash } from 'node:crypto'

/** compat: the original's buffer. A head of this length passes, a longer one fails. */
export const MAX_HEAD_LENGTH = 4095

export interface HttpAnswer {
  readonly statusCode: number
  /** what Content-Length said; null: it said nothing */
  readonly announcedLength: number | null
  readonly receivedLength: number
  /** MD5 of the body, of no more of it than was announced */
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
  let announcedLength: number | null = null
  let receivedLength = 0

  const pushBody = (chunk: Buffer): void => {
    const counted = chunk.subarray(0, Math.max(0, (announcedLength ?? Infinity) - receivedLength))
    receivedLength += chunk.length
    if (counted.length === 0) return
    hash.update(counted)
    observer.onBody?.(counted)
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
    announcedLength = readContentLength(head.toString('latin1'))
    observer.onHead?.(head)
    pushBody(chunk.subarray(consumed))
    return true
  }

  const end = (): HttpAnswer | null => {
    if (!complete) return null
    const statusCode = readStatusCode(head.toString('latin1'))
    return { statusCode, announcedLength, receivedLength, digest: new Uint8Array(hash.digest()) }
  }

  return { push, started: () => head.length > 0, end }
}

/** compat: a word, one space, three digits, a space; 0 for everything else, also for "HTTP/1.1 200" without reason. */
function readStatusCode(head: string): number {
  const match = /^[^ \r\n]+ (\d{3}) /.exec(head)
  return match ? Number(match[1]) : 0
}

/** compat: the first "Content-Length:" wherever it stands, in this very spelling, with nothing behind the number. */
function readContentLength(head: string): number | null {
  const name = 'Content-Length:'
  const start = head.indexOf(name)
  const match = start < 0 ? null : /^[ \t]*(\d{1,15})\r\n/.exec(head.slice(start + name.length))
  return match ? Number(match[1]) : null
}
