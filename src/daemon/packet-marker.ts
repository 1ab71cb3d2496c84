/**
 * The tables of nftables_ipvs: a map for each protocol from addresses and ports to marks, and a rule that gives them. They
 * are made when first needed, in place of what a predecessor left; later only elements change.
 */
import { endianness } from 'node:os'
import type { GlobalConfig, IpvsMarksConfig } from '../config/config.ts'
import { writeIp, type IpAddress } from '../lib/ip.ts'
import type { LogLevel } from '../lib/machine.ts'
import { OperationError } from '../lib/operation-error.ts'
import { sameValue } from '../lib/same.ts'
import {
  addElements,
  concatenation,
  counter,
  deleteTable,
  HOOK_INPUT,
  isEqual,
  lookup,
  META,
  meta,
  newChain,
  newRule,
  newSet,
  newTable,
  payload,
  removeElements,
  SET_CONCAT,
  SET_INTERVAL,
  SET_MAP,
  setMeta,
  TYPE,
  verdict,
  type NftElement,
  type NftFamily,
  type NftMessage,
} from '../linux/nft-message.ts'
import { openNftSocket, type NftSocket } from '../linux/nft-socket.ts'
import type { MarkedAddresses, PacketMarks } from '../lvs/marks.ts'
import { inIpvsNamespace } from './ipvs-socket.ts'

export interface PacketMarker {
  /** all that is to be marked; null: no table of ours. What the kernel refuses is logged. */
  readonly set: (marks: PacketMarks | null) => void
  readonly close: () => void
}

type Protocol = MarkedAddresses['protocol']

interface Table {
  readonly settings: IpvsMarksConfig
  readonly protocols: Set<Protocol>
  readonly elements: Map<string, Entry>
}

interface Entry {
  readonly protocol: Protocol
  readonly element: NftElement
  readonly words: string
}

/** linux/in.h, and where a rule finds addresses */
const protocolNumbers = { TCP: 6, UDP: 17, SCTP: 132 } as const
const families = {
  4: { family: 2, type: TYPE.ipv4, offset: 16, length: 4, portRegister: 9 },
  6: { family: 10, type: TYPE.ipv6, offset: 24, length: 16, portRegister: 2 },
} as const
const chain = 'in'
const destinationPort = { offset: 2, length: 2 } as const
/** Port 0 is each of them. */
const lastPort = 65_535
/** Fields of a key fill four octets at least. */
const portFieldLength = 4
/** An attribute holds 65,535 octets. */
const mostElements = 500

export function makePacketMarker(
  namespace: () => GlobalConfig['ipvsNamespace'],
  log: (level: LogLevel, text: string) => void,
): PacketMarker {
  let socket: NftSocket | null = null
  const tables = new Map<4 | 6, Table>()

  function set(marks: PacketMarks | null): void {
    for (const version of [4, 6] as const) {
      try {
        setFamily(version, marks)
      } catch (error) {
        if (!(error instanceof OperationError)) throw error
        tables.delete(version)
        log('err', `nftables_ipvs: no packets of IPv${version} are marked: ${error.message}`)
      }
    }
  }

  function setFamily(version: 4 | 6, marks: PacketMarks | null): void {
    const wanted = entriesOf(version, marks)
    const known = tables.get(version)
    if (known !== undefined && !sameValue(known.settings, marks?.settings)) removeTable(version, known)
    if (marks === null || (wanted.size === 0 && !tables.has(version))) return
    try {
      change(version, marks.settings, wanted)
    } catch (error) {
      if (!(error instanceof OperationError) || error.errno !== 'ENOENT' || !tables.delete(version)) throw error
      // Somebody else has changed our table: all of it anew.
      change(version, marks.settings, wanted)
    }
  }

  function change(version: 4 | 6, settings: IpvsMarksConfig, wanted: ReadonlyMap<string, Entry>): void {
    const table = tables.get(version) ?? makeTable(version, settings)
    const gone = [...table.elements].filter(([key]) => !wanted.has(key))
    const fresh = [...wanted].filter(([key]) => !table.elements.has(key))
    for (const chunk of chunks(gone)) {
      send(table, version, chunk, removeElements)
      for (const [key] of chunk) table.elements.delete(key)
    }
    for (const protocol of new Set(fresh.map(([, entry]) => entry.protocol))) addProtocol(version, table, protocol)
    for (const chunk of chunks(fresh)) add(table, version, chunk)
  }

  function makeTable(version: 4 | 6, settings: IpvsMarksConfig): Table {
    const { family } = families[version]
    const { table: name, priority } = settings
    batch([
      newTable(family, name),
      deleteTable(family, name),
      newTable(family, name),
      newChain(family, name, chain, { number: HOOK_INPUT, priority }),
    ])
    const table: Table = { settings, protocols: new Set(), elements: new Map() }
    tables.set(version, table)
    return table
  }

  function removeTable(version: 4 | 6, { settings: { table } }: Table): void {
    const { family } = families[version]
    tables.delete(version)
    // It may be gone already: made first, its removal is no failure.
    batch([newTable(family, table), deleteTable(family, table)])
  }

  function addProtocol(version: 4 | 6, { settings, protocols }: Table, protocol: Protocol): void {
    if (protocols.has(protocol)) return
    batch(protocolMessages(version, settings, protocol))
    protocols.add(protocol)
  }

  /** One that the kernel refuses, as it overlaps another, does not cost the others. */
  function add(table: Table, version: 4 | 6, entries: readonly (readonly [string, Entry])[]): void {
    try {
      send(table, version, entries, addElements)
      for (const [key, entry] of entries) table.elements.set(key, entry)
    } catch (error) {
      if (!(error instanceof OperationError) || error.errno === 'ENOENT') throw error
      if (entries.length > 1) return entries.forEach((entry) => add(table, version, [entry]))
      log('err', `nftables_ipvs: ${entries[0]?.[1].words} cannot be marked: ${error.message}`)
    }
  }

  function send(
    { settings }: Table,
    version: 4 | 6,
    entries: readonly (readonly [string, Entry])[],
    make: (family: NftFamily, table: string, set: string, elements: readonly NftElement[]) => NftMessage,
  ): void {
    const protocols = [...new Set(entries.map(([, { protocol }]) => protocol))]
    batch(
      protocols.map((protocol) => {
        const elements = entries.filter(([, entry]) => entry.protocol === protocol).map(([, { element }]) => element)
        return make(families[version].family, settings.table, mapOf(protocol), elements)
      }),
    )
  }

  function batch(messages: readonly NftMessage[]): void {
    socket ??= inIpvsNamespace(namespace(), openNftSocket)
    socket.send(messages)
  }

  return { set, close: () => socket?.close() }
}

/** The map of a protocol, and the rule that asks it. */
function protocolMessages(version: 4 | 6, settings: IpvsMarksConfig, protocol: Protocol): NftMessage[] {
  const { family, type, offset, length, portRegister } = families[version]
  const { table, counters } = settings
  const name = mapOf(protocol)
  const map = {
    name,
    flags: SET_MAP | SET_INTERVAL | SET_CONCAT,
    keyType: concatenation(type, TYPE.port),
    keyLength: length + portFieldLength,
    data: { type: TYPE.mark, length: 4 },
    fields: [length, destinationPort.length],
    counts: counters,
    byteOrder: 1,
  } as const
  return [
    newSet(family, table, map, 1),
    newRule(family, table, chain, [
      meta(META.l4proto),
      isEqual(Uint8Array.of(protocolNumbers[protocol])),
      payload(1, offset, length),
      payload(2, destinationPort.offset, destinationPort.length, portRegister),
      lookup(name, 1, 1),
      setMeta(META.mark),
      ...(counters ? [counter()] : []),
      verdict('return'),
    ]),
  ]
}

function mapOf(protocol: Protocol): string {
  return `${protocol.toLowerCase()}_map`
}

function entriesOf(version: 4 | 6, marks: PacketMarks | null): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  for (const { protocol, first, last, port, mark } of marks?.addresses ?? []) {
    if (first.family !== version) continue
    const element = { key: keyOf(first, port), end: keyOf(last, port === 0 ? lastPort : port), value: hostOrder(mark) }
    const words = `${protocol} to ${writeIp(first)} port ${port}`
    entries.set(`${words} ${writeIp(last)} ${mark}`, { protocol, element, words })
  }
  return entries
}

function keyOf({ bytes }: IpAddress, port: number): Uint8Array {
  return Uint8Array.from([...bytes, port >> 8, port & 0xff, 0, 0])
}

function hostOrder(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value, endianness() === 'LE')
  return bytes
}

function* chunks<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += mostElements) yield all.slice(i, i + mostElements)
}
