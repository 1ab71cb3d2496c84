import {
  familyOfServers
} from "./chunk-Q5WZ2PUS.js";
import {
  armTimer,
  createTimer,
  disarmTimer,
  nextDeadline,
  takeDue
} from "./chunk-337YAZUT.js";
import {
  assert
} from "./chunk-24HHUIME.js";
import {
  NEVER
} from "./chunk-JPSQDH5E.js";
import {
  writeIp
} from "./chunk-I3YH4PUB.js";

// dist/lvs/kernel-table.js
function readTable(entries) {
  const table = /* @__PURE__ */ new Map();
  for (const { service, destinations } of entries) {
    const byKey = /* @__PURE__ */ new Map();
    for (const destination of destinations)
      byKey.set(destinationKeyText(destination), destination);
    table.set(serviceKeyText(service.key), { service, destinations: byKey });
  }
  return table;
}
function applyToTable(table, request) {
  switch (request.kind) {
    case "flush":
      table.clear();
      return null;
    case "set-timeouts":
      return null;
    case "add-service": {
      const key = serviceKeyText(request.service.key);
      if (table.has(key))
        return "EEXIST";
      table.set(key, { service: request.service, destinations: /* @__PURE__ */ new Map() });
      return null;
    }
    case "edit-service": {
      const key = serviceKeyText(request.service.key);
      const known = table.get(key);
      if (!known)
        return "ESRCH";
      table.set(key, { service: request.service, destinations: known.destinations });
      return null;
    }
    case "delete-service":
      return table.delete(serviceKeyText(request.service)) ? null : "ESRCH";
    default:
      return applyDestination(table, request);
  }
}
function applyDestination(table, request) {
  const destinations = table.get(serviceKeyText(request.service))?.destinations;
  if (!destinations)
    return "ESRCH";
  const key = destinationKeyText(request.destination);
  const known = destinations.has(key);
  switch (request.kind) {
    case "add-destination":
      if (known)
        return "EEXIST";
      destinations.set(key, request.destination);
      return null;
    case "edit-destination":
      if (!known)
        return "ENOENT";
      destinations.set(key, request.destination);
      return null;
    case "delete-destination":
      return destinations.delete(key) ? null : "ENOENT";
  }
}
var protocolNames = { 6: "tcp", 17: "udp", 132: "sctp" };
function serviceKeyText(key) {
  if (key.kind === "fwmark")
    return key.family === 4 ? `FWM ${key.fwmark}` : `FWM ${key.fwmark} inet6`;
  return `${writeIp(key.address)}:${protocolNames[key.protocol]}:${key.port}`;
}
function destinationKeyText(destination) {
  return `${writeIp(destination.address)}:${destination.port}`;
}

// dist/lvs/log-lines.js
var initializing = "Initializing ipvs";
var reinitializing = "Reinitializing ipvs";
function activating({ config, virtualServer }) {
  return `Activating healthchecker for service ${config.id} for VS ${virtualServer.config.id}`;
}
function deactivating({ config, virtualServer }) {
  return `Deactivating healthchecker for service ${config.id} for VS ${virtualServer.config.id}`;
}
function suspending({ config, virtualServer }) {
  return `Suspending healthchecker for service ${config.id} for VS ${virtualServer.config.id}`;
}
function addressReported(address, present) {
  return `Netlink reflector reports IP ${writeIp(address)} ${present ? "added" : "removed"}`;
}
function serverUp({ config, virtualServer }) {
  return config.inhibitOnFailure ? `Enabling service ${config.id} of VS ${virtualServer.config.id}` : `Adding service ${config.id} to VS ${virtualServer.config.id}`;
}
function serverDown({ config, virtualServer }) {
  return config.inhibitOnFailure ? `Disabling service ${config.id} of VS ${virtualServer.config.id}` : `Removing service ${config.id} from VS ${virtualServer.config.id}`;
}
function serverRemoved({ config, virtualServer, alive }) {
  return `Removing ${alive ? "" : "(inhibited) "}service ${config.id} from VS ${virtualServer.config.id}`;
}
function serverGone({ config }) {
  return `service ${config.id} no longer exist`;
}
function serverShutDown({ config, virtualServer, alive }) {
  const inhibited = config.inhibitOnFailure && !alive ? "(inhibited) " : "";
  return `Shutting down ${inhibited}service ${config.id} from VS ${virtualServer.config.id}`;
}
function virtualServerRemoved({ config }) {
  return `Removing Virtual Server ${config.id}`;
}
function weightChanged({ config, alive, virtualServer }, from, to) {
  const state = alive ? "active" : "inactive";
  return `Changing weight from ${from} to ${to} for ${state} service ${config.id} of VS ${virtualServer.config.id}`;
}
var activatingSessions = "Activating BFD healthchecker";
function sessionEvent(session, up, delayUs) {
  return `Received BFD event: instance ${session} is in state ${up ? "Up" : "Down"} (delivered in ${delayUs} usec)`;
}
function sessionVerdict(session, { config }, up) {
  return `BFD check of [${session}] RS(${config.id}) is ${up ? "UP" : "DOWN"}`;
}
function fileFault({ config }, file) {
  return `(${config.id}): tracked file ${file} now FAULT state`;
}
function fileRecovered({ config }, file) {
  return `(${config.id}): tracked file ${file} leaving FAULT state`;
}
function quorumGained({ config, aliveWeight }) {
  const { quorum, hysteresis } = config;
  return `Gained quorum ${quorum}+${hysteresis}=${quorum + hysteresis} <= ${aliveWeight} for VS ${config.id}`;
}
function quorumLost({ config, aliveWeight }) {
  const { quorum, hysteresis } = config;
  return `Lost quorum ${quorum}-${hysteresis}=${quorum - hysteresis} > ${aliveWeight} for VS ${config.id}`;
}
function quorumMissing({ config, aliveWeight }) {
  const { quorum, hysteresis } = config;
  return `Starting with quorum down ${quorum}-${hysteresis}=${quorum + hysteresis} > ${aliveWeight} for VS ${config.id}`;
}
function sorryServerIn({ config }, sorry) {
  return `${sorry.inhibit ? "Enabling" : "Adding"} sorry server ${sorry.id} to VS ${config.id}`;
}
function sorryServerOut({ config }, sorry) {
  return `${sorry.inhibit ? "Disabling" : "Removing"} sorry server ${sorry.id} from VS ${config.id}`;
}
function poolEmptied({ config }) {
  return `Removing alive servers from the pool for VS ${config.id}`;
}
function poolFilled({ config }) {
  return `Adding alive servers to the pool for VS ${config.id}`;
}
function serverFifoLine({ config, virtualServer }, up) {
  return `RS ${config.id} ${virtualServer.config.id} ${up ? "UP" : "DOWN"}`;
}
function virtualServerFifoLine({ config }, up) {
  return `VS ${config.id} ${up ? "UP" : "DOWN"}`;
}
function serverSubject(routerId, { config, virtualServer }, up) {
  return `[${routerId}] Realserver ${config.id} of virtual server ${virtualServer.config.id} - ${up ? "UP" : "DOWN"}`;
}
function virtualServerSubject(routerId, { config }, up) {
  return `[${routerId}] Virtualserver ${config.id} - ${up ? "UP" : "DOWN"}`;
}
function quorumBody(words, { config, aliveWeight }) {
  const { quorum, hysteresis } = config;
  const limit = words === "Lost quorum" ? quorum - hysteresis : quorum + hysteresis;
  return mailBody(`${words} ${quorum}+${hysteresis}=${limit} <= ${aliveWeight}`);
}
function mailBody(words) {
  return `=> ${words} <=`;
}
var commands = {
  "add-service": "IP_VS_SO_SET_ADD(1154)",
  "edit-service": "IP_VS_SO_SET_EDIT(1155)",
  "delete-service": "IP_VS_SO_SET_DEL(1156)",
  flush: "IP_VS_SO_SET_FLUSH(1157)",
  "add-destination": "IP_VS_SO_SET_ADDDEST(1159)",
  "delete-destination": "IP_VS_SO_SET_DELDEST(1160)",
  "edit-destination": "IP_VS_SO_SET_EDITDEST(1161)",
  "set-timeouts": "IP_VS_SO_SET_TIMEOUT(1162)"
};
var refusals = {
  "add-service EEXIST": "Service already exists(17)",
  "add-service ENOENT": "Scheduler or persistence engine not found(2)",
  "edit-service ENOENT": "Scheduler or persistence engine not found(2)",
  "edit-service ESRCH": "No such file or directory(2)",
  "delete-service ESRCH": "No such file or directory(2)",
  "add-destination EEXIST": "Destination already exists(17)",
  "add-destination ESRCH": "No such file or directory(2)",
  "edit-destination ENOENT": "No such destination(2)",
  "edit-destination ESRCH": "No such destination(2)",
  "delete-destination ENOENT": "No such destination(2)",
  "delete-destination ESRCH": "No such destination(2)"
};
function requestRefused(request, errno, message) {
  const subject = requestSubject(request);
  const reason = refusals[`${request.kind} ${errno}`] ?? withErrno(errno, message);
  return `IPVS cmd ${commands[request.kind]} error: ${reason}${subject === "" ? "" : ` (${subject})`}`;
}
function withErrno(errno, message) {
  if (message === "")
    return errno;
  return message.includes(errno) ? message : `${message}(${errno})`;
}
function requestSubject(request) {
  switch (request.kind) {
    case "flush":
    case "set-timeouts":
      return "";
    case "add-service":
    case "edit-service":
      return serviceKeyText(request.service.key);
    case "delete-service":
      return serviceKeyText(request.service);
    default:
      return `${serviceKeyText(request.service)} -> ${destinationKeyText(request.destination)}`;
  }
}
function kernelFailed(errno, message) {
  return `IPVS: Can't initialize ipvs: ${withErrno(errno, message)}; real servers are checked, but nothing is balanced until it works`;
}
var kernelSilent = "IPVS: the kernel does not answer";
var kernelBack = "IPVS: works again";
function drift(request) {
  const subject = requestSubject(request);
  return `IPVS: someone else changed ${subject === "" ? "the table" : subject}, putting right: ${request.kind}`;
}
function andMore(count) {
  return `IPVS: and ${count} more like that`;
}
function adopted(count) {
  return `IPVS: took over ${count} virtual ${count === 1 ? "service" : "services"} that ${count === 1 ? "was" : "were"} there already`;
}

// dist/lvs/suspend.js
function isSuspended({ addresses }, { config }) {
  return config.haSuspend && !addresses.has(watchedAddress(config.target) ?? "");
}
function onAddress(state, address, present, out) {
  const text = writeIp(address);
  const before = state.addresses.get(text) ?? 0;
  const count = Math.max(0, before + (present ? 1 : -1));
  if (count > 0)
    state.addresses.set(text, count);
  else
    state.addresses.delete(text);
  const concerned = watchers(state, text);
  if (concerned.length === 0)
    return;
  out.push({ kind: "log", level: "info", text: addressReported(address, present) });
  if (before > 0 === count > 0)
    return;
  for (const realServer of concerned.flatMap(({ realServers }) => [...realServers.values()])) {
    for (const _ of realServer.checkers) {
      out.push({ kind: "log", level: "info", text: present ? activating(realServer) : suspending(realServer) });
    }
  }
}
function reportAddresses({ addresses }, servers, out) {
  const reported = /* @__PURE__ */ new Set();
  for (const { haSuspend, target } of servers) {
    if (!haSuspend || target.kind !== "address")
      continue;
    const text = writeIp(target.address);
    if (!addresses.has(text) || reported.has(text))
      continue;
    reported.add(text);
    out.push({ kind: "log", level: "info", text: addressReported(target.address, true) });
  }
}
function checkerLine(state, realServer) {
  return isSuspended(state, realServer.virtualServer) ? deactivating(realServer) : activating(realServer);
}
function watchers({ virtualServers }, address) {
  return [...virtualServers.values()].filter(({ config }) => config.haSuspend && watchedAddress(config.target) === address);
}
function watchedAddress(target) {
  return target.kind === "address" ? writeIp(target.address) : null;
}

// dist/lvs/timers.js
function setDeadline({ deadlines, byOwner }, owner, atUs) {
  let timer = byOwner.get(owner);
  if (!timer) {
    timer = createTimer(owner);
    byOwner.set(owner, timer);
  }
  armTimer(deadlines, timer, atUs);
}
function dropDeadline({ deadlines, byOwner }, owner) {
  const timer = byOwner.get(owner);
  if (!timer)
    return;
  disarmTimer(deadlines, timer);
  byOwner.delete(owner);
}
function deadlineOf({ byOwner }, owner) {
  return byOwner.get(owner)?.atUs ?? NEVER;
}
function earliestDeadline({ deadlines }) {
  return nextDeadline(deadlines);
}
function takeDueOwner({ deadlines }, now) {
  return takeDue(deadlines, now)?.owner ?? null;
}

// dist/lib/check-result.js
function fillWords(words, server, service, attempt = "") {
  return words.replaceAll("{server}", () => server).replaceAll("{service}", () => service).replaceAll("{attempt}", () => attempt);
}

// dist/lvs/check-words.js
var plain = (name, mail) => ({
  name,
  tellsFirstFailure: false,
  announcesAlphaFailure: true,
  mail: { up: `${mail} CHECK succeed on service`, down: `${mail} CHECK failed on service` }
});
var talkative = (name, up, down) => ({
  name,
  tellsFirstFailure: true,
  announcesAlphaFailure: false,
  mail: { up, down }
});
var manners = {
  tcp: plain("TCP_CHECK", "TCP"),
  udp: plain("UDP_CHECK", "UDP"),
  ping: plain("ICMP CHECK", "ICMP"),
  http: talkative("HTTP_CHECK", "CHECK succeed on service", "CHECK failed on service : HTTP request failed"),
  smtp: talkative(null, "CHECK succeed on service", "CHECK failed on service"),
  dns: talkative(null, "DNS_CHECK: succeed on service", "DNS_CHECK: failed on service"),
  misc: {
    ...talkative(null, "MISC CHECK succeeded on service", "MISC CHECK failed on service"),
    announcesAlphaFailure: true
  }
};
function mannerOf({ kind }) {
  return manners[kind];
}
function checkFailed({ config, virtualServer }, checker, retriesMade) {
  const { name } = manners[checker.kind];
  if (name === null)
    return "";
  const after = checker.retry > 0 && (retriesMade || checker.kind === "http") ? ` after ${checker.retry} retries` : "";
  const of = checker.kind === "ping" && after !== "" ? ` of ${virtualServer.config.id}` : "";
  return `${name} on service ${config.id}${of} failed${after}.`;
}
function attemptText({ config: { kind, retry }, failures, retriesLeft, up }) {
  const last = !up || retriesLeft === 0;
  if (kind !== "misc")
    return up && last && retry > 0 && failures > 0 ? ` after ${retry} retries` : "";
  if (retry === 0)
    return " with retry disabled";
  if (last)
    return ` after ${retry} retries`;
  return failures === 0 ? `, will do ${retry} retries` : ` on retry ${failures}/${retry}`;
}
function wordsAbout({ config, virtualServer }, words, attempt) {
  return fillWords(words, config.id, virtualServer.config.id, attempt);
}
function lastWords({ realServer, last }) {
  return last === null ? "" : wordsAbout(realServer, last.words, last.attempt);
}
function checkBody(checker, up, result) {
  const { mail } = manners[checker.kind];
  if (up)
    return mailBody(mail.up);
  return mailBody((result.up ? void 0 : result.mailWords) ?? mail.down);
}

// dist/lvs/wanted.js
var IP_VS_SVC_F_PERSISTENT = 1;
var IP_VS_SVC_F_HASHED = 2;
var IP_VS_SVC_F_ONEPACKET = 4;
var SORRY_SERVER_WEIGHT = 1;
var protocolNumbers = { TCP: 6, UDP: 17, SCTP: 132 };
var forwardings = { NAT: "masquerade", DR: "direct", TUN: "tunnel" };
function wantedTable(services) {
  const table = /* @__PURE__ */ new Map();
  for (const [id, service] of services)
    table.set(id, wantedEntry(service));
  return table;
}
function wantedEntry(wanted) {
  const destinations = /* @__PURE__ */ new Map();
  for (const key of wanted.members.keys()) {
    const destination = wantedDestination(wanted, key);
    if (destination)
      destinations.set(key, destination);
  }
  return { service: wanted.service, destinations };
}
function wantedDestination(wanted, key) {
  let best = null;
  for (const member of wanted.members.get(key) ?? []) {
    const destination = memberDestination(wanted, member);
    if (destination && (best === null || best.weight === 0 && destination.weight > 0))
      best = destination;
  }
  return best;
}
function memberDestination({ service }, { virtualServer, realServer }) {
  const weight = realServer ? realServerWeight(realServer) : sorryServerWeight(virtualServer);
  if (weight === null)
    return null;
  const server = realServer ? realServer.config : virtualServer.config.sorryServer;
  assert(server !== null, "a member without real server is the sorry server");
  return {
    address: server.address,
    port: destinationPort(service.key, server),
    forwarding: forwardings[server.forwarding],
    weight,
    upperThreshold: realServer?.config.upperThreshold ?? 0,
    lowerThreshold: realServer?.config.lowerThreshold ?? 0,
    ...server.tunnel ? wantedTunnel(server.tunnel) : {}
  };
}
var tunnelFlags = { none: 0, checksum: 1, remote: 2 };
function wantedTunnel({ type, port, checksum }) {
  return { tunnelType: type, tunnelPort: port, tunnelFlags: tunnelFlags[checksum] };
}
function realServerWeight(realServer) {
  const { virtualServer, config } = realServer;
  if (realServer.alive && !sorryServerWorks(virtualServer))
    return realServer.weight;
  return config.inhibitOnFailure ? 0 : null;
}
function sorryServerWorks(virtualServer) {
  return virtualServer.config.sorryServer !== null && !virtualServer.quorumUp;
}
function sorryServerWeight(virtualServer) {
  if (sorryServerWorks(virtualServer))
    return SORRY_SERVER_WEIGHT;
  return virtualServer.config.sorryServer?.inhibit ? 0 : null;
}
function buildServices(virtualServers, config) {
  const services = /* @__PURE__ */ new Map();
  for (const virtualServer of virtualServers) {
    virtualServer.services = [];
    for (const key of serviceKeys(virtualServer.config, config)) {
      const id = serviceKeyText(key);
      const service = services.get(id) ?? { id, service: makeService(virtualServer.config, key), members: /* @__PURE__ */ new Map() };
      services.set(id, service);
      virtualServer.services.push(service);
      addMembers(service, virtualServer);
    }
  }
  return services;
}
function addMembers({ service, members }, virtualServer) {
  const add = (server, realServer) => {
    if (!canForward(service.key, server))
      return;
    const key = destinationKey(service.key, server);
    const others = members.get(key);
    if (others)
      others.push({ virtualServer, realServer });
    else
      members.set(key, [{ virtualServer, realServer }]);
  };
  for (const realServer of virtualServer.realServers.values())
    add(realServer.config, realServer);
  if (virtualServer.config.sorryServer)
    add(virtualServer.config.sorryServer, null);
}
function makeService(config, key) {
  const persistent = config.persistenceTimeoutS > 0;
  return {
    key,
    scheduler: config.scheduler,
    flags: config.schedulerFlags & ~IP_VS_SVC_F_HASHED | (persistent ? IP_VS_SVC_F_PERSISTENT : 0) | (config.onePacket ? IP_VS_SVC_F_ONEPACKET : 0),
    timeoutS: config.persistenceTimeoutS,
    persistencePrefix: config.persistenceGranularity,
    persistenceEngine: config.persistenceEngine
  };
}
function serviceKeys(server, config) {
  const { target } = server;
  if (target.kind !== "group")
    return addressKeys(target, server);
  const group = config.groups.find(({ name }) => name === target.group);
  assert(group !== void 0, `virtual server group ${target.group} exists`);
  return group.members.flatMap((member) => addressKeys(member, server));
}
function addressKeys(target, server) {
  const protocol = protocolNumbers[server.protocol];
  switch (target.kind) {
    case "fwmark":
      return [{ kind: "fwmark", family: target.family ?? familyOfServers(server), fwmark: target.fwmark }];
    case "address":
      return [{ kind: "address", protocol, address: target.address, port: target.port }];
    case "range":
      return Array.from({ length: target.count }, (_, i) => ({
        kind: "address",
        protocol,
        address: addToAddress(target.address, i),
        port: target.port
      }));
  }
}
function addToAddress({ family, bytes }, amount) {
  const sum = Uint8Array.from(bytes);
  let carry = amount;
  for (let i = sum.length - 1; i >= 0 && carry > 0; i--) {
    carry += sum[i] ?? 0;
    sum[i] = carry & 255;
    carry >>= 8;
  }
  return { family, bytes: sum };
}
function destinationKey(service, server) {
  return destinationKeyText({ address: server.address, port: destinationPort(service, server) });
}
function destinationPort(service, server) {
  if (server.forwarding === "NAT")
    return server.port;
  return service.kind === "fwmark" ? 0 : service.port;
}
function canForward(service, server) {
  const family = service.kind === "fwmark" ? service.family : service.address.family;
  return server.forwarding === "TUN" || server.address.family === family;
}

export {
  readTable,
  applyToTable,
  serviceKeyText,
  destinationKeyText,
  initializing,
  reinitializing,
  serverUp,
  serverDown,
  serverRemoved,
  serverGone,
  serverShutDown,
  virtualServerRemoved,
  weightChanged,
  activatingSessions,
  sessionEvent,
  sessionVerdict,
  fileFault,
  fileRecovered,
  quorumGained,
  quorumLost,
  quorumMissing,
  sorryServerIn,
  sorryServerOut,
  poolEmptied,
  poolFilled,
  serverFifoLine,
  virtualServerFifoLine,
  serverSubject,
  virtualServerSubject,
  quorumBody,
  mailBody,
  requestRefused,
  kernelFailed,
  kernelSilent,
  kernelBack,
  drift,
  andMore,
  adopted,
  mannerOf,
  checkFailed,
  attemptText,
  wordsAbout,
  lastWords,
  checkBody,
  wantedTable,
  wantedEntry,
  wantedDestination,
  realServerWeight,
  sorryServerWorks,
  buildServices,
  destinationKey,
  isSuspended,
  onAddress,
  reportAddresses,
  checkerLine,
  setDeadline,
  dropDeadline,
  deadlineOf,
  earliestDeadline,
  takeDueOwner
};
