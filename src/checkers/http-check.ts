/**
 * HTTP_GET and SSL_GET: every url in the order of the file, each over a connection of its own, must answer with an
 * accepted status and, where they are given, the right MD5 and the right text of its body. The first that does not fails
 * the check.
 */
import { Buffer } from 'node:buffer'
import type { HttpCheckConfig, HttpUrlConfig, SslConfig } from '../config/config.ts'
import type { CheckResult } from '../lib/check-result.ts'
import type { HttpOutcome } from './http-exchange.ts'
import { exchangeHttp } from './http-exchange.ts'
import { writeRequest } from './http-request.ts'
import type { HttpAnswer } from './http-response.ts'
import { makePageSearch } from './page-search.ts'
import type { PageSearch } from './page-search.ts'
import { tlsContext } from './tls-context.ts'

/** When a url names no status: compat: also when it names a digest. */
const DEFAULT_STATUS_CODES = [{ min: 200, max: 299 }]

type Failure = Extract<CheckResult, { readonly up: false }>

export async function runHttpCheck(
  checker: HttpCheckConfig,
  ssl: SslConfig | null,
  signal: AbortSignal,
): Promise<CheckResult> {
  const remarks: string[] = []
  const steps: string[] = []
  for (const url of checker.urls) {
    const search = url.regex === null ? null : makePageSearch(url.regex)
    const outcome = await exchangeHttp({
      connection: checker.connection,
      request: writeRequest({
        path: url.path,
        protocol: checker.protocol,
        address: checker.connection.address,
        port: checker.connection.port,
        virtualHost: virtualHost(checker, url),
      }),
      tls: checker.tls
        ? { context: tlsContext(ssl), serverName: serverName(checker, url), closeNotify: url.tlsCompliant }
        : null,
      signal,
      ...(search === null ? {} : { observer: { onBody: search.push } }),
    })
    if (outcome.kind === 'answer' && accepts(url, outcome.answer)) remarks.push(...remarksOn(url, outcome.answer))
    const failure = judge(checker, url, outcome) ?? judgePage(url, search)
    if (failure !== null)
      return remarks.length === 0 ? failure : { ...failure, remarks: [...remarks, ...(failure.remarks ?? [])] }
    steps.push(`${whatWasSeen(url)} success to {server} url(${url.path})`)
  }
  const words = 'Remote Web server {server} succeed on service.'
  return { up: true, words, steps, ...(remarks.length > 0 ? { remarks } : {}) }
}

function virtualHost(checker: HttpCheckConfig, url: HttpUrlConfig): string | null {
  return url.virtualHost ?? checker.virtualHost
}

/** compat: without a virtual host there is no name to send. */
function serverName(checker: HttpCheckConfig, url: HttpUrlConfig): string | null {
  return checker.enableSni ? (checker.sniName ?? virtualHost(checker, url)) : null
}

function whatWasSeen({ regex, digest }: HttpUrlConfig): string {
  if (regex !== null) return 'Regex match'
  return digest === null ? 'HTTP status code' : 'MD5 digest'
}

function judge(checker: HttpCheckConfig, url: HttpUrlConfig, outcome: HttpOutcome): Failure | null {
  switch (outcome.kind) {
    case 'answer':
      return judgeAnswer(url, outcome.answer)
    case 'connect-timeout':
      return down('Timeout connecting server {server}.')
    case 'connect-failed':
      return down('Connection failed server {server}.')
    case 'handshake-failed':
      return down('SSL handshake/communication error connecting to server {server}.')
    case 'unreachable':
      return down('HTTP_CHECK - network unreachable server {server}.')
    case 'undecided':
      return { up: false, words: 'WEB socket bind failed. Rescheduling', remarks: [outcome.reason], undecided: true }
    case 'read-timeout':
      return down(`Timeout ${readPhase(checker, outcome.started)} read server {server}.`)
    case 'read-error':
      return down('Read error with server {server}.')
    case 'no-answer':
      // compat: two spaces
      return down('Read, no data received from  server {server}.')
    case 'aborted':
      return { up: false, words: '', undecided: true }
  }
}

/** compat: the original names the wait for the first octet and the later ones differently. */
function readPhase(checker: HttpCheckConfig, started: boolean): string {
  if (checker.tls) return 'SSL'
  return started ? 'HTTP' : 'WEB'
}

function judgeAnswer(url: HttpUrlConfig, answer: HttpAnswer): Failure | null {
  if (!accepts(url, answer)) return down('HTTP status code error to server {server}.')
  if (url.digest !== null && !Buffer.from(url.digest).equals(answer.digest)) {
    return down('MD5 digest error to server {server}.')
  }
  return null
}

/** A search that was given up shows nothing good, whether the pattern is wanted or not. */
function judgePage({ regex, path }: HttpUrlConfig, search: PageSearch | null): Failure | null {
  if (regex === null || search === null) return null
  const verdict = search.end()
  const failure = down('Regex match failed server {server}.')
  if (verdict.kind === 'failed') {
    return { ...failure, remarks: [`Regex of url ${path} for {server} gives up: ${verdict.reason}`] }
  }
  return (verdict.kind === 'found') === regex.noMatch ? failure : null
}

function accepts(url: HttpUrlConfig, { statusCode }: HttpAnswer): boolean {
  const accepted = url.statusCodes.length > 0 ? url.statusCodes : DEFAULT_STATUS_CODES
  return accepted.some((range) => statusCode >= range.min && statusCode <= range.max)
}

/** compat: a body shorter or longer than announced passes, with a remark; not looked at where the status is wrong. */
function remarksOn(url: HttpUrlConfig, answer: HttpAnswer): readonly string[] {
  const { announcedLength, receivedLength } = answer
  if (announcedLength === null || announcedLength === receivedLength) return []
  return [
    `http_check for RS {server} VS {service} url ${url.path}: content_length (${announcedLength}) ` +
      `does not match received bytes (${receivedLength})`,
  ]
}

function down(words: string): Failure {
  return { up: false, words }
}
