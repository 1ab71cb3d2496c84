/** Section "Gratuitous ARP delays": the gaps that vrrp_garp_interval and vrrp_gna_interval put between packets. */
import type { Config } from '../config.ts'
import { writeShortSeconds } from './writers.ts'

/** compat: the original prints moments of the next packets with the year left out; before anything ran they are zero. */
const NEVER_YET = '0.000000 (Thu Jan  1 00:00:00.000000)'

export function dumpGarpDelays({ global, vrrp }: Config): string[] {
  if (global.garpIntervalUs === 0 && global.gnaIntervalUs === 0) return []
  const interfaces = [...new Set(vrrp.instances.map((instance) => instance.interface))]
  return [
    '------< Gratuitous ARP delays >------',
    '------< GARP delay group 0 >------',
    ...(global.garpIntervalUs > 0
      ? [` GARP interval = ${writeShortSeconds(global.garpIntervalUs)}`, ` GARP next time ${NEVER_YET}`]
      : []),
    ...(global.gnaIntervalUs > 0
      ? [` GNA interval = ${writeShortSeconds(global.gnaIntervalUs)}`, ` GNA next time ${NEVER_YET}`]
      : []),
    ' Interfaces',
    ...interfaces.map((name) => `  ${name}`),
  ]
}
