/** Sections of the static addresses, routes and rules, and of the groups that track them. */
import type { Config, StaticEntries } from '../config.ts'
import { trackGroupContext } from '../grammar/passive-blocks.ts'
import { rootContext } from '../grammar/root.ts'
import type { RouteConfig } from '../route.ts'
import { writeAddress } from './addresses.ts'
import { linesOf } from './keyword-lines.ts'
import { writeRoute, writeRule } from './routes.ts'
import { writeTable } from './writers.ts'
import type { DumpTable } from './writers.ts'

export function dumpStatics(config: Config): string[] {
  const { statics = NOTHING } = config.vrrp
  const groups = (statics.trackGroups ?? []).filter(({ members }) => members.length > 0)
  return [
    ...writeTable(staticTable, statics, 0),
    ...(groups.length === 0 ? [] : ['------< Static Track groups >------']),
    ...groups.flatMap((group) => [` Static Track Group = ${group.name}`, ...writeTable(groupTable, group, 3)]),
  ]
}

const NOTHING: StaticEntries = { addresses: [], routes: [], rules: [] }

const line = linesOf(rootContext, (statics: StaticEntries) => statics)

const staticTable: DumpTable<StaticEntries> = [
  line('static_ipaddress', ({ addresses }) => addresses.map((each) => `${writeAddress(each)} set`)),
  line('static_routes', ({ routes }) => routes.map((each) => writeRoute(each) + installed(each))),
  line('static_rules', ({ rules }) => rules.map(writeRule)),
]

const groupLine = linesOf(trackGroupContext, (group: { readonly members: readonly string[] }) => group)
const groupTable = [groupLine('group')]

/** compat: only routes that can be tracked are marked, and before anything has run. */
function installed(route: RouteConfig): string {
  return route.noTrack ? '' : ' [installed ifindex 0]'
}
