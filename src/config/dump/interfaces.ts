/** Section "Interfaces": the kernel's table, and who tracks which interface. linux/if_arp.h names the hardware. */
import { isLinkLocal, writeIp } from '../../lib/ip.ts'
import type { IpAddress } from '../../lib/ip.ts'
import { US_PER_MS } from '../../lib/time.ts'
import type { Config, GarpGroupConfig, LinkbeatWay, LinkDelaysConfig, VrrpConfig } from '../config.ts'
import { effectiveLinkDelays } from '../link-delays.ts'
import { rootContext } from '../grammar/root.ts'
import { linesOf } from './keyword-lines.ts'
import { announcedInterfaces, findOwnInterfaces } from './own-interfaces.ts'
import { trackersOfInterface, writeTracker } from './tracking.ts'
import type { Tracker } from './tracking.ts'
import type { InterfaceView, VrrpView } from './view.ts'
import { lines, oneZero, row, text, writeHex, writeTable } from './writers.ts'
import type { DumpTable } from './writers.ts'

interface InterfaceSubject {
  readonly facts: InterfaceView
  readonly trackers: readonly Tracker[]
  readonly changeable: boolean
  /** its garp_group, or the global gaps */
  readonly gaps: Pick<GarpGroupConfig, 'aggregation' | 'garpIntervalUs' | 'gnaIntervalUs'> | null
  /** what is below one that is ours; null: it is none */
  readonly base: InterfaceView | null
  /** ours above it that the kernel's ARP must keep apart from it */
  readonly settledAbove: number
  readonly promoters: number
  readonly delays: LinkDelaysConfig | null
}

export function dumpInterfaces(config: Config, view: VrrpView): string[] {
  if (view.interfaces.length === 0) return []
  const { global, vrrp } = config
  const delays = effectiveLinkDelays(vrrp)
  const own = findOwnInterfaces(vrrp, view.interfaces)
  const announced = announcedInterfaces(vrrp, own)
  const written = withOwnAddresses(view.interfaces, vrrp).flatMap((facts) => {
    const group = vrrp.garpGroups?.find((each) => each.interfaces.includes(facts.name))
    const owner = vrrp.instances.find(({ vmac }) => vmac?.name === facts.name)
    const subject: InterfaceSubject = {
      facts,
      trackers: trackersOfInterface(vrrp, facts.name, own),
      changeable: global.allowInterfaceChanges === true && !facts.loopback && !own.has(facts.name),
      gaps: group ?? (announced.has(facts.name) ? globalGaps(global) : null),
      base: own.get(facts.name)?.base ?? null,
      settledAbove: [...own.values()].filter(({ base, settlesArp }) => settlesArp && base.name === facts.name).length,
      promoters: vrrp.instances.filter((instance) => instance.interface === facts.name && instance.promoteSecondaries)
        .length,
      // compat: the macvlan of an address has none.
      delays: (owner ? delays.byInstance.get(owner.name) : delays.byInterface.get(facts.name)) ?? null,
    }
    return [` Name = ${facts.name}`, ...writeTable(table, subject, 3)]
  })
  return ['------< Interfaces >------', ...written]
}

/** compat: what moves between routers is none of an interface's own addresses, even where the kernel has it there. */
export function withOwnAddresses(interfaces: readonly InterfaceView[], { instances }: VrrpConfig): InterfaceView[] {
  const keyOf = (name: string, address: IpAddress): string => `${name} ${writeIp(address)}`
  const moving = instances.flatMap((each) => [...each.addresses, ...each.excludedAddresses])
  const keys = new Set(moving.map((each) => keyOf(each.interface, each.address)))
  return interfaces.map((each) => ({
    ...each,
    addresses: each.addresses.filter(({ address }) => !keys.has(keyOf(each.name, address))),
  }))
}

/** The IPv4 address that the original takes as the interface's own: the first. */
export function primaryOf(facts: InterfaceView): IpAddress | null {
  return ipv4Of(facts)[0] ?? null
}

export function linkLocalOf(facts: InterfaceView): IpAddress | null {
  return facts.addresses.find(({ address }) => isLinkLocal(address))?.address ?? null
}

function ipv4Of(facts: InterfaceView): IpAddress[] {
  return facts.addresses.filter(({ address }) => address.family === 4).map(({ address }) => address)
}

/** ARPHRD_* to the original's names; any other is printed as a number. */
const HARDWARE: Readonly<Record<number, string>> = { 1: 'ETHERNET', 32: 'INFINIBAND', 772: 'LOOPBACK', 65534: 'NONE' }

const POLLED_BY: Readonly<Record<LinkbeatWay, string>> = {
  MII: 'NIC support MII regs',
  ETHTOOL: 'NIC support ETHTOOL GLINK interface',
  IOCTL: 'NIC ioctl refresh polling',
}

const line = linesOf(rootContext, (subject: InterfaceSubject) => subject)

const table: DumpTable<InterfaceSubject> = [
  row('index', ({ facts }) => facts.index),
  row('IPv4 address', ({ facts }) => writeOrNone(primaryOf(facts))),
  lines(({ facts }) => {
    const others = ipv4Of(facts).slice(1)
    return others.length === 0
      ? []
      : ['Additional IPv4 addresses :', ...others.map((address) => `  ${writeIp(address)}`)]
  }),
  row('IPv6 address', ({ facts }) => writeOrNone(linkLocalOf(facts))),
  row('MAC', ({ facts }) => macOf(facts, facts.mac)),
  row('MAC broadcast', ({ facts }) => macOf(facts, facts.macBroadcast)),
  row('State', ({ facts }) => stateOf(facts)),
  row('Seen up', ({ facts }) => oneZero(facts.up && facts.running)),
  row('Delayed state change running', () => 'false'),
  line('interface_up_down_delays', ({ delays }) => delays?.upUs ?? 0),
  row('Down debounce timer', ({ delays }) => `${delays?.downUs ?? 0}us`),
  text(({ base }) => base && `VMAC type private, underlying interface = ${base.name}, state = ${stateOf(base)}`),
  text(({ base }) => base && 'I/f created by keepalived'),
  text(({ changeable }) => (changeable ? 'Interface type/base can be changed' : null)),
  row('MTU', ({ facts }) => facts.mtu),
  row('HW Type', ({ facts }) => HARDWARE[facts.hardwareType] ?? facts.hardwareType),
  text(({ facts }) => (facts.polledBy === undefined ? 'NIC netlink status update' : POLLED_BY[facts.polledBy])),
  text(({ gaps }) => interval('Gratuitous ARP', gaps?.garpIntervalUs ?? null)),
  text(({ gaps }) => interval('Gratuitous NA', gaps?.gnaIntervalUs ?? null)),
  text(({ gaps }) =>
    gaps === null || gaps.aggregation === 0 ? null : `Gratuitous ARP aggregation group ${gaps.aggregation}`,
  ),
  text(({ settledAbove }) => `Reset ARP config counter ${settledAbove}`),
  text(() => 'Original arp_ignore 0'),
  text(() => 'Original arp_filter 0'),
  text(() => 'Original promote_secondaries 0'),
  text(({ promoters }) => `Reset promote_secondaries counter ${promoters}`),
  lines(({ trackers }) =>
    trackers.length === 0
      ? []
      : ['Tracking VRRP instances :', ...trackers.map((tracker) => `  ${writeTracker(tracker)}`)],
  ),
]

function writeOrNone(address: IpAddress | null): string {
  return address === null ? '(none)' : writeIp(address)
}

function macOf(facts: InterfaceView, mac: Uint8Array): string | null {
  return facts.loopback || mac.length === 0 ? null : writeHex(mac, ':')
}

function stateOf(facts: InterfaceView): string {
  const words = [
    facts.up ? 'UP' : 'not UP',
    facts.running ? 'RUNNING' : 'not RUNNING',
    facts.broadcast ? null : 'no broadcast',
    facts.loopback ? 'loopback' : null,
    facts.pointToPoint ? 'point to point' : null,
    facts.noArp ? 'no arp' : null,
    facts.multicast ? null : 'no multicast',
  ]
  return words.filter((word) => word !== null).join(', ')
}

function globalGaps({ garpIntervalUs, gnaIntervalUs }: Config['global']): InterfaceSubject['gaps'] {
  return { aggregation: 0, garpIntervalUs: garpIntervalUs || null, gnaIntervalUs: gnaIntervalUs || null }
}

function interval(name: string, us: number | null): string | null {
  return us === null ? null : `${name} interval ${Math.floor(us / US_PER_MS)}ms`
}
