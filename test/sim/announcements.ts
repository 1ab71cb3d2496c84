/**
 * What the hosts of the LAN believe: for each address, who announced it last on their side of the network. They must end
 * up with the winner of the election.
 */
import { writeIp } from '../../src/lib/ip.ts'
import type { VrrpAction } from '../../src/vrrp/actions.ts'
import type { Instance } from '../../src/vrrp/state.ts'
import { lanOf } from './kernel.ts'
import { violate, type Watch } from './invariants.ts'
import { sideOf, type Router, type World } from './world.ts'

export interface Belief {
  readonly router: string
  readonly instance: string
  readonly at: number
}

const SIDES = [0, 1]

export function noteAnnouncements(watch: Watch, world: World, router: Router, actions: readonly VrrpAction[]): void {
  for (const action of actions) {
    if (action.kind !== 'announce') continue
    const link = [...router.kernel.links.values()].find(({ index }) => index === action.interfaceIndex)
    if (!link || !link.up || !link.running) continue
    const lan = lanOf(router.kernel, link.name)
    const own = sideOf(world, router, lan)
    const parted = world.routers.some((one) => sideOf(world, one, lan) !== own)
    for (const side of SIDES) {
      if (parted && side !== own) continue
      for (const address of action.addresses)
        watch.beliefs.set(`${lan} ${side} ${writeIp(address)}`, {
          router: router.name,
          instance: action.instance,
          at: world.now,
        })
    }
  }
}

/**
 * At the end, when `master` is the only one. A loser that gave way without a word (higher_prio_send_advert is off, as it is by
 * default) may have been master where the winner was not heard, and nothing told the winner: keepalived promises nothing
 * then, unless the winner was held up itself and can know.
 */
export function checkBeliefs(watch: Watch, world: World, winner: Router, { config }: Instance): void {
  if (config.garp.lowerPrioRepeat === 0 || config.garp.repeat === 0) return
  const longUs = config.downTimerAdverts * config.advertIntervalUs
  for (const { address, interface: name } of [...config.addresses, ...config.excludedAddresses]) {
    const nic = lanOf(winner.kernel, name)
    for (const side of SIDES) {
      const belief = watch.beliefs.get(`${nic} ${side} ${writeIp(address)}`)
      if (!belief || belief.router === winner.name) continue
      const told = belief.instance === config.name && watch.told.get(`${belief.router} ${config.name}`) === true
      const held = watch.held.get(winner.name)
      const couldKnow =
        held !== undefined && held.to - held.from > longUs && held.from < belief.at && belief.at < held.to
      if (!couldKnow && !told) continue
      violate(
        watch,
        world,
        `${config.name}: ${winner.name} is master, but ${writeIp(address)} was last announced by ${belief.router}`,
      )
    }
  }
}
