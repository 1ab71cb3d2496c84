/** Routes, rules and static entries: whether their interfaces exist, and which instances fail with them. */
import { writeIpPrefix } from '../../lib/ip.ts'
import type { StaticEntries, VrrpInstanceConfig } from '../config.ts'
import type { Mark } from '../lexer/sources.ts'
import type { trackGroupRows } from '../grammar/passive-blocks.ts'
import type { RouteText } from '../grammar/route.ts'
import type { RuleText } from '../grammar/rule.ts'
import type { Block, SettingsOf } from '../grammar/row.ts'
import type { AddressText } from '../grammar/virtual-address.ts'
import type { RouteConfig, RuleConfig } from '../route.ts'
import type { Interfaces } from './interfaces.ts'
import { resolveAddress } from './addresses.ts'
import type { Resolution } from './resolution.ts'
import { complain, firstAt, firstByName } from './resolution.ts'

/** compat: a route whose interface is missing is left out, a hop of it too. */
export function resolveRoutes(
  texts: readonly RouteText[],
  interfaces: Interfaces,
  resolution: Resolution,
): readonly RouteConfig[] {
  return texts.flatMap(({ route: given, vrf, mark }) => {
    const route = vrf === null ? given : inVrf(given, vrf, mark, resolution)
    if (route === null) return []
    if (route.interface !== null && !interfaces.check(route.interface, mark, 'VROUTE nexthop')) return []
    const nextHops = route.nextHops.filter(
      (hop) => hop.interface === null || interfaces.check(hop.interface, mark, 'VROUTE nexthop'),
    )
    return [nextHops.length === route.nextHops.length ? route : { ...route, nextHops }]
  })
}

/** The route in the VRF's table; null: there is no such VRF. Who cannot tell its table does not complain. */
function inVrf(route: RouteConfig, vrf: string, mark: Mark, resolution: Resolution): RouteConfig | null {
  const { environment } = resolution
  const exists = environment.interfaceExists(vrf)
  if (exists && environment.vrfTable === undefined) return route
  const table = environment.vrfTable?.(vrf) ?? null
  if (exists && table !== null) return { ...route, table }
  const message = exists ? `Route specified VRF ${vrf} is not a VRF` : `VRF ${vrf} not found for route`
  complain(resolution, mark, 'no-interface', message)
  return null
}

export function resolveRules(texts: readonly RuleText[], interfaces: Interfaces): readonly RuleConfig[] {
  return texts.flatMap(({ rule, mark }) => {
    const names = [rule.inputInterface, rule.outputInterface].filter((name) => name !== null)
    return names.every((name) => interfaces.check(name, mark, 'rule')) ? [rule] : []
  })
}

export interface StaticTexts {
  readonly addresses: readonly AddressText[]
  readonly routes: readonly RouteText[]
  readonly rules: readonly RuleText[]
  readonly trackGroups: readonly TrackGroupBlock[]
}

export type TrackGroupBlock = Block<SettingsOf<typeof trackGroupRows>>

export interface ResolvedStatics {
  readonly statics: StaticEntries
  /** by name of an instance: the interfaces whose loss it shares with static entries */
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>
}

/** compat: what names no interface stands on this one. */
const USUAL_INTERFACE = 'eth0'
const NO_ROUTE_INTERFACE = 'Static route cannot have track group if no oif specified'
const NO_RULE_INTERFACE = 'Static rule cannot have track_group if dev/iif not specified'

export function resolveStatics(
  texts: StaticTexts,
  defaultInterface: string | null,
  interfaces: Interfaces,
  resolution: Resolution,
): ResolvedStatics {
  const groups = new TrackGroups(texts.trackGroups, resolution)
  const usual = defaultInterface ?? USUAL_INTERFACE
  const addresses = texts.addresses.flatMap((text) =>
    resolveAddress(text, text.device ?? usual, interfaces).map((address) => {
      if (text.device === null) {
        const message = `Static address ${writeIpPrefix(address)} requires either an interface or default interface must exist`
        interfaces.checkTracked(usual, text.mark, message, { class: null })
      }
      return { ...address, ...groups.take(text.trackGroup ?? null, text.mark, [address.interface]) }
    }),
  )
  const routes = texts.routes.flatMap((text) =>
    resolveRoutes([text], interfaces, resolution).map((route) => ({
      ...route,
      ...groups.takeOn(route.interface, text.trackGroup, text.mark, NO_ROUTE_INTERFACE),
    })),
  )
  const rules = texts.rules.flatMap((text) =>
    resolveRules([text], interfaces).map((rule) => ({
      ...rule,
      ...groups.takeOn(rule.inputInterface, text.trackGroup, text.mark, NO_RULE_INTERFACE),
    })),
  )
  return { statics: { trackGroups: groups.list, addresses, routes, rules }, needs: groups.needs }
}

/** Which instances a track_group names, and the interfaces that its static entries lay upon them. */
class TrackGroups {
  readonly needs = new Map<string, Set<string>>()
  readonly #groups: ReadonlyMap<string, TrackGroupBlock>
  readonly #resolution: Resolution

  constructor(blocks: readonly TrackGroupBlock[], resolution: Resolution) {
    this.#groups = firstByName(
      blocks,
      (block) => block.args[0] ?? '',
      (block, first) => {
        const message = `track_group ${block.args[0] ?? ''} already defined`
        complain(resolution, block.mark, 'duplicate-name', message, null, firstAt(first.mark))
      },
    )
    this.#resolution = resolution
  }

  get list(): readonly { readonly name: string; readonly members: readonly string[] }[] {
    return [...this.#groups].map(([name, { values }]) => ({
      name,
      members: (values.members ?? []).map(({ word }) => word),
    }))
  }

  takeOn(device: string | null, name: string | null, mark: Mark, missing: string): { readonly trackGroup?: string } {
    const taken = this.take(name, mark, device === null ? [] : [device])
    if (device !== null || taken.trackGroup === undefined) return taken
    complain(this.#resolution, mark, 'bad-option', missing)
    return {}
  }

  /** compat: a group must stand before its entries. */
  take(name: string | null, mark: Mark, devices: readonly string[]): { readonly trackGroup?: string } {
    if (name === null) return {}
    const group = this.#groups.get(name)
    if (group === undefined || group.mark > mark) {
      complain(
        this.#resolution,
        mark,
        'not-found',
        `track_group ${name} not found`,
        `write before it: track_group ${name} { ... }`,
      )
      return {}
    }
    for (const { word } of group.values.members ?? []) {
      const needed = this.needs.get(word) ?? new Set<string>()
      this.needs.set(word, needed)
      for (const device of devices) needed.add(device)
    }
    return { trackGroup: name }
  }
}

/**
 * What must be there for an instance, in the order of the file: besides its own interface, or that too where nobody
 * watches it otherwise and a route, a rule or a static entry names it.
 */
export function neededInterfaces(
  instance: Pick<
    VrrpInstanceConfig,
    'interface' | 'addresses' | 'excludedAddresses' | 'routes' | 'rules' | 'dontTrackPrimary'
  >,
  more: ReadonlySet<string> = new Set(),
): readonly string[] {
  const tracked = <T extends { readonly noTrack: boolean }>(list: readonly T[] = []): readonly T[] =>
    list.filter((each) => !each.noTrack)
  const ofAddresses = tracked([...instance.addresses, ...instance.excludedAddresses])
    .map((address) => address.interface)
    .filter((name) => name !== instance.interface)
  const named = [
    ...tracked(instance.routes).map((route) => route.interface),
    ...tracked(instance.rules).flatMap((rule) => [rule.inputInterface, rule.outputInterface]),
    ...more,
  ].filter((name): name is string => name !== null && (name !== instance.interface || instance.dontTrackPrimary))
  return [...new Set([...ofAddresses, ...named])]
}
