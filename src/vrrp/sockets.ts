/** Where an instance sends from and listens: its source address, its socket, and the set of sockets all need. */
import { compareIp, isLinkLocal, type IpAddress, type IpFamily, writeIp } from '../lib/ip.ts'
import type { VrrpInstanceConfig } from '../config/config.ts'
import type { SocketSpec } from './actions.ts'
import { allAddresses } from './announce.ts'
import type { InterfaceInfo } from '../lib/interface-info.ts'
import type { Instance, VrrpState } from './state.ts'
import type { Step } from './step-context.ts'

/** Computes source and socket anew, after a change of the interface or of the configuration. */
export function updateSource(state: VrrpState, instance: Instance): void {
  const { config } = instance
  const link = state.interfaces.get(config.interface)
  // The addresses that do not move are those of the interface below; an ipvlan has some itself.
  const owner = config.vmac?.kind === 'ipvlan' ? config.interface : (config.base ?? config.interface)
  const base = state.interfaces.get(owner)
  instance.source = link && base ? sourceOn(state, instance, base) : null
  instance.lastSource = instance.source ?? instance.lastSource
  const next = link ? socketSpec(instance, link) : null
  if (!instance.socket || !next || !sameSocket(instance.socket, next)) instance.socket = next
}

/** Orders the set of sockets if it is not the one that is open. */
export function updateSockets(step: Step): void {
  const users = new Map<string, Instance[]>()
  for (const instance of step.state.instances.values()) {
    if (instance.socket === null) continue
    const key = socketKey(instance.socket)
    const known = users.get(key)
    if (known) known.push(instance)
    else users.set(key, [instance])
  }
  const wanted: SocketSpec[] = []
  for (const instances of users.values()) {
    const socket = instances[0]?.socket
    if (!socket) continue
    const receiveBufferBytes = sum(instances.map((instance) => bufferBytes(step.state, instance)))
    // Whoever wants to read about unknown routers must hear them.
    const unknownToo = step.state.global?.logUnknownVrids === true
    const vrids = ascending(instances.map(({ config }) => config.vrid))
    const versions = ascending(instances.map(({ config }) => config.version))
    const anyLength = instances.some(({ config }) => config.authHmac !== undefined)
    wanted.push({ ...socket, receiveBufferBytes, vrids, versions, unknownToo, anyLength })
  }
  const open = step.state.openSockets
  const isOpen = (spec: SocketSpec): boolean =>
    open.some(
      (one) =>
        socketKey(one) === socketKey(spec) &&
        one.receiveBufferBytes === spec.receiveBufferBytes &&
        hearsTheSame(one, spec),
    )
  if (wanted.length === open.length && wanted.every(isOpen)) return
  step.state.openSockets = wanted
  orderSockets(step)
}

/** Opens what is not open yet; what fails comes back. */
export function orderSockets({ state, actions }: Step): void {
  state.deafSockets.clear()
  actions.push({ kind: 'sockets', wanted: state.openSockets })
}

export function isDeaf(state: VrrpState, { socket }: Instance): boolean {
  return socket !== null && state.deafSockets.has(socketKey(socket))
}

export function hearsTheSame(a: SocketSpec, b: SocketSpec): boolean {
  return (
    String(a.vrids) === String(b.vrids) &&
    String(a.versions) === String(b.versions) &&
    a.unknownToo === b.unknownToo &&
    a.anyLength === b.anyLength
  )
}

function ascending<T extends number>(values: readonly T[]): readonly T[] {
  return [...new Set(values)].sort((a, b) => a - b)
}

/** kernel_rx_buf_size, or vrrp_rx_bufs_policy times its multiplier; 0: the kernel's default. */
function bufferBytes(state: VrrpState, { config }: Instance): number {
  if (config.kernelRxBufSize !== undefined && config.kernelRxBufSize > 0) return config.kernelRxBufSize
  const { policy = null, multiplier = 1 } = state.global?.receiveBuffers ?? {}
  if (policy === null) return 0
  if (policy === 'MTU') return (state.interfaces.get(config.interface)?.mtu ?? 0) * multiplier
  return policy === 'ADVERT' ? advertOctets(config) * multiplier : policy
}

/** An advert with its IP header. */
function advertOctets({ family, version, addresses, authentication }: VrrpInstanceConfig): number {
  if (family === 6) return 40 + 8 + 16 * addresses.length
  const authentic = version === 2 ? 8 + (authentication.kind === 'ah' ? 24 : 0) : 0
  return 20 + 8 + 4 * addresses.length + authentic
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** IPv4: the interface's primary address; IPv6: its link-local one (RFC 9568 section 5.1). Never one that moves. */
function sourceOn(state: VrrpState, instance: Instance, link: InterfaceInfo): IpAddress | null {
  const { config } = instance
  if (config.sourceIp !== null) return config.sourceIp
  const unicast = config.unicastPeers.length > 0
  const primary = primaryAddress(state, link, config.family, unicast)
  if (primary || config.priority !== 255) return primary
  // The owner's virtual address is the interface's own, and may be its only one.
  const own = allAddresses(instance)
  const owned = link.addresses.find((entry) => own.some((address) => compareIp(address.address, entry.address) === 0))
  return owned && owned.address.family === config.family ? owned.address : null
}

export function primaryAddress(
  state: VrrpState,
  link: InterfaceInfo,
  family: IpFamily,
  anyScope = false,
): IpAddress | null {
  let secondary: IpAddress | null = null
  for (const entry of link.addresses) {
    const { address } = entry
    if (address.family !== family || entry.tentative || state.virtualAddresses.has(writeIp(address))) continue
    if (family === 6 && !anyScope && !isLinkLocal(address)) continue
    if (!entry.secondary) return address
    secondary ??= address
  }
  return secondary
}

function socketSpec(instance: Instance, link: InterfaceInfo): SocketSpec {
  const { config, source } = instance
  const unicast = config.unicastPeers.length > 0
  return {
    family: config.family,
    protocol: config.authentication.kind === 'ah' && config.version === 2 ? 51 : 112,
    interface: link.name,
    interfaceIndex: link.index,
    base: config.base ?? link.name,
    multicastGroup: unicast ? null : config.mcastGroup,
    source: unicast ? source : null,
    receiveBufferBytes: 0,
    vrids: [],
    versions: [],
    unknownToo: false,
    anyLength: false,
  }
}

function sameSocket(a: SocketSpec, b: SocketSpec): boolean {
  return socketKey(a) === socketKey(b)
}

export function socketKey(spec: SocketSpec): string {
  const group = spec.multicastGroup ? writeIp(spec.multicastGroup) : ''
  const source = spec.source ? writeIp(spec.source) : ''
  return `${spec.family} ${spec.protocol} ${spec.interface} ${spec.interfaceIndex} ${group} ${source}`
}
