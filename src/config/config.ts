/**
 * The resolved configuration: what the machines run on. Plain data (it crosses a process boundary), frozen, in native
 * types: addresses as bytes, times in microseconds, references checked.
 *
 * Fields whose value is just "what the keyword said, or its default" are derived from the keyword table; what is
 * written here is the shape that the engines may rely on.
 */
import type { IpAddress, IpPrefix } from '../lib/ip.ts'
import type { Secret } from '../lib/secret.ts'
import type { Us } from '../lib/time.ts'
import type { BfdCheckConfig, CheckerConfig, FileCheckConfig } from './checker-config.ts'
import type { Command } from './command.ts'
import type { RouteConfig, RuleConfig } from './route.ts'

export type * from './checker-config.ts'

export interface Config {
  readonly global: GlobalConfig
  readonly vrrp: VrrpConfig
  readonly lvs: LvsConfig
  /** main file and everything it included, absolute paths, in order of first reading */
  readonly files: readonly string[]
}

export interface GlobalConfig {
  readonly routerId: string
  readonly email: EmailConfig
  /** null: not said; then the more specific defaults apply */
  readonly smtpAlert: boolean | null
  readonly smtpAlertVrrp: boolean | null
  readonly smtpAlertChecker: boolean | null
  readonly noEmailFaults: boolean
  readonly noCheckerEmails: boolean
  readonly defaultInterface: string | null
  readonly dynamicInterfaces: boolean
  readonly vrrpVersion: 2 | 3
  readonly mcastGroup4: IpAddress
  readonly mcastGroup6: IpAddress
  readonly garp: GarpConfig
  readonly garpIntervalUs: Us
  readonly gnaIntervalUs: Us
  readonly downTimerAdverts: number
  readonly lowerPrioNoAdvert: boolean
  readonly higherPrioSendAdvert: boolean
  readonly skipCheckAdvAddr: boolean
  readonly strict: boolean
  readonly notifyPriorityChanges: boolean
  readonly vrrpStartupDelayUs: Us
  readonly scriptSecurity: boolean
  /** default account of scripts */
  readonly scriptUid: number
  readonly scriptGid: number
  /** its further groups; absent: none */
  readonly scriptGroups?: readonly number[]
  readonly childWaitTimeUs: Us
  readonly startupScript: Command | null
  readonly startupScriptTimeoutUs: Us
  readonly shutdownScript: Command | null
  readonly shutdownScriptTimeoutUs: Us
  readonly checkerLogAllFailures: boolean
  readonly rsInitNotifies: boolean
  readonly lvsFlush: boolean
  /** 'vs': only the services that we made */
  readonly lvsFlushOnStop: 'no' | 'yes' | 'vs'
  readonly lvsTimeouts: { readonly tcpS: number; readonly tcpFinS: number; readonly udpS: number } | null
  readonly lvsSyncDaemon: LvsSyncDaemonConfig | null
  readonly fifo: FifoConfig | null
  readonly vrrpFifo: FifoConfig | null
  readonly lvsFifo: FifoConfig | null
  /** vrrp_delay_after_boot: nothing begins before the host has been up this long */
  readonly delayAfterBootUs?: Us
  readonly logUnknownVrids?: boolean
  /** v3_checksum_as_v2 and vrrp_owner_ignore_adverts: defaults of the instances */
  readonly checksumAsV2?: boolean
  readonly ownerIgnoresAdverts?: boolean
  readonly disableLocalIgmp?: boolean
  readonly receiveBuffers?: ReceiveBuffersConfig
  readonly netlinkBuffers?: NetlinkBuffersConfig
  /** vrrp_check_unicast_src: default of the instances */
  readonly checkUnicastSource?: boolean
  readonly fifoWriteStatesOnReload?: boolean
  readonly minGarp?: boolean
  /** dynamic_interfaces allow_if_changes */
  readonly allowInterfaceChanges?: boolean
  /** network namespace to run in; null: the one that we were started in */
  readonly netNamespace: string | null
  /** network namespace of IPVS; null: the same; without name: the first of the host */
  readonly ipvsNamespace: { readonly name: string | null } | null
  /** `instance NAME`: in the names of pid files and dumps */
  readonly instanceName: string | null
  readonly usePidDir: boolean
  readonly dataUseInstance: boolean
  /** absent: as without the words */
  readonly firewall?: FirewallConfig
  readonly ipvsMarks?: IpvsMarksConfig
  /** of the names of macvlans that are given none; absent: vrrp */
  readonly vmacPrefix?: string
  /** of those for single addresses; absent: as above */
  readonly vmacAddressPrefix?: string
  /** bits that files which we or our scripts make do not get; the command line wins */
  readonly umask: number
  readonly parentProcess: { readonly name: string | null }
  readonly vrrpProcess: ProcessConfig
  readonly checkerProcess: ProcessConfig
  readonly autoPriority: AutoPriorityConfig
  /** absent: nothing was said */
  readonly reload?: ReloadConfig
  /** where dumps go that do not go to their usual place */
  readonly dumps?: { readonly stateFile?: string; readonly statsFile?: string; readonly jsonFile?: string }
  /** layout of the JSON dump; absent: 1 */
  readonly jsonVersion?: 1 | 2
  /** what words said that we accept without acting on them, under the names of their settings; the dump shows some */
  readonly inert?: Readonly<Record<string, InertValue>>
}

/** How a reload is begun, checked and kept track of. */
export interface ReloadConfig {
  /** any mistake refuses it; they are written to that file too, if there is one */
  readonly check?: { readonly log: string | null }
  /** holds the time of the next one */
  readonly timeFile?: string
  /** the file stays, for the next day */
  readonly repeat?: boolean
  /** exists while the files are read; null: the usual one */
  readonly markerFile?: string | null
  /** gets a copy of every configuration that was read, and the state before and after */
  readonly saveDirectory?: string
  /** of the original's temporary copies, which we do not make: shown in the dump */
  readonly temporaryDirectory?: string
}

export type InertValue =
  string | number | boolean | null | readonly InertValue[] | { readonly [key: string]: InertValue }

/** Our tables in the packet filter. */
export interface FirewallConfig {
  readonly table: string
  /** of our chains among those of others */
  readonly priority: number
  readonly counters: boolean
  /** link-local addresses go by the index of their interface, whatever the instance */
  readonly byIndex: boolean
  /** a word for it was said: it is used where nothing else asks for it too */
  readonly asked: boolean
}

/** When a process is late, it may raise its real-time priority. */
export interface AutoPriorityConfig {
  /** how far; 0: never */
  readonly most: number
  /** lateness that raises it by one */
  readonly leastDelayUs: Us
}

/** Receive buffers of netlink sockets; null: as large as without a word. */
export interface NetlinkBuffersConfig {
  readonly vrrpCommand: SocketBufferConfig | null
  readonly vrrpMonitor: SocketBufferConfig | null
  readonly processMonitor: SocketBufferConfig | null
  readonly lvsCommand: SocketBufferConfig | null
  readonly lvsMonitor: SocketBufferConfig | null
}

export interface SocketBufferConfig {
  /** 0: not said */
  readonly octets: number
  /** beyond the system's limit too (SO_RCVBUFFORCE) */
  readonly force: boolean
}

/** How large the receive buffers of the VRRP sockets are. */
export interface ReceiveBuffersConfig {
  /** a number: octets for each instance; null: the kernel's default */
  readonly policy: 'MTU' | 'ADVERT' | number | null
  readonly multiplier: number
}

/** How a child process is run. */
export interface ProcessConfig {
  /** null: it keeps the name of the program */
  readonly name: string | null
  readonly nice: number
  readonly noSwap: boolean
  /** 0: no real-time scheduling */
  readonly rtPriority: number
  /** empty: every processor */
  readonly cpuAffinity: readonly number[]
  readonly rlimitRttimeUs: number
}

export interface EmailConfig {
  readonly to: readonly string[]
  readonly from: string
  /** null: no alerts can be sent. The host may be a name; it is looked up when a mail is sent. */
  readonly server: { readonly host: string; readonly port: number } | null
  readonly heloName: string
  readonly connectTimeoutUs: Us
  /** the sender or the timeout stood in the file: the dump shows them then even without a relay */
  readonly fromSaid?: boolean
  readonly timeoutSaid?: boolean
  /** the same of the name */
  readonly heloSaid?: boolean
}

export interface FifoConfig {
  readonly path: string
  readonly uid: number
  readonly gid: number
  readonly script: Command | null
}

export interface LvsSyncDaemonConfig {
  readonly interface: string
  readonly instance: string | null
  readonly syncId: number | null
  readonly maxLength: number | null
  readonly port: number | null
  readonly ttl: number | null
  readonly group: IpAddress | null
}

/** What one connection synchronisation of the kernel gets; null is left to the kernel. */
export type SyncDaemonSettings = Omit<LvsSyncDaemonConfig, 'instance' | 'syncId'> & { readonly syncId: number }

/** Gratuitous ARP: numbers and delays of one instance (or the defaults for all). */
export interface GarpConfig {
  /** second volley this long after becoming master; 0: none */
  readonly delayUs: Us
  readonly repeat: number
  readonly refreshUs: Us
  readonly refreshRepeat: number
  readonly lowerPrioDelayUs: Us
  readonly lowerPrioRepeat: number
  /** garp_extra_if */
  readonly extra: ExtraGarpConfig
}

/** One announcement a period over each interface that has addresses and sends no adverts. */
export interface ExtraGarpConfig {
  /** 0: never */
  readonly periodUs: Us
  /** ordinary interfaces too, not just our own */
  readonly everyInterface: boolean
}

export interface VrrpConfig {
  readonly instances: readonly VrrpInstanceConfig[]
  readonly syncGroups: readonly SyncGroupConfig[]
  readonly scripts: readonly VrrpScriptConfig[]
  readonly processes: readonly TrackProcessConfig[]
  /** for the dump: with those of a name that was taken, which nothing can track; absent: there are none */
  readonly shownProcesses?: readonly TrackProcessConfig[]
  /** absent: none */
  readonly files?: readonly TrackFileConfig[]
  /** patience with links; absent: none */
  readonly linkDelays?: readonly LinkDelaysConfig[]
  /** links whose state is polled where something tracks them; absent: none */
  readonly linkbeat?: readonly PolledLink[]
  /** gaps between announcements over some interfaces; absent: none */
  readonly garpGroups?: readonly GarpGroupConfig[]
  /** what is there as long as the daemon runs; absent: nothing */
  readonly statics?: StaticEntries
}

export interface LinkDelaysConfig {
  readonly interface: string
  readonly downUs: Us
  readonly upUs: Us
}

export interface PolledLink {
  readonly interface: string
  /** null: the first that works */
  readonly way: LinkbeatWay | null
}

/** Registers of the card, ethtool's ETHTOOL_GLINK, or the flags of the interface. */
export type LinkbeatWay = 'MII' | 'ETHTOOL' | 'IOCTL'

/** garp_group: what is sent over these interfaces shares the gaps, whatever the global ones are; null: not said, and none. */
export interface GarpGroupConfig {
  /** among the groups that have a list of interfaces, from 1; 0: it has none, and its interfaces do not wait for each other */
  readonly aggregation: number
  readonly interfaces: readonly string[]
  readonly garpIntervalUs: Us | null
  readonly gnaIntervalUs: Us | null
}

/** static_ipaddress, static_routes and static_rules */
export interface StaticEntries {
  /** track_group: instances that fail with the interfaces of its entries; absent: none */
  readonly trackGroups?: readonly { readonly name: string; readonly members: readonly string[] }[]
  readonly addresses: readonly VirtualAddress[]
  readonly routes: readonly RouteConfig[]
  readonly rules: readonly RuleConfig[]
}

export interface VrrpInstanceConfig {
  readonly name: string
  readonly version: 2 | 3
  readonly family: 4 | 6
  readonly interface: string
  /** 1..255 */
  readonly vrid: number
  /** 1..255 */
  readonly priority: number
  /** what `state` said */
  readonly initialState: 'master' | 'backup'
  /** `state MASTER` and `priority 255` both, not one by way of the other */
  readonly ownerSaid?: true
  readonly advertIntervalUs: Us
  readonly preempt: boolean
  readonly preemptDelayUs: Us
  readonly authentication: AuthenticationConfig
  /** absent: adverts are neither signed nor checked */
  readonly authHmac?: AuthHmacConfig
  /** in the advertisement, in the order of the file */
  readonly addresses: readonly VirtualAddress[]
  /** set and removed with the others, but not advertised */
  readonly excludedAddresses: readonly VirtualAddress[]
  /** set and removed with the addresses; absent: none */
  readonly routes?: readonly RouteConfig[]
  readonly rules?: readonly RuleConfig[]
  readonly garp: GarpConfig
  readonly downTimerAdverts: number
  readonly lowerPrioNoAdvert: boolean
  readonly higherPrioSendAdvert: boolean
  readonly skipCheckAdvAddr: boolean
  readonly accept: boolean
  readonly strict: boolean
  readonly promoteSecondaries: boolean
  /** compat: mcast_src_ip and unicast_src_ip are one, the later of them; null: that of the interface */
  readonly sourceIp: IpAddress | null
  readonly mcastGroup: IpAddress
  /** empty: multicast */
  readonly unicastPeers: readonly UnicastPeer[]
  readonly checkUnicastSource: boolean
  readonly dontTrackPrimary: boolean
  readonly trackInterfaces: readonly TrackInterface[]
  /** that its addresses, routes and rules need, and static entries tracked for it; its own only where it is not watched otherwise */
  readonly neededInterfaces?: readonly string[]
  readonly trackScripts: readonly TrackScript[]
  readonly trackProcesses: readonly TrackProcess[]
  /** absent: none */
  readonly trackFiles?: readonly TrackFile[]
  readonly trackBfd?: readonly TrackBfd[]
  readonly syncGroup: string | null
  readonly notify: NotifyConfig
  readonly smtpAlert: boolean
  readonly notifyDeleted: boolean
  readonly notifyPriorityChanges: boolean
  /** the instance said it itself, so that its group has no say */
  readonly notifyPriorityChangesSaid?: boolean
  readonly lvsSyncDaemonInterface: string | null
  /** 1..255; absent: 255 for IPv4, the kernel's for IPv6 */
  readonly unicastTtl?: number
  /** a word for unicast was said, with or without peers */
  readonly unicastWords?: boolean
  readonly unicastFaultNoPeer?: boolean
  readonly oldUnicastChecksum?: 'auto' | 'always' | 'never'
  readonly trackSourceIp?: boolean
  /** v3 over IPv4 is summed without the pseudo-header (RFC 9568 section 5.2.8) */
  readonly checksumAsV2?: boolean
  /** only with priority 255 */
  readonly ownerIgnoresAdverts?: boolean
  /** a master that was held up so long that a backup of this priority could be master goes back to backup */
  readonly timerExpiredBackup?: number
  readonly debugLevel?: number
  /** octets; absent or 0: by the global policy */
  readonly kernelRxBufSize?: number
  /** it has an interface of its own above `interface`; absent: none */
  readonly vmac?: VmacConfig
  /** use_vmac_addr: so have its addresses on other interfaces and of the other family */
  readonly vmacForAddresses?: boolean
  /** linkbeat_use_polling of its own, for the dump; what is polled stands in `VrrpConfig.linkbeat` */
  readonly asksForPolling?: boolean
  /** the interface below its own, where `interface` is that: the machine of VRRP puts it in */
  readonly base?: string
}

/** An interface of a virtual router: a macvlan with its virtual MAC address, or an ipvlan. */
export interface VmacConfig {
  readonly kind: 'macvlan' | 'ipvlan'
  /** null: it is chosen when the interface is made */
  readonly name: string | null
  /** six octets; null: the virtual one (RFC 9568 section 7.3). An ipvlan has that of the interface below. */
  readonly mac: Uint8Array | null
  /** adverts go over the interface below */
  readonly transmitsOnBase: boolean
  /** IPVLAN_F_*, linux/if_link.h: 0 bridge, 1 private, 2 vepa; of a macvlan 0 */
  readonly flags: number
  /** of an ipvlan: set on it, and the source of its adverts */
  readonly address: IpPrefix | null
  /** link group; null: the kernel's choice */
  readonly group: number | null
  /** the kernel is to tell of the interface below */
  readonly notifiesBase: boolean
}

export type AuthenticationConfig =
  | { readonly kind: 'none' }
  | { readonly kind: 'pass'; readonly password: Secret }
  | { readonly kind: 'ah'; readonly password: Secret }

/** The trailer of keepalived 2.4.2 and later. */
export interface AuthHmacConfig {
  readonly keys: readonly { readonly id: number; readonly key: Secret }[]
  /** the one to sign with; it is among them */
  readonly activeKey: number
  readonly mode: 'enforce' | 'permissive' | 'receive-only'
  /** how far the clocks of two routers may be apart, in seconds; null: anti_replay monotonic */
  readonly windowS: number | null
}

export interface VirtualAddress extends IpPrefix {
  readonly interface: string
  readonly scope: number
  readonly label: string | null
  readonly broadcast: IpAddress | null
  readonly peer: IpPrefix | null
  readonly home: boolean
  readonly noDad: boolean
  readonly mngTmpAddr: boolean
  readonly noPrefixRoute: boolean
  /** the kernel joins its multicast group; absent: no */
  readonly autojoin?: boolean
  /** of a static one: whose instances fail with its interface; absent: nobody's */
  readonly trackGroup?: string
  /** seconds; null: the kernel's default */
  readonly preferredLifetimeS: number | null
  /** its removal by others is no concern of ours */
  readonly noTrack: boolean
  /** it is put on a macvlan above `interface`; absent: no */
  readonly useVmac?: boolean
}

export interface UnicastPeer {
  readonly address: IpAddress
  readonly minTtl: number
  readonly maxTtl: number
}

/** weight 0 means: failure is FAULT */
export interface TrackInterface {
  readonly interface: string
  readonly weight: number
  readonly reverse: boolean
}
export interface TrackScript {
  readonly script: string
  readonly weight: number
  readonly reverse: boolean
}
export interface TrackProcess {
  readonly process: string
  readonly weight: number
  readonly reverse: boolean
}

/** The number in the file counts `weight` times; weight 0 means: any number but 0 is FAULT. */
export interface TrackFile {
  readonly file: string
  readonly weight: number
  readonly reverse: boolean
}

export interface TrackBfd {
  readonly session: string
  readonly weight: number
  readonly reverse: boolean
}

export interface NotifyConfig {
  readonly master: Command | null
  readonly backup: Command | null
  readonly fault: Command | null
  readonly stop: Command | null
  readonly deleted: Command | null
  readonly masterRxLowerPri: Command | null
  readonly any: Command | null
}

export interface SyncGroupConfig {
  readonly name: string
  /** names of instances that exist; members that do not were reported and left out */
  readonly members: readonly string[]
  readonly trackInterfaces: readonly TrackInterface[]
  readonly trackScripts: readonly TrackScript[]
  readonly trackProcesses: readonly TrackProcess[]
  /** absent: none */
  readonly trackFiles?: readonly TrackFile[]
  readonly trackBfd?: readonly TrackBfd[]
  readonly notify: NotifyConfig
  readonly smtpAlert: boolean
  readonly globalTracking: boolean
  readonly trackingWeight: boolean
  /** as said here; its members have it already */
  readonly notifyPriorityChanges?: boolean
}

export interface VrrpScriptConfig {
  readonly name: string
  readonly command: Command
  readonly intervalUs: Us
  /** 0: the interval */
  readonly timeoutUs: Us
  readonly weight: number
  readonly reverse: boolean
  readonly rise: number
  readonly fall: number
  readonly initFail: boolean
  /** its path can be written by others than root, and nobody asked that this be refused */
  readonly insecure?: boolean
}

export interface TrackProcessConfig {
  readonly name: string
  /** program name or path as written */
  readonly process: string
  readonly params: readonly string[] | null
  readonly paramMatch: 'exact' | 'partial' | 'initial' | null
  readonly fullCommand: boolean
  readonly weight: number
  readonly reverse: boolean
  readonly quorum: number
  readonly quorumMax: number
  readonly forkDelayUs: Us
  readonly terminateDelayUs: Us
}

export interface TrackFileConfig {
  readonly name: string
  readonly path: string
  readonly weight: number
  readonly reverse: boolean
  /** what to write into it before anything runs; null: nothing */
  readonly init: { readonly value: number; readonly overwrite: boolean } | null
}

export interface LvsConfig {
  readonly virtualServers: readonly VirtualServerConfig[]
  readonly groups: readonly VirtualServerGroupConfig[]
  readonly ssl: SslConfig | null
  /** some real server has an SSL_GET, whatever became of it; the dump shows that */
  readonly usesTls?: boolean
  /** the BFD sessions that tell the checkers; absent: none */
  readonly bfdSessions?: readonly string[]
}

export interface SslConfig {
  readonly password: Secret | null
  readonly ca: string | null
  readonly certificate: string | null
  readonly key: string | null
}

export interface VirtualServerGroupConfig {
  readonly name: string
  readonly members: readonly VirtualServiceAddress[]
}

/** Groups of addresses become one IPVS service each, by a mark that the packet filter gives to their packets. */
export interface IpvsMarksConfig {
  readonly table: string
  readonly priority: number
  readonly counters: boolean
  readonly firstMark: number
}

/** Where clients knock: what becomes an IPVS service. */
export type VirtualServiceAddress =
  | { readonly kind: 'address'; readonly address: IpAddress; readonly port: number }
  /** last octet counts up `count` times, `address` first */
  | { readonly kind: 'range'; readonly address: IpAddress; readonly count: number; readonly port: number }
  /** family null: that of the real servers */
  | { readonly kind: 'fwmark'; readonly fwmark: number; readonly family: 4 | 6 | null }

export type ForwardingMethod = 'NAT' | 'DR' | 'TUN'

/** Of the method TUN, where it is more than plain IPIP. */
export interface TunnelConfig {
  readonly type: 'ipip' | 'gue' | 'gre'
  /** UDP port of gue; 0: none */
  readonly port: number
  readonly checksum: 'none' | 'checksum' | 'remote'
}
export type VirtualServerProtocol = 'TCP' | 'UDP' | 'SCTP'

export interface VirtualServerConfig {
  /** unique and stable over reloads, as in the original's log lines: "[10.0.0.1]:tcp:80", "FWM 3", "[group]:0" for the first of that group */
  readonly id: string
  readonly target: VirtualServiceAddress | { readonly kind: 'group'; readonly group: string }
  readonly protocol: VirtualServerProtocol
  readonly scheduler: string
  /** IPVS service flags of the scheduler words (hashed, sh-port ...), see linux/ip_vs.h IP_VS_SVC_F_* */
  readonly schedulerFlags: number
  readonly onePacket: boolean
  /** of the servers that have none of their own; null: not said, and not needed */
  readonly forwarding: ForwardingMethod | null
  readonly tunnel?: TunnelConfig
  /** seconds; 0: not persistent */
  readonly persistenceTimeoutS: number
  readonly persistenceEngine: string | null
  /** prefix length that clients are grouped by (32 or 128: single) */
  readonly persistenceGranularity: number
  readonly delayLoopUs: Us
  readonly virtualHost: string | null
  readonly alpha: boolean
  readonly omega: boolean
  readonly quorum: number
  readonly hysteresis: number
  readonly quorumUp: Command | null
  readonly quorumDown: Command | null
  readonly haSuspend: boolean
  readonly smtpAlert: boolean | null
  readonly sorryServer: SorryServerConfig | null
  readonly realServers: readonly RealServerConfig[]
  /** defaults of the real servers below, as said here; absent: not said */
  readonly connectTimeoutUs?: Us
  readonly retry?: number
  readonly delayBeforeRetryUs?: Us
  readonly warmupUs?: Us
  readonly inhibitOnFailure?: boolean
  /** absent: follows from the addresses */
  readonly family?: 4 | 6
}

export interface SorryServerConfig {
  /** as in the original's log lines: "[10.0.0.9]:tcp:80" */
  readonly id: string
  readonly address: IpAddress
  readonly port: number
  readonly forwarding: ForwardingMethod
  readonly tunnel?: TunnelConfig
  readonly inhibit: boolean
}

export interface RealServerConfig {
  /** unique within the virtual server, as in the original's log lines: "[10.0.0.2]:tcp:80" */
  readonly id: string
  readonly address: IpAddress
  readonly port: number
  readonly weight: number
  readonly forwarding: ForwardingMethod
  readonly tunnel?: TunnelConfig
  readonly inhibitOnFailure: boolean
  readonly upperThreshold: number
  readonly lowerThreshold: number
  readonly notifyUp: Command | null
  readonly notifyDown: Command | null
  readonly smtpAlert: boolean
  readonly alpha: boolean
  /** as said here; null: that of the virtual server */
  readonly virtualHost: string | null
  readonly checkers: readonly CheckerConfig[]
  /** absent: none */
  readonly fileChecks?: readonly FileCheckConfig[]
  /** absent: none */
  readonly bfdChecks?: readonly BfdCheckConfig[]
  /** defaults of the checkers below, as said here or in the virtual server; absent: not said */
  readonly connectTimeoutUs?: Us
  readonly delayLoopUs?: Us
  readonly retry?: number
  readonly delayBeforeRetryUs?: Us
  readonly warmupUs?: Us
}
