import {
  standingText
} from "./chunk-MWECKIPW.js";
import {
  unreachable
} from "./chunk-24HHUIME.js";
import {
  NEVER,
  US_PER_S
} from "./chunk-JPSQDH5E.js";

// dist/lifecycle/state.js
var childNames = ["scripts", "checker", "vrrp"];
var engineNames = ["checker", "vrrp"];
function initialLifecycleState() {
  return {
    phase: "preparing",
    options: { vrrpAllowed: true, checkerAllowed: true, startAll: false, respawn: true, version: "", watchdogUs: null },
    config: null,
    loadedAt: 0,
    lastReload: null,
    generation: 0,
    reloadQueued: false,
    awaited: /* @__PURE__ */ new Set(),
    children: { scripts: absentChild(), checker: absentChild(), vrrp: absentChild() },
    exitStatus: 0,
    killAt: NEVER,
    beatAt: NEVER,
    statusText: ""
  };
}
function absentChild() {
  return {
    status: "absent",
    pid: 0,
    startedAt: 0,
    startAt: NEVER,
    held: [],
    hasConfig: false,
    askedAt: NEVER,
    standing: null,
    respawnDelayUs: 0
  };
}

// dist/lifecycle/log-lines.js
var processWords = { scripts: "Script", checker: "Healthcheck", vrrp: "VRRP" };
function startingChild(child, pid) {
  return `Starting ${processWords[child]} child process, pid=${pid}`;
}
function cannotStartChild(child, reason) {
  return `${processWords[child]} child process: fork error(${reason})`;
}
function childDied(child, pid, outcome) {
  return `${processWords[child]} child process(${pid}) died: ${outcome}`;
}
function respawnDelayed(child, seconds) {
  return `Restart of ${processWords[child]} process delayed ${seconds} seconds to limit respawn rate`;
}
function childSignalled(pid, end) {
  return `pid ${pid} exited due to signal ${end.number} (${end.words})`;
}
function permanentExit(pid, status) {
  return `pid ${pid} exited with permanent error ${permanentWords[status] ?? status}. Terminating`;
}
var permanentWords = { 1: "FATAL", 2: "CONFIG", 4: "missing permission" };
function killedAfterWait(child, pid) {
  return `${processWords[child]} child process(${pid}) did not stop in time: killed`;
}
function killedSilent(child, pid) {
  return `${processWords[child]} child process(${pid}) does not answer: killed`;
}
function runningScript(script, program) {
  return `Running ${script} script ${program}`;
}
function scriptEnded(script, outcome) {
  switch (outcome.kind) {
    case "exit":
      return outcome.status === 0 ? `${script} script script succeeded` : `${script} script script failed, status ${outcome.status}`;
    case "signal":
      return `${script} script script killed by signal ${outcome.signal}`;
    case "timeout":
      return `${script} script timed out`;
    case "failed":
      return `${script} script could not be started: ${outcome.reason}`;
  }
}
function childMissing(child) {
  return `${processWords[child]} process not running`;
}
var nothingToRun = "Warning - keepalived has no configuration to run";
var startupComplete = "Startup complete";
var reloading = "Reloading ...";
var reloadComplete = "Reload complete";
var reloadRefused = "Reload refused - the running configuration stays in force";
var stopping = "Stopping";
function stopped(version) {
  return `Stopped ${version}`;
}

// dist/lifecycle/commands.js
function hasCommands({ global, vrrp, lvs }) {
  return containsCommand({ ...global, startupScript: null, shutdownScript: null }) || [vrrp, lvs].some(containsCommand);
}
function containsCommand(value) {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array)
    return false;
  return "argv" in value || Object.values(value).some(containsCommand);
}

// dist/lifecycle/watchdog.js
var beatsInTime = 4;
var maxSilentBeats = 2;
function startWatchdog(state, now) {
  const beatUs = beatOf(state);
  state.beatAt = beatUs === null ? NEVER : now + beatUs;
}
function beat(state, now, out) {
  const beatUs = beatOf(state);
  if (beatUs === null || state.beatAt > now)
    return;
  const wereHeldUp = now - state.beatAt > beatUs;
  state.beatAt = now + beatUs;
  let allAnswer = true;
  for (const name of childNames) {
    const child = state.children[name];
    if (child.status !== "running" || !child.hasConfig)
      continue;
    if (child.askedAt === NEVER) {
      child.askedAt = now;
      out.push({ kind: "ask-for-life", child: name });
      continue;
    }
    allAnswer = false;
    if (wereHeldUp)
      child.askedAt = now;
    if (now - child.askedAt < maxSilentBeats * beatUs)
      continue;
    child.askedAt = now;
    out.push({ kind: "log", level: "err", text: killedSilent(name, child.pid) });
    out.push({ kind: "signal-child", child: name, signal: "KILL" });
  }
  if (allAnswer)
    out.push({ kind: "tell-systemd", state: { kind: "alive" } });
}
function beatOf({ options: { watchdogUs } }) {
  return watchdogUs === null ? null : Math.floor(watchdogUs / beatsInTime);
}

// dist/lifecycle/step.js
var maxRespawnDelayUs = 60 * US_PER_S;
var respawnForgivenUs = 60 * US_PER_S;
var permanentStatuses = [1, 2, 4];
var lifecycleMachine = { step, nextDeadline };
function step(state, event, now) {
  const actions = [];
  if (state.phase === "ended")
    return actions;
  dispatch(state, event, now, actions);
  tellStatus(state, actions);
  return actions;
}
function dispatch(state, event, now, out) {
  switch (event.kind) {
    case "start":
      state.options = event.options;
      startWatchdog(state, now);
      return start(state, event.config, now, out);
    case "script-ended":
      scriptEnded2(event.script, event.outcome, out);
      return event.script === "startup" ? afterStartupScript(state, now, out) : afterShutdownScript(state, out);
    case "child-started":
      return childStarted(state, event.child, event.pid, now, out);
    case "child-start-failed":
      out.push({ kind: "log", level: "err", text: cannotStartChild(event.child, event.reason) });
      return scheduleRespawn(state, event.child, now, out);
    case "child-configured":
      return childConfigured(state, event.child, event.generation, now, out);
    case "child-alive":
      state.children[event.child].askedAt = NEVER;
      return;
    case "child-standing":
      state.children[event.child].standing = event.standing;
      return;
    case "child-exited":
      return childExited(state, event.child, event.pid, event.end, now, out);
    case "reload-requested":
      return requestReload(state, now, out);
    case "config-loaded":
      return configLoaded(state, event.config, now, out);
    case "config-refused":
      return configRefused(state, event.reasons, now, out);
    case "data-requested":
      out.push({ kind: "write-data" });
      return askChildren(state, "data", out);
    case "stats-requested":
      return askChildren(state, event.clear ? "stats-clear" : "stats", out);
    case "json-requested":
      return askChildren(state, "json", out);
    case "deadline":
      return deadline(state, now, out);
    case "stop-requested":
      return stop(state, 0, now, out);
    default:
      return unreachable(event);
  }
}
function nextDeadline(state) {
  let next = Math.min(state.killAt, state.beatAt);
  for (const name of childNames) {
    const child = state.children[name];
    if (child.status === "waiting" && child.startAt < next)
      next = child.startAt;
  }
  return next;
}
function start(state, config, now, out) {
  state.config = config;
  state.loadedAt = now;
  state.generation = 1;
  const script = config.global.startupScript;
  if (script === null)
    return afterStartupScript(state, now, out);
  runScript("startup", script, config.global.startupScriptTimeoutUs, out);
}
function afterStartupScript(state, now, out) {
  if (state.phase !== "preparing")
    return;
  state.phase = "starting";
  const needed = neededChildren(state);
  if (needed.length === 0)
    out.push({ kind: "log", level: "warning", text: nothingToRun });
  for (const name of needed) {
    state.awaited.add(name);
    startChild(state, name, now, out);
  }
  settle(state, now, out);
}
function neededChildren(state) {
  const { options, config } = state;
  if (config === null)
    return [];
  const needed = [];
  const hasServers = config.lvs.virtualServers.length > 0 || config.global.lvsSyncDaemon !== null;
  if (options.checkerAllowed && (options.startAll || hasServers))
    needed.push("checker");
  const hasInstances = config.vrrp.instances.length > 0;
  if (options.vrrpAllowed && (options.startAll || hasInstances))
    needed.push("vrrp");
  const starterRuns = state.children.scripts.status !== "absent";
  if (starterRuns || needed.length > 0 && hasCommands(config))
    needed.unshift("scripts");
  return needed;
}
function startChild(state, name, now, out) {
  const child = state.children[name];
  child.status = "starting";
  child.startedAt = now;
  child.startAt = NEVER;
  out.push({ kind: "start-child", child: name });
}
function childStarted(state, name, pid, now, out) {
  const child = state.children[name];
  child.pid = pid;
  child.startedAt = now;
  child.hasConfig = false;
  child.askedAt = NEVER;
  out.push({ kind: "log", level: "info", text: startingChild(name, pid) });
  for (const config of child.held) {
    if (config !== state.config || child.status === "leaving") {
      out.push({ kind: "configure-child", child: name, generation: 0, config });
    }
  }
  if (child.status === "leaving") {
    out.push({ kind: "signal-child", child: name, signal: "TERM" });
    return;
  }
  child.status = "running";
  configureChild(state, name, out);
}
function configureChild(state, name, out) {
  if (state.config === null)
    return;
  const { generation, config } = state;
  const child = state.children[name];
  if (name !== "scripts" && child.held.at(-1) !== config)
    child.held = [...child.held, config];
  out.push({ kind: "configure-child", child: name, generation, config });
}
function childConfigured(state, name, generation, now, out) {
  state.children[name].hasConfig = true;
  if (generation !== state.generation)
    return;
  state.awaited.delete(name);
  if (state.config !== null && name !== "scripts")
    state.children[name].held = [state.config];
  settle(state, now, out);
}
function settle(state, now, out) {
  const { phase } = state;
  if (state.awaited.size > 0 || phase !== "starting" && phase !== "applying")
    return;
  out.push({ kind: "log", level: "info", text: phase === "starting" ? startupComplete : reloadComplete });
  state.phase = "running";
  if (phase === "applying")
    endReload(state, "done", [], now, out);
  tellReady(state, out);
  startQueuedReload(state, now, out);
}
function tellReady(state, out) {
  state.statusText = statusText(state);
  out.push({ kind: "tell-systemd", state: { kind: "ready", status: state.statusText } });
}
function tellStatus(state, out) {
  if (state.phase !== "running")
    return;
  const status = statusText(state);
  if (status === state.statusText)
    return;
  state.statusText = status;
  out.push({ kind: "tell-systemd", state: { kind: "status", status } });
}
function statusText(state) {
  const parts = state.lastReload?.result === "refused" ? [reloadRefused] : [];
  for (const name of ["vrrp", "checker", "scripts"]) {
    const { status, standing } = state.children[name];
    if (status === "waiting")
      parts.push(childMissing(name));
    else if (standing !== null)
      parts.push(standingText(standing));
  }
  if (parts.length > 0)
    return parts.join("; ");
  const instances = state.config?.vrrp.instances.length ?? 0;
  const servers = state.config?.lvs.virtualServers.length ?? 0;
  return `Running with ${instances} VRRP instance(s) and ${servers} virtual server(s)`;
}
function requestReload(state, now, out) {
  if (state.phase === "stopping" || state.phase === "finishing")
    return;
  state.reloadQueued = true;
  startQueuedReload(state, now, out);
}
function startQueuedReload(state, now, out) {
  if (!state.reloadQueued || state.phase !== "running")
    return;
  state.reloadQueued = false;
  state.phase = "loading";
  state.lastReload = { result: "running", startedAt: now, endedAt: null, reasons: [] };
  out.push({ kind: "tell-systemd", state: { kind: "reloading" } });
  out.push({ kind: "log", level: "info", text: reloading });
  out.push({ kind: "load-config" });
}
function endReload(state, result, reasons, now, out) {
  if (state.lastReload !== null)
    Object.assign(state.lastReload, { result, reasons, endedAt: now });
  out.push({ kind: "reload-ended", result, reasons });
}
function configLoaded(state, config, now, out) {
  if (state.phase !== "loading")
    return;
  state.phase = "applying";
  state.config = config;
  state.loadedAt = now;
  state.generation += 1;
  const needed = neededChildren(state);
  if (needed.length === 0)
    out.push({ kind: "log", level: "warning", text: nothingToRun });
  state.awaited.clear();
  for (const name of childNames) {
    if (needed.includes(name))
      bringUpToDate(state, name, now, out);
    else
      dismiss(state, name, now, out);
  }
  settle(state, now, out);
}
function bringUpToDate(state, name, now, out) {
  const status = state.children[name].status;
  switch (status) {
    case "running":
      state.awaited.add(name);
      return configureChild(state, name, out);
    case "starting":
      state.awaited.add(name);
      return;
    case "absent":
      state.awaited.add(name);
      return startChild(state, name, now, out);
    // A child that waits for its respawn, or still has to leave, gets this configuration when it starts.
    case "waiting":
    case "leaving":
      return;
    default:
      return unreachable(status);
  }
}
function dismiss(state, name, now, out) {
  const child = state.children[name];
  if (child.status === "waiting" && child.held.length > 0)
    startChild(state, name, now, out);
  else if (child.status === "waiting")
    child.status = "absent";
  if (child.status !== "running" && child.status !== "starting")
    return;
  if (child.status === "running")
    out.push({ kind: "signal-child", child: name, signal: "TERM" });
  child.status = "leaving";
}
function configRefused(state, reasons, now, out) {
  if (state.phase !== "loading")
    return;
  for (const text of reasons)
    out.push({ kind: "log", level: "err", text });
  out.push({ kind: "log", level: "err", text: reloadRefused });
  state.phase = "running";
  endReload(state, "refused", reasons, now, out);
  tellReady(state, out);
  startQueuedReload(state, now, out);
}
function childExited(state, name, pid, end, now, out) {
  const child = state.children[name];
  const wasLeaving = child.status === "leaving";
  child.pid = 0;
  child.status = "absent";
  child.standing = null;
  if (wasLeaving && end.kind === "status" && end.status === 0)
    child.held = [];
  if (state.phase === "stopping")
    return childGoneWhileStopping(state, now, out);
  if (wasLeaving) {
    if (neededChildren(state).includes(name))
      startChild(state, name, now, out);
    return settle(state, now, out);
  }
  if (end.kind === "signal")
    out.push({ kind: "log", level: "warning", text: childSignalled(pid, end) });
  if (end.kind === "status" && permanentStatuses.includes(end.status)) {
    out.push({ kind: "log", level: "err", text: permanentExit(pid, end.status) });
    const errno = end.status === 4 ? "EPERM" : "EINVAL";
    out.push({ kind: "tell-systemd", state: { kind: "failed", errno } });
    return stop(state, end.status, now, out);
  }
  if (!state.options.respawn) {
    out.push({ kind: "log", level: "err", text: childDied(name, pid, "Exiting") });
    return stop(state, 0, now, out);
  }
  out.push({ kind: "log", level: "warning", text: childDied(name, pid, "Respawning") });
  scheduleRespawn(state, name, now, out);
}
function scheduleRespawn(state, name, now, out) {
  const child = state.children[name];
  if (state.phase === "stopping") {
    child.status = "absent";
    return childGoneWhileStopping(state, now, out);
  }
  if (now - child.startedAt >= respawnForgivenUs)
    child.respawnDelayUs = 0;
  const delayUs = child.respawnDelayUs;
  child.status = "waiting";
  child.startAt = now + delayUs;
  child.respawnDelayUs = Math.min(delayUs === 0 ? US_PER_S : delayUs * 2, maxRespawnDelayUs);
  out.push({ kind: "log", level: "warning", text: respawnDelayed(name, delayUs / US_PER_S) });
  state.awaited.delete(name);
  settle(state, now, out);
}
function deadline(state, now, out) {
  for (const name of childNames) {
    const child = state.children[name];
    if (child.status === "waiting" && child.startAt <= now)
      startChild(state, name, now, out);
  }
  beat(state, now, out);
  if (state.killAt > now)
    return;
  state.killAt = NEVER;
  for (const name of childNames) {
    const child = state.children[name];
    if (child.status !== "leaving" || child.pid === 0)
      continue;
    out.push({ kind: "log", level: "warning", text: killedAfterWait(name, child.pid) });
    out.push({ kind: "signal-child", child: name, signal: "KILL" });
  }
}
function stop(state, exitStatus, now, out) {
  if (state.phase === "stopping" || state.phase === "finishing")
    return;
  state.phase = "stopping";
  state.exitStatus = exitStatus;
  state.awaited.clear();
  out.push({ kind: "log", level: "info", text: stopping });
  out.push({ kind: "tell-systemd", state: { kind: "stopping" } });
  for (const name of engineNames)
    dismiss(state, name, now, out);
  state.killAt = now + (state.config?.global.childWaitTimeUs ?? 0);
  childGoneWhileStopping(state, now, out);
}
function childGoneWhileStopping(state, now, out) {
  for (const name of engineNames)
    if (state.children[name].status !== "absent")
      return;
  dismiss(state, "scripts", now, out);
  if (state.children.scripts.status !== "absent")
    return;
  state.killAt = NEVER;
  state.phase = "finishing";
  const global = state.config?.global;
  const script = global?.shutdownScript ?? null;
  if (script === null)
    return afterShutdownScript(state, out);
  runScript("shutdown", script, global?.shutdownScriptTimeoutUs ?? 0, out);
}
function afterShutdownScript(state, out) {
  if (state.phase !== "finishing")
    return;
  state.phase = "ended";
  out.push({ kind: "log", level: "info", text: stopped(state.options.version) });
  out.push({ kind: "exit", status: state.exitStatus });
}
function runScript(script, command, timeoutUs, out) {
  out.push({ kind: "log", level: "info", text: runningScript(script, command.argv[0] ?? ""), detail: true });
  out.push({ kind: "run-script", script, command, timeoutUs });
}
function scriptEnded2(script, outcome, out) {
  const text = scriptEnded(script, outcome);
  const good = outcome.kind === "exit" && outcome.status === 0;
  if (good)
    out.push({ kind: "log", level: "info", text, detail: true });
  else
    out.push({ kind: "log", level: "warning", text });
}
function askChildren(state, request, out) {
  for (const child of engineNames) {
    if (request !== "data" && child === "checker")
      continue;
    if (state.children[child].status === "running")
      out.push({ kind: "ask-child", child, request });
  }
}

export {
  childNames,
  engineNames,
  initialLifecycleState,
  lifecycleMachine
};
