/**
 * A simulated LAN of routers that run the real VRRP machine: one virtual clock, one queue of events, one seed.
 *
 * What is simulated is what the machine touches: packets (lost, doubled, late, cut off), sockets, a kernel that can
 * refuse, links that flap, scripts, and processes that are paused, killed and started again.
 */
import { sameIp, type IpAddress } from '../../src/lib/ip.ts'
import { nextSequence, TRAILER_LENGTH, TRAILER_TYPE } from '../../src/lib/auth-trailer.ts'
import { sameValue } from '../../src/lib/same.ts'
import { NEVER, type Us } from '../../src/lib/time.ts'
import type { GlobalConfig, VrrpConfig } from '../../src/config/config.ts'
import type { SocketSpec, VrrpAction } from '../../src/vrrp/actions.ts'
import type { InterfaceInfo } from '../../src/lib/interface-info.ts'
import type { ScriptResult, VrrpEvent } from '../../src/vrrp/events.ts'
import { socketKey } from '../../src/vrrp/sockets.ts'
import { initialVrrpState, type VrrpState } from '../../src/vrrp/state.ts'
import type { ReceivedAdvert, ReceivedTrailer } from '../../src/wire/advert.ts'
import { vrrpMachine } from '../../src/vrrp/step.ts'
import {
  changeAddresses,
  changeRouting,
  createKernel,
  dropLink,
  itemKey,
  linkNow,
  linksAbove,
  virtualKey,
  type Kernel,
} from './kernel.ts'
import { IPVLAN_L2, MACVLAN_PRIVATE, type Vmac } from '../../src/vrrp/vmacs.ts'
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
  /** routers of different sides do not hear each other; by router, or by interface and router */
  readonly sides: Map<string, number>
  /** "a>b": what a sends does not reach b */
  readonly deaf: Set<string>
}

export interface Router {
  readonly name: string
  global: GlobalConfig
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
  /** exit statuses of scripts; what is negative is in HANGS and its like */
  readonly scriptStatus: Map<string, number>
  /** 1 where nothing is said */
  readonly processCounts: Map<string, number>
  /** what stands in its track file */
  fileValue: number
  /** its BFD session, which it hears of after its start */
  sessionUp: boolean
  sockets: readonly SocketSpec[]
  /** addresses, routes and rules that this process ever set, by their texts in the kernel */
  readonly made: Set<string>
  stopped: boolean
  /** the last sequence of a trailer */
  sequence: bigint | null
  /** how far its wall clock is ahead */
  clockOffUs: Us
}

interface Job {
  readonly at: Us
  readonly order: number
  readonly run: () => void
}

const SOCKET_HOLDS = 200

/** Scripts that do not just exit. */
export const HANGS = -1
export const IS_KILLED = -2
export const CANNOT_START = -3

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
    processCounts: new Map(),
    fileValue: 0,
    sessionUp: true,
    sockets: [],
    made: new Set(),
    stopped: false,
    sequence: null,
    clockOffUs: 0,
    kernel: createKernel(links),
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
  router.sockets = []
  router.sequence = null
  router.made.clear()
  const interfaces = [...router.kernel.links.keys()].flatMap((name) => linkNow(router.kernel, name) ?? [])
  const { global, config } = router
  const fileValues = Object.fromEntries((config.files ?? []).map(({ name }) => [name, router.fileValue]))
  stepRouter(world, router, { kind: 'start', global, config, interfaces, fileValues })
  if (config.instances.some(({ trackBfd = [] }) => trackBfd.length > 0)) setSession(world, router, router.sessionUp)
  for (const process of router.config.processes) {
    const count = router.processCounts.get(process.name) ?? 1
    deliver(world, router, { kind: 'process-count', process: process.name, count })
  }
}

export function setSession(world: World, router: Router, up: boolean): void {
  router.sessionUp = up
  deliver(world, router, { kind: 'bfd-session', session: 'session', up, ageUs: 100 })
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
  router.kernel.routing.clear()
  for (const { name, above } of [...router.kernel.links.values()])
    if (above !== undefined) router.kernel.links.delete(name)
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
  // As in the daemon the answer comes before anything else.
  for (const action of actions) {
    if (action.kind === 'make-vmacs') stepRouter(world, router, makeInterfaces(world, router, action))
  }
}

// The effects

function perform(world: World, router: Router, action: VrrpAction): void {
  const { kernel } = router
  switch (action.kind) {
    case 'send-advert':
      return send(world, router, action)
    case 'add-addresses':
    case 'remove-addresses':
    case 'static-addresses': {
      if (isRefused(world, kernel.refuses)) return refuse(world, router, action, action.kind)
      const add = action.kind === 'static-addresses' ? action.set : action.kind === 'add-addresses'
      if (add) for (const address of action.addresses) router.made.add(virtualKey(address))
      const { touched, errno } = changeAddresses(kernel, add, action.addresses)
      for (const name of touched) reportLink(world, router, name)
      if (errno !== null) refuse(world, router, action, action.kind, errno)
      return
    }
    case 'add-routing':
    case 'remove-routing': {
      if (isRefused(world, kernel.refuses)) return refuse(world, router, action, action.kind)
      if (action.kind === 'add-routing') for (const item of action.items) router.made.add(itemKey(item))
      const { news, errno } = changeRouting(kernel, action.kind === 'add-routing', action.items)
      for (const event of news) later(world, router, NEWS_US, () => event)
      if (errno !== null) refuse(world, router, action, action.kind, errno)
      return
    }
    case 'make-vmacs':
      for (const name of action.remove) unplugLink(world, router, name)
      return
    case 'remove-vmacs':
      for (const name of action.names) unplugLink(world, router, name)
      return
    case 'sockets': {
      const open = (spec: SocketSpec): boolean => router.sockets.some((one) => sameValue(one, spec))
      const opened = action.wanted.filter((spec) => open(spec) || !isRefused(world, kernel.refusesSockets))
      router.sockets = opened
      const missing = action.wanted.filter((spec) => !opened.includes(spec))
      if (missing.length > 0) refuse(world, router, { instance: null, sockets: missing }, 'sockets')
      return
    }
    case 'run-script':
      return runScript(world, router, action)
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

/** How long a message of the kernel's is on its way. */
const NEWS_US = 200

function isRefused(world: World, refuses: boolean): boolean {
  return refuses && world.random.chance(0.7)
}

function refuse(world: World, router: Router, of: object, action: VrrpAction['kind'], errno = 'EBUSY'): void {
  const instance = 'instance' in of ? (of.instance as string | null) : null
  const missing = 'sockets' in of ? { sockets: of.sockets as readonly SocketSpec[] } : {}
  later(world, router, 100, () => ({
    kind: 'action-failed',
    action,
    instance,
    errno,
    message: errno === 'EBUSY' ? 'Device or resource busy' : errno,
    ...missing,
  }))
}

function runScript(world: World, router: Router, action: Extract<VrrpAction, { kind: 'run-script' }>): void {
  const { script, timeoutUs } = action
  const status = router.scriptStatus.get(script) ?? 0
  const result: ScriptResult =
    status === HANGS
      ? { kind: 'timeout' }
      : status === IS_KILLED
        ? { kind: 'signal', signal: 'SIGSEGV' }
        : status === CANNOT_START
          ? { kind: 'failed', reason: 'No such file or directory' }
          : { kind: 'exit', status }
  later(world, router, status === HANGS ? timeoutUs : 5_000, () => ({ kind: 'script-result', script, result }))
}

/** Makes what is not there yet; the answer. */
function makeInterfaces(
  world: World,
  router: Router,
  { vmacs }: Extract<VrrpAction, { kind: 'make-vmacs' }>,
): VrrpEvent {
  const { kernel } = router
  const results = vmacs.map((vmac) => {
    const isNew = !kernel.links.has(vmac.name)
    const failure = isNew ? makeInterface(world, router, vmac) : null
    return { name: vmac.name, failure, isNew }
  })
  return { kind: 'vmacs-made', results, interfaces: vmacs.flatMap(({ name }) => linkNow(kernel, name) ?? []) }
}

/** Why not. */
function makeInterface(world: World, { kernel, made }: Router, vmac: Vmac): string | null {
  const base = kernel.links.get(vmac.base)
  if (base === undefined) return 'No such device'
  if (isRefused(world, kernel.refuses)) return 'Device or resource busy'
  const mode = vmac.kind === 'macvlan' ? MACVLAN_PRIVATE : IPVLAN_L2
  const above = { kind: vmac.kind, base: base.index, mode, flags: vmac.flags }
  const addresses = vmac.address === null ? [] : [{ ...vmac.address, secondary: false, scope: 0, tentative: false }]
  const mac = vmac.mac ?? base.mac
  made.add(vmac.name)
  kernel.links.set(vmac.name, { ...base, index: kernel.nextIndex++, name: vmac.name, up: true, mac, addresses, above })
  return null
}

function send(world: World, router: Router, action: Extract<VrrpAction, { kind: 'send-advert' }>): void {
  const link = router.kernel.links.get(action.socket.interface)
  if (!router.sockets.some((spec) => isSameSocket(spec, action.socket))) {
    return later(world, router, 100, () => ({
      kind: 'action-failed',
      action: 'send-advert',
      instance: action.instance,
      errno: 'ENOTCONN',
      message: 'socket is not open',
    }))
  }
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
  const advert = receivedForm(action, sequence)
  for (const receiver of world.routers) {
    if (receiver === router) continue
    for (const destination of action.destinations) {
      if (action.socket.multicastGroup === null && !listensAt(receiver, destination)) continue
      const copies = world.random.chance(world.net.duplicateRate) ? 2 : 1
      for (let copy = 0; copy < copies; copy++) transmit(world, router, receiver, action, advert, destination, sequence)
    }
  }
}

function transmit(
  world: World,
  from: Router,
  to: Router,
  action: Extract<VrrpAction, { kind: 'send-advert' }>,
  advert: ReceivedAdvert,
  destination: IpAddress,
  sequence: bigint | null,
): void {
  const { net, random } = world
  if (random.chance(net.lossRate)) return
  const delay = random.between(50, 500) + (random.chance(net.reorderRate) ? random.between(0, 30_000) : 0)
  schedule(world, world.now + delay, () => {
    const { base: nic } = action.socket
    if (net.sides.size > 0 && sideOf(world, from, nic) !== sideOf(world, to, nic)) return
    if (net.deaf.size > 0 && net.deaf.has(`${from.name}>${to.name}`)) return
    const lan = to.kernel.links.get(nic)
    if (!lan || !lan.up || !lan.running) return
    const isBound = (spec: SocketSpec): boolean => to.kernel.links.get(spec.interface)?.index === spec.interfaceIndex
    const signed = sequence === null ? advert : { ...advert, trailer: trailerFor(world, to, action, sequence) }
    const { source, ttl } = action
    // What is above an interface hears all that is for a group, too.
    for (const socket of to.sockets) {
      if (socket.base !== nic || !isBound(socket) || !hears(socket, action, destination)) continue
      const { interfaceIndex } = socket
      deliver(world, to, { kind: 'advert', interfaceIndex, source, destination, ttl, advert: signed })
    }
  })
}

/** As the receiver's codec would read it. */
function receivedForm(
  { advert, ah, v3Checksum }: Extract<VrrpAction, { kind: 'send-advert' }>,
  sequence: bigint | null,
): ReceivedAdvert {
  const { version, family, vrid, priority, addresses, intervalUnits, authType, authData } = advert
  return {
    version,
    family,
    vrid,
    priority,
    addresses,
    intervalUnits,
    authType,
    authData,
    type: 1,
    checksum: version === 2 ? 'message' : family === 6 ? 'pseudo' : v3Checksum,
    addressCount: addresses.length,
    messageLength:
      8 +
      addresses.length * (family === 4 ? 4 : 16) +
      (version === 2 ? 8 : 0) +
      (sequence === null ? 0 : TRAILER_LENGTH),
    ah: ah ? { spi: 0, sequence: ah.sequence, authentic: true } : null,
  }
}

function listensAt({ sockets }: Router, address: IpAddress): boolean {
  return sockets.some(({ source }) => source === null || sameIp(source, address))
}

export function sideOf({ net }: World, { name }: Router, nic: string): number {
  return net.sides.get(name) ?? net.sides.get(`${nic} ${name}`) ?? 0
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

function isSameSocket(a: SocketSpec, b: SocketSpec): boolean {
  return socketKey(a) === socketKey(b) && a.base === b.base
}

/** What the kernel and the socket's filter let through. */
function hears(
  spec: SocketSpec,
  { socket, ttl, advert }: Extract<VrrpAction, { kind: 'send-advert' }>,
  destination: IpAddress,
): boolean {
  if (spec.family !== socket.family || spec.protocol !== socket.protocol) {
    return false
  }
  if (spec.multicastGroup !== null && spec.family === 6 && ttl !== 255) return false
  if (!spec.unknownToo && !spec.vrids.includes(advert.vrid)) return false
  const only = spec.multicastGroup ?? spec.source
  return only === null || sameIp(only, destination)
}

/** Somebody else takes an address away. */
export function stealAddress(world: World, router: Router, key: string): void {
  const address = router.kernel.virtual.get(key)
  if (!address) return
  router.kernel.virtual.delete(key)
  reportLink(world, router, address.interface)
}

/** Somebody takes away every route and rule. */
export function stealRouting(world: World, router: Router): void {
  const { kernel } = router
  const { news } = changeRouting(kernel, false, [...kernel.routing.values()])
  for (const event of news) later(world, router, NEWS_US, () => event)
}

/** The cable. */
export function setLink(world: World, router: Router, name: string, running: boolean): void {
  const link = router.kernel.links.get(name)
  if (!link) return
  router.kernel.links.set(name, { ...link, running })
  reportLink(world, router, name)
  carry(world, router, name)
}

/** What is above a link runs while that is up and runs. */
function carry(world: World, router: Router, name: string): void {
  const { links } = router.kernel
  const base = links.get(name)
  for (const one of linksAbove(router.kernel, name)) {
    const link = links.get(one)
    if (link && base) links.set(one, { ...link, running: base.up && base.running })
    reportLink(world, router, one)
  }
}

/** `ip link set`: down takes routes and IPv6 addresses along. */
export function setLinkUp(world: World, router: Router, name: string, up: boolean): void {
  const link = router.kernel.links.get(name)
  if (!link) return
  router.kernel.links.set(name, { ...link, up })
  reportLink(world, router, name)
  carry(world, router, name)
  if (!up) for (const event of dropLink(router.kernel, name, false)) later(world, router, NEWS_US, () => event)
}

export function unplugLink(world: World, router: Router, name: string): InterfaceInfo | null {
  const link = router.kernel.links.get(name)
  if (!link) return null
  for (const one of linksAbove(router.kernel, name)) unplugLink(world, router, one)
  router.kernel.links.delete(name)
  const news = dropLink(router.kernel, name, true)
  later(world, router, NEWS_US, () => ({ kind: 'interface-gone', index: link.index }))
  for (const event of news) later(world, router, NEWS_US, () => event)
  return link
}

export function plugLink(world: World, router: Router, link: InterfaceInfo): void {
  router.kernel.links.set(link.name, link)
  reportLink(world, router, link.name)
}

export function reportLink(world: World, router: Router, name: string): void {
  // What is told is what holds when it is told; a link that is gone by then had its own message.
  const life = router.life
  schedule(world, world.now + NEWS_US, () => {
    const link = linkNow(router.kernel, name)
    if (router.life === life && link !== null) deliver(world, router, { kind: 'interface', interface: link })
  })
}
