/** Section "Gratuitous ARP delays": the gaps that garp_group, vrrp_garp_interval and vrrp_gna_interval put between packets. */
import type { Config, GarpGroupConfig, VrrpConfig } from '../config.ts'
import { garpGroupContext } from '../grammar/passive-blocks.ts'
import { linesOf } from './keyword-lines.ts'
import { announcedInterfaces, findOwnInterfaces } from './own-interfaces.ts'
import type { InterfaceView } from './view.ts'
import { lines, text, writeTable } from './writers.ts'
import type { DumpTable } from './writers.ts'

/** compat: the original prints moments of the next packets with the year left out; before anything ran they are zero. */
const NEVER_YET = '0.000000 (Thu Jan  1 00:00:00.000000)'

export function dumpGarpDelays({ global, vrrp }: Config, interfaces: readonly InterfaceView[]): string[] {
  const announced = announcedInterfaces(vrrp, findOwnInterfaces(vrrp, interfaces))
  const written = [...(vrrp.garpGroups ?? []), ...ungrouped(vrrp, announced, global)].flatMap((group) => [
    `------< GARP delay group ${group.aggregation} >------`,
    ...writeTable(table, { ...group, interfaces: inKernelOrder(group.interfaces, interfaces) }, 1),
  ])
  return written.length === 0 ? [] : ['------< Gratuitous ARP delays >------', ...written]
}

const line = linesOf(garpGroupContext, (group: GarpGroupConfig) => group)

const table: DumpTable<GarpGroupConfig> = [
  line('garp_interval'),
  text(({ garpIntervalUs }) => (garpIntervalUs === null ? null : `GARP next time ${NEVER_YET}`)),
  line('gna_interval'),
  text(({ gnaIntervalUs }) => (gnaIntervalUs === null ? null : `GNA next time ${NEVER_YET}`)),
  line('interfaces', () => ''),
  lines(({ interfaces }) => interfaces.map((name) => ` ${name}`)),
]

/** compat: the global gaps are a group for each interface, and each is number 0. */
function ungrouped(
  { garpGroups = [] }: VrrpConfig,
  announced: ReadonlySet<string>,
  { garpIntervalUs, gnaIntervalUs }: Config['global'],
): GarpGroupConfig[] {
  if (garpIntervalUs === 0 && gnaIntervalUs === 0) return []
  const grouped = garpGroups.flatMap((group) => group.interfaces)
  const others = [...announced].filter((name) => !grouped.includes(name))
  const gaps = { garpIntervalUs: garpIntervalUs || null, gnaIntervalUs: gnaIntervalUs || null }
  return others.map((name) => ({ aggregation: 0, interfaces: [name], ...gaps }))
}

function inKernelOrder(names: readonly string[], interfaces: readonly InterfaceView[]): string[] {
  const place = (name: string): number => interfaces.findIndex((each) => each.name === name)
  return names.toSorted((a, b) => place(a) - place(b))
}
