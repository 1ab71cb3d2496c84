import { describe, expect, test } from 'vitest'
import { bareAddress, writeDate, writeMail } from '../../../src/notify/mail-text.ts'

const date = new Date('2026-11-21T02:08:54Z')

describe('the mail', () => {
  test('has the headers of the original, in its order, and an empty line at the end', () => {
    const email = { from: 'Keepalived <ka@example.org>', to: ['admin@example.org', 'Ops <ops@example.org>'] }
    const subject = '[LVS_TEST] VRRP Instance VI_1 - Entering MASTER state'
    expect(writeMail(email, { subject, body: '=> VRRP Instance is now owning VRRP VIPs <=', date })).toBe(
      [
        `Date: ${writeDate(date)}`,
        'From: Keepalived <ka@example.org>',
        'Subject: [LVS_TEST] VRRP Instance VI_1 - Entering MASTER state',
        'X-Mailer: Keepalived',
        'To: admin@example.org, Ops <ops@example.org>',
        '',
        '=> VRRP Instance is now owning VRRP VIPs <=',
        '',
        '',
      ].join('\r\n'),
    )
  })

  test('a line break in a name cannot make another header', () => {
    const text = writeMail({ from: 'a@b\r\nBcc: c@d', to: ['x@y'] }, { subject: 'a\nb', body: 'c', date })
    expect(text).toContain('From: a@b Bcc: c@d\r\nSubject: a b\r\n')
  })

  test('the date is local time with its distance from UTC', () => {
    const text = writeDate(date)
    expect(text).toMatch(/^(Fri|Sat), 2[01] Nov 2026 \d\d:\d\d:54 [+-]\d{4}$/)
    expect(new Date(text).getTime()).toBe(date.getTime())
  })

  test('the envelope has the address alone', () => {
    expect(bareAddress('Keepalived <ka@example.org>')).toBe('ka@example.org')
    expect(bareAddress('ka@example.org')).toBe('ka@example.org')
  })
})
