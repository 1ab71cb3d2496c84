/**
 * DNS_CHECK: one question over UDP (RFC 1035 section 4). Any answer to it is good whose RCODE is 0, with records or
 * without; nothing beyond the header of an answer is read.
 */
import { randomInt } from 'node:crypto'
import dnsPacket from 'dns-packet'
import type { DnsCheckConfig, DnsType } from '../config/config.ts'
import { writeIp } from '../lib/ip.ts'
import type { CheckResult } from '../lib/check-result.ts'
import type { DatagramOutcome } from './datagram.ts'
import { exchangeDatagrams } from './datagram.ts'
import { errnoNumber, errnoText } from './check-socket.ts'

const IPPROTO_UDP = 17
const MAX_ID = 0x1_0000

export async function runDnsCheck(checker: DnsCheckConfig, signal: AbortSignal): Promise<CheckResult> {
  const id = randomInt(MAX_ID)
  const query = encodeQuery(id, checker.type, checker.name)
  const judge = (datagram: Buffer): true | string | null => {
    const answer = readHeader(datagram)
    // What is no answer to our question says nothing; the right one may still come.
    if (answer === null || answer.id !== id || !answer.isResponse) return null
    return answer.rcode === 0 ? true : `read error occurred. (rcode = ${answer.rcode})`
  }
  const { address, port } = checker.connection
  const target = `[${writeIp(address)}]:${port}`
  return judgeOutcome(target, await exchangeDatagrams(checker.connection, IPPROTO_UDP, query, judge, signal))
}

const MAX_LABEL_LENGTH = 63

/** One question. `name` may end in a dot; a label of more than 63 octets is cut. */
export function encodeQuery(id: number, type: DnsType, name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '')
  return dnsPacket.encode({
    type: 'query',
    id,
    flags: dnsPacket.RECURSION_DESIRED,
    questions: [{ type, class: 'IN', name: labels.map(cut).join('.') }],
  })
}

/** The library takes any length, and the octet that says it means something else from 64 on. */
function cut(label: string): string {
  let end = label.length
  while (Buffer.byteLength(label.slice(0, end)) > MAX_LABEL_LENGTH) end--
  return label.slice(0, end)
}

const HEADER_LENGTH = 12
/** Identifier and flags; behind them it is said how many records follow. */
const COUNTS_AT = 4
const RCODE_BITS = 0x0f

/** compat: only the header has to be one, so the library is given a header that announces nothing. */
function readHeader(
  datagram: Buffer,
): { readonly id: number; readonly isResponse: boolean; readonly rcode: number } | null {
  if (datagram.length < HEADER_LENGTH) return null
  const header = Buffer.alloc(HEADER_LENGTH)
  datagram.copy(header, 0, 0, COUNTS_AT)
  const { id = 0, type, flags = 0 } = dnsPacket.decode(header)
  return { id, isResponse: type === 'response', rcode: flags & RCODE_BITS }
}

function judgeOutcome(target: string, outcome: DatagramOutcome): CheckResult {
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
      if (outcome.errno === 'ENETUNREACH' || outcome.errno === 'EHOSTUNREACH') {
        return failure(`network unreachable for ${target}`)
      }
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
