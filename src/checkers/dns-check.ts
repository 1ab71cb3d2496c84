/**
 * DNS_CHECK: one question over UDP (RFC 1035 section 4). Any answer to it is good whose RCODE is 0, with records or
 * without; nothing beyond the header of an answer is read.
 */
import { randomInt } from 'node:crypto'
import type { DnsCheckConfig, DnsType } from '../config/config.ts'
import type { CheckResult } from '../lib/check-result.ts'
import type { DatagramOutcome } from './datagram.ts'
import { exchangeDatagrams } from './datagram.ts'
import { errnoNumber, errnoText } from './marked-socket.ts'

const IPPROTO_UDP = 17
const HEADER_LENGTH = 12
const QR = 0x80
const MAX_ID = 0x1_0000

export async function runDnsCheck(checker: DnsCheckConfig, signal: AbortSignal): Promise<CheckResult> {
  const id = randomInt(MAX_ID)
  const query = encodeQuery(id, checker.type, checker.name)
  const judge = (datagram: Buffer): true | string | null => {
    // What is no answer to our question says nothing; the right one may still come.
    if (datagram.length < HEADER_LENGTH || datagram.readUInt16BE(0) !== id) return null
    if ((datagram.readUInt8(2) & QR) === 0) return null
    const rcode = datagram.readUInt8(3) & 0x0f
    return rcode === 0 ? true : `read error occurred. (rcode = ${rcode})`
  }
  return judgeOutcome(await exchangeDatagrams(checker.connection, IPPROTO_UDP, query, judge, signal))
}

/** The type numbers of RFC 1035, 3596 and 4034. */
const TYPES: Readonly<Record<DnsType, number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  RRSIG: 46,
  DNSKEY: 48,
}
const RECURSION_DESIRED = 0x0100
const CLASS_IN = 1
const MAX_LABEL_LENGTH = 63

/** One question. `name` may end in a dot; a label of more than 63 octets is cut. */
export function encodeQuery(id: number, type: DnsType, name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '')
  const encoded = labels.flatMap((label) => {
    const octets = Buffer.from(label, 'utf8').subarray(0, MAX_LABEL_LENGTH)
    return [Buffer.of(octets.length), octets]
  })
  return Buffer.concat([
    words(id, RECURSION_DESIRED, 1, 0, 0, 0),
    ...encoded,
    Buffer.of(0),
    words(TYPES[type], CLASS_IN),
  ])
}

/** 16-bit numbers in network order */
function words(...values: readonly number[]): Buffer {
  const octets = Buffer.alloc(values.length * 2)
  values.forEach((value, i) => octets.writeUInt16BE(value, i * 2))
  return octets
}

function judgeOutcome(outcome: DatagramOutcome): CheckResult {
  switch (outcome.kind) {
    case 'accepted':
      // compat: a success has no words
      return { up: true, words: '' }
    case 'rejected':
      return failure(outcome.reason)
    case 'timeout':
      return failure('read timeout from socket')
    case 'refused':
      return failure(`failed to read socket; errno ${errnoNumber(outcome.errno)} (${errnoText(outcome.errno)})`)
    case 'unreachable':
      return undecided(`socket connect error ${errnoNumber(outcome.errno)} - ${errnoText(outcome.errno)}`)
    case 'undecided':
      return undecided(outcome.reason)
    case 'aborted':
      return { up: false, words: '', undecided: true }
  }
}

function failure(reason: string): CheckResult {
  return { up: false, words: `DNS_CHECK ({server}) ${reason}{attempt}` }
}

function undecided(reason: string): CheckResult {
  const words = 'DNS_CHECK ({server}) UDP socket bind failed. Rescheduling.'
  return { up: false, words, remarks: [reason], undecided: true }
}
