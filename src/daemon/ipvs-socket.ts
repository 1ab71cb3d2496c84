/** The socket to IPVS, in the network namespace that `net_namespace_ipvs` names. */
import type { GlobalConfig } from '../config/config.ts'
import type { IpvsClient } from '../ipvs-netlink/client.ts'
import { openIpvs, openNetlink, type NetlinkOptions } from '../ipvs-netlink/index.ts'
import { int32, SOL_SOCKET, tryLibc } from '../linux/libc.ts'
import { firstNetworkNamespace, inNetworkNamespace, pathOfNamespace } from '../linux/namespace.ts'

export function openIpvsSocket(namespace: GlobalConfig['ipvsNamespace']): IpvsClient {
  const options: NetlinkOptions = { configureSocket }
  if (namespace === null) return openIpvs({ ...options, maxInFlight })
  const path = namespace.name === null ? firstNetworkNamespace : pathOfNamespace(namespace.name)
  return openIpvs({
    maxInFlight,
    openTransport: (events) => inNetworkNamespace(path, () => openNetlink(events, options)),
  })
}

/**
 * NETLINK_EXT_ACK (linux/netlink.h): the kernel says in words why it refuses. One that does not know it refuses this.
 * SO_RCVBUFFORCE (asm-generic/socket.h): room for the answers to many requests, because while thousands of checks fail at
 * once a turn of the event loop is long, and each turn sends what the answers of the one before made room for.
 */
function configureSocket(descriptor: number): void {
  const on = int32(1)
  tryLibc('setsockopt', descriptor, solNetlink, netlinkExtAck, on, on.length)
  const octets = int32(receiveOctets)
  tryLibc('setsockopt', descriptor, SOL_SOCKET, soRcvBufForce, octets, octets.length)
}

const maxInFlight = 1_024
const receiveOctets = 4 << 20
const soRcvBufForce = 33

const solNetlink = 270
const netlinkExtAck = 11
