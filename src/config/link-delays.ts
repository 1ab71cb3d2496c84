/**
 * interface_up_down_delays as they count: not as long as it takes until a backup misses its master, since backups on a
 * dead link would time out before they know that it is dead.
 */
import type { LinkDelaysConfig, VrrpConfig, VrrpInstanceConfig } from './config.ts'

export interface LinkDelays {
  readonly byInterface: ReadonlyMap<string, LinkDelaysConfig>
  /** compat: what the macvlan of an instance has: its base's, not shortened by the instances below it in the file */
  readonly byInstance: ReadonlyMap<string, LinkDelaysConfig>
  /** those that made a delay shorter, in the order of the file */
  readonly shortenedBy: readonly VrrpInstanceConfig[]
}

export function effectiveLinkDelays({ linkDelays, instances }: VrrpConfig): LinkDelays {
  const byInterface = new Map((linkDelays ?? []).map((delays) => [delays.interface, delays]))
  const byInstance = new Map<string, LinkDelaysConfig>()
  const shortenedBy: VrrpInstanceConfig[] = []
  for (const instance of instances) {
    const delays = byInterface.get(instance.base ?? instance.interface)
    if (delays !== undefined) byInstance.set(instance.name, delays)
    const lostUs = (instance.downTimerAdverts - 1) * instance.advertIntervalUs
    const longestUs = Math.max(delays?.downUs ?? 0, delays?.upUs ?? 0)
    if (delays === undefined || longestUs === 0 || longestUs < lostUs) continue
    shortenedBy.push(instance)
    // compat: less by the skew of the highest priority; who misses its master at the first advert has no delay.
    const mostUs = Math.max(0, lostUs - Math.floor(instance.advertIntervalUs / 256))
    const { downUs, upUs } = delays
    const shorter = { ...delays, downUs: Math.min(downUs, mostUs), upUs: Math.min(upUs, mostUs) }
    byInterface.set(delays.interface, shorter)
    byInstance.set(instance.name, shorter)
  }
  return { byInterface, byInstance, shortenedBy }
}
