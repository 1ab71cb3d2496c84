/**
 * Telling the LAN where a virtual address lives: gratuitous ARP (RFC 9568 section 8.1.2) and unsolicited neighbour
 * advertisements (8.2.2), in the original's numbers and delays. It is one volley at once, a second one later, and a
 * refresh now and then if configured.
 */
import type { VirtualAddress } from '../config/config.ts'
import { armTimer, disarmTimer, isArmed } from '../lib/deadlines.ts'
import type { IpAddress, IpFamily } from '../lib/ip.ts'
import { US_PER_MS, type Us } from '../lib/time.ts'
import { lines } from './log-lines.ts'
import type { Instance, Volley } from './state.ts'
import { logDetail, type Step } from './step-context.ts'

/** All addresses, with the volley that follows garp_master_delay and the refresh. */
export function announceAsNewMaster(step: Step, instance: Instance): void {
  const { garp } = instance.config
  announce(step, instance, allAddresses(instance), garp.repeat)
  instance.volleys = []
  armSecondVolley(step, instance, 'takeover', garp.delayUs, garp.repeat)
  if (garp.refreshUs > 0) armTimer(step.state.deadlines, instance.timers.refresh, step.now + garp.refreshUs)
  armExtra(step, instance, step.now)
}

/** Another master was heard and has to give way: caches may point to it now, so the winner tells its address again. */
export function announceAfterContest(step: Step, instance: Instance): void {
  const { garp, advertIntervalUs } = instance.config
  if (garp.lowerPrioRepeat === 0 || step.now < instance.lowerVolleyAtUs) return
  // A peer that keeps sending cannot make us flood: one volley an interval.
  instance.lowerVolleyAtUs = step.now + advertIntervalUs
  announce(step, instance, allAddresses(instance), garp.lowerPrioRepeat)
  armSecondVolley(step, instance, 'contest', garp.lowerPrioDelayUs, garp.lowerPrioRepeat)
}

/** What a stronger router has sent meanwhile is read by then. */
const SOON_US = 100 * US_PER_MS

/** Others could not hear us and may have announced the addresses; if we are master still, they are ours. */
export function announceSoon(step: Step, instance: Instance): void {
  const { announce: timer } = instance.timers
  if (isArmed(timer) && timer.atUs <= step.now + SOON_US) return
  armSecondVolley(step, instance, 'hold-up', SOON_US, instance.config.garp.repeat)
}

export function secondVolley(step: Step, instance: Instance): void {
  const due = instance.volleys.filter(({ atUs }) => atUs <= step.now)
  setVolleys(
    step,
    instance,
    instance.volleys.filter((volley) => !due.includes(volley)),
  )
  for (const { repeat } of due) announce(step, instance, allAddresses(instance), repeat)
}

export function refreshVolley(step: Step, instance: Instance, dueUs: number): void {
  const { refreshUs, refreshRepeat } = instance.config.garp
  announce(step, instance, allAddresses(instance), refreshRepeat)
  if (refreshUs > 0) {
    armTimer(step.state.deadlines, instance.timers.refresh, Math.max(dueUs + refreshUs, step.now + 1))
  }
}

/**
 * Switches forget a hardware address that never sends. Adverts keep that of their interface known; over the others that
 * have addresses goes one announcement a period.
 */
export function extraVolley(step: Step, instance: Instance, dueUs: Us): void {
  announce(step, instance, extraAddresses(step, instance), 1)
  armExtra(step, instance, dueUs)
}

export function armExtra(step: Step, instance: Instance, fromUs: Us): void {
  const { deadlines } = step.state
  const { extra } = instance.config.garp
  if (extra.periodUs === 0 || extraAddresses(step, instance).length === 0)
    return disarmTimer(deadlines, instance.timers.extra)
  armTimer(deadlines, instance.timers.extra, Math.max(fromUs + extra.periodUs, step.now + 1))
}

/** The first address of each. compat: adverts that leave over the interface below excuse no interface. */
function extraAddresses({ state }: Step, instance: Instance): readonly VirtualAddress[] {
  const { garp, vmac, interface: own } = instance.config
  const found = new Map<string, VirtualAddress>()
  for (const address of allAddresses(instance)) {
    const name = address.interface
    const counts = garp.extra.everyInterface || state.vmacs.get(name)?.kind === 'macvlan'
    if (counts && (name !== own || vmac?.transmitsOnBase === true) && !found.has(name)) found.set(name, address)
  }
  return [...found.values()]
}

export function announce(step: Step, instance: Instance, addresses: readonly VirtualAddress[], repeat: number): void {
  if (repeat <= 0) return
  const name = instance.config.name
  const sent: { readonly on: string; readonly address: IpAddress }[] = []
  for (const [interfaceName, family, members] of byInterface(addresses)) {
    const link = step.state.interfaces.get(interfaceName)
    if (!link || link.loopback || (family === 4 && link.noArp)) continue
    // An interface of a group has the group's gaps, and only those.
    const group = step.state.garpGroups.get(interfaceName)
    const gaps = group ?? step.state.global
    const gapUs = (family === 4 ? gaps?.garpIntervalUs : gaps?.gnaIntervalUs) ?? 0
    step.actions.push({
      kind: 'announce',
      instance: name,
      interfaceIndex: link.index,
      addresses: members,
      repeat,
      gapUs,
      turns: group?.interfaces.join(' ') ?? interfaceName,
    })
    for (const address of members) sent.push({ on: interfaceName, address })
  }
  for (const { on, address } of sent) {
    logDetail(step, lines.queueArp(name, on, address))
    logDetail(step, lines.sendArp(on, address))
  }
  for (let volley = 1; volley < repeat; volley++) {
    for (const { on, address } of sent) logDetail(step, lines.sendArp(on, address))
  }
}

/** One of each cause waits: that of a contest does not take the place of the one that follows a takeover. */
function armSecondVolley(step: Step, instance: Instance, cause: Volley['cause'], delayUs: Us, repeat: number): void {
  if (delayUs === 0) return
  const others = instance.volleys.filter((volley) => volley.cause !== cause)
  setVolleys(step, instance, [...others, { cause, atUs: step.now + delayUs, repeat }])
}

function setVolleys(step: Step, instance: Instance, volleys: readonly Volley[]): void {
  instance.volleys = volleys
  if (volleys.length === 0) return
  armTimer(step.state.deadlines, instance.timers.announce, Math.min(...volleys.map(({ atUs }) => atUs)))
}

export function allAddresses(instance: Instance): readonly VirtualAddress[] {
  const { addresses, excludedAddresses } = instance.config
  return excludedAddresses.length === 0 ? addresses : [...addresses, ...excludedAddresses]
}

function byInterface(addresses: readonly VirtualAddress[]): [string, IpFamily, IpAddress[]][] {
  const parts: [string, IpFamily, IpAddress[]][] = []
  for (const { interface: name, address } of addresses) {
    const part = parts.find((known) => known[0] === name && known[1] === address.family)
    if (part) part[2].push(address)
    else parts.push([name, address.family, [address]])
  }
  return parts
}
