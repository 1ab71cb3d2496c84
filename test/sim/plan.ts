/**
 * A whole history as data, drawn from one seed before anything runs: the LAN and the faults that befall it. Parts of it can
 * be left out by name, and the rest stays as it was; that is how a failing history is made smaller and told to others.
 *
 * Names of parts: `e3` is a fault, `r2` a router, `v1` a virtual router, `w5` a word drawn from the keyword table.
 */
import { makeRandom, type Random } from '../../src/lib/random.ts'
import { pick } from '../lab/random-config.ts'
import type { Us } from '../../src/lib/time.ts'
import { between, drawLan, withoutBadWords, type LanPlan } from './draw-lan.ts'
import { FAULTS, type FaultName } from './faults.ts'

export interface Plan {
  readonly seed: number
  readonly lan: LanPlan
  readonly faults: readonly PlannedFault[]
  /** when each router starts */
  readonly startsUs: readonly Us[]
  /** the last fault is over */
  readonly faultsEndUs: Us
}

export interface PlannedFault {
  readonly number: number
  readonly name: FaultName
  readonly atUs: Us
  readonly durationUs: Us
  /** number of the router, from 1 */
  readonly router: number
  /** where its own choices come from, so that leaving others out changes none of them */
  readonly seed: number
}

export function planHistory(seed: number): Plan {
  const random = makeRandom(seed)
  const lan = withoutBadWords(drawLan(random))
  const intervalUs = slowestUs(lan)
  const startsUs = lan.hosts.map(() => between(random, 0, 2 * intervalUs))
  const names = Object.keys(FAULTS) as FaultName[]
  const faults: PlannedFault[] = []
  let atUs = between(random, 0, 8 * intervalUs)
  let faultsEndUs = atUs
  for (let number = 1, left = between(random, 4, 14); number <= left; number++) {
    atUs += between(random, 0, pick(random, [intervalUs, 12 * intervalUs, 12 * intervalUs]))
    const durationUs = between(random, Math.round(intervalUs / 20), 8 * intervalUs)
    const router = between(random, 1, lan.hosts.length)
    faults.push({ number, name: pick(random, names), atUs, durationUs, router, seed: nextSeed(random) })
    faultsEndUs = Math.max(faultsEndUs, atUs + durationUs)
  }
  return { seed, lan, faults, startsUs, faultsEndUs }
}

function nextSeed(random: Random): number {
  return between(random, 1, 1_000_000_000)
}

export function slowestUs(lan: LanPlan): Us {
  return Math.max(...lan.virtualRouters.map((one) => one.intervalUs))
}

/** The names of all parts that may be left out, the largest first. */
export function partsOf({ lan, faults }: Plan): string[] {
  return [
    ...lan.hosts.map(({ number }) => `r${number}`),
    ...lan.virtualRouters.map(({ number }) => `v${number}`),
    ...faults.map(({ number }) => `e${number}`),
    ...lan.hosts.flatMap(({ words }) => words.map(({ number }) => `w${number}`)),
  ]
}

/** Null when nothing is left to run. */
export function leaveOut(plan: Plan, parts: ReadonlySet<string>): Plan | null {
  if (parts.size === 0) return plan
  const { lan } = plan
  const virtualRouters = lan.virtualRouters.filter(({ number }) => !parts.has(`v${number}`))
  const names = new Set(virtualRouters.map(({ name }) => name))
  const kept = lan.hosts.filter(({ number, runs }) => !parts.has(`r${number}`) && runs.some((name) => names.has(name)))
  if (virtualRouters.length === 0 || kept.length === 0) return null
  const hosts = kept.map((host) => ({
    ...host,
    runs: host.runs.filter((name) => names.has(name)),
    words: host.words.filter(({ number }) => !parts.has(`w${number}`)),
  }))
  const group = lan.group.filter((name) => names.has(name))
  const numbers = new Set(hosts.map(({ number }) => number))
  return {
    ...plan,
    lan: { ...lan, virtualRouters, hosts, group: group.length > 1 ? group : [] },
    startsUs: plan.startsUs.filter((_, i) => numbers.has(lan.hosts[i]?.number ?? 0)),
    faults: plan.faults.filter((fault) => !parts.has(`e${fault.number}`) && numbers.has(fault.router)),
  }
}
