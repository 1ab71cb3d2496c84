/** By what a route or rule is known again when the kernel tells that it is gone. */
import type { IpPrefix } from './ip.ts'

export interface RouteFacts {
  readonly family: 4 | 6
  readonly table: number
  readonly destination: IpPrefix
  readonly tos: number
  readonly metric: number
  readonly type: number
}

export interface RuleFacts {
  readonly family: 4 | 6
  readonly priority: number
  readonly from: IpPrefix
  readonly to: IpPrefix
  readonly inputInterface: string | null
  readonly outputInterface: string | null
}
