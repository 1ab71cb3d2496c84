/**
 * A simulated LAN of routers that run the real VRRP machine: one virtual clock, one queue of events, one seed.
 *
 * What is simulated is what the machine touches: packets (lost, doubled, late, cut off), a kernel with addresses that
 * can refuse, links that flap, scripts, and processes that are paused, killed and started again.
 */
import { compareIp, writeIp, type IpAddress } from '../../src/lib/ip.ts'
import { nextSequence, TRAILER_LENGTH, TRAILER_TYPE } from '../../src/lib/auth-trailer.ts'
import { sameValue } from '../../src/lib/same.ts'
import { NEVER, type Us } from '../../src/lib/time.ts'
import type { GlobalConfig, VirtualAddress, VrrpConfig } from '../../src/config/config.ts'
import type { VrrpAction } from '../../src/vrrp/actions.ts'
import { routingKey } from '../../src/vrrp/routing.ts'
import type { InterfaceInfo } from '../../src/lib/interface-info.ts'
import type { VrrpEvent } from '../../src/vrrp/events.ts'
import { initialVrrpState, type VrrpState } from '../../src/vrrp/state.ts'
import type { ReceivedTrailer } from '../../src/wire/advert.ts'
import { vrrpMachine } from '../../src/vrrp/step.ts'
import type { Random } from './random.ts'

export interface World {
  now: Us
  readonly random: Random
  readonly routers: readonly Router[]
  readonly net: Network
  readonly queue: Job[]
  nextOrder: number
  /** called after each machine step */
  observe: (router: Router, event: VrrpEvent, actions: readonly VrrpAction[]) => void
}

export interface Network {
  lossRate: number
  duplicateRate: number
  reorderRate: number
  /** routers of different sides do not hear each other */
  readonly sides: Map<string, number>
  /** "a>b": what a sends does not reach b */
  readonly deaf: Set<string>
}

export interface Router {
  readonly name: string
  readonly global: GlobalConfig
  config: VrrpConfig
  /** the kernel outlives the process */
  readonly kernel: Kernel
  /** null: the process does not run */
  state: VrrpState | null
  paused: boolean
  /** what came in while it was paused; a socket holds only so much */
  backlog: VrrpEvent[]
  /** a number that changes with each start: answers to a dead process are dropped */
  life: number
  readonly scriptStatus: Map<string, number>
  stopped: boolean
  /** the last sequence of a trailer */
  sequence: bigint | null
  /** how far its wall clock is ahead */
  clockOffUs: Us
}

export interface Kernel {
  readonly links: Map<string, InterfaceInfo>
  /** what somebody put on an interface, beside the addresses it was born with */
  readonly virtual: Map<string, VirtualAddress>
  /** routes and rules, by their texts */
  readonly routing: Set<string>
  refuses: boolean
}

interface Job {
  readonly at: Us
  readonly order: number
  readonly run: () => void
}

const SOCKET_HOLDS = 200

export function createRouter(
  name: string,
  global: GlobalConfig,
  config: VrrpConfig,
  links: readonly InterfaceInfo[],
): Router {
  return {
    name,
    global,
    config,
    state: null,
    paused: false,
    backlog: [],
    life: 0,
    scriptStatus: new Map(),
    stopped: false,
    sequence: null,
    clockOffUs: 0,
    kernel: {
      links: new Map(links.map((link) => [link.name, link])),
      virtual: new Map(),
      routing: new Set(),
      refuses: false,
    },
  }
}

export function createWorld(random: Random, routers: readonly Router[]): World {
  const net = {
    lossRate: 0,
    duplicateRate: 0,
    reorderRate: 0,
    sides: new Map<string, number>(),
    deaf: new Set<string>(),
  }
  return { now: 0, random, routers, net, queue: [], nextOrder: 0, observe: () => {} }
}

/** Runs until `until`, machine deadlines included. */
export function run(world: World, until: Us): void {
  for (;;) {
    const job = world.queue[0]
    const router = nextRouter(world)
    const routerAt = router ? deadlineOf(world, router) : NEVER
    const jobAt = job?.at ?? NEVER
    if (Math.min(routerAt, jobAt) > until) break
    if (jobAt <= routerAt && job) {
      popJob(world)
      world.now = job.at
      job.run()
    } else if (router) {
      world.now = Math.max(world.now, routerAt)
      stepRouter(world, router, { kind: 'deadline' })
    }
  }
  world.now = until
}

function nextRouter(world: World): Router | null {
  let best: Router | null = null
  let bestAt = NEVER
  for (const router of world.routers) {
    const at = deadlineOf(world, router)
    if (at < bestAt) {
      best = router
      bestAt = at
    }
  }
  return best
}

function deadlineOf(world: World, router: Router): Us {
  if (!router.state || router.paused) return NEVER
  return Math.max(world.now, vrrpMachine.nextDeadline(router.state))
}

export function schedule(world: World, at: Us, run: () => void): void {
  const job = { at, order: world.nextOrder++, run }
  const { queue } = world
  let i = queue.length
  queue.push(job)
  while (i > 0) {
    const parent = (i - 1) >> 1
    const above = queue[parent] as Job
    if (above.at < at || (above.at === at && above.order < job.order)) break
    queue[i] = above
    i = parent
  }
  queue[i] = job
}

function popJob(world: World): void {
  const { queue } = world
  const last = queue.pop() as Job
  if (queue.length === 0) return
  let i = 0
  for (;;) {
    let child = 2 * i + 1
    if (child >= queue.length) break
    const right = queue[child + 1]
    const left = queue[child] as Job
    if (right && (right.at < left.at || (right.at === left.at && right.order < left.order))) child++
    const chosen = queue[child] as Job
    if (last.at < chosen.at || (last.at === chosen.at && last.order < chosen.order)) break
    queue[i] = chosen
    i = child
  }
  queue[i] = last
}

// The process

export function startRouter(world: World, router: Router): void {
  router.state = initialVrrpState()
  router.life++
  router.paused = false
  router.stopped = false
  router.backlog = []
  const interfaces = [...router.kernel.links.keys()].map((name) => snapshot(router, name))
  stepRouter(world, router, { kind: 'start', global: router.global, config: router.config, interfaces })
  for (const process of router.config.processes) {
    deliver(world, router, { kind: 'process-count', process: process.name, count: 1 })
  }
}

/** kill -9: the kernel keeps the addresses. */
export function killRouter(router: Router): void {
  router.state = null
  router.paused = false
  router.life++
}

/** The machine loses power: the kernel forgets them. */
export function crashRouter(router: Router): void {
  killRouter(router)
  router.kernel.virtual.clear()
}

export function pauseRouter(router: Router): void {
  if (router.state) router.paused = true
}

/** Overdue deadlines first, as an event loop does after a SIGCONT, then what the socket held. */
export function resumeRouter(world: World, router: Router): void {
  if (!router.state || !router.paused) return
  router.paused = false
  const backlog = router.backlog.splice(0)
  if (vrrpMachine.nextDeadline(router.state) <= world.now) stepRouter(world, router, { kind: 'deadline' })
  for (const event of backlog) stepRouter(world, router, event)
}

export function deliver(world: World, router: Router, event: VrrpEvent): void {
  if (!router.state) return
  if (!router.paused) stepRouter(world, router, event)
  else if (router.backlog.length < SOCKET_HOLDS || event.kind !== 'advert') router.backlog.push(event)
}

function later(world: World, router: Router, delay: Us, event: () => VrrpEvent): void {
  const life = router.life
  schedule(world, world.now + delay, () => {
    if (router.life === life) deliver(world, router, event())
  })
}

export function stepRouter(world: World, router: Router, event: VrrpEvent): void {
  if (!router.state) return
  const actions = vrrpMachine.step(router.state, event, world.now)
  for (const action of actions) perform(world, router, action)
  world.observe(router, event, actions)
}

// The effects

function perform(world: World, router: Router, action: VrrpAction): void {
  switch (action.kind) {
    case 'send-advert':
      return send(world, router, action)
    case 'add-addresses':
    case 'remove-addresses':
      return changeAddresses(world, router, action)
    case 'add-routing':
    case 'remove-routing':
      return changeRouting(router, action)
    case 'run-script': {
      const status = router.scriptStatus.get(action.script) ?? 0
      return later(world, router, 5_000, () => ({
        kind: 'script-result',
        script: action.script,
        result: { kind: 'exit', status },
      }))
    }
    case 'stopped': {
      router.state = null
      router.stopped = true
      router.life++
      return
    }
    default:
      return
  }
}

function send(world: World, router: Router, action: Extract<VrrpAction, { kind: 'send-advert' }>): void {
  const link = router.kernel.links.get(action.socket.interface)
  if (!link || !link.up || !link.running) {
    return later(world, router, 100, () => ({
      kind: 'action-failed',
      action: 'send-advert',
      instance: action.instance,
      errno: 'ENETDOWN',
      message: 'Network is down',
    }))
  }
  const sequence = action.trailer ? nextSequence(router.sequence, wallUs(world, router), action.trailer.windowS) : null
  router.sequence = sequence ?? router.sequence
  for (const receiver of world.routers) {
    if (receiver === router) continue
    for (const destination of action.destinations) {
      if (action.socket.multicastGroup === null && !owns(receiver, destination)) continue
      const copies = world.random.chance(world.net.duplicateRate) ? 2 : 1
      for (let copy = 0; copy < copies; copy++) transmit(world, router, receiver, action, destination, sequence)
    }
  }
}

function transmit(
  world: World,
  from: Router,
  to: Router,
  action: Extract<VrrpAction, { kind: 'send-advert' }>,
  destination: IpAddress,
  sequence: bigint | null,
): void {
  const { net, random } = world
  if (random.chance(net.lossRate)) return
  const delay = random.between(50, 500) + (random.chance(net.reorderRate) ? random.between(0, 30_000) : 0)
  schedule(world, world.now + delay, () => {
    if ((net.sides.get(from.name) ?? 0) !== (net.sides.get(to.name) ?? 0)) return
    if (net.deaf.has(`${from.name}>${to.name}`)) return
    const link = to.kernel.links.get(action.socket.interface)
    if (!link || !link.up || !link.running) return
    const { advert, ah } = action
    const trailer = sequence === null ? {} : { trailer: trailerFor(world, to, action, sequence) }
    deliver(world, to, {
      kind: 'advert',
      interfaceIndex: link.index,
      source: action.source,
      destination,
      ttl: 255,
      advert: {
        ...advert,
        type: 1,
        checksum: advert.version === 2 ? 'message' : 'pseudo',
        addressCount: advert.addresses.length,
        messageLength:
          8 +
          advert.addresses.length * (advert.family === 4 ? 4 : 16) +
          (advert.version === 2 ? 8 : 0) +
          (sequence === null ? 0 : TRAILER_LENGTH),
        ...trailer,
        ah: ah ? { spi: 0, sequence: ah.sequence, authentic: true } : null,
      },
    })
  })
}

/** As the sockets of `to` would read it: whose key of that number is the sender's. */
function trailerFor(
  world: World,
  to: Router,
  action: Extract<VrrpAction, { kind: 'send-advert' }>,
  sequence: bigint,
): ReceivedTrailer {
  const keyId = action.trailer?.keyId ?? 0
  const authenticFor = to.config.instances
    .filter(({ authHmac }) => authHmac?.keys.some(({ id, key }) => id === keyId && sameValue(key, action.trailer?.key)))
    .map(({ name }) => name)
  return { type: TRAILER_TYPE, keyId, reserved: 0, sequence, authenticFor, wallUs: wallUs(world, to) }
}

/** 21 November 2026 and what has passed since, by the router's own clock */
export function wallUs(world: World, { clockOffUs }: Router): Us {
  return 1_795_223_722_000_000 + world.now + clockOffUs
}

function owns(router: Router, address: IpAddress): boolean {
  return [...router.kernel.links.values()].some((link) =>
    link.addresses.some((entry) => compareIp(entry.address, address) === 0),
  )
}

function changeRouting(router: Router, action: Extract<VrrpAction, { kind: 'add-routing' | 'remove-routing' }>): void {
  for (const item of action.items) {
    if (action.kind === 'add-routing') router.kernel.routing.add(routingKey(item))
    else router.kernel.routing.delete(routingKey(item))
  }
}

function changeAddresses(
  world: World,
  router: Router,
  action: Extract<VrrpAction, { kind: 'add-addresses' | 'remove-addresses' }>,
): void {
  const { kernel } = router
  if (kernel.refuses && world.random.chance(0.7)) {
    return later(world, router, 100, () => ({
      kind: 'action-failed',
      action: action.kind,
      instance: action.instance,
      errno: 'EBUSY',
      message: 'Device or resource busy',
    }))
  }
  const touched = new Set<string>()
  for (const address of action.addresses) {
    if (!kernel.links.has(address.interface)) continue
    if (action.kind === 'add-addresses') kernel.virtual.set(virtualKey(address), address)
    else kernel.virtual.delete(virtualKey(address))
    touched.add(address.interface)
  }
  for (const name of touched) reportLink(world, router, name)
}

export function virtualKey(address: VirtualAddress): string {
  return `${address.interface} ${writeIp(address.address)}`
}

/** Somebody else takes an address away. */
export function stealAddress(world: World, router: Router, key: string): void {
  const address = router.kernel.virtual.get(key)
  if (!address) return
  router.kernel.virtual.delete(key)
  reportLink(world, router, address.interface)
}

export function setLink(world: World, router: Router, name: string, running: boolean): void {
  const link = router.kernel.links.get(name)
  if (!link) return
  router.kernel.links.set(name, { ...link, running })
  reportLink(world, router, name)
}

export function reportLink(world: World, router: Router, name: string): void {
  later(world, router, 200, () => ({ kind: 'interface', interface: snapshot(router, name) }))
}

function snapshot(router: Router, name: string): InterfaceInfo {
  const link = router.kernel.links.get(name)
  if (!link) throw new Error(`no link ${name}`)
  const virtual = [...router.kernel.virtual.values()].filter((address) => address.interface === name)
  const addresses = virtual.map(({ address, prefixLength }) => ({
    address,
    prefixLength,
    secondary: true,
    scope: 0,
    tentative: false,
  }))
  return { ...link, addresses: [...link.addresses, ...addresses] }
}
