import { describe, expect, test } from 'vitest'
import { internetChecksum, pseudoHeader } from '../../../src/wire/checksum.ts'
import { hex, ip } from './captured.ts'

describe('RFC 1071', () => {
  test('the example of section 3', () => {
    // 0001 + f203 + f4f5 + f6f7 = 2ddf0, which folds to ddf2
    expect(internetChecksum(hex('0001f203f4f5f6f7'))).toBe(~0xddf2 & 0xffff)
  })

  test('an odd octet counts as the high half of a word', () => {
    expect(internetChecksum(hex('0001f2'))).toBe(internetChecksum(hex('0001f200')))
  })

  test('a sum that carries twice is folded twice', () => {
    // 0xffff * 0x10001 words of ffff would overflow 32 bits; one carry alone leaves 0x10000 here.
    const words = new Uint8Array(2 * 0x10001).fill(0xff)
    expect(internetChecksum(words)).toBe(0)
    expect(internetChecksum(hex('ffff0001'), hex('ffff'))).toBe(~1 & 0xffff)
  })

  test('nothing sums to nothing', () => {
    expect(internetChecksum(new Uint8Array(0))).toBe(0xffff)
  })
})

test('RFC 768, RFC 8200 section 8.1: pseudo-headers', () => {
  const v4 = pseudoHeader({ source: ip('192.0.2.1'), destination: ip('224.0.0.18') }, 112, 16)
  expect(v4).toEqual(hex('c0000201e000001200700010'))
  const v6 = pseudoHeader({ source: ip('fe80::1'), destination: ip('ff02::12') }, 112, 40)
  expect(v6).toEqual(hex('fe800000000000000000000000000001 ff020000000000000000000000000012 00000028 00000070'))
})
