import {
  unixSocketAddress
} from "./chunk-V5UWORX5.js";
import {
  logFileOf,
  withoutControls,
  writeLogLine
} from "./chunk-XABHM7LQ.js";
import {
  NEVER,
  US_PER_MS,
  US_PER_S
} from "./chunk-JPSQDH5E.js";
import {
  AF_UNIX,
  MSG_DONTWAIT,
  MSG_NOSIGNAL,
  OperationError,
  SOCK_CLOEXEC,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  libc,
  tryLibc
} from "./chunk-VCTB2HMK.js";

// dist/linux/real-timer.js
var realTimer = 0;
function openRealTimer(ring) {
  process.on("SIGALRM", ring);
  libc("setitimer", realTimer, encodeInterval(0), null);
  function set(delayUs) {
    tryLibc("setitimer", realTimer, encodeInterval(Math.max(1, delayUs)), null);
  }
  function close() {
    tryLibc("setitimer", realTimer, encodeInterval(0), null);
  }
  return { set, close };
}
function encodeInterval(delayUs) {
  const view = new DataView(new ArrayBuffer(32));
  const seconds = Math.floor(delayUs / US_PER_S);
  view.setBigInt64(16, BigInt(seconds), true);
  view.setBigInt64(24, BigInt(delayUs - seconds * US_PER_S), true);
  return new Uint8Array(view.buffer);
}

// dist/daemon/alarm.js
var maxSleepUs = 60 * US_PER_S;
var urgentLeadUs = 1 * US_PER_MS;
var plainPauseUs = 10 * US_PER_MS;
function makePlainAlarm(now, ring) {
  return makeAlarm(now, ring, makeTimeoutSleeper, plainPauseUs);
}
function makePreciseAlarm(now, ring) {
  return makeAlarm(now, ring, (wake) => {
    try {
      return makeKernelSleeper(wake);
    } catch {
      return makeTimeoutSleeper(wake);
    }
  });
}
function makeAlarm(now, ring, makeSleeper, pauseUs = 0) {
  let deadline = NEVER;
  let urgent = false;
  let wakesAt = NEVER;
  let rangAt = -pauseUs;
  let turn = null;
  const sleeper = makeSleeper(wake);
  function set(next, isUrgent) {
    deadline = next;
    urgent = isUrgent;
    if (turn !== null)
      return;
    if (deadline === NEVER || wakesAt <= wakeUpFor(deadline))
      return;
    sleep();
  }
  function wakeUpFor(at) {
    return Math.max(urgent ? at - urgentLeadUs : at, rangAt + pauseUs);
  }
  function sleep() {
    const current = now();
    const delayUs = Math.min(Math.max(wakeUpFor(deadline) - current, 0), maxSleepUs);
    wakesAt = current + delayUs;
    sleeper.sleep(delayUs);
  }
  function wake() {
    wakesAt = NEVER;
    if (turn === null)
      look();
  }
  function look() {
    turn = null;
    if (deadline === NEVER)
      return;
    const current = now();
    const remaining = deadline - current;
    if (remaining <= 0) {
      const lateUs = Math.max(0, Math.min(current - deadline, current - rangAt - pauseUs));
      deadline = NEVER;
      rangAt = current;
      return ring(lateUs);
    }
    if (urgent && remaining <= urgentLeadUs)
      turn = setImmediate(look);
    else
      sleep();
  }
  function close() {
    deadline = NEVER;
    if (turn !== null)
      clearImmediate(turn);
    sleeper.close();
  }
  return { set, close };
}
function makeTimeoutSleeper(wake) {
  let timer = null;
  return {
    sleep: (delayUs) => {
      if (timer !== null)
        clearTimeout(timer);
      timer = setTimeout(wake, Math.ceil(delayUs / US_PER_MS));
    },
    close: () => {
      if (timer !== null)
        clearTimeout(timer);
    }
  };
}
function makeKernelSleeper(wake) {
  const timer = openRealTimer(wake);
  return { sleep: timer.set, close: timer.close };
}

// dist/daemon/logging.js
import { constants as constants2, openSync as openSync2 } from "node:fs";
import { createRequire } from "node:module";

// dist/linux/unix-datagram.js
function openUnixDatagramSocket() {
  const descriptor = libc("socket", AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  let open = true;
  return {
    send(path, data) {
      if (!open)
        return "EBADF";
      const address = unixSocketAddress(path);
      return tryLibc("sendto", descriptor, data, data.length, MSG_DONTWAIT | MSG_NOSIGNAL, address, address.length).errno;
    },
    close() {
      if (open)
        libc("close", descriptor);
      open = false;
    }
  };
}

// dist/linux/syslog.js
var MAX_WAITING = 500;
var RETRY_MS = 1e3;
var NOTICE = 5;
function openSyslog(ident, facility, options = {}) {
  const path = options.path ?? "/dev/log";
  const now = options.now ?? (() => /* @__PURE__ */ new Date());
  const socket = openUnixDatagramSocket();
  const waiting = [];
  let lost = 0;
  let retry = null;
  const encode = (severity, text) => Buffer.from(`<${facility * 8 + severity}>${timestamp(now())} ${ident}[${process.pid}]: ${text}`, "utf8");
  const flush = () => {
    if (lost > 0 && waiting.length < MAX_WAITING) {
      waiting.push(encode(NOTICE, `${lost} lines were lost, the log daemon did not take them`));
      lost = 0;
    }
    for (let line = waiting[0]; line !== void 0; line = waiting[0]) {
      const refusal = socket.send(path, line);
      if (refusal !== null && refusal !== "EMSGSIZE")
        return false;
      waiting.shift();
    }
    return true;
  };
  const flushLater = () => {
    retry ??= setTimeout(() => {
      retry = null;
      if (!flush())
        flushLater();
    }, RETRY_MS).unref();
  };
  return {
    write(severity, text) {
      if (waiting.length < MAX_WAITING)
        waiting.push(encode(severity, text));
      else
        lost++;
      if (retry === null && !flush())
        flushLater();
    },
    close() {
      if (retry !== null)
        clearTimeout(retry);
      flush();
      socket.close();
    }
  };
}
var MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function timestamp(date) {
  const two = (value) => String(value).padStart(2, "0");
  const day = String(date.getDate()).padStart(2, " ");
  return `${MONTHS[date.getMonth()]} ${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

// dist/daemon/line-writer.js
import { closeSync, constants, fstatSync, openSync, writeSync } from "node:fs";
function makeLineWriter(descriptor) {
  const stat = fstatSync(descriptor);
  if (stat.isSocket())
    return makeWriter(sendSome(descriptor), () => void 0);
  if (!stat.isFIFO() && !stat.isCharacterDevice())
    return makeWriter(writeSome(descriptor), () => void 0);
  try {
    const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_APPEND | constants.O_NOCTTY;
    return makeDescriptorWriter(openSync(`/proc/self/fd/${descriptor}`, flags));
  } catch {
    return makeWriter(writeSome(descriptor), () => void 0);
  }
}
function makeDescriptorWriter(descriptor) {
  return makeWriter(writeSome(descriptor), () => closeSync(descriptor));
}
function makeWriter(write, close) {
  let batch = "";
  let lines = 0;
  let rest = null;
  let dropped = 0;
  function writeLine(line) {
    if (batch.length + line.length > batchCharacters)
      flush();
    if (lines === 0)
      setImmediate(flush);
    batch += line;
    lines += 1;
  }
  function flush() {
    if (lines === 0)
      return;
    const bytes = Buffer.from(batch);
    const count = lines;
    batch = "";
    lines = 0;
    if (!putRest())
      return void (dropped += count);
    if (dropped > 0) {
      const notice = Buffer.from(`${dropped} log lines were dropped, because nobody read them
`);
      if (!put(notice))
        return void (dropped += count);
      dropped = 0;
    }
    if (rest !== null || !put(bytes))
      dropped += count;
  }
  function putRest() {
    if (rest !== null)
      put(rest);
    return rest === null;
  }
  function put(bytes) {
    const written = write(bytes);
    if (written === null)
      return false;
    rest = written < bytes.length ? bytes.subarray(written) : null;
    return true;
  }
  process.on("exit", flush);
  return {
    write: writeLine,
    close: () => {
      process.off("exit", flush);
      flush();
      close();
    }
  };
}
var batchCharacters = 4096;
function writeSome(descriptor) {
  return (bytes) => {
    try {
      return writeSync(descriptor, bytes);
    } catch {
      return null;
    }
  };
}
function sendSome(descriptor) {
  return (bytes) => {
    const { value, errno } = tryLibc("send", descriptor, bytes, bytes.length, MSG_DONTWAIT | MSG_NOSIGNAL);
    return errno === null ? value : null;
  };
}

// dist/daemon/logging.js
var levels = { debug: 20, info: 30, notice: 35, warning: 40, err: 50 };
var severities = { err: 3, warning: 4, notice: 5, info: 6, debug: 6 };
var logFileMode = 416;
function makeLogger(identity, options) {
  const destination = makeDestination(identity, options);
  const write = options.format === "json" ? makeJsonWriter(identity, destination) : makeTextWriter(destination);
  return {
    log: (level, text, detail = false) => {
      if (options.detail > 0 || !(detail || level === "debug"))
        write(level, text);
    },
    detailed: options.detail > 0,
    close: destination.close
  };
}
function makeDestination(identity, options) {
  const writers = [];
  if (options.console)
    writers.push(makeLineWriter(2));
  if (options.file !== null)
    writers.push(openLogFile(logFileOf(options.file, identity.fileSuffix)));
  const syslog = options.syslog ? openSyslog(identity.ident, options.facility) : null;
  const close = () => {
    for (const writer of writers)
      writer.close();
    syslog?.close();
  };
  return { writers, syslog, close };
}
function makeTextWriter({ writers, syslog }) {
  return (level, text) => {
    if (writers.length > 0) {
      const line = writeLogLine(/* @__PURE__ */ new Date(), text);
      for (const writer of writers)
        writer.write(line);
    }
    syslog?.write(severities[level], withoutControls(text));
  };
}
function makeJsonWriter({ ident }, { writers, syslog }) {
  const { pino } = createRequire(import.meta.url)("pino");
  let level = "info";
  const logger = pino({
    level: "debug",
    customLevels: levels,
    useOnlyCustomLevels: true,
    base: { process: ident, pid: process.pid },
    formatters: { level: (label) => ({ level: label }) }
  }, {
    write: (json) => {
      for (const writer of writers)
        writer.write(json);
      syslog?.write(severities[level], json.trimEnd());
    }
  });
  return (given, text) => {
    level = given;
    logger[given](text);
  };
}
function openLogFile(path) {
  const flags = constants2.O_WRONLY | constants2.O_APPEND | constants2.O_CREAT | constants2.O_NOFOLLOW | constants2.O_NONBLOCK;
  return makeDescriptorWriter(openSync2(path, flags, logFileMode));
}

// dist/daemon/configured-command.js
function accountOf(command, global) {
  const { uid, gid, groups = [] } = command;
  return uid === null || gid === null ? { uid: global.scriptUid, gid: global.scriptGid, groups: global.scriptGroups ?? [] } : { uid, gid, groups };
}
function describeResult(result) {
  switch (result.kind) {
    case "exit":
      return `status ${result.status}`;
    case "signal":
      return result.signal;
    case "timeout":
      return "stopped";
    case "failed":
      return result.reason;
  }
}

// dist/daemon/runtime.js
var maxQueued = 1e5;
var maxDeadlinesInARow = 1e3;
var maxTurnUs = 10 * US_PER_MS;
function startRuntime(options) {
  const { machine, state, now, perform, deadlineEvent, recorder } = options;
  const isUrgent = options.isUrgent ?? (() => false);
  const queue = [];
  const alarm = options.makeAlarm(ring);
  let turn = null;
  let draining = false;
  let closed = false;
  function post(event) {
    if (closed)
      return;
    if (queue.length >= maxQueued)
      throw new Error("event queue overrun");
    queue.push(event);
    if (!draining)
      drain();
  }
  function drain() {
    draining = true;
    try {
      for (let i = 0; i < queue.length; i++) {
        const event = queue[i];
        for (const action of step(event, now()))
          perform(action);
      }
    } finally {
      queue.length = 0;
      draining = false;
    }
    arm();
  }
  function step(event, at) {
    recorder?.note(state, event, at);
    try {
      return machine.step(state, event, at);
    } catch (error) {
      recorder?.save(error);
      throw error;
    }
  }
  function arm() {
    if (!closed)
      alarm.set(machine.nextDeadline(state), isUrgent(state));
  }
  function ring(lateUs) {
    options.late?.(lateUs);
    if (turn === null)
      serve();
  }
  function serve() {
    turn = null;
    const startedAt = now();
    for (let i = 0; i < maxDeadlinesInARow; i++) {
      const current = now();
      if (closed || machine.nextDeadline(state) > current)
        return arm();
      if (current - startedAt > maxTurnUs)
        break;
      post(deadlineEvent);
    }
    turn = setImmediate(serve);
  }
  function close() {
    closed = true;
    if (turn !== null)
      clearImmediate(turn);
    alarm.close();
  }
  return { post, state, close };
}

// dist/linux/capabilities.js
var numbers = {
  CHOWN: 0,
  DAC_OVERRIDE: 1,
  DAC_READ_SEARCH: 2,
  FOWNER: 3,
  NET_ADMIN: 12,
  NET_RAW: 13,
  IPC_LOCK: 14,
  SYS_NICE: 23,
  SYS_RESOURCE: 24
};
var VERSION_3 = 537396514;
var PR_GET_SECUREBITS = 27;
var PR_SET_SECUREBITS = 28;
var PR_SET_NO_NEW_PRIVS = 38;
var PR_CAP_AMBIENT = 47;
var AMBIENT_IS_SET = 1;
var AMBIENT_RAISE = 2;
var AMBIENT_CLEAR_ALL = 4;
var SECBIT_NOROOT = 1;
var maxCapabilities = 64;
function startWithCapabilities(wanted, start, refused) {
  const restore = [];
  try {
    prepare(wanted.map((name) => numbers[name]), restore);
  } catch (error) {
    if (!(error instanceof OperationError))
      throw error;
    undo(restore);
    refused(error.errno);
    return start();
  }
  try {
    return start();
  } finally {
    undo(restore);
  }
}
function prepare(wanted, restore) {
  const before = readSets();
  const ambient = ambientSet();
  if (process.geteuid?.() === 0) {
    const bits = libc("prctl", PR_GET_SECUREBITS, 0, 0, 0, 0);
    libc("prctl", PR_SET_SECUREBITS, bits | SECBIT_NOROOT, 0, 0, 0);
    restore.push(() => libc("prctl", PR_SET_SECUREBITS, bits, 0, 0, 0));
  }
  const given = wanted.filter((number) => has(before, number));
  const inheriting = before.slice();
  for (const number of given)
    inheriting[inheritableWord(number)] |= 1 << (number & 31);
  writeSets(inheriting);
  restore.push(() => writeSets(before));
  setAmbient(given);
  restore.push(() => setAmbient(ambient));
}
function undo(restore) {
  for (const step of restore.toReversed())
    step();
}
function ambientSet() {
  const all = Array.from({ length: maxCapabilities }, (_, number) => number);
  return all.filter((number) => tryLibc("prctl", PR_CAP_AMBIENT, AMBIENT_IS_SET, number, 0, 0).value === 1);
}
function setAmbient(given) {
  libc("prctl", PR_CAP_AMBIENT, AMBIENT_CLEAR_ALL, 0, 0, 0);
  for (const number of given)
    libc("prctl", PR_CAP_AMBIENT, AMBIENT_RAISE, number, 0, 0);
}
function has(sets, number) {
  const permitted = sets[number < 32 ? 1 : 4] ?? 0;
  return (permitted >>> (number & 31) & 1) === 1;
}
function inheritableWord(number) {
  return number < 32 ? 2 : 5;
}
function readSets() {
  const sets = new Uint8Array(new ArrayBuffer(6 * Uint32Array.BYTES_PER_ELEMENT));
  libc("capget", header(), sets);
  return new Uint32Array(sets.buffer);
}
function writeSets(sets) {
  libc("capset", header(), new Uint8Array(sets.buffer));
}
function header() {
  return new Uint8Array(Uint32Array.of(VERSION_3, 0).buffer);
}
function forbidNewPrivileges() {
  tryLibc("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

// dist/daemon/machine-time.js
function wallTime({ now, wallMs }, at) {
  if (at === NEVER)
    return null;
  return new Date(wallMs + (at - now) / US_PER_MS).toISOString();
}

export {
  makePlainAlarm,
  makePreciseAlarm,
  startWithCapabilities,
  forbidNewPrivileges,
  openUnixDatagramSocket,
  makeLogger,
  accountOf,
  describeResult,
  startRuntime,
  wallTime
};
