/** Section "LVS Topology": groups of addresses, virtual servers and their real servers. Flags are those of linux/ip_vs.h. */
import { addToAddress, writeIp } from '../../lib/ip.ts'
import type { IpAddress } from '../../lib/ip.ts'
import type { Config, VirtualServerConfig, VirtualServerGroupConfig, VirtualServiceAddress } from '../config.ts'
import { serviceKeyOf } from '../service-key.ts'
import { rootContext } from '../grammar/root.ts'
import { virtualServerContext } from '../grammar/virtual-server.ts'
import { linesOf } from './keyword-lines.ts'
import { dumpRealServer } from './real-server.ts'
import { DEFAULT_CONNECT_TIMEOUT_US, otherForwarding, plainForwarding } from './service-values.ts'
import type { LvsView, VirtualServerView } from './view.ts'
import { enabledDisabled, oneZero, row, text, writeTable, yesNo } from './writers.ts'
import type { Account, DumpTable } from './writers.ts'

interface ServiceSubject {
  readonly service: VirtualServerConfig
  readonly view: VirtualServerView
  readonly account: Account
  readonly family: 4 | 6
  readonly marked: boolean
  readonly smtpAlert: boolean
}

export function dumpLvs(config: Config, view: LvsView): string[] {
  if (config.lvs.virtualServers.length === 0) return []
  return [
    '------< LVS Topology >------',
    ' System is compiled with LVS v1.2.1',
    ...config.lvs.groups.flatMap((group) => dumpGroup(group, config, view)),
    ...config.lvs.virtualServers.flatMap((service) => dumpVirtualServer(service, config, view)),
  ]
}

const NO_VIEW: VirtualServerView = { alive: true, quorumUp: true, reloaded: false, realServers: {} }

function dumpVirtualServer(service: VirtualServerConfig, config: Config, view: LvsView): string[] {
  const own = view.virtualServers[serviceKeyOf(service)] ?? NO_VIEW
  const subject: ServiceSubject = {
    service,
    view: own,
    account: config.global,
    family: familyOf(service, config),
    marked: isMarked(service, config),
    smtpAlert: service.smtpAlert ?? config.global.smtpAlertChecker ?? config.global.smtpAlert ?? false,
  }
  return [
    ' ------< Virtual server >------',
    ` ${targetOf(service)}`,
    ...writeTable(table, subject, 3),
    ...service.realServers.flatMap((server) => dumpRealServer(server, service, own, config.global)),
  ]
}

function targetOf({ id, target }: VirtualServerConfig): string {
  switch (target.kind) {
    case 'group':
      return `VS GROUP = ${id}`
    case 'fwmark':
      return `VS FWMARK = ${target.fwmark}`
    case 'address':
      return `VS VIP = ${writeIp(target.address)}, VPORT = ${target.port}`
    case 'range':
      return `VS VIP Range = ${writeRange(target)}, VPORT = ${target.port}`
  }
}

function familyOf(service: VirtualServerConfig, config: Config): 4 | 6 {
  if (service.family !== undefined) return service.family
  const { target } = service
  if (target.kind === 'fwmark') return target.family ?? service.realServers[0]?.address.family ?? 4
  if (target.kind !== 'group') return target.address.family
  const members = config.lvs.groups.find((group) => group.name === target.group)?.members ?? []
  const first = members.find((member) => member.kind !== 'fwmark')
  return first?.address.family ?? service.realServers[0]?.address.family ?? 4
}

/** A service of marks has no protocol. */
function isMarked({ target }: VirtualServerConfig, config: Config): boolean {
  if (target.kind !== 'group') return target.kind === 'fwmark'
  const group = config.lvs.groups.find((each) => each.name === target.group)
  return group !== undefined && group.members.length > 0 && group.members.every((member) => member.kind === 'fwmark')
}

const line = linesOf(
  virtualServerContext,
  ({ service }: ServiceSubject) => service,
  ({ account }) => account,
)

const SVC_F_HASHED = 0x2
/** IP_VS_SVC_F_SCHED1 to 3, by the words that are shown for a scheduler. */
const SCHEDULER_FLAGS = [
  ['flag-1', 0x8],
  ['flag-2', 0x10],
  ['flag-3', 0x20],
] as const

/** compat: the hashing schedulers show two flags, by name and the second one first. */
const HASHING_FLAGS = [
  ['sh-port', 0x10],
  ['sh-fallback', 0x8],
  ['mh-port', 0x10],
  ['mh-fallback', 0x8],
] as const

const table: DumpTable<ServiceSubject> = [
  line('virtualhost'),
  row('Address family', ({ family }) => (family === 4 ? 'inet' : 'inet6')),
  line('connect_timeout', ({ service }) => service.connectTimeoutUs ?? DEFAULT_CONNECT_TIMEOUT_US),
  line('delay_loop'),
  line('lvs_sched'),
  row('Hashed', ({ service }) => enabledDisabled((service.schedulerFlags & SVC_F_HASHED) !== 0)),
  ...HASHING_FLAGS.map(([word, bit]) =>
    line(word, ({ service: { scheduler, schedulerFlags } }) =>
      word.startsWith(`${scheduler}-`) ? (schedulerFlags & bit) !== 0 : null,
    ),
  ),
  ...SCHEDULER_FLAGS.map(([word, bit]) =>
    line(word, ({ service }) => (isHashing(service) ? null : (service.schedulerFlags & bit) !== 0)),
  ),
  line(
    'ops',
    ({ service }) =>
      enabledDisabled(service.onePacket) +
      (service.onePacket && service.protocol !== 'UDP' ? ' (inactive due to not UDP)' : ''),
  ),
  line('persistence_timeout'),
  line('persistence_granularity', ({ service, family }) => granularity(service, family)),
  line('protocol', ({ service, marked }) => (marked ? 'none' : service.protocol)),
  line('alpha'),
  line('omega'),
  line('retry'),
  line('delay_before_retry'),
  line('warmup'),
  line('inhibit_on_failure'),
  line('quorum', ({ service }) => `${service.quorum}, hysteresis = ${service.hysteresis}`),
  line('quorum_up'),
  line('quorum_down'),
  line('ha_suspend'),
  line('smtp_alert', ({ smtpAlert }) => smtpAlert),
  line('lvs_method', ({ service }) => plainForwarding(service)),
  text(({ service }) => otherForwarding(service)),
  line('sorry_server', ({ service, marked }) => sorryServer(service, marked)),
  line('sorry_server_lvs_method', ({ service: { sorryServer: sorry } }) => sorry && plainForwarding(sorry)),
  text(({ service: { sorryServer: sorry } }) => sorry && otherForwarding(sorry)),
  line('sorry_server_inhibit', ({ service }) => service.sorryServer?.inhibit),
  row('alive', ({ view }) => oneZero(view.alive)),
  row('quorum_state_up', ({ view }) => oneZero(view.quorumUp)),
  row('reloaded', ({ view }) => oneZero(view.reloaded)),
]

function isHashing({ scheduler }: VirtualServerConfig): boolean {
  return scheduler === 'sh' || scheduler === 'mh'
}

/** Of IPv4 a mask, of IPv6 a length; single clients are not mentioned. */
function granularity(
  { persistenceTimeoutS, persistenceGranularity: length }: VirtualServerConfig,
  family: 4 | 6,
): string | null {
  if (persistenceTimeoutS === 0 || length === (family === 4 ? 32 : 128)) return null
  if (family === 6) return String(length)
  const mask = length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0
  return [24, 16, 8, 0].map((shift) => (mask >>> shift) & 0xff).join('.')
}

function sorryServer({ sorryServer: sorry, protocol }: VirtualServerConfig, marked: boolean): string | null {
  return sorry && `[${writeIp(sorry.address)}]:${marked ? 'none' : protocol.toLowerCase()}:${sorry.port}`
}

const groupLine = linesOf(rootContext, (group: VirtualServerGroupConfig) => group)

function dumpGroup(group: VirtualServerGroupConfig, config: Config, view: LvsView): string[] {
  const has = (family: 4 | 6): string =>
    yesNo(group.members.some((member) => member.kind !== 'fwmark' && member.address.family === family))
  const users = config.lvs.virtualServers.filter(({ target }) => target.kind === 'group' && target.group === group.name)
  return [
    ' ------< Virtual server group >------',
    ...writeTable(
      [groupLine('virtual_server_group', () => `${group.name}, IPv4 = ${has(4)}, IPv6 = ${has(6)}`)],
      group,
      1,
    ),
    ...marksOf(users, view),
    ...group.members.flatMap((member) => [
      `   ${writeMember(member)}`,
      `     ${aliveOf(member, users, config, view)}`,
      '     reloaded = False',
    ]),
  ]
}

function marksOf(users: readonly VirtualServerConfig[], { marks }: LvsView): string[] {
  const ofProtocol = Object.fromEntries(users.map((user) => [user.protocol, marks[serviceKeyOf(user)] ?? 0]))
  if (Object.values(ofProtocol).every((mark) => mark === 0)) return []
  return [`  Fwmark ${(['TCP', 'UDP', 'SCTP'] as const).map((each) => `${each}: ${ofProtocol[each] ?? 0}`).join(' ')}`]
}

function writeMember(member: VirtualServiceAddress): string {
  switch (member.kind) {
    case 'fwmark':
      return `FWMARK = ${member.fwmark}`
    case 'address':
      return `VIP = ${writeIp(member.address)}, VPORT = ${member.port}`
    case 'range':
      return `VIP Range = ${writeRange(member)}, VPORT = ${member.port}`
  }
}

function writeRange({ address, count }: { readonly address: IpAddress; readonly count: number }): string {
  return `${writeIp(address)}-${writeIp(addToAddress(address, count - 1))}`
}

/** How many destinations the kernel has behind the member: real servers that are set, and a sorry server at work. */
function aliveOf(
  member: VirtualServiceAddress,
  users: readonly VirtualServerConfig[],
  config: Config,
  view: LvsView,
): string {
  const counts = { TCP: 0, UDP: 0, SCTP: 0, 4: 0, 6: 0 }
  for (const service of users) {
    const own = view.virtualServers[serviceKeyOf(service)] ?? NO_VIEW
    const set = service.realServers.filter((server) => own.realServers[server.id]?.set === true).length
    const destinations = set + (!own.quorumUp && service.sorryServer !== null ? 1 : 0)
    counts[service.protocol] += destinations
    counts[familyOf(service, config)] += destinations
  }
  return member.kind === 'fwmark'
    ? `Alive: ${counts[4]} IPv4, ${counts[6]} IPv6`
    : `Alive: ${counts.TCP} tcp, ${counts.UDP} udp, ${counts.SCTP} sctp`
}
