import { expect, test } from 'vitest'
import { encodeGratuitousArp } from '../../../src/wire/arp.ts'
import { encodeUnsolicitedNa } from '../../../src/wire/ndp.ts'
import { gratuitousArp, hex, ip, neighbourAdvertisements } from './captured.ts'

const mac = hex('020000000a01')
const macBroadcast = hex('ffffffffffff')

test('RFC 826, RFC 9568 section 6.4.2: the gratuitous ARP is the one of keepalived', () => {
  expect(encodeGratuitousArp({ address: ip('192.0.2.100'), mac, macBroadcast })).toEqual(gratuitousArp)
})

test('RFC 4861 section 7.2.6: the unsolicited neighbour advertisements are those of keepalived', () => {
  const frames = ['fe80::100', '2001:db8::100'].map((text) =>
    encodeUnsolicitedNa({ address: ip(text), mac, router: false }),
  )
  expect(frames).toEqual(neighbourAdvertisements)
})

test('RFC 4861 section 4.4: a router says that it is one', () => {
  const frame = encodeUnsolicitedNa({ address: ip('fe80::100'), mac, router: true })
  expect(frame[58]).toBe(0xa0)
  expect(neighbourAdvertisements[0]?.[58]).toBe(0x20)
})

test('RFC 4391 section 9.3: a hardware address of 20 octets fills three units of the option', () => {
  const long = new Uint8Array(20).fill(7)
  const frame = encodeUnsolicitedNa({ address: ip('fe80::100'), mac: long, router: false })
  const option = frame.subarray(6 + 20 + 2 + 40 + 24)
  expect([...option.subarray(0, 3)]).toEqual([2, 3, 7])
  expect(option.length).toBe(24)
})
