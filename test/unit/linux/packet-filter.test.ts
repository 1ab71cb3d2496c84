import { describe, expect, test } from 'vitest'
import { advertFilter, encodeFilter, faultyFilter, rejectAll } from '../../../src/linux/packet-filter.ts'
import type { Instruction, Wanted } from '../../../src/linux/packet-filter.ts'
import { ahAdverts, ip, ipv6Advert, plainAdvert, unicastAdvert } from '../wire/captured.ts'

/** The part of classic BPF that our programs use, by the kernel's description (Documentation/networking/filter.rst). */
function run(program: readonly Instruction[], packet: Uint8Array): number {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength)
  let a = 0
  let x = 0
  for (let at = 0; at < program.length;) {
    const { code, jumpTrue, jumpFalse, k } = program[at] ?? { code: 0x06, jumpTrue: 0, jumpFalse: 0, k: 0 }
    at++
    const offset = k >= 0xfff00000 ? k - 0xfff00000 : k
    // A load behind the end of the packet ends the program with 0.
    if (code === 0x30 || code === 0xb1) {
      if (offset >= packet.length) return 0
      if (code === 0x30) a = view.getUint8(offset)
      else x = (view.getUint8(offset) & 0xf) * 4
    } else if (code === 0x50) {
      if (offset + x >= packet.length) return 0
      a = view.getUint8(offset + x)
    } else if (code === 0x20) {
      if (offset + 4 > packet.length) return 0
      a = view.getUint32(offset)
    } else if (code === 0x05) at += k
    else if (code === 0x15) at += a === k ? jumpTrue : jumpFalse
    else if (code === 0x35) at += a >= k ? jumpTrue : jumpFalse
    else if (code === 0x54) a &= k
    else if (code === 0x80) a = packet.length
    else if (code === 0x64) a <<= k
    else if (code === 0x04) a += k
    else if (code === 0x0c) a += x
    else if (code === 0x1c) a = (a - x) >>> 0
    else if (code === 0x07) x = a
    else if (code === 0x06) return k
    else throw new Error(`no such instruction: ${code}`)
  }
  throw new Error('ran past the end')
}

const accepts = (program: readonly Instruction[], packet: Uint8Array) => run(program, packet) > 0

const any: Wanted = {
  ...{ family: 4, protocol: 112, destination: null, ttl: null, vrids: null, versions: null },
  anyLength: false,
}
const ipv4Filter = (
  destination: Wanted['destination'],
  protocol: 112 | 51,
  vrids: Wanted['vrids'] = null,
): readonly Instruction[] => advertFilter({ ...any, destination, protocol, vrids })
const ipv6Filter = (
  destination: Wanted['destination'],
  ttl: number | null,
  vrids: Wanted['vrids'] = null,
): readonly Instruction[] => advertFilter({ ...any, family: 6, destination, ttl, vrids })

describe('packet filters', () => {
  test('reject everything', () => {
    expect(accepts(rejectAll, plainAdvert)).toBe(false)
  })

  test('IPv4: any destination, or one', () => {
    expect(accepts(ipv4Filter(null, 112), plainAdvert)).toBe(true)
    expect(accepts(ipv4Filter(ip('192.0.2.2'), 112), plainAdvert)).toBe(false)
    expect(accepts(ipv4Filter(ip('192.0.2.2'), 112), unicastAdvert)).toBe(true)
  })

  test('RFC 2402: of authentication headers only those that carry VRRP, behind IP options too', () => {
    const [signed = new Uint8Array(0)] = ahAdverts
    const tunnel = signed.slice()
    tunnel[20] = 50
    const optioned = new Uint8Array(signed.length + 4)
    optioned.set(signed.subarray(0, 20))
    optioned.set(signed.subarray(20), 24)
    optioned[0] = 0x46
    for (const filter of [ipv4Filter(null, 51), ipv4Filter(ip('224.0.0.18'), 51)]) {
      expect(accepts(filter, signed)).toBe(true)
      expect(accepts(filter, optioned)).toBe(true)
      expect(accepts(filter, tunnel)).toBe(false)
    }
    expect(accepts(ipv4Filter(ip('192.0.2.2'), 51), signed)).toBe(false)
  })

  test('only the virtual routers of the socket, however many, in every form of packet', () => {
    const [signed = new Uint8Array(0)] = ahAdverts
    const many = Array.from({ length: 255 }, (_, i) => i + 1)
    const without = (vrid: number): number[] => many.filter((one) => one !== vrid)
    const group = ip('224.0.0.18')
    for (const [packet, at, filter] of [
      [plainAdvert, 21, (vrids: number[]) => ipv4Filter(group, 112, vrids)],
      [plainAdvert, 21, (vrids: number[]) => ipv4Filter(null, 112, vrids)],
      [signed, 45, (vrids: number[]) => ipv4Filter(group, 51, vrids)],
      // What a raw IPv6 socket sees begins with the message.
      [ipv6Advert.subarray(40), 1, (vrids: number[]) => ipv6Filter(null, null, vrids)],
    ] as const) {
      const vrid = packet[at] ?? 0
      expect(accepts(filter([vrid]), packet)).toBe(true)
      expect(accepts(filter(many), packet)).toBe(true)
      expect(accepts(filter(without(vrid)), packet)).toBe(false)
      expect(accepts(filter([]), packet)).toBe(false)
      expect(accepts(filter(many), packet.subarray(0, at))).toBe(false)
    }
    expect(accepts(ipv4Filter(ip('192.0.2.2'), 112, many), plainAdvert)).toBe(false)
    expect(Math.max(...ipv4Filter(group, 51, many).map(({ jumpFalse }) => jumpFalse))).toBeLessThan(256)
  })

  test('what is wrong in TTL, version or type, and is counted, goes to another socket than adverts', () => {
    const [signed = new Uint8Array(0)] = ahAdverts
    const changed = (bytes: Uint8Array, at: number, octet: number): Uint8Array => {
      const copy = bytes.slice()
      copy[at] = octet
      return copy
    }
    const group = ip('224.0.0.18')
    const plain: Wanted = { ...any, destination: group, ttl: 255, vrids: [plainAdvert[21] ?? 0], versions: [2] }
    const ah: Wanted = { ...plain, protocol: 51, vrids: [signed[45] ?? 0] }
    const six: Wanted = { ...any, family: 6, vrids: [ipv6Advert[41] ?? 0], versions: [3] }
    const message = ipv6Advert.subarray(40)
    const one = (packet: Uint8Array, wanted: Wanted, unknownToo = false): readonly boolean[] =>
      [advertFilter(wanted), faultyFilter(wanted, unknownToo)].map((program) => accepts(program, packet))
    const [advert, faulty, nobody] = [
      [true, false],
      [false, true],
      [false, false],
    ] as const

    for (const [packet, wanted, at] of [
      [plainAdvert, plain, 20],
      [signed, ah, 44],
      [message, six, 0],
    ] as const) {
      const [version = 2] = wanted.versions ?? []
      const both: Wanted = { ...wanted, versions: [2, 3] }
      for (const unknownToo of [false, true]) {
        expect(one(packet, wanted, unknownToo)).toEqual(advert)
        expect(one(changed(packet, at, ((5 - version) << 4) | 1), wanted, unknownToo)).toEqual(faulty)
        expect(one(changed(packet, at, ((5 - version) << 4) | 1), both, unknownToo)).toEqual(advert)
        expect(one(changed(packet, at, (version << 4) | 2), both, unknownToo)).toEqual(faulty)
        expect(one(changed(packet, at, (version << 4) | 0x41), both, unknownToo)).toEqual(faulty)
        // another virtual router, right or wrong
        const strange = changed(packet, at + 1, 200)
        expect(one(strange, wanted, unknownToo)).toEqual(unknownToo ? faulty : nobody)
        expect(one(changed(strange, at, 0), wanted, unknownToo)).toEqual(unknownToo ? faulty : nobody)
      }
    }
    for (const [packet, wanted] of [
      [plainAdvert, plain],
      [signed, ah],
    ] as const) {
      expect(one(changed(packet, 8, 254), wanted)).toEqual(faulty)
      expect(one(changed(packet, 8, 254), { ...wanted, ttl: null })).toEqual(advert)
      expect(one(changed(packet, 19, 1), wanted, true)).toEqual(nobody)
    }
  })

  test('so does what is longer or shorter than its number of addresses says', () => {
    const octets = (length: number, ...first: readonly number[]): Uint8Array => {
      const made = new Uint8Array(length)
      made.set(first)
      return made
    }
    const behind = (header: number, message: Uint8Array): Uint8Array => {
      const whole = octets(header + message.length, 0x40 + header / 4)
      whole.set(message, header)
      return whole
    }
    const judge = (wanted: Wanted, packet: Uint8Array): string =>
      `${accepts(advertFilter(wanted), packet) ? 'advert' : ''}${accepts(faultyFilter(wanted, false), packet) ? 'faulty' : ''}`
    for (const [version, family, each, more] of [
      [2, 4, 4, 8],
      [3, 4, 4, 0],
      [2, 6, 16, 0],
      [3, 6, 16, 0],
    ] as const) {
      const wanted: Wanted = { ...any, family, vrids: [7], versions: [version] }
      for (const header of family === 4 ? [20, 24, 60] : [0]) {
        for (const count of [0, 1, 20, 255]) {
          const right = 8 + each * count + more
          const made = (length: number): Uint8Array => behind(header, octets(length, (version << 4) | 1, 7, 100, count))
          for (const [length, verdict] of [
            [right, 'advert'],
            [right + 1, 'faulty'],
            [right + 28, 'faulty'],
            [right - 1, 'faulty'],
          ] as const) {
            expect(judge(wanted, made(length))).toBe(verdict)
            expect(judge({ ...wanted, anyLength: true }, made(length))).toBe('advert')
          }
        }
        // Too short to say how many.
        expect(judge(wanted, behind(header, Uint8Array.of((version << 4) | 1, 7)))).toBe('faulty')
      }
    }
    const both: Wanted = { ...any, vrids: [7], versions: [2, 3] }
    expect(judge(both, behind(20, octets(9, 0x31, 7, 100, 1)))).toBe('advert')
    const [signed = new Uint8Array(0)] = ahAdverts
    expect(judge({ ...any, protocol: 51, versions: [2] }, signed)).toBe('advert')
  })

  test('IPv6: destination and hop limit', () => {
    const low = ipv6Advert.slice()
    low[7] = 254
    const group = ip('ff02::12')
    expect(accepts(ipv6Filter(group, 255), ipv6Advert)).toBe(true)
    expect(accepts(ipv6Filter(group, 255), low)).toBe(false)
    expect(accepts(ipv6Filter(group, null), low)).toBe(true)
    expect(accepts(ipv6Filter(null, null), low)).toBe(true)
    // Each of the four words of the address counts.
    for (const other of ['ff03::12', 'ff02:0:1::12', 'ff02::1:0:12', 'ff02::13']) {
      expect(accepts(ipv6Filter(ip(other), null), ipv6Advert)).toBe(false)
    }
  })

  test("linux/filter.h: struct sock_filter is eight octets in the host's order", () => {
    const bytes = encodeFilter([{ code: 0x15, jumpTrue: 1, jumpFalse: 2, k: 0x01020304 }])
    expect(new Uint16Array(bytes.buffer, 0, 1)[0]).toBe(0x15)
    expect([bytes[2], bytes[3]]).toEqual([1, 2])
    expect(new Uint32Array(bytes.buffer, 4, 1)[0]).toBe(0x01020304)
  })
})
