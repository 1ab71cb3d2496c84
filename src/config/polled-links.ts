/** linkbeat_interfaces and linkbeat_use_polling as they count: a link that nothing tracks is not asked. */
import type { PolledLink, VrrpConfig } from './config.ts'

export interface PolledLinks {
  readonly polled: readonly PolledLink[]
  readonly unused: readonly string[]
}

export function polledLinks({ linkbeat = [], instances, syncGroups }: VrrpConfig): PolledLinks {
  if (linkbeat.length === 0) return NONE
  const used = new Set([
    ...instances.flatMap((each) => [each.base ?? each.interface, ...(each.neededInterfaces ?? [])]),
    ...[...instances, ...syncGroups].flatMap((each) => each.trackInterfaces.map((track) => track.interface)),
  ])
  const isUsed = ({ interface: name }: PolledLink): boolean => used.has(name)
  return {
    polled: linkbeat.filter(isUsed),
    unused: linkbeat.filter((each) => !isUsed(each)).map(({ interface: name }) => name),
  }
}

const NONE: PolledLinks = { polled: [], unused: [] }
