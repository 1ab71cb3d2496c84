/** Keywords of `vrrp_instance`. */
import { US_PER_S } from '../../lib/time.ts'
import { address, interfaceName, multicastAddress } from './address.ts'
import { hmacContext } from './auth-hmac.ts'
import { block, contextOf, lines } from './block.ts'
import { command, optionalCommand } from './command.ts'
import { plainEntries } from './passive-blocks.ts'
import { enabledDisabled, falseTrue, trueFalse, yesNo } from './dumped.ts'
import type { RowSpec } from './row.ts'
import { virtualRoute } from './route.ts'
import { virtualRule } from './rule.ts'
import { boolean, flag, integer, oneOf, optionalInteger, optionalWord, seconds, word, words } from './scalar.ts'
import { trackInterface, trackProcess, trackSamples, trackScript } from './track.ts'
import { extraInterfaces, password, stateWord, unicastPeer } from './vrrp-values.ts'
import { virtualAddress } from './virtual-address.ts'

const U32 = 4294967295

// prettier-ignore
export const authenticationRows = [
  {
    name: 'auth_type', field: 'type', value: oneOf(['PASS', 'AH']), bad: "(%o) unknown authentication type '%w'",
    dumped: { label: 'Authentication type' }, doc: 'PASS: the password in clear; AH: an IPsec header (IPv4 only)',
  },
  {
    name: 'auth_pass', field: 'password', value: password,
    dumped: { label: 'Password' }, doc: 'the shared password; 8 octets count',
  },
] as const satisfies readonly RowSpec[]

export const authenticationContext = contextOf('vrrp_instance/authentication', authenticationRows)

const notifyOnce = (keyword: string): string => `(%o) ${keyword} script already specified - ignoring %w`

// prettier-ignore
export const instanceRows = [
  // Where and who
  {
    name: 'state', field: 'state', value: stateWord, default: 'MASTER at priority 255, else BACKUP',
    bad: "(%o) unknown state '%w', defaulting to BACKUP",
    stays: { value: 'MASTER', message: '(%o) state previously set as MASTER - ignoring %w' },
    dumped: { label: 'Wantstate' }, doc: 'role to start in',
  },
  {
    name: 'interface', field: 'interface', value: interfaceName,
    dumped: { label: 'Interface' },
    doc: 'interface to run on',
  },
  {
    name: 'virtual_router_id', field: 'vrid', value: integer(1, 255),
    bad: "(%o): VRID '%w' not valid - must be between 1 & 255",
    dumped: { label: 'Virtual Router ID' }, doc: 'number of the virtual router, the same on all its nodes',
  },
  {
    name: 'priority', field: 'priority', value: integer(1, 255), default: '255 with state MASTER, else 100',
    onInvalid: 'default', bad: '(%o) Priority not valid! must be between 1 & 255. Using default 100',
    dumped: { label: 'Priority' }, doc: 'who becomes master: the highest; 255 owns the addresses',
  },
  {
    name: 'advert_int', field: 'advertIntervalUs', value: seconds(10_000, 255 * US_PER_S), default: '1',
    bad: '(%o) Advert interval (%w) not valid! Must be > 0 - ignoring', dumped: { label: 'Advert interval' },
    doc: 'time between two advertisements',
  },
  {
    name: 'version', field: 'version', value: integer(2, 3), default: 'vrrp_version; 3 for IPv6',
    bad: '(%o): Version must be either 2 or 3', dumped: { label: 'VRRP Version' },
    doc: 'protocol version',
  },
  {
    name: 'authentication', field: 'authentication', value: block(authenticationContext), merge: true,
    doc: 'password of version 2',
  },
  {
    name: 'auth_hmac', field: 'authHmac', value: block(hmacContext), merge: true, since: '2.4.0',
    doc: 'signed advertisements',
  },
  {
    name: 'native_ipv6', field: 'nativeIpv6', value: flag,
    undumped: 'the addresses say it too', doc: 'IPv6 even without an IPv6 address',
  },

  // Addresses
  {
    name: 'virtual_ipaddress', field: 'addresses',
    value: lines('<ip>[/<length>] [dev <interface>] [scope <scope>] [label <label>] ...', virtualAddress),
    repeat: true, dumped: { label: 'Virtual IP', sign: ' ' },
    doc: 'addresses of the virtual router, in its advertisements',
  },
  {
    name: 'virtual_ipaddress_excluded', field: 'excludedAddresses',
    value: lines('<ip>[/<length>] [dev <interface>] ...', virtualAddress), repeat: true,
    dumped: { label: 'Virtual IP Excluded', as: 'list' }, doc: 'addresses that move with it but are not advertised',
  },
  {
    name: 'no_virtual_ipaddress', field: 'noVirtualAddress', value: flag, since: '2.3.0', doc: 'it needs no addresses',
  },
  {
    name: 'virtual_routes', field: 'routes',
    value: lines('<destination> [via <ip>] [dev <interface>] ...', virtualRoute), repeat: true,
    dumped: { label: 'Virtual Routes', as: 'list' }, doc: 'routes that move with it',
  },
  {
    name: 'virtual_rules', field: 'rules', value: lines('[from <prefix>] [to <prefix>] ... <action>', virtualRule),
    repeat: true, dumped: { label: 'Virtual Rules', as: 'list' },
    doc: 'routing rules that move with it',
  },
  {
    name: 'promote_secondaries', field: 'promoteSecondaries', value: flag, default: 'off',
    dumped: { label: 'Promote_secondaries', as: enabledDisabled },
    doc: 'keep the other addresses of a subnet when the first goes',
  },
  {
    name: 'accept', field: 'accept', value: flag, default: 'on',
    dumped: { label: 'Accept', as: enabledDisabled }, doc: 'a master that owns the addresses not answers on them too',
  },
  {
    name: 'no_accept', field: 'noAccept', value: flag, default: 'off',
    dumped: { inLineOf: 'accept' }, doc: 'drop packets to addresses that we do not own',
  },

  // Election
  {
    name: 'preempt', field: 'preempt', value: flag, default: 'on',
    dumped: { label: 'Preempt', as: enabledDisabled },
    doc: 'take over from a master of lower priority',
  },
  {
    name: 'nopreempt', field: 'nopreempt', value: flag, default: 'off',
    dumped: { inLineOf: 'preempt' },
    doc: 'leave a master of lower priority alone',
  },
  {
    name: 'preempt_delay', field: 'preemptDelayUs', value: seconds(0, 1000 * US_PER_S), default: '0',
    bad: '(%o) Preempt_delay not valid! must be between 0-1000', onInvalid: 'default',
    dumped: { label: 'Preempt delay', as: 'short seconds', after: ' secs', silentAt: 0 },
    doc: 'wait before taking over from a lower priority',
  },
  {
    name: 'down_timer_adverts', field: 'downTimerAdverts', value: integer(1, 100), default: 'vrrp_down_timer_adverts',
    bad: "(%o): Invalid down_timer_adverts [1:100] '%w'", dumped: { label: 'Down timer adverts' },
    doc: 'adverts missed until the master counts as dead',
  },
  {
    name: 'lower_prio_no_advert', field: 'lowerPrioNoAdvert', value: boolean,
    bad: '(%o) invalid lower_prio_no_advert %w specified', default: 'vrrp_lower_prio_no_advert',
    dumped: { label: 'Send advert after receive lower priority advert', as: falseTrue },
    doc: 'do not answer adverts of lower priority',
  },
  {
    name: 'higher_prio_send_advert', field: 'higherPrioSendAdvert', value: boolean,
    bad: '(%o) invalid higher_prio_send_advert %w specified', default: 'vrrp_higher_prio_send_advert',
    dumped: { label: 'Send advert after receive higher priority advert', as: trueFalse },
    doc: 'send one advert before yielding',
  },
  {
    name: 'skip_check_adv_addr', field: 'skipCheckAdvAddr', value: boolean,
    bad: '(%o) invalid skip_check_adv_addr %w specified',
    default: 'vrrp_skip_check_adv_addr', dumped: { label: 'Skip checking advert IP addresses', as: 'label' },
    doc: 'do not compare the address list when the sender is the same',
  },
  {
    name: 'strict_mode', field: 'strict', value: boolean, bad: '(%o) invalid strict_mode %w specified',
    default: 'vrrp_strict', dumped: { label: 'Enforcing strict VRRP compliance', as: 'label' },
    doc: 'hold this instance to the RFC',
  },
  {
    name: 'owner_ignore_adverts', field: 'ownerIgnoreAdverts', value: boolean, since: '2.4.0',
    default: 'vrrp_owner_ignore_adverts', doc: 'the address owner ignores what others advertise',
  },
  {
    name: 'timer_expired_backup', field: 'timerExpiredBackup', value: optionalInteger(1, 254), since: '2.3.0',
    default: 'off; alone: 254', doc: 'back to BACKUP after being scheduled too late',
  },
  {
    name: 'thread_timer_expired', field: 'timerExpiredBackup', value: optionalInteger(1, 254), since: '2.3.0',
    oldNameOf: 'timer_expired_backup', doc: 'name in the release notes',
  },

  // How adverts travel
  {
    name: 'mcast_src_ip', field: 'mcastSourceIp', value: address,
    bad: 'Configuration error: VRRP instance[%o] malformed src address[%w]. Skipping...',
    default: 'first address of the interface', dumped: { label: 'Using src_ip' },
    doc: 'source address of advertisements',
  },
  {
    name: 'unicast_src_ip', field: 'unicastSourceIp', value: address,
    bad: 'Configuration error: VRRP instance[%o] malformed src address[%w]. Skipping...',
    default: 'first address of the interface', dumped: { inLineOf: 'mcast_src_ip' },
    doc: 'source address of unicast advertisements',
  },
  {
    name: 'mcast_dst_ip', field: 'mcastDestinationIp',
    value: multicastAddress('(%o) mcast_dst_ip %w not multicast. Skipping...'),
    bad: '(%o) malformed mcast dest address %w. Skipping...', default: 'vrrp_mcast_group4 or 6',
    dumped: { label: 'Multicast address', sign: ' ' }, doc: 'group instead of the usual one',
  },
  {
    name: 'track_src_ip', field: 'trackSourceIp', value: flag,
    undumped: 'no line of its own', doc: 'FAULT while the source address is missing',
  },
  {
    name: 'unicast_peer', field: 'unicastPeers', value: lines('<ip> [min_ttl <n>] [max_ttl <n>]', unicastPeer),
    repeat: true, dumped: { label: 'Unicast Peer', as: 'list' },
    doc: 'nodes to advertise to, instead of a group',
  },
  {
    name: 'unicast_ttl', field: 'unicastTtl', value: integer(0, 255),
    bad: "(%o): TTL '%w' not valid - must be between 0 & 255", default: "255; IPv6: the kernel's",
    dumped: { label: 'Unicast TTL' }, doc: 'TTL of unicast advertisements',
  },
  {
    name: 'unicast_fault_no_peer', field: 'unicastFaultNoPeer', value: flag,
    dumped: { label: '  If unicast go to fault state if no peers', as: 'label' },
    doc: 'FAULT instead of multicast when there are no peers',
  },
  {
    name: 'check_unicast_src', field: 'checkUnicastSource', value: flag, default: 'off',
    dumped: { label: 'Check unicast src', as: yesNo, sign: ' : ' }, doc: 'take adverts from configured peers only',
  },
  {
    name: 'old_unicast_checksum', field: 'oldUnicastChecksum', value: optionalWord,
    samples: ['', 'never'], default: 'auto',
    dumped: { label: 'Unicast checksum compatibility', as: { auto: 'no', always: 'config', never: 'never' } },
    doc: 'checksum of versions before 1.3.7',
  },
  {
    name: 'v3_checksum_as_v2', field: 'v3ChecksumAsV2', value: boolean, since: '2.4.0',
    default: 'v3_checksum_as_v2 of global_defs', doc: 'VRRPv3 checksum over IPv4 without pseudo header',
  },
  {
    name: 'kernel_rx_buf_size', field: 'kernelRxBufSize', value: integer(0, U32),
    missing: '(%o) invalid kernel_rx_buf_size specified', more: '(%o) invalid kernel_rx_buf_size specified',
    bad: '(%o) invalid kernel_rx_buf_size specified',
    default: 'vrrp_rx_bufs_policy', dumped: { label: 'Kernel rx buffer size', silentAt: 0 },
    doc: 'receive buffer of the socket',
  },
  {
    name: 'use_vmac', field: 'useVmac', value: words,
    samples: ['', 'vrrp.1', '02:00:5e:00:01:07', 'name vrrp.1 netlink_notify_msg group 7'],
    default: 'off', dumped: { label: 'Use VMAC', sign: ', ' },
    doc: 'run on a macvlan with the virtual MAC address',
  },
  {
    name: 'use_vmac_addr', field: 'useVmacAddr', value: flag,
    dumped: { label: 'Use VMAC for VIPs on other interfaces', as: 'label' },
    doc: 'macvlans for addresses on other interfaces too',
  },
  {
    name: 'vmac_xmit_base', field: 'vmacXmitBase', value: flag,
    dumped: { inLineOf: 'use_vmac' }, doc: 'advertise on the interface below the macvlan',
  },
  {
    name: 'use_ipvlan', field: 'useIpvlan', value: words,
    samples: ['', 'ipvl.1', '192.0.2.5/24', 'private', 'vepa', 'bridge name ipvl.1 group 7'], default: 'off',
    dumped: { label: 'Use IPVLAN', sign: ', ' }, doc: 'run on an ipvlan',
  },
  {
    name: 'vrf', field: 'vrf', value: word, samples: ['blue'],
    undumped: 'the interface is shown', doc: 'VRF to run in',
  },
  {
    name: 'linkbeat_use_polling', field: 'linkbeatUsePolling', value: flag,
    deprecated: "(%o) 'linkbeat_use_polling' in vrrp instance deprecated - use linkbeat_interfaces block",
    oldNameOf: 'linkbeat_interfaces', dumped: { label: 'Flags', sign: ':' },
    doc: 'poll the link',
  },

  // Tracking
  {
    name: 'dont_track_primary', field: 'dontTrackPrimary', value: flag, default: 'off',
    dumped: { label: 'VRRP interface tracking disabled', as: 'label' }, doc: 'ignore the state of our own interface',
  },
  {
    name: 'track_interface', field: 'trackInterfaces',
    value: lines('<interface> [weight <-253..253>] [reverse]', trackInterface), repeat: true,
    dumped: { label: 'Tracked interfaces', as: 'list' }, doc: 'other interfaces to watch',
  },
  {
    name: 'track_script', field: 'trackScripts',
    value: lines('<vrrp_script> [weight <-253..253> [reverse]]', trackScript), repeat: true,
    dumped: { label: 'Tracked scripts', as: 'list' }, doc: 'scripts to watch',
  },
  {
    name: 'track_process', field: 'trackProcesses',
    value: lines('<vrrp_track_process> [weight <-254..254> [reverse]]', trackProcess), repeat: true,
    dumped: { label: 'Tracked processes', as: 'list' }, doc: 'processes to watch',
  },
  {
    name: 'track_file', field: 'trackFiles',
    value: plainEntries('<track_file> [weight <-254..254> [reverse|noreverse]]', trackSamples(254)),
    repeat: true, dumped: { label: 'Tracked files', as: 'list' },
    doc: 'files to watch',
  },
  {
    name: 'track_bfd', field: 'trackBfd',
    value: plainEntries('<bfd_instance> [weight <-253..253> [reverse]]', trackSamples(253)),
    repeat: true, status: 'parsed', dumped: { label: 'Tracked BFDs', as: 'list' },
    doc: 'BFD sessions to watch',
  },

  // Gratuitous ARP
  {
    name: 'garp_master_delay', field: 'garpMasterDelayS', value: integer(0, 4294), unit: 's',
    default: 'vrrp_garp_master_delay', bad: "(%o): garp_master_delay '%w' invalid - ignoring",
    dumped: { label: 'Gratuitous ARP delay', as: 'whole seconds' }, doc: 'time until the second volley',
  },
  {
    name: 'garp_master_repeat', field: 'garpMasterRepeat', value: integer(0, U32), default: 'vrrp_garp_master_repeat',
    bad: "(%o): garp_master_repeat '%w' invalid - ignoring", dumped: { label: 'Gratuitous ARP repeat' },
    doc: 'gratuitous ARPs in a volley',
  },
  {
    name: 'garp_master_refresh', field: 'garpMasterRefreshS', value: integer(0, U32), unit: 's',
    default: 'vrrp_garp_master_refresh', bad: "(%o): Invalid garp_master_refresh '%w' - ignoring",
    onInvalid: 'default', dumped: { label: 'Gratuitous ARP refresh', as: 'whole seconds' },
    doc: 'period while master',
  },
  {
    name: 'garp_master_refresh_repeat', field: 'garpMasterRefreshRepeat', value: integer(0, U32),
    default: 'vrrp_garp_master_refresh_repeat', bad: "(%o): garp_master_refresh_repeat '%w' invalid - ignoring",
    dumped: { label: 'Gratuitous ARP refresh repeat' }, doc: 'gratuitous ARPs in a refresh',
  },
  {
    name: 'garp_lower_prio_delay', field: 'garpLowerPrioDelayS', value: integer(0, 4294), unit: 's',
    default: 'vrrp_garp_lower_prio_delay', bad: "(%o): garp_lower_prio_delay '%w' invalid - ignoring",
    dumped: { label: 'Gratuitous ARP lower priority delay', as: 'whole seconds' },
    doc: 'second volley after an advert of lower priority',
  },
  {
    name: 'garp_lower_prio_repeat', field: 'garpLowerPrioRepeat', value: integer(0, 2147483647),
    default: 'vrrp_garp_lower_prio_repeat', bad: "(%o): Invalid garp_lower_prio_repeat '%w'",
    dumped: { label: 'Gratuitous ARP lower priority repeat' }, doc: 'gratuitous ARPs after an advert of lower priority',
  },
  {
    name: 'garp_extra_if', field: 'garpExtraIf', value: extraInterfaces(0, '(%o): '), repeat: true,
    default: 'vrrp_garp_extra_if', dumped: { label: 'Gratuitous ARP for each secondary', sign: ' ' },
    doc: 'periodic gratuitous ARP on macvlans of other interfaces',
  },
  {
    name: 'vmac_garp_intvl', field: 'garpExtraIf', value: extraInterfaces(0, '(%o): '), repeat: true,
    oldNameOf: 'garp_extra_if', deprecated: 'Keyword "vmac_garp_intvl" is deprecated - please use "garp_extra_if"',
    doc: 'old name',
  },

  // Telling others
  {
    name: 'notify_master', field: 'notifyMaster', value: command, once: notifyOnce('notify_master'),
    dumped: { label: 'Master state transition script', as: 'script' }, doc: 'run when it becomes master',
  },
  {
    name: 'notify_backup', field: 'notifyBackup', value: command, once: notifyOnce('notify_backup'),
    dumped: { label: 'Backup state transition script', as: 'script' }, doc: 'run when it becomes backup',
  },
  {
    name: 'notify_fault', field: 'notifyFault', value: command, once: notifyOnce('notify_fault'),
    dumped: { label: 'Fault state transition script', as: 'script' }, doc: 'run when it fails',
  },
  {
    name: 'notify_stop', field: 'notifyStop', value: command, once: notifyOnce('notify_stop'),
    dumped: { label: 'Stop state transition script', as: 'script' }, doc: 'run when we stop',
  },
  {
    name: 'notify_deleted', field: 'notifyDeleted', value: optionalCommand, once: notifyOnce('notify_deleted'),
    default: 'off', dumped: { label: 'Notify deleted', as: { true: 'Deleted', false: 'Fault' } },
    doc: 'a reload that removes it reports DELETED, not FAULT',
  },
  {
    name: 'notify', field: 'notifyAny', value: command, once: notifyOnce('notify'),
    dumped: { label: 'Generic state transition script', as: 'script' },
    doc: 'run on every change, with kind, name, state and priority',
  },
  {
    name: 'notify_master_rx_lower_pri', field: 'notifyMasterRxLowerPri', value: command,
    once: notifyOnce('notify_master_rx_lower_pri'),
    dumped: { label: 'Master rx lower pri state transition script', as: 'script' },
    doc: 'run when a master hears a lower priority',
  },
  {
    name: 'smtp_alert', field: 'smtpAlert', value: boolean, bad: 'Invalid vrrp_instance smtp_alert parameter %w',
    default: 'smtp_alert_vrrp', dumped: { label: 'Using smtp notification', as: yesNo },
    doc: 'mail on every change',
  },
  {
    name: 'notify_priority_changes', field: 'notifyPriorityChanges', value: boolean,
    bad: "(%o) Invalid value '%w' for notify_priority_changes specified", default: 'vrrp_notify_priority_changes',
    dumped: { label: 'Notify priority changes', as: trueFalse }, doc: 'priority changes to the FIFOs',
  },
  {
    name: 'lvs_sync_daemon_interface', field: 'lvsSyncDaemonInterface', value: interfaceName,
    deprecated: '(%o) Specifying lvs_sync_daemon_interface against a vrrp is deprecated.', oldNameOf: 'lvs_sync_daemon',
    dumped: { inLineOf: 'lvs_sync_daemon' }, doc: 'synchronise IPVS connections on this interface',
  },
  {
    name: 'lvs_sync_daemon_inteface', field: 'lvsSyncDaemonInterface', value: interfaceName,
    oldNameOf: 'lvs_sync_daemon_interface', doc: 'the misspelling was the keyword in 2002',
  },
  {
    name: 'debug', field: 'debug', value: integer(0, 4), default: '0',
    bad: "(%o) Debug value '%w' not valid; must be between 0-4", dumped: { label: 'Debug level', silentAt: 0 },
    doc: 'stored, without effect in keepalived too',
  },
] as const satisfies readonly RowSpec[]

export const instanceContext = contextOf('vrrp_instance', instanceRows)
