/**
 * genhash: fetches a page exactly as HTTP_GET and SSL_GET would, and prints the MD5 to put into the configuration.
 *
 * Options, output and status as the original's, but a page that could not be had is status 1 and a line on standard
 * error: the original answers 0 and prints the reason where the digest belongs.
 */
import { Command, CommanderError } from 'commander'
import type { HttpExchange, HttpOutcome } from '../checkers/http-exchange.ts'
import { exchangeHttp } from '../checkers/http-exchange.ts'
import { writeRequest } from '../checkers/http-request.ts'
import type { HttpObserver } from '../checkers/http-response.ts'
import { tlsContext } from '../checkers/tls-context.ts'
import type { HttpCheckConfig } from '../config/config.ts'
import type { IpAddress } from '../lib/ip.ts'
import { readIp } from '../lib/ip.ts'
import { US_PER_S } from '../lib/time.ts'
import { makePageDump } from './page-dump.ts'

interface GenhashOptions {
  readonly address: IpAddress
  readonly port: number
  readonly url: string
  readonly tls: boolean
  readonly sni: boolean
  readonly virtualHost: string | null
  readonly verbose: boolean
  readonly fwmark: number
  readonly protocol: HttpCheckConfig['protocol']
  readonly timeoutS: number
}

const DEFAULT_TIMEOUT_S = 5

/** The exit status: 0 when a digest was printed. */
export async function runGenhash(words: readonly string[], name = 'tskeepalived --genhash'): Promise<number> {
  const command = makeCommand(name)
  const options = readOptions(command, words)
  if ('refused' in options) {
    if (options.refused !== '') process.stderr.write(`${options.refused}\n`)
    // compat: also -h is answered on standard error and with 1
    process.stderr.write(command.helpInformation())
    return 1
  }
  const dump = options.verbose ? makePageDump((text) => process.stdout.write(text)) : null
  const start = process.hrtime.bigint()
  const outcome = await exchangeHttp(exchangeOf(options, dump?.observer ?? {}))
  const tookUs = (process.hrtime.bigint() - start) / 1000n
  if (outcome.kind === 'answer') dump?.end(outcome.answer.digest)
  if (outcome.kind === 'answer') process.stdout.write(`${Buffer.from(outcome.answer.digest).toString('hex')}\n`)
  else process.stderr.write(`${describe(outcome, options.tls)}\n`)
  if (options.verbose) process.stdout.write(`\nGlobal response time for [${options.url}] = ${tookUs} usecs\n`)
  return outcome.kind === 'answer' ? 0 : 1
}

/** The options, for reading them and for the manual page. */
export function makeCommand(name: string): Command {
  return new Command(name)
    .usage('-s <address> -p <port> -u <url> [options]')
    .helpOption(false)
    .option('-S, --use-ssl', 'connect with TLS')
    .option('-I, --use-sni', 'name the virtual host (see -V) in the TLS handshake')
    .option('-s, --server <address>', 'IP address of the server')
    .option('-p, --port <port>', 'port of the server')
    .option('-u, --url <url>', 'path of the page')
    .option('-V, --use-virtualhost <host>', 'virtual host to ask for')
    .option('-v, --verbose', 'print the head, the page and the digest octet by octet')
    .option('-h, --help', 'print this text')
    .option('-m, --fwmark <mark>', 'mark of the packets that are sent')
    .option('-P, --protocol <version>', 'version of HTTP: 1.0, 1.0c or 1.1; 1.0c is 1.0 with "Connection: close"')
    .option('-t, --timeout <seconds>', `longest wait for the server, default ${DEFAULT_TIMEOUT_S}`)
    .allowExcessArguments(true)
    .exitOverride()
    .configureOutput({ writeErr: () => {}, writeOut: () => {} })
}

type Refusal = { readonly refused: string }

function readOptions(command: Command, words: readonly string[]): GenhashOptions | Refusal {
  try {
    command.parse(
      words.map((word) => spellOut(command, word)),
      { from: 'user' },
    )
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return { refused: error.message.replace(/^error: /, '') }
  }
  const given = command.opts<Partial<Record<string, string | boolean>>>()
  const text = (name: string): string | null => (typeof given[name] === 'string' ? given[name] : null)
  if (given['help'] === true) return { refused: '' }
  const address = readIp(text('server') ?? '')
  const server = text('server')
  if (server !== null && address === null) return { refused: `server should be an IP, not ${server}` }
  const port = readNumber(text('port'), 1, 65535)
  if (port === undefined) return { refused: `invalid port number '${text('port')}'` }
  const fwmark = readNumber(text('fwmark'), 0, 0xffff_ffff)
  if (fwmark === undefined) return { refused: `invalid fwmark '${text('fwmark')}'` }
  const timeoutS = readNumber(text('timeout'), 0, 4294)
  if (timeoutS === undefined) return { refused: `invalid timeout '${text('timeout')}'` }
  const protocol = readProtocol(text('protocol') ?? '1.0')
  if (protocol === null) return { refused: `invalid HTTP protocol version '${text('protocol')}'` }
  if (command.args.length > 0) return { refused: `Unexpected argument(s): ${command.args.join(' ')}` }
  const url = text('url')
  if (address === null || port === null || url === null) return { refused: '' }
  return {
    address,
    port,
    url,
    tls: given['useSsl'] === true,
    sni: given['useSni'] === true,
    virtualHost: text('useVirtualhost'),
    verbose: given['verbose'] === true,
    fwmark: fwmark ?? 0,
    protocol,
    timeoutS: timeoutS ?? DEFAULT_TIMEOUT_S,
  }
}

/** getopt_long takes every unambiguous beginning of a long option; commander wants it whole. */
function spellOut(command: Command, word: string): string {
  const match = /^(--[a-z-]+)(=.*)?$/s.exec(word)
  const typed = match?.[1]
  if (typed === undefined) return word
  const names = command.options.map((option) => option.long ?? '').filter((long) => long.startsWith(typed))
  const whole = names.includes(typed) || names.length !== 1 ? typed : names[0]
  return `${whole}${match?.[2] ?? ''}`
}

/** null: not given; undefined: given and wrong. */
function readNumber(text: string | null, least: number, most: number): number | null | undefined {
  if (text === null) return null
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN
  return value >= least && value <= most ? value : undefined
}

function readProtocol(text: string): HttpCheckConfig['protocol'] | null {
  if (text === '1.0' || text === '1.1') return text
  return text === '1.0c' || text === '1.0C' ? '1.0C' : null
}

function exchangeOf(options: GenhashOptions, observer: HttpObserver): HttpExchange {
  const { address, port, virtualHost, protocol } = options
  return {
    connection: {
      address,
      port,
      bindAddress: null,
      bindPort: 0,
      bindInterface: null,
      fwmark: options.fwmark,
      connectTimeoutUs: options.timeoutS * US_PER_S,
    },
    request: writeRequest({ path: options.url, protocol, address, port, virtualHost }),
    tls: options.tls
      ? { context: tlsContext(null), serverName: options.sni ? virtualHost : null, closeNotify: false }
      : null,
    signal: new AbortController().signal,
    observer,
  }
}

function describe(outcome: Exclude<HttpOutcome, { readonly kind: 'answer' }>, tls: boolean): string {
  switch (outcome.kind) {
    case 'connect-failed':
      return 'Connection failed'
    case 'handshake-failed':
      return 'SSL handshake/communication error'
    case 'unreachable':
      return 'Network unreachable'
    case 'connect-timeout':
      return 'Timeout connecting'
    case 'undecided':
      return outcome.reason
    case 'read-timeout':
      return `Timeout ${tls ? 'SSL' : outcome.started ? 'HTTP' : 'WEB'} read`
    case 'read-error':
      return 'Read error with server'
    case 'no-answer':
      return 'no data received from remote webserver'
    case 'aborted':
      return 'aborted'
  }
}
