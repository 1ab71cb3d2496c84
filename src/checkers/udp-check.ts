/**
 * UDP_CHECK: a datagram is sent, and the server is up when within the time no ICMP error comes back; with require_reply,
 * when an answer comes that begins as it should.
 */
import type { UdpCheckConfig, UdpReplyConfig } from '../config/config.ts'
import type { CheckResult } from '../lib/check-result.ts'
import { exchangeDatagrams } from './datagram.ts'
import { errnoNumber, errnoText } from './check-socket.ts'

const IPPROTO_UDP = 17
/** compat: not random, whatever its manual says. */
const USUAL_PAYLOAD = Buffer.from('keepalived check - keepalived check - '.slice(0, 32), 'latin1')

export async function runUdpCheck(checker: UdpCheckConfig, signal: AbortSignal): Promise<CheckResult> {
  const { reply } = checker
  const payload = checker.payload ?? USUAL_PAYLOAD
  const judge = (datagram: Buffer): true | string => reply === null || matches(reply, datagram) || 'mismatch'
  const outcome = await exchangeDatagrams(checker.connection, IPPROTO_UDP, payload, judge, signal)
  switch (outcome.kind) {
    case 'accepted':
      return success
    case 'timeout':
      return reply === null ? success : failure('UDP connection to {server} failed.')
    case 'rejected':
      return failure('UDP check to {server} reply data mismatch.')
    case 'refused':
      return failure('UDP connection to {server} failed.')
    case 'unreachable': {
      const reason = `UDP connect error ${errnoNumber(outcome.errno)} - ${errnoText(outcome.errno)}`
      return { up: false, words: '', complaints: [reason] }
    }
    case 'undecided':
      return { up: false, words: 'UDP socket bind failed. Rescheduling.', remarks: [outcome.reason], undecided: true }
    case 'aborted':
      return { up: false, words: '', undecided: true }
  }
}

/** Compared as far as both go. compat: the length counts only where octets are given to compare with. */
function matches({ octets, mask, minLength, maxLength }: UdpReplyConfig, datagram: Buffer): boolean {
  if (octets.length === 0) return true
  if (datagram.length < minLength || datagram.length > maxLength) return false
  return octets.every((octet, i) => i >= datagram.length || ((datagram[i] ?? 0) & (mask[i] ?? 0)) === octet)
}

const success: CheckResult = { up: true, words: 'UDP connection to {server} success.' }

function failure(words: string): CheckResult {
  return { up: false, words }
}
