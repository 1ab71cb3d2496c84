import {
  childNames,
  engineNames,
  initialLifecycleState,
  lifecycleMachine
} from "./chunk-34RUWISC.js";
import {
  readingOptions
} from "./chunk-N6BQUYL5.js";
import {
  runCommand
} from "./chunk-6YOCTIHC.js";
import "./chunk-MWECKIPW.js";
import {
  accountOf,
  makeLogger,
  makePlainAlarm,
  openUnixDatagramSocket,
  startRuntime,
  startWithCapabilities,
  wallTime
} from "./chunk-EXS4NJXH.js";
import {
  nowMonotonicUs,
  nowUs
} from "./chunk-V5UWORX5.js";
import {
  makeFlightRecorder
} from "./chunk-VU6ZOJSY.js";
import {
  markReading,
  messageOf,
  saveCopy,
  writeCheckLog
} from "./chunk-LHPMY7WV.js";
import {
  commandLineLines
} from "./chunk-XABHM7LQ.js";
import {
  unreachable
} from "./chunk-24HHUIME.js";
import {
  US_PER_MS
} from "./chunk-JPSQDH5E.js";
import {
  crashPath
} from "./chunk-PY5ASTVM.js";
import {
  keepNames,
  placesOf,
  removeEmptyRunDirectories
} from "./chunk-NRKNEZKE.js";
import "./chunk-NUPY4W5R.js";
import {
  partFor,
  processTitle,
  sendToChild,
  writePidFile
} from "./chunk-XPEAVDUA.js";
import {
  SIGNAL_JSON,
  SIGNAL_STATS_CLEAR,
  onRealTimeSignals
} from "./chunk-IDE7ZMPU.js";
import {
  writeFileAtomically
} from "./chunk-YFEMITMN.js";
import {
  childArgument,
  exitFatal,
  exitInternalError,
  exitMissingArgument,
  exitNoConfig,
  identityIn,
  parentIdentity
} from "./chunk-LDHUG6OE.js";
import "./chunk-NLTIZCZR.js";
import {
  allowCoreDump,
  setProcessName
} from "./chunk-AJEKJ6SH.js";
import {
  enterNetworkNamespace
} from "./chunk-SPMRPJFN.js";
import {
  AF_UNIX,
  OperationError,
  SOCK_CLOEXEC,
  libc
} from "./chunk-VCTB2HMK.js";
import {
  productName
} from "./chunk-4TAYJWOD.js";
import "./chunk-MLKGABMK.js";

// dist/daemon/parent.js
import { Socket } from "node:net";
import { release, version as kernelVersion } from "node:os";
import { resolve } from "node:path";

// dist/linux/socket-pair.js
var SOCK_STREAM = 1;
function openSocketPair() {
  const ends = new Uint8Array(new ArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  libc("socketpair", AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
  const [one = -1, other = -1] = new Int32Array(ends.buffer);
  return [one, other];
}

// dist/daemon/control-socket.js
import { lstatSync, unlinkSync } from "node:fs";
import { createServer } from "node:net";
var usualLimits = { connections: 16, questionOctets: 256, questionMs: 2e3, answerMs: 1e4 };
function openControlSocket(options) {
  const { path, log } = options;
  const limits = { ...usualLimits, ...options.limits };
  const server = createServer({ allowHalfOpen: true }, (client) => serve(client, options, limits));
  server.maxConnections = limits.connections;
  server.on("error", (error) => log("warning", `Control socket ${path}: ${error.message}`));
  try {
    removeStale(path);
    listenForUsAlone(server, path);
  } catch (error) {
    log("warning", `Unable to open control socket ${path}: ${messageOf(error)}`);
  }
  server.unref();
  return { close: () => void server.close() };
}
function removeStale(path) {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === void 0)
    return;
  if (!found.isSocket())
    throw new Error("there is something that is no socket");
  unlinkSync(path);
}
function listenForUsAlone(server, path) {
  const before = process.umask(127);
  try {
    server.listen(path);
  } finally {
    process.umask(before);
  }
}
function serve(client, { answer }, limits) {
  let question = "";
  let asked = false;
  let patience = setTimeout(drop, limits.questionMs);
  client.setEncoding("utf8");
  client.on("data", take);
  client.on("end", () => {
    if (!asked)
      drop();
  });
  client.on("error", drop);
  client.on("close", drop);
  function drop() {
    clearTimeout(patience);
    client.destroy();
  }
  function take(text) {
    if (asked)
      return drop();
    question += text;
    const end = question.indexOf("\n");
    if (question.length > limits.questionOctets)
      return drop();
    if (end < 0)
      return;
    asked = true;
    clearTimeout(patience);
    const answering = answer(question.slice(0, end).trim());
    if (answering === null)
      return say(Buffer.from(`${JSON.stringify({ error: "unknown question" })}
`));
    answering.then(say, (error) => say(Buffer.from(`${JSON.stringify({ error: String(error) })}
`)));
  }
  function say(text) {
    if (client.destroyed)
      return;
    patience = setTimeout(drop, limits.answerMs);
    client.end(text, () => clearTimeout(patience));
  }
}

// dist/daemon/status-collector.js
var usualPatienceMs = 5e3;
var usualMaxLength = 128 * 1024 * 1024;
var sectionsOf = {
  vrrp: ["instances", "syncGroups"],
  checker: ["virtualServers"]
};
var places = { vrrp: "vrrp", checker: "lvs" };
function makeStatusCollector(options) {
  const patienceMs = options.patienceMs ?? usualPatienceMs;
  const maxLength = options.maxLength ?? usualMaxLength;
  let id = 0;
  let running = null;
  let next = null;
  let collected = /* @__PURE__ */ new Map();
  const awaited = /* @__PURE__ */ new Set();
  let finish = () => void 0;
  function collect() {
    if (running === null)
      return run();
    next ??= running.then(run);
    return next;
  }
  function run() {
    next = null;
    running = collectNow().finally(() => {
      running = null;
    });
    return running;
  }
  async function collectNow() {
    id += 1;
    collected = /* @__PURE__ */ new Map();
    const complete = new Promise((resolve2) => finish = resolve2);
    for (const child of options.ask(id)) {
      awaited.add(child);
      collected.set(child, { parts: /* @__PURE__ */ new Map(), length: 0, error: null });
    }
    const timer = setTimeout(giveUp, patienceMs);
    if (awaited.size > 0)
      await complete;
    clearTimeout(timer);
    const text = write(options.head(), collected);
    collected = /* @__PURE__ */ new Map();
    return Buffer.from(text);
  }
  function giveUp() {
    for (const child of [...awaited]) {
      const one = collected.get(child);
      if (one)
        one.error = `it did not answer within ${patienceMs / 1e3} seconds`;
      answered(child);
    }
  }
  function receive(child, message) {
    if (message.id !== id || !awaited.has(child))
      return;
    if (message.kind === "status-end")
      return answered(child);
    const one = collected.get(child);
    if (one === void 0)
      return;
    one.length += message.text.length;
    if (one.length > maxLength) {
      one.error = `it has more than ${maxLength} characters to say`;
      one.parts.clear();
      return answered(child);
    }
    const parts = one.parts.get(message.section) ?? [];
    one.parts.set(message.section, parts);
    parts.push(message.text);
  }
  function childGone(child) {
    if (!awaited.has(child))
      return;
    const one = collected.get(child);
    if (one)
      one.error = "it ended while it was asked";
    answered(child);
  }
  function answered(child) {
    awaited.delete(child);
    if (awaited.size === 0)
      finish();
  }
  return { collect, receive, childGone };
}
function write(head, collected) {
  const texts = [JSON.stringify(head).slice(0, -1)];
  for (const child of ["vrrp", "checker"])
    texts.push(`"${places[child]}":${writePart(child, collected.get(child))}`);
  return `${texts.join(",")}}
`;
}
function writePart(child, collected) {
  if (collected === void 0)
    return "null";
  if (collected.error !== null)
    return JSON.stringify({ error: collected.error });
  const lists = sectionsOf[child].map((section) => `"${section}":[${(collected.parts.get(section) ?? []).join(",")}]`);
  return `{${lists.join(",")}}`;
}

// dist/daemon/control.js
var maxReasons = 100;
function makeControl(options) {
  const startedAt = (/* @__PURE__ */ new Date()).toISOString();
  const collector = makeStatusCollector({ head, ask: options.ask });
  const asked = /* @__PURE__ */ new Set();
  let reloading = [];
  const socket = openControlSocket({ path: options.path, answer, log: options.log });
  function answer(question) {
    if (question === "status")
      return collector.collect();
    if (question === "reload")
      return reload();
    return null;
  }
  function reload() {
    return new Promise((resolve2) => {
      const waiter = (result) => resolve2(Buffer.from(`${JSON.stringify(result)}
`));
      asked.add(waiter);
      options.requestReload();
    });
  }
  function reloadEnded(result, reasons) {
    const waiting = reloading;
    reloading = [];
    for (const waiter of waiting)
      waiter({ result, reasons: shortened(reasons) });
  }
  function head() {
    const { loadedAt, generation, lastReload, children } = options.state();
    const clocks = options.clocks();
    const at = (us) => wallTime(clocks, us) ?? "";
    return {
      layout: 1,
      program: productName,
      pid: process.pid,
      startedAt,
      now: at(clocks.now),
      config: {
        file: options.configFile,
        loadedAt: at(loadedAt),
        generation,
        lastReload: lastReload === null ? null : {
          result: lastReload.result,
          startedAt: at(lastReload.startedAt),
          endedAt: lastReload.endedAt === null ? null : at(lastReload.endedAt),
          reasons: shortened(lastReload.reasons)
        }
      },
      processes: childNames.map((name) => {
        const { status, pid, startedAt: since } = children[name];
        const runs = pid !== 0;
        return { name, state: status, pid: runs ? pid : null, startedAt: runs ? at(since) : null };
      })
    };
  }
  return {
    collector,
    reloadBegins: () => {
      reloading.push(...asked);
      asked.clear();
    },
    reloadEnded,
    close: socket.close
  };
}
function shortened(reasons) {
  if (reasons.length <= maxReasons)
    return reasons;
  return [...reasons.slice(0, maxReasons), `and ${reasons.length - maxReasons} more`];
}

// dist/daemon/core-dumps.js
import { readFileSync, writeFileSync } from "node:fs";
var patternPath = "/proc/sys/kernel/core_pattern";
function prepareCoreDumps(options, log) {
  const { coreDump, corePattern } = options;
  const attempt = (what, change) => {
    try {
      change();
      return true;
    } catch (error) {
      log("warning", `Unable to set ${what}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  };
  if (coreDump || corePattern !== null)
    attempt("core dump limit", allowCoreDump);
  let before = "";
  const set = corePattern !== null && attempt("core pattern", () => {
    before = readFileSync(patternPath, "latin1");
    writeFileSync(patternPath, corePattern);
  });
  return () => {
    if (set)
      attempt("core pattern", () => writeFileSync(patternPath, before));
  };
}

// dist/daemon/fork-child.js
import { fork } from "node:child_process";
import { constants } from "node:os";
var engineRights = [
  "CHOWN",
  "DAC_OVERRIDE",
  "DAC_READ_SEARCH",
  "FOWNER",
  "NET_ADMIN",
  "IPC_LOCK",
  "SYS_NICE",
  "SYS_RESOURCE"
];
var rightsOf = {
  scripts: "all",
  checker: engineRights,
  vrrp: [...engineRights, "NET_RAW"]
};
function forkChild(name, { program, keepsRights, refused }) {
  const rights = keepsRights ? "all" : rightsOf[name];
  const start = () => forkProgram(program, name);
  return rights === "all" ? start() : startWithCapabilities(rights, start, refused);
}
function forkProgram(program, name) {
  const environment = { ...process.env };
  for (const name2 of ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"])
    delete environment[name2];
  return fork(program, [childArgument, name], {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: environment,
    execArgv: [...process.execArgv.filter((flag) => !leanFlags.includes(flag)), ...leanFlags]
  });
}
var leanFlags = ["--v8-pool-size=1", "--max-semi-space-size=1", "--optimize-for-size"];
function describeEnd(status, signal) {
  if (signal === null)
    return { kind: "status", status: status ?? 0 };
  return { kind: "signal", number: constants.signals[signal], words: signalWords[signal] ?? signal };
}
var signalWords = {
  SIGHUP: "Hangup",
  SIGINT: "Interrupt",
  SIGQUIT: "Quit",
  SIGILL: "Illegal instruction",
  SIGTRAP: "Trace/breakpoint trap",
  SIGABRT: "Aborted",
  SIGBUS: "Bus error",
  SIGFPE: "Floating point exception",
  SIGKILL: "Killed",
  SIGUSR1: "User defined signal 1",
  SIGSEGV: "Segmentation fault",
  SIGUSR2: "User defined signal 2",
  SIGPIPE: "Broken pipe",
  SIGALRM: "Alarm clock",
  SIGTERM: "Terminated",
  SIGXCPU: "CPU time limit exceeded"
};

// dist/daemon/init-files.js
import { lstatSync as lstatSync2 } from "node:fs";
var MODE = 384;
function initTrackFiles(files, log) {
  for (const { name, path, init } of files) {
    if (init === null)
      continue;
    const found = lstatSync2(path, { throwIfNoEntry: false });
    if (found !== void 0 && !(init.overwrite && found.isFile()))
      continue;
    try {
      writeFileAtomically(path, `${init.value}
`, MODE);
    } catch (error) {
      const reason = error instanceof OperationError ? error.message : String(error);
      log("err", `Unable to initialise track file ${name}: ${reason}`);
    }
  }
}

// dist/daemon/read-config.js
import { dirname, join } from "node:path";

// dist/config/diagnostic-codes.js
function entries(table2) {
  return table2;
}
var table = entries({
  // Text, files and definitions
  "unreadable-file": { means: "The main file cannot be opened." },
  include: {
    means: "An `include` finds no file, or one that cannot be used.",
    why: "everything that the missing file sets is left at its default"
  },
  "include-depth": { means: "Includes are nested too deeply, or there are too many files." },
  "line-too-long": { means: "A line is longer than 4096 characters." },
  "nul-byte": { means: "A NUL byte ends a line." },
  "unterminated-quote": { means: "A line has an odd number of double quotes." },
  "open-quote": { means: "A quote in a command or a pattern is not closed." },
  "endless-definition": { means: "A definition refers to itself." },
  "bad-sequence": { means: "A `~SEQ` or `~LST` cannot be read." },
  "too-many-lines": { means: "Definitions and repetitions make more than a million lines." },
  more: { means: "More than 1000 mistakes: the rest is counted." },
  // Blocks and keywords
  "unknown-keyword": { means: "No keyword of this block; the hint says of which, or which one was meant." },
  "missing-open-brace": { means: "A keyword that takes a block has no `{`." },
  "missing-close-brace": {
    means: "A block is not closed.",
    why: "what follows would be read as part of the open block"
  },
  "extra-brace": { means: "A `}` closes nothing." },
  "unexpected-brace": { means: "A `{` where no block may begin." },
  "too-deep": { means: "Blocks are nested more than 32 deep." },
  "empty-block": { means: "A list has no entries." },
  "missing-argument": { means: "A keyword has no value." },
  "bad-value": { means: "A value that the keyword does not take." },
  "bad-option": { means: "A word that is no option of the entry, or an option with a bad value." },
  "bad-name": { means: "A name that is no single word, or is too long." },
  "bad-range": { means: "A range of addresses or ports that is none." },
  "extra-words": { means: "Words between a keyword and the `{` of its list." },
  "too-many-decimals": { means: "More than six decimals." },
  clamped: { means: "A value beyond its limits was set to the nearest allowed one." },
  "given-twice": { means: "A second value for what can be set once." },
  "duplicate-name": {
    means: "Two blocks of one kind have the same name; the diagnostic shows the first.",
    why: "only the first one is used, so that a change to the other does nothing"
  },
  duplicate: { means: "A tracker, an interface or a real server is listed twice; the diagnostic shows the first." },
  "old-name": { means: "An old spelling of a keyword." },
  "no-effect-yet": { means: "A keyword that is understood and does nothing here so far." },
  // Scripts and accounts
  "script-security": {
    means: "Scripts run, and `enable_script_security` is not set.",
    why: "whoever may change a script runs commands as root"
  },
  "unsafe-script": {
    means: "Somebody other than root can replace a script that root runs.",
    why: "whoever owns that path component can run any command as root"
  },
  "script-not-found": {
    means: "A script does not exist.",
    why: "a script that cannot run tells nobody and checks nothing"
  },
  "script-not-executable": {
    means: "A script has no permission to be executed.",
    why: "a script that cannot run tells nobody and checks nothing"
  },
  "script-path": { means: "A script without a full path was found by search." },
  "unquoted-command": {
    means: "Words after a command that is not quoted.",
    why: "the words after a command are the user and the group to run it as; arguments stand with it in double quotes"
  },
  "script-disabled": { means: "A track script is left out.", why: "what it should watch is not watched" },
  "no-script": { means: "A `vrrp_script` without `script`." },
  "no-script-user": { means: "There is no account to run scripts as." },
  "unknown-user": { means: "An account or group that does not exist." },
  // VRRP
  "no-vrid": { means: "An instance without `virtual_router_id`." },
  "shared-vrid": {
    means: "Two instances of one address family use one virtual router number on an interface.",
    why: "each would take the adverts of the other for those of its own peers, and both would be master"
  },
  "no-interface": {
    means: "An instance without `interface`, or one that does not exist.",
    why: "the instance stays in FAULT and no one answers for its addresses until the interface is there"
  },
  "missing-interface": { means: "The file names an interface that does not exist." },
  loopback: { means: "VRRP cannot run on the loopback interface." },
  "no-prefix": {
    means: "A virtual address without prefix length is a network of its own: /32, or /128.",
    why: "it brings no route to its neighbours: that needs another address of the interface in the same network"
  },
  "duplicate-address": {
    means: "A virtual address stands twice.",
    why: "the instance that leaves the master state first takes the address from the other one"
  },
  "no-priority": {
    means: "An instance without `priority`.",
    why: "between routers of equal priority the higher address decides, and two address owners both stay master"
  },
  "not-owner": {
    means: "Priority 255, which is for the router that has the virtual address for its own.",
    why: "an owner yields to nobody: two routers with 255 are both master, and no weight lowers it"
  },
  "no-address": { means: "An instance without virtual address." },
  "too-many-addresses": { means: "More virtual addresses than fit into an advert." },
  "bad-address": { means: "No IP address, or one that cannot be used there." },
  "bad-prefix": { means: "A prefix length that is none." },
  "bad-broadcast": { means: "A broadcast address that is none." },
  "bad-port": { means: "No port number." },
  "wrong-family": { means: "An address of the other family than the instance or server." },
  "not-multicast": { means: "A multicast group that is no multicast address." },
  "not-link-local": { means: "An IPv6 source address that is not link-local." },
  "ah-master": { means: "`state MASTER` together with `auth_type AH`." },
  nopreempt: {
    means: "`nopreempt` where it cannot work.",
    why: "a router that starts as master has taken over before it could know that another one is master"
  },
  "preempt-delay": {
    means: "`preempt_delay` where it cannot work.",
    why: "a router that starts as master, or never preempts, has nothing to delay"
  },
  "advert-interval": {
    means: "An advert interval that the version cannot send.",
    why: "routers with different intervals do not accept the adverts of each other"
  },
  authentication: { means: "Authentication that cannot be used." },
  "no-active-key": {
    means: "An `auth_hmac` without `active_key`, or with one that is no key of it.",
    why: "whoever is on the network can send adverts that this router believes"
  },
  "key-file": {
    means: "A key file that others than its owner have rights to.",
    why: "whoever reads the key can sign adverts"
  },
  "password-truncated": {
    means: "Only eight octets of a password go into a packet.",
    why: "two passwords that differ after the eighth octet are the same"
  },
  strict: { means: "Something that strict mode does not allow." },
  "no-peers": { means: "Unicast settings without `unicast_peer`." },
  "not-found": {
    means: "A tracker names what is not defined, or is defined further down.",
    why: "what is not tracked cannot cause a failover"
  },
  "no-process": { means: "A `vrrp_track_process` without `process`." },
  "no-file": { means: "A `track_file` without `file`, or a FILE_CHECK without one." },
  "bad-session": { means: "A `bfd_instance` that cannot be used." },
  "no-delay": { means: "A `garp_group` without interval." },
  "no-source": { means: "An ipvlan without address." },
  "bad-quorum": { means: "`quorum_max` is smaller than `quorum`." },
  "weight-ignored": {
    means: "A weight that cannot change a priority.",
    why: "members of a sync group must keep the order of their priorities, and that of an address owner is fixed"
  },
  owner: { means: "A setting that is for the address owner (priority 255) only." },
  "timer-expired": { means: "`timer_expired_backup` without `nopreempt`." },
  vrf: { means: "Both an interface and a VRF for one instance." },
  "empty-group": { means: "A sync group without usable members, or a virtual server group without entries." },
  "lone-member": { means: "A sync group with one member." },
  "no-member": { means: "A sync group names an instance that does not exist." },
  "two-groups": { means: "An instance in two sync groups." },
  // LVS
  "duplicate-server": {
    means: "Two virtual servers have one address, port and protocol.",
    why: "the kernel has one service for both: the settings of the first count, and it gets the real servers of all"
  },
  "bad-virtual-server": { means: "The address of a virtual server cannot be read." },
  "bad-real-server": { means: "The address of a real server cannot be read." },
  "no-real-server": { means: "A virtual server without real servers." },
  "no-group": { means: "A virtual server names a group that does not exist." },
  "no-protocol": {
    means: "A virtual server without `protocol` is UDP.",
    why: "connections over TCP are not balanced"
  },
  defaulted: { means: "A virtual server without scheduler or forwarding method." },
  "protocol-of-mark": { means: "A firewall mark has no protocol." },
  "port-of-mark": { means: "A port of a real server behind a firewall mark." },
  "port-mismatch": {
    means: "Ports of virtual and real server differ where the forwarding method cannot change them.",
    why: "direct routing and tunnels leave the packet as it is, so that the real server never sees the other port"
  },
  "zero-port": { means: "Port 0 without persistence." },
  quorum: { means: "A quorum above the weight of all real servers." },
  hysteresis: { means: "A hysteresis that is not below the quorum." },
  "ha-suspend": { means: "`ha_suspend` for a firewall mark." },
  "one-packet": { means: "`ops` for another protocol than UDP." },
  "scheduler-flag": { means: "A flag of another scheduler, or before `lb_algo`." },
  "no-sorry-server": { means: "A setting of the sorry server without one." },
  "no-url": { means: "HTTP_GET or SSL_GET without `url`." },
  "no-path": { means: "A `url` without `path`." },
  "bad-digest": { means: "A digest that is no MD5 in hexadecimal." },
  "bad-regex": {
    means: "A pattern that PCRE2 does not take, or its library is not installed.",
    why: "the page is not searched, so that a server with the wrong text counts as good"
  },
  // Mail
  "unresolved-name": { means: "The name of the mail relay has no address now." }
});

// dist/config/diagnostic.js
function writeOriginalForm(diagnostic) {
  const { position, message } = diagnostic;
  return position === null ? message : `(${position.file}: Line ${position.line}) ${message}`;
}

// dist/daemon/diagnostic-lines.js
function diagnosticLine(diagnostic) {
  const { hint } = diagnostic;
  return `${writeOriginalForm(diagnostic)}${hint === null ? "" : ` - ${hint}`}`;
}
var levels = {
  error: "err",
  warning: "warning",
  notice: "notice",
  hint: "debug"
};
function diagnosticLevel(diagnostic) {
  return levels[diagnostic.severity];
}
function newErrors(accepted, fresh) {
  const known = new Set(accepted.map((diagnostic) => `${diagnostic.code} ${diagnostic.message}`));
  return fresh.filter((one) => one.severity === "error" && !known.has(`${one.code} ${one.message}`));
}

// dist/daemon/read-config.js
function makeConfigReader(options, log) {
  let accepted = [];
  let running = null;
  let readings = 0;
  async function load() {
    const { loadConfig } = await import("./load-7ZV4XTGA.js");
    return loadConfig(options.configFile, await environment());
  }
  async function environment() {
    const { makeConfigEnvironment } = await import("./config-environment-GKCMJZN7.js");
    const { makeKindLookup, makeVrfLookup } = await import("./interface-kind-MS53WWVS.js");
    return makeConfigEnvironment({
      testing: false,
      ...readingOptions(options),
      isInterfaceOfKind: makeKindLookup(),
      vrfTable: makeVrfLookup()
    });
  }
  async function save(config) {
    const directory = config?.global.reload?.saveDirectory;
    readings += 1;
    if (directory === void 0)
      return;
    const { rewriteConfig } = await import("./load-7ZV4XTGA.js");
    const { text } = rewriteConfig(options.configFile, await environment());
    saveCopy(directory, `keepalived.conf.${process.pid}.${readings - 1}`, text(), log);
  }
  function tell(diagnostics) {
    for (const diagnostic of diagnostics)
      log(diagnosticLevel(diagnostic), diagnosticLine(diagnostic));
  }
  async function first() {
    announce();
    if (options.namespace !== null && !enter(options.namespace))
      return { config: null, exitStatus: exitFatal };
    let loaded = await load();
    const asked = loaded.config?.global.netNamespace ?? null;
    if (asked !== null && options.namespace === null) {
      if (!enter(asked))
        return { config: null, exitStatus: exitFatal };
      loaded = await load();
    }
    const { config, diagnostics, exitStatus } = loaded;
    tell(diagnostics);
    accepted = diagnostics;
    if (config === null) {
      return { config: null, exitStatus: exitStatus === exitMissingArgument ? exitStatus : exitNoConfig };
    }
    if (runsNothing(config) && diagnostics.some((one) => one.severity === "error")) {
      log("err", "Configuration refused: its mistakes leave nothing to run");
      return { config: null, exitStatus: exitNoConfig };
    }
    if (asked !== null && options.namespace !== null && asked !== options.namespace) {
      log("info", `Overriding config net_namespace '${asked}' with command line namespace '${options.namespace}'`);
    }
    await save(config);
    running = withNamespace(config);
    return { config: running };
  }
  async function again() {
    const check = running?.global.reload?.check;
    if (check !== void 0)
      log("info", "validate conf before Reload");
    announce();
    const { config, diagnostics, exitStatus } = await loadMarked();
    const strict = check !== void 0 && exitStatus !== 0;
    const errors = strict ? diagnostics.filter(({ severity }) => severity !== "hint") : newErrors(accepted, diagnostics);
    const refused = config === null || errors.length > 0;
    tell(refused ? diagnostics.filter((one) => !errors.includes(one)) : diagnostics);
    if (check?.log)
      writeCheckLog(check.log, strict ? errors.map(diagnosticLine) : [], log);
    if (strict)
      log("err", `New config failed validation, see ${check?.log ?? "below"} for details`);
    if (refused)
      return { reasons: errors.map(diagnosticLine) };
    accepted = diagnostics;
    const next = withNamespace(config);
    const kept = keepNames(next, running?.global ?? next.global);
    for (const complaint of kept.complaints)
      log("warning", complaint);
    return { config: kept.config };
  }
  async function loadMarked() {
    const marker = running?.global.reload?.markerFile;
    const done = marker === void 0 ? null : markReading(marker ?? usualMarker(), log);
    try {
      const loaded = await load();
      await save(loaded.config);
      return loaded;
    } finally {
      done?.();
    }
  }
  function usualMarker() {
    return join(dirname(placesOf(running?.global ?? noNames, options.pidFiles).pidFiles.parent), "keepalived.reload");
  }
  function withNamespace(config) {
    if (options.namespace === null)
      return config;
    return { ...config, global: { ...config.global, netNamespace: options.namespace } };
  }
  function announce() {
    log("debug", `Opening file '${options.configFile}'.`);
    log("info", `Configuration file ${options.configFile}`);
  }
  function enter(namespace) {
    try {
      enterNetworkNamespace(namespace);
      return true;
    } catch (error) {
      if (!(error instanceof OperationError))
        throw error;
      log("err", `Unable to set network namespace ${namespace} - exiting: ${error.message}`);
      return false;
    }
  }
  return { first, again };
}
var noNames = { netNamespace: null, instanceName: null, usePidDir: false, dataUseInstance: false };
function runsNothing(config) {
  return config.vrrp.instances.length === 0 && config.lvs.virtualServers.length === 0;
}

// dist/daemon/reload-schedule.js
import { closeSync, constants as constants2, fstatSync, openSync, readSync, unlinkSync as unlinkSync2, watch } from "node:fs";
import { basename, dirname as dirname2 } from "node:path";

// dist/daemon/reload-time.js
var shape = /^(?:(\d\d|\d{4})-(\d\d)-(\d\d) )?(\d\d):(\d\d):(\d\d)(Z?)$/;
function readReloadTime(text, nowMs) {
  const match = shape.exec(text);
  if (match === null)
    return { kind: "bad", why: "shape" };
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])];
  if (hour > 23 || minute > 59 || second > 60)
    return { kind: "bad", why: "range" };
  const utc = match[7] === "Z";
  const at = (year2, month2, day2) => utc ? new Date(Date.UTC(year2, month2 - 1, day2, hour, minute, second)) : new Date(year2, month2 - 1, day2, hour, minute, second);
  if (match[1] === void 0)
    return timeOfDay(at, utc, nowMs);
  const year = match[1].length === 2 ? 2e3 + Number(match[1]) : Number(match[1]);
  const [month, day] = [Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > 31)
    return { kind: "bad", why: "range" };
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day)
    return { kind: "bad", why: "no-such-day" };
  const ms = at(year, month, day).getTime();
  return ms <= nowMs ? { kind: "past" } : { kind: "at", ms, daily: false };
}
function timeOfDay(at, utc, nowMs) {
  const now = new Date(nowMs);
  const [year, month, day] = utc ? [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()] : [now.getFullYear(), now.getMonth(), now.getDate()];
  const today = at(year, month + 1, day).getTime();
  return { kind: "at", ms: today > nowMs ? today : at(year, month + 1, day + 1).getTime(), daily: true };
}

// dist/daemon/reload-schedule.js
var settleMs = 100;
var maxSleepMs = 3e4;
var maxOctets = 64;
function makeReloadSchedule({ reload, log }) {
  let path = null;
  let repeat = false;
  let watcher = null;
  let settling = null;
  let alarm = null;
  let due = null;
  function configure(config) {
    close();
    due = null;
    path = config?.timeFile ?? null;
    repeat = config?.repeat ?? false;
    if (path === null)
      return;
    startWatching(path);
    look();
  }
  function startWatching(file) {
    try {
      watcher = watch(dirname2(file), (_, name) => {
        if (name === basename(file))
          settling ??= setTimeout(look, settleMs);
      });
      watcher.on("error", () => watcher?.close());
    } catch (error) {
      log("warning", `Unable to watch directory of reload_time_file ${file}: ${messageOf(error)}`);
    }
  }
  function look() {
    settling = null;
    if (path === null)
      return;
    const text = readFirstLine(path);
    if (text === null)
      return cancel();
    const time = readReloadTime(text, Date.now());
    if (time.kind === "at")
      return schedule(time.ms);
    cancel();
    if (time.kind === "past") {
      log("info", `Reload time ${text} is in the past - ignoring`);
      log("info", "Reload date/time is in the past - ignoring");
      return;
    }
    if (time.why === "shape")
      log("info", `Reload time ${text} format is incorrect - ignoring`);
    else if (time.why === "range")
      log("info", `Reload date/time ${text} invalid - ignoring`);
    else
      log("info", `Reload time ${text} is not valid - ignoring`);
    log("info", `Invalid reload time '${text}' specified - ignoring`);
  }
  function schedule(ms) {
    if (ms === due)
      return;
    due = ms;
    log("info", `Scheduling reload for ${localTime(ms)}`);
    sleep();
  }
  function cancel() {
    if (due === null)
      return;
    log("info", `Cancelling reload scheduled for ${localTime(due)}`);
    due = null;
    if (alarm !== null)
      clearTimeout(alarm);
  }
  function sleep() {
    if (alarm !== null)
      clearTimeout(alarm);
    if (due === null)
      return;
    const remaining = due - Date.now();
    if (remaining <= 0)
      return ring();
    alarm = setTimeout(sleep, Math.min(remaining, maxSleepMs));
  }
  function ring() {
    due = null;
    if (path !== null && !repeat)
      remove(path);
    reload();
    if (repeat)
      look();
  }
  function remove(file) {
    try {
      unlinkSync2(file);
    } catch (error) {
      log("warning", `Unable to remove reload_time_file ${file}: ${messageOf(error)}`);
    }
  }
  function close() {
    watcher?.close();
    watcher = null;
    for (const timer of [settling, alarm])
      if (timer !== null)
        clearTimeout(timer);
    settling = alarm = null;
  }
  return { configure, close };
}
function readFirstLine(path) {
  let descriptor = null;
  try {
    descriptor = openSync(path, constants2.O_RDONLY | constants2.O_NOFOLLOW | constants2.O_NONBLOCK);
    if (!fstatSync(descriptor).isFile())
      return null;
    const buffer = Buffer.alloc(maxOctets);
    const length = readSync(descriptor, buffer, 0, maxOctets, 0);
    const line = buffer.toString("latin1", 0, length).split("\n")[0] ?? "";
    return line === "" ? null : line;
  } catch {
    return null;
  } finally {
    if (descriptor !== null)
      closeSync(descriptor);
  }
}
function localTime(ms) {
  const date = new Date(ms);
  const two = (value) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

// dist/daemon/systemd.js
import { constants as constants3 } from "node:os";

// dist/linux/sd-notify.js
function notifyServiceManager(notification) {
  const path = process.env.NOTIFY_SOCKET;
  if (path === void 0 || !/^[/@]/.test(path))
    return false;
  const text = Object.entries(notification).map(([name, value]) => `${name}=${value}`).join("\n");
  let socket;
  try {
    socket = openUnixDatagramSocket();
  } catch {
    return false;
  }
  const refusal = socket.send(path, Buffer.from(text, "utf8"));
  socket.close();
  return refusal === null;
}
function notifyReloading() {
  return notifyServiceManager({ RELOADING: 1, MONOTONIC_USEC: nowMonotonicUs() });
}

// dist/daemon/systemd.js
function tellSystemd(state) {
  switch (state.kind) {
    case "ready":
      return void notifyServiceManager({ READY: 1, MAINPID: process.pid, STATUS: state.status });
    case "reloading":
      return void notifyReloading();
    case "stopping":
      return void notifyServiceManager({ STOPPING: 1, STATUS: "Stopping" });
    case "status":
      return void notifyServiceManager({ STATUS: state.status });
    case "alive":
      return void notifyServiceManager({ WATCHDOG: 1 });
    case "failed":
      return void notifyServiceManager({ ERRNO: constants3.errno[state.errno] });
    default:
      return unreachable(state);
  }
}
function watchdogUs(environment = process.env) {
  const { WATCHDOG_USEC: interval, WATCHDOG_PID: pid } = environment;
  if (interval === void 0 || !/^[1-9]\d{0,14}$/.test(interval))
    return null;
  return pid === void 0 || Number(pid) === process.pid ? Number(interval) : null;
}

// dist/daemon/parent.js
async function runParent(setup) {
  const { options } = setup;
  process.title = [processTitle, ...options.commandLine].join(" ");
  const signals = hearSignals();
  let logger = makeLogger(parentIdentity, options.log);
  logStart(logger, setup);
  const reader = makeConfigReader(options, (level, text) => logger.log(level, text));
  const read = await reader.first();
  if (read.config === null)
    return leave(logger, null, read.exitStatus);
  const { config } = read;
  const places2 = placesOf(config.global, options.pidFiles);
  if (places2.identSuffix !== "") {
    const identity = identityIn(places2.identSuffix, parentIdentity);
    logger.log("info", `Changing syslog ident to ${identity.ident}`);
    logger.close();
    logger = makeLogger(identity, options.log);
  }
  settle(config);
  const restoreCorePattern = prepareCoreDumps(options, logger.log);
  const file = writePidFile(places2.pidFiles.parent);
  if (file.kind === "owned") {
    logger.log("info", "daemon is already running");
    return leave(logger, null, 0);
  }
  if (file.kind === "failed")
    logger.log("err", file.message);
  const pidFile = file.kind === "written" ? file.pidFile : null;
  initTrackFiles(config.vrrp.files ?? [], logger.log);
  const children = /* @__PURE__ */ new Map();
  const runtime = startRuntime({
    machine: lifecycleMachine,
    state: initialLifecycleState(),
    now: nowUs,
    makeAlarm: (ring) => makePlainAlarm(nowUs, ring),
    deadlineEvent: { kind: "deadline" },
    recorder: makeFlightRecorder({
      machine: "lifecycle",
      program: productName,
      path: crashPath("parent", config.global),
      log: (level, text) => logger.log(level, text)
    }),
    perform
  });
  const control = makeControl({
    path: places2.controlSocket,
    configFile: resolve(options.configFile),
    state: () => runtime.state,
    clocks: () => ({ now: nowUs(), wallMs: Date.now() }),
    ask: (id) => engineNames.filter((name) => {
      const child = children.get(name);
      return child !== void 0 && sendToChild(child, { kind: "status", id });
    }),
    requestReload: () => runtime.post({ kind: "reload-requested" }),
    log: logger.log
  });
  const schedule = makeReloadSchedule({ reload: () => runtime.post({ kind: "reload-requested" }), log: logger.log });
  schedule.configure(config.global.reload);
  process.on("SIGXCPU", () => logger.log("warning", "Limit of processor time reached"));
  process.on("uncaughtException", crashed);
  process.on("unhandledRejection", crashed);
  const { runVrrp, runChecker, startAll, respawn } = options;
  runtime.post({
    kind: "start",
    config,
    options: {
      vrrpAllowed: runVrrp,
      checkerAllowed: runChecker,
      startAll,
      respawn,
      version: productName,
      watchdogUs: watchdogUs()
    }
  });
  signals.giveTo(runtime.post);
  setup.settled();
  function perform(action) {
    switch (action.kind) {
      case "start-child":
        return startChild(action.child);
      case "configure-child": {
        const { generation } = action;
        const child = children.get(action.child);
        const config2 = partFor(action.child, action.config);
        if (child !== void 0)
          sendToChild(child, { kind: "configure", generation, config: config2, options });
        return;
      }
      case "signal-child":
        return void children.get(action.child)?.kill(`SIG${action.signal}`);
      case "ask-child": {
        const child = children.get(action.child);
        if (child !== void 0)
          sendToChild(child, { kind: "request", request: action.request });
        return;
      }
      case "ask-for-life": {
        const child = children.get(action.child);
        if (child !== void 0)
          sendToChild(child, { kind: "ask-for-life" });
        return;
      }
      case "load-config":
        control.reloadBegins();
        return void loadAgain();
      case "reload-ended":
        return control.reloadEnded(action.result, action.reasons);
      case "run-script":
        return void runScript(action);
      case "write-data":
        return void writeData();
      case "tell-systemd":
        return tellSystemd(action.state);
      case "log":
        return logger.log(action.level, action.text, action.detail ?? false);
      case "exit":
        runtime.close();
        control.close();
        schedule.close();
        restoreCorePattern();
        leave(logger, pidFile, action.status);
        return removeEmptyRunDirectories(places2.pidFiles.parent);
      default:
        return unreachable(action);
    }
  }
  function startChild(name) {
    let child;
    try {
      child = forkChild(name, {
        program: setup.program,
        keepsRights: config.global.ipvsNamespace !== null,
        refused: (errno) => logger.log("info", `The ${name} process keeps rights that it does not need: ${errno}`, true)
      });
    } catch (error) {
      return runtime.post({ kind: "child-start-failed", child: name, reason: messageOf(error) });
    }
    const { pid } = child;
    child.on("error", (error) => {
      if (pid === void 0)
        runtime.post({ kind: "child-start-failed", child: name, reason: messageOf(error) });
    });
    if (pid === void 0)
      return;
    children.set(name, child);
    child.on("message", (message) => receive(name, message));
    child.on("exit", (status, signal) => {
      children.delete(name);
      if (name !== "scripts")
        control.collector.childGone(name);
      runtime.post({ kind: "child-exited", child: name, pid, end: describeEnd(status, signal) });
    });
    connectScripts(name);
    runtime.post({ kind: "child-started", child: name, pid });
  }
  function connectScripts(started) {
    const scripts = children.get("scripts");
    if (scripts === void 0)
      return;
    const engines = started === "scripts" ? engineNames : [started];
    for (const name of engines) {
      const engine = children.get(name);
      if (engine === void 0)
        continue;
      const [one, other] = openSocketPair().map((fd) => new Socket({ fd, readable: false }));
      sendToChild(engine, { kind: "script-line" }, one);
      sendToChild(scripts, { kind: "script-line" }, other);
    }
  }
  function receive(name, message) {
    switch (message.kind) {
      case "configured":
        return runtime.post({ kind: "child-configured", child: name, generation: message.generation });
      case "reload-wanted":
        return runtime.post({ kind: "reload-requested" });
      case "alive":
        return runtime.post({ kind: "child-alive", child: name });
      case "standing":
        return runtime.post({ kind: "child-standing", child: name, standing: message.standing });
      case "status-part":
      case "status-end":
        return name === "scripts" ? void 0 : control.collector.receive(name, message);
      default:
        return unreachable(message);
    }
  }
  async function loadAgain() {
    try {
      const read2 = await reader.again();
      if ("config" in read2) {
        settle(read2.config);
        schedule.configure(read2.config.global.reload);
        runtime.post({ kind: "config-loaded", config: read2.config });
      } else
        runtime.post({ kind: "config-refused", reasons: read2.reasons });
    } catch (error) {
      runtime.post({ kind: "config-refused", reasons: [`Unable to read the configuration: ${messageOf(error)}`] });
    }
  }
  function settle({ global }) {
    process.umask(options.umask ?? global.umask);
    if (global.parentProcess.name !== null)
      setProcessName(global.parentProcess.name);
  }
  async function runScript(action) {
    const { script, command, timeoutUs } = action;
    const current = runtime.state.config;
    const account = current === null ? { uid: command.uid, gid: command.gid } : accountOf(command, current.global);
    const outcome = await runCommand({ argv: command.argv, ...account, timeoutMs: Math.ceil(timeoutUs / US_PER_MS) });
    runtime.post({ kind: "script-ended", script, outcome });
  }
  async function writeData() {
    logger.log("info", `Printing parent data for process(${process.pid}) on signal`);
    const current = runtime.state.config;
    if (current === null)
      return;
    const { writeParentData } = await import("./data-files-Y2WFDF5F.js");
    const failure = await writeParentData(current);
    if (failure !== null)
      logger.log("err", failure);
  }
  function crashed(error) {
    const text = error instanceof Error ? error.stack ?? error.message : String(error);
    for (const line of text.split("\n"))
      logger.log("err", line);
    pidFile?.remove();
    process.exit(exitInternalError);
  }
}
function hearSignals() {
  const early = [];
  let post = (event) => void early.push(event);
  const on = (signal, event) => process.on(signal, () => post(event));
  const clear = { kind: "stats-requested", clear: true };
  on("SIGHUP", { kind: "reload-requested" });
  on("SIGTERM", { kind: "stop-requested" });
  on("SIGINT", { kind: "stop-requested" });
  on("SIGUSR1", { kind: "data-requested" });
  on("SIGUSR2", { kind: "stats-requested", clear: false });
  on("SIGURG", clear);
  onRealTimeSignals({ [SIGNAL_JSON]: () => post({ kind: "json-requested" }), [SIGNAL_STATS_CLEAR]: () => post(clear) });
  process.on("SIGPIPE", () => void 0);
  return {
    giveTo: (take) => {
      post = take;
      for (const event of early.splice(0))
        take(event);
    }
  };
}
function logStart(logger, setup) {
  const { options } = setup;
  logger.log("info", `Starting ${productName}`);
  logger.log("info", `Running on Linux ${release()} ${kernelVersion()} (Node ${process.versions.node})`);
  for (const line of commandLineLines(["tskeepalived", ...options.commandLine]))
    logger.log("info", line);
  for (const complaint of setup.complaints)
    logger.log("warning", complaint);
}
function leave(logger, pidFile, status) {
  pidFile?.remove();
  logger.close();
  setImmediate(() => process.exit(status));
}
export {
  runParent
};
