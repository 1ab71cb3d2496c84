/** Section "Global definitions": what both children print first. */
import { writeIp } from '../../lib/ip.ts'
import type { FifoConfig, GlobalConfig, GlobalWords, LvsSyncDaemonConfig } from '../config.ts'
import type { CommonView } from './view.ts'
import {
  enabledDisabled, lines, onOffUnset, oneZero, row, text, trueFalse, writeAccount, writeSeconds, writeShortSeconds,
  writeTable, writeWholeSeconds, writeWords, yesNo,
} from './writers.ts'
import type { DumpTable } from './writers.ts'

/** Which process prints: the original's children do not know quite the same. */
export type DumpingProcess = 'vrrp' | 'checker'

interface GlobalSubject {
  readonly global: GlobalConfig
  readonly words: GlobalWords
  readonly view: CommonView
  readonly process: DumpingProcess
}

export function dumpGlobal(global: GlobalConfig, view: CommonView, process: DumpingProcess): string[] {
  const subject: GlobalSubject = { global, words: global.words ?? {}, view, process }
  return ['------< Global definitions >------', ...writeTable(table, subject, 1)]
}

type Processes = 'vrrp' | 'checker' | 'bfd'

const DEFAULT_RLIMIT_US = 10_000
/** compat: the checker process does not fill in this default, and prints the mark of "not said". */
const NOT_SAID = 4294967295

const table: DumpTable<GlobalSubject> = [
  row('Network namespace', () => '(default)'),
  row('Network namespace ipvs', () => '(main namespace)'),
  row('Process name', ({ words }) => words.processName),
  row('VRRP process name', ({ words }) => words.vrrpProcessName ?? (words.processNames === true ? 'keepalived_vrrp' : null)),
  row('LVS process name', ({ words }) => words.checkerProcessName ?? (words.processNames === true ? 'keepalived_lvs' : null)),
  row('BFD process name', ({ words }) => words.bfdProcessName ?? (words.processNames === true ? 'keepalived_bfd' : null)),
  row('Router ID', ({ global }) => global.routerId),

  row('Smtp server', ({ global, view }) => (global.email.server === null ? null : view.smtpServer)),
  row('Smtp server port', (subject) => (hasRelay(subject) ? subject.global.email.server?.port : null)),
  row('Smtp HELO name', (subject) => (hasRelay(subject) ? subject.global.email.heloName : null)),
  row('Smtp server connection timeout', ({ global, words }) =>
    global.email.server !== null || words.smtpTimeoutS !== undefined ? writeWholeSeconds(global.email.connectTimeoutUs) : null),
  // compat: neither sender nor receivers without a sender, and the default sender comes with a relay only.
  lines(({ global, words }) =>
    global.email.server === null && words.emailFrom === undefined
      ? []
      : [
          `Email notification from = ${global.email.from}`,
          ...(global.email.to.length > 0 ? ['Email notification to:', ...global.email.to.map((to) => `  ${to}`)] : []),
        ]),
  row('Default smtp_alert', ({ global }) => onOffUnset(global.smtpAlert)),
  row('Default smtp_alert_vrrp', ({ global }) => onOffUnset(global.smtpAlertVrrp)),
  row('Default smtp_alert_checker', ({ global }) => onOffUnset(global.smtpAlertChecker)),
  row('Checkers log all failures', ({ global }) => trueFalse(global.checkerLogAllFailures)),
  text(({ words }) =>
    words.reloadCheckConfig === undefined
      ? 'No test config before reload'
      : `Test config before reload, log to ${words.reloadCheckConfig ?? '/dev/null'}`),
  row('Dynamic interfaces', ({ global }) => trueFalse(global.dynamicInterfaces)),
  row('Allow interface changes', ({ words }) => (words.dynamicInterfaces === 'allow_if_changes' ? 'true' : null)),
  row('Send emails for fault transitions', ({ global }) => (global.noEmailFaults ? 'off' : null)),
  row('LVS TCP timeout', ({ global }) => timeout(global.lvsTimeouts?.tcpS)),
  row('LVS TCP FIN timeout', ({ global }) => timeout(global.lvsTimeouts?.tcpFinS)),
  // compat: the original's label of the UDP timeout.
  row('LVS TCP timeout', ({ global }) => timeout(global.lvsTimeouts?.udpS)),
  // compat: always the built-in default, whatever default_interface says.
  row('Default interface', ({ process }) => (process === 'vrrp' ? 'eth0' : null)),
  row('Disable local IGMP', ({ words }) => yesNo(words.disableLocalIgmp === true)),
  lines(({ global, process }) => (global.lvsSyncDaemon === null ? [] : syncDaemon(global.lvsSyncDaemon, process))),
  row('LVS flush', ({ global }) => trueFalse(global.lvsFlush)),
  row('LVS flush on stop', ({ global }) => ({ no: 'disabled', yes: 'full', vs: 'VS' })[global.lvsFlushOnStop]),
  lines(({ global, process }) => [
    ...fifo('Global', global.fifo, global, true),
    ...fifo('VRRP', global.vrrpFifo, global, process === 'vrrp'),
    ...fifo('LVS', global.lvsFifo, global, process === 'checker'),
  ]),
  row('FIFO write vrrp states on reload', ({ words }) => trueFalse(words.fifoWriteStatesOnReload === true)),
  row('VRRP notify priority changes', ({ global }) => trueFalse(global.notifyPriorityChanges)),

  row('VRRP IPv4 mcast group', ({ global }) => writeIp(global.mcastGroup4)),
  row('VRRP IPv6 mcast group', ({ global }) => writeIp(global.mcastGroup6)),
  row('Gratuitous ARP delay', ({ global }) => writeWholeSeconds(global.garp.delayUs)),
  row('Gratuitous ARP repeat', ({ global }) => global.garp.repeat),
  row('Gratuitous ARP refresh timer', ({ global }) => writeWholeSeconds(global.garp.refreshUs)),
  row('Gratuitous ARP refresh repeat', ({ global }) => global.garp.refreshRepeat),
  row('Gratuitous ARP lower priority delay', ({ global, process }) =>
    lowerPriority(process, global.garp.lowerPrioDelayUs === global.garp.delayUs, writeWholeSeconds(global.garp.lowerPrioDelayUs))),
  row('Gratuitous ARP lower priority repeat', ({ global, process }) =>
    lowerPriority(process, global.garp.lowerPrioRepeat === global.garp.repeat, String(global.garp.lowerPrioRepeat))),
  row('Num adverts before down', ({ global }) => global.downTimerAdverts),
  text(({ words }) => garpExtraIf(words.garpExtraIf ?? [])),
  row('Send advert after receive lower priority advert', ({ global }) => trueFalse(!global.lowerPrioNoAdvert)),
  row('Send advert after receive higher priority advert', ({ global }) => trueFalse(global.higherPrioSendAdvert)),
  row('Gratuitous ARP interval', ({ global }) => writeSeconds(global.garpIntervalUs)),
  row('Gratuitous NA interval', ({ global }) => writeSeconds(global.gnaIntervalUs)),
  row('VRRP default protocol version', ({ global }) => global.vrrpVersion),
  text(({ words }) => `nftables with${words.nftablesCounters === true ? '' : 'out'} counters`),
  row('VRRP check unicast_src', ({ global }) => trueFalse(global.checkUnicastSource === true)),
  row('VRRP skip check advert addresses', ({ global }) => trueFalse(global.skipCheckAdvAddr)),
  row('VRRP strict mode', ({ global }) => trueFalse(global.strict)),

  row('Max auto priority', ({ words }) => words.maxAutoPriority ?? 0),
  row('Min auto priority delay', ({ words }) => `${words.minAutoPriorityDelayUs ?? 1_000_000} usecs`),
  ...scheduling('VRRP', 'vrrp'),
  ...scheduling('Checker', 'checker'),
  ...scheduling('BFD', 'bfd'),

  text(({ words }) => `SNMP vrrp ${enabledDisabled(words.enableSnmpVrrp === true)}`),
  text(({ words }) => `SNMP checker ${enabledDisabled(words.enableSnmpChecker === true)}`),
  text(({ words }) => `SNMP RFCv2 ${enabledDisabled(words.enableSnmpRfcV2 === true || words.enableSnmpRfc === true)}`),
  text(({ words }) => `SNMP RFCv3 ${enabledDisabled(words.enableSnmpRfcV3 === true || words.enableSnmpRfc === true)}`),
  text(({ words }) => `SNMP traps ${enabledDisabled(words.enableTraps === true)}`),
  row('SNMP socket', ({ words }) => words.snmpSocket ?? 'default (unix:/var/agentx/master)'),
  text(({ words }) => `DBus ${enabledDisabled(words.enableDbus === true)}`),
  row('DBus service name', ({ words }) => words.dbusServiceName ?? ''),

  text(({ global }) => `Script security ${enabledDisabled(global.scriptSecurity)}`),
  text(({ global }) => `Default script uid:gid ${global.scriptUid}:${global.scriptGid}`),
  row('vrrp_netlink_cmd_rcv_bufs', ({ words }) => words.vrrpNetlinkCmdRcvBufs ?? 0),
  row('vrrp_netlink_cmd_rcv_bufs_force', ({ words }) => oneZero(words.vrrpNetlinkCmdRcvBufsForce === true)),
  row('vrrp_netlink_monitor_rcv_bufs', ({ words }) => words.vrrpNetlinkMonitorRcvBufs ?? 0),
  row('vrrp_netlink_monitor_rcv_bufs_force', ({ words }) => oneZero(words.vrrpNetlinkMonitorRcvBufsForce === true)),
  row('process_monitor_rcv_bufs', ({ words }) => words.processMonitorRcvBufs ?? 0),
  row('process_monitor_rcv_bufs_force', ({ words }) => oneZero(words.processMonitorRcvBufsForce === true)),
  row('lvs_netlink_cmd_rcv_bufs', ({ words }) => words.lvsNetlinkCmdRcvBufs ?? 0),
  row('lvs_netlink_cmd_rcv_bufs_force', ({ words }) => oneZero(words.lvsNetlinkCmdRcvBufsForce === true)),
  row('lvs_netlink_monitor_rcv_bufs', ({ words }) => words.lvsNetlinkMonitorRcvBufs ?? 0),
  row('lvs_netlink_monitor_rcv_bufs_force', ({ words }) => oneZero(words.lvsNetlinkMonitorRcvBufsForce === true)),
  row('rs_init_notifies', ({ global }) => oneZero(global.rsInitNotifies)),
  row('no_checker_emails', ({ global }) => oneZero(global.noCheckerEmails)),
  lines(({ words }) => receiveBuffers(words)),
  row('rx_bufs_multiples', ({ words }) => words.rxBufsMultiplier ?? 3),
  row('umask', ({ words }) => `0${(words.umask ?? 0o177).toString(8)}`),
  row('vrrp_startup_delay', ({ global }) => (global.vrrpStartupDelayUs > 0 ? writeShortSeconds(global.vrrpStartupDelayUs) : null)),
]

function hasRelay({ global, view }: GlobalSubject): boolean {
  return global.email.server !== null && view.smtpServer !== null
}

function timeout(seconds: number | undefined): number | null {
  return seconds === undefined || seconds === 0 ? null : seconds
}

function lowerPriority(process: DumpingProcess, inherited: boolean, written: string): string {
  return process === 'checker' && inherited ? String(NOT_SAID) : written
}

function garpExtraIf(words: readonly string[]): string {
  const seconds = words.find((word) => word !== 'all') ?? '0'
  return `Gratuitous ARP for each secondary ${words.includes('all') ? 'i/f' : 'VMAC'} = ${seconds}s`
}

function syncDaemon(daemon: LvsSyncDaemonConfig, process: DumpingProcess): string[] {
  const written: [string, string | number | null][] = [
    [process === 'vrrp' ? 'LVS syncd vrrp instance = ' : 'LVS syncd vrrp name = ', daemon.instance],
    ['LVS syncd interface = ', daemon.interface],
    ['LVS syncd syncid = ', daemon.syncId],
    ['LVS syncd maxlen = ', daemon.syncMaxLength],
    ['LVS mcast group ', daemon.group === null ? null : writeIp(daemon.group)],
    ['LVS syncd mcast port = ', daemon.port],
    ['LVS syncd mcast ttl = ', daemon.ttl],
  ]
  return written.filter(([, value]) => value !== null).map(([label, value]) => `${label}${value}`)
}

/** compat: a process shows the script of the other one's FIFO as it was written: not looked up, and without the path. */
function fifo(name: string, config: FifoConfig | null, global: GlobalConfig, own: boolean): string[] {
  if (config === null) return []
  const written = [`${name} notify fifo = ${config.path}, uid:gid ${config.uid}:${config.gid}`]
  if (config.script !== null) {
    const [program = '', ...args] = config.script.argv
    const words = own ? [program, ...args, config.path] : [firstWord(config.script.text) ?? program, ...args]
    written.push(`${name} notify fifo script = ${writeWords(words)}, uid:gid ${writeAccount(config.script, global)}`)
  }
  return written
}

function firstWord(command: string): string | undefined {
  return /^["'\s]*([^"'\s]+)/.exec(command)?.[1]
}

function receiveBuffers(words: GlobalWords): string[] {
  if (words.rxBufsPolicy === undefined) return []
  return typeof words.rxBufsPolicy === 'number' ? [`rx_bufs_size = ${words.rxBufsPolicy}`] : [`rx_bufs_policy = ${words.rxBufsPolicy}`]
}

function scheduling(name: string, process: Processes): DumpTable<GlobalSubject> {
  return [
    row(`${name} process priority`, ({ words }) => words[`${process}Nice`] ?? 0),
    row(`${name} don't swap`, ({ words }) => trueFalse(words[`${process}NoSwap`] === true)),
    row(`${name} realtime priority`, ({ words }) => words[`${process}RtPriority`] ?? 0),
    row(`${name} realtime limit`, ({ words }) => words[`${process}RlimitRttime`] ?? DEFAULT_RLIMIT_US),
  ]
}
