/** Virtual servers and their real servers: names, defaults, and keepalived's checks at the end of a configuration. */
import { readIp, sameIp, writeIp } from '../../lib/ip.ts'
import { US_PER_S } from '../../lib/time.ts'
import type {
  CheckerConfig, ForwardingMethod, GlobalConfig, RealServerConfig, SorryServerConfig, VirtualServerConfig, VirtualServerGroupConfig,
  VirtualServerProtocol, VirtualServiceAddress,
} from '../config.ts'
import type { Block, SettingsOf } from '../grammar/row.ts'
import { numberProblem } from '../grammar/scalar.ts'
import type { realServerRows, virtualServerRows } from '../grammar/virtual-server.ts'
import type { CheckDefaults } from './checkers.ts'
import { checkerName, resolveChecker } from './checkers.ts'
import type { Commands } from './commands.ts'
import type { Resolution } from './resolution.ts'
import { caution, complain } from './resolution.ts'
import { resolveFlags } from './scheduler.ts'

type ServerBlock = Block<SettingsOf<typeof virtualServerRows>>
type RealBlock = Block<SettingsOf<typeof realServerRows>>
type Target = VirtualServerConfig['target']

export interface LvsContext {
  readonly global: GlobalConfig
  readonly commands: Commands
  readonly groups: ReadonlyMap<string, VirtualServerGroupConfig>
  readonly resolution: Resolution
}

const DEFAULT_DELAY_LOOP_US = 60 * US_PER_S
const DEFAULT_PERSISTENCE_S = 360

/** Null: it cannot be made. */
export function resolveVirtualServer(block: ServerBlock, context: LvsContext): VirtualServerConfig | null {
  const { values: s } = block
  const { global, commands, resolution } = context
  const target = readTarget(block, resolution)
  if (target === null) return null
  const isMark = target.kind === 'fwmark'
  if ((s.realServers ?? []).length === 0) {
    complain(resolution, block.mark, 'no-real-server', `Virtual server ${serverName(target, s.protocol ?? null)} has no real servers - ignoring`,
      'write: real_server <ip> <port> { ... }')
    return null
  }
  const protocol = resolveProtocol(block, target, context)
  const name = serverName(target, isMark ? null : protocol)
  const scheduler = s.scheduler ?? defaulted(block, name, `no scheduler set, setting default 'wlc'`, 'wlc', resolution)
  const forwarding = s.forwarding ?? defaulted(block, name, 'no forwarding method set, setting default NAT', 'NAT' as const, resolution)
  const realServers = resolveRealServers(block, target, name, protocol, forwarding, context)
  if (realServers.length === 0) {
    complain(resolution, block.mark, 'no-real-server', `Virtual server ${name} has no real servers - ignoring`)
    return null
  }
  const quorum = resolveQuorum(block, name, realServers, resolution)
  return {
    id: name,
    target,
    protocol,
    scheduler,
    schedulerFlags: resolveFlags(s.schedulerFlags ?? [], scheduler, block.marks['scheduler'] ?? Infinity, resolution),
    onePacket: resolveOnePacket(block, name, protocol, isMark, resolution),
    forwarding,
    persistenceTimeoutS: resolvePersistence(block, name, target, context),
    persistenceEngine: s.persistenceEngine?.slice(0, 15) ?? null,
    persistenceGranularity: s.persistenceGranularity?.prefixLength ?? (familyOf(target, realServers, context) === 4 ? 32 : 128),
    delayLoopUs: s.delayLoopUs ?? DEFAULT_DELAY_LOOP_US,
    virtualHost: s.virtualHost ?? null,
    alpha: s.alpha ?? false,
    omega: s.omega ?? false,
    quorum,
    hysteresis: resolveHysteresis(block, name, quorum, resolution),
    quorumUp: commands.resolve(s.quorumUp),
    quorumDown: commands.resolve(s.quorumDown),
    haSuspend: s.haSuspend ?? false,
    smtpAlert: s.smtpAlert ?? global.smtpAlertChecker ?? global.smtpAlert ?? false,
    sorryServer: resolveSorryServer(block, target, forwarding, resolution),
    realServers,
    inhibitOnFailure: s.inhibitOnFailure ?? false,
    ...(s.family === undefined ? {} : { family: s.family === 'inet6' ? 6 : 4 }),
    ...saidDefaults(s),
  }
}

function readTarget(block: ServerBlock, resolution: Resolution): Target | null {
  const [first = '', second] = block.args
  const reject = (message: string, hint: string): null => {
    complain(resolution, block.mark, 'bad-virtual-server', message, `${hint}; the block is skipped`)
    return null
  }
  if (first === 'group') return second === undefined ? reject('virtual server group has no name', 'write: virtual_server group <name>') : { kind: 'group', group: second }
  if (first === 'fwmark') {
    const problem = numberProblem(second ?? '', 0, 4294967295)
    const family = block.values.family === 'inet6' ? 6 : 4
    if (problem === null) return { kind: 'fwmark', fwmark: Number(second), family }
    return reject(`virtual server fwmark '${second ?? ''}' must be in [0, 4294967295] - ignoring`, problem)
  }
  const address = readIp(first)
  const portText = second === undefined || /^0+$/.test(second) ? null : second
  const problem = portText === null ? null : numberProblem(portText, 1, 65535)
  if (address !== null && problem === null) return { kind: 'address', address, port: portText === null ? 0 : Number(portText) }
  const shown = second === undefined ? first : `${first}/${second}`
  return reject(`Invalid virtual server IP address/port ${shown} - skipping`, problem ?? 'write: virtual_server <ip> <port>, fwmark <number> or group <name>')
}

/** As keepalived's log lines write it. */
function serverName(target: Target, protocol: VirtualServerProtocol | null): string {
  switch (target.kind) {
    case 'address': return `[${writeIp(target.address)}]:${protocol?.toLowerCase() ?? 'none'}:${target.port}`
    case 'range': return `[${writeIp(target.address)}-${target.count}]:${protocol?.toLowerCase() ?? 'none'}:${target.port}`
    case 'fwmark': return `FWM ${target.fwmark}`
    case 'group': return `[${target.group}]:0`
  }
}

function resolveProtocol(block: ServerBlock, target: Target, context: LvsContext): VirtualServerProtocol {
  const given = block.values.protocol
  const { resolution } = context
  if (target.kind === 'fwmark') {
    if (given !== undefined) {
      caution(resolution, block.marks['protocol'] ?? block.mark, 'protocol-of-mark',
        `Warning: Virtual server FWM ${target.fwmark}: protocol specified for fwmark - protocol will be ignored`)
    }
    return given ?? 'TCP'
  }
  if (given !== undefined) return given
  if (marksOf(target, context) === 'all') return 'TCP'
  complain(resolution, block.mark, 'no-protocol', `Virtual server ${serverName(target, null)}: no protocol set - defaulting to UDP`, 'write: protocol TCP')
  return 'UDP'
}

/** Whether the members of a group are firewall marks, which have neither protocol nor port. */
function marksOf(target: Target, context: LvsContext): 'all' | 'some' | 'none' {
  if (target.kind !== 'group') return target.kind === 'fwmark' ? 'all' : 'none'
  const members = context.groups.get(target.group)?.members ?? []
  const count = members.filter((member) => member.kind === 'fwmark').length
  return count === 0 ? 'none' : count === members.length ? 'all' : 'some'
}

function defaulted<T>(block: ServerBlock, name: string, what: string, value: T, resolution: Resolution): T {
  complain(resolution, block.mark, 'defaulted', `Virtual server ${name}: ${what}`)
  return value
}

function resolveRealServers(
  block: ServerBlock, target: Target, vsName: string, protocol: VirtualServerProtocol, usual: ForwardingMethod, context: LvsContext,
): RealServerConfig[] {
  const seen = new Set<string>()
  const found: RealServerConfig[] = []
  for (const real of block.values.realServers ?? []) {
    const server = resolveRealServer(real, block, target, vsName, protocol, usual, context)
    if (server === null) continue
    if (seen.has(server.id)) {
      complain(context.resolution, real.mark, 'duplicate', `VS ${vsName}: real server ${server.id} is duplicated - removing second rs`)
      continue
    }
    seen.add(server.id)
    found.push(server)
  }
  return found
}

function resolveRealServer(
  block: RealBlock, vs: ServerBlock, target: Target, vsName: string, protocol: VirtualServerProtocol, usual: ForwardingMethod, context: LvsContext,
): RealServerConfig | null {
  const { values: s } = block
  const { global, commands, resolution } = context
  const [host = '', portText] = block.args
  const address = readIp(host)
  const portProblem = portText === undefined || /^0+$/.test(portText) ? null : numberProblem(portText, 1, 65535)
  if (address === null || portProblem !== null) {
    complain(resolution, block.mark, 'bad-real-server',
      `Invalid real server ip address/port ${portText === undefined ? host : `${host}/${portText}`} - skipping`, portProblem ?? 'write: real_server <ip> <port>')
    return null
  }
  const forwarding = s.forwarding ?? usual
  if (target.kind === 'address' && target.address.family !== address.family && forwarding !== 'TUN') {
    complain(resolution, block.mark, 'wrong-family', `Address family of virtual server and real server ${host} don't match - skipping real server.`)
    return null
  }
  const written = portText === undefined || portProblem !== null ? 0 : Number(portText)
  const proto = target.kind === 'fwmark' ? 'none' : protocol.toLowerCase()
  const nameOf = (port: number): string => `[${host}]:${proto}:${port}`
  const port = resolvePort(block, target, vsName, written, forwarding, nameOf(written), context)
  const id = nameOf(port)
  const virtualHost = s.virtualHost ?? vs.values.virtualHost ?? null
  const alpha = s.alpha ?? vs.values.alpha ?? false
  const defaults: CheckDefaults = {
    retry: s.retry ?? vs.values.retry,
    delayBeforeRetryUs: s.delayBeforeRetryUs ?? vs.values.delayBeforeRetryUs,
    warmupUs: s.warmupUs ?? vs.values.warmupUs,
    connectTimeoutUs: s.connectTimeoutUs ?? vs.values.connectTimeoutUs,
    delayLoopUs: s.delayLoopUs ?? vs.values.delayLoopUs ?? DEFAULT_DELAY_LOOP_US,
    alpha,
    virtualHost,
  }
  // compat: a checker connects where the file says, even when the port means nothing to IPVS.
  const checkPort = written !== 0 ? written : port
  return {
    id,
    address,
    port,
    weight: s.weight ?? vs.values.weight ?? 1,
    forwarding,
    inhibitOnFailure: s.inhibitOnFailure ?? vs.values.inhibitOnFailure ?? false,
    upperThreshold: s.upperThreshold ?? 0,
    lowerThreshold: s.lowerThreshold ?? 0,
    notifyUp: commands.resolve(s.notifyUp),
    notifyDown: commands.resolve(s.notifyDown),
    smtpAlert: s.smtpAlert ?? global.smtpAlertChecker ?? global.smtpAlert ?? true,
    alpha,
    virtualHost,
    checkers: resolveCheckers(block, { address, port: checkPort }, `${vsName} ${id}`, defaults, resolution),
    delayLoopUs: defaults.delayLoopUs,
    ...saidDefaults(defaults),
  }
}

/** Only what was said: the dump shows these only then. */
function saidDefaults(s: Partial<Pick<CheckDefaults, 'retry' | 'delayBeforeRetryUs' | 'warmupUs' | 'connectTimeoutUs'>>): {
  readonly retry?: number; readonly delayBeforeRetryUs?: number; readonly warmupUs?: number; readonly connectTimeoutUs?: number
} {
  return {
    ...(s.retry === undefined ? {} : { retry: s.retry }),
    ...(s.delayBeforeRetryUs === undefined ? {} : { delayBeforeRetryUs: s.delayBeforeRetryUs }),
    ...(s.warmupUs === undefined ? {} : { warmupUs: s.warmupUs }),
    ...(s.connectTimeoutUs === undefined ? {} : { connectTimeoutUs: s.connectTimeoutUs }),
  }
}

function resolveCheckers(
  block: RealBlock, server: Pick<RealServerConfig, 'address' | 'port'>, prefix: string, defaults: CheckDefaults, resolution: Resolution,
): readonly CheckerConfig[] {
  const counts = new Map<string, number>()
  return (block.values.checkers ?? []).flatMap((checker) => {
    const name = checkerName(checker)
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    const id = `${prefix} ${name}${count > 1 ? `#${count}` : ''}`
    return resolveChecker(checker, server, id, defaults, resolution) ?? []
  })
}

/** Only NAT can translate ports; a mark has none at all. */
function resolvePort(
  block: RealBlock, target: Target, vsName: string, written: number, forwarding: ForwardingMethod, shown: string, context: LvsContext,
): number {
  const { resolution } = context
  if (target.kind === 'fwmark') {
    if (written !== 0) {
      caution(resolution, block.mark, 'port-of-mark', `WARNING - fwmark virtual server ${vsName}, real server ${shown} has port specified - clearing`)
    }
    return 0
  }
  if (target.kind !== 'address') {
    if (written !== 0 && marksOf(target, context) !== 'none') {
      caution(resolution, block.mark, 'port-of-mark', `WARNING - fwmark virtual server ${vsName}, real server ${shown} has port specified - port will be ignored`)
    }
    return written
  }
  if (written === 0) return target.port
  if (forwarding === 'NAT' || written === target.port) return written
  caution(resolution, block.mark, 'port-mismatch',
    `WARNING - virtual server ${vsName} and real server ${shown} ports don't match - resetting`, 'only NAT can translate ports')
  return target.port
}

function resolveQuorum(block: ServerBlock, name: string, servers: readonly RealServerConfig[], resolution: Resolution): number {
  const quorum = block.values.quorum ?? 1
  const total = servers.reduce((sum, server) => sum + server.weight, 0)
  if (quorum <= total) return quorum
  caution(resolution, block.marks['quorum'] ?? block.mark, 'quorum',
    `Warning - quorum ${quorum} for ${name} exceeds total weight of real servers ${total}, reducing quorum to ${total}`)
  return total
}

function resolveHysteresis(block: ServerBlock, name: string, quorum: number, resolution: Resolution): number {
  const hysteresis = block.values.hysteresis ?? 0
  if (hysteresis < quorum) return hysteresis
  caution(resolution, block.marks['hysteresis'] ?? block.mark, 'hysteresis',
    `Virtual server ${name}: hysteresis ${hysteresis} >= quorum ${quorum}; setting hysteresis to 0`)
  return 0
}

function resolveOnePacket(block: ServerBlock, name: string, protocol: VirtualServerProtocol, isMark: boolean, resolution: Resolution): boolean {
  if (block.values.onePacket !== true) return false
  if (isMark || protocol === 'UDP') return true
  complain(resolution, block.marks['onePacket'] ?? block.mark, 'one-packet', `Virtual server ${name}: one packet scheduling requires UDP - resetting`)
  return false
}

/** Seconds; 0: none. Port 0 stands for all ports, which IPVS does for persistent services only. */
function resolvePersistence(block: ServerBlock, name: string, target: Target, context: LvsContext): number {
  const given = block.values.persistenceTimeoutS ?? (block.values.persistenceGranularity === undefined ? 0 : DEFAULT_PERSISTENCE_S)
  if (given !== 0 || !hasZeroPort(target, context)) return given
  complain(context.resolution, block.mark, 'zero-port', `Virtual server ${name}: zero port only valid for persistent services - setting`,
    'write a port, or persistence_timeout')
  return DEFAULT_PERSISTENCE_S
}

function hasZeroPort(target: Target, context: LvsContext): boolean {
  const members: readonly VirtualServiceAddress[] = target.kind === 'group' ? (context.groups.get(target.group)?.members ?? []) : [target]
  return members.some((member) => member.kind !== 'fwmark' && member.port === 0)
}

function familyOf(target: Target, servers: readonly RealServerConfig[], context: LvsContext): 4 | 6 {
  if (target.kind === 'address' || target.kind === 'range') return target.address.family
  if (target.kind === 'fwmark') return servers[0]?.address.family ?? target.family
  const member = context.groups.get(target.group)?.members.find((one) => one.kind !== 'fwmark')
  return member?.address.family ?? servers[0]?.address.family ?? 4
}

function resolveSorryServer(block: ServerBlock, target: Target, usual: ForwardingMethod, resolution: Resolution): SorryServerConfig | null {
  const { sorryServer, sorryServerForwarding, sorryServerInhibit } = block.values
  if (sorryServer === undefined) {
    if (sorryServerInhibit === true) {
      complain(resolution, block.marks['sorryServerInhibit'] ?? block.mark, 'no-sorry-server', 'Ignoring sorry_server inhibit used before or without sorry_server')
    }
    if (sorryServerForwarding !== undefined) {
      complain(resolution, block.marks['sorryServerForwarding'] ?? block.mark, 'no-sorry-server', 'sorry_server forwarding used without sorry_server')
    }
    return null
  }
  const forwarding = sorryServerForwarding ?? usual
  return {
    address: sorryServer.address,
    // compat: under NAT a port that is not given stays 0.
    port: target.kind === 'address' && forwarding !== 'NAT' ? target.port : sorryServer.port,
    forwarding,
    inhibit: sorryServerInhibit ?? false,
  }
}

/** Two services of one address would be one in the kernel: the later one's servers join the first. */
export function mergeTwins(servers: readonly VirtualServerConfig[]): VirtualServerConfig[] {
  const merged = new Map<string, VirtualServerConfig>()
  for (const server of servers) {
    const key = server.target.kind === 'group' ? `${server.id} ${server.protocol}` : server.id
    const known = merged.get(key)
    if (known === undefined) merged.set(key, server)
    else {
      const added = server.realServers.filter((real) => !known.realServers.some((one) => one.port === real.port && sameIp(one.address, real.address)))
      merged.set(key, { ...known, realServers: [...known.realServers, ...added] })
    }
  }
  return [...merged.values()]
}
