import {
  armTimer,
  disarmTimer,
  isArmed
} from "./chunk-337YAZUT.js";
import {
  US_PER_MS,
  US_PER_S
} from "./chunk-JPSQDH5E.js";
import {
  compareIp,
  isLinkLocal,
  writeIp
} from "./chunk-I3YH4PUB.js";

// dist/config/link-delays.js
function effectiveLinkDelays({ linkDelays, instances }) {
  const byInterface2 = new Map((linkDelays ?? []).map((delays) => [delays.interface, delays]));
  const shortenedBy = [];
  for (const instance of instances) {
    const delays = byInterface2.get(instance.interface);
    const lostUs = (instance.downTimerAdverts - 1) * instance.advertIntervalUs;
    const longestUs = Math.max(delays?.downUs ?? 0, delays?.upUs ?? 0);
    if (delays === void 0 || longestUs === 0 || longestUs < lostUs)
      continue;
    shortenedBy.push(instance);
    const mostUs = Math.max(0, lostUs - Math.floor(instance.advertIntervalUs / 256));
    const { downUs, upUs } = delays;
    byInterface2.set(delays.interface, { ...delays, downUs: Math.min(downUs, mostUs), upUs: Math.min(upUs, mostUs) });
  }
  return { byInterface: byInterface2, shortenedBy };
}

// dist/vrrp/log-lines.js
var lines = {
  // state of an instance
  delayingStartup: (delayUs) => `Delaying startup for ${delayUs / US_PER_S} seconds`,
  enteringBackupInit: (name) => `(${name}) Entering BACKUP STATE (init)`,
  entering: (name, state) => `(${name}) Entering ${state} STATE`,
  enteringFaultAtStart: (name) => `(${name}) entering FAULT state`,
  faultInterface: (name, interfaceName) => `(${name}): entering FAULT state (interface ${interfaceName} down)`,
  faultNoAddress: (name, family) => `(${name}) entering FAULT state (no IPv${family} address for interface)`,
  faultNoSource: (name) => `(${name}): entering FAULT state (src address not configured)`,
  faultNoPeers: (name) => `(${name}) Cannot use unicast without any peers - going to fault state`,
  /** ours */
  timerExpired: (name, latenessUs) => `(${name}) going back to backup: this process was held up for ${seconds(latenessUs)} seconds, another may be master`,
  faultScript: (name, script) => `(${name}): entering FAULT state due to script ${script}`,
  faultProcess: (name, process) => `(${name}) entering FAULT state (tracked process ${process} quorum not achieved)`,
  faultFile: (name, file, status) => `(${name}): entering FAULT state (tracked file ${file} has status ${status})`,
  advertTimeout: (name) => `(${name}) Receive advertisement timeout`,
  settingVips: (name) => `(${name}) setting VIPs.`,
  settingExcluded: (name) => `(${name}) setting E-VIPs.`,
  settingRoutes: (name) => `(${name}) setting Virtual Routes`,
  settingRules: (name) => `(${name}) setting Virtual Rules`,
  removingRoutes: (name) => `(${name}) removing Virtual Routes`,
  removingRules: (name) => `(${name}) removing Virtual Rules`,
  restoringStatic: (what, text) => `Restoring deleted static ${what} ${text}`,
  /** ours */
  restoringVirtual: (name, what, text) => `(${name}) putting back ${what} ${text} that something else removed`,
  removingVips: (name) => `(${name}) removing VIPs.`,
  removingExcluded: (name) => `(${name}) removing E-VIPs.`,
  sentZeroPriority: (name) => `(${name}) sent 0 priority`,
  priorityChange: (name, from, to) => `(${name}) Changing effective priority from ${from} to ${to}`,
  prioritySet: (name, to) => `(${name}) Setting effective priority to ${to}`,
  groupSync: (group, state) => `VRRP_Group(${group}) Syncing instances to ${state} state`,
  groupFaultAtStart: (group, name) => `VRRP_Group(${group}): Syncing ${name} to FAULT state`,
  // elections
  backupReceivedZero: (name) => `(${name}) Backup received priority 0 advertisement`,
  masterReceivedZero: (name) => `(${name}) Master received priority 0 message`,
  startPreemptDelay: (name, delayUs) => `(${name}) start preempt delay (${seconds(delayUs)})`,
  stopPreemptDelay: (name) => `(${name}) stop preempt delay`,
  lowerDiscarded: (name, priority, from) => `(${name}) received lower priority (${priority}) advert from ${writeIp(from)} - discarding`,
  masterReceivedHigher: (name, from, priority, ours) => `(${name}) Master received advert from ${writeIp(from)} with higher priority ${priority}, ours ${ours}`,
  masterReceivedEqual: (name, from, priority) => `(${name}) Master received advert from ${writeIp(from)} with same priority ${priority} but higher IP address than ours`,
  masterReceivedLower: (name, from, priority, ours, answered) => `(${name}) Received advert from ${writeIp(from)} with lower priority ${priority}, ours ${ours}` + (answered ? ", forcing new election" : ""),
  sameAddress: (name) => `(${name}) WARNING - equal priority advert received from remote host with our IP address.`,
  twoOwners: (name) => `(${name}) CONFIGURATION ERROR: local instance and a remote instance are both configured as address owner, please fix - reducing local priority`,
  ahSyncing: (name) => `(${name}) IPSEC-AH : Syncing seq_num - Increment seq`,
  intervalLearned: (name, fromUs, toUs) => `(${name}) advertisement interval updated from ${fromUs / 1e3}ms to ${toUs / 1e3}ms by master`,
  intervalOurs: (name, fromUs, toUs) => `(${name}) changing advert interval from ${fromUs / 1e3}ms to locally configured ${toUs / 1e3}ms`,
  /** ours */
  heldUp: (name, latenessUs) => `(${name}) not taking over yet: this process was held up for ${seconds(latenessUs)} seconds, listening again`,
  /** ours */
  advertsHeldUp: (name, latenessUs) => `(${name}) this process was held up for ${seconds(latenessUs)} seconds, announcing the addresses again`,
  // packet filter
  firewallUsed: () => "use_vmac or no_accept/strict specified, but no firewall configured - using nftables",
  settingDrops: (name) => `(${name}) setting firewall drop rule`,
  removingDrops: (name) => `(${name}) removing firewall drop rule`,
  // interfaces of our own
  vmacMade: (name, kind, interfaceName) => `(${name}): Success creating ${kindWord(kind)} interface ${interfaceName}`,
  vmacFound: (name, interfaceName) => `(${name}) Found matching interface ${interfaceName}`,
  vmacFailed: (name, kind, interfaceName, message) => `(${name}): Unable to create ${kindWord(kind)} interface ${interfaceName} - ${message}`,
  vmacRemoved: (name, kind, interfaceName) => `(${name}) Success removing ${kindWord(kind)} interface ${interfaceName}`,
  // gratuitous ARP
  queueArp: (name, interfaceName, address) => address.family === 4 ? `(${name}) Sending/queueing gratuitous ARPs on ${interfaceName} for ${writeIp(address)}` : `(${name}) Sending/queueing Unsolicited Neighbour Adverts on ${interfaceName} for ${writeIp(address)}`,
  sendArp: (interfaceName, address) => address.family === 4 ? `Sending gratuitous ARP on ${interfaceName} for ${writeIp(address)}` : `Sending unsolicited Neighbour Advert on ${interfaceName} for ${writeIp(address)}`,
  // packets that are refused
  badTtl: (name, ttl) => `(${name}) invalid TTL/HL. Received ${ttl} and expect 255`,
  unicastTtl: (name, ttl, min, max) => `(${name}) TTL/HL ${ttl} not in range ${min} - ${max}`,
  wrongVersion: (name, got, want) => `(${name}) wrong version. Received ${got} and expect ${want}`,
  badType: (name, type) => `(${name}) Invalid packet type. ${type} and expect 1`,
  /** compat: IPv4 lengths include the IP header */
  badLength: (name, family, got, want) => {
    const header = family === 4 ? 20 : 0;
    return `(${name}) vrrp packet too ${got < want ? "short" : "long"}, length ${got + header} and expect ${want + header}`;
  },
  badChecksum: (name, version) => `(${name}) Invalid VRRPv${version} checksum`,
  badAuthType: (name, got, want) => `(${name}) received a ${got} auth, expecting ${want}!`,
  unknownAuthType: (name, got) => `(${name}) Invalid auth type: ${got}`,
  badPassword: (name) => `(${name}) received an invalid passwd!`,
  ahMissing: (name) => `(${name}) No AH header but auth type is AH`,
  ahUnexpected: (name) => `(${name}) Received AH header but auth type not AH`,
  ahInvalid: (name) => `(${name}) IPSEC-AH : invalid IPSEC HMAC-MD5 value. Due to fields mutation or bad password !`,
  ahReplay: (name, sequence, ours) => `(${name}) IPSEC-AH : sequence number ${sequence} already processed. Packet dropped. Local(${ours})`,
  // auth_hmac: the words that 2.4.3 is searched for; the rest of the line is ours
  trailerMissing: (name, from) => `(${name}) missing authentication trailer from ${writeIp(from)}`,
  trailerMalformed: (name, from) => `(${name}) malformed authentication trailer from ${writeIp(from)}`,
  trailerStale: (name, from, skewS, windowS) => `(${name}) stale authentication trailer from ${writeIp(from)}: skew ${skewS}s, window ${windowS}s`,
  trailerUnknownKey: (name, from, keyId) => `(${name}) unknown authentication key id ${keyId} from ${writeIp(from)}`,
  trailerInvalid: (name, from) => `(${name}) invalid authentication HMAC from ${writeIp(from)}`,
  trailerReplayed: (name, from) => `(${name}) replayed authentication trailer from ${writeIp(from)}`,
  trailerSkew: (name, from, skewS, windowS) => `(${name}) authentication clock skew of ${skewS}s to ${writeIp(from)} approaching the window of ${windowS}s`,
  intervalMismatch: (name, ours, got) => `(${name}) advertisement interval mismatch mine=${ours} sec rcv'd=${got} sec`,
  /** ours: RFC 9568 erratum 8301 */
  intervalZero: (name) => `(${name}) advertisement interval 0 received - discarding`,
  addressCount: (name, got, want) => `(${name}) received an unexpected ip number count ${got}, expected ${want}!`,
  addressMissing: (name, vrid, address) => `(${name}) ip address associated with VRID ${vrid} not present in MASTER advert: ${writeIp(address)}`,
  notAPeer: (name, from) => `(${name}) unicast source address ${writeIp(from)} not a unicast peer`,
  wrongCast: (name, packet, instance) => `(${name}) discarding ${packet}icast packet on ${instance}icast instance`,
  /** ours: two readings of the v3 checksum over IPv4 meet */
  otherChecksum: (name, from, ours) => `(${name}) ${writeIp(from)} sums VRRPv3 over IPv4 with${ours === "pseudo" ? "out" : ""} the pseudo-header - accepting`,
  formerChecksum: (name) => `(${name}) Setting unicast VRRPv3 checksum to old version`,
  unknownVrid: (vrid, interfaceName) => `Unknown VRID(${vrid}) received on interface(${interfaceName}). ignoring...`,
  /** ours */
  undecodable: (name, from, reason) => `(${name}) packet from ${writeIp(from)} cannot be decoded: ${reason}`,
  // interfaces and addresses
  linkReports: (interfaceName, up, polled) => `${polled ? "Linkbeat" : "Netlink"} reports ${interfaceName} ${up ? "up" : "down"}`,
  pollingLinks: () => "Using MII-BMSR/ETHTOOL NIC polling thread(s)...",
  linkNotPolled: (interfaceName) => `Turning off linkbeat for ${interfaceName} since not used for tracking`,
  delaysReset: (name, interfaceName, downTimerAdverts) => downTimerAdverts === 1 ? `${name}: cannot use debounce timers with down_timer_adverts = 1 - resetting` : `${name}: interface ${interfaceName} debounce timer(s) not less that ${downTimerAdverts - 1} * advert_int - resetting`,
  linkHeld: (interfaceName, from, to, delayUs) => `${interfaceName}: Adding flags change from 0x${from.toString(16)} to 0x${to.toString(16)} delay by ${delayUs}`,
  linkAdded: (interfaceName) => `Interface ${interfaceName} added`,
  linkDeleted: (interfaceName) => `Interface ${interfaceName} deleted`,
  addressAssigned: (address, interfaceName) => `Assigned address ${writeIp(address)} for interface ${interfaceName}`,
  addressDeassigned: (address, interfaceName) => `Deassigned address ${writeIp(address)} from interface ${interfaceName}`,
  addressRemovedByOthers: (address, interfaceName) => `Netlink reflector reports IP ${writeIp(address)} removed from ${interfaceName}`,
  /** ours */
  puttingBack: (name, count) => `(${name}) putting back ${count} address${count === 1 ? "" : "es"} that something else removed`,
  addressNoLongerConfigured: (name, address) => `(${name}) ip address ${writeIp(address.address)}/${address.prefixLength} dev ${address.interface}, no longer exist`,
  sendFailed: (name, errno, message) => {
    const [number, words] = ERRNOS[errno] ?? [0, message];
    return `(${name}): send advert error ${number} (${words})`;
  },
  /** ours */
  addressesFailed: (name, message, retryUs) => `(${name}) setting VIPs failed: ${message} - trying again in ${seconds(retryUs)} seconds`,
  /** ours */
  removalFailed: (name, message, retryUs) => `(${name}) removing VIPs failed: ${message} - trying again in ${seconds(retryUs)} seconds`,
  /** ours */
  actionFailed: (name, action, message) => `${name === null ? "" : `(${name}) `}${action} failed: ${message}`,
  // scripts, processes and files
  scriptReturning: (script, status) => `Script \`${script}\` now returning ${status}`,
  scriptSucceeded: (script) => `VRRP_Script(${script}) succeeded`,
  scriptFailed: (script, how) => `VRRP_Script(${script}) ${how}`,
  scriptSkipped: (script) => `Track script ${script} is already running, expect idle - skipping run`,
  scriptNotRun: (script, errno) => `Track script ${script} could not be run (${errno}), its last result stands`,
  processCount: (process, from, to, up) => `Process ${process}, number of current processes changed from ${from} to ${to}, quorum ${up ? "up" : "down"}`,
  processQuorum: (process, up) => `Quorum ${up ? "gained" : "lost"} for tracked process ${process}`,
  fileFault: (name, file) => `(${name}): tracked file ${file} now FAULT state`,
  sessionEvent: (session, up, ageUs) => `Received BFD event: instance ${session} is in state ${up ? "Up" : "Down"} (delivered in ${ageUs} usec)`,
  sessionChanged: (name, session, up) => `VRRP_Instance(${name}) Tracked BFD instance ${session} is ${up ? "UP" : "DOWN"}`,
  fileRecovered: (name, file) => `(${name}): tracked file ${file} leaving FAULT state`
};
var mails = {
  instanceSubject: (routerId, name, what) => `[${routerId}] VRRP Instance ${name} - ${what}`,
  groupSubject: (routerId, name, what) => `[${routerId}] VRRP Group ${name} - ${what}`,
  instanceMaster: "=> VRRP Instance is now owning VRRP VIPs <=",
  instanceOther: "=> VRRP Instance is no longer owning VRRP VIPs <=",
  instanceStop: "=> VRRP Instance stopping <=",
  instanceDeleted: "=> VRRP Deleted at reload <=",
  groupState: (state) => `=> All VRRP group instances are now in ${state} state <=`,
  groupStop: "=> All VRRP group instances are now stopping <="
};
function seconds(us) {
  return `${Math.floor(us / US_PER_S)}.${String(us % US_PER_S).padStart(6, "0")}`;
}
var ERRNOS = {
  EPERM: [1, "Operation not permitted"],
  ENXIO: [6, "No such device or address"],
  EAGAIN: [11, "Resource temporarily unavailable"],
  ENOMEM: [12, "Cannot allocate memory"],
  EACCES: [13, "Permission denied"],
  ENODEV: [19, "No such device"],
  EINVAL: [22, "Invalid argument"],
  EMSGSIZE: [90, "Message too long"],
  EADDRNOTAVAIL: [99, "Cannot assign requested address"],
  ENETDOWN: [100, "Network is down"],
  ENETUNREACH: [101, "Network is unreachable"],
  ENOBUFS: [105, "No buffer space available"],
  EHOSTUNREACH: [113, "No route to host"]
};
function kindWord(kind) {
  return kind === "macvlan" ? "VMAC" : "ipvlan";
}

// dist/vrrp/step-context.js
function openStep(state, now) {
  return { state, now, actions: [], logs: [] };
}
function closeStep(step) {
  const ordered = advertsFirst(step.actions);
  for (const line of step.logs)
    ordered.push(line);
  return ordered;
}
function advertsFirst(actions) {
  const ordered = [];
  let others = [];
  for (const action of actions) {
    if (action.kind === "send-advert")
      ordered.push(action);
    else
      others.push(action);
    if (action.kind !== "sockets")
      continue;
    for (const other of others)
      ordered.push(other);
    others = [];
  }
  for (const other of others)
    ordered.push(other);
  return ordered;
}
function log(step, level, text) {
  step.logs.push({ kind: "log", level, text });
}
function logDetail(step, text) {
  step.logs.push({ kind: "log", level: "info", text, detail: true });
}
var BUDGET_WINDOW_US = 1e7;
var BUDGET_LINES = 20;
function mayLogPacket(step, instance) {
  return mayLog(step, instance.logBudget);
}
function mayLog(step, budget) {
  if (step.now - budget.windowStartUs >= BUDGET_WINDOW_US) {
    budget.windowStartUs = step.now;
    budget.lines = 0;
  }
  budget.lines++;
  return budget.lines <= BUDGET_LINES;
}

// dist/vrrp/timers.js
function skewUs(instance) {
  const unit = instance.config.version === 2 ? US_PER_S : instance.masterIntervalUs;
  return Math.round((256 - instance.effectivePriority) * unit / 256);
}
function masterDownUs(instance) {
  const interval = instance.config.version === 2 ? instance.config.advertIntervalUs : instance.masterIntervalUs;
  return instance.config.downTimerAdverts * interval + skewUs(instance);
}
function armMasterDown(step, instance, afterUs = masterDownUs(instance)) {
  instance.expired = false;
  armTimer(step.state.deadlines, instance.timers.masterDown, step.now + afterUs);
}
function armNextAdvert(step, instance, dueUs) {
  const interval = instance.config.advertIntervalUs;
  const missed = Math.max(0, Math.floor((step.now - dueUs) / interval));
  armTimer(step.state.deadlines, instance.timers.advert, dueUs + (missed + 1) * interval);
}
function disarmAll(step, instance) {
  const { masterDown, advert, announce: announce2, refresh, extra, addresses } = instance.timers;
  for (const timer of [masterDown, advert, announce2, refresh, extra, addresses])
    disarmTimer(step.state.deadlines, timer);
}

// dist/vrrp/announce.js
function announceAsNewMaster(step, instance) {
  const { garp } = instance.config;
  announce(step, instance, allAddresses(instance), garp.repeat);
  armSecondVolley(step, instance, garp.delayUs, garp.repeat);
  if (garp.refreshUs > 0)
    armTimer(step.state.deadlines, instance.timers.refresh, step.now + garp.refreshUs);
  armExtra(step, instance, step.now);
}
function announceAfterContest(step, instance) {
  const { garp, advertIntervalUs } = instance.config;
  if (garp.lowerPrioRepeat === 0 || step.now < instance.lowerVolleyAtUs)
    return;
  instance.lowerVolleyAtUs = step.now + advertIntervalUs;
  announce(step, instance, allAddresses(instance), garp.lowerPrioRepeat);
  armSecondVolley(step, instance, garp.lowerPrioDelayUs, garp.lowerPrioRepeat);
}
var SOON_US = 100 * US_PER_MS;
function announceSoon(step, instance) {
  const { announce: timer } = instance.timers;
  const atUs = step.now + SOON_US;
  if (isArmed(timer) && timer.atUs <= atUs)
    return;
  instance.announceRepeat = instance.config.garp.repeat;
  armTimer(step.state.deadlines, timer, atUs);
}
function secondVolley(step, instance) {
  announce(step, instance, allAddresses(instance), instance.announceRepeat);
}
function refreshVolley(step, instance, dueUs) {
  const { refreshUs, refreshRepeat } = instance.config.garp;
  announce(step, instance, allAddresses(instance), refreshRepeat);
  if (refreshUs > 0) {
    armTimer(step.state.deadlines, instance.timers.refresh, Math.max(dueUs + refreshUs, step.now + 1));
  }
}
function extraVolley(step, instance, dueUs) {
  announce(step, instance, extraAddresses(step, instance), 1);
  armExtra(step, instance, dueUs);
}
function armExtra(step, instance, fromUs) {
  const { deadlines } = step.state;
  const { extra } = instance.config.garp;
  if (extra.periodUs === 0 || extraAddresses(step, instance).length === 0)
    return disarmTimer(deadlines, instance.timers.extra);
  armTimer(deadlines, instance.timers.extra, Math.max(fromUs + extra.periodUs, step.now + 1));
}
function extraAddresses({ state }, instance) {
  const { garp, vmac, interface: own } = instance.config;
  const found = /* @__PURE__ */ new Map();
  for (const address of allAddresses(instance)) {
    const name = address.interface;
    const counts = garp.extra.everyInterface || state.vmacs.get(name)?.kind === "macvlan";
    if (counts && (name !== own || vmac?.transmitsOnBase === true) && !found.has(name))
      found.set(name, address);
  }
  return [...found.values()];
}
function announce(step, instance, addresses, repeat) {
  if (repeat <= 0)
    return;
  const name = instance.config.name;
  const sent = [];
  for (const [interfaceName, family, members] of byInterface(addresses)) {
    const link = step.state.interfaces.get(interfaceName);
    if (!link || link.loopback || family === 4 && link.noArp)
      continue;
    const group = step.state.garpGroups.get(interfaceName);
    const gaps = group ?? step.state.global;
    const gapUs = (family === 4 ? gaps?.garpIntervalUs : gaps?.gnaIntervalUs) ?? 0;
    step.actions.push({
      kind: "announce",
      instance: name,
      interfaceIndex: link.index,
      addresses: members,
      repeat,
      gapUs,
      turns: group?.interfaces.join(" ") ?? interfaceName
    });
    for (const address of members)
      sent.push({ on: interfaceName, address });
  }
  for (const { on, address } of sent) {
    logDetail(step, lines.queueArp(name, on, address));
    logDetail(step, lines.sendArp(on, address));
  }
  for (let volley = 1; volley < repeat; volley++) {
    for (const { on, address } of sent)
      logDetail(step, lines.sendArp(on, address));
  }
}
function armSecondVolley(step, instance, delayUs, repeat) {
  if (delayUs === 0)
    return;
  instance.announceRepeat = repeat;
  armTimer(step.state.deadlines, instance.timers.announce, step.now + delayUs);
}
function allAddresses(instance) {
  const { addresses, excludedAddresses } = instance.config;
  return excludedAddresses.length === 0 ? addresses : [...addresses, ...excludedAddresses];
}
function byInterface(addresses) {
  const parts = [];
  for (const { interface: name, address } of addresses) {
    const part = parts.find((known) => known[0] === name && known[1] === address.family);
    if (part)
      part[2].push(address);
    else
      parts.push([name, address.family, [address]]);
  }
  return parts;
}

// dist/vrrp/sockets.js
function updateSource(state, instance) {
  const { config } = instance;
  const link = state.interfaces.get(config.interface);
  const base = state.interfaces.get(config.base ?? config.interface);
  instance.source = link && base ? sourceOn(state, instance, base) : null;
  instance.lastSource = instance.source ?? instance.lastSource;
  const next = link ? socketSpec(instance, link) : null;
  if (!instance.socket || !next || !sameSocket(instance.socket, next))
    instance.socket = next;
}
function updateSockets(step) {
  const users = /* @__PURE__ */ new Map();
  for (const instance of step.state.instances.values()) {
    if (instance.socket === null)
      continue;
    const key = socketKey(instance.socket);
    const known = users.get(key);
    if (known)
      known.push(instance);
    else
      users.set(key, [instance]);
  }
  const wanted = [];
  for (const instances of users.values()) {
    const socket = instances[0]?.socket;
    if (!socket)
      continue;
    const receiveBufferBytes = sum(instances.map((instance) => bufferBytes(step.state, instance)));
    const vrids = step.state.global?.logUnknownVrids === true ? null : vridsOf(instances);
    wanted.push({ ...socket, receiveBufferBytes, vrids });
  }
  const open = step.state.openSockets;
  const isOpen = (spec) => open.some((one) => socketKey(one) === socketKey(spec) && one.receiveBufferBytes === spec.receiveBufferBytes && String(one.vrids) === String(spec.vrids));
  if (wanted.length === open.length && wanted.every(isOpen))
    return;
  step.state.openSockets = wanted;
  step.actions.push({ kind: "sockets", wanted });
}
function vridsOf(instances) {
  return [...new Set(instances.map(({ config }) => config.vrid))].sort((a, b) => a - b);
}
function bufferBytes(state, { config }) {
  if (config.kernelRxBufSize !== void 0 && config.kernelRxBufSize > 0)
    return config.kernelRxBufSize;
  const { policy = null, multiplier = 1 } = state.global?.receiveBuffers ?? {};
  if (policy === null)
    return 0;
  if (policy === "MTU")
    return (state.interfaces.get(config.interface)?.mtu ?? 0) * multiplier;
  return policy === "ADVERT" ? advertOctets(config) * multiplier : policy;
}
function advertOctets({ family, version, addresses, authentication }) {
  if (family === 6)
    return 40 + 8 + 16 * addresses.length;
  const authentic = version === 2 ? 8 + (authentication.kind === "ah" ? 24 : 0) : 0;
  return 20 + 8 + 4 * addresses.length + authentic;
}
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
function sourceOn(state, instance, link) {
  const { config } = instance;
  if (config.sourceIp !== null)
    return config.sourceIp;
  const unicast = config.unicastPeers.length > 0;
  const primary = primaryAddress(state, link, config.family, unicast);
  if (primary || config.priority !== 255)
    return primary;
  const own = allAddresses(instance);
  const owned = link.addresses.find((entry) => own.some((address) => compareIp(address.address, entry.address) === 0));
  return owned && owned.address.family === config.family ? owned.address : null;
}
function primaryAddress(state, link, family, anyScope = false) {
  let secondary = null;
  for (const entry of link.addresses) {
    const { address } = entry;
    if (address.family !== family || entry.tentative || state.virtualAddresses.has(writeIp(address)))
      continue;
    if (family === 6 && !anyScope && !isLinkLocal(address))
      continue;
    if (!entry.secondary)
      return address;
    secondary ??= address;
  }
  return secondary;
}
function socketSpec(instance, link) {
  const { config, source } = instance;
  const unicast = config.unicastPeers.length > 0;
  return {
    family: config.family,
    protocol: config.authentication.kind === "ah" && config.version === 2 ? 51 : 112,
    interface: link.name,
    interfaceIndex: link.index,
    base: config.base ?? link.name,
    multicastGroup: unicast ? null : config.mcastGroup,
    source: unicast ? source : null,
    receiveBufferBytes: 0,
    vrids: null
  };
}
function sameSocket(a, b) {
  return socketKey(a) === socketKey(b);
}
function socketKey(spec) {
  const group = spec.multicastGroup ? writeIp(spec.multicastGroup) : "";
  const source = spec.source ? writeIp(spec.source) : "";
  return `${spec.family} ${spec.protocol} ${spec.interface} ${spec.interfaceIndex} ${group} ${source}`;
}

export {
  effectiveLinkDelays,
  lines,
  mails,
  openStep,
  closeStep,
  log,
  logDetail,
  mayLogPacket,
  mayLog,
  announceAsNewMaster,
  announceAfterContest,
  announceSoon,
  secondVolley,
  refreshVolley,
  extraVolley,
  armExtra,
  announce,
  allAddresses,
  skewUs,
  masterDownUs,
  armMasterDown,
  armNextAdvert,
  disarmAll,
  updateSource,
  updateSockets,
  primaryAddress,
  socketKey
};
