/** The socket to IPVS, in the network namespace that `net_namespace_ipvs` names. */
import type { GlobalConfig, SocketBufferConfig } from '../config/config.ts'
import type { IpvsClient } from '../ipvs-netlink/client.ts'
import { openIpvs, openNetlink, type NetlinkOptions } from '../ipvs-netlink/index.ts'
import { int32, SOL_SOCKET, tryLibc } from '../linux/libc.ts'
import { firstNetworkNamespace, inNetworkNamespace, pathOfNamespace } from '../linux/namespace.ts'

export function openIpvsSocket({
  ipvsNamespace: namespace,
  netlinkBuffers,
}: Pick<GlobalConfig, 'ipvsNamespace' | 'netlinkBuffers'>): IpvsClient {
  const wanted = netlinkBuffers?.lvsCommand ?? null
  const options: NetlinkOptions = { configureSocket: (descriptor) => configureSocket(descriptor, wanted) }
  if (namespace === null) return openIpvs({ ...options, maxInFlight })
  return openIpvs({
    maxInFlight,
    openTransport: (events) => inIpvsNamespace(namespace, () => openNetlink(events, options)),
  })
}

/** Runs `work` up to its first wait where IPVS is. */
export function inIpvsNamespace<T>(namespace: GlobalConfig['ipvsNamespace'], work: () => T): T {
  if (namespace === null) return work()
  return inNetworkNamespace(namespace.name === null ? firstNetworkNamespace : pathOfNamespace(namespace.name), work)
}

/**
 * NETLINK_EXT_ACK (linux/netlink.h): the kernel says in words why it refuses. One that does not know it refuses this.
 * SO_RCVBUFFORCE (asm-generic/socket.h): room for the answers to many requests, because while thousands of checks fail at
 * once a turn of the event loop is long, and each turn sends what the answers of the one before made room for.
 */
function configureSocket(descriptor: number, wanted: SocketBufferConfig | null): void {
  const on = int32(1)
  tryLibc('setsockopt', descriptor, solNetlink, netlinkExtAck, on, on.length)
  // What the file says wins, smaller or larger. A refusal leaves the system's size, which serves most hosts.
  const said = wanted !== null && wanted.octets > 0 ? wanted : { octets: receiveOctets, force: true }
  const octets = int32(Math.min(said.octets, mostOctets))
  tryLibc('setsockopt', descriptor, SOL_SOCKET, said.force ? soRcvBufForce : soRcvBuf, octets, octets.length)
}

const maxInFlight = 1_024
const receiveOctets = 4 << 20
/** the kernel counts twice what it is given, in an int */
const mostOctets = 2 ** 30 - 1
const soRcvBuf = 8
const soRcvBufForce = 33

const solNetlink = 270
const netlinkExtAck = 11
