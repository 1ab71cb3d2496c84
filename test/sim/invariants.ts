/**
 * What must hold in every history. Times count from the last disturbance
 * (RFC 3768 section 6: an election is over after the master-down interval, at the latest with the greatest skew):
 *
 * - never more than one master per VRID and version, once two master-down intervals have passed; later than that two may
 *   overlap only while one packet travels;
 * - never none for longer than master-down plus skew, while a router could be one;
 * - an address, a route, a rule is in the kernel exactly while its instance is master, a static one while we run;
 * - an interface for virtual MACs is there while an instance needs it, of a process that was killed too, and none after a stop;
 * - the members of a sync group are master together or not at all;
 * - notify scripts and FIFO lines tell the states in the order in which they were entered, and the last word is true;
 * - at the end of a history the master is the one that the priorities name, if that one preempts, and what was last
 *   announced on the wire is where it is (announcements.ts).
 *
 * What reloads promise is in reloading.ts.
 */
import type { Us } from '../../src/lib/time.ts'
import type { VrrpAction } from '../../src/vrrp/actions.ts'
import type { VrrpEvent } from '../../src/vrrp/events.ts'
import { itemsOf } from '../../src/vrrp/routing.ts'
import { isDeaf } from '../../src/vrrp/sockets.ts'
import type { Instance, InstanceStateName } from '../../src/vrrp/state.ts'
import { checkBeliefs, type Belief } from './announcements.ts'
import { itemKey, virtualKey } from './kernel.ts'
import type { Router, World } from './world.ts'

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
  /** who announced an address last, by interface, side and address */
  readonly beliefs: Map<string, Belief>
  /** whether a master that gave way told the winner with a last advert that cannot have been lost, by router and instance */
  readonly told: Map<string, boolean>
  /** when a router was held up last, with nothing else being wrong */
  readonly held: Map<string, { readonly from: Us; readonly to: Us }>
  readonly states: Map<string, InstanceStateName>
  /** which process of each router the states are of */
  readonly lives: Map<string, number>
  /** the last word of notify scripts, by router and object */
  readonly notified: Map<string, string>
  violation: string | null
}

/** Longer than any packet travels when nothing is disturbed. */
const TRAVEL_US = 5_000

export function createWatch(routers: readonly Router[]): Watch {
  const instances = routers.flatMap((router) => router.config.instances)
  const skewOf = (one: Instance['config']): Us => (one.version === 2 ? 1_000_000 : one.advertIntervalUs)
  return {
    masterDownUs: Math.max(...instances.map((one) => one.downTimerAdverts * one.advertIntervalUs + skewOf(one))),
    skewUs: Math.max(...instances.map(skewOf)),
    activeFaults: 0,
    lastDisturbance: 0,
    addressesSettledAt: 0,
    none: new Map(),
    many: new Map(),
    beliefs: new Map(),
    told: new Map(),
    held: new Map(),
    states: new Map(),
    lives: new Map(),
    notified: new Map(),
    violation: null,
  }
}

export function disturb(watch: Watch, now: Us): void {
  watch.lastDisturbance = Math.max(watch.lastDisturbance, now)
}

export function violate(watch: Watch, world: World, text: string): void {
  watch.violation ??= `at ${(world.now / 1e6).toFixed(6)} s: ${text}`
}

/** Twice an interval, and whenever a fault begins or ends. */
export function checkInvariants(watch: Watch, world: World): void {
  checkElections(watch, world)
  if (watch.activeFaults === 0 && world.now > watch.addressesSettledAt) {
    for (const router of world.routers) checkKernel(watch, world, router)
  }
}

function checkElections(watch: Watch, world: World): void {
  const names = new Set(world.routers.flatMap((router) => router.config.instances.map(({ name }) => name)))
  for (const name of names) for (const version of [2, 3] as const) checkMasters(watch, world, name, version)
  for (const router of world.routers) checkGroups(watch, world, router)
}

/** After the last fault and all elections that could follow from it. */
export function checkEnd(watch: Watch, world: World): void {
  const names = new Set(world.routers.flatMap((router) => router.config.instances.map(({ name }) => name)))
  for (const name of names) for (const version of [2, 3] as const) checkWinner(watch, world, name, version)
}

function checkWinner(watch: Watch, world: World, name: string, version: 2 | 3): void {
  const able = ableInstances(world, name, version)
  const master = able.find(({ instance }) => instance.state === 'master')
  if (!master) return
  const { effectivePriority } = master.instance
  const better = able.find(({ instance }) => instance.config.preempt && instance.effectivePriority > effectivePriority)
  if (better)
    violate(watch, world, `${name}: master has ${effectivePriority}, a backup ${better.instance.effectivePriority}`)
  // Routers of another version are masters of the same addresses beside it.
  if (ableInstances(world, name, version === 2 ? 3 : 2).length === 0)
    checkBeliefs(watch, world, master.router, master.instance)
}

function checkGroups(watch: Watch, world: World, router: Router): void {
  if (!router.state || router.paused) return
  for (const { members, config, state } of router.state.groups.values()) {
    const masters = members.filter((member) => member.state === 'master').length
    if (masters > 0 && masters < members.length)
      violate(watch, world, `${router.name} ${config.name}: ${masters} of ${members.length} members are master`)
    const first = members[0]?.state
    if (members.every((member) => member.state === first) && first !== 'init' && state !== first)
      violate(watch, world, `${router.name} ${config.name} says ${state}, its members ${first}`)
  }
}

function checkMasters(watch: Watch, world: World, name: string, version: 2 | 3): void {
  const key = `${name} ${version}`
  let able = 0
  let masters = 0
  for (const router of world.routers) {
    const instance = ableInstance(router, name, version)
    if (instance === null) continue
    able++
    if (instance.state === 'master') masters++
  }
  since(watch.none, key, able > 0 && masters === 0, world.now)
  since(watch.many, key, masters > 1, world.now)
  if (watch.activeFaults > 0) return
  const noneFor = world.now - Math.max(watch.none.get(key) ?? world.now, watch.lastDisturbance)
  if (noneFor > watch.masterDownUs + watch.skewUs + 2 * TRAVEL_US) {
    violate(watch, world, `${name}: no master for ${noneFor} us`)
  }
  const manySince = watch.many.get(key)
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

function checkKernel(watch: Watch, world: World, router: Router): void {
  const { state, kernel, name } = router
  if (!state || router.paused) return
  const wanted = new Map<string, boolean>()
  const owned = new Set<string>()
  const refused = new Set<string>()
  const routing = new Set([...state.staticRouting.values()].map(({ item }) => itemKey(item)))
  for (const { address } of state.staticAddresses.values()) wanted.set(virtualKey(address), address.noTrack)
  for (const { config, state: role } of state.instances.values()) {
    for (const address of [...config.addresses, ...config.excludedAddresses]) {
      // An owner's addresses are its own.
      if (config.priority === 255) owned.add(virtualKey(address))
      else if (role === 'master') wanted.set(virtualKey(address), address.noTrack)
      else refused.add(virtualKey(address))
    }
    for (const item of itemsOf(config)) (role === 'master' ? routing : refused).add(itemKey(item))
  }
  for (const [key, excused] of wanted) {
    const link = kernel.links.get(key.split(' ')[0] ?? '')
    if (!excused && link?.up && !kernel.virtual.has(key)) violate(watch, world, `${name} lacks ${key}`)
  }
  for (const { name: own, base } of state.vmacs.values())
    if (kernel.links.has(base) && !kernel.links.has(own)) violate(watch, world, `${name} lacks ${own}`)
  for (const own of kernel.links.keys())
    if (router.made.has(own) && !state.vmacs.has(own)) violate(watch, world, `${name} has ${own} for nobody`)
  const isOurs = (key: string): boolean => router.made.has(key) || refused.has(key)
  for (const key of kernel.virtual.keys())
    if (!wanted.has(key) && !owned.has(key) && isOurs(key)) violate(watch, world, `${name} has ${key} for nobody`)
  for (const key of routing) if (!kernel.routing.has(key)) violate(watch, world, `${name} lacks ${key}`)
  for (const key of kernel.routing.keys())
    if (!routing.has(key) && isOurs(key)) violate(watch, world, `${name} has ${key} for nobody`)
}

function checkNothingLeft(watch: Watch, world: World, { name, kernel, made }: Router): void {
  const left = [...kernel.links.keys()].find((link) => made.has(link))
  if (left !== undefined) violate(watch, world, `${name} stopped, and ${left} is left`)
}

// What is told

const WORDS: Readonly<Partial<Record<InstanceStateName, string>>> = {
  master: 'MASTER',
  backup: 'BACKUP',
  fault: 'FAULT',
}
const STATE_WORDS = new Set(['MASTER', 'BACKUP', 'FAULT', 'STOP', 'DELETED'])

export function checkStep(
  watch: Watch,
  world: World,
  router: Router,
  event: VrrpEvent,
  actions: readonly VrrpAction[],
): void {
  const prefix = `${router.name} `
  if (event.kind === 'start')
    for (const key of [...watch.notified.keys()]) if (key.startsWith(prefix)) watch.notified.delete(key)
  const scripts: string[] = []
  const lines: string[] = []
  for (const action of actions) {
    if (action.kind === 'fifo') {
      const [type = '', name = '', word = ''] = action.line.split(' ')
      if (STATE_WORDS.has(word)) lines.push(`${type} ${name.replaceAll('"', '')} ${word}`)
    } else if (action.kind === 'notify' && action.extraArgs.length > 0) {
      const [type = '', name = '', word = ''] = action.extraArgs
      const key = `${prefix}${type} ${name}`
      scripts.push(`${type} ${name} ${word}`)
      // One that goes from the file says so with FAULT, whatever it was.
      const goes = type === 'INSTANCE' && router.state?.instances.has(name) !== true
      if (watch.notified.get(key) === word && !goes) violate(watch, world, `${key} is told twice that it is ${word}`)
      watch.notified.set(key, word)
    }
  }
  if (scripts.join() !== lines.join())
    violate(watch, world, `${router.name}: scripts hear ${scripts.join(', ')}, the FIFO ${lines.join(', ')}`)
  if (router.stopped) checkNothingLeft(watch, world, router)
  // Nothing about an election changes without a change of state.
  if (router.state === null || checkLastWords(watch, world, router, router.state, event, actions))
    checkElections(watch, world)
}

/** Whether an instance changed its state. */
function checkLastWords(
  watch: Watch,
  world: World,
  router: Router,
  state: NonNullable<Router['state']>,
  event: VrrpEvent,
  actions: readonly VrrpAction[],
): boolean {
  let changed = false
  const { net } = world
  // A master that crashed told nobody; its next process is another one.
  if (watch.lives.get(router.name) !== router.life) {
    watch.lives.set(router.name, router.life)
    for (const key of [...watch.states.keys()]) if (key.split(' ')[0] === router.name) watch.states.delete(key)
  }
  for (const [name, instance] of state.instances) {
    const key = `${router.name} ${name}`
    const before = watch.states.get(key)
    if (before === instance.state) continue
    watch.states.set(key, instance.state)
    changed = true
    const lossy = net.lossRate > 0 || net.deaf.size > 0 || net.sides.size > 0 || watch.activeFaults > 0
    if (instance.state === 'master') watch.told.delete(key)
    else if (before === 'master') {
      const spoke = actions.some((action) => action.kind === 'send-advert' && action.instance === name)
      watch.told.set(key, !lossy && spoke && !isDeaf(state, instance))
    }
    const word = WORDS[instance.state]
    const heard = watch.notified.get(`${router.name} INSTANCE ${name}`)
    if (word !== undefined && heard !== word)
      violate(watch, world, `${key} is ${instance.state}, the last word of its scripts is ${heard}`)
  }
  if (event.kind !== 'reload') return changed
  for (const key of watch.states.keys()) {
    const [of, name = ''] = key.split(' ')
    if (of !== router.name || state.instances.has(name)) continue
    watch.states.delete(key)
    watch.notified.delete(`${of} INSTANCE ${name}`)
    changed = true
  }
  return changed
}

interface Able {
  readonly router: Router
  readonly instance: Instance
}

function ableInstances(world: World, name: string, version: 2 | 3): Able[] {
  return world.routers.flatMap((router) => {
    const instance = ableInstance(router, name, version)
    return instance === null ? [] : [{ router, instance }]
  })
}

/** An instance that could be master: it runs, and nothing holds it in fault. */
function ableInstance(router: Router, name: string, version: 2 | 3): Instance | null {
  if (!router.state || router.paused) return null
  const instance = router.state.instances.get(name)
  if (!instance || instance.config.version !== version) return null
  return instance.state === 'backup' || instance.state === 'master' ? instance : null
}
