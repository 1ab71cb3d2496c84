import {
  activatingSessions,
  adopted,
  andMore,
  applyToTable,
  attemptText,
  buildServices,
  checkBody,
  checkFailed,
  checkerLine,
  deadlineOf,
  destinationKey,
  destinationKeyText,
  drift,
  dropDeadline,
  earliestDeadline,
  fileFault,
  fileRecovered,
  initializing,
  isSuspended,
  kernelBack,
  kernelFailed,
  kernelSilent,
  mailBody,
  mannerOf,
  onAddress,
  poolEmptied,
  poolFilled,
  quorumBody,
  quorumGained,
  quorumLost,
  quorumMissing,
  readTable,
  reinitializing,
  reportAddresses,
  requestRefused,
  serverDown,
  serverFifoLine,
  serverGone,
  serverRemoved,
  serverShutDown,
  serverSubject,
  serverUp,
  serviceKeyText,
  sessionEvent,
  sessionVerdict,
  setDeadline,
  sorryServerIn,
  sorryServerOut,
  takeDueOwner,
  virtualServerFifoLine,
  virtualServerRemoved,
  virtualServerSubject,
  wantedDestination,
  wantedEntry,
  wantedTable,
  weightChanged,
  wordsAbout
} from "./chunk-XKHT2WCV.js";
import {
  serviceKeyOf
} from "./chunk-Q5WZ2PUS.js";
import {
  createDeadlines
} from "./chunk-337YAZUT.js";
import {
  assert,
  unreachable
} from "./chunk-24HHUIME.js";
import {
  US_PER_S
} from "./chunk-JPSQDH5E.js";
import {
  sameValue
} from "./chunk-NUPY4W5R.js";

// dist/lib/random.js
function makeRandom(seed) {
  return { state: seed >>> 0 };
}
function nextRandom(random) {
  random.state = random.state + 1831565813 >>> 0;
  let mixed = random.state;
  mixed = Math.imul(mixed ^ mixed >>> 15, mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
  return ((mixed ^ mixed >>> 14) >>> 0) / 4294967296;
}

// dist/lvs/state.js
var FIRST_KERNEL_RETRY_US = 1 * US_PER_S;
function initialLvsState() {
  return {
    phase: "new",
    global: null,
    config: null,
    virtualServers: /* @__PURE__ */ new Map(),
    checkers: /* @__PURE__ */ new Map(),
    files: /* @__PURE__ */ new Map(),
    services: /* @__PURE__ */ new Map(),
    addresses: /* @__PURE__ */ new Map(),
    timers: { deadlines: createDeadlines(), byOwner: /* @__PURE__ */ new Map() },
    random: makeRandom(0),
    kernel: {
      busy: "no",
      trusted: false,
      known: /* @__PURE__ */ new Map(),
      touched: /* @__PURE__ */ new Map(),
      ours: /* @__PURE__ */ new Set(),
      held: /* @__PURE__ */ new Set(),
      firstTimeouts: null,
      before: [],
      reading: "start",
      retryUs: FIRST_KERNEL_RETRY_US,
      complaint: "",
      driftSeen: "",
      failing: false,
      removing: false
    }
  };
}
function globalOf(state) {
  assert(state.global !== null, "the LVS machine works only after start");
  return state.global;
}

// dist/lvs/announce.js
function announceServer(realServer, up, out) {
  const { notifyUp, notifyDown, id } = realServer.config;
  notify(`RS ${id} ${realServer.virtualServer.config.id}`, up ? notifyUp : notifyDown, out);
  out.push({ kind: "fifo", line: serverFifoLine(realServer, up) });
}
function mailServer(state, realServer, up, body, out) {
  if (!realServer.config.smtpAlert || !canMail(state))
    return;
  out.push({ kind: "mail", subject: serverSubject(globalOf(state).routerId, realServer, up), body });
}
function announceVirtualServer(state, virtualServer, up, body, out) {
  const { quorumUp, quorumDown, id, smtpAlert } = virtualServer.config;
  const global = globalOf(state);
  notify(`VS ${id}`, up ? quorumUp : quorumDown, out);
  out.push({ kind: "fifo", line: virtualServerFifoLine(virtualServer, up) });
  if (body === null)
    return;
  if (!(smtpAlert ?? global.smtpAlertChecker ?? global.smtpAlert ?? false) || !canMail(state))
    return;
  out.push({ kind: "mail", subject: virtualServerSubject(global.routerId, virtualServer, up), body });
}
function notify(object, command, out) {
  if (command)
    out.push({ kind: "notify", object, command, extraArgs: [] });
}
function canMail(state) {
  const { email } = globalOf(state);
  return email.server !== null && email.to.length > 0;
}

// dist/lvs/topology.js
function makeVirtualServer(config) {
  return { config, realServers: /* @__PURE__ */ new Map(), services: [], quorumUp: false, aliveWeight: 0 };
}
function makeRealServer(state, virtualServer, config) {
  const realServer = {
    virtualServer,
    config,
    checkers: [],
    sessions: (config.bfdChecks ?? []).map((check) => trackSession(check, !check.alpha)),
    files: (config.fileChecks ?? []).map((check) => trackFile(state, check)),
    alive: true,
    weight: config.weight,
    lastChecked: null
  };
  realServer.checkers = config.checkers.map((checker) => makeChecker(realServer, checker, !checker.alpha));
  realServer.alive = isAlive(realServer);
  realServer.weight = weightOf(realServer, config.weight);
  return realServer;
}
function isAlive({ checkers, files, sessions }) {
  return checkers.every(({ up }) => up) && files.every(({ up }) => up) && sessions.every(({ up }) => up);
}
function trackSession(config, up) {
  return { config, up, hasRun: false };
}
function makeChecker(realServer, config, up) {
  return {
    realServer,
    config,
    up,
    hasRun: false,
    running: false,
    last: null,
    failures: 0,
    retriesLeft: config.retry,
    weight: null,
    round: { url: 0, stuck: false, odd: /* @__PURE__ */ new Set() }
  };
}
var FILE_FAULT = -2147483648;
function trackFile(state, config) {
  const { file, weight, reverse } = config;
  const value = state.files.get(file) ?? 0;
  if (weight === 0)
    return { config, up: value === 0 !== reverse, points: 0 };
  const points = value * weight * (reverse ? -1 : 1);
  return points <= FILE_FAULT ? { config, up: false, points: 0 } : { config, up: true, points };
}
function addRealServer(virtualServer, realServer) {
  virtualServer.realServers.set(realServer.config.id, realServer);
  if (realServer.alive)
    virtualServer.aliveWeight += realServer.weight;
}
function announcesInitial(global, realServer) {
  return global.rsInitNotifies && realServer.alive;
}
var MAX_WEIGHT = 2147483647;
function weightOf({ checkers, files }, configured) {
  let weight = configured + files.reduce((sum, { points }) => sum + points, 0);
  for (const checker of checkers)
    if (checker.weight !== null)
      weight += checker.weight - configured;
  return Math.min(Math.max(weight, 0), MAX_WEIGHT);
}

// dist/lvs/plan.js
function plan(wanted, known, isOurs) {
  const requests = [];
  for (const [key, there] of known) {
    if (!wanted.has(key) && isOurs(key))
      requests.push(...planService(null, there));
  }
  for (const [key, service] of wanted)
    requests.push(...planService(service, known.get(key) ?? null));
  return requests;
}
function planService(wanted, known) {
  if (!wanted)
    return known ? [{ kind: "delete-service", service: known.service.key }] : [];
  const requests = [];
  if (!known)
    requests.push({ kind: "add-service", service: wanted.service });
  else if (!sameService(wanted.service, known.service))
    requests.push({ kind: "edit-service", service: wanted.service });
  const key = wanted.service.key;
  for (const [name, destination] of wanted.destinations) {
    const request = planDestination(key, destination, known?.destinations.get(name) ?? null);
    if (request)
      requests.push(request);
  }
  for (const [name, destination] of known?.destinations ?? []) {
    if (!wanted.destinations.has(name))
      requests.push({ kind: "delete-destination", service: key, destination });
  }
  return requests;
}
function planDestination(service, wanted, known) {
  if (!wanted)
    return known ? { kind: "delete-destination", service, destination: known } : null;
  if (!known)
    return { kind: "add-destination", service, destination: wanted };
  return sameDestination(wanted, known) ? null : { kind: "edit-destination", service, destination: wanted };
}
function sameService(a, b) {
  return a.scheduler === b.scheduler && a.flags === b.flags && a.timeoutS === b.timeoutS && // Without persistence clients are not grouped, and the kernel keeps whatever it was told.
  (a.timeoutS === 0 || a.persistencePrefix === b.persistencePrefix) && a.persistenceEngine === b.persistenceEngine;
}
function sameDestination(a, b) {
  return a.forwarding === b.forwarding && a.weight === b.weight && a.upperThreshold === b.upperThreshold && a.lowerThreshold === b.lowerThreshold && (a.forwarding !== "tunnel" || sameTunnel(a, b));
}
function sameTunnel(a, b) {
  return (a.tunnelType ?? "ipip") === (b.tunnelType ?? "ipip") && (a.tunnelPort ?? 0) === (b.tunnelPort ?? 0) && (a.tunnelFlags ?? 0) === (b.tunnelFlags ?? 0);
}

// dist/lvs/kernel-sync.js
var RECONCILE_INTERVAL_US = 60 * US_PER_S;
var MAX_KERNEL_RETRY_US = 60 * US_PER_S;
var KERNEL_ANSWER_LIMIT_US = 120 * US_PER_S;
var MAX_LINES_AT_ONCE = 10;
function touchServer(state, realServer) {
  for (const { id, service } of realServer.virtualServer.services) {
    const touched = state.kernel.touched.get(id) ?? /* @__PURE__ */ new Set();
    if (touched === "all")
      continue;
    touched.add(destinationKey(service.key, realServer.config));
    state.kernel.touched.set(id, touched);
  }
}
function touchPool(state, virtualServer) {
  for (const { id } of virtualServer.services)
    state.kernel.touched.set(id, "all");
}
function readKernel(state, why, now, out) {
  state.kernel.busy = "reading";
  state.kernel.reading = why;
  out.push({ kind: "read-kernel" });
  setDeadline(state.timers, "kernel-answer", now + KERNEL_ANSWER_LIMIT_US);
}
function syncKernel(state, now, out) {
  const { kernel } = state;
  if (kernel.busy !== "no" || !kernel.trusted)
    return;
  order(state, [...kernel.before.splice(0), ...touchedRequests(state)], now, out);
}
function touchedRequests(state) {
  const { known, touched, held, ours } = state.kernel;
  const requests = [];
  for (const [id, keys] of touched) {
    if (held.has(id))
      continue;
    const wanted = state.services.get(id) ?? null;
    const there = known.get(id) ?? null;
    if (wanted && there && keys !== "all") {
      for (const key of keys) {
        const request = planDestination(wanted.service.key, wantedDestination(wanted, key), there.destinations.get(key) ?? null);
        if (request)
          requests.push(request);
      }
    } else if (wanted || ours.has(id)) {
      requests.push(...planService(wanted ? wantedEntry(wanted) : null, there));
    }
  }
  touched.clear();
  return requests;
}
function order(state, requests, now, out) {
  const { kernel } = state;
  if (requests.length === 0)
    return;
  for (const request of requests) {
    applyToTable(kernel.known, request);
    if (request.kind === "add-service")
      kernel.ours.add(serviceKeyText(request.service.key));
  }
  kernel.busy = "applying";
  out.push({ kind: "apply", requests });
  setDeadline(state.timers, "kernel-answer", now + KERNEL_ANSWER_LIMIT_US);
}
function onKernelRead(state, { entries, timeouts }, now, out) {
  const { kernel } = state;
  if (kernel.busy !== "reading")
    return;
  answered(state);
  kernel.known = readTable(entries);
  kernel.firstTimeouts ??= timeouts ?? null;
  kernel.trusted = true;
  kernel.held.clear();
  if (kernel.failing) {
    kernel.failing = false;
    out.push({ kind: "log", level: "info", text: kernelBack });
  }
  const adoptedCount = adopt(state);
  if (state.phase !== "running")
    return;
  if (adoptedCount > 0 && !kernel.before.some(({ kind }) => kind === "flush"))
    out.push({ kind: "log", level: "info", text: adopted(adoptedCount) });
  setDeadline(state.timers, "reconcile", now + RECONCILE_INTERVAL_US);
  const requests = kernel.before.splice(0);
  if (requests.some(({ kind }) => kind === "flush"))
    kernel.known.clear();
  const difference = plan(wantedTable(state.services), kernel.known, (id) => kernel.ours.has(id));
  if (kernel.reading === "reconcile")
    logDrift(state, difference, out);
  kernel.touched.clear();
  if (requests.length + difference.length === 0)
    calm(state);
  order(state, [...requests, ...difference], now, out);
}
function adopt({ kernel, services }) {
  let count = 0;
  for (const id of services.keys()) {
    if (!kernel.known.has(id) || kernel.ours.has(id))
      continue;
    kernel.ours.add(id);
    count++;
  }
  return count;
}
function logDrift({ kernel }, difference, out) {
  const strange = difference.filter((request) => {
    const id = requestService(request);
    const touched = id === null ? void 0 : kernel.touched.get(id);
    if (touched === void 0)
      return true;
    return touched !== "all" && "destination" in request && !touched.has(destinationKeyText(request.destination));
  });
  const lines = strange.map(drift);
  const seen = lines.join("\n");
  if (seen !== kernel.driftSeen)
    logSome(lines, "warning", out);
  kernel.driftSeen = seen;
}
function onKernelApplied(state, failures, now, out) {
  const { kernel } = state;
  if (kernel.busy !== "applying")
    return;
  answered(state);
  if (state.phase !== "running")
    return;
  if (failures.length === 0) {
    if (kernel.held.size === 0)
      calm(state);
    return;
  }
  const failedServices = /* @__PURE__ */ new Set();
  const lines = [];
  for (const { request, errno, message } of failures) {
    const id = requestService(request);
    if (id === null || request.kind === "add-service" || !failedServices.has(id)) {
      lines.push(requestRefused(request, errno, message));
    }
    if (id === null)
      continue;
    if (request.kind === "add-service")
      failedServices.add(id);
    kernel.held.add(id);
  }
  const complaint = lines.join("\n");
  if (complaint !== kernel.complaint)
    logSome(lines, "err", out);
  kernel.complaint = complaint;
  retryLater(state, now);
}
function onKernelFailed(state, errno, message, now, out) {
  const { kernel } = state;
  answered(state);
  kernel.trusted = false;
  if (!kernel.failing)
    out.push({ kind: "log", level: "err", text: kernelFailed(errno, message) });
  kernel.failing = true;
  if (state.phase === "running")
    retryLater(state, now);
}
function onKernelDeadline(state, key, now, out) {
  const { kernel } = state;
  if (state.phase !== "running")
    return;
  if (key === "kernel-answer") {
    out.push({ kind: "log", level: "err", text: kernelSilent });
    kernel.busy = "no";
    kernel.trusted = false;
    retryLater(state, now);
  } else if (kernel.busy === "no") {
    readKernel(state, kernel.trusted && kernel.held.size === 0 ? "reconcile" : "repair", now, out);
  } else {
    setDeadline(state.timers, "reconcile", now + FIRST_KERNEL_RETRY_US);
  }
}
function answered(state) {
  state.kernel.busy = "no";
  dropDeadline(state.timers, "kernel-answer");
}
function calm({ kernel }) {
  kernel.retryUs = FIRST_KERNEL_RETRY_US;
  kernel.complaint = "";
}
function retryLater(state, now) {
  const { kernel } = state;
  setDeadline(state.timers, "reconcile", now + kernel.retryUs);
  kernel.retryUs = Math.min(2 * kernel.retryUs, MAX_KERNEL_RETRY_US);
}
function requestService(request) {
  switch (request.kind) {
    case "flush":
    case "set-timeouts":
      return null;
    case "add-service":
    case "edit-service":
      return serviceKeyText(request.service.key);
    default:
      return serviceKeyText(request.service);
  }
}
function logSome(lines, level, out) {
  for (const text of lines.slice(0, MAX_LINES_AT_ONCE))
    out.push({ kind: "log", level, text });
  if (lines.length > MAX_LINES_AT_ONCE)
    out.push({ kind: "log", level, text: andMore(lines.length - MAX_LINES_AT_ONCE) });
}
function removeOurs(state, now, out) {
  const { kernel } = state;
  if (globalOf(state).lvsFlushOnStop === "yes") {
    order(state, [...timeoutsBack(state), { kind: "flush" }], now, out);
    return true;
  }
  if (!kernel.trusted)
    return false;
  const requests = timeoutsBack(state);
  for (const [id, { service }] of kernel.known) {
    if (kernel.ours.has(id))
      requests.push({ kind: "delete-service", service: service.key });
  }
  order(state, requests, now, out);
  return true;
}
function timeoutsBack(state) {
  const { firstTimeouts } = state.kernel;
  return globalOf(state).lvsTimeouts && firstTimeouts ? [{ kind: "set-timeouts", ...firstTimeouts }] : [];
}

// dist/lvs/rounds.js
function attemptOf({ config, round }) {
  if (config.kind !== "http" || config.urls.length <= 1)
    return config;
  const url = config.urls[round.url];
  return url === void 0 ? config : { ...config, urls: [url] };
}
function passUrl({ config, round }) {
  if (config.kind !== "http")
    return true;
  if (round.stuck) {
    round.stuck = false;
    round.url = 0;
    return false;
  }
  round.url = (round.url + 1) % config.urls.length;
  return round.url === 0;
}
function hurries({ config, up, hasRun }) {
  return config.kind === "http" && config.fastRecovery && !(up && hasRun);
}
function failsInRound({ config, round, up, hasRun }) {
  return config.kind === "http" && !up && hasRun && !round.stuck;
}
function newRemarks({ round }, { up, remarks }) {
  if (remarks === void 0 || remarks.length === 0) {
    if (up)
      round.odd.delete(round.url);
    return [];
  }
  if (round.odd.has(round.url))
    return [];
  round.odd.add(round.url);
  return remarks;
}

// dist/lvs/schedule.js
var FIRST_CHECK_DELAY_US = 1 * US_PER_S;
function scheduleFirst(state, checker, now) {
  const warmupUs = Math.floor(nextRandom(state.random) * checker.config.warmupUs);
  setDeadline(state.timers, checker, now + FIRST_CHECK_DELAY_US + warmupUs);
}
function scheduleNext(state, checker, now) {
  setDeadline(state.timers, checker, now + checker.config.delayLoopUs);
}
function scheduleAtOnce(state, checker, now) {
  setDeadline(state.timers, checker, now);
}
function scheduleRetry(state, checker, now) {
  setDeadline(state.timers, checker, now + checker.config.delayBeforeRetryUs);
}
function startCheck(checker, out) {
  checker.running = true;
  out.push({ kind: "check", checker: attemptOf(checker) });
}
function cancelCheck(state, checker, out) {
  dropDeadline(state.timers, checker);
  if (!checker.running)
    return;
  checker.running = false;
  out.push({ kind: "cancel-check", checker: checker.config.id });
}

// dist/lvs/verdict.js
function judge(state, checker, result, now, out) {
  const { realServer } = checker;
  const attempt = attemptText(checker);
  const say = (words) => {
    const text = wordsAbout(realServer, words, attempt);
    if (text !== "")
      out.push({ kind: "log", level: "info", text });
  };
  checker.running = false;
  checker.last = { at: now, up: result.up, words: result.words, attempt };
  realServer.lastChecked = checker;
  if (result.up) {
    for (const remark of newRemarks(checker, result))
      say(remark);
    if (!checker.up)
      for (const step of result.steps ?? [])
        say(step);
    if (passUrl(checker)) {
      const isNews = !checker.up || !checker.hasRun;
      succeed(state, checker, result, isNews ? () => say(result.words) : () => {
      }, out);
      scheduleNext(state, checker, now);
    } else
      passOn(state, checker, now);
  } else if (result.undecided) {
    for (const text of [...result.remarks ?? [], result.words])
      say(text);
    scheduleNext(state, checker, now);
  } else {
    for (const remark of newRemarks(checker, result))
      say(remark);
    const logAll = globalOf(state).checkerLogAllFailures || checker.config.logAllFailures;
    for (const text of result.complaints ?? [])
      say(text);
    const manner = mannerOf(checker.config);
    const tells = checker.up || !checker.hasRun && manner.tellsFirstFailure;
    const decides = manner.name === null && checker.retriesLeft === 0;
    if (tells && (logAll || decides))
      say(result.words);
    fail(state, checker, result, now, out);
  }
}
function passOn(state, checker, now) {
  checker.failures = 0;
  if (checker.hasRun)
    checker.retriesLeft = checker.config.retry;
  if (hurries(checker))
    scheduleAtOnce(state, checker, now);
  else
    scheduleNext(state, checker, now);
}
function succeed(state, checker, result, say, out) {
  const { realServer } = checker;
  const wasUp = checker.up;
  const first = !checker.hasRun;
  checker.up = true;
  checker.hasRun = true;
  checker.retriesLeft = checker.config.retry;
  if (result.weight !== void 0) {
    checker.weight = result.weight;
    changeWeight(state, realServer, weightOf(realServer, realServer.config.weight), out);
  }
  say();
  if (!wasUp || first && checker.config.kind === "misc")
    settle(state, realServer, checker, result, out);
  if (wasUp && result.weight !== void 0)
    updateQuorum(state, realServer.virtualServer, out);
}
function fail(state, checker, result, now, out) {
  const { realServer, config } = checker;
  if (failsInRound(checker)) {
    scheduleRetry(state, checker, now);
    return;
  }
  const first = !checker.hasRun;
  const retriesMade = checker.failures > 0;
  checker.hasRun = true;
  checker.failures++;
  if (checker.up && checker.retriesLeft > 0) {
    checker.retriesLeft--;
    scheduleRetry(state, checker, now);
    return;
  }
  const silentStart = !checker.up && first && checker.retriesLeft === 0 && mannerOf(config).announcesAlphaFailure && !realServer.alive;
  const wasUp = checker.up;
  checker.up = false;
  checker.failures = 0;
  checker.retriesLeft = config.retry;
  checker.round.stuck = true;
  const lastLine = checkFailed(realServer, config, retriesMade);
  if ((wasUp || silentStart) && lastLine !== "")
    out.push({ kind: "log", level: "info", text: lastLine });
  if (wasUp)
    settle(state, realServer, checker, result, out);
  else if (silentStart) {
    announceServer(realServer, false, out);
    if (config.kind === "misc")
      mailServer(state, realServer, false, checkBody(config, false, result), out);
  }
  scheduleNext(state, checker, now);
}
function settle(state, realServer, checker, result, out) {
  const changed = decideServer(state, realServer, out);
  if (changed || !globalOf(state).noCheckerEmails) {
    mailServer(state, realServer, checker.up, checkBody(checker.config, checker.up, result), out);
  }
}
function decideServer(state, realServer, out) {
  const alive = isAlive(realServer);
  if (alive === realServer.alive)
    return false;
  realServer.alive = alive;
  realServer.virtualServer.aliveWeight += alive ? realServer.weight : -realServer.weight;
  touchServer(state, realServer);
  out.push({ kind: "log", level: "info", text: alive ? serverUp(realServer) : serverDown(realServer) });
  announceServer(realServer, alive, out);
  updateQuorum(state, realServer.virtualServer, out);
  return true;
}
function changeWeight(state, realServer, weight, out) {
  const before = realServer.weight;
  if (weight === before)
    return;
  out.push({ kind: "log", level: "info", text: weightChanged(realServer, before, weight) });
  realServer.weight = weight;
  if (realServer.alive)
    realServer.virtualServer.aliveWeight += weight - before;
  touchServer(state, realServer);
}
function updateQuorum(state, virtualServer, out) {
  const { quorum, hysteresis } = virtualServer.config;
  const { aliveWeight, quorumUp } = virtualServer;
  if (!quorumUp && aliveWeight >= quorum + hysteresis)
    gainQuorum(state, virtualServer, "Gained quorum", true, out);
  else if (quorumUp && aliveWeight < quorum - hysteresis) {
    loseQuorum(state, virtualServer, quorumLost(virtualServer), "Lost quorum", out);
  }
}
function startQuorum(state, virtualServer, isNew, out) {
  const { quorum, hysteresis, sorryServer } = virtualServer.config;
  const { aliveWeight, quorumUp } = virtualServer;
  if (!quorumUp && aliveWeight >= quorum + hysteresis) {
    gainQuorum(state, virtualServer, "Starting with quorum up", !isNew, out);
  } else if (quorumUp ? aliveWeight < quorum - hysteresis : isNew && sorryServer !== null) {
    loseQuorum(state, virtualServer, quorumMissing(virtualServer), "Starting with quorum down", out);
  }
}
function gainQuorum(state, virtualServer, words, sorryServerWorked, out) {
  virtualServer.quorumUp = true;
  out.push({ kind: "log", level: "info", text: quorumGained(virtualServer) });
  const { sorryServer } = virtualServer.config;
  if (sorryServer && sorryServerWorked) {
    out.push({ kind: "log", level: "info", text: sorryServerOut(virtualServer, sorryServer) });
    out.push({ kind: "log", level: "info", text: poolFilled(virtualServer) });
  }
  if (sorryServer)
    touchPool(state, virtualServer);
  announceVirtualServer(state, virtualServer, true, quorumBody(words, virtualServer), out);
}
function loseQuorum(state, virtualServer, logText, words, out) {
  virtualServer.quorumUp = false;
  out.push({ kind: "log", level: "info", text: logText });
  const { sorryServer } = virtualServer.config;
  if (sorryServer) {
    out.push({ kind: "log", level: "info", text: sorryServerIn(virtualServer, sorryServer) });
    out.push({ kind: "log", level: "info", text: poolEmptied(virtualServer) });
    touchPool(state, virtualServer);
  }
  announceVirtualServer(state, virtualServer, false, quorumBody(words, virtualServer), out);
}

// dist/lvs/files.js
function fileChanged(state, file, value, out) {
  state.files.set(file, value);
  for (const virtualServer of state.virtualServers.values()) {
    for (const realServer of virtualServer.realServers.values()) {
      realServer.files.forEach((track, i) => {
        if (track.config.file === file)
          apply(state, realServer, i, track.config, out);
      });
    }
  }
}
function renewFiles(state, realServer, config, out) {
  const checks = config.fileChecks ?? [];
  const before = new Map(realServer.files.map((track) => [track.config.id, track]));
  realServer.files = checks.map((check) => {
    const now = trackFile(state, check);
    const former = before.get(check.id);
    if (former !== void 0)
      tell(realServer, former, now, out);
    return now;
  });
}
function apply(state, realServer, at, check, out) {
  const former = realServer.files[at];
  const now = trackFile(state, check);
  if (former === void 0)
    return;
  realServer.files[at] = now;
  tell(realServer, former, now, out);
  if (now.up) {
    const weight = weightOf(realServer, realServer.config.weight);
    if (!former.up && !realServer.alive)
      realServer.weight = weight;
    else
      changeWeight(state, realServer, weight, out);
  }
  if (former.up === now.up)
    updateQuorum(state, realServer.virtualServer, out);
  else
    settle2(state, realServer, now.up, out);
}
function tell(realServer, former, now, out) {
  if (former.up === now.up)
    return;
  const { file } = now.config;
  out.push({ kind: "log", level: "info", text: now.up ? fileRecovered(realServer, file) : fileFault(realServer, file) });
}
function settle2(state, realServer, up, out) {
  const changed = decideServer(state, realServer, out);
  if (!changed && globalOf(state).noCheckerEmails)
    return;
  mailServer(state, realServer, up, mailBody(up ? "CHECK succeed on service" : "CHECK failed on service"), out);
}

// dist/lvs/sessions.js
function sessionTold(state, { session, up, delayUs }, out) {
  out.push({ kind: "log", level: "debug", text: sessionEvent(session, up, delayUs) });
  for (const virtualServer of state.virtualServers.values()) {
    for (const realServer of virtualServer.realServers.values()) {
      const track = realServer.sessions.find(({ config }) => config.session === session);
      if (track)
        judge2(state, realServer, track, up, out);
    }
  }
}
function judge2(state, realServer, track, up, out) {
  if (track.hasRun && track.up === up)
    return;
  const { session } = track.config;
  out.push({ kind: "log", level: "info", text: sessionVerdict(session, realServer, up) });
  track.hasRun = true;
  if (track.up === up)
    return;
  track.up = up;
  const changed = decideServer(state, realServer, out);
  if (!changed && globalOf(state).noCheckerEmails)
    return;
  const body = mailBody(`BFD CHECK ${session} ${up ? "succeeded" : "failed"} on service`);
  mailServer(state, realServer, realServer.alive, body, out);
}
function renewSessions(realServer, { bfdChecks = [] }) {
  const before = new Map(realServer.sessions.map((track) => [track.config.session, track]));
  realServer.sessions = bfdChecks.map((config) => {
    const former = before.get(config.session);
    if (former === void 0)
      return trackSession(config, !config.alpha || realServer.alive);
    return { ...former, config };
  });
}
function announceSessions({ config }, out) {
  if (config?.bfdSessions !== void 0)
    out.push({ kind: "log", level: "info", text: activatingSessions });
}

// dist/lvs/kernel-settings.js
function timeoutRequests(before, after, first) {
  if (sameValue(before?.lvsTimeouts ?? null, after.lvsTimeouts))
    return [];
  const said = after.lvsTimeouts;
  const timeouts = {
    tcpS: said?.tcpS || (first?.tcpS ?? 0),
    tcpFinS: said?.tcpFinS || (first?.tcpFinS ?? 0),
    udpS: said?.udpS || (first?.udpS ?? 0)
  };
  return timeouts.tcpS + timeouts.tcpFinS + timeouts.udpS === 0 ? [] : [{ kind: "set-timeouts", ...timeouts }];
}
function syncDaemonActions(before, after) {
  const old = alwaysOn(before);
  const wanted = alwaysOn(after);
  if (sameValue(old, wanted))
    return [];
  return [...bothRoles(old, false), ...bothRoles(wanted, true)];
}
function alwaysOn(global) {
  const config = global?.lvsSyncDaemon ?? null;
  return config === null || config.instance !== null ? null : config;
}
function bothRoles(config, run) {
  if (config === null)
    return [];
  return ["master", "backup"].map((role) => ({
    kind: "sync-daemon",
    run,
    role,
    daemon: { ...config, syncId: config.syncId ?? 0 }
  }));
}

// dist/lvs/reload.js
function reload(state, event, now, out) {
  const globalBefore = globalOf(state);
  state.global = event.global;
  state.config = event.config;
  for (const [file, value] of Object.entries(event.fileValues ?? {}))
    state.files.set(file, value);
  out.push({ kind: "log", level: "info", text: reinitializing });
  const configs = new Map(event.config.virtualServers.map((config) => [serviceKeyOf(config), config]));
  const sorryBefore = new Map([...state.virtualServers.values()].map((server) => [server, workingSorryServer(server)]));
  const sorryChanged = /* @__PURE__ */ new Set();
  for (const [id, virtualServer] of state.virtualServers) {
    const config = configs.get(id);
    if (!config)
      continue;
    if (!sameValue(virtualServer.config.sorryServer, config.sorryServer))
      sorryChanged.add(virtualServer);
    virtualServer.config = config;
    renewCheckers(state, virtualServer, now, out);
  }
  for (const [id, virtualServer] of state.virtualServers) {
    if (!configs.has(id)) {
      removeVirtualServer(state, virtualServer, out);
      state.virtualServers.delete(id);
      continue;
    }
    const sorry = sorryBefore.get(virtualServer);
    if (sorry && sorryChanged.has(virtualServer)) {
      out.push({ kind: "log", level: "info", text: sorryServerOut(virtualServer, sorry) });
    }
    removeOldServers(state, virtualServer, out);
  }
  const services = state.services;
  const old = state.virtualServers;
  state.virtualServers = /* @__PURE__ */ new Map();
  state.checkers = /* @__PURE__ */ new Map();
  for (const config of event.config.virtualServers) {
    const kept = old.get(serviceKeyOf(config));
    const virtualServer = kept ?? makeVirtualServer(config);
    state.virtualServers.set(serviceKeyOf(config), virtualServer);
    bringRealServers(state, virtualServer, now, out);
    startQuorum(state, virtualServer, !kept || sorryChanged.has(virtualServer), out);
  }
  state.services = buildServices(state.virtualServers.values(), event.config);
  for (const id of services.keys())
    state.kernel.touched.set(id, "all");
  for (const id of state.services.keys())
    state.kernel.touched.set(id, "all");
  state.kernel.before.push(...timeoutRequests(globalBefore, event.global, state.kernel.firstTimeouts));
  out.push(...syncDaemonActions(globalBefore, event.global));
  for (const { realServer } of state.checkers.values()) {
    out.push({ kind: "log", level: "info", text: checkerLine(state, realServer) });
  }
  announceSessions(state, out);
}
function workingSorryServer(virtualServer) {
  return virtualServer.quorumUp ? null : virtualServer.config.sorryServer;
}
function removeOldServers(state, virtualServer, out) {
  const stays = new Set(virtualServer.config.realServers.map(({ id }) => id));
  for (const [id, realServer] of virtualServer.realServers) {
    if (stays.has(id))
      continue;
    out.push({ kind: "log", level: "info", text: serverGone(realServer) });
    removeRealServer(state, realServer, out);
    virtualServer.realServers.delete(id);
  }
}
function removeVirtualServer(state, virtualServer, out) {
  out.push({ kind: "log", level: "info", text: virtualServerRemoved(virtualServer) });
  for (const realServer of virtualServer.realServers.values())
    removeRealServer(state, realServer, out);
  if (!virtualServer.quorumUp)
    return;
  virtualServer.quorumUp = false;
  announceVirtualServer(state, virtualServer, false, quorumBody("Lost quorum", virtualServer), out);
}
function removeRealServer(state, realServer, out) {
  for (const checker of realServer.checkers)
    cancelCheck(state, checker, out);
  if (realServer.alive || realServer.config.inhibitOnFailure) {
    out.push({ kind: "log", level: "info", text: serverRemoved(realServer) });
  }
  if (!realServer.alive)
    return;
  realServer.alive = false;
  realServer.virtualServer.aliveWeight -= realServer.weight;
  announceServer(realServer, false, out);
  mailServer(state, realServer, false, mailBody("Removing"), out);
}
function renewCheckers(state, virtualServer, now, out) {
  for (const config of virtualServer.config.realServers) {
    const realServer = virtualServer.realServers.get(config.id);
    if (!realServer)
      continue;
    const before = new Map(realServer.checkers.map((checker) => [checker.config.id, checker]));
    realServer.checkers = config.checkers.map((wanted) => {
      const checker = before.get(wanted.id);
      if (!checker || !sameTarget(checker.config, wanted))
        return replaceChecker(state, realServer, wanted, now);
      before.delete(wanted.id);
      retime(state, checker, wanted, now, out);
      return checker;
    });
    for (const gone of before.values())
      cancelCheck(state, gone, out);
    renewFiles(state, realServer, config, out);
    renewSessions(realServer, config);
    takeConfig(realServer, config);
    decideServer(state, realServer, out);
  }
}
function takeConfig(realServer, config) {
  realServer.config = { ...config, weight: realServer.config.weight };
}
function replaceChecker(state, realServer, config, now) {
  const checker = makeChecker(realServer, config, !config.alpha || realServer.alive);
  checker.retriesLeft = 0;
  scheduleFirst(state, checker, now);
  return checker;
}
function retime(state, checker, config, now, out) {
  if (sameValue(checker.config, config))
    return;
  if (checker.running) {
    cancelCheck(state, checker, out);
    setDeadline(state.timers, checker, now);
  }
  setDeadline(state.timers, checker, Math.min(deadlineOf(state.timers, checker), now + config.delayLoopUs));
  checker.retriesLeft = Math.min(checker.retriesLeft + Math.max(0, config.retry - checker.config.retry), config.retry);
  checker.failures = Math.min(checker.failures, config.retry);
  checker.config = config;
}
function sameTarget(a, b) {
  const { delayLoopUs, retry, delayBeforeRetryUs, warmupUs, alpha } = b;
  return sameValue({ ...a, delayLoopUs, retry, delayBeforeRetryUs, warmupUs, alpha }, b);
}
function bringRealServers(state, virtualServer, now, out) {
  const kept = new Map(virtualServer.realServers);
  virtualServer.realServers.clear();
  for (const config of virtualServer.config.realServers) {
    const realServer = kept.get(config.id) ?? makeRealServer(state, virtualServer, config);
    if (kept.has(config.id)) {
      virtualServer.realServers.set(config.id, realServer);
      changeWeight(state, realServer, weightOf(realServer, config.weight), out);
      realServer.config = config;
    } else {
      addRealServer(virtualServer, realServer);
      for (const checker of realServer.checkers)
        scheduleFirst(state, checker, now);
      if (announcesInitial(globalOf(state), realServer))
        announceServer(realServer, true, out);
    }
    for (const checker of realServer.checkers)
      state.checkers.set(checker.config.id, checker);
  }
}

// dist/lvs/start.js
function start(state, event, now, out) {
  const { global, config, seed } = event;
  state.phase = "running";
  state.global = global;
  state.config = config;
  state.random = makeRandom(seed);
  for (const [file, value] of Object.entries(event.fileValues ?? {}))
    state.files.set(file, value);
  out.push({ kind: "log", level: "info", text: initializing });
  reportAddresses(state, config.virtualServers, out);
  for (const virtualServerConfig of config.virtualServers) {
    const virtualServer = makeVirtualServer(virtualServerConfig);
    state.virtualServers.set(serviceKeyOf(virtualServerConfig), virtualServer);
    for (const realServerConfig of virtualServerConfig.realServers) {
      const realServer = makeRealServer(state, virtualServer, realServerConfig);
      addRealServer(virtualServer, realServer);
      for (const checker of realServer.checkers) {
        checker.retriesLeft = 0;
        state.checkers.set(checker.config.id, checker);
      }
      if (announcesInitial(global, realServer))
        announceServer(realServer, true, out);
    }
    startQuorum(state, virtualServer, true, out);
  }
  state.services = buildServices(state.virtualServers.values(), config);
  if (global.lvsFlush)
    state.kernel.before.push({ kind: "flush" });
  state.kernel.before.push(...timeoutRequests(null, global, null));
  readKernel(state, "start", now, out);
  out.push(...syncDaemonActions(null, global));
  for (const checker of state.checkers.values()) {
    out.push({ kind: "log", level: "info", text: checkerLine(state, checker.realServer) });
    scheduleFirst(state, checker, now);
  }
  announceSessions(state, out);
}

// dist/lvs/stop.js
var STOP_LIMIT_US = 3 * US_PER_S;
function stop(state, keepIpvs, now, out) {
  if (state.phase === "new") {
    finish(state, out);
    return;
  }
  if (state.phase !== "running")
    return;
  state.phase = "stopping";
  const global = globalOf(state);
  for (const checker of state.checkers.values())
    cancelCheck(state, checker, out);
  dropDeadline(state.timers, "reconcile");
  const flush = global.lvsFlushOnStop === "yes";
  for (const virtualServer of state.virtualServers.values()) {
    const { omega } = virtualServer.config;
    for (const realServer of flush || keepIpvs ? [] : virtualServer.realServers.values()) {
      out.push({ kind: "log", level: "info", text: serverShutDown(realServer) });
      if (!omega || !realServer.alive)
        continue;
      announceServer(realServer, false, out);
    }
    if (omega)
      announceVirtualServer(state, virtualServer, false, null, out);
  }
  out.push(...syncDaemonActions(global, null));
  if (keepIpvs)
    finish(state, out);
  else {
    setDeadline(state.timers, "stop", now + STOP_LIMIT_US);
    removeWhenFree(state, now, out);
  }
}
function onKernelWhileStopping(state, failed, now, out) {
  if (state.phase !== "stopping")
    return;
  if (failed || state.kernel.removing)
    finish(state, out);
  else
    removeWhenFree(state, now, out);
}
function removeWhenFree(state, now, out) {
  const { kernel } = state;
  if (kernel.busy !== "no")
    return;
  if (!removeOurs(state, now, out)) {
    readKernel(state, "repair", now, out);
    return;
  }
  kernel.removing = true;
  if (kernel.busy === "no")
    finish(state, out);
}
function onStopLimit(state, now, out) {
  if (state.phase !== "stopping")
    return;
  if (!state.kernel.removing)
    removeOurs(state, now, out);
  finish(state, out);
}
function finish(state, out) {
  state.phase = "stopped";
  dropDeadline(state.timers, "stop");
  dropDeadline(state.timers, "kernel-answer");
  out.push({ kind: "stopped" });
}

// dist/lvs/step.js
var lvsMachine = {
  step: (state, event, now) => {
    const out = [];
    if (state.phase === "stopped")
      return out;
    dispatch(state, event, now, out);
    if (state.phase !== "running")
      return out;
    const kernelOut = [];
    syncKernel(state, now, kernelOut);
    return kernelOut.length === 0 ? out : [...kernelOut, ...out];
  },
  nextDeadline: (state) => earliestDeadline(state.timers)
};
function dispatch(state, event, now, out) {
  switch (event.kind) {
    case "start":
      if (state.phase === "new")
        start(state, event, now, out);
      return;
    case "reload":
      if (state.phase === "running")
        reload(state, event, now, out);
      return;
    case "check-result": {
      const checker = state.checkers.get(event.checker);
      if (state.phase === "running" && checker?.running)
        judge(state, checker, event.result, now, out);
      return;
    }
    case "bfd":
      if (state.phase === "running")
        sessionTold(state, event, out);
      return;
    case "file-value":
      if (state.phase === "running")
        fileChanged(state, event.file, event.value, out);
      return;
    case "kernel-read":
      onKernelRead(state, event, now, out);
      onKernelWhileStopping(state, false, now, out);
      return;
    case "kernel-applied":
      onKernelApplied(state, event.failures, now, out);
      onKernelWhileStopping(state, false, now, out);
      return;
    case "kernel-failed":
      onKernelFailed(state, event.errno, event.message, now, out);
      onKernelWhileStopping(state, true, now, out);
      return;
    case "address":
      onAddress(state, event.address, event.present, out);
      return;
    case "deadline":
      onDeadline(state, now, out);
      return;
    case "stop":
      stop(state, event.keepIpvs ?? false, now, out);
      return;
    default:
      unreachable(event);
  }
}
function onDeadline(state, now, out) {
  const due = takeDueOwner(state.timers, now);
  if (due === null)
    return;
  if (due === "stop")
    onStopLimit(state, now, out);
  else if (due === "reconcile" || due === "kernel-answer")
    onKernelDeadline(state, due, now, out);
  else if (isSuspended(state, due.realServer.virtualServer))
    scheduleNext(state, due, now);
  else
    startCheck(due, out);
}

export {
  initialLvsState,
  lvsMachine
};
