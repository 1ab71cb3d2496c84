/** What garp_extra_if says, in the dump. */
import { US_PER_S } from '../../lib/time.ts'
import type { ExtraGarpConfig, VrrpInstanceConfig } from '../config.ts'
import { runsOn } from './own-interfaces.ts'
import type { WallClock } from './view.ts'
import { writeSeconds, writeWholeSeconds } from './writers.ts'

export function extraGarpOfAll(extra: ExtraGarpConfig): string {
  return `${label(extra)} = ${writeWholeSeconds(extra.periodUs)}s`
}

export function extraGarpOf(instance: VrrpInstanceConfig, next: WallClock | null): string[] {
  const { extra } = instance.garp
  if (extra.periodUs === 0 || !hasExtraInterface(instance, extra)) return []
  const { epochUs, monthDayTime, year } = next ?? { epochUs: 0, monthDayTime: 'Thu Jan  1 00:00:00', year: '1970' }
  // compat: the fraction of the second stands behind the year.
  const fraction = writeSeconds(epochUs % US_PER_S).slice(1)
  return [
    `${label(extra)} = ${writeWholeSeconds(extra.periodUs)}`,
    `Next gratuitous ARP for such secondary = ${writeSeconds(epochUs)} (${monthDayTime} ${year}${fraction})`,
  ]
}

function label({ everyInterface }: ExtraGarpConfig): string {
  return `Gratuitous ARP for each secondary ${everyInterface ? 'i/f' : 'VMAC'}`
}

function hasExtraInterface(instance: VrrpInstanceConfig, { everyInterface }: ExtraGarpConfig): boolean {
  const { addresses, excludedAddresses, vmacForAddresses } = instance
  return [...addresses, ...excludedAddresses].some(
    (address) =>
      address.useVmac === true ||
      (!runsOn(instance, address.interface) && (everyInterface || vmacForAddresses === true)),
  )
}
