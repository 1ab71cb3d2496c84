import {
  __export
} from "./chunk-MLKGABMK.js";

// dist/ipvs-netlink/constants.js
var IPVS_FAMILY_NAME = "IPVS";
var IPVS_FAMILY_VERSION = 1;
var AF_INET = 2;
var AF_INET6 = 10;
var NETLINK_GENERIC = 16;
var NLMSG_NOOP = 1;
var NLMSG_ERROR = 2;
var NLMSG_DONE = 3;
var NLMSG_OVERRUN = 4;
var NLM_F_REQUEST = 1;
var NLM_F_ACK = 4;
var NLM_F_DUMP = 768;
var NLM_F_CAPPED = 256;
var NLM_F_ACK_TLVS = 512;
var NLMSGERR_ATTR_MSG = 1;
var GENL_ID_CTRL = 16;
var CTRL_CMD_GETFAMILY = 3;
var CTRL_VERSION = 1;
var Command = {
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
  flush: 17
};
var ServiceFlag = {
  persistent: 1,
  /** set by the kernel itself; never part of a value of this package */
  hashed: 2,
  onePacket: 4,
  /** meaning depends on the scheduler: sh-fallback, mh-fallback */
  scheduler1: 8,
  /** sh-port, mh-port */
  scheduler2: 16,
  scheduler3: 32
};
var ForwardingMethod = { masquerade: 0, localNode: 1, tunnel: 2, direct: 3, bypass: 4 };
var FORWARDING_MASK = 7;
var TunnelType = { ipip: 0, gue: 1, gre: 2 };
var TunnelFlag = { noChecksum: 0, checksum: 1, remoteChecksum: 2 };
var DaemonState = { none: 0, master: 1, backup: 2 };

// dist/ipvs-netlink/errors.js
import { constants } from "node:os";
var IpvsError = class extends Error {
  name = "IpvsError";
  operation;
  errno;
  kernelMessage;
  constructor(details) {
    const reason = details.reason ?? meaningOf(details.operation, details.errno);
    const words = [reason, details.kernelMessage].filter((text2) => text2 !== null && text2 !== void 0 && text2 !== "");
    super(`${details.operation}: ${words.join("; ")}${words.length > 0 ? ` (${details.errno})` : details.errno}`);
    this.operation = details.operation;
    this.errno = details.errno;
    this.kernelMessage = details.kernelMessage ?? null;
  }
};
var IpvsUnavailableError = class extends IpvsError {
  name = "IpvsUnavailableError";
  constructor(operation) {
    super({ operation, errno: "ENOENT", reason: "this kernel has no IPVS (is the module ip_vs loaded?)" });
  }
};
var IpvsInterruptedError = class extends IpvsError {
  name = "IpvsInterruptedError";
};
var IpvsProtocolError = class extends IpvsError {
  name = "IpvsProtocolError";
  constructor(operation, reason) {
    super({ operation, errno: "EPROTO", reason });
  }
};
var IpvsNotSentError = class extends IpvsError {
  name = "IpvsNotSentError";
};
var nameByNumber = /* @__PURE__ */ new Map();
for (const [name, number2] of Object.entries(constants.errno)) {
  if (!nameByNumber.has(number2))
    nameByNumber.set(number2, name);
}
function errnoName(number2) {
  return nameByNumber.get(Math.abs(number2)) ?? `E${Math.abs(number2)}`;
}
function isOwnErrno(operation, errno) {
  return `${operation} ${errno}` in meanings;
}
function meaningOf(operation, errno) {
  return meanings[`${operation} ${errno}`] ?? meanings[errno] ?? null;
}
var meanings = {
  "add-service EEXIST": "the service exists already",
  "add-service ENOENT": "no such scheduler or persistence engine",
  "edit-service ENOENT": "no such scheduler or persistence engine",
  "add-destination EEXIST": "the destination exists already",
  "edit-destination ENOENT": "no such destination",
  "delete-destination ENOENT": "no such destination",
  "start-daemon EEXIST": "a sync daemon of that role runs already",
  "start-daemon ENODEV": "no such network interface",
  "stop-daemon ESRCH": "no sync daemon of that role runs",
  ESRCH: "no such service",
  EINVAL: "the kernel did not accept a value",
  "add-destination ERANGE": "a weight or threshold is out of range",
  "edit-destination ERANGE": "a weight or threshold is out of range",
  EPERM: "not permitted (CAP_NET_ADMIN is needed)",
  EAFNOSUPPORT: "address family not supported",
  ENOMEM: "the kernel has no memory left"
};

// dist/ipvs-netlink/writer.js
var Writer = class {
  #bytes = new Uint8Array(FIRST_OCTETS);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;
  get length() {
    return this.#length;
  }
  clear() {
    this.#length = 0;
  }
  u8(value) {
    const at = this.skip(1);
    this.#bytes[at] = value;
  }
  /** host order */
  u16(value) {
    const at = this.skip(2);
    this.#view.setUint16(at, value, littleEndian);
  }
  /** network order */
  be16(value) {
    const at = this.skip(2);
    this.#view.setUint16(at, value, false);
  }
  u32(value) {
    const at = this.skip(4);
    this.#view.setUint32(at, value, littleEndian);
  }
  u64(value) {
    const at = this.skip(8);
    this.#view.setBigUint64(at, value, littleEndian);
  }
  bytes(value) {
    const at = this.skip(value.length);
    this.#bytes.set(value, at);
  }
  /** zero octets up to the next multiple of four */
  pad() {
    const octets2 = -this.#length & 3;
    const at = this.skip(octets2);
    this.#bytes.fill(0, at, at + octets2);
  }
  /** Replaces what was written there. */
  setU16(at, value) {
    this.#view.setUint16(at, value, littleEndian);
  }
  getU16(at) {
    return this.#view.getUint16(at, littleEndian);
  }
  /** Room for so many octets, whose content is whatever it is; where it begins. */
  skip(octets2) {
    const at = this.#length;
    if (at + octets2 > this.#bytes.length)
      this.#grow(at + octets2);
    this.#length = at + octets2;
    return at;
  }
  /** A copy of all that was written. */
  taken() {
    return this.#bytes.slice(0, this.#length);
  }
  #grow(octets2) {
    const larger = new Uint8Array(Math.max(octets2, 2 * this.#bytes.length));
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
};
var FIRST_OCTETS = 512;
var littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

// dist/ipvs-netlink/fields.js
function fieldKind(kind) {
  return {
    ...kind,
    encode: (value) => {
      scratch.clear();
      kind.write(value, scratch);
      return scratch.taken();
    }
  };
}
var UNION_OCTETS = 16;
var scratch = new Writer();
var DecodeError = class extends Error {
  name = "DecodeError";
};
function viewOf(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
var u8 = number(1, 256, (out, value) => out.u8(value), (view) => view.getUint8(0));
var u16 = number(2, 65536, (out, value) => out.u16(value), (view) => view.getUint16(0, littleEndian));
var be16 = number(2, 65536, (out, value) => out.be16(value), (view) => view.getUint16(0, false));
var u32 = number(4, 4294967296, (out, value) => out.u32(value), (view) => view.getUint32(0, littleEndian));
var counter32 = fieldKind({
  write: (value, out) => out.u32(Number(BigInt.asUintN(32, value))),
  decode: (bytes) => BigInt(u32.decode(bytes)),
  sample: (random) => BigInt(u32.sample(random))
});
var counter64 = fieldKind({
  write: (value, out) => out.u64(value),
  decode: (bytes) => viewOf(atLeast(bytes, 8)).getBigUint64(0, littleEndian),
  sample: (random) => BigInt(u32.sample(random)) << 32n | BigInt(u32.sample(random))
});
function text(maxOctets) {
  return fieldKind({
    write: (value, out) => {
      const octets2 = new TextEncoder().encode(value);
      if (octets2.length >= maxOctets)
        throw new RangeError(`"${value}" is longer than ${maxOctets - 1} octets`);
      if (octets2.includes(0))
        throw new RangeError("a name cannot hold a zero octet");
      out.bytes(octets2);
      out.u8(0);
    },
    decode: (bytes) => {
      const end = bytes.indexOf(0);
      return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
    },
    sample: (random) => {
      const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789_-.";
      let value = "";
      for (let left = random(maxOctets); left > 0; left--)
        value += alphabet.charAt(random(alphabet.length));
      return value;
    }
  });
}
function octets(length) {
  return fieldKind({
    write: (value, out) => {
      if (value.length !== length)
        throw new RangeError(`${value.length} octets instead of ${length}`);
      out.bytes(value);
    },
    decode: (bytes) => Uint8Array.from(atLeast(bytes, length).subarray(0, length)),
    sample: (random) => Uint8Array.from({ length }, () => random(256))
  });
}
var addressUnion = fieldKind({
  ...octets(UNION_OCTETS),
  write: (value, out) => {
    if (value.length > UNION_OCTETS)
      throw new RangeError(`address of ${value.length} octets`);
    out.bytes(value);
    for (let left = UNION_OCTETS - value.length; left > 0; left--)
      out.u8(0);
  }
});
var maskedFlags = fieldKind({
  write: (value, out) => {
    u32.write(value.flags, out);
    u32.write(value.mask, out);
  },
  decode: (bytes) => ({ flags: u32.decode(bytes), mask: u32.decode(atLeast(bytes, 8).subarray(4)) }),
  sample: (random) => ({ flags: u32.sample(random), mask: u32.sample(random) })
});
function number(size, bound, write, read) {
  return fieldKind({
    write: (value, out) => {
      if (!Number.isInteger(value) || value < 0 || value >= bound) {
        throw new RangeError(`${value} is not a whole number from 0 to ${bound - 1}`);
      }
      write(out, value);
    },
    decode: (bytes) => read(viewOf(atLeast(bytes, size))),
    // the ends are where mistakes live
    sample: (random) => [0, 1, bound - 1, random(bound)][random(4)] ?? 0
  });
}
function atLeast(bytes, size) {
  if (bytes.length < size)
    throw new DecodeError(`attribute of ${bytes.length} octets instead of ${size}`);
  return bytes;
}

// dist/ipvs-netlink/structure.js
function field(type, kind) {
  return { type, kind, nested: false };
}
function nestedField(type, kind) {
  return { type, kind, nested: true };
}
function structure(fields) {
  const rows = Object.entries(fields);
  const rowByType = new Map(rows.map((row) => [row[1].type, row]));
  const kind = fieldKind({
    write: (value, out) => {
      for (const [name, { type, kind: kind2, nested }] of rows) {
        const part = value[name];
        if (part === void 0)
          continue;
        const at = out.skip(HEADER_OCTETS);
        kind2.write(part, out);
        finishAttribute(out, at, nested ? type | NLA_F_NESTED : type);
      }
    },
    decode: (bytes) => {
      const value = {};
      for (const attribute of readAttributes(bytes)) {
        const row = rowByType.get(attribute.type);
        if (row)
          value[row[0]] = row[1].kind.decode(attribute.value);
      }
      return value;
    },
    sample: (random) => {
      const value = {};
      for (const [name, { kind: kind2 }] of rows)
        if (random(4) > 0)
          value[name] = kind2.sample(random);
      return value;
    }
  });
  return { ...kind, fields };
}
var NLA_F_NESTED = 32768;
var NLA_TYPE_MASK = 16383;
var HEADER_OCTETS = 4;
function finishAttribute(out, at, type) {
  const length = out.length - at;
  if (length > 65535)
    throw new RangeError(`attribute of ${length} octets`);
  out.setU16(at, length);
  out.setU16(at + 2, type);
  out.pad();
}
function readAttributes(bytes) {
  const attributes = [];
  const view = viewOf(bytes);
  for (let offset = 0; offset < bytes.length; ) {
    if (bytes.length - offset < HEADER_OCTETS)
      throw new DecodeError("attribute header cut off");
    const length = view.getUint16(offset, littleEndian);
    if (length < HEADER_OCTETS || offset + length > bytes.length) {
      throw new DecodeError(`attribute length ${length} with ${bytes.length - offset} octets left`);
    }
    const type = view.getUint16(offset + 2, littleEndian) & NLA_TYPE_MASK;
    attributes.push({ type, value: bytes.subarray(offset + HEADER_OCTETS, offset + length) });
    offset += align(length);
  }
  return attributes;
}
function align(length) {
  return length + 3 & ~3;
}

// dist/ipvs-netlink/messages.js
var HEADER_OCTETS2 = 16;
var GENERIC_HEADER_OCTETS = 4;
function writeRequest(out, header, { command, version, attributes }) {
  const at = out.length;
  out.u32(HEADER_OCTETS2 + GENERIC_HEADER_OCTETS + attributes.length);
  out.u16(header.type);
  out.u16(header.flags);
  out.u32(header.sequence);
  out.u32(0);
  out.u8(command);
  out.u8(version);
  out.u16(0);
  out.bytes(attributes);
  out.pad();
  return at;
}
function demandAcknowledgement(out, at) {
  out.setU16(at + 6, out.getU16(at + 6) | NLM_F_ACK);
}
function readMessages(bytes) {
  const messages = [];
  const view = viewOf(bytes);
  for (let offset = 0; offset < bytes.length; ) {
    if (bytes.length - offset < HEADER_OCTETS2)
      throw new DecodeError("message header cut off");
    const length = view.getUint32(offset, littleEndian);
    if (length < HEADER_OCTETS2 || length > bytes.length - offset) {
      throw new DecodeError(`message length ${length} with ${bytes.length - offset} octets left`);
    }
    messages.push({
      type: view.getUint16(offset + 4, littleEndian),
      flags: view.getUint16(offset + 6, littleEndian),
      sequence: view.getUint32(offset + 8, littleEndian),
      payload: bytes.subarray(offset + HEADER_OCTETS2, offset + length)
    });
    offset += align(length);
  }
  return messages;
}
function readGeneric(payload) {
  if (payload.length < GENERIC_HEADER_OCTETS)
    throw new DecodeError("generic header cut off");
  return {
    command: payload[0] ?? 0,
    version: payload[1] ?? 0,
    attributes: payload.subarray(GENERIC_HEADER_OCTETS)
  };
}
function readAcknowledgement(message) {
  const { payload, flags } = message;
  if (payload.length < 4 + HEADER_OCTETS2)
    throw new DecodeError("acknowledgement cut off");
  const view = viewOf(payload);
  const errno = Math.abs(view.getInt32(0, littleEndian));
  if ((flags & NLM_F_ACK_TLVS) === 0)
    return { errno, kernelMessage: null };
  const repeated = (flags & NLM_F_CAPPED) === 0 ? view.getUint32(4, littleEndian) : HEADER_OCTETS2;
  return { errno, kernelMessage: readKernelMessage(payload.subarray(4 + align(repeated))) };
}
function readDone(message) {
  const { payload, flags } = message;
  if (payload.length < 4)
    return { errno: 0, kernelMessage: null };
  const kernelMessage = (flags & NLM_F_ACK_TLVS) === 0 ? null : readKernelMessage(payload.subarray(4));
  return { errno: Math.abs(viewOf(payload).getInt32(0, littleEndian)), kernelMessage };
}
function readKernelMessage(bytes) {
  const attribute = readAttributes(bytes).find(({ type }) => type === NLMSGERR_ATTR_MSG);
  if (!attribute)
    return null;
  const end = attribute.value.indexOf(0);
  return new TextDecoder().decode(end < 0 ? attribute.value : attribute.value.subarray(0, end));
}

// dist/ipvs-netlink/structures.js
var NAME_OCTETS = 16;
var stats32 = statsStructure(counter32, counter64);
var stats64 = statsStructure(counter64, counter64);
var serviceStructure = structure({
  family: field(1, u16),
  protocol: field(2, u16),
  address: field(3, addressUnion),
  port: field(4, be16),
  fwmark: field(5, u32),
  scheduler: field(6, text(NAME_OCTETS)),
  flags: field(7, maskedFlags),
  timeoutS: field(8, u32),
  netmask: field(9, octets(4)),
  stats: nestedField(10, stats32),
  persistenceEngine: field(11, text(NAME_OCTETS)),
  stats64: nestedField(12, stats64)
});
var destinationStructure = structure({
  address: field(1, addressUnion),
  port: field(2, be16),
  forwarding: field(3, u32),
  weight: field(4, u32),
  upperThreshold: field(5, u32),
  lowerThreshold: field(6, u32),
  activeConnections: field(7, u32),
  inactiveConnections: field(8, u32),
  persistentConnections: field(9, u32),
  stats: nestedField(10, stats32),
  family: field(11, u16),
  stats64: nestedField(12, stats64),
  tunnelType: field(13, u8),
  tunnelPort: field(14, be16),
  tunnelFlags: field(15, u16)
});
var daemonStructure = structure({
  state: field(1, u32),
  interface: field(2, text(NAME_OCTETS)),
  syncId: field(3, u32),
  maxLength: field(4, u16),
  multicastGroup4: field(5, octets(4)),
  multicastGroup6: field(6, octets(16)),
  multicastPort: field(7, u16),
  multicastTtl: field(8, u8)
});
var commandStructure = structure({
  service: nestedField(1, serviceStructure),
  destination: nestedField(2, destinationStructure),
  daemon: nestedField(3, daemonStructure),
  tcpS: field(4, u32),
  tcpFinS: field(5, u32),
  udpS: field(6, u32)
});
var infoStructure = structure({
  version: field(1, u32),
  connectionTableSize: field(2, u32)
});
var familyStructure = structure({
  id: field(1, u16),
  name: field(2, text(NAME_OCTETS))
});
function statsStructure(counter, byteCounter) {
  return structure({
    connections: field(1, counter),
    inPackets: field(2, counter),
    outPackets: field(3, counter),
    inBytes: field(4, byteCounter),
    outBytes: field(5, byteCounter),
    connectionsPerS: field(6, counter),
    inPacketsPerS: field(7, counter),
    outPacketsPerS: field(8, counter),
    inBytesPerS: field(9, counter),
    outBytesPerS: field(10, counter)
  });
}

// dist/ipvs-netlink/values.js
function toWireServiceKey(key) {
  if (key.kind === "fwmark")
    return { family: toWireFamily(key.family), fwmark: key.fwmark };
  return {
    family: toWireFamily(key.address.family),
    protocol: key.protocol,
    address: toWireAddress(key.address),
    port: key.port
  };
}
function toWireService(service) {
  return {
    ...toWireServiceKey(service.key),
    scheduler: service.scheduler,
    flags: { flags: service.flags & ~ServiceFlag.hashed, mask: 4294967295 },
    timeoutS: service.timeoutS,
    netmask: toWireNetmask(familyOf(service.key), service.persistencePrefix),
    ...service.persistenceEngine === null ? {} : { persistenceEngine: service.persistenceEngine }
  };
}
function fromWireServiceKey(wire) {
  const family = fromWireFamily(need(wire.family, "family of a service"));
  if (wire.fwmark !== void 0 && wire.fwmark !== 0)
    return { kind: "fwmark", family, fwmark: wire.fwmark };
  const protocol = need(wire.protocol, "protocol of a service");
  if (protocol !== 6 && protocol !== 17 && protocol !== 132)
    throw new DecodeError(`service of IP protocol ${protocol}`);
  return {
    kind: "address",
    protocol,
    address: fromWireAddress(family, need(wire.address, "address of a service")),
    port: need(wire.port, "port of a service")
  };
}
function fromWireService(wire) {
  const key = fromWireServiceKey(wire);
  return {
    key,
    scheduler: need(wire.scheduler, "scheduler of a service"),
    flags: (need(wire.flags, "flags of a service").flags & ~ServiceFlag.hashed) >>> 0,
    timeoutS: need(wire.timeoutS, "timeout of a service"),
    persistencePrefix: fromWireNetmask(familyOf(key), need(wire.netmask, "netmask of a service")),
    persistenceEngine: wire.persistenceEngine === void 0 || wire.persistenceEngine === "" ? null : wire.persistenceEngine,
    stats: fromWireStats(wire.stats64 ?? wire.stats)
  };
}
function toWireDestinationKey(key) {
  return { family: toWireFamily(key.address.family), address: toWireAddress(key.address), port: key.port };
}
function toWireDestination(destination) {
  const { address, port, weight, upperThreshold, lowerThreshold } = destination;
  const wire = {
    family: toWireFamily(address.family),
    address: toWireAddress(address),
    port,
    forwarding: destination.kernelForwarding ?? ForwardingMethod[destination.forwarding],
    weight,
    upperThreshold,
    lowerThreshold
  };
  if (destination.tunnelType !== void 0)
    wire.tunnelType = TunnelType[destination.tunnelType];
  if (destination.tunnelPort !== void 0)
    wire.tunnelPort = destination.tunnelPort;
  if (destination.tunnelFlags !== void 0)
    wire.tunnelFlags = destination.tunnelFlags;
  return wire;
}
function fromWireDestination(wire, serviceFamily) {
  const family = wire.family === void 0 ? serviceFamily : fromWireFamily(wire.family);
  const method = need(wire.forwarding, "forwarding method of a destination") & FORWARDING_MASK;
  const known = forwardingWords[method];
  const forwarding = known ?? "direct";
  return {
    address: fromWireAddress(family, need(wire.address, "address of a destination")),
    port: need(wire.port, "port of a destination"),
    forwarding,
    weight: need(wire.weight, "weight of a destination"),
    upperThreshold: wire.upperThreshold ?? 0,
    lowerThreshold: wire.lowerThreshold ?? 0,
    ...known === void 0 ? { kernelForwarding: method } : {},
    ...forwarding === "tunnel" ? fromWireTunnel(wire) : {},
    activeConnections: wire.activeConnections ?? 0,
    inactiveConnections: wire.inactiveConnections ?? 0,
    persistentConnections: wire.persistentConnections ?? 0,
    stats: fromWireStats(wire.stats64 ?? wire.stats)
  };
}
var forwardingWords = {
  [ForwardingMethod.masquerade]: "masquerade",
  [ForwardingMethod.tunnel]: "tunnel",
  [ForwardingMethod.direct]: "direct"
};
function fromWireTunnel(wire) {
  if (wire.tunnelType === void 0)
    return {};
  const tunnelType = ["ipip", "gue", "gre"][wire.tunnelType];
  if (!tunnelType)
    throw new DecodeError(`tunnel type ${wire.tunnelType}`);
  return { tunnelType, tunnelPort: wire.tunnelPort ?? 0, tunnelFlags: wire.tunnelFlags ?? 0 };
}
function toWireDaemon(daemon) {
  const group = daemon.multicastGroup;
  return {
    state: DaemonState[daemon.role],
    interface: daemon.interface,
    syncId: daemon.syncId,
    ...daemon.maxLength === void 0 ? {} : { maxLength: daemon.maxLength },
    ...group?.family === 4 ? { multicastGroup4: group.bytes } : {},
    ...group?.family === 6 ? { multicastGroup6: group.bytes } : {},
    ...daemon.multicastPort === void 0 ? {} : { multicastPort: daemon.multicastPort },
    ...daemon.multicastTtl === void 0 ? {} : { multicastTtl: daemon.multicastTtl }
  };
}
function fromWireDaemon(wire) {
  const state = need(wire.state, "state of a sync daemon");
  if (state !== DaemonState.master && state !== DaemonState.backup)
    throw new DecodeError(`sync daemon state ${state}`);
  const group = wire.multicastGroup4 ? { family: 4, bytes: wire.multicastGroup4 } : wire.multicastGroup6 ? { family: 6, bytes: wire.multicastGroup6 } : null;
  return {
    role: state === DaemonState.master ? "master" : "backup",
    interface: need(wire.interface, "interface of a sync daemon"),
    syncId: need(wire.syncId, "id of a sync daemon"),
    ...wire.maxLength === void 0 ? {} : { maxLength: wire.maxLength },
    ...group === null ? {} : { multicastGroup: group },
    ...wire.multicastPort === void 0 ? {} : { multicastPort: wire.multicastPort },
    ...wire.multicastTtl === void 0 ? {} : { multicastTtl: wire.multicastTtl }
  };
}
function fromWireInfo(wire) {
  const version = need(wire.version, "version");
  return {
    version: `${version >> 16 & 255}.${version >> 8 & 255}.${version & 255}`,
    connectionTableSize: need(wire.connectionTableSize, "size of the connection table")
  };
}
function familyOf(key) {
  return key.kind === "fwmark" ? key.family : key.address.family;
}
function need(value, what) {
  if (value === void 0)
    throw new DecodeError(`the reply has no ${what}`);
  return value;
}
function toWireFamily(family) {
  return family === 4 ? AF_INET : AF_INET6;
}
function fromWireFamily(family) {
  if (family === AF_INET)
    return 4;
  if (family === AF_INET6)
    return 6;
  throw new DecodeError(`address family ${family}`);
}
function toWireAddress(address) {
  const length = address.family === 4 ? 4 : 16;
  if (address.bytes.length !== length)
    throw new RangeError(`IPv${address.family} address of ${address.bytes.length} octets`);
  return address.bytes;
}
function fromWireAddress(family, union) {
  return { family, bytes: union.slice(0, family === 4 ? 4 : 16) };
}
function toWireNetmask(family, prefix) {
  const full = family === 4 ? 32 : 128;
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > full)
    throw new RangeError(`prefix length ${prefix} for IPv${family}`);
  if (family === 6)
    return u32.encode(prefix);
  const bytes = new Uint8Array(4);
  viewOf(bytes).setUint32(0, prefix === 0 ? 0 : 4294967295 << 32 - prefix >>> 0, false);
  return bytes;
}
function fromWireNetmask(family, wire) {
  if (family === 6)
    return u32.decode(wire);
  return Math.clz32(~viewOf(wire).getUint32(0, false));
}
function fromWireStats(wire = {}) {
  return {
    connections: wire.connections ?? 0n,
    inPackets: wire.inPackets ?? 0n,
    outPackets: wire.outPackets ?? 0n,
    inBytes: wire.inBytes ?? 0n,
    outBytes: wire.outBytes ?? 0n,
    connectionsPerS: wire.connectionsPerS ?? 0n,
    inPacketsPerS: wire.inPacketsPerS ?? 0n,
    outPacketsPerS: wire.outPacketsPerS ?? 0n,
    inBytesPerS: wire.inBytesPerS ?? 0n,
    outBytesPerS: wire.outBytesPerS ?? 0n
  };
}

// dist/ipvs-netlink/connection.js
var DATAGRAM_OCTETS = 32768;
var Connection = class {
  #openTransport;
  #limits;
  #inFlight = /* @__PURE__ */ new Map();
  #waiting = [];
  /** what is sent next: filled and sent within one turn */
  #datagram = new Writer();
  #last = null;
  #transport = null;
  /** null: not known yet, or to be asked again */
  #family = null;
  /** the question for the family is in flight, and nothing else */
  #resolving = false;
  #dumping = false;
  #sequence = 0;
  #pumpScheduled = false;
  #timer = null;
  #closed = false;
  constructor(openTransport, limits) {
    this.#openTransport = openTransport;
    this.#limits = limits;
  }
  request(request) {
    return new Promise((resolve, reject) => this.submit(request, resolve, reject));
  }
  /** The same without a promise, for thousands of requests. */
  submit(request, resolve, reject) {
    const { operation } = request;
    if (this.#closed) {
      return reject(new IpvsNotSentError({ operation, errno: "ECANCELED", reason: "the client is closed" }));
    }
    if (this.#waiting.length >= this.#limits.maxWaiting) {
      return reject(new IpvsNotSentError({ operation, errno: "EAGAIN", reason: "too many requests are waiting" }));
    }
    this.#waiting.push({ request, resolve, reject, replies: [], sentAtMs: 0, quiet: false });
    this.#schedulePump();
  }
  get inFlight() {
    return this.#inFlight.size;
  }
  get waiting() {
    return this.#waiting.length;
  }
  close() {
    if (this.#closed)
      return;
    this.#closed = true;
    this.#abandonInFlight("ECANCELED", "the client was closed before the answer came");
    this.#refuseWaiting((operation) => new IpvsNotSentError({ operation, errno: "ECANCELED", reason: "the client was closed" }));
  }
  /** Requests of one turn go out together. */
  #schedulePump() {
    if (this.#pumpScheduled)
      return;
    this.#pumpScheduled = true;
    queueMicrotask(() => {
      this.#pumpScheduled = false;
      this.#pump();
    });
  }
  #pump() {
    if (this.#closed || this.#waiting.length === 0 || this.#resolving || this.#dumping)
      return;
    const transport = this.#transport ?? this.#connect();
    if (!transport)
      return;
    if (this.#family === null) {
      if (this.#inFlight.size === 0)
        this.#resolveFamily(transport);
      return;
    }
    this.#sendWaiting(transport, this.#family);
  }
  #sendWaiting(transport, family) {
    const window = Math.min(this.#limits.maxInFlight, transport.capacity);
    if (this.#inFlight.size > window / 2)
      return;
    let taken = 0;
    for (const job of this.#waiting) {
      if (this.#dumping || this.#inFlight.size >= window)
        break;
      const { answer, attributes } = job.request;
      if (answer === "list" && this.#inFlight.size > 0)
        break;
      taken++;
      this.#dumping = answer === "list";
      if (this.#datagram.length + attributes.length > DATAGRAM_OCTETS)
        this.#sendDatagram(transport);
      this.#launch(job, family, IPVS_FAMILY_VERSION);
    }
    this.#waiting = this.#waiting.slice(taken);
    this.#sendDatagram(transport);
  }
  /** Enters the job as in flight, and into the datagram. */
  #launch(job, family, version) {
    const { command, answer, attributes } = job.request;
    this.#sequence = this.#sequence % 4294967295 + 1;
    job.sentAtMs = performance.now();
    job.quiet = answer === "acknowledgement";
    this.#inFlight.set(this.#sequence, job);
    this.#armTimer();
    const flags = NLM_F_REQUEST | (answer === "list" ? NLM_F_DUMP : answer === "message" ? NLM_F_ACK : 0);
    const header = { type: family, flags, sequence: this.#sequence };
    this.#last = { job, at: writeRequest(this.#datagram, header, { command, version, attributes }) };
  }
  /** Whether the last request of it is carried out is told in any case. */
  #sendDatagram(transport) {
    if (this.#last === null)
      return;
    const { job, at } = this.#last;
    if (job.quiet)
      demandAcknowledgement(this.#datagram, at);
    job.quiet = false;
    const datagram = this.#datagram.taken();
    this.#datagram.clear();
    this.#last = null;
    transport.send(datagram);
  }
  #connect() {
    const isCurrent = () => this.#transport === transport;
    let transport = null;
    try {
      transport = this.#openTransport({
        onDatagram: (bytes) => {
          if (isCurrent())
            this.#receive(bytes);
        },
        onBroken: (errno, reason) => {
          if (isCurrent())
            this.#broken(errno, reason);
        }
      });
    } catch (error) {
      const { errno, reason } = systemError(error);
      this.#refuseWaiting((operation) => new IpvsNotSentError({ operation, errno, reason }));
      return null;
    }
    this.#transport = transport;
    this.#family = null;
    return transport;
  }
  /** A kernel that can load modules loads ip_vs when it is asked for the family by name. */
  #resolveFamily(transport) {
    const request = {
      operation: "resolve-family",
      command: CTRL_CMD_GETFAMILY,
      answer: "message",
      attributes: familyStructure.encode({ name: IPVS_FAMILY_NAME }),
      decode: (replies) => {
        const reply = readGeneric(need(replies[0], "content"));
        return need(familyStructure.decode(reply.attributes).id, "number of the family");
      }
    };
    const resolve = (family) => {
      this.#resolving = false;
      this.#family = family;
    };
    const reject = (error) => {
      this.#resolving = false;
      this.#refuseWaiting((operation) => unresolvedError(operation, error));
    };
    this.#resolving = true;
    const job = { request, resolve, reject, replies: [], sentAtMs: 0, quiet: false };
    this.#launch(job, GENL_ID_CTRL, CTRL_VERSION);
    this.#sendDatagram(transport);
  }
  #receive(bytes) {
    try {
      for (const message of readMessages(bytes))
        this.#take(message);
    } catch (error) {
      if (!(error instanceof DecodeError))
        throw error;
      this.#broken("EPROTO", error.message);
    }
    this.#schedulePump();
  }
  #take(message) {
    if (message.type === NLMSG_OVERRUN)
      return this.#broken("ENOBUFS", "the kernel lost messages");
    const job = this.#inFlight.get(message.sequence);
    if (!job || message.type === NLMSG_NOOP)
      return;
    this.#finishBefore(message.sequence);
    if (message.type === NLMSG_ERROR)
      this.#finish(message.sequence, job, readAcknowledgement(message));
    else if (message.type === NLMSG_DONE)
      this.#finish(message.sequence, job, readDone(message));
    else
      job.replies.push(message.payload);
  }
  /** An answer has come: what was to be heard of only if refused, and was sent earlier, is done. */
  #finishBefore(sequence) {
    for (const [earlier, job] of this.#inFlight) {
      if (earlier === sequence)
        return;
      if (job.quiet)
        this.#finish(earlier, job, acknowledged);
    }
  }
  #finish(sequence, job, { errno, kernelMessage }) {
    this.#inFlight.delete(sequence);
    if (this.#inFlight.size === 0)
      this.#disarmTimer();
    if (job.request.answer === "list")
      this.#dumping = false;
    const { operation } = job.request;
    if (errno !== 0) {
      const name = errnoName(errno);
      if (name === "ENOENT") {
        this.#family = null;
        if (!isOwnErrno(operation, name) && kernelMessage === null)
          return job.reject(new IpvsUnavailableError(operation));
      }
      return job.reject(new IpvsError({ operation, errno: name, kernelMessage }));
    }
    let value;
    try {
      value = job.request.decode(job.replies);
    } catch (error) {
      if (!(error instanceof DecodeError))
        throw error;
      return job.reject(new IpvsProtocolError(operation, error.message));
    }
    job.resolve(value);
  }
  #broken(errno, reason) {
    this.#abandonInFlight(errno, reason);
    this.#schedulePump();
  }
  /** Gives up the transport and everything that was sent over it. */
  #abandonInFlight(errno, reason) {
    const abandoned = [...this.#inFlight.values()];
    this.#inFlight.clear();
    this.#dumping = false;
    this.#disarmTimer();
    this.#transport?.close();
    this.#transport = null;
    this.#family = null;
    for (const { request, reject } of abandoned) {
      reject(new IpvsInterruptedError({ operation: request.operation, errno, reason }));
    }
  }
  #refuseWaiting(errorFor) {
    const refused = this.#waiting;
    this.#waiting = [];
    for (const { request, reject } of refused)
      reject(errorFor(request.operation));
  }
  /** One timer, for the request that has been in flight longest: the first of the map. */
  #armTimer() {
    if (this.#timer)
      return;
    const oldest = this.#inFlight.values().next().value;
    if (!oldest)
      return;
    const leftMs = Math.max(1, Math.ceil(oldest.sentAtMs + this.#limits.timeoutMs - performance.now()));
    this.#timer = setTimeout(() => {
      setImmediate(() => setImmediate(() => this.#expire()));
    }, leftMs);
  }
  #disarmTimer() {
    if (this.#timer)
      clearTimeout(this.#timer);
    this.#timer = null;
  }
  #expire() {
    this.#disarmTimer();
    const nowMs = performance.now();
    for (const [sequence, job] of this.#inFlight) {
      if (nowMs < job.sentAtMs + this.#limits.timeoutMs)
        break;
      if (job.request.answer === "list") {
        this.#broken("ETIMEDOUT", "no answer");
        break;
      }
      this.#inFlight.delete(sequence);
      const { operation } = job.request;
      job.reject(new IpvsInterruptedError({ operation, errno: "ETIMEDOUT", reason: "no answer" }));
    }
    this.#armTimer();
    this.#pump();
  }
};
var acknowledged = { errno: 0, kernelMessage: null };
function unresolvedError(operation, error) {
  if (!(error instanceof IpvsError))
    throw error;
  if (error.errno === "ENOENT")
    return new IpvsUnavailableError(operation);
  return new IpvsNotSentError({ operation, errno: error.errno, reason: error.message });
}
function systemError(error) {
  if (!(error instanceof Error))
    return { errno: "EIO", reason: String(error) };
  const errno = "code" in error && typeof error.code === "string" ? error.code : "EIO";
  return { errno, reason: error.message };
}

// dist/ipvs-netlink/requests.js
var requests_exports = {};
__export(requests_exports, {
  addDestination: () => addDestination,
  addService: () => addService,
  deleteDestination: () => deleteDestination,
  deleteService: () => deleteService,
  editDestination: () => editDestination,
  editService: () => editService,
  flush: () => flush,
  getDaemons: () => getDaemons,
  getDestinations: () => getDestinations,
  getInfo: () => getInfo,
  getService: () => getService,
  getServices: () => getServices,
  getTimeouts: () => getTimeouts,
  requestOf: () => requestOf,
  setTimeouts: () => setTimeouts,
  startDaemon: () => startDaemon,
  stopDaemon: () => stopDaemon,
  zero: () => zero
});
function getInfo() {
  return query("get-info", Command.getInfo, () => ({}), (reply) => fromWireInfo(infoStructure.decode(reply.attributes)));
}
function getServices() {
  return dump("get-services", Command.getService, () => ({}), ({ service }) => fromWireService(need(service, "service")));
}
function getService(key) {
  return query("get-service", Command.getService, () => ({ service: toWireServiceKey(key) }), (reply) => fromWireService(need(commandStructure.decode(reply.attributes).service, "service")));
}
function getDestinations(key) {
  const wire = () => ({ service: toWireServiceKey(key) });
  return dump("get-destinations", Command.getDestination, wire, ({ destination }) => fromWireDestination(need(destination, "destination"), familyOf(key)));
}
function addService(service) {
  return order("add-service", Command.newService, () => ({ service: toWireService(service) }));
}
function editService(service) {
  return order("edit-service", Command.setService, () => ({ service: toWireService(service) }));
}
function deleteService(key) {
  return order("delete-service", Command.deleteService, () => ({ service: toWireServiceKey(key) }));
}
function addDestination(key, destination) {
  return order("add-destination", Command.newDestination, () => ({
    service: toWireServiceKey(key),
    destination: toWireDestination(destination)
  }));
}
function editDestination(key, destination) {
  return order("edit-destination", Command.setDestination, () => ({
    service: toWireServiceKey(key),
    destination: toWireDestination(destination)
  }));
}
function deleteDestination(key, destination) {
  return order("delete-destination", Command.deleteDestination, () => ({
    service: toWireServiceKey(key),
    destination: toWireDestinationKey(destination)
  }));
}
function flush() {
  return order("flush", Command.flush, () => ({}));
}
function zero(key) {
  return order("zero", Command.zero, () => key === void 0 ? {} : { service: toWireServiceKey(key) });
}
function getTimeouts() {
  return query("get-timeouts", Command.getConfig, () => ({}), (reply) => {
    const { tcpS, tcpFinS, udpS } = commandStructure.decode(reply.attributes);
    return { tcpS: tcpS ?? 0, tcpFinS: tcpFinS ?? 0, udpS: udpS ?? 0 };
  });
}
function setTimeouts(timeouts) {
  const { tcpS, tcpFinS, udpS } = timeouts;
  return order("set-timeouts", Command.setConfig, () => ({ tcpS, tcpFinS, udpS }));
}
function startDaemon(daemon) {
  return order("start-daemon", Command.newDaemon, () => ({ daemon: toWireDaemon(daemon) }));
}
function stopDaemon(role) {
  return order("stop-daemon", Command.deleteDaemon, () => ({ daemon: { state: DaemonState[role] } }));
}
function getDaemons() {
  return dump("get-daemons", Command.getDaemon, () => ({}), ({ daemon }) => fromWireDaemon(need(daemon, "sync daemon")));
}
function requestOf(change) {
  switch (change.kind) {
    case "add-service":
      return addService(change.service);
    case "edit-service":
      return editService(change.service);
    case "delete-service":
      return deleteService(change.service);
    case "add-destination":
      return addDestination(change.service, change.destination);
    case "edit-destination":
      return editDestination(change.service, change.destination);
    case "delete-destination":
      return deleteDestination(change.service, change.destination);
    case "flush":
      return flush();
    case "set-timeouts":
      return setTimeouts(change);
  }
}
function order(operation, command, wire) {
  return { operation, command, answer: "acknowledgement", attributes: encode(operation, wire), decode: nothing };
}
function nothing() {
}
function query(operation, command, wire, read) {
  const decode = (replies) => read(readGeneric(need(replies[0], "content")));
  return { operation, command, answer: "message", attributes: encode(operation, wire), decode };
}
function dump(operation, command, wire, read) {
  const decode = (replies) => replies.map((reply) => read(commandStructure.decode(readGeneric(reply).attributes)));
  return { operation, command, answer: "list", attributes: encode(operation, wire), decode };
}
function encode(operation, wire) {
  try {
    return commandStructure.encode(wire());
  } catch (error) {
    if (error instanceof RangeError)
      throw new IpvsError({ operation, errno: "EINVAL", reason: error.message });
    throw error;
  }
}

// dist/ipvs-netlink/transport.js
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import { createRequire } from "node:module";
var RECEIVE_BUFFER_OCTETS = 1 << 20;
var SEND_BUFFER_OCTETS = 1 << 20;
var ANSWER_OCTETS = 6144;
var DATAGRAM_OCTETS2 = 16384;
function openNetlink(events, options = {}) {
  const netlink = createRequire(import.meta.url)("netlink/dist/raw.js");
  const socket = new netlink.RawNetlinkSocket(NETLINK_GENERIC, {
    recvBufferSize: RECEIVE_BUFFER_OCTETS,
    sendBufferSize: SEND_BUFFER_OCTETS,
    messagePeeking: false,
    msgBufferSize: DATAGRAM_OCTETS2
  });
  let notes = [];
  let open = true;
  const note = (work) => {
    if (notes.push(work) > 1)
      return;
    setImmediate(() => {
      const due = notes;
      notes = [];
      for (const perform of due)
        if (open)
          perform();
    });
  };
  socket.on("message", (bytes, { port }) => {
    if (port === 0)
      note(() => events.onDatagram(bytes));
  });
  socket.on("truncatedMessage", () => note(() => events.onBroken("EMSGSIZE", "a message was cut off")));
  socket.on("error", (error) => note(() => events.onBroken(brokenErrno(error.code), error.message)));
  const close = () => {
    if (!open)
      return;
    open = false;
    socket.close();
  };
  let capacity;
  try {
    socket.unref();
    options.configureSocket?.(descriptorOfPort(socket.address().port));
    capacity = Math.max(1, Math.floor(socket.getRecvBufferSize() / ANSWER_OCTETS));
  } catch (error) {
    close();
    throw error;
  }
  return {
    capacity,
    send: (datagram) => {
      try {
        socket.send(datagram, {}, (error) => {
          if (error)
            note(() => events.onBroken(error.code, error.message));
        });
      } catch (error) {
        note(() => events.onBroken("ENOBUFS", String(error)));
      }
    },
    close
  };
}
function brokenErrno(code) {
  return code === "EBADF" ? "ENOBUFS" : code;
}
function descriptorOfPort(port) {
  const unsignedPort = String(port >>> 0);
  for (const line of readFileSync("/proc/net/netlink", "latin1").split("\n")) {
    const columns = line.trim().split(/\s+/);
    if (columns[1] !== String(NETLINK_GENERIC) || columns[2] !== unsignedPort)
      continue;
    for (const name of readdirSync("/proc/self/fd")) {
      if (linkOf(name) === `socket:[${columns[9]}]`)
        return Number(name);
    }
  }
  throw new Error("the netlink socket has no descriptor in /proc/self/fd");
}
function linkOf(descriptor) {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return null;
  }
}

// dist/ipvs-netlink/client.js
var DEFAULT_MAX_IN_FLIGHT = 64;
var DEFAULT_MAX_WAITING = 16384;
var DEFAULT_TIMEOUT_MS = 5e3;
function openIpvs(options = {}) {
  const maxInFlight = options.maxInFlight ?? DEFAULT_MAX_IN_FLIGHT;
  const connection = new Connection(options.openTransport ?? ((events) => openNetlink(events, options)), {
    maxInFlight,
    maxWaiting: options.maxWaiting ?? DEFAULT_MAX_WAITING,
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS
  });
  const run = async (build) => connection.request(build());
  return {
    request: (request) => connection.request(request),
    getInfo: () => run(() => getInfo()),
    getServices: () => run(() => getServices()),
    getService: (key) => run(() => getService(key)),
    getDestinations: (key) => run(() => getDestinations(key)),
    getAll: () => getAll(connection),
    addService: (service) => run(() => addService(service)),
    editService: (service) => run(() => editService(service)),
    deleteService: (key) => run(() => deleteService(key)),
    addDestination: (key, destination) => run(() => addDestination(key, destination)),
    editDestination: (key, destination) => run(() => editDestination(key, destination)),
    deleteDestination: (key, destination) => run(() => deleteDestination(key, destination)),
    flush: () => run(() => flush()),
    zero: (key) => run(() => zero(key)),
    getTimeouts: () => run(() => getTimeouts()),
    setTimeouts: (timeouts) => run(() => setTimeouts(timeouts)),
    startDaemon: (daemon) => run(() => startDaemon(daemon)),
    stopDaemon: (role) => run(() => stopDaemon(role)),
    getDaemons: () => run(() => getDaemons()),
    applyRequests: (changes) => applyRequests(connection, changes, maxInFlight),
    close: () => connection.close()
  };
}
async function getAll(connection) {
  const entries = [];
  for (const service of await connection.request(getServices())) {
    entries.push({ service, destinations: await connection.request(getDestinations(service.key)) });
  }
  return entries;
}
function applyRequests(connection, changes, maxInFlight) {
  return new Promise((resolve, reject) => {
    const failures = [];
    let fatal = null;
    let next = 0;
    let pending = 0;
    let filling = false;
    function fill() {
      if (filling)
        return;
      filling = true;
      while (fatal === null && next < changes.length && pending < 2 * maxInFlight)
        begin(next++);
      filling = false;
      if (pending === 0)
        finish();
    }
    function begin(at) {
      const change = changes[at];
      pending++;
      try {
        connection.submit(requestOf(change), done, (error) => failed(at, change, error));
      } catch (error) {
        failed(at, change, error);
      }
    }
    function done() {
      pending--;
      if (pending <= maxInFlight)
        fill();
    }
    function failed(at, change, error) {
      if (!isRefusal(error))
        fatal ??= { error };
      else
        failures.push({ at, failure: { request: change, errno: error.errno, message: error.message } });
      done();
    }
    function finish() {
      if (fatal !== null)
        reject(fatal.error);
      else
        resolve(failures.sort((a, b) => a.at - b.at).map(({ failure }) => failure));
    }
    fill();
  });
}
function isRefusal(error) {
  return error instanceof IpvsError && !(error instanceof IpvsUnavailableError) && !(error instanceof IpvsInterruptedError) && !(error instanceof IpvsNotSentError) && !(error instanceof IpvsProtocolError);
}

export {
  ServiceFlag,
  ForwardingMethod,
  TunnelType,
  TunnelFlag,
  DaemonState,
  IpvsError,
  IpvsUnavailableError,
  IpvsInterruptedError,
  IpvsProtocolError,
  IpvsNotSentError,
  requests_exports,
  openNetlink,
  openIpvs
};
