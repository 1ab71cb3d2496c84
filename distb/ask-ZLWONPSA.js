import {
  readingOptions
} from "./chunk-N6BQUYL5.js";
import {
  loadConfig
} from "./chunk-47IISVUK.js";
import {
  makeConfigEnvironment
} from "./chunk-726C5QNE.js";
import "./chunk-42FBAOTP.js";
import "./chunk-X55HZFY3.js";
import "./chunk-Q5WZ2PUS.js";
import "./chunk-ALTOM5WN.js";
import "./chunk-YME4ZP4W.js";
import "./chunk-EFJSXIPA.js";
import "./chunk-VKBYNSQF.js";
import "./chunk-JPSQDH5E.js";
import "./chunk-I3YH4PUB.js";
import {
  controlSocketOf,
  ownDirectory,
  placesOf,
  runDirectory
} from "./chunk-NRKNEZKE.js";
import "./chunk-NUPY4W5R.js";
import "./chunk-VCTB2HMK.js";
import "./chunk-MLKGABMK.js";

// dist/cli/ask.js
import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";

// dist/cli/status-text.js
function writeStatus(status) {
  const now = Date.parse(status.now);
  const lines = [
    `${status.program}, process ${status.pid}, since ${when(status.startedAt, now)}`,
    ...configLines(status.config, now),
    ...status.processes.filter(({ state }) => state !== "absent" && state !== "running").map(({ name, state }) => `the ${name} process is ${state === "waiting" ? "dead and will be started again" : state}`)
  ];
  if (status.vrrp !== null)
    lines.push("", ...isUnanswered(status.vrrp) ? [`VRRP: ${status.vrrp.error}`] : vrrpLines(status.vrrp, now));
  if (status.lvs !== null)
    lines.push("", ...isUnanswered(status.lvs) ? [`LVS: ${status.lvs.error}`] : lvsLines(status.lvs, now));
  return lines.map((line) => `${printable(line)}
`).join("");
}
function isUnanswered(part) {
  return "error" in part;
}
function configLines({ file, loadedAt, lastReload }, now) {
  const lines = [`configuration ${file}, read ${when(loadedAt, now)}`];
  if (lastReload === null)
    return lines;
  const { result, startedAt, reasons } = lastReload;
  lines.push(`last reload ${when(startedAt, now)}: ${result}`, ...reasons.map((reason) => `  ${reason}`));
  return lines;
}
function vrrpLines({ instances, syncGroups }, now) {
  return [
    ...instances.flatMap((instance) => instanceLines(instance, now)),
    ...syncGroups.map(({ name, state, since, members }) => `group ${name}: ${state.toUpperCase()} since ${when(since, now)}, ${members.join(" ")}`)
  ];
}
function instanceLines(instance, now) {
  const { name, state, since, priority, master, lastTransition, faults, trackers } = instance;
  const lines = [
    `${name}: ${state.toUpperCase()} since ${when(since, now)}, ${instance.interface}, virtual router ${instance.vrid}`,
    `  priority ${priority.effective}${priority.effective === priority.base ? "" : `, configured ${priority.base}`}`
  ];
  if (master !== null && !master.self)
    lines.push(`  master ${master.address}, priority ${master.priority}`);
  if (lastTransition !== null)
    lines.push(`  from ${lastTransition.from.toUpperCase()}: ${lastTransition.why}`);
  for (const fault of faults)
    lines.push(`  fault: ${fault}`);
  if (instance.waiting)
    lines.push("  waits for the first answer of what it tracks");
  lines.push(...trackers.map(trackerLine));
  for (const { address, interface: nic, set } of instance.addresses)
    lines.push(`  ${address} on ${nic}${set ? ", set" : ""}`);
  return lines;
}
function trackerLine({ kind, name, weight, reverse, up, points }) {
  const state = up === null ? "not known yet" : up ? "up" : "down";
  const effect = points === 0 ? "" : `: ${points > 0 ? "+" : ""}${points}`;
  return `  ${kind} ${name}, weight ${weight}${reverse ? " reverse" : ""}, ${state}${effect}`;
}
function lvsLines({ virtualServers }, now) {
  return virtualServers.flatMap(({ name, quorum, sorryServer, realServers }) => [
    `${name}: quorum ${quorum.up ? "up" : "down"}, weight ${quorum.aliveWeight} of ${quorum.needed} needed`,
    ...sorryServer === null ? [] : [`  sorry server ${sorryServer.name}${sorryServer.works ? ", works" : ""}`],
    ...realServers.flatMap((server) => serverLines(server, now))
  ]);
}
function serverLines({ name, alive, weight, inPool, checks }, now) {
  const pool = inPool === alive ? "" : inPool ? ", in the pool" : ", not in the pool";
  return [
    `  ${name}: ${alive ? "up" : "down"}, weight ${weight}${pool}`,
    ...checks.map((check) => `    ${checkLine(check, now)}`)
  ];
}
function checkLine({ kind, up, enabled, failures, last }, now) {
  const words = [`${kind} ${up ? "up" : "down"}`];
  if (!enabled)
    words.push("suspended");
  if (failures > 0 && up)
    words.push(`${failures} failures forgiven`);
  if (last === null)
    words.push("no check has ended yet");
  else
    words.push(`checked ${when(last.at, now)}: ${last.words === "" ? last.up ? "good" : "failed" : last.words}`);
  return words.join(", ");
}
function when(iso, now) {
  const date = new Date(iso);
  const two = (value) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day} ${clock} (${age((now - date.getTime()) / 1e3)})`;
}
function age(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 120)
    return `${whole} s`;
  if (whole < 2 * 3600)
    return `${Math.floor(whole / 60)} min`;
  if (whole < 2 * 86400)
    return `${Math.floor(whole / 3600)} h`;
  return `${Math.floor(whole / 86400)} d`;
}
function printable(line) {
  return line.replace(/[\u0000-\u001f\u007f-\u009f]/g, "?");
}

// dist/cli/ask.js
var statusPatienceMs = 2e4;
var maxAnswerOctets = 512 * 1024 * 1024;
async function ask({ what, json, options }) {
  try {
    const path = findSocket(options);
    const text = await exchange(path, what);
    if (json)
      process.stdout.write(text);
    if (what === "reload")
      return sayReload(JSON.parse(text), json);
    if (!json)
      process.stdout.write(writeStatus(JSON.parse(text)));
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}
`);
    return 1;
  }
}
function sayReload({ result, reasons }, json) {
  if (result === "done")
    return 0;
  if (!json)
    for (const line of [...reasons, "Reload refused - the running configuration stays in force"])
      process.stderr.write(`${line}
`);
  return 1;
}
function findSocket(options) {
  if (options.pidFiles.parent !== null)
    return controlSocketOf(options.pidFiles.parent);
  const found = listSockets();
  if (found.length === 0)
    throw new Error(`No control socket in ${runDirectory} or ${ownDirectory}: is tskeepalived running?`);
  const named = namedSocket(options);
  if (named !== null && found.includes(named))
    return named;
  const [only, ...others] = found;
  if (only !== void 0 && others.length === 0)
    return only;
  throw new Error(`Several daemons run; name the configuration file (-f) or the pid file (-p) of one:
  ${found.join("\n  ")}`);
}
function namedSocket(options) {
  const environment = makeConfigEnvironment({ testing: true, ...readingOptions(options) });
  const { config } = loadConfig(options.configFile, environment);
  if (config === null)
    return null;
  const netNamespace = options.namespace ?? config.global.netNamespace;
  return placesOf({ ...config.global, netNamespace }, options.pidFiles).controlSocket;
}
function listSockets() {
  const of = (directory) => {
    const names = list(directory).filter((entry) => entry.isSocket() && /^keepalived.*\.sock$/.test(entry.name));
    return names.map(({ name }) => join(directory, name));
  };
  const namespaces = list(ownDirectory).filter((entry) => entry.isDirectory());
  return [runDirectory, ownDirectory, ...namespaces.map(({ name }) => join(ownDirectory, name))].flatMap(of);
}
function list(directory) {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}
function exchange(path, question) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    let octets = 0;
    const socket = connect(path);
    const fail = (message) => {
      reject(new Error(message));
      socket.destroy();
    };
    if (question === "status")
      socket.setTimeout(statusPatienceMs, () => fail(`${path}: no answer`));
    socket.on("connect", () => socket.write(`${question}
`));
    socket.on("data", (chunk) => {
      octets += chunk.length;
      if (octets > maxAnswerOctets)
        return fail(`${path}: more than ${maxAnswerOctets} octets of answer`);
      chunks.push(chunk);
    });
    socket.on("error", (error) => fail(refusal(path, error)));
    socket.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      if (!text.endsWith("\n"))
        return fail(`${path}: the daemon ended before it had answered`);
      resolve(text);
      socket.end();
    });
  });
}
function refusal(path, error) {
  if (error.code === "ENOENT" || error.code === "ECONNREFUSED")
    return `${path}: no tskeepalived listens there`;
  if (error.code === "EACCES")
    return `${path}: only root and the account of the daemon may ask`;
  return `${path}: ${error.message}`;
}
export {
  ask,
  findSocket
};
