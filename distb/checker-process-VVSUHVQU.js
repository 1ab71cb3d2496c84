import {
  closeConnection,
  connect,
  errnoNumber,
  errnoText,
  exchangeHttp,
  openCheckSocket,
  openConnection,
  targetOf,
  timeoutMs,
  tlsContext,
  writeRequest
} from "./chunk-CAIA3EZW.js";
import {
  initialLvsState,
  lvsMachine
} from "./chunk-FIFX3XCL.js";
import {
  compileRegex
} from "./chunk-X55HZFY3.js";
import {
  viewVirtualServer
} from "./chunk-MGKTKKHP.js";
import "./chunk-XKHT2WCV.js";
import "./chunk-Q5WZ2PUS.js";
import {
  bufferOptions,
  makeFileWatch,
  makeLanes,
  makeNotifications,
  makeSyncDaemon,
  readSysctl,
  runChild,
  withoutSessionChecks,
  writeSysctl
} from "./chunk-O7LUDDFJ.js";
import {
  makePlainAlarm,
  startRuntime,
  wallTime
} from "./chunk-EXS4NJXH.js";
import {
  nowUs
} from "./chunk-V5UWORX5.js";
import {
  isLocalTrouble
} from "./chunk-VSPS3GBM.js";
import {
  makeFlightRecorder
} from "./chunk-VU6ZOJSY.js";
import {
  messageOf,
  savesStates
} from "./chunk-LHPMY7WV.js";
import {
  openRtnetlink
} from "./chunk-2VKK3U2Q.js";
import "./chunk-O57CWVPL.js";
import "./chunk-YME4ZP4W.js";
import "./chunk-XABHM7LQ.js";
import "./chunk-337YAZUT.js";
import {
  unreachable
} from "./chunk-24HHUIME.js";
import "./chunk-EFJSXIPA.js";
import "./chunk-VKBYNSQF.js";
import {
  US_PER_MS
} from "./chunk-JPSQDH5E.js";
import {
  writeIp
} from "./chunk-I3YH4PUB.js";
import {
  crashPath
} from "./chunk-PY5ASTVM.js";
import "./chunk-NRKNEZKE.js";
import "./chunk-NUPY4W5R.js";
import "./chunk-KCHSFZRZ.js";
import "./chunk-XPEAVDUA.js";
import "./chunk-IDE7ZMPU.js";
import "./chunk-YFEMITMN.js";
import "./chunk-LDHUG6OE.js";
import "./chunk-NLTIZCZR.js";
import "./chunk-AJEKJ6SH.js";
import "./chunk-ABXZWG56.js";
import "./chunk-Y6ZBNNPF.js";
import {
  openIpvsSocket
} from "./chunk-QXCUVXBT.js";
import "./chunk-SPMRPJFN.js";
import {
  SOCK_DGRAM,
  tryLibc
} from "./chunk-VCTB2HMK.js";
import {
  IpvsError
} from "./chunk-IWLZ5QOH.js";
import {
  productName
} from "./chunk-4TAYJWOD.js";
import "./chunk-MLKGABMK.js";

// dist/daemon/checker-process.js
import { randomInt as randomInt3 } from "node:crypto";

// dist/daemon/address-watch.js
function watchAddresses(post, log, buffers) {
  const known = /* @__PURE__ */ new Map();
  function take(index, addresses) {
    const before = known.get(index) ?? /* @__PURE__ */ new Map();
    const after = new Map(addresses.map(({ address }) => [writeIp(address), address]));
    known.set(index, after);
    for (const [text, address] of before)
      if (!after.has(text))
        post({ kind: "address", address, present: false });
    for (const [text, address] of after)
      if (!before.has(text))
        post({ kind: "address", address, present: true });
  }
  const rtnetlink = openRtnetlink({
    ...bufferOptions(buffers?.lvsMonitor),
    requests: bufferOptions(buffers?.lvsCommand),
    onInterface: ({ index, addresses }) => take(index, addresses),
    onInterfaceGone(index) {
      take(index, []);
      known.delete(index);
    },
    onError: (error) => log("info", `Netlink: ${error.message}`)
  });
  for (const { index, addresses } of rtnetlink.interfaces())
    take(index, addresses);
  return { close: () => rtnetlink.close() };
}

// dist/checkers/dns-check.js
import { randomInt } from "node:crypto";
import dnsPacket from "dns-packet";

// dist/checkers/datagram.js
import { closeSync } from "node:fs";
import dgram from "node:dgram";
var MAX_DATAGRAMS = 100;
function exchangeDatagrams(config, protocol, payload, judge3, signal) {
  if (signal.aborted)
    return Promise.resolve({ kind: "aborted" });
  const opened = openDatagramSocket(config, protocol);
  if (typeof opened !== "number")
    return Promise.resolve(opened);
  return new Promise((resolve) => {
    const socket = dgram.createSocket(config.address.family === 4 ? "udp4" : "udp6");
    let datagrams = 0;
    let done = false;
    const finish = (outcome) => {
      if (done)
        return;
      done = true;
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      socket.close();
      resolve(outcome);
    };
    const onAbort = () => finish({ kind: "aborted" });
    const timer = setTimeout(() => finish({ kind: "timeout" }), Math.max(1, Math.ceil(config.connectTimeoutUs / 1e3)));
    signal.addEventListener("abort", onAbort);
    socket.on("error", (error) => finish({ kind: "refused", errno: error.code ?? "EIO" }));
    socket.on("message", (datagram) => {
      const verdict = judge3(datagram);
      if (verdict === true)
        finish({ kind: "accepted" });
      else if (verdict !== null)
        finish({ kind: "rejected", reason: verdict });
      else if (++datagrams >= MAX_DATAGRAMS)
        finish({ kind: "timeout" });
    });
    socket.bind({ fd: opened }, () => {
      if (done)
        return;
      const sent = tryLibc("send", opened, payload, payload.length, 0);
      if (sent.errno !== null)
        finish({ kind: "unreachable", errno: sent.errno });
    });
  });
}
function openDatagramSocket(config, protocol) {
  const fd = openCheckSocket(config, SOCK_DGRAM, protocol);
  if (typeof fd !== "number")
    return { kind: "undecided", reason: fd.reason };
  const target = targetOf(config);
  const { errno } = tryLibc("connect", fd, target, target.length);
  if (errno === null)
    return fd;
  closeSync(fd);
  return { kind: "unreachable", errno };
}

// dist/checkers/dns-check.js
var IPPROTO_UDP = 17;
var MAX_ID = 65536;
async function runDnsCheck(checker, signal) {
  const id = randomInt(MAX_ID);
  const query = encodeQuery(id, checker.type, checker.name);
  const judge3 = (datagram) => {
    const answer = readHeader(datagram);
    if (answer === null || answer.id !== id || !answer.isResponse)
      return null;
    return answer.rcode === 0 ? true : `read error occurred. (rcode = ${answer.rcode})`;
  };
  return judgeOutcome(await exchangeDatagrams(checker.connection, IPPROTO_UDP, query, judge3, signal));
}
var MAX_LABEL_LENGTH = 63;
function encodeQuery(id, type, name) {
  const labels = name.split(".").filter((label) => label !== "");
  return dnsPacket.encode({
    type: "query",
    id,
    flags: dnsPacket.RECURSION_DESIRED,
    questions: [{ type, class: "IN", name: labels.map(cut).join(".") }]
  });
}
function cut(label) {
  let end = label.length;
  while (Buffer.byteLength(label.slice(0, end)) > MAX_LABEL_LENGTH)
    end--;
  return label.slice(0, end);
}
var HEADER_LENGTH = 12;
var COUNTS_AT = 4;
var RCODE_BITS = 15;
function readHeader(datagram) {
  if (datagram.length < HEADER_LENGTH)
    return null;
  const header = Buffer.alloc(HEADER_LENGTH);
  datagram.copy(header, 0, 0, COUNTS_AT);
  const { id = 0, type, flags = 0 } = dnsPacket.decode(header);
  return { id, isResponse: type === "response", rcode: flags & RCODE_BITS };
}
function judgeOutcome(outcome) {
  switch (outcome.kind) {
    case "accepted":
      return { up: true, words: "" };
    case "rejected":
      return failure(outcome.reason);
    case "timeout":
      return failure("read timeout from socket");
    case "refused":
      return failure(`failed to read socket; errno ${errnoNumber(outcome.errno)} (${errnoText(outcome.errno)})`);
    case "unreachable":
      return undecided(`socket connect error ${errnoNumber(outcome.errno)} - ${errnoText(outcome.errno)}`);
    case "undecided":
      return undecided(outcome.reason);
    case "aborted":
      return { up: false, words: "", undecided: true };
  }
}
function failure(reason) {
  return { up: false, words: `DNS_CHECK ({server}) ${reason}{attempt}` };
}
function undecided(reason) {
  const words = "DNS_CHECK ({server}) UDP socket bind failed. Rescheduling.";
  return { up: false, words, remarks: [reason], undecided: true };
}

// dist/checkers/http-check.js
import { Buffer as Buffer2 } from "node:buffer";

// dist/checkers/page-search.js
var STEP_OCTETS = 4096;
var MAX_CARRIED_OCTETS = 8192;
var SHORTENED_OCTETS = 4096;
var MAX_LOOKBEHIND_OCTETS = 4096;
var LINE_FEED = 10;
var BUDGET_US = 25e4;
var BUDGET_US_PER_OCTET = 0.1;
function makePageSearch(config) {
  const regex = regexOf(config);
  const lookBehind = Math.min(regex.lookBehind, MAX_LOOKBEHIND_OCTETS);
  let last = config.maxOffset ?? Infinity;
  let window = new Uint8Array(0);
  let base = 0;
  let next = config.minOffset;
  let spentUs = 0;
  const firstLine = config.options.includes("firstline");
  let verdict = null;
  function look(atEnd) {
    const whole = atEnd || !regex.utf ? window.length : wholeCharacters(window);
    const lastHere = Math.min(last, base + (atEnd ? whole : whole - 1));
    while (verdict === null && next <= lastHere) {
      const from = regex.utf ? base + characterAt(window, next - base) : next;
      const to = Math.min(lastHere, from + regex.startsPerCall - 1);
      if (from > to) {
        next = from;
        break;
      }
      const outcome = timed({ from: from - base, to: to - base, atBegin: base === 0, atEnd }, whole);
      if (outcome.kind === "match")
        verdict = { kind: "found" };
      else if (outcome.kind === "failed")
        verdict = outcome;
      else if (spentUs > BUDGET_US + BUDGET_US_PER_OCTET * (base + whole)) {
        verdict = { kind: "failed", reason: "the search takes too long" };
      } else if (outcome.kind === "partial") {
        next = base + outcome.start;
        break;
      } else
        next = to + 1;
    }
  }
  function timed(search, whole) {
    const before = process.cpuUsage();
    const outcome = regex.match(window.subarray(0, whole), search);
    const { user, system } = process.cpuUsage(before);
    spentUs += user + system;
    return outcome;
  }
  function shorten() {
    const end = base + window.length;
    if (end - next > MAX_CARRIED_OCTETS)
      next = end - SHORTENED_OCTETS;
    const keepFrom = Math.max(0, Math.min(next - base, window.length) - lookBehind);
    window = window.slice(keepFrom);
    base += keepFrom;
  }
  function noteLineEnd(step, at) {
    if (!firstLine || last < at)
      return;
    const found = step.indexOf(LINE_FEED, Math.max(0, config.minOffset - at));
    if (found >= 0)
      last = Math.min(last, at + found);
  }
  return {
    push: (chunk) => {
      for (let at = 0; at < chunk.length && verdict === null && next <= last; at += STEP_OCTETS) {
        const step = chunk.subarray(at, at + STEP_OCTETS);
        noteLineEnd(step, base + window.length);
        window = joined(window, step);
        look(false);
        shorten();
      }
    },
    end: () => {
      if (verdict === null)
        look(true);
      return verdict ?? { kind: "not-found" };
    }
  };
}
var compiled = /* @__PURE__ */ new WeakMap();
function regexOf(config) {
  const known = compiled.get(config);
  if (known !== void 0)
    return known;
  const result = compileRegex(config);
  if (!result.ok)
    throw new Error(result.message);
  compiled.set(config, result.regex);
  return result.regex;
}
function joined(a, b) {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
var MAX_CHARACTER_OCTETS = 4;
function wholeCharacters(octets) {
  const { length } = octets;
  for (let back = 1; back < MAX_CHARACTER_OCTETS && back <= length; back++) {
    const octet = octets[length - back] ?? 0;
    if (isContinuation(octet))
      continue;
    const needed = octet >= 240 ? 4 : octet >= 224 ? 3 : octet >= 192 ? 2 : 1;
    return needed > back ? length - back : length;
  }
  return length;
}
function characterAt(octets, at) {
  let found = at;
  while (found < octets.length && isContinuation(octets[found] ?? 0))
    found++;
  return found;
}
function isContinuation(octet) {
  return (octet & 192) === 128;
}

// dist/checkers/http-check.js
var DEFAULT_STATUS_CODES = [{ min: 200, max: 299 }];
async function runHttpCheck(checker, ssl, signal) {
  const remarks = [];
  const steps = [];
  for (const url of checker.urls) {
    const search = url.regex === null ? null : makePageSearch(url.regex);
    const outcome = await exchangeHttp({
      connection: checker.connection,
      request: writeRequest({
        path: url.path,
        protocol: checker.protocol,
        address: checker.connection.address,
        port: checker.connection.port,
        virtualHost: virtualHost(checker, url)
      }),
      tls: checker.tls ? { context: tlsContext(ssl), serverName: serverName(checker, url), closeNotify: url.tlsCompliant } : null,
      signal,
      ...search === null ? {} : { observer: { onBody: search.push } }
    });
    if (outcome.kind === "answer" && accepts(url, outcome.answer))
      remarks.push(...remarksOn(url, outcome.answer));
    const failure4 = judge(checker, url, outcome) ?? judgePage(url, search);
    if (failure4 !== null)
      return remarks.length === 0 ? failure4 : { ...failure4, remarks: [...remarks, ...failure4.remarks ?? []] };
    steps.push(`${whatWasSeen(url)} success to {server} url(${url.path})`);
  }
  const words = "Remote Web server {server} succeed on service.";
  return { up: true, words, steps, ...remarks.length > 0 ? { remarks } : {} };
}
function virtualHost(checker, url) {
  return url.virtualHost ?? checker.virtualHost;
}
function serverName(checker, url) {
  return checker.enableSni ? checker.sniName ?? virtualHost(checker, url) : null;
}
function whatWasSeen({ regex, digest }) {
  if (regex !== null)
    return "Regex match";
  return digest === null ? "HTTP status code" : "MD5 digest";
}
function judge(checker, url, outcome) {
  switch (outcome.kind) {
    case "answer":
      return judgeAnswer(url, outcome.answer);
    case "connect-timeout":
      return down("Timeout connecting server {server}.");
    case "connect-failed":
      return down("Connection failed server {server}.");
    case "handshake-failed":
      return down("SSL handshake/communication error connecting to server {server}.");
    case "unreachable":
      return down("HTTP_CHECK - network unreachable server {server}.");
    case "undecided":
      return { up: false, words: "WEB socket bind failed. Rescheduling", remarks: [outcome.reason], undecided: true };
    case "read-timeout":
      return down(`Timeout ${readPhase(checker, outcome.started)} read server {server}.`);
    case "read-error":
      return down("Read error with server {server}.");
    case "no-answer":
      return down("Read, no data received from  server {server}.");
    case "aborted":
      return { up: false, words: "", undecided: true };
  }
}
function readPhase(checker, started) {
  if (checker.tls)
    return "SSL";
  return started ? "HTTP" : "WEB";
}
function judgeAnswer(url, answer) {
  if (!accepts(url, answer))
    return down("HTTP status code error to server {server}.");
  if (url.digest !== null && !Buffer2.from(url.digest).equals(answer.digest)) {
    return down("MD5 digest error to server {server}.");
  }
  return null;
}
function judgePage({ regex, path }, search) {
  if (regex === null || search === null)
    return null;
  const verdict = search.end();
  const failure4 = down("Regex match failed server {server}.");
  if (verdict.kind === "failed") {
    return { ...failure4, remarks: [`Regex of url ${path} for {server} gives up: ${verdict.reason}`] };
  }
  return verdict.kind === "found" === regex.noMatch ? failure4 : null;
}
function accepts(url, { statusCode }) {
  const accepted = url.statusCodes.length > 0 ? url.statusCodes : DEFAULT_STATUS_CODES;
  return accepted.some((range) => statusCode >= range.min && statusCode <= range.max);
}
function remarksOn(url, answer) {
  const { announcedLength, receivedLength } = answer;
  if (announcedLength === null || announcedLength === receivedLength)
    return [];
  return [
    `http_check for RS {server} VS {service} url ${url.path}: content_length (${announcedLength}) does not match received bytes (${receivedLength})`
  ];
}
function down(words) {
  return { up: false, words };
}

// dist/checkers/misc-check.js
import { constants } from "node:os";
var FIRST_WEIGHT_STATUS = 2;
async function runMiscCheck(checker, runCommand, signal) {
  const { argv, uid, gid, groups = [] } = checker.command;
  const timeoutMs2 = Math.ceil((checker.timeoutUs || checker.delayLoopUs) / US_PER_MS);
  const result = await runCommand({ argv, uid, gid, groups, timeoutMs: timeoutMs2, signal, endsWithUs: "killed" });
  if (signal.aborted)
    return { up: false, words: "", undecided: true };
  return judge2(checker, result);
}
function judge2({ command, dynamic }, result) {
  const subject = `Misc check for [{server} VS {service}] by [${command.argv[0] ?? ""}]`;
  const words = `${subject} succeeded.`;
  switch (result.kind) {
    case "exit":
      if (result.status === 0)
        return dynamic ? { up: true, words, weight: null } : { up: true, words };
      if (dynamic && result.status >= FIRST_WEIGHT_STATUS) {
        return { up: true, words, weight: result.status - FIRST_WEIGHT_STATUS };
      }
      return { up: false, words: `${subject} failed{attempt} (exited with status ${result.status}).` };
    case "signal":
      return { up: false, words: `${subject} failed{attempt} (due to signal ${signalNumber(result.signal)}).` };
    case "timeout":
      return { up: false, words: `${subject} timed out{attempt}.`, mailWords: "MISC CHECK timed out on service" };
    case "failed":
      if (isLocalTrouble(result.reason)) {
        return { up: false, words: `${subject} could not be made: ${result.reason}`, undecided: true };
      }
      return { up: false, words: `${subject} failed{attempt} (could not be started: ${result.reason}).` };
  }
}
function signalNumber(name) {
  return constants.signals[name] ?? name;
}

// dist/checkers/ping-check.js
import { randomBytes, randomInt as randomInt2 } from "node:crypto";
var IPPROTO_ICMP = 1;
var IPPROTO_ICMPV6 = 58;
var ECHO = {
  4: { protocol: IPPROTO_ICMP, request: 8, reply: 0 },
  6: { protocol: IPPROTO_ICMPV6, request: 128, reply: 129 }
};
var HEADER_LENGTH2 = 8;
var DATA_LENGTH = 56;
var SEQUENCES = 65536;
async function runPingCheck(checker, signal) {
  allowPing();
  const { family } = checker.connection.address;
  const echo = ECHO[family];
  const sequence = randomInt2(SEQUENCES);
  const packet = Buffer.concat([Buffer.from([echo.request, 0, 0, 0, 0, 0, 0, 0]), randomBytes(DATA_LENGTH)]);
  packet.writeUInt16BE(sequence, 6);
  const judge3 = (datagram) => datagram.length >= HEADER_LENGTH2 && datagram[0] === echo.reply && datagram.readUInt16BE(6) === sequence ? true : null;
  const outcome = await exchangeDatagrams(checker.connection, echo.protocol, packet, judge3, signal);
  switch (outcome.kind) {
    case "accepted":
      return { up: true, words: "ICMP connection to {server} success." };
    case "timeout":
    case "rejected":
      return { up: false, words: "ICMP connection to address {server} timeout." };
    case "refused":
    case "unreachable": {
      const text = family === 4 ? "send ICMP packet fail" : `send ICMPv6 packet fail - errno ${errnoNumber(outcome.errno)}`;
      return { up: false, words: "", complaints: [text] };
    }
    case "undecided":
      return { up: false, words: "ICMP bind failed. Rescheduling.", remarks: [outcome.reason], undecided: true };
    case "aborted":
      return { up: false, words: "", undecided: true };
  }
}
var RANGE = "net/ipv4/ping_group_range";
function allowPing() {
  const [first = NaN, last = NaN] = (readSysctl(RANGE) ?? "").split(/\s+/).map(Number);
  const group = process.getegid?.() ?? 0;
  if (Number.isNaN(first) || group >= first && group <= last)
    return;
  const range = first > last ? [group, group] : [Math.min(first, group), Math.max(last, group)];
  try {
    writeSysctl(RANGE, range.join(" "));
  } catch {
  }
}

// dist/checkers/smtp-check.js
var MAX_LINE_LENGTH = 511;
var MAX_STEP_LENGTH = 65536;
async function runSmtpCheck(checker, signal) {
  const { connection } = checker;
  const target = `[${writeIp(connection.address)}]:${connection.port}`;
  const outcome = await openConnection(connection, signal);
  switch (outcome.kind) {
    case "open":
      break;
    case "timeout":
      return failure2(`Connection timeout to server ${target}`);
    case "failed":
    case "unreachable":
      return failure2(`Could not connect to server ${target}`);
    case "undecided": {
      const words = "SMTP_CHECK socket bind failed. Rescheduling.";
      return { up: false, words, remarks: [outcome.reason], undecided: true };
    }
    case "aborted":
      return { up: false, words: "", undecided: true };
  }
  const { socket } = outcome;
  const lines = makeLineReader(socket, timeoutMs(connection), signal);
  try {
    return await converse(socket, lines, checker.heloName, target);
  } finally {
    lines.close();
    closeConnection(socket);
  }
}
async function converse(socket, lines, name, target) {
  const remarks = [];
  for (const { send, good, complaint } of STEPS) {
    if (send !== null)
      socket.write(`${send.replace("{name}", () => name)}\r
`);
    const answer = await lines.next();
    if (answer.overflow && remarks.length === 0) {
      remarks.push(`SMTP_CHECK Buffer overflow reading from server ${target}. Increase SMTP_BUFF_MAX in check_smtp.h`);
    }
    if (answer.kind === "aborted")
      return { up: false, words: "", undecided: true };
    if (answer.kind === "timeout")
      return failure2(`Read timeout from server ${target}`, remarks);
    if (answer.kind !== "line")
      return failure2(`Read failure from server ${target}`, remarks);
    if (!answer.line.startsWith(good))
      return failure2(`${complaint} from server ${target}`, remarks);
  }
  return { up: true, words: "Remote SMTP server {server} succeed on service." };
}
var STEPS = [
  { send: null, good: "220 ", complaint: "Bad greeting banner" },
  { send: "HELO {name}", good: "250 ", complaint: "Bad HELO response" },
  // compat: any answer will do
  { send: "QUIT", good: "", complaint: "" }
];
function failure2(reason, complaints = []) {
  return {
    up: false,
    words: `SMTP_CHECK ${reason}`,
    mailWords: `CHECK failed on service : ${reason}`,
    ...complaints.length > 0 ? { complaints } : {}
  };
}
function makeLineReader(socket, limitMs, signal) {
  let text = "";
  let ended = socket.destroyed;
  let overflow = false;
  let length = 0;
  let wake = () => {
  };
  const onData = (chunk) => {
    text += chunk.toString("latin1");
    length += chunk.length;
    while (text.length > MAX_LINE_LENGTH && !text.slice(0, MAX_LINE_LENGTH).includes("\n")) {
      overflow = true;
      text = text.slice(MAX_LINE_LENGTH);
    }
    if (length > MAX_STEP_LENGTH)
      socket.pause();
    wake(null);
  };
  const onEnd = () => {
    ended = true;
    wake(null);
  };
  const onAbort = () => wake("aborted");
  socket.on("data", onData);
  for (const event of ["end", "error", "close"])
    socket.on(event, onEnd);
  signal.addEventListener("abort", onAbort);
  const take = () => {
    const end = text.indexOf("\n");
    if (end < 0)
      return ended ? { kind: "ended", overflow } : null;
    const line = text.slice(0, end);
    text = text.slice(end + 1);
    return { kind: "line", line, overflow };
  };
  const next = () => new Promise((resolve) => {
    length = 0;
    const timer = setTimeout(() => wake("timeout"), limitMs);
    wake = (kind) => {
      const outcome = kind === null ? take() : { kind, overflow };
      if (outcome === null)
        return;
      clearTimeout(timer);
      wake = () => {
      };
      resolve(outcome);
    };
    wake(signal.aborted ? "aborted" : null);
  });
  const close = () => {
    signal.removeEventListener("abort", onAbort);
    socket.removeListener("data", onData);
  };
  return { next, close };
}

// dist/checkers/tcp-check.js
import { closeSync as closeSync2 } from "node:fs";
function beginTcpCheck({ connection }, ended) {
  return connect(connection, (outcome) => {
    if (outcome.kind === "connected")
      closeSync2(outcome.fd);
    ended(resultOf(outcome));
  });
}
var success = { up: true, words: "TCP connection to {server} success." };
function resultOf(outcome) {
  switch (outcome.kind) {
    case "connected":
      return success;
    case "timeout":
      return { up: false, words: "TCP connection to {server} timeout." };
    case "failed":
      return { up: false, words: "TCP connection to {server} failed." };
    case "unreachable":
      return { up: false, words: "" };
    case "undecided":
      return { up: false, words: "TCP socket bind failed. Rescheduling.", remarks: [outcome.reason], undecided: true };
  }
}

// dist/checkers/udp-check.js
var IPPROTO_UDP2 = 17;
var USUAL_PAYLOAD = Buffer.from("keepalived check - keepalived check - ".slice(0, 32), "latin1");
async function runUdpCheck(checker, signal) {
  const { reply } = checker;
  const payload = checker.payload ?? USUAL_PAYLOAD;
  const judge3 = (datagram) => reply === null || matches(reply, datagram) || "mismatch";
  const outcome = await exchangeDatagrams(checker.connection, IPPROTO_UDP2, payload, judge3, signal);
  switch (outcome.kind) {
    case "accepted":
      return success2;
    case "timeout":
      return reply === null ? success2 : failure3("UDP connection to {server} failed.");
    case "rejected":
      return failure3("UDP check to {server} reply data mismatch.");
    case "refused":
      return failure3("UDP connection to {server} failed.");
    case "unreachable": {
      const reason = `UDP connect error ${errnoNumber(outcome.errno)} - ${errnoText(outcome.errno)}`;
      return { up: false, words: "", complaints: [reason] };
    }
    case "undecided":
      return { up: false, words: "UDP socket bind failed. Rescheduling.", remarks: [outcome.reason], undecided: true };
    case "aborted":
      return { up: false, words: "", undecided: true };
  }
}
function matches({ octets, mask, minLength, maxLength }, datagram) {
  if (octets.length === 0)
    return true;
  if (datagram.length < minLength || datagram.length > maxLength)
    return false;
  return octets.every((octet, i) => i >= datagram.length || ((datagram[i] ?? 0) & (mask[i] ?? 0)) === octet);
}
var success2 = { up: true, words: "UDP connection to {server} success." };
function failure3(words) {
  return { up: false, words };
}

// dist/checkers/run-check.js
function beginCheck(checker, means, ended) {
  if (checker.kind === "tcp")
    return beginTcpCheck(checker, ended);
  const control = new AbortController();
  void runCheck(checker, means, control.signal).then((result) => {
    if (!control.signal.aborted)
      ended(result);
  });
  return () => control.abort();
}
async function runCheck(checker, means, signal) {
  try {
    return await attempt(checker, means, signal);
  } catch (error) {
    const message = messageOf(error);
    return { up: false, words: `Check of {server} could not be made: ${message}`, undecided: true };
  }
}
function attempt(checker, { ssl, runCommand }, signal) {
  switch (checker.kind) {
    case "tcp":
      return promised((ended) => beginTcpCheck(checker, ended), signal);
    case "http":
      return runHttpCheck(checker, ssl, signal);
    case "smtp":
      return runSmtpCheck(checker, signal);
    case "dns":
      return runDnsCheck(checker, signal);
    case "udp":
      return runUdpCheck(checker, signal);
    case "ping":
      return runPingCheck(checker, signal);
    case "misc":
      return runMiscCheck(checker, runCommand, signal);
    default:
      return unreachable(checker);
  }
}
function promised(begin, signal) {
  return new Promise((resolve) => {
    const giveUp = begin(resolve);
    const onAbort = () => {
      giveUp();
      resolve({ up: false, words: "", undecided: true });
    };
    if (signal.aborted)
      onAbort();
    else
      signal.addEventListener("abort", onAbort, { once: true });
  });
}

// dist/daemon/lvs-effects.js
function makeLvsEffects(options) {
  const { logger, notifications, post } = options;
  const running = /* @__PURE__ */ new Map();
  let ipvs = null;
  function perform(action) {
    switch (action.kind) {
      case "check":
        return check(action);
      case "cancel-check":
        return cancel(action.checker);
      case "read-kernel":
        return answerFromKernel(async (client) => {
          return { kind: "kernel-read", entries: await client.getAll(), timeouts: await client.getTimeouts() };
        });
      case "apply":
        return answerFromKernel(async (client) => {
          return { kind: "kernel-applied", failures: await client.applyRequests(action.requests) };
        });
      case "sync-daemon":
        return options.syncDaemon.set(action);
      case "notify":
        return notifications.notify(action.object, action.command, action.extraArgs);
      case "fifo":
        return notifications.fifo(action.line);
      case "mail":
        return notifications.mail(action.subject, action.body);
      case "log":
        return logger.log(action.level, action.text);
      case "stopped":
        return options.stopped();
      default:
        return unreachable(action);
    }
  }
  function check({ checker }) {
    const { id } = checker;
    cancel(id);
    const giveUp = beginCheck(checker, options.means(), (result) => {
      running.delete(id);
      post({ kind: "check-result", checker: id, result });
    });
    running.set(id, giveUp);
  }
  function cancel(checker) {
    running.get(checker)?.();
    running.delete(checker);
  }
  async function answerFromKernel(ask) {
    ipvs ??= options.openIpvs();
    try {
      post(await ask(ipvs));
    } catch (error) {
      if (!(error instanceof IpvsError))
        throw error;
      post({ kind: "kernel-failed", errno: error.errno, message: error.message });
    }
  }
  function close() {
    for (const id of [...running.keys()])
      cancel(id);
    ipvs?.close();
  }
  return { perform, close };
}
function lvsLaneOf(action) {
  switch (action.kind) {
    case "read-kernel":
    case "apply":
      return "ipvs";
    case "sync-daemon":
      return "sync-daemon";
    default:
      return null;
  }
}

// dist/daemon/lvs-status.js
function* lvsStatus(state, clocks) {
  for (const virtualServer of state.virtualServers.values()) {
    const { config } = virtualServer;
    const view = viewVirtualServer(state, virtualServer);
    const now = clocks();
    const { sorryServer } = config;
    const item = {
      name: config.id,
      protocol: config.protocol,
      quorum: { up: view.quorumUp, needed: config.quorum, aliveWeight: view.aliveWeight },
      sorryServer: sorryServer === null ? null : { name: sorryServer.id, works: view.sorryServerWorks },
      realServers: view.realServers.map((server) => realServerStatus(state, server, now))
    };
    yield { section: "virtualServers", item };
  }
}
function realServerStatus(state, view, now) {
  const { id, alive, weight, inPool, checkers } = view;
  const checks = checkers.map((checker) => checkStatus(state.checkers.get(checker.id)?.config.kind ?? "", checker, now));
  return { name: id, alive, weight, inPool, checks };
}
function checkStatus(kind, view, now) {
  const { enabled, up, running, failures, last, words } = view;
  return {
    kind,
    up,
    enabled,
    running,
    failures,
    last: last === null ? null : { at: wallTime(now, last.at) ?? "", up: last.up, words },
    next: wallTime(now, view.nextAt)
  };
}
function checkerStanding({ virtualServers }) {
  let realServers = 0;
  let down2 = 0;
  for (const virtualServer of virtualServers.values()) {
    realServers += virtualServer.realServers.size;
    for (const { alive } of virtualServer.realServers.values())
      if (!alive)
        down2 += 1;
  }
  return { kind: "checker", realServers, down: down2 };
}

// dist/daemon/checker-process.js
var drainMs = 1e3;
var maxRecordedCheckers = 200;
var maxSeed = 4294967295;
function runCheckerProcess() {
  runChild("checker", startChecker);
}
async function startChecker(context) {
  const { logger, options } = context;
  let config = context.config;
  let reloads = 0;
  const dataFiles = savesStates(config) ? await import("./data-files-Y2WFDF5F.js") : null;
  const post = (event) => runtime.post(event);
  const notifications = makeNotifications({
    global: config.global,
    fifosOf,
    lineEnd: "\n",
    runCommand: context.runCommand,
    log: logger.log
  });
  const syncDaemon = makeSyncDaemon(config.global.ipvsNamespace, logger.log);
  const effects = makeLvsEffects({
    logger,
    notifications,
    syncDaemon,
    openIpvs: () => openIpvsSocket(config.global),
    post,
    means: () => ({ ssl: config.lvs.ssl, runCommand: context.runCommand }),
    stopped: () => void finish()
  });
  const files = makeFileWatch((file, value) => post({ kind: "file-value", file, value }), logger.log);
  const lanes = makeLanes({ laneOf: lvsLaneOf, perform: effects.perform, failed });
  const runtime = startRuntime({
    machine: lvsMachine,
    state: initialLvsState(),
    now: nowUs,
    makeAlarm: (ring) => makePlainAlarm(nowUs, ring),
    late: context.late,
    deadlineEvent: { kind: "deadline" },
    recorder: makeFlightRecorder({
      machine: "lvs",
      program: productName,
      path: crashPath("checker", config.global),
      log: logger.log,
      isLarge: ({ checkers }) => checkers.size > maxRecordedCheckers
    }),
    perform: lanes.perform
  });
  let addresses = null;
  watchIfWanted();
  if (options.dumpConfig)
    await dump();
  runtime.post({
    kind: "start",
    global: config.global,
    config: withoutSessionChecks(config.lvs),
    seed: randomInt3(maxSeed),
    fileValues: files.configure(watchedFiles(config))
  });
  function reload(next) {
    logger.log("info", "Reloading");
    reloads += 1;
    dataFiles?.saveCheckerData(config, runtime.state, `${reloads}.pre`, logger.log);
    config = next;
    notifications.configure(next.global);
    watchIfWanted();
    const fileValues = files.configure(watchedFiles(next));
    runtime.post({ kind: "reload", global: next.global, config: withoutSessionChecks(next.lvs), fileValues });
    dataFiles?.saveCheckerData(config, runtime.state, `${reloads}.post`, logger.log);
    if (options.dumpConfig)
      void dump();
  }
  function watchIfWanted() {
    if (config.lvs.virtualServers.some(({ haSuspend }) => haSuspend))
      addresses ??= watchAddresses(post, logger.log, config.global.netlinkBuffers);
  }
  async function dump() {
    const { prepareDump } = await import("./start-dump-4ZVTLWYR.js");
    const prepared = await prepareDump(logger, config);
    await prepared.checker(config);
  }
  async function finish() {
    await lanes.idle();
    runtime.close();
    effects.close();
    files.close();
    addresses?.close();
    await notifications.drain(drainMs);
    syncDaemon.close();
    context.ended();
  }
  function failed(action, error) {
    const text = error instanceof Error ? error.stack ?? error.message : String(error);
    logger.log("err", `${action.kind}: ${text}`);
    if (action.kind === "read-kernel" || action.kind === "apply") {
      post({ kind: "kernel-failed", errno: "EIO", message: error instanceof Error ? error.message : String(error) });
    }
  }
  async function request(what) {
    if (what !== "data")
      return;
    logger.log("info", `Printing checker data for process(${process.pid}) on signal`);
    const { writeCheckerData } = await import("./data-files-Y2WFDF5F.js");
    const failure4 = await writeCheckerData(config, runtime.state);
    if (failure4 !== null)
      logger.log("err", failure4);
  }
  return {
    reload,
    request: (what) => void request(what),
    status: () => lvsStatus(runtime.state, () => ({ now: nowUs(), wallMs: Date.now() })),
    standing: () => checkerStanding(runtime.state),
    stop: () => runtime.post({ kind: "stop", keepIpvs: !options.releaseIpvs })
  };
}
function fifosOf(global) {
  return [
    { config: global.fifo, startsScript: true },
    { config: global.lvsFifo, startsScript: true }
  ];
}
function watchedFiles({ lvs }) {
  const checks = lvs.virtualServers.flatMap((service) => service.realServers.flatMap((server) => server.fileChecks ?? []));
  return [...new Map(checks.map(({ file, path }) => [file, { name: file, path }])).values()];
}
export {
  runCheckerProcess
};
