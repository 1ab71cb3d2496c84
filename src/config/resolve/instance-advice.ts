/**
 * Advice about instances that keepalived accepts without a word, and that often do not do what was meant. It changes no
 * verdict and is not logged.
 */
import { writeIp } from '../../lib/ip.ts'
import type { VrrpInstanceConfig } from '../config.ts'
import type { AddressText } from '../grammar/virtual-address.ts'
import type { InstanceBlock } from './instance.ts'
import { OWNER } from './instance-role.ts'
import type { Resolution } from './resolution.ts'
import { firstAt } from './resolution.ts'

/** `blocks`: of these instances, by name. */
export function adviseInstances(
  instances: readonly VrrpInstanceConfig[],
  blocks: ReadonlyMap<string, InstanceBlock>,
  resolution: Resolution,
): void {
  const known = new Map<string, { readonly name: string; readonly mark: number }>()
  for (const instance of instances) {
    const block = blocks.get(instance.name)
    if (block === undefined) continue
    const addresses = [...(block.values.addresses ?? []), ...(block.values.excludedAddresses ?? [])].flat()
    for (const address of addresses) {
      adviseLength(address, resolution)
      adviseSecond(address, instance, known, resolution)
    }
    advisePriority(block, instance, resolution)
  }
}

function adviseLength({ address, lengthGiven, peer, mark }: AddressText, { reporter }: Resolution): void {
  if (lengthGiven || peer !== null) return
  const shown = writeIp(address)
  const [full, usual] = address.family === 4 ? [32, 24] : [128, 64]
  reporter.adviseOnce('no-prefix', {
    code: 'no-prefix',
    at: mark,
    word: shown,
    message: `${shown} without a prefix length becomes ${shown}/${full}`,
    hint: `write ${shown}/${full} if that is meant, else the length of its network, as ${shown}/${usual}`,
  })
}

/** One address on two interfaces is a mistake as well, but link-local ones, which every interface has for itself. */
function adviseSecond(
  { address, device, mark }: AddressText,
  instance: VrrpInstanceConfig,
  known: Map<string, { readonly name: string; readonly mark: number }>,
  { reporter }: Resolution,
): void {
  const shown = writeIp(address)
  const key = shown.startsWith('fe80:') ? `${shown} ${device ?? instance.interface}` : shown
  const first = known.get(key)
  if (first === undefined) {
    known.set(key, { name: instance.name, mark })
    return
  }
  const same = first.name === instance.name
  reporter.advise({
    code: 'duplicate-address',
    at: mark,
    word: shown,
    message: `(${instance.name}) ${shown} is a virtual address of ${same ? 'this instance' : first.name} already`,
    hint: same ? 'remove one of them' : 'keep it in one instance',
    related: firstAt(first.mark),
  })
}

function advisePriority(block: InstanceBlock, instance: VrrpInstanceConfig, resolution: Resolution): void {
  const { reporter, environment } = resolution
  const { values: s, marks } = block
  const { name, priority, addresses } = instance
  if (s.priority === undefined) {
    const master = s.state === 'MASTER'
    reporter.adviseOnce(master ? 'no-priority MASTER' : 'no-priority', {
      code: 'no-priority',
      at: (master ? marks['state'] : undefined) ?? block.mark,
      word: master ? 'MASTER' : name,
      message: master
        ? `(${name}) state MASTER without priority has the priority ${OWNER} of an address owner`
        : `(${name}) without priority it has 100, as every other router that does not say it`,
      hint: master ? 'write: priority 150, and less on the other routers' : 'write: priority <1..254>',
    })
    return
  }
  if (priority !== OWNER) return
  const at = marks['priority'] ?? block.mark
  const owned = [...(environment.ownAddresses?.(instance.interface) ?? [])]
  const first = addresses[0]
  if (environment.ownAddresses !== undefined && first && !addresses.some((one) => owned.includes(writeIp(one.address))))
    reporter.advise({
      code: 'not-owner',
      at,
      word: String(OWNER),
      message: `(${name}) priority ${OWNER} says that ${writeIp(first.address)} is an address of ${instance.interface}, but it is not`,
      hint: 'write: priority <1..254>',
    })
  else if (s.state === 'BACKUP')
    reporter.advise({
      code: 'not-owner',
      at: marks['state'] ?? at,
      word: 'BACKUP',
      message: `(${name}) state BACKUP makes an address owner wait for its timer, then it is master for good`,
      hint: `remove 'state BACKUP', or write: priority <1..254>`,
    })
}
