/** Section "VRRP Topology": the instances. */
import { writeIp, writeIpPrefix } from '../../lib/ip.ts'
import { revealSecret } from '../../lib/secret.ts'
import { US_PER_MS, US_PER_S } from '../../lib/time.ts'
import type { Config, VirtualAddress, VmacConfig, VrrpInstanceConfig } from '../config.ts'
import { writeAddress } from './addresses.ts'
import { extraGarpOf } from './extra-garp.ts'
import { linkLocalOf, primaryOf } from './interfaces.ts'
import { findOwnInterfaces } from './own-interfaces.ts'
import type { OwnInterfaces } from './own-interfaces.ts'
import { writeRoute, writeRule } from './routes.ts'
import { writeWallClock } from './wall-clock.ts'
import type { InstanceView, InterfaceView, RunningInstanceView, VrrpView, WallClock } from './view.ts'
import {
  enabledDisabled,
  lines,
  row,
  text,
  trueFalse,
  writeHex,
  writeOctets,
  writeScript,
  writeShortSeconds,
  writeTable,
  writeWholeSeconds,
  yesNo,
} from './writers.ts'
import type { Account, DumpTable } from './writers.ts'

interface InstanceSubject {
  readonly instance: VrrpInstanceConfig
  readonly view: InstanceView
  readonly running: RunningInstanceView | null
  /** where its adverts go */
  readonly ownInterface: InterfaceView | undefined
  /** whose address is theirs */
  readonly base: InterfaceView | undefined
  readonly vmacIsUp: boolean
  readonly ownInterfaces: OwnInterfaces
  readonly account: Account
}

export function dumpInstances(config: Config, view: VrrpView): string[] {
  if (config.vrrp.instances.length === 0) return []
  const ownInterfaces = findOwnInterfaces(config.vrrp, view.interfaces)
  const written = config.vrrp.instances.flatMap((instance) => dumpInstance(instance, config, view, ownInterfaces))
  return ['------< VRRP Topology >------', ...written]
}

function dumpInstance(
  instance: VrrpInstanceConfig,
  config: Config,
  view: VrrpView,
  ownInterfaces: OwnInterfaces,
): string[] {
  const own = view.instances[instance.name] ?? { wantState: 'BACKUP', configFaults: 0, running: null }
  const find = (name: string | null | undefined): InterfaceView | undefined =>
    view.interfaces.find((each) => each.name === name)
  const vmac = find(instance.vmac?.name)
  const subject: InstanceSubject = {
    instance,
    view: own,
    running: own.running,
    ownInterface: find(instance.interface),
    base: find(instance.base ?? instance.interface),
    vmacIsUp: vmac?.up === true && vmac.running,
    ownInterfaces,
    account: config.global,
  }
  return [` VRRP Instance = ${instance.name}`, ...writeTable(table, subject, 3)]
}

const table: DumpTable<InstanceSubject> = [
  row('VRRP Version', ({ instance }) => instance.version),
  row('Sync group', ({ instance }) => instance.syncGroup),
  text(({ instance }) => (instance.family === 6 ? 'Using Native IPv6' : null)),
  row('State', ({ running }) => running?.state),
  row('Master router', ({ running }) => (running?.master ? writeIp(running.master.address) : null)),
  row('Master priority', ({ running }) => running?.master?.priority),
  row('Master advert int', ({ instance, running }) =>
    instance.version === 3 && running?.master ? `${(running.master.advertIntervalUs / US_PER_S).toFixed(2)} sec` : null,
  ),
  lines(({ instance }) => flags(instance)),
  row('Wantstate', ({ view }) => view.wantState),
  row('Number of config faults', ({ view }) => view.configFaults),
  row('Number of interface and track script faults', ({ running }) => running?.faults),
  row('Number of track scripts init', ({ running }) => running?.scriptsInit),
  row('Last transition', ({ running }) => running && moment(running.lastTransition, 'Never')),
  row('Read timeout', ({ running }) => running && moment(running.readTimeout, 'DISABLED')),
  row('Master down timer', ({ running }) => (running === null ? null : `${running.masterDownTimerUs} usecs`)),
  lines((subject) => ownInterface(subject)),
  row('Interface', ({ instance }) => interfaceOf(instance)),
  text(({ instance }) => (instance.dontTrackPrimary ? 'VRRP interface tracking disabled' : null)),
  text(({ instance }) => (instance.skipCheckAdvAddr ? 'Skip checking advert IP addresses' : null)),
  text(({ instance }) => (instance.strict ? 'Enforcing strict VRRP compliance' : null)),
  row('Using src_ip', (subject) => sourceAddress(subject)),
  text(({ instance, ownInterface }) => multicastAddress(instance, ownInterface)),
  row('Gratuitous ARP delay', ({ instance }) => writeWholeSeconds(instance.garp.delayUs)),
  row('Gratuitous ARP repeat', ({ instance }) => instance.garp.repeat),
  row('Gratuitous ARP refresh', ({ instance }) => writeWholeSeconds(instance.garp.refreshUs)),
  row('Gratuitous ARP refresh repeat', ({ instance }) => instance.garp.refreshRepeat),
  row('Gratuitous ARP lower priority delay', ({ instance }) => writeWholeSeconds(instance.garp.lowerPrioDelayUs)),
  row('Gratuitous ARP lower priority repeat', ({ instance }) => instance.garp.lowerPrioRepeat),
  row('Down timer adverts', ({ instance }) => instance.downTimerAdverts),
  lines(({ instance, running }) => extraGarpOf(instance, running?.nextExtraGarp ?? null)),
  row('Send advert after receive lower priority advert', ({ instance }) => trueFalse(!instance.lowerPrioNoAdvert)),
  row('Send advert after receive higher priority advert', ({ instance }) => trueFalse(instance.higherPrioSendAdvert)),
  row('Virtual Router ID', ({ instance }) => instance.vrid),
  row('Priority', ({ instance }) => instance.priority),
  row('Effective priority', ({ running }) => running?.effectivePriority),
  row('Total priority', ({ running }) => running?.totalPriority),
  row('Advert interval', ({ instance }) => advertInterval(instance)),
  row('Master advert interval', ({ instance, running }) =>
    instance.version === 3 && running?.master
      ? `${Math.floor(running.master.advertIntervalUs / US_PER_MS)} milli-sec`
      : null,
  ),
  row('Accept', ({ instance }) => enabledDisabled(instance.accept)),
  row('Preempt', ({ instance }) => enabledDisabled(instance.preempt)),
  row('Preempt delay', ({ instance }) =>
    instance.preemptDelayUs > 0 ? `${writeShortSeconds(instance.preemptDelayUs)} secs` : null,
  ),
  row('Promote_secondaries', ({ instance }) => enabledDisabled(instance.promoteSecondaries)),
  // compat: the password of the authentication header is not shown, the one that is sent in clear is.
  row('Authentication type', ({ instance }) =>
    instance.version === 3
      ? null
      : { none: 'none', pass: 'SIMPLE_PASSWORD', ah: 'IPSEC_AH' }[instance.authentication.kind],
  ),
  row('Password', ({ instance }) =>
    instance.authentication.kind === 'pass' ? writeOctets(revealSecret(instance.authentication.password)) : null,
  ),
  row('Kernel rx buffer size', ({ instance }) => (instance.kernelRxBufSize === 0 ? null : instance.kernelRxBufSize)),
  row('Debug level', ({ instance }) => (instance.debugLevel === 0 ? null : instance.debugLevel)),
  lines((subject) => {
    const list = subject.instance.addresses
    return list.length === 0 ? [] : [`Virtual IP (${list.length}):`, ...addresses(list, subject)]
  }),
  lines((subject) => {
    const list = subject.instance.excludedAddresses
    return list.length === 0 ? [] : ['Virtual IP Excluded :', ...addresses(list, subject)]
  }),
  lines(({ instance }) => (instance.unicastPeers.length === 0 ? [] : unicast(instance))),
  text(({ running }) =>
    running === null || running.sockets === null
      ? 'No sockets allocated'
      : `fd_in ${running.sockets.receive}, fd_out ${running.sockets.send}`,
  ),
  lines(({ instance }) => titled('Virtual Routes :', (instance.routes ?? []).map(writeRoute))),
  lines(({ instance }) => titled('Virtual Rules :', (instance.rules ?? []).map(writeRule))),
  lines(({ instance }) =>
    titled(
      'Tracked interfaces :',
      // compat: its own interface is tracked anyway, and not listed.
      instance.trackInterfaces
        .filter((each) => each.interface !== instance.interface)
        .map((each) => `${each.interface} weight ${weight(each)}`),
    ),
  ),
  lines(({ instance }) =>
    titled(
      'Tracked scripts :',
      instance.trackScripts.map((each) => `${each.script} weight ${weight(each)}`),
    ),
  ),
  lines(({ instance }) =>
    titled(
      'Tracked files :',
      (instance.trackFiles ?? []).map((each) => `${each.file}, weight ${weight(each)}`),
    ),
  ),
  lines(({ instance }) =>
    titled(
      'Tracked processes :',
      instance.trackProcesses.map((each) => `${each.process}, weight ${weight(each)}`),
    ),
  ),
  lines(({ instance }) =>
    titled(
      'Tracked BFDs :',
      (instance.trackBfd ?? []).map((each) => `${each.session}: weight ${weight(each)}`),
    ),
  ),
  row('Using smtp notification', ({ instance }) => yesNo(instance.smtpAlert)),
  row('Notify deleted', ({ instance }) => (instance.notifyDeleted ? 'Deleted' : 'Fault')),
  row('Backup state transition script', ({ instance, account }) => script(instance.notify.backup, account)),
  row('Master state transition script', ({ instance, account }) => script(instance.notify.master, account)),
  row('Fault state transition script', ({ instance, account }) => script(instance.notify.fault, account)),
  row('Stop state transition script', ({ instance, account }) => script(instance.notify.stop, account)),
  row('Deleted state transition script', ({ instance, account }) => script(instance.notify.deleted, account)),
  row('Generic state transition script', ({ instance, account }) => script(instance.notify.any, account)),
  row('Master rx lower pri state transition script', ({ instance, account }) =>
    script(instance.notify.masterRxLowerPri, account),
  ),
  row('Notify priority changes', ({ instance }) => trueFalse(instance.notifyPriorityChanges)),
]

function moment(at: WallClock | null, otherwise: string): string {
  return at === null ? otherwise : writeWallClock(at)
}

/** compat: the heading stands alone when some flag is set that has its own line elsewhere, or none. */
function flags(instance: VrrpInstanceConfig): string[] {
  const unicast = instance.unicastPeers.length > 0
  const shown = [
    unicast ? '  Using unicast' : null,
    !unicast && (instance.unicastWords === true || instance.unicastFaultNoPeer === true)
      ? '  Unicast config option specified but using multicast'
      : null,
    instance.unicastFaultNoPeer === true ? '  If unicast go to fault state if no peers' : null,
  ].filter((line) => line !== null)
  const silent =
    !instance.preempt ||
    instance.dontTrackPrimary ||
    instance.skipCheckAdvAddr ||
    instance.promoteSecondaries ||
    instance.garp.extra.everyInterface ||
    instance.vmac !== undefined ||
    instance.vmacForAddresses === true ||
    instance.asksForPolling === true ||
    instance.sourceIp !== null
  return shown.length === 0 && !silent ? ['Flags: none'] : ['Flags:', ...shown]
}

/** Until the interface is made, the name that it will have unless that is taken. */
function nameOf({ name }: VmacConfig, vrid: number): string {
  return name ?? `vrrp.${vrid}`
}

function interfaceOf({ interface: name, base = name, vmac, vrid }: VrrpInstanceConfig): string {
  if (vmac === undefined) return name
  const kind = vmac.kind === 'macvlan' ? 'vmac' : 'ipvlan'
  return `${nameOf(vmac, vrid)}, ${kind} on ${base}${vmac.transmitsOnBase ? ', xmit base i/f' : ''}`
}

const IPVLAN_TYPES = ['bridge', 'private', 'vepa']

function ownInterface({ instance: { vmac, vmacForAddresses, vrid }, vmacIsUp }: InstanceSubject): string[] {
  const forAddresses = vmacForAddresses === true ? ['Use VMAC for VIPs on other interfaces'] : []
  if (vmac === undefined) return forAddresses
  if (vmac.kind === 'ipvlan') {
    const address = vmac.address === null ? '' : `, i/f address = ${writeIpPrefix(vmac.address)}`
    const type = IPVLAN_TYPES[vmac.flags] ?? ''
    return [
      `Use IPVLAN, i/f ${nameOf(vmac, vrid)}, is_up = ${trueFalse(vmacIsUp)}${address}, type ${type}`,
      ...forAddresses,
    ]
  }
  return [
    `Use VMAC, i/f name ${nameOf(vmac, vrid)}, is_up = ${trueFalse(vmacIsUp)}, xmit_base = ${trueFalse(vmac.transmitsOnBase)}`,
    ...(vmac.mac === null ? [] : [`  MAC = ${writeHex(vmac.mac, ':')}`]),
    ...forAddresses,
  ]
}

function sourceAddress({ instance, base }: InstanceSubject): string | null {
  if (instance.sourceIp !== null) return `${writeIp(instance.sourceIp)} (from configuration)`
  const found = base === undefined ? null : instance.family === 4 ? primaryOf(base) : linkLocalOf(base)
  return found === null ? null : writeIp(found)
}

function multicastAddress(instance: VrrpInstanceConfig, ownInterface: InterfaceView | undefined): string | null {
  if (instance.unicastPeers.length > 0) return null
  const scope = instance.family === 6 ? `, ifindex ${ownInterface?.index ?? 0}` : ''
  return `Multicast address ${writeIp(instance.mcastGroup)}${scope}`
}

function advertInterval(instance: VrrpInstanceConfig): string {
  return instance.version === 2
    ? `${writeWholeSeconds(instance.advertIntervalUs)} sec`
    : `${Math.floor(instance.advertIntervalUs / US_PER_MS)} milli-sec`
}

const DEFAULT_TTL = 255

function unicast(instance: VrrpInstanceConfig): string[] {
  // compat: the original never looks whether it should, unless told to in the configuration.
  const checksum = { auto: 'no', always: 'config', never: 'never' }[instance.oldUnicastChecksum ?? 'auto']
  const ttl = instance.unicastTtl ?? (instance.family === 4 ? DEFAULT_TTL : null)
  return [
    ...(ttl === null ? [] : [`Unicast TTL = ${ttl}`]),
    `Check unicast src : ${yesNo(instance.checkUnicastSource)}`,
    'Unicast Peer :',
    ...instance.unicastPeers.map((peer) => `  ${writeIp(peer.address)} min_ttl ${peer.minTtl} max_ttl ${peer.maxTtl}`),
    `Unicast checksum compatibility = ${checksum}`,
  ]
}

function script(command: Parameters<typeof writeScript>[0] | null, account: Account): string | null {
  return command === null ? null : writeScript(command, account)
}

function titled(title: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : [title, ...entries.map((entry) => `  ${entry}`)]
}

function weight(tracked: { readonly weight: number; readonly reverse: boolean }): string {
  return `${tracked.weight}${tracked.reverse ? ' reverse' : ''}`
}

function addresses(list: readonly VirtualAddress[], { view, ownInterfaces }: InstanceSubject): string[] {
  const { running, addressesSet = [] } = view
  const set = running?.addressesSet ?? addressesSet
  return list.map((each) => {
    const base = ownInterfaces.get(each.interface)?.base.name ?? null
    return `  ${writeAddress(each, base)}${set.includes(writeIpPrefix(each)) ? ' set' : ''}`
  })
}
