/** What an interface is, macvlan, ipvlan or VRF, for a configuration that names one: rtnetlink is asked when it does. */
import type { StackedLink } from '../lib/interface-info.ts'
import { OperationError } from '../lib/operation-error.ts'
import { IFLA_INFO_DATA, IFLA_INFO_KIND, IFLA_LINKINFO, makeInterfaceTable, RTM_GETLINK } from './interface-table.ts'
import { readAttributes, readString, readU32 } from './netlink-message.ts'
import { openNetlinkRequester } from './netlink-request.ts'

/** All answers are of the moment of the first. */
export function makeKindLookup(): (name: string, kind: StackedLink['kind']) => boolean {
  let kinds: ReadonlyMap<string, StackedLink['kind'] | undefined> | null = null
  return (name, kind) => {
    kinds ??= readKinds()
    return kinds.get(name) === kind
  }
}

const HEADER_LENGTH = 16

function readKinds(): ReadonlyMap<string, StackedLink['kind'] | undefined> {
  try {
    const requester = openNetlinkRequester()
    try {
      const table = makeInterfaceTable()
      for (const message of requester.dump('list links', RTM_GETLINK, new Uint8Array(HEADER_LENGTH))) {
        table.apply(message)
      }
      return new Map([...table.interfaces.values()].map(({ name, above }) => [name, above?.kind]))
    } finally {
      requester.close()
    }
  } catch (error) {
    // Safe: without an answer the interface counts as another's, which is told to the operator.
    if (error instanceof OperationError) return new Map()
    throw error
  }
}

/** The routing table of a VRF; null: it is none. All answers are of the moment of the first. */
export function makeVrfLookup(): (name: string) => number | null {
  let tables: ReadonlyMap<string, number> | null = null
  return (name) => {
    tables ??= readVrfTables()
    return tables.get(name) ?? null
  }
}

function readVrfTables(): ReadonlyMap<string, number> {
  try {
    const requester = openNetlinkRequester()
    try {
      const links = requester.dump('list links', RTM_GETLINK, new Uint8Array(HEADER_LENGTH))
      return new Map(links.flatMap(({ body }) => readVrf(body) ?? []))
    } finally {
      requester.close()
    }
  } catch (error) {
    // Safe: without an answer there is no VRF, which is told to the operator.
    if (error instanceof OperationError) return new Map()
    throw error
  }
}

const IFLA_IFNAME = 3
/** of IFLA_INFO_DATA */
const IFLA_VRF_TABLE = 1

/** Its name and table, from what the kernel says of a link; null: it is no VRF. */
export function readVrf(body: Uint8Array): readonly (readonly [string, number])[] | null {
  const attributes = readAttributes(body, HEADER_LENGTH)
  const information = readAttributes(attributes.get(IFLA_LINKINFO) ?? new Uint8Array(0), 0)
  if (readString(information.get(IFLA_INFO_KIND) ?? new Uint8Array(0)) !== 'vrf') return null
  const data = readAttributes(information.get(IFLA_INFO_DATA) ?? new Uint8Array(0), 0)
  const table = data.get(IFLA_VRF_TABLE)
  return table === undefined ? null : [[readString(attributes.get(IFLA_IFNAME) ?? new Uint8Array(0)), readU32(table)]]
}
