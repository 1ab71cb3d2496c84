/** The alert mail as octets (RFC 5322): headers and body in the original's form, because people filter on them. */
import type { EmailConfig } from '../config/config.ts'

export interface Mail {
  readonly subject: string
  readonly body: string
  /** when the event was, not when the mail left */
  readonly date: Date
}

/** Four headers, all recipients in a fifth, the body, and an empty line. */
export function writeMail(email: Pick<EmailConfig, 'from' | 'to'>, mail: Mail): string {
  return [
    `Date: ${writeDate(mail.date)}`,
    `From: ${oneLine(email.from)}`,
    `Subject: ${oneLine(mail.subject)}`,
    'X-Mailer: Keepalived',
    `To: ${email.to.map(oneLine).join(', ')}`,
    '',
    mail.body.replace(/\r?\n/g, '\r\n'),
    '',
    '',
  ].join('\r\n')
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** RFC 5322 section 3.3 in local time, English whatever the locale: "Sat, 21 Nov 2026 07:54:23 +0530". */
export function writeDate(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const offset = -date.getTimezoneOffset()
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`
  const day = `${DAYS[date.getDay()]}, ${two(date.getDate())} ${MONTHS[date.getMonth()]} ${date.getFullYear()}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())} ${zone}`
}

/**
 * The address alone, for the envelope. The original writes `MAIL FROM:<Name <a@b>>` when the file says `Name <a@b>`,
 * which servers refuse.
 */
export function bareAddress(address: string): string {
  return /<([^<>]*)>\s*$/.exec(address)?.[1] ?? address
}

/** Nothing in a header may start another one. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ')
}
