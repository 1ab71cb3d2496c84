/**
 * Reloads in a history, and what every one of them promises: the same file does nothing at all, an instance that did not
 * change goes on as if nothing had happened, and what is wanted before and after is not taken away in between.
 */
import type { Config } from '../../src/config/config.ts'
import { sameValue } from '../../src/lib/same.ts'
import type { VrrpAction } from '../../src/vrrp/actions.ts'
import { routingKey } from '../../src/vrrp/routing.ts'
import type { Instance, VrrpState } from '../../src/vrrp/state.ts'
import { readAnew, textOf, type HostChange } from './draw-lan.ts'
import { slackUs, type History } from './history.ts'
import { disturb, violate } from './invariants.ts'
import { virtualKey } from './kernel.ts'
import { deliver, stepRouter, type Router } from './world.ts'

export function reloadSame(h: History, router: Router): void {
  if (!router.state || router.paused) return
  const config = configOf(h, router)
  if (config === null) return
  const { vmacs, interfaces } = router.state
  // A reload makes at once what somebody removed.
  const lacks = [...vmacs.keys()].some((name) => !interfaces.has(name))
  const actions = step(h, router, config)
  if (!lacks && actions.length > 0) violate(h.watch, h.world, `a reload of the same file emitted ${actions[0]?.kind}`)
}

export function changeAndReload(h: History, router: Router, change: (before: HostChange) => HostChange): void {
  const before = h.changes.get(router.name) ?? {}
  h.changes.set(router.name, change(before))
  const config = configOf(h, router)
  // Words that do not go together with the drawn ones are none.
  if (config === null) return void h.changes.set(router.name, before)
  if (!router.state) {
    router.global = config.global
    router.config = config.vrrp
    return
  }
  disturb(h.watch, h.world.now + slackUs(h))
  h.watch.addressesSettledAt = Math.max(h.watch.addressesSettledAt, h.world.now + 2_000_000)
  if (router.paused) {
    router.global = config.global
    router.config = config.vrrp
    return deliver(h.world, router, { kind: 'reload', global: config.global, config: config.vrrp })
  }
  step(h, router, config)
}

export function moveAddress(h: History, way: readonly [string, string]): void {
  const moved = h.moved?.[0] === way[0] && h.moved[1] === way[1] ? null : way
  h.moved = moved
  for (const router of h.world.routers) {
    changeAndReload(h, router, ({ moved: _, ...change }) => (moved === null ? change : { ...change, moved }))
  }
}

function configOf(h: History, router: Router): Config | null {
  const host = h.plan.lan.hosts.find(({ name }) => name === router.name)
  return host === undefined ? null : readAnew(textOf(h.plan.lan, host, h.changes.get(router.name)))
}

/** One reload; its actions. */
function step(h: History, router: Router, config: Config): readonly VrrpAction[] {
  const { state, kernel } = router
  if (!state) return []
  const before = new Map([...state.instances].map(([name, instance]) => [name, photograph(instance)]))
  const was = outline(state)
  const held = { virtual: new Set(kernel.virtual.keys()), routing: new Set(kernel.routing.keys()) }
  let seen: readonly VrrpAction[] = []
  const { observe } = h.world
  h.world.observe = (of, event, actions) => {
    seen = actions
    observe(of, event, actions)
  }
  router.global = config.global
  router.config = config.vrrp
  stepRouter(h.world, router, { kind: 'reload', global: config.global, config: config.vrrp })
  h.world.observe = observe
  checkUntouched(h, router, state, before, was)
  if (!kernel.refuses) checkHeld(h, router, held, seen)
  return seen
}

function checkUntouched(
  h: History,
  router: Router,
  state: VrrpState,
  before: ReadonlyMap<string, Photograph>,
  was: unknown,
): void {
  const sameSurroundings = sameValue(was, outline(state))
  for (const [name, instance] of state.instances) {
    const photo = before.get(name)
    if (!photo || !sameSurroundings || !sameValue(photo.config, instance.config)) continue
    const mates = instance.group?.members ?? []
    if (mates.some((mate) => !sameValue(before.get(mate.config.name)?.config, mate.config))) continue
    const now = photograph(instance)
    const field = (Object.keys(now) as (keyof Photograph)[]).find((key) => !sameValue(now[key], photo[key]))
    if (field) violate(h.watch, h.world, `${router.name} ${name} did not change in a reload, but its ${field} did`)
  }
}

/** What was there before the reload and is there after it must not have been taken away meanwhile. */
function checkHeld(
  h: History,
  router: Router,
  held: { readonly virtual: ReadonlySet<string>; readonly routing: ReadonlySet<string> },
  actions: readonly VrrpAction[],
): void {
  const { virtual, routing } = router.kernel
  for (const { state, config } of router.state?.instances.values() ?? []) {
    if (state !== 'master' || config.priority === 255) continue
    const lost = [...config.addresses, ...config.excludedAddresses]
      .map(virtualKey)
      .find((key) => held.virtual.has(key) && !virtual.has(key))
    if (lost !== undefined) violate(h.watch, h.world, `${router.name}: ${lost} is gone after a reload`)
  }
  for (const action of actions) {
    if (action.kind === 'remove-addresses' || (action.kind === 'static-addresses' && !action.set)) {
      const lost = action.addresses.map(virtualKey).find((key) => held.virtual.has(key) && virtual.has(key))
      if (lost !== undefined) violate(h.watch, h.world, `${router.name}: ${lost} disappeared during a reload`)
    } else if (action.kind === 'remove-routing') {
      const lost = action.items.map(routingKey).find((key) => held.routing.has(key) && routing.has(key))
      if (lost !== undefined) violate(h.watch, h.world, `${router.name}: ${lost} disappeared during a reload`)
    }
  }
}

type Photograph = ReturnType<typeof photograph>

function photograph(instance: Instance) {
  const { masterDown, advert, announce, refresh, extra, addresses } = instance.timers
  return {
    config: instance.config,
    state: instance.state,
    sinceUs: instance.sinceUs,
    effectivePriority: instance.effectivePriority,
    masterIntervalUs: instance.masterIntervalUs,
    masterAddress: instance.masterAddress,
    masterPriority: instance.masterPriority,
    expired: instance.expired,
    preemptAtUs: instance.preemptAtUs,
    ahSequence: instance.ahSequence,
    marks: [...instance.ahSeen, ...instance.trailerMarks],
    counters: { ...instance.counters },
    timers: [masterDown, advert, announce, refresh, extra, addresses].map(({ atUs }) => atUs),
  }
}

/** What an instance may depend on beside its own block. */
function outline(state: VrrpState): unknown {
  return [
    state.global,
    [...state.groups.values()].map(({ config }) => config),
    [...state.scripts.values()].map(({ config }) => config),
    [...state.processes.values()].map(({ config }) => config),
    // A reload makes at once what somebody removed.
    [...state.vmacs.keys()].filter((name) => state.interfaces.has(name)),
  ]
}
