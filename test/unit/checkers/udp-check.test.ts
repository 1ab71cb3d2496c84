/** UDP_CHECK against servers that answer, keep silent, refuse and lie. */
import dgram from 'node:dgram'
import { readdirSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { runUdpCheck } from '../../../src/checkers/udp-check.ts'
import type { UdpCheckConfig, UdpReplyConfig } from '../../../src/config/config.ts'
import { connection, timing, unusedPort } from './peers.ts'

let socket: dgram.Socket | null = null
const heard: string[] = []
afterEach(() => {
  socket?.close()
  socket = null
  heard.length = 0
})

async function peer(answer: Uint8Array | null): Promise<number> {
  const made = (socket = dgram.createSocket('udp4'))
  made.on('message', (datagram, from) => {
    heard.push(datagram.toString('latin1'))
    if (answer !== null) made.send(answer, from.port, from.address)
  })
  await new Promise<void>((resolve) => made.bind(0, '127.0.0.1', resolve))
  return made.address().port
}

const check = (
  port: number,
  reply: Partial<UdpReplyConfig> | null,
  payload: string | null = null,
): Promise<unknown> => {
  const checker: UdpCheckConfig = {
    ...timing,
    kind: 'udp',
    connection: connection(port, { connectTimeoutUs: 100_000 }),
    payload: payload === null ? null : Buffer.from(payload),
    reply:
      reply === null
        ? null
        : { octets: new Uint8Array(), mask: new Uint8Array(), minLength: 0, maxLength: 255, ...reply },
  }
  return runUdpCheck(checker, new AbortController().signal)
}
const octets = (text: string, mask = 'ff'.repeat(text.length)): Partial<UdpReplyConfig> => ({
  octets: Buffer.from(text).map((octet, i) => octet & (Buffer.from(mask, 'hex')[i] ?? 0)),
  mask: Buffer.from(mask, 'hex'),
})
const up = { up: true, words: 'UDP connection to {server} success.' }
const silent = { up: false, words: 'UDP connection to {server} failed.' }
const wrong = { up: false, words: 'UDP check to {server} reply data mismatch.' }

describe('UDP_CHECK', () => {
  test('sends the payload; an answer and silence are both good', async () => {
    expect(await check(await peer(Buffer.from('abc')), null, 'hello')).toEqual(up)
    expect(heard).toEqual(['hello'])
    socket?.close()
    expect(await check(await peer(null), null)).toEqual(up)
    expect(heard[1]).toHaveLength(32)
  })

  test('fails at once where nobody listens', async () => {
    expect(await check(await unusedPort(), null)).toEqual(silent)
  })

  test('with require_reply silence is not good', async () => {
    expect(await check(await peer(null), {})).toEqual(silent)
  })

  test.each([
    ['any answer, of any length', 'abc', { minLength: 4, maxLength: 2 }, up],
    ['the very answer', 'abc', octets('abc'), up],
    ['an answer that begins so', 'abcd', octets('abc'), up],
    ['an answer that ends before', 'ab', octets('abc'), up],
    ['an empty answer', '', octets('abc'), up],
    ['one with a free digit', 'aXc', octets('abc', 'ff00ff'), up],
    ['another one', 'abd', octets('abc'), wrong],
    ['one that is too short', 'abc', { ...octets('abc'), minLength: 4 }, wrong],
    ['one that is too long', 'abcd', { ...octets('abc'), maxLength: 3 }, wrong],
  ])('judges %s', async (_, answer, reply, expected) => {
    expect(await check(await peer(Buffer.from(answer)), reply)).toEqual(expected)
  })

  test('keeps no descriptor', async () => {
    const port = await peer(Buffer.from('abc'))
    await check(port, null)
    const before = readdirSync('/proc/self/fd').length
    for (let i = 0; i < 20; i++) await check(port, null)
    expect(readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before)
  })
})
