/** The first event: what the configuration and the kernel say, and which state each instance begins in. */
import type { TrackFileConfig, VrrpConfig } from '../config/config.ts'
import { effectiveLinkDelays } from '../config/link-delays.ts'
import { writeIp } from '../lib/ip.ts'
import type { Us } from '../lib/time.ts'
import { logAddressRemoval, removeLeftovers } from './addresses.ts'
import type { VrrpEvent } from './events.ts'
import { logDropRemoval } from './firewall.ts'
import { dispatch } from './instance.ts'
import { updateConcerned, updateRoutes } from './interfaces.ts'
import { lines } from './log-lines.ts'
import { adoptPolledLinks } from './polled-links.ts'
import { firstCount } from './processes.ts'
import { logRoutingRemoval, removeRoutingLeftovers, setStatics } from './routing.ts'
import { startScript } from './scripts.ts'
import { primaryAddress, updateSockets, updateSource } from './sockets.ts'
import {
  createGroup,
  createInstance,
  createProcess,
  createScript,
  type Fault,
  type Instance,
  type VrrpState,
} from './state.ts'
import { log, logDetail, type Step } from './step-context.ts'
import { groupBegins } from './sync-group.ts'
import { FILE_FAULT, isBlocked, judge } from './tracking.ts'

export function start(step: Step, event: Extract<VrrpEvent, { kind: 'start' }>): void {
  const { state } = step
  const { global, config } = event
  state.global = global
  adoptLinks(step, config)
  for (const entry of config.instances) state.instances.set(entry.name, createInstance(entry, step.now))
  formGroups(step, config)
  for (const entry of usedScripts(config)) state.scripts.set(entry.name, createScript(entry))
  for (const entry of config.processes) {
    const tracked = createProcess(entry)
    state.processes.set(entry.name, tracked)
    const count = event.processCounts?.[entry.name]
    if (count !== undefined) firstCount(tracked, count)
  }
  for (const entry of usedFiles(config))
    state.files.set(entry.name, { config: entry, value: event.fileValues?.[entry.name] ?? 0 })
  updateConcerned(state)
  for (const instance of state.instances.values()) updateSource(state, instance)
  updateRoutes(state)
  if (config.statics !== undefined) setStatics(step, config.statics)
  logAddresses(step)
  adoptPolledLinks(step, config)
  for (const script of state.scripts.values()) startScript(step, script)
  updateSockets(step)
  const delayUs = startupDelayUs(step, event)
  if (delayUs > 0) {
    state.startupDelayUntilUs = step.now + delayUs
    log(step, 'info', lines.delayingStartup(delayUs))
  }
  beginAll(step, [...state.instances.values()])
}

/** The larger of the delay after our start and what is left of the one after the host's. */
function startupDelayUs(step: Step, { global, bootedAtUs }: Extract<VrrpEvent, { kind: 'start' }>): Us {
  const bootDelayUs = global.delayAfterBootUs ?? 0
  const leftUs = bootedAtUs === undefined || bootDelayUs === 0 ? 0 : bootedAtUs + bootDelayUs - step.now
  return Math.max(global.vrrpStartupDelayUs, leftUs, 0)
}

/** Puts instances that are in init into their first state; those whose scripts have not answered stay there. */
export function beginAll(step: Step, instances: readonly Instance[], atReload = false): void {
  for (const instance of instances) takeVerdict(step.state, instance)
  beginFaulty(step, instances)
  // compat: an instance that a reload brings removes nothing.
  for (const instance of atReload ? [] : instances) {
    logRoutingRemoval(step, instance.config)
    removeRoutingLeftovers(step, instance)
    removeLeftovers(step, instance)
    // compat: of an instance on an interface of its own the original takes it that the addresses went with that.
    const { interface: link, vmac } = instance.config
    if (step.state.interfaces.has(link) && vmac === undefined) {
      logAddressRemoval(step, instance.config)
      logDropRemoval(step, instance)
    }
  }
  // compat: at a start, and only then, groups report before their members.
  for (const group of new Set(instances.map((instance) => instance.group))) {
    const starts = group?.members.every((member) => member.state === 'init' && !isBlocked(member)) === true
    if (group && starts && group.members.some((member) => member.config.priority !== 255))
      groupBegins(step, group, 'backup')
  }
  for (const instance of instances) {
    if (instance.state === 'init' && !isBlocked(instance)) dispatch(step, instance, 'start', {})
  }
}

function takeVerdict(state: VrrpState, instance: Instance): void {
  const verdict = judge(state, instance)
  instance.faults = verdict.faults
  instance.waiting = verdict.waiting
  instance.adjustments = verdict.adjustments
  instance.effectivePriority = verdict.priority
}

/** The reasons first, then the groups that share them, then the instances. */
function beginFaulty(step: Step, instances: readonly Instance[]): void {
  for (const instance of instances) {
    const { name, priority } = instance.config
    for (const fault of instance.faults) {
      const line = faultLine(instance, fault)
      if (line !== null) log(step, 'info', line)
    }
    // compat: of what can move a priority, scripts and processes are not told of at a start.
    const moved = instance.adjustments.some(({ source }) => source !== 'script' && source !== 'process')
    if (moved && instance.effectivePriority !== priority)
      log(step, 'info', lines.priorityChange(name, priority, instance.effectivePriority))
  }
  const faulty = instances.filter(isFaulty)
  for (const group of new Set(faulty.map((instance) => instance.group))) {
    const cause = group?.members.find((member) => member.faults.length > 0)
    // compat: the original names the member that caused it.
    if (group && cause) log(step, 'info', lines.groupFaultAtStart(group.config.name, cause.config.name))
  }
  for (const instance of faulty) {
    log(step, 'info', lines.enteringFaultAtStart(instance.config.name))
    dispatch(step, instance, 'fault', {})
  }
}

function isFaulty(instance: Instance): boolean {
  return (instance.group?.members ?? [instance]).some((member) => member.faults.length > 0)
}

function faultLine(instance: Instance, fault: Fault): string | null {
  const { name, family } = instance.config
  switch (fault.kind) {
    case 'interface':
      return lines.faultInterface(name, fault.interface)
    case 'no-address':
      return lines.faultNoAddress(name, family)
    case 'no-source':
      return lines.faultNoSource(name)
    case 'no-peers':
      return lines.faultNoPeers(name)
    case 'script':
      return lines.faultScript(name, fault.script)
    case 'process':
      return lines.faultProcess(name, fault.process)
    // compat: every session is down at first.
    case 'bfd':
      return null
    case 'file':
      return lines.faultFile(name, fault.file, FILE_FAULT)
  }
}

/** What the file says of links; of those that are held back now, the time runs on as it was. */
export function adoptLinks(step: Step, config: VrrpConfig): void {
  const { state } = step
  const { byInterface, shortenedBy } = effectiveLinkDelays(config)
  for (const { name, interface: link, downTimerAdverts } of shortenedBy)
    log(step, 'info', lines.delaysReset(name, link, downTimerAdverts))
  state.linkDelays.clear()
  for (const [link, delays] of byInterface) state.linkDelays.set(link, delays)
  state.garpGroups.clear()
  for (const group of config.garpGroups ?? []) for (const name of group.interfaces) state.garpGroups.set(name, group)
}

/** A script that nothing tracks does not run. */
export function usedScripts(config: VrrpConfig): VrrpConfig['scripts'] {
  const used = new Set<string>()
  for (const { trackScripts } of [...config.instances, ...config.syncGroups]) {
    for (const { script } of trackScripts) used.add(script)
  }
  return config.scripts.filter((script) => used.has(script.name))
}

/** Nor is a file read that nothing tracks. */
export function usedFiles(config: VrrpConfig): readonly TrackFileConfig[] {
  const trackers = [...config.instances, ...config.syncGroups]
  const used = new Set(trackers.flatMap(({ trackFiles = [] }) => trackFiles.map(({ file }) => file)))
  return (config.files ?? []).filter(({ name }) => used.has(name))
}

/** Builds the groups, keeping those that exist; members point to their group. */
export function formGroups(step: Step, config: VrrpConfig): void {
  const { state } = step
  const former = new Map(state.groups)
  state.groups.clear()
  for (const instance of state.instances.values()) instance.group = null
  for (const entry of config.syncGroups) {
    const members = entry.members.flatMap((name) => state.instances.get(name) ?? [])
    const group = former.get(entry.name) ?? createGroup(entry, members, step.now)
    group.config = entry
    group.members = members
    state.groups.set(entry.name, group)
    for (const member of members) member.group = group
  }
}

function logAddresses(step: Step): void {
  const { state } = step
  const used = new Set([...state.instances.values()].map(({ config }) => config.base ?? config.interface))
  for (const name of used) {
    const link = state.interfaces.get(name)
    if (!link) continue
    for (const family of [4, 6] as const) {
      const address = primaryAddress(state, link, family)
      if (address && writeIp(address) !== '127.0.0.1') logDetail(step, lines.addressAssigned(address, name))
    }
  }
}
