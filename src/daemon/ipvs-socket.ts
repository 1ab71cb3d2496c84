/** The socket to IPVS, in the network namespace that `net_namespace_ipvs` names. */
import type { GlobalConfig } from '../config/config.ts'
import type { IpvsClient } from '../ipvs-netlink/client.ts'
import { openIpvs, openNetlink, type NetlinkOptions } from '../ipvs-netlink/index.ts'
import { int32, tryLibc } from '../linux/libc.ts'
import { firstNetworkNamespace, inNetworkNamespace, pathOfNamespace } from '../linux/namespace.ts'

export function openIpvsSocket(namespace: GlobalConfig['ipvsNamespace']): IpvsClient {
  const options: NetlinkOptions = { configureSocket: askForReasons }
  if (namespace === null) return openIpvs(options)
  const path = namespace.name === null ? firstNetworkNamespace : pathOfNamespace(namespace.name)
  return openIpvs({ openTransport: (events) => inNetworkNamespace(path, () => openNetlink(events, options)) })
}

/** NETLINK_EXT_ACK (linux/netlink.h): the kernel says in words why it refuses. One that does not know it refuses this. */
function askForReasons(descriptor: number): void {
  const value = int32(1)
  tryLibc('setsockopt', descriptor, solNetlink, netlinkExtAck, value, value.length)
}

const solNetlink = 270
const netlinkExtAck = 11
