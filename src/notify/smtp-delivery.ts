/**
 * Delivers one mail: nodemailer speaks SMTP (RFC 5321), this file gives it the limits and tells the outcome in the
 * original's words. Every end is a log line; nothing is thrown.
 */
import { lookup } from 'node:dns/promises'
import net from 'node:net'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { EmailConfig } from '../config/config.ts'
import type { Mail } from './mail-text.ts'
import { bareAddress, oneLine, writeMail } from './mail-text.ts'

export type MailLog = (level: 'err' | 'warning' | 'info' | 'debug', text: string) => void

/** A dialogue may take this many timeouts: a peer that sends an octet now and then is not waited for longer. */
const WHOLE_LIMIT_FACTOR = 10

export async function deliver(email: EmailConfig, mail: Mail, signal: AbortSignal, log: MailLog): Promise<void> {
  if (email.server === null) return
  const { host, port } = email.server
  const timeoutMs = Math.max(1, Math.round(email.connectTimeoutUs / 1000))
  const address = await resolve(host, timeoutMs, signal)
  if (address === null) {
    log('err', `SMTP alert not sent: the SMTP server ${host} cannot be resolved`)
    return
  }
  const server = `[${address}]:${port}`
  const outcome = await transmit({ email, mail, address, port, timeoutMs, signal }, () =>
    log('info', `Remote SMTP server ${server} connected.`),
  )
  for (const error of outcome.refusals) log('err', describe(error, server, outcome.connected))
  if (outcome.sent) log('info', 'SMTP alert successfully sent.')
}

/** The name may appear, move and vanish while we run, so it is looked up for every mail; null when there is none. */
async function resolve(host: string, limitMs: number, signal: AbortSignal): Promise<string | null> {
  if (net.isIP(host) !== 0) return host
  let stop: () => void = () => {}
  const limit = new Promise<null>((done) => {
    const timer = setTimeout(done, limitMs, null)
    const onAbort = (): void => done(null)
    signal.addEventListener('abort', onAbort)
    stop = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
    }
  })
  // A lookup that fails later than the limit has nobody to tell.
  const found = lookup(host).then(
    ({ address }) => address,
    () => null,
  )
  const address = await Promise.race([found, limit])
  stop()
  return address
}

interface Transmission {
  readonly email: EmailConfig
  readonly mail: Mail
  readonly address: string
  readonly port: number
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

interface SmtpError extends Error {
  /** nodemailer's own kind, or the errno where the socket failed */
  readonly code?: string | undefined
  /** the command that was answered with `responseCode` */
  readonly command?: string | undefined
  readonly responseCode?: number | undefined
}

interface TransmitOutcome {
  readonly connected: boolean
  readonly sent: boolean
  /** the reason why it was not sent, or the recipients that will not get it */
  readonly refusals: readonly SmtpError[]
}

function transmit(transmission: Transmission, onConnected: () => void): Promise<TransmitOutcome> {
  const { email, mail, address, port, timeoutMs, signal } = transmission
  return new Promise((resolve) => {
    let connected = false
    const socket = new net.Socket()
    socket.once('connect', () => {
      connected = true
      onConnected()
    })
    const connection = new SMTPConnection({
      socket,
      host: address,
      port,
      name: email.heloName,
      // compat: the original knows neither TLS nor passwords, and an alert must not fail for a certificate
      secure: false,
      ignoreTLS: true,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      // how long the peer may keep its side open after QUIT
      socketCloseTimeout: 1000,
      maxResponseSize: 64 * 1024,
      allowInternalNetworkInterfaces: true,
    })
    const finish = (sent: boolean, refusals: readonly SmtpError[]): void => {
      clearTimeout(wholeLimit)
      signal.removeEventListener('abort', onAbort)
      resolve({ connected, sent, refusals })
    }
    const fail = (error: SmtpError): void => {
      finish(false, [error])
      connection.close()
    }
    const wholeLimit = setTimeout(() => fail(new Error('the dialogue took too long')), timeoutMs * WHOLE_LIMIT_FACTOR)
    const onAbort = (): void => fail(new Error('given up at stop'))
    signal.addEventListener('abort', onAbort)
    connection.on('error', fail)
    connection.connect((connectError) => {
      if (connectError) return fail(connectError)
      const envelope = { from: bareAddress(email.from), to: email.to.map(bareAddress) }
      connection.send(envelope, writeMail(email, mail), (sendError, info) => {
        if (sendError) return fail(sendError)
        finish(true, info?.rejectedErrors ?? [])
        connection.quit()
      })
    })
  })
}

/** The original's words where it has some; its `smtp fd 15 returned write error` helps nobody. */
function describe(error: SmtpError, server: string, connected: boolean): string {
  if (error.responseCode !== undefined) {
    const command = commandName(error.command)
    return `Error processing ${command} cmd on SMTP server ${server}. SMTP status code = ${error.responseCode}`
  }
  if (error.code === 'ETIMEDOUT') {
    return connected
      ? `Timeout reading data to remote SMTP server ${server}.`
      : `Timeout opening connection to remote SMTP server ${server}.`
  }
  return `SMTP alert not sent to ${server}: ${oneLine(error.message)}`
}

/** compat: the original calls the greeting "(E)SMTP" and the end of the text "BODY". */
function commandName(command: string | undefined): string {
  if (command === undefined || command === 'CONN' || command === 'EHLO') return '(E)SMTP'
  return command.split(' ')[0] ?? command
}
