import { describe, expect, test } from 'vitest'
import { encodeFilter, ipv4Filter, ipv6Filter, rejectAll } from '../../../src/linux/packet-filter.ts'
import type { Instruction } from '../../../src/linux/packet-filter.ts'
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
    else if (code === 0x06) return k
    else throw new Error(`no such instruction: ${code}`)
  }
  throw new Error('ran past the end')
}

const accepts = (program: readonly Instruction[], packet: Uint8Array) => run(program, packet) > 0

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

  test('IPv4: one TTL when it is asked for', () => {
    const low = plainAdvert.slice()
    low[8] = 254
    for (const [packet, ttl, wanted] of [
      [low, null, true],
      [low, 255, false],
      [plainAdvert, 255, true],
    ] as const)
      expect(accepts(ipv4Filter(ip('224.0.0.18'), 112, [plainAdvert[21] ?? 0], ttl), packet)).toBe(wanted)
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
