import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Command } from '../../../src/ipvs-netlink/constants.ts'
import { DecodeError } from '../../../src/ipvs-netlink/fields.ts'
import type { Random } from '../../../src/ipvs-netlink/fields.ts'
import { IpvsError, openIpvs, requests } from '../../../src/ipvs-netlink/index.ts'
import type { IpvsDaemon, IpvsDestination, IpvsService } from '../../../src/ipvs-netlink/index.ts'
import { encodeGeneric, encodeMessage, readAcknowledgement, readMessages } from '../../../src/ipvs-netlink/messages.ts'
import { commandStructure, familyStructure, infoStructure } from '../../../src/ipvs-netlink/structures.ts'
import { createFakeKernel } from '../../../src/ipvs-netlink/testing/index.ts'
import {
  fromWireDaemon,
  fromWireDestination,
  fromWireService,
  toWireDaemon,
  toWireDestination,
  toWireService,
} from '../../../src/ipvs-netlink/values.ts'

/** The samples of a structure come from the table itself; fast-check drives their choices. */
const choices = fc.infiniteStream(fc.nat()).map(
  (stream): Random =>
    (bound) =>
      Number(stream.next().value) % bound,
)

const address = fc.oneof(
  fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes) => ({ family: 4 as const, bytes })),
  fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => ({ family: 6 as const, bytes })),
)
const name = fc.stringMatching(/^[a-z0-9_-]{1,15}$/)
const port = fc.nat(65_535)
const u32 = fc.nat(0xffff_ffff)

const service: fc.Arbitrary<IpvsService> = fc
  .record({
    key: fc.oneof(
      fc.record({
        kind: fc.constant('address' as const),
        protocol: fc.constantFrom(6 as const, 17 as const, 132 as const),
        address,
        port,
      }),
      fc.record({
        kind: fc.constant('fwmark' as const),
        family: fc.constantFrom(4 as const, 6 as const),
        fwmark: fc.integer({ min: 1, max: 0xffff_ffff }),
      }),
    ),
    scheduler: name,
    flags: fc.nat(0x3f).map((flags) => flags & ~0x02),
    timeoutS: u32,
    prefix: fc.nat(128),
    persistenceEngine: fc.option(name),
  })
  .map(({ prefix, ...rest }) => {
    const family = rest.key.kind === 'fwmark' ? rest.key.family : rest.key.address.family
    return { ...rest, persistencePrefix: family === 4 ? prefix % 33 : prefix }
  })

const destination: fc.Arbitrary<IpvsDestination> = fc.oneof(
  fc.record({
    address,
    port,
    forwarding: fc.constantFrom('masquerade' as const, 'direct' as const),
    weight: u32,
    upperThreshold: u32,
    lowerThreshold: u32,
  }),
  fc.record({
    address,
    port,
    forwarding: fc.constant('tunnel' as const),
    weight: u32,
    upperThreshold: u32,
    lowerThreshold: u32,
    tunnelType: fc.constantFrom('ipip' as const, 'gue' as const, 'gre' as const),
    tunnelPort: port,
    tunnelFlags: fc.nat(2),
  }),
)

const daemon: fc.Arbitrary<IpvsDaemon> = fc.record(
  {
    role: fc.constantFrom('master' as const, 'backup' as const),
    interface: name,
    syncId: fc.nat(255),
    maxLength: port,
    multicastGroup: address,
    multicastPort: port,
    multicastTtl: fc.nat(255),
  },
  { requiredKeys: ['role', 'interface', 'syncId'] },
)

describe('round trips', () => {
  test.each([
    ['command', commandStructure],
    ['info', infoStructure],
    ['family', familyStructure],
  ])('random samples of the structure "%s"', (_, structure) => {
    fc.assert(
      fc.property(choices, (random) => {
        // one signature for the three: what matters is that encode and decode belong together
        const codec = structure as {
          sample: (random: Random) => object
          encode: (value: object) => Uint8Array
          decode: (bytes: Uint8Array) => object
        }
        const value = codec.sample(random)
        expect(codec.decode(codec.encode(value))).toEqual(value)
      }),
    )
  })

  test('services', () => {
    fc.assert(
      fc.property(service, (value) => {
        expect(fromWireService(overTheWire({ service: toWireService(value) }).service ?? {})).toMatchObject(value)
      }),
    )
  })

  test('destinations', () => {
    fc.assert(
      fc.property(destination, (value) => {
        expect(
          fromWireDestination(overTheWire({ destination: toWireDestination(value) }).destination ?? {}, 4),
        ).toMatchObject(value)
      }),
    )
  })

  test('sync daemons', () => {
    fc.assert(
      fc.property(daemon, (value) => {
        expect(fromWireDaemon(overTheWire({ daemon: toWireDaemon(value) }).daemon ?? {})).toEqual(value)
      }),
    )
  })

  function overTheWire(wire: Parameters<typeof commandStructure.encode>[0]) {
    return commandStructure.decode(commandStructure.encode(wire))
  }
})

describe('junk from the kernel', () => {
  const junk = fc.uint8Array({ maxLength: 200 })

  test('is a DecodeError in every decoder, and nothing else', () => {
    const key = { kind: 'fwmark' as const, family: 4 as const, fwmark: 1 }
    const decoders: ((bytes: Uint8Array) => unknown)[] = [
      (bytes) => readMessages(bytes),
      (bytes) => readMessages(bytes).map(readAcknowledgement),
      (bytes) => readAcknowledgement({ type: 2, flags: 0x200, sequence: 1, payload: bytes }),
      (bytes) => commandStructure.decode(bytes),
      ...[
        requests.getInfo(),
        requests.getServices(),
        requests.getDestinations(key),
        requests.getDaemons(),
        requests.getTimeouts(),
      ].map((request) => (bytes: Uint8Array) => request.decode([bytes])),
    ]
    fc.assert(
      fc.property(junk, fc.constantFrom(...decoders), (bytes, decode) => {
        try {
          decode(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError)
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('whole messages with a broken inside reject only with an IpvsError, and the client works on', async () => {
    await fc.assert(
      fc.asyncProperty(choices, fc.nat(), fc.nat(255), fc.boolean(), async (random, at, octet, framed) => {
        // a reply as the kernel would send it, with one octet changed
        const payload = encodeGeneric({
          command: Command.newService,
          version: 1,
          attributes: commandStructure.encode(commandStructure.sample(random)),
        })
        const bytes = framed ? encodeMessage({ type: 33, flags: 2, sequence: 2, payload }) : payload
        bytes[at % bytes.length] = octet
        const kernel = createFakeKernel({ react: () => ({ kind: 'garble', bytes }) })
        const ipvs = openIpvs({ openTransport: kernel.openTransport, timeoutMs: 5 })
        const outcome: unknown = await ipvs.getServices().catch((error: unknown) => error)
        if (!Array.isArray(outcome)) expect(outcome).toBeInstanceOf(IpvsError)
        kernel.react = () => null
        expect(await ipvs.getInfo()).toMatchObject({ version: '1.2.1' })
        ipvs.close()
        expect(kernel.open).toBe(0)
      }),
      { numRuns: 100 },
    )
  })
})
