/**
 * What must hold in every history, checked after every step of every router. Times count from the last disturbance
 * (RFC 3768 section 6: an election is over after the master-down interval, at the latest with the greatest skew):
 *
 * - never more than one master per VRID, once two master-down intervals have passed; later than that two may overlap only
 *   while one packet travels;
 * - never none for longer than master-down plus skew, while a router could be one;
 * - an address is in the kernel exactly while its instance is master;
 * - the members of a sync group are master together or not at all;
 * - at the end of a history the master is the one that the priorities name, if that one preempts.
 */
import { itemsOf, routingKey } from '../../src/vrrp/routing.ts'
import type { Us } from '../../src/lib/time.ts'
import type { Instance } from '../../src/vrrp/state.ts'
import { virtualKey, type Router, type World } from './world.ts'

export interface Watch {
  readonly masterDownUs: Us
  readonly skewUs: Us
  /** faults that last: while there is one, nobody can promise anything about the LAN */
  activeFaults: number
  lastDisturbance: Us
  /** the kernel refused, or somebody took an address away: the machine may need until then */
  addressesSettledAt: Us
  readonly none: Map<string, Us>
  readonly many: Map<string, Us>
  violation: string | null
}

/** Longer than any packet travels when nothing is disturbed. */
const TRAVEL_US = 5_000

export function createWatch(masterDownUs: Us, skewUs: Us): Watch {
  return {
    masterDownUs,
    skewUs,
    activeFaults: 0,
    lastDisturbance: 0,
    addressesSettledAt: 0,
    none: new Map(),
    many: new Map(),
    violation: null,
  }
}

export function disturb(watch: Watch, now: Us): void {
  watch.lastDisturbance = Math.max(watch.lastDisturbance, now)
}

export function checkInvariants(watch: Watch, world: World): void {
  for (const name of instanceNames(world)) checkMasters(watch, world, name)
  if (watch.activeFaults === 0 && world.now > watch.addressesSettledAt) {
    for (const router of world.routers) checkAddresses(watch, world, router)
  }
  for (const router of world.routers) checkGroups(watch, world, router)
}

/** After the last fault and all elections that could follow from it. */
export function checkEnd(watch: Watch, world: World): void {
  for (const name of instanceNames(world)) {
    const able = world.routers.flatMap((router) => ableInstance(router, name) ?? [])
    const master = able.find((instance) => instance.state === 'master')
    if (!master) continue
    const better = able.find(
      ({ config, effectivePriority }) => config.preempt && effectivePriority > master.effectivePriority,
    )
    if (better)
      violate(watch, world, `${name}: master has ${master.effectivePriority}, a backup ${better.effectivePriority}`)
  }
}

function checkGroups(watch: Watch, world: World, router: Router): void {
  if (!router.state || router.paused) return
  for (const group of router.state.groups.values()) {
    const masters = group.members.filter((member) => member.state === 'master').length
    if (masters === 0 || masters === group.members.length) continue
    violate(
      watch,
      world,
      `${router.name} ${group.config.name}: ${masters} of ${group.members.length} members are master`,
    )
  }
}

function checkMasters(watch: Watch, world: World, name: string): void {
  const able = world.routers.flatMap((router) => ableInstance(router, name) ?? [])
  const masters = able.filter((instance) => instance.state === 'master').length
  since(watch.none, name, able.length > 0 && masters === 0, world.now)
  since(watch.many, name, masters > 1, world.now)
  if (watch.activeFaults > 0) return
  const noneFor = world.now - Math.max(watch.none.get(name) ?? world.now, watch.lastDisturbance)
  if (noneFor > watch.masterDownUs + watch.skewUs + 2 * TRAVEL_US) {
    violate(watch, world, `${name}: no master for ${noneFor} us`)
  }
  const manySince = watch.many.get(name)
  if (manySince === undefined) return
  const quietUs = world.now - watch.lastDisturbance
  if (quietUs > 2 * watch.masterDownUs && world.now - manySince > TRAVEL_US) {
    violate(watch, world, `${name}: ${masters} masters, ${quietUs} us after the last disturbance`)
  }
}

function since(times: Map<string, Us>, name: string, holds: boolean, now: Us): void {
  if (!holds) times.delete(name)
  else if (!times.has(name)) times.set(name, now)
}

function checkAddresses(watch: Watch, world: World, router: Router): void {
  if (!router.state || router.paused) return
  for (const instance of router.state.instances.values()) {
    if (instance.config.priority === 255) continue
    const wanted = instance.state === 'master'
    for (const address of instance.config.addresses) {
      const there = router.kernel.virtual.has(virtualKey(address))
      if (there === wanted) continue
      const what = there ? 'has an address that is not its own to have' : 'lacks an address'
      violate(watch, world, `${router.name} ${instance.config.name} (${instance.state}) ${what}`)
    }
    for (const key of itemsOf(instance.config).map(routingKey)) {
      if (router.kernel.routing.has(key) === wanted) continue
      const what = wanted ? 'lacks' : 'has'
      violate(watch, world, `${router.name} ${instance.config.name} (${instance.state}) ${what} ${key}`)
    }
  }
}

/** An instance that could be master: it runs, and nothing holds it in fault. */
function ableInstance(router: Router, name: string): Instance | null {
  if (!router.state || router.paused) return null
  const instance = router.state.instances.get(name)
  if (!instance || (instance.state !== 'backup' && instance.state !== 'master')) return null
  return instance
}

function instanceNames(world: World): Set<string> {
  return new Set(world.routers.flatMap((router) => router.config.instances.map((instance) => instance.name)))
}

function violate(watch: Watch, world: World, text: string): void {
  watch.violation ??= `at ${(world.now / 1e6).toFixed(6)} s: ${text}`
}
