import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeInterfaceTable } from '../../../src/linux/interface-table.ts'
import { encodeMessage, readAttributes, readError, readMessages } from '../../../src/linux/netlink-message.ts'

const attribute = fc.record({ type: fc.integer({ min: 0, max: 0x3fff }), value: fc.uint8Array({ maxLength: 40 }) })
const message = fc.record({
  type: fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 16, max: 22 })),
  flags: fc.integer({ min: 0, max: 0xffff }),
  sequence: fc.integer({ min: 0, max: 0xffffffff }),
  fixed: fc.uint8Array({ maxLength: 20 }),
  attributes: fc.array(attribute, { maxLength: 8 }),
})

test('what is encoded is read again', () => {
  fc.assert(
    fc.property(message, ({ type, flags, sequence, fixed, attributes }) => {
      const [read, ...more] = readMessages(encodeMessage(type, flags, sequence, fixed, attributes))
      expect(more).toEqual([])
      expect(read).toMatchObject({ type, flags, sequence })
      const body = read?.body ?? new Uint8Array(0)
      expect([...body.subarray(0, fixed.length)]).toEqual([...fixed])
      const expected = new Map(attributes.map(({ type: name, value }) => [name, [...value]]))
      const found = [...readAttributes(body, fixed.length)].map(([name, value]) => [name, [...value]] as const)
      expect(new Map(found)).toEqual(expected)
    }),
  )
})

test('no junk and no truncated message is more than nothing', () => {
  const whole = message.map(({ type, flags, sequence, fixed, attributes }) =>
    encodeMessage(type, flags, sequence, fixed, attributes),
  )
  const cut = fc.tuple(whole, fc.nat({ max: 200 })).map(([bytes, length]) => bytes.subarray(0, length))
  fc.assert(
    fc.property(fc.array(fc.oneof(cut, whole, fc.uint8Array({ maxLength: 200 })), { maxLength: 20 }), (inputs) => {
      const table = makeInterfaceTable()
      for (const bytes of inputs) {
        for (const one of readMessages(bytes)) {
          table.apply(one)
          expect(typeof readError(one).errno).toBe('number')
        }
      }
      for (const [index, info] of table.interfaces) expect(info.index).toBe(index)
    }),
  )
})
