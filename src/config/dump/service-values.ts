/** What virtual and real servers write alike. */
import type { ForwardingMethod } from '../config.ts'

/** Of a connection that a check makes, when nobody says otherwise. */
export const DEFAULT_CONNECT_TIMEOUT_US = 5_000_000

export function writeForwarding(method: ForwardingMethod): string {
  return method === 'TUN' ? 'TUN, type = IPIP' : method
}
