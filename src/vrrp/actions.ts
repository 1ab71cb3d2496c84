/** What the VRRP machine orders. The runtime performs them in the order given. */
import type { FirewallConfig, PolledLink, SyncDaemonSettings, VirtualAddress } from '../config/config.ts'
import type { Command } from '../config/command.ts'
import type { IpAddress } from '../lib/ip.ts'
import type { LogLevel } from '../lib/machine.ts'
import type { Secret } from '../lib/secret.ts'
import type { Us } from '../lib/time.ts'
import type { Advert } from '../wire/advert.ts'
import type { V3ChecksumForm } from '../wire/vrrp-packet.ts'
import type { RoutingItem } from './routing.ts'
import type { DroppedAddress } from './firewall.ts'
import type { Vmac } from './vmacs.ts'

export type VrrpAction =
  /** the whole set that must be open now: open what is missing, close what is not in it */
  | { readonly kind: 'sockets'; readonly wanted: readonly SocketSpec[] }
  /** the whole set of links whose state is to be polled; `link-polled` follows, and whenever it changes */
  | { readonly kind: 'poll-links'; readonly links: readonly PolledLink[] }
  /** interfaces of our own: first what goes, then what must be there; exactly one `vmacs-made` follows */
  | { readonly kind: 'make-vmacs'; readonly remove: readonly string[]; readonly vmacs: readonly Vmac[] }
  | { readonly kind: 'remove-vmacs'; readonly names: readonly string[] }
  /** our tables in the packet filter, made when they have something in them; null: none */
  | { readonly kind: 'firewall'; readonly settings: FirewallConfig | null }
  /** packets for these addresses, and from them, are dropped, or no longer */
  | {
      readonly kind: 'drop-traffic'
      readonly instance: string
      readonly set: boolean
      readonly addresses: readonly DroppedAddress[]
    }
  | {
      readonly kind: 'send-advert'
      readonly instance: string
      readonly socket: SocketSpec
      readonly source: IpAddress
      readonly destinations: readonly IpAddress[]
      readonly advert: Advert
      readonly ah: { readonly key: Secret; readonly sequence: number } | null
      /** what to sign a trailer with; absent: none */
      readonly trailer?: SigningKey
      readonly ttl: number
      /** how v3 over IPv4 is summed */
      readonly v3Checksum: V3ChecksumForm
    }
  /** removal of an address that is not there, and addition of one that is, are no failures */
  | { readonly kind: 'add-addresses'; readonly instance: string; readonly addresses: readonly VirtualAddress[] }
  | { readonly kind: 'remove-addresses'; readonly instance: string; readonly addresses: readonly VirtualAddress[] }
  /** routes first when they are added, rules first when they are removed; null: static ones. Harmless as above. */
  | { readonly kind: 'add-routing'; readonly instance: string | null; readonly items: readonly RoutingItem[] }
  | { readonly kind: 'remove-routing'; readonly instance: string | null; readonly items: readonly RoutingItem[] }
  | { readonly kind: 'static-addresses'; readonly set: boolean; readonly addresses: readonly VirtualAddress[] }
  /** `repeat` volleys over all addresses, `gapUs` between packets (0: none): gratuitous ARP or unsolicited neighbour advertisements by family */
  | {
      readonly kind: 'announce'
      readonly instance: string
      readonly interfaceIndex: number
      readonly addresses: readonly IpAddress[]
      readonly repeat: number
      readonly gapUs: Us
      /** those with the same word wait for one another's gaps */
      readonly turns: string
    }
  /** start a track script; exactly one `script-result` follows */
  | { readonly kind: 'run-script'; readonly script: string; readonly command: Command; readonly timeoutUs: Us }
  /** run in order per object, one at a time for one object */
  | {
      readonly kind: 'notify'
      readonly object: string
      readonly command: Command
      readonly extraArgs: readonly string[]
    }
  /** one line for the notification FIFOs, without its line feed */
  | { readonly kind: 'fifo'; readonly line: string }
  | { readonly kind: 'mail'; readonly subject: string; readonly body: string }
  /** the IPVS connection synchronisation daemon of lvs_sync_daemon(_interface) */
  | {
      readonly kind: 'sync-daemon'
      readonly run: boolean
      readonly role: 'master' | 'backup'
      readonly daemon: SyncDaemonSettings
    }
  | {
      readonly kind: 'log'
      readonly level: LogLevel
      readonly text: string
      /** shown only with -D */
      readonly detail?: true
    }
  /** nothing more will come: the process may end */
  | { readonly kind: 'stopped' }

/** `auth_hmac`: the sequence of a trailer is the wall clock, so it is made where there is one. */
export interface SigningKey {
  readonly keyId: number
  readonly key: Secret
  /** seconds; null: monotonic */
  readonly windowS: number | null
}

/** One raw socket; equal specs share it. */
export interface SocketSpec {
  readonly family: 4 | 6
  /** 112 VRRP, 51 authentication header */
  readonly protocol: 112 | 51
  readonly interface: string
  readonly interfaceIndex: number
  /** the interface that the configuration names: the same, or what is below */
  readonly base: string
  /** null: unicast */
  readonly multicastGroup: IpAddress | null
  /** unicast: address to bind and send from */
  readonly source: IpAddress | null
  /** what all its users together ask for; 0: the kernel's default */
  readonly receiveBufferBytes: number
  /** the virtual routers and versions of its users, in ascending order: adverts of nobody else */
  readonly vrids: readonly number[]
  readonly versions: readonly (2 | 3)[]
  /** what is for other virtual routers is to be delivered, too */
  readonly unknownToo: boolean
  /** a trailer may follow the addresses */
  readonly anyLength: boolean
}
