/** Points of the VRRP standards that an advert on the wire shows, by their numbers in test/tidy/rfc-points.test.ts. */
import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../../src/lib/bytes.ts'
import type { IpAddress } from '../../../src/lib/ip.ts'
import type { Advert } from '../../../src/wire/advert.ts'
import { internetChecksum, pseudoHeader } from '../../../src/wire/checksum.ts'
import { decodeVrrpDatagram, encodeVrrpDatagram } from '../../../src/wire/vrrp-datagram.ts'
import { decodeAdvert, encodeAdvert } from '../../../src/wire/vrrp-packet.ts'
import { hex, ip, signer } from './captured.ts'

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
const v3: Advert = { ...v2, version: 3, intervalUnits: 100 }
const v6: Advert = { ...v3, family: 6, addresses: [ip('fe80::100'), ip('2001:db8::100')] }
const four = { source: ip('192.0.2.1'), destination: ip('224.0.0.18') }
const six = { source: ip('fe80::1'), destination: ip('ff02::12') }
const between = (advert: Advert) => (advert.family === 4 ? four : six)
const all: readonly [string, Advert][] = [
  ['v2', v2],
  ['v3', v3],
  ['v3, IPv6', v6],
]
const message = (advert: Advert) => encodeAdvert(advert, between(advert))
const packet = (advert: Advert) => encodeVrrpDatagram({ advert, ...between(advert), identification: 1, ah: null })

/** The sum as the standards word it, over a message whose checksum octets are set to zero. */
function summed(bytes: Uint8Array, ...front: readonly Uint8Array[]): Uint8Array {
  const zeroed = bytes.slice()
  zeroed.fill(0, 6, 8)
  const sum = internetChecksum(...front, zeroed)
  return Uint8Array.of(sum >> 8, sum & 0xff)
}

describe('rfc 1, 2: protocol 112, TTL or hop limit 255', () => {
  test.each(all)('%s', (_, advert) => {
    for (const priority of [0, advert.priority]) {
      const bytes = packet({ ...advert, priority })
      const fields = advert.family === 4 ? [bytes[9], bytes[8]] : [bytes[6], bytes[7]]
      expect(fields).toEqual([112, 255])
    }
  })
})

test('rfc 4: version in the high half of the first octet, type 1 in the low', () => {
  expect(all.map(([, advert]) => message(advert)[0])).toEqual([0x21, 0x31, 0x31])
})

test('rfc 6: the priority is the third octet, 0 to 255', () => {
  expect([0, 1, 254, 255].map((priority) => message({ ...v3, priority })[2])).toEqual([0, 1, 254, 255])
})

test('rfc 7: a version 2 message is 8 octets, 4 for each address, and 8 of authentication data', () => {
  expect(message(v2)).toHaveLength(8 + 4 * 2 + 8)
})

test('rfc 8: the interval of version 2 is the sixth octet, in seconds', () => {
  expect(message({ ...v2, intervalUnits: 7 })[5]).toBe(7)
})

test('rfc 9: type 0 sends zeros, and what it receives there is nothing', () => {
  const bytes = message(v2)
  expect([bytes[4], ...bytes.subarray(-8)]).toEqual(Array<number>(9).fill(0))
})

test('rfc 10: nothing follows the addresses of version 3', () => {
  expect(message(v3)).toHaveLength(8 + 4 * 2)
  expect(message(v6)).toHaveLength(8 + 16 * 2)
})

test('rfc 11: 12 bits of centiseconds; the four reserved bits are sent as zero and ignored', () => {
  for (const intervalUnits of [1, 100, 4095]) {
    const bytes = message({ ...v3, intervalUnits })
    expect(((bytes[4] ?? 0) << 8) | (bytes[5] ?? 0)).toBe(intervalUnits)
    bytes[4] = (bytes[4] ?? 0) | 0xf0
    bytes.set(summed(bytes, pseudoHeader(four, 112, bytes.length)), 6)
    const read = decodeAdvert(bytes, four)
    expect(read.ok && [read.value.intervalUnits, read.value.checksum]).toEqual([intervalUnits, 'pseudo'])
  }
})

test('rfc 15: version 2 sums the whole message, without a pseudo-header', () => {
  const bytes = message(v2)
  expect(bytes.slice(6, 8)).toEqual(summed(bytes))
})

test('rfc 16: version 3 over IPv6 sums with the pseudo-header of RFC 8200', () => {
  const bytes = message(v6)
  expect(bytes.slice(6, 8)).toEqual(summed(bytes, pseudoHeader(six, 112, bytes.length)))
})

describe('rfc 17: both readings for version 3 over IPv4', () => {
  test.each(['pseudo', 'message'] as const)('%s', (form) => {
    const bytes = encodeAdvert(v3, four, form)
    const front = form === 'pseudo' ? [pseudoHeader(four, 112, bytes.length)] : []
    expect(bytes.slice(6, 8)).toEqual(summed(bytes, ...front))
    const read = decodeAdvert(bytes, four)
    expect(read.ok && read.value.checksum).toBe(form)
  })
})

describe('rfc 18: any flipped bit makes the sum wrong', () => {
  test.each(all)('%s', (_, advert) => {
    const good = message(advert)
    for (let bit = 0; bit < good.length * 8; bit++) {
      const bytes = good.slice()
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7))
      const read = decodeAdvert(bytes, between(advert))
      // A flip in the version octet is the business of the checks before this one.
      if (bit >= 8) expect(read.ok && read.value.checksum).toBe('wrong')
    }
  })
})

describe('rfc 19: the destination in the pseudo-header is the real one of each peer', () => {
  const peers: readonly IpAddress[] = [ip('192.0.2.2'), ip('192.0.2.3')]
  test('and a packet for one peer is wrong for another', () => {
    const [first, second] = peers.map((destination) => encodeAdvert(v3, { source: four.source, destination }))
    expect(first).not.toEqual(second)
    const read = decodeAdvert(first ?? hex(''), { source: four.source, destination: ip('192.0.2.3') })
    expect(read.ok && read.value.checksum).toBe('wrong')
  })
  test('but for old_unicast_checksum: the group stands there', () => {
    const destination = ip('192.0.2.2')
    const bytes = encodeAdvert(v3, { source: four.source, destination }, 'group')
    expect(bytes.slice(6, 8)).toEqual(summed(bytes, pseudoHeader(four, 112, bytes.length)))
    const read = decodeAdvert(bytes, { source: four.source, destination })
    expect(read.ok && read.value.checksum).toBe('group')
  })
})

test('the checksum that keepalived 2.2.7 sends with old_unicast_checksum', () => {
  const advert = { ...v3, addresses: [ip('10.9.0.100')] }
  const sent = encodeAdvert(advert, { source: ip('10.9.0.1'), destination: ip('10.9.0.2') }, 'group')
  expect(sent).toEqual(hex('31336401006475610a090064'))
})

describe('the authentication header of a unicast advert of keepalived 2.2.7', () => {
  const captured = hex(
    '45c0004000010000ff33a6b50a0900020a090001700400000a090002000000019b0ae84d54220f595908b6fc' +
      '2133640102016e5d0a0900640000000000000000',
  )
  const ah = { ...signer('abcd1234'), sequence: 1 }
  test('is read', () => {
    const read = decodeVrrpDatagram({ family: 4, bytes: captured }, () => ah)
    expect(read.ok && read.value.advert.ah?.authentic).toBe(true)
  })
  test('is ours too', () => {
    const advert = { ...v2, authType: 2, addresses: [ip('10.9.0.100')] }
    const ends = { source: ip('10.9.0.2'), destination: ip('10.9.0.1') }
    // The kernel fills in the sum of the IP header.
    const sent = encodeVrrpDatagram({ advert, ...ends, identification: 1, ah })
    expect(concatBytes(sent.subarray(0, 10), sent.subarray(12))).toEqual(
      concatBytes(captured.subarray(0, 10), captured.subarray(12)),
    )
  })
})
