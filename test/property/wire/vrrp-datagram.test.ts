import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { viewOf } from '../../../src/lib/bytes.ts'
import type { IpAddress } from '../../../src/lib/ip.ts'
import type { Advert } from '../../../src/wire/advert.ts'
import { decodeVrrpDatagram, encodeVrrpDatagram } from '../../../src/wire/vrrp-datagram.ts'
import type { DeliveredPacket, OutgoingAdvert } from '../../../src/wire/vrrp-datagram.ts'
import { ip, signer } from '../../unit/wire/captured.ts'

const address = (family: 4 | 6): fc.Arbitrary<IpAddress> =>
  fc
    .uint8Array({ minLength: family === 4 ? 4 : 16, maxLength: family === 4 ? 4 : 16 })
    .map((bytes) => ({ family, bytes }))

const octets = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })

const advert = (version: 2 | 3, family: 4 | 6): fc.Arbitrary<Advert> =>
  fc.record({
    version: fc.constant(version),
    family: fc.constant(family),
    vrid: fc.integer({ min: 1, max: 255 }),
    priority: fc.integer({ min: 0, max: 255 }),
    addresses: fc.array(address(family), { maxLength: 20 }),
    intervalUnits: fc.integer({ min: 1, max: version === 2 ? 255 : 4095 }),
    authType: fc.constant(version === 2 ? 1 : 0),
    authData: version === 2 && family === 4 ? octets(8) : fc.constant(new Uint8Array(0)),
  })

const outgoing: fc.Arbitrary<OutgoingAdvert> = fc
  .constantFrom<[2 | 3, 4 | 6, boolean]>([2, 4, false], [2, 4, true], [3, 4, false], [3, 6, false])
  .chain(([version, family, withAh]) =>
    fc.record({
      advert: advert(version, family),
      source: address(family),
      destination: address(family),
      identification: fc.integer({ min: 1, max: 65_535 }),
      ah: withAh
        ? fc.record({ sequence: fc.integer({ min: 0, max: 0xffffffff }) }).map((ah) => ({ ...signer('pw'), ...ah }))
        : fc.constant(null),
    }),
  )

/** As the kernel would deliver it. */
function deliver(sent: OutgoingAdvert, packet: Uint8Array): DeliveredPacket {
  if (sent.source.family === 4) return { family: 4, bytes: packet }
  return {
    family: 6,
    bytes: packet.subarray(40),
    source: sent.source,
    destination: sent.destination,
    ttl: packet[7] ?? 0,
  }
}

const read = (delivered: DeliveredPacket) => decodeVrrpDatagram(delivered, () => signer('pw'))

const hmacSha256 = (key: Uint8Array, data: Uint8Array) =>
  new Uint8Array(createHmac('sha256', key).update(data).digest())
const hmacKey = new Uint8Array(32).fill(7)
const trailerOf = (delivered: DeliveredPacket, key = hmacKey) => {
  const keys = () => [{ instance: 'V', keyId: 9, key, hmacSha256 }]
  const result = decodeVrrpDatagram(delivered, () => null, { keys, wallUs: () => 0 })
  return result.ok ? result.value.advert : null
}

describe('signed adverts', () => {
  const signed = fc
    .record({ sent: outgoing, sequence: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }) })
    .map(({ sent, sequence }) => ({ ...sent, ah: null, trailer: { keyId: 9, key: hmacKey, hmacSha256, sequence } }))

  test('what is sent is what is received, good by its own key and by no other', () => {
    fc.assert(
      fc.property(signed, (sent) => {
        const packet = deliver(sent, encodeVrrpDatagram(sent))
        const advert = trailerOf(packet)
        expect(advert).toMatchObject(sent.advert)
        expect(advert?.checksum).not.toBe('wrong')
        expect(advert?.trailer).toMatchObject({ type: 1, keyId: 9, reserved: 0, authenticFor: ['V'] })
        expect(advert?.trailer?.sequence).toBe(sent.trailer.sequence)
        expect(trailerOf(packet, new Uint8Array(32))?.trailer?.authenticFor).toEqual([])
      }),
    )
  })

  test('any other octet but in the checksum is a wrong tag or no trailer', () => {
    fc.assert(
      fc.property(signed, fc.nat(), fc.integer({ min: 1, max: 255 }), (sent, anywhere, change) => {
        const packet = encodeVrrpDatagram(sent)
        const start = sent.source.family === 4 ? 20 : 40
        const octet = start + (anywhere % (packet.length - start))
        packet[octet] = (packet[octet] ?? 0) ^ change
        const inChecksum = octet === start + 6 || octet === start + 7
        expect(trailerOf(deliver(sent, packet))?.trailer?.authenticFor ?? []).toEqual(inChecksum ? ['V'] : [])
      }),
    )
  })

  test('junk of any length is read without harm and never authentic', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const delivered = { family: 6 as const, bytes, source: ip('fe80::1'), destination: ip('ff02::12'), ttl: 255 }
        expect(trailerOf(delivered)?.trailer?.authenticFor ?? []).toEqual([])
        expect(trailerOf({ family: 4, bytes })?.trailer?.authenticFor ?? []).toEqual([])
      }),
    )
  })
})

describe('adverts on the wire', () => {
  test('what is sent is what is received', () => {
    fc.assert(
      fc.property(outgoing, (sent) => {
        const result = read(deliver(sent, encodeVrrpDatagram(sent)))
        if (!result.ok) throw new Error(result.error.reason)
        const { advert: received, source, destination, ttl } = result.value
        expect({ source, destination, ttl }).toEqual({ source: sent.source, destination: sent.destination, ttl: 255 })
        expect(received).toMatchObject({ ...sent.advert, type: 1, addressCount: sent.advert.addresses.length })
        expect(received.checksum).not.toBe('wrong')
        expect(received.ah === null ? null : [received.ah.sequence, received.ah.authentic]).toEqual(
          sent.ah === null ? null : [sent.ah.sequence, true],
        )
      }),
    )
  })

  test('RFC 9568 section 7.1: any flipped bit of the message is a checksum error', () => {
    fc.assert(
      fc.property(outgoing, fc.nat(), (drawn, anywhere) => {
        // With some addresses the pseudo-header's sum is a power of two, and one bit turns one form of the sum into
        // the other.
        const sent =
          drawn.source.family === 4 ? { ...drawn, source: ip('192.0.2.1'), destination: ip('224.0.0.18') } : drawn
        const packet = encodeVrrpDatagram(sent)
        const start = (sent.source.family === 4 ? 20 : 40) + (sent.ah ? 24 : 0)
        const bit = anywhere % ((packet.length - start) * 8)
        const octet = start + (bit >> 3)
        packet[octet] = (packet[octet] ?? 0) ^ (1 << (bit & 7))
        const result = read(deliver(sent, packet))
        if (!result.ok) throw new Error(result.error.reason)
        // A flipped version turns one form of the sum into another, and the machine refuses the version.
        const versionChanged = octet === start && (bit & 7) >= 4
        if (!versionChanged) expect(result.value.advert.checksum).toBe('wrong')
        else expect(result.value.advert.version).not.toBe(sent.advert.version)
        if (result.value.advert.ah) expect(result.value.advert.ah.authentic).toBe(false)
      }),
    )
  })

  test('RFC 2402: any flipped bit of a signed packet, but for mutable fields, is a wrong signature or unreadable', () => {
    const mutable = new Set([1, 6, 7, 10, 11])
    fc.assert(
      fc.property(
        outgoing.filter((sent) => sent.ah !== null),
        fc.nat(),
        (sent, anywhere) => {
          const packet = encodeVrrpDatagram(sent)
          const octet = anywhere % packet.length
          packet[octet] = (packet[octet] ?? 0) ^ 0x01
          const result = read({ family: 4, bytes: packet })
          // The TTL is covered of multicast only.
          const unicast = (sent.destination.bytes[0] ?? 0) >> 4 !== 0xe
          const free = mutable.has(octet) || (octet === 8 && unicast)
          if (result.ok) expect(result.value.advert.ah?.authentic ?? false).toBe(free)
        },
      ),
    )
  })

  test('RFC 3768 section 7.1: every truncation is read as what is there, or named too short', () => {
    fc.assert(
      fc.property(outgoing, fc.nat(), (sent, anywhere) => {
        const packet = encodeVrrpDatagram(sent)
        const length = anywhere % packet.length
        const cut = packet.slice(0, length)
        // With the original total length, and with one that agrees.
        if (sent.source.family === 4) expect(read({ family: 4, bytes: cut }).ok).toBe(false)
        if (sent.source.family === 4 && length >= 20) viewOf(cut).setUint16(2, length)
        if (sent.source.family === 6 && length < 40) return
        const result = read(deliver(sent, cut))
        if (!result.ok) {
          expect(result.error.reason).toMatch(/too short - \d+ bytes$/)
          return
        }
        const { messageLength, addresses, addressCount } = result.value.advert
        expect(messageLength).toBe(length - (sent.source.family === 4 ? 20 : 40) - (sent.ah ? 24 : 0))
        expect(addresses.length).toBeLessThanOrEqual(addressCount)
        const size = sent.source.family === 4 ? 4 : 16
        expect(8 + addresses.length * size).toBeLessThanOrEqual(messageLength)
      }),
    )
  })

  test('junk is never more than junk', () => {
    const junk4 = fc.uint8Array({ maxLength: 200 }).map((bytes): DeliveredPacket => ({ family: 4, bytes }))
    const junk6 = fc.record({
      family: fc.constant(6 as const),
      bytes: fc.uint8Array({ maxLength: 200 }),
      source: address(6),
      destination: address(6),
      ttl: fc.integer({ min: 0, max: 255 }),
    })
    // Junk that begins as an IPv4 packet of either protocol gets further.
    const nearly = fc
      .tuple(fc.uint8Array({ minLength: 40, maxLength: 120 }), fc.constantFrom(51, 112))
      .map(([bytes, protocol]): DeliveredPacket => {
        bytes[0] = 0x45
        viewOf(bytes).setUint16(2, bytes.length)
        bytes[9] = protocol
        if (protocol === 51) bytes.set([112, 4], 20)
        return { family: 4, bytes }
      })
    fc.assert(
      fc.property(fc.oneof(junk4, junk6, nearly), (delivered) => {
        const result = read(delivered)
        if (result.ok) expect(result.value.advert.messageLength).toBeLessThanOrEqual(delivered.bytes.length)
        else expect(result.error.reason).not.toBe('')
      }),
      { numRuns: 1_000 },
    )
  })
})
