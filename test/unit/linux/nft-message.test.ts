/** Golden requests: what 2.2.7 sends for the same rules, but for the zero at the end of names of expressions. */
import { expect, test } from 'vitest'
import {
  addElements,
  duplicate,
  encodeBatch,
  lookup,
  newChain,
  newSet,
  newTable,
  payload,
  verdict,
  type NftExpression,
} from '../../../src/linux/nft-message.ts'
import { encodeAttributes, readMessages } from '../../../src/linux/netlink-message.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bodyOf = ({ attributes }: NftExpression): string => hex(encodeAttributes(attributes))

test('a table and a chain of it', () => {
  const hook = { number: 3, priority: -1 }
  const batch = encodeBatch([newTable(10, 'keepalived'), newChain(10, 'keepalived', 'out', hook)], 7)
  const messages = readMessages(batch)
  expect(messages.map(({ type, flags, sequence }) => [type, flags, sequence])).toEqual([
    [0x10, 1, 7],
    [0x0a00, 0x401, 8],
    [0x0a03, 0x401, 9],
    [0x11, 1, 10],
  ])
  expect(hex(messages[0]?.body ?? new Uint8Array(0))).toBe('0000000a')
  expect(hex(messages[2]?.body ?? new Uint8Array(0))).toBe(
    '0a000000' +
      '0f0001006b656570616c697665640000' +
      '080003006f757400' +
      '14000480' +
      '0800010000000003' +
      '08000200ffffffff' +
      '0800050000000001' +
      '0b00070066696c7465720000',
  )
})

test('a map from interface to interface, and an element', () => {
  const set = {
    name: 'vmac_map',
    flags: 8,
    keyType: 20,
    keyLength: 4,
    data: { type: 20, length: 4 },
    byteOrder: 1,
  } as const
  const octets = hex(encodeAttributes(newSet(10, 'keepalived', set, 1).attributes))
  expect(octets).toContain('080003000000000808000400000000140800050000000004080006000000001408000700000000040800')
  expect(octets.endsWith('10000d00' + '000401000000' + '010401000000')).toBe(true)
  const element = { key: Uint8Array.of(4, 0, 0, 0), value: Uint8Array.of(2, 0, 0, 0) }
  expect(hex(encodeAttributes(addElements(10, 'keepalived', 'vmac_map', [element]).attributes))).toContain(
    '20000380' + '1c000180' + '0c000180' + '0800010004000000' + '0c000280' + '0800010002000000',
  )
})

test('expressions', () => {
  expect(bodyOf(payload(1, 24, 16))).toBe('08000100000000010800020000000001' + '0800030000000018' + '0800040000000010')
  expect(bodyOf(lookup('vmac_map', 2, 2))).toBe(
    '0800020000000002' + '0800030000000002' + '0d000100766d61635f6d617000000000',
  )
  expect(bodyOf(duplicate(1, 2))).toBe('0800010000000001' + '0800020000000002')
  expect(bodyOf(verdict('drop'))).toBe('0800010000000000' + '10000280' + '0c000280' + '0800010000000000')
  expect(bodyOf(verdict('goto', 'in_link_local'))).toContain('08000100fffffffc' + '12000200')
})
