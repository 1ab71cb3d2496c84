/**
 * PING_CHECK: one echo request (RFC 792, RFC 4443 section 4.1) from a datagram socket of ICMP, for which the kernel fills
 * in identifier and checksum and passes only the answers to it.
 */
import { randomBytes, randomInt } from 'node:crypto'
import type { PingCheckConfig } from '../config/config.ts'
import type { CheckResult } from '../lib/check-result.ts'
import { readSysctl, writeSysctl } from '../linux/sysctl.ts'
import { exchangeDatagrams } from './datagram.ts'
import { errnoNumber } from './check-socket.ts'

const IPPROTO_ICMP = 1
const IPPROTO_ICMPV6 = 58
const ECHO = {
  4: { protocol: IPPROTO_ICMP, request: 8, reply: 0 },
  6: { protocol: IPPROTO_ICMPV6, request: 128, reply: 129 },
}
const HEADER_LENGTH = 8
const DATA_LENGTH = 56
const SEQUENCES = 0x1_0000

export async function runPingCheck(checker: PingCheckConfig, signal: AbortSignal): Promise<CheckResult> {
  allowPing()
  const { family } = checker.connection.address
  const echo = ECHO[family]
  const sequence = randomInt(SEQUENCES)
  const packet = Buffer.concat([Buffer.from([echo.request, 0, 0, 0, 0, 0, 0, 0]), randomBytes(DATA_LENGTH)])
  packet.writeUInt16BE(sequence, 6)
  const judge = (datagram: Buffer): true | null =>
    datagram.length >= HEADER_LENGTH && datagram[0] === echo.reply && datagram.readUInt16BE(6) === sequence
      ? true
      : null
  const outcome = await exchangeDatagrams(checker.connection, echo.protocol, packet, judge, signal)
  switch (outcome.kind) {
    case 'accepted':
      return { up: true, words: 'ICMP connection to {server} success.' }
    case 'timeout':
    case 'rejected':
      return { up: false, words: 'ICMP connection to address {server} timeout.' }
    case 'refused':
    case 'unreachable': {
      const text =
        family === 4 ? 'send ICMP packet fail' : `send ICMPv6 packet fail - errno ${errnoNumber(outcome.errno)}`
      return { up: false, words: '', complaints: [text] }
    }
    case 'undecided':
      return { up: false, words: 'ICMP bind failed. Rescheduling.', remarks: [outcome.reason], undecided: true }
    case 'aborted':
      return { up: false, words: '', undecided: true }
  }
}

const RANGE = 'net/ipv4/ping_group_range'

/** compat: in a fresh network namespace no group may ping; ours is then put into the range, as the original does. */
function allowPing(): void {
  const [first = NaN, last = NaN] = (readSysctl(RANGE) ?? '').split(/\s+/).map(Number)
  const group = process.getegid?.() ?? 0
  if (Number.isNaN(first) || (group >= first && group <= last)) return
  const range = first > last ? [group, group] : [Math.min(first, group), Math.max(last, group)]
  try {
    writeSysctl(RANGE, range.join(' '))
  } catch {
    // Safe: the socket says the same, and in better words.
  }
}
