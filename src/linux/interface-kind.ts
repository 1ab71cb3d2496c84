/** Whether an interface is a macvlan or ipvlan, for a configuration that names one: rtnetlink is asked when it does. */
import type { StackedLink } from '../lib/interface-info.ts'
import { OperationError } from '../lib/operation-error.ts'
import { makeInterfaceTable, RTM_GETLINK } from './interface-table.ts'
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
