import { afterEach, describe, expect, test } from 'vitest'
import type { EmailConfig } from '../../../src/config/config.ts'
import type { Mailer } from '../../../src/notify/mailer.ts'
import { makeMailer } from '../../../src/notify/mailer.ts'
import type { Reply, SmtpSink } from './smtp-sink.ts'
import { obliging, startSmtpSink } from './smtp-sink.ts'

const sinks: SmtpSink[] = []
const start = async (...args: Parameters<typeof startSmtpSink>): Promise<SmtpSink> => {
  const sink = await startSmtpSink(...args)
  sinks.push(sink)
  return sink
}
afterEach(async () => {
  await Promise.all(sinks.splice(0).map((sink) => sink.close()))
})

const email = (port: number, more: Partial<EmailConfig> = {}): EmailConfig => ({
  to: ['a@x', 'b@x'],
  from: 'ka@x',
  server: { host: '127.0.0.1', port },
  heloName: 'myhelo.example',
  connectTimeoutUs: 300_000,
  ...more,
})

function mailerWithLog(config: EmailConfig, maxWaiting?: number): { mailer: Mailer; log: string[] } {
  const log: string[] = []
  const mailer = makeMailer({
    email: config,
    log: (level, text) => log.push(`${level}: ${text}`),
    ...(maxWaiting === undefined ? {} : { maxWaiting }),
    now: () => new Date('2026-11-21T02:08:54Z'),
  })
  return { mailer, log }
}

/** Sends one mail to a server that behaves so, and tells what was logged, with SERVER for its address. */
async function logOfOne(reply: Reply, greeting?: string | null): Promise<string[]> {
  const sink = await start(reply, greeting)
  const { mailer, log } = mailerWithLog(email(sink.port))
  mailer.send('s', '=> b <=')
  await mailer.drain(20_000)
  return log.map((line) => line.replaceAll(`[127.0.0.1]:${sink.port}`, 'SERVER'))
}

describe('a server that works', () => {
  test('hears the dialogue of the original, except for EHLO', async () => {
    const sink = await start()
    const { mailer, log } = mailerWithLog(email(sink.port))
    mailer.send('subject', '=> body <=')
    await mailer.drain(10_000)
    await settled(() => sink.dialogues[0]?.at(-1) === 'QUIT')
    const [dialogue] = sink.dialogues
    expect(dialogue!.filter((line) => !line.startsWith('Date: '))).toEqual([
      'EHLO myhelo.example',
      'MAIL FROM:<ka@x>',
      'RCPT TO:<a@x>',
      'RCPT TO:<b@x>',
      'DATA',
      'From: ka@x',
      'Subject: subject',
      'X-Mailer: Keepalived',
      'To: a@x, b@x',
      '',
      '=> body <=',
      '',
      '.',
      'QUIT',
    ])
    expect(log).toEqual([
      `info: Remote SMTP server [127.0.0.1]:${sink.port} connected.`,
      'info: SMTP alert successfully sent.',
    ])
  })

  test('gets HELO when it does not know EHLO', async () => {
    const sink = await start((line) => (line.startsWith('EHLO') ? '502 what?' : obliging(line)))
    const { mailer } = mailerWithLog(email(sink.port))
    mailer.send('s', 'b')
    await mailer.drain(10_000)
    expect(sink.dialogues[0]!.slice(0, 3)).toEqual(['EHLO myhelo.example', 'HELO myhelo.example', 'MAIL FROM:<ka@x>'])
  })

  test('is not asked for TLS even when it offers it', async () => {
    const sink = await start((line) => (line.startsWith('EHLO') ? '250-hi\r\n250 STARTTLS' : obliging(line)))
    const { mailer, log } = mailerWithLog(email(sink.port))
    mailer.send('s', 'b')
    await mailer.drain(10_000)
    expect(log.at(-1)).toBe('info: SMTP alert successfully sent.')
    expect(sink.dialogues[0]).not.toContain('STARTTLS')
  })

  test('gets the mails one at a time, in order', async () => {
    let open = 0
    let most = 0
    const sink = await start((line) => {
      if (line.startsWith('EHLO')) most = Math.max(most, ++open)
      if (line === '.') open--
      return obliging(line)
    })
    const { mailer } = mailerWithLog(email(sink.port))
    for (let i = 0; i < 5; i++) mailer.send(`mail ${i}`, 'b')
    await mailer.drain(10_000)
    const subjects = sink.dialogues.map((dialogue) => dialogue.find((line) => line.startsWith('Subject')))
    expect(subjects).toEqual([0, 1, 2, 3, 4].map((i) => `Subject: mail ${i}`))
    expect(most).toBe(1)
  })

  test('is found by name when a mail is sent', async () => {
    const sink = await start()
    const { mailer, log } = mailerWithLog(email(sink.port, { server: { host: 'localhost', port: sink.port } }))
    mailer.send('s', 'b')
    await mailer.drain(10_000)
    expect(log.at(-1)).toMatch(/SMTP alert successfully sent\.|not sent to \[::1\]/)
  })

  test('gets a line that begins with a dot unharmed', async () => {
    const sink = await start()
    const { mailer } = mailerWithLog(email(sink.port))
    mailer.send('s', '.\r\n.x')
    await mailer.drain(10_000)
    const lines = sink.dialogues[0]!
    expect(lines.slice(lines.indexOf('') + 1, lines.lastIndexOf('.') + 1)).toEqual(['..', '..x', '', '.'])
  })
})

describe('a server that does not', () => {
  const connected = 'info: Remote SMTP server SERVER connected.'

  test('refusing the connection', async () => {
    const sink = await startSmtpSink()
    await sink.close()
    const { mailer, log } = mailerWithLog(email(sink.port))
    mailer.send('s', 'b')
    await mailer.drain(10_000)
    expect(log).toEqual([expect.stringContaining('ECONNREFUSED')])
  })

  test('refusing every recipient', async () => {
    expect(await logOfOne((line) => (line.startsWith('RCPT') ? '550 no' : obliging(line)))).toEqual([
      connected,
      'err: Error processing RCPT cmd on SMTP server SERVER. SMTP status code = 550',
    ])
  })

  test('refusing one recipient: the others get the mail', async () => {
    expect(await logOfOne((line) => (line.startsWith('RCPT TO:<b') ? '550 no' : obliging(line)))).toEqual([
      connected,
      'err: Error processing RCPT cmd on SMTP server SERVER. SMTP status code = 550',
      'info: SMTP alert successfully sent.',
    ])
  })

  test('refusing the sender or the text', async () => {
    expect(await logOfOne((line) => (line.startsWith('MAIL') ? '451 later' : obliging(line)))).toEqual([
      connected,
      'err: Error processing MAIL cmd on SMTP server SERVER. SMTP status code = 451',
    ])
    expect(await logOfOne((line) => (line === '.' ? '554 spam' : obliging(line)))).toEqual([
      connected,
      'err: Error processing DATA cmd on SMTP server SERVER. SMTP status code = 554',
    ])
  })

  test('greeting with a refusal', async () => {
    expect(await logOfOne(obliging, '554 go away')).toEqual([
      connected,
      'err: Error processing (E)SMTP cmd on SMTP server SERVER. SMTP status code = 554',
    ])
  })

  test('silent from the start, or later', async () => {
    expect(await logOfOne(obliging, null)).toEqual([
      connected,
      'err: Timeout reading data to remote SMTP server SERVER.',
    ])
    expect(await logOfOne((line) => (line.startsWith('RCPT') ? null : obliging(line)))).toEqual([
      connected,
      'err: Timeout reading data to remote SMTP server SERVER.',
    ])
  })

  test('answering without end', async () => {
    const log = await logOfOne((line) => (line.startsWith('EHLO') ? '250-x\r\n'.repeat(100_000) : obliging(line)))
    expect(log).toEqual([connected, expect.stringMatching(/^err: SMTP alert not sent to SERVER: .*size/)])
  })

  test('a name that nobody knows', async () => {
    const { mailer, log } = mailerWithLog(email(25, { server: { host: 'no-such-host.invalid', port: 25 } }))
    mailer.send('s', 'b')
    await mailer.drain(10_000)
    expect(log).toEqual(['err: SMTP alert not sent: the SMTP server no-such-host.invalid cannot be resolved'])
  })
})

describe('the queue', () => {
  test('is bounded, drops the oldest and says so', async () => {
    const sink = await start()
    const { mailer, log } = mailerWithLog(email(sink.port), 3)
    for (let i = 0; i < 10; i++) mailer.send(`mail ${i}`, 'b')
    await mailer.drain(10_000)
    const subjects = sink.dialogues.map((dialogue) => dialogue.find((line) => line.startsWith('Subject')))
    expect(subjects).toEqual([0, 7, 8, 9].map((i) => `Subject: mail ${i}`))
    expect(log.filter((line) => line.startsWith('warning'))).toEqual([
      'warning: More than 3 SMTP alerts wait, dropping the oldest',
      'warning: 6 SMTP alerts were dropped',
    ])
  })

  test('is given up when a stop cannot wait any longer', async () => {
    const sink = await start(obliging, null)
    const { mailer, log } = mailerWithLog(email(sink.port, { connectTimeoutUs: 60_000_000 }))
    mailer.send('1', 'b')
    mailer.send('2', 'b')
    await mailer.drain(50)
    await settled(() => log.length > 1)
    expect(log.at(-1)).toContain('given up at stop')
    expect(sink.dialogues.length).toBeLessThanOrEqual(1)
  })

  test('without a server or without recipients nothing happens', async () => {
    for (const config of [email(25, { server: null }), email(25, { to: [] })]) {
      const { mailer, log } = mailerWithLog(config)
      mailer.send('s', 'b')
      await mailer.drain(1000)
      expect(log).toEqual([])
    }
  })

  test('a new configuration counts from the next mail on', async () => {
    const [before, after] = [await start(), await start()]
    const { mailer } = mailerWithLog(email(before.port))
    mailer.send('1', 'b')
    await mailer.drain(10_000)
    mailer.configure(email(after.port))
    mailer.send('2', 'b')
    await mailer.drain(10_000)
    expect([before.dialogues.length, after.dialogues.length]).toEqual([1, 1])
  })
})

/** Turns of the event loop until `condition` holds, at most two hundred. */
async function settled(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 5))
}
