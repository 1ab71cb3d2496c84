/** Golden requests: what 2.2.7 sends for the same interface, but for the zero at the end of names, which the kernel lets be. */
import { expect, test } from 'vitest'
import { encodeDeleteLink, encodeLinkSettings, encodeNewLink } from '../../../src/linux/link-message.ts'
import { readVrf } from '../../../src/linux/interface-kind.ts'
import { readAttributes, readString, readU32 } from '../../../src/linux/netlink-message.ts'
import type { NetlinkAttribute } from '../../../src/linux/netlink-message.ts'

const valueOf = (attributes: readonly NetlinkAttribute[], type: number): Uint8Array =>
  attributes.find((attribute) => attribute.type === type)?.value ?? new Uint8Array(0)
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

test('a private macvlan', () => {
  const mac = Uint8Array.of(0, 0, 0x5e, 0, 1, 5)
  const { flags, attributes } = encodeNewLink(
    { name: 'vrrp.5', kind: 'macvlan', mode: 1, flags: 0, mac, group: null },
    2,
  )
  expect(flags).toBe(0x600)
  const information = readAttributes(valueOf(attributes, 18), 0)
  expect(readString(information.get(1) ?? new Uint8Array(0))).toBe('macvlan')
  expect(hex(information.get(2) ?? new Uint8Array(0))).toBe('0800010001000000')
  expect(readU32(valueOf(attributes, 5))).toBe(2)
  expect(readString(valueOf(attributes, 3))).toBe('vrrp.5')
  expect(hex(valueOf(attributes, 1))).toBe('00005e000105')
})

test('an ipvlan, in a group', () => {
  const { attributes } = encodeNewLink({ name: 'i', kind: 'ipvlan', mode: 0, flags: 2, mac: null, group: 7 }, 3)
  const information = readAttributes(valueOf(attributes, 18), 0)
  expect(hex(information.get(2) ?? new Uint8Array(0))).toBe('06000100000000000600020002000000')
  expect(readU32(valueOf(attributes, 27))).toBe(7)
  expect(attributes.some(({ type }) => type === 1)).toBe(false)
})

test('what a macvlan and its base need', () => {
  const of = (settings: Parameters<typeof encodeLinkSettings>[1]): string =>
    hex(valueOf(encodeLinkSettings('vrrp.5', settings).attributes, 26))
  expect(of({ ipv4: { arp_ignore: 1, accept_local: 1, rp_filter: 0, promote_secondaries: 1 } })).toBe(
    '28000200' + '24000100' + '0800130001000000' + '0800170001000000' + '0800080000000000' + '0800140001000000',
  )
  expect(of({ ipv4: { arp_ignore: 1, arp_filter: 1 } })).toBe(
    '18000200' + '14000100' + '0800130001000000' + '08000d0001000000',
  )
  expect(of({ noLinkLocal: true })).toBe('0c000a00' + '0500080001000000')
})

test('by name, up and away', () => {
  const up = encodeLinkSettings('a', { up: true })
  expect(hex(up.fixed)).toBe('00000000000000000100000001000000')
  expect(up.attributes.map(({ type }) => type)).toEqual([3])
  expect(hex(encodeDeleteLink('a').fixed)).toBe('0'.repeat(32))
})

test('a VRF tells its table', () => {
  const body = (kind: string): Uint8Array =>
    Uint8Array.from(
      Buffer.from(
        // ifinfomsg, IFLA_IFNAME, IFLA_LINKINFO with the kind and IFLA_VRF_TABLE 42 (linux/if_link.h)
        '00000100070000000000000000000000' +
          '09000300626c756500000000' +
          `180012000800${'0100'}${Buffer.from(kind).toString('hex')}00` +
          '0c000200080001002a000000',
        'hex',
      ),
    )
  expect(readVrf(body('vrf'))).toEqual([['blue', 42]])
  expect(readVrf(body('bri'))).toBeNull()
})
