/** What can happen to the LVS machine. */
import type { GlobalConfig, LvsConfig } from '../config/config.ts'
import type { CheckResult } from '../lib/check-result.ts'
import type { IpAddress } from '../lib/ip.ts'
import type { Us } from '../lib/time.ts'
import type { IpvsEntry, IpvsRequest, IpvsTimeouts } from './ipvs-model.ts'

export type LvsEvent =
  /** `seed` spreads the first checks over their warm-up time: the machine has no random source of its own */
  | {
      readonly kind: 'start'
      readonly global: GlobalConfig
      readonly config: LvsConfig
      readonly seed: number
      readonly fileValues?: Readonly<Record<string, number>>
    }
  | {
      readonly kind: 'reload'
      readonly global: GlobalConfig
      readonly config: LvsConfig
      readonly fileValues?: Readonly<Record<string, number>>
    }
  /** another number in a track file */
  | { readonly kind: 'file-value'; readonly file: string; readonly value: number }
  /** a BFD session went up or down, or says once more how it is, as after a reload */
  | {
      readonly kind: 'bfd'
      readonly session: string
      readonly up: boolean
      /** from the packet to here */
      readonly delayUs: Us
    }
  | { readonly kind: 'check-result'; readonly checker: string; readonly result: CheckResult }
  /** answer to `read-kernel` */
  | {
      readonly kind: 'kernel-read'
      readonly entries: readonly IpvsEntry[]
      /** of connections; the first ones are put back at the end, where lvs_timeouts changed them */
      readonly timeouts?: IpvsTimeouts
    }
  /** answer to `apply`: all requests of it were carried out but these */
  | {
      readonly kind: 'kernel-applied'
      readonly failures: readonly { readonly request: IpvsRequest; readonly errno: string; readonly message: string }[]
    }
  /** the kernel has no IPVS, or the socket broke */
  | { readonly kind: 'kernel-failed'; readonly errno: string; readonly message: string }
  /** some interface got or lost an address; told before `start` and later, while ha_suspend is in use */
  | { readonly kind: 'address'; readonly address: IpAddress; readonly present: boolean }
  | { readonly kind: 'deadline' }
  | { readonly kind: 'stop'; /** leave IPVS as it is (option -I) */ readonly keepIpvs?: boolean }
