/** One random history: a LAN, configurations and faults, all drawn from one seed, run against the invariants. */
import type { InterfaceInfo } from '../../src/lib/interface-info.ts'
import { makeRandom } from '../../src/lib/random.ts'
import type { Us } from '../../src/lib/time.ts'
import type { VrrpAction } from '../../src/vrrp/actions.ts'
import { noteAnnouncements } from './announcements.ts'
import { ownAddress, readText, textOf, type HostChange } from './draw-lan.ts'
import { FAULTS, RETRY_US } from './faults.ts'
import { link } from './fixtures.ts'
import { checkEnd, checkInvariants, checkStep, createWatch, disturb, type Watch } from './invariants.ts'
import { planHistory, slowestUs, type Plan } from './plan.ts'
import { createRandom } from './random.ts'
import { createRouter, createWorld, run, schedule, startRouter, type Router, type World } from './world.ts'

export interface HistoryResult {
  readonly seed: number
  readonly violation: string | null
  readonly steps: number
  readonly faults: readonly string[]
}

export interface History {
  readonly plan: Plan
  readonly world: World
  readonly watch: Watch
  readonly faults: string[]
  readonly trace: (line: string) => void
  /** what reloads changed, by router */
  readonly changes: Map<string, HostChange>
  moved: readonly [string, string] | null
  /** links as they are when nothing is wrong, by router and name */
  readonly bornLinks: Map<string, InterfaceInfo>
  nextIndex: number
}

const SECOND = 1_000_000

export function runHistory(seed: number, trace?: (line: string) => void): HistoryResult {
  return runPlan(planHistory(seed), trace)
}

export function runPlan(plan: Plan, trace: (line: string) => void = unheard): HistoryResult {
  const { lan, seed } = plan
  const bornLinks = new Map<string, InterfaceInfo>()
  const routers = lan.hosts.map((host) => {
    const text = textOf(lan, host)
    for (const line of text.split('\n')) trace(`${host.name} | ${line}`)
    const config = readText(text)
    if (config === null) throw new Error(`a bad configuration:\n${text}`)
    const links = (['eth0', 'eth1'] as const).map((name, i) =>
      link(name, 2 + i, [
        `${ownAddress(name, 4, host.number)}/24`,
        `fe80::${host.number}/64`,
        `${ownAddress(name, 6, host.number)}/64`,
      ]),
    )
    for (const one of links) bornLinks.set(`${host.name} ${one.name}`, one)
    return createRouter(host.name, config.global, config.vrrp, links)
  })
  const world = createWorld(createRandom(seed), routers)
  const h: History = {
    ...{ plan, world, watch: createWatch(routers), faults: [], trace, bornLinks },
    ...{ changes: new Map<string, HostChange>(), moved: null, nextIndex: 10 },
  }
  const steps = { count: 0 }
  observe(h, steps)
  lan.hosts.forEach((_, i) => {
    const router = routers[i] as Router
    schedule(world, plan.startsUs[i] ?? 0, () => {
      startRouter(world, router)
      disturb(h.watch, world.now + router.global.vrrpStartupDelayUs + slackUs(h))
    })
  })
  planFaults(h)
  playToTheEnd(h)
  if (h.watch.violation === null) checkEnd(h.watch, world)
  return { seed, violation: h.watch.violation, steps: steps.count, faults: h.faults }
}

function unheard(): void {}

function observe({ world, watch, trace }: History, steps: { count: number }): void {
  world.observe = (router, event, actions) => {
    steps.count++
    if (trace !== unheard) traceStep(router, event, actions)
    noteAnnouncements(watch, world, router, actions)
    checkStep(watch, world, router, event, actions)
  }
  const traceStep: World['observe'] = (router, event, actions) => {
    if (event.kind === 'advert')
      trace(
        `${timeOf(world)} ${router.name} < ${event.advert.priority} of ${event.advert.vrid} from ${event.source.bytes.at(-1)}`,
      )
    for (const action of actions) {
      const words = wordsOf(action)
      if (words !== null) trace(`${timeOf(world)} ${router.name} ${words}`)
    }
  }
}

function planFaults(h: History): void {
  const { world, plan } = h
  for (const fault of plan.faults) {
    const router = world.routers.find(({ name }) => name === `r${fault.router}`)
    if (!router) continue
    schedule(world, fault.atUs, () => FAULTS[fault.name](h, router, fault.durationUs, makeRandom(fault.seed)))
  }
  // At the end everything is well again, and every router runs.
  schedule(world, plan.faultsEndUs + 1, () => {
    for (const router of world.routers) {
      if (router.state) continue
      startRouter(world, router)
      disturb(h.watch, world.now + router.global.vrrpStartupDelayUs + slackUs(h))
    }
    disturb(h.watch, world.now)
  })
}

function playToTheEnd(h: History): void {
  const { world, watch, plan } = h
  const intervalUs = slowestUs(plan.lan)
  // The disturbance that lasts longest: a retry after refused calls.
  const patienceUs = plan.faults.some(({ name }) => /^(refus|clock)/.test(name)) ? RETRY_US + 2 * SECOND : 0
  const endUs = (): Us => Math.max(plan.faultsEndUs + patienceUs, watch.lastDisturbance) + 5 * watch.masterDownUs
  const check = (): void => {
    checkInvariants(watch, world)
    if (world.now < endUs()) schedule(world, world.now + Math.round(intervalUs / 2), check)
  }
  schedule(world, intervalUs, check)
  while (world.now < endUs() && watch.violation === null) run(world, Math.min(endUs(), world.now + intervalUs))
}

/** How long after its cause a verdict of a script or process may come. */
export function slackUs({ world }: History): Us {
  let longest = 0
  for (const { config } of world.routers) {
    for (const { intervalUs, timeoutUs, rise, fall } of config.scripts)
      longest = Math.max(longest, (timeoutUs === 0 ? intervalUs : timeoutUs) + intervalUs * (Math.max(rise, fall) + 2))
    for (const { forkDelayUs, terminateDelayUs } of config.processes)
      longest = Math.max(longest, forkDelayUs, terminateDelayUs)
  }
  return longest
}

export function timeOf(world: World): string {
  return (world.now / SECOND).toFixed(6)
}

function wordsOf(action: VrrpAction): string | null {
  if (action.kind === 'log') return /^Sending (gratuitous|unsolicited)/.test(action.text) ? null : action.text
  if (action.kind === 'send-advert') return `sends ${action.advert.priority} of ${action.advert.vrid}`
  if (action.kind === 'announce') return `announces ${action.addresses.length} on ${action.interfaceIndex}`
  if (action.kind === 'notify') return `notify ${[action.command.text, ...action.extraArgs].join(' ')}`
  return action.kind === 'run-script' ? null : `does ${action.kind}`
}
