/**
 * Numbers of the IPVS generic-netlink family and of netlink itself, as far as this package speaks them.
 *
 * Headers: linux/ip_vs.h, linux/netlink.h, linux/genetlink.h.
 */
export const IPVS_FAMILY_NAME = 'IPVS'
export const IPVS_FAMILY_VERSION = 1

export const AF_INET = 2
export const AF_INET6 = 10

export const NETLINK_GENERIC = 16

/** nlmsghdr.nlmsg_type below 16 */
export const NLMSG_NOOP = 1
export const NLMSG_ERROR = 2
export const NLMSG_DONE = 3
export const NLMSG_OVERRUN = 4

/** nlmsghdr.nlmsg_flags */
export const NLM_F_REQUEST = 0x001
export const NLM_F_MULTI = 0x002
export const NLM_F_ACK = 0x004
export const NLM_F_DUMP = 0x300
/** in an acknowledgement: the request is not repeated after its header */
export const NLM_F_CAPPED = 0x100
/** in an acknowledgement: attributes of the extended acknowledgement follow */
export const NLM_F_ACK_TLVS = 0x200

/** extended acknowledgement: the text */
export const NLMSGERR_ATTR_MSG = 1

/** the controller of generic netlink, which knows the number of each family */
export const GENL_ID_CTRL = 16
export const CTRL_CMD_NEWFAMILY = 1
export const CTRL_CMD_GETFAMILY = 3
export const CTRL_VERSION = 1

export const Command = {
  newService: 1,
  setService: 2,
  deleteService: 3,
  getService: 4,
  newDestination: 5,
  setDestination: 6,
  deleteDestination: 7,
  getDestination: 8,
  newDaemon: 9,
  deleteDaemon: 10,
  getDaemon: 11,
  setConfig: 12,
  getConfig: 13,
  setInfo: 14,
  getInfo: 15,
  zero: 16,
  flush: 17,
} as const

/** IP_VS_SVC_F_*: flags of a virtual service */
export const ServiceFlag = {
  persistent: 0x01,
  /** set by the kernel itself; never part of a value of this package */
  hashed: 0x02,
  onePacket: 0x04,
  /** meaning depends on the scheduler: sh-fallback, mh-fallback */
  scheduler1: 0x08,
  /** sh-port, mh-port */
  scheduler2: 0x10,
  scheduler3: 0x20,
} as const

/** IP_VS_CONN_F_*: how packets reach a destination */
export const ForwardingMethod = { masquerade: 0, localNode: 1, tunnel: 2, direct: 3, bypass: 4 } as const
export const FORWARDING_MASK = 0x07

/** IP_VS_CONN_F_TUNNEL_TYPE_* */
export const TunnelType = { ipip: 0, gue: 1, gre: 2 } as const

/** IP_VS_TUNNEL_ENCAP_FLAG_* */
export const TunnelFlag = { noChecksum: 0, checksum: 1, remoteChecksum: 2 } as const

/** IP_VS_STATE_* */
export const DaemonState = { none: 0, master: 1, backup: 2 } as const
