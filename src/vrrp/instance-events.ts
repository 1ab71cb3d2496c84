/** The columns of the instance matrix: everything that can happen to one instance. */
import type { IpAddress } from '../lib/ip.ts'
import type { Us } from '../lib/time.ts'
import type { ReceivedAdvert } from '../wire/advert.ts'

export interface Heard {
  readonly from: IpAddress
  readonly advert: ReceivedAdvert
}

/** The columns. What a packet means (zero, lower, equal, higher) is decided before it comes here. */
export interface InstanceEvents {
  readonly start: Record<never, never>
  readonly 'heard-zero': Heard
  readonly 'heard-lower': Heard
  readonly 'heard-equal': Heard
  readonly 'heard-higher': Heard
  readonly 'master-down': { readonly dueUs: Us }
  readonly 'advert-due': { readonly dueUs: Us }
  readonly 'announce-due': Record<never, never>
  readonly 'refresh-due': { readonly dueUs: Us }
  readonly 'extra-due': { readonly dueUs: Us }
  readonly 'addresses-due': Record<never, never>
  readonly fault: Record<never, never>
  readonly recovered: Record<never, never>
  readonly 'priority-changed': { readonly from: number }
  readonly 'group-master': Record<never, never>
  readonly 'group-backup': Record<never, never>
  readonly 'group-fault': Record<never, never>
  readonly stop: Record<never, never>
}
