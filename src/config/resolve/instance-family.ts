/** What family an instance has, and which of its sources and unicast peers belong to it. */
import { writeIp } from '../../lib/ip.ts'
import type { IpAddress } from '../../lib/ip.ts'
import type { UnicastPeer } from '../config.ts'
import type { InstanceBlock, InstanceSettings } from './instance.ts'
import type { Resolution } from './resolution.ts'
import { caution, complain } from './resolution.ts'

/** What was given first decides: native_ipv6, a source, a group, a peer or an address. Null: nothing was given. */
export function familyOf({ values: s, marks }: InstanceBlock): 4 | 6 | null {
  const first = (s.addresses ?? []).flat()[0]
  const given = [
    { family: s.nativeIpv6 === true ? 6 : undefined, mark: marks['nativeIpv6'] } as const,
    { family: first?.address.family, mark: first?.mark },
    { family: s.mcastSourceIp?.family, mark: marks['mcastSourceIp'] },
    { family: s.unicastSourceIp?.family, mark: marks['unicastSourceIp'] },
    { family: s.mcastDestinationIp?.family, mark: marks['mcastDestinationIp'] },
    { family: (s.unicastPeers ?? []).flat()[0]?.address.family, mark: marks['unicastPeers'] },
  ].filter((one) => one.family !== undefined)
  return given.toSorted((a, b) => (a.mark ?? 0) - (b.mark ?? 0))[0]?.family ?? null
}

/** compat: both words mean the same, so the later one counts, even when its address does not. */
export function sourceOfFamily(block: InstanceBlock, family: 4 | 6, resolution: Resolution): IpAddress | null {
  let source: IpAddress | null = null
  for (const field of inOrder(block, ['mcastSourceIp', 'unicastSourceIp'])) {
    const address = block.values[field] ?? null
    source = address?.family === family ? address : null
    if (address === null || source !== null) continue
    complain(resolution, block.marks[field] ?? block.mark, 'wrong-family', wrongFamily(block, 'src address', address))
  }
  return source
}

/** Those fields that were said, in the order of the file. */
function inOrder<F extends keyof InstanceSettings>({ values, marks }: InstanceBlock, fields: readonly F[]): F[] {
  return fields.filter((field) => values[field] !== undefined).toSorted((a, b) => (marks[a] ?? 0) - (marks[b] ?? 0))
}

export function groupOfFamily(block: InstanceBlock, family: 4 | 6, resolution: Resolution): IpAddress | null {
  const group = block.values.mcastDestinationIp
  if (group === undefined || group.family === family) return group ?? null
  const message = `(${block.args[0] ?? ''}) mcast dest address ${writeIp(group)} MUST match VRRP instance family. Skipping...`
  complain(resolution, block.marks['mcastDestinationIp'] ?? block.mark, 'wrong-family', message)
  return null
}

export function peersOfFamily(block: InstanceBlock, family: 4 | 6, resolution: Resolution): UnicastPeer[] {
  return (block.values.unicastPeers ?? []).flat().filter((peer) => {
    if (peer.address.family === family) return true
    complain(
      resolution,
      block.marks['unicastPeers'] ?? block.mark,
      'wrong-family',
      wrongFamily(block, 'unicast peer address', peer.address),
    )
    return false
  })
}

function wrongFamily(block: InstanceBlock, what: string, address: IpAddress): string {
  const name = block.args[0] ?? ''
  const clash = `VRRP instance[${name}] and ${what}[${writeIp(address)}] MUST be of the same family`
  return `Configuration error: ${clash} !!! Skipping...`
}

/** compat: version 2 over IPv6, which no RFC knows, is used when the instance says so before it says anything of IPv6. */
export function versionOf(block: InstanceBlock, family: 4 | 6, usual: 2 | 3, resolution: Resolution): 2 | 3 {
  const { values: s, marks, args } = block
  if (s.version === undefined) return family === 6 ? 3 : usual
  if (s.version !== 2 || family !== 6) return s.version === 3 ? 3 : 2
  const FIELDS = ['nativeIpv6', 'mcastSourceIp', 'unicastSourceIp', 'mcastDestinationIp', 'unicastPeers'] as const
  const known = FIELDS.map((field) => marks[field] ?? Infinity)
  const first = Math.min(...known, (s.addresses ?? []).flat()[0]?.mark ?? Infinity)
  const at = marks['version'] ?? block.mark
  if (first > at) return 2
  const message = `(${args[0] ?? ''}) vrrp_version 2 conflicts with configured or deduced version 3; ignoring.`
  complain(resolution, at, 'bad-value', message)
  return 3
}

export function checkNative({ values: s, marks, args }: InstanceBlock, family: 4 | 6, resolution: Resolution): void {
  if (s.nativeIpv6 !== true || family === 6) return
  const message = `(${args[0] ?? ''}) Cannot specify native_ipv6 with IPv4 addresses`
  complain(resolution, marks['nativeIpv6'] ?? null, 'wrong-family', message, 'remove the word')
}

const UNICAST_WORDS = ['unicastSourceIp', 'unicastPeers', 'checkUnicastSource', 'oldUnicastChecksum'] as const

export function unicastWord(s: InstanceSettings): (typeof UNICAST_WORDS)[number] | null {
  return UNICAST_WORDS.find((field) => s[field] !== undefined) ?? null
}

export function checkUnicast(block: InstanceBlock, resolution: Resolution): void {
  const used = unicastWord(block.values)
  const name = block.args[0] ?? ''
  if (block.values.unicastTtl !== undefined) {
    complain(
      resolution,
      block.marks['unicastTtl'] ?? block.mark,
      'no-peers',
      `(${name}): Cannot use unicast_ttl without unicast peers - resetting`,
    )
  }
  if (used === null || block.values.unicastFaultNoPeer === true) return
  caution(
    resolution,
    block.marks[used] ?? block.mark,
    'no-peers',
    `(${name}) A unicast keyword has been specified without any unicast peers. ` +
      'Defaulting to multicast. This usage is deprecated - please update your configuration.',
    'write: unicast_peer { <ip> }',
  )
}
