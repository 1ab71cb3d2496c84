/**
 * A new configuration for a running machine. What did not change is not touched: no packet, no kernel call, no timer.
 * What changed is adjusted by as little as possible; addresses are compared over all instances, so that one that moves
 * between two masters stays where it is.
 */
import type { VirtualAddress, VrrpConfig, VrrpInstanceConfig } from '../config/config.ts'
import { armTimer, disarmTimer, isArmed } from '../lib/deadlines.ts'
import { sameValue } from '../lib/same.ts'
import { addressKey, install, remove } from './addresses.ts'
import { buildAdvert, sendAdvert } from './adverts.ts'
import { allAddresses, announce, armExtra } from './announce.ts'
import type { VrrpEvent } from './events.ts'
import { fileEffect, tellFileEffect } from './files.ts'
import { followDrops } from './firewall.ts'
import { updateConcerned, updateRoutes } from './interfaces.ts'
import { lines } from './log-lines.ts'
import { adoptPolledLinks } from './polled-links.ts'
import { hasQuorum } from './processes.ts'
import { writeStates } from './notify.ts'
import { reassessAll, updateVerdict } from './reassess.ts'
import {
  itemsOf,
  putOnRouting,
  replaceStaticAddresses,
  routingKey,
  takeOffRouting,
  type RoutingItem,
} from './routing.ts'
import { startScript } from './scripts.ts'
import { updateSockets, updateSource } from './sockets.ts'
import { adoptLinks, beginAll, formGroups, usedFiles, usedScripts } from './start.ts'
import { createInstance, createProcess, createScript, type Instance } from './state.ts'
import { log, logDetail, type Step } from './step-context.ts'
import { settleGroup } from './sync-group.ts'
import { masterDownUs } from './timers.ts'
import { enterStopped } from './transitions.ts'
import type { Advert } from '../wire/advert.ts'

export function reload(step: Step, event: Extract<VrrpEvent, { kind: 'reload' }>): void {
  const { state } = step
  const { global, config } = event
  state.global = global
  adoptLinks(step, config)
  const plan = planInstances(step, config)
  const said = new Map(plan.kept.map(({ instance }) => [instance, buildAdvert(instance, instance.effectivePriority)]))
  const held = [...state.instances.values()].flatMap((instance) => installedAddresses(instance))
  const needed = plan.kept.flatMap(({ instance, config: next }) => wantedAddresses(instance, next))
  // Static ones that were virtual, and the other way round, where nothing else is said of them.
  const toStatic = sharedAddresses(config.statics?.addresses ?? [], held)
  const fromStatic = sharedAddresses(
    [...state.staticAddresses.values()].map(({ address }) => address),
    needed,
  )
  const carried = keysOf([...held, ...fromStatic])
  const wanted = keysOf([...needed, ...toStatic])
  const routingCarried = new Set([
    ...state.staticRouting.keys(),
    ...[...state.instances.values()].flatMap((instance) => [...instance.routing.keys()]),
  ])
  const staticItems = itemsOf(config.statics ?? {})
  const routingWanted = routingKeysOf([
    ...staticItems,
    ...plan.kept.flatMap(({ instance, config: next }) => (instance.state === 'master' ? itemsOf(next) : [])),
  ])
  for (const instance of plan.removed) {
    for (const key of routingWanted) instance.routing.delete(key)
    release(step, instance, wanted)
  }
  for (const { instance, config: next } of plan.kept) {
    const stays = routingKeysOf(instance.state === 'master' ? itemsOf(next) : [])
    takeOffRouting(step, instance.config.name, instance.routing, stays, routingWanted)
  }
  takeOffRouting(step, null, state.staticRouting, routingKeysOf(staticItems), routingWanted)
  for (const { instance, config: next } of plan.kept) takeOff(step, instance, next, wanted)
  state.instances.clear()
  for (const instance of plan.inOrder) state.instances.set(instance.config.name, instance)
  replaceStaticAddresses(step, config.statics?.addresses ?? [], wanted, keysOf(toStatic))
  putOnRouting(step, null, state.staticRouting, staticItems, routingCarried)
  for (const { instance, config: next } of plan.kept) {
    adopt(step, instance, next, carried)
    if (instance.state === 'master') putOnRouting(step, next.name, instance.routing, itemsOf(next), routingCarried)
  }
  formGroups(step, config)
  replaceScripts(step, config)
  replaceProcesses(step, config)
  replaceFiles(step, config, event.fileValues ?? {})
  updateConcerned(state)
  for (const instance of state.instances.values()) updateSource(state, instance)
  updateRoutes(state)
  updateSockets(step)
  adoptPolledLinks(step, config)
  beginAll(step, plan.added, true)
  const kept = plan.kept.map((entry) => entry.instance)
  // compat: a priority that the file changed is no news for the log.
  for (const instance of kept) {
    const before = fileEffect(instance)
    updateVerdict(step, instance, false)
    tellFileEffect(step, instance, before)
  }
  reassessAll(step, kept)
  for (const group of state.groups.values()) settleGroup(step, group)
  for (const [instance, advert] of said) tellChange(step, instance, advert)
  if (global.fifoWriteStatesOnReload === true) writeStates(step, kept)
}

/** Backups hear at once of another list, interval or priority: until then they refuse what differs from their file. */
function tellChange(step: Step, instance: Instance, said: Advert): void {
  if (instance.state !== 'master' || sameValue(said, buildAdvert(instance, instance.effectivePriority))) return
  sendAdvert(step, instance)
  armTimer(step.state.deadlines, instance.timers.advert, step.now + instance.config.advertIntervalUs)
}

interface Plan {
  readonly removed: readonly Instance[]
  /** instances that exist and stay, with what the new file says of them */
  readonly kept: readonly { readonly instance: Instance; readonly config: VrrpInstanceConfig }[]
  readonly added: readonly Instance[]
  readonly inOrder: readonly Instance[]
}

function planInstances(step: Step, config: VrrpConfig): Plan {
  const kept: { instance: Instance; config: VrrpInstanceConfig }[] = []
  const added: Instance[] = []
  const inOrder: Instance[] = []
  for (const entry of config.instances) {
    const former = step.state.instances.get(entry.name)
    const stays = former !== undefined && isSameRouter(former.config, entry)
    const instance = stays ? former : createInstance(entry, step.now)
    if (stays) kept.push({ instance, config: entry })
    else added.push(instance)
    inOrder.push(instance)
  }
  const staying = new Set(inOrder)
  const removed = [...step.state.instances.values()].filter((instance) => !staying.has(instance))
  return { removed, kept, added, inOrder }
}

/** What makes a virtual router the one that others know: with any of it changed, this is a new one. */
function isSameRouter(a: VrrpInstanceConfig, b: VrrpInstanceConfig): boolean {
  const base = (config: VrrpInstanceConfig): string => config.base ?? config.interface
  return base(a) === base(b) && a.vrid === b.vrid && a.family === b.family && a.vmac?.kind === b.vmac?.kind
}

function release(step: Step, instance: Instance, wanted: ReadonlySet<string>): void {
  for (const key of wanted) instance.installed.delete(key)
  instance.lastRemoved = instance.lastRemoved.filter((address) => !wanted.has(addressKey(address)))
  const { notify, notifyDeleted } = instance.config
  enterStopped(step, instance, notifyDeleted || notify.deleted ? 'DELETED' : 'FAULT')
  // Its removal may still be refused, when the instance is no more.
  step.state.retries.removedAddresses.set(instance.config.name, instance.lastRemoved)
}

function takeOff(step: Step, instance: Instance, next: VrrpInstanceConfig, wanted: ReadonlySet<string>): void {
  const stays = keysOf(wantedAddresses(instance, next))
  const surplus: VirtualAddress[] = []
  for (const [key, { address }] of [...instance.installed]) {
    if (stays.has(key)) continue
    instance.installed.delete(key)
    if (!wanted.has(key)) surplus.push(address)
  }
  if (surplus.length === 0) return
  remove(step, instance, surplus)
  for (const address of surplus) log(step, 'info', lines.addressNoLongerConfigured(next.name, address))
}

function adopt(step: Step, instance: Instance, next: VrrpInstanceConfig, carried: ReadonlySet<string>): void {
  const former = instance.config
  if (sameValue(former, next)) return
  const formerMasterDownUs = masterDownUs(instance)
  instance.config = next
  // compat: a reload is the operator's way out when the clock of a sender was set back; with a window none is needed.
  if (next.authHmac?.windowS === null) instance.trailerMarks.clear()
  instance.ownerYielded &&= former.priority === 255 && next.priority === 255
  if (former.advertIntervalUs !== next.advertIntervalUs || former.version !== next.version) {
    instance.masterIntervalUs = next.advertIntervalUs
  }
  moveTimers(step, instance, formerMasterDownUs)
  followDrops(step, instance)
  if (instance.state !== 'master') return
  putOn(step, instance, carried)
  if (!isArmed(instance.timers.extra) || !sameValue(former.garp.extra, next.garp.extra)) {
    armExtra(step, instance, step.now)
  }
}

function moveTimers(step: Step, instance: Instance, formerMasterDownUs: number): void {
  const { masterDown } = instance.timers
  const { deadlines } = step.state
  const change = masterDownUs(instance) - formerMasterDownUs
  if (isArmed(masterDown) && change !== 0) armTimer(deadlines, masterDown, Math.max(step.now, masterDown.atUs + change))
}

function putOn(step: Step, instance: Instance, carried: ReadonlySet<string>): void {
  const missing: VirtualAddress[] = []
  for (const address of allAddresses(instance)) {
    const key = addressKey(address)
    if (instance.installed.has(key)) continue
    // It comes from another instance of ours and is on the interface already.
    if (carried.has(key)) instance.installed.set(key, { address, sinceUs: step.now, confirmed: true })
    else missing.push(address)
  }
  if (missing.length === 0) return
  install(step, instance, missing)
  logDetail(step, lines.settingVips(instance.config.name))
  announce(step, instance, missing, instance.config.garp.repeat)
}

/** Those of the first that are among the others. */
function sharedAddresses(
  these: readonly VirtualAddress[],
  those: readonly VirtualAddress[],
): readonly VirtualAddress[] {
  const byKey = new Map(those.map((other) => [addressKey(other), other]))
  return these.filter((one) => sameValue(one, byKey.get(addressKey(one))))
}

function installedAddresses(instance: Instance): VirtualAddress[] {
  return [...instance.installed.values()].map((entry) => entry.address)
}

function wantedAddresses(instance: Instance, next: VrrpInstanceConfig): readonly VirtualAddress[] {
  return instance.state === 'master' ? [...next.addresses, ...next.excludedAddresses] : []
}

function routingKeysOf(items: readonly RoutingItem[]): Set<string> {
  return new Set(items.map(routingKey))
}

function keysOf(addresses: readonly VirtualAddress[]): Set<string> {
  return new Set(addresses.map(addressKey))
}

function replaceScripts(step: Step, config: VrrpConfig): void {
  const { scripts, deadlines } = step.state
  const former = new Map(scripts)
  scripts.clear()
  for (const entry of usedScripts(config)) {
    const script = former.get(entry.name) ?? createScript(entry)
    former.delete(entry.name)
    scripts.set(entry.name, script)
    if (!isArmed(script.timer)) startScript(step, script)
    else if (script.config.intervalUs > entry.intervalUs) {
      armTimer(deadlines, script.timer, Math.min(script.timer.atUs, step.now + entry.intervalUs))
    }
    script.config = entry
  }
  for (const script of former.values()) disarmTimer(deadlines, script.timer)
}

function replaceProcesses(step: Step, config: VrrpConfig): void {
  const { processes, deadlines } = step.state
  const former = new Map(processes)
  processes.clear()
  for (const entry of config.processes) {
    const tracked = former.get(entry.name) ?? createProcess(entry)
    former.delete(entry.name)
    processes.set(entry.name, tracked)
    if (sameValue(tracked.config, entry)) continue
    tracked.config = entry
    if (tracked.count !== null) tracked.up = hasQuorum(entry, tracked.count)
    disarmTimer(deadlines, tracked.timer)
  }
  for (const tracked of former.values()) disarmTimer(deadlines, tracked.timer)
}

function replaceFiles(step: Step, config: VrrpConfig, values: Readonly<Record<string, number>>): void {
  const { files } = step.state
  const former = new Map(files)
  files.clear()
  for (const entry of usedFiles(config)) {
    const known = former.get(entry.name)
    const value = values[entry.name] ?? (known?.config.path === entry.path ? known.value : 0)
    files.set(entry.name, { config: entry, value })
  }
}
