/** What each kind of checker says, and when: the wording and its exceptions are keepalived 2.2.7's. */
import type { CheckerConfig } from '../config/config.ts'
import { fillWords, type CheckResult } from '../lib/check-result.ts'
import { mailBody } from './log-lines.ts'
import type { Checker, RealServer } from './state.ts'

interface Manner {
  /** its last line, when it takes the server out; null: the words of the result are that line */
  readonly name: string | null
  /** the first failure after an alpha start is told, when all failures are */
  readonly tellsFirstFailure: boolean
  /** compat: a check that fails at once after an alpha start announces its server as down, though nobody had it up. */
  readonly announcesAlphaFailure: boolean
  readonly mail: { readonly up: string; readonly down: string }
}

const plain = (name: string, mail: string): Manner => ({
  name,
  tellsFirstFailure: false,
  announcesAlphaFailure: true,
  mail: { up: `${mail} CHECK succeed on service`, down: `${mail} CHECK failed on service` },
})

const talkative = (name: string | null, up: string, down: string): Manner => ({
  name,
  tellsFirstFailure: true,
  announcesAlphaFailure: false,
  mail: { up, down },
})

const manners: Readonly<Record<CheckerConfig['kind'], Manner>> = {
  tcp: plain('TCP_CHECK', 'TCP'),
  udp: plain('UDP_CHECK', 'UDP'),
  ping: plain('ICMP CHECK', 'ICMP'),
  http: talkative('HTTP_CHECK', 'CHECK succeed on service', 'CHECK failed on service : HTTP request failed'),
  smtp: talkative(null, 'CHECK succeed on service', 'CHECK failed on service'),
  dns: talkative(null, 'DNS_CHECK: succeed on service', 'DNS_CHECK: failed on service'),
  misc: {
    ...talkative(null, 'MISC CHECK succeeded on service', 'MISC CHECK failed on service'),
    announcesAlphaFailure: true,
  },
}

export function mannerOf({ kind }: CheckerConfig): Manner {
  return manners[kind]
}

/** compat: the checks that are told only so do not tell their retries when the first attempt at start decides. */
export function checkFailed(
  { config, virtualServer }: RealServer,
  checker: CheckerConfig,
  retriesMade: boolean,
): string {
  const { name } = manners[checker.kind]
  if (name === null) return ''
  const after = checker.retry > 0 && (retriesMade || checker.kind === 'http') ? ` after ${checker.retry} retries` : ''
  const of = checker.kind === 'ping' && after !== '' ? ` of ${virtualServer.config.id}` : ''
  return `${name} on service ${config.id}${of} failed${after}.`
}

/** What stands for `{attempt}` in the words of a failure. */
export function attemptText({ config: { kind, retry }, failures, retriesLeft, up }: Checker): string {
  const last = !up || retriesLeft === 0
  if (kind !== 'misc') return up && last && retry > 0 && failures > 0 ? ` after ${retry} retries` : ''
  if (retry === 0) return ' with retry disabled'
  if (last) return ` after ${retry} retries`
  return failures === 0 ? `, will do ${retry} retries` : ` on retry ${failures}/${retry}`
}

/** The words of a check with the names of its servers in them. */
export function wordsAbout({ config, virtualServer }: RealServer, words: string, attempt: string): string {
  return fillWords(words, config.id, virtualServer.config.id, attempt)
}

/** What the last check of it said; '' before the first. */
export function lastWords({ realServer, last }: Checker): string {
  return last === null ? '' : wordsAbout(realServer, last.words, last.attempt)
}

export function checkBody(checker: CheckerConfig, up: boolean, result: CheckResult): string {
  const { mail } = manners[checker.kind]
  if (up) return mailBody(mail.up)
  return mailBody((result.up ? undefined : result.mailWords) ?? mail.down)
}
