/** SMTP_CHECK against servers that are up, refusing, silent, lying and hostile; words as the original's were seen to be. */
import net from 'node:net'
import { readdirSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { runSmtpCheck } from '../../../src/checkers/smtp-check.ts'
import type { SmtpCheckConfig } from '../../../src/config/config.ts'
import { connection, timing, unusedPort } from './peers.ts'

let server: net.Server | null = null
const heard: string[] = []
afterEach(() => {
  server?.close()
  heard.length = 0
})

/** Answers line after line; null closes. */
async function peer(greeting: string | null, ...answers: (string | null)[]): Promise<number> {
  const say = (socket: net.Socket, text: string | null | undefined): void => {
    if (text === null) socket.end()
    else if (text !== undefined) socket.write(text)
  }
  server = net.createServer((socket) => {
    const left = [...answers]
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
        heard.push(line)
        say(socket, left.shift())
      }
    })
    say(socket, greeting)
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return (server.address() as net.AddressInfo).port
}

const checker = (port: number, timeoutUs = 300_000): SmtpCheckConfig => ({
  ...timing,
  kind: 'smtp',
  heloName: 'my.name',
  connection: connection(port, { connectTimeoutUs: timeoutUs }),
})
const check = (port: number): Promise<unknown> => runSmtpCheck(checker(port), new AbortController().signal)
const failed = (words: string): object => ({
  up: false,
  words: `SMTP_CHECK ${words}`,
  mailWords: `CHECK failed on service : ${words}`,
})
const up = { up: true, words: 'Remote SMTP server {server} succeed on service.' }
const [hi, ok, bye] = ['220 hi\r\n', '250 ok\r\n', '221 bye\r\n']

describe('SMTP_CHECK', () => {
  test('greets, says its name and leaves', async () => {
    expect(await check(await peer(hi, ok, bye))).toEqual(up)
    expect(heard).toEqual(['HELO my.name', 'QUIT'])
  })

  test.each([
    ['any answer to QUIT', [hi, ok, '500 no\r\n']],
    ['lines that end without CR', ['220 hi\n', '250 ok\n', '221 bye\n']],
    ['answers that come too early', ['220 hi\r\n250 ok\r\n', ok, bye]],
  ])('takes %s', async (_, lines) => {
    expect(await check(await peer(...(lines as [string, ...string[]])))).toEqual(up)
  })

  test.each([
    ['another code', ['554 no\r\n'], 'Bad greeting banner'],
    ['a greeting of several lines', ['220-hi\r\n220 there\r\n'], 'Bad greeting banner'],
    ['a bare code', ['220\r\n'], 'Bad greeting banner'],
    ['junk', ['abc\r\n'], 'Bad greeting banner'],
    ['a HELO refused', [hi, '500 no\r\n'], 'Bad HELO response'],
    ['an end at once', [null], 'Read failure'],
    ['an end after HELO', [hi, null], 'Read failure'],
    ['an end without an answer to QUIT', [hi, ok, null], 'Read failure'],
    ['silence', [''], 'Read timeout'],
    ['silence after HELO', [hi], 'Read timeout'],
  ])('fails on %s', async (_, lines, words) => {
    const port = await peer(...(lines as [string | null, ...(string | null)[]]))
    expect(await check(port)).toEqual(failed(`${words} from server [127.0.0.1]:${port}`))
  })

  test('fails where nobody listens', async () => {
    const port = await unusedPort()
    expect(await check(port)).toEqual(failed(`Could not connect to server [127.0.0.1]:${port}`))
  })

  test('ends in time under an endless line, a trickle and a flood, and keeps no descriptor', async () => {
    const before = readdirSync('/proc/self/fd').length
    const endless = net.createServer((socket) => {
      socket.on('error', () => {})
      const timer = setInterval(() => socket.write(flooding ? Buffer.alloc(65_536, 0x61) : '2'), 5)
      socket.on('close', () => clearInterval(timer))
    })
    let flooding = false
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve))
    const { port } = endless.address() as net.AddressInfo
    expect(await check(port)).toEqual(failed(`Read timeout from server [127.0.0.1]:${port}`))
    flooding = true
    const complaint = `SMTP_CHECK Buffer overflow reading from server [127.0.0.1]:${port}. Increase SMTP_BUFF_MAX in check_smtp.h`
    expect(await check(port)).toEqual({
      ...failed(`Read timeout from server [127.0.0.1]:${port}`),
      complaints: [complaint],
    })
    await new Promise((resolve) => endless.close(resolve))
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    expect(readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before)
  })

  test('ends at once when it is abandoned', async () => {
    const control = new AbortController()
    const result = runSmtpCheck(checker(await peer(hi), 60_000_000), control.signal)
    setTimeout(() => control.abort(), 30)
    expect(await result).toMatchObject({ up: false, undecided: true })
  })
})
