/**
 * The wording of every line and mail: equal to the original's, because people's alerts search for it.
 * Lines marked "ours" have no counterpart there.
 */
import { writeIp, type IpAddress } from '../lib/ip.ts'
import { US_PER_S, type Us } from '../lib/time.ts'
import type { VirtualAddress, VmacConfig } from '../config/config.ts'

type VmacKind = VmacConfig['kind']

export const lines = {
  // state of an instance
  delayingStartup: (delayUs: Us) => `Delaying startup for ${delayUs / US_PER_S} seconds`,
  enteringBackupInit: (name: string) => `(${name}) Entering BACKUP STATE (init)`,
  entering: (name: string, state: 'MASTER' | 'BACKUP' | 'FAULT') => `(${name}) Entering ${state} STATE`,
  enteringFaultAtStart: (name: string) => `(${name}) entering FAULT state`,
  faultInterface: (name: string, interfaceName: string) =>
    `(${name}): entering FAULT state (interface ${interfaceName} down)`,
  faultNoAddress: (name: string, family: 4 | 6) =>
    `(${name}) entering FAULT state (no IPv${family} address for interface)`,
  faultNoSource: (name: string) => `(${name}): entering FAULT state (src address not configured)`,
  faultNoPeers: (name: string) => `(${name}) Cannot use unicast without any peers - going to fault state`,
  /** ours */
  timerExpired: (name: string, latenessUs: Us) =>
    `(${name}) going back to backup: this process was held up for ${seconds(latenessUs)} seconds, another may be master`,
  faultScript: (name: string, script: string) => `(${name}): entering FAULT state due to script ${script}`,
  faultProcess: (name: string, process: string) =>
    `(${name}) entering FAULT state (tracked process ${process} quorum not achieved)`,
  faultFile: (name: string, file: string, status: number) =>
    `(${name}): entering FAULT state (tracked file ${file} has status ${status})`,
  advertTimeout: (name: string) => `(${name}) Receive advertisement timeout`,
  settingVips: (name: string) => `(${name}) setting VIPs.`,
  settingExcluded: (name: string) => `(${name}) setting E-VIPs.`,
  settingRoutes: (name: string) => `(${name}) setting Virtual Routes`,
  settingRules: (name: string) => `(${name}) setting Virtual Rules`,
  removingRoutes: (name: string) => `(${name}) removing Virtual Routes`,
  removingRules: (name: string) => `(${name}) removing Virtual Rules`,
  restoringStatic: (what: string, text: string) => `Restoring deleted static ${what} ${text}`,
  /** ours */
  restoringVirtual: (name: string, what: string, text: string) =>
    `(${name}) putting back ${what} ${text} that something else removed`,
  removingVips: (name: string) => `(${name}) removing VIPs.`,
  removingExcluded: (name: string) => `(${name}) removing E-VIPs.`,
  sentZeroPriority: (name: string) => `(${name}) sent 0 priority`,
  priorityChange: (name: string, from: number, to: number) =>
    `(${name}) Changing effective priority from ${from} to ${to}`,
  prioritySet: (name: string, to: number) => `(${name}) Setting effective priority to ${to}`,
  groupSync: (group: string, state: 'MASTER' | 'BACKUP' | 'FAULT') =>
    `VRRP_Group(${group}) Syncing instances to ${state} state`,
  groupFaultAtStart: (group: string, name: string) => `VRRP_Group(${group}): Syncing ${name} to FAULT state`,

  // elections
  backupReceivedZero: (name: string) => `(${name}) Backup received priority 0 advertisement`,
  masterReceivedZero: (name: string) => `(${name}) Master received priority 0 message`,
  startPreemptDelay: (name: string, delayUs: Us) => `(${name}) start preempt delay (${seconds(delayUs)})`,
  stopPreemptDelay: (name: string) => `(${name}) stop preempt delay`,
  lowerDiscarded: (name: string, priority: number, from: IpAddress) =>
    `(${name}) received lower priority (${priority}) advert from ${writeIp(from)} - discarding`,
  masterReceivedHigher: (name: string, from: IpAddress, priority: number, ours: number) =>
    `(${name}) Master received advert from ${writeIp(from)} with higher priority ${priority}, ours ${ours}`,
  masterReceivedEqual: (name: string, from: IpAddress, priority: number) =>
    `(${name}) Master received advert from ${writeIp(from)} with same priority ${priority} ` +
    'but higher IP address than ours',
  masterReceivedLower: (name: string, from: IpAddress, priority: number, ours: number, answered: boolean) =>
    `(${name}) Received advert from ${writeIp(from)} with lower priority ${priority}, ours ${ours}` +
    (answered ? ', forcing new election' : ''),
  sameAddress: (name: string) =>
    `(${name}) WARNING - equal priority advert received from remote host with our IP address.`,
  twoOwners: (name: string) =>
    `(${name}) CONFIGURATION ERROR: local instance and a remote instance are both configured as address owner, ` +
    'please fix - reducing local priority',
  ahSyncing: (name: string) => `(${name}) IPSEC-AH : Syncing seq_num - Increment seq`,
  intervalLearned: (name: string, fromUs: Us, toUs: Us) =>
    `(${name}) advertisement interval updated from ${fromUs / 1000}ms to ${toUs / 1000}ms by master`,
  intervalOurs: (name: string, fromUs: Us, toUs: Us) =>
    `(${name}) changing advert interval from ${fromUs / 1000}ms to locally configured ${toUs / 1000}ms`,
  /** ours */
  deaf: (name: string) => `(${name}) not taking over: its socket could not be opened, a master would not be heard`,
  /** ours */
  heldUp: (name: string, latenessUs: Us) =>
    `(${name}) not taking over yet: this process was held up for ${seconds(latenessUs)} seconds, listening again`,
  /** ours */
  advertsHeldUp: (name: string, latenessUs: Us) =>
    `(${name}) this process was held up for ${seconds(latenessUs)} seconds, announcing the addresses again`,

  // packet filter
  firewallUsed: () => 'use_vmac or no_accept/strict specified, but no firewall configured - using nftables',
  settingDrops: (name: string) => `(${name}) setting firewall drop rule`,
  removingDrops: (name: string) => `(${name}) removing firewall drop rule`,

  // interfaces of our own
  vmacMade: (name: string, kind: VmacKind, interfaceName: string) =>
    `(${name}): Success creating ${kindWord(kind)} interface ${interfaceName}`,
  vmacFound: (name: string, interfaceName: string) => `(${name}) Found matching interface ${interfaceName}`,
  vmacFailed: (name: string, kind: VmacKind, interfaceName: string, message: string) =>
    `(${name}): Unable to create ${kindWord(kind)} interface ${interfaceName} - ${message}`,
  vmacRemoved: (name: string, interfaceName: string) => `(${name}) Success removing VMAC interface ${interfaceName}`,

  // gratuitous ARP
  queueArp: (name: string, interfaceName: string, address: IpAddress) =>
    address.family === 4
      ? `(${name}) Sending/queueing gratuitous ARPs on ${interfaceName} for ${writeIp(address)}`
      : `(${name}) Sending/queueing Unsolicited Neighbour Adverts on ${interfaceName} for ${writeIp(address)}`,
  sendArp: (interfaceName: string, address: IpAddress) =>
    address.family === 4
      ? `Sending gratuitous ARP on ${interfaceName} for ${writeIp(address)}`
      : `Sending unsolicited Neighbour Advert on ${interfaceName} for ${writeIp(address)}`,

  // packets that are refused
  badTtl: (name: string, ttl: number) => `(${name}) invalid TTL/HL. Received ${ttl} and expect 255`,
  unicastTtl: (name: string, ttl: number, min: number, max: number) =>
    `(${name}) TTL/HL ${ttl} not in range ${min} - ${max}`,
  wrongVersion: (name: string, got: number, want: number) =>
    `(${name}) wrong version. Received ${got} and expect ${want}`,
  badType: (name: string, type: number) => `(${name}) Invalid packet type. ${type} and expect 1`,
  /** compat: IPv4 lengths include the IP header */
  badLength: (name: string, family: 4 | 6, got: number, want: number) => {
    const header = family === 4 ? 20 : 0
    return `(${name}) vrrp packet too ${got < want ? 'short' : 'long'}, length ${got + header} and expect ${want + header}`
  },
  badChecksum: (name: string, version: number) => `(${name}) Invalid VRRPv${version} checksum`,
  badAuthType: (name: string, got: number, want: number) => `(${name}) received a ${got} auth, expecting ${want}!`,
  unknownAuthType: (name: string, got: number) => `(${name}) Invalid auth type: ${got}`,
  badPassword: (name: string) => `(${name}) received an invalid passwd!`,
  ahMissing: (name: string) => `(${name}) No AH header but auth type is AH`,
  ahUnexpected: (name: string) => `(${name}) Received AH header but auth type not AH`,
  ahInvalid: (name: string) =>
    `(${name}) IPSEC-AH : invalid IPSEC HMAC-MD5 value. Due to fields mutation or bad password !`,
  ahReplay: (name: string, sequence: number, ours: number) =>
    `(${name}) IPSEC-AH : sequence number ${sequence} already processed. Packet dropped. Local(${ours})`,
  // auth_hmac: the words that 2.4.3 is searched for; the rest of the line is ours
  trailerMissing: (name: string, from: IpAddress) => `(${name}) missing authentication trailer from ${writeIp(from)}`,
  trailerMalformed: (name: string, from: IpAddress) =>
    `(${name}) malformed authentication trailer from ${writeIp(from)}`,
  trailerStale: (name: string, from: IpAddress, skewS: number, windowS: number) =>
    `(${name}) stale authentication trailer from ${writeIp(from)}: skew ${skewS}s, window ${windowS}s`,
  trailerUnknownKey: (name: string, from: IpAddress, keyId: number) =>
    `(${name}) unknown authentication key id ${keyId} from ${writeIp(from)}`,
  trailerInvalid: (name: string, from: IpAddress) => `(${name}) invalid authentication HMAC from ${writeIp(from)}`,
  trailerReplayed: (name: string, from: IpAddress) => `(${name}) replayed authentication trailer from ${writeIp(from)}`,
  trailerSkew: (name: string, from: IpAddress, skewS: number, windowS: number) =>
    `(${name}) authentication clock skew of ${skewS}s to ${writeIp(from)} approaching the window of ${windowS}s`,
  intervalMismatch: (name: string, ours: number, got: number) =>
    `(${name}) advertisement interval mismatch mine=${ours} sec rcv'd=${got} sec`,
  /** ours: RFC 9568 erratum 8301 */
  intervalZero: (name: string) => `(${name}) advertisement interval 0 received - discarding`,
  addressCount: (name: string, got: number, want: number) =>
    `(${name}) received an unexpected ip number count ${got}, expected ${want}!`,
  addressMissing: (name: string, vrid: number, address: IpAddress) =>
    `(${name}) ip address associated with VRID ${vrid} not present in MASTER advert: ${writeIp(address)}`,
  notAPeer: (name: string, from: IpAddress) => `(${name}) unicast source address ${writeIp(from)} not a unicast peer`,
  wrongCast: (name: string, packet: 'un' | 'mult', instance: 'un' | 'mult') =>
    `(${name}) discarding ${packet}icast packet on ${instance}icast instance`,
  /** ours: two readings of the v3 checksum over IPv4 meet */
  otherChecksum: (name: string, from: IpAddress, ours: 'message' | 'pseudo') =>
    `(${name}) ${writeIp(from)} sums VRRPv3 over IPv4 with${ours === 'pseudo' ? 'out' : ''} the pseudo-header - accepting`,
  formerChecksum: (name: string) => `(${name}) Setting unicast VRRPv3 checksum to old version`,
  unknownVrid: (vrid: number, interfaceName: string) =>
    `Unknown VRID(${vrid}) received on interface(${interfaceName}). ignoring...`,
  /** ours */
  undecodable: (name: string, from: IpAddress, reason: string) =>
    `(${name}) packet from ${writeIp(from)} cannot be decoded: ${reason}`,

  // interfaces and addresses
  linkReports: (interfaceName: string, up: boolean, polled: boolean) =>
    `${polled ? 'Linkbeat' : 'Netlink'} reports ${interfaceName} ${up ? 'up' : 'down'}`,
  pollingLinks: () => 'Using MII-BMSR/ETHTOOL NIC polling thread(s)...',
  linkNotPolled: (interfaceName: string) => `Turning off linkbeat for ${interfaceName} since not used for tracking`,
  delaysReset: (name: string, interfaceName: string, downTimerAdverts: number) =>
    downTimerAdverts === 1
      ? `${name}: cannot use debounce timers with down_timer_adverts = 1 - resetting`
      : `${name}: interface ${interfaceName} debounce timer(s) not less that ${downTimerAdverts - 1} * advert_int - resetting`,
  linkHeld: (interfaceName: string, from: number, to: number, delayUs: Us) =>
    `${interfaceName}: Adding flags change from 0x${from.toString(16)} to 0x${to.toString(16)} delay by ${delayUs}`,
  linkAdded: (interfaceName: string) => `Interface ${interfaceName} added`,
  linkDeleted: (interfaceName: string) => `Interface ${interfaceName} deleted`,
  addressAssigned: (address: IpAddress, interfaceName: string) =>
    `Assigned address ${writeIp(address)} for interface ${interfaceName}`,
  addressDeassigned: (address: IpAddress, interfaceName: string) =>
    `Deassigned address ${writeIp(address)} from interface ${interfaceName}`,
  addressRemovedByOthers: (address: IpAddress, interfaceName: string) =>
    `Netlink reflector reports IP ${writeIp(address)} removed from ${interfaceName}`,
  /** ours */
  puttingBack: (name: string, count: number) =>
    `(${name}) putting back ${count} address${count === 1 ? '' : 'es'} that something else removed`,
  addressNoLongerConfigured: (name: string, address: VirtualAddress) =>
    `(${name}) ip address ${writeIp(address.address)}/${address.prefixLength} dev ${address.interface}, no longer exist`,
  sendFailed: (name: string, errno: string, message: string) => {
    const [number, words] = ERRNOS[errno] ?? [0, message]
    return `(${name}): send advert error ${number} (${words})`
  },
  /** ours */
  addressesFailed: (name: string, message: string, retryUs: Us) =>
    `(${name}) setting VIPs failed: ${message} - trying again in ${seconds(retryUs)} seconds`,
  /** ours */
  removalFailed: (name: string, message: string, retryUs: Us) =>
    `(${name}) removing VIPs failed: ${message} - trying again in ${seconds(retryUs)} seconds`,
  /** ours */
  actionFailed: (name: string | null, action: string, message: string) =>
    `${name === null ? '' : `(${name}) `}${action} failed: ${message}`,

  // scripts, processes and files
  scriptReturning: (script: string, status: number) => `Script \`${script}\` now returning ${status}`,
  scriptSucceeded: (script: string) => `VRRP_Script(${script}) succeeded`,
  scriptFailed: (script: string, how: string) => `VRRP_Script(${script}) ${how}`,
  scriptSkipped: (script: string) => `Track script ${script} is already running, expect idle - skipping run`,
  scriptNotRun: (script: string, errno: string) =>
    `Track script ${script} could not be run (${errno}), its last result stands`,
  processCount: (process: string, from: number, to: number, up: boolean) =>
    `Process ${process}, number of current processes changed from ${from} to ${to}, quorum ${up ? 'up' : 'down'}`,
  processQuorum: (process: string, up: boolean) => `Quorum ${up ? 'gained' : 'lost'} for tracked process ${process}`,
  fileFault: (name: string, file: string) => `(${name}): tracked file ${file} now FAULT state`,
  sessionEvent: (session: string, up: boolean, ageUs: Us) =>
    `Received BFD event: instance ${session} is in state ${up ? 'Up' : 'Down'} (delivered in ${ageUs} usec)`,
  sessionChanged: (name: string, session: string, up: boolean) =>
    `VRRP_Instance(${name}) Tracked BFD instance ${session} is ${up ? 'UP' : 'DOWN'}`,
  fileRecovered: (name: string, file: string) => `(${name}): tracked file ${file} leaving FAULT state`,
} as const

export const mails = {
  instanceSubject: (routerId: string, name: string, what: string) => `[${routerId}] VRRP Instance ${name} - ${what}`,
  groupSubject: (routerId: string, name: string, what: string) => `[${routerId}] VRRP Group ${name} - ${what}`,
  instanceMaster: '=> VRRP Instance is now owning VRRP VIPs <=',
  instanceOther: '=> VRRP Instance is no longer owning VRRP VIPs <=',
  instanceStop: '=> VRRP Instance stopping <=',
  instanceDeleted: '=> VRRP Deleted at reload <=',
  groupState: (state: string) => `=> All VRRP group instances are now in ${state} state <=`,
  groupStop: '=> All VRRP group instances are now stopping <=',
} as const

function seconds(us: Us): string {
  return `${Math.floor(us / US_PER_S)}.${String(us % US_PER_S).padStart(6, '0')}`
}

/** The numbers of asm-generic/errno.h and the words of strerror(3): the original prints both. */
const ERRNOS: Readonly<Record<string, readonly [number, string]>> = {
  EPERM: [1, 'Operation not permitted'],
  ENXIO: [6, 'No such device or address'],
  EAGAIN: [11, 'Resource temporarily unavailable'],
  ENOMEM: [12, 'Cannot allocate memory'],
  EACCES: [13, 'Permission denied'],
  ENODEV: [19, 'No such device'],
  EINVAL: [22, 'Invalid argument'],
  EMSGSIZE: [90, 'Message too long'],
  EADDRNOTAVAIL: [99, 'Cannot assign requested address'],
  ENETDOWN: [100, 'Network is down'],
  ENETUNREACH: [101, 'Network is unreachable'],
  ENOBUFS: [105, 'No buffer space available'],
  EHOSTUNREACH: [113, 'No route to host'],
}

function kindWord(kind: VmacKind): string {
  return kind === 'macvlan' ? 'VMAC' : 'ipvlan'
}
