import {
  TRAILER_LENGTH,
  TRAILER_TYPE,
  isAfter,
  skewS
} from "./chunk-ALTOM5WN.js";
import {
  polledLinks
} from "./chunk-4ZW4GSY2.js";
import {
  allAddresses,
  announce,
  announceAfterContest,
  announceAsNewMaster,
  announceSoon,
  armExtra,
  armMasterDown,
  armNextAdvert,
  closeStep,
  disarmAll,
  effectiveLinkDelays,
  extraVolley,
  lines,
  log,
  logDetail,
  mails,
  masterDownUs,
  mayLog,
  mayLogPacket,
  openStep,
  primaryAddress,
  refreshVolley,
  secondVolley,
  skewUs,
  updateSockets,
  updateSource
} from "./chunk-XYGXTMJZ.js";
import {
  writeAddress,
  writeRoute,
  writeRule
} from "./chunk-WL2YI7WO.js";
import {
  isLocalTrouble
} from "./chunk-VSPS3GBM.js";
import {
  sameBytes
} from "./chunk-YME4ZP4W.js";
import {
  armTimer,
  createDeadlines,
  createTimer,
  disarmTimer,
  isArmed,
  nextDeadline,
  takeDue
} from "./chunk-337YAZUT.js";
import {
  unreachable
} from "./chunk-24HHUIME.js";
import {
  UNICAST
} from "./chunk-EFJSXIPA.js";
import {
  revealSecret
} from "./chunk-VKBYNSQF.js";
import {
  US_PER_CS,
  US_PER_MS,
  US_PER_S
} from "./chunk-JPSQDH5E.js";
import {
  compareIp,
  isLinkLocal,
  sameIp,
  writeIp,
  writeIpPrefix
} from "./chunk-I3YH4PUB.js";
import {
  sameValue
} from "./chunk-NUPY4W5R.js";

// dist/vrrp/addresses.js
var SETTLE_US = 5 * US_PER_S;
var VERIFY_US = 2 * US_PER_S;
var FIRST_RETRY_US = 250 * US_PER_MS;
var LAST_RETRY_US = 10 * US_PER_S;
var CALM_US = 20 * US_PER_S;
function addressKey(address) {
  return `${address.interface} ${writeIp(address.address)}/${address.prefixLength}`;
}
function logAddressRemoval(step, { name, excludedAddresses }) {
  logDetail(step, lines.removingVips(name));
  if (excludedAddresses.length > 0)
    logDetail(step, lines.removingExcluded(name));
}
function logAddressSetting(step, { name, excludedAddresses }) {
  logDetail(step, lines.settingVips(name));
  if (excludedAddresses.length > 0)
    logDetail(step, lines.settingExcluded(name));
}
function installAll(step, instance) {
  instance.addressRetries = 0;
  install(step, instance, allAddresses(instance));
}
function install(step, instance, addresses) {
  if (addresses.length === 0)
    return;
  for (const address of addresses) {
    instance.installed.set(addressKey(address), { address, sinceUs: step.now, confirmed: false });
  }
  step.actions.push({ kind: "add-addresses", instance: instance.config.name, addresses });
  const { addresses: timer } = instance.timers;
  if (!isArmed(timer))
    armTimer(step.state.deadlines, timer, step.now + Math.max(VERIFY_US, retryDelayUs(instance)));
}
function removeAll(step, instance) {
  disarmTimer(step.state.deadlines, instance.timers.addresses);
  const addresses = [...instance.installed.values()].map((entry) => entry.address);
  instance.installed.clear();
  instance.addressRetries = 0;
  remove(step, instance, addresses);
}
function remove(step, instance, addresses) {
  if (addresses.length === 0)
    return;
  instance.lastRemoved = addresses;
  step.actions.push({ kind: "remove-addresses", instance: instance.config.name, addresses });
}
function removalFailed(step, instance, errno, message) {
  if (errno === "ENODEV")
    return;
  if (instance.state === "master" || isArmed(instance.timers.addresses))
    return;
  const retryUs = armRetry(step, instance);
  log(step, "err", lines.removalFailed(instance.config.name, message, retryUs));
}
function removeAgain(step, instance) {
  const left = instance.lastRemoved.filter((address) => step.state.interfaces.has(address.interface));
  instance.addressRetries++;
  remove(step, instance, left);
}
function removeLeftovers(step, instance) {
  if (instance.config.priority === 255)
    return;
  const left = allAddresses(instance).filter((address) => carries(step.state.interfaces.get(address.interface), address));
  remove(step, instance, left);
}
function carries(link, wanted) {
  const text = writeIp(wanted.address);
  return link !== void 0 && link.addresses.some((address) => address.prefixLength === wanted.prefixLength && writeIp(address.address) === text);
}
function checkInstalled(step, instances, link, gone2) {
  let texts = null;
  const isPresent = ({ address }) => {
    texts ??= new Set(link.addresses.map((entry) => writeIp(entry.address)));
    return texts.has(writeIp(address));
  };
  for (const instance of instances) {
    if (instance.state !== "master")
      continue;
    const missing = [];
    for (const entry of instance.installed.values()) {
      if (entry.address.interface !== link.name || entry.confirmed && !gone2)
        continue;
      if (isPresent(entry.address))
        entry.confirmed = true;
      else if (entry.confirmed || step.now - entry.sinceUs > SETTLE_US)
        missing.push(entry);
    }
    lost(step, instance, link, missing);
  }
}
function lost(step, instance, link, missing) {
  const wanted = missing.filter((entry) => !entry.address.noTrack);
  if (wanted.length === 0)
    return;
  for (const entry of wanted) {
    entry.confirmed = false;
    if (mayLogPacket(step, instance))
      logDetail(step, lines.addressRemovedByOthers(entry.address.address, link.name));
  }
  const newest = Math.max(...wanted.map((entry) => entry.sinceUs));
  if (step.now - newest > CALM_US)
    instance.addressRetries = 0;
  if (instance.addressRetries === 0)
    putBack(step, instance);
  else
    armRetry(step, instance);
}
function putBack(step, instance) {
  const { interfaceNews } = step.state;
  const missing = [...instance.installed.values()].filter(({ address, sinceUs, confirmed }) => !confirmed && (instance.additionRefused || (interfaceNews.get(address.interface) ?? -1) >= sinceUs)).map((entry) => entry.address);
  if (missing.length === 0)
    return;
  instance.addressRetries++;
  disarmTimer(step.state.deadlines, instance.timers.addresses);
  install(step, instance, missing);
  announce(step, instance, missing, 1);
  if (!instance.additionRefused)
    log(step, "warning", lines.puttingBack(instance.config.name, missing.length));
  instance.additionRefused = false;
}
function additionFailed(step, instance, message) {
  if (instance.state !== "master")
    return;
  instance.additionRefused = true;
  const retryUs = armRetry(step, instance);
  log(step, "err", lines.addressesFailed(instance.config.name, message, retryUs));
}
function armRetry(step, instance) {
  const retryUs = retryDelayUs(instance);
  const { addresses: timer } = instance.timers;
  if (!isArmed(timer) || timer.atUs > step.now + retryUs)
    armTimer(step.state.deadlines, timer, step.now + retryUs);
  return retryUs;
}
function retryDelayUs(instance) {
  return Math.min(LAST_RETRY_US, FIRST_RETRY_US * 2 ** Math.min(instance.addressRetries, 10));
}

// dist/vrrp/routing.js
var RESTORE_GAP_US = US_PER_S;
function itemsOf(config) {
  return [
    ...(config.routes ?? []).map((route) => ({ kind: "route", route })),
    ...(config.rules ?? []).map((rule) => ({ kind: "rule", rule }))
  ];
}
function routingKey(item) {
  return item.kind === "route" ? `route ${writeRoute(item.route)}` : `rule ${writeRule(item.rule)}`;
}
function installRouting(step, instance) {
  const { name, routes, rules } = instance.config;
  add(step, name, instance.routing, itemsOf(instance.config));
  if (routes !== void 0 && routes.length > 0)
    logDetail(step, lines.settingRoutes(name));
  if (rules !== void 0 && rules.length > 0)
    logDetail(step, lines.settingRules(name));
}
function removeRouting(step, instance) {
  remove2(step, instance.config.name, instance.routing, [...instance.routing.keys()]);
}
function removeRoutingLeftovers(step, instance) {
  push(step, "remove-routing", instance.config.name, itemsOf(instance.config));
}
function logRoutingRemoval(step, { name, routes, rules }) {
  if (rules !== void 0 && rules.length > 0)
    logDetail(step, lines.removingRules(name));
  if (routes !== void 0 && routes.length > 0)
    logDetail(step, lines.removingRoutes(name));
}
function takeOffRouting(step, owner, routing, stays, wanted) {
  const surplus = [];
  for (const key of routing.keys()) {
    if (stays.has(key))
      continue;
    if (wanted.has(key))
      routing.delete(key);
    else
      surplus.push(key);
  }
  remove2(step, owner, routing, surplus);
}
function putOnRouting(step, owner, routing, items, carried) {
  const missing = [];
  for (const item of items) {
    const key = routingKey(item);
    if (routing.has(key))
      continue;
    if (carried.has(key))
      routing.set(key, { item, sinceUs: step.now, missing: false, replaces: false });
    else
      missing.push(item);
  }
  add(step, owner, routing, missing);
}
function add(step, owner, routing, items) {
  for (const item of items) {
    const goneAtUs = step.state.goneByUs.get(identity(item));
    const replaces = goneAtUs !== void 0 && step.now - goneAtUs < RESTORE_GAP_US;
    routing.set(routingKey(item), { item, sinceUs: step.now, missing: false, replaces });
  }
  push(step, "add-routing", owner, items);
}
function remove2(step, owner, routing, keys) {
  const items = keys.flatMap((key) => routing.get(key)?.item ?? []);
  for (const key of keys)
    routing.delete(key);
  for (const item of items)
    step.state.goneByUs.set(identity(item), step.now);
  push(step, "remove-routing", owner, items);
}
function addRoutingAgain(step, owner) {
  const routing = owner === null ? step.state.staticRouting : step.state.instances.get(owner)?.routing;
  push(step, "add-routing", owner, [...routing?.values() ?? []].map(({ item }) => item));
}
function removeRoutingAgain(step, owner, items) {
  push(step, "remove-routing", owner, items);
}
function isWantedRouting(state, item) {
  const key = routingKey(item);
  for (const [wanted] of allEntries(state))
    if (wanted === key)
      return true;
  return false;
}
function setStaticAddressesAgain(step) {
  const { staticAddresses, staticAddressesRemoved } = step.state;
  const wanted = new Set([...staticAddresses.values()].map(({ address }) => placeOf(address)));
  const surplus = staticAddressesRemoved.filter((address) => !wanted.has(placeOf(address)) && step.state.interfaces.has(address.interface));
  removeStaticAddresses(step, surplus);
  addStaticAddresses(step, [...staticAddresses.values()].map(({ address }) => address));
}
function placeOf(address) {
  return `${address.interface} ${writeIpPrefix(address)}`;
}
function removeStaticAddresses(step, addresses) {
  if (addresses.length === 0)
    return;
  step.state.staticAddressesRemoved = addresses;
  step.actions.push({ kind: "static-addresses", set: false, addresses });
}
function push(step, kind, instance, items) {
  if (items.length === 0)
    return;
  if (kind === "remove-routing")
    step.state.retries.removedRouting.set(instance, items);
  step.actions.push({ kind, instance, items });
}
function setStatics(step, statics) {
  const { state } = step;
  addStaticAddresses(step, statics.addresses);
  add(step, null, state.staticRouting, itemsOf(statics));
}
function removeStatics(step) {
  const { state } = step;
  remove2(step, null, state.staticRouting, [...state.staticRouting.keys()]);
  const addresses = [...state.staticAddresses.values()].map(({ address }) => address);
  state.staticAddresses.clear();
  removeStaticAddresses(step, addresses);
}
function staticAddressKey(address) {
  return writeAddress(address);
}
function replaceStaticAddresses(step, addresses, virtual) {
  const { staticAddresses } = step.state;
  const wanted = new Set(addresses.map(staticAddressKey));
  const surplus = [];
  for (const [key, { address }] of [...staticAddresses]) {
    if (wanted.has(key))
      continue;
    staticAddresses.delete(key);
    if (!virtual.has(placeOf(address)))
      surplus.push(address);
  }
  removeStaticAddresses(step, surplus);
  addStaticAddresses(step, addresses.filter((address) => !staticAddresses.has(staticAddressKey(address))));
}
function addStaticAddresses(step, addresses) {
  if (addresses.length === 0)
    return;
  for (const address of addresses) {
    step.state.staticAddresses.set(staticAddressKey(address), { address, sinceUs: step.now, confirmed: false });
  }
  step.actions.push({ kind: "static-addresses", set: true, addresses });
}
function checkStaticAddresses(step, link) {
  const present = new Set(link.addresses.map((entry) => writeIp(entry.address)));
  const lost2 = [];
  for (const entry of step.state.staticAddresses.values()) {
    if (entry.address.interface !== link.name)
      continue;
    if (present.has(writeIp(entry.address.address)))
      entry.confirmed = true;
    else if (entry.confirmed && !entry.address.noTrack)
      lost2.push(entry.address);
  }
  for (const address of lost2)
    log(step, "info", lines.restoringStatic("address", `${writeAddress(address)} set`));
  addStaticAddresses(step, lost2);
}
function routeGone(step, facts) {
  gone(step, identityOfFacts(facts));
}
function ruleGone(step, facts) {
  gone(step, identityOfRule(facts));
}
function gone(step, lost2) {
  for (const [, entry] of allEntries(step.state)) {
    if (identity(entry.item) !== lost2 || isUntracked(entry.item))
      continue;
    if (entry.replaces)
      entry.replaces = false;
    else
      entry.missing = true;
  }
  step.state.goneByUs.delete(lost2);
  restoreMissing(step);
}
function linkCameUp(step, name) {
  for (const [, { item }] of allEntries(step.state)) {
    const entry = item.kind === "route" && !isUntracked(item) && item.route.interface === name;
    if (entry)
      markMissing(step.state, item);
  }
  restoreMissing(step);
}
function markMissing(state, item) {
  const key = routingKey(item);
  for (const [, entry] of allEntries(state))
    if (routingKey(entry.item) === key)
      entry.missing = true;
}
function restoreMissing(step) {
  const { state } = step;
  restoreOf(step, null, state.staticRouting);
  for (const instance of state.instances.values())
    restoreOf(step, instance.config.name, instance.routing);
}
function restoreOf(step, owner, routing) {
  const { deadlines, routingTimer } = step.state;
  const due = [];
  for (const { item, missing, sinceUs } of routing.values()) {
    if (!missing)
      continue;
    const atUs = sinceUs + RESTORE_GAP_US;
    if (atUs <= step.now)
      due.push(item);
    else if (!isArmed(routingTimer) || routingTimer.atUs > atUs)
      armTimer(deadlines, routingTimer, atUs);
  }
  for (const item of due) {
    const text = item.kind === "route" ? writeRoute(item.route) : writeRule(item.rule);
    if (owner === null)
      log(step, "info", lines.restoringStatic(item.kind, text));
    else
      log(step, "warning", lines.restoringVirtual(owner, item.kind, text));
  }
  add(step, owner, routing, due);
}
function* allEntries(state) {
  yield* state.staticRouting;
  for (const instance of state.instances.values())
    yield* instance.routing;
}
function isUntracked(item) {
  return item.kind === "route" ? item.route.noTrack : item.rule.noTrack;
}
function identity(item) {
  return item.kind === "route" ? identityOfFacts(factsOfRoute(item.route)) : identityOfRule(factsOfRule(item.rule));
}
var RT_TABLE_MAIN = 254;
var IPV6_METRIC = 1024;
function factsOfRoute(route) {
  return {
    family: route.family,
    table: route.table ?? RT_TABLE_MAIN,
    destination: route.destination,
    tos: route.tos ?? 0,
    metric: route.metric ?? (route.family === 6 ? IPV6_METRIC : 0),
    type: route.type ?? UNICAST
  };
}
function factsOfRule(rule) {
  const everything = {
    address: { family: rule.family, bytes: new Uint8Array(rule.family === 4 ? 4 : 16) },
    prefixLength: 0
  };
  const { family, priority, inputInterface, outputInterface } = rule;
  return { family, priority, from: rule.from ?? everything, to: rule.to ?? everything, inputInterface, outputInterface };
}
function identityOfFacts(facts) {
  const { family, table, destination, tos, metric, type } = facts;
  return `route ${family} ${table} ${writeIpPrefix(destination)} ${tos} ${metric} ${type}`;
}
function identityOfRule(facts) {
  const { family, priority, from, to, inputInterface, outputInterface } = facts;
  return `rule ${family} ${priority} ${writeIpPrefix(from)} ${writeIpPrefix(to)} ${inputInterface} ${outputInterface}`;
}

// dist/vrrp/retries.js
var FIRST_RETRY_US2 = 250 * US_PER_MS;
var LAST_RETRY_US2 = 10 * US_PER_S;
var CALM_US2 = 20 * US_PER_S;
function createRetries() {
  return {
    timer: createTimer({ kind: "retries" }),
    tries: 0,
    lastUs: 0,
    sockets: false,
    staticAddresses: false,
    routing: /* @__PURE__ */ new Set(),
    removedRouting: /* @__PURE__ */ new Map(),
    removedAddresses: /* @__PURE__ */ new Map(),
    routingLeft: /* @__PURE__ */ new Set(),
    addressesLeft: /* @__PURE__ */ new Set()
  };
}
function isRetried(action) {
  return ["sockets", "static-addresses", "add-routing", "remove-routing", "remove-addresses"].includes(action);
}
function tryLater(step, action, { instance: owner, errno, message }) {
  if (errno === "ENODEV" && action.startsWith("remove"))
    return;
  const { retries, deadlines } = step.state;
  note(retries, action, owner);
  if (isArmed(retries.timer))
    return;
  if (step.now - retries.lastUs > CALM_US2)
    retries.tries = 0;
  if (retries.tries === 0)
    log(step, "err", lines.actionFailed(owner, action, message));
  const delayUs = Math.min(LAST_RETRY_US2, FIRST_RETRY_US2 * 2 ** Math.min(retries.tries, 10));
  armTimer(deadlines, retries.timer, step.now + delayUs);
}
function note(retries, action, owner) {
  switch (action) {
    case "sockets":
      retries.sockets = true;
      return;
    case "static-addresses":
      retries.staticAddresses = true;
      return;
    case "add-routing":
      return void retries.routing.add(owner);
    case "remove-routing":
      return void retries.routingLeft.add(owner);
    case "remove-addresses":
      return void (owner !== null && retries.addressesLeft.add(owner));
  }
}
function tryAgain(step) {
  const { state } = step;
  const { retries } = state;
  retries.tries++;
  retries.lastUs = step.now;
  if (retries.sockets)
    step.actions.push({ kind: "sockets", wanted: state.openSockets });
  retries.sockets = false;
  if (retries.staticAddresses)
    setStaticAddressesAgain(step);
  retries.staticAddresses = false;
  for (const owner of drain(retries.routingLeft))
    removeLeftRouting(step, owner);
  for (const owner of drain(retries.addressesLeft))
    removeLeftAddresses(step, owner);
  for (const owner of drain(retries.routing))
    addRoutingAgain(step, owner);
}
function removeLeftRouting(step, owner) {
  const items = step.state.retries.removedRouting.get(owner) ?? [];
  removeRoutingAgain(step, owner, items.filter((item) => !isWantedRouting(step.state, item)));
}
function removeLeftAddresses(step, owner) {
  const addresses = (step.state.retries.removedAddresses.get(owner) ?? []).filter((address) => !isInstalled(step.state, address));
  if (addresses.length > 0)
    step.actions.push({ kind: "remove-addresses", instance: owner, addresses });
}
function isInstalled(state, address) {
  const key = addressKey(address);
  return [...state.instances.values()].some(({ installed }) => installed.has(key));
}
function drain(set) {
  const all = [...set];
  set.clear();
  return all;
}

// dist/vrrp/state.js
function initialVrrpState() {
  return {
    global: null,
    interfaces: /* @__PURE__ */ new Map(),
    interfaceNames: /* @__PURE__ */ new Map(),
    interfaceNews: /* @__PURE__ */ new Map(),
    linkDelays: /* @__PURE__ */ new Map(),
    heldLinks: /* @__PURE__ */ new Map(),
    linkbeat: { polled: [], unused: [] },
    polledLinks: /* @__PURE__ */ new Map(),
    garpGroups: /* @__PURE__ */ new Map(),
    instances: /* @__PURE__ */ new Map(),
    groups: /* @__PURE__ */ new Map(),
    scripts: /* @__PURE__ */ new Map(),
    processes: /* @__PURE__ */ new Map(),
    files: /* @__PURE__ */ new Map(),
    sessionsUp: /* @__PURE__ */ new Set(),
    deadlines: createDeadlines(),
    routes: /* @__PURE__ */ new Map(),
    concerned: /* @__PURE__ */ new Map(),
    virtualAddresses: /* @__PURE__ */ new Set(),
    staticAddresses: /* @__PURE__ */ new Map(),
    staticAddressesRemoved: [],
    staticRouting: /* @__PURE__ */ new Map(),
    goneByUs: /* @__PURE__ */ new Map(),
    routingTimer: createTimer({ kind: "routing" }),
    retries: createRetries(),
    vmacs: /* @__PURE__ */ new Map(),
    pendingVmacs: null,
    vmacsOrderedAtUs: Number.NEGATIVE_INFINITY,
    failedVmacs: /* @__PURE__ */ new Set(),
    vmacTimer: createTimer({ kind: "vmacs" }),
    firewall: null,
    openSockets: [],
    startupDelayUntilUs: 0,
    unknownBudget: { windowStartUs: 0, lines: 0 },
    stopping: false
  };
}
function createInstance(config, now) {
  const timers = {};
  const instance = {
    config,
    state: "init",
    sinceUs: now,
    lastChange: null,
    faults: [],
    waiting: false,
    effectivePriority: config.priority,
    adjustments: [],
    group: null,
    masterIntervalUs: config.advertIntervalUs,
    masterAddress: null,
    masterPriority: 0,
    expired: false,
    graceGiven: false,
    preemptAtUs: null,
    ownerYielded: false,
    source: null,
    lastSource: null,
    socket: null,
    formerChecksumHeard: false,
    ahSequence: 0,
    ahSeen: /* @__PURE__ */ new Map(),
    trailerMarks: /* @__PURE__ */ new Map(),
    installed: /* @__PURE__ */ new Map(),
    routing: /* @__PURE__ */ new Map(),
    dropped: [],
    loggedErrors: /* @__PURE__ */ new Set(),
    logBudget: { windowStartUs: 0, lines: 0 },
    announceRepeat: 0,
    lowerVolleyAtUs: 0,
    lowerAnswerAtUs: 0,
    lastRemoved: [],
    additionRefused: false,
    addressRetries: 0,
    counters: createCounters(),
    timers
  };
  timers.masterDown = createTimer({ kind: "master-down", instance });
  timers.advert = createTimer({ kind: "advert", instance });
  timers.announce = createTimer({ kind: "announce", instance });
  timers.refresh = createTimer({ kind: "refresh", instance });
  timers.extra = createTimer({ kind: "extra", instance });
  timers.addresses = createTimer({ kind: "addresses", instance });
  return instance;
}
function createCounters() {
  return {
    advertsReceived: 0,
    advertsSent: 0,
    becameMaster: 0,
    releasedMaster: 0,
    lengthErrors: 0,
    ttlErrors: 0,
    typeErrors: 0,
    intervalErrors: 0,
    addressListErrors: 0,
    authTypeErrors: 0,
    authTypeMismatches: 0,
    authFailures: 0,
    authExtMissing: 0,
    authExtMalformed: 0,
    authExtUnknownKey: 0,
    authExtInvalidHmac: 0,
    authExtStale: 0,
    authExtReplay: 0,
    priorityZeroReceived: 0,
    priorityZeroSent: 0,
    checksumErrors: 0,
    versionErrors: 0,
    vridErrors: 0,
    otherChecksumForm: 0,
    contestsWon: 0
  };
}
function createGroup(config, members, now) {
  return { config, members, state: "init", sinceUs: now };
}
function createScript(config) {
  const script = {
    config,
    up: null,
    running: false,
    answered: false,
    streak: 0,
    lastStatus: 0,
    skipLogged: false,
    troubleLogged: false
  };
  script.timer = createTimer({ kind: "script", script });
  return script;
}
function createProcess(config) {
  const tracked = { config, count: null, up: null };
  tracked.timer = createTimer({ kind: "process", process: tracked });
  return tracked;
}

// dist/vrrp/firewall.js
var USUAL = { table: "keepalived", priority: -1, counters: false, byIndex: false, asked: false };
function settleFirewall(step, global, instances) {
  const { state } = step;
  const settings = global.firewall ?? USUAL;
  const needed = instances.some(({ vmac, accept }) => vmac?.kind === "macvlan" || !accept);
  const wanted = needed || settings.asked ? settings : null;
  if (sameValue(state.firewall, wanted))
    return;
  if (wanted !== null && !settings.asked)
    log(step, "info", lines.firewallUsed());
  state.firewall = wanted;
  step.actions.push({ kind: "firewall", settings: wanted });
}
function followDrops(step, instance, isMaster = instance.state === "master") {
  const wanted = isMaster && mustDrop(instance) ? dropsOf(step, instance) : [];
  const former = instance.dropped;
  const gone2 = former.filter((one) => !wanted.some((other) => sameValue(one, other)));
  const fresh = wanted.filter((one) => !former.some((other) => sameValue(one, other)));
  instance.dropped = wanted;
  push2(step, instance, false, gone2);
  push2(step, instance, true, fresh);
}
function mustDrop({ config }) {
  return !config.accept && config.priority !== 255;
}
function logDropSetting(step, instance) {
  if (mustDrop(instance))
    logDetail(step, lines.settingDrops(instance.config.name));
}
function logDropRemoval(step, instance) {
  if (mustDrop(instance))
    logDetail(step, lines.removingDrops(instance.config.name));
}
function push2(step, { config }, set, addresses) {
  if (addresses.length > 0)
    step.actions.push({ kind: "drop-traffic", instance: config.name, set, addresses });
}
function dropsOf({ state }, instance) {
  const byName = instance.config.dontTrackPrimary && state.firewall?.byIndex !== true;
  return allAddresses(instance).map(({ address, interface: name }) => {
    if (!isLinkLocal(address))
      return { address, on: null };
    return { address, on: byName ? { name } : { index: state.interfaces.get(name)?.index ?? 0 } };
  });
}

// dist/vrrp/refusal.js
function refusal(counter, kind, ...details) {
  const word = lines[kind];
  return { counter, text: word(...details) };
}
function refuse(step, instance, { counter, text, once: once2 }) {
  instance.counters[counter]++;
  if (once2 !== void 0) {
    if (instance.loggedErrors.has(once2))
      return;
    instance.loggedErrors.add(once2);
  }
  if (mayLogPacket(step, instance))
    log(step, "info", text);
}

// dist/vrrp/trailer.js
function checkTrailer(instance, { source, advert }) {
  const { authHmac, name, unicastPeers } = instance.config;
  if (authHmac === void 0)
    return null;
  const { trailer } = advert;
  if (trailer === void 0) {
    return authHmac.mode === "enforce" ? once("authExtMissing", "trailerMissing", name, source) : null;
  }
  if (unicastPeers.length > 0 && !unicastPeers.some(({ address }) => sameIp(address, source))) {
    return { ...refusal("authFailures", "notAPeer", name, source), once: "trailerNotAPeer" };
  }
  if (trailer.type !== TRAILER_TYPE || trailer.reserved !== 0) {
    return once("authExtMalformed", "trailerMalformed", name, source);
  }
  const { windowS } = authHmac;
  if (windowS !== null) {
    const skew = skewS(trailer.wallUs, trailer.sequence);
    if (Math.abs(skew) > windowS)
      return once("authExtStale", "trailerStale", name, source, skew, windowS);
  }
  if (!authHmac.keys.some(({ id }) => id === trailer.keyId)) {
    return once("authExtUnknownKey", "trailerUnknownKey", name, source, trailer.keyId);
  }
  if (!trailer.authenticFor.includes(name))
    return once("authExtInvalidHmac", "trailerInvalid", name, source);
  const mark = markOf(instance, writeIp(source), trailer);
  if (mark !== null && !isAfter(trailer.sequence, mark))
    return once("authExtReplay", "trailerReplayed", name, source);
  return null;
}
function once(counter, kind, ...details) {
  return { ...refusal(counter, kind, ...details), once: kind };
}
function markOf({ config, trailerMarks }, source, { wallUs }) {
  const mark = trailerMarks.get(source);
  const windowS = config.authHmac?.windowS ?? null;
  if (mark === void 0 || windowS !== null && Math.abs(skewS(wallUs, mark)) > windowS)
    return null;
  return mark;
}
var MAX_MARKS = 4;
function acceptTrailer(step, instance, { source, advert: { trailer } }) {
  const { authHmac, name, unicastPeers } = instance.config;
  if (authHmac === void 0 || trailer === void 0)
    return;
  const { trailerMarks } = instance;
  const key = writeIp(source);
  trailerMarks.delete(key);
  const first = trailerMarks.keys().next();
  if (!first.done && trailerMarks.size >= Math.max(MAX_MARKS, unicastPeers.length))
    trailerMarks.delete(first.value);
  trailerMarks.set(key, trailer.sequence);
  const { windowS } = authHmac;
  if (windowS === null)
    return;
  const skew = skewS(trailer.wallUs, trailer.sequence);
  if (Math.abs(skew) <= Math.floor(windowS / 2) || instance.loggedErrors.has("trailerSkew"))
    return;
  instance.loggedErrors.add("trailerSkew");
  if (mayLogPacket(step, instance))
    log(step, "info", lines.trailerSkew(name, source, skew, windowS));
}
function signingKey({ config: { authHmac } }) {
  if (authHmac === void 0 || authHmac.mode === "receive-only")
    return null;
  const { activeKey, windowS } = authHmac;
  const found = authHmac.keys.find(({ id }) => id === activeKey);
  return found === void 0 ? null : { keyId: activeKey, key: found.key, windowS };
}
function forgetTrailerLines(instance) {
  for (const kind of [...instance.loggedErrors])
    if (kind.startsWith("trailer"))
      instance.loggedErrors.delete(kind);
}

// dist/vrrp/adverts.js
function sendAdvert(step, instance, priority = instance.effectivePriority) {
  const { config, socket } = instance;
  const source = instance.source ?? (priority === 0 ? instance.lastSource : null);
  if (socket === null || source === null)
    return false;
  const destinations = config.unicastPeers.length > 0 ? config.unicastPeers.map((peer) => peer.address) : [config.mcastGroup];
  let ah = null;
  if (config.authentication.kind === "ah") {
    instance.ahSequence = instance.ahSequence + 1 >>> 0;
    ah = { key: config.authentication.password, sequence: instance.ahSequence };
  }
  const trailer = signingKey(instance);
  step.actions.push({
    kind: "send-advert",
    instance: config.name,
    socket,
    source,
    destinations,
    advert: buildAdvert(instance, priority),
    ah,
    ...trailer === null ? {} : { trailer },
    ttl: ttlOf(instance),
    v3Checksum: checksumForm(instance)
  });
  instance.counters.advertsSent++;
  if (priority === 0)
    instance.counters.priorityZeroSent++;
  return true;
}
var KERNEL_HOP_LIMIT = 64;
function ttlOf({ config }) {
  if (config.unicastPeers.length === 0)
    return 255;
  return config.unicastTtl ?? (config.family === 4 ? 255 : KERNEL_HOP_LIMIT);
}
function checksumForm({ config, formerChecksumHeard }) {
  if (config.checksumAsV2 === true)
    return "message";
  if (config.unicastPeers.length === 0)
    return "pseudo";
  return config.oldUnicastChecksum === "always" || formerChecksumHeard ? "group" : "pseudo";
}
function buildAdvert(instance, priority) {
  const { version, family, vrid, addresses, advertIntervalUs } = instance.config;
  return {
    version,
    family,
    vrid,
    priority,
    addresses: addresses.map((entry) => entry.address),
    intervalUnits: Math.round(advertIntervalUs / (version === 2 ? US_PER_S : US_PER_CS)),
    authType: authType(instance),
    authData: authData(instance)
  };
}
function authType(instance) {
  const { version, authentication } = instance.config;
  if (version === 3)
    return 0;
  return authentication.kind === "none" ? 0 : authentication.kind === "pass" ? 1 : 2;
}
function authData(instance) {
  const data = new Uint8Array(8);
  const { version, authentication } = instance.config;
  if (version === 2 && authentication.kind === "pass")
    data.set(revealSecret(authentication.password).slice(0, 8));
  return data;
}

// dist/vrrp/notify.js
function notifyInstance(step, instance, state) {
  const { name, notify, smtpAlert } = instance.config;
  const priority = instance.effectivePriority;
  runScripts(step, "INSTANCE", name, notify, state, priority);
  writeFifo(step, "INSTANCE", name, state, priority);
  if (!smtpAlert || state === "FAULT" && step.state.global?.noEmailFaults === true)
    return;
  const routerId = step.state.global?.routerId ?? "";
  step.actions.push({
    kind: "mail",
    subject: mails.instanceSubject(routerId, name, subjectWords(state)),
    body: instanceBody(state)
  });
}
function notifyGroup(step, group, state) {
  const { name, notify, smtpAlert } = group.config;
  runScripts(step, "GROUP", name, notify, state, 0);
  writeFifo(step, "GROUP", name, state, 0);
  if (!smtpAlert || state === "FAULT" && step.state.global?.noEmailFaults === true)
    return;
  const routerId = step.state.global?.routerId ?? "";
  const body = state === "STOP" ? mails.groupStop : mails.groupState(state);
  step.actions.push({ kind: "mail", subject: mails.groupSubject(routerId, name, subjectWords(state)), body });
}
function notifyLowerHeard(step, instance) {
  const { name, notify } = instance.config;
  if (notify.masterRxLowerPri) {
    step.actions.push({ kind: "notify", object: `INSTANCE ${name}`, command: notify.masterRxLowerPri, extraArgs: [] });
  }
  writeFifo(step, "INSTANCE", name, "MASTER_RX_LOWER_PRI", instance.effectivePriority);
}
function notifyPriority(step, instance) {
  const wanted = instance.config.notifyPriorityChanges || step.state.global?.notifyPriorityChanges === true;
  if (!wanted || instance.state !== "master" && instance.state !== "backup")
    return;
  const state = instance.state === "master" ? "MASTER_PRIORITY" : "BACKUP_PRIORITY";
  writeFifo(step, "INSTANCE", instance.config.name, state, instance.effectivePriority);
}
function writeStates(step, instances) {
  for (const { config, state, effectivePriority } of instances) {
    const word = STATE_WORDS[state];
    if (word !== void 0)
      writeFifo(step, "INSTANCE", config.name, word, effectivePriority);
  }
  for (const { config, state } of step.state.groups.values()) {
    const word = STATE_WORDS[state];
    if (word !== void 0)
      writeFifo(step, "GROUP", config.name, word, 0);
  }
}
var STATE_WORDS = { master: "MASTER", backup: "BACKUP", fault: "FAULT" };
function runScripts(step, type, name, notify, state, priority) {
  const object = `${type} ${name}`;
  const own = scriptOf(notify, state);
  if (own)
    step.actions.push({ kind: "notify", object, command: own, extraArgs: [] });
  if (notify.any) {
    step.actions.push({ kind: "notify", object, command: notify.any, extraArgs: [type, name, state, String(priority)] });
  }
}
function scriptOf(notify, state) {
  switch (state) {
    case "MASTER":
      return notify.master;
    case "BACKUP":
      return notify.backup;
    case "FAULT":
      return notify.fault;
    case "STOP":
      return notify.stop;
    case "DELETED":
      return notify.deleted;
  }
}
function writeFifo(step, type, name, state, priority) {
  const global = step.state.global;
  if (!global || global.fifo === null && global.vrrpFifo === null)
    return;
  step.actions.push({ kind: "fifo", line: `${type} "${name}" ${state} ${priority}` });
}
function subjectWords(state) {
  if (state === "STOP")
    return "Stopping";
  return state === "DELETED" ? "Deleted" : `Entering ${state} state`;
}
function instanceBody(state) {
  switch (state) {
    case "MASTER":
      return mails.instanceMaster;
    case "STOP":
      return mails.instanceStop;
    case "DELETED":
      return mails.instanceDeleted;
    case "BACKUP":
    case "FAULT":
      return mails.instanceOther;
  }
}

// dist/vrrp/sync-group.js
function syncGroup(step, origin, pull2) {
  const { group } = origin;
  const target = origin.state;
  if (group === null || target !== "master" && target !== "backup" && target !== "fault")
    return;
  const others = group.members.filter((member) => member !== origin && member.state !== target);
  const word = target === "master" ? "MASTER" : target === "backup" ? "BACKUP" : "FAULT";
  if (others.some((member) => member.state !== "init"))
    log(step, "info", lines.groupSync(group.config.name, word));
  for (const member of others)
    pull2(step, member, target);
  settleGroup(step, group);
}
function settleGroup(step, group) {
  const state = group.members[0]?.state;
  if (state === void 0 || state === group.state || !group.members.every((member) => member.state === state))
    return;
  groupBegins(step, group, state);
}
function groupBegins(step, group, state) {
  group.state = state;
  group.sinceUs = step.now;
  if (state === "master")
    notifyGroup(step, group, "MASTER");
  else if (state === "backup")
    notifyGroup(step, group, "BACKUP");
  else if (state === "fault")
    notifyGroup(step, group, "FAULT");
  else if (state === "stopped")
    notifyGroup(step, group, "STOP");
}
function mayTakeOver(instance) {
  const members = instance.group?.members ?? [instance];
  return members.every((member) => member.state === "master" || member.state === "backup" && member.expired);
}

// dist/vrrp/sync-daemon.js
function followRole(step, instance, role, replacesOther) {
  const daemon = assignment(step, instance);
  if (!daemon)
    return;
  const other = role === "master" ? "backup" : "master";
  if (replacesOther)
    step.actions.push({ kind: "sync-daemon", run: false, role: other, daemon });
  step.actions.push({ kind: "sync-daemon", run: true, role, daemon });
}
function endSyncDaemon(step, instance, role) {
  const daemon = assignment(step, instance);
  if (daemon)
    step.actions.push({ kind: "sync-daemon", run: false, role, daemon });
}
function assignment(step, instance) {
  const { name, vrid, lvsSyncDaemonInterface } = instance.config;
  const global = step.state.global?.lvsSyncDaemon;
  if (global && global.instance === name)
    return { ...global, syncId: global.syncId ?? vrid };
  if (lvsSyncDaemonInterface === null)
    return null;
  return { interface: lvsSyncDaemonInterface, syncId: vrid, maxLength: null, port: null, ttl: null, group: null };
}

// dist/vrrp/transitions.js
function enterMaster(step, instance) {
  const { name, advertIntervalUs } = instance.config;
  const learnedUs = instance.masterIntervalUs;
  changeState(step, instance, "master");
  instance.masterIntervalUs = advertIntervalUs;
  instance.masterAddress = instance.source;
  instance.masterPriority = instance.effectivePriority;
  instance.preemptAtUs = null;
  instance.expired = false;
  instance.counters.becameMaster++;
  disarmTimer(step.state.deadlines, instance.timers.masterDown);
  sendAdvert(step, instance);
  armTimer(step.state.deadlines, instance.timers.advert, step.now + advertIntervalUs);
  followDrops(step, instance);
  installAll(step, instance);
  log(step, "info", lines.entering(name, "MASTER"));
  if (learnedUs !== advertIntervalUs)
    logDetail(step, lines.intervalOurs(name, learnedUs, advertIntervalUs));
  logDropSetting(step, instance);
  logAddressSetting(step, instance.config);
  installRouting(step, instance);
  announceAsNewMaster(step, instance);
  followRole(step, instance, "master", true);
  notifyInstance(step, instance, "MASTER");
}
function enterBackup(step, instance, atStart = false) {
  const { name } = instance.config;
  const from = instance.state;
  if (from === "master")
    leaveMaster(step, instance);
  else
    instance.masterIntervalUs = instance.config.advertIntervalUs;
  changeState(step, instance, "backup");
  const delayUs = atStart ? Math.max(0, step.state.startupDelayUntilUs - step.now) : 0;
  armMasterDown(step, instance, masterDownUs(instance) + delayUs);
  followRole(step, instance, "backup", from === "master");
  notifyInstance(step, instance, "BACKUP");
  log(step, "info", atStart ? lines.enteringBackupInit(name) : lines.entering(name, "BACKUP"));
  if (from === "master")
    logRemoval(step, instance);
}
function enterFault(step, instance, announced) {
  const { name } = instance.config;
  const from = instance.state;
  let sent = false;
  if (from === "master") {
    sent = sendAdvert(step, instance, 0);
    leaveMaster(step, instance);
    endSyncDaemon(step, instance, "master");
  }
  changeState(step, instance, "fault");
  disarmAll(step, instance);
  instance.preemptAtUs = null;
  notifyInstance(step, instance, "FAULT");
  if (from === "master" || from === "backup" && announced)
    log(step, "info", lines.entering(name, "FAULT"));
  if (sent && announced)
    logDetail(step, lines.sentZeroPriority(name));
  if (from === "master")
    logRemoval(step, instance);
}
function enterStopped(step, instance, as) {
  const { name } = instance.config;
  const from = instance.state;
  if (from === "stopped")
    return;
  if (from === "master") {
    if (sendAdvert(step, instance, 0))
      logDetail(step, lines.sentZeroPriority(name));
    leaveMaster(step, instance);
    logRemoval(step, instance);
  }
  if (from === "master" || from === "backup")
    endSyncDaemon(step, instance, from);
  changeState(step, instance, "stopped");
  disarmAll(step, instance);
  notifyInstance(step, instance, as);
}
function leaveMaster(step, instance) {
  instance.counters.releasedMaster++;
  const { advert, announce: announce2, refresh: refresh2, extra } = instance.timers;
  for (const timer of [advert, announce2, refresh2, extra])
    disarmTimer(step.state.deadlines, timer);
  removeRouting(step, instance);
  removeAll(step, instance);
  followDrops(step, instance, false);
}
function logRemoval(step, instance) {
  const { config } = instance;
  logRoutingRemoval(step, config);
  logAddressRemoval(step, config);
  logDropRemoval(step, instance);
}
function changeState(step, instance, state) {
  instance.state = state;
  instance.sinceUs = step.now;
  instance.graceGiven = false;
  instance.loggedErrors.clear();
}

// dist/vrrp/as-backup.js
function masterIsLeaving(step, instance) {
  instance.counters.priorityZeroReceived++;
  if (mayLogPacket(step, instance))
    logDetail(step, lines.backupReceivedZero(instance.config.name));
  armMasterDown(step, instance, skewUs(instance));
}
function hearMaster(step, instance, heard) {
  if (instance.preemptAtUs !== null) {
    instance.preemptAtUs = null;
    if (mayLogPacket(step, instance))
      logDetail(step, lines.stopPreemptDelay(instance.config.name));
  }
  followMaster(step, instance, heard);
}
function followMaster(step, instance, { from, advert }) {
  if (instance.masterAddress !== null && !sameIp(instance.masterAddress, from))
    forgetTrailerLines(instance);
  instance.masterAddress = from;
  instance.masterPriority = advert.priority;
  instance.graceGiven = false;
  learnInterval(step, instance, advert);
  armMasterDown(step, instance);
}
function hearWeakerMaster(step, instance, heard) {
  const { name, preempt, preemptDelayUs, priority } = instance.config;
  const preempts = preempt || priority === 255;
  if (!preempts)
    return followMaster(step, instance, heard);
  if (preemptDelayUs > 0 && instance.preemptAtUs === null) {
    instance.preemptAtUs = step.now + preemptDelayUs;
    logDetail(step, lines.startPreemptDelay(name, preemptDelayUs));
  }
  if (instance.preemptAtUs !== null && step.now < instance.preemptAtUs)
    return followMaster(step, instance, heard);
  if (mayLogPacket(step, instance))
    log(step, "info", lines.lowerDiscarded(name, heard.advert.priority, heard.from));
}
function loseMaster(step, instance, { dueUs }) {
  const { name } = instance.config;
  const latenessUs = step.now - dueUs;
  if (latenessUs > instance.masterIntervalUs && !instance.graceGiven) {
    instance.graceGiven = true;
    log(step, "info", lines.heldUp(name, latenessUs));
    armTimer(step.state.deadlines, instance.timers.masterDown, step.now + Math.max(skewUs(instance), 50 * US_PER_MS));
    return;
  }
  logDetail(step, lines.advertTimeout(name));
  instance.expired = true;
  if (!mayTakeOver(instance))
    return;
  enterMaster(step, instance);
}
function moveMasterDown(step, instance, { from }) {
  notifyPriority(step, instance);
  const { masterDown } = instance.timers;
  if (instance.expired)
    return;
  const now = instance.effectivePriority;
  const oldSkewUs = skewUs(instance) * (256 - from) / (256 - now);
  const atUs = masterDown.atUs + Math.round(skewUs(instance) - oldSkewUs);
  armTimer(step.state.deadlines, masterDown, Math.max(step.now, atUs));
}
function learnInterval(step, instance, advert) {
  if (instance.config.version === 2)
    return;
  const learnedUs = advert.intervalUnits * US_PER_CS;
  if (learnedUs === instance.masterIntervalUs)
    return;
  if (mayLogPacket(step, instance)) {
    logDetail(step, lines.intervalLearned(instance.config.name, instance.masterIntervalUs, learnedUs));
  }
  instance.masterIntervalUs = learnedUs;
}

// dist/vrrp/as-master.js
function advertise(step, instance, { dueUs }) {
  const latenessUs = step.now - dueUs;
  const { name, advertIntervalUs, downTimerAdverts } = instance.config;
  if (couldBeReplaced(instance, latenessUs)) {
    log(step, "info", lines.timerExpired(name, latenessUs));
    return enterBackup(step, instance);
  }
  sendAdvert(step, instance);
  armNextAdvert(step, instance, dueUs);
  if (latenessUs >= (downTimerAdverts - 1) * advertIntervalUs) {
    if (mayLogPacket(step, instance))
      log(step, "info", lines.advertsHeldUp(name, latenessUs));
    announceSoon(step, instance);
  }
}
function couldBeReplaced({ config }, latenessUs) {
  const { timerExpiredBackup, advertIntervalUs, downTimerAdverts } = config;
  if (timerExpiredBackup === void 0)
    return false;
  const skewUs2 = (256 - timerExpiredBackup) * (config.version === 2 ? US_PER_S : advertIntervalUs) / 256;
  return advertIntervalUs + latenessUs >= downTimerAdverts * advertIntervalUs + skewUs2;
}
function answerLeaving(step, instance) {
  instance.counters.priorityZeroReceived++;
  if (mayLogPacket(step, instance))
    logDetail(step, lines.masterReceivedZero(instance.config.name));
  if (step.now < instance.lowerAnswerAtUs)
    return;
  limitAnswers(step, instance);
  sendAdvert(step, instance);
  armTimer(step.state.deadlines, instance.timers.advert, step.now + instance.config.advertIntervalUs);
}
function winContest(step, instance, heard) {
  const { name, lowerPrioNoAdvert } = instance.config;
  const priority = heard.advert.priority;
  instance.counters.contestsWon++;
  if (mayLogPacket(step, instance)) {
    logDetail(step, lines.masterReceivedLower(name, heard.from, priority, instance.effectivePriority, !lowerPrioNoAdvert));
  }
  if (step.now >= instance.lowerAnswerAtUs) {
    limitAnswers(step, instance);
    if (!lowerPrioNoAdvert)
      sendAdvert(step, instance);
    notifyLowerHeard(step, instance);
  }
  announceAfterContest(step, instance);
}
function limitAnswers(step, instance) {
  instance.lowerAnswerAtUs = step.now + Math.round(instance.config.advertIntervalUs / 10);
}
function breakTie(step, instance, heard) {
  const { name } = instance.config;
  const order2 = instance.source === null ? 0 : compareIp(heard.from, instance.source);
  const once2 = !instance.loggedErrors.has("tie");
  if (order2 === 0) {
    instance.loggedErrors.add("tie");
    if (once2)
      log(step, "info", lines.sameAddress(name));
    return;
  }
  if (heard.advert.priority === 255 && once2) {
    instance.loggedErrors.add("tie");
    log(step, "info", lines.twoOwners(name));
  }
  if (order2 < 0)
    return winContest(step, instance, heard);
  if (heard.advert.priority === 255) {
    instance.ownerYielded = true;
    instance.effectivePriority = 254;
    log(step, "info", lines.masterReceivedHigher(name, heard.from, 255, 254));
  } else {
    log(step, "info", lines.masterReceivedEqual(name, heard.from, heard.advert.priority));
  }
  tellWinner(step, instance);
  giveWay(step, instance, heard);
}
function yieldToHigher(step, instance, heard) {
  const { name } = instance.config;
  const priority = heard.advert.priority;
  log(step, "info", lines.masterReceivedHigher(name, heard.from, priority, instance.effectivePriority));
  tellWinner(step, instance);
  giveWay(step, instance, heard);
}
function tellWinner(step, instance) {
  if (instance.config.higherPrioSendAdvert)
    sendAdvert(step, instance);
}
function giveWay(step, instance, { from, advert }) {
  learnInterval(step, instance, advert);
  enterBackup(step, instance);
  instance.masterAddress = from;
  instance.masterPriority = advert.priority;
}
function announceAgain(step, instance) {
  secondVolley(step, instance);
}
function refresh(step, instance, { dueUs }) {
  refreshVolley(step, instance, dueUs);
}
function announceExtra(step, instance, { dueUs }) {
  extraVolley(step, instance, dueUs);
}
function restoreAddresses(step, instance) {
  putBack(step, instance);
}
function reportPriority(step, instance) {
  instance.masterPriority = instance.effectivePriority;
  notifyPriority(step, instance);
}

// dist/vrrp/tracking.js
function judge(state, instance) {
  const faults = [];
  const adjustments = [];
  let waiting = false;
  let frozen = false;
  const { config } = instance;
  const primary = config.base ?? config.interface;
  const base = state.interfaces.get(primary);
  const needed = config.neededInterfaces ?? [];
  if (!base || !isUsable(base) && (!config.dontTrackPrimary || needed.includes(primary)))
    faults.push({ kind: "interface", interface: primary });
  for (const name of vmacsOf(state, instance)) {
    if (state.interfaces.get(name)?.up !== true)
      faults.push({ kind: "interface", interface: name });
  }
  if (instance.source === null)
    faults.push({ kind: "no-address" });
  else if (isSourceMissing(state, instance))
    faults.push({ kind: "no-source" });
  if (config.unicastFaultNoPeer === true && config.unicastPeers.length === 0)
    faults.push({ kind: "no-peers" });
  for (const name of needed) {
    const other = state.interfaces.get(name);
    const tracked = name === primary || config.trackInterfaces.some((track) => track.interface === name);
    if (!tracked && !(other && isUsable(other)))
      faults.push({ kind: "interface", interface: name });
  }
  for (const track of tracksOf(instance)) {
    if (track.source === "file") {
      const points = filePoints(track, state.files.get(track.name)?.value ?? 0);
      if (points === FILE_FAULT) {
        faults.push({ kind: "file", file: track.name });
        frozen ||= track.weight !== 0;
      } else if (points !== 0)
        adjustments.push({ source: "file", name: track.name, points });
      continue;
    }
    const up = isUp(state, track);
    if (track.weight !== 0) {
      const points = up === null ? 0 : pointsOf(track, up);
      if (points !== 0)
        adjustments.push({ source: track.source, name: track.name, points });
    } else if (up === null) {
      waiting ||= instance.state === "init" || instance.waiting;
    } else if (up === track.reverse) {
      faults.push(faultOf(track));
    }
  }
  const priority = frozen ? instance.effectivePriority : priorityOf(instance, adjustments);
  return { faults, waiting, adjustments, priority };
}
function vmacsOf(state, { config }) {
  if (state.vmacs.size === 0)
    return NONE;
  const names = [config.interface, ...[...config.addresses, ...config.excludedAddresses].map((each) => each.interface)];
  if (config.vmac !== void 0 && config.vmac.name !== null)
    names.push(config.vmac.name);
  return new Set(names.filter((name) => state.vmacs.has(name)));
}
var NONE = /* @__PURE__ */ new Set();
function isSourceMissing(state, { config, state: current }) {
  const unicast = config.unicastPeers.length > 0;
  const given = config.sourceIp;
  const needed = config.trackSourceIp === true || unicast && (current === "init" || current === "fault");
  if (given === null || !needed)
    return false;
  const text = writeIp(given);
  for (const link of state.interfaces.values()) {
    if (link.addresses.some((entry) => !entry.tentative && writeIp(entry.address) === text))
      return false;
  }
  return true;
}
function priorityOf(instance, adjustments) {
  const base = instance.config.priority;
  if (base === 255)
    return instance.ownerYielded ? 254 : 255;
  const sum = adjustments.reduce((total, adjustment) => total + adjustment.points, base);
  return Math.min(254, Math.max(1, sum));
}
function tracksOf(instance) {
  const tracks = listTracks(instance.config);
  const { group } = instance;
  if (group === null)
    return tracks;
  for (const track of listTracks(group.config))
    addUnlessKnown(tracks, track);
  for (const member of group.members) {
    if (member === instance)
      continue;
    for (const track of listTracks(member.config))
      if (track.weight !== 0)
        addUnlessKnown(tracks, track);
  }
  return tracks;
}
function addUnlessKnown(tracks, track) {
  if (!tracks.some((known) => known.source === track.source && known.name === track.name))
    tracks.push(track);
}
function listTracks(config) {
  return [
    ...config.trackInterfaces.map((t) => ({
      source: "interface",
      name: t.interface,
      weight: t.weight,
      reverse: t.reverse
    })),
    ...config.trackScripts.map((t) => ({
      source: "script",
      name: t.script,
      weight: t.weight,
      reverse: t.reverse
    })),
    ...config.trackProcesses.map((t) => ({
      source: "process",
      name: t.process,
      weight: t.weight,
      reverse: t.reverse
    })),
    ...(config.trackBfd ?? []).map((t) => ({
      source: "bfd",
      name: t.session,
      weight: t.weight,
      reverse: t.reverse
    })),
    ...(config.trackFiles ?? []).map((t) => ({
      source: "file",
      name: t.file,
      weight: t.weight,
      reverse: t.reverse
    }))
  ];
}
function isUp(state, track) {
  switch (track.source) {
    case "interface": {
      const link = state.interfaces.get(track.name);
      return link !== void 0 && isUsable(link);
    }
    case "script":
      return state.scripts.get(track.name)?.up ?? null;
    case "process":
      return state.processes.get(track.name)?.up ?? null;
    case "bfd":
      return state.sessionsUp.has(track.name);
  }
}
function standingOf(state, track) {
  if (track.source === "file") {
    const points = filePoints(track, state.files.get(track.name)?.value ?? 0);
    return points === FILE_FAULT ? { up: false, points: 0 } : { up: true, points };
  }
  const up = isUp(state, track);
  return { up, points: up === null || track.weight === 0 ? 0 : pointsOf(track, up) };
}
var FILE_FAULT = -254;
var MOST_POINTS = 253;
function filePoints(track, value) {
  if (track.weight === 0)
    return value === 0 === track.reverse ? FILE_FAULT : 0;
  const points = value * track.weight * (track.reverse ? -1 : 1);
  return Math.min(MOST_POINTS, Math.max(FILE_FAULT, points));
}
function pointsOf(track, up) {
  const counts = track.weight > 0 ? up : !up;
  if (!counts)
    return 0;
  return track.reverse ? -track.weight : track.weight;
}
function faultOf(track) {
  switch (track.source) {
    case "interface":
      return { kind: "interface", interface: track.name };
    case "script":
      return { kind: "script", script: track.name };
    case "process":
      return { kind: "process", process: track.name };
    case "bfd":
      return { kind: "bfd", session: track.name };
  }
}
function isUsable(link) {
  return link.up && link.running;
}
function isBlocked(instance) {
  const members = instance.group?.members ?? [instance];
  return members.some((member) => member.faults.length > 0 || member.waiting);
}

// dist/vrrp/comings-and-goings.js
function startUp(step, instance) {
  const { name, priority } = instance.config;
  const members = instance.group?.members ?? [instance];
  if (priority === 255 && members.every((member) => member.config.priority === 255)) {
    logDetail(step, lines.advertTimeout(name));
    enterMaster(step, instance);
  } else
    enterBackup(step, instance, true);
  if (instance.group !== null)
    settleGroup(step, instance.group);
}
function rejoin(step, instance) {
  enterBackup(step, instance);
}
function fail(step, instance) {
  enterFault(step, instance, true);
}
function followToMaster(step, instance) {
  enterMaster(step, instance);
}
function followToBackup(step, instance) {
  if (isBlocked(instance))
    return;
  if (instance.state === "master")
    tellWinner(step, instance);
  enterBackup(step, instance);
}
function followToFault(step, instance) {
  enterFault(step, instance, false);
}
function end(step, instance) {
  enterStopped(step, instance, "STOP");
}

// dist/vrrp/why.js
function whyChanged(instance, name, event, before) {
  switch (name) {
    case "start":
      return instance.state === "master" ? "start as owner of the addresses" : "start";
    case "heard-equal":
    case "heard-higher": {
      const { from, advert } = event;
      const rank = name === "heard-equal" ? `the same priority ${advert.priority} and a higher address` : `priority ${advert.priority}`;
      return `heard ${writeIp(from)} with ${rank}`;
    }
    case "master-down":
      return before.masterAddress === null ? "no master was heard" : `no advert of ${writeIp(before.masterAddress)} (priority ${before.masterPriority}) came in time`;
    case "advert-due":
      return "held up for so long that a backup could have taken over";
    case "fault":
      return instance.faults.length === 0 ? withGroup(instance) : instance.faults.map(faultInWords).join(", ");
    case "recovered":
      return "nothing is at fault any more";
    case "group-master":
    case "group-backup":
    case "group-fault":
      return withGroup(instance);
    case "stop":
      return "stop";
    default:
      return name;
  }
}
function withGroup({ group }) {
  return `with its sync group ${group?.config.name ?? ""}`;
}
function faultInWords(fault) {
  switch (fault.kind) {
    case "interface":
      return `interface ${fault.interface} is down or missing`;
    case "no-address":
      return "the interface has no address to send from";
    case "no-source":
      return "the configured source address is not on this host";
    case "no-peers":
      return "there is no unicast peer";
    case "script":
      return `script ${fault.script} fails`;
    case "process":
      return `process ${fault.process} has no quorum`;
    case "bfd":
      return `BFD session ${fault.session} is down`;
    case "file":
      return `file ${fault.file} says so`;
  }
}

// dist/vrrp/instance.js
var matrix = {
  init: {
    start: startUp,
    "heard-zero": ignore,
    "heard-lower": ignore,
    "heard-equal": ignore,
    "heard-higher": ignore,
    "master-down": ignore,
    "advert-due": ignore,
    "announce-due": ignore,
    "refresh-due": ignore,
    "extra-due": ignore,
    "addresses-due": removeAgain,
    fault: fail,
    recovered: rejoin,
    "priority-changed": ignore,
    "group-master": ignore,
    "group-backup": followToBackup,
    "group-fault": followToFault,
    stop: end
  },
  backup: {
    start: ignore,
    "heard-zero": masterIsLeaving,
    "heard-lower": hearWeakerMaster,
    "heard-equal": hearMaster,
    "heard-higher": hearMaster,
    "master-down": loseMaster,
    "advert-due": ignore,
    "announce-due": ignore,
    "refresh-due": ignore,
    "extra-due": ignore,
    "addresses-due": removeAgain,
    fault: fail,
    recovered: ignore,
    "priority-changed": moveMasterDown,
    "group-master": followToMaster,
    "group-backup": ignore,
    "group-fault": followToFault,
    stop: end
  },
  master: {
    start: ignore,
    "heard-zero": answerLeaving,
    "heard-lower": winContest,
    "heard-equal": breakTie,
    "heard-higher": yieldToHigher,
    "master-down": ignore,
    "advert-due": advertise,
    "announce-due": announceAgain,
    "refresh-due": refresh,
    "extra-due": announceExtra,
    "addresses-due": restoreAddresses,
    fault: fail,
    recovered: ignore,
    "priority-changed": reportPriority,
    "group-master": ignore,
    "group-backup": followToBackup,
    "group-fault": followToFault,
    stop: end
  },
  fault: {
    start: ignore,
    "heard-zero": ignore,
    "heard-lower": ignore,
    "heard-equal": ignore,
    "heard-higher": ignore,
    "master-down": ignore,
    "advert-due": ignore,
    "announce-due": ignore,
    "refresh-due": ignore,
    "extra-due": ignore,
    "addresses-due": removeAgain,
    fault: ignore,
    recovered: rejoin,
    "priority-changed": ignore,
    "group-master": ignore,
    "group-backup": followToBackup,
    "group-fault": ignore,
    stop: end
  },
  stopped: {
    start: ignore,
    "heard-zero": ignore,
    "heard-lower": ignore,
    "heard-equal": ignore,
    "heard-higher": ignore,
    "master-down": ignore,
    "advert-due": ignore,
    "announce-due": ignore,
    "refresh-due": ignore,
    "extra-due": ignore,
    "addresses-due": ignore,
    fault: ignore,
    recovered: ignore,
    "priority-changed": ignore,
    "group-master": ignore,
    "group-backup": ignore,
    "group-fault": ignore,
    stop: ignore
  }
};
var TAKES_NOBODY_ALONG = /* @__PURE__ */ new Set([
  "start",
  "stop",
  "group-master",
  "group-backup",
  "group-fault"
]);
function dispatch(step, instance, name, event) {
  const before = instance.state;
  const { masterAddress, masterPriority } = instance;
  const cell = matrix[before][name];
  cell(step, instance, event);
  if (instance.state === before)
    return;
  instance.lastChange = { from: before, why: whyChanged(instance, name, event, { masterAddress, masterPriority }) };
  if (!TAKES_NOBODY_ALONG.has(name))
    syncGroup(step, instance, pull);
}
function pull(step, member, target) {
  switch (target) {
    case "master":
      return dispatch(step, member, "group-master", {});
    case "backup":
      return dispatch(step, member, "group-backup", {});
    case "fault":
      return dispatch(step, member, "group-fault", {});
  }
}
function ignore() {
}

// dist/vrrp/held-links.js
function holdLink(step, link) {
  const { state } = step;
  const delays = state.linkDelays.get(link.name);
  const seen = state.interfaces.get(link.name);
  const held = state.heldLinks.get(link.name);
  if (delays === void 0 || seen === void 0 || seen.index !== link.index || isSame(seen, link)) {
    if (held !== void 0)
      release(state, link.name);
    return link;
  }
  const delayUs = isUsable2(link) ? delays.upUs : delays.downUs;
  if (delayUs === 0) {
    release(state, link.name);
    return link;
  }
  if (held !== void 0)
    held.link = link;
  else {
    const timer = createTimer({ kind: "link", name: link.name });
    state.heldLinks.set(link.name, { link, timer });
    armTimer(state.deadlines, timer, step.now + delayUs);
    logDetail(step, lines.linkHeld(link.name, flagsOf(seen), flagsOf(link), delayUs));
  }
  return { ...link, up: seen.up, running: seen.running };
}
function heldLinkDue(state, name) {
  const link = state.heldLinks.get(name)?.link ?? null;
  release(state, name);
  return link;
}
function release(state, name) {
  const held = state.heldLinks.get(name);
  if (held === void 0)
    return;
  disarmTimer(state.deadlines, held.timer);
  state.heldLinks.delete(name);
}
function isSame(a, b) {
  return isUsable2(a) === isUsable2(b);
}
function isUsable2(link) {
  return link.up && link.running;
}
function flagsOf(link) {
  const bits = [
    [link.up, 1],
    [link.broadcast, 2],
    [link.loopback, 8],
    [link.pointToPoint, 16],
    [link.running, 64],
    [link.noArp, 128],
    [link.multicast, 4096],
    // IFF_LOWER_UP comes and goes with IFF_RUNNING
    [link.running, 65536]
  ];
  return bits.reduce((flags, [set, bit]) => set ? flags | bit : flags, 0);
}

// dist/vrrp/polled-links.js
function adoptPolledLinks(step, config) {
  const { state } = step;
  const next = polledLinks(config);
  if (sameValue(next, state.linkbeat))
    return;
  state.linkbeat = next;
  const names = new Set(next.polled.map((link) => link.interface));
  for (const name of [...state.polledLinks.keys()])
    if (!names.has(name))
      state.polledLinks.delete(name);
  for (const name of names)
    if (!state.polledLinks.has(name))
      state.polledLinks.set(name, null);
  const index = (name) => state.interfaces.get(name)?.index ?? 0;
  for (const name of next.unused.toSorted((a, b) => index(a) - index(b)))
    log(step, "info", lines.linkNotPolled(name));
  if (next.polled.length > 0)
    log(step, "info", lines.pollingLinks());
  step.actions.push({ kind: "poll-links", links: next.polled });
}
function asPolled(state, link) {
  const up = state.polledLinks.get(link.name) ?? null;
  return up === null || up === link.running ? link : { ...link, running: up };
}

// dist/vrrp/reassess.js
function reassessAll(step, instances) {
  const changed = [...instances];
  for (const instance of changed)
    updateVerdict(step, instance);
  for (const instance of changed)
    reassess(step, instance);
}
function updateVerdict(step, instance, logged = true) {
  const verdict = judge(step.state, instance);
  instance.faults = verdict.faults;
  instance.waiting = verdict.waiting;
  instance.adjustments = verdict.adjustments;
  if (verdict.priority === instance.effectivePriority)
    return;
  const from = instance.effectivePriority;
  instance.effectivePriority = verdict.priority;
  if (logged)
    log(step, "info", lines.priorityChange(instance.config.name, from, verdict.priority));
  dispatch(step, instance, "priority-changed", { from });
}
function reassess(step, instance) {
  const { state } = instance;
  if (instance.faults.length > 0) {
    if (state !== "fault")
      dispatch(step, instance, "fault", {});
  } else if ((state === "fault" || state === "init") && !isBlocked(instance)) {
    dispatch(step, instance, "recovered", {});
  }
}

// dist/vrrp/interfaces.js
function rememberInterface(state, link) {
  const formerName = state.interfaceNames.get(link.index);
  if (formerName !== void 0 && formerName !== link.name)
    state.interfaces.delete(formerName);
  const former = state.interfaces.get(link.name);
  if (former && former.index !== link.index)
    state.interfaceNames.delete(former.index);
  state.interfaces.set(link.name, link);
  state.interfaceNames.set(link.index, link.name);
}
function interfaceChanged(step, told) {
  believeInterface(step, holdLink(step, asPolled(step.state, told)));
}
function linkPolled(step, name, up) {
  const { state } = step;
  if (!state.polledLinks.has(name))
    return;
  state.polledLinks.set(name, up);
  const link = state.heldLinks.get(name)?.link ?? state.interfaces.get(name);
  if (link !== void 0)
    interfaceChanged(step, link);
}
function linkDue(step, name) {
  const link = heldLinkDue(step.state, name);
  if (link !== null)
    believeInterface(step, link);
}
function believeInterface(step, link) {
  const { state } = step;
  const former = state.interfaces.get(link.name);
  const renamedFrom = state.interfaceNames.get(link.index);
  rememberInterface(state, link);
  state.interfaceNews.set(link.name, step.now);
  const concerned = concernedBy(state, link.name);
  if (renamedFrom !== void 0 && renamedFrom !== link.name) {
    for (const instance of concernedBy(state, renamedFrom))
      concerned.add(instance);
  }
  logChanges(step, former, link, concerned.size > 0);
  const sameLink = former !== void 0 && sameValue({ ...former, addresses: [] }, { ...link, addresses: [] });
  const gone2 = missingIn(link, former?.addresses);
  const changed = sameLink ? [...gone2, ...missingIn(former, link.addresses)] : [...gone2, ...link.addresses];
  const affected = new Set(sourcedFrom(state, changed));
  for (const instance of affected)
    concerned.add(instance);
  checkStaticAddresses(step, link);
  if (isUsable(link) && !(former && isUsable(former)))
    linkCameUp(step, link.name);
  if (concerned.size === 0)
    return;
  const moved = !sameLink || changed.some((entry) => !state.virtualAddresses.has(writeIp(entry.address)));
  for (const instance of concerned) {
    if (!moved && instance.config.priority !== 255)
      continue;
    const { source, socket } = instance;
    updateSource(state, instance);
    if (!sameLink || instance.socket !== socket || !sameValue(instance.source, source))
      affected.add(instance);
  }
  if (former?.index !== link.index)
    updateRoutes(state);
  if (affected.size > 0)
    updateSockets(step);
  reassessAll(step, affected);
  checkInstalled(step, concerned, link, gone2.length > 0);
}
function missingIn(link, addresses = []) {
  const there = new Set(link?.addresses);
  return addresses.filter((entry) => !there.has(entry));
}
function sourcedFrom(state, addresses) {
  return [...state.instances.values()].filter(({ config: { sourceIp } }) => {
    return sourceIp !== null && addresses.some((entry) => sameIp(entry.address, sourceIp));
  });
}
function interfaceGone(step, index) {
  const { state } = step;
  const name = state.interfaceNames.get(index);
  if (name === void 0)
    return;
  const former = state.interfaces.get(name);
  release(state, name);
  state.interfaceNames.delete(index);
  state.interfaces.delete(name);
  state.interfaceNews.delete(name);
  if (state.polledLinks.has(name))
    state.polledLinks.set(name, null);
  const concerned = concernedBy(state, name);
  for (const instance of sourcedFrom(state, former?.addresses ?? []))
    concerned.add(instance);
  if (concerned.size > 0 && former && isUsable(former))
    logReport(step, name, false);
  if (concerned.size > 0)
    log(step, "info", lines.linkDeleted(name));
  for (const instance of concerned)
    updateSource(state, instance);
  reassessAll(step, concerned);
  updateRoutes(state);
  updateSockets(step);
}
function logChanges(step, former, link, concerns) {
  if (!former)
    logDetail(step, lines.linkAdded(link.name));
  if (!concerns)
    return;
  const wasUsable = former !== void 0 && isUsable(former);
  if (wasUsable !== isUsable(link))
    logReport(step, link.name, isUsable(link));
  for (const family of [4, 6]) {
    const before = former ? primaryAddress(step.state, former, family) : null;
    const after = primaryAddress(step.state, link, family);
    if (before && after && writeIp(before) === writeIp(after))
      continue;
    if (before)
      logDetail(step, lines.addressDeassigned(before, link.name));
    if (after)
      logDetail(step, lines.addressAssigned(after, link.name));
  }
}
function logReport(step, name, up) {
  log(step, "info", lines.linkReports(name, up, step.state.polledLinks.has(name)));
}
function updateConcerned(state) {
  state.concerned.clear();
  state.virtualAddresses.clear();
  for (const instance of state.instances.values()) {
    const { config, group } = instance;
    const tracks = [...config.trackInterfaces, ...group?.config.trackInterfaces ?? []];
    for (const member of group?.members ?? [])
      tracks.push(...member.config.trackInterfaces);
    const addresses = [...config.addresses, ...config.excludedAddresses];
    const needed = config.neededInterfaces ?? [];
    const own = config.vmac?.name;
    for (const name of [
      config.interface,
      ...config.base === void 0 ? [] : [config.base],
      ...own === void 0 || own === null ? [] : [own],
      ...needed,
      ...tracks.map((t) => t.interface),
      ...addresses.map((a) => a.interface)
    ]) {
      const known = state.concerned.get(name);
      if (known)
        known.add(instance);
      else
        state.concerned.set(name, /* @__PURE__ */ new Set([instance]));
    }
    for (const { address } of addresses)
      state.virtualAddresses.add(writeIp(address));
  }
}
function concernedBy(state, name) {
  return new Set(state.concerned.get(name));
}
function updateRoutes(state) {
  state.routes.clear();
  for (const instance of state.instances.values()) {
    const link = state.interfaces.get(instance.config.interface);
    if (!link)
      continue;
    const key = routeKey(link.index, instance.config.family, instance.config.vrid);
    const known = state.routes.get(key);
    if (known)
      known.push(instance);
    else
      state.routes.set(key, [instance]);
  }
}
function routeKey(interfaceIndex, family, vrid) {
  return interfaceIndex * 512 + (family === 6 ? 256 : 0) + vrid;
}

// dist/vrrp/processes.js
function firstCount(tracked, count) {
  tracked.count = count;
  tracked.up = hasQuorum(tracked.config, count);
}
function processCounted(step, tracked, count) {
  const { name, forkDelayUs, terminateDelayUs } = tracked.config;
  const enough = hasQuorum(tracked.config, count);
  if (tracked.count !== null && tracked.count !== count) {
    logDetail(step, lines.processCount(name, tracked.count, count, enough));
  }
  tracked.count = count;
  const { deadlines } = step.state;
  if (tracked.up === null)
    return decide(step, tracked, enough, false);
  if (tracked.up === enough)
    return disarmTimer(deadlines, tracked.timer);
  const delayUs = enough ? forkDelayUs : terminateDelayUs;
  if (delayUs === 0)
    return decide(step, tracked, enough, true);
  if (!isArmed(tracked.timer))
    armTimer(deadlines, tracked.timer, step.now + delayUs);
}
function processDelayOver(step, tracked) {
  const enough = hasQuorum(tracked.config, tracked.count ?? 0);
  if (tracked.up !== enough)
    decide(step, tracked, enough, true);
}
function decide(step, tracked, up, logged) {
  tracked.up = up;
  if (logged)
    log(step, "info", lines.processQuorum(tracked.config.name, up));
  reassessAll(step, step.state.instances.values());
}
function hasQuorum({ quorum, quorumMax }, count) {
  if (quorumMax === 0)
    return count === 0;
  return count >= quorum && (quorumMax < quorum || count <= quorumMax);
}

// dist/vrrp/scripts.js
function startScript(step, script) {
  if (script.config.initFail && script.up === null)
    script.up = false;
  scriptDue(step, script, step.now);
}
function scriptDue(step, script, dueUs) {
  const { name, command, intervalUs, timeoutUs } = script.config;
  const missed = Math.max(0, Math.floor((step.now - dueUs) / intervalUs));
  armTimer(step.state.deadlines, script.timer, dueUs + (missed + 1) * intervalUs);
  if (script.running) {
    if (!script.skipLogged)
      logDetail(step, lines.scriptSkipped(name));
    script.skipLogged = true;
    return;
  }
  script.running = true;
  script.skipLogged = false;
  step.actions.push({
    kind: "run-script",
    script: name,
    command,
    timeoutUs: timeoutUs === 0 ? intervalUs : timeoutUs
  });
}
function scriptAnswered(step, script, result) {
  const { name, rise, fall } = script.config;
  script.running = false;
  if (result.kind === "failed" && isLocalTrouble(result.reason)) {
    if (!script.troubleLogged)
      log(step, "warning", lines.scriptNotRun(name, result.reason));
    script.troubleLogged = true;
    return;
  }
  script.troubleLogged = false;
  if (result.kind === "exit" && result.status !== script.lastStatus) {
    log(step, "info", lines.scriptReturning(name, result.status));
    script.lastStatus = result.status;
  }
  const ok = result.kind === "exit" && result.status === 0;
  const first = !script.answered;
  script.answered = true;
  if (ok === script.up && !first) {
    script.streak = 0;
    return;
  }
  script.streak++;
  if (!first && script.streak < (ok ? rise : fall))
    return;
  script.streak = 0;
  script.up = ok;
  log(step, "info", ok ? lines.scriptSucceeded(name) : lines.scriptFailed(name, howItFailed(result)));
  reassessAll(step, step.state.instances.values());
}
function howItFailed(result) {
  switch (result.kind) {
    case "exit":
      return `failed (exited with status ${result.status})`;
    case "signal":
      return `failed (due to signal ${signalNumber(result.signal)})`;
    case "timeout":
      return "timed_out";
    case "failed":
      return `failed (${result.reason})`;
  }
}
var SIGNALS = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGSYS: 31
};
function signalNumber(signal) {
  return String(SIGNALS[signal] ?? signal);
}

// dist/vrrp/start.js
function start(step, event) {
  const { state } = step;
  const { global, config } = event;
  state.global = global;
  adoptLinks(step, config);
  for (const entry of config.instances)
    state.instances.set(entry.name, createInstance(entry, step.now));
  formGroups(step, config);
  for (const entry of usedScripts(config))
    state.scripts.set(entry.name, createScript(entry));
  for (const entry of config.processes) {
    const tracked = createProcess(entry);
    state.processes.set(entry.name, tracked);
    const count = event.processCounts?.[entry.name];
    if (count !== void 0)
      firstCount(tracked, count);
  }
  for (const entry of usedFiles(config))
    state.files.set(entry.name, { config: entry, value: event.fileValues?.[entry.name] ?? 0 });
  updateConcerned(state);
  for (const instance of state.instances.values())
    updateSource(state, instance);
  updateRoutes(state);
  if (config.statics !== void 0)
    setStatics(step, config.statics);
  logAddresses(step);
  adoptPolledLinks(step, config);
  for (const script of state.scripts.values())
    startScript(step, script);
  updateSockets(step);
  const delayUs = startupDelayUs(step, event);
  if (delayUs > 0) {
    state.startupDelayUntilUs = step.now + delayUs;
    log(step, "info", lines.delayingStartup(delayUs));
  }
  beginAll(step, [...state.instances.values()]);
}
function startupDelayUs(step, { global, bootedAtUs }) {
  const bootDelayUs = global.delayAfterBootUs ?? 0;
  const leftUs = bootedAtUs === void 0 || bootDelayUs === 0 ? 0 : bootedAtUs + bootDelayUs - step.now;
  return Math.max(global.vrrpStartupDelayUs, leftUs, 0);
}
function beginAll(step, instances, atReload = false) {
  for (const instance of instances)
    takeVerdict(step.state, instance);
  beginFaulty(step, instances);
  for (const instance of atReload ? [] : instances) {
    logRoutingRemoval(step, instance.config);
    removeRoutingLeftovers(step, instance);
    removeLeftovers(step, instance);
    const { interface: link, vmac } = instance.config;
    if (step.state.interfaces.has(link) && vmac === void 0) {
      logAddressRemoval(step, instance.config);
      logDropRemoval(step, instance);
    }
  }
  for (const group of new Set(instances.map((instance) => instance.group))) {
    const starts = group?.members.every((member) => member.state === "init" && !isBlocked(member)) === true;
    if (group && starts && group.members.some((member) => member.config.priority !== 255))
      groupBegins(step, group, "backup");
  }
  for (const instance of instances) {
    if (instance.state === "init" && !isBlocked(instance))
      dispatch(step, instance, "start", {});
  }
}
function takeVerdict(state, instance) {
  const verdict = judge(state, instance);
  instance.faults = verdict.faults;
  instance.waiting = verdict.waiting;
  instance.adjustments = verdict.adjustments;
  instance.effectivePriority = verdict.priority;
}
function beginFaulty(step, instances) {
  for (const instance of instances) {
    const { name, priority } = instance.config;
    for (const fault of instance.faults) {
      const line = faultLine(instance, fault);
      if (line !== null)
        log(step, "info", line);
    }
    const moved = instance.adjustments.some(({ source }) => source !== "script" && source !== "process");
    if (moved && instance.effectivePriority !== priority)
      log(step, "info", lines.priorityChange(name, priority, instance.effectivePriority));
  }
  const faulty = instances.filter(isFaulty);
  for (const group of new Set(faulty.map((instance) => instance.group))) {
    const cause = group?.members.find((member) => member.faults.length > 0);
    if (group && cause)
      log(step, "info", lines.groupFaultAtStart(group.config.name, cause.config.name));
  }
  for (const instance of faulty) {
    log(step, "info", lines.enteringFaultAtStart(instance.config.name));
    dispatch(step, instance, "fault", {});
  }
}
function isFaulty(instance) {
  return (instance.group?.members ?? [instance]).some((member) => member.faults.length > 0);
}
function faultLine(instance, fault) {
  const { name, family } = instance.config;
  switch (fault.kind) {
    case "interface":
      return lines.faultInterface(name, fault.interface);
    case "no-address":
      return lines.faultNoAddress(name, family);
    case "no-source":
      return lines.faultNoSource(name);
    case "no-peers":
      return lines.faultNoPeers(name);
    case "script":
      return lines.faultScript(name, fault.script);
    case "process":
      return lines.faultProcess(name, fault.process);
    // compat: every session is down at first.
    case "bfd":
      return null;
    case "file":
      return lines.faultFile(name, fault.file, FILE_FAULT);
  }
}
function adoptLinks(step, config) {
  const { state } = step;
  const { byInterface, shortenedBy } = effectiveLinkDelays(config);
  for (const { name, interface: link, downTimerAdverts } of shortenedBy)
    log(step, "info", lines.delaysReset(name, link, downTimerAdverts));
  state.linkDelays.clear();
  for (const [link, delays] of byInterface)
    state.linkDelays.set(link, delays);
  state.garpGroups.clear();
  for (const group of config.garpGroups ?? [])
    for (const name of group.interfaces)
      state.garpGroups.set(name, group);
}
function usedScripts(config) {
  const used = /* @__PURE__ */ new Set();
  for (const { trackScripts } of [...config.instances, ...config.syncGroups]) {
    for (const { script } of trackScripts)
      used.add(script);
  }
  return config.scripts.filter((script) => used.has(script.name));
}
function usedFiles(config) {
  const trackers = [...config.instances, ...config.syncGroups];
  const used = new Set(trackers.flatMap(({ trackFiles = [] }) => trackFiles.map(({ file }) => file)));
  return (config.files ?? []).filter(({ name }) => used.has(name));
}
function formGroups(step, config) {
  const { state } = step;
  const former = new Map(state.groups);
  state.groups.clear();
  for (const instance of state.instances.values())
    instance.group = null;
  for (const entry of config.syncGroups) {
    const members = entry.members.flatMap((name) => state.instances.get(name) ?? []);
    const group = former.get(entry.name) ?? createGroup(entry, members, step.now);
    group.config = entry;
    group.members = members;
    state.groups.set(entry.name, group);
    for (const member of members)
      member.group = group;
  }
}
function logAddresses(step) {
  const { state } = step;
  const used = new Set([...state.instances.values()].map(({ config }) => config.base ?? config.interface));
  for (const name of used) {
    const link = state.interfaces.get(name);
    if (!link)
      continue;
    for (const family of [4, 6]) {
      const address = primaryAddress(state, link, family);
      if (address && writeIp(address) !== "127.0.0.1")
        logDetail(step, lines.addressAssigned(address, name));
    }
  }
}

// dist/vrrp/files.js
function fileChanged(step, file, value) {
  const before = file.value;
  if (before === value)
    return;
  file.value = value;
  for (const instance of step.state.instances.values()) {
    const track = tracksOf(instance).find(({ source, name: name2 }) => source === "file" && name2 === file.config.name);
    if (track === void 0)
      continue;
    const failed = filePoints(track, before) === FILE_FAULT;
    const points = filePoints(track, value);
    const fails = points === FILE_FAULT;
    const { name } = instance.config;
    if (fails && !failed)
      log(step, "info", lines.fileFault(name, track.name));
    if (failed && !fails)
      log(step, "info", lines.fileRecovered(name, track.name));
    updateVerdict(step, instance, failed === fails);
    if (failed && !fails && points !== 0) {
      log(step, "info", lines.prioritySet(name, instance.effectivePriority));
    }
    reassess(step, instance);
  }
}
function fileEffect(instance) {
  return {
    faults: instance.faults.flatMap((fault) => fault.kind === "file" ? [fault.file] : []),
    points: instance.adjustments.reduce((sum, { source, points }) => source === "file" ? sum + points : sum, 0),
    priority: instance.effectivePriority
  };
}
function tellFileEffect(step, instance, before) {
  const { name } = instance.config;
  const after = fileEffect(instance);
  for (const file of after.faults)
    if (!before.faults.includes(file))
      log(step, "info", lines.fileFault(name, file));
  for (const file of before.faults)
    if (!after.faults.includes(file))
      log(step, "info", lines.fileRecovered(name, file));
  if (after.points !== before.points && after.priority !== before.priority) {
    log(step, "info", lines.priorityChange(name, before.priority, after.priority));
  }
}

// dist/vrrp/vmacs.js
var MACVLAN_PRIVATE = 1;
var IPVLAN_L2 = 0;
var DEFAULT_PREFIX = "vrrp";
var MAX_NAME = 15;
var MAX_ATTEMPTS = 1e4;
function needsVmacs(instances) {
  return instances.some((instance) => instance.vmac !== void 0 || instance.vmacForAddresses === true || addressesOf(instance).some(({ useVmac }) => useVmac === true));
}
function planVmacs(instances, global, interfaces) {
  if (!needsVmacs(instances))
    return { vmacs: [], instances, inTheWay: [] };
  const names = new Names(instances, interfaces);
  const vmacs = /* @__PURE__ */ new Map();
  const prefix = global?.vmacPrefix ?? DEFAULT_PREFIX;
  const addressPrefix = global?.vmacAddressPrefix ?? prefix;
  const placed = instances.map((config) => {
    const own = config.vmac === void 0 ? null : takeOwn(config, config.vmac);
    const addresses = config.addresses.map((address) => place(config, own, address));
    const excludedAddresses = config.excludedAddresses.map((address) => place(config, own, address));
    if (own === null)
      return { ...config, addresses, excludedAddresses };
    return {
      ...config,
      addresses,
      excludedAddresses,
      vmac: { ...config.vmac, name: own },
      interface: config.vmac?.transmitsOnBase === true ? config.interface : own,
      base: config.interface,
      ...sourceOf(config)
    };
  });
  return { vmacs: [...vmacs.values()], instances: placed, inTheWay: names.inTheWay };
  function takeOwn(config, vmac) {
    const { family, name: owner, vrid, interface: base } = config;
    const { kind, flags } = vmac;
    const mac = kind === "ipvlan" ? null : vmac.mac ?? virtualMac(family, vrid);
    const name = names.take({ kind, owner, base, family, vrid, mac, flags, name: vmac.name, prefix });
    const both = config.excludedAddresses.some(({ address }) => address.family !== family);
    vmacs.set(name, {
      name,
      kind,
      owner,
      base,
      mac,
      flags,
      ipv4: family === 4 || both,
      ipv6: family === 6 || both,
      settlesArp: kind === "macvlan" && family === 4,
      linkLocal: family === 6 && !vmac.transmitsOnBase && vmac.address === null,
      address: vmac.address,
      group: vmac.group,
      notifiesBase: vmac.notifiesBase
    });
    return name;
  }
  function place(config, own, address) {
    const { family } = address.address;
    const here = address.interface === config.interface;
    if (own !== null && here && (family === config.family || config.vmac?.kind === "ipvlan"))
      return { ...address, interface: own };
    if (address.useVmac !== true && config.vmacForAddresses !== true)
      return address;
    if (address.useVmac !== true && here && family === config.family)
      return address;
    return { ...address, interface: takeForAddress(config, address.interface, family) };
  }
  function takeForAddress(config, base, family) {
    const { name: owner, vrid, vmac } = config;
    const mac = vmac?.mac ?? virtualMac(family, vrid);
    const wish = {
      kind: "macvlan",
      owner,
      base,
      family,
      vrid,
      mac,
      flags: 0,
      name: null,
      prefix: addressPrefix
    };
    const name = names.take(wish);
    const known = vmacs.get(name);
    const [ipv4, ipv6] = [family === 4, family === 6];
    vmacs.set(name, known === void 0 ? {
      ...wish,
      name,
      ipv4,
      ipv6,
      settlesArp: ipv4,
      linkLocal: ipv6,
      address: null,
      group: null,
      notifiesBase: false
    } : { ...known, ipv4: known.ipv4 || ipv4, ipv6: known.ipv6 || ipv6, settlesArp: known.settlesArp || ipv4 });
    return name;
  }
}
function sourceOf({ vmac, unicastPeers, sourceIp }) {
  if (vmac === void 0 || vmac.address === null || unicastPeers.length > 0 || sourceIp !== null)
    return {};
  return { sourceIp: vmac.address.address };
}
function addressesOf(instance) {
  return [...instance.addresses, ...instance.excludedAddresses];
}
function virtualMac(family, vrid) {
  return Uint8Array.of(0, 0, 94, 0, family === 4 ? 1 : 2, vrid);
}
var Names = class {
  inTheWay = [];
  #interfaces;
  #taken = /* @__PURE__ */ new Map();
  #configured;
  constructor(instances, interfaces) {
    this.#interfaces = interfaces;
    this.#configured = new Set(instances.flatMap(({ vmac }) => vmac?.name ?? []));
  }
  take(wish) {
    const shared = [...this.#taken].find(([, other]) => this.#isSame(wish, other));
    if (shared !== void 0)
      return shared[0];
    const found = this.#present(wish);
    const name = wish.name ?? found ?? this.#free(wish);
    if (found !== null && found !== name)
      this.inTheWay.push(found);
    const present = this.#interfaces.get(name);
    if (found !== name && present !== void 0 && present.above?.kind === wish.kind)
      this.inTheWay.push(name);
    this.#taken.set(name, wish);
    return name;
  }
  #isSame(wish, other) {
    if (wish.base !== other.base || wish.kind !== "macvlan" || other.kind !== "macvlan")
      return false;
    return wish.mac !== null && other.mac !== null && sameBytes(wish.mac, other.mac);
  }
  #present(wish) {
    const base = this.#interfaces.get(wish.base);
    if (base === void 0)
      return null;
    for (const link of this.#interfaces.values()) {
      if (!this.#taken.has(link.name) && isAsWished(link, wish, base.index))
        return link.name;
    }
    return null;
  }
  #free({ prefix, vrid, family }) {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const name = `${prefix}${suffix(attempt, family)}.${vrid}`.slice(-MAX_NAME);
      if (!this.#interfaces.has(name) && !this.#taken.has(name) && !this.#configured.has(name))
        return name;
    }
    throw new Error("assertion failed: no name for an interface is free");
  }
};
function suffix(attempt, family) {
  if (attempt === 0)
    return "";
  if (family === 4)
    return String(attempt);
  return attempt === 1 ? "6" : String(attempt - 1);
}
function isAsWished(link, wish, base) {
  const { above } = link;
  if (above === void 0 || above.kind !== wish.kind || above.base !== base)
    return false;
  if (wish.kind === "macvlan")
    return above.mode === MACVLAN_PRIVATE && wish.mac !== null && sameBytes(link.mac, wish.mac);
  const named = wish.name === null ? link.name.endsWith(`.${wish.vrid}`) : link.name === wish.name;
  return above.mode === IPVLAN_L2 && above.flags === wish.flags && named;
}

// dist/vrrp/own-interfaces.js
var AGAIN_US = US_PER_S;
var AFTER_FAILURE_US = 10 * US_PER_S;
function withVmacs(step, global, config, go) {
  const { state } = step;
  settleFirewall(step, global, config.instances);
  const plan = planVmacs(config.instances, global, state.interfaces);
  const pending = { plan, config, go };
  const missing = plan.vmacs.filter((vmac) => state.interfaces.has(vmac.base) && (!sameValue(state.vmacs.get(vmac.name), vmac) || !state.interfaces.has(vmac.name)));
  if (missing.length === 0)
    return goOn(step, pending);
  state.pendingVmacs = pending;
  for (const name of plan.inTheWay) {
    const ours = state.vmacs.get(name);
    if (ours !== void 0)
      log(step, "info", lines.vmacRemoved(ours.owner, ours.kind, name));
  }
  order(step, plan.inTheWay, missing);
}
function vmacsMade(step, event) {
  const { state } = step;
  const pending = state.pendingVmacs;
  const known = new Map([...state.vmacs, ...(pending?.plan.vmacs ?? []).map((vmac) => [vmac.name, vmac])]);
  for (const { name, failure, isNew } of event.results) {
    const vmac = known.get(name);
    if (vmac === void 0)
      continue;
    if (failure === null) {
      state.failedVmacs.delete(name);
      if (isNew)
        log(step, "info", lines.vmacMade(vmac.owner, vmac.kind, name));
      else
        log(step, "info", lines.vmacFound(vmac.owner, name));
    } else if (!state.failedVmacs.has(name)) {
      state.failedVmacs.add(name);
      log(step, "err", lines.vmacFailed(vmac.owner, vmac.kind, name, failure));
    }
  }
  if (pending === null) {
    for (const link of event.interfaces)
      interfaceChanged(step, link);
    return ensureVmacs(step);
  }
  for (const link of event.interfaces)
    rememberInterface(state, link);
  goOn(step, pending);
}
function vmacsFailed(step) {
  if (step.state.pendingVmacs !== null)
    goOn(step, step.state.pendingVmacs);
}
function goOn(step, { plan, config, go }) {
  const { state } = step;
  state.pendingVmacs = null;
  const former = new Map(state.vmacs);
  state.vmacs.clear();
  for (const vmac of plan.vmacs)
    state.vmacs.set(vmac.name, vmac);
  go(step, plan.instances === config.instances ? config : { ...config, instances: plan.instances });
  const surplus = [...former.values()].filter(({ name }) => !state.vmacs.has(name) && !plan.inTheWay.includes(name));
  remove3(step, surplus);
  ensureVmacs(step);
}
function ensureVmacs(step) {
  const { state } = step;
  if (state.pendingVmacs !== null || state.vmacs.size === 0)
    return;
  const missing = [...state.vmacs.values()].filter(({ name, base }) => !state.interfaces.has(name) && state.interfaces.has(base));
  if (missing.length === 0)
    return;
  const atUs = state.vmacsOrderedAtUs + (state.failedVmacs.size > 0 ? AFTER_FAILURE_US : AGAIN_US);
  if (atUs <= step.now)
    order(step, [], missing);
  else if (!isArmed(state.vmacTimer))
    armTimer(state.deadlines, state.vmacTimer, atUs);
}
function removeVmacs(step) {
  const { vmacs } = step.state;
  const all = [...vmacs.values()];
  vmacs.clear();
  remove3(step, all);
}
function order(step, remove4, vmacs) {
  step.state.vmacsOrderedAtUs = step.now;
  step.actions.push({ kind: "make-vmacs", remove: remove4, vmacs });
}
function remove3(step, vmacs) {
  const { state } = step;
  const present = vmacs.filter(({ name }) => state.interfaces.has(name));
  for (const { owner, kind, name } of present)
    log(step, "info", lines.vmacRemoved(owner, kind, name));
  if (vmacs.length > 0)
    step.actions.push({ kind: "remove-vmacs", names: vmacs.map(({ name }) => name) });
}

// dist/vrrp/receive.js
function advertReceived(step, event) {
  const { advert } = event;
  const candidates = step.state.routes.get(routeKey(event.interfaceIndex, advert.family, advert.vrid));
  if (!candidates)
    return reportUnknown(step, event);
  for (const instance of candidates) {
    if (candidates.length > 1 && !isMeantFor(instance, event))
      continue;
    receive(step, instance, event);
  }
}
function badPacketReceived(step, event) {
  if (event.vrid === null)
    return;
  const candidates = step.state.routes.get(routeKey(event.interfaceIndex, event.family, event.vrid));
  for (const instance of candidates ?? []) {
    refuse(step, instance, refusal("lengthErrors", "undecodable", instance.config.name, event.source, event.reason));
  }
}
function reportUnknown(step, { advert, interfaceIndex }) {
  const { global, interfaceNames, unknownBudget } = step.state;
  const name = interfaceNames.get(interfaceIndex);
  if (global?.logUnknownVrids !== true || name === void 0 || !mayLog(step, unknownBudget))
    return;
  log(step, "info", lines.unknownVrid(advert.vrid, name));
}
function receive(step, instance, event) {
  const { advert, source } = event;
  if (instance.state === "init" || instance.state === "stopped")
    return;
  if (instance.config.ownerIgnoresAdverts === true)
    return;
  const refused = check(instance, event);
  if (refused)
    return refuse(step, instance, refused);
  acceptSequence(step, instance, event);
  acceptTrailer(step, instance, event);
  noteChecksumForm(step, instance, event);
  noteAddresses(step, instance, event);
  instance.counters.advertsReceived++;
  const heard = { from: source, advert };
  const ours = instance.effectivePriority;
  if (advert.priority === 0)
    dispatch(step, instance, "heard-zero", heard);
  else if (advert.priority < ours)
    dispatch(step, instance, "heard-lower", heard);
  else if (advert.priority === ours)
    dispatch(step, instance, "heard-equal", heard);
  else
    dispatch(step, instance, "heard-higher", heard);
}
function check(instance, event) {
  const signed = instance.config.authHmac !== void 0;
  return checkSender(instance, event) ?? (signed ? checkLength(instance, event) ?? checkTrailer(instance, event) : null) ?? checkHeader(instance, event) ?? checkAuthentication(instance, event) ?? checkAgreement(instance, event);
}
function checkSender(instance, event) {
  const { config } = instance;
  const { advert, ttl, source } = event;
  const { name } = config;
  const unicast = config.unicastPeers.length > 0;
  const toGroup = isMulticast(event.destination.bytes, event.destination.family);
  if (unicast === toGroup) {
    return toGroup ? refusal("authFailures", "wrongCast", name, "mult", "un") : refusal("authFailures", "wrongCast", name, "un", "mult");
  }
  if (!unicast && ttl !== 255)
    return refusal("ttlErrors", "badTtl", name, ttl);
  if (unicast) {
    const peer = config.unicastPeers.find(({ address }) => sameIp(address, source));
    if (!peer && config.checkUnicastSource)
      return refusal("authFailures", "notAPeer", name, source);
    if (peer && (ttl < peer.minTtl || ttl > peer.maxTtl)) {
      return refusal("ttlErrors", "unicastTtl", name, ttl, peer.minTtl, peer.maxTtl);
    }
  }
  if (advert.version !== config.version) {
    return refusal("versionErrors", "wrongVersion", name, advert.version, config.version);
  }
  return null;
}
function checkLength({ config }, { advert }) {
  const trailer = config.authHmac !== void 0 && advert.trailer !== void 0 ? TRAILER_LENGTH : 0;
  const octets = 8 + advert.addressCount * (config.family === 4 ? 4 : 16) + (config.version === 2 && config.family === 4 ? 8 : 0);
  if (advert.messageLength === octets + trailer)
    return null;
  return refusal("lengthErrors", "badLength", config.name, config.family, advert.messageLength, octets);
}
function checkHeader(instance, event) {
  const { advert } = event;
  const { name, version } = instance.config;
  if (advert.type !== 1)
    return refusal("typeErrors", "badType", name, advert.type);
  const length = checkLength(instance, event);
  if (length !== null)
    return length;
  if (!isChecksumGood(instance, advert.checksum))
    return refusal("checksumErrors", "badChecksum", name, version);
  return null;
}
function isChecksumGood({ config }, checksum) {
  if (checksum !== "group")
    return checksum !== "wrong";
  return config.unicastPeers.length > 0 && config.oldUnicastChecksum !== "never";
}
function checkAuthentication(instance, event) {
  const { config } = instance;
  const { advert } = event;
  const { name } = config;
  if (config.version === 3)
    return null;
  const wanted = authType(instance);
  if (wanted === 2) {
    if (!advert.ah)
      return refusal("authTypeMismatches", "ahMissing", name);
    if (!advert.ah.authentic)
      return refusal("authFailures", "ahInvalid", name);
    const seen = instance.ahSeen.get(writeIp(event.source)) ?? 0;
    if (advert.ah.sequence <= seen) {
      return refusal("authFailures", "ahReplay", name, advert.ah.sequence, seen);
    }
  } else if (advert.ah) {
    return refusal("authTypeMismatches", "ahUnexpected", name);
  }
  if (advert.authType !== wanted) {
    return advert.authType > 2 ? refusal("authTypeErrors", "unknownAuthType", name, advert.authType) : refusal("authTypeMismatches", "badAuthType", name, advert.authType, wanted);
  }
  if (wanted === 1 && config.family === 4 && !sameOctets(advert.authData, authData(instance))) {
    return refusal("authFailures", "badPassword", name);
  }
  return null;
}
function checkAgreement(instance, event) {
  const { config } = instance;
  const { advert } = event;
  const { name, version } = config;
  if (version === 2) {
    const ours = Math.round(config.advertIntervalUs / US_PER_S);
    if (advert.intervalUnits !== ours) {
      return refusal("intervalErrors", "intervalMismatch", name, ours, advert.intervalUnits);
    }
  } else {
    if (advert.intervalUnits === 0)
      return refusal("intervalErrors", "intervalZero", name);
    if (advert.addressCount === 0) {
      return refusal("addressListErrors", "addressCount", name, 0, config.addresses.length);
    }
  }
  return version === 2 ? checkAddresses(instance, event) : null;
}
function checkAddresses(instance, event) {
  const { config } = instance;
  const { advert } = event;
  const { name } = config;
  if (config.version === 2 && advert.priority === 255)
    return null;
  const wanted = config.addresses.length;
  if (advert.addressCount !== wanted) {
    return refusal("addressListErrors", "addressCount", name, advert.addressCount, wanted);
  }
  const fromSameMaster = instance.masterAddress !== null && sameIp(instance.masterAddress, event.source);
  if (config.skipCheckAdvAddr && fromSameMaster)
    return null;
  for (const { address } of config.addresses) {
    if (!advert.addresses.some((entry) => compareIp(entry, address) === 0)) {
      return refusal("addressListErrors", "addressMissing", name, config.vrid, address);
    }
  }
  return null;
}
var MAX_AH_PEERS = 64;
function acceptSequence(step, instance, { advert, source }) {
  if (!advert.ah || authType(instance) !== 2)
    return;
  const key = writeIp(source);
  if (!instance.ahSeen.has(key) && instance.ahSeen.size >= MAX_AH_PEERS) {
    const oldest = instance.ahSeen.keys().next();
    if (!oldest.done)
      instance.ahSeen.delete(oldest.value);
  }
  instance.ahSeen.set(key, advert.ah.sequence);
  if (instance.state === "master" && advert.ah.sequence > instance.ahSequence) {
    log(step, "info", lines.ahSyncing(instance.config.name));
  }
  instance.ahSequence = Math.max(instance.ahSequence, advert.ah.sequence);
}
function noteChecksumForm(step, instance, { advert, source }) {
  const { config } = instance;
  if (config.version === 2 || config.family === 6)
    return;
  if (advert.checksum === "group") {
    if (instance.formerChecksumHeard || config.oldUnicastChecksum === "always")
      return;
    instance.formerChecksumHeard = true;
    return log(step, "info", lines.formerChecksum(config.name));
  }
  const ours = config.checksumAsV2 === true ? "message" : "pseudo";
  if (advert.checksum === ours)
    return;
  instance.counters.otherChecksumForm++;
  if (instance.loggedErrors.has("otherChecksumForm"))
    return;
  instance.loggedErrors.add("otherChecksumForm");
  log(step, "info", lines.otherChecksum(config.name, source, ours));
}
function noteAddresses(step, instance, event) {
  if (instance.config.version === 2)
    return;
  const difference = checkAddresses(instance, event);
  if (difference)
    refuse(step, instance, difference);
}
function isMeantFor(instance, { source, destination }) {
  const { unicastPeers, mcastGroup } = instance.config;
  return unicastPeers.length > 0 ? unicastPeers.some(({ address }) => sameIp(address, source)) : sameIp(mcastGroup, destination);
}
function isMulticast(bytes, family) {
  const first = bytes[0] ?? 0;
  return family === 4 ? first >= 224 && first <= 239 : first === 255;
}
function sameOctets(a, b) {
  return a.length === b.length && a.every((octet, i) => octet === b[i]);
}

// dist/vrrp/reload.js
function reload(step, event) {
  const { state } = step;
  const { global, config } = event;
  state.global = global;
  adoptLinks(step, config);
  const plan = planInstances(step, config);
  const said = new Map(plan.kept.map(({ instance }) => [instance, buildAdvert(instance, instance.effectivePriority)]));
  const carried = keysOf([...state.instances.values()].flatMap((instance) => installedAddresses(instance)));
  const wanted = keysOf(plan.kept.flatMap(({ instance, config: next }) => wantedAddresses(instance, next)));
  const routingCarried = /* @__PURE__ */ new Set([
    ...state.staticRouting.keys(),
    ...[...state.instances.values()].flatMap((instance) => [...instance.routing.keys()])
  ]);
  const staticItems = itemsOf(config.statics ?? {});
  const routingWanted = routingKeysOf([
    ...staticItems,
    ...plan.kept.flatMap(({ instance, config: next }) => instance.state === "master" ? itemsOf(next) : [])
  ]);
  for (const instance of plan.removed) {
    for (const key of routingWanted)
      instance.routing.delete(key);
    release2(step, instance, wanted);
  }
  for (const { instance, config: next } of plan.kept) {
    const stays = routingKeysOf(instance.state === "master" ? itemsOf(next) : []);
    takeOffRouting(step, instance.config.name, instance.routing, stays, routingWanted);
  }
  takeOffRouting(step, null, state.staticRouting, routingKeysOf(staticItems), routingWanted);
  for (const { instance, config: next } of plan.kept)
    takeOff(step, instance, next, wanted);
  state.instances.clear();
  for (const instance of plan.inOrder)
    state.instances.set(instance.config.name, instance);
  replaceStaticAddresses(step, config.statics?.addresses ?? [], wanted);
  putOnRouting(step, null, state.staticRouting, staticItems, routingCarried);
  for (const { instance, config: next } of plan.kept) {
    adopt(step, instance, next, carried);
    if (instance.state === "master")
      putOnRouting(step, next.name, instance.routing, itemsOf(next), routingCarried);
  }
  formGroups(step, config);
  replaceScripts(step, config);
  replaceProcesses(step, config);
  replaceFiles(step, config, event.fileValues ?? {});
  updateConcerned(state);
  for (const instance of state.instances.values())
    updateSource(state, instance);
  updateRoutes(state);
  updateSockets(step);
  adoptPolledLinks(step, config);
  beginAll(step, plan.added, true);
  const kept = plan.kept.map((entry) => entry.instance);
  for (const instance of kept) {
    const before = fileEffect(instance);
    updateVerdict(step, instance, false);
    tellFileEffect(step, instance, before);
  }
  reassessAll(step, kept);
  for (const group of state.groups.values())
    settleGroup(step, group);
  for (const [instance, advert] of said)
    tellChange(step, instance, advert);
  if (global.fifoWriteStatesOnReload === true)
    writeStates(step, kept);
}
function tellChange(step, instance, said) {
  if (instance.state !== "master" || sameValue(said, buildAdvert(instance, instance.effectivePriority)))
    return;
  sendAdvert(step, instance);
  armTimer(step.state.deadlines, instance.timers.advert, step.now + instance.config.advertIntervalUs);
}
function planInstances(step, config) {
  const kept = [];
  const added = [];
  const inOrder = [];
  for (const entry of config.instances) {
    const former = step.state.instances.get(entry.name);
    const stays = former !== void 0 && isSameRouter(former.config, entry);
    const instance = stays ? former : createInstance(entry, step.now);
    if (stays)
      kept.push({ instance, config: entry });
    else
      added.push(instance);
    inOrder.push(instance);
  }
  const staying = new Set(inOrder);
  const removed = [...step.state.instances.values()].filter((instance) => !staying.has(instance));
  return { removed, kept, added, inOrder };
}
function isSameRouter(a, b) {
  const base = (config) => config.base ?? config.interface;
  return base(a) === base(b) && a.vrid === b.vrid && a.family === b.family && a.vmac?.kind === b.vmac?.kind;
}
function release2(step, instance, wanted) {
  for (const key of wanted)
    instance.installed.delete(key);
  const { notify, notifyDeleted } = instance.config;
  enterStopped(step, instance, notifyDeleted || notify.deleted ? "DELETED" : "FAULT");
  step.state.retries.removedAddresses.set(instance.config.name, instance.lastRemoved);
}
function takeOff(step, instance, next, wanted) {
  const stays = keysOf(wantedAddresses(instance, next));
  const surplus = [];
  for (const [key, { address }] of [...instance.installed]) {
    if (stays.has(key))
      continue;
    instance.installed.delete(key);
    if (!wanted.has(key))
      surplus.push(address);
  }
  if (surplus.length === 0)
    return;
  remove(step, instance, surplus);
  for (const address of surplus)
    log(step, "info", lines.addressNoLongerConfigured(next.name, address));
}
function adopt(step, instance, next, carried) {
  const former = instance.config;
  if (sameValue(former, next))
    return;
  const formerMasterDownUs = masterDownUs(instance);
  instance.config = next;
  if (next.authHmac?.windowS === null)
    instance.trailerMarks.clear();
  instance.ownerYielded &&= former.priority === 255 && next.priority === 255;
  if (former.advertIntervalUs !== next.advertIntervalUs || former.version !== next.version) {
    instance.masterIntervalUs = next.advertIntervalUs;
  }
  moveTimers(step, instance, formerMasterDownUs);
  followDrops(step, instance);
  if (instance.state !== "master")
    return;
  putOn(step, instance, carried);
  if (!isArmed(instance.timers.extra) || !sameValue(former.garp.extra, next.garp.extra)) {
    armExtra(step, instance, step.now);
  }
}
function moveTimers(step, instance, formerMasterDownUs) {
  const { masterDown } = instance.timers;
  const { deadlines } = step.state;
  const change = masterDownUs(instance) - formerMasterDownUs;
  if (isArmed(masterDown) && change !== 0)
    armTimer(deadlines, masterDown, Math.max(step.now, masterDown.atUs + change));
}
function putOn(step, instance, carried) {
  const missing = [];
  for (const address of allAddresses(instance)) {
    const key = addressKey(address);
    if (instance.installed.has(key))
      continue;
    if (carried.has(key))
      instance.installed.set(key, { address, sinceUs: step.now, confirmed: true });
    else
      missing.push(address);
  }
  if (missing.length === 0)
    return;
  install(step, instance, missing);
  logDetail(step, lines.settingVips(instance.config.name));
  announce(step, instance, missing, instance.config.garp.repeat);
}
function installedAddresses(instance) {
  return [...instance.installed.values()].map((entry) => entry.address);
}
function wantedAddresses(instance, next) {
  return instance.state === "master" ? [...next.addresses, ...next.excludedAddresses] : [];
}
function routingKeysOf(items) {
  return new Set(items.map(routingKey));
}
function keysOf(addresses) {
  return new Set(addresses.map(addressKey));
}
function replaceScripts(step, config) {
  const { scripts, deadlines } = step.state;
  const former = new Map(scripts);
  scripts.clear();
  for (const entry of usedScripts(config)) {
    const script = former.get(entry.name) ?? createScript(entry);
    former.delete(entry.name);
    scripts.set(entry.name, script);
    if (!isArmed(script.timer))
      startScript(step, script);
    else if (script.config.intervalUs > entry.intervalUs) {
      armTimer(deadlines, script.timer, Math.min(script.timer.atUs, step.now + entry.intervalUs));
    }
    script.config = entry;
  }
  for (const script of former.values())
    disarmTimer(deadlines, script.timer);
}
function replaceProcesses(step, config) {
  const { processes, deadlines } = step.state;
  const former = new Map(processes);
  processes.clear();
  for (const entry of config.processes) {
    const tracked = former.get(entry.name) ?? createProcess(entry);
    former.delete(entry.name);
    processes.set(entry.name, tracked);
    if (sameValue(tracked.config, entry))
      continue;
    tracked.config = entry;
    if (tracked.count !== null)
      tracked.up = hasQuorum(entry, tracked.count);
    disarmTimer(deadlines, tracked.timer);
  }
  for (const tracked of former.values())
    disarmTimer(deadlines, tracked.timer);
}
function replaceFiles(step, config, values) {
  const { files } = step.state;
  const former = new Map(files);
  files.clear();
  for (const entry of usedFiles(config)) {
    const known = former.get(entry.name);
    const value = values[entry.name] ?? (known?.config.path === entry.path ? known.value : 0);
    files.set(entry.name, { config: entry, value });
  }
}

// dist/vrrp/sessions.js
function sessionChanged(step, event) {
  const { instances, sessionsUp } = step.state;
  const { session, up, ageUs } = event;
  log(step, "info", lines.sessionEvent(session, up, ageUs));
  if (sessionsUp.has(session) === up)
    return;
  if (up)
    sessionsUp.add(session);
  else
    sessionsUp.delete(session);
  for (const instance of instances.values()) {
    if (!tracksOf(instance).some(({ source, name }) => source === "bfd" && name === session))
      continue;
    log(step, "info", lines.sessionChanged(instance.config.name, session, up));
    updateVerdict(step, instance);
    reassess(step, instance);
  }
}

// dist/vrrp/step.js
var vrrpMachine = {
  step(state, event, now) {
    if (state.stopping)
      return [];
    const step = openStep(state, now);
    take(step, event);
    return closeStep(step);
  },
  nextDeadline: (state) => nextDeadline(state.deadlines)
};
function take(step, event) {
  const { state } = step;
  switch (event.kind) {
    case "start":
      for (const link of event.interfaces)
        rememberInterface(state, link);
      return withVmacs(step, event.global, event.config, (later, config) => start(later, { ...event, config }));
    case "reload":
      return withVmacs(step, event.global, event.config, (later, config) => reload(later, { ...event, config }));
    case "interface":
      if (state.global === null)
        return rememberInterface(state, event.interface);
      interfaceChanged(step, event.interface);
      return ensureVmacs(step);
    case "link-polled":
      return linkPolled(step, event.interface, event.up);
    case "interface-gone":
      interfaceGone(step, event.index);
      return ensureVmacs(step);
    case "vmacs-made":
      return vmacsMade(step, event);
    case "route-gone":
      return routeGone(step, event.route);
    case "rule-gone":
      return ruleGone(step, event.rule);
    case "advert":
      return advertReceived(step, event);
    case "bad-packet":
      return badPacketReceived(step, event);
    case "script-result": {
      const script = state.scripts.get(event.script);
      if (script)
        scriptAnswered(step, script, event.result);
      return;
    }
    case "process-count": {
      const process = state.processes.get(event.process);
      if (process)
        processCounted(step, process, event.count);
      return;
    }
    case "bfd-session":
      return sessionChanged(step, event);
    case "file-value": {
      const file = state.files.get(event.file);
      if (file)
        fileChanged(step, file, event.value);
      return;
    }
    case "action-failed":
      return actionFailed(step, event);
    case "deadline":
      return deadlinesPassed(step);
    case "stop":
      return stop(step);
    default:
      return unreachable(event);
  }
}
function deadlinesPassed(step) {
  const { deadlines } = step.state;
  for (let budget = deadlines.heap.length; budget > 0; budget--) {
    const due = takeDue(deadlines, step.now);
    if (due === null)
      return;
    timerFired(step, due.owner, due.dueUs);
  }
}
function timerFired(step, owner, dueUs) {
  switch (owner.kind) {
    case "master-down":
      return dispatch(step, owner.instance, "master-down", { dueUs });
    case "advert":
      return dispatch(step, owner.instance, "advert-due", { dueUs });
    case "announce":
      return dispatch(step, owner.instance, "announce-due", {});
    case "refresh":
      return dispatch(step, owner.instance, "refresh-due", { dueUs });
    case "extra":
      return dispatch(step, owner.instance, "extra-due", { dueUs });
    case "addresses":
      return dispatch(step, owner.instance, "addresses-due", {});
    case "script":
      return scriptDue(step, owner.script, dueUs);
    case "link":
      return linkDue(step, owner.name);
    case "routing":
      return restoreMissing(step);
    case "retries":
      return tryAgain(step);
    case "vmacs":
      return ensureVmacs(step);
    case "process":
      return processDelayOver(step, owner.process);
    default:
      return unreachable(owner);
  }
}
function actionFailed(step, event) {
  if (event.action === "make-vmacs")
    vmacsFailed(step);
  const instance = event.instance === null ? void 0 : step.state.instances.get(event.instance);
  if (!instance) {
    if (isRetried(event.action))
      return tryLater(step, event.action, event);
    return log(step, "err", lines.actionFailed(event.instance, event.action, event.message));
  }
  const { name } = instance.config;
  if (event.action === "add-addresses")
    return additionFailed(step, instance, event.message);
  if (event.action === "remove-addresses")
    return removalFailed(step, instance, event.errno, event.message);
  if (isRetried(event.action))
    return tryLater(step, event.action, event);
  const key = `${event.action} ${event.errno}`;
  if (instance.loggedErrors.has(key))
    return;
  instance.loggedErrors.add(key);
  if (event.action === "send-advert") {
    if (instance.state === "fault" && event.errno !== "ENODEV")
      return;
    return log(step, "info", lines.sendFailed(name, event.errno, event.message));
  }
  log(step, "err", lines.actionFailed(name, event.action, event.message));
}
function stop(step) {
  const { state } = step;
  for (const instance of state.instances.values())
    dispatch(step, instance, "stop", {});
  for (const group of state.groups.values())
    settleGroup(step, group);
  removeStatics(step);
  removeVmacs(step);
  if (state.firewall !== null)
    step.actions.push({ kind: "firewall", settings: null });
  const isAdvert = (action) => action.kind === "send-advert";
  const adverts = step.actions.filter(isAdvert);
  const others = step.actions.filter((action) => !isAdvert(action));
  step.actions.length = 0;
  step.actions.push(...adverts, ...others, ...step.logs.splice(0), { kind: "stopped" });
  state.stopping = true;
}

export {
  addressKey,
  tracksOf,
  standingOf,
  faultInWords,
  initialVrrpState,
  usedFiles,
  MACVLAN_PRIVATE,
  IPVLAN_L2,
  vrrpMachine
};
