import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  writeCommand,
  writeOctets,
  writeScript,
  writeSeconds,
  writeShortSeconds,
} from '../../../src/config/dump/writers.ts'

describe('times', () => {
  test.each([
    [0, '0.000000'],
    [1, '0.000001'],
    [250_000, '0.250000'],
    [65_000_000, '65.000000'],
  ])('%i us as %%f', (us, written) => {
    expect(writeSeconds(us)).toBe(written)
  })

  // What the original printed for vrrp_garp_interval, preempt_delay, vrrp_startup_delay, interval.
  test.each([
    [0, '0'],
    [1, '1e-06'],
    [100, '0.0001'],
    [99, '9.9e-05'],
    [250_000, '0.25'],
    [7_250_000, '7.25'],
    [300_000_000, '300'],
    [1_234_567_890, '1234.57'],
    [1_234_567_000_000, '1.23457e+06'],
  ])('%i us as %%g', (us, written) => {
    expect(writeShortSeconds(us)).toBe(written)
  })

  test('%g is the number again, to six digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_294_967_295_000_000 }), (us) => {
        const seconds = us / 1_000_000
        expect(Math.abs(Number(writeShortSeconds(us)) - seconds)).toBeLessThanOrEqual(seconds * 5.1e-6)
      }),
    )
  })
})

describe('scripts', () => {
  const command = { argv: ['/usr/bin/true', 'a b', ''], text: "/bin/true 'a b' ''", uid: null, gid: 7 }

  test('each word is quoted', () => {
    expect(writeCommand(command)).toBe("'/usr/bin/true' 'a b' ''")
  })

  test('an account that nobody named is the default one', () => {
    expect(writeScript(command, { scriptUid: 1, scriptGid: 2 })).toBe("'/usr/bin/true' 'a b' '', uid:gid 1:7")
  })
})

describe('octets', () => {
  test('UTF-8 is text', () => {
    expect(writeOctets(new TextEncoder().encode('pä%25ss'))).toBe('pä%25ss')
  })

  test('anything else is a character per octet', () => {
    expect(writeOctets(Uint8Array.of(0x70, 0xff, 0xc3))).toBe('p\u00ff\u00c3')
  })
})
