/** The trailer of auth_hmac against packets that keepalived 2.4.3 sent. */
import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isAfter, nextSequence, sequenceAt, skewS } from '../../../src/lib/auth-trailer.ts'
import { writeHex } from '../../../src/lib/bytes.ts'
import type { IpAddress } from '../../../src/lib/ip.ts'
import { decodeVrrpDatagram, encodeVrrpDatagram, type DeliveredPacket } from '../../../src/wire/vrrp-datagram.ts'
import type { V3ChecksumForm } from '../../../src/wire/vrrp-packet.ts'
import { hex as octets } from './captured.ts'

const hmacSha256 = (key: Uint8Array, data: Uint8Array): Uint8Array =>
  new Uint8Array(createHmac('sha256', key).update(data).digest())

const keys: Readonly<Record<number, Uint8Array>> = {
  1: octets('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'),
  7: new TextEncoder().encode('correct-horse-battery-staple-0123456789A'),
  33: octets('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0'),
  200: octets(
    '030a11181f262d343b424950575e656c737a81888f969da4abb2b9c0c7ced5dce3eaf1f8ff060d141b222930373e454c535a61686f767d848b9299a0a7aeb5bc',
  ),
}

interface Captured {
  readonly keyId: number
  readonly checksum?: V3ChecksumForm
  readonly hex: string
}

const captured: Readonly<Record<string, Captured>> = {
  V1: {
    keyId: 1,
    hex: '45c0003c00010000ff70187dc0000201e00000123133c8010064a171c0000264010100006b00f0aa46f50000b62fbcecbf6c5cff76bb38013b279651',
  },
  V2: {
    keyId: 1,
    hex: '45c0003c00020000ff70187cc0000201e00000123133c8010064a171c0000264010100006b00f0ab475c0000265c664583a79fd3469a085b67cec5bd',
  },
  'V3 farewell': {
    keyId: 1,
    hex: '45c0003c00040000ff70187ac0000201e00000123133000100646972c0000264010100006b00f0ac95bd000050a0f2189ca08d2341bac7e9d566f8af',
  },
  'V4 another key': {
    keyId: 200,
    hex: '45c0003c00010000ff70187dc0000201e00000123133c8010064a171c000026401c800006b00f117cbca0000ae679d6c9de5db7d228585eb1a79766c',
  },
  'V6 counter 1': {
    keyId: 1,
    hex: '45c0003c00020000ff70187cc0000201e00000123133c8010064a171c0000264010100006b00f5c354cf00010d0c231c5414d44b05e9b4d5da5e18b5',
  },
  'V7 version 2': {
    keyId: 7,
    hex: '45c0004800010000ff701871c0000201e0000012213496020001c3fdc0000264c00002650000000000000000010700006b00f0b17a7c0000fe79265a7cc13bb5e10a2565999e2ee6',
  },
  'V8 version 2 unicast': {
    keyId: 1,
    hex: '45c0004400010000ff703685c0000201c00002022136c80100015462c00002640000000000000000010100006b00f0cd904c0000ad3bde60979af998f5859367240259d3',
  },
  'V9 unicast': {
    keyId: 1,
    hex: '45c0003c00010000ff70368dc0000201c00002023135c8010064bf7fc0000264010100006b00f0b87fd900008b7cabe513448e35172e75945b25c24e',
  },
  'V10 the other copy': {
    keyId: 1,
    hex: '45c0003c00010000ff70368cc0000201c00002033135c8010064bf7ec0000264010100006b00f0b87fd900008b7cabe513448e35172e75945b25c24e',
  },
  'V11 without pseudo-header': {
    keyId: 200,
    checksum: 'message',
    hex: '45c0004400010000ff70186dc0000209e000001231ffc8030019beb2c0000264c0000265c000026601c800006b00f0d22b2c0000aba518e9d0d167e6b657b49d2a183bbe',
  },
  'V12 no addresses': {
    keyId: 33,
    hex: '45c0003800010000ff701881c0000201e00000123141c800006463cd012100006b00f0e742ae0000c00c8fc28012751f61256e3ac65168a6',
  },
  'V13 IPv6': {
    keyId: 1,
    hex: '6c006a3c004470fffe800000000000000000000000000001ff020000000000000000000000000012313dc8020064a4c1fe80000000000000000000000000010020010db8000000000000000000000100010100006b00f0bf82a100005ab4ca08277cf311ec6f605d65696430',
  },
  'V15 IPv6 unicast': {
    keyId: 1,
    hex: '6c0d3c440034704020010db800000000000000000000000120010db8000000000000000000000002313ec801006495c120010db8000000000000000000000100010100006b00f0c68899000093ed1030c38882e02298e39c46b3c8f6',
  },
  'V17 version 2 over IPv6': {
    keyId: 1,
    hex: '6c006a3c003470fffe800000000000000000000000000001ff0200000000000000000000000000122140c8010001ef8dfe800000000000000000000000000100010100006b00f0e03dd200003bb55add0fb8f4ffb80a2f828a99814d',
  },
}

function delivered(packet: Uint8Array): DeliveredPacket {
  if ((packet[0] ?? 0) >> 4 === 4) return { family: 4, bytes: packet }
  const address = (start: number): IpAddress => ({ family: 6, bytes: packet.slice(start, start + 16) })
  return { family: 6, bytes: packet.slice(40), source: address(8), destination: address(24), ttl: packet[7] ?? 0 }
}

const wallUs = 1_795_223_722_000_000
const verifier = {
  wallUs: () => wallUs,
  keys: () => Object.entries(keys).map(([id, key]) => ({ instance: 'V', keyId: Number(id), key, hmacSha256 })),
}

function received(packet: Uint8Array) {
  const result = decodeVrrpDatagram(delivered(packet), () => null, verifier)
  if (!result.ok) throw new Error(result.error.reason)
  return result.value
}

describe('packets of keepalived 2.4.3', () => {
  test.each(Object.entries(captured))('%s: its tag and its checksum are right', (_, { keyId, hex, checksum }) => {
    const { advert, source } = received(octets(hex))
    expect(advert.trailer).toMatchObject({ type: 1, keyId, reserved: 0, authenticFor: ['V'], wallUs })
    const v2 = advert.version === 2 && source.family === 4
    expect(advert.checksum).toBe(checksum ?? (v2 ? 'message' : 'pseudo'))
  })

  test.each(Object.entries(captured))('%s: ours has the same octets', (_, { keyId, hex, checksum }) => {
    const packet = octets(hex)
    const { advert, source, destination, ttl } = received(packet)
    const key = keys[keyId] ?? octets('')
    const made = encodeVrrpDatagram({
      advert,
      source,
      destination,
      identification: source.family === 4 ? ((packet[4] ?? 0) << 8) | (packet[5] ?? 0) : 1,
      ah: null,
      trailer: { keyId, key, hmacSha256, sequence: advert.trailer?.sequence ?? 0n },
      ttl,
      v3Checksum: checksum ?? 'pseudo',
    })
    // The kernel fills in the IP headers, of IPv6 with a flow label of its choice.
    const start = source.family === 4 ? 20 : 40
    expect(writeHex(made.subarray(start))).toBe(writeHex(packet.subarray(start)))
  })

  test('a flipped bit of the message or the trailer makes the tag wrong, except in the checksum', () => {
    const packet = octets(captured['V1']?.hex ?? '')
    for (let octet = 20; octet < packet.length; octet++) {
      const changed = Uint8Array.from(packet)
      changed[octet] = (changed[octet] ?? 0) ^ 1
      const { trailer } = received(changed).advert
      if (octet === 23) expect(trailer, 'the count of addresses').toBeUndefined()
      else expect(trailer?.authenticFor, `octet ${octet}`).toEqual(octet === 26 || octet === 27 ? ['V'] : [])
    }
  })

  test('the images of the draft have the right tags', () => {
    const four = received(
      octets(
        '45c0003c00010000ff700000c633640ae00000123133c80100644402c0000264010100006800000080000000' +
          '1b84bc4e8e43892dc6d98448f8ee2265',
      ),
    )
    expect(four.advert).toMatchObject({ checksum: 'message', trailer: { authenticFor: ['V'] } })
    const six = received(
      octets(
        '6c000000003470fffe800000000000000000000000000010fe800000000000000000000000000020' +
          '3133c8010064a2e9fe800000000000000000000000000100010100006800000080000000' +
          'c8c56146ebfd66ee10ec4d8186461b78',
      ),
    )
    expect(six.advert).toMatchObject({ checksum: 'pseudo', trailer: { authenticFor: ['V'] } })
  })
})

describe('the sequence', () => {
  const second = 1n << 32n
  const at = sequenceAt(wallUs)

  test('is seconds, fraction and counter', () => {
    expect(sequenceAt(1_795_223_722_500_000)).toBe((1_795_223_722n << 32n) | (0x8000n << 16n))
  })

  test('order is serial: half-way round is not after', () => {
    expect(isAfter(5n, 5n)).toBe(false)
    expect(isAfter(5n + (1n << 63n), 5n)).toBe(false)
    expect(isAfter(5n + (1n << 63n) - 1n, 5n)).toBe(true)
    expect(isAfter(3n, (1n << 64n) - 1n)).toBe(true)
    expect(isAfter(4n, 5n)).toBe(false)
  })

  test('skew is positive for an old packet, and knows no year 2106', () => {
    expect(skewS(wallUs, at - 3n * second)).toBe(3)
    expect(skewS(wallUs, at + 3n * second)).toBe(-3)
    expect(skewS(2 ** 32 * 1e6 + 1e6, (2n ** 32n - 1n) << 32n)).toBe(2)
  })

  test('follows the clock, counts up while it stands, and steps back only from beyond the window', () => {
    expect(nextSequence(null, wallUs, 5)).toBe(at)
    expect(nextSequence(at - 1n, wallUs, 5)).toBe(at)
    expect(nextSequence(at, wallUs, 5)).toBe(at + 1n)
    expect(nextSequence(at + 5n * second, wallUs, 5)).toBe(at + 5n * second + 1n)
    expect(nextSequence(at + 6n * second, wallUs, 5)).toBe(at)
    expect(nextSequence(at + 100n * second, wallUs, null)).toBe(at + 100n * second + 1n)
  })

  test('starts with the clock after 2038 too', () => {
    const later = 2_200_000_000_000_000
    expect(nextSequence(null, later, null)).toBe(sequenceAt(later))
  })
})
