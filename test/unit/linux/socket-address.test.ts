import { expect, test } from 'vitest'
import { readIp } from '../../../src/lib/ip.ts'
import { inetSocketAddress } from '../../../src/linux/socket-address.ts'

const hex = (text: string, port: number, scopeId: number): string => {
  const address = readIp(text)
  if (address === null) throw new Error(text)
  return Buffer.from(inetSocketAddress(address, port, scopeId)).toString('hex')
}

/** netinet/in.h: the family as the host writes it, the port in network order */
const family = (number: number): string => Buffer.from(Uint16Array.of(number).buffer).toString('hex')

test('an IPv4 address has no scope, whatever the interface', () => {
  expect(hex('10.9.0.1', 0x1234, 7)).toBe(`${family(2)}12340a090001${'00'.repeat(8)}`)
})

test('an IPv6 address carries the scope it is told', () => {
  const scope = Buffer.from(Uint32Array.of(7).buffer).toString('hex')
  expect(hex('fe80::1', 0x1234, 7)).toBe(`${family(10)}123400000000fe80${'00'.repeat(13)}01${scope}`)
  expect(hex('2001:db8::1', 80, 0)).toBe(`${family(10)}00500000000020010db8${'00'.repeat(11)}01${'00'.repeat(4)}`)
})
