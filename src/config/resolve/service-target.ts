/** What a virtual server serves, as its head says: an address, a firewall mark or a group; and its name in the log. */
import { readIp, writeIp } from '../../lib/ip.ts'
import type { IpAddress } from '../../lib/ip.ts'
import type {
  GlobalConfig,
  VirtualServerConfig,
  VirtualServerGroupConfig,
  VirtualServerProtocol,
  VirtualServiceAddress,
} from '../config.ts'
import { numberProblem } from '../grammar/scalar.ts'
import type { Block, SettingsOf } from '../grammar/row.ts'
import type { virtualServerRows } from '../grammar/virtual-server.ts'
import type { Commands } from './commands.ts'
import type { PassiveTrackables } from './passive.ts'
import type { Resolution } from './resolution.ts'
import { complain } from './resolution.ts'

export type ServerBlock = Block<SettingsOf<typeof virtualServerRows>>
export type Target = VirtualServerConfig['target']

/** What every part of a virtual server is resolved with. */
export interface LvsContext {
  readonly global: Pick<GlobalConfig, 'smtpAlert' | 'smtpAlertChecker'>
  readonly commands: Pick<Commands, 'resolve' | 'inspect' | 'lookUp' | 'account'>
  readonly groups: Groups
  readonly passive: PassiveTrackables
  readonly resolution: Resolution
}

/** Groups by name. */
export type Groups = ReadonlyMap<string, VirtualServerGroupConfig>

/** Of the group, where the target is one. */
export function membersOf(target: Target, groups: Groups): readonly VirtualServiceAddress[] {
  return target.kind === 'group' ? (groups.get(target.group)?.members ?? []) : []
}

export function readTarget(block: ServerBlock, resolution: Resolution): Target | null {
  const [first = '', second] = block.args
  const reject = (message: string, hint: string): null => {
    complain(resolution, block.mark, 'bad-virtual-server', message, `${hint}; the block is skipped`)
    return null
  }
  if (first === 'group')
    return second === undefined
      ? reject('virtual server group has no name', 'write: virtual_server group <name>')
      : { kind: 'group', group: second }
  if (first === 'fwmark') {
    const problem = numberProblem(second ?? '', 0, 4294967295)
    const word = block.values.family
    const family = word === 'inet6' ? 6 : word === 'inet' ? 4 : null
    if (problem === null) return { kind: 'fwmark', fwmark: Number(second), family }
    return reject(`virtual server fwmark '${second ?? ''}' must be in [0, 4294967295] - ignoring`, problem)
  }
  const address = readIp(first)
  const portText = second === undefined || /^0+$/.test(second) ? null : second
  const problem = portText === null ? null : numberProblem(portText, 1, 65535)
  if (address !== null && problem === null)
    return { kind: 'address', address, port: portText === null ? 0 : Number(portText) }
  const shown = second === undefined ? ` ${first}` : `/port ${first}/${second}`
  return reject(
    `Invalid virtual server IP address${shown} - skipping`,
    problem ?? 'write: virtual_server <ip> <port>, fwmark <number> or group <name>',
  )
}

/** What stands behind `real_server`; usable with an address and without a problem of the port. */
export function readRealTarget({ args }: Pick<Block<unknown>, 'args'>): {
  readonly address: IpAddress | null
  readonly portProblem: string | null
} {
  const [host = '', port] = args
  const portProblem = port === undefined || /^0+$/.test(port) ? null : numberProblem(port, 1, 65535)
  return { address: readIp(host), portProblem }
}

/** As keepalived's log lines write it. */
export function serverName(target: Target, protocol: VirtualServerProtocol | null): string {
  switch (target.kind) {
    case 'address':
      return `[${writeIp(target.address)}]:${protocol?.toLowerCase() ?? 'none'}:${target.port}`
    case 'range':
      return `[${writeIp(target.address)}-${target.count}]:${protocol?.toLowerCase() ?? 'none'}:${target.port}`
    case 'fwmark':
      return `FWM ${target.fwmark}`
    case 'group':
      return `[${target.group}]:0`
  }
}

/** In the names of its servers: marks have none. */
export function protocolWord(target: Target, protocol: VirtualServerProtocol, groups: Groups): string {
  return marksOf(target, groups) === 'all' ? 'none' : protocol.toLowerCase()
}

/** Whether the members of a group are firewall marks, which have neither protocol nor port. */
export function marksOf(target: Target, groups: Groups): 'all' | 'some' | 'none' {
  if (target.kind !== 'group') return target.kind === 'fwmark' ? 'all' : 'none'
  const members = groups.get(target.group)?.members ?? []
  const count = members.filter((member) => member.kind === 'fwmark').length
  return count === 0 ? 'none' : count === members.length ? 'all' : 'some'
}

export function hasZeroPort(target: Target, groups: Groups): boolean {
  const members: readonly VirtualServiceAddress[] =
    target.kind === 'group' ? (groups.get(target.group)?.members ?? []) : [target]
  return members.some((member) => member.kind !== 'fwmark' && member.port === 0)
}
