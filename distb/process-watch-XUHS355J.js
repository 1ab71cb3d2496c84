import {
  listProcesses,
  matchesByName,
  matchesProcess,
  readProcess
} from "./chunk-XQR3CG4Z.js";
import {
  setProcessName
} from "./chunk-AJEKJ6SH.js";
import {
  openNetlinkEvents
} from "./chunk-ABXZWG56.js";
import {
  encodeMessage,
  readMessages,
  readU32,
  u32
} from "./chunk-Y6ZBNNPF.js";
import {
  firstNetworkNamespace,
  inNetworkNamespace
} from "./chunk-SPMRPJFN.js";
import {
  OperationError,
  asOperationError
} from "./chunk-VCTB2HMK.js";
import "./chunk-MLKGABMK.js";

// dist/linux/proc-connector.js
import { readFileSync, readlinkSync } from "node:fs";
async function openProcConnector(options) {
  try {
    return await openHere(options);
  } catch (thrown) {
    const error = asOperationError("process events", thrown);
    const first = options.firstNamespace ?? firstNetworkNamespace;
    if (!isOtherNetworkNamespace(first))
      throw error;
    return await inNetworkNamespace(first, () => openHere(options));
  }
}
var NETLINK_CONNECTOR = 11;
var CN_IDX_PROC = 1;
var CN_VAL_PROC = 1;
var PROC_CN_MCAST_LISTEN = 1;
var CONNECTOR_HEADER_LENGTH = 20;
var PROBE_MS = 1e3;
function openHere(options) {
  return new Promise((resolve, reject) => {
    let proven = false;
    const events = openNetlinkEvents({
      ...options,
      protocol: NETLINK_CONNECTOR,
      groups: [CN_IDX_PROC],
      onMessage(bytes) {
        for (const message of readMessages(bytes)) {
          const event = readEvent(message.body);
          if (event === null)
            continue;
          if (!proven && event.kind === "changed" && event.pid === process.pid) {
            proven = true;
            clearTimeout(patience);
            resolve(events);
          }
          options.onEvent(event);
        }
      },
      onError: (error) => proven ? options.onError(error) : fail(error)
    });
    const fail = (error) => {
      clearTimeout(patience);
      events.close();
      reject(error);
    };
    const patience = setTimeout(() => fail(new OperationError("process events", "ETIMEDOUT")), PROBE_MS);
    const refusal = events.send(listenRequest());
    if (refusal !== null)
      fail(refusal);
    else
      setProcessName(readFileSync("/proc/self/comm", "utf8").replace(/\n$/, ""));
  });
}
function listenRequest() {
  const body = new Uint8Array(CONNECTOR_HEADER_LENGTH + 4);
  body.set(u32(CN_IDX_PROC, CN_VAL_PROC, 0, 0), 0);
  body.set(new Uint8Array(Uint16Array.of(4, 0).buffer), 16);
  body.set(u32(PROC_CN_MCAST_LISTEN), CONNECTOR_HEADER_LENGTH);
  const NLMSG_DONE = 3;
  return encodeMessage(NLMSG_DONE, 0, 0, body, []);
}
var PROC_EVENT_FORK = 1;
var PROC_EVENT_EXEC = 2;
var PROC_EVENT_COMM = 512;
var PROC_EVENT_EXIT = 2147483648;
var EVENT_HEADER_LENGTH = 16;
function readEvent(body) {
  const event = body.subarray(CONNECTOR_HEADER_LENGTH);
  const field = (index) => readU32(event, EVENT_HEADER_LENGTH + 4 * index);
  switch (readU32(event, 0)) {
    case PROC_EVENT_FORK:
      return field(2) === field(3) ? { kind: "fork", pid: field(3), parent: field(1) } : null;
    case PROC_EVENT_EXEC:
    case PROC_EVENT_COMM:
      return field(0) === field(1) ? { kind: "changed", pid: field(1) } : null;
    case PROC_EVENT_EXIT:
      return field(0) === field(1) ? { kind: "exit", pid: field(1) } : null;
    default:
      return null;
  }
}
var OWN_NAMESPACE = "/proc/thread-self/ns/net";
function isOtherNetworkNamespace(path) {
  try {
    return readlinkSync(path) !== readlinkSync(OWN_NAMESPACE);
  } catch {
    return false;
  }
}

// dist/linux/process-watch.js
var LOOK_EVERY_MS = 1e3;
var LOOK_AT_ONCE = 20;
var AFTER_LOSS_MS = 100;
function watchProcesses(specs, onCount, log, options = {}) {
  const needsCommandLine = specs.some((spec) => !matchesByName(spec));
  const counts = specs.map(() => 0);
  const matches = /* @__PURE__ */ new Map();
  let connector = null;
  let closed = false;
  let told = false;
  let lookPending = false;
  const timers = /* @__PURE__ */ new Set();
  const change = (spec, difference) => {
    counts[spec] = (counts[spec] ?? 0) + difference;
    const name = specs[spec]?.name;
    if (told && name !== void 0)
      onCount(name, counts[spec] ?? 0);
  };
  const set = (pid, now) => {
    const before = matches.get(pid) ?? [];
    if (now.length > 0)
      matches.set(pid, now);
    else
      matches.delete(pid);
    for (const spec of before)
      if (!now.includes(spec))
        change(spec, -1);
    for (const spec of now)
      if (!before.includes(spec))
        change(spec, 1);
  };
  const look = (pid) => {
    const found = readProcess(pid, needsCommandLine);
    const now = found === null ? [] : specs.flatMap((spec, i) => matchesProcess(spec, found.name, found.commandLine) ? [i] : []);
    if (now.length > 0 || matches.has(pid))
      set(pid, now);
  };
  const onEvent = (event) => {
    if (event.kind === "fork")
      set(event.pid, matches.get(event.parent) ?? []);
    else if (event.kind === "exit")
      set(event.pid, []);
    else
      look(event.pid);
  };
  const later = (work, delayMs) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!closed)
        work();
    }, delayMs);
    timers.add(timer);
  };
  const lookAtAll = () => {
    const present = new Set(listProcesses());
    for (const pid of matches.keys())
      if (!present.has(pid))
        set(pid, []);
    for (const pid of present)
      look(pid);
  };
  const lookAround = (afterwards) => {
    const present = listProcesses();
    const alive = new Set(present);
    for (const pid of matches.keys())
      if (!alive.has(pid))
        set(pid, []);
    const slice = (from) => {
      if (closed)
        return;
      for (const pid of present.slice(from, from + LOOK_AT_ONCE))
        look(pid);
      if (from + LOOK_AT_ONCE >= present.length)
        return afterwards();
      const turn = setImmediate(() => {
        timers.delete(turn);
        slice(from + LOOK_AT_ONCE);
      });
      timers.add(turn);
    };
    slice(0);
  };
  const lookForEver = () => lookAround(() => later(lookForEver, LOOK_EVERY_MS));
  const listen = async () => {
    try {
      const opened = await openProcConnector({ ...options, onEvent, onLost, onError: onFailed });
      if (closed)
        return opened.close();
      connector = opened;
    } catch (thrown) {
      if (closed)
        return;
      log("warning", `Process events are not available (${thrown.errno}), looking at /proc every second`);
      return lookForEver();
    }
    lookAround(() => {
    });
  };
  const onLost = () => {
    if (lookPending)
      return;
    lookPending = true;
    log("info", "Process events were lost, looking at all processes again");
    later(() => {
      lookPending = false;
      lookAround(() => {
      });
    }, AFTER_LOSS_MS);
  };
  const onFailed = (error) => {
    connector = null;
    log("warning", `Process events failed (${error.errno}), opening them again`);
    later(() => void listen(), AFTER_LOSS_MS);
  };
  lookAtAll();
  told = true;
  specs.forEach((spec, i) => onCount(spec.name, counts[i] ?? 0));
  if (specs.length > 0) {
    if (options.useEvents === false)
      lookForEver();
    else
      void listen();
  }
  return {
    close() {
      closed = true;
      connector?.close();
      for (const timer of timers) {
        clearTimeout(timer);
        clearImmediate(timer);
      }
    }
  };
}
export {
  watchProcesses
};
