import { describe, expect, test } from 'vitest'
import { errnoName } from '../../../src/ipvs-netlink/errors.ts'
import { DecodeError, text, u16, u32, u8 } from '../../../src/ipvs-netlink/fields.ts'
import { IpvsError, requests } from '../../../src/ipvs-netlink/index.ts'
import { encodeMessage, readAcknowledgement, readDone, readMessages } from '../../../src/ipvs-netlink/messages.ts'
import { encodeAttribute, readAttributes } from '../../../src/ipvs-netlink/structure.ts'
import { commandStructure } from '../../../src/ipvs-netlink/structures.ts'
import { fromWireDaemon, fromWireDestination, fromWireService } from '../../../src/ipvs-netlink/values.ts'

// the bytes below are of a little-endian machine, as are all that Node runs on today but s390x

describe('requests on the wire', () => {
  test('a service by address', () => {
    const { attributes, command, answer } = requests.deleteService({
      kind: 'address',
      protocol: 6,
      address: { family: 4, bytes: Uint8Array.of(192, 0, 2, 1) },
      port: 80,
    })
    expect({ command, answer }).toEqual({ command: 3, answer: 'acknowledgement' })
    expect(hex(attributes)).toBe(
      [
        '30000180', // nested service, 48 octets
        '06000100 0200 0000', // AF_INET
        '06000200 0600 0000', // TCP
        '14000300 c0000201 00000000 00000000 00000000', // union nf_inet_addr
        '06000400 0050 0000', // port in network order
      ]
        .join('')
        .replaceAll(' ', ''),
    )
  })

  test('a service by mark, with everything', () => {
    const { attributes } = requests.addService({
      key: { kind: 'fwmark', family: 6, fwmark: 7 },
      scheduler: 'rr',
      flags: 0x01 | 0x02,
      timeoutS: 300,
      persistencePrefix: 64,
      persistenceEngine: 'sip',
    })
    expect(hex(attributes)).toBe(
      [
        '40000180',
        '06000100 0a00 0000', // AF_INET6
        '08000500 07000000', // mark
        '07000600 727200 00', // rr
        '0c000700 01000000 ffffffff', // flags without "hashed", mask
        '08000800 2c010000', // timeout
        '08000900 40000000', // prefix length, in host order for IPv6
        '08000b00 73697000', // sip
      ]
        .join('')
        .replaceAll(' ', ''),
    )
  })

  test.each([
    [32, 'ffffffff'],
    [24, 'ffffff00'],
    [1, '80000000'],
    [0, '00000000'],
  ])('an IPv4 prefix of %i is a mask in network order', (persistencePrefix, mask) => {
    const { attributes } = requests.addService({
      key: { kind: 'fwmark', family: 4, fwmark: 1 },
      scheduler: 'rr',
      flags: 0,
      timeoutS: 0,
      persistencePrefix,
      persistenceEngine: null,
    })
    expect(hex(attributes)).toContain(`08000900${mask}`)
    const { service } = commandStructure.decode(attributes)
    expect(fromWireService({ ...service })).toMatchObject({ persistencePrefix, persistenceEngine: null })
  })
})

describe('replies', () => {
  const address = Uint8Array.from([192, 0, 2, 1, ...new Array<number>(12).fill(0)])
  const wireService = {
    family: 2,
    protocol: 6,
    address,
    port: 80,
    scheduler: 'wlc',
    flags: { flags: 0x07, mask: 0xffff_ffff },
    timeoutS: 0,
    netmask: Uint8Array.of(255, 255, 255, 255),
  }
  const wireDestination = { address, port: 80, forwarding: 3, weight: 1 }

  test('the kernel’s own flag is left out, and 64-bit counters are preferred', () => {
    const service = fromWireService({ ...wireService, stats: { inBytes: 1n }, stats64: { inBytes: 1n << 40n } })
    expect(service.flags).toBe(0x05)
    expect(service.stats.inBytes).toBe(1n << 40n)
    expect(fromWireService({ ...wireService, stats: { inBytes: 1n } }).stats.inBytes).toBe(1n)
  })

  test('a mark decides, even beside a protocol', () => {
    expect(fromWireService({ ...wireService, fwmark: 5 }).key).toEqual({ kind: 'fwmark', family: 4, fwmark: 5 })
    expect(fromWireService({ ...wireService, fwmark: 0 }).key.kind).toBe('address')
  })

  test('an old kernel does not send the family of a destination', () => {
    expect(fromWireDestination(wireDestination, 4).address).toEqual({ family: 4, bytes: Uint8Array.of(192, 0, 2, 1) })
    expect(fromWireDestination({ ...wireDestination, family: 10 }, 4).address.family).toBe(6)
  })

  test('a forwarding method without a word keeps its number', () => {
    expect(fromWireDestination({ ...wireDestination, forwarding: 4 }, 4)).toMatchObject({
      forwarding: 'direct',
      kernelForwarding: 4,
    })
    expect(fromWireDestination(wireDestination, 4)).not.toHaveProperty('kernelForwarding')
  })

  test.each([
    ['a service without scheduler', () => fromWireService({ ...wireService, scheduler: undefined } as object)],
    ['a service of an unknown family', () => fromWireService({ ...wireService, family: 7 })],
    ['a service of an unknown protocol', () => fromWireService({ ...wireService, protocol: 50 })],
    ['a destination without weight', () => fromWireDestination({ address, port: 80, forwarding: 3 }, 4)],
    [
      'a destination of an unknown tunnel',
      () => fromWireDestination({ ...wireDestination, forwarding: 2, tunnelType: 9 }, 4),
    ],
    ['a sync daemon that does not run', () => fromWireDaemon({ state: 0, interface: 'eth0', syncId: 1 })],
    ['an empty number', () => u32.decode(new Uint8Array(3))],
    ['a cut off attribute', () => readAttributes(Uint8Array.of(8, 0, 1, 0, 1))],
    ['an attribute shorter than its header', () => readAttributes(Uint8Array.of(3, 0, 1, 0))],
  ])('%s is refused', (_, decode) => {
    expect(decode).toThrow(DecodeError)
  })

  test('attributes of a newer kernel are skipped', () => {
    const bytes = Uint8Array.from([...encodeAttribute(99, Uint8Array.of(1)), ...commandStructure.encode({ tcpS: 5 })])
    expect(commandStructure.decode(bytes)).toEqual({ tcpS: 5 })
  })
})

describe('acknowledgements', () => {
  const request = encodeMessage({ type: 33, flags: 5, sequence: 9, payload: Uint8Array.of(1, 1, 0, 0) })
  const minus17 = Uint8Array.of(0xef, 0xff, 0xff, 0xff)
  const words = encodeAttribute(1, new TextEncoder().encode('no, thanks\0'))

  test('an errno, with the request repeated', () => {
    expect(ack(0, minus17, request)).toEqual({ errno: 17, kernelMessage: null })
  })

  test('an errno and words, with the request capped or whole', () => {
    expect(ack(0x300, minus17, request.subarray(0, 16), words)).toEqual({ errno: 17, kernelMessage: 'no, thanks' })
    expect(ack(0x200, minus17, request, words)).toEqual({ errno: 17, kernelMessage: 'no, thanks' })
  })

  test('the end of a dump', () => {
    expect(readDone({ type: 3, flags: 2, sequence: 1, payload: new Uint8Array(4) })).toEqual({
      errno: 0,
      kernelMessage: null,
    })
    expect(readDone({ type: 3, flags: 0x202, sequence: 1, payload: join(minus17, words) })).toEqual({
      errno: 17,
      kernelMessage: 'no, thanks',
    })
  })

  test('a short one is refused', () => {
    expect(() => ack(0, minus17)).toThrow(DecodeError)
  })

  function ack(flags: number, ...parts: Uint8Array[]) {
    return readAcknowledgement({ type: 2, flags, sequence: 9, payload: join(...parts) })
  }
})

test('several messages in one datagram, padded to four octets', () => {
  const one = { type: 40, flags: 2, sequence: 1, payload: Uint8Array.of(1, 2, 3, 4, 5) }
  const two = { type: 41, flags: 0, sequence: 2, payload: new Uint8Array(0) }
  expect(readMessages(join(encodeMessage(one), encodeMessage(two)))).toEqual([one, two])
})

test('values that do not fit are refused, not cut', () => {
  expect(() => u8.encode(256)).toThrow(RangeError)
  expect(() => u16.encode(-1)).toThrow(RangeError)
  expect(() => u32.encode(1.5)).toThrow(RangeError)
  expect(() => text(4).encode('four')).toThrow(RangeError)
  expect(() => text(9).encode('a\0b')).toThrow(RangeError)
})

test('errors say what was asked, why, and the errno by name', () => {
  expect(new IpvsError({ operation: 'add-service', errno: 'EEXIST' }).message).toBe(
    'add-service: the service exists already (EEXIST)',
  )
  expect(new IpvsError({ operation: 'flush', errno: 'EIO' }).message).toBe('flush: EIO')
  expect(new IpvsError({ operation: 'flush', errno: 'EIO', kernelMessage: 'hot' }).message).toBe('flush: hot (EIO)')
  expect([errnoName(17), errnoName(-3), errnoName(4242)]).toEqual(['EEXIST', 'ESRCH', 'E4242'])
})

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}
