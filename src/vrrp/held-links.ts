/**
 * interface_up_down_delays: a link that goes down, or comes back, is believed only when it has stayed so for a while.
 * Until then the machine sees its other facts as they are, and its state as it was.
 */
import type { InterfaceInfo } from '../lib/interface-info.ts'
import { armTimer, createTimer, disarmTimer, type Timer } from '../lib/deadlines.ts'
import { lines } from './log-lines.ts'
import type { TimerOwner, VrrpState } from './state.ts'
import { logDetail, type Step } from './step-context.ts'

export interface HeldLink {
  /** as the kernel told last */
  link: InterfaceInfo
  readonly timer: Timer<TimerOwner>
}

/** The link as the machine is to see it now. */
export function holdLink(step: Step, link: InterfaceInfo): InterfaceInfo {
  const { state } = step
  const delays = state.linkDelays.get(link.name)
  const seen = state.interfaces.get(link.name)
  const held = state.heldLinks.get(link.name)
  if (delays === undefined || seen === undefined || seen.index !== link.index || isSame(seen, link)) {
    // It is again as we have it: nothing has happened.
    if (held !== undefined) release(state, link.name)
    return link
  }
  const delayUs = isUsable(link) ? delays.upUs : delays.downUs
  if (delayUs === 0) {
    release(state, link.name)
    return link
  }
  if (held !== undefined) held.link = link
  else {
    const timer = createTimer<TimerOwner>({ kind: 'link', name: link.name })
    state.heldLinks.set(link.name, { link, timer })
    armTimer(state.deadlines, timer, step.now + delayUs)
    logDetail(step, lines.linkHeld(link.name, flagsOf(seen), flagsOf(link), delayUs))
  }
  return { ...link, up: seen.up, running: seen.running }
}

/** What was held back, now that it is to be believed. */
export function heldLinkDue(state: VrrpState, name: string): InterfaceInfo | null {
  const link = state.heldLinks.get(name)?.link ?? null
  release(state, name)
  return link
}

export function release(state: VrrpState, name: string): void {
  const held = state.heldLinks.get(name)
  if (held === undefined) return
  disarmTimer(state.deadlines, held.timer)
  state.heldLinks.delete(name)
}

function isSame(a: InterfaceInfo, b: InterfaceInfo): boolean {
  return isUsable(a) === isUsable(b)
}

function isUsable(link: InterfaceInfo): boolean {
  return link.up && link.running
}

/** IFF_* of linux/if.h, those that we know of. */
function flagsOf(link: InterfaceInfo): number {
  const bits: readonly (readonly [boolean, number])[] = [
    [link.up, 0x1],
    [link.broadcast, 0x2],
    [link.loopback, 0x8],
    [link.pointToPoint, 0x10],
    [link.running, 0x40],
    [link.noArp, 0x80],
    [link.multicast, 0x1000],
    // IFF_LOWER_UP comes and goes with IFF_RUNNING
    [link.running, 0x10000],
  ]
  return bits.reduce((flags, [set, bit]) => (set ? flags | bit : flags), 0)
}
