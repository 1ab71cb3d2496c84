/** Section "VRRP Topology": the instances. */
import { writeIp, writeIpPrefix } from '../../lib/ip.ts'
import { revealSecret } from '../../lib/secret.ts'
import { US_PER_MS, US_PER_S } from '../../lib/time.ts'
import type { Config, VirtualAddress, VmacConfig, VrrpInstanceConfig } from '../config.ts'
import { writeAddress } from './addresses.ts'
import { authenticationContext, instanceContext } from '../grammar/vrrp-instance.ts'
import { extraGarpOf, nextExtraGarp } from './extra-garp.ts'
import { linkLocalOf, primaryOf, withOwnAddresses } from './interfaces.ts'
import { linesOf } from './keyword-lines.ts'
import { findOwnInterfaces } from './own-interfaces.ts'
import type { OwnInterfaces } from './own-interfaces.ts'
import { writeRoute, writeRule } from './routes.ts'
import { trackingLists } from './tracked-entries.ts'
import { writeWallClock } from './wall-clock.ts'
import type { InstanceView, InterfaceView, RunningInstanceView, VrrpView, WallClock } from './view.ts'
import {
  lines,
  row,
  text,
  trueFalse,
  writeHex,
  writeOctets,
  writeScript,
  writeTable,
  writeWholeSeconds,
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
  const known = { ...view, interfaces: withOwnAddresses(view.interfaces, config.vrrp) }
  const written = config.vrrp.instances.flatMap((instance) => dumpInstance(instance, config, known, ownInterfaces))
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

const line = linesOf(
  instanceContext,
  ({ instance }: InstanceSubject) => instance,
  ({ account }) => account,
)
const authentication = linesOf(authenticationContext, ({ instance }: InstanceSubject) => instance.authentication)

const table: DumpTable<InstanceSubject> = [
  line('version'),
  row('Sync group', ({ instance }) => instance.syncGroup),
  text(({ instance }) => (instance.family === 6 ? 'Using Native IPv6' : null)),
  row('State', ({ running }) => running?.state),
  row('Master router', ({ running }) => (running?.master ? writeIp(running.master.address) : null)),
  row('Master priority', ({ running }) => running?.master?.priority),
  row('Master advert int', ({ instance, running }) =>
    instance.version === 3 && running?.master ? `${(running.master.advertIntervalUs / US_PER_S).toFixed(2)} sec` : null,
  ),
  // compat: this old keyword is all that shows nothing but the heading, and it is not alone in that.
  line('linkbeat_use_polling', ({ instance }) => (hasFlags(instance) ? '' : ' none')),
  text(({ instance }) => (isUnicast(instance) ? '  Using unicast' : null)),
  text(({ instance }) =>
    !isUnicast(instance) && (instance.unicastWords === true || instance.unicastFaultNoPeer === true)
      ? '  Unicast config option specified but using multicast'
      : null,
  ),
  line('unicast_fault_no_peer'),
  line('state', ({ view }) => view.wantState),
  row('Number of config faults', ({ view }) => view.configFaults),
  row('Number of interface and track script faults', ({ running }) => running?.faults),
  row('Number of track scripts init', ({ running }) => running?.scriptsInit),
  row('Last transition', ({ running }) => running && moment(running.lastTransition, 'Never')),
  row('Read timeout', ({ running }) => running && moment(running.readTimeout, 'DISABLED')),
  row('Master down timer', ({ running }) => (running === null ? null : `${running.masterDownTimerUs} usecs`)),
  line('use_ipvlan', (subject) => ipvlan(subject)),
  line('use_vmac', (subject) => macvlan(subject)),
  row('  MAC', ({ instance: { vmac } }) =>
    vmac?.kind === 'macvlan' && vmac.mac !== null ? writeHex(vmac.mac, ':') : null,
  ),
  line('use_vmac_addr', ({ instance }) => instance.vmacForAddresses),
  line('interface', ({ instance }) => interfaceOf(instance)),
  line('dont_track_primary'),
  line('skip_check_adv_addr'),
  line('strict_mode'),
  line('mcast_src_ip', (subject) => sourceAddress(subject)),
  line('mcast_dst_ip', ({ instance, ownInterface }) => multicastAddress(instance, ownInterface)),
  line('garp_master_delay', ({ instance }) => instance.garp.delayUs),
  line('garp_master_repeat', ({ instance }) => instance.garp.repeat),
  line('garp_master_refresh', ({ instance }) => instance.garp.refreshUs),
  line('garp_master_refresh_repeat', ({ instance }) => instance.garp.refreshRepeat),
  line('garp_lower_prio_delay', ({ instance }) => instance.garp.lowerPrioDelayUs),
  line('garp_lower_prio_repeat', ({ instance }) => instance.garp.lowerPrioRepeat),
  line('down_timer_adverts'),
  line('garp_extra_if', ({ instance }) => extraGarpOf(instance)),
  row('Next gratuitous ARP for such secondary', ({ instance, running }) =>
    nextExtraGarp(instance, running?.nextExtraGarp ?? null),
  ),
  line('lower_prio_no_advert'),
  line('higher_prio_send_advert'),
  line('virtual_router_id'),
  line('priority'),
  row('Effective priority', ({ running }) => running?.effectivePriority),
  row('Total priority', ({ running }) => running?.totalPriority),
  line('advert_int', ({ instance }) => advertInterval(instance)),
  row('Master advert interval', ({ instance, running }) =>
    instance.version === 3 && running?.master
      ? `${Math.floor(running.master.advertIntervalUs / US_PER_MS)} milli-sec`
      : null,
  ),
  line('accept'),
  line('preempt'),
  line('preempt_delay'),
  line('promote_secondaries'),
  // compat: the password of the authentication header is not shown, the one that is sent in clear is.
  authentication('auth_type', ({ instance }) =>
    instance.version === 3
      ? null
      : { none: 'none', pass: 'SIMPLE_PASSWORD', ah: 'IPSEC_AH' }[instance.authentication.kind],
  ),
  authentication('auth_pass', ({ instance }) =>
    instance.authentication.kind === 'pass' ? writeOctets(revealSecret(instance.authentication.password)) : null,
  ),
  line('kernel_rx_buf_size'),
  line('debug', ({ instance }) => instance.debugLevel),
  // compat: this title alone counts, and stands close to its colon.
  line('virtual_ipaddress', ({ instance: { addresses } }) =>
    addresses.length === 0 ? null : `(${addresses.length}):`,
  ),
  lines((subject) => addresses(subject.instance.addresses, subject).map((address) => `  ${address}`)),
  line('virtual_ipaddress_excluded', (subject) => addresses(subject.instance.excludedAddresses, subject)),
  line('unicast_ttl', ({ instance }) =>
    isUnicast(instance) ? (instance.unicastTtl ?? (instance.family === 4 ? DEFAULT_TTL : null)) : null,
  ),
  line('check_unicast_src', ({ instance }) => (isUnicast(instance) ? instance.checkUnicastSource : null)),
  line('unicast_peer', ({ instance }) =>
    instance.unicastPeers.map((peer) => `${writeIp(peer.address)} min_ttl ${peer.minTtl} max_ttl ${peer.maxTtl}`),
  ),
  // compat: the original never looks whether it should, unless told to in the configuration.
  line('old_unicast_checksum', ({ instance }) =>
    isUnicast(instance) ? (instance.oldUnicastChecksum ?? 'auto') : null,
  ),
  text(({ running }) =>
    running === null || running.sockets === null
      ? 'No sockets allocated'
      : `fd_in ${running.sockets.receive}, fd_out ${running.sockets.send}`,
  ),
  line('virtual_routes', ({ instance }) => instance.routes?.map(writeRoute)),
  line('virtual_rules', ({ instance }) => instance.rules?.map(writeRule)),
  // compat: its own interface is tracked anyway, and not listed.
  ...trackingLists(line, ({ instance }) => ({
    ...instance,
    trackInterfaces: instance.trackInterfaces.filter((each) => each.interface !== instance.interface),
  })),
  line('smtp_alert'),
  line('notify_deleted'),
  line('notify_backup', ({ instance }) => instance.notify.backup),
  line('notify_master', ({ instance }) => instance.notify.master),
  line('notify_fault', ({ instance }) => instance.notify.fault),
  line('notify_stop', ({ instance }) => instance.notify.stop),
  // The other line of notify_deleted.
  row(
    'Deleted state transition script',
    ({ instance: { notify }, account }) => notify.deleted && writeScript(notify.deleted, account),
  ),
  line('notify', ({ instance }) => instance.notify.any),
  line('notify_master_rx_lower_pri', ({ instance }) => instance.notify.masterRxLowerPri),
  line('notify_priority_changes'),
]

function moment(at: WallClock | null, otherwise: string): string {
  return at === null ? otherwise : writeWallClock(at)
}

function isUnicast({ unicastPeers }: VrrpInstanceConfig): boolean {
  return unicastPeers.length > 0
}

/** compat: some have a line elsewhere, some have none. */
function hasFlags(instance: VrrpInstanceConfig): boolean {
  return (
    isUnicast(instance) ||
    instance.unicastWords === true ||
    instance.unicastFaultNoPeer === true ||
    !instance.preempt ||
    instance.dontTrackPrimary ||
    instance.skipCheckAdvAddr ||
    instance.promoteSecondaries ||
    instance.garp.extra.everyInterface ||
    instance.vmac !== undefined ||
    instance.vmacForAddresses === true ||
    instance.asksForPolling === true ||
    instance.sourceIp !== null
  )
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

function ipvlan({ instance: { vmac, vrid }, vmacIsUp }: InstanceSubject): string | null {
  if (vmac?.kind !== 'ipvlan') return null
  const address = vmac.address === null ? '' : `, i/f address = ${writeIpPrefix(vmac.address)}`
  const type = IPVLAN_TYPES[vmac.flags] ?? ''
  return `i/f ${nameOf(vmac, vrid)}, is_up = ${trueFalse(vmacIsUp)}${address}, type ${type}`
}

function macvlan({ instance: { vmac, vrid }, vmacIsUp }: InstanceSubject): string | null {
  if (vmac?.kind !== 'macvlan') return null
  return `i/f name ${nameOf(vmac, vrid)}, is_up = ${trueFalse(vmacIsUp)}, xmit_base = ${trueFalse(vmac.transmitsOnBase)}`
}

function sourceAddress({ instance, base }: InstanceSubject): string | null {
  if (instance.sourceIp !== null) return `${writeIp(instance.sourceIp)} (from configuration)`
  const found = base === undefined ? null : instance.family === 4 ? primaryOf(base) : linkLocalOf(base)
  return base === undefined ? null : found === null ? '(none)' : writeIp(found)
}

function multicastAddress(instance: VrrpInstanceConfig, ownInterface: InterfaceView | undefined): string | null {
  if (isUnicast(instance)) return null
  const scope = instance.family === 6 ? `, ifindex ${ownInterface?.index ?? 0}` : ''
  return `${writeIp(instance.mcastGroup)}${scope}`
}

function advertInterval(instance: VrrpInstanceConfig): string {
  return instance.version === 2
    ? `${writeWholeSeconds(instance.advertIntervalUs)} sec`
    : `${Math.floor(instance.advertIntervalUs / US_PER_MS)} milli-sec`
}

const DEFAULT_TTL = 255

function addresses(list: readonly VirtualAddress[], { view, ownInterfaces }: InstanceSubject): string[] {
  const { running, addressesSet = [] } = view
  const set = running?.addressesSet ?? addressesSet
  return list.map((each) => {
    const base = ownInterfaces.get(each.interface)?.base.name ?? null
    return `${writeAddress(each, base)}${set.includes(writeIpPrefix(each)) ? ' set' : ''}`
  })
}
