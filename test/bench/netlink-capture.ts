/** Counts requests that change IPVS in a capture of a netlink monitor device (linux/nlmon, LINKTYPE_NETLINK). */

const FILE_HEADER = 24
const RECORD_HEADER = 16
/** sockaddr_ll of the capture: type of packet, hardware type, unused, netlink family */
const LINK_HEADER = 16
const NETLINK_HEADER = 16
const NETLINK_GENERIC = 16
const NLM_F_REQUEST = 1
/** the controller that knows the numbers of families */
const GENL_ID_CTRL = 16
/** IPVS_CMD_NEW_SERVICE to IPVS_CMD_DEL_DEST without IPVS_CMD_GET_SERVICE (linux/ip_vs.h); not SET_CONFIG and others */
const CHANGES: ReadonlySet<number> = new Set([1, 2, 3, 5, 6, 7, 17])

/** The only generic family besides the controller that anyone speaks in the guest is IPVS. */
export function countIpvsChanges(capture: Buffer): number {
  let count = 0
  for (let at = FILE_HEADER; at + RECORD_HEADER <= capture.length;) {
    const octets = capture.readUInt32LE(at + 8)
    const packet = capture.subarray(at + RECORD_HEADER, at + RECORD_HEADER + octets)
    at += RECORD_HEADER + octets
    if (packet.length > LINK_HEADER && packet.readUInt16BE(14) === NETLINK_GENERIC)
      count += changesOf(packet.subarray(LINK_HEADER))
  }
  return count
}

function changesOf(messages: Buffer): number {
  let count = 0
  for (let at = 0; at + NETLINK_HEADER < messages.length;) {
    const octets = messages.readUInt32LE(at)
    if (octets < NETLINK_HEADER) break
    const type = messages.readUInt16LE(at + 4)
    const isRequest = (messages.readUInt16LE(at + 6) & NLM_F_REQUEST) !== 0
    if (isRequest && type > GENL_ID_CTRL && CHANGES.has(messages.readUInt8(at + NETLINK_HEADER))) count++
    at += (octets + 3) & ~3
  }
  return count
}
