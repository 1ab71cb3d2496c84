import {
  inetSocketAddress,
  nowUs
} from "./chunk-V5UWORX5.js";
import {
  revealSecret
} from "./chunk-VKBYNSQF.js";
import {
  writeIp
} from "./chunk-I3YH4PUB.js";
import {
  AF_INET,
  AF_INET6,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
  cString,
  errnoName,
  int32,
  tryLibc
} from "./chunk-VCTB2HMK.js";

// dist/checkers/http-exchange.js
import tls from "node:tls";

// dist/checkers/connection.js
import { closeSync as closeSync2 } from "node:fs";
import net from "node:net";

// dist/linux/tcp-connects.js
var firstPauseMs = 4;
var openingsPerMs = 100;
var POLLOUT = 4;
var POLLERR = 8;
var POLLHUP = 16;
var SO_ERROR = 4;
var openings = /* @__PURE__ */ new Set();
var timer = null;
var table = newTable(64);
function beginConnect(fd, address, timeoutUs, ended) {
  const { errno } = tryLibc("connect", fd, address, address.length);
  if (errno !== null && errno !== "EINPROGRESS")
    return { errno };
  const opening = { fd, deadline: nowUs() + timeoutUs, ended };
  openings.add(opening);
  timer ??= setTimeout(look, firstPauseMs);
  return { errno: null, forget: () => void openings.delete(opening) };
}
function look() {
  const asked = [...openings];
  poll(asked);
  const now = nowUs();
  asked.forEach((opening, i) => {
    const answer = table.flags[4 * i + 3] ?? 0;
    if (answer === 0 && now < opening.deadline)
      return;
    if (openings.delete(opening))
      opening.ended(answer === 0 ? timedOut : endOf(opening.fd, answer));
  });
  timer = openings.size === 0 ? null : setTimeout(look, firstPauseMs + openings.size / openingsPerMs);
}
function poll(asked) {
  if (asked.length > table.size)
    table = newTable(2 * asked.length);
  const { descriptors, flags, octets } = table;
  asked.forEach(({ fd }, i) => {
    descriptors[2 * i] = fd;
    flags[4 * i + 2] = POLLOUT;
    flags[4 * i + 3] = 0;
  });
  tryLibc("poll", octets, asked.length, 0);
}
function newTable(size) {
  const memory = new ArrayBuffer(8 * size);
  return {
    size,
    descriptors: new Int32Array(memory),
    flags: new Int16Array(memory),
    octets: new Uint8Array(memory)
  };
}
var connected = { kind: "connected" };
var timedOut = { kind: "timeout" };
function endOf(fd, answer) {
  if ((answer & (POLLERR | POLLHUP)) === 0)
    return connected;
  const value = int32(0);
  tryLibc("getsockopt", fd, SOL_SOCKET, SO_ERROR, value, int32(value.length));
  const [errno = 0] = new Int32Array(value.buffer);
  return errno === 0 ? connected : { kind: "failed", errno: errnoName(errno) };
}

// dist/checkers/check-socket.js
import { closeSync } from "node:fs";
import { constants, networkInterfaces } from "node:os";
var SO_REUSEADDR = 2;
var SO_BINDTODEVICE = 25;
var SO_MARK = 36;
function openCheckSocket(config, type, protocol) {
  const domain = config.address.family === 4 ? AF_INET : AF_INET6;
  const opened = tryLibc("socket", domain, type | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol);
  if (opened.errno !== null)
    return { reason: `Checker can't open a socket: ${errnoText(opened.errno)}` };
  const fd = opened.value;
  const reason = prepare(fd, config, type);
  if (reason === null)
    return fd;
  closeSync(fd);
  return { reason };
}
function targetOf({ address, port, bindInterface }) {
  return inetSocketAddress(address, port, scopeOf(address, bindInterface));
}
function prepare(fd, config, type) {
  const { bindInterface, fwmark, bindAddress, bindPort } = config;
  const refusal = (bindInterface === null ? null : bindToDevice(fd, bindInterface)) ?? setMark(fd, fwmark);
  if (refusal !== null)
    return refusal;
  const source = bindAddress ?? (bindPort > 0 ? anyAddress(config.address.family) : null);
  if (source === null)
    return null;
  if (type === SOCK_STREAM)
    tryLibc("setsockopt", fd, SOL_SOCKET, SO_REUSEADDR, int32(1), 4);
  const address = inetSocketAddress(source, bindPort, scopeOf(source, bindInterface));
  const { errno } = tryLibc("bind", fd, address, address.length);
  return errno === null ? null : `Checker can't bind to address ${writeIp(source)} port ${bindPort}: ${errnoText(errno)}`;
}
function anyAddress(family) {
  return { family, bytes: new Uint8Array(family === 4 ? 4 : 16) };
}
function scopeOf(address, device) {
  if (address.family === 4 || device === null || address.bytes[0] !== 254)
    return 0;
  return networkInterfaces()[device]?.find(({ family }) => family === "IPv6")?.scopeid ?? 0;
}
function bindToDevice(fd, device) {
  const name = cString(device);
  const { errno } = tryLibc("setsockopt", fd, SOL_SOCKET, SO_BINDTODEVICE, name, name.length);
  return errno === null ? null : `Checker can't bind to device ${device}: ${errnoText(errno)}`;
}
function setMark(fd, mark) {
  if (mark === 0)
    return null;
  const value = int32(mark | 0);
  const { errno } = tryLibc("setsockopt", fd, SOL_SOCKET, SO_MARK, value, value.length);
  return errno === null ? null : `Checker can't set mark ${mark}: ${errnoText(errno)}`;
}
function errnoText(name) {
  return ERRNO_TEXTS[name] ?? name;
}
function errnoNumber(name) {
  return constants.errno[name] ?? 0;
}
var ERRNO_TEXTS = {
  EACCES: "Permission denied",
  EADDRINUSE: "Address already in use",
  EADDRNOTAVAIL: "Cannot assign requested address",
  EAFNOSUPPORT: "Address family not supported by protocol",
  ECONNREFUSED: "Connection refused",
  EHOSTUNREACH: "No route to host",
  ENETUNREACH: "Network is unreachable",
  EAGAIN: "Resource temporarily unavailable",
  EINVAL: "Invalid argument",
  EMFILE: "Too many open files",
  ENFILE: "Too many open files in system",
  ENOBUFS: "No buffer space available",
  ENODEV: "No such device",
  ENOMEM: "Cannot allocate memory",
  EPERM: "Operation not permitted"
};

// dist/checkers/connection.js
function connect(config, ended) {
  const fd = openCheckSocket(config, SOCK_STREAM, 0);
  if (typeof fd !== "number")
    return later({ kind: "undecided", reason: fd.reason }, ended);
  const begun = beginConnect(fd, targetOf(config), config.connectTimeoutUs, (end) => {
    if (end.kind === "connected")
      return ended({ kind: "connected", fd });
    closeSync2(fd);
    ended(outcomeOf(end));
  });
  if (begun.errno === null) {
    return () => {
      begun.forget();
      closeSync2(fd);
    };
  }
  closeSync2(fd);
  return later(refusalOf(begun.errno), ended);
}
function openConnection(config, signal) {
  if (signal.aborted)
    return Promise.resolve({ kind: "aborted" });
  return new Promise((resolve) => {
    const onAbort = () => {
      giveUp();
      resolve({ kind: "aborted" });
    };
    const giveUp = connect(config, (outcome) => {
      signal.removeEventListener("abort", onAbort);
      resolve(outcome.kind === "connected" ? { kind: "open", socket: socketOf(outcome.fd) } : outcome);
    });
    signal.addEventListener("abort", onAbort);
  });
}
function timeoutMs(config) {
  return Math.max(1, Math.ceil(config.connectTimeoutUs / 1e3));
}
function closeConnection(socket) {
  socket.destroySoon();
  setTimeout(() => socket.destroy(), 1e3).unref();
}
function socketOf(fd) {
  const socket = new net.Socket({ fd, readable: true, writable: true });
  socket.on("error", () => {
  });
  return socket;
}
function later(outcome, ended) {
  const turn = setImmediate(ended, outcome);
  return () => clearImmediate(turn);
}
var LOCAL_TROUBLES = /* @__PURE__ */ new Set([
  ...["EACCES", "EPERM", "EADDRNOTAVAIL", "EADDRINUSE", "EAFNOSUPPORT", "EAGAIN", "EINVAL"],
  ...["EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "ENODEV"]
]);
function refusalOf(errno) {
  return errno === "ENETUNREACH" || errno === "EHOSTUNREACH" ? { kind: "unreachable" } : failureOf(errno);
}
function outcomeOf(end) {
  return end.kind === "timeout" ? end : failureOf(end.errno);
}
function failureOf(errno) {
  if (errno === "ETIMEDOUT")
    return { kind: "timeout" };
  if (!LOCAL_TROUBLES.has(errno))
    return { kind: "failed" };
  return { kind: "undecided", reason: `socket connect error ${errnoNumber(errno)} - ${errnoText(errno)}` };
}

// dist/checkers/http-response.js
import { createHash } from "node:crypto";
var MAX_HEAD_LENGTH = 4095;
var HEAD_END = "\r\n\r\n";
function makeHttpResponseReader(observer = {}) {
  const hash = createHash("md5");
  let head = Buffer.alloc(0);
  let complete = false;
  let announcedLength = null;
  let receivedLength = 0;
  const pushBody = (chunk) => {
    const counted = chunk.subarray(0, Math.max(0, (announcedLength ?? Infinity) - receivedLength));
    receivedLength += chunk.length;
    if (counted.length === 0)
      return;
    hash.update(counted);
    observer.onBody?.(counted);
  };
  const push = (chunk) => {
    if (complete) {
      pushBody(chunk);
      return true;
    }
    const room = MAX_HEAD_LENGTH - head.length;
    const joined = Buffer.concat([head, chunk.subarray(0, room)]);
    const end2 = joined.indexOf(HEAD_END, Math.max(0, head.length - HEAD_END.length + 1), "latin1");
    if (end2 < 0) {
      head = joined;
      return head.length < MAX_HEAD_LENGTH;
    }
    complete = true;
    const bodyStart = end2 + HEAD_END.length;
    const consumed = bodyStart - head.length;
    head = joined.subarray(0, bodyStart);
    announcedLength = readContentLength(head.toString("latin1"));
    observer.onHead?.(head);
    pushBody(chunk.subarray(consumed));
    return true;
  };
  const end = () => {
    if (!complete)
      return null;
    const statusCode = readStatusCode(head.toString("latin1"));
    return { statusCode, announcedLength, receivedLength, digest: new Uint8Array(hash.digest()) };
  };
  return { push, started: () => head.length > 0, end };
}
function readStatusCode(head) {
  const match = /^[^ \r\n]+ (\d{3}) /.exec(head);
  return match ? Number(match[1]) : 0;
}
function readContentLength(head) {
  const name = "Content-Length:";
  const start = head.indexOf(name);
  const match = start < 0 ? null : /^[ \t]*(\d{1,15})\r\n/.exec(head.slice(start + name.length));
  return match ? Number(match[1]) : null;
}

// dist/checkers/http-exchange.js
var WHOLE_LIMIT_FACTOR = 10;
async function exchangeHttp(exchange) {
  const opened = await openConnection(exchange.connection, exchange.signal);
  switch (opened.kind) {
    case "open":
      break;
    case "timeout":
      return { kind: "connect-timeout" };
    case "failed":
      return { kind: "connect-failed" };
    case "unreachable":
    case "undecided":
    case "aborted":
      return opened;
  }
  if (exchange.tls === null)
    return converse(opened.socket, exchange, closeConnection);
  const secured = await handshake(opened.socket, exchange, exchange.tls);
  if (secured.kind !== "open") {
    opened.socket.destroy();
    return secured;
  }
  return converse(secured.socket, exchange, exchange.tls.closeNotify ? closeConnection : closeSilently);
}
function handshake(socket, exchange, { context, serverName }) {
  return new Promise((resolve) => {
    const secure = tls.connect({
      socket,
      secureContext: context,
      ...serverName === null ? {} : { servername: serverName },
      rejectUnauthorized: false
    });
    const finish = (outcome) => {
      clearTimeout(timer2);
      exchange.signal.removeEventListener("abort", onAbort);
      resolve(outcome);
    };
    const onAbort = () => finish({ kind: "aborted" });
    const timer2 = setTimeout(() => finish({ kind: "connect-timeout" }), timeoutMs(exchange.connection));
    exchange.signal.addEventListener("abort", onAbort);
    secure.once("secureConnect", () => finish({ kind: "open", socket: secure }));
    secure.on("error", (error) => {
      const reset = error.code === "ECONNRESET" && error.syscall !== void 0;
      finish({ kind: reset ? "connect-failed" : "handshake-failed" });
    });
    secure.once("close", () => finish({ kind: "handshake-failed" }));
  });
}
function closeSilently(socket) {
  socket.destroy();
}
function converse(socket, exchange, close) {
  return new Promise((resolve) => {
    const reader = makeHttpResponseReader(exchange.observer);
    const limitMs = timeoutMs(exchange.connection);
    let done = false;
    const finish = (outcome) => {
      if (done)
        return;
      done = true;
      clearTimeout(wholeTimer);
      socket.setTimeout(0);
      socket.removeListener("data", onData);
      exchange.signal.removeEventListener("abort", onAbort);
      close(socket);
      resolve(outcome);
    };
    const onTimeout = () => finish({ kind: "read-timeout", started: reader.started() });
    const onAbort = () => finish({ kind: "aborted" });
    const onData = (chunk) => {
      if (!reader.push(chunk))
        finish({ kind: "no-answer" });
    };
    const onEnd = () => {
      if (done)
        return;
      const answer = reader.end();
      finish(answer === null ? { kind: "no-answer" } : { kind: "answer", answer });
    };
    const onError = () => exchange.tls === null ? finish({ kind: "read-error" }) : onEnd();
    const wholeTimer = setTimeout(onTimeout, limitMs * WHOLE_LIMIT_FACTOR);
    socket.setTimeout(limitMs, onTimeout);
    exchange.signal.addEventListener("abort", onAbort);
    socket.on("data", onData);
    socket.once("end", onEnd);
    socket.on("error", onError);
    socket.once("close", onError);
    socket.write(exchange.request, "latin1");
  });
}

// dist/checkers/http-request.js
function writeRequest(request) {
  const version = request.protocol === "1.1" ? "1.1" : "1.0";
  const close = request.protocol === "1.0" ? "" : "Connection: close\r\n";
  return `GET ${request.path} HTTP/${version}\r
User-Agent: KeepAliveClient\r
` + close + `Host: ${request.virtualHost ?? hostAndPort(request)}\r
\r
`;
}
function hostAndPort(request) {
  const address = writeIp(request.address);
  return request.address.family === 6 ? `[${address}]:${request.port}` : `${address}:${request.port}`;
}

// dist/checkers/tls-context.js
import { readFileSync } from "node:fs";
import tls2 from "node:tls";
var contexts = /* @__PURE__ */ new WeakMap();
var plainContext = null;
function tlsContext(ssl) {
  if (ssl === null)
    return plainContext ??= tls2.createSecureContext();
  const known = contexts.get(ssl);
  if (known)
    return known;
  const context = tls2.createSecureContext({
    ...ssl.ca === null ? {} : { ca: readFileSync(ssl.ca) },
    ...ssl.certificate === null ? {} : { cert: readFileSync(ssl.certificate) },
    ...ssl.key === null ? {} : { key: readFileSync(ssl.key) },
    ...ssl.password === null ? {} : { passphrase: Buffer.from(revealSecret(ssl.password)).toString("latin1") }
  });
  contexts.set(ssl, context);
  return context;
}

export {
  openCheckSocket,
  targetOf,
  errnoText,
  errnoNumber,
  connect,
  openConnection,
  timeoutMs,
  closeConnection,
  exchangeHttp,
  writeRequest,
  tlsContext
};
