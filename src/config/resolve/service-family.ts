/**
 * The address family of a virtual server. An address has its own; a firewall mark or a group has the one that the file
 * says, or that of its first server without tunnel. What is of the other family cannot be reached but through a tunnel.
 */
import { writeIp } from '../../lib/ip.ts'
import type { Forwarding } from '../grammar/forwarding.ts'
import type { Mark } from '../lexer/sources.ts'
import { complain } from './resolution.ts'
import type { Resolution } from './resolution.ts'
import { sorryServerMethod } from './sorry-server.ts'
import { membersOf, readRealTarget, serverName } from './service-target.ts'
import type { Groups, ServerBlock, Target } from './service-target.ts'

type RealBlock = NonNullable<ServerBlock['values']['realServers']>[number]

export interface ServiceFamily {
  /** null: nothing says it, and only tunnels lead to the servers */
  readonly family: 4 | 6 | null
  /** what `ip_family` says, when it can be so */
  readonly said: 4 | 6 | null
  /** servers that are left out */
  readonly strangers: ReadonlySet<RealBlock>
  readonly strangeSorryServer: boolean
}

/** `usual`: how packets reach the servers that do not say it themselves. */
export function resolveFamily(
  block: ServerBlock,
  target: Target,
  usual: Forwarding,
  resolution: Resolution,
): ServiceFamily {
  const { values: s, marks } = block
  const direct = (s.realServers ?? []).flatMap((real) => {
    const { address, portProblem } = readRealTarget(real)
    const counts = address !== null && portProblem === null && !isTunnelled(real, block, usual)
    return counts ? [{ real, family: address.family }] : []
  })
  const given = s.family === undefined ? null : s.family === 'inet6' ? 6 : 4
  const first = direct[0]
  const saidFirst = given !== null && (first === undefined || (marks['family'] ?? block.mark) < first.real.mark)
  const servers =
    target.kind === 'address' || target.kind === 'range'
      ? target.address.family
      : saidFirst
        ? given
        : (first?.family ?? null)
  if (given !== null && servers !== given) {
    complain(
      resolution,
      marks['family'] ?? block.mark,
      'wrong-family',
      `Virtual server specified family ${s.family ?? ''} conflicts with server family`,
      `the family is that of ${target.kind === 'address' ? 'its address' : 'its first real server'}`,
    )
  }
  const said = given === servers ? given : null
  const strangers = direct.filter((one) => one.family !== servers).map(({ real }) => real)
  for (const real of strangers) tellStranger('real server', real.args[0] ?? '', real.mark, resolution)
  const sorry = s.sorryServer
  const method = sorryServerMethod(block)
  const isSorryTunnelled =
    method === undefined ? isTunnelledAt(marks['sorryServer'] ?? block.mark, block, usual) : method.forwarding === 'TUN'
  if (sorry === undefined || isSorryTunnelled)
    return { family: servers, said, strangers: new Set(strangers), strangeSorryServer: false }
  const family = servers ?? sorry.address.family
  const strangeSorryServer = sorry.address.family !== family
  if (strangeSorryServer)
    tellStranger('sorry server', writeIp(sorry.address), marks['sorryServer'] ?? block.mark, resolution)
  return { family, said, strangers: new Set(strangers), strangeSorryServer }
}

function isTunnelled({ values, mark }: RealBlock, vs: ServerBlock, usual: Forwarding): boolean {
  return values.forwarding === undefined ? isTunnelledAt(mark, vs, usual) : values.forwarding.forwarding === 'TUN'
}

/** compat: a method that stands below a server comes too late for this. */
function isTunnelledAt(at: Mark, { marks }: ServerBlock, usual: Forwarding): boolean {
  return usual.forwarding === 'TUN' && (marks['forwarding'] ?? 0) < at
}

function tellStranger(what: string, address: string, at: number, resolution: Resolution): void {
  const message = `Address family of virtual server and ${what} ${address} don't match - skipping ${what}.`
  complain(resolution, at, 'wrong-family', message, 'only lvs_method TUN leads from one family to the other')
}

/** compat: keepalived's -t drops such a virtual server without a word, so this does not count for the verdict. */
export function isOfOtherFamily(
  block: ServerBlock,
  target: Target,
  family: 4 | 6 | null,
  groups: Groups,
  { reporter }: Resolution,
): boolean {
  if (target.kind !== 'group' || family === null) return false
  const strange = membersOf(target, groups).find((one) => one.kind !== 'fwmark' && one.address.family !== family)
  if (strange === undefined) return false
  const name = serverName(target, null)
  reporter.report({
    code: 'wrong-family',
    class: null,
    at: block.mark,
    message: `${target.group}: address family doesn't match virtual server ${name} - ignoring`,
    hint: `its real servers are IPv${family}, and the group has addresses that are not`,
  })
  return true
}
