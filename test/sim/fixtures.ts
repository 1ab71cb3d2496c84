/** Configurations and interfaces for tests of the VRRP machine, with the defaults that the parser would give. */
import type { Command } from '../../src/config/command.ts'
import type {
  GlobalConfig,
  NotifyConfig,
  SyncGroupConfig,
  TrackFileConfig,
  TrackProcessConfig,
  VirtualAddress,
  VrrpConfig,
  VrrpInstanceConfig,
  VrrpScriptConfig,
} from '../../src/config/config.ts'
import { readIp, readIpPrefix, type IpAddress } from '../../src/lib/ip.ts'
import { makeSecret } from '../../src/lib/secret.ts'
import type { InterfaceInfo } from '../../src/lib/interface-info.ts'

const SECOND = 1_000_000

/** As without any `…_priority` word. */
const ordinaryProcess = { name: null, nice: 0, noSwap: false, rtPriority: 0, cpuAffinity: [], rlimitRttimeUs: 10_000 }

export function ip(text: string): IpAddress {
  const address = readIp(text)
  if (!address) throw new Error(`not an address: ${text}`)
  return address
}

export function command(text: string): Command {
  return { argv: text.split(' '), text, uid: null, gid: null }
}

export function password(text: string): VrrpInstanceConfig['authentication'] {
  return { kind: 'pass', password: makeSecret(new TextEncoder().encode(text)) }
}

export function ahPassword(text: string): VrrpInstanceConfig['authentication'] {
  return { kind: 'ah', password: makeSecret(new TextEncoder().encode(text)) }
}

export function globalConfig(change: Partial<GlobalConfig> = {}): GlobalConfig {
  return {
    routerId: 'router',
    email: { to: [], from: '', server: null, heloName: '', connectTimeoutUs: 30 * SECOND },
    smtpAlert: null,
    smtpAlertVrrp: null,
    smtpAlertChecker: null,
    noEmailFaults: false,
    noCheckerEmails: false,
    defaultInterface: null,
    dynamicInterfaces: false,
    vrrpVersion: 2,
    mcastGroup4: ip('224.0.0.18'),
    mcastGroup6: ip('ff02::12'),
    garp: garp(),
    garpIntervalUs: 0,
    gnaIntervalUs: 0,
    downTimerAdverts: 3,
    lowerPrioNoAdvert: false,
    higherPrioSendAdvert: false,
    skipCheckAdvAddr: false,
    strict: false,
    notifyPriorityChanges: false,
    vrrpStartupDelayUs: 0,
    scriptSecurity: true,
    scriptUid: 0,
    scriptGid: 0,
    childWaitTimeUs: 5 * SECOND,
    startupScript: null,
    startupScriptTimeoutUs: 0,
    shutdownScript: null,
    shutdownScriptTimeoutUs: 0,
    checkerLogAllFailures: false,
    rsInitNotifies: false,
    lvsFlush: false,
    lvsFlushOnStop: 'no',
    lvsTimeouts: null,
    lvsSyncDaemon: null,
    netNamespace: null,
    ipvsNamespace: null,
    instanceName: null,
    usePidDir: false,
    dataUseInstance: false,
    umask: 0o177,
    parentProcess: { name: null },
    vrrpProcess: ordinaryProcess,
    checkerProcess: ordinaryProcess,
    autoPriority: { most: 0, leastDelayUs: SECOND },
    fifo: null,
    vrrpFifo: null,
    lvsFifo: null,
    ...change,
  }
}

export function garp(change: Partial<GlobalConfig['garp']> = {}): GlobalConfig['garp'] {
  return {
    delayUs: 5 * SECOND,
    repeat: 5,
    refreshUs: 0,
    refreshRepeat: 1,
    extra: { periodUs: 0, everyInterface: false },
    lowerPrioDelayUs: 5 * SECOND,
    lowerPrioRepeat: 5,
    ...change,
  }
}

export function noNotify(change: Partial<NotifyConfig> = {}): NotifyConfig {
  return {
    master: null,
    backup: null,
    fault: null,
    stop: null,
    deleted: null,
    masterRxLowerPri: null,
    any: null,
    ...change,
  }
}

export function vip(text: string, change: Partial<VirtualAddress> = {}): VirtualAddress {
  const prefix = readIpPrefix(text)
  if (!prefix) throw new Error(`not an address: ${text}`)
  return {
    ...prefix,
    interface: 'eth0',
    scope: 0,
    label: null,
    broadcast: null,
    peer: null,
    home: false,
    noDad: false,
    mngTmpAddr: false,
    noPrefixRoute: false,
    preferredLifetimeS: null,
    noTrack: false,
    ...change,
  }
}

export function instance(change: Partial<VrrpInstanceConfig> = {}): VrrpInstanceConfig {
  return {
    name: 'VI_1',
    version: 2,
    family: 4,
    interface: 'eth0',
    vrid: 51,
    priority: 100,
    initialState: 'backup',
    advertIntervalUs: SECOND,
    preempt: true,
    preemptDelayUs: 0,
    authentication: { kind: 'none' },
    addresses: [vip('10.9.0.100/24')],
    excludedAddresses: [],
    garp: garp(),
    downTimerAdverts: 3,
    lowerPrioNoAdvert: false,
    higherPrioSendAdvert: false,
    skipCheckAdvAddr: false,
    accept: true,
    strict: false,
    promoteSecondaries: false,
    sourceIp: null,
    mcastGroup: ip(change.family === 6 ? 'ff02::12' : '224.0.0.18'),
    unicastPeers: [],
    checkUnicastSource: false,
    dontTrackPrimary: false,
    trackInterfaces: [],
    trackScripts: [],
    trackProcesses: [],
    syncGroup: null,
    notify: noNotify(),
    smtpAlert: false,
    notifyDeleted: false,
    notifyPriorityChanges: false,
    lvsSyncDaemonInterface: null,
    ...change,
  }
}

export function group(
  name: string,
  members: readonly string[],
  change: Partial<SyncGroupConfig> = {},
): SyncGroupConfig {
  return {
    name,
    members,
    trackInterfaces: [],
    trackScripts: [],
    trackProcesses: [],
    notify: noNotify(),
    smtpAlert: false,
    globalTracking: false,
    trackingWeight: false,
    ...change,
  }
}

export function script(name: string, change: Partial<VrrpScriptConfig> = {}): VrrpScriptConfig {
  return {
    name,
    command: command(`/bin/${name}`),
    intervalUs: SECOND,
    timeoutUs: 0,
    weight: 0,
    reverse: false,
    rise: 1,
    fall: 1,
    initFail: false,
    ...change,
  }
}

export function trackProcess(name: string, change: Partial<TrackProcessConfig> = {}): TrackProcessConfig {
  return {
    name,
    process: name,
    params: null,
    paramMatch: null,
    fullCommand: false,
    weight: 1,
    reverse: false,
    quorum: 1,
    quorumMax: 65535,
    forkDelayUs: 0,
    terminateDelayUs: 0,
    ...change,
  }
}

export function trackFile(name: string, change: Partial<TrackFileConfig> = {}): TrackFileConfig {
  return { name, path: `/run/${name}`, weight: 1, reverse: false, init: null, ...change }
}

export function vrrpConfig(change: Partial<VrrpConfig> = {}): VrrpConfig {
  return { instances: [instance()], syncGroups: [], scripts: [], processes: [], ...change }
}

/** An Ethernet link, up, with these addresses (`a.b.c.d/len`). */
export function link(
  name: string,
  index: number,
  addresses: readonly string[],
  change: Partial<InterfaceInfo> = {},
): InterfaceInfo {
  return {
    index,
    name,
    up: true,
    running: true,
    multicast: true,
    loopback: false,
    broadcast: true,
    pointToPoint: false,
    noArp: false,
    mac: Uint8Array.of(2, 0, 0, 0, 0, index),
    macBroadcast: new Uint8Array(6).fill(255),
    mtu: 1500,
    hardwareType: 1,
    addresses: addresses.map((text) => {
      const prefix = readIpPrefix(text)
      if (!prefix) throw new Error(`not an address: ${text}`)
      return { ...prefix, secondary: false, scope: 0, tentative: false }
    }),
    ...change,
  }
}
