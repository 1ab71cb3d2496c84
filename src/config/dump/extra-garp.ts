/** What garp_extra_if says, in the dump. */
import { US_PER_S } from '../../lib/time.ts'
import type { ExtraGarpConfig, VrrpInstanceConfig } from '../config.ts'
import { runsOn } from './own-interfaces.ts'
import type { WallClock } from './view.ts'
import { writeSeconds, writeWholeSeconds } from './writers.ts'

export function extraGarpOfAll(extra: ExtraGarpConfig): string {
  return `${whereOf(extra)} = ${writeWholeSeconds(extra.periodUs)}s`
}

/** Null: it announces nothing. */
export function extraGarpOf(instance: VrrpInstanceConfig): string | null {
  const { extra } = instance.garp
  return isAnnounced(instance) ? `${whereOf(extra)} = ${writeWholeSeconds(extra.periodUs)}` : null
}

export function nextExtraGarp(instance: VrrpInstanceConfig, next: WallClock | null): string | null {
  if (!isAnnounced(instance)) return null
  const { epochUs, monthDayTime, year } = next ?? { epochUs: 0, monthDayTime: 'Thu Jan  1 00:00:00', year: '1970' }
  // compat: the fraction of the second stands behind the year.
  const fraction = writeSeconds(epochUs % US_PER_S).slice(1)
  return `${writeSeconds(epochUs)} (${monthDayTime} ${year}${fraction})`
}

function whereOf({ everyInterface }: ExtraGarpConfig): string {
  return everyInterface ? 'i/f' : 'VMAC'
}

function isAnnounced(instance: VrrpInstanceConfig): boolean {
  const { addresses, excludedAddresses, garp, vmacForAddresses } = instance
  const { periodUs, everyInterface } = garp.extra
  const hasExtraInterface = [...addresses, ...excludedAddresses].some(
    (address) =>
      address.useVmac === true ||
      (!runsOn(instance, address.interface) && (everyInterface || vmacForAddresses === true)),
  )
  return periodUs !== 0 && hasExtraInterface
}
