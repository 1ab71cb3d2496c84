/** The law of the plan: carried out on what is there, without a refusal, it gives what is wanted; and it is the smallest such list. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { IpvsDestination, IpvsEntry, IpvsRequest, IpvsService } from '../../../src/lvs/ipvs-model.ts'
import {
  applyToTable,
  readTable,
  serviceKeyText,
  tableEntries,
  type KernelTable,
} from '../../../src/lvs/kernel-table.ts'
import { plan } from '../../../src/lvs/plan.ts'

// Few values each, so that two random tables share keys and differ in some fields only.
const address = fc
  .integer({ min: 1, max: 4 })
  .map((last) => ({ family: 4 as const, bytes: Uint8Array.of(10, 0, 0, last) }))
const port = fc.constantFrom(0, 80, 81)

const method = fc.oneof(
  fc.record({ forwarding: fc.constantFrom('masquerade' as const, 'direct' as const) }),
  fc.record({
    forwarding: fc.constant('tunnel' as const),
    tunnelType: fc.constantFrom('ipip', 'gue', 'gre'),
    tunnelPort: fc.constantFrom(0, 6080),
    tunnelFlags: fc.constantFrom(0, 2),
  }),
)

const server = fc.record({
  address,
  port,
  weight: fc.integer({ min: 0, max: 2 }),
  upperThreshold: fc.constantFrom(0, 100),
  lowerThreshold: fc.constantFrom(0, 10),
})

const destination: fc.Arbitrary<IpvsDestination> = fc
  .tuple(server, method)
  .map(([one, forwarding]) => ({ ...one, ...forwarding }))

const service: fc.Arbitrary<IpvsService> = fc.record({
  key: fc.oneof(
    fc.record({ kind: fc.constant('address' as const), protocol: fc.constantFrom(6, 17, 132), address, port }),
    fc.record({
      kind: fc.constant('fwmark' as const),
      family: fc.constantFrom(4, 6),
      fwmark: fc.integer({ min: 1, max: 3 }),
    }),
  ),
  scheduler: fc.constantFrom('rr', 'wlc'),
  flags: fc.constantFrom(0, 1, 4),
  timeoutS: fc.constantFrom(300, 600),
  persistencePrefix: fc.constantFrom(24, 32),
  persistenceEngine: fc.constantFrom(null, 'sip'),
})

const entries: fc.Arbitrary<IpvsEntry[]> = fc.array(
  fc.record({ service, destinations: fc.array(destination, { maxLength: 6 }) }),
  { maxLength: 8 },
)

/** sorted by key, so that order does not matter */
function content(table: KernelTable): unknown {
  return tableEntries(table)
    .map((entry) =>
      JSON.stringify({
        service: entry.service,
        destinations: [...entry.destinations].map((one) => JSON.stringify(one)).sort(),
      }),
    )
    .sort()
}

function carryOut(table: KernelTable, requests: readonly IpvsRequest[]): void {
  for (const request of requests) expect(applyToTable(table, request)).toBeNull()
}

describe('plan', () => {
  test('apply(plan(a, b), a) = b, and nothing is refused on the way', () => {
    fc.assert(
      fc.property(entries, entries, (a, b) => {
        const known = readTable(a)
        const wanted = readTable(b)
        const requests = plan(wanted, known, () => true)
        carryOut(known, requests)
        expect(content(known)).toEqual(content(wanted))
        expect(plan(wanted, known, () => true)).toEqual([])
      }),
    )
  })

  test('what is not ours is never touched', () => {
    fc.assert(
      fc.property(entries, entries, fc.func(fc.boolean()), (a, b, isOurs) => {
        const known = readTable(a)
        const wanted = readTable(b)
        const foreign = [...known].filter(([key]) => !wanted.has(key) && !isOurs(key))
        const requests = plan(wanted, known, isOurs)
        carryOut(known, requests)
        for (const [key, before] of foreign) expect(known.get(key)).toBe(before)
        for (const key of known.keys()) expect(wanted.has(key) || !isOurs(key)).toBe(true)
      }),
    )
  })

  test('one request for each thing that differs, and none for another: no shorter list leads there', () => {
    fc.assert(
      fc.property(entries, entries, (a, b) => {
        const known = readTable(a)
        const wanted = readTable(b)
        const subjects = plan(wanted, known, () => true).map(subject)
        expect(new Set(subjects).size).toBe(subjects.length)
        expect(subjects.length).toBe(differences(known, wanted))
      }),
    )
  })

  test('only weights differ: only edits of destinations', () => {
    fc.assert(
      fc.property(entries, fc.nat(), (a, seed) => {
        const known = readTable(a)
        const wanted = readTable(
          tableEntries(known).map((entry) => ({
            ...entry,
            destinations: entry.destinations.map((one, i) => ({ ...one, weight: (one.weight + seed + i) % 3 })),
          })),
        )
        for (const { kind } of plan(wanted, known, () => true)) expect(kind).toBe('edit-destination')
      }),
    )
  })

  test('what serves clients comes before what no longer does', () => {
    fc.assert(
      fc.property(entries, entries, (a, b) => {
        const ended = new Set<string>()
        for (const request of plan(readTable(b), readTable(a), () => true)) {
          if (!('destination' in request)) continue
          const key = serviceKeyText(request.service)
          if (request.kind === 'delete-destination') ended.add(key)
          else expect(ended.has(key)).toBe(false)
        }
      }),
    )
  })
})

/** Counted without the plan: a service that goes takes its destinations with it, all else needs a request of its own. */
function differences(known: KernelTable, wanted: KernelTable): number {
  const differ = (a: unknown, b: unknown): number => (JSON.stringify(a) === JSON.stringify(b) ? 0 : 1)
  let count = 0
  for (const key of new Set([...known.keys(), ...wanted.keys()])) {
    const there = known.get(key)
    const here = wanted.get(key)
    count += differ(there?.service, here?.service)
    const servers = here ? new Set([...(there?.destinations.keys() ?? []), ...here.destinations.keys()]) : []
    for (const server of servers) count += differ(there?.destinations.get(server), here?.destinations.get(server))
  }
  return count
}

function subject(request: IpvsRequest): string {
  if (request.kind === 'flush' || request.kind === 'set-timeouts') return request.kind
  if (request.kind === 'add-service' || request.kind === 'edit-service') return serviceKeyText(request.service.key)
  if (request.kind === 'delete-service') return serviceKeyText(request.service)
  return `${serviceKeyText(request.service)} ${request.destination.address.bytes.join('.')} ${request.destination.port}`
}
