import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Capture } from '../../lab/capture.ts'
import { Lan } from '../../lab/lan.ts'
import { runWorker, Worker } from './started-worker.ts'
import type { AdvertWords, SocketWords } from './worker.ts'

const multicast4: SocketWords = { family: 4, protocol: 112, group: '224.0.0.18', source: null }
const signed4: SocketWords = { family: 4, protocol: 51, group: '224.0.0.18', source: null }
const multicast6: SocketWords = { family: 6, protocol: 112, group: 'ff02::12', source: null }
const sender4: AdvertWords = {
  socket: multicast4,
  source: '192.0.2.1',
  destination: '224.0.0.18',
  version: 3,
  vrid: 1,
  addresses: ['192.0.2.100'],
  ttl: 255,
}
const sender6: AdvertWords = {
  socket: multicast6,
  source: 'fe80::a',
  destination: 'ff02::12',
  version: 3,
  vrid: 3,
  addresses: ['fe80::100'],
  ttl: 255,
}
const signed: AdvertWords = { ...sender4, socket: signed4, version: 2, vrid: 2 }

interface Heard {
  readonly socket: number
  readonly vrid?: number
  readonly after?: string
  readonly [fact: string]: unknown
}

let lan: Lan

beforeAll(() => {
  lan = new Lan('raw', [
    {
      name: 'a',
      nics: [
        { name: 'eth0', segment: 'lan', addresses: ['192.0.2.1/24', 'fe80::a/64', '2001:db8::a/64'] },
        { name: 'eth1', segment: 'other', addresses: ['198.51.100.1/24'] },
      ],
    },
    {
      name: 'b',
      nics: [
        { name: 'eth0', segment: 'lan', addresses: ['192.0.2.2/24', 'fe80::b/64', '2001:db8::b/64'] },
        { name: 'eth1', segment: 'other', addresses: ['198.51.100.2/24'] },
      ],
    },
  ])
})
afterAll(() => lan.close())

describe('adverts between two hosts', () => {
  test('RFC 3768 section 5.2.3, RFC 9568 section 5.1: they leave with TTL 255 to the group, and arrive', async () => {
    const listener = new Worker(lan.host('b'), 'listen', [multicast4, signed4, multicast6])
    await listener.ready()
    const capture = await Capture.start(lan.host('b'), 'eth0', 'proto 112 or proto 51 or ip6 proto 112')
    const sent = await runWorker(lan.host('a'), 'send', [sender4, signed, sender6], 3)
    expect(sent).toEqual([{ sent: null }, { sent: null }, { sent: null }])

    await listener.line<Heard>((line) => line.vrid === 3)
    const adverts = (listener.lines as Heard[]).filter((line) => line.vrid !== undefined)
    expect(adverts).toEqual([
      {
        socket: 0,
        source: '192.0.2.1',
        destination: '224.0.0.18',
        ttl: 255,
        vrid: 1,
        addresses: ['192.0.2.100'],
        checksum: 'pseudo',
        authentic: null,
      },
      {
        socket: 1,
        source: '192.0.2.1',
        destination: '224.0.0.18',
        ttl: 255,
        vrid: 2,
        addresses: ['192.0.2.100'],
        checksum: 'message',
        authentic: true,
      },
      {
        socket: 2,
        source: 'fe80::a',
        destination: 'ff02::12',
        ttl: 255,
        vrid: 3,
        addresses: ['fe80::100'],
        checksum: 'pseudo',
        authentic: null,
      },
    ])
    // What follows a packet in a promise does not wait for the next event of the loop.
    await listener.line<Heard>((line) => line.socket === 2 && line.after === 'promise')
    await listener.stop()

    capture.stop()
    const frames = capture.frames.map(({ bytes }) => bytes)
    const headers = frames.map((frame) => ({
      to: frame.subarray(0, 6).toString('hex'),
      ttl: frame.readUInt16BE(12) === 0x86dd ? frame[21] : frame[22],
      trafficClass: frame.readUInt16BE(12) === 0x86dd ? (frame.readUInt16BE(14) >> 4) & 0xff : frame[15],
    }))
    expect(headers).toEqual([
      { to: '01005e000012', ttl: 255, trafficClass: 0xc0 },
      { to: '01005e000012', ttl: 255, trafficClass: 0xc0 },
      { to: '333300000012', ttl: 255, trafficClass: 0xc0 },
    ])
  })

  test('RFC 9568 section 7.1: an IPv6 advert with a low hop limit never arrives, an IPv4 one does with its TTL', async () => {
    const listener = new Worker(lan.host('b'), 'listen', [multicast4, multicast6])
    await listener.ready()
    const low4 = { ...sender4, ttl: 254, vrid: 11 }
    const low6 = { ...sender6, ttl: 254, vrid: 12 }
    await runWorker(lan.host('a'), 'send', [low6, low4, { ...sender6, vrid: 13 }], 3)
    await listener.line<Heard>((line) => line.vrid === 13)
    const adverts = (listener.lines as Heard[]).filter((line) => line.vrid !== undefined)
    expect(adverts.map(({ vrid, ttl }) => [vrid, ttl])).toEqual([
      [11, 254],
      [13, 255],
    ])
    await listener.stop()
  })

  test('a socket of one interface hears nothing of another, and nothing of its own', async () => {
    const listener = new Worker(lan.host('b'), 'listen', [multicast4])
    await listener.ready()
    const host = lan.host('a')
    // Out of eth1, whose segment b is on too.
    host.run('ip', 'link', 'set', 'eth0', 'name', 'keep')
    host.run('ip', 'link', 'set', 'eth1', 'down')
    host.run('ip', 'link', 'set', 'eth1', 'name', 'eth0', 'up')
    const other = await runWorker(host, 'send', [{ ...sender4, source: '198.51.100.1', vrid: 21 }], 1)
    host.run('ip', 'link', 'set', 'eth0', 'name', 'eth1')
    host.run('ip', 'link', 'set', 'keep', 'name', 'eth0', 'up')
    const own = await runWorker(host, 'send', [{ ...sender4, vrid: 22 }], 1)
    await listener.line<Heard>((line) => line.vrid === 22)
    expect(other).toEqual([{ sent: null }])
    expect(own).toEqual([{ sent: null }])
    expect((listener.lines as Heard[]).some((line) => line.vrid === 21)).toBe(false)
    await listener.stop()
  })

  test('unicast: a socket hears what is for its address and nobody else does, in both families', async () => {
    const unicast: SocketWords[] = [
      multicast4,
      multicast6,
      { family: 4, protocol: 112, group: null, source: '192.0.2.2' },
      { family: 6, protocol: 112, group: null, source: '2001:db8::b' },
    ]
    const listener = new Worker(lan.host('b'), 'listen', unicast)
    await listener.ready()
    const from4: SocketWords = { family: 4, protocol: 112, group: null, source: '192.0.2.1' }
    const from6: SocketWords = { family: 6, protocol: 112, group: null, source: '2001:db8::a' }
    await runWorker(
      lan.host('a'),
      'send',
      [
        // To the group: not for a unicast socket.
        { ...sender4, vrid: 31 },
        { ...sender6, vrid: 32 },
        // To another group: for nobody.
        { ...sender4, destination: '224.0.0.19', vrid: 36 },
        { ...sender4, socket: from4, destination: '192.0.2.2', vrid: 33, ttl: 64 },
        { ...sender6, socket: from6, source: '2001:db8::a', destination: '2001:db8::b', vrid: 34 },
        { ...sender6, socket: from6, source: '2001:db8::a', destination: '2001:db8::b', vrid: 35, ttl: 64 },
      ],
      6,
    )
    await listener.line<Heard>((line) => line.vrid === 35)
    const adverts = (listener.lines as Heard[]).filter((line) => line.vrid !== undefined)
    expect(
      adverts.map(({ socket, vrid, destination, ttl, checksum }) => [socket, vrid, destination, ttl, checksum]),
    ).toEqual([
      [0, 31, '224.0.0.18', 255, 'pseudo'],
      [1, 32, 'ff02::12', 255, 'pseudo'],
      [2, 33, '192.0.2.2', 64, 'pseudo'],
      [3, 34, '2001:db8::b', 255, 'pseudo'],
      [3, 35, '2001:db8::b', 64, 'pseudo'],
    ])
    await listener.stop()
  })

  test('a send that the kernel refuses gives the errno', async () => {
    const host = lan.host('a')
    host.link('eth0', false)
    const sent = await runWorker(host, 'send', [sender4], 1).catch((error: unknown) => String(error))
    host.link('eth0', true)
    expect(sent).toEqual([{ sent: 'ENETUNREACH' }])
  })

  test('our own fault while a packet is received ends the process, with its own message', async () => {
    const listener = new Worker(lan.host('b'), 'throwing', multicast4)
    await listener.ready()
    await runWorker(lan.host('a'), 'send', [sender4], 1)
    expect(await listener.ended()).not.toBe(0)
    expect(listener.errors).toContain('our own fault')
  })
})
