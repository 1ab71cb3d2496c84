import "./chunk-MLKGABMK.js";

// dist/notify/smtp-delivery.js
import { lookup } from "node:dns/promises";
import net from "node:net";
import SMTPConnection from "nodemailer/lib/smtp-connection";

// dist/notify/mail-text.js
function writeMail(email, mail) {
  return [
    `Date: ${writeDate(mail.date)}`,
    `From: ${oneLine(email.from)}`,
    `Subject: ${oneLine(mail.subject)}`,
    "X-Mailer: Keepalived",
    `To: ${email.to.map(oneLine).join(", ")}`,
    "",
    mail.body.replace(/\r?\n/g, "\r\n"),
    "",
    ""
  ].join("\r\n");
}
var DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
var MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function writeDate(date) {
  const two = (value) => String(value).padStart(2, "0");
  const offset = -date.getTimezoneOffset();
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  const day = `${DAYS[date.getDay()]}, ${two(date.getDate())} ${MONTHS[date.getMonth()]} ${date.getFullYear()}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())} ${zone}`;
}
function bareAddress(address) {
  return /<([^<>]*)>\s*$/.exec(address)?.[1] ?? address;
}
function oneLine(text) {
  return text.replace(/[\r\n]+/g, " ");
}

// dist/notify/smtp-delivery.js
var WHOLE_LIMIT_FACTOR = 10;
async function deliver(email, mail, signal, log) {
  if (email.server === null)
    return;
  const { host, port } = email.server;
  const timeoutMs = Math.max(1, Math.round(email.connectTimeoutUs / 1e3));
  const address = await resolve(host, timeoutMs, signal);
  if (address === null) {
    log("err", `SMTP alert not sent: the SMTP server ${host} cannot be resolved`);
    return;
  }
  const server = `[${address}]:${port}`;
  const outcome = await transmit({ email, mail, address, port, timeoutMs, signal }, () => log("info", `Remote SMTP server ${server} connected.`));
  for (const error of outcome.refusals)
    log("err", describe(error, server, outcome.connected));
  if (outcome.sent)
    log("info", "SMTP alert successfully sent.");
}
async function resolve(host, limitMs, signal) {
  if (net.isIP(host) !== 0)
    return host;
  let stop = () => {
  };
  const limit = new Promise((done) => {
    const timer = setTimeout(done, limitMs, null);
    const onAbort = () => done(null);
    signal.addEventListener("abort", onAbort);
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    };
  });
  const found = lookup(host).then(({ address: address2 }) => address2, () => null);
  const address = await Promise.race([found, limit]);
  stop();
  return address;
}
function transmit(transmission, onConnected) {
  const { email, mail, address, port, timeoutMs, signal } = transmission;
  return new Promise((resolve2) => {
    let connected = false;
    const socket = new net.Socket();
    socket.once("connect", () => {
      connected = true;
      onConnected();
    });
    const connection = new SMTPConnection({
      socket,
      host: address,
      port,
      name: email.heloName,
      // compat: the original knows neither TLS nor passwords, and an alert must not fail for a certificate
      secure: false,
      ignoreTLS: true,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      // how long the peer may keep its side open after QUIT
      socketCloseTimeout: 1e3,
      maxResponseSize: 64 * 1024,
      allowInternalNetworkInterfaces: true
    });
    const finish = (sent, refusals) => {
      clearTimeout(wholeLimit);
      signal.removeEventListener("abort", onAbort);
      resolve2({ connected, sent, refusals });
    };
    const fail = (error) => {
      finish(false, [error]);
      connection.close();
    };
    const wholeLimit = setTimeout(() => fail(new Error("the dialogue took too long")), timeoutMs * WHOLE_LIMIT_FACTOR);
    const onAbort = () => fail(new Error("given up at stop"));
    signal.addEventListener("abort", onAbort);
    connection.on("error", fail);
    connection.connect((connectError) => {
      if (connectError)
        return fail(connectError);
      const envelope = { from: bareAddress(email.from), to: email.to.map(bareAddress) };
      connection.send(envelope, writeMail(email, mail), (sendError, info) => {
        if (sendError)
          return fail(sendError);
        finish(true, info?.rejectedErrors ?? []);
        connection.quit();
      });
    });
  });
}
function describe(error, server, connected) {
  if (error.responseCode !== void 0) {
    const command = commandName(error.command);
    return `Error processing ${command} cmd on SMTP server ${server}. SMTP status code = ${error.responseCode}`;
  }
  if (error.code === "ETIMEDOUT") {
    return connected ? `Timeout reading data to remote SMTP server ${server}.` : `Timeout opening connection to remote SMTP server ${server}.`;
  }
  return `SMTP alert not sent to ${server}: ${oneLine(error.message)}`;
}
function commandName(command) {
  if (command === void 0 || command === "CONN" || command === "EHLO")
    return "(E)SMTP";
  return command.split(" ")[0] ?? command;
}

// dist/notify/mailer.js
var DEFAULT_MAX_WAITING = 100;
function makeMailer(options) {
  const maxWaiting = options.maxWaiting ?? DEFAULT_MAX_WAITING;
  const now = options.now ?? (() => /* @__PURE__ */ new Date());
  const waiting = [];
  const idleWaiters = /* @__PURE__ */ new Set();
  let email = options.email;
  let current = null;
  let dropped = 0;
  const send = (subject, body) => {
    if (email.server === null || email.to.length === 0)
      return;
    waiting.push({ subject, body, date: now() });
    if (waiting.length > maxWaiting) {
      waiting.shift();
      dropped++;
      if (dropped === 1)
        options.log("warning", `More than ${maxWaiting} SMTP alerts wait, dropping the oldest`);
    }
    if (current === null)
      void work();
  };
  const work = async () => {
    for (let mail = waiting.shift(); mail; mail = waiting.shift()) {
      current = new AbortController();
      await deliver(email, mail, current.signal, options.log);
    }
    current = null;
    if (dropped > 1)
      options.log("warning", `${dropped} SMTP alerts were dropped`);
    dropped = 0;
    for (const waiter of [...idleWaiters])
      waiter();
  };
  const drain = (timeoutMs) => new Promise((resolve2) => {
    if (current === null)
      return resolve2();
    const finish = () => {
      clearTimeout(limit);
      idleWaiters.delete(finish);
      resolve2();
    };
    const limit = setTimeout(() => {
      waiting.length = 0;
      current?.abort();
      finish();
    }, timeoutMs);
    idleWaiters.add(finish);
  });
  return { send, drain, configure: (next) => void (email = next) };
}
export {
  makeMailer
};
