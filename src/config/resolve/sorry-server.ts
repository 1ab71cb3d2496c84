/** The sorry server of a virtual server: who answers when there are too few others. */
import { writeIp } from '../../lib/ip.ts'
import type { SorryServerConfig } from '../config.ts'
import type { Forwarding } from '../grammar/forwarding.ts'
import { resolveSorryServerPort } from './ports.ts'
import type { Service } from './ports.ts'
import type { Resolution } from './resolution.ts'
import { complain } from './resolution.ts'
import type { ServerBlock } from './service-target.ts'

export function resolveSorryServer(
  block: ServerBlock,
  service: Service,
  protocol: string,
  usual: Forwarding,
  resolution: Resolution,
): SorryServerConfig | null {
  const { sorryServer, sorryServerForwarding, sorryServerInhibit } = block.values
  if (sorryServer === undefined) {
    complainOfNoSorryServer(block, resolution)
    return null
  }
  const at = block.marks['sorryServer'] ?? block.mark
  // compat: above their server these words are lost.
  const comesFirst = sorryServerInhibit === true && (block.marks['sorryServerInhibit'] ?? at) < at
  if (comesFirst) complainOfInhibit(block, resolution)
  const own = sorryServerMethod(block)
  if (sorryServerForwarding !== undefined && own === undefined) complainOfForwarding(block, resolution)
  const forwarding = own ?? usual
  const port = resolveSorryServerPort(service, sorryServer.port, forwarding.forwarding, at, resolution)
  return {
    id: `[${writeIp(sorryServer.address)}]:${protocol}:${port}`,
    address: sorryServer.address,
    port,
    ...forwarding,
    inhibit: sorryServerInhibit === true && !comesFirst,
  }
}

/** sorry_server_lvs_method, where it is not lost. */
export function sorryServerMethod({ values, marks }: ServerBlock): Forwarding | undefined {
  const isLost = (marks['sorryServerForwarding'] ?? 0) < (marks['sorryServer'] ?? 0)
  return isLost ? undefined : values.sorryServerForwarding
}

/** Of settings for a server that there is not. */
export function complainOfNoSorryServer(block: ServerBlock, resolution: Resolution): void {
  const { values: s } = block
  if (s.sorryServerInhibit === true) complainOfInhibit(block, resolution)
  if (s.sorryServerForwarding !== undefined) complainOfForwarding(block, resolution)
}

function complainOfForwarding({ marks, mark }: ServerBlock, resolution: Resolution): void {
  const message = 'sorry_server forwarding used without sorry_server'
  complain(resolution, marks['sorryServerForwarding'] ?? mark, 'no-sorry-server', message)
}

function complainOfInhibit({ marks, mark }: ServerBlock, resolution: Resolution): void {
  const message = 'Ignoring sorry_server inhibit used before or without sorry_server'
  complain(resolution, marks['sorryServerInhibit'] ?? mark, 'no-sorry-server', message)
}
