import {
  IFA_ADDRESS,
  IFA_BROADCAST,
  IFA_CACHEINFO,
  IFA_FLAGS,
  IFA_LABEL,
  IFA_LOCAL,
  IFLA_INFO_DATA,
  IFLA_INFO_KIND,
  IFLA_IPVLAN_FLAGS,
  IFLA_IPVLAN_MODE,
  IFLA_LINK,
  IFLA_LINKINFO,
  IFLA_MACVLAN_MODE,
  RTM_DELADDR,
  RTM_DELLINK,
  RTM_GETADDR,
  RTM_GETLINK,
  RTM_NEWADDR,
  RTM_NEWLINK,
  isAboutAddress,
  makeInterfaceTable,
  openNetlinkRequester,
  sameInterface
} from "./chunk-O57CWVPL.js";
import {
  KEEPALIVED_PROTOCOL,
  UNICAST
} from "./chunk-EFJSXIPA.js";
import {
  openNetlinkEvents
} from "./chunk-ABXZWG56.js";
import {
  NLM_F_APPEND,
  NLM_F_CREATE,
  NLM_F_EXCL,
  encodeAttributes,
  readAttributes,
  readMessages,
  readString,
  readU32,
  u16,
  u32
} from "./chunk-Y6ZBNNPF.js";
import {
  AF_INET,
  AF_INET6,
  OperationError,
  cString
} from "./chunk-VCTB2HMK.js";

// dist/linux/link-message.js
var DEVCONF = { rp_filter: 8, arp_filter: 13, arp_ignore: 19, promote_secondaries: 20, accept_local: 23 };
var IFLA_ADDRESS = 1;
var IFLA_IFNAME = 3;
var IFLA_AF_SPEC = 26;
var IFLA_GROUP = 27;
var IFLA_INET_CONF = 1;
var IFLA_INET6_ADDR_GEN_MODE = 8;
var IN6_ADDR_GEN_MODE_NONE = 1;
var IFF_UP = 1;
function encodeNewLink(link, base) {
  const data = link.kind === "macvlan" ? [{ type: IFLA_MACVLAN_MODE, value: u32(link.mode) }] : [
    { type: IFLA_IPVLAN_MODE, value: u16(link.mode) },
    { type: IFLA_IPVLAN_FLAGS, value: u16(link.flags) }
  ];
  const information = encodeAttributes([
    { type: IFLA_INFO_KIND, value: cString(link.kind) },
    { type: IFLA_INFO_DATA, value: encodeAttributes(data) }
  ]);
  const attributes = [
    { type: IFLA_LINKINFO, value: information },
    { type: IFLA_LINK, value: u32(base) },
    { type: IFLA_IFNAME, value: cString(link.name) }
  ];
  if (link.mac !== null)
    attributes.push({ type: IFLA_ADDRESS, value: link.mac });
  if (link.group !== null)
    attributes.push({ type: IFLA_GROUP, value: u32(link.group) });
  return { flags: NLM_F_CREATE | NLM_F_EXCL, fixed: header(), attributes };
}
function encodeLinkSettings(name, settings) {
  const { ipv4, noLinkLocal, up } = settings;
  const families = [];
  if (ipv4 !== void 0) {
    const values = Object.entries(ipv4).map(([setting, value]) => ({
      type: DEVCONF[setting],
      value: u32(value)
    }));
    const conf = encodeAttributes([{ type: IFLA_INET_CONF, value: encodeAttributes(values) }]);
    families.push({ type: AF_INET, value: conf });
  }
  if (noLinkLocal === true) {
    const mode = { type: IFLA_INET6_ADDR_GEN_MODE, value: Uint8Array.of(IN6_ADDR_GEN_MODE_NONE) };
    families.push({ type: AF_INET6, value: encodeAttributes([mode]) });
  }
  const attributes = [{ type: IFLA_IFNAME, value: cString(name) }];
  if (families.length > 0)
    attributes.push({ type: IFLA_AF_SPEC, value: encodeAttributes(families) });
  return { flags: 0, fixed: header(up === true ? IFF_UP : 0, up === true ? IFF_UP : 0), attributes };
}
function encodeDeleteLink(name) {
  return { flags: 0, fixed: header(), attributes: [{ type: IFLA_IFNAME, value: cString(name) }] };
}
function header(flags = 0, change = 0) {
  const fixed = new Uint8Array(16);
  fixed.set(u32(flags, change), 8);
  return fixed;
}

// dist/linux/route-message.js
var RTM_NEWROUTE = 24;
var RTM_DELROUTE = 25;
var RTM_NEWRULE = 32;
var RTM_DELRULE = 33;
var RTA_DST = 1;
var RTA_SRC = 2;
var RTA_OIF = 4;
var RTA_GATEWAY = 5;
var RTA_PRIORITY = 6;
var RTA_PREFSRC = 7;
var RTA_METRICS = 8;
var RTA_MULTIPATH = 9;
var RTA_FLOW = 11;
var RTA_TABLE = 15;
var RTA_VIA = 18;
var RTA_PREF = 20;
var RTA_ENCAP_TYPE = 21;
var RTA_ENCAP = 22;
var RTA_EXPIRES = 23;
var RTA_TTL_PROPAGATE = 26;
var RTAX_LOCK = 1;
var RTAX_CC_ALGO = 16;
var RTAX = {
  mtu: 2,
  window: 3,
  rtt: 4,
  rttvar: 5,
  ssthresh: 6,
  cwnd: 7,
  advmss: 8,
  reordering: 9,
  hoplimit: 10,
  initcwnd: 11,
  features: 12,
  rto_min: 13,
  initrwnd: 14,
  quickack: 15,
  fastopen_no_cookie: 17
};
var RT_TABLE_MAIN = 254;
var RTNH_F_ONLINK = 4;
var PLACEMENT = {
  add: NLM_F_CREATE | NLM_F_EXCL,
  prepend: NLM_F_CREATE,
  append: NLM_F_CREATE | NLM_F_APPEND
};
function encodeRoute(route, indexOf) {
  const table = route.table ?? RT_TABLE_MAIN;
  const fixed = new Uint8Array(12);
  fixed[0] = route.family === 4 ? AF_INET : AF_INET6;
  fixed[1] = route.destination.prefixLength;
  fixed[2] = route.from?.prefixLength ?? 0;
  fixed[3] = route.tos ?? 0;
  fixed[4] = table < 256 ? table : 0;
  fixed[5] = route.protocol ?? KEEPALIVED_PROTOCOL;
  fixed[6] = route.scope ?? 0;
  fixed[7] = route.type ?? UNICAST;
  if (route.onlink)
    fixed.set(u32(RTNH_F_ONLINK), 8);
  const attributes = [];
  const add = (type, value) => {
    if (value !== null)
      attributes.push({ type, value });
  };
  const number = (value) => value === null ? null : u32(value);
  add(RTA_DST, route.destination.prefixLength > 0 ? route.destination.address.bytes : null);
  add(RTA_SRC, route.from?.address.bytes ?? null);
  add(RTA_TABLE, table < 256 ? null : u32(table));
  add(RTA_PREFSRC, route.source?.bytes ?? null);
  addGateway(route, route.gateway, add);
  addEncap(route.encap, add);
  add(RTA_OIF, route.interface === null ? null : u32(indexOrThrow(route.interface, indexOf)));
  add(RTA_PRIORITY, number(route.metric));
  add(RTA_FLOW, number(route.realms));
  add(RTA_EXPIRES, number(route.expiresS));
  add(RTA_PREF, route.preference === null ? null : Uint8Array.of(route.preference));
  add(RTA_TTL_PROPAGATE, route.ttlPropagate === null ? null : Uint8Array.of(route.ttlPropagate ? 1 : 0));
  add(RTA_METRICS, encodeMetrics(route));
  if (route.nextHops.length > 0)
    add(RTA_MULTIPATH, encodeHops(route, indexOf));
  return { flags: PLACEMENT[route.placement], fixed, attributes };
}
function addGateway(route, gateway, add) {
  if (gateway === null)
    return;
  if (gateway.family === route.family)
    return add(RTA_GATEWAY, gateway.bytes);
  const via = new Uint8Array(2 + gateway.bytes.length);
  via.set(u16(gateway.family === 4 ? AF_INET : AF_INET6));
  via.set(gateway.bytes, 2);
  add(RTA_VIA, via);
}
function encodeMetrics(route) {
  const list = [];
  let locks = 0;
  if (route.congestionControl !== null) {
    list.push({ type: RTAX_CC_ALGO, value: cString(route.congestionControl.name) });
    if (route.congestionControl.lock)
      locks |= 1 << RTAX_CC_ALGO;
  }
  for (const [name, metric] of Object.entries(route.metrics)) {
    const type = RTAX[name];
    list.push({ type, value: u32(metric.value) });
    if (metric.lock)
      locks |= 1 << type;
  }
  if (locks !== 0)
    list.push({ type: RTAX_LOCK, value: u32(locks) });
  return list.length === 0 ? null : encodeAttributes(list);
}
function encodeHops(route, indexOf) {
  const parts = route.nextHops.map((hop) => {
    const attributes = [];
    const add = (type, value) => {
      if (value !== null)
        attributes.push({ type, value });
    };
    addGateway(route, hop.gateway, add);
    add(RTA_FLOW, hop.realms === null ? null : u32(hop.realms));
    addEncap(hop.encap, add);
    const encoded = encodeAttributes(attributes);
    const bytes = new Uint8Array(8 + encoded.length);
    bytes.set(u16(bytes.length));
    bytes[2] = hop.onlink ? RTNH_F_ONLINK : 0;
    bytes[3] = (hop.weight ?? 1) - 1;
    if (hop.interface !== null)
      bytes.set(u32(indexOrThrow(hop.interface, indexOf)), 4);
    bytes.set(encoded, 8);
    return bytes;
  });
  return join(parts);
}
var ENCAP_TYPES = { mpls: 1, ip: 2, ila: 3, ip6: 4 };
function addEncap(encap, add) {
  if (encap === null)
    return;
  add(RTA_ENCAP, encodeAttributes(encapAttributes(encap)));
  add(RTA_ENCAP_TYPE, u16(ENCAP_TYPES[encap.kind]));
}
var MPLS_IPTUNNEL_DST = 1;
var ILA_ATTR_LOCATOR = 1;
var LWTUNNEL_ID = 1;
var LWTUNNEL_DST = 2;
var LWTUNNEL_SRC = 3;
var LWTUNNEL_HOP_LIMIT = 4;
var LWTUNNEL_CLASS = 5;
var LWTUNNEL_FLAGS = 6;
function encapAttributes(encap) {
  if (encap.kind === "mpls")
    return [{ type: MPLS_IPTUNNEL_DST, value: labelStack(encap.labels) }];
  if (encap.kind === "ila") {
    const groups = encap.locator ?? [0, 0, 0, 0];
    return [{ type: ILA_ATTR_LOCATOR, value: Uint8Array.from(groups.flatMap((group) => [group >>> 8, group & 255])) }];
  }
  const list = [];
  const add = (type, value) => {
    if (value !== null)
      list.push({ type, value });
  };
  add(LWTUNNEL_ID, encap.id === null ? null : bigEndian64(BigInt(encap.id)));
  add(LWTUNNEL_DST, encap.destination?.bytes ?? null);
  add(LWTUNNEL_SRC, encap.source?.bytes ?? null);
  add(LWTUNNEL_CLASS, encap.trafficClass === null ? null : Uint8Array.of(encap.trafficClass));
  add(LWTUNNEL_HOP_LIMIT, encap.hopLimit === null ? null : Uint8Array.of(encap.hopLimit));
  add(LWTUNNEL_FLAGS, encap.flags === null ? null : u16(encap.flags));
  return list;
}
function labelStack(labels) {
  return join(labels.map((label, i) => Uint8Array.of(label >>> 12, label >>> 4 & 255, (label & 15) << 4 | (i === labels.length - 1 ? 1 : 0), 0)));
}
function bigEndian64(value) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}
function join(parts) {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
function indexOrThrow(name, indexOf) {
  const index = indexOf(name);
  if (index === void 0)
    throw new OperationError("set route", "ENODEV", name);
  return index;
}
var FRA_DST = 1;
var FRA_SRC = 2;
var FRA_IIFNAME = 3;
var FRA_GOTO = 4;
var FRA_PRIORITY = 6;
var FRA_FWMARK = 10;
var FRA_FLOW = 11;
var FRA_TUN_ID = 12;
var FRA_SUPPRESS_IFGROUP = 13;
var FRA_SUPPRESS_PREFIXLEN = 14;
var FRA_TABLE = 15;
var FRA_FWMASK = 16;
var FRA_OIFNAME = 17;
var FRA_L3MDEV = 19;
var FRA_UID_RANGE = 20;
var FRA_PROTOCOL = 21;
var FRA_IP_PROTO = 22;
var FRA_SPORT_RANGE = 23;
var FRA_DPORT_RANGE = 24;
var RULE_ACTIONS = { table: 1, l3mdev: 1, goto: 2, nop: 3, blackhole: 6, unreachable: 7, prohibit: 8 };
var FIB_RULE_INVERT = 2;
function encodeRule(rule) {
  const { action } = rule;
  const table = action.kind === "table" ? action.table : 0;
  const fixed = new Uint8Array(12);
  fixed[0] = rule.family === 4 ? AF_INET : AF_INET6;
  fixed[1] = rule.to?.prefixLength ?? 0;
  fixed[2] = rule.from?.prefixLength ?? 0;
  fixed[3] = rule.tos;
  fixed[4] = table < 256 ? table : 0;
  fixed[7] = RULE_ACTIONS[action.kind];
  if (rule.not)
    fixed.set(u32(FIB_RULE_INVERT), 8);
  const attributes = [];
  const add = (type, value) => {
    if (value !== null)
      attributes.push({ type, value });
  };
  const number = (value) => value === null ? null : u32(value);
  const octet = (value) => value === null ? null : Uint8Array.of(value);
  const name = (value) => value === null ? null : cString(value);
  const prefix = (value) => value === null || value.prefixLength === 0 ? null : value.address.bytes;
  add(FRA_SRC, prefix(rule.from));
  add(FRA_DST, prefix(rule.to));
  add(FRA_PRIORITY, u32(rule.priority));
  add(FRA_FWMARK, number(rule.mark));
  add(FRA_FWMASK, number(rule.markMask));
  add(FRA_FLOW, number(rule.realms));
  add(FRA_SUPPRESS_PREFIXLEN, number(rule.suppressPrefixLength));
  add(FRA_SUPPRESS_IFGROUP, number(rule.suppressGroup));
  add(FRA_IIFNAME, name(rule.inputInterface));
  add(FRA_OIFNAME, name(rule.outputInterface));
  add(FRA_TUN_ID, rule.tunnelId === null ? null : bigEndian64(BigInt(rule.tunnelId)));
  add(FRA_UID_RANGE, rule.uidRange === null ? null : u32(rule.uidRange.first, rule.uidRange.last));
  add(FRA_L3MDEV, action.kind === "l3mdev" ? Uint8Array.of(1) : null);
  add(FRA_PROTOCOL, octet(rule.protocol));
  add(FRA_IP_PROTO, octet(rule.ipProtocol));
  for (const [type, range] of [
    [FRA_SPORT_RANGE, rule.sourcePorts],
    [FRA_DPORT_RANGE, rule.destinationPorts]
  ]) {
    if (range !== null)
      add(type, join([u16(range.first), u16(range.last)]));
  }
  add(FRA_TABLE, table < 256 ? null : u32(table));
  add(FRA_GOTO, action.kind === "goto" ? u32(action.target) : null);
  return { flags: NLM_F_CREATE | NLM_F_EXCL, fixed, attributes };
}
function readGoneRoute(message) {
  const { body } = message;
  if (message.type !== RTM_DELROUTE || body.length < 12 || body[5] !== KEEPALIVED_PROTOCOL)
    return null;
  const attributes = readAttributes(body, 12);
  const family = body[0] === AF_INET ? 4 : 6;
  const metric = attributes.get(RTA_PRIORITY);
  const table = attributes.get(RTA_TABLE);
  return {
    family,
    table: table === void 0 ? body[4] ?? 0 : readU32(table),
    destination: prefixOf(attributes.get(RTA_DST), body[1] ?? 0, family),
    tos: body[3] ?? 0,
    metric: metric === void 0 ? 0 : readU32(metric),
    type: body[7] ?? 0
  };
}
function readGoneRule(message) {
  const { body } = message;
  if (message.type !== RTM_DELRULE || body.length < 12)
    return null;
  const attributes = readAttributes(body, 12);
  if (attributes.get(FRA_PROTOCOL)?.[0] !== KEEPALIVED_PROTOCOL)
    return null;
  const family = body[0] === AF_INET ? 4 : 6;
  const priority = attributes.get(FRA_PRIORITY);
  const name = (type) => {
    const value = attributes.get(type);
    return value === void 0 ? null : readString(value);
  };
  return {
    family,
    priority: priority === void 0 ? 0 : readU32(priority),
    from: prefixOf(attributes.get(FRA_SRC), body[2] ?? 0, family),
    to: prefixOf(attributes.get(FRA_DST), body[1] ?? 0, family),
    inputInterface: name(FRA_IIFNAME),
    outputInterface: name(FRA_OIFNAME)
  };
}
function prefixOf(bytes, prefixLength, family) {
  const length = family === 4 ? 4 : 16;
  return {
    address: { family, bytes: bytes?.length === length ? new Uint8Array(bytes) : new Uint8Array(length) },
    prefixLength
  };
}

// dist/linux/rtnetlink.js
function openRtnetlink(options) {
  const requester = openNetlinkRequester(options.requests);
  let table = makeInterfaceTable();
  let untold = null;
  let closed = false;
  let watchesRouting = false;
  let events;
  let timer = null;
  const waiting = /* @__PURE__ */ new Set();
  let turn = null;
  const tell = (change) => {
    if (change === null || closed)
      return;
    if ("gone" in change)
      options.onInterfaceGone(change.gone);
    else
      options.onInterface(change);
  };
  const tellSoon = (index) => {
    waiting.add(index);
    turn ??= setImmediate(tellWaiting);
  };
  const tellWaiting = () => {
    if (turn !== null)
      clearImmediate(turn);
    turn = null;
    for (const index of waiting) {
      waiting.delete(index);
      tell(table.interfaces.get(index) ?? null);
    }
  };
  const tellGone = (message) => {
    if (closed)
      return;
    const route = readGoneRoute(message);
    if (route !== null)
      options.onRouteGone?.(route);
    const rule = readGoneRule(message);
    if (rule !== null)
      options.onRuleGone?.(rule);
  };
  const listen = () => openNetlinkEvents({
    ...options,
    protocol: NETLINK_ROUTE,
    groups: [RTNLGRP_LINK, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR, ...watchesRouting ? ROUTING_GROUPS : []],
    onMessage: (bytes) => {
      for (const message of readMessages(bytes)) {
        const change = table.apply(message);
        if (change !== null && !("gone" in change) && isAboutAddress(message)) {
          tellSoon(change.index);
          continue;
        }
        tellWaiting();
        tell(change);
        tellGone(message);
      }
    },
    onLost: () => readAnew(new OperationError("rtnetlink events", "ENOBUFS")),
    onError: (error) => readAnew(error)
  });
  const readAnew = (error) => {
    timer ??= setTimeout(() => {
      timer = null;
      if (error.errno !== "ENOBUFS")
        events = listen();
      const before = table;
      table = readTables(requester);
      for (const change of differences(before, table))
        tell(change);
      if (!closed)
        options.onError(error);
    }, RESYNC_DELAY_MS);
  };
  const indexOf = (name) => [...table.interfaces.values()].find((info) => info.name === name)?.index;
  events = listen();
  table = readTables(requester);
  return {
    interfaces: () => [...table.interfaces.values()],
    addAddress(interfaceIndex, address) {
      const { fixed, attributes } = encodeAddress(interfaceIndex, address);
      requester.request("add address", RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, fixed, attributes);
    },
    removeAddress(interfaceIndex, address) {
      const { fixed, attributes } = encodeAddress(interfaceIndex, address);
      requester.request("remove address", RTM_DELADDR, 0, fixed, attributes);
    },
    addRoute(route) {
      const { flags, fixed, attributes } = encodeRoute(route, indexOf);
      requester.request("add route", RTM_NEWROUTE, flags, fixed, attributes);
    },
    removeRoute(route) {
      const { fixed, attributes } = encodeRoute(route, indexOf);
      requester.request("remove route", RTM_DELROUTE, 0, fixed, attributes);
    },
    addRule(rule) {
      const { flags, fixed, attributes } = encodeRule(rule);
      requester.request("add rule", RTM_NEWRULE, flags, fixed, attributes);
    },
    removeRule(rule) {
      const { fixed, attributes } = encodeRule(rule);
      requester.request("remove rule", RTM_DELRULE, 0, fixed, attributes);
    },
    makeLink(link, base) {
      const { flags, fixed, attributes } = encodeNewLink(link, base);
      requester.request("make interface", RTM_NEWLINK, flags, fixed, attributes);
    },
    setLink(name, settings) {
      const { flags, fixed, attributes } = encodeLinkSettings(name, settings);
      requester.request("set interface", RTM_NEWLINK, flags, fixed, attributes);
    },
    removeLink(name) {
      const { flags, fixed, attributes } = encodeDeleteLink(name);
      requester.request("remove interface", RTM_DELLINK, flags, fixed, attributes);
    },
    readAgain() {
      const former = events;
      events = listen();
      former.close();
      untold ??= table;
      table = readTables(requester);
    },
    tellNews() {
      const news = untold === null ? [] : differences(untold, table);
      untold = null;
      for (const change of news)
        tell(change);
    },
    watchRouting() {
      if (watchesRouting)
        return;
      watchesRouting = true;
      const former = events;
      events = listen();
      former.close();
    },
    close() {
      if (closed)
        return;
      closed = true;
      if (turn !== null)
        clearImmediate(turn);
      if (timer !== null)
        clearTimeout(timer);
      events.close();
      requester.close();
    }
  };
}
var RESYNC_DELAY_MS = 50;
var NETLINK_ROUTE = 0;
var RTNLGRP_LINK = 1;
var RTNLGRP_IPV4_IFADDR = 5;
var RTNLGRP_IPV6_IFADDR = 9;
var ROUTING_GROUPS = [7, 8, 11, 19];
var IFLA_EXT_MASK = 29;
var RTEXT_FILTER_SKIP_STATS = 1 << 3;
function readTables(requester) {
  const table = makeInterfaceTable();
  const skipStatistics = { type: IFLA_EXT_MASK, value: u32(RTEXT_FILTER_SKIP_STATS) };
  for (const message of requester.dump("list links", RTM_GETLINK, new Uint8Array(16), [skipStatistics]))
    table.apply(message);
  for (const message of requester.dump("list addresses", RTM_GETADDR, new Uint8Array(8)))
    table.apply(message);
  return table;
}
function differences(before, after) {
  const gone = [...before.interfaces.keys()].filter((index) => !after.interfaces.has(index)).map((index) => ({ gone: index }));
  const changed = [...after.interfaces.values()].filter((info) => {
    const old = before.interfaces.get(info.index);
    return old === void 0 || !sameInterface(old, info);
  });
  return [...gone, ...changed];
}
var IFA_F_NODAD = 2;
var IFA_F_HOMEADDRESS = 16;
var IFA_F_MANAGETEMPADDR = 256;
var IFA_F_NOPREFIXROUTE = 512;
var IFA_F_MCAUTOJOIN = 1024;
var FOR_EVER = 4294967295;
function encodeAddress(interfaceIndex, wanted) {
  const { address, peer } = wanted;
  const ipv6 = address.family === 6;
  const prefixLength = peer?.prefixLength ?? wanted.prefixLength;
  const fixed = new Uint8Array(8);
  fixed[0] = ipv6 ? AF_INET6 : AF_INET;
  fixed[1] = prefixLength;
  fixed[3] = ipv6 ? 0 : wanted.scope;
  fixed.set(u32(interfaceIndex), 4);
  const attributes = [
    { type: IFA_LOCAL, value: address.bytes },
    { type: IFA_ADDRESS, value: (peer?.address ?? address).bytes }
  ];
  let flags = wanted.noPrefixRoute ? IFA_F_NOPREFIXROUTE : 0;
  if (wanted.autojoin === true)
    flags |= IFA_F_MCAUTOJOIN;
  if (ipv6) {
    if (!wanted.noDad)
      flags |= IFA_F_NODAD;
    if (wanted.home)
      flags |= IFA_F_HOMEADDRESS;
    if (wanted.mngTmpAddr)
      flags |= IFA_F_MANAGETEMPADDR;
    const preferred = wanted.preferredLifetimeS ?? FOR_EVER;
    if (preferred < FOR_EVER) {
      attributes.push({ type: IFA_CACHEINFO, value: u32(preferred, FOR_EVER, 0, 0) });
    }
  } else {
    if (wanted.broadcast)
      attributes.push({ type: IFA_BROADCAST, value: wanted.broadcast.bytes });
    if (wanted.label !== null)
      attributes.push({ type: IFA_LABEL, value: cString(wanted.label) });
  }
  if (flags !== 0)
    attributes.push({ type: IFA_FLAGS, value: u32(flags) });
  return { fixed, attributes };
}

export {
  openRtnetlink
};
