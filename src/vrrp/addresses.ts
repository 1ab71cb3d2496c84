/**
 * Virtual addresses in the kernel: set when an instance becomes master, removed when it no longer is, and put back when
 * something else (a network manager, an operator) took one away meanwhile.
 */
import type { VirtualAddress, VrrpInstanceConfig } from '../config/config.ts'
import { armTimer, disarmTimer, isArmed } from '../lib/deadlines.ts'
import { writeIp } from '../lib/ip.ts'
import { US_PER_MS, US_PER_S, type Us } from '../lib/time.ts'
import { allAddresses, announce } from './announce.ts'
import type { InterfaceInfo } from '../lib/interface-info.ts'
import { lines } from './log-lines.ts'
import type { InstalledAddress, Instance } from './state.ts'
import { log, logDetail, mayLogPacket, type Step } from './step-context.ts'

/** What the kernel shows later than this after an addition is its answer to it, also where a thousand are added at once. */
const SETTLE_US = 5 * US_PER_S
/** By then it has shown every address that it holds. */
const VERIFY_US = 2 * US_PER_S
const FIRST_RETRY_US = 250 * US_PER_MS
const LAST_RETRY_US = 10 * US_PER_S
/** Without trouble for this long, the next trouble is handled at once again. */
const CALM_US = 20 * US_PER_S

export function addressKey(address: VirtualAddress): string {
  return `${address.interface} ${writeIp(address.address)}/${address.prefixLength}`
}

export function logAddressRemoval(step: Step, { name, addresses, excludedAddresses }: VrrpInstanceConfig): void {
  if (addresses.length > 0) logDetail(step, lines.removingVips(name))
  if (excludedAddresses.length > 0) logDetail(step, lines.removingExcluded(name))
}

export function logAddressSetting(step: Step, { name, addresses, excludedAddresses }: VrrpInstanceConfig): void {
  if (addresses.length > 0) logDetail(step, lines.settingVips(name))
  if (excludedAddresses.length > 0) logDetail(step, lines.settingExcluded(name))
}

export function installAll(step: Step, instance: Instance): void {
  instance.addressRetries = 0
  install(step, instance, allAddresses(instance))
}

export function install(step: Step, instance: Instance, addresses: readonly VirtualAddress[]): void {
  if (addresses.length === 0) return
  for (const address of addresses) {
    instance.installed.set(addressKey(address), { address, sinceUs: step.now, confirmed: false })
  }
  step.actions.push({ kind: 'add-addresses', instance: instance.config.name, addresses })
  // An address that was taken away before it was ever shown would go unnoticed.
  const { addresses: timer } = instance.timers
  if (!isArmed(timer)) armTimer(step.state.deadlines, timer, step.now + Math.max(VERIFY_US, retryDelayUs(instance)))
}

export function removeAll(step: Step, instance: Instance): void {
  // A removal that was refused is still to be repeated.
  if (instance.installed.size === 0) return
  disarmTimer(step.state.deadlines, instance.timers.addresses)
  const addresses = [...instance.installed.values()].map((entry) => entry.address)
  instance.installed.clear()
  instance.addressRetries = 0
  remove(step, instance, addresses)
}

export function remove(step: Step, instance: Instance, addresses: readonly VirtualAddress[]): void {
  if (addresses.length === 0) return
  instance.lastRemoved = addresses
  step.actions.push({ kind: 'remove-addresses', instance: instance.config.name, addresses })
}

/** An address that stays on a router which is not master answers for the master. */
export function removalFailed(step: Step, instance: Instance, errno: string, message: string): void {
  // With the link its addresses are gone too.
  if (errno === 'ENODEV') return
  if (isArmed(instance.timers.addresses)) return
  const retryUs = armRetry(step, instance)
  log(step, 'err', lines.removalFailed(instance.config.name, message, retryUs))
}

export function removeAgain(step: Step, instance: Instance): void {
  // On an interface that is gone there is nothing left to remove.
  const left = instance.lastRemoved.filter((address) => step.state.interfaces.has(address.interface))
  instance.addressRetries++
  remove(step, instance, left)
}

/** Leftovers of a run that was killed: our addresses that an interface still carries while we are not master. */
export function removeLeftovers(step: Step, instance: Instance): void {
  // An owner's addresses are the interface's own: they are there by right.
  if (instance.config.priority === 255) return
  const left = allAddresses(instance).filter((address) =>
    carries(step.state.interfaces.get(address.interface), address),
  )
  remove(step, instance, left)
}

function carries(link: InterfaceInfo | undefined, wanted: VirtualAddress): boolean {
  const text = writeIp(wanted.address)
  return (
    link !== undefined &&
    link.addresses.some((address) => address.prefixLength === wanted.prefixLength && writeIp(address.address) === text)
  )
}

/**
 * Compares what masters put on this interface with what is there now. `gone`: something that was there is not; `isNew`: the
 * interface was not there, and whatever was put on its forerunner went with that.
 */
export function checkInstalled(
  step: Step,
  instances: Iterable<Instance>,
  link: InterfaceInfo,
  { gone, isNew }: { readonly gone: boolean; readonly isNew: boolean },
): void {
  let texts: ReadonlySet<string> | null = null
  const isPresent = ({ address }: VirtualAddress): boolean => {
    texts ??= new Set(link.addresses.map((entry) => writeIp(entry.address)))
    return texts.has(writeIp(address))
  }
  for (const instance of instances) {
    if (instance.state !== 'master') continue
    const missing: InstalledAddress[] = []
    for (const entry of instance.installed.values()) {
      if (entry.address.interface !== link.name || (entry.confirmed && !gone && !isNew)) continue
      if (isPresent(entry.address)) entry.confirmed = true
      else if (isNew || entry.confirmed || step.now - entry.sinceUs > SETTLE_US) missing.push(entry)
    }
    lost(step, instance, link, missing)
  }
}

function lost(step: Step, instance: Instance, link: InterfaceInfo, missing: readonly InstalledAddress[]): void {
  // no_track: its loss is of no consequence until the next transition.
  const wanted = missing.filter((entry) => !entry.address.noTrack)
  if (wanted.length === 0) return
  for (const entry of wanted) {
    entry.confirmed = false
    if (mayLogPacket(step, instance)) logDetail(step, lines.addressRemovedByOthers(entry.address.address, link.name))
  }
  const newest = Math.max(...wanted.map((entry) => entry.sinceUs))
  if (step.now - newest > CALM_US) instance.addressRetries = 0
  if (instance.addressRetries === 0) putBack(step, instance)
  else armRetry(step, instance)
}

/** Sets again what the kernel has not shown. Somebody may be fighting us, so every time is later than the last. */
export function putBack(step: Step, instance: Instance): void {
  const { interfaceNews } = step.state
  // Without news of the link since the addition there is no evidence that it failed.
  const missing = [...instance.installed.values()]
    .filter(
      ({ address, sinceUs, confirmed }) =>
        !confirmed && (instance.additionRefused || (interfaceNews.get(address.interface) ?? -1) >= sinceUs),
    )
    .map((entry) => entry.address)
  if (missing.length === 0) return
  instance.addressRetries++
  disarmTimer(step.state.deadlines, instance.timers.addresses)
  install(step, instance, missing)
  announce(step, instance, missing, 1)
  // A refused addition has had its line.
  if (!instance.additionRefused) log(step, 'warning', lines.puttingBack(instance.config.name, missing.length))
  instance.additionRefused = false
}

export function additionFailed(step: Step, instance: Instance, message: string): void {
  if (instance.state !== 'master') return
  instance.additionRefused = true
  const retryUs = armRetry(step, instance)
  log(step, 'err', lines.addressesFailed(instance.config.name, message, retryUs))
}

function armRetry(step: Step, instance: Instance): Us {
  const retryUs = retryDelayUs(instance)
  const { addresses: timer } = instance.timers
  // What comes sooner stays: a stream of events must not put the retry off for ever.
  if (!isArmed(timer) || timer.atUs > step.now + retryUs) armTimer(step.state.deadlines, timer, step.now + retryUs)
  return retryUs
}

function retryDelayUs(instance: Instance): Us {
  return Math.min(LAST_RETRY_US, FIRST_RETRY_US * 2 ** Math.min(instance.addressRetries, 10))
}
