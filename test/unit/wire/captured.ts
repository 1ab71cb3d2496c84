/**
 * What keepalived 2.2.7 put on the wire, from the IP header on (frames: from the Ethernet header), between 192.0.2.1
 * and its LAN.
 */
import { createHmac } from 'node:crypto'
import { readHex } from '../../../src/lib/bytes.ts'
import { readIp } from '../../../src/lib/ip.ts'
import type { IpAddress } from '../../../src/lib/ip.ts'
import type { AhSigner } from '../../../src/wire/ah.ts'

export function hex(text: string): Uint8Array {
  const bytes = readHex(text.replaceAll(/\s/g, ''))
  if (bytes === null) throw new Error(`no hexadecimal digits: ${text}`)
  return bytes
}

export function ip(text: string): IpAddress {
  const address = readIp(text)
  if (address === null) throw new Error(`no address: ${text}`)
  return address
}

export function signer(password: string): AhSigner {
  return {
    key: new TextEncoder().encode(password),
    hmacMd5: (key, data) => new Uint8Array(createHmac('md5', key).update(data).digest()),
  }
}

/** VRRPv2, PASS `secret1`, VRID 51, priority 100, two addresses; the first advert of a new master. */
export const passAdvert = hex(
  '45c0002c00010000ff70188dc0000201e000001221336402010187b2c0000264c00002657365637265743100',
)
/** VRRPv2, AH `1111`, two addresses: the first three adverts and the farewell (priority 0). */
export const ahAdverts = [
  '45c0004400010000ff3318b2c0000201e000001270040000c000020100000001ef499d8e10003d5e30c22d5f21336402' +
    '0201f3fec0000264c00002650000000000000000',
  '45c0004400020000ff3318b1c0000201e000001270040000c0000201000000023b580a73ac3c96b0604ad0e821336402' +
    '0201f3fec0000264c00002650000000000000000',
  '45c0004400030000ff3318b0c0000201e000001270040000c000020100000003f966d11793647afde8d6de9021336402' +
    '0201f3fec0000264c00002650000000000000000',
].map(hex)
export const ahFarewell = hex(
  '45c0004400050000ff3318aec0000201e000001270040000c0000201000000053c48e606240aa46f29dff7b421330002' +
    '020157ffc0000264c00002650000000000000000',
)
/** VRRPv2 without authentication, one address. */
export const plainAdvert = hex('45c0002800010000ff701891c0000201e0000012213364010001b865c00002640000000000000000')
/** VRRPv3 over IPv4, interval 100 cs, two addresses: summed with a pseudo-header. */
export const v3Advert = hex('45c0002400010000ff701895c0000201e00000123133640200644307c0000264c0000265')
/** VRRPv3 unicast to 192.0.2.2, one address. */
export const unicastAdvert = hex('45c0002000010000ff7036a9c0000201c00002023133640100642382c0000264')
/** VRRPv3 over IPv6, addresses fe80::100 and 2001:db8::100; the flow label is the kernel's. */
export const ipv6Advert = hex(
  '6c0fff38002870fffe80000000000000000000fffe000a01ff0200000000000000000000000000123133640200' +
    '6434fdfe80000000000000000000000000010020010db8000000000000000000000100',
)
/** Gratuitous ARP for 192.0.2.100 on 02:00:00:00:0a:01, as a frame. */
export const gratuitousArp = hex('ffffffffffff020000000a0108060001080006040001020000000a01c0000264ffffffffffffc0000264')
/** Unsolicited neighbour advertisements for fe80::100 and 2001:db8::100, as frames. */
export const neighbourAdvertisements = [
  '333300000001020000000a0186dd6000000000203afffe800000000000000000000000000100ff020000000000000000' +
    '00000000000188004b9d20000000fe8000000000000000000000000001000201020000000a01',
  '333300000001020000000a0186dd6000000000203aff20010db8000000000000000000000100ff020000000000000000' +
    '0000000000018800ed2c2000000020010db80000000000000000000001000201020000000a01',
].map(hex)
