/** One random history: a LAN, a configuration and a list of faults, all drawn from one seed, run against the invariants. */
import type { VrrpConfig, VrrpInstanceConfig } from '../../src/config/config.ts'
import type { Us } from '../../src/lib/time.ts'
import type { VrrpEvent } from '../../src/vrrp/events.ts'
import { ahPassword, globalConfig, group, instance, ip, link, password, script, vip, vrrpConfig } from './fixtures.ts'
import { checkEnd, checkInvariants, createWatch, disturb, type Watch } from './invariants.ts'
import { createRandom, type Random } from './random.ts'
import {
  crashRouter,
  createRouter,
  createWorld,
  killRouter,
  pauseRouter,
  resumeRouter,
  run,
  schedule,
  setLink,
  startRouter,
  stealAddress,
  stepRouter,
  type Router,
  type World,
} from './world.ts'

export interface HistoryResult {
  readonly seed: number
  readonly violation: string | null
  readonly steps: number
  readonly faults: readonly string[]
}

interface History {
  readonly random: Random
  readonly world: World
  readonly watch: Watch
  readonly intervalUs: Us
  readonly faults: string[]
  readonly trace: (line: string) => void
}

const SECOND = 1_000_000
/** The longest wait of the machine for its next try, after a refusal of the longest duration drawn here. */
const RETRY_US = 20 * SECOND

export function runHistory(seed: number, trace: (line: string) => void = () => {}): HistoryResult {
  const random = createRandom(seed)
  const plan = drawPlan(random)
  const routers = plan.configs.map((config, i) =>
    createRouter(`r${i + 1}`, globalConfig(), config, [
      link('eth0', 2, [`10.9.0.${i + 1}/24`]),
      link('eth1', 3, [`10.8.0.${i + 1}/24`]),
    ]),
  )
  const world = createWorld(random, routers)
  const skewUs = plan.version === 2 ? SECOND : plan.intervalUs
  const watch = createWatch(3 * plan.intervalUs + skewUs, skewUs)
  const history: History = { random, world, watch, intervalUs: plan.intervalUs, faults: [], trace }
  for (const config of plan.configs) trace(describe(config))
  let steps = 0
  world.observe = (router, event, actions) => {
    steps++
    if (event.kind === 'advert')
      trace(
        `${time(world)} ${router.name} < ${event.advert.priority} of ${event.advert.vrid} from ${event.source.bytes[3]}`,
      )
    for (const action of actions) if (action.kind === 'log') trace(`${time(world)} ${router.name} ${action.text}`)
    if (actions.some((action) => action.kind === 'send-advert')) trace(`${time(world)} ${router.name} sends`)
    checkInvariants(watch, world)
  }
  for (const router of routers) {
    router.scriptStatus.set('check', 0)
    schedule(world, random.between(0, 2 * plan.intervalUs), () => {
      startRouter(world, router)
      disturb(watch, world.now)
    })
  }
  const faultsEnd = planFaults(history)
  const end = faultsEnd + 5 * watch.masterDownUs + (plan.intervalUs < SECOND || random.chance(0.5) ? RETRY_US : 0)
  for (let at = plan.intervalUs; at < end; at += Math.round(plan.intervalUs / 2)) {
    schedule(world, at, () => checkInvariants(watch, world))
  }
  while (world.now < end && watch.violation === null) run(world, Math.min(end, world.now + plan.intervalUs))
  if (watch.violation === null) checkEnd(watch, world)
  return { seed, violation: watch.violation, steps, faults: history.faults }
}

interface Plan {
  readonly version: 2 | 3
  readonly intervalUs: Us
  readonly configs: readonly VrrpConfig[]
}

function drawPlan(random: Random): Plan {
  const count = random.between(3, 5)
  const version = random.chance(0.7) ? 2 : 3
  const intervalUs = version === 2 ? random.pick([SECOND, SECOND, 2 * SECOND]) : random.pick([SECOND, SECOND / 10])
  const authentication =
    version === 3
      ? { kind: 'none' as const }
      : random.pick([{ kind: 'none' as const }, password('1111'), ahPassword('1111')])
  const grouped = random.chance(0.3)
  const unicast = random.chance(0.15)
  const scripted = random.chance(0.3)
  const weight = random.pick([0, -60, 40])
  const rise = random.between(1, 3)
  const fall = random.between(1, 3)
  const equal = random.chance(0.2)
  /** only one member of the group tracks the script */
  const oneSided = random.chance(0.5)
  const owner = !scripted && !grouped && random.chance(0.1)
  const configs: VrrpConfig[] = []
  for (let i = 0; i < count; i++) {
    const priority = owner && i === 0 ? 255 : equal ? 100 : 60 + 30 * i + random.between(0, 20)
    const preempt = random.chance(0.8)
    const common: Partial<VrrpInstanceConfig> = {
      version,
      priority,
      advertIntervalUs: intervalUs,
      authentication,
      preempt,
      preemptDelayUs: preempt && random.chance(0.2) ? random.between(1, 5) * intervalUs : 0,
      higherPrioSendAdvert: random.chance(0.2),
      lowerPrioNoAdvert: random.chance(0.2),
      trackScripts: scripted ? [{ script: 'check', weight, reverse: false }] : [],
      unicastPeers: unicast
        ? [...Array(count).keys()]
            .filter((peer) => peer !== i)
            .map((peer) => ({ address: ip(`10.9.0.${peer + 1}`), minTtl: 0, maxTtl: 255 }))
        : [],
    }
    const instances = [instance({ ...common, name: 'VI_1' })]
    if (grouped) {
      instances.push(
        instance({
          ...common,
          ...(oneSided ? { trackScripts: [] } : {}),
          name: 'VI_2',
          vrid: 52,
          interface: 'eth1',
          addresses: [vip('10.8.0.100/24', { interface: 'eth1' })],
          unicastPeers: (common.unicastPeers ?? []).map((peer) => ({
            ...peer,
            address: ip(`10.8.0.${peer.address.bytes[3]}`),
          })),
        }),
      )
    }
    configs.push(
      vrrpConfig({
        instances,
        syncGroups: grouped ? [group('G1', ['VI_1', 'VI_2'])] : [],
        scripts: scripted ? [script('check', { intervalUs, rise, fall, weight })] : [],
      }),
    )
  }
  return { version, intervalUs, configs }
}

/** Draws the faults; returns when the last of them is over. */
function planFaults(history: History): Us {
  const { random, world, intervalUs } = history
  let at = random.between(0, 8 * intervalUs)
  let end = at
  for (let i = random.between(4, 14); i > 0; i--) {
    at += random.chance(0.4) ? random.between(0, intervalUs) : random.between(0, 12 * intervalUs)
    const duration = random.between(intervalUs / 20, 8 * intervalUs)
    const router = random.pick(world.routers)
    const fault = random.pick(FAULTS)
    schedule(world, at, () => fault(history, router, duration))
    end = Math.max(end, at + duration)
  }
  // At the end everything is well again, and every router runs.
  schedule(world, end + 1, () => {
    for (const router of world.routers) if (!router.state) startRouter(world, router)
    disturb(history.watch, world.now)
  })
  return end + 1
}

type FaultKind = (history: History, router: Router, duration: Us) => void

const FAULTS: readonly FaultKind[] = [
  (h, _, duration) => {
    const rate = h.random.between(2, 9) / 10
    lasting(
      h,
      `loss ${rate}`,
      duration,
      () => {
        h.world.net.lossRate = rate
      },
      () => {
        h.world.net.lossRate = 0
      },
    )
  },
  (h, _, duration) =>
    lasting(
      h,
      'doubled and late packets',
      duration,
      () => {
        h.world.net.duplicateRate = 0.3
        h.world.net.reorderRate = 0.3
      },
      () => {
        h.world.net.duplicateRate = 0
        h.world.net.reorderRate = 0
      },
    ),
  (h, _, duration) =>
    lasting(
      h,
      'partition',
      duration,
      () => {
        for (const router of h.world.routers) h.world.net.sides.set(router.name, h.random.between(0, 1))
      },
      () => h.world.net.sides.clear(),
    ),
  (h, router, duration) => {
    const other = h.random.pick(h.world.routers)
    const way = `${router.name}>${other.name}`
    lasting(
      h,
      `one way ${way}`,
      duration,
      () => h.world.net.deaf.add(way),
      () => h.world.net.deaf.delete(way),
    )
  },
  (h, router, duration) =>
    lasting(
      h,
      `pause ${router.name}`,
      duration,
      () => pauseRouter(router),
      () => resumeRouter(h.world, router),
    ),
  (h, router, duration) => outage(h, `crash ${router.name}`, router, duration, () => crashRouter(router)),
  (h, router, duration) => outage(h, `kill ${router.name}`, router, duration, () => killRouter(router)),
  (h, router, duration) =>
    outage(h, `stop ${router.name}`, router, duration, () => {
      if (!router.paused) stepRouter(h.world, router, { kind: 'stop' })
    }),
  (h, router, duration) => {
    const name = h.random.pick(['eth0', 'eth1'])
    lasting(
      h,
      `link ${name} of ${router.name}`,
      duration,
      () => setLink(h.world, router, name, false),
      () => setLink(h.world, router, name, true),
    )
  },
  (h, router, duration) =>
    lasting(
      h,
      `${router.name} refuses`,
      duration,
      () => {
        router.kernel.refuses = true
      },
      () => {
        router.kernel.refuses = false
        h.watch.addressesSettledAt = h.world.now + RETRY_US
      },
    ),
  (h, router) => {
    h.watch.addressesSettledAt = Math.max(h.watch.addressesSettledAt, h.world.now + 10 * SECOND)
    note(h, `steal from ${router.name}`)
    for (const key of [...router.kernel.virtual.keys()]) stealAddress(h.world, router, key)
  },
  (h, router, duration) =>
    lasting(
      h,
      `script of ${router.name} fails`,
      duration,
      () => router.scriptStatus.set('check', 1),
      () => router.scriptStatus.set('check', 0),
    ),
  (h, router) => {
    note(h, `reload ${router.name}`)
    if (!router.state || router.paused) return
    const event: VrrpEvent = { kind: 'reload', global: globalConfig(), config: structuredClone(router.config) }
    const before = h.world.observe
    h.world.observe = (_, __, actions) => {
      if (actions.length > 0) h.watch.violation ??= `a reload of the same file emitted ${actions[0]?.kind}`
    }
    stepRouter(h.world, router, event)
    h.world.observe = before
  },
  (h, router) => {
    note(h, `new priority for ${router.name}`)
    const change = (entry: VrrpInstanceConfig, priority: number): VrrpInstanceConfig => ({ ...entry, priority })
    if (router.config.instances[0]?.priority === 255) return
    const priority = h.random.between(1, 254)
    router.config = { ...router.config, instances: router.config.instances.map((entry) => change(entry, priority)) }
    if (!router.state || router.paused) return
    disturb(h.watch, h.world.now)
    stepRouter(h.world, router, { kind: 'reload', global: globalConfig(), config: router.config })
  },
]

function lasting(h: History, name: string, duration: Us, begin: () => void, end: () => void): void {
  note(h, `${name} for ${(duration / SECOND).toFixed(3)} s`)
  h.watch.activeFaults++
  begin()
  schedule(h.world, h.world.now + duration, () => {
    h.trace(`${time(h.world)} == end of ${name}`)
    // Scripts and links need a moment until the machine hears of their end.
    disturb(h.watch, h.world.now + (name.startsWith('script') ? 4 * h.intervalUs : 1000))
    h.watch.addressesSettledAt = Math.max(h.watch.addressesSettledAt, h.world.now + 10_000)
    h.watch.activeFaults--
    end()
  })
}

function outage(h: History, name: string, router: Router, duration: Us, begin: () => void): void {
  note(h, name)
  begin()
  disturb(h.watch, h.world.now)
  h.watch.addressesSettledAt = Math.max(h.watch.addressesSettledAt, h.world.now + 10_000)
  if (h.random.chance(0.2)) return
  schedule(h.world, h.world.now + duration, () => {
    if (router.state) return
    note(h, `start ${router.name}`)
    startRouter(h.world, router)
    disturb(h.watch, h.world.now)
  })
}

function note(h: History, text: string): void {
  h.faults.push(`${time(h.world)} ${text}`)
  h.trace(`${time(h.world)} == ${text}`)
  disturb(h.watch, h.world.now)
}

function time(world: World): string {
  return (world.now / SECOND).toFixed(6)
}

function describe(config: VrrpConfig): string {
  return config.instances
    .map(
      (entry) =>
        `${entry.name} v${entry.version} priority ${entry.priority} ` +
        `interval ${entry.advertIntervalUs} ${entry.preempt ? 'preempt' : 'nopreempt'} delay ${entry.preemptDelayUs} ` +
        `auth ${entry.authentication.kind} peers ${entry.unicastPeers.length} scripts ${entry.trackScripts.map((t) => t.weight)}`,
    )
    .join('; ')
}
