/** DNS_CHECK against servers that answer, refuse, keep silent, and answer something else. */
import dgram from 'node:dgram'
import { afterEach, describe, expect, test } from 'vitest'
import { encodeQuery, runDnsCheck } from '../../../src/checkers/dns-check.ts'
import type { DnsCheckConfig } from '../../../src/config/config.ts'
import { connection, timing, unusedPort } from './peers.ts'

let socket: dgram.Socket | null = null
afterEach(() => {
  socket?.close()
  socket = null
})

async function peer(...answers: ((query: Buffer) => Buffer)[]): Promise<number> {
  const made = (socket = dgram.createSocket('udp4'))
  made.on('message', (query, from) => {
    for (const answer of answers) made.send(answer(Buffer.from(query)), from.port, from.address)
  })
  await new Promise<void>((resolve) => made.bind(0, '127.0.0.1', resolve))
  return made.address().port
}

const check = (port: number, connectTimeoutUs = 10_000_000): Promise<unknown> => {
  const asked = { kind: 'dns', type: 'SOA', name: 'www.example.com' } as const
  const checker: DnsCheckConfig = { ...timing, ...asked, connection: connection(port, { connectTimeoutUs }) }
  return runDnsCheck(checker, new AbortController().signal)
}
const up = { up: true, words: '' }
const failed = (words: string): object => ({ up: false, words: `DNS_CHECK ({server}) ${words}{attempt}` })
const silence = failed('read timeout from socket')

const answered = (query: Buffer): Buffer => edited(query, 2, 0x84)
function edited(query: Buffer, at: number, value: number): Buffer {
  query[at] = value
  return query
}

describe('DNS_CHECK', () => {
  // Seen to leave the original, but for the identifier.
  test.each([
    ['A', 'example.org', '076578616d706c65036f72670000010001'],
    ['NS', 'example.org', '076578616d706c65036f72670000020001'],
    ['CNAME', 'example.org', '076578616d706c65036f72670000050001'],
    ['SOA', 'www.example.com', '03777777076578616d706c6503636f6d0000060001'],
    ['MX', 'example.org', '076578616d706c65036f726700000f0001'],
    ['TXT', 'example.org', '076578616d706c65036f72670000100001'],
    ['AAAA', 'example.org', '076578616d706c65036f726700001c0001'],
    ['RRSIG', 'example.org', '076578616d706c65036f726700002e0001'],
    ['DNSKEY', 'example.org', '076578616d706c65036f72670000300001'],
    ['SOA', '', '0000060001'],
    ['SOA', '.', '0000060001'],
    ['SOA', 'www.example.com.', '03777777076578616d706c6503636f6d0000060001'],
  ] as const)('asks for %s of "%s"', (type, name, question) => {
    expect(encodeQuery(0x1e6d, type, name).toString('hex')).toBe(`1e6d01000001000000000000${question}`)
  })

  test('a label that is too long is cut, an empty one left out', () => {
    const question = (name: string): string => encodeQuery(0, 'A', name).subarray(12).toString('latin1')
    expect(question(`${'a'.repeat(70)}.b`)).toBe(`\x3f${'a'.repeat(63)}\x01b\0\0\x01\0\x01`)
    expect(question(`${'é'.repeat(40)}`).charCodeAt(0)).toBe(62)
    expect(question('a..b')).toBe('\x01a\x01b\0\0\x01\0\x01')
  })

  test('an answer is good, with records or without', async () => {
    expect(await check(await peer(answered))).toEqual(up)
    socket?.close()
    expect(await check(await peer((query) => answered(query).subarray(0, 12)))).toEqual(up)
  })

  test.each([2, 3, 5, 15])('RCODE %i is bad', async (rcode) => {
    const port = await peer((query) => edited(answered(query), 3, rcode))
    expect(await check(port)).toEqual(failed(`read error occurred. (rcode = ${rcode})`))
  })

  test('what answers another question is not heard', async () => {
    const other = (query: Buffer): Buffer => edited(answered(query), 0, query.readUInt8(0) ^ 1)
    const junk = (): Buffer => Buffer.alloc(1400, 0xff)
    expect(await check(await peer(other), 150_000)).toEqual(silence)
    socket?.close()
    expect(await check(await peer((query) => query), 150_000)).toEqual(silence)
    socket?.close()
    expect(await check(await peer((query) => query.subarray(0, 5), junk), 150_000)).toEqual(silence)
    socket?.close()
    expect(await check(await peer(other, junk, answered))).toEqual(up)
  })

  test('fails where nobody listens', async () => {
    const port = await unusedPort()
    expect(await check(port)).toEqual(failed('failed to read socket; errno 111 (Connection refused)'))
  })
})
