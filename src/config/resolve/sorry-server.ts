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
  const forwarding = sorryServerForwarding ?? usual
  const at = block.marks['sorryServer'] ?? block.mark
  // compat: above its server the word is lost.
  const comesFirst = sorryServerInhibit === true && (block.marks['sorryServerInhibit'] ?? at) < at
  if (comesFirst) complainOfInhibit(block, resolution)
  const port = resolveSorryServerPort(service, sorryServer.port, forwarding.forwarding, at, resolution)
  return {
    id: `[${writeIp(sorryServer.address)}]:${protocol}:${port}`,
    address: sorryServer.address,
    port,
    ...forwarding,
    inhibit: sorryServerInhibit === true && !comesFirst,
  }
}

/** Of settings for a server that there is not. */
export function complainOfNoSorryServer(block: ServerBlock, resolution: Resolution): void {
  const { values: s, marks, mark } = block
  if (s.sorryServerInhibit === true) complainOfInhibit(block, resolution)
  if (s.sorryServerForwarding !== undefined) {
    complain(
      resolution,
      marks['sorryServerForwarding'] ?? mark,
      'no-sorry-server',
      'sorry_server forwarding used without sorry_server',
    )
  }
}

function complainOfInhibit({ marks, mark }: ServerBlock, resolution: Resolution): void {
  const message = 'Ignoring sorry_server inhibit used before or without sorry_server'
  complain(resolution, marks['sorryServerInhibit'] ?? mark, 'no-sorry-server', message)
}
