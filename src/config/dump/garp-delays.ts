/** Section "Gratuitous ARP delays": the gaps that vrrp_garp_interval and vrrp_gna_interval put between packets. */
import type { Us } from '../../lib/time.ts'
import type { Config } from '../config.ts'
import { writeShortSeconds } from './writers.ts'

/** compat: the original prints moments of the next packets with the year left out; before anything ran they are zero. */
const NEVER_YET = '0.000000 (Thu Jan  1 00:00:00.000000)'

/** compat: a group for each interface, and each is number 0. */
export function dumpGarpDelays({ global, vrrp }: Config): string[] {
  if (global.garpIntervalUs === 0 && global.gnaIntervalUs === 0) return []
  const interfaces = [...new Set(vrrp.instances.map((instance) => instance.interface))]
  const group = [
    '------< GARP delay group 0 >------',
    ...intervalLines('GARP', global.garpIntervalUs),
    ...intervalLines('GNA', global.gnaIntervalUs),
    ' Interfaces',
  ]
  return ['------< Gratuitous ARP delays >------', ...interfaces.flatMap((name) => [...group, `  ${name}`])]
}

function intervalLines(name: string, us: Us): string[] {
  return us === 0 ? [] : [` ${name} interval = ${writeShortSeconds(us)}`, ` ${name} next time ${NEVER_YET}`]
}
