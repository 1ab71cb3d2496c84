/** From the settings of all `global_defs` blocks to one GlobalConfig. */
import { readIp, writeIp } from '../../lib/ip.ts'
import type { IpAddress } from '../../lib/ip.ts'
import { US_PER_S } from '../../lib/time.ts'
import type { Command } from '../command.ts'
import type {
  ExtraGarpConfig,
  FifoConfig,
  FirewallConfig,
  IpvsMarksConfig,
  GarpConfig,
  GlobalConfig,
  InertValue,
  LvsSyncDaemonConfig,
  ProcessConfig,
  ReloadConfig,
  SocketBufferConfig,
} from '../config.ts'
import { isMulticast } from '../grammar/address.ts'
import type { CommandText } from '../grammar/command.ts'
import type { FifoText } from '../grammar/global-values.ts'
import { globalContext } from '../grammar/global.ts'
import type { globalRows } from '../grammar/global.ts'
import type { Block, SettingsOf } from '../grammar/row.ts'
import type { RootSettings } from '../interpreter.ts'
import { Commands } from './commands.ts'
import type { ScriptKind } from './commands.ts'
import type { Resolution } from './resolution.ts'
import { caution, complain } from './resolution.ts'

export type GlobalSettings = SettingsOf<typeof globalRows>

const DEFAULT_GROUP4 = '224.0.0.18'
const DEFAULT_GROUP6 = 'ff02::12'
const PROCESS_NAME_LENGTH = 15
/** Of SCHED_RR, see sched(7). */
const HIGHEST_PRIORITY = 99

/** All blocks as one: later lines win, lists add up. */
export function mergeGlobals(blocks: readonly Block<GlobalSettings>[]): Block<GlobalSettings> {
  const values: Record<string, unknown> = {}
  const marks: Record<string, number> = {}
  for (const block of blocks) {
    for (const [field, value] of Object.entries(block.values)) {
      const known = values[field]
      values[field] =
        field === 'emailTo' && Array.isArray(known) ? [...(known as unknown[]), ...(value as unknown[])] : value
    }
    Object.assign(marks, block.marks)
  }
  return {
    keyword: 'global_defs',
    args: [],
    mark: blocks[0]?.mark ?? 0,
    order: 0,
    values: values as GlobalSettings,
    marks,
    taken: [],
  }
}

export function resolveGlobal(
  block: Block<GlobalSettings>,
  root: RootSettings,
  commands: Commands,
  resolution: Resolution,
): GlobalConfig {
  const { values: s, marks } = block
  const { environment } = resolution
  const garp = resolveGarp(s, block, resolution)
  commands.expect('start/shutdown scripts')
  const startupScript = resolveOwnScript(s.startupScript, 'startup', commands, resolution)
  const shutdownScript = resolveOwnScript(s.shutdownScript, 'shutdown', commands, resolution)
  commands.expect('scripts')
  const dynamic = dynamicInterfaces(s, marks['dynamicInterfaces'], resolution)
  checkMailServer(s, marks['smtpServer'], resolution)
  affinity(s.bfdCpuAffinity, 'bfd', marks['bfdCpuAffinity'], resolution)
  return {
    routerId: s.routerId ?? environment.hostName,
    email: {
      to: (s.emailTo ?? []).flat().map((entry) => entry.word),
      from: s.emailFrom ?? `${environment.userName ?? 'root'}@${environment.hostName}`,
      server: s.smtpServer ?? null,
      heloName: s.smtpHeloName ?? environment.hostName,
      connectTimeoutUs: smtpTimeoutS(s, marks['smtpTimeoutS'], resolution) * US_PER_S,
      fromSaid: s.emailFrom !== undefined,
      timeoutSaid: s.smtpTimeoutS !== undefined,
      heloSaid: (s.smtpHeloName ?? null) !== null,
    },
    smtpAlert: s.smtpAlert ?? null,
    smtpAlertVrrp: s.smtpAlertVrrp ?? null,
    smtpAlertChecker: s.smtpAlertChecker ?? null,
    noEmailFaults: s.noEmailFaults ?? false,
    noCheckerEmails: s.noCheckerEmails ?? false,
    defaultInterface: s.defaultInterface ?? null,
    dynamicInterfaces: dynamic !== null,
    allowInterfaceChanges: dynamic === 'allow_if_changes',
    vrrpVersion: s.vrrpVersion === 3 ? 3 : 2,
    mcastGroup4: multicast(s.mcastGroup4, 4, DEFAULT_GROUP4, marks['mcastGroup4'], resolution),
    mcastGroup6: multicast(s.mcastGroup6, 6, DEFAULT_GROUP6, marks['mcastGroup6'], resolution),
    garp,
    garpIntervalUs: s.garpIntervalUs ?? 0,
    gnaIntervalUs: s.gnaIntervalUs ?? 0,
    downTimerAdverts: s.downTimerAdverts ?? 3,
    lowerPrioNoAdvert: s.lowerPrioNoAdvert ?? false,
    higherPrioSendAdvert: s.higherPrioSendAdvert ?? false,
    skipCheckAdvAddr: s.skipCheckAdvAddr ?? false,
    strict: s.strict ?? false,
    notifyPriorityChanges: s.notifyPriorityChanges ?? false,
    vrrpStartupDelayUs: s.startupDelayUs ?? 0,
    scriptSecurity: s.scriptSecurity ?? false,
    scriptUid: commands.account.uid,
    scriptGid: commands.account.gid,
    ...(commands.account.groups === undefined ? {} : { scriptGroups: commands.account.groups }),
    childWaitTimeUs: (root.childWaitTimeS ?? 5) * US_PER_S,
    startupScript,
    startupScriptTimeoutUs: (s.startupScriptTimeoutS ?? 10) * US_PER_S,
    shutdownScript,
    shutdownScriptTimeoutUs: (s.shutdownScriptTimeoutS ?? 10) * US_PER_S,
    checkerLogAllFailures: s.checkerLogAllFailures ?? false,
    rsInitNotifies: s.rsInitNotifies ?? false,
    lvsFlush: s.lvsFlush ?? false,
    lvsFlushOnStop: flushOnStop(s, marks['lvsFlushOnStop'], resolution),
    lvsTimeouts:
      s.lvsTimeouts === undefined
        ? null
        : { tcpS: s.lvsTimeouts.tcp ?? 0, tcpFinS: s.lvsTimeouts.tcpfin ?? 0, udpS: s.lvsTimeouts.udp ?? 0 },
    lvsSyncDaemon: syncDaemon(s),
    fifo: resolveFifo(s.fifo, s.fifoScript, ['scripts', 'check scripts'], commands, resolution),
    vrrpFifo: resolveFifo(s.vrrpFifo, s.vrrpFifoScript, ['scripts'], commands, resolution),
    lvsFifo: resolveFifo(s.lvsFifo, s.lvsFifoScript, ['check scripts'], commands, resolution),
    fifoWriteStatesOnReload: s.fifoWriteStatesOnReload ?? false,
    minGarp: s.minGarp ?? false,
    checkUnicastSource: s.checkUnicastSrc ?? false,
    delayAfterBootUs: s.delayAfterBootUs ?? 0,
    logUnknownVrids: s.logUnknownVrids ?? false,
    disableLocalIgmp: s.disableLocalIgmp ?? false,
    receiveBuffers: { policy: s.rxBufsPolicy ?? null, multiplier: s.rxBufsMultiplier ?? 3 },
    netlinkBuffers: {
      vrrpCommand: buffer(s.vrrpNetlinkCmdRcvBufs, s.vrrpNetlinkCmdRcvBufsForce),
      vrrpMonitor: buffer(s.vrrpNetlinkMonitorRcvBufs, s.vrrpNetlinkMonitorRcvBufsForce),
      processMonitor: buffer(s.processMonitorRcvBufs, s.processMonitorRcvBufsForce),
      lvsCommand: buffer(s.lvsNetlinkCmdRcvBufs, s.lvsNetlinkCmdRcvBufsForce),
      lvsMonitor: buffer(s.lvsNetlinkMonitorRcvBufs, s.lvsNetlinkMonitorRcvBufsForce),
    },
    checksumAsV2: s.v3ChecksumAsV2 ?? false,
    ownerIgnoresAdverts: s.ownerIgnoreAdverts ?? false,
    netNamespace: root.netNamespace ?? null,
    ipvsNamespace: root.netNamespaceIpvs === undefined ? null : { name: root.netNamespaceIpvs },
    instanceName: root.instanceName ?? null,
    dataUseInstance: s.dataUseInstance ?? false,
    usePidDir: root.usePidDir ?? false,
    umask: s.umask ?? 0o177,
    parentProcess: { name: processName(s.processName) },
    vrrpProcess: {
      name: processName(childName(block, 'vrrpProcessName', 'keepalived_vrrp')),
      nice: s.vrrpNice ?? 0,
      noSwap: s.vrrpNoSwap ?? false,
      rtPriority: s.vrrpRtPriority ?? 0,
      cpuAffinity: affinity(s.vrrpCpuAffinity, 'vrrp', marks['vrrpCpuAffinity'], resolution),
      rlimitRttimeUs: rttime(s.vrrpRlimitRttime),
    },
    checkerProcess: {
      name: processName(childName(block, 'checkerProcessName', 'keepalived_lvs')),
      nice: s.checkerNice ?? 0,
      noSwap: s.checkerNoSwap ?? false,
      rtPriority: s.checkerRtPriority ?? 0,
      cpuAffinity: affinity(s.checkerCpuAffinity, 'checker', marks['checkerCpuAffinity'], resolution),
      rlimitRttimeUs: rttime(s.checkerRlimitRttime),
    },
    autoPriority: {
      most: s.maxAutoPriority === null ? HIGHEST_PRIORITY : (s.maxAutoPriority ?? 0),
      leastDelayUs: s.minAutoPriorityDelayUs ?? US_PER_S,
    },
    ...(s.vmacPrefix === undefined ? {} : { vmacPrefix: s.vmacPrefix }),
    ...(s.vmacAddrPrefix === undefined ? {} : { vmacAddressPrefix: s.vmacAddrPrefix }),
    ...reloading(s),
    ...dumps(s),
    ...firewall(s),
    ...ipvsMarks(s),
    inert: inertValues(block),
  }
}

function buffer(octets = 0, force = false): SocketBufferConfig | null {
  return octets === 0 && !force ? null : { octets, force }
}

/** compat: the lower-priority values follow the master values; vrrp_min_garp leaves explicit values alone. */
function resolveGarp(s: GlobalSettings, block: Block<GlobalSettings>, resolution: Resolution): GarpConfig {
  const min = s.minGarp === true
  const positive = (value: number | undefined, field: string, keyword: string): number | undefined => {
    if (value !== 0) return value
    caution(resolution, block.marks[field] ?? null, 'clamped', `${keyword} must be greater than 0, setting to 1`)
    return 1
  }
  const repeat = positive(s.garpMasterRepeat, 'garpMasterRepeat', 'vrrp_garp_master_repeat') ?? (min ? 1 : 5)
  const delayS = s.garpMasterDelayS ?? (min ? 0 : 5)
  const refreshRepeat =
    positive(s.garpMasterRefreshRepeat, 'garpMasterRefreshRepeat', 'vrrp_garp_master_refresh_repeat') ?? (min ? 0 : 1)
  return {
    delayUs: delayS * US_PER_S,
    repeat,
    refreshUs: (s.garpMasterRefreshS ?? 0) * US_PER_S,
    refreshRepeat,
    lowerPrioDelayUs: (s.garpLowerPrioDelayS ?? delayS) * US_PER_S,
    lowerPrioRepeat: s.garpLowerPrioRepeat ?? repeat,
    extra: extraGarp(s.garpExtraIf),
  }
}

/** The words of each garp_extra_if. compat: the last says how often, and `all` of an earlier one stays. */
export function extraGarp(lines: readonly (readonly string[])[] = []): ExtraGarpConfig {
  const everyInterface = lines.some((words) => words[0] === 'all')
  const [word = '0', time = '0'] = lines.at(-1) ?? []
  return { periodUs: Number(word === 'all' ? time : word) * US_PER_S, everyInterface }
}

/** Unlike the original, which then never mails: the name is looked up for each mail, so it may come later. */
function checkMailServer(s: GlobalSettings, mark: number | undefined, { reporter, environment }: Resolution): void {
  const server = s.smtpServer
  if (server === undefined || environment.canResolve === undefined || environment.canResolve(server.host)) return
  reporter.warn({
    code: 'unresolved-name',
    class: null,
    at: mark ?? null,
    word: server.host,
    message: `Invalid smtp server ${server.host} ${server.port}`,
    hint: 'the name has no address at present; it is looked up again for each mail',
  })
}

/** Zero would mean no time at all. The misspelling is keepalived's. */
function smtpTimeoutS(s: GlobalSettings, mark: number | undefined, resolution: Resolution): number {
  if (s.smtpTimeoutS !== 0) return s.smtpTimeoutS ?? 30
  caution(resolution, mark ?? null, 'clamped', 'smtp_conect_timeout must be greater than 0, setting to 1')
  return 1
}

function multicast(
  given: IpAddress | undefined,
  family: 4 | 6,
  usual: string,
  mark: number | undefined,
  resolution: Resolution,
): IpAddress {
  const fallback = readIp(usual) as IpAddress
  if (given === undefined) return fallback
  const keyword = `vrrp_mcast_group${family}`
  const shown = writeIp(given)
  if (given.family !== family) {
    complain(resolution, mark ?? null, 'wrong-family', `${keyword} [${shown}] is not IPv${family}. Skipping`)
    return fallback
  }
  if (!isMulticast(given)) {
    complain(resolution, mark ?? null, 'not-multicast', `${keyword} [${shown}] is not multicast. Skipping`)
    return fallback
  }
  if (family === 6 && ((given.bytes[1] ?? 0) & 0x0f) !== 2) {
    caution(resolution, mark ?? null, 'not-link-local', `${keyword} [${shown}] should be link-local multicast.`)
  }
  return given
}

/** Null: off. */
function dynamicInterfaces(
  s: GlobalSettings,
  mark: number | undefined,
  resolution: Resolution,
): 'on' | 'allow_if_changes' | null {
  if (s.dynamicInterfaces === undefined) return null
  if (s.dynamicInterfaces === null) return 'on'
  if (s.dynamicInterfaces === 'allow_if_changes') return 'allow_if_changes'
  complain(
    resolution,
    mark ?? null,
    'bad-value',
    `Unknown dynamic_interfaces option '${s.dynamicInterfaces}'`,
    'expected allow_if_changes or nothing',
  )
  return 'on'
}

function flushOnStop(s: GlobalSettings, mark: number | undefined, resolution: Resolution): 'no' | 'yes' | 'vs' {
  if (s.lvsFlushOnStop === undefined) return 'no'
  if (s.lvsFlushOnStop === null) return 'yes'
  if (s.lvsFlushOnStop === 'VS') return 'vs'
  complain(
    resolution,
    mark ?? null,
    'bad-value',
    `Unknown lvs_flush_on_stop type ${s.lvsFlushOnStop}`,
    'expected VS or nothing',
  )
  return 'no'
}

function syncDaemon(s: GlobalSettings): LvsSyncDaemonConfig | null {
  const daemon = s.lvsSyncDaemon
  if (daemon === undefined) return null
  return {
    interface: daemon.interface,
    instance: daemon.instance,
    syncId: daemon.syncId,
    maxLength: daemon.maxLength,
    port: daemon.port,
    ttl: daemon.ttl,
    group: daemon.group,
  }
}

function resolveFifo(
  fifo: FifoText | undefined,
  script: CommandText | undefined,
  kinds: readonly ScriptKind[],
  commands: Commands,
  resolution: Resolution,
): FifoConfig | null {
  commands.expect(...kinds)
  // compat: a script counts for the verdict even where there is no pipe that it could read.
  const reader = commands.resolve(script)
  if (fifo === undefined) return null
  let account = commands.account
  if (fifo.user !== null) {
    const found = commands.lookUp({ user: fifo.user, group: fifo.group, mark: fifo.mark })
    if (found === null) {
      resolution.reporter.warn({
        code: 'unknown-user',
        class: null,
        at: fifo.mark,
        word: fifo.user,
        message: `Invalid user/group for notify fifo ${fifo.path} - ignoring`,
        hint: 'the account of scripts is taken instead',
      })
    }
    account = found ?? account
  }
  return { path: fifo.path, uid: account.uid, gid: account.gid, script: reader }
}

function reloading(s: GlobalSettings): Pick<GlobalConfig, 'reload'> {
  const { reloadCheckConfig: log, reloadTimeFile, reloadRepeat, reloadFile, configSaveDir, tmpConfigDirectory } = s
  const reload: ReloadConfig = {
    ...(log === undefined ? {} : { check: { log } }),
    ...(reloadTimeFile === undefined ? {} : { timeFile: reloadTimeFile }),
    ...(reloadRepeat === undefined ? {} : { repeat: reloadRepeat }),
    ...(reloadFile === undefined ? {} : { markerFile: reloadFile }),
    ...(configSaveDir === undefined ? {} : { saveDirectory: configSaveDir }),
    ...(tmpConfigDirectory === undefined ? {} : { temporaryDirectory: tmpConfigDirectory }),
  }
  return Object.keys(reload).length === 0 ? {} : { reload }
}

function dumps(s: GlobalSettings): Pick<GlobalConfig, 'dumps' | 'jsonVersion'> {
  const { stateDumpFile, statsDumpFile, jsonDumpFile, jsonVersion } = s
  const files = {
    ...(stateDumpFile === undefined ? {} : { stateFile: stateDumpFile }),
    ...(statsDumpFile === undefined ? {} : { statsFile: statsDumpFile }),
    ...(jsonDumpFile === undefined ? {} : { jsonFile: jsonDumpFile }),
  }
  return {
    ...(Object.keys(files).length === 0 ? {} : { dumps: files }),
    ...(jsonVersion === undefined ? {} : { jsonVersion: jsonVersion === 2 ? 2 : 1 }),
  }
}

function processName(name: string | undefined): string | null {
  return name?.slice(0, PROCESS_NAME_LENGTH) ?? null
}

/** compat: 1 microsecond is taken as 2. */
function rttime(value: number | undefined): number {
  return value === 1 ? 2 : (value ?? 10_000)
}

/** compat: only here does an unknown account count for the verdict. */
function resolveOwnScript(
  text: CommandText | undefined,
  name: string,
  commands: Commands,
  resolution: Resolution,
): Command | null {
  if (text === undefined) return null
  const { user, group, mark } = text
  if (user !== null && commands.lookUp({ user, group, mark }) === null) {
    const hint = `there is no user '${user}'${group === null ? '' : `, or no group '${group}'`}; put arguments into the quotes`
    complain(resolution, mark, 'unknown-user', `Invalid ${name} script`, hint)
    return null
  }
  return commands.resolve(text)
}

function affinity(
  words: readonly string[] | undefined,
  process: string,
  mark: number | undefined,
  resolution: Resolution,
): ProcessConfig['cpuAffinity'] {
  if (words === undefined) return []
  if (words.length === 0) complain(resolution, mark ?? null, 'missing-argument', `No ${process} cpu_id set specified`)
  const cpus: number[] = []
  for (const word of words) {
    if (/^\d{1,4}$/.test(word)) cpus.push(Number(word))
    else complain(resolution, mark ?? null, 'bad-value', `Invalid cpu_id:${word} specified for ${process} process`)
  }
  return cpus
}

function firewall(s: GlobalSettings): { readonly firewall?: FirewallConfig } {
  const asked = s.nftables !== undefined || s.vrrpIptables !== undefined
  const said = [s.nftablesPriority, s.nftablesCounters, s.nftablesIfindex].some((value) => value !== undefined)
  if (!asked && !said) return {}
  return {
    firewall: {
      table: s.nftables ?? 'keepalived',
      priority: s.nftablesPriority ?? -1,
      counters: s.nftablesCounters === true,
      byIndex: s.nftablesIfindex === true,
      asked,
    },
  }
}

function ipvsMarks(s: GlobalSettings): { readonly ipvsMarks?: IpvsMarksConfig } {
  if (s.nftablesIpvs === undefined) return {}
  return {
    ipvsMarks: {
      table: s.nftablesIpvs ?? 'keepalived_ipvs',
      priority: s.nftablesIpvsPriority ?? -1,
      counters: s.nftablesCounters === true,
      firstMark: s.nftablesIpvsStartFwmark ?? 1000,
    },
  }
}

/** What 'parsed' rows said, plain, so that the dump can show it. */
function inertValues(block: Block<GlobalSettings>): Readonly<Record<string, InertValue>> {
  const { values: s } = block
  const inert: Record<string, InertValue> = {}
  for (const row of globalContext.rows) {
    const value = (s as Record<string, unknown>)[row.field]
    if (row.status === 'parsed' && value !== undefined) inert[row.field] = value as InertValue
  }
  const bfdName = childName(block, 'bfdProcessName', 'keepalived_bfd')
  if (bfdName !== undefined) inert['bfdProcessName'] = bfdName
  return inert
}

/** compat: process_names below a name takes its place. */
function childName(
  { values: s, marks }: Block<GlobalSettings>,
  field: 'vrrpProcessName' | 'checkerProcessName' | 'bfdProcessName',
  usual: string,
): string | undefined {
  const own = s[field]
  const isReplaced = s.processNames === true && (marks['processNames'] ?? 0) > (marks[field] ?? 0)
  return isReplaced ? usual : own
}
