/** What the kernel says about links and their addresses, and what follows for the instances on them. */
import { sameIp, writeIp } from '../lib/ip.ts'
import { checkInstalled } from './addresses.ts'
import type { InterfaceAddress, InterfaceInfo } from '../lib/interface-info.ts'
import { sameValue } from '../lib/same.ts'
import { heldLinkDue, holdLink, release } from './held-links.ts'
import { lines } from './log-lines.ts'
import { asPolled } from './polled-links.ts'
import { reassessAll } from './reassess.ts'
import { checkStaticAddresses, linkCameUp } from './routing.ts'
import type { Instance, VrrpState } from './state.ts'
import { log, logDetail, type Step } from './step-context.ts'
import { primaryAddress, updateSockets, updateSource } from './sockets.ts'
import { isUsable } from './tracking.ts'

export function rememberInterface(state: VrrpState, link: InterfaceInfo): void {
  const formerName = state.interfaceNames.get(link.index)
  if (formerName !== undefined && formerName !== link.name) state.interfaces.delete(formerName)
  const former = state.interfaces.get(link.name)
  if (former && former.index !== link.index) state.interfaceNames.delete(former.index)
  state.interfaces.set(link.name, link)
  state.interfaceNames.set(link.index, link.name)
}

export function interfaceChanged(step: Step, told: InterfaceInfo): void {
  believeInterface(step, holdLink(step, asPolled(step.state, told)))
}

export function linkPolled(step: Step, name: string, up: boolean): void {
  const { state } = step
  if (!state.polledLinks.has(name)) return
  state.polledLinks.set(name, up)
  const link = state.heldLinks.get(name)?.link ?? state.interfaces.get(name)
  if (link !== undefined) interfaceChanged(step, link)
}

/** The change was held back, and lasted. */
export function linkDue(step: Step, name: string): void {
  const link = heldLinkDue(step.state, name)
  if (link !== null) believeInterface(step, link)
}

function believeInterface(step: Step, link: InterfaceInfo): void {
  const { state } = step
  const former = state.interfaces.get(link.name)
  const renamedFrom = state.interfaceNames.get(link.index)
  rememberInterface(state, link)
  state.interfaceNews.set(link.name, step.now)
  const concerned = concernedBy(state, link.name)
  if (renamedFrom !== undefined && renamedFrom !== link.name) {
    for (const instance of concernedBy(state, renamedFrom)) concerned.add(instance)
  }
  logChanges(step, former, link, concerned.size > 0)
  const sameLink = former !== undefined && sameValue({ ...former, addresses: [] }, { ...link, addresses: [] })
  const gone = missingIn(link, former?.addresses)
  forgetLeft(state, gone)
  const changed = sameLink ? [...gone, ...missingIn(former, link.addresses)] : [...gone, ...link.addresses]
  const affected = new Set(sourcedFrom(state, changed))
  for (const instance of affected) concerned.add(instance)
  const isNew = former?.index !== link.index
  checkStaticAddresses(step, link, isNew)
  if (isUsable(link) && !(former && isUsable(former))) linkCameUp(step, link.name)
  if (concerned.size === 0) return
  // The thousandth address of a takeover changes nothing for the thousand instances on its link.
  const moved = !sameLink || changed.some((entry) => !state.virtualAddresses.has(writeIp(entry.address)))
  for (const instance of concerned) {
    if (!moved && instance.config.priority !== 255) continue
    const { source, socket } = instance
    updateSource(state, instance)
    if (!sameLink || instance.socket !== socket || !sameValue(instance.source, source)) affected.add(instance)
  }
  if (isNew) updateRoutes(state)
  if (affected.size > 0) updateSockets(step)
  // A fault first: addresses of an instance that leaves master are not put back.
  reassessAll(step, affected)
  checkInstalled(step, concerned, link, { gone: gone.length > 0, isNew })
}

/** The interface table keeps what did not change as it is, so that it needs no comparison octet by octet. */
function missingIn(
  link: InterfaceInfo | undefined,
  addresses: readonly InterfaceAddress[] = [],
): readonly InterfaceAddress[] {
  const there = new Set(link?.addresses)
  return addresses.filter((entry) => !there.has(entry))
}

/** Those whose configured source address came or went, which may be on another interface than their own. */
function sourcedFrom(state: VrrpState, addresses: readonly InterfaceAddress[]): Instance[] {
  return [...state.instances.values()].filter(({ config: { sourceIp } }) => {
    return sourceIp !== null && addresses.some((entry) => sameIp(entry.address, sourceIp))
  })
}

export function interfaceGone(step: Step, index: number): void {
  const { state } = step
  const name = state.interfaceNames.get(index)
  if (name === undefined) return
  const former = state.interfaces.get(name)
  release(state, name)
  state.interfaceNames.delete(index)
  state.interfaces.delete(name)
  state.interfaceNews.delete(name)
  if (state.polledLinks.has(name)) state.polledLinks.set(name, null)
  forgetLeft(state, former?.addresses ?? [])
  const concerned = concernedBy(state, name)
  for (const instance of sourcedFrom(state, former?.addresses ?? [])) concerned.add(instance)
  if (concerned.size > 0 && former && isUsable(former)) logReport(step, name, false)
  if (concerned.size > 0) log(step, 'info', lines.linkDeleted(name))
  for (const instance of concerned) updateSource(state, instance)
  reassessAll(step, concerned)
  updateRoutes(state)
  updateSockets(step)
}

function logChanges(step: Step, former: InterfaceInfo | undefined, link: InterfaceInfo, concerns: boolean): void {
  if (!former) logDetail(step, lines.linkAdded(link.name))
  if (!concerns) return
  const wasUsable = former !== undefined && isUsable(former)
  if (wasUsable !== isUsable(link)) logReport(step, link.name, isUsable(link))
  for (const family of [4, 6] as const) {
    const before = former ? primaryAddress(step.state, former, family) : null
    const after = primaryAddress(step.state, link, family)
    if (before && after && writeIp(before) === writeIp(after)) continue
    if (before) logDetail(step, lines.addressDeassigned(before, link.name))
    if (after) logDetail(step, lines.addressAssigned(after, link.name))
  }
}

function logReport(step: Step, name: string, up: boolean): void {
  log(step, 'info', lines.linkReports(name, up, step.state.polledLinks.has(name)))
}

/** Rebuilds who is concerned by which interface; after a start and a reload. */
export function updateConcerned(state: VrrpState): void {
  const former = [...state.virtualAddresses]
  state.concerned.clear()
  state.virtualAddresses.clear()
  for (const instance of state.instances.values()) {
    const { config, group } = instance
    const tracks = [...config.trackInterfaces, ...(group?.config.trackInterfaces ?? [])]
    for (const member of group?.members ?? []) tracks.push(...member.config.trackInterfaces)
    const addresses = [...config.addresses, ...config.excludedAddresses]
    const needed = config.neededInterfaces ?? []
    const own = config.vmac?.name
    for (const name of [
      config.interface,
      ...(config.base === undefined ? [] : [config.base]),
      ...(own === undefined || own === null ? [] : [own]),
      ...needed,
      ...tracks.map((t) => t.interface),
      ...addresses.map((a) => a.interface),
    ]) {
      const known = state.concerned.get(name)
      if (known) known.add(instance)
      else state.concerned.set(name, new Set([instance]))
    }
    for (const { address } of addresses) state.virtualAddresses.add(writeIp(address))
  }
  keepLeaving(state, former)
}

/** What nobody wants any more is nobody's primary address while the kernel still has it. */
function keepLeaving(state: VrrpState, former: readonly string[]): void {
  state.leavingAddresses.clear()
  const statics = new Set([...state.staticAddresses.values()].map((entry) => writeIp(entry.address.address)))
  const given = former.filter((text) => !state.virtualAddresses.has(text) && !statics.has(text))
  if (given.length === 0) return
  const present = new Set(
    [...state.interfaces.values()].flatMap((link) => link.addresses.map((entry) => writeIp(entry.address))),
  )
  for (const text of given) {
    if (!present.has(text)) continue
    state.leavingAddresses.add(text)
    state.virtualAddresses.add(text)
  }
}

function forgetLeft(state: VrrpState, gone: readonly InterfaceAddress[]): void {
  if (state.leavingAddresses.size === 0) return
  for (const { address } of gone) {
    const text = writeIp(address)
    if (state.leavingAddresses.delete(text)) state.virtualAddresses.delete(text)
  }
}

function concernedBy(state: VrrpState, name: string): Set<Instance> {
  return new Set(state.concerned.get(name))
}

/** Rebuilds where a packet belongs. The same VRID on another interface or family is another router. */
export function updateRoutes(state: VrrpState): void {
  state.routes.clear()
  for (const instance of state.instances.values()) {
    const link = state.interfaces.get(instance.config.interface)
    if (!link) continue
    const key = routeKey(link.index, instance.config.family, instance.config.vrid)
    const known = state.routes.get(key)
    if (known) known.push(instance)
    else state.routes.set(key, [instance])
  }
}

export function routeKey(interfaceIndex: number, family: 4 | 6, vrid: number): number {
  return interfaceIndex * 512 + (family === 6 ? 256 : 0) + vrid
}
