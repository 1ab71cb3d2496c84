import {
  ROUTE_TYPES
} from "./chunk-EFJSXIPA.js";
import {
  writeIp,
  writeIpPrefix
} from "./chunk-I3YH4PUB.js";

// dist/config/dump/addresses.js
var SCOPES = { 0: "global", 200: "site", 253: "link", 254: "host", 255: "nowhere" };
function writeAddress(each) {
  const parts = [
    writeShortPrefix(each.address, each.prefixLength),
    each.broadcast === null ? null : `brd ${writeIp(each.broadcast)}`,
    `dev ${each.interface}`,
    `scope ${SCOPES[each.scope] ?? each.scope}`,
    each.label === null ? null : `label ${each.label}`,
    each.peer === null ? null : `peer ${writeIpPrefix(each.peer)}`,
    each.home ? "home" : null,
    each.noDad ? "-nodad" : null,
    each.mngTmpAddr ? "mngtmpaddr" : null,
    each.noPrefixRoute ? "noprefixroute" : null,
    each.autojoin === true ? "autojoin" : null,
    each.trackGroup === void 0 ? null : `track_group ${each.trackGroup}`,
    each.noTrack ? "no_track" : null,
    lifetime(each)
  ];
  return parts.filter((part) => part !== null).join(" ");
}
function lifetime(each) {
  if (each.address.family === 4)
    return null;
  const seconds = each.preferredLifetimeS ?? Infinity;
  return seconds === 0 ? "deprecated" : seconds >= FOREVER_S ? "preferred_lft forever" : `preferred_lft ${seconds}`;
}
var FOREVER_S = 4294967295;
function writeShortPrefix(address, prefixLength) {
  const full = address.family === 4 ? 32 : 128;
  return prefixLength === full ? writeIp(address) : `${writeIp(address)}/${prefixLength}`;
}

// dist/config/dump/routes.js
function dumpStatics(config) {
  const { trackGroups: named = [], addresses, routes, rules } = config.vrrp.statics ?? NOTHING;
  const trackGroups = named.filter(({ members }) => members.length > 0);
  return [
    ...section("Static Addresses", addresses.map((each) => `${writeAddress(each)} set`)),
    ...section("Static Routes", routes.map((each) => writeRoute(each) + installed(each))),
    ...section("Static Rules", rules.map(writeRule)),
    ...trackGroups.length === 0 ? [] : ["------< Static Track groups >------"],
    ...trackGroups.flatMap(({ name, members }) => [
      ` Static Track Group = ${name}`,
      "   VRRP member instances :",
      ...members.map((member) => `     ${member}`)
    ])
  ];
}
var NOTHING = { addresses: [], routes: [], rules: [] };
function section(title, entries) {
  return entries.length === 0 ? [] : [`------< ${title} >------`, ...entries.map((entry) => `     ${entry}`)];
}
function installed(route) {
  return route.noTrack ? "" : " [installed ifindex 0]";
}
var TYPE_NAMES = new Map(Object.entries(ROUTE_TYPES).filter(([name]) => name !== "brd" && name !== "unicast").map(([name, number]) => [number, name]));
var join = (...parts) => parts.filter((part) => part !== null).join(" ");
var option = (name, value) => value === null ? null : `${name} ${value}`;
var when = (on, word) => on ? word : null;
var prefixOption = (name, prefix) => prefix === null ? null : `${name} ${writeShortPrefix(prefix.address, prefix.prefixLength)}`;
var addressOption = (name, address) => address === null ? null : `${name} ${writeIp(address)}`;
var MAIN_TABLE = 254;
function writeRoute(route) {
  return join(route.placement, route.type === null ? null : TYPE_NAMES.get(route.type) ?? String(route.type), writeShortPrefix(route.destination.address, route.destination.prefixLength), prefixOption("from", route.from), addressOption("src", route.source), option("tos", route.tos), encap(route.encap), gateway(route.gateway), option("dev", route.interface), option("table", route.table === MAIN_TABLE ? null : route.table), option("proto", route.protocol), option("scope", route.scope), option("metric", route.metric), when(route.onlink, "onlink"), realms(route.realms), option("expires", route.expiresS === null ? null : `${route.expiresS}sec`), congestionControl(route), ...METRICS_IN_ORDER.map((name) => metric(route, name)), preference(route.preference), ...LAST_METRICS.map((name) => metric(route, name)), option("ttl-propagate", route.ttlPropagate === null ? null : route.ttlPropagate ? "enabled" : "disabled"), ...route.nextHops.map(hop), option("track_group", route.trackGroup ?? null), when(route.noTrack, "no_track"));
}
var METRICS_IN_ORDER = [
  "rtt",
  "rttvar",
  "rto_min",
  "features",
  "mtu",
  "window",
  "ssthresh",
  "cwnd",
  "advmss",
  "reordering",
  "hoplimit",
  "initcwnd",
  "initrwnd",
  "quickack"
];
var LAST_METRICS = ["fastopen_no_cookie"];
var PER_MS = { rtt: 8, rttvar: 4, rto_min: 1 };
function metric(route, name) {
  const found = route.metrics[name];
  if (found === void 0)
    return null;
  if (name === "features")
    return "features ecn";
  const scale = PER_MS[name];
  const lock = found.lock ? "lock " : "";
  return `${name} ${lock}${scale === void 0 ? found.value : writeTime(found.value / scale)}`;
}
function writeTime(ms) {
  return ms >= 1e3 ? `${Number((ms / 1e3).toPrecision(6))}s` : `${Math.floor(ms)}ms`;
}
function congestionControl({ congestionControl: chosen }) {
  return chosen === null ? null : `congctl ${chosen.name}${chosen.lock ? "lock " : ""}`;
}
function gateway(address) {
  return address === null ? null : `via ${address.family === 4 ? "inet" : "inet6"} ${writeIp(address)}`;
}
function realms(value) {
  if (value === null)
    return null;
  const from = value >>> 16;
  return from === 0 ? `realm ${value & 65535}` : `realms ${from}/${value & 65535}`;
}
var PREFERENCES = { 0: "medium", 1: "high", 3: "low" };
function preference(value) {
  return value === null ? null : `pref ${PREFERENCES[value] ?? "unknown"}`;
}
function hop(each) {
  return join(
    "nexthop",
    gateway(each.gateway),
    option("dev", each.interface),
    option("weight", each.weight),
    when(each.onlink, "onlink"),
    // compat: of the realms of a hop the second only.
    each.realms === null ? null : `realm ${each.realms & 65535}`,
    encap(each.encap)
  );
}
function encap(each) {
  if (each === null)
    return null;
  switch (each.kind) {
    case "mpls":
      return join("encap mpls", each.labels.length === 0 ? null : stackOf(each.labels).map((word) => word.toString(16)).join("/"));
    case "ila":
      return `encap ila ${locatorNumber(each.locator ?? [])}`;
    default:
      return join(`encap ${each.kind}`, option("id", each.id), addressOption("dst", each.destination), addressOption("src", each.source), option(each.kind === "ip" ? "tos" : "tc", each.trafficClass), option(each.kind === "ip" ? "ttl" : "hoplimit", each.hopLimit), each.flags === null ? null : `flags 0x${each.flags.toString(16)}`);
  }
}
function stackOf(labels) {
  return labels.map((label, i) => label * 4096 + (i === labels.length - 1 ? 256 : 0));
}
function locatorNumber(groups) {
  const octets = groups.flatMap((group) => [group >>> 8, group & 255]);
  return octets.reduceRight((value, octet) => value * 256n + BigInt(octet), 0n).toString();
}
function writeRule(rule) {
  return join(when(rule.not, "not"), prefixOption("from", rule.from) ?? "from all", prefixOption("to", rule.to), `priority ${rule.priority}`, `tos 0x${rule.tos.toString(16)}`, mark(rule), option("iif", rule.inputInterface), option("oif", rule.outputInterface), option("suppress_prefixlen", rule.suppressPrefixLength), option("suppress_ifgroup", rule.suppressGroup), option("tunnel-id", rule.tunnelId), range("uidrange", rule.uidRange), when(rule.action.kind === "l3mdev", "l3mdev"), option("protocol", rule.protocol), option("ipproto", rule.ipProtocol), range("sport", rule.sourcePorts), range("dport", rule.destinationPorts), rule.realms === null ? null : `realms ${rule.realms >>> 16}/${rule.realms & 65535}`, action(rule.action), option("track_group", rule.trackGroup ?? null), when(rule.noTrack, "no_track"));
}
function mark(rule) {
  if (rule.mark === null)
    return null;
  return `fwmark 0x${rule.mark.toString(16)}${rule.markMask === null ? "" : `/0x${rule.markMask.toString(16)}`}`;
}
function range(name, value) {
  return value === null ? null : `${name} ${value.first}-${value.last}`;
}
function action(each) {
  switch (each.kind) {
    case "table":
      return `lookup ${each.table}`;
    case "l3mdev":
      return "lookup 0";
    case "goto":
      return `goto ${each.target}`;
    case "nop":
      return "nop";
    default:
      return `type ${each.kind}`;
  }
}

export {
  writeAddress,
  dumpStatics,
  writeRoute,
  writeRule
};
