/** Section "Global definitions": what both children print first. */
import { extraGarpOfAll } from './extra-garp.ts'
import { writeIp } from '../../lib/ip.ts'
import type { Config, FifoConfig, GlobalConfig, LvsSyncDaemonConfig, VrrpConfig } from '../config.ts'
import { globalContext } from '../grammar/global.ts'
import type { globalRows } from '../grammar/global.ts'
import { rootContext } from '../grammar/root.ts'
import type { SettingsOf } from '../grammar/row.ts'
import { linesOf } from './keyword-lines.ts'
import type { CommonView } from './view.ts'
import { lines, row, text, trueFalse, writeAccount, writeTable, writeWholeSeconds, writeWords } from './writers.ts'
import type { DumpTable } from './writers.ts'

/** Which process prints: the original's children do not know quite the same. */
export type DumpingProcess = 'vrrp' | 'checker'

interface GlobalSubject {
  readonly global: GlobalConfig
  readonly vrrp: VrrpConfig
  readonly view: CommonView
  readonly process: DumpingProcess
  readonly said: Said
  readonly syncDaemon: LvsSyncDaemonConfig | null
}

/** What words without effect said. */
type Said = SettingsOf<typeof globalRows>

export function dumpGlobal({ global, vrrp }: Config, view: CommonView, process: DumpingProcess): string[] {
  const said = (global.inert ?? {}) as Said
  const syncDaemon = global.lvsSyncDaemon ?? (process === 'vrrp' ? daemonOfInstance(vrrp) : null)
  const subject: GlobalSubject = { global, vrrp, view, process, said, syncDaemon }
  return ['------< Global definitions >------', ...writeTable(table, subject, 1)]
}

/** compat: the checker process does not fill in this default, and prints the mark of "not said". */
const NOT_SAID = 4294967295

const line = linesOf(globalContext, ({ global }: GlobalSubject) => global)
const rootLine = linesOf(rootContext, ({ global }: GlobalSubject) => global)
/** Of what has no effect: as it was said. */
const inertLine = linesOf(globalContext, ({ said }: GlobalSubject) => said)

const table: DumpTable<GlobalSubject> = [
  line('config_save_dir', ({ global }) => global.reload?.saveDirectory),
  rootLine('net_namespace'),
  rootLine('net_namespace_ipvs', ({ global }) => global.ipvsNamespace?.name),
  rootLine('instance'),
  line('process_name', ({ global }) => global.parentProcess.name),
  line('vrrp_process_name', ({ global }) => global.vrrpProcess.name),
  line('checker_process_name', ({ global }) => global.checkerProcess.name),
  inertLine('bfd_process_name'),
  line('router_id'),

  line('smtp_server', ({ global, view }) => (global.email.server === null ? null : view.smtpServer)),
  row('Smtp server port', (subject) => (hasRelay(subject) ? subject.global.email.server?.port : null)),
  line('smtp_helo_name', (subject) =>
    hasRelay(subject) || subject.global.email.heloSaid === true ? subject.global.email.heloName : null,
  ),
  line('smtp_connect_timeout', ({ global: { email } }) =>
    email.server !== null || email.timeoutSaid === true ? email.connectTimeoutUs : null,
  ),
  // compat: neither sender nor receivers without a sender, and the default sender comes with a relay only.
  line('notification_email_from', ({ global }) => (hasSender(global) ? global.email.from : null)),
  line('notification_email', ({ global }) => (hasSender(global) ? '' : null)),
  lines(({ global }) => (hasSender(global) ? global.email.to.map((to) => `  ${to}`) : [])),
  line('smtp_alert'),
  line('smtp_alert_vrrp'),
  line('smtp_alert_checker'),
  line('checker_log_all_failures'),
  line('reload_check_config', ({ global: { reload } }) =>
    reload?.check === undefined ? null : `log to ${reload.check.log ?? '/dev/null'}`,
  ),
  text(({ global }) => (global.reload?.check === undefined ? 'No test config before reload' : null)),
  line('reload_time_file', ({ global: { reload } }) =>
    reload?.timeFile === undefined ? null : `${reload.timeFile}${reload.repeat === true ? ' (repeat)' : ''}`,
  ),
  text(({ global }) => (global.reload?.timeFile === undefined ? null : 'No reload scheduled')),
  line('reload_file', ({ global: { reload } }) => (reload?.markerFile === null ? USUAL_MARKER : reload?.markerFile)),
  line('tmp_config_directory', ({ global }) => global.reload?.temporaryDirectory),
  line('data_use_instance'),
  line('dynamic_interfaces'),
  row('Allow interface changes', ({ global }) =>
    global.dynamicInterfaces ? trueFalse(global.allowInterfaceChanges === true) : null,
  ),
  line('no_email_faults'),
  line('lvs_timeouts', ({ global }) => global.lvsTimeouts?.tcpS),
  row('LVS TCP FIN timeout', ({ global }) => global.lvsTimeouts?.tcpFinS || null),
  // compat: the original's label of the UDP timeout.
  line('lvs_timeouts', ({ global }) => global.lvsTimeouts?.udpS),
  // compat: always the built-in default, whatever default_interface says.
  row('Default interface', ({ process }) => (process === 'vrrp' ? 'eth0' : null)),
  line('disable_local_igmp'),
  text(({ syncDaemon, process }) =>
    syncDaemon === null || syncDaemon.instance === null
      ? null
      : `LVS syncd vrrp ${process === 'vrrp' ? 'instance' : 'name'} = ${syncDaemon.instance}`,
  ),
  line('lvs_sync_daemon', ({ syncDaemon }) => syncDaemon?.interface),
  row('LVS syncd syncid', ({ syncDaemon, process }) =>
    syncDaemon === null ? null : (syncDaemon.syncId ?? syncIdNotSaid(syncDaemon, process)),
  ),
  row('LVS syncd maxlen', ({ syncDaemon }) => syncDaemon?.maxLength),
  text(({ syncDaemon }) => (syncDaemon?.group ? `LVS mcast group ${writeIp(syncDaemon.group)}` : null)),
  row('LVS syncd mcast port', ({ syncDaemon }) => syncDaemon?.port),
  row('LVS syncd mcast ttl', ({ syncDaemon }) => syncDaemon?.ttl),
  line('lvs_flush'),
  line('lvs_flush_on_stop'),
  line('notify_fifo', ({ global }) => fifo(global.fifo)),
  line('notify_fifo_script', ({ global }) => fifoScript(global.fifo, global, true)),
  line('vrrp_notify_fifo', ({ global }) => fifo(global.vrrpFifo)),
  line('vrrp_notify_fifo_script', ({ global, process }) => fifoScript(global.vrrpFifo, global, process === 'vrrp')),
  line('lvs_notify_fifo', ({ global }) => fifo(global.lvsFifo)),
  line('lvs_notify_fifo_script', ({ global, process }) => fifoScript(global.lvsFifo, global, process === 'checker')),
  line('fifo_write_vrrp_states_on_reload'),
  line('vrrp_notify_priority_changes', ({ global }) => global.notifyPriorityChanges),

  line('vrrp_mcast_group4'),
  line('vrrp_mcast_group6'),
  line('vrrp_garp_master_delay', ({ global }) => global.garp.delayUs),
  line('vrrp_garp_master_repeat', ({ global }) => global.garp.repeat),
  line('vrrp_garp_master_refresh', ({ global }) => global.garp.refreshUs),
  line('vrrp_garp_master_refresh_repeat', ({ global }) => global.garp.refreshRepeat),
  line('vrrp_garp_lower_prio_delay', ({ global: { garp }, process }) =>
    lowerPriority(process, garp.lowerPrioDelayUs === garp.delayUs, writeWholeSeconds(garp.lowerPrioDelayUs)),
  ),
  line('vrrp_garp_lower_prio_repeat', ({ global: { garp }, process }) =>
    lowerPriority(process, garp.lowerPrioRepeat === garp.repeat, String(garp.lowerPrioRepeat)),
  ),
  line('vrrp_down_timer_adverts'),
  line('vrrp_garp_extra_if', ({ global }) => extraGarpOfAll(global.garp.extra)),
  line('vrrp_lower_prio_no_advert'),
  line('vrrp_higher_prio_send_advert'),
  line('vrrp_garp_interval'),
  line('vrrp_gna_interval'),
  line('vrrp_version'),
  line('nftables', (subject) => (usesNftables(subject) ? (subject.global.firewall?.table ?? 'keepalived') : null)),
  line('nftables_priority', (subject) => (usesNftables(subject) ? (subject.global.firewall?.priority ?? -1) : null)),
  line('nftables_ifindex', (subject) => (usesNftables(subject) ? subject.global.firewall?.byIndex === true : null)),
  line('nftables_ipvs', ({ global }) => global.ipvsMarks?.table),
  line('nftables_ipvs_priority', ({ global }) => global.ipvsMarks?.priority),
  line('nftables_ipvs_start_fwmark', ({ global }) => global.ipvsMarks?.firstMark),
  line('nftables_counters', ({ global }) => global.firewall?.counters === true),
  line('vrrp_check_unicast_src', ({ global }) => global.checkUnicastSource),
  line('vrrp_skip_check_adv_addr'),
  line('vrrp_strict'),

  line('max_auto_priority', ({ global }) => global.autoPriority.most),
  line('min_auto_priority_delay', ({ global }) => global.autoPriority.leastDelayUs),
  line('vrrp_priority', ({ global }) => global.vrrpProcess.nice),
  line('vrrp_no_swap', ({ global }) => global.vrrpProcess.noSwap),
  line('vrrp_rt_priority', ({ global }) => global.vrrpProcess.rtPriority),
  line('vrrp_cpu_affinity', ({ global }) => affinity(global.vrrpProcess.cpuAffinity)),
  line('vrrp_rlimit_rttime', ({ global }) => global.vrrpProcess.rlimitRttimeUs),
  line('checker_priority', ({ global }) => global.checkerProcess.nice),
  line('checker_no_swap', ({ global }) => global.checkerProcess.noSwap),
  line('checker_rt_priority', ({ global }) => global.checkerProcess.rtPriority),
  line('checker_cpu_affinity', ({ global }) => affinity(global.checkerProcess.cpuAffinity)),
  line('checker_rlimit_rttime', ({ global }) => global.checkerProcess.rlimitRttimeUs),
  inertLine('bfd_priority'),
  inertLine('bfd_no_swap'),
  inertLine('bfd_rt_priority'),
  inertLine('bfd_cpu_affinity', ({ said }) => affinity((said.bfdCpuAffinity ?? []).map(Number))),
  // compat: 1 microsecond is taken as 2.
  inertLine('bfd_rlimit_rttime', ({ said }) => said.bfdRlimitRttime && Math.max(2, said.bfdRlimitRttime)),

  inertLine('enable_snmp_vrrp'),
  inertLine('enable_snmp_checker'),
  inertLine('enable_snmp_rfcv2', ({ said }) => said.enableSnmpRfcV2 ?? said.enableSnmpRfc),
  inertLine('enable_snmp_rfcv3', ({ said }) => said.enableSnmpRfcV3 ?? said.enableSnmpRfc),
  inertLine('enable_traps'),
  inertLine('snmp_socket'),
  inertLine('enable_dbus'),
  inertLine('dbus_service_name'),

  line('enable_script_security'),
  line('script_user', ({ global }) => `${global.scriptUid}:${global.scriptGid}`),
  line('vrrp_netlink_cmd_rcv_bufs', ({ global }) => global.netlinkBuffers?.vrrpCommand?.octets),
  line('vrrp_netlink_cmd_rcv_bufs_force', ({ global }) => global.netlinkBuffers?.vrrpCommand?.force),
  line('vrrp_netlink_monitor_rcv_bufs', ({ global }) => global.netlinkBuffers?.vrrpMonitor?.octets),
  line('vrrp_netlink_monitor_rcv_bufs_force', ({ global }) => global.netlinkBuffers?.vrrpMonitor?.force),
  line('process_monitor_rcv_bufs', ({ global }) => global.netlinkBuffers?.processMonitor?.octets),
  line('process_monitor_rcv_bufs_force', ({ global }) => global.netlinkBuffers?.processMonitor?.force),
  line('lvs_netlink_cmd_rcv_bufs', ({ global }) => global.netlinkBuffers?.lvsCommand?.octets),
  line('lvs_netlink_cmd_rcv_bufs_force', ({ global }) => global.netlinkBuffers?.lvsCommand?.force),
  line('lvs_netlink_monitor_rcv_bufs', ({ global }) => global.netlinkBuffers?.lvsMonitor?.octets),
  line('lvs_netlink_monitor_rcv_bufs_force', ({ global }) => global.netlinkBuffers?.lvsMonitor?.force),
  line('rs_init_notifies'),
  line('no_checker_emails'),
  line('vrrp_rx_bufs_policy', ({ global }) => receiveBuffers(global.receiveBuffers?.policy ?? null)),
  line('vrrp_rx_bufs_multiplier', ({ global }) => global.receiveBuffers?.multiplier),
  line('umask'),
  line('log_unknown_vrids'),
  line('vmac_prefix'),
  line('vmac_addr_prefix', ({ global }) => global.vmacAddressPrefix),
  line('vrrp_startup_delay', ({ global }) => global.vrrpStartupDelayUs),
]

function hasRelay({ global, view }: GlobalSubject): boolean {
  return global.email.server !== null && view.smtpServer !== null
}

function hasSender({ email }: GlobalConfig): boolean {
  return email.server !== null || email.fromSaid === true
}

function lowerPriority(process: DumpingProcess, inherited: boolean, written: string): string {
  return process === 'checker' && inherited ? String(NOT_SAID) : written
}

/** compat: only the VRRP process looks up the router id of the instance, and without an instance it is zero. */
function syncIdNotSaid({ instance }: LvsSyncDaemonConfig, process: DumpingProcess): number | null {
  if (instance === null) return 0
  return process === 'checker' ? NOT_SAID : null
}

/** compat: lvs_sync_daemon_interface of the first instance that has it; the id shown is zero. */
function daemonOfInstance({ instances }: VrrpConfig): LvsSyncDaemonConfig | null {
  for (const { name, lvsSyncDaemonInterface } of instances) {
    if (lvsSyncDaemonInterface === null) continue
    return {
      interface: lvsSyncDaemonInterface,
      instance: name,
      syncId: 0,
      maxLength: null,
      port: null,
      ttl: null,
      group: null,
    }
  }
  return null
}

/** compat: the VRRP process turns nftables on by itself for a macvlan, and where an instance must not answer on its addresses. */
function usesNftables({ global, vrrp, process }: GlobalSubject): boolean {
  const needed =
    process === 'vrrp' && vrrp.instances.some((instance) => !instance.accept || instance.vmac?.kind === 'macvlan')
  return needed || global.firewall?.asked === true
}

function fifo(config: FifoConfig | null): string | null {
  return config === null ? null : `${config.path}, uid:gid ${config.uid}:${config.gid}`
}

/** compat: a process shows the script of the other one's FIFO as it was written: not looked up, and without the path. */
function fifoScript(config: FifoConfig | null, global: GlobalConfig, own: boolean): string | null {
  if (config === null || config.script === null) return null
  const [program = '', ...args] = config.script.argv
  const words = own ? [program, ...args, config.path] : [firstWord(config.script.text) ?? program, ...args]
  return `${writeWords(words)}, uid:gid ${writeAccount(config.script, global)}`
}

function firstWord(command: string): string | undefined {
  return /^["'\s]*([^"'\s]+)/.exec(command)?.[1]
}

/** compat: each with a blank behind it, and the first processor not at all. */
function affinity(cpus: readonly number[]): string | null {
  return cpus.length === 0
    ? null
    : ` ${cpus
        .filter((cpu) => cpu > 0)
        .map((cpu) => `${cpu} `)
        .join('')}`
}

function receiveBuffers(policy: string | number | null): string | null {
  if (policy === null) return null
  return typeof policy === 'number' ? `size = ${policy}` : `policy = ${policy}`
}

/** compat: shown so wherever the pid files are. */
const USUAL_MARKER = '/run/keepalived.reload'
