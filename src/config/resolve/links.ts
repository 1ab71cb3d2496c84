/** What the file says of links themselves: who is polled, patience with those that flap, and gaps between announcements. */
import { US_PER_S } from '../../lib/time.ts'
import type { GarpGroupConfig, LinkbeatWay, LinkDelaysConfig, PolledLink, VrrpInstanceConfig } from '../config.ts'
import type { PlainEntry } from '../grammar/passive-blocks.ts'
import { numberProblem, readSeconds } from '../grammar/scalar.ts'
import type { Mark } from '../lexer/sources.ts'
import type { RootSettings } from '../interpreter.ts'
import type { Interfaces } from './interfaces.ts'
import { unknownInterface } from './passive.ts'
import type { Resolution } from './resolution.ts'
import { complain } from './resolution.ts'

export function resolveGarpGroups(
  settings: RootSettings,
  interfaces: Interfaces,
  resolution: Resolution,
): readonly GarpGroupConfig[] {
  const taken = new Set<string>()
  let lists = 0
  return (settings.garpGroups ?? []).flatMap(({ values: s, mark }, i) => {
    // compat: where one stands alone in a list a test by the original ends at the complaint, as at a missing argument.
    const entries = (s.interfaces ?? []).flatMap((list) => list.map((one) => ({ ...one, ends: list.length === 1 })))
    const own = (s.interface ?? []).map((one) => ({ ...one, ends: false }))
    const members: string[] = []
    for (const { word, mark: at, ends } of [...entries, ...own].toSorted((a, b) => a.mark - b.mark)) {
      const message = `WARNING - interface ${word} specified for garp_group doesn't exist`
      if (!interfaces.checkTracked(word, at, message)) continue
      if (taken.has(word)) tellTaken(word, at, ends && resolution.environment.testing, resolution)
      else members.push(word)
      taken.add(word)
    }
    if (s.garpIntervalUs === undefined && s.gnaIntervalUs === undefined) {
      complain(resolution, mark, 'no-delay', `garp group ${i} does not have any delay set - removing`)
      for (const member of members) taken.delete(member)
      return []
    }
    const aggregation = entries.length === 0 ? 0 : ++lists
    return [
      {
        aggregation,
        interfaces: members,
        garpIntervalUs: s.garpIntervalUs ?? null,
        gnaIntervalUs: s.gnaIntervalUs ?? null,
      },
    ]
  })
}

function tellTaken(word: string, at: Mark, ends: boolean, { reporter }: Resolution): void {
  const message = `garp_group already specified for ${word} - ignoring`
  reporter.report({ code: 'duplicate', class: ends ? 'argument' : 'general', at, word, message })
}

export function resolveLinkDelays(
  settings: RootSettings,
  interfaces: Interfaces,
  resolution: Resolution,
): readonly LinkDelaysConfig[] {
  return (settings.interfaceDelays ?? []).flat().flatMap((entry) => linkDelays(entry, interfaces, resolution) ?? [])
}

const MAX_DELAY_S = 255

/** compat: the manual says that the first delay is the second's default; 2.2.7 takes none. */
function linkDelays(
  { words, mark }: PlainEntry,
  interfaces: Interfaces,
  resolution: Resolution,
): LinkDelaysConfig | null {
  const [device = '', ...delays] = words
  if (unknownInterface(device, mark, 'up/down delay', interfaces, resolution)) return null
  const read = delays.slice(0, 2).map((given) => {
    const us = readSeconds(given)
    const range = `[0.000000, ${MAX_DELAY_S}.000000]`
    const problem =
      us === null ? (numberProblem(given, 0, MAX_DELAY_S) ?? '') : `number '${given}' outside range ${range}`
    if (us !== null && us <= MAX_DELAY_S * US_PER_S) return us
    complain(resolution, mark, 'bad-value', problem)
    return null
  })
  const [down, up] = read
  return down === undefined || down === null ? null : { interface: device, downUs: down, upUs: up ?? 0 }
}

const LINKBEAT_WAYS: Readonly<Record<string, LinkbeatWay>> = { MII: 'MII', ETHTOOL: 'ETHTOOL', IOCTL: 'IOCTL' }

export function resolveLinkbeat(
  settings: RootSettings,
  interfaces: Interfaces,
  resolution: Resolution,
): readonly PolledLink[] {
  return (settings.linkbeatInterfaces ?? []).flat().flatMap(({ words, mark }) => {
    const [device = '', given, extra] = words
    if (unknownInterface(device, mark, 'linkbeat interface', interfaces, resolution)) return []
    const way = LINKBEAT_WAYS[given ?? ''] ?? null
    const wrong = way === null ? given : extra
    if (wrong !== undefined) complain(resolution, mark, 'bad-option', `extra characters ${wrong} in linkbeat interface`)
    return [{ interface: device, way }]
  })
}

/** With those of linkbeat_use_polling: the interfaces that instances run on. */
export function withOwnLinks(
  listed: readonly PolledLink[],
  settings: RootSettings,
  instances: readonly VrrpInstanceConfig[],
): readonly PolledLink[] {
  const all = settings.linkbeatUsePolling === true
  const asking = new Set(
    (settings.instances ?? [])
      .filter(({ values }) => all || values.linkbeatUsePolling === true)
      .map(({ args }) => args[0]),
  )
  const own = instances.filter(({ name }) => asking.has(name)).map((each) => ({ interface: each.interface, way: null }))
  // Of several lines for one interface the last counts.
  const links = new Map([...own, ...listed].map((link) => [link.interface, link]))
  return [...links.values()]
}
