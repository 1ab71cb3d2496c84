import {
  sameBytes
} from "./chunk-YME4ZP4W.js";
import {
  sameIp
} from "./chunk-I3YH4PUB.js";
import {
  NLMSG_DONE,
  NLMSG_ERROR,
  NLM_F_ACK,
  NLM_F_DUMP,
  NLM_F_DUMP_INTR,
  NLM_F_REQUEST,
  encodeMessage,
  readAttributes,
  readError,
  readMessages,
  readString,
  readU16,
  readU32,
  setReceiveBuffer
} from "./chunk-Y6ZBNNPF.js";
import {
  AF_INET,
  AF_INET6,
  AF_NETLINK,
  MSG_DONTWAIT,
  OperationError,
  SOCK_CLOEXEC,
  SOCK_RAW,
  errnoName,
  int32,
  libc,
  tryLibc
} from "./chunk-VCTB2HMK.js";

// dist/linux/interface-table.js
var RTM_NEWLINK = 16;
var RTM_DELLINK = 17;
var RTM_GETLINK = 18;
var RTM_NEWADDR = 20;
var RTM_DELADDR = 21;
var RTM_GETADDR = 22;
function makeInterfaceTable() {
  const interfaces = /* @__PURE__ */ new Map();
  const store = (changed) => {
    const before = interfaces.get(changed.index);
    interfaces.set(changed.index, changed);
    return before !== void 0 && sameInterface(before, changed) ? null : changed;
  };
  return {
    interfaces,
    apply(message) {
      if (message.type === RTM_NEWLINK) {
        const link = readLink(message.body);
        return link && store({ ...link, addresses: interfaces.get(link.index)?.addresses ?? [] });
      }
      if (message.type === RTM_DELLINK) {
        const link = readLink(message.body);
        return link && interfaces.delete(link.index) ? { gone: link.index } : null;
      }
      if (!isAboutAddress(message))
        return null;
      const read = readAddress(message.body);
      const owner = read && interfaces.get(read.index);
      if (!read || !owner)
        return null;
      const others = (address) => !sameAddress(address, read.address);
      if (message.type === RTM_DELADDR)
        return store({ ...owner, addresses: owner.addresses.filter(others) });
      const place = owner.addresses.findIndex((address) => !others(address));
      const addresses = place < 0 ? [...owner.addresses, read.address] : owner.addresses.with(place, read.address);
      return store({ ...owner, addresses });
    }
  };
}
function isAboutAddress({ type }) {
  return type === RTM_NEWADDR || type === RTM_DELADDR;
}
var IFF_UP = 1;
var IFF_BROADCAST = 2;
var IFF_LOOPBACK = 8;
var IFF_POINTOPOINT = 16;
var IFF_RUNNING = 64;
var IFF_NOARP = 128;
var IFF_MULTICAST = 4096;
var IFLA_ADDRESS = 1;
var IFLA_BROADCAST = 2;
var IFLA_IFNAME = 3;
var IFLA_MTU = 4;
var IFLA_LINK = 5;
var IFLA_LINKINFO = 18;
var IFLA_LINK_NETNSID = 37;
var IFLA_INFO_KIND = 1;
var IFLA_INFO_DATA = 2;
var IFLA_MACVLAN_MODE = 1;
var IFLA_IPVLAN_MODE = 1;
var IFLA_IPVLAN_FLAGS = 2;
var LINK_HEADER_LENGTH = 16;
function readLink(body) {
  if (body.length < LINK_HEADER_LENGTH || body[0] !== 0)
    return null;
  const attributes = readAttributes(body, LINK_HEADER_LENGTH);
  const flags = readU32(body, 8);
  const has = (flag) => (flags & flag) !== 0;
  return {
    index: readU32(body, 4),
    name: readString(attributes.get(IFLA_IFNAME) ?? new Uint8Array(0)),
    up: has(IFF_UP),
    running: has(IFF_RUNNING),
    multicast: has(IFF_MULTICAST),
    loopback: has(IFF_LOOPBACK),
    broadcast: has(IFF_BROADCAST),
    pointToPoint: has(IFF_POINTOPOINT),
    noArp: has(IFF_NOARP),
    mac: new Uint8Array(attributes.get(IFLA_ADDRESS) ?? []),
    macBroadcast: new Uint8Array(attributes.get(IFLA_BROADCAST) ?? []),
    mtu: readU32(attributes.get(IFLA_MTU) ?? new Uint8Array(0)),
    hardwareType: readU16(body, 2),
    ...readStacked(attributes)
  };
}
function readStacked(attributes) {
  const base = attributes.get(IFLA_LINK);
  const details = attributes.get(IFLA_LINKINFO);
  if (base === void 0 || details === void 0 || attributes.has(IFLA_LINK_NETNSID))
    return {};
  const information = readAttributes(details, 0);
  const kind = readString(information.get(IFLA_INFO_KIND) ?? new Uint8Array(0));
  if (kind !== "macvlan" && kind !== "ipvlan")
    return {};
  const data = readAttributes(information.get(IFLA_INFO_DATA) ?? new Uint8Array(0), 0);
  const number = (type) => {
    const value = data.get(type) ?? new Uint8Array(0);
    return value.length >= 4 ? readU32(value) : readU16(value);
  };
  const flags = kind === "ipvlan" ? number(IFLA_IPVLAN_FLAGS) : 0;
  return { above: { kind, base: readU32(base), mode: number(IFLA_MACVLAN_MODE), flags } };
}
var IFA_ADDRESS = 1;
var IFA_LOCAL = 2;
var IFA_LABEL = 3;
var IFA_BROADCAST = 4;
var IFA_CACHEINFO = 6;
var IFA_FLAGS = 8;
var IFA_F_SECONDARY = 1;
var IFA_F_DADFAILED = 8;
var IFA_F_TENTATIVE = 64;
var ADDRESS_HEADER_LENGTH = 8;
function readAddress(body) {
  if (body.length < ADDRESS_HEADER_LENGTH)
    return null;
  const family = body[0] === AF_INET ? 4 : body[0] === AF_INET6 ? 6 : null;
  const attributes = readAttributes(body, ADDRESS_HEADER_LENGTH);
  const bytes = attributes.get(IFA_LOCAL) ?? attributes.get(IFA_ADDRESS);
  if (family === null || bytes?.length !== (family === 4 ? 4 : 16))
    return null;
  const address = { family, bytes: new Uint8Array(bytes) };
  const longFlags = attributes.get(IFA_FLAGS);
  const flags = longFlags ? readU32(longFlags) : body[2] ?? 0;
  return {
    index: readU32(body, 4),
    address: {
      address,
      prefixLength: body[1] ?? 0,
      // The same bit means "temporary" for IPv6.
      secondary: family === 4 && (flags & IFA_F_SECONDARY) !== 0,
      scope: body[3] ?? 0,
      tentative: (flags & (IFA_F_TENTATIVE | IFA_F_DADFAILED)) !== 0
    }
  };
}
function sameAddress(a, b) {
  return a.prefixLength === b.prefixLength && sameIp(a.address, b.address);
}
function sameInterface(a, b) {
  const facts = [
    "index",
    "name",
    "up",
    "running",
    "multicast",
    "loopback",
    "broadcast",
    "pointToPoint",
    "noArp",
    "mtu",
    "hardwareType"
  ];
  return facts.every((fact) => a[fact] === b[fact]) && sameBytes(a.mac, b.mac) && sameBytes(a.macBroadcast, b.macBroadcast) && sameStacked(a.above, b.above) && a.addresses.length === b.addresses.length && a.addresses.every((address, i) => {
    const other = b.addresses[i];
    return other !== void 0 && sameAddress(address, other) && address.secondary === other.secondary && address.scope === other.scope && address.tentative === other.tentative;
  });
}
function sameStacked(a, b) {
  if (a === void 0 || b === void 0)
    return a === b;
  return a.kind === b.kind && a.base === b.base && a.mode === b.mode && a.flags === b.flags;
}

// dist/linux/netlink-request.js
var NETLINK_ROUTE = 0;
var SOL_NETLINK = 270;
var NETLINK_CAP_ACK = 10;
var NETLINK_EXT_ACK = 11;
var RECEIVE_BYTES = 65536;
var MAX_PIECES = 1e5;
var MAX_DUMPS = 5;
function openNetlinkRequester(bufferOptions = {}) {
  const descriptor = libc("socket", AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  tryLibc("setsockopt", descriptor, SOL_NETLINK, NETLINK_CAP_ACK, int32(1), 4);
  tryLibc("setsockopt", descriptor, SOL_NETLINK, NETLINK_EXT_ACK, int32(1), 4);
  setReceiveBuffer(descriptor, bufferOptions);
  const buffer = new Uint8Array(new ArrayBuffer(RECEIVE_BYTES));
  let sequence = 0;
  const send = (operation, message) => {
    const { errno } = tryLibc("sendto", descriptor, message, message.length, 0, null, 0);
    if (errno !== null)
      throw new OperationError(operation, errno);
  };
  const receive = (operation) => {
    const { value, errno } = tryLibc("recv", descriptor, buffer, buffer.length, MSG_DONTWAIT);
    if (errno !== null)
      throw new OperationError(operation, errno, "no answer");
    return readMessages(buffer.slice(0, value)).filter((message) => message.sequence === sequence);
  };
  const throwError = (operation, message) => {
    const { errno, text } = readError(message);
    if (errno !== 0)
      throw new OperationError(operation, errnoName(errno), text);
  };
  const dumpOnce = (operation, type, fixed, attributes) => {
    send(operation, encodeMessage(type, NLM_F_REQUEST | NLM_F_DUMP, ++sequence, fixed, attributes));
    const found = [];
    let consistent = true;
    for (let piece = 0; piece < MAX_PIECES; piece++) {
      for (const message of receive(operation)) {
        if ((message.flags & NLM_F_DUMP_INTR) !== 0)
          consistent = false;
        if (message.type === NLMSG_DONE)
          return { found, consistent };
        if (message.type === NLMSG_ERROR)
          throwError(operation, message);
        else
          found.push(message);
      }
    }
    throw new OperationError(operation, "EMSGSIZE", "endless dump");
  };
  return {
    request(operation, type, flags, fixed, attributes) {
      send(operation, encodeMessage(type, NLM_F_REQUEST | NLM_F_ACK | flags, ++sequence, fixed, attributes));
      for (let piece = 0; piece < MAX_PIECES; piece++) {
        for (const message of receive(operation)) {
          if (message.type !== NLMSG_ERROR)
            continue;
          throwError(operation, message);
          return;
        }
      }
    },
    dump(operation, type, fixed, attributes = []) {
      for (let attempt = 1; ; attempt++) {
        const { found, consistent } = dumpOnce(operation, type, fixed, attributes);
        if (consistent || attempt === MAX_DUMPS)
          return found;
      }
    },
    close() {
      libc("close", descriptor);
    }
  };
}

export {
  RTM_NEWLINK,
  RTM_DELLINK,
  RTM_GETLINK,
  RTM_NEWADDR,
  RTM_DELADDR,
  RTM_GETADDR,
  makeInterfaceTable,
  isAboutAddress,
  IFLA_LINK,
  IFLA_LINKINFO,
  IFLA_INFO_KIND,
  IFLA_INFO_DATA,
  IFLA_MACVLAN_MODE,
  IFLA_IPVLAN_MODE,
  IFLA_IPVLAN_FLAGS,
  IFA_ADDRESS,
  IFA_LOCAL,
  IFA_LABEL,
  IFA_BROADCAST,
  IFA_CACHEINFO,
  IFA_FLAGS,
  sameInterface,
  openNetlinkRequester
};
