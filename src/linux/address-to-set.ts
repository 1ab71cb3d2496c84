/** An address that is to be set, with everything that rtnetlink can be told of it (linux/if_addr.h). */
import type { IpAddress, IpPrefix } from '../lib/ip.ts'

/** What can be said of an address that is to be set; config's VirtualAddress fits. */
export interface AddressToSet extends IpPrefix {
  readonly scope: number
  readonly label: string | null
  readonly broadcast: IpAddress | null
  readonly peer: IpPrefix | null
  readonly home: boolean
  /** the word `-nodad` was there: duplicate address detection takes place */
  readonly noDad: boolean
  readonly mngTmpAddr: boolean
  readonly noPrefixRoute: boolean
  readonly autojoin?: boolean
  /** IPv6, seconds; null: for ever */
  readonly preferredLifetimeS: number | null
}
