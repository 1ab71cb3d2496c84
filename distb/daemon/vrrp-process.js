import {
  IPVLAN_L2,
  MACVLAN_PRIVATE,
  addressKey,
  faultInWords,
  initialVrrpState,
  standingOf,
  tracksOf,
  usedFiles,
  vrrpMachine
} from "../chunk-VDFMJZWW.js";
import {
  firstNames
} from "../chunk-MWECKIPW.js";
import {
  TRAILER_LENGTH,
  TRAILER_TYPE,
  nextSequence
} from "../chunk-ALTOM5WN.js";
import {
  openLinkbeat
} from "../chunk-AODPUAY6.js";
import "../chunk-4ZW4GSY2.js";
import {
  allAddresses,
  masterDownUs
} from "../chunk-XYGXTMJZ.js";
import "../chunk-WL2YI7WO.js";
import {
  bufferOptions,
  makeFileWatch,
  makeLanes,
  makeNotifications,
  makeSyncDaemon,
  readSysctl,
  runChild,
  withoutSessions,
  writeSysctl
} from "../chunk-O7LUDDFJ.js";
import {
  accountOf,
  makePreciseAlarm,
  startRuntime,
  wallTime
} from "../chunk-EXS4NJXH.js";
import {
  inetSocketAddress,
  nowMonotonicUs,
  nowUs,
  packetSocketAddress,
  wallClockUs
} from "../chunk-V5UWORX5.js";
import "../chunk-VSPS3GBM.js";
import {
  makeFlightRecorder
} from "../chunk-VU6ZOJSY.js";
import {
  messageOf,
  savesStates
} from "../chunk-LHPMY7WV.js";
import {
  openRtnetlink
} from "../chunk-2VKK3U2Q.js";
import "../chunk-O57CWVPL.js";
import {
  concatBytes,
  sameBytes,
  viewOf
} from "../chunk-YME4ZP4W.js";
import "../chunk-XABHM7LQ.js";
import "../chunk-337YAZUT.js";
import {
  unreachable
} from "../chunk-24HHUIME.js";
import "../chunk-EFJSXIPA.js";
import {
  revealSecret
} from "../chunk-VKBYNSQF.js";
import {
  NEVER,
  US_PER_MS
} from "../chunk-JPSQDH5E.js";
import {
  sameIp,
  writeIp,
  writeIpPrefix
} from "../chunk-I3YH4PUB.js";
import {
  crashPath,
  writeDump
} from "../chunk-PY5ASTVM.js";
import "../chunk-NRKNEZKE.js";
import "../chunk-NUPY4W5R.js";
import "../chunk-KCHSFZRZ.js";
import "../chunk-XPEAVDUA.js";
import "../chunk-IDE7ZMPU.js";
import "../chunk-YFEMITMN.js";
import "../chunk-LDHUG6OE.js";
import "../chunk-NLTIZCZR.js";
import "../chunk-AJEKJ6SH.js";
import {
  openWithDescriptor
} from "../chunk-ABXZWG56.js";
import {
  NLMSG_ERROR,
  NLM_F_APPEND,
  NLM_F_CREATE,
  NLM_F_REQUEST,
  encodeAttributes,
  encodeMessage,
  readError,
  readMessages
} from "../chunk-Y6ZBNNPF.js";
import {
  AF_INET,
  AF_INET6,
  AF_NETLINK,
  AF_PACKET,
  MSG_DONTWAIT,
  OperationError,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_RAW,
  SOL_SOCKET,
  asOperationError,
  cString,
  errnoName,
  int32,
  libc,
  pointerTo,
  tryLibc,
  wordBytes
} from "../chunk-VCTB2HMK.js";
import {
  productName
} from "../chunk-4TAYJWOD.js";
import "../chunk-MLKGABMK.js";

// dist/daemon/address-monitor.js
function makeAddressMonitor(options) {
  const known = /* @__PURE__ */ new Map();
  function start(interfaces) {
    for (const link of interfaces) {
      known.set(link.index, link);
      for (const address of link.addresses)
        tellAdded(link, address);
    }
  }
  function changed(link) {
    const before = known.get(link.index)?.addresses ?? [];
    known.set(link.index, link);
    for (const address of missingIn(link.addresses, before)) {
      if (options.isOurs(address) !== "given up") {
        options.log(`Netlink reflector reports IP ${writeIp(address.address)} removed from ${link.name}`);
      }
    }
    for (const address of missingIn(before, link.addresses)) {
      if (options.isOurs(address) === "no")
        tellAdded(link, address);
    }
  }
  function tellAdded(link, { address }) {
    options.log(`Netlink reflector reports IP ${writeIp(address)} added to ${link.name}`);
  }
  return { start, changed, gone: (index2) => void known.delete(index2) };
}
function missingIn(list, from) {
  const present = new Set(list.map(writeIpPrefix));
  return from.filter((address) => !present.has(writeIpPrefix(address)));
}

// dist/daemon/advert-sockets.js
import { createHmac } from "node:crypto";

// dist/linux/vrrp-socket.js
import { createRequire } from "node:module";

// dist/linux/ipv6-receive.js
var IPPROTO_IPV6 = 41;
var IPV6_RECVPKTINFO = 49;
var IPV6_PKTINFO = 50;
var IPV6_RECVHOPLIMIT = 51;
var IPV6_HOPLIMIT = 52;
function makeIpv6Receiver(descriptor) {
  libc("setsockopt", descriptor, IPPROTO_IPV6, IPV6_RECVPKTINFO, int32(1), 4);
  libc("setsockopt", descriptor, IPPROTO_IPV6, IPV6_RECVHOPLIMIT, int32(1), 4);
  const name2 = fixed(28);
  const data = fixed(65536);
  const control = fixed(256);
  const vector = words(pointerTo(data), BigInt(data.length));
  const lengths = [BigInt(name2.length), BigInt(control.length)];
  const header2 = words(pointerTo(name2), lengths[0], pointerTo(vector), 1n, pointerTo(control), lengths[1], 0n);
  return () => {
    setWord(header2, 1, lengths[0]);
    setWord(header2, 5, lengths[1]);
    const { value, errno } = tryLibc("recvmsg", descriptor, header2, MSG_DONTWAIT);
    if (errno !== null || vector.length === 0)
      return errno ?? "EIO";
    const { destination, hopLimit } = readControl(control.subarray(0, Number(getWord(header2, 5))));
    return {
      family: 6,
      // struct sockaddr_in6: family, port, flow, address
      source: { family: 6, bytes: name2.slice(8, 24) },
      destination: { family: 6, bytes: destination },
      ttl: hopLimit,
      bytes: data.slice(0, value)
    };
  };
}
function readControl(control) {
  let destination = new Uint8Array(16);
  let hopLimit = 0;
  const headerLength = wordBytes() + 8;
  const host = new Int32Array(1);
  const readInt = (offset) => {
    new Uint8Array(host.buffer).set(control.subarray(offset, offset + 4));
    return host[0] ?? 0;
  };
  for (let offset = 0; offset + headerLength <= control.length; ) {
    const length = readInt(offset + (littleEndian ? 0 : wordBytes() - 4));
    if (length < headerLength || offset + length > control.length)
      break;
    const level = readInt(offset + wordBytes());
    const type = readInt(offset + wordBytes() + 4);
    if (level === IPPROTO_IPV6 && type === IPV6_HOPLIMIT)
      hopLimit = readInt(offset + headerLength);
    if (level === IPPROTO_IPV6 && type === IPV6_PKTINFO)
      destination = control.slice(offset + headerLength, offset + headerLength + 16);
    offset += Math.ceil(length / wordBytes()) * wordBytes();
  }
  return { destination, hopLimit };
}
var littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
function fixed(length) {
  return new Uint8Array(new ArrayBuffer(length));
}
function words(...values) {
  const bytes = fixed(values.length * wordBytes());
  values.forEach((value, i) => setWord(bytes, i, value));
  return bytes;
}
function setWord(bytes, index2, value) {
  const view = new DataView(bytes.buffer);
  if (wordBytes() === 8)
    view.setBigUint64(index2 * 8, value, littleEndian);
  else
    view.setUint32(index2 * 4, Number(value), littleEndian);
}
function getWord(bytes, index2) {
  const view = new DataView(bytes.buffer);
  return wordBytes() === 8 ? view.getBigUint64(index2 * 8, littleEndian) : BigInt(view.getUint32(index2 * 4, littleEndian));
}

// dist/linux/packet-filter.js
var SKF_NET_OFF = 4293918720;
var LOAD_BYTE = 48;
var LOAD_WORD = 32;
var LOAD_BYTE_INDEXED = 80;
var LOAD_INDEX_HEADER_LENGTH = 177;
var JUMP = 5;
var JUMP_EQUAL = 21;
var RETURN = 6;
var ACCEPT = 4294967295;
var IPV4_TTL = 8;
var IPV4_DESTINATION = 16;
var IPV6_HOP_LIMIT = 7;
var IPV6_DESTINATION = 24;
var VRID = 1;
var AH_LENGTH = 24;
var load = (code, offset) => ({
  code,
  jumpTrue: 0,
  jumpFalse: 0,
  k: SKF_NET_OFF + offset >>> 0
});
var finish = (k) => ({ code: RETURN, jumpTrue: 0, jumpFalse: 0, k });
var rejectAll = [finish(0)];
function ipv6Filter(destination, hopLimit, vrids = null) {
  const conditions = [];
  if (hopLimit !== null)
    conditions.push({ load: [load(LOAD_BYTE, IPV6_HOP_LIMIT)], value: hopLimit });
  if (destination !== null) {
    const words2 = new DataView(destination.bytes.buffer, destination.bytes.byteOffset, 16);
    for (let i = 0; i < 16; i += 4)
      conditions.push({ load: [load(LOAD_WORD, IPV6_DESTINATION + i)], value: words2.getUint32(i) });
  }
  return program(conditions, [{ code: LOAD_BYTE, jumpTrue: 0, jumpFalse: 0, k: VRID }], vrids);
}
function ipv4Filter(destination, protocol, vrids = null, ttl = null) {
  const headerLength = { code: LOAD_INDEX_HEADER_LENGTH, jumpTrue: 0, jumpFalse: 0, k: 0 };
  const behindHeader = (k) => [
    headerLength,
    { code: LOAD_BYTE_INDEXED, jumpTrue: 0, jumpFalse: 0, k }
  ];
  const conditions = [];
  if (ttl !== null)
    conditions.push({ load: [load(LOAD_BYTE, IPV4_TTL)], value: ttl });
  if (destination !== null) {
    const word = new DataView(destination.bytes.buffer, destination.bytes.byteOffset, 4).getUint32(0);
    conditions.push({ load: [load(LOAD_WORD, IPV4_DESTINATION)], value: word });
  }
  if (protocol === 51)
    conditions.push({ load: behindHeader(0), value: 112 });
  return program(conditions, behindHeader(protocol === 51 ? AH_LENGTH + VRID : VRID), vrids);
}
function program(conditions, loadVrid, vrids) {
  const tests = [];
  let left = conditions.reduce((sum, condition) => sum + condition.load.length + 1, 0);
  for (const condition of conditions) {
    left -= condition.load.length + 1;
    tests.push(...condition.load, { code: JUMP_EQUAL, jumpTrue: 0, jumpFalse: left + 1, k: condition.value });
  }
  if (vrids === null)
    return [...tests, finish(ACCEPT), finish(0)];
  const known = vrids.flatMap((k) => [{ code: JUMP_EQUAL, jumpTrue: 0, jumpFalse: 1, k }, finish(ACCEPT)]);
  return [...tests, { code: JUMP, jumpTrue: 0, jumpFalse: 0, k: 1 }, finish(0), ...loadVrid, ...known, finish(0)];
}
function encodeFilter(program2) {
  const memory = new ArrayBuffer(program2.length * 8);
  const shorts = new Uint16Array(memory);
  const bytes = new Uint8Array(memory);
  const longs = new Uint32Array(memory);
  program2.forEach((instruction, i) => {
    shorts[i * 4] = instruction.code;
    bytes[i * 8 + 2] = instruction.jumpTrue;
    bytes[i * 8 + 3] = instruction.jumpFalse;
    longs[i * 2 + 1] = instruction.k;
  });
  return bytes;
}

// dist/linux/ttl-guard.js
var MOST_IN_A_SECOND = 200;
var CLOSED_MS = 1e4;
function makeTtlGuard(changed, nowMs = () => performance.now()) {
  let timer = null;
  let secondBeganMs = -Infinity;
  let seen = 0;
  function see(ttl) {
    if (ttl === 255 || timer !== null)
      return;
    const now = nowMs();
    if (now - secondBeganMs >= 1e3) {
      secondBeganMs = now;
      seen = 0;
    }
    if (++seen < MOST_IN_A_SECOND)
      return;
    timer = setTimeout(() => {
      timer = null;
      seen = 0;
      changed(false);
    }, CLOSED_MS);
    timer.unref();
    changed(true);
  }
  function end() {
    if (timer !== null)
      clearTimeout(timer);
    timer = null;
  }
  return { see, closed: () => timer !== null, end };
}

// dist/linux/vrrp-socket.js
var require2 = createRequire(import.meta.url);
function openVrrpSocket(options) {
  const { family } = options;
  const rawSocket = require2("raw-socket");
  const domain = family === 4 ? AF_INET : AF_INET6;
  let pair;
  try {
    pair = openWithDescriptor({ domain, protocol: options.protocol }, () => rawSocket.createSocket({
      protocol: options.protocol,
      addressFamily: family === 4 ? rawSocket.AddressFamily.IPv4 : rawSocket.AddressFamily.IPv6,
      // Its own buffer is not used.
      bufferSize: 1
    }));
  } catch (thrown) {
    throw openingError(domain, options.protocol, thrown);
  }
  const { opened: socket, descriptor } = pair;
  let open = true;
  const close = () => {
    if (!open)
      return;
    open = false;
    ttlGuard?.end();
    socket.close();
  };
  const fail = (error) => {
    if (!open)
      return;
    close();
    options.onError(error);
  };
  let { vrids = null } = options;
  const attachFilter = () => {
    if (open)
      attach(descriptor, filterFor({ ...options, vrids }, ttlGuard?.closed() === true));
  };
  const ttlGuard = family === 4 && options.multicastGroup !== null ? makeTtlGuard((closed) => {
    attachFilter();
    if (closed)
      options.onTtlFlood?.();
  }) : null;
  let receive;
  try {
    configure(descriptor, options);
    receive = family === 4 ? makeIpv4Receiver(descriptor) : makeIpv6Receiver(descriptor);
  } catch (thrown) {
    close();
    throw thrown;
  }
  const readable = () => {
    for (let i = 0; i < PACKETS_PER_TURN && open; i++) {
      const packet = receive();
      if (packet === "EAGAIN" || packet === "EINTR")
        return;
      if (typeof packet === "string")
        return fail(new OperationError("receive", packet));
      if (ttlGuard !== null && packet.family === 4)
        ttlGuard.see(packet.bytes[TTL_OFFSET] ?? 0);
      options.onPacket(packet);
    }
  };
  const send = (to, packet, destination) => {
    const address = inetSocketAddress(destination, 0, options.interfaceIndex);
    const { errno } = tryLibc("sendto", to, packet, packet.length, MSG_DONTWAIT, address, address.length);
    return errno === null ? null : new OperationError("sendto", errno);
  };
  send(NO_DESCRIPTOR, new Uint8Array(1), options.multicastGroup ?? options.source ?? ANY_IPV4);
  socket.wrap.removeAllListeners("recvReady");
  socket.wrap.on("recvReady", () => guarded(readable));
  socket.on("error", (error) => guarded(() => fail(asOperationError("receive", error))));
  return {
    send: (packet, destination) => open ? send(descriptor, packet, destination) : new OperationError("sendto", "EBADF", "socket is closed"),
    listenTo: (next) => {
      vrids = next;
      attachFilter();
    },
    close,
    descriptor
  };
}
function guarded(work) {
  try {
    work();
    setImmediate(noop);
  } catch (thrown) {
    setImmediate(() => {
      throw thrown;
    });
  }
}
function noop() {
}
var NO_DESCRIPTOR = -1;
var TTL_OFFSET = 8;
var ANY_IPV4 = { family: 4, bytes: new Uint8Array(4) };
var PACKETS_PER_TURN = 64;
function makeIpv4Receiver(descriptor) {
  const buffer = new Uint8Array(new ArrayBuffer(65536));
  return () => {
    const { value, errno } = tryLibc("recv", descriptor, buffer, buffer.length, MSG_DONTWAIT);
    return errno ?? { family: 4, bytes: buffer.slice(0, value) };
  };
}
var IPPROTO_IP = 0;
var IPPROTO_IPV62 = 41;
var SO_RCVBUF = 8;
var SO_PRIORITY = 12;
var SO_BINDTODEVICE = 25;
var SO_ATTACH_FILTER = 26;
var TC_PRIO_CONTROL = 6;
var IP_HDRINCL = 3;
var IP_MULTICAST_IF = 32;
var IP_MULTICAST_LOOP = 34;
var IP_ADD_MEMBERSHIP = 35;
var IP_MULTICAST_ALL = 49;
var IPV6_MULTICAST_IF = 17;
var IPV6_MULTICAST_LOOP = 19;
var IPV6_JOIN_GROUP = 20;
var IPV6_MULTICAST_ALL = 29;
var IPV6_HDRINCL = 36;
function configure(descriptor, options) {
  const set = (level, option, value) => {
    libc("setsockopt", descriptor, level, option, value, value.length);
  };
  attach(descriptor, rejectAll);
  const scratch = new Uint8Array(1);
  for (let i = 0; i < 1e4 && tryLibc("recv", descriptor, scratch, 1, MSG_DONTWAIT).errno === null; i++)
    ;
  set(SOL_SOCKET, SO_BINDTODEVICE, cString(options.interface));
  set(SOL_SOCKET, SO_PRIORITY, int32(TC_PRIO_CONTROL));
  if (options.receiveBufferBytes)
    set(SOL_SOCKET, SO_RCVBUF, int32(options.receiveBufferBytes));
  if (options.family === 4)
    configureIpv4(options, set);
  else
    configureIpv6(options, set);
  attach(descriptor, filterFor(options));
}
function filterFor(options, onlyTtl255 = false) {
  const { family, protocol, multicastGroup, source, vrids = null } = options;
  const destination = multicastGroup ?? source;
  if (family === 4)
    return ipv4Filter(destination, protocol, vrids, onlyTtl255 ? 255 : null);
  return ipv6Filter(destination, multicastGroup === null ? null : 255, vrids);
}
function attach(descriptor, program2) {
  const instructions = encodeFilter(program2);
  const reference = encodeFilterReference(instructions);
  libc("setsockopt", descriptor, SOL_SOCKET, SO_ATTACH_FILTER, reference, reference.length);
  if (instructions.length === 0)
    throw new Error("assertion failed: empty filter");
}
function encodeFilterReference(instructions) {
  const word = wordBytes();
  const bytes = new Uint8Array(2 * word);
  bytes.set(new Uint8Array(Uint16Array.of(instructions.length / 8).buffer), 0);
  const address = pointerTo(instructions);
  bytes.set(new Uint8Array(word === 8 ? BigUint64Array.of(address).buffer : Uint32Array.of(Number(address)).buffer), word);
  return bytes;
}
function configureIpv4(options, set) {
  set(IPPROTO_IP, IP_HDRINCL, int32(1));
  set(IPPROTO_IP, IP_MULTICAST_ALL, int32(0));
  if (options.multicastGroup === null)
    return;
  const request = new Uint8Array(12);
  request.set(options.multicastGroup.bytes, 0);
  request.set(int32(options.interfaceIndex), 8);
  set(IPPROTO_IP, IP_ADD_MEMBERSHIP, request);
  set(IPPROTO_IP, IP_MULTICAST_IF, request);
  set(IPPROTO_IP, IP_MULTICAST_LOOP, int32(0));
}
function configureIpv6(options, set) {
  set(IPPROTO_IPV62, IPV6_HDRINCL, int32(1));
  set(IPPROTO_IPV62, IPV6_MULTICAST_ALL, int32(0));
  if (options.multicastGroup === null)
    return;
  const request = new Uint8Array(20);
  request.set(options.multicastGroup.bytes, 0);
  request.set(int32(options.interfaceIndex), 16);
  set(IPPROTO_IPV62, IPV6_JOIN_GROUP, request);
  set(IPPROTO_IPV62, IPV6_MULTICAST_IF, int32(options.interfaceIndex));
  set(IPPROTO_IPV62, IPV6_MULTICAST_LOOP, int32(0));
}
function openingError(domain, protocol, thrown) {
  if (thrown instanceof OperationError)
    return thrown;
  const again = tryLibc("socket", domain, 3, protocol);
  if (again.errno === null)
    libc("close", again.value);
  return new OperationError("socket", again.errno ?? "EIO", thrown instanceof Error ? thrown.message : "");
}

// dist/lib/result.js
function ok(value) {
  return { ok: true, value };
}
function err(error) {
  return { ok: false, error };
}

// dist/wire/checksum.js
function internetChecksum(...parts) {
  let sum = 0;
  for (const part of parts)
    sum += sumWords(part);
  while (sum > 65535)
    sum = (sum & 65535) + Math.floor(sum / 65536);
  return ~sum & 65535;
}
function sumWords(bytes) {
  const view = viewOf(bytes);
  const even = bytes.length & ~1;
  let sum = 0;
  for (let i = 0; i < even; i += 2)
    sum += view.getUint16(i);
  if (even < bytes.length)
    sum += (bytes[even] ?? 0) << 8;
  return sum;
}
function pseudoHeader(between, protocol, length) {
  const size = between.source.bytes.length;
  const header2 = new Uint8Array(size === 4 ? 12 : 40);
  const view = viewOf(header2);
  header2.set(between.source.bytes, 0);
  header2.set(between.destination.bytes, size);
  if (size === 4) {
    header2[9] = protocol;
    view.setUint16(10, length);
  } else {
    view.setUint32(32, length);
    header2[39] = protocol;
  }
  return header2;
}

// dist/wire/ip-header.js
var PROTOCOL_VRRP = 112;
var PROTOCOL_AH = 51;
var PROTOCOL_ICMPV6 = 58;
var IPV4_HEADER_LENGTH = 20;
var IPV6_HEADER_LENGTH = 40;
var TRAFFIC_CLASS_CONTROL = 192;
function encodeIpHeader(fields) {
  return fields.source.family === 4 ? encodeIpv4(fields) : encodeIpv6(fields);
}
function encodeIpv4(fields) {
  const header2 = new Uint8Array(IPV4_HEADER_LENGTH);
  const view = viewOf(header2);
  header2[0] = 69;
  header2[1] = fields.trafficClass;
  view.setUint16(2, IPV4_HEADER_LENGTH + fields.payloadLength);
  view.setUint16(4, fields.identification);
  header2[8] = fields.ttl;
  header2[9] = fields.protocol;
  header2.set(fields.source.bytes, 12);
  header2.set(fields.destination.bytes, 16);
  view.setUint16(10, internetChecksum(header2));
  return header2;
}
function encodeIpv6(fields) {
  const header2 = new Uint8Array(IPV6_HEADER_LENGTH);
  const view = viewOf(header2);
  view.setUint32(0, (6 << 28 | fields.trafficClass << 20) >>> 0);
  view.setUint16(4, fields.payloadLength);
  header2[6] = fields.protocol;
  header2[7] = fields.ttl;
  header2.set(fields.source.bytes, 8);
  header2.set(fields.destination.bytes, 24);
  return header2;
}
function decodeIpv4(bytes) {
  const first = bytes[0] ?? 0;
  const headerLength = (first & 15) * 4;
  if (bytes.length < IPV4_HEADER_LENGTH || headerLength < IPV4_HEADER_LENGTH || bytes.length < headerLength)
    return err("short");
  const totalLength = viewOf(bytes).getUint16(2);
  if (totalLength < headerLength || totalLength > bytes.length)
    return err("short");
  return ok({
    source: { family: 4, bytes: bytes.slice(12, 16) },
    destination: { family: 4, bytes: bytes.slice(16, 20) },
    protocol: bytes[9] ?? 0,
    ttl: bytes[8] ?? 0,
    header: bytes.subarray(0, headerLength),
    payload: bytes.subarray(headerLength, totalLength)
  });
}

// dist/wire/ah.js
var AH_LENGTH2 = 24;
var ICV_OFFSET = 12;
var ICV_LENGTH = 12;
var LENGTH_WORDS = AH_LENGTH2 / 4 - 2;
function encodeAh(ipHeader, message2, sequence, signer) {
  const ah = new Uint8Array(AH_LENGTH2);
  const view = viewOf(ah);
  view.setUint8(0, PROTOCOL_VRRP);
  view.setUint8(1, LENGTH_WORDS);
  ah.set(ipHeader.subarray(12, 16), 4);
  view.setUint32(8, sequence >>> 0);
  ah.set(signature(ipHeader, ah, message2, signer), ICV_OFFSET);
  return ah;
}
function decodeAh(ipHeader, payload2) {
  if (payload2.length < AH_LENGTH2)
    return err("short");
  const view = viewOf(payload2);
  const length = (view.getUint8(1) + 2) * 4;
  if (length !== AH_LENGTH2)
    return err("short");
  const ah = payload2.subarray(0, AH_LENGTH2);
  const message2 = payload2.subarray(AH_LENGTH2);
  return ok({
    nextHeader: view.getUint8(0),
    spi: view.getUint32(4),
    sequence: view.getUint32(8),
    authentic: (signer) => sameBytes(signature(ipHeader, ah, message2, signer), ah.subarray(ICV_OFFSET)),
    message: message2
  });
}
function signature(ipHeader, ah, message2, signer) {
  const covered = concatBytes(ipHeader, ah, message2);
  covered[1] = 0;
  covered.fill(0, 6, 8);
  if (!isMulticast(covered))
    covered[8] = 0;
  covered.fill(0, 10, 12);
  const icv = ipHeader.length + ICV_OFFSET;
  covered.fill(0, icv, icv + ICV_LENGTH);
  return signer.hmacMd5(signer.key, covered).subarray(0, ICV_LENGTH);
}
function isMulticast(ipHeader) {
  return (ipHeader[16] ?? 0) >> 4 === 14;
}

// dist/wire/auth-trailer.js
var TAG_OFFSET = 12;
var TAG_LENGTH = 16;
function encodeTrailer(source, message2, sequence, signer) {
  const trailer = new Uint8Array(TRAILER_LENGTH);
  const view = viewOf(trailer);
  view.setUint8(0, TRAILER_TYPE);
  view.setUint8(1, signer.keyId);
  view.setBigUint64(4, sequence);
  trailer.set(tag(source, message2, trailer, signer), TAG_OFFSET);
  return trailer;
}
function decodeTrailer(source, message2, trailer) {
  const view = viewOf(trailer);
  return {
    type: view.getUint8(0),
    keyId: view.getUint8(1),
    reserved: view.getUint16(2),
    sequence: view.getBigUint64(4),
    authentic: (signer) => sameBytes(tag(source, message2, trailer, signer), trailer.subarray(TAG_OFFSET))
  };
}
function tag(source, message2, trailer, { key, hmacSha256: hmacSha2562 }) {
  const header2 = new Uint8Array(20);
  header2[0] = source.family;
  header2[1] = (message2[0] ?? 0) >> 4;
  header2[2] = message2[1] ?? 0;
  header2.set(source.bytes, 4);
  const covered = concatBytes(header2, message2, trailer);
  covered.fill(0, header2.length + 6, header2.length + 8);
  covered.fill(0, covered.length - TAG_LENGTH);
  return hmacSha2562(key, covered).subarray(0, TAG_LENGTH);
}

// dist/wire/vrrp-packet.js
var VRRP_HEADER_LENGTH = 8;
var AUTH_DATA_LENGTH = 8;
var TYPE_ADVERTISEMENT = 1;
var ALL_VRRP_ROUTERS = { family: 4, bytes: Uint8Array.of(224, 0, 0, 18) };
function encodeAdvert(advert, between, v3Checksum = "pseudo", signer = null) {
  const v2 = advert.version === 2;
  const header2 = new Uint8Array(VRRP_HEADER_LENGTH);
  header2[0] = advert.version << 4 | TYPE_ADVERTISEMENT;
  header2[1] = advert.vrid;
  header2[2] = advert.priority;
  header2[3] = advert.addresses.length;
  if (v2) {
    header2[4] = advert.authType;
    header2[5] = advert.intervalUnits;
  } else {
    viewOf(header2).setUint16(4, advert.intervalUnits & 4095);
  }
  const message2 = concatBytes(header2, ...advert.addresses.map((address) => address.bytes), authDataOf(advert));
  const trailer = signer === null ? NOTHING : encodeTrailer(between.source, message2, signer.sequence, signer);
  const pseudo = advert.family === 6 || !v2 && v3Checksum !== "message";
  const summed = advert.family === 4 && v3Checksum === "group" ? toGroup(between) : between;
  const octets = advert.family === 6 ? concatBytes(message2, trailer) : message2;
  const checksum = pseudo ? internetChecksum(pseudoHeader(summed, PROTOCOL_VRRP, octets.length), octets) : internetChecksum(message2);
  viewOf(message2).setUint16(6, checksum);
  return concatBytes(message2, trailer);
}
var NOTHING = new Uint8Array(0);
function authDataOf(advert) {
  if (advert.version !== 2 || advert.family !== 4)
    return new Uint8Array(0);
  const data = new Uint8Array(AUTH_DATA_LENGTH);
  data.set(advert.authData.subarray(0, AUTH_DATA_LENGTH));
  return data;
}
function decodeAdvert(octets, between) {
  if (octets.length < VRRP_HEADER_LENGTH)
    return err("short");
  const message2 = isSigned(octets, between.source.family) ? octets.subarray(0, -TRAILER_LENGTH) : octets;
  const view = viewOf(message2);
  const family = between.source.family;
  const version = view.getUint8(0) >> 4;
  const v2 = version === 2;
  const authLength = v2 && family === 4 ? AUTH_DATA_LENGTH : 0;
  const addressCount = view.getUint8(3);
  const addresses = readAddresses(message2, family, addressCount, authLength);
  const authStart = VRRP_HEADER_LENGTH + addressCount * (family === 4 ? 4 : 16);
  return ok({
    // A version other than 2 and 3 is passed on as it is: the machine compares it with its own and says so.
    version,
    type: view.getUint8(0) & 15,
    family,
    vrid: view.getUint8(1),
    priority: view.getUint8(2),
    addressCount,
    addresses,
    intervalUnits: v2 ? view.getUint8(5) : view.getUint16(4) & 4095,
    authType: v2 ? view.getUint8(4) : 0,
    authData: message2.slice(authStart, authStart + authLength),
    checksum: checksumForm(family === 4 ? message2 : octets, between, version),
    messageLength: octets.length,
    ah: null
  });
}
function decodeTrailerOf(octets, { source }) {
  if (octets.length < VRRP_HEADER_LENGTH || !isSigned(octets, source.family))
    return null;
  return decodeTrailer(source, octets.subarray(0, -TRAILER_LENGTH), octets.subarray(-TRAILER_LENGTH));
}
function isSigned(octets, family) {
  const authLength = (octets[0] ?? 0) >> 4 === 2 && family === 4 ? AUTH_DATA_LENGTH : 0;
  const expected = VRRP_HEADER_LENGTH + (octets[3] ?? 0) * (family === 4 ? 4 : 16) + authLength;
  return octets.length === expected + TRAILER_LENGTH;
}
function readAddresses(message2, family, count, authLength) {
  const size = family === 4 ? 4 : 16;
  const present = Math.max(0, Math.floor((message2.length - VRRP_HEADER_LENGTH - authLength) / size));
  const addresses = [];
  for (let i = 0; i < Math.min(count, present); i++) {
    const start = VRRP_HEADER_LENGTH + i * size;
    addresses.push({ family, bytes: message2.slice(start, start + size) });
  }
  return addresses;
}
function checksumForm(message2, between, version) {
  if (between.source.family === 4 && internetChecksum(message2) === 0)
    return "message";
  if (version === 2 && between.source.family === 4)
    return "wrong";
  const matches = (summed) => internetChecksum(pseudoHeader(summed, PROTOCOL_VRRP, message2.length), message2) === 0;
  if (matches(between))
    return "pseudo";
  return between.source.family === 4 && matches(toGroup(between)) ? "group" : "wrong";
}
function toGroup({ source }) {
  return { source, destination: ALL_VRRP_ROUTERS };
}

// dist/wire/vrrp-datagram.js
function encodeVrrpDatagram(outgoing) {
  const message2 = encodeAdvert(outgoing.advert, outgoing, outgoing.v3Checksum, outgoing.trailer);
  const { ah } = outgoing;
  const header2 = encodeIpHeader({
    source: outgoing.source,
    destination: outgoing.destination,
    protocol: ah === null ? PROTOCOL_VRRP : PROTOCOL_AH,
    ttl: outgoing.ttl ?? 255,
    trafficClass: TRAFFIC_CLASS_CONTROL,
    identification: outgoing.identification,
    payloadLength: message2.length + (ah === null ? 0 : AH_LENGTH2)
  });
  return ah === null ? concatBytes(header2, message2) : concatBytes(header2, encodeAh(header2, message2, ah.sequence, ah), message2);
}
function decodeVrrpDatagram(delivered, signerOf2, trailers = null) {
  const tooShort = (what, source2, message3) => err({ reason: `${what} too short - ${delivered.bytes.length} bytes`, source: source2, vrid: message3?.[1] ?? null });
  if (delivered.family === 6) {
    const { source: source2, destination: destination2, ttl: ttl2 } = delivered;
    const advert2 = decodeAdvert(delivered.bytes, delivered);
    return advert2.ok ? ok({ source: source2, destination: destination2, ttl: ttl2, advert: withTrailer(advert2.value, delivered.bytes, delivered, trailers) }) : tooShort("IPv6 VRRP packet", source2, delivered.bytes);
  }
  const packet = decodeIpv4(delivered.bytes);
  if (!packet.ok)
    return tooShort("IPv4 VRRP packet", null, null);
  const { source, destination, ttl, header: header2, payload: payload2, protocol } = packet.value;
  let ah = null;
  if (protocol === PROTOCOL_AH) {
    const decoded = decodeAh(header2, payload2);
    if (!decoded.ok || decoded.value.nextHeader !== PROTOCOL_VRRP)
      return tooShort("IPv4 VRRP packet with AH", source, null);
    ah = decoded.value;
  }
  const message2 = ah?.message ?? payload2;
  const advert = decodeAdvert(message2, packet.value);
  if (!advert.ok)
    return tooShort(ah ? "IPv4 VRRP packet with AH" : "IPv4 VRRP packet", source, message2);
  const received = withTrailer(advert.value, message2, packet.value, trailers);
  return ok({ source, destination, ttl, advert: { ...received, ah: ah && judge(ah, signerOf2(received.vrid)) } });
}
function withTrailer(advert, message2, between, verifier) {
  const decoded = verifier && decodeTrailerOf(message2, between);
  if (!decoded)
    return advert;
  const { authentic, ...fields } = decoded;
  const authenticFor = verifier.keys(advert.vrid, advert.family).filter((key) => key.keyId === fields.keyId && authentic(key)).map((key) => key.instance);
  return { ...advert, trailer: { ...fields, authenticFor, wallUs: verifier.wallUs() } };
}
function judge(ah, signer) {
  return { spi: ah.spi, sequence: ah.sequence, authentic: signer !== null && ah.authentic(signer) };
}

// dist/daemon/advert-sockets.js
function makeAdvertSockets(options) {
  const open = /* @__PURE__ */ new Map();
  let signers = /* @__PURE__ */ new Map();
  let trailerKeys = /* @__PURE__ */ new Map();
  const identifications = /* @__PURE__ */ new Map();
  const sequences = /* @__PURE__ */ new Map();
  function want(action) {
    const wanted = new Map(action.wanted.map((spec) => [keyOf(spec), spec]));
    for (const [key, { spec, socket }] of open) {
      if (wanted.get(key)?.receiveBufferBytes === spec.receiveBufferBytes)
        continue;
      open.delete(key);
      socket.close();
    }
    let failure = null;
    for (const [key, spec] of wanted) {
      const known = open.get(key);
      if (known !== void 0 && String(known.spec.vrids) === String(spec.vrids))
        continue;
      try {
        if (known !== void 0) {
          known.socket.listenTo(spec.vrids);
          open.set(key, { ...known, spec });
          continue;
        }
        const socket = openOne(key, spec);
        open.set(key, { spec, socket });
        options.onOpened(sockpoolLine(spec, socket.descriptor));
      } catch (error) {
        failure ??= error;
      }
    }
    if (failure !== null)
      throw failure;
  }
  function openOne(key, spec) {
    return openVrrpSocket({
      ...spec,
      onPacket: (packet) => receive(spec, packet),
      onTtlFlood: () => options.onFlood(spec),
      onError: (error) => {
        open.delete(key);
        options.onLost(spec, error);
      }
    });
  }
  function receive(spec, packet) {
    const { interfaceIndex } = spec;
    const decoded = decodeVrrpDatagram(packet, (vrid2) => signers.get(signerKey(spec.base, vrid2)) ?? null, {
      keys: (vrid2, family) => trailerKeys.get(trailerKey(spec.base, vrid2, family)) ?? [],
      wallUs: wallClockUs
    });
    if (decoded.ok) {
      const { source: source2, destination, ttl, advert } = decoded.value;
      return options.onEvent({ kind: "advert", interfaceIndex, source: source2, destination, ttl, advert });
    }
    const { source, reason, vrid } = decoded.error;
    if (source === null)
      return;
    options.onEvent({ kind: "bad-packet", interfaceIndex, source, reason, vrid, family: packet.family });
  }
  function send(action) {
    const { instance, source, destinations, advert, ttl, v3Checksum } = action;
    const found = open.get(keyOf(action.socket));
    if (found === void 0)
      throw new OperationError("sendto", "ENOTCONN", "socket is not open");
    const ah = action.ah === null ? null : { ...signerOf(revealSecret(action.ah.key)), sequence: action.ah.sequence };
    const trailer = action.trailer === void 0 ? null : signTrailer(instance, action.trailer);
    let failure = null;
    for (const destination of destinations) {
      const identification = nextIdentification(instance);
      const packet = encodeVrrpDatagram({ advert, source, destination, identification, ah, trailer, ttl, v3Checksum });
      failure ??= found.socket.send(packet, destination);
    }
    if (failure !== null)
      throw failure;
  }
  function signTrailer(instance, { keyId, key, windowS }) {
    const sequence = nextSequence(sequences.get(instance) ?? null, wallClockUs(), windowS);
    sequences.set(instance, sequence);
    return { keyId, key: revealSecret(key), hmacSha256, sequence };
  }
  function nextIdentification(instance) {
    const next = (identifications.get(instance) ?? 0) % 65535 + 1;
    identifications.set(instance, next);
    return next;
  }
  function configure2(instances) {
    signers = /* @__PURE__ */ new Map();
    trailerKeys = /* @__PURE__ */ new Map();
    for (const { name: name2, interface: link, vrid, family, authentication, authHmac } of instances) {
      const place = trailerKey(link, vrid, family);
      const keys = (authHmac?.keys ?? []).map(({ id, key }) => trailerKeyOf(name2, id, revealSecret(key)));
      trailerKeys.set(place, [...trailerKeys.get(place) ?? [], ...keys]);
      if (authentication.kind !== "ah")
        continue;
      signers.set(signerKey(link, vrid), signerOf(revealSecret(authentication.password)));
    }
  }
  function close() {
    for (const { socket } of open.values())
      socket.close();
    open.clear();
  }
  function list() {
    return [...open.values()].map(({ spec, socket }) => ({ spec, descriptor: socket.descriptor }));
  }
  return { want, send, configure: configure2, list, close };
}
function sockpoolLine(spec, descriptor) {
  const { interfaceIndex, family, protocol, multicastGroup, source } = spec;
  const cast = multicastGroup === null ? "unicast" : "multicast";
  const address = multicastGroup ?? source;
  return `VRRP sockpool: [ifindex(${String(interfaceIndex).padStart(3)}), family(IPv${family}), proto(${protocol}), fd(${descriptor},${descriptor}) ${cast}${address === null ? "" : `, address(${writeIp(address)})`}]`;
}
function signerOf(key) {
  return { key, hmacMd5 };
}
function hmacMd5(key, data) {
  return createHmac("md5", key).update(data).digest();
}
function trailerKeyOf(instance, keyId, key) {
  return { instance, keyId, key, hmacSha256 };
}
function hmacSha256(key, data) {
  return createHmac("sha256", key).update(data).digest();
}
function trailerKey(interfaceName, vrid, family) {
  return `${interfaceName} ${vrid} ${family}`;
}
function signerKey(interfaceName, vrid) {
  return `${interfaceName} ${vrid}`;
}
function keyOf(spec) {
  const { family, protocol, interfaceIndex, multicastGroup, source } = spec;
  return [family, protocol, interfaceIndex, addressKey2(multicastGroup), addressKey2(source)].join(" ");
}
function addressKey2(address) {
  return address === null ? "-" : writeIp(address);
}

// dist/daemon/announcer.js
import { readFileSync } from "node:fs";

// dist/linux/packet-socket.js
var NO_DESCRIPTOR2 = -1;
function openPacketSocket() {
  const descriptor = libc("socket", AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  let open = true;
  const send = (to, interfaceIndex, frame) => {
    const etherType = (frame[12] ?? 0) << 8 | (frame[13] ?? 0);
    const address = packetSocketAddress(interfaceIndex, etherType, frame.subarray(0, 6));
    const { errno } = tryLibc("sendto", to, frame, frame.length, MSG_DONTWAIT, address, address.length);
    return errno === null ? null : new OperationError("sendto", errno);
  };
  send(NO_DESCRIPTOR2, 1, new Uint8Array(42));
  return {
    sendFrame: (interfaceIndex, frame) => open ? send(descriptor, interfaceIndex, frame) : new OperationError("sendto", "EBADF", "socket is closed"),
    close() {
      if (!open)
        return;
      open = false;
      libc("close", descriptor);
    }
  };
}

// dist/wire/ethernet.js
var ETHERTYPE_IPV4 = 2048;
var ETHERTYPE_ARP = 2054;
var ETHERTYPE_IPV6 = 34525;
function encodeEthernet(addresses, etherType, payload2) {
  const type = new Uint8Array(2);
  viewOf(type).setUint16(0, etherType);
  return concatBytes(addresses.destination, addresses.source, type, payload2);
}

// dist/wire/arp.js
var ARPHRD_ETHER = 1;
var OPERATION_REQUEST = 1;
function encodeGratuitousArp(announced, hardwareType = ARPHRD_ETHER) {
  return encodeEthernet({ destination: announced.macBroadcast, source: announced.mac }, ETHERTYPE_ARP, encodeArpRequest(announced, hardwareType));
}
function encodeArpRequest(announced, hardwareType) {
  const head = new Uint8Array(8);
  const view = viewOf(head);
  view.setUint16(0, hardwareType);
  view.setUint16(2, ETHERTYPE_IPV4);
  view.setUint8(4, announced.mac.length);
  view.setUint8(5, 4);
  view.setUint16(6, OPERATION_REQUEST);
  const { mac, macBroadcast, address } = announced;
  return concatBytes(head, mac, address.bytes, macBroadcast, address.bytes);
}

// dist/wire/ndp.js
var TYPE_NEIGHBOUR_ADVERTISEMENT = 136;
var FLAG_ROUTER = 128;
var FLAG_OVERRIDE = 32;
var OPTION_TARGET_LINK_LAYER = 2;
var ALL_NODES = { family: 6, bytes: Uint8Array.of(255, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1) };
var ALL_NODES_MAC = Uint8Array.of(51, 51, 0, 0, 0, 1);
function encodeUnsolicitedNa(announced) {
  const head = new Uint8Array(8);
  head[0] = TYPE_NEIGHBOUR_ADVERTISEMENT;
  head[4] = FLAG_OVERRIDE | (announced.router ? FLAG_ROUTER : 0);
  const units = Math.ceil((2 + announced.mac.length) / 8);
  const option = new Uint8Array(units * 8);
  option[0] = OPTION_TARGET_LINK_LAYER;
  option[1] = units;
  option.set(announced.mac, 2);
  const message2 = concatBytes(head, announced.address.bytes, option);
  const between = { source: announced.address, destination: ALL_NODES };
  viewOf(message2).setUint16(2, internetChecksum(pseudoHeader(between, PROTOCOL_ICMPV6, message2.length), message2));
  const header2 = encodeIpHeader({
    ...between,
    protocol: PROTOCOL_ICMPV6,
    ttl: 255,
    trafficClass: 0,
    identification: 0,
    payloadLength: message2.length
  });
  return encodeEthernet({ destination: ALL_NODES_MAC, source: announced.mac }, ETHERTYPE_IPV6, concatBytes(header2, message2));
}

// dist/daemon/announcer.js
var maxQueued = 2e4;
function makeAnnouncer() {
  const socket = openPacketSocket();
  const queues = /* @__PURE__ */ new Map();
  function announce(announcement) {
    const { link, repeat, gapUs, turns } = announcement;
    const frames = announcement.addresses.map((address) => encodeAnnouncement(link, address));
    if (gapUs > 0 || queues.has(turns))
      return enqueue(announcement, frames);
    for (let volley = 0; volley < repeat; volley++) {
      for (const frame of frames) {
        const failure = socket.sendFrame(link.index, frame);
        if (failure !== null)
          throw failure;
      }
    }
  }
  function enqueue({ instance, link, repeat, gapUs, turns }, frames) {
    const queue = queues.get(turns) ?? { frames: [], timer: null };
    queues.set(turns, queue);
    const gapMs = gapUs === 0 ? 0 : Math.max(1, Math.round(gapUs / US_PER_MS));
    for (let volley = 0; volley < repeat; volley++) {
      for (const frame of frames) {
        if (queue.frames.length < maxQueued)
          queue.frames.push({ instance, interfaceIndex: link.index, frame, gapMs });
      }
    }
    if (queue.timer === null)
      sendNext(turns, queue);
  }
  function sendNext(turns, queue) {
    queue.timer = null;
    for (; ; ) {
      const next = queue.frames.shift();
      if (next === void 0)
        return void queues.delete(turns);
      socket.sendFrame(next.interfaceIndex, next.frame);
      if (next.gapMs === 0)
        continue;
      queue.timer = setTimeout(() => sendNext(turns, queue), next.gapMs);
      return;
    }
  }
  function cancel(instance) {
    for (const queue of queues.values())
      queue.frames = queue.frames.filter((queued) => queued.instance !== instance);
  }
  function close() {
    for (const { timer } of queues.values())
      if (timer !== null)
        clearTimeout(timer);
    queues.clear();
    socket.close();
  }
  return { announce, cancel, close };
}
function encodeAnnouncement(link, address) {
  const { mac, macBroadcast } = link;
  if (address.family === 4)
    return encodeGratuitousArp({ address, mac, macBroadcast }, link.hardwareType);
  return encodeUnsolicitedNa({ address, mac, router: forwardsIpv6(link.name) });
}
function forwardsIpv6(interfaceName) {
  try {
    return readFileSync(`/proc/sys/net/ipv6/conf/${interfaceName}/forwarding`, "latin1").startsWith("1");
  } catch {
    return false;
  }
}

// dist/daemon/link-poller.js
var PERIOD_MS = 1e3;
function makeLinkPoller(post, log, interfaces) {
  const links = /* @__PURE__ */ new Map();
  let linkbeat = null;
  let timer = null;
  function poll() {
    for (const [name2, link] of links) {
      const up = linkbeat?.isUp(name2, link.way) ?? null;
      if (up !== null && up !== link.up)
        post({ kind: "link-polled", interface: name2, up });
      link.up = up;
    }
  }
  function close() {
    if (timer !== null)
      clearInterval(timer);
    linkbeat?.close();
    timer = null;
    linkbeat = null;
  }
  return {
    want(wanted) {
      const former = new Set(links.keys());
      links.clear();
      if (wanted.length > 0)
        linkbeat ??= openLinkbeat();
      for (const { interface: name2, way } of wanted) {
        former.delete(name2);
        const found = linkbeat?.wayFor(name2, way) ?? "IOCTL";
        if (way !== null && found !== way)
          log(`(${name2}): Configured linkbeat type ${way} not supported, using ${found}`);
        links.set(name2, { way: found, up: null });
      }
      for (const link of interfaces())
        if (former.has(link.name))
          post({ kind: "interface", interface: link });
      if (wanted.length === 0)
        return close();
      timer ??= setInterval(poll, PERIOD_MS);
      poll();
    },
    ways: () => new Map([...links].map(([name2, { way }]) => [name2, way])),
    close
  };
}

// dist/daemon/local-igmp.js
var SETTING = "net/ipv4/igmp_link_local_mcast_reports";
function disableLocalIgmp(failed) {
  const before = readSysctl(SETTING);
  if (before === null || before === "0")
    return () => {
    };
  const set = (value) => {
    try {
      writeSysctl(SETTING, value);
    } catch (error) {
      if (!(error instanceof OperationError))
        throw error;
      failed(error.message);
    }
  };
  set("0");
  return () => set(before);
}

// dist/daemon/process-counts.js
function makeProcessCounts(options) {
  let watch = null;
  let watched = "";
  let wanted = [];
  async function configure2(processes) {
    wanted = processes;
    const key = JSON.stringify(processes);
    if (key === watched)
      return;
    watched = key;
    watch?.close();
    watch = null;
    if (processes.length > 0)
      await start(processes);
  }
  async function start(processes) {
    const { watchProcesses } = await import("../process-watch-XUHS355J.js");
    if (wanted !== processes)
      return;
    watch = watchProcesses(processes, options.onCount, options.log, {
      receiveBufferBytes: options.receiveBufferBytes ?? 0,
      forceReceiveBuffer: options.forceReceiveBuffer ?? false
    });
  }
  function close() {
    wanted = [];
    watch?.close();
    watch = null;
  }
  return { configure: configure2, close };
}

// dist/daemon/promote-secondaries.js
var settingOf = (name2) => `net/ipv4/conf/${name2}/promote_secondaries`;
function makePromoteSecondaries(failed) {
  const before = /* @__PURE__ */ new Map();
  function configure2(instances) {
    const wanted = new Set(instances.filter((each) => each.promoteSecondaries).map((each) => each.interface));
    for (const name2 of [...before.keys()])
      if (!wanted.has(name2))
        restore(name2);
    for (const name2 of wanted)
      if (!before.has(name2))
        turnOn(name2);
  }
  function turnOn(name2) {
    const value = readSysctl(settingOf(name2));
    const isOff = value === "0";
    before.set(name2, isOff ? value : null);
    if (isOff)
      write(name2, "1");
  }
  function restore(name2) {
    const value = before.get(name2) ?? null;
    before.delete(name2);
    if (value !== null && readSysctl(settingOf(name2)) !== null)
      write(name2, value);
  }
  function write(name2, value) {
    try {
      writeSysctl(settingOf(name2), value);
    } catch (error) {
      failed(messageOf(error));
    }
  }
  return {
    configure: configure2,
    appeared: (name2) => {
      if (before.has(name2) && readSysctl(settingOf(name2)) === "0")
        turnOn(name2);
    },
    close: () => {
      for (const name2 of [...before.keys()])
        restore(name2);
    }
  };
}

// dist/daemon/rehearsal.js
var rounds = 40;
var maxDeadlines = 12;
function rehearse(config, interfaces) {
  const instance = config.vrrp.instances[0];
  const link = interfaces.find(({ name: name2 }) => name2 === instance?.interface);
  if (instance === void 0 || link === void 0)
    return;
  for (let round = 0; round < rounds; round++)
    playTakeover(config, instance, link);
}
function playTakeover(config, instance, link) {
  const state = initialVrrpState();
  let now = 1;
  const step = (event) => {
    for (const action of vrrpMachine.step(state, event, now)) {
      const advert = pretend(action, link);
      if (advert !== null)
        heard.push(advert);
    }
  };
  const heard = [];
  step({ kind: "start", global: config.global, config: alone(instance), interfaces: [link] });
  for (let i = 0; i < maxDeadlines; i++) {
    const next = vrrpMachine.nextDeadline(state);
    if (next === NEVER)
      break;
    now = next;
    step({ kind: "deadline" });
    const advert = heard.pop();
    if (advert !== void 0)
      step(advert);
  }
  step({ kind: "stop" });
}
function alone(instance) {
  const untracked = { trackInterfaces: [], trackScripts: [], trackProcesses: [], syncGroup: null };
  return { instances: [{ ...instance, ...untracked }], syncGroups: [], scripts: [], processes: [] };
}
function pretend(action, link) {
  if (action.kind === "announce") {
    for (const address of action.addresses)
      encodeAnnouncement(link, address);
    return null;
  }
  const destination = action.kind === "send-advert" ? action.destinations[0] : void 0;
  if (action.kind !== "send-advert" || destination === void 0)
    return null;
  const advert = { ...action.advert, priority: 1 };
  const source = neighbourOf(action.source);
  const bytes = encodeVrrpDatagram({ advert, source, destination, identification: 1, ah: null });
  const received = source.family === 4 ? decodeVrrpDatagram({ family: 4, bytes }, () => null) : decodeVrrpDatagram({ family: 6, bytes: bytes.subarray(ipv6HeaderLength), source, destination, ttl: 255 }, () => null);
  if (!received.ok)
    return null;
  return { kind: "advert", interfaceIndex: link.index, ...received.value };
}
var ipv6HeaderLength = 40;
function neighbourOf(address) {
  const bytes = Uint8Array.from(address.bytes);
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) ^ 1;
  return { family: address.family, bytes };
}

// dist/daemon/firewall.js
import { endianness } from "node:os";

// dist/linux/nft-message.js
var NEWTABLE = 0;
var DELTABLE = 2;
var NEWCHAIN = 3;
var NEWRULE = 6;
var NEWSET = 9;
var NEWSETELEM = 12;
var DELSETELEM = 14;
var NFNL_SUBSYS_NFTABLES = 10;
var NFNL_MSG_BATCH_BEGIN = 16;
var NFNL_MSG_BATCH_END = 17;
var NLA_F_NESTED = 32768;
var HOOK_INPUT = 1;
var HOOK_OUTPUT = 3;
var SET_CONSTANT = 2;
var SET_MAP = 8;
var TYPE = { ipv4: 7, ipv6: 8, interfaceIndex: 20, icmpv6: 29, interfaceName: 41 };
var concatenation = (first, second) => first * 64 + second;
function newTable(family, table) {
  return message(NEWTABLE, NLM_F_CREATE, family, [name(1, table)]);
}
function deleteTable(family, table) {
  return message(DELTABLE, 0, family, [name(1, table)]);
}
function newChain(family, table, chain, hook) {
  const accept = 1;
  const base = hook === null ? [] : [nested(4, [number(1, hook.number), number(2, hook.priority)]), number(5, accept), name(7, "filter")];
  return message(NEWCHAIN, NLM_F_CREATE, family, [name(1, table), name(3, chain), ...base]);
}
function newSet(family, table, set, id) {
  const { data, flags, byteOrder } = set;
  const userData = [0, 4, byteOrder, 0, 0, 0, ...data === void 0 ? [] : [1, 4, byteOrder, 0, 0, 0]];
  return message(NEWSET, NLM_F_CREATE, family, [
    name(1, table),
    name(2, set.name),
    ...flags === 0 ? [] : [number(3, flags)],
    number(4, set.keyType),
    number(5, set.keyLength),
    ...data === void 0 ? [] : [number(6, data.type), number(7, data.length)],
    number(10, id),
    { type: 13, value: Uint8Array.from(userData) }
  ]);
}
function addElements(family, table, set, elements) {
  return message(NEWSETELEM, NLM_F_CREATE, family, elementsOf(table, set, elements));
}
function removeElements(family, table, set, elements) {
  return message(DELSETELEM, 0, family, elementsOf(table, set, elements));
}
function elementsOf(table, set, elements) {
  const list = elements.map(({ key, value }) => nested(1, [
    nested(1, [{ type: 1, value: key }]),
    ...value === void 0 ? [] : [nested(2, [{ type: 1, value }])]
  ]));
  return [name(1, table), name(2, set), nested(3, list)];
}
function newRule(family, table, chain, expressions) {
  const list = expressions.map((each) => nested(1, [name(1, each.name), nested(2, each.attributes)]));
  return message(NEWRULE, NLM_F_CREATE | NLM_F_APPEND, family, [name(1, table), name(2, chain), nested(4, list)]);
}
function payload(base, offset, length, register = 1) {
  return expression("payload", [number(1, register), number(2, base), number(3, offset), number(4, length)]);
}
var META = { iif: 4, oif: 5, iifname: 6, oifname: 7, l4proto: 16, oifkind: 27 };
function meta(key, register = 1) {
  return expression("meta", [number(2, key), number(1, register)]);
}
function isEqual(value, register = 1) {
  return expression("cmp", [number(1, register), number(2, 0), nested(3, [{ type: 1, value }])]);
}
function masked(mask, register = 1) {
  const nothing = new Uint8Array(mask.length);
  return expression("bitwise", [
    number(1, register),
    number(2, register),
    number(3, mask.length),
    nested(4, [{ type: 1, value: mask }]),
    nested(5, [{ type: 1, value: nothing }])
  ]);
}
function lookup(set, register = 1, into = null) {
  return expression("lookup", [number(2, register), ...into === null ? [] : [number(3, into)], name(1, set)]);
}
function duplicate(address, device) {
  return expression("dup", [number(1, address), number(2, device)]);
}
function counter() {
  return expression("counter", []);
}
var VERDICTS = { drop: 0, accept: 1, goto: -4 };
function verdict(code, chain = null) {
  const value = [number(1, VERDICTS[code]), ...chain === null ? [] : [name(2, chain)]];
  return expression("immediate", [number(1, 0), nested(2, [nested(2, value)])]);
}
function expression(kind, attributes) {
  return { name: kind, attributes };
}
function encodeBatch(messages, firstSequence) {
  let sequence = firstSequence;
  const bracket = (type) => encodeMessage(type, NLM_F_REQUEST, sequence++, header(0, NFNL_SUBSYS_NFTABLES), []);
  const parts = [
    bracket(NFNL_MSG_BATCH_BEGIN),
    ...messages.map(({ type, flags, family, attributes }) => encodeMessage(NFNL_SUBSYS_NFTABLES << 8 | type, NLM_F_REQUEST | flags, sequence++, header(family, 0), attributes)),
    bracket(NFNL_MSG_BATCH_END)
  ];
  const bytes = new Uint8Array(new ArrayBuffer(parts.reduce((total, part) => total + part.length, 0)));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
function header(family, resource) {
  return Uint8Array.of(family, 0, resource >> 8, resource & 255);
}
function message(type, flags, family, attributes) {
  return { type, flags, family, attributes };
}
function name(type, text) {
  return { type, value: cString(text) };
}
function number(type, value) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value);
  return { type, value: bytes };
}
function nested(type, attributes) {
  return { type: type | NLA_F_NESTED, value: encodeAttributes(attributes) };
}

// dist/linux/nft-socket.js
var NETLINK_NETFILTER = 12;
var RECEIVE_BYTES = 65536;
var MAX_ANSWERS = 1e5;
function openNftSocket() {
  const descriptor = libc("socket", AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER);
  const buffer = new Uint8Array(new ArrayBuffer(RECEIVE_BYTES));
  let sequence = 1;
  return {
    send(messages) {
      const first = sequence;
      sequence += messages.length + 2;
      const batch = encodeBatch(messages, first);
      const sent = tryLibc("sendto", descriptor, batch, batch.length, 0, null, 0);
      if (sent.errno !== null)
        throw new OperationError("nftables", sent.errno);
      const refusal = readRefusal(first);
      if (refusal !== null)
        throw refusal;
    },
    close() {
      libc("close", descriptor);
    }
  };
  function readRefusal(first) {
    let refusal = null;
    for (let i = 0; i < MAX_ANSWERS; i++) {
      const { value, errno } = tryLibc("recv", descriptor, buffer, buffer.length, MSG_DONTWAIT);
      if (errno !== null)
        return refusal;
      for (const message2 of readMessages(buffer.slice(0, value))) {
        if (message2.type !== NLMSG_ERROR || message2.sequence < first)
          continue;
        const { errno: code, text } = readError(message2);
        if (code !== 0)
          refusal ??= new OperationError("nftables", errnoName(code), text);
      }
    }
    return refusal;
  }
}

// dist/daemon/firewall-rules.js
var IPV4 = 2;
var IPV6 = 10;
var SETS = {
  vmacMap: "vmac_map",
  vmacSet: "vmac_set",
  vips: "vips",
  discovery: "neighbor-discovery",
  linkLocal: "vips_link_local",
  linkLocalNames: "vips_link_local_name"
};
var HOST_ORDER = 1;
var NETWORK_ORDER = 2;
var IPPROTO_IGMP = 2;
var IPPROTO_ICMPV6 = 58;
var ICMP6_ROUTER_SOLICIT = 133;
var ICMP6_NEIGHBOR_SOLICIT = 135;
var ICMP6_NEIGHBOR_ADVERT = 136;
var ICMP6_MLD2_REPORT = 143;
var AT = {
  ipv4: { protocol: 9, source: 12, destination: 16, length: 4 },
  ipv6: { protocol: 6, source: 8, destination: 24, length: 16 }
};
var IFNAMSIZ = 16;
function buildPart(part, family, style, has, nextId) {
  const { table, priority, counters } = style;
  const hook = (number2) => ({ number: number2, priority });
  const end = (...last) => [...counters ? [counter()] : [], ...last];
  const rule = (chain2, ...expressions) => newRule(family, table, chain2, expressions);
  const chain = (name2, number2) => newChain(family, table, name2, number2 === null ? null : hook(number2));
  const set = (of) => newSet(family, table, of, nextId());
  const output = has.size === 0 ? [chain("out", HOOK_OUTPUT)] : [];
  switch (part) {
    case "vmac":
      return family === IPV4 ? [
        ...output,
        set(vmacMap),
        rule("out", payload(1, AT.ipv4.protocol, 1), isEqual(Uint8Array.of(IPPROTO_IGMP)), ...overBase(AT.ipv4, end))
      ] : [
        ...output,
        set(vmacMap),
        set(vmacSet),
        rule("out", ...icmpv6(), isEqual(Uint8Array.of(ICMP6_MLD2_REPORT)), ...overBase(AT.ipv6, end)),
        rule("out", ...icmpv6(), isEqual(Uint8Array.of(ICMP6_ROUTER_SOLICIT)), ...isMacvlan(1), meta(META.oif), lookup(SETS.vmacSet), ...end(verdict("drop")))
      ];
    case "addresses": {
      const { source, destination, length } = family === IPV4 ? AT.ipv4 : AT.ipv6;
      const drops = [
        rule("in", payload(1, destination, length), lookup(SETS.vips), ...end(verdict("drop"))),
        rule("out", payload(1, source, length), lookup(SETS.vips), ...end(verdict("drop")))
      ];
      const input = [...output, chain("in", HOOK_INPUT)];
      if (family === IPV4)
        return [...input, set(vips(TYPE.ipv4, length)), ...drops];
      const discovery = [ICMP6_NEIGHBOR_SOLICIT, ICMP6_NEIGHBOR_ADVERT].map((type) => ({ key: Uint8Array.of(type) }));
      return [
        ...input,
        chain("in_link_local", null),
        chain("out_link_local", null),
        set(vips(TYPE.ipv6, length)),
        set(neighbourDiscovery),
        addElements(family, table, SETS.discovery, discovery),
        ...["in", "out"].flatMap((way) => [
          rule(way, payload(1, AT.ipv6.protocol, 1), isEqual(Uint8Array.of(IPPROTO_ICMPV6)), payload(2, 0, 1), lookup(SETS.discovery), ...end(verdict("accept"))),
          rule(way, payload(1, way === "in" ? destination : source, length), masked(prefixOf(255, 192)), isEqual(prefixOf(254, 128)), ...end(verdict("goto", `${way}_link_local`)))
        ]),
        ...drops
      ];
    }
    case "linkLocal":
    case "linkLocalNames": {
      const byName = part === "linkLocalNames";
      const of = byName ? linkLocalNames : linkLocal;
      const { source, destination, length } = AT.ipv6;
      return [
        set(of),
        rule("in_link_local", payload(1, destination, length), meta(byName ? META.iifname : META.iif, 2), lookup(of.name), ...end(verdict("drop"))),
        rule("out_link_local", payload(1, source, length), meta(byName ? META.oifname : META.oif, 2), lookup(of.name), ...end(verdict("drop")))
      ];
    }
  }
}
function icmpv6() {
  return [meta(META.l4proto), isEqual(Uint8Array.of(IPPROTO_ICMPV6)), payload(2, 0, 1)];
}
function overBase(at, end) {
  return [
    payload(1, at.destination, at.length),
    ...isMacvlan(2),
    meta(META.oif, 2),
    lookup(SETS.vmacMap, 2, 2),
    duplicate(1, 2),
    ...end(verdict("drop"))
  ];
}
function isMacvlan(register) {
  return [meta(META.oifkind, register), isEqual(padded("macvlan"), register)];
}
function padded(text) {
  const bytes = new Uint8Array(IFNAMSIZ);
  bytes.set(new TextEncoder().encode(text).subarray(0, IFNAMSIZ - 1));
  return bytes;
}
function prefixOf(first, second) {
  const bytes = new Uint8Array(16);
  bytes.set([first, second]);
  return bytes;
}
var index = { keyType: TYPE.interfaceIndex, keyLength: 4, byteOrder: HOST_ORDER };
var vmacMap = {
  ...index,
  name: SETS.vmacMap,
  flags: SET_MAP,
  data: { type: TYPE.interfaceIndex, length: 4 }
};
var vmacSet = { ...index, name: SETS.vmacSet, flags: 0, byteOrder: HOST_ORDER };
var vips = (keyType, keyLength) => ({
  name: SETS.vips,
  flags: 0,
  keyType,
  keyLength,
  byteOrder: NETWORK_ORDER
});
var neighbourDiscovery = {
  name: SETS.discovery,
  flags: SET_CONSTANT,
  keyType: TYPE.icmpv6,
  keyLength: 1,
  byteOrder: HOST_ORDER
};
var linkLocal = {
  name: SETS.linkLocal,
  flags: 0,
  keyType: concatenation(TYPE.ipv6, TYPE.interfaceIndex),
  keyLength: 20,
  byteOrder: HOST_ORDER
};
var linkLocalNames = {
  ...linkLocal,
  name: SETS.linkLocalNames,
  keyType: concatenation(TYPE.ipv6, TYPE.interfaceName),
  keyLength: 32
};

// dist/daemon/firewall.js
var PARTS = ["vmac", "addresses", "linkLocal", "linkLocalNames"];
var MOST_ELEMENTS = 500;
function makeFirewall() {
  let socket = null;
  let settings = null;
  const tables = /* @__PURE__ */ new Map();
  const elements = /* @__PURE__ */ new Map();
  const guarded2 = /* @__PURE__ */ new Map();
  function configure2(next) {
    if (settings !== null)
      removeTables(settings.table);
    settings = next;
    if (next === null)
      return;
    const families = new Set([...elements.values()].map(({ placed }) => placed.family));
    for (const family of families)
      send(rebuild(family));
  }
  function removeTables(table) {
    const families = [...tables.keys()];
    tables.clear();
    send(families.flatMap((family) => [newTable(family, table), deleteTable(family, table)]));
  }
  function guard(links) {
    forget(links.map(({ name: name2 }) => name2));
    for (const link of links)
      guarded2.set(link.name, placesOf(link));
    add(links.flatMap(({ name: name2 }) => guarded2.get(name2) ?? []));
  }
  function forget(names) {
    const places = names.flatMap((name2) => guarded2.get(name2) ?? []);
    for (const name2 of names)
      guarded2.delete(name2);
    remove(places);
  }
  function drop(set, addresses) {
    const places = addresses.map(placeOf);
    if (set)
      add(places);
    else
      remove(places);
  }
  function add(places) {
    const fresh = [];
    for (const placed of places) {
      const key = keyOf2(placed);
      const known = elements.get(key);
      if (known !== void 0)
        known.count++;
      else {
        elements.set(key, { placed, count: 1 });
        fresh.push(placed);
      }
    }
    apply(fresh, true);
  }
  function remove(places) {
    const gone = [];
    for (const placed of places) {
      const key = keyOf2(placed);
      const known = elements.get(key);
      if (known === void 0 || --known.count > 0)
        continue;
      elements.delete(key);
      gone.push(placed);
    }
    apply(gone, false);
  }
  function apply(places, adds) {
    if (settings === null || places.length === 0)
      return;
    const { table } = settings;
    const families = [...new Set(places.map(({ family }) => family))];
    const messages = families.flatMap((family) => {
      const here = places.filter((placed) => placed.family === family);
      if (adds && here.some(({ part }) => tables.get(family)?.has(part) !== true))
        return rebuild(family);
      return fill(here, (set, list) => adds ? addElements(family, table, set, list) : removeElements(family, table, set, list));
    });
    try {
      send(messages);
    } catch (error) {
      if (!(error instanceof OperationError) || error.errno !== "ENOENT")
        throw error;
      for (const family of families)
        send(rebuild(family));
    }
  }
  function rebuild(family) {
    if (settings === null)
      return [];
    const style = settings;
    const all = [...elements.values()].map(({ placed }) => placed).filter((placed) => placed.family === family);
    const wanted = /* @__PURE__ */ new Set([...tables.get(family) ?? [], ...all.map(({ part }) => part)]);
    if (wanted.has("linkLocal") || wanted.has("linkLocalNames"))
      wanted.add("addresses");
    const has = /* @__PURE__ */ new Set();
    const messages = [newTable(family, style.table), deleteTable(family, style.table), newTable(family, style.table)];
    let id = 0;
    for (const part of PARTS) {
      if (!wanted.has(part))
        continue;
      messages.push(...buildPart(part, family, style, has, () => ++id));
      has.add(part);
    }
    tables.set(family, wanted);
    return [...messages, ...fill(all, (set, list) => addElements(family, style.table, set, list))];
  }
  function send(messages) {
    if (messages.length === 0)
      return;
    socket ??= openNftSocket();
    socket.send(messages);
  }
  function close() {
    socket?.close();
    socket = null;
  }
  return { configure: configure2, guard, forget, drop, close };
}
function fill(places, make) {
  const sets = /* @__PURE__ */ new Map();
  for (const { set, element } of places)
    sets.set(set, [...sets.get(set) ?? [], element]);
  return [...sets].flatMap(([set, list]) => {
    const messages = [];
    for (let i = 0; i < list.length; i += MOST_ELEMENTS)
      messages.push(make(set, list.slice(i, i + MOST_ELEMENTS)));
    return messages;
  });
}
function placesOf({ index: index2, base, ipv4, ipv6 }) {
  const [key, value] = [hostOrder(index2), hostOrder(base)];
  const part = "vmac";
  const mapped = { part, set: SETS.vmacMap, element: { key, value } };
  return [
    ...ipv4 ? [{ ...mapped, family: IPV4 }] : [],
    ...ipv6 ? [{ ...mapped, family: IPV6 }, { family: IPV6, part, set: SETS.vmacSet, element: { key } }] : []
  ];
}
function placeOf({ address, on }) {
  const { family, bytes } = address;
  if (on === null)
    return { family: family === 4 ? IPV4 : IPV6, part: "addresses", set: SETS.vips, element: { key: bytes } };
  return "name" in on ? { family: IPV6, part: "linkLocalNames", set: SETS.linkLocalNames, element: { key: join(bytes, padded(on.name)) } } : { family: IPV6, part: "linkLocal", set: SETS.linkLocal, element: { key: join(bytes, hostOrder(on.index)) } };
}
function join(a, b) {
  return Uint8Array.from([...a, ...b]);
}
function hostOrder(value) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, endianness() === "LE");
  return bytes;
}
function keyOf2({ family, set, element }) {
  return `${family} ${set} ${element.key.join(".")} ${element.value?.join(".") ?? ""}`;
}

// dist/daemon/vmac-links.js
import { readdirSync } from "node:fs";
var MACVLAN_SETTINGS = { arp_ignore: 1, accept_local: 1, rp_filter: 0, promote_secondaries: 1 };
function makeVmacLinks({ rtnetlink, firewall, post, log }) {
  const bases = /* @__PURE__ */ new Map();
  const unfiltered = /* @__PURE__ */ new Set();
  let formerFilters = /* @__PURE__ */ new Map();
  function make({ remove: remove2, vmacs }) {
    for (const name2 of remove2)
      take(name2);
    if (remove2.length > 0)
      rtnetlink.readAgain();
    const made = vmacs.map(makeUnlessThere);
    rtnetlink.readAgain();
    attempt(() => firewall.guard(guardedOf(vmacs)));
    const results = vmacs.map((vmac, i) => raise(vmac, made[i] ?? false));
    rtnetlink.readAgain();
    if (addAddresses(vmacs))
      rtnetlink.readAgain();
    const names = new Set(vmacs.map(({ name: name2 }) => name2));
    const interfaces = rtnetlink.interfaces().filter(({ name: name2 }) => names.has(name2));
    post({ kind: "vmacs-made", results, interfaces });
    rtnetlink.tellNews();
  }
  function guardedOf(vmacs) {
    return vmacs.flatMap(({ kind, name: name2, base, ipv4, ipv6 }) => {
      const link = linkOf(name2);
      const below = linkOf(base);
      if (kind !== "macvlan" || link === void 0 || below === void 0)
        return [];
      return [{ name: name2, index: link.index, base: below.index, ipv4, ipv6 }];
    });
  }
  function raise(vmac, made) {
    const { name: name2 } = vmac;
    if (made instanceof OperationError)
      return { name: name2, failure: made.message, isNew: true };
    const isNew = made;
    try {
      if (vmac.settlesArp)
        settleArp(vmac, isNew);
      attempt(() => writeSysctl(`net/ipv6/conf/${name2}/disable_ipv6`, vmac.ipv6 ? "0" : "1"), "ENOENT");
      attempt(() => rtnetlink.setLink(name2, { noLinkLocal: true }));
      rtnetlink.setLink(name2, { up: true });
      if (vmac.notifiesBase)
        attempt(() => rtnetlink.setLink(vmac.base, { ipv4: {} }));
      return { name: name2, failure: null, isNew };
    } catch (error) {
      if (!(error instanceof OperationError))
        throw error;
      return { name: name2, failure: error.message, isNew: true };
    }
  }
  function makeUnlessThere(vmac) {
    if (linkOf(vmac.name) !== void 0)
      return false;
    const base = linkOf(vmac.base);
    if (base === void 0)
      return new OperationError("make interface", "ENODEV", vmac.base);
    const mode = vmac.kind === "macvlan" ? MACVLAN_PRIVATE : IPVLAN_L2;
    try {
      rtnetlink.makeLink({ ...vmac, mode }, base.index);
      return true;
    } catch (error) {
      if (!(error instanceof OperationError))
        throw error;
      return error;
    }
  }
  function settleArp(vmac, isNew) {
    const { name: name2, base } = vmac;
    openFilters(name2);
    rtnetlink.setLink(name2, { ipv4: MACVLAN_SETTINGS });
    const link = linkOf(base);
    const known = bases.get(base);
    if (link === void 0)
      return;
    if (known?.index === link.index)
      return void known.users.add(name2);
    const setting = (of, which) => Number(readSysctl(`net/ipv4/conf/${of}/${which}`) ?? 0);
    const former = { arpIgnore: setting(base, "arp_ignore"), arpFilter: setting(base, "arp_filter") };
    const ours = !isNew && former.arpIgnore === 1 && former.arpFilter === 1;
    const before = ours ? { arpIgnore: setting("default", "arp_ignore"), arpFilter: setting("default", "arp_filter") } : former;
    bases.set(base, { index: link.index, ...before, users: /* @__PURE__ */ new Set([name2]) });
    attempt(() => rtnetlink.setLink(base, { ipv4: { arp_ignore: 1, arp_filter: 1 } }));
  }
  function openFilters(name2) {
    if (unfiltered.has(name2))
      return;
    unfiltered.add(name2);
    if (unfiltered.size > 1)
      return;
    const all = readSysctl("net/ipv4/conf/all/rp_filter");
    if (all === null || Number(all) === 0)
      return;
    const former = /* @__PURE__ */ new Map([["all", all]]);
    for (const each of listInterfaces()) {
      const own = readSysctl(`net/ipv4/conf/${each}/rp_filter`);
      if (each === "lo" || own === null || Number(own) >= Number(all))
        continue;
      former.set(each, own);
      attempt(() => writeSysctl(`net/ipv4/conf/${each}/rp_filter`, all));
    }
    attempt(() => writeSysctl("net/ipv4/conf/all/rp_filter", "0"));
    formerFilters = former;
  }
  function addAddresses(vmacs) {
    let added = false;
    for (const { name: name2, base, linkLocal: linkLocal2, address } of vmacs) {
      const link = linkOf(name2);
      const below = linkOf(base);
      if (link === void 0 || below === void 0)
        continue;
      if (address !== null)
        added = add(link.index, address, null) || added;
      if (linkLocal2)
        added = add(link.index, { address: linkLocalOf(below), prefixLength: 64 }, 0) || added;
    }
    return added;
  }
  function add(index2, prefix, preferredLifetimeS) {
    const plain = { label: null, broadcast: null, peer: null, home: false, noDad: false, mngTmpAddr: false };
    const address = { ...prefix, ...plain, scope: 0, noPrefixRoute: false, preferredLifetimeS };
    return attempt(() => rtnetlink.addAddress(index2, address), "EEXIST");
  }
  function remove(names) {
    for (const name2 of names)
      take(name2);
  }
  function take(name2) {
    attempt(() => rtnetlink.removeLink(name2), "ENODEV");
    attempt(() => firewall.forget([name2]));
    for (const [base, { index: index2, users, arpIgnore, arpFilter }] of bases) {
      if (!users.delete(name2) || users.size > 0)
        continue;
      bases.delete(base);
      if (linkOf(base)?.index !== index2)
        continue;
      attempt(() => rtnetlink.setLink(base, { ipv4: { arp_ignore: arpIgnore, arp_filter: arpFilter } }));
    }
    if (!unfiltered.delete(name2) || unfiltered.size > 0)
      return;
    const all = formerFilters.get("all");
    if (all !== void 0)
      log(`NOTICE: resetting sysctl net.ipv4.conf.all.rp_filter to ${all}`);
    for (const [each, value] of formerFilters)
      attempt(() => writeSysctl(`net/ipv4/conf/${each}/rp_filter`, value), "ENOENT");
    formerFilters = /* @__PURE__ */ new Map();
  }
  function attempt(work, harmless = null) {
    try {
      work();
      return true;
    } catch (error) {
      if (!(error instanceof OperationError))
        throw error;
      if (error.errno !== harmless)
        log(error.message);
      return false;
    }
  }
  function linkOf(name2) {
    return rtnetlink.interfaces().find((link) => link.name === name2);
  }
  return { make, remove };
}
function listInterfaces() {
  try {
    return readdirSync("/proc/sys/net/ipv4/conf").filter((name2) => name2 !== "all" && name2 !== "default");
  } catch {
    return [];
  }
}
function linkLocalOf({ addresses, mac }) {
  const own = addresses.find(({ address: { family, bytes } }) => family === 6 && bytes[0] === 254 && bytes[1] === 128);
  if (own !== void 0)
    return own.address;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = mac;
  return { family: 6, bytes: Uint8Array.of(254, 128, 0, 0, 0, 0, 0, 0, a ^ 2, b, c, 255, 254, d, e, f) };
}

// dist/daemon/vrrp-effects.js
var HARMLESS_ADDITION = /* @__PURE__ */ new Set(["EEXIST"]);
var HARMLESS_REMOVAL = /* @__PURE__ */ new Set(["ESRCH", "ENOENT", "ENODEV", "EINVAL"]);
function makeVrrpEffects(options) {
  const { logger, rtnetlink, sockets, announcer, notifications, vmacs, firewall } = options;
  const scripts = new AbortController();
  function perform(action) {
    switch (action.kind) {
      case "sockets":
        return sockets.want(action);
      case "send-advert":
        return sockets.send(action);
      case "poll-links":
        return options.linkPoller.want(action.links);
      case "make-vmacs":
        return vmacs.make(action);
      case "remove-vmacs":
        if (!options.releaseAddresses())
          return;
        return vmacs.remove(action.names);
      case "firewall":
        return firewall.configure(action.settings);
      case "drop-traffic":
        return firewall.drop(action.set, action.addresses);
      case "add-addresses":
        return setAddresses(action.addresses, "EEXIST", (index2, address) => rtnetlink.addAddress(index2, address));
      case "remove-addresses":
        announcer.cancel(action.instance);
        if (!options.releaseAddresses())
          return;
        return setAddresses(action.addresses, "EADDRNOTAVAIL", (index2, address) => rtnetlink.removeAddress(index2, address));
      case "add-routing":
        return tryAll(action.items, HARMLESS_ADDITION, (item) => item.kind === "route" ? rtnetlink.addRoute(item.route) : rtnetlink.addRule(item.rule));
      case "remove-routing":
        if (action.instance !== null && !options.releaseAddresses())
          return;
        return tryAll(action.items.toReversed(), HARMLESS_REMOVAL, (item) => item.kind === "route" ? rtnetlink.removeRoute(item.route) : rtnetlink.removeRule(item.rule));
      case "static-addresses":
        return action.set ? setAddresses(action.addresses, "EEXIST", (index2, address) => rtnetlink.addAddress(index2, address)) : setAddresses(action.addresses, "EADDRNOTAVAIL", (index2, address) => rtnetlink.removeAddress(index2, address));
      case "announce":
        return announce(action);
      case "run-script":
        return void runScript(action);
      case "notify":
        return notifications.notify(action.object, action.command, action.extraArgs);
      case "fifo":
        return notifications.fifo(action.line);
      case "mail":
        return notifications.mail(action.subject, action.body);
      case "sync-daemon":
        return options.syncDaemon.set(action);
      case "log":
        return logger.log(action.level, action.text, action.detail ?? false);
      case "stopped":
        return options.stopped();
      default:
        return unreachable(action);
    }
  }
  function setAddresses(addresses, harmless, set) {
    tryAll(addresses, /* @__PURE__ */ new Set([harmless]), (address) => {
      const link = interfaceByName(address.interface);
      if (link === void 0)
        throw new OperationError("set address", "ENODEV", address.interface);
      set(link.index, address);
    });
  }
  function tryAll(items, harmless, attempt) {
    let failure = null;
    for (const item of items) {
      try {
        attempt(item);
      } catch (error) {
        if (!(error instanceof OperationError && harmless.has(error.errno)))
          failure ??= error;
      }
    }
    if (failure !== null)
      throw failure;
  }
  function interfaceByName(name2) {
    return rtnetlink.interfaces().find((link) => link.name === name2);
  }
  function announce(action) {
    const link = rtnetlink.interfaces().find(({ index: index2 }) => index2 === action.interfaceIndex);
    if (link === void 0)
      throw new OperationError("announce", "ENODEV");
    announcer.announce({ ...action, link });
  }
  async function runScript(action) {
    const { script, command, timeoutUs } = action;
    const account = accountOf(command, options.config().global);
    const timeoutMs = Math.max(1, Math.round(timeoutUs / US_PER_MS));
    const result = await options.runCommand({
      argv: command.argv,
      ...account,
      timeoutMs,
      signal: scripts.signal,
      endsWithUs: "killed"
    });
    if (!scripts.signal.aborted)
      options.post({ kind: "script-result", script, result });
  }
  return { perform, endScripts: () => scripts.abort() };
}
function vrrpLaneOf(action) {
  return action.kind === "sync-daemon" ? "sync-daemon" : null;
}

// dist/vrrp/view.js
function viewInstance(state, instance) {
  const { config, timers } = instance;
  return {
    name: config.name,
    config,
    state: instance.state,
    sinceUs: instance.sinceUs,
    lastChange: instance.lastChange,
    basePriority: config.priority,
    effectivePriority: instance.effectivePriority,
    adjustments: instance.adjustments,
    tracks: tracksOf(instance).map((track) => ({ ...track, ...standingOf(state, track) })),
    faults: instance.faults,
    waiting: instance.waiting,
    group: instance.group?.config.name ?? null,
    source: instance.source,
    masterAddress: instance.masterAddress,
    masterPriority: instance.masterPriority,
    masterIntervalUs: instance.masterIntervalUs,
    masterDownIntervalUs: masterDownUs(instance),
    masterDownAtUs: timers.masterDown.place < 0 ? NEVER : timers.masterDown.atUs,
    nextAdvertAtUs: timers.advert.place < 0 ? NEVER : timers.advert.atUs,
    addresses: allAddresses(instance).map((address) => ({ address, set: instance.installed.has(addressKey(address)) })),
    counters: { ...instance.counters }
  };
}
function viewGroup({ config, state, sinceUs, members }) {
  return { name: config.name, state, sinceUs, members: members.map((member) => member.config.name) };
}

// dist/daemon/vrrp-status.js
function* vrrpStatus(state, clocks) {
  for (const instance of state.instances.values()) {
    yield { section: "instances", item: instanceStatus(viewInstance(state, instance), clocks()) };
  }
  for (const group of state.groups.values()) {
    const { name: name2, state: now, sinceUs, members } = viewGroup(group);
    const since = wallTime(clocks(), sinceUs) ?? "";
    yield { section: "syncGroups", item: { name: name2, state: now, since, members } };
  }
}
function instanceStatus(view, clocks) {
  const { config, state } = view;
  const since = wallTime(clocks, view.sinceUs) ?? "";
  return {
    name: view.name,
    interface: config.interface,
    family: config.family,
    vrid: config.vrid,
    version: config.version,
    state,
    since,
    lastTransition: view.lastChange === null ? null : { ...view.lastChange, to: state, at: since },
    priority: { base: view.basePriority, effective: view.effectivePriority },
    trackers: view.tracks.map(trackerStatus),
    faults: view.faults.map(faultInWords),
    waiting: view.waiting,
    master: masterOf(view),
    syncGroup: view.group,
    addresses: view.addresses.map(({ address, set }) => ({
      address: writeIpPrefix(address),
      interface: address.interface,
      set
    }))
  };
}
function trackerStatus(track) {
  const { source, name: name2, weight, reverse, up, points } = track;
  return { kind: source, name: name2, weight, reverse, up, points };
}
function masterOf({ state, source, masterAddress, masterPriority, effectivePriority }) {
  if (state === "master") {
    return { address: source === null ? "" : writeIp(source), priority: effectivePriority, self: true };
  }
  if (state !== "backup" || masterAddress === null)
    return null;
  return { address: writeIp(masterAddress), priority: masterPriority, self: false };
}
function vrrpStanding({ instances }) {
  const all = [...instances.values()];
  const named = (state) => firstNames(all.filter((instance) => instance.state === state).map(({ config }) => config.name));
  return { kind: "vrrp", instances: all.length, masters: named("master"), faults: named("fault") };
}

// dist/daemon/vrrp-process.js
var drainMs = 1e3;
function runVrrpProcess() {
  runChild("vrrp", startVrrp);
}
async function startVrrp(context) {
  const { logger, options } = context;
  let config = context.config;
  let started = false;
  let stopping = false;
  let statsFile = null;
  let reloads = 0;
  const dataFiles = savesStates(config) ? await import("../data-files-Y2WFDF5F.js") : null;
  if (options.dumpConfig)
    await (await prepareDump()).vrrpStart(config);
  const post = (event) => runtime.post(event);
  const firstCounts = {};
  const processCounts = makeProcessCounts({
    onCount: (process2, count) => {
      if (started)
        post({ kind: "process-count", process: process2, count });
      else
        firstCounts[process2] = count;
    },
    log: logger.log,
    ...bufferOptions(config.global.netlinkBuffers?.processMonitor)
  });
  await processCounts.configure(config.vrrp.processes);
  const files = makeFileWatch((file, value) => post({ kind: "file-value", file, value }), logger.log);
  const monitor = options.logAddressChanges ? makeAddressMonitor({
    log: (text) => logger.log("info", text),
    isOurs: (address) => ownership(runtime.state, address)
  }) : null;
  logger.log("info", "Registering Kernel netlink reflector", true);
  const buffers = config.global.netlinkBuffers;
  const rtnetlink = openRtnetlink({
    ...bufferOptions(buffers?.vrrpMonitor),
    requests: bufferOptions(buffers?.vrrpCommand),
    onInterface: (info) => {
      monitor?.changed(info);
      promoteSecondaries.appeared(info.name);
      post({ kind: "interface", interface: info });
    },
    onInterfaceGone: (index2) => {
      monitor?.gone(index2);
      post({ kind: "interface-gone", index: index2 });
    },
    onRouteGone: (route) => post({ kind: "route-gone", route }),
    onRuleGone: (rule) => post({ kind: "rule-gone", rule }),
    onError: (error) => logger.log("warning", `Netlink: ${error.message} - interfaces and addresses were read again`)
  });
  logger.log("info", "Registering Kernel netlink command channel", true);
  logger.log("info", "Registering gratuitous ARP shared channel", true);
  const announcer = makeAnnouncer();
  const sockets = makeAdvertSockets({ onEvent: post, onLost: socketLost, onFlood: logFlood, onOpened: logSocket });
  const notifications = makeNotifications({
    global: config.global,
    fifosOf: (global) => fifosOf(global, config, options.runChecker),
    lineEnd: "\n",
    runCommand: context.runCommand,
    log: logger.log
  });
  const promoteSecondaries = makePromoteSecondaries((text) => logger.log("warning", text));
  const syncDaemon = makeSyncDaemon(config.global.ipvsNamespace, logger.log);
  const firewall = makeFirewall();
  const linkPoller = makeLinkPoller(post, (text) => logger.log("info", text), rtnetlink.interfaces);
  const effects = makeVrrpEffects({
    logger,
    rtnetlink,
    sockets,
    announcer,
    notifications,
    syncDaemon,
    firewall,
    linkPoller,
    vmacs: makeVmacLinks({ rtnetlink, firewall, post, log: (text) => logger.log("warning", text) }),
    post,
    config: () => config,
    runCommand: context.runCommand,
    releaseAddresses: () => options.releaseVrrp || !stopping,
    stopped: () => void finish2()
  });
  const lanes = makeLanes({ laneOf: vrrpLaneOf, perform: effects.perform, failed });
  const runtime = startRuntime({
    machine: vrrpMachine,
    state: initialVrrpState(),
    now: nowUs,
    makeAlarm: (ring) => makePreciseAlarm(nowUs, ring),
    late: context.late,
    deadlineEvent: { kind: "deadline" },
    recorder: makeFlightRecorder({
      machine: "vrrp",
      program: productName,
      path: crashPath("vrrp", config.global),
      log: logger.log
    }),
    perform: lanes.perform,
    isUrgent: takeoverIsNext
  });
  const enableLocalIgmp = config.global.disableLocalIgmp === true ? disableLocalIgmp((text) => logger.log("warning", text)) : null;
  if (hasRouting(config))
    rtnetlink.watchRouting();
  monitor?.start(rtnetlink.interfaces());
  promoteSecondaries.configure(config.vrrp.instances);
  sockets.configure(config.vrrp.instances);
  runtime.post({
    kind: "start",
    global: config.global,
    config: withoutSessions(config.vrrp),
    interfaces: rtnetlink.interfaces(),
    bootedAtUs: nowUs() - nowMonotonicUs(),
    processCounts: firstCounts,
    fileValues: files.configure(usedFiles(config.vrrp))
  });
  started = true;
  setImmediate(() => rehearse(config, rtnetlink.interfaces()));
  function reload(next) {
    logger.log("info", "Reloading");
    reloads += 1;
    dataFiles?.saveVrrpData(viewSource(), `${reloads}.pre`, logger.log);
    config = next;
    notifications.configure(next.global);
    sockets.configure(next.vrrp.instances);
    promoteSecondaries.configure(next.vrrp.instances);
    if (hasRouting(next))
      rtnetlink.watchRouting();
    const fileValues = files.configure(usedFiles(next.vrrp));
    runtime.post({ kind: "reload", global: next.global, config: withoutSessions(next.vrrp), fileValues });
    void processCounts.configure(next.vrrp.processes);
    dataFiles?.saveVrrpData(viewSource(), `${reloads}.post`, logger.log);
    if (options.dumpConfig)
      void dumpAgain();
  }
  function stop() {
    stopping = true;
    runtime.post({ kind: "stop" });
  }
  async function finish2() {
    await lanes.idle();
    runtime.close();
    effects.endScripts();
    processCounts.close();
    linkPoller.close();
    files.close();
    await notifications.drain(drainMs);
    sockets.close();
    announcer.close();
    syncDaemon.close();
    rtnetlink.close();
    promoteSecondaries.close();
    firewall.close();
    enableLocalIgmp?.();
    context.ended();
  }
  function failed(action, error) {
    const instance = "instance" in action ? action.instance : null;
    const errno = error instanceof OperationError ? error.errno : "EIO";
    const message2 = messageOf(error);
    if (!(error instanceof OperationError))
      logger.log("err", `${action.kind}: ${error?.stack ?? message2}`);
    post({ kind: "action-failed", action: action.kind, instance, errno, message: message2 });
  }
  function socketLost(spec, error) {
    logger.log("err", `VRRP socket on ${spec.interface} failed: ${error.message}`);
    post({ kind: "action-failed", action: "sockets", instance: null, errno: error.errno, message: error.message });
  }
  function logFlood(spec) {
    logger.log("warning", `VRRP socket on ${spec.interface}: a flood of packets with a wrong TTL, the kernel drops them for 10 seconds`);
  }
  function logSocket(text) {
    logger.log("info", text, true);
  }
  async function request(what) {
    const words2 = what === "data" || what === "json" ? what : "stats";
    logger.log("info", `Printing VRRP ${words2 === "json" ? "as json" : words2} for process(${process.pid}) on signal`);
    const failure = await { data: writeData, json: writeJson, stats: () => writeStats(what === "stats-clear") }[words2]();
    if (failure !== null)
      logger.log("err", failure);
  }
  async function dumpAgain() {
    const dump = await prepareDump();
    await dump.vrrpReload(viewSource());
  }
  async function prepareDump() {
    const loaded = await import("../start-dump-4ZVTLWYR.js");
    return loaded.prepareDump(logger, config);
  }
  async function writeData() {
    const { writeVrrpData } = await import("../data-files-Y2WFDF5F.js");
    return writeVrrpData(viewSource);
  }
  function viewSource() {
    const clocks2 = { now: nowUs(), wallUs: Date.now() * US_PER_MS };
    return {
      config,
      state: runtime.state,
      interfaces: rtnetlink.interfaces(),
      polledBy: linkPoller.ways(),
      sockets: sockets.list(),
      ...clocks2
    };
  }
  async function writeJson() {
    const { jsonText } = await import("../json-file-GUTM6474.js");
    const shown = (instance) => statsFile?.shown(instance) ?? instance.counters;
    return writeDump("json", config.global, jsonText(config, runtime.state, clocks(), shown));
  }
  async function writeStats(clear) {
    const { makeStatsFile } = await import("../stats-file-BVK54ULP.js");
    statsFile ??= makeStatsFile();
    return statsFile.write(config.global, runtime.state, clear);
  }
  const clocks = () => ({ now: nowUs(), wallMs: Date.now() });
  return {
    reload,
    request: (what) => void request(what),
    status: () => vrrpStatus(runtime.state, clocks),
    standing: () => vrrpStanding(runtime.state),
    stop
  };
}
function ownership(state, { address }) {
  if (!state.virtualAddresses.has(writeIp(address)))
    return "no";
  for (const { installed } of state.instances.values()) {
    for (const own of installed.values())
      if (sameIp(own.address.address, address))
        return "wanted";
  }
  return "given up";
}
function hasRouting({ vrrp }) {
  const { routes = [], rules = [] } = vrrp.statics ?? {};
  const ofInstances = vrrp.instances.flatMap((instance) => [...instance.routes ?? [], ...instance.rules ?? []]);
  return ofInstances.length + routes.length + rules.length > 0;
}
function takeoverIsNext(state) {
  return state.deadlines.heap[0]?.owner.kind === "master-down";
}
function fifosOf(global, config, checkerAllowed) {
  const checkerRuns = checkerAllowed && config.lvs.virtualServers.length > 0;
  return [
    { config: global.fifo, startsScript: !checkerRuns },
    { config: global.vrrpFifo, startsScript: true }
  ];
}
export {
  runVrrpProcess
};
