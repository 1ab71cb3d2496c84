/** What can happen to the VRRP machine. Every event says what happened, never what to do. */
import type { GlobalConfig, VrrpConfig } from '../config/config.ts'
import type { InterfaceInfo } from '../lib/interface-info.ts'
import type { IpAddress } from '../lib/ip.ts'
import type { Us } from '../lib/time.ts'
import type { RouteFacts, RuleFacts } from '../lib/route-facts.ts'
import type { SocketSpec } from './actions.ts'
import type { ReceivedAdvert } from '../wire/advert.ts'

export type VrrpEvent =
  | {
      readonly kind: 'start'
      readonly global: GlobalConfig
      readonly config: VrrpConfig
      readonly interfaces: readonly InterfaceInfo[]
      /** when the host started, on the machine's clock: long ago, so a negative time as a rule */
      readonly bootedAtUs?: Us
      /** how many processes each vrrp_track_process matches, where that is known already */
      readonly processCounts?: Readonly<Record<string, number>>
      /** the number in each track file */
      readonly fileValues?: Readonly<Record<string, number>>
    }
  | {
      readonly kind: 'reload'
      readonly global: GlobalConfig
      readonly config: VrrpConfig
      readonly fileValues?: Readonly<Record<string, number>>
    }
  /** a link is new or one of its facts changed; its addresses too */
  | { readonly kind: 'interface'; readonly interface: InterfaceInfo }
  /** what the card itself says of its carrier */
  | { readonly kind: 'link-polled'; readonly interface: string; readonly up: boolean }
  | { readonly kind: 'interface-gone'; readonly index: number }
  /** the answer to `make-vmacs`; `interfaces` are those that are there now */
  | {
      readonly kind: 'vmacs-made'
      readonly results: readonly VmacResult[]
      readonly interfaces: readonly InterfaceInfo[]
    }
  /** a route or rule of the protocol 'keepalived' is gone, by our doing or another's */
  | { readonly kind: 'route-gone'; readonly route: RouteFacts }
  | { readonly kind: 'rule-gone'; readonly rule: RuleFacts }
  | {
      readonly kind: 'advert'
      readonly interfaceIndex: number
      readonly source: IpAddress
      readonly destination: IpAddress
      /** 0..255; IPv6: 255, the kernel's filter saw to it */
      readonly ttl: number
      readonly advert: ReceivedAdvert
    }
  /** too short or too strange to be decoded at all */
  | {
      readonly kind: 'bad-packet'
      readonly interfaceIndex: number
      readonly source: IpAddress
      readonly reason: string
      /** null when not even that can be read */
      readonly vrid: number | null
      readonly family: 4 | 6
    }
  | { readonly kind: 'script-result'; readonly script: string; readonly result: ScriptResult }
  /** how many processes a vrrp_track_process now matches */
  | { readonly kind: 'process-count'; readonly process: string; readonly count: number }
  /** a BFD session is up or down now; it was so `ageUs` ago */
  | { readonly kind: 'bfd-session'; readonly session: string; readonly up: boolean; readonly ageUs: Us }
  | { readonly kind: 'file-value'; readonly file: string; readonly value: number }
  | {
      readonly kind: 'action-failed'
      readonly action: VrrpActionKind
      readonly instance: string | null
      readonly errno: string
      readonly message: string
      /** of 'sockets': those that are wanted and not open */
      readonly sockets?: readonly SocketSpec[]
    }
  | { readonly kind: 'deadline' }
  | { readonly kind: 'stop' }

export interface VmacResult {
  readonly name: string
  /** null: it is there */
  readonly failure: string | null
  /** false: it was there before */
  readonly isNew: boolean
}

type VrrpActionKind = import('./actions.ts').VrrpAction['kind']

export type ScriptResult =
  | { readonly kind: 'exit'; readonly status: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'timeout' }
  /** it could not be started */
  | { readonly kind: 'failed'; readonly reason: string }
