import {
  accountOf,
  describeResult,
  forbidNewPrivileges,
  makeLogger
} from "./chunk-EXS4NJXH.js";
import {
  nowUs
} from "./chunk-V5UWORX5.js";
import {
  messageOf
} from "./chunk-LHPMY7WV.js";
import {
  US_PER_MS,
  US_PER_S
} from "./chunk-JPSQDH5E.js";
import {
  placesOf
} from "./chunk-NRKNEZKE.js";
import {
  sameValue
} from "./chunk-NUPY4W5R.js";
import {
  onLines,
  sendLine
} from "./chunk-KCHSFZRZ.js";
import {
  processTitle,
  sendToParent,
  writePidFile
} from "./chunk-XPEAVDUA.js";
import {
  SIGNAL_JSON,
  SIGNAL_STATS_CLEAR,
  onRealTimeSignals
} from "./chunk-IDE7ZMPU.js";
import {
  childIdentities,
  exitInternalError,
  exitMissingPermission,
  identityIn
} from "./chunk-LDHUG6OE.js";
import {
  limitRealTime,
  lockCode,
  setNice,
  setOrdinaryScheduling,
  setProcessName,
  setProcessors,
  setRealTimePriority,
  unlockCode
} from "./chunk-AJEKJ6SH.js";
import {
  OperationError,
  asOperationError,
  libc,
  tryLibc
} from "./chunk-VCTB2HMK.js";

// dist/linux/file-watch.js
import { closeSync, constants, openSync, readSync } from "node:fs";
import { basename, dirname } from "node:path";

// dist/lib/file-number.js
var MOST = 2 ** 31;
function readFileNumber(text) {
  const [, sign = "", hex, octal, decimal] = /^\s*([+-]?)(?:0x([0-9a-f]+)|0([0-7]*)|([1-9]\d*))/i.exec(text) ?? [];
  const size = hex !== void 0 ? parseInt(hex, 16) : octal !== void 0 ? parseInt(octal, 8) || 0 : Number(decimal ?? 0);
  if (size > MOST)
    return null;
  return sign === "-" && size !== 0 ? -size : size;
}

// dist/linux/inotify.js
var IN_NONBLOCK = 2048;
var IN_CLOEXEC = 524288;
var IN_CLOSE_WRITE = 8;
var IN_MOVED_FROM = 64;
var IN_MOVED_TO = 128;
var IN_DELETE = 512;
var IN_MOVE_SELF = 2048;
var IN_UNMOUNT = 8192;
var IN_Q_OVERFLOW = 16384;
var IN_IGNORED = 32768;
var IN_ONLYDIR = 16777216;
var F_SETFL = 4;
var F_SETOWN = 8;
var O_ASYNC = 8192;
var MASK = IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_MOVE_SELF | IN_ONLYDIR;
var DIRECTORY_GONE = IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED;
var HEADER_OCTETS = 16;
var BUFFER_OCTETS = 16384;
var MOST_READS = 64;
function openInotify(onEvent) {
  process.on("SIGIO", drain);
  const descriptor = libc("inotify_init1", IN_NONBLOCK | IN_CLOEXEC);
  libc("fcntl", descriptor, F_SETOWN, process.pid);
  libc("fcntl", descriptor, F_SETFL, IN_NONBLOCK | O_ASYNC);
  const buffer = new Uint8Array(BUFFER_OCTETS);
  let open = true;
  function drain() {
    for (let i = 0; open && i < MOST_READS; i++) {
      const { value, errno } = tryLibc("read", descriptor, buffer, buffer.length);
      if (errno !== null || value <= 0)
        return;
      for (const event of decodeInotify(buffer.subarray(0, value)))
        if (open)
          onEvent(event);
    }
    if (open)
      setImmediate(drain);
  }
  return {
    watch(directory) {
      const { value, errno } = tryLibc("inotify_add_watch", descriptor, directory, MASK);
      if (errno !== null)
        throw new OperationError("inotify_add_watch", errno, directory);
      return value;
    },
    unwatch: (watch) => void tryLibc("inotify_rm_watch", descriptor, watch),
    close() {
      open = false;
      tryLibc("close", descriptor);
    }
  };
}
function decodeInotify(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const events = [];
  for (let at = 0; at + HEADER_OCTETS <= bytes.length; ) {
    const watch = view.getInt32(at, true);
    const mask = view.getUint32(at + 4, true);
    const length = view.getUint32(at + 12, true);
    const name = bytes.subarray(at + HEADER_OCTETS, at + HEADER_OCTETS + length);
    at += HEADER_OCTETS + length;
    if ((mask & IN_Q_OVERFLOW) !== 0)
      events.push({ kind: "lost" });
    else if ((mask & DIRECTORY_GONE) !== 0)
      events.push({ kind: "directory", watch });
    else
      events.push({ kind: "file", watch, name: Buffer.from(name).toString("utf8").replace(/\0+$/, "") });
  }
  return events;
}

// dist/linux/file-watch.js
var LOOK_EVERY_MS = 1e3;
var MOST_OCTETS = 128;
function makeFileWatch(onValue, log) {
  const files = /* @__PURE__ */ new Map();
  const watches = /* @__PURE__ */ new Map();
  const complained = /* @__PURE__ */ new Set();
  let inotify = null;
  let timer = null;
  function configure(wanted) {
    const former = new Map(files);
    const fresh = [];
    files.clear();
    for (const { name, path } of wanted) {
      const known = former.get(name);
      const same = known?.path === path ? known : null;
      files.set(name, same ?? { path, directory: dirname(path), base: basename(path), value: 0 });
      if (same === null)
        fresh.push(name);
    }
    const directories = new Set([...files.values()].map(({ directory }) => directory));
    for (const [directory, watch] of watches) {
      if (directories.has(directory))
        continue;
      watches.delete(directory);
      if (watch !== null)
        inotify?.unwatch(watch);
    }
    for (const directory of directories)
      if (!watches.has(directory))
        watches.set(directory, null);
    watchAll();
    for (const name of fresh) {
      const file = files.get(name);
      if (file !== void 0)
        file.value = read(file);
    }
    return Object.fromEntries([...files].map(([name, { value }]) => [name, value]));
  }
  function watchAll() {
    for (const [directory, watch] of watches)
      if (watch === null)
        watches.set(directory, tryWatch(directory));
    if (timer !== null)
      clearTimeout(timer);
    timer = null;
    if (![...watches.values()].includes(null))
      return;
    timer = setTimeout(() => {
      const missing = [...watches].flatMap(([directory, watch]) => watch === null ? [directory] : []);
      watchAll();
      for (const directory of missing)
        look((file) => file.directory === directory);
    }, LOOK_EVERY_MS);
  }
  function tryWatch(directory) {
    try {
      inotify ??= openInotify(happened);
      const watch = inotify.watch(directory);
      complained.delete(directory);
      return watch;
    } catch (thrown) {
      if (!complained.has(directory))
        complain(directory, asOperationError("watch", thrown).errno);
      complained.add(directory);
      return null;
    }
  }
  function complain(directory, errno) {
    const missing = errno === "ENOENT" || errno === "ENOTDIR";
    for (const [name, file] of files) {
      if (file.directory !== directory)
        continue;
      const problem = missing ? "does not exist" : `cannot be watched (${errno})`;
      log("warning", `Track file directory for ${name} ${problem} - looking every second`);
    }
  }
  function happened(event) {
    if (event.kind === "lost")
      return look(() => true);
    for (const [directory, watch] of watches) {
      if (watch !== event.watch)
        continue;
      if (event.kind === "file")
        look((file) => file.directory === directory && file.base === event.name);
      else {
        inotify?.unwatch(watch);
        watches.set(directory, null);
        watchAll();
        look((file) => file.directory === directory);
      }
    }
  }
  function look(which) {
    for (const [name, file] of files) {
      if (!which(file))
        continue;
      const value = read(file);
      if (value === file.value)
        continue;
      file.value = value;
      onValue(name, value);
    }
  }
  function read({ path, value }) {
    const text = readStart(path);
    const number = readFileNumber(text);
    if (number !== null)
      return number;
    log("info", `Invalid number ${text.trim().split(/\s/, 1)[0] ?? ""} read from ${path} - ignoring`);
    return value;
  }
  function close() {
    if (timer !== null)
      clearTimeout(timer);
    files.clear();
    watches.clear();
    inotify?.close();
    inotify = null;
  }
  return { configure, close };
}
function readStart(path) {
  let descriptor = null;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const buffer = Buffer.alloc(MOST_OCTETS);
    return buffer.toString("latin1", 0, readSync(descriptor, buffer));
  } catch {
    return "";
  } finally {
    if (descriptor !== null)
      closeSync(descriptor);
  }
}

// dist/daemon/process-settings.js
var limitLineUs = 60 * US_PER_S;
function makeProcessSettings(log, nowUs2) {
  let current = null;
  let auto = { most: 0, leastDelayUs: US_PER_S };
  let realTime = 0;
  let limitSaidAt = -limitLineUs;
  process.on("SIGXCPU", () => {
    if (nowUs2() - limitSaidAt < limitLineUs)
      return;
    limitSaidAt = nowUs2();
    log("warning", "Real-time limit reached: this process worked longer without a pause than *_rlimit_rttime allows");
  });
  function configure(next, nextAuto) {
    const { name, nice, rtPriority, cpuAffinity, noSwap } = next;
    auto = nextAuto;
    if (name !== null && name !== current?.name)
      attempt("name", () => setProcessName(name));
    if (nice !== (current?.nice ?? 0))
      attempt("priority", () => setNice(nice));
    if (cpuAffinity.join() !== (current?.cpuAffinity ?? []).join()) {
      attempt("CPU affinity", () => setProcessors(cpuAffinity));
    }
    if (noSwap !== (current?.noSwap ?? false))
      attempt("no_swap", noSwap ? lockCode : unlockCode);
    if (rtPriority !== (current?.rtPriority ?? 0)) {
      attempt("real-time priority", () => {
        if (rtPriority > 0)
          setRealTimePriority(rtPriority);
        else
          setOrdinaryScheduling();
        realTime = rtPriority;
      });
    }
    current = next;
    if (realTime > 0)
      attempt("real-time limit", limit);
  }
  function late(lateUs) {
    if (lateUs < auto.leastDelayUs || realTime >= auto.most)
      return;
    const next = realTime + 1;
    attempt("real-time priority", () => {
      setRealTimePriority(next);
      log("info", `${Math.round(lateUs / US_PER_MS)} ms late: real-time priority raised from ${realTime} to ${next}`);
      realTime = next;
      limit();
    });
  }
  function limit() {
    if (current !== null)
      limitRealTime(current.rlimitRttimeUs);
  }
  function attempt(what, change) {
    try {
      change();
    } catch (error) {
      log("warning", `Unable to set ${what}: ${messageOf(error)}`);
    }
  }
  return { configure, late };
}

// dist/daemon/script-runner.js
var usualGraceMs = 1e4;
var usualMaxPending = 1e4;
var tooMany = { kind: "failed", reason: "EAGAIN" };
var lost = { kind: "failed", reason: "ECONNRESET" };
function makeScriptRunner(options) {
  const graceMs = options.graceMs ?? usualGraceMs;
  const maxPending = options.maxPending ?? usualMaxPending;
  const pending = /* @__PURE__ */ new Map();
  let lastId = 0;
  let starter = null;
  let leaders = [];
  function run(wanted) {
    const { signal, timeoutMs } = wanted;
    if (signal?.aborted)
      return Promise.resolve({ kind: "failed", reason: "stopping" });
    if (pending.size >= maxPending)
      return Promise.resolve(tooMany);
    return new Promise((resolve) => {
      const id = ++lastId;
      const abort = () => {
        if (one.isSent)
          send({ kind: "abort", id });
        else
          one.settle({ kind: "timeout" });
      };
      const silent = () => {
        send({ kind: "abort", id });
        one.settle(lost);
      };
      const guard = timeoutMs ? setTimeout(silent, timeoutMs + graceMs) : void 0;
      const settle = (result) => {
        clearTimeout(guard);
        signal?.removeEventListener("abort", abort);
        pending.delete(id);
        resolve(result);
      };
      const one = { run: wanted, settle, isSent: false, pid: null };
      pending.set(id, one);
      signal?.addEventListener("abort", abort, { once: true });
      if (starter !== null)
        order(id, one);
    });
  }
  function order(id, one) {
    const { argv, uid, gid, timeoutMs, endsWithUs } = one.run;
    one.isSent = true;
    send({ kind: "run", id, run: { argv, uid, gid, timeoutMs, ...endsWithUs !== void 0 && { endsWithUs } } });
  }
  function send(message) {
    if (starter !== null)
      sendLine(starter, message);
  }
  function attach(next) {
    const before = starter;
    if (before !== null)
      starterGone();
    before?.destroy();
    starter = next;
    onLines(next, take);
    next.on("error", () => void 0);
    next.on("close", () => {
      if (starter === next)
        starterGone();
    });
    if (leaders.length > 0)
      send({ kind: "end", leaders });
    leaders = [];
    for (const [id, one] of pending)
      order(id, one);
  }
  function take(message) {
    const one = pending.get(message.id);
    if (one === void 0)
      return;
    if (message.kind === "started")
      one.pid = message.pid;
    else
      one.settle(message.result);
  }
  function starterGone() {
    starter = null;
    const orphans = [...pending.values()].filter(({ isSent }) => isSent);
    for (const { run: wanted, pid, settle } of orphans) {
      if (pid !== null)
        leaders.push({ pid, signal: wanted.endsWithUs === "told" ? "SIGTERM" : "SIGKILL" });
      settle(lost);
    }
    options.log("warning", `The process that starts scripts is gone, with ${orphans.length} of them unfinished`);
  }
  return { run, attach };
}

// dist/daemon/status-answer.js
var partLength = 64 * 1024;
var maxTurnMs = 5;
function answerStatus(id, items, send) {
  let pending = null;
  turn();
  function turn() {
    const end = performance.now() + maxTurnMs;
    while (performance.now() < end) {
      const next = items.next();
      if (next.done === true)
        return flush(() => send({ kind: "status-end", id }, () => void 0));
      const { section, item } = next.value;
      const text = JSON.stringify(item);
      if (pending !== null && (pending.section !== section || pending.length > partLength)) {
        const full = pending;
        pending = { section, texts: [text], length: text.length };
        return sendPart(full, turn);
      }
      pending ??= { section, texts: [], length: 0 };
      pending.texts.push(text);
      pending.length += text.length;
    }
    setImmediate(turn);
  }
  function flush(after) {
    if (pending === null)
      return after();
    sendPart(pending, after);
  }
  function sendPart(part, after) {
    send({ kind: "status-part", id, section: part.section, text: part.texts.join(",") }, () => setImmediate(after));
  }
}

// dist/daemon/usage-line.js
function usageLine(detailed) {
  if (!detailed)
    return "Stopped";
  const { user, system } = process.cpuUsage();
  return `Stopped - used ${seconds(user)} user time, ${seconds(system)} system time`;
}
function seconds(us) {
  return (us / 1e6).toFixed(6);
}

// dist/daemon/child.js
var pidFileRetryMs = 100;
var maxPidFileAttempts = 50;
var maxOrphanStopMs = 1e4;
var standingDelayMs = 200;
function runChild(name, startWork) {
  process.title = `${processTitle}: ${name}`;
  forbidNewPrivileges();
  let logger = null;
  let work = null;
  let pidFile = null;
  let settings = null;
  let stopping = false;
  let standingTimer = null;
  let told = null;
  let starting = false;
  const waiting = [];
  const scripts = makeScriptRunner({ log: (level, text) => logger?.log(level, text) });
  process.on("message", (message, handle) => receive(message, handle));
  process.on("disconnect", () => setImmediate(orphaned));
  process.on("SIGTERM", stop);
  process.on("SIGHUP", () => sendToParent({ kind: "reload-wanted" }));
  process.on("SIGUSR1", () => work?.request("data"));
  process.on("SIGUSR2", () => work?.request("stats"));
  process.on("SIGURG", () => work?.request("stats-clear"));
  onRealTimeSignals({
    [SIGNAL_JSON]: () => work?.request("json"),
    [SIGNAL_STATS_CLEAR]: () => work?.request("stats-clear")
  });
  process.on("SIGINT", ignore);
  process.on("SIGPIPE", ignore);
  process.on("uncaughtException", crashed);
  process.on("unhandledRejection", crashed);
  function receive(message, handle) {
    switch (message.kind) {
      case "configure":
        return configure(message);
      case "request":
        return work?.request(message.request);
      case "status":
        return answerStatus(message.id, work?.status() ?? [].values(), sendToParent);
      case "script-line":
        if (handle !== void 0)
          scripts.attach(handle);
        return;
      case "ask-for-life":
        return void sendToParent({ kind: "alive" });
    }
  }
  function configure(message) {
    if (stopping)
      return;
    if (starting)
      return void waiting.push(message);
    if (work === null)
      return void start(message);
    settle(message);
    work.reload(message.config);
    sendToParent({ kind: "configured", generation: message.generation });
    changed();
  }
  async function start(message) {
    starting = true;
    const { config, options } = message;
    const places = placesOf(config.global, options.pidFiles);
    logger = makeLogger(identityIn(places.identSuffix, childIdentities[name]), options.log);
    settings = makeProcessSettings(logger.log, nowUs);
    settle(message);
    pidFile = await takePidFile(places.pidFiles[name], logger);
    try {
      const { late } = settings;
      work = await startWork({
        config,
        options,
        logger: watched(logger),
        runCommand: scripts.run,
        late,
        ended: () => end(0),
        failed: end
      });
    } catch (error) {
      if (!(error instanceof OperationError))
        throw error;
      logger.log("err", `Unable to start: ${error.message}`);
      return end(isMissingPermission(error) ? exitMissingPermission : exitInternalError);
    }
    starting = false;
    sendToParent({ kind: "configured", generation: message.generation });
    changed();
    if (stopping)
      return work.stop();
    for (const later of waiting.splice(0))
      configure(later);
  }
  function watched(logger2) {
    return {
      ...logger2,
      log: (...line) => {
        logger2.log(...line);
        changed();
      }
    };
  }
  function changed() {
    standingTimer ??= setTimeout(tellStanding, standingDelayMs);
  }
  function tellStanding() {
    standingTimer = null;
    if (work === null || stopping)
      return;
    const standing = work.standing();
    if (!sameValue(standing, told))
      sendToParent({ kind: "standing", standing });
    told = standing;
  }
  function settle({ config: { global }, options }) {
    process.umask(options.umask ?? global.umask);
    settings?.configure(name === "vrrp" ? global.vrrpProcess : global.checkerProcess, global.autoPriority);
  }
  function stop() {
    if (stopping)
      return;
    stopping = true;
    if (work !== null)
      work.stop();
    else if (!starting)
      end(0);
  }
  function orphaned() {
    setTimeout(() => end(exitInternalError), maxOrphanStopMs).unref();
    stop();
  }
  function end(status) {
    logger?.log("info", status === 0 ? usageLine(logger.detailed) : `Stopped with status ${status}`);
    pidFile?.remove();
    logger?.close();
    setImmediate(() => process.exit(status));
  }
  function crashed(error) {
    const text = error instanceof Error ? error.stack ?? error.message : String(error);
    for (const line of text.split("\n"))
      logger?.log("err", line);
    process.exit(exitInternalError);
  }
}
async function takePidFile(path, logger) {
  for (let attempt = 0; attempt < maxPidFileAttempts; attempt++) {
    const file = writePidFile(path);
    if (file.kind === "written")
      return file.pidFile;
    if (file.kind === "failed") {
      logger.log("err", file.message);
      return null;
    }
    if (attempt === 0)
      logger.log("warning", `Waiting for process ${file.pid} of ${path} to end`);
    await new Promise((resolve) => setTimeout(resolve, pidFileRetryMs));
  }
  return null;
}
function isMissingPermission(error) {
  return error.errno === "EPERM" || error.errno === "EACCES";
}
function ignore() {
  return;
}

// dist/daemon/lanes.js
var maxWaiting = 1e4;
function makeLanes(options) {
  const busy = /* @__PURE__ */ new Map();
  let idleWaiters = [];
  function perform(action) {
    const lane = options.laneOf(action);
    if (lane === null)
      return void attempt(action);
    const waiting = busy.get(lane);
    if (waiting !== void 0 && waiting.length < maxWaiting)
      waiting.push(action);
    else if (waiting !== void 0)
      void attempt(action);
    else
      runLane(lane, [action]);
  }
  function runLane(lane, actions) {
    for (; ; ) {
      const action = actions.shift();
      if (action === void 0)
        break;
      const pending = attempt(action);
      if (pending === null)
        continue;
      busy.set(lane, actions);
      void pending.then(() => {
        busy.delete(lane);
        runLane(lane, actions);
      });
      return;
    }
    if (busy.size === 0)
      wakeIdleWaiters();
  }
  function attempt(action) {
    try {
      const pending = options.perform(action);
      if (pending === void 0)
        return null;
      return pending.catch((error) => options.failed(action, error));
    } catch (error) {
      options.failed(action, error);
      return null;
    }
  }
  function wakeIdleWaiters() {
    const waiters = idleWaiters;
    idleWaiters = [];
    for (const wake of waiters)
      wake();
  }
  return {
    perform,
    idle: () => busy.size === 0 ? Promise.resolve() : new Promise((wake) => idleWaiters.push(wake))
  };
}

// dist/notify/fifo.js
import { closeSync as closeSync2, constants as constants2, fchmodSync, fchownSync, fstatSync, openSync as openSync2, unlinkSync, writeSync } from "node:fs";
function openFifo(options) {
  const { config, log } = options;
  let opened = null;
  let lost2 = 0;
  try {
    opened = openPath(config);
  } catch (error) {
    log("err", `Unable to open notify FIFO ${config.path}: ${messageOf(error)}`);
  }
  if (opened && config.script && options.startScript) {
    options.startScript({ ...config.script, argv: [...config.script.argv, config.path] });
  }
  const write = (line) => {
    if (!opened)
      return;
    const bytes = Buffer.from(line, "utf8");
    const error = tryWrite(opened.fd, bytes);
    if (error !== null) {
      lost2++;
      if (lost2 === 1)
        log("warning", `Notify FIFO ${config.path} takes no more, losing lines: ${error}`);
    } else if (lost2 > 0) {
      log("warning", `Notify FIFO ${config.path} takes lines again, ${lost2} were lost`);
      lost2 = 0;
    }
  };
  const close = () => {
    if (!opened)
      return;
    if (lost2 > 0)
      log("warning", `Notify FIFO ${config.path} is closed, its last ${lost2} lines were lost`);
    closeSync2(opened.fd);
    if (opened.made)
      tryUnlink(config.path);
    opened = null;
  };
  return { write, close };
}
function openPath(config) {
  const made = tryLibc("mkfifo", config.path, 420).errno;
  if (made !== null && made !== "EEXIST")
    throw new OperationError("mkfifo", made);
  const flags = constants2.O_RDWR | constants2.O_NONBLOCK | constants2.O_NOFOLLOW;
  const fd = openSync2(config.path, flags);
  try {
    if (!fstatSync(fd).isFIFO())
      throw new Error("it is not a FIFO");
    if (made !== null)
      return { fd, made: false };
    fchownSync(fd, config.uid, config.gid);
    fchmodSync(fd, 420);
    return { fd, made: true };
  } catch (error) {
    closeSync2(fd);
    throw error;
  }
}
function tryWrite(fd, bytes) {
  try {
    writeSync(fd, bytes);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}
function tryUnlink(path) {
  try {
    unlinkSync(path);
  } catch {
  }
}

// dist/notify/notify-queue.js
var DEFAULT_TIMEOUT_MS = 6e5;
var DEFAULT_MAX_WAITING = 16;
var ABANDON_AFTER_MS = 5e3;
function makeNotifyQueue(options) {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const maxWaiting2 = Math.max(1, options.maxWaiting ?? DEFAULT_MAX_WAITING);
  const lanes = /* @__PURE__ */ new Map();
  const idleWaiters = /* @__PURE__ */ new Set();
  const enqueue = (object, command, extraArgs) => {
    const lane = lanes.get(object) ?? { running: null, waiting: [], dropped: 0 };
    lanes.set(object, lane);
    lane.waiting.push({ command: withArguments(command, extraArgs), kind: command.argv.join("\0") });
    if (lane.waiting.length > maxWaiting2)
      dropOne(object, lane);
    if (!lane.running)
      void work(object, lane);
  };
  const dropOne = (object, lane) => {
    const index = lane.waiting.findIndex((entry, i) => lane.waiting.some((l, j) => j > i && l.kind === entry.kind));
    lane.waiting.splice(Math.max(index, 0), 1);
    lane.dropped++;
    if (lane.dropped === 1) {
      options.log("warning", `Notify scripts of ${object} are slower than its changes, leaving out intermediate states`);
    }
  };
  const work = async (object, lane) => {
    for (let entry = lane.waiting.shift(); entry; entry = lane.waiting.shift()) {
      const control = new AbortController();
      lane.running = control;
      await runOne(entry.command, control);
    }
    lanes.delete(object);
    if (lanes.size === 0)
      for (const waiter of [...idleWaiters])
        waiter();
  };
  const runOne = async (command, control) => {
    const limit = setTimeout(() => {
      options.log("err", `Notify script ${command.text} still runs after ${timeoutMs / 1e3} seconds, ending it`);
      control.abort();
    }, timeoutMs);
    const outcome = await Promise.race([start(command, control.signal), abandoned(control.signal)]);
    clearTimeout(limit);
    const words = describe(command, outcome);
    if (words !== null)
      options.log("info", words);
  };
  const start = async (command, signal) => {
    try {
      return await options.run({ command, signal });
    } catch (error) {
      return { kind: "failed", message: messageOf(error) };
    }
  };
  const drain = (limitMs) => new Promise((resolve) => {
    if (lanes.size === 0)
      return resolve();
    const finish = () => {
      clearTimeout(limit);
      idleWaiters.delete(finish);
      resolve();
    };
    const limit = setTimeout(() => {
      for (const lane of lanes.values()) {
        lane.waiting.length = 0;
        lane.running?.abort();
      }
      finish();
    }, limitMs);
    idleWaiters.add(finish);
  });
  return { enqueue, busy: () => lanes.size > 0, drain };
}
function withArguments(command, extraArgs) {
  return extraArgs.length === 0 ? command : { ...command, argv: [...command.argv, ...extraArgs] };
}
function describe(command, outcome) {
  if (outcome.kind === "failed")
    return `Unable to run notify script ${command.text}: ${outcome.message}`;
  if (outcome.kind === "killed")
    return `Notify script ${command.text} ended by signal ${outcome.signal}`;
  return outcome.status === 0 ? null : `Notify script ${command.text} exited with status ${outcome.status}`;
}
function abandoned(signal) {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => {
      const timer = setTimeout(() => resolve({ kind: "killed", signal: "KILL" }), ABANDON_AFTER_MS);
      timer.unref();
    });
  });
}

// dist/daemon/notifications.js
function makeNotifications(options) {
  const { log, runCommand } = options;
  let global = options.global;
  let fifos = [];
  let mailer = null;
  const queue = makeNotifyQueue({
    run: async ({ command, signal }) => {
      const account = accountOf(command, global);
      return outcomeOf(await runCommand({ argv: command.argv, ...account, timeoutMs: null, signal }));
    },
    log
  });
  openFifos();
  function openFifos() {
    const wanted = options.fifosOf(global).filter(({ config }) => config !== null);
    const keys = wanted.map((one) => JSON.stringify(one));
    for (const open of fifos)
      if (!keys.includes(open.key))
        closeFifo(open);
    fifos = fifos.filter(({ key }) => keys.includes(key));
    wanted.forEach(({ config, startsScript }, i) => {
      const key = keys[i] ?? "";
      if (config !== null && !fifos.some((open) => open.key === key))
        fifos.push(openOne(key, config, startsScript));
    });
  }
  function openOne(key, config, startsScript) {
    const reader = new AbortController();
    const startScript = (command) => {
      const account = accountOf(command, global);
      const { signal } = reader;
      void runCommand({ argv: command.argv, ...account, timeoutMs: null, signal, endsWithUs: "told" }).then((result) => {
        if (!reader.signal.aborted)
          log("warning", `FIFO script ${command.text} ended (${describeResult(result)})`);
      });
    };
    return { key, reader, fifo: openFifo({ config, log, ...startsScript ? { startScript } : {} }) };
  }
  function closeFifo({ fifo, reader }) {
    fifo.close();
    reader.abort();
  }
  async function startMailer(email) {
    const { makeMailer } = await import("./mailer-MHQXSO6L.js");
    return makeMailer({ email, log });
  }
  async function mail(subject, body) {
    if (global.email.server === null || global.email.to.length === 0)
      return;
    mailer ??= startMailer(global.email);
    const ready = await mailer;
    ready.send(subject, body);
  }
  function configure(next) {
    global = next;
    openFifos();
    void mailer?.then((ready) => ready.configure(next.email));
  }
  async function drain(timeoutMs) {
    const mails = mailer?.then((ready) => ready.drain(timeoutMs));
    await Promise.all([queue.drain(timeoutMs), mails]);
    fifos.forEach(closeFifo);
    fifos = [];
  }
  return {
    notify: (object, command, extraArgs) => queue.enqueue(object, command, extraArgs),
    fifo: (line) => {
      for (const { fifo } of fifos)
        fifo.write(line + options.lineEnd);
    },
    mail: (subject, body) => {
      mail(subject, body).catch((error) => log("err", `SMTP alert not sent: ${String(error)}`));
    },
    configure,
    drain
  };
}
function outcomeOf(result) {
  switch (result.kind) {
    case "exit":
      return { kind: "exited", status: result.status };
    case "signal":
      return { kind: "killed", signal: result.signal };
    case "timeout":
      return { kind: "killed", signal: "KILL" };
    case "failed":
      return { kind: "failed", message: result.reason };
  }
}

// dist/daemon/socket-buffers.js
function bufferOptions(config) {
  return { receiveBufferBytes: config?.octets ?? 0, forceReceiveBuffer: config?.force ?? false };
}

// dist/daemon/sync-daemon.js
function makeSyncDaemon(namespace, log) {
  let client = null;
  async function set(order) {
    const { IpvsUnavailableError, IpvsError } = await import("./ipvs-netlink-PHNPWX76.js");
    const { openIpvsSocket } = await import("./ipvs-socket-YMVRYX4M.js");
    client ??= openIpvsSocket({ ipvsNamespace: namespace });
    const { run, role, daemon } = order;
    try {
      if (run)
        await client.startDaemon({ role, ...kernelForm(daemon) });
      else
        await client.stopDaemon(role);
    } catch (error) {
      if (error instanceof IpvsUnavailableError)
        log("err", "IPVS: Can't initialize ipvs: the kernel has no IPVS");
      else if (error instanceof IpvsError && isAlreadySo(error.errno))
        return;
      else
        log("err", `IPVS: sync daemon ${role} on ${daemon.interface}: ${String(error)}`);
    }
  }
  return { set, close: () => client?.close() };
}
function kernelForm({ interface: name, syncId, maxLength, port, ttl, group }) {
  return {
    interface: name,
    syncId,
    ...maxLength === null ? {} : { maxLength },
    ...port === null ? {} : { multicastPort: port },
    ...ttl === null ? {} : { multicastTtl: ttl },
    ...group === null ? {} : { multicastGroup: group }
  };
}
function isAlreadySo(errno) {
  return errno === "EEXIST" || errno === "ESRCH";
}

// dist/daemon/without-sessions.js
function withoutSessions(config) {
  return {
    ...config,
    instances: config.instances.map((each) => ({ ...each, trackBfd: [] })),
    syncGroups: config.syncGroups.map((each) => ({ ...each, trackBfd: [] }))
  };
}
function withoutSessionChecks(config) {
  const { bfdSessions, ...lvs } = config;
  if (bfdSessions === void 0)
    return config;
  const virtualServers = lvs.virtualServers.map((service) => ({
    ...service,
    realServers: service.realServers.map(({ bfdChecks: _, ...server }) => server)
  }));
  return { ...lvs, virtualServers };
}

// dist/linux/sysctl.js
import { readFileSync, writeFileSync } from "node:fs";
function readSysctl(path) {
  try {
    return readFileSync(`/proc/sys/${path}`, "latin1").trim();
  } catch {
    return null;
  }
}
function writeSysctl(path, value) {
  try {
    writeFileSync(`/proc/sys/${path}`, `${value}
`);
  } catch (thrown) {
    throw asOperationError(`sysctl ${path}`, thrown);
  }
}

export {
  makeFileWatch,
  runChild,
  makeLanes,
  makeNotifications,
  readSysctl,
  writeSysctl,
  bufferOptions,
  makeSyncDaemon,
  withoutSessions,
  withoutSessionChecks
};
