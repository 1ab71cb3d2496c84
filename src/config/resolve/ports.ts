/**
 * The ports of real servers and sorry servers. Only NAT can translate a port, so the other methods use that of the virtual
 * server, and a firewall mark has none at all; what the file says besides is cleared, reset or ignored, with a warning.
 */
import { addToAddress, writeIp } from '../../lib/ip.ts'
import type { ForwardingMethod, VirtualServerConfig, VirtualServiceAddress } from '../config.ts'
import type { Mark } from '../lexer/sources.ts'
import type { Resolution } from './resolution.ts'
import { caution } from './resolution.ts'

export interface Service {
  readonly name: string
  readonly target: VirtualServerConfig['target']
  /** of the group, where the target is one */
  readonly members: readonly VirtualServiceAddress[]
}

/** `written` 0: the file says none. `shown` is the real server as it is called with the port of the file. */
export function resolveRealServerPort(
  { name, target, members }: Service,
  written: number,
  forwarding: ForwardingMethod,
  shown: string,
  at: Mark | null,
  resolution: Resolution,
): number {
  if (target.kind !== 'fwmark' && target.kind !== 'group' && written === 0) return target.port
  if (forwarding === 'NAT' || written === 0) return written
  switch (target.kind) {
    case 'fwmark':
      caution(
        resolution,
        at,
        'port-of-mark',
        `WARNING - fwmark virtual server ${name}, real server ${shown} has port specified - clearing`,
      )
      return 0
    case 'group':
      if (members.some(isMark)) {
        caution(
          resolution,
          at,
          'port-of-mark',
          `WARNING - fwmark virtual server ${name}, real server ${shown} has port specified - port will be ignored`,
        )
      }
      for (const member of otherPorts(members, written)) {
        caution(
          resolution,
          at,
          'port-mismatch',
          `virtual server ${name}:[${memberText(member)}] and real server ${shown} ports don't match`,
        )
      }
      // compat: its name keeps the port, and IPVS gets the port of each member.
      return written
    default:
      if (written !== target.port) {
        caution(
          resolution,
          at,
          'port-mismatch',
          `WARNING - virtual server ${name} and real server ${shown} ports don't match - resetting`,
          'only NAT can translate ports',
        )
      }
      return target.port
  }
}

export function resolveSorryServerPort(
  { name, target, members }: Service,
  written: number,
  forwarding: ForwardingMethod,
  at: Mark | null,
  resolution: Resolution,
): number {
  // compat: under NAT a port that is not given stays 0.
  if (forwarding === 'NAT') return written
  switch (target.kind) {
    case 'fwmark':
      if (written !== 0)
        caution(
          resolution,
          at,
          'port-of-mark',
          `WARNING - virtual server ${name}, sorry server has port specified - clearing`,
        )
      return 0
    case 'group': {
      if (written === 0) return 0
      const ignored = 'sorry server has port specified - port will be ignored'
      if (members.some(isMark))
        caution(resolution, at, 'port-of-mark', `WARNING - fwmark virtual server ${name}, ${ignored}`)
      for (const _ of otherPorts(members, written))
        caution(resolution, at, 'port-mismatch', `WARNING - virtual server ${name}, ${ignored}`)
      return written
    }
    default:
      if (written !== 0 && written !== target.port) {
        caution(
          resolution,
          at,
          'port-mismatch',
          `WARNING - virtual server ${name} and sorry server ports don't match - resetting`,
        )
      }
      return target.port
  }
}

type AddressMember = Exclude<VirtualServiceAddress, { readonly kind: 'fwmark' }>

function isMark({ kind }: VirtualServiceAddress): boolean {
  return kind === 'fwmark'
}

/** So many are told for one server: a group may have thousands of members, and there may be thousands of servers. */
const MAX_TOLD = 20

function otherPorts(members: readonly VirtualServiceAddress[], port: number): AddressMember[] {
  const others: AddressMember[] = []
  for (const member of members) {
    if (others.length === MAX_TOLD) break
    if (member.kind !== 'fwmark' && member.port !== port) others.push(member)
  }
  return others
}

function memberText(member: AddressMember): string {
  const first = writeIp(member.address)
  if (member.kind === 'address') return `${first},${member.port}`
  return `${first}-${writeIp(addToAddress(member.address, member.count - 1))},${member.port}`
}
