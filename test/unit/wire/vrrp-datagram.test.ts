import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../../src/lib/bytes.ts'
import { writeIp } from '../../../src/lib/ip.ts'
import type { Advert } from '../../../src/wire/advert.ts'
import { decodeVrrpDatagram, encodeVrrpDatagram } from '../../../src/wire/vrrp-datagram.ts'
import type { ReceivedDatagram } from '../../../src/wire/vrrp-datagram.ts'
import {
  ahAdverts,
  ahFarewell,
  hex,
  ip,
  ipv6Advert,
  passAdvert,
  plainAdvert,
  signer,
  unicastAdvert,
  v3Advert,
} from './captured.ts'

const source = ip('192.0.2.1')
const group = ip('224.0.0.18')
const v2: Advert = {
  version: 2,
  family: 4,
  vrid: 51,
  priority: 100,
  addresses: [ip('192.0.2.100'), ip('192.0.2.101')],
  intervalUnits: 1,
  authType: 0,
  authData: new Uint8Array(8),
}
const v3: Advert = { ...v2, version: 3, intervalUnits: 100, authData: new Uint8Array(0) }
const noKey = () => null

function decoded(bytes: Uint8Array, key: string | null = null): ReceivedDatagram {
  const result = decodeVrrpDatagram({ family: 4, bytes }, () => (key === null ? null : signer(key)))
  if (!result.ok) throw new Error(result.error.reason)
  return result.value
}

describe('what we send is what keepalived sends, octet for octet', () => {
  test('VRRPv2 with a password (RFC 2338 section 5.3.6.2)', () => {
    const advert = { ...v2, authType: 1, authData: new TextEncoder().encode('secret1') }
    expect(encodeVrrpDatagram({ advert, source, destination: group, identification: 1, ah: null })).toEqual(passAdvert)
  })

  test('VRRPv2 without authentication (RFC 3768 section 5)', () => {
    const advert = { ...v2, addresses: [ip('192.0.2.100')] }
    expect(encodeVrrpDatagram({ advert, source, destination: group, identification: 1, ah: null })).toEqual(plainAdvert)
  })

  test.each([0, 1, 2])('VRRPv2 with an authentication header, advert %i (RFC 2402)', (i) => {
    const advert = { ...v2, authType: 2 }
    const ah = { ...signer('1111'), sequence: i + 1 }
    expect(encodeVrrpDatagram({ advert, source, destination: group, identification: i + 1, ah })).toEqual(ahAdverts[i])
  })

  test('VRRPv2 with an authentication header, the farewell', () => {
    const advert = { ...v2, authType: 2, priority: 0 }
    const ah = { ...signer('1111'), sequence: 5 }
    expect(encodeVrrpDatagram({ advert, source, destination: group, identification: 5, ah })).toEqual(ahFarewell)
  })

  test('VRRPv3 over IPv4, summed with a pseudo-header', () => {
    expect(encodeVrrpDatagram({ advert: v3, source, destination: group, identification: 1, ah: null })).toEqual(
      v3Advert,
    )
  })

  test('VRRPv3 to one peer: the real destination is in the sum', () => {
    const advert = { ...v3, addresses: [ip('192.0.2.100')] }
    const packet = encodeVrrpDatagram({ advert, source, destination: ip('192.0.2.2'), identification: 1, ah: null })
    expect(packet).toEqual(unicastAdvert)
  })

  test('VRRPv3 over IPv6, but for the flow label, which the kernel chose', () => {
    const advert: Advert = { ...v3, family: 6, addresses: [ip('fe80::100'), ip('2001:db8::100')] }
    const between = { source: ip('fe80::ff:fe00:a01'), destination: ip('ff02::12') }
    const packet = encodeVrrpDatagram({ advert, ...between, identification: 0, ah: null })
    expect(packet).toEqual(concatBytes(hex('6c000000'), ipv6Advert.subarray(4)))
  })

  test('RFC 9568 section 5.2.8: without a pseudo-header if so configured, and the receiver knows which', () => {
    const outgoing = { advert: v3, source, destination: group, identification: 1, ah: null }
    const packet = encodeVrrpDatagram({ ...outgoing, v3Checksum: 'message' })
    expect(packet).not.toEqual(v3Advert)
    expect(decoded(packet).advert.checksum).toBe('message')
    expect(decoded(v3Advert).advert.checksum).toBe('pseudo')
  })
})

describe('what keepalived sends is read', () => {
  test('a VRRPv2 advert with a password', () => {
    const { advert, ...header } = decoded(passAdvert)
    expect([writeIp(header.source), writeIp(header.destination), header.ttl]).toEqual(['192.0.2.1', '224.0.0.18', 255])
    expect(advert).toMatchObject({
      version: 2,
      type: 1,
      vrid: 51,
      priority: 100,
      addressCount: 2,
      intervalUnits: 1,
      authType: 1,
      checksum: 'message',
      messageLength: 24,
      ah: null,
    })
    expect(advert.addresses.map(writeIp)).toEqual(['192.0.2.100', '192.0.2.101'])
    expect(new TextDecoder().decode(advert.authData)).toBe('secret1\0')
  })

  test('an authentication header, with the right key, a wrong one and none', () => {
    for (const packet of [...ahAdverts, ahFarewell]) {
      expect(decoded(packet, '1111').advert.ah).toMatchObject({ authentic: true, spi: 0xc0000201 })
      expect(decoded(packet, '1112').advert.ah?.authentic).toBe(false)
      expect(decoded(packet).advert.ah?.authentic).toBe(false)
    }
    expect(ahAdverts.map((packet) => decoded(packet).advert.ah?.sequence)).toEqual([1, 2, 3])
  })

  test('RFC 2402 section 3.3.3: a router may change TOS, flags and header checksum, but nothing else', () => {
    const [packet] = ahAdverts
    const changed = (octet: number) => {
      const copy = packet?.slice() ?? new Uint8Array(0)
      copy[octet] = (copy[octet] ?? 0) ^ 0x10
      return decoded(copy, '1111').advert.ah?.authentic
    }
    expect([1, 6, 7, 10, 11].map(changed)).toEqual([true, true, true, true, true])
    // identification, TTL, source, SPI, sequence, ICV, priority, address, authentication data
    expect([4, 8, 12, 24, 28, 32, 46, 52, 60].map(changed)).toEqual(Array<boolean>(9).fill(false))
  })

  test('RFC 3768 section 7.1: padding of the link behind the IP packet is not seen', () => {
    const padded = concatBytes(v3Advert, new Uint8Array(10))
    expect(decoded(padded)).toEqual(decoded(v3Advert))
  })

  test('the options of an IP header are passed over', () => {
    const withOptions = concatBytes(plainAdvert.subarray(0, 20), hex('94040000'), plainAdvert.subarray(20))
    withOptions[0] = 0x46
    withOptions[3] = withOptions.length
    expect(decoded(withOptions).advert).toEqual(decoded(plainAdvert).advert)
  })

  test('RFC 9568 section 5.2.6: reserved bits in front of the interval do not count', () => {
    const reserved = v3Advert.slice()
    reserved[24] = (reserved[24] ?? 0) | 0xf0
    expect(decoded(reserved).advert.intervalUnits).toBe(100)
  })

  test('an IPv6 advert, whose addresses come beside it', () => {
    const delivered = {
      family: 6 as const,
      bytes: ipv6Advert.subarray(40),
      source: ip('fe80::ff:fe00:a01'),
      destination: ip('ff02::12'),
      ttl: 255,
    }
    const result = decodeVrrpDatagram(delivered, noKey)
    expect(result).toMatchObject({
      ok: true,
      value: { ttl: 255, advert: { version: 3, checksum: 'pseudo', addressCount: 2 } },
    })
    const other = decodeVrrpDatagram({ ...delivered, destination: ip('ff02::1') }, noKey)
    expect(other).toMatchObject({ ok: true, value: { advert: { checksum: 'wrong' } } })
  })
})

describe('RFC 3768 section 7.1: packets that are too short', () => {
  test('name what was there, whom it came from, and the VRID if there is one', () => {
    const cut = (packet: Uint8Array, length: number) => {
      const copy = packet.slice(0, length)
      copy[3] = length
      return decodeVrrpDatagram({ family: 4, bytes: copy }, noKey)
    }
    expect(cut(plainAdvert, 25)).toEqual({
      ok: false,
      error: { reason: 'IPv4 VRRP packet too short - 25 bytes', source, vrid: 51 },
    })
    expect(cut(ahAdverts[0] ?? new Uint8Array(0), 40)).toEqual({
      ok: false,
      error: { reason: 'IPv4 VRRP packet with AH too short - 40 bytes', source, vrid: null },
    })
    expect(decodeVrrpDatagram({ family: 4, bytes: plainAdvert.subarray(0, 12) }, noKey)).toEqual({
      ok: false,
      error: { reason: 'IPv4 VRRP packet too short - 12 bytes', source: null, vrid: null },
    })
    const short6 = {
      family: 6 as const,
      bytes: ipv6Advert.subarray(40, 47),
      source: ip('fe80::1'),
      destination: ip('ff02::12'),
      ttl: 255,
    }
    expect(decodeVrrpDatagram(short6, noKey)).toMatchObject({
      ok: false,
      error: { reason: 'IPv6 VRRP packet too short - 7 bytes' },
    })
  })

  test('fewer addresses than counted are given as they are', () => {
    const cut = v3Advert.slice(0, 32)
    cut[3] = 32
    expect(decoded(cut).advert).toMatchObject({ addressCount: 2, messageLength: 12 })
    expect(decoded(cut).advert.addresses.map(writeIp)).toEqual(['192.0.2.100'])
  })
})
