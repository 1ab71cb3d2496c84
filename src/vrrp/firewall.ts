/**
 * What the packet filter has to do with virtual routers: it keeps what the kernel says by itself off their macvlans, and
 * with `no_accept` it drops what is for a virtual address, or from it, while we are master (RFC 9568 section 6.1, Accept_Mode).
 */
import type { FirewallConfig, GlobalConfig, VrrpInstanceConfig } from '../config/config.ts'
import type { IpAddress } from '../lib/ip.ts'
import { isLinkLocal } from '../lib/ip.ts'
import { sameValue } from '../lib/same.ts'
import { allAddresses } from './announce.ts'
import { lines } from './log-lines.ts'
import type { Instance } from './state.ts'
import { log, logDetail, type Step } from './step-context.ts'

/** An address whose traffic is dropped. */
export interface DroppedAddress {
  readonly address: IpAddress
  /** of a link-local one: where it is, by name or by index; null: anywhere */
  readonly on: { readonly name: string } | { readonly index: number } | null
}

const USUAL: FirewallConfig = { table: 'keepalived', priority: -1, counters: false, byIndex: false, asked: false }

/** Says which rules there have to be; before any interface is made, so that none is without. */
export function settleFirewall(step: Step, global: GlobalConfig, instances: readonly VrrpInstanceConfig[]): void {
  const { state } = step
  const settings = global.firewall ?? USUAL
  const needed = instances.some(({ vmac, accept }) => vmac?.kind === 'macvlan' || !accept)
  const wanted = needed || settings.asked ? settings : null
  if (sameValue(state.firewall, wanted)) return
  if (wanted !== null && !settings.asked) log(step, 'info', lines.firewallUsed())
  state.firewall = wanted
  step.actions.push({ kind: 'firewall', settings: wanted })
}

/** Drops what it must while it is master, and no more; both may be nothing new. */
export function followDrops(step: Step, instance: Instance, isMaster = instance.state === 'master'): void {
  const wanted = isMaster && mustDrop(instance) ? dropsOf(step, instance) : []
  const former = instance.dropped
  const gone = former.filter((one) => !wanted.some((other) => sameValue(one, other)))
  const fresh = wanted.filter((one) => !former.some((other) => sameValue(one, other)))
  instance.dropped = wanted
  push(step, instance, false, gone)
  push(step, instance, true, fresh)
}

/** compat: an owner's addresses are its own, and it answers on them. */
export function mustDrop({ config }: Instance): boolean {
  return !config.accept && config.priority !== 255
}

export function logDropSetting(step: Step, instance: Instance): void {
  if (mustDrop(instance)) logDetail(step, lines.settingDrops(instance.config.name))
}

export function logDropRemoval(step: Step, instance: Instance): void {
  if (mustDrop(instance)) logDetail(step, lines.removingDrops(instance.config.name))
}

function push(step: Step, { config }: Instance, set: boolean, addresses: readonly DroppedAddress[]): void {
  if (addresses.length > 0) step.actions.push({ kind: 'drop-traffic', instance: config.name, set, addresses })
}

function dropsOf({ state }: Step, instance: Instance): readonly DroppedAddress[] {
  // compat: an interface that may come and go is known by its name.
  const byName = instance.config.dontTrackPrimary && state.firewall?.byIndex !== true
  return allAddresses(instance).map(({ address, interface: name }) => {
    if (!isLinkLocal(address)) return { address, on: null }
    return { address, on: byName ? { name } : { index: state.interfaces.get(name)?.index ?? 0 } }
  })
}
