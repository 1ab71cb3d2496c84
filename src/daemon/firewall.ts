/**
 * Our tables in the packet filter. A table is made when its first element is, and made anew, in one go, when it gets a
 * part that it had not: rules and what earlier runs left are then never in a wrong order. Otherwise only elements change.
 */
import type { FirewallConfig } from '../config/config.ts'
import { OperationError } from '../lib/operation-error.ts'
import { endianness } from 'node:os'
import { addElements, deleteTable, newTable, removeElements } from '../linux/nft-message.ts'
import type { NftElement, NftFamily, NftMessage } from '../linux/nft-message.ts'
import { openNftSocket, type NftSocket } from '../linux/nft-socket.ts'
import type { DroppedAddress } from '../vrrp/firewall.ts'
import { buildPart, IPV4, IPV6, padded, SETS, type FirewallPart } from './firewall-rules.ts'

/** A macvlan that the kernel must not speak over. */
export interface GuardedLink {
  readonly name: string
  readonly index: number
  /** index of the interface below */
  readonly base: number
  readonly ipv4: boolean
  readonly ipv6: boolean
}

/** All throw the OperationError of the kernel's refusal. */
export interface Firewall {
  /** null: no tables */
  readonly configure: (settings: FirewallConfig | null) => void
  readonly guard: (links: readonly GuardedLink[]) => void
  readonly forget: (names: readonly string[]) => void
  readonly drop: (set: boolean, addresses: readonly DroppedAddress[]) => void
  readonly close: () => void
}

interface Placed {
  readonly family: NftFamily
  readonly part: FirewallPart
  readonly set: string
  readonly element: NftElement
}

const PARTS: readonly FirewallPart[] = ['vmac', 'addresses', 'linkLocal', 'linkLocalNames']
/** An attribute holds 65,535 octets. */
const MOST_ELEMENTS = 500

export function makeFirewall(): Firewall {
  let socket: NftSocket | null = null
  let settings: FirewallConfig | null = null
  /** what each table is made of */
  const tables = new Map<NftFamily, ReadonlySet<FirewallPart>>()
  /** what must be in the sets, and how many want it */
  const elements = new Map<string, { readonly placed: Placed; count: number }>()
  const guarded = new Map<string, readonly Placed[]>()

  function configure(next: FirewallConfig | null): void {
    if (settings !== null) removeTables(settings.table)
    settings = next
    if (next === null) return
    const families = new Set([...elements.values()].map(({ placed }) => placed.family))
    for (const family of families) send(rebuild(family))
  }

  function removeTables(table: string): void {
    const families = [...tables.keys()]
    tables.clear()
    // It may be gone already: made first, its removal is no failure.
    send(families.flatMap((family) => [newTable(family, table), deleteTable(family, table)]))
  }

  function guard(links: readonly GuardedLink[]): void {
    forget(links.map(({ name }) => name))
    for (const link of links) guarded.set(link.name, placesOf(link))
    add(links.flatMap(({ name }) => guarded.get(name) ?? []))
  }

  function forget(names: readonly string[]): void {
    const places = names.flatMap((name) => guarded.get(name) ?? [])
    for (const name of names) guarded.delete(name)
    remove(places)
  }

  function drop(set: boolean, addresses: readonly DroppedAddress[]): void {
    const places = addresses.map(placeOf)
    if (set) add(places)
    else remove(places)
  }

  function add(places: readonly Placed[]): void {
    const fresh: Placed[] = []
    for (const placed of places) {
      const key = keyOf(placed)
      const known = elements.get(key)
      if (known !== undefined) known.count++
      else {
        elements.set(key, { placed, count: 1 })
        fresh.push(placed)
      }
    }
    apply(fresh, true)
  }

  function remove(places: readonly Placed[]): void {
    const gone: Placed[] = []
    for (const placed of places) {
      const key = keyOf(placed)
      const known = elements.get(key)
      if (known === undefined || --known.count > 0) continue
      elements.delete(key)
      gone.push(placed)
    }
    apply(gone, false)
  }

  function apply(places: readonly Placed[], adds: boolean): void {
    if (settings === null || places.length === 0) return
    const { table } = settings
    const families = [...new Set(places.map(({ family }) => family))]
    const messages = families.flatMap((family) => {
      const here = places.filter((placed) => placed.family === family)
      if (adds && here.some(({ part }) => tables.get(family)?.has(part) !== true)) return rebuild(family)
      return fill(here, (set, list) =>
        adds ? addElements(family, table, set, list) : removeElements(family, table, set, list),
      )
    })
    try {
      send(messages)
    } catch (error) {
      if (!(error instanceof OperationError) || error.errno !== 'ENOENT') throw error
      // Something else has changed our tables.
      for (const family of families) send(rebuild(family))
    }
  }

  /** The whole table, in place of what is there. */
  function rebuild(family: NftFamily): NftMessage[] {
    if (settings === null) return []
    const style = settings
    const all = [...elements.values()].map(({ placed }) => placed).filter((placed) => placed.family === family)
    const wanted = new Set([...(tables.get(family) ?? []), ...all.map(({ part }) => part)])
    if (wanted.has('linkLocal') || wanted.has('linkLocalNames')) wanted.add('addresses')
    const has = new Set<FirewallPart>()
    const messages = [newTable(family, style.table), deleteTable(family, style.table), newTable(family, style.table)]
    let id = 0
    for (const part of PARTS) {
      if (!wanted.has(part)) continue
      messages.push(...buildPart(part, family, style, has, () => ++id))
      has.add(part)
    }
    tables.set(family, wanted)
    return [...messages, ...fill(all, (set, list) => addElements(family, style.table, set, list))]
  }

  function send(messages: readonly NftMessage[]): void {
    if (messages.length === 0) return
    socket ??= openNftSocket()
    socket.send(messages)
  }

  function close(): void {
    socket?.close()
    socket = null
  }

  return { configure, guard, forget, drop, close }
}

/** The elements of each set, as many as a message holds. */
function fill(
  places: readonly Placed[],
  make: (set: string, elements: readonly NftElement[]) => NftMessage,
): NftMessage[] {
  const sets = new Map<string, NftElement[]>()
  for (const { set, element } of places) sets.set(set, [...(sets.get(set) ?? []), element])
  return [...sets].flatMap(([set, list]) => {
    const messages: NftMessage[] = []
    for (let i = 0; i < list.length; i += MOST_ELEMENTS) messages.push(make(set, list.slice(i, i + MOST_ELEMENTS)))
    return messages
  })
}

function placesOf({ index, base, ipv4, ipv6 }: GuardedLink): readonly Placed[] {
  const [key, value] = [hostOrder(index), hostOrder(base)]
  const part = 'vmac'
  const mapped = { part, set: SETS.vmacMap, element: { key, value } } as const
  return [
    ...(ipv4 ? [{ ...mapped, family: IPV4 }] : []),
    ...(ipv6
      ? [{ ...mapped, family: IPV6 }, { family: IPV6, part, set: SETS.vmacSet, element: { key } } as const]
      : []),
  ]
}

function placeOf({ address, on }: DroppedAddress): Placed {
  const { family, bytes } = address
  if (on === null)
    return { family: family === 4 ? IPV4 : IPV6, part: 'addresses', set: SETS.vips, element: { key: bytes } }
  return 'name' in on
    ? { family: IPV6, part: 'linkLocalNames', set: SETS.linkLocalNames, element: { key: join(bytes, padded(on.name)) } }
    : { family: IPV6, part: 'linkLocal', set: SETS.linkLocal, element: { key: join(bytes, hostOrder(on.index)) } }
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  return Uint8Array.from([...a, ...b])
}

function hostOrder(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value, endianness() === 'LE')
  return bytes
}

function keyOf({ family, set, element }: Placed): string {
  return `${family} ${set} ${element.key.join('.')} ${element.value?.join('.') ?? ''}`
}
