/** What can befall a LAN. Each fault makes its own choices from the random numbers that it is given, and nothing else does. */
import type { Random } from '../../src/lib/random.ts'
import type { Us } from '../../src/lib/time.ts'
import { chance, pick } from '../lab/random-config.ts'
import { between } from './draw-lan.ts'
import { changeAndReload, moveAddress, reloadSame } from './reloading.ts'
import { checkInvariants, disturb } from './invariants.ts'
import { slackUs, timeOf, type History } from './history.ts'
import { linksAbove } from './kernel.ts'
import {
  CANNOT_START,
  crashRouter,
  deliver,
  HANGS,
  IS_KILLED,
  killRouter,
  pauseRouter,
  plugLink,
  reportLink,
  resumeRouter,
  schedule,
  setLink,
  setLinkUp,
  setSession,
  startRouter,
  stealAddress,
  stealRouting,
  stepRouter,
  unplugLink,
  type Router,
} from './world.ts'

const SECOND = 1_000_000
/** The longest wait of the machine for its next try, after a refusal of the longest duration drawn here. */
export const RETRY_US = 20 * SECOND

type Fault = (h: History, router: Router, durationUs: Us, random: Random) => void

export const FAULTS = {
  loss: (h, _, durationUs, random) => {
    const rate = between(random, 2, 9) / 10
    lasting(h, `loss ${rate}`, durationUs, {
      begin: () => (h.world.net.lossRate = rate),
      end: () => (h.world.net.lossRate = 0),
    })
  },
  doubled: (h, _, durationUs) =>
    lasting(h, 'doubled and late packets', durationUs, {
      begin: () => {
        h.world.net.duplicateRate = 0.3
        h.world.net.reorderRate = 0.3
      },
      end: () => {
        h.world.net.duplicateRate = 0
        h.world.net.reorderRate = 0
      },
    }),
  partition: (h, _, durationUs, random) => {
    const nic = chance(random, 0.3) ? `${pick(random, NICS)} ` : ''
    const sides = h.plan.lan.hosts.map((host) => [`${nic}${host.name}`, between(random, 0, 1)] as const)
    lasting(h, `partition ${sides.map(([name, side]) => `${name}:${side}`).join(' ')}`, durationUs, {
      begin: () => {
        h.watch.held.clear()
        sides.forEach(([name, side]) => h.world.net.sides.set(name, side))
      },
      end: () => sides.forEach(([name]) => h.world.net.sides.delete(name)),
    })
  },
  'one way': (h, router, durationUs, random) => {
    const way = `${router.name}>${pick(random, h.world.routers).name}`
    lasting(h, `one way ${way}`, durationUs, {
      begin: () => {
        h.watch.held.clear()
        h.world.net.deaf.add(way)
      },
      end: () => h.world.net.deaf.delete(way),
    })
  },
  pause: (h, router, durationUs) => {
    const from = h.world.now
    lasting(h, `pause ${router.name}`, durationUs, {
      begin: () => pauseRouter(router),
      end: () => {
        if (router.paused && h.watch.activeFaults === 0) h.watch.held.set(router.name, { from, to: h.world.now })
        resumeRouter(h.world, router)
      },
    })
  },
  clock: (h, router, durationUs, random) => {
    const offUs = between(random, -20 * SECOND, 20 * SECOND)
    lasting(h, `clock of ${router.name} ${offUs / SECOND} s off`, durationUs, {
      begin: () => (router.clockOffUs = offUs),
      end: () => {
        router.clockOffUs = 0
        // What was sent with a clock that was ahead makes what a new process sends look like a replay until then.
        if (offUs > 0 && h.plan.lan.virtualRouters.some(({ signed }) => signed)) disturb(h.watch, h.world.now + offUs)
      },
    })
  },
  crash: (h, router, durationUs, random) =>
    outage(h, `crash ${router.name}`, router, durationUs, random, () => crashRouter(router)),
  kill: (h, router, durationUs, random) =>
    outage(h, `kill ${router.name}`, router, durationUs, random, () => killRouter(router)),
  stop: (h, router, durationUs, random) =>
    outage(h, `stop ${router.name}`, router, durationUs, random, () => {
      if (!router.paused) stepRouter(h.world, router, { kind: 'stop' })
    }),
  carrier: (h, router, durationUs, random) => {
    const nic = pick(random, NICS)
    lasting(h, `carrier of ${nic} of ${router.name}`, durationUs, {
      begin: () => setLink(h.world, router, nic, false),
      end: () => setLink(h.world, router, nic, true),
    })
  },
  flap: (h, router, durationUs, random) => {
    const nic = pick(random, NICS)
    const times = between(random, 2, 6)
    lasting(h, `${nic} of ${router.name} flaps`, durationUs, {
      begin: () => {
        for (let i = 1; i < 2 * times; i++) {
          const running = i % 2 === 0
          schedule(h.world, h.world.now + Math.round((i * durationUs) / (2 * times)), () =>
            setLink(h.world, router, nic, running),
          )
        }
      },
      end: () => setLink(h.world, router, nic, true),
    })
  },
  'link down': (h, router, durationUs, random) => {
    const nic = pick(random, NICS)
    lasting(h, `${nic} of ${router.name} is set down`, durationUs, {
      begin: () => setLinkUp(h.world, router, nic, false),
      end: () => setLinkUp(h.world, router, nic, true),
    })
  },
  unplug: (h, router, durationUs, random) => {
    const nic = pick(random, NICS)
    const again = h.bornLinks.get(`${router.name} ${nic}`)
    if (!again) return
    lasting(h, `${nic} of ${router.name} is taken out`, durationUs, {
      begin: () => void unplugLink(h.world, router, nic),
      end: () => {
        if (!router.kernel.links.has(nic)) plugLink(h.world, router, { ...again, index: h.nextIndex++ })
      },
    })
  },
  'no address': (h, router, durationUs, random) => {
    const nic = pick(random, NICS)
    const born = h.bornLinks.get(`${router.name} ${nic}`)
    const set = (addresses: readonly unknown[]): void => {
      const link = router.kernel.links.get(nic)
      if (!link) return
      router.kernel.links.set(nic, { ...link, addresses: addresses as typeof link.addresses })
      reportLink(h.world, router, nic)
    }
    lasting(h, `${nic} of ${router.name} loses its own addresses`, durationUs, {
      begin: () => set([]),
      end: () => set(born?.addresses ?? []),
    })
  },
  refusal: (h, router, durationUs) =>
    lasting(h, `${router.name} refuses`, durationUs, {
      begin: () => (router.kernel.refuses = true),
      end: () => {
        router.kernel.refuses = false
        h.watch.addressesSettledAt = h.world.now + RETRY_US
        // An interface that could not be made held its instance in fault.
        if (h.plan.lan.vmacs) disturb(h.watch, h.world.now + RETRY_US)
      },
    }),
  'refused sockets': (h, router, durationUs) =>
    lasting(h, `${router.name} refuses sockets`, durationUs, {
      begin: () => {
        router.kernel.refusesSockets = true
        if (!router.state || router.paused) return
        // Those that are open stay open: a new process needs new ones.
        killRouter(router)
        startRouter(h.world, router)
      },
      end: () => {
        router.kernel.refusesSockets = false
        disturb(h.watch, h.world.now + RETRY_US + router.global.vrrpStartupDelayUs)
      },
    }),
  'stolen addresses': (h, router) => {
    h.watch.addressesSettledAt = Math.max(h.watch.addressesSettledAt, h.world.now + 10 * SECOND)
    note(h, `steal addresses from ${router.name}`)
    for (const key of [...router.kernel.virtual.keys()]) stealAddress(h.world, router, key)
  },
  'stolen interfaces': (h, router) => {
    const above = NICS.flatMap((nic) => linksAbove(router.kernel, nic))
    if (above.length === 0) return
    note(h, `${above.join(' and ')} of ${router.name} are removed`)
    // They are made again after a second, at the earliest.
    disturb(h.watch, h.world.now + 2 * SECOND)
    h.watch.addressesSettledAt = Math.max(h.watch.addressesSettledAt, h.world.now + 10 * SECOND)
    for (const name of above) unplugLink(h.world, router, name)
  },
  'stolen routes': (h, router) => {
    h.watch.addressesSettledAt = Math.max(h.watch.addressesSettledAt, h.world.now + 10 * SECOND)
    note(h, `steal routes and rules from ${router.name}`)
    stealRouting(h.world, router)
  },
  script: (h, router, durationUs, random) => {
    const status = pick(random, [1, HANGS, IS_KILLED, CANNOT_START])
    lasting(h, `script of ${router.name} ends with ${status}`, durationUs, {
      begin: () => router.scriptStatus.set('check', status),
      end: () => router.scriptStatus.set('check', 0),
    })
  },
  process: (h, router, durationUs) => {
    if (!h.plan.lan.processed) return
    const set = (count: number): void => {
      router.processCounts.set('daemon', count)
      deliver(h.world, router, { kind: 'process-count', process: 'daemon', count })
    }
    lasting(h, `processes of ${router.name} are gone`, durationUs, { begin: () => set(0), end: () => set(1) })
  },
  number: (h, router, durationUs, random) => {
    if (!h.plan.lan.numbered) return
    const wrong = pick(random, [1, 30, -200])
    const set = (value: number): void => {
      router.fileValue = value
      deliver(h.world, router, { kind: 'file-value', file: 'number', value })
    }
    lasting(h, `${wrong} in the file of ${router.name}`, durationUs, { begin: () => set(wrong), end: () => set(0) })
  },
  session: (h, router, durationUs) => {
    if (!h.plan.lan.sessioned) return
    lasting(h, `session of ${router.name} is down`, durationUs, {
      begin: () => setSession(h.world, router, false),
      end: () => setSession(h.world, router, true),
    })
  },
  'same file': (h, router) => {
    note(h, `reload ${router.name}`)
    reloadSame(h, router)
  },
  priority: (h, router, _, random) => {
    const priority = between(random, 1, 254)
    note(h, `priority ${priority} for ${router.name}`)
    changeAndReload(h, router, (change) => ({ ...change, priority }))
  },
  instance: (h, router, _, random) => {
    const names = h.plan.lan.virtualRouters.map(({ name }) => name)
    if (names.length < 2 || h.plan.lan.group.length > 0) return
    const name = pick(random, names)
    note(h, `${name} goes from the file of ${router.name}, or comes back`)
    changeAndReload(h, router, (change) => ({ ...change, without: change.without?.length === 1 ? [] : [name] }))
  },
  words: (h, router, _, random) => {
    const line = pick(random, MORE_WORDS)
    note(h, `${line} for ${router.name}`)
    changeAndReload(h, router, (change) => ({ ...change, more: change.more?.[0] === line ? [] : [line] }))
  },
  statics: (h, router) => {
    note(h, `static entries of ${router.name} go or come`)
    changeAndReload(h, router, (change) => ({ ...change, withoutStatics: change.withoutStatics !== true }))
  },
  'moved address': (h, _, __, random) => {
    const names = h.plan.lan.virtualRouters
    const from = pick(random, names)
    const to = names.find((one) => one !== from && one.nic === from.nic && one.family === from.family)
    if (!to) return
    note(h, `an address moves from ${from.name} to ${to.name} everywhere, or back`)
    moveAddress(h, [from.name, to.name])
  },
} satisfies Record<string, Fault>

export type FaultName = keyof typeof FAULTS

const NICS = ['eth0', 'eth1'] as const
const MORE_WORDS = ['garp_master_repeat 3', 'lower_prio_no_advert true', 'higher_prio_send_advert true', 'smtp_alert']

interface Span {
  readonly begin: () => unknown
  readonly end: () => unknown
}

function lasting(h: History, name: string, durationUs: Us, { begin, end }: Span): void {
  note(h, `${name} for ${(durationUs / SECOND).toFixed(3)} s`)
  h.watch.activeFaults++
  begin()
  checkInvariants(h.watch, h.world)
  schedule(h.world, h.world.now + durationUs, () => {
    h.trace(`${timeOf(h.world)} == end of ${name}`)
    // Scripts and links need a moment until the machine hears of their end.
    disturb(h.watch, h.world.now + (/^(script|process)/.test(name) ? slackUs(h) : 1000))
    // What goes with a link is put back a second after it was set, at the earliest.
    h.watch.addressesSettledAt = Math.max(h.watch.addressesSettledAt, h.world.now + 2 * SECOND)
    h.watch.activeFaults--
    end()
    checkInvariants(h.watch, h.world)
  })
}

function outage(h: History, name: string, router: Router, durationUs: Us, random: Random, begin: () => void): void {
  note(h, name)
  begin()
  checkInvariants(h.watch, h.world)
  h.watch.addressesSettledAt = Math.max(h.watch.addressesSettledAt, h.world.now + 10_000)
  if (chance(random, 0.2)) return
  schedule(h.world, h.world.now + durationUs, () => {
    if (router.state) return
    note(h, `start ${router.name}`)
    startRouter(h.world, router)
    disturb(h.watch, h.world.now + router.global.vrrpStartupDelayUs + slackUs(h))
  })
}

function note(h: History, text: string): void {
  h.faults.push(`${timeOf(h.world)} ${text}`)
  h.trace(`${timeOf(h.world)} == ${text}`)
  disturb(h.watch, h.world.now)
}
