/** Virtual servers: defaults, and keepalived's checks at the end of a configuration. */
import { writeIp } from '../../lib/ip.ts'
import type { Mark } from '../lexer/sources.ts'
import type { RealServerConfig, VirtualServerConfig, VirtualServerProtocol } from '../config.ts'
import type { Forwarding } from '../grammar/forwarding.ts'
import { familyOfServers, serviceKeyOf } from '../service-key.ts'
import { DEFAULT_DELAY_LOOP_US, resolveRealServers, withSaidDefaults } from './real-server.ts'
import type { Resolution } from './resolution.ts'
import { caution, complain, firstAt } from './resolution.ts'
import { resolveFlags } from './scheduler.ts'
import { isOfOtherFamily, resolveFamily } from './service-family.ts'
import type { ServiceFamily } from './service-family.ts'
import { hasZeroPort, membersOf, marksOf, protocolWord, readTarget, serverName } from './service-target.ts'
import type { LvsContext, ServerBlock, Target } from './service-target.ts'
import { complainOfNoSorryServer, resolveSorryServer } from './sorry-server.ts'

const DEFAULT_PERSISTENCE_S = 360
const USUAL_FORWARDING: Forwarding = { forwarding: 'NAT' }

/** Null: it cannot be made. */
export function resolveVirtualServer(block: ServerBlock, context: LvsContext): VirtualServerConfig | null {
  const { values: s } = block
  const { global, commands, groups, resolution } = context
  const target = readTarget(block, resolution)
  if (target === null) return null
  const isMark = target.kind === 'fwmark'
  const families = resolveFamily(block, target, s.forwarding ?? USUAL_FORWARDING, resolution)
  if (isOfOtherFamily(block, target, families.family, groups, resolution)) {
    checkParts(block, target, families, context)
    return null
  }
  if ((s.realServers ?? []).length === families.strangers.size) {
    complain(
      resolution,
      block.mark,
      'no-real-server',
      `Virtual server ${serverName(target, s.protocol ?? null)} has no real servers - ignoring`,
      'write: real_server <ip> <port> { ... }',
    )
    return null
  }
  const protocol = resolveProtocol(block, target, context)
  const name = serverName(target, isMark ? null : protocol)
  const scheduler = s.scheduler ?? defaulted(block, name, `no scheduler set, setting default 'wlc'`, 'wlc', resolution)
  const said: Forwarding | null =
    s.forwarding ??
    (isForwardingWanted(block, families)
      ? defaulted(block, name, 'no forwarding method set, setting default NAT', USUAL_FORWARDING, resolution)
      : null)
  const forwarding = said ?? USUAL_FORWARDING
  const realServers = resolveRealServers(block, target, families, name, protocol, forwarding, context)
  if (realServers.length === 0) {
    complain(resolution, block.mark, 'no-real-server', `Virtual server ${name} has no real servers - ignoring`)
    return null
  }
  const service = { name, target, members: membersOf(target, groups) }
  const sorryServer = families.strangeSorryServer
    ? null
    : resolveSorryServer(block, service, protocolWord(target, protocol, groups), forwarding, resolution)
  const quorum = resolveQuorum(block, name, realServers, resolution)
  const server: VirtualServerConfig = {
    id: name,
    target: isMark ? { ...target, family: families.family ?? familyOfServers({ realServers, sorryServer }) } : target,
    protocol,
    scheduler,
    schedulerFlags: resolveFlags(s.schedulerFlags ?? [], scheduler, block.marks['scheduler'] ?? Infinity, resolution),
    onePacket: resolveOnePacket(block, name, protocol, isMark, resolution),
    forwarding: said?.forwarding ?? null,
    persistenceTimeoutS: resolvePersistence(block, name, target, context),
    persistenceEngine: s.persistenceEngine?.slice(0, 15) ?? null,
    persistenceGranularity:
      s.persistenceGranularity?.prefixLength ?? (familyOf(target, realServers, context) === 4 ? 32 : 128),
    delayLoopUs: s.delayLoopUs ?? DEFAULT_DELAY_LOOP_US,
    virtualHost: s.virtualHost ?? null,
    alpha: s.alpha ?? false,
    omega: s.omega ?? false,
    quorum,
    hysteresis: resolveHysteresis(block, name, quorum, resolution),
    quorumUp: commands.resolve(s.quorumUp),
    quorumDown: commands.resolve(s.quorumDown),
    haSuspend: resolveHaSuspend(block, name, target, context),
    smtpAlert: s.smtpAlert ?? global.smtpAlertChecker ?? global.smtpAlert ?? false,
    sorryServer,
    realServers,
    inhibitOnFailure: s.inhibitOnFailure ?? false,
    ...(families.said === null ? {} : { family: families.said }),
  }
  if (resolution.environment.testing) adviseTwin(server, block.mark, resolution)
  const whole = withSaidDefaults(server, s)
  return forwarding.tunnel === undefined ? whole : { ...whole, tunnel: forwarding.tunnel }
}

/** A method for those that have none of their own. */
function isForwardingWanted({ values: s }: ServerBlock, { strangers, strangeSorryServer }: ServiceFamily): boolean {
  const sorry = s.sorryServer !== undefined && s.sorryServerForwarding === undefined && !strangeSorryServer
  return sorry || (s.realServers ?? []).some((real) => real.values.forwarding === undefined && !strangers.has(real))
}

/** Of a server that is left out: complains of what keepalived finds while it reads, before it looks at the whole. */
function checkParts(block: ServerBlock, target: Target, families: ServiceFamily, context: LvsContext): void {
  const { commands, resolution } = context
  const { values: s } = block
  const unused: LvsContext['commands'] = {
    resolve: () => null,
    inspect: ({ argv, text }) => ({ ok: true, insecure: false, command: { argv, text, uid: null, gid: null } }),
    lookUp: (user) => commands.lookUp(user),
    account: commands.account,
  }
  const protocol = s.protocol ?? 'UDP'
  resolveRealServers(block, target, families, serverName(target, protocol), protocol, USUAL_FORWARDING, {
    ...context,
    commands: unused,
  })
  resolveFlags(s.schedulerFlags ?? [], s.scheduler ?? '', block.marks['scheduler'] ?? Infinity, resolution)
  if (s.sorryServer === undefined) complainOfNoSorryServer(block, resolution)
}

/** compat: keepalived takes both without a word. Those that wait for the end of the file come later than they stand. */
function adviseTwin(server: VirtualServerConfig, mark: Mark, { reporter, services }: Resolution): void {
  const key = serviceKeyOf(server)
  const known = services.get(key)
  services.set(key, Math.min(known ?? mark, mark))
  if (known === undefined) return
  reporter.advise({
    code: 'duplicate-server',
    at: Math.max(known, mark),
    message: `Virtual server ${server.id} is defined twice`,
    hint: 'put its real servers into the first one',
    related: firstAt(Math.min(known, mark)),
  })
}

function resolveProtocol(block: ServerBlock, target: Target, context: LvsContext): VirtualServerProtocol {
  const given = block.values.protocol
  const { resolution } = context
  if (marksOf(target, context.groups) === 'all') {
    if (given !== undefined) {
      caution(
        resolution,
        block.marks['protocol'] ?? block.mark,
        'protocol-of-mark',
        `Warning: Virtual server ${serverName(target, null)}: protocol specified for fwmark - protocol will be ignored`,
      )
    }
    return given ?? 'TCP'
  }
  if (given !== undefined) return given
  complain(
    resolution,
    block.mark,
    'no-protocol',
    `Virtual server ${serverName(target, null)}: no protocol set - defaulting to UDP`,
    'write: protocol TCP',
  )
  return 'UDP'
}

function defaulted<T>(block: ServerBlock, name: string, what: string, value: T, resolution: Resolution): T {
  complain(resolution, block.mark, 'defaulted', `Virtual server ${name}: ${what}`)
  return value
}

function resolveQuorum(
  block: ServerBlock,
  name: string,
  servers: readonly RealServerConfig[],
  resolution: Resolution,
): number {
  const quorum = block.values.quorum ?? 1
  const total = servers.reduce((sum, server) => sum + server.weight, 0)
  if (quorum <= total) return quorum
  caution(
    resolution,
    block.marks['quorum'] ?? block.mark,
    'quorum',
    `Warning - quorum ${quorum} for ${name} exceeds total weight of real servers ${total}, reducing quorum to ${total}`,
  )
  return total
}

/** A mark has no address that could be missed. */
function resolveHaSuspend(block: ServerBlock, name: string, target: Target, context: LvsContext): boolean {
  if (block.values.haSuspend !== true) return false
  if (marksOf(target, context.groups) === 'none') return true
  complain(
    context.resolution,
    block.marks['haSuspend'] ?? block.mark,
    'ha-suspend',
    `Virtual server ${name}: cannot use ha_suspend with fwmarks - clearing ha_suspend`,
  )
  return false
}

function resolveHysteresis(block: ServerBlock, name: string, quorum: number, resolution: Resolution): number {
  const hysteresis = block.values.hysteresis ?? 0
  if (hysteresis < quorum) return hysteresis
  // compat: where all weights are 0 there is no quorum, and this makes that it is never gained.
  const most = (quorum - 1) >>> 0
  caution(
    resolution,
    block.marks['hysteresis'] ?? block.mark,
    'hysteresis',
    `Virtual server ${name}: hysteresis ${hysteresis} >= quorum ${quorum}; setting hysteresis to ${most}`,
  )
  return most
}

function resolveOnePacket(
  block: ServerBlock,
  name: string,
  protocol: VirtualServerProtocol,
  isMark: boolean,
  resolution: Resolution,
): boolean {
  if (block.values.onePacket !== true) return false
  if (isMark || protocol === 'UDP') return true
  complain(
    resolution,
    block.marks['onePacket'] ?? block.mark,
    'one-packet',
    `Virtual server ${name}: one packet scheduling requires UDP - resetting`,
  )
  return false
}

/** Seconds; 0: none. Port 0 stands for all ports, which IPVS does for persistent services only. */
function resolvePersistence(block: ServerBlock, name: string, target: Target, context: LvsContext): number {
  const given =
    block.values.persistenceTimeoutS ?? (block.values.persistenceGranularity === undefined ? 0 : DEFAULT_PERSISTENCE_S)
  if (given !== 0 || !hasZeroPort(target, context.groups)) return given
  complain(
    context.resolution,
    block.mark,
    'zero-port',
    `Virtual server ${name}: zero port only valid for persistent services - setting`,
    'write a port, or persistence_timeout',
  )
  return DEFAULT_PERSISTENCE_S
}

function familyOf(target: Target, servers: readonly RealServerConfig[], context: LvsContext): 4 | 6 {
  if (target.kind === 'address' || target.kind === 'range') return target.address.family
  if (target.kind === 'fwmark') return servers[0]?.address.family ?? target.family ?? 4
  const member = context.groups.get(target.group)?.members.find((one) => one.kind !== 'fwmark')
  return member?.address.family ?? servers[0]?.address.family ?? 4
}

/** Two services of one address would be one in the kernel: the later one's servers join the first. */
export function mergeTwins(servers: readonly VirtualServerConfig[]): VirtualServerConfig[] {
  const firsts = new Map<string, VirtualServerConfig>()
  const laters = new Map<string, VirtualServerConfig[]>()
  for (const server of servers) {
    const key = serviceKeyOf(server)
    if (!firsts.has(key)) firsts.set(key, server)
    else {
      const known = laters.get(key)
      if (known === undefined) laters.set(key, [server])
      else known.push(server)
    }
  }
  for (const [key, others] of laters) {
    const first = firsts.get(key)
    if (first !== undefined) firsts.set(key, joinTwins(first, others))
  }
  return [...firsts.values()]
}

function joinTwins(first: VirtualServerConfig, others: readonly VirtualServerConfig[]): VirtualServerConfig {
  const endpointOf = ({ address, port }: RealServerConfig): string => `${writeIp(address)} ${port}`
  const realServers = [...first.realServers]
  const known = new Set(realServers.map(endpointOf))
  for (const real of others.flatMap((other) => other.realServers)) {
    const endpoint = endpointOf(real)
    if (known.has(endpoint)) continue
    known.add(endpoint)
    realServers.push(real)
  }
  return { ...first, realServers }
}
