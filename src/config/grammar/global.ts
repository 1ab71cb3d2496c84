/** Keywords of `global_defs`. */
import { US_PER_MS, US_PER_S } from '../../lib/time.ts'
import { address } from './address.ts'
import { contextOf, wordList } from './block.ts'
import { command } from './command.ts'
import { enabledDisabled, falseTrue, lowerOnOff, oneZero, trueFalse, yesNo } from './dumped.ts'
import type { RowSpec } from './row.ts'
import { extraInterfaces } from './vrrp-values.ts'
import { boolean, flag, integer, oneOf, optionalInteger, optionalWord, seconds, word, words } from './scalar.ts'
import { fifo, realTimePriority, rxBuffers, smtpServer, user } from './global-values.ts'
import { lvsSyncDaemon, lvsTimeouts } from './lvs-globals.ts'
import { umask } from './umask.ts'

const U32 = 4294967295
const MAX_SECONDS = 4294 * US_PER_S + 967_295

// prettier-ignore
export const globalRows = [
  // Who we are, and mail
  {
    name: 'router_id', field: 'routerId', value: word, default: 'host name',
    missing: 'routerid name missing - ignoring', dumped: { label: 'Router ID' },
    doc: 'name of this node in mail subjects',
  },
  {
    name: 'lvs_id', field: 'routerId', value: word, oldNameOf: 'router_id', missing: 'routerid name missing - ignoring',
    doc: 'name of this node, in files of 2002',
  },
  {
    name: 'notification_email', field: 'emailTo',
    value: wordList('<address> ...', ['a@example.com', '"Ann <a@example.com>"'], 'Warning - empty notification_email block'),
    repeat: true,
    dumped: { label: 'Email notification to', sign: ':' }, doc: 'who gets alert mails',
  },
  {
    name: 'notification_email_from', field: 'emailFrom', value: word, default: 'user@hostname',
    missing: 'emailfrom missing - ignoring', samples: ['keepalived@example.com'],
    dumped: { label: 'Email notification from' }, doc: 'sender of alert mails',
  },
  {
    name: 'smtp_server', field: 'smtpServer', value: smtpServer, bad: 'Invalid smtp server %w',
    dumped: { label: 'Smtp server' }, doc: 'mail relay; a name is looked up when a mail is sent',
  },
  {
    name: 'smtp_helo_name', field: 'smtpHeloName', value: optionalWord, default: 'host name',
    dumped: { label: 'Smtp HELO name' }, doc: 'name we give in HELO',
  },
  {
    name: 'smtp_connect_timeout', field: 'smtpTimeoutS', value: integer(0, 4294), default: '30', unit: 's',
    bad: "smtp_connect_timeout '%w' must be in [0, 4294] - ignoring",
    dumped: { label: 'Smtp server connection timeout', as: 'whole seconds' },
    doc: 'how long to wait for the mail relay',
  },
  {
    name: 'smtp_alert', field: 'smtpAlert', value: boolean, bad: "Invalid value '%w' for global smtp_alert specified",
    default: 'on for real servers, else off', dumped: { label: 'Default smtp_alert', as: lowerOnOff, absent: 'unset' },
    doc: 'default of every smtp_alert',
  },
  {
    name: 'smtp_alert_vrrp', field: 'smtpAlertVrrp', value: boolean,
    bad: "Invalid value '%w' for global smtp_alert_vrrp specified",
    default: 'smtp_alert', dumped: { label: 'Default smtp_alert_vrrp', as: lowerOnOff, absent: 'unset' },
    doc: 'default smtp_alert of instances and sync groups',
  },
  {
    name: 'smtp_alert_checker', field: 'smtpAlertChecker', value: boolean,
    bad: "Invalid value '%w' for global smtp_alert_checker specified",
    default: 'smtp_alert', dumped: { label: 'Default smtp_alert_checker', as: lowerOnOff, absent: 'unset' },
    doc: 'default smtp_alert of virtual and real servers',
  },
  {
    name: 'no_email_faults', field: 'noEmailFaults', value: flag, default: 'off',
    dumped: { label: 'Send emails for fault transitions', as: { true: 'off', false: 'on' }, silentAt: false },
    doc: 'no mail when an instance goes to FAULT',
  },
  {
    name: 'no_checker_emails', field: 'noCheckerEmails', value: boolean, default: 'off',
    bad: "Invalid value '%w' for global no_checker_emails specified",
    dumped: { label: 'no_checker_emails', as: oneZero }, doc: 'mail only when a real server joins or leaves',
  },
  {
    name: 'checker_log_all_failures', field: 'checkerLogAllFailures', value: boolean, default: 'off',
    bad: 'Invalid value for checker_log_all_failures specified',
    dumped: { label: 'Checkers log all failures', as: trueFalse }, doc: 'log every failed check, not only the last',
  },
  {
    name: 'rs_init_notifies', field: 'rsInitNotifies', value: boolean, default: 'off',
    bad: "Invalid value '%w' for global rs_init_notifies specified",
    dumped: { label: 'rs_init_notifies', as: oneZero }, doc: 'run the notify scripts of real servers at start too',
  },

  // Interfaces
  {
    name: 'default_interface', field: 'defaultInterface', value: word,
    missing: 'default_interface requires interface name', samples: ['eth0'],
    default: 'eth0',
    undumped: 'compat: the built-in default is shown, whatever it says',
    doc: 'interface of static addresses that name none',
  },
  {
    name: 'dynamic_interfaces', field: 'dynamicInterfaces', value: optionalWord, default: 'off',
    samples: ['', 'allow_if_changes'], dumped: { label: 'Dynamic interfaces', as: trueFalse },
    doc: 'interfaces may appear later',
  },
  {
    name: 'disable_local_igmp', field: 'disableLocalIgmp', value: flag,
    dumped: { label: 'Disable local IGMP', as: yesNo, absent: 'no' }, doc: 'no IGMP reports for link-local groups',
  },

  // VRRP defaults
  {
    name: 'vrrp_version', field: 'vrrpVersion', value: integer(2, 3), default: '2',
    bad: 'VRRP Error: Version must be either 2 or 3', dumped: { label: 'VRRP default protocol version' },
    doc: 'protocol version of instances that name none',
  },
  {
    name: 'vrrp_mcast_group4', field: 'mcastGroup4', value: address, default: '224.0.0.18',
    bad: "Can't parse vrrp_mcast_group4 [%w]. Skipping", samples: ['224.0.0.99'],
    dumped: { label: 'VRRP IPv4 mcast group', as: 'address' }, doc: 'IPv4 group that adverts go to',
  },
  {
    name: 'vrrp_mcast_group6', field: 'mcastGroup6', value: address, default: 'ff02::12',
    bad: "Can't parse vrrp_mcast_group6 [%w]. Skipping", samples: ['ff02::99'],
    dumped: { label: 'VRRP IPv6 mcast group', as: 'address' }, doc: 'IPv6 group that adverts go to',
  },
  {
    name: 'vrrp_garp_master_delay', field: 'garpMasterDelayS', value: integer(0, 4294), default: '5', unit: 's',
    bad: "vrrp_garp_master_delay '%w' invalid - ignoring",
    dumped: { label: 'Gratuitous ARP delay', as: 'whole seconds' },
    doc: 'time until the second volley of gratuitous ARP',
  },
  {
    name: 'vrrp_garp_master_repeat', field: 'garpMasterRepeat', value: integer(0, U32), default: '5',
    bad: "vrrp_garp_master_repeat '%w' invalid - ignoring", dumped: { label: 'Gratuitous ARP repeat' },
    doc: 'gratuitous ARPs in a volley',
  },
  {
    name: 'vrrp_garp_master_refresh', field: 'garpMasterRefreshS', value: integer(0, U32), default: '0', unit: 's',
    bad: "Invalid vrrp_garp_master_refresh '%w' - ignoring", onInvalid: 'default',
    dumped: { label: 'Gratuitous ARP refresh timer', as: 'whole seconds' },
    doc: 'period of gratuitous ARP while master',
  },
  {
    name: 'vrrp_garp_master_refresh_repeat', field: 'garpMasterRefreshRepeat', value: integer(0, U32), default: '1',
    bad: "vrrp_garp_master_refresh_repeat '%w' invalid - ignoring", dumped: { label: 'Gratuitous ARP refresh repeat' },
    doc: 'gratuitous ARPs in a refresh',
  },
  {
    name: 'vrrp_garp_lower_prio_delay', field: 'garpLowerPrioDelayS', value: integer(0, 4294),
    default: 'vrrp_garp_master_delay', unit: 's', bad: "vrrp_garp_lower_prio_delay '%w' invalid - ignoring",
    dumped: { label: 'Gratuitous ARP lower priority delay' }, doc: 'second volley after an advert of lower priority',
  },
  {
    name: 'vrrp_garp_lower_prio_repeat', field: 'garpLowerPrioRepeat', value: integer(0, 2147483647),
    default: 'vrrp_garp_master_repeat', bad: "Invalid vrrp_garp_lower_prio_repeat '%w'",
    dumped: { label: 'Gratuitous ARP lower priority repeat' }, doc: 'gratuitous ARPs after an advert of lower priority',
  },
  {
    name: 'vrrp_down_timer_adverts', field: 'downTimerAdverts', value: integer(1, 100), default: '3',
    bad: "Invalid vrrp_down_timer_adverts [1:100] '%w'", dumped: { label: 'Num adverts before down' },
    doc: 'adverts missed until the master counts as dead',
  },
  {
    name: 'vrrp_garp_interval', field: 'garpIntervalUs', value: seconds(1, MAX_SECONDS), default: '0',
    bad: "vrrp_garp_interval '%w' is invalid", dumped: { label: 'Gratuitous ARP interval', as: 'seconds' },
    doc: 'gap between gratuitous ARPs on an interface',
  },
  {
    name: 'vrrp_gna_interval', field: 'gnaIntervalUs', value: seconds(1, MAX_SECONDS), default: '0',
    bad: "vrrp_gna_interval '%w' is invalid", dumped: { label: 'Gratuitous NA interval', as: 'seconds' },
    doc: 'gap between unsolicited neighbour advertisements',
  },
  {
    name: 'vrrp_min_garp', field: 'minGarp', value: boolean, default: 'off',
    bad: 'Invalid value for vrrp_min_garp specified', dumped: { inLineOf: 'vrrp_garp_master_repeat' },
    doc: 'one gratuitous ARP only, no repeats',
  },
  {
    name: 'vrrp_garp_extra_if', field: 'garpExtraIf', value: extraInterfaces(1, ''), repeat: true,
    default: 'off', dumped: { label: 'Gratuitous ARP for each secondary', sign: ' ' },
    doc: 'periodic gratuitous ARP on macvlans of other interfaces',
  },
  {
    name: 'vrrp_vmac_garp_intvl', field: 'garpExtraIf', value: extraInterfaces(1, ''), repeat: true,
    oldNameOf: 'vrrp_garp_extra_if',
    deprecated: 'Keyword "vrrp_vmac_garp_intvl" is deprecated - please use "vrrp_garp_extra_if"', doc: 'old name',
  },
  {
    name: 'vrrp_lower_prio_no_advert', field: 'lowerPrioNoAdvert', value: boolean, default: 'off',
    bad: 'Invalid value for vrrp_lower_prio_no_advert specified',
    dumped: { label: 'Send advert after receive lower priority advert', as: falseTrue },
    doc: 'a master does not answer adverts of lower priority',
  },
  {
    name: 'vrrp_higher_prio_send_advert', field: 'higherPrioSendAdvert', value: boolean, default: 'off',
    bad: 'Invalid value for vrrp_higher_prio_send_advert specified',
    dumped: { label: 'Send advert after receive higher priority advert', as: trueFalse },
    doc: 'a master sends one advert before it yields',
  },
  {
    name: 'vrrp_check_unicast_src', field: 'checkUnicastSrc', value: flag, default: 'off',
    dumped: { label: 'VRRP check unicast_src', as: trueFalse, absent: 'false' },
    doc: 'take unicast adverts from configured peers only',
  },
  {
    name: 'vrrp_skip_check_adv_addr', field: 'skipCheckAdvAddr', value: flag, default: 'off',
    dumped: { label: 'VRRP skip check advert addresses', as: trueFalse },
    doc: 'do not compare the address list when the sender is the same',
  },
  {
    name: 'vrrp_strict', field: 'strict', value: flag, default: 'off',
    dumped: { label: 'VRRP strict mode', as: trueFalse },
    doc: 'hold every instance to the RFC',
  },
  {
    name: 'vrrp_startup_delay', field: 'startupDelayUs', value: seconds(US_PER_MS, MAX_SECONDS), default: '0',
    bad: "vrrp_startup_delay '%w' is invalid",
    dumped: { label: 'vrrp_startup_delay', as: 'short seconds', silentAt: 0 },
    doc: 'wait this long after start before taking part',
  },
  {
    name: 'vrrp_delay_after_boot', field: 'delayAfterBootUs', value: seconds(US_PER_MS, MAX_SECONDS), since: '2.4.0',
    default: '0', doc: 'wait until the host has been up this long',
  },
  {
    name: 'vrrp_owner_ignore_adverts', field: 'ownerIgnoreAdverts', value: boolean, since: '2.4.0',
    default: 'off', doc: 'address owners ignore what others advertise',
  },
  {
    name: 'v3_checksum_as_v2', field: 'v3ChecksumAsV2', value: flag, since: '2.4.0',
    doc: 'VRRPv3 checksum over IPv4 without pseudo header',
  },
  {
    name: 'log_unknown_vrids', field: 'logUnknownVrids', value: flag,
    dumped: { label: 'log_unknown_vrids', as: 'label' }, doc: 'log adverts of router ids that are not ours',
  },
  {
    name: 'vmac_prefix', field: 'vmacPrefix', value: word, default: 'vrrp',
    once: 'vmac prefix has already been specified - ignoring %w', dumped: { label: 'VMAC prefix' },
    doc: 'prefix of the names of macvlans',
  },
  {
    name: 'vmac_addr_prefix', field: 'vmacAddrPrefix', value: word,
    default: 'vmac_prefix', once: 'vmac_addr prefix has already been specified - ignoring %w',
    dumped: { label: 'VMAC address prefix' }, doc: 'prefix of the names of macvlans for addresses elsewhere',
  },
  {
    name: 'vrrp_rx_bufs_policy', field: 'rxBufsPolicy', value: rxBuffers,
    missing: 'vrrp_rx_bufs_policy missing', bad: 'Invalid vrrp_rx_bufs_policy %w', default: "the kernel's",
    dumped: { label: 'rx_bufs', sign: '_' }, doc: 'how receive buffers are sized',
  },
  {
    name: 'vrrp_rx_bufs_multiplier', field: 'rxBufsMultiplier', value: integer(1, U32), default: '3',
    missing: 'Invalid vrrp_rx_bufs_multiplier', more: 'Invalid vrrp_rx_bufs_multiplier',
    bad: 'Invalid vrrp_rx_bufs_multiplier %w', dumped: { label: 'rx_bufs_multiples', absent: '3' },
    doc: 'factor of that size',
  },
  {
    name: 'vrrp_notify_priority_changes', field: 'notifyPriorityChanges', value: boolean, default: 'off',
    bad: "Invalid value '%w' for global vrrp_notify_priority_changes specified",
    dumped: { label: 'VRRP notify priority changes', as: trueFalse }, doc: 'write priority changes to the FIFOs too',
  },

  // Firewall
  {
    name: 'nftables', field: 'nftables', value: optionalWord, once: 'nftables already specified - ignoring',
    default: 'off; alone: keepalived', dumped: { label: 'nftables table name' },
    doc: 'filter with nftables',
  },
  {
    name: 'nftables_priority', field: 'nftablesPriority', value: integer(-2147483648, 2147483647),
    default: '-1', bad: "invalid nftables chain priority '%w'", dumped: { label: 'nftables base chain priority' },
    doc: 'priority of our chains',
  },
  {
    name: 'nftables_counters', field: 'nftablesCounters', value: flag,
    dumped: { label: 'nftables', as: { true: 'with counters', false: 'without counters' }, sign: ' ' },
    doc: 'count in nftables rules',
  },
  {
    name: 'nftables_ifindex', field: 'nftablesIfindex', value: flag,
    dumped: {
      label: 'nftables', as: { true: 'force use ifindex', false: "don't force use ifindex" }, sign: ' ',
      after: ' for link local IPv6',
    },
    doc: 'interfaces by index in nftables sets',
  },
  {
    name: 'nftables_ipvs', field: 'nftablesIpvs', value: optionalWord,
    once: 'ipvs nftables already specified - ignoring',
    default: 'off; alone: keepalived_ipvs', dumped: { label: 'ipvs nftables table name' },
    doc: 'mark packets of virtual server groups with nftables',
  },
  {
    name: 'nftables_ipvs_priority', field: 'nftablesIpvsPriority', value: integer(-2147483648, 2147483647),
    bad: "invalid ipvs nftables chain priority '%w'", default: '-1',
    dumped: { label: 'ipvs nftables base chain priority' }, doc: 'priority of that chain',
  },
  {
    name: 'nftables_ipvs_start_fwmark', field: 'nftablesIpvsStartFwmark', value: integer(1, U32),
    default: '1000', bad: "invalid ipvs nftables start_fwmark priority '%w'",
    dumped: { label: 'ipvs nftables start fwmark' }, doc: 'first mark that is given out',
  },
  {
    name: 'vrrp_iptables', field: 'vrrpIptables', value: words, oldNameOf: 'nftables',
    deprecated: "iptables not supported, using nftables instead. "
      + "Please replace 'vrrp_iptables and 'vrrp_ipsets' with 'nftables' config option",
    samples: ['', 'INPUT', 'INPUT OUTPUT'], doc: 'filter with iptables chains',
  },
  {
    name: 'vrrp_ipsets', field: 'vrrpIpsets', value: words, samples: ['keepalived'],
    oldNameOf: 'nftables',
    undumped: 'nothing of ipsets is shown', doc: 'names of sets of iptables; nftables has sets of its own',
  },

  // LVS
  {
    name: 'lvs_flush', field: 'lvsFlush', value: flag, default: 'off',
    dumped: { label: 'LVS flush', as: trueFalse },
    doc: 'empty the IPVS table at start',
  },
  {
    name: 'lvs_flush_on_stop', field: 'lvsFlushOnStop', value: optionalWord, default: 'off',
    bad: 'Unknown lvs_flush_on_stop type %w', samples: ['', 'VS'],
    dumped: { label: 'LVS flush on stop', as: { no: 'disabled', yes: 'full', vs: 'VS' } },
    doc: 'empty the IPVS table at the end; VS: only our own services',
  },
  {
    name: 'lvs_flush_onstop', field: 'lvsFlushOnStop', value: optionalWord, oldNameOf: 'lvs_flush_on_stop',
    bad: 'Unknown lvs_flush_on_stop type %w', samples: ['', 'VS'], doc: 'misspelling that is still taken',
  },
  {
    name: 'lvs_timeouts', field: 'lvsTimeouts', value: lvsTimeouts, unit: 's',
    default: "the kernel's", dumped: { label: 'LVS TCP timeout', silentAt: 0 },
    doc: 'timeouts of IPVS connections',
  },
  {
    name: 'lvs_sync_daemon', field: 'lvsSyncDaemon', value: lvsSyncDaemon,
    missing: 'lvs_sync_daemon requires interface', once: 'lvs_sync_daemon has already been specified as %w - ignoring',
    default: 'off', dumped: { label: 'LVS syncd interface' },
    doc: 'synchronise IPVS connections',
  },

  // Scripts and FIFOs
  {
    name: 'script_user', field: 'scriptUser', value: user, missing: 'No script username specified',
    default: 'keepalived_script, else our own account', dumped: { label: 'Default script uid:gid', sign: ' ' },
    doc: 'account of scripts that name none',
  },
  {
    name: 'enable_script_security', field: 'scriptSecurity', value: flag, default: 'off',
    dumped: { label: 'Script security', as: enabledDisabled, sign: ' ' },
    doc: 'no script as root whose path others can write',
  },
  {
    name: 'use_symlink_paths', field: 'useSymlinkPaths', value: boolean, since: '2.4.0',
    default: 'off', doc: 'keep links in script paths',
  },
  {
    name: 'set_supplementary_groups', field: 'setSupplementaryGroups', value: boolean, since: '2.4.0',
    default: 'off', doc: "scripts get the user's other groups",
  },
  {
    name: 'startup_script', field: 'startupScript', value: command, missing: 'startup script missing',
    once: 'startup script already specified', bad: 'Invalid startup script',
    undumped: 'a matter of the parent', doc: 'run before anything else starts',
  },
  {
    name: 'startup_script_timeout', field: 'startupScriptTimeoutS', value: integer(1, 1000), default: '10', unit: 's',
    missing: 'startup_script_timeout requires value',
    bad: "startup_script_timeout '%w' must be in [1, 1000] - ignoring",
    undumped: 'a matter of the parent', doc: 'how long it may take',
  },
  {
    name: 'shutdown_script', field: 'shutdownScript', value: command, missing: 'shutdown script missing',
    once: 'shutdown script already specified', bad: 'Invalid shutdown script',
    undumped: 'a matter of the parent', doc: 'run after everything has ended',
  },
  {
    name: 'shutdown_script_timeout', field: 'shutdownScriptTimeoutS', value: integer(1, 1000), default: '10', unit: 's',
    missing: 'shutdown_script_timeout requires value',
    bad: "shutdown_script_timeout '%w' must be in [1, 1000] - ignoring",
    undumped: 'a matter of the parent', doc: 'how long it may take',
  },
  {
    name: 'notify_fifo', field: 'fifo', value: fifo, missing: 'No notify_fifo name specified',
    once: 'notify_fifo already specified - ignoring %w', dumped: { label: 'Global notify fifo' },
    doc: 'pipe that all events are written to',
  },
  {
    name: 'notify_fifo_script', field: 'fifoScript', value: command, missing: 'No notify_fifo_script specified',
    once: 'notify_fifo_script already specified - ignoring %w', dumped: { label: 'Global notify fifo script' },
    doc: 'program that reads it',
  },
  {
    name: 'vrrp_notify_fifo', field: 'vrrpFifo', value: fifo, missing: 'No vrrp_notify_fifo name specified',
    once: 'vrrp_notify_fifo already specified - ignoring %w', dumped: { label: 'VRRP notify fifo' },
    doc: 'pipe for VRRP events',
  },
  {
    name: 'vrrp_notify_fifo_script', field: 'vrrpFifoScript', value: command,
    missing: 'No vrrp_notify_fifo_script specified', once: 'vrrp_notify_fifo_script already specified - ignoring %w',
    dumped: { label: 'VRRP notify fifo script' }, doc: 'program that reads it',
  },
  {
    name: 'lvs_notify_fifo', field: 'lvsFifo', value: fifo, missing: 'No lvs_notify_fifo name specified',
    once: 'lvs_notify_fifo already specified - ignoring %w', dumped: { label: 'LVS notify fifo' },
    doc: 'pipe for checker events',
  },
  {
    name: 'lvs_notify_fifo_script', field: 'lvsFifoScript', value: command,
    missing: 'No lvs_notify_fifo_script specified', once: 'lvs_notify_fifo_script already specified - ignoring %w',
    dumped: { label: 'LVS notify fifo script' }, doc: 'program that reads it',
  },
  {
    name: 'fifo_write_vrrp_states_on_reload', field: 'fifoWriteStatesOnReload', value: flag,
    default: 'off', dumped: { label: 'FIFO write vrrp states on reload', as: trueFalse, absent: 'false' },
    doc: 'write all states again after a reload',
  },

  // Processes
  {
    name: 'process_names', field: 'processNames', value: flag, default: 'off',
    dumped: { inLineOf: 'vrrp_process_name' }, doc: 'give each process its usual name',
  },
  {
    name: 'process_name', field: 'processName', value: word, default: 'keepalived',
    dumped: { label: 'Parent process name' }, doc: 'name of the parent process',
  },
  {
    name: 'vrrp_process_name', field: 'vrrpProcessName', value: word,
    default: 'that of the program; with process_names keepalived_vrrp', dumped: { label: 'VRRP process name' },
    doc: 'name of the VRRP process',
  },
  {
    name: 'checker_process_name', field: 'checkerProcessName', value: word,
    default: 'that of the program; with process_names keepalived_lvs', dumped: { label: 'LVS process name' },
    doc: 'name of the checker process',
  },
  {
    name: 'lvs_process_name', field: 'checkerProcessName', value: word,
    oldNameOf: 'checker_process_name', doc: 'old name',
  },
  {
    name: 'bfd_process_name', field: 'bfdProcessName', value: word, status: 'parsed',
    default: 'that of the program; with process_names keepalived_bfd', dumped: { label: 'BFD process name' },
    doc: 'name of the BFD process',
  },
  {
    name: 'vrrp_priority', field: 'vrrpNice', value: integer(-20, 19), default: '0',
    missing: 'No vrrp process priority specified', bad: 'Invalid vrrp process priority specified',
    onInvalid: 'default', dumped: { label: 'VRRP process priority' },
    doc: 'nice value of the VRRP process',
  },
  {
    name: 'checker_priority', field: 'checkerNice', value: integer(-20, 19), default: '0',
    missing: 'No checker process priority specified', bad: 'Invalid checker process priority specified',
    onInvalid: 'default', dumped: { label: 'Checker process priority' },
    doc: 'nice value of the checker process',
  },
  {
    name: 'bfd_priority', field: 'bfdNice', value: integer(-20, 19), status: 'parsed',
    missing: 'No bfd process priority specified', bad: 'Invalid bfd process priority specified',
    onInvalid: 'default', default: '0', dumped: { label: 'BFD process priority', absent: '0' },
    doc: 'nice value of the BFD process',
  },
  {
    name: 'vrrp_no_swap', field: 'vrrpNoSwap', value: flag,
    dumped: { label: "VRRP don't swap", as: trueFalse }, doc: 'keep the code of the VRRP process in memory',
  },
  {
    name: 'checker_no_swap', field: 'checkerNoSwap', value: flag,
    dumped: { label: "Checker don't swap", as: trueFalse }, doc: 'keep the code of the checker process in memory',
  },
  {
    name: 'bfd_no_swap', field: 'bfdNoSwap', value: flag, status: 'parsed',
    dumped: { label: "BFD don't swap", as: trueFalse, absent: 'false' },
    doc: 'lock the memory of the BFD process',
  },
  {
    name: 'vrrp_rt_priority', field: 'vrrpRtPriority', value: realTimePriority('vrrp'), default: '0',
    missing: 'No vrrp process real-time priority specified',
    bad: "vrrp process real-time priority '%w' invalid", dumped: { label: 'VRRP realtime priority' },
    doc: 'real-time priority of the VRRP process',
  },
  {
    name: 'checker_rt_priority', field: 'checkerRtPriority', value: realTimePriority('checker'),
    default: '0', missing: 'No checker process real-time priority specified',
    bad: "checker process real-time priority '%w' invalid", dumped: { label: 'Checker realtime priority' },
    doc: 'real-time priority of the checker process',
  },
  {
    name: 'bfd_rt_priority', field: 'bfdRtPriority', value: realTimePriority('bfd'), status: 'parsed',
    missing: 'No bfd process real-time priority specified', bad: "bfd process real-time priority '%w' invalid",
    default: '0', dumped: { label: 'BFD realtime priority', absent: '0' },
    doc: 'real-time priority of the BFD process',
  },
  {
    name: 'vrrp_cpu_affinity', field: 'vrrpCpuAffinity', value: words,
    samples: ['0'], default: 'all', dumped: { label: 'VRRP CPU Affinity' },
    doc: 'processors of the VRRP process',
  },
  {
    name: 'checker_cpu_affinity', field: 'checkerCpuAffinity', value: words,
    samples: ['0'], default: 'all', dumped: { label: 'Checker CPU Affinity' },
    doc: 'processors of the checker process',
  },
  {
    name: 'bfd_cpu_affinity', field: 'bfdCpuAffinity', value: words, status: 'parsed',
    samples: ['0'], default: 'all', dumped: { label: 'BFD CPU Affinity' },
    doc: 'processors of the BFD process',
  },
  {
    name: 'vrrp_rlimit_rttime', field: 'vrrpRlimitRttime', value: integer(1, U32), default: '10000',
    unit: 'us', bad: 'Invalid vrrp real-time limit - %w', onInvalid: 'default',
    dumped: { label: 'VRRP realtime limit' }, doc: 'real-time limit of the VRRP process',
  },
  {
    name: 'vrrp_rlimit_rtime', field: 'vrrpRlimitRttime', value: integer(1, U32),
    oldNameOf: 'vrrp_rlimit_rttime', bad: 'Invalid vrrp real-time limit - %w', onInvalid: 'default',
    doc: 'misspelling that is still taken',
  },
  {
    name: 'checker_rlimit_rttime', field: 'checkerRlimitRttime', value: integer(1, U32),
    default: '10000', unit: 'us', bad: 'Invalid checker real-time limit - %w',
    onInvalid: 'default', dumped: { label: 'Checker realtime limit' },
    doc: 'real-time limit of the checker process',
  },
  {
    name: 'checker_rlimit_rtime', field: 'checkerRlimitRttime', value: integer(1, U32),
    oldNameOf: 'checker_rlimit_rttime', bad: 'Invalid checker real-time limit - %w',
    onInvalid: 'default', doc: 'misspelling that is still taken',
  },
  {
    name: 'bfd_rlimit_rttime', field: 'bfdRlimitRttime', value: integer(1, U32), status: 'parsed',
    bad: 'Invalid bfd real-time limit - %w', onInvalid: 'default', default: '10000',
    dumped: { label: 'BFD realtime limit', absent: '10000' }, doc: 'real-time limit of the BFD process',
  },
  {
    name: 'bfd_rlimit_rtime', field: 'bfdRlimitRttime', value: integer(1, U32), status: 'parsed',
    oldNameOf: 'bfd_rlimit_rttime', bad: 'Invalid bfd real-time limit - %w', onInvalid: 'default',
    doc: 'misspelling that is still taken',
  },
  {
    name: 'max_auto_priority', field: 'maxAutoPriority', value: optionalInteger(-1, 99),
    bad: "max_auto_priority '%w' must be in [0, 99] (or -1 to disable) - ignoring",
    default: '0: off', dumped: { label: 'Max auto priority' },
    doc: 'how far a late process may raise its priority',
  },
  {
    name: 'min_auto_priority_delay', field: 'minAutoPriorityDelayUs', value: integer(1, 10_000_000),
    unit: 'us', missing: 'min_auto_priority_delay requires delay time',
    bad: "min_auto_priority_delay '%w' must be in [1, 10000000] - ignoring", default: '1000000',
    dumped: { label: 'Min auto priority delay', after: ' usecs' }, doc: 'lateness that raises it',
  },
  {
    name: 'umask', field: 'umask', value: umask, default: '0177',
    dumped: { label: 'umask', as: 'octal' }, doc: 'mask of the files that we make',
  },

  // Sockets
  {
    name: 'vrrp_netlink_cmd_rcv_bufs', field: 'vrrpNetlinkCmdRcvBufs', value: integer(0, U32),
    missing: 'vrrp_netlink_cmd_rcv_bufs size missing', bad: 'vrrp_netlink_cmd_rcv_bufs size (%w) invalid',
    default: "the system's", dumped: { label: 'vrrp_netlink_cmd_rcv_bufs', absent: '0' },
    doc: 'buffer of a netlink socket',
  },
  {
    name: 'vrrp_netlink_cmd_rcv_bufs_force', field: 'vrrpNetlinkCmdRcvBufsForce', value: boolean,
    bad: "Invalid value '%w' for global vrrp_netlink_cmd_rcv_bufs_force specified", default: 'off',
    dumped: { label: 'vrrp_netlink_cmd_rcv_bufs_force', as: oneZero, absent: '0' }, doc: 'beyond the system limit',
  },
  {
    name: 'vrrp_netlink_monitor_rcv_bufs', field: 'vrrpNetlinkMonitorRcvBufs', value: integer(0, U32),
    missing: 'vrrp_netlink_monitor_rcv_bufs size missing', bad: 'vrrp_netlink_monitor_rcv_bufs size (%w) invalid',
    default: "the system's", dumped: { label: 'vrrp_netlink_monitor_rcv_bufs', absent: '0' },
    doc: 'buffer of a netlink socket',
  },
  {
    name: 'vrrp_netlink_monitor_rcv_bufs_force', field: 'vrrpNetlinkMonitorRcvBufsForce', value: boolean,
    bad: "Invalid value '%w' for global vrrp_netlink_monitor_rcv_bufs_force specified",
    default: 'off', dumped: { label: 'vrrp_netlink_monitor_rcv_bufs_force', as: oneZero, absent: '0' },
    doc: 'beyond the system limit',
  },
  {
    name: 'process_monitor_rcv_bufs', field: 'processMonitorRcvBufs', value: integer(0, U32),
    missing: 'process_monitor_rcv_bufs size missing', bad: 'process_monitor_rcv_bufs size (%w) invalid',
    default: "the system's", dumped: { label: 'process_monitor_rcv_bufs', absent: '0' },
    doc: 'buffer of the process monitor',
  },
  {
    name: 'process_monitor_rcv_bufs_force', field: 'processMonitorRcvBufsForce', value: boolean,
    bad: "Invalid value '%w' for global process_monitor_rcv_bufs_force specified", default: 'off',
    dumped: { label: 'process_monitor_rcv_bufs_force', as: oneZero, absent: '0' }, doc: 'beyond the system limit',
  },
  {
    name: 'lvs_netlink_cmd_rcv_bufs', field: 'lvsNetlinkCmdRcvBufs', value: integer(0, U32),
    missing: 'lvs_netlink_cmd_rcv_bufs size missing', bad: 'lvs_netlink_cmd_rcv_bufs size (%w) invalid',
    default: "the system's", dumped: { label: 'lvs_netlink_cmd_rcv_bufs', absent: '0' },
    doc: 'buffer of a netlink socket',
  },
  {
    name: 'lvs_netlink_cmd_rcv_bufs_force', field: 'lvsNetlinkCmdRcvBufsForce', value: boolean,
    bad: "Invalid value '%w' for global lvs_netlink_cmd_rcv_bufs_force specified", default: 'off',
    dumped: { label: 'lvs_netlink_cmd_rcv_bufs_force', as: oneZero, absent: '0' }, doc: 'beyond the system limit',
  },
  {
    name: 'lvs_netlink_monitor_rcv_bufs', field: 'lvsNetlinkMonitorRcvBufs', value: integer(0, U32),
    missing: 'lvs_netlink_monitor_rcv_bufs size missing', bad: 'lvs_netlink_monitor_rcv_bufs size (%w) invalid',
    default: "the system's", dumped: { label: 'lvs_netlink_monitor_rcv_bufs', absent: '0' },
    doc: 'buffer of a netlink socket',
  },
  {
    name: 'lvs_netlink_monitor_rcv_bufs_force', field: 'lvsNetlinkMonitorRcvBufsForce', value: boolean,
    bad: "Invalid value '%w' for global lvs_netlink_monitor_rcv_bufs_force specified",
    default: 'off', dumped: { label: 'lvs_netlink_monitor_rcv_bufs_force', as: oneZero, absent: '0' },
    doc: 'beyond the system limit',
  },

  // SNMP and D-Bus
  {
    name: 'snmp_socket', field: 'snmpSocket', value: word, status: 'parsed',
    missing: 'SNMP error : snmp socket name missing',
    more: 'Too many parameters specified for snmp_socket - ignoring',
    once: 'SNMP socket already set - ignoring %w', samples: ['udp:localhost:705'],
    default: 'unix:/var/agentx/master', dumped: { label: 'SNMP socket', absent: 'default (unix:/var/agentx/master)' },
    doc: 'where the AgentX master listens',
  },
  {
    name: 'enable_traps', field: 'enableTraps', value: flag, status: 'parsed',
    dumped: { label: 'SNMP traps', as: enabledDisabled, sign: ' ', absent: 'disabled' },
    doc: 'send SNMP traps',
  },
  {
    name: 'enable_snmp_vrrp', field: 'enableSnmpVrrp', value: flag, status: 'parsed',
    dumped: { label: 'SNMP vrrp', as: enabledDisabled, sign: ' ', absent: 'disabled' },
    doc: 'our VRRP MIB',
  },
  {
    name: 'enable_snmp_keepalived', field: 'enableSnmpVrrp', value: flag, status: 'parsed',
    oldNameOf: 'enable_snmp_vrrp', doc: 'old name',
  },
  {
    name: 'enable_snmp_checker', field: 'enableSnmpChecker', value: flag, status: 'parsed',
    dumped: { label: 'SNMP checker', as: enabledDisabled, sign: ' ', absent: 'disabled' },
    doc: 'our checker MIB',
  },
  {
    name: 'enable_snmp_rfc', field: 'enableSnmpRfc', value: flag, status: 'parsed',
    dumped: { inLineOf: 'enable_snmp_rfcv2' },
    doc: 'both VRRP MIBs of the RFCs',
  },
  {
    name: 'enable_snmp_rfcv2', field: 'enableSnmpRfcV2', value: flag, status: 'parsed',
    dumped: { label: 'SNMP RFCv2', as: enabledDisabled, sign: ' ', absent: 'disabled' },
    doc: 'MIB of RFC 2787',
  },
  {
    name: 'enable_snmp_rfcv3', field: 'enableSnmpRfcV3', value: flag, status: 'parsed',
    dumped: { label: 'SNMP RFCv3', as: enabledDisabled, sign: ' ', absent: 'disabled' },
    doc: 'MIB of RFC 6527',
  },
  {
    name: 'snmp_vs_stats_update_interval', field: 'snmpVsStatsIntervalUs', value: words, since: '2.3.0',
    status: 'parsed', samples: ['5'], default: '5', doc: 'how old SNMP figures of virtual servers may be',
  },
  {
    name: 'snmp_rs_stats_update_interval', field: 'snmpRsStatsIntervalUs', value: words, since: '2.3.0',
    status: 'parsed', samples: ['5'], default: 'snmp_vs_stats_update_interval',
    doc: 'how old SNMP figures of real servers may be',
  },
  {
    name: 'enable_dbus', field: 'enableDbus', value: flag, status: 'parsed',
    dumped: { label: 'DBus', as: enabledDisabled, sign: ' ', absent: 'disabled' },
    doc: 'offer a D-Bus interface',
  },
  {
    name: 'dbus_service_name', field: 'dbusServiceName', value: word, status: 'parsed',
    missing: 'dbus_service_name missing - ignoring', samples: ['org.example.Keepalived'],
    default: 'org.keepalived.Vrrp1', dumped: { label: 'DBus service name', absent: '' },
    doc: 'its name on the bus',
  },
  {
    name: 'dbus_no_interface_name', field: 'dbusNoInterfaceName', value: word, since: '2.2.8', status: 'parsed',
    doc: 'stands for an interface that has no name',
  },

  // Reading and reloading
  {
    name: 'random_seed', field: 'randomSeed', value: integer(0, U32), early: true, bad: 'random_seed %w invalid',
    default: 'the time', undumped: 'it shows in what was drawn', doc: 'makes ${_RANDOM} repeatable',
  },
  {
    name: 'include_check', field: 'includeCheck', value: words, early: true,
    samples: ['', 'read', '+match -wildcard_match', 'brace_match', 'match', 'wildcard_match'],
    default: 'none; alone: all', undumped: 'it is over with the reading', doc: 'how strict the includes below are',
  },
  {
    name: 'reload_check_config', field: 'reloadCheckConfig', value: optionalWord,
    samples: ['', '/run/check.log'], default: 'off', dumped: { label: 'Test config before reload', sign: ', ' },
    doc: 'refuse a reload for any mistake, and write the mistakes to this file',
  },
  {
    name: 'reload_time_file', field: 'reloadTimeFile', value: word,
    missing: 'reload_time_file invalid', more: 'reload_time_file invalid',
    samples: ['/run/reload-time'], dumped: { label: 'Reload time file' },
    doc: 'file with the time of the next reload',
  },
  {
    name: 'reload_repeat', field: 'reloadRepeat', value: flag,
    dumped: { inLineOf: 'reload_time_file' },
    doc: 'every day at that time',
  },
  {
    name: 'reload_file', field: 'reloadFile', value: optionalWord,
    samples: ['', '/run/reload'], default: 'off', dumped: { label: 'Reload_file' },
    doc: 'file that exists while the configuration is read',
  },
  {
    name: 'config_save_dir', field: 'configSaveDir', value: word,
    samples: ['/run/configurations'], dumped: { label: 'Config save dir' },
    doc: 'directory for copies of configurations, and of the state around each reload',
  },
  {
    name: 'tmp_config_directory', field: 'tmpConfigDirectory', value: word,
    missing: 'tmp_config_directory missing directory name',
    once: 'tmp_config_directory already specified - ignoring', samples: ['/run'],
    dumped: { label: 'config save directory' }, doc: 'place of a copy; none is made',
  },
  {
    name: 'data_use_instance', field: 'dataUseInstance', value: boolean,
    bad: "Invalid value '%w' for global date_use_instance specified", default: 'off',
    dumped: { label: 'Use instance name in data dumps', as: 'label' }, doc: 'instance name in the names of dumps',
  },
  {
    name: 'json_version', field: 'jsonVersion', value: integer(1, 2), since: '2.3.0',
    default: '1', doc: 'layout of the JSON dump',
  },
  {
    name: 'iproute_usr_dir', field: 'iprouteUsrDir', value: word, since: '2.3.0', early: true,
    samples: ['/usr/share/iproute2'], default: '/usr/share/iproute2', doc: 'where the name tables of iproute2 are',
  },
  {
    name: 'iproute_etc_dir', field: 'iprouteEtcDir', value: word, since: '2.3.0', early: true,
    samples: ['/etc/iproute2'], default: '/etc/iproute2', doc: 'where the tables are that override them',
  },
  {
    name: 'state_dump_file', field: 'stateDumpFile', value: word, since: '2.3.0',
    samples: ['/run/state'], default: 'keepalived.data', doc: 'where the state dump goes',
  },
  {
    name: 'stats_dump_file', field: 'statsDumpFile', value: word, since: '2.3.0',
    samples: ['/run/stats'], default: 'keepalived.stats', doc: 'where the statistics go',
  },
  {
    name: 'json_dump_file', field: 'jsonDumpFile', value: word, since: '2.3.0',
    samples: ['/run/json'], default: 'keepalived.json', doc: 'where the JSON dump goes',
  },
] as const satisfies readonly RowSpec[]

export const globalContext = contextOf('global_defs', globalRows)

/** What `lvs_flush_on_stop` takes. */
export const flushOnStop = oneOf(['VS'])
