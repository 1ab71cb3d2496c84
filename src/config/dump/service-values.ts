/** What virtual and real servers write alike. */
import type { VirtualServerConfig } from '../config.ts'

/** Of a connection that a check makes, when nobody says otherwise. */
export const DEFAULT_CONNECT_TIMEOUT_US = 5_000_000

type Forwarding = Pick<VirtualServerConfig, 'forwarding' | 'tunnel'>

const checksums = { none: 'no checksum', checksum: 'checksum', remote: 'remote checksum' } as const

/** Behind the label of its row; null: it is written in a way of its own. */
export function plainForwarding({ forwarding, tunnel }: Forwarding): string | null {
  if (forwarding === null || tunnel !== undefined) return null
  return forwarding === 'TUN' ? 'TUN, type = IPIP' : forwarding
}

/** compat: a default method that nobody needs has no name, and tunnels with options lose the beginning of their label. */
export function otherForwarding({ forwarding, tunnel }: Forwarding): string | null {
  if (forwarding === null) return 'forwarding method =  0x7'
  if (tunnel === undefined) return null
  const port = tunnel.type === 'gue' ? `, port = ${tunnel.port}` : ''
  return `forwarding method = TUN, type = ${tunnel.type.toUpperCase()}${port}, ${checksums[tunnel.checksum]}`
}
