/** Section "Global definitions": what both children print first. */
import { extraGarpOfAll } from './extra-garp.ts'
import { writeIp } from '../../lib/ip.ts'
import type {
  Config,
  FifoConfig,
  GlobalConfig,
  InertValue,
  LvsSyncDaemonConfig,
  ProcessConfig,
  VrrpConfig,
} from '../config.ts'
import type { CommonView } from './view.ts'
import {
  enabledDisabled,
  lines,
  onOffUnset,
  oneZero,
  row,
  text,
  trueFalse,
  writeAccount,
  writeSeconds,
  writeShortSeconds,
  writeTable,
  writeWholeSeconds,
  writeWords,
  yesNo,
} from './writers.ts'
import type { DumpTable } from './writers.ts'

/** Which process prints: the original's children do not know quite the same. */
export type DumpingProcess = 'vrrp' | 'checker'

interface GlobalSubject {
  readonly global: GlobalConfig
  readonly vrrp: VrrpConfig
  readonly view: CommonView
  readonly process: DumpingProcess
}

export function dumpGlobal({ global, vrrp }: Config, view: CommonView, process: DumpingProcess): string[] {
  const subject: GlobalSubject = { global, vrrp, view, process }
  return ['------< Global definitions >------', ...writeTable(table, subject, 1)]
}

/** compat: the checker process does not fill in this default, and prints the mark of "not said". */
const NOT_SAID = 4294967295

const table: DumpTable<GlobalSubject> = [
  row('Config save dir', ({ global }) => global.reload?.saveDirectory),
  row('Network namespace', ({ global }) => global.netNamespace ?? '(default)'),
  row('Network namespace ipvs', ({ global }) => global.ipvsNamespace?.name ?? '(main namespace)'),
  row('Instance name', ({ global }) => global.instanceName),
  row('Parent process name', ({ global }) => global.parentProcess?.name),
  row('VRRP process name', ({ global }) => global.vrrpProcess?.name),
  row('LVS process name', ({ global }) => global.checkerProcess?.name),
  row('BFD process name', (subject) => said(subject, 'bfdProcessName')),
  row('Router ID', ({ global }) => global.routerId),

  row('Smtp server', ({ global, view }) => (global.email.server === null ? null : view.smtpServer)),
  row('Smtp server port', (subject) => (hasRelay(subject) ? subject.global.email.server?.port : null)),
  row('Smtp HELO name', (subject) =>
    hasRelay(subject) || subject.global.email.heloSaid === true ? subject.global.email.heloName : null,
  ),
  row('Smtp server connection timeout', ({ global }) =>
    global.email.server !== null || global.email.timeoutSaid === true
      ? writeWholeSeconds(global.email.connectTimeoutUs)
      : null,
  ),
  // compat: neither sender nor receivers without a sender, and the default sender comes with a relay only.
  lines(({ global }) =>
    global.email.server === null && global.email.fromSaid !== true
      ? []
      : [
          `Email notification from = ${global.email.from}`,
          'Email notification to:',
          ...global.email.to.map((to) => `  ${to}`),
        ],
  ),
  row('Default smtp_alert', ({ global }) => onOffUnset(global.smtpAlert)),
  row('Default smtp_alert_vrrp', ({ global }) => onOffUnset(global.smtpAlertVrrp)),
  row('Default smtp_alert_checker', ({ global }) => onOffUnset(global.smtpAlertChecker)),
  row('Checkers log all failures', ({ global }) => trueFalse(global.checkerLogAllFailures)),
  text(({ global }) => {
    const check = global.reload?.check
    return check === undefined
      ? 'No test config before reload'
      : `Test config before reload, log to ${check.log ?? '/dev/null'}`
  }),
  lines((subject) => reloading(subject)),
  row('config save directory', ({ global }) => global.reload?.temporaryDirectory),
  text((subject) => (subject.global.dataUseInstance ? 'Use instance name in data dumps' : null)),
  row('Dynamic interfaces', ({ global }) => trueFalse(global.dynamicInterfaces)),
  row('Allow interface changes', ({ global }) =>
    global.dynamicInterfaces ? trueFalse(global.allowInterfaceChanges === true) : null,
  ),
  row('Send emails for fault transitions', ({ global }) => (global.noEmailFaults ? 'off' : null)),
  row('LVS TCP timeout', ({ global }) => timeout(global.lvsTimeouts?.tcpS)),
  row('LVS TCP FIN timeout', ({ global }) => timeout(global.lvsTimeouts?.tcpFinS)),
  // compat: the original's label of the UDP timeout.
  row('LVS TCP timeout', ({ global }) => timeout(global.lvsTimeouts?.udpS)),
  // compat: always the built-in default, whatever default_interface says.
  row('Default interface', ({ process }) => (process === 'vrrp' ? 'eth0' : null)),
  row('Disable local IGMP', ({ global }) => yesNo(global.disableLocalIgmp === true)),
  lines(syncDaemon),
  row('LVS flush', ({ global }) => trueFalse(global.lvsFlush)),
  row('LVS flush on stop', ({ global }) => ({ no: 'disabled', yes: 'full', vs: 'VS' })[global.lvsFlushOnStop]),
  lines(({ global, process }) => [
    ...fifo('Global', global.fifo, global, true),
    ...fifo('VRRP', global.vrrpFifo, global, process === 'vrrp'),
    ...fifo('LVS', global.lvsFifo, global, process === 'checker'),
  ]),
  row('FIFO write vrrp states on reload', ({ global }) => trueFalse(global.fifoWriteStatesOnReload === true)),
  row('VRRP notify priority changes', ({ global }) => trueFalse(global.notifyPriorityChanges)),

  row('VRRP IPv4 mcast group', ({ global }) => writeIp(global.mcastGroup4)),
  row('VRRP IPv6 mcast group', ({ global }) => writeIp(global.mcastGroup6)),
  row('Gratuitous ARP delay', ({ global }) => writeWholeSeconds(global.garp.delayUs)),
  row('Gratuitous ARP repeat', ({ global }) => global.garp.repeat),
  row('Gratuitous ARP refresh timer', ({ global }) => writeWholeSeconds(global.garp.refreshUs)),
  row('Gratuitous ARP refresh repeat', ({ global }) => global.garp.refreshRepeat),
  row('Gratuitous ARP lower priority delay', ({ global, process }) =>
    lowerPriority(
      process,
      global.garp.lowerPrioDelayUs === global.garp.delayUs,
      writeWholeSeconds(global.garp.lowerPrioDelayUs),
    ),
  ),
  row('Gratuitous ARP lower priority repeat', ({ global, process }) =>
    lowerPriority(process, global.garp.lowerPrioRepeat === global.garp.repeat, String(global.garp.lowerPrioRepeat)),
  ),
  row('Num adverts before down', ({ global }) => global.downTimerAdverts),
  text(({ global }) => `Gratuitous ARP for each secondary ${extraGarpOfAll(global.garp.extra)}`),
  row('Send advert after receive lower priority advert', ({ global }) => trueFalse(!global.lowerPrioNoAdvert)),
  row('Send advert after receive higher priority advert', ({ global }) => trueFalse(global.higherPrioSendAdvert)),
  row('Gratuitous ARP interval', ({ global }) => writeSeconds(global.garpIntervalUs)),
  row('Gratuitous NA interval', ({ global }) => writeSeconds(global.gnaIntervalUs)),
  row('VRRP default protocol version', ({ global }) => global.vrrpVersion),
  lines(nftables),
  lines(ipvsNftables),
  text(({ global }) => `nftables with${global.firewall?.counters === true ? '' : 'out'} counters`),
  row('VRRP check unicast_src', ({ global }) => trueFalse(global.checkUnicastSource === true)),
  row('VRRP skip check advert addresses', ({ global }) => trueFalse(global.skipCheckAdvAddr)),
  row('VRRP strict mode', ({ global }) => trueFalse(global.strict)),

  row('Max auto priority', ({ global }) => global.autoPriority.most),
  row('Min auto priority delay', ({ global }) => `${global.autoPriority.leastDelayUs} usecs`),
  ...scheduling('VRRP', ({ global }) => global.vrrpProcess),
  ...scheduling('Checker', ({ global }) => global.checkerProcess),
  ...scheduling('BFD', bfdProcess),

  text((subject) => `SNMP vrrp ${enabledDisabled(isOn(subject, 'enableSnmpVrrp'))}`),
  text((subject) => `SNMP checker ${enabledDisabled(isOn(subject, 'enableSnmpChecker'))}`),
  text(
    (subject) => `SNMP RFCv2 ${enabledDisabled(isOn(subject, 'enableSnmpRfcV2') || isOn(subject, 'enableSnmpRfc'))}`,
  ),
  text(
    (subject) => `SNMP RFCv3 ${enabledDisabled(isOn(subject, 'enableSnmpRfcV3') || isOn(subject, 'enableSnmpRfc'))}`,
  ),
  text((subject) => `SNMP traps ${enabledDisabled(isOn(subject, 'enableTraps'))}`),
  row('SNMP socket', (subject) => said(subject, 'snmpSocket') ?? 'default (unix:/var/agentx/master)'),
  text((subject) => `DBus ${enabledDisabled(isOn(subject, 'enableDbus'))}`),
  row('DBus service name', (subject) => said(subject, 'dbusServiceName') ?? ''),

  text(({ global }) => `Script security ${enabledDisabled(global.scriptSecurity)}`),
  text(({ global }) => `Default script uid:gid ${global.scriptUid}:${global.scriptGid}`),
  row('vrrp_netlink_cmd_rcv_bufs', ({ global }) => global.netlinkBuffers?.vrrpCommand?.octets ?? 0),
  row('vrrp_netlink_cmd_rcv_bufs_force', ({ global }) => oneZero(global.netlinkBuffers?.vrrpCommand?.force === true)),
  row('vrrp_netlink_monitor_rcv_bufs', ({ global }) => global.netlinkBuffers?.vrrpMonitor?.octets ?? 0),
  row('vrrp_netlink_monitor_rcv_bufs_force', ({ global }) =>
    oneZero(global.netlinkBuffers?.vrrpMonitor?.force === true),
  ),
  row('process_monitor_rcv_bufs', ({ global }) => global.netlinkBuffers?.processMonitor?.octets ?? 0),
  row('process_monitor_rcv_bufs_force', ({ global }) => oneZero(global.netlinkBuffers?.processMonitor?.force === true)),
  row('lvs_netlink_cmd_rcv_bufs', ({ global }) => global.netlinkBuffers?.lvsCommand?.octets ?? 0),
  row('lvs_netlink_cmd_rcv_bufs_force', ({ global }) => oneZero(global.netlinkBuffers?.lvsCommand?.force === true)),
  row('lvs_netlink_monitor_rcv_bufs', ({ global }) => global.netlinkBuffers?.lvsMonitor?.octets ?? 0),
  row('lvs_netlink_monitor_rcv_bufs_force', ({ global }) => oneZero(global.netlinkBuffers?.lvsMonitor?.force === true)),
  row('rs_init_notifies', ({ global }) => oneZero(global.rsInitNotifies)),
  row('no_checker_emails', ({ global }) => oneZero(global.noCheckerEmails)),
  text(({ global }) => receiveBuffers(global.receiveBuffers?.policy ?? null)),
  row('rx_bufs_multiples', ({ global }) => global.receiveBuffers?.multiplier ?? 3),
  row('umask', ({ global }) => `0${(global.umask ?? 0o177).toString(8)}`),
  text(({ global }) => (global.logUnknownVrids === true ? 'log_unknown_vrids' : null)),
  row('VMAC prefix', ({ global }) => global.vmacPrefix),
  row('VMAC address prefix', ({ global }) => global.vmacAddressPrefix),
  row('vrrp_startup_delay', ({ global }) =>
    global.vrrpStartupDelayUs > 0 ? writeShortSeconds(global.vrrpStartupDelayUs) : null,
  ),
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

function syncDaemon({ global, vrrp, process }: GlobalSubject): string[] {
  const daemon = global.lvsSyncDaemon ?? (process === 'vrrp' ? daemonOfInstance(vrrp) : null)
  if (daemon === null) return []
  const written: [string, string | number | null][] = [
    [process === 'vrrp' ? 'LVS syncd vrrp instance = ' : 'LVS syncd vrrp name = ', daemon.instance],
    ['LVS syncd interface = ', daemon.interface],
    ['LVS syncd syncid = ', daemon.syncId ?? syncIdNotSaid(daemon, process)],
    ['LVS syncd maxlen = ', daemon.maxLength],
    ['LVS mcast group ', daemon.group === null ? null : writeIp(daemon.group)],
    ['LVS syncd mcast port = ', daemon.port],
    ['LVS syncd mcast ttl = ', daemon.ttl],
  ]
  return written.filter(([, value]) => value !== null).map(([label, value]) => `${label}${value}`)
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
function nftables(subject: GlobalSubject): string[] {
  const { firewall } = subject.global
  const asked = firewall?.asked === true
  const needed =
    subject.process === 'vrrp' &&
    subject.vrrp.instances.some((instance) => !instance.accept || instance.vmac?.kind === 'macvlan')
  if (!asked && !needed) return []
  return [
    `nftables table name = ${firewall?.table ?? 'keepalived'}`,
    `nftables base chain priority = ${firewall?.priority ?? -1}`,
    `nftables ${firewall?.byIndex === true ? '' : "don't "}force use ifindex for link local IPv6`,
  ]
}

function ipvsNftables(subject: GlobalSubject): string[] {
  const table = subject.global.inert?.['nftablesIpvs']
  if (table === undefined) return []
  return [
    `ipvs nftables table name = ${writeInert(table) ?? 'keepalived_ipvs'}`,
    `ipvs nftables base chain priority = ${said(subject, 'nftablesIpvsPriority') ?? -1}`,
    `ipvs nftables start fwmark = ${said(subject, 'nftablesIpvsStartFwmark') ?? 1000}`,
  ]
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

function scheduling(name: string, of: (subject: GlobalSubject) => Partial<ProcessConfig>): DumpTable<GlobalSubject> {
  return [
    row(`${name} process priority`, (subject) => of(subject).nice ?? 0),
    row(`${name} don't swap`, (subject) => trueFalse(of(subject).noSwap ?? false)),
    row(`${name} realtime priority`, (subject) => of(subject).rtPriority ?? 0),
    row(`${name} CPU Affinity`, (subject) => affinity(of(subject).cpuAffinity ?? [])),
    row(`${name} realtime limit`, (subject) => of(subject).rlimitRttimeUs ?? DEFAULT_RLIMIT_US),
  ]
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

const DEFAULT_RLIMIT_US = 10_000

function receiveBuffers(policy: string | number | null): string | null {
  if (policy === null) return null
  return typeof policy === 'number' ? `rx_bufs_size = ${policy}` : `rx_bufs_policy = ${policy}`
}

/** compat: shown so wherever the pid files are. */
const USUAL_MARKER = '/run/keepalived.reload'

function reloading({ global }: GlobalSubject): string[] {
  const { timeFile, repeat = false, markerFile } = global.reload ?? {}
  return [
    ...(timeFile === undefined
      ? []
      : [`Reload time file = ${timeFile}${repeat ? ' (repeat)' : ''}`, 'No reload scheduled']),
    ...(markerFile === undefined ? [] : [`Reload_file = ${markerFile ?? USUAL_MARKER}`]),
  ]
}

/** We have no such process; what the file says of it is shown all the same. */
function bfdProcess(subject: GlobalSubject): Partial<ProcessConfig> {
  const number = (field: string, usual: number): number => Number(said(subject, field) ?? usual)
  return {
    nice: number('bfdNice', 0),
    noSwap: isOn(subject, 'bfdNoSwap'),
    rtPriority: number('bfdRtPriority', 0),
    // compat: 1 microsecond is taken as 2.
    rlimitRttimeUs: Math.max(2, number('bfdRlimitRttime', DEFAULT_RLIMIT_US)),
    cpuAffinity: words(subject.global.inert?.['bfdCpuAffinity']).map(Number),
  }
}

/** What a word without effect said; null: it was not there, or said nothing. */
function said({ global }: GlobalSubject, field: string): string | null {
  return writeInert(global.inert?.[field])
}

function isOn({ global }: GlobalSubject, field: string): boolean {
  return global.inert?.[field] === true
}

function words(value: InertValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function writeInert(value: InertValue | undefined): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}
