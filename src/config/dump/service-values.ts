/** What virtual and real servers write alike. */
import type { VirtualServerConfig } from '../config.ts'

/** Of a connection that a check makes, when nobody says otherwise. */
export const DEFAULT_CONNECT_TIMEOUT_US = 5_000_000

type Forwarding = Pick<VirtualServerConfig, 'forwarding' | 'tunnel'>

const checksums = { none: 'no checksum', checksum: 'checksum', remote: 'remote checksum' } as const

/**
 * compat: a default method that nobody needs has no name. `label` is what stands before the name of a method without
 * options; tunnels with options have another one.
 */
export function writeForwarding({ forwarding, tunnel }: Forwarding, label: string): string {
  if (forwarding === null) return 'forwarding method =  0x7'
  if (tunnel === undefined) return `${label} = ${forwarding === 'TUN' ? 'TUN, type = IPIP' : forwarding}`
  const port = tunnel.type === 'gue' ? `, port = ${tunnel.port}` : ''
  return `forwarding method = TUN, type = ${tunnel.type.toUpperCase()}${port}, ${checksums[tunnel.checksum]}`
}
