/** Section "LVS Topology": groups of addresses, virtual servers and their real servers. Flags are those of linux/ip_vs.h. */
import { writeIp } from '../../lib/ip.ts'
import type { IpAddress } from '../../lib/ip.ts'
import type { Config, VirtualServerConfig, VirtualServerGroupConfig, VirtualServiceAddress } from '../config.ts'
import { serviceKeyOf } from '../service-key.ts'
import { dumpRealServer } from './real-server.ts'
import { DEFAULT_CONNECT_TIMEOUT_US, writeForwarding } from './service-values.ts'
import type { LvsView, VirtualServerView } from './view.ts'
import {
  enabledDisabled,
  lines,
  onOff,
  oneZero,
  row,
  text,
  writeScript,
  writeSeconds,
  writeTable,
  yesNo,
} from './writers.ts'
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

const table: DumpTable<ServiceSubject> = [
  row('VirtualHost', ({ service }) => service.virtualHost),
  row('Address family', ({ family }) => (family === 4 ? 'inet' : 'inet6')),
  row('connection timeout', ({ service }) => writeSeconds(service.connectTimeoutUs ?? DEFAULT_CONNECT_TIMEOUT_US)),
  row('delay_loop', ({ service }) => writeSeconds(service.delayLoopUs)),
  row('lvs_sched', ({ service }) => service.scheduler),
  row('Hashed', ({ service }) => enabledDisabled((service.schedulerFlags & SVC_F_HASHED) !== 0)),
  lines(({ service }) => schedulerFlags(service)),
  row(
    'One packet scheduling',
    ({ service }) =>
      enabledDisabled(service.onePacket) +
      (service.onePacket && service.protocol !== 'UDP' ? ' (inactive due to not UDP)' : ''),
  ),
  row('persistence timeout', ({ service }) => (service.persistenceTimeoutS === 0 ? null : service.persistenceTimeoutS)),
  row('persistence granularity', ({ service, family }) => granularity(service, family)),
  row('protocol', ({ service, marked }) => (marked ? 'none' : service.protocol)),
  text(({ service }) => `alpha is ${onOff(service.alpha)}`),
  text(({ service }) => `omega is ${onOff(service.omega)}`),
  row('Retry count', ({ service }) => service.retry),
  row('Retry delay', ({ service }) =>
    service.delayBeforeRetryUs === undefined ? null : writeSeconds(service.delayBeforeRetryUs),
  ),
  row('Warmup', ({ service }) => (service.warmupUs === undefined ? null : writeSeconds(service.warmupUs))),
  text(({ service }) => `Inhibit on failure is ${onOff(service.inhibitOnFailure === true)}`),
  row('quorum', ({ service }) => `${service.quorum}, hysteresis = ${service.hysteresis}`),
  row('Quorum up notify script', ({ service, account }) => service.quorumUp && writeScript(service.quorumUp, account)),
  row(
    'Quorum down notify script',
    ({ service, account }) => service.quorumDown && writeScript(service.quorumDown, account),
  ),
  text(({ service }) => (service.haSuspend ? 'Using HA suspend' : null)),
  row('Using smtp notification', ({ smtpAlert }) => yesNo(smtpAlert)),
  text(({ service }) => writeForwarding(service, 'default forwarding method')),
  lines(({ service, marked }) => sorryServer(service, marked)),
  row('alive', ({ view }) => oneZero(view.alive)),
  row('quorum_state_up', ({ view }) => oneZero(view.quorumUp)),
  row('reloaded', ({ view }) => oneZero(view.reloaded)),
]

const SVC_F_HASHED = 0x2
const SVC_F_SCHED1 = 0x8
const SVC_F_SCHED2 = 0x10
const SVC_F_SCHED3 = 0x20

/** compat: the hashing schedulers show two flags, by name and the second one first. */
function schedulerFlags({ scheduler, schedulerFlags: flags }: VirtualServerConfig): string[] {
  const on = (bit: number): string => enabledDisabled((flags & bit) !== 0)
  if (scheduler === 'sh' || scheduler === 'mh') {
    return [`${scheduler}-port = ${on(SVC_F_SCHED2)}`, `${scheduler}-fallback = ${on(SVC_F_SCHED1)}`]
  }
  return [`flag-1 = ${on(SVC_F_SCHED1)}`, `flag-2 = ${on(SVC_F_SCHED2)}`, `flag-3 = ${on(SVC_F_SCHED3)}`]
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

function sorryServer({ sorryServer: sorry, protocol }: VirtualServerConfig, marked: boolean): string[] {
  if (sorry === null) return []
  return [
    `sorry server = [${writeIp(sorry.address)}]:${marked ? 'none' : protocol.toLowerCase()}:${sorry.port}`,
    writeForwarding(sorry, '  forwarding method'),
    `  Inhibit on failure is ${onOff(sorry.inhibit)}`,
  ]
}

function dumpGroup(group: VirtualServerGroupConfig, config: Config, view: LvsView): string[] {
  const has = (family: 4 | 6): string =>
    yesNo(group.members.some((member) => member.kind !== 'fwmark' && member.address.family === family))
  const users = config.lvs.virtualServers.filter(({ target }) => target.kind === 'group' && target.group === group.name)
  return [
    ' ------< Virtual server group >------',
    ` Virtual Server Group = ${group.name}, IPv4 = ${has(4)}, IPv6 = ${has(6)}`,
    ...group.members.flatMap((member) => [
      `   ${writeMember(member)}`,
      `     ${aliveOf(member, users, config, view)}`,
      '     reloaded = False',
    ]),
  ]
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
  const bytes = Uint8Array.from(address.bytes)
  let carry = count - 1
  for (let i = bytes.length - 1; i >= 0 && carry > 0; i--) {
    carry += bytes[i] ?? 0
    bytes[i] = carry & 0xff
    carry >>= 8
  }
  return `${writeIp(address)}-${writeIp({ family: address.family, bytes })}`
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
