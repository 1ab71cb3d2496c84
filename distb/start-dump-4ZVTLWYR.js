import {
  dumpCheckerProcess,
  dumpVrrpProcess,
  initialLvsView,
  initialVrrpView,
  lookUpRelay,
  makeVrrpView,
  reloadedVrrpView,
  withPolling
} from "./chunk-IOVP4EG7.js";
import "./chunk-VY7UNJUM.js";
import "./chunk-Q5WZ2PUS.js";
import {
  openLinkbeat
} from "./chunk-AODPUAY6.js";
import {
  polledLinks
} from "./chunk-4ZW4GSY2.js";
import "./chunk-XYGXTMJZ.js";
import "./chunk-WL2YI7WO.js";
import {
  openRtnetlink
} from "./chunk-2VKK3U2Q.js";
import "./chunk-O57CWVPL.js";
import "./chunk-YME4ZP4W.js";
import "./chunk-XABHM7LQ.js";
import "./chunk-337YAZUT.js";
import "./chunk-24HHUIME.js";
import "./chunk-EFJSXIPA.js";
import "./chunk-VKBYNSQF.js";
import "./chunk-JPSQDH5E.js";
import "./chunk-I3YH4PUB.js";
import {
  listProcesses,
  matchesProcess,
  readProcess
} from "./chunk-XQR3CG4Z.js";
import "./chunk-ABXZWG56.js";
import "./chunk-Y6ZBNNPF.js";
import "./chunk-VCTB2HMK.js";
import "./chunk-MLKGABMK.js";

// dist/daemon/start-dump.js
import { setTimeout as sleep } from "node:timers/promises";
async function prepareDump(logger, { global }) {
  const smtpServer = await lookUpRelay(global.email);
  return {
    vrrpStart(config) {
      const interfaces = withPolling(inOrder(readInterfaces()), findWays(polledLinks(config.vrrp).polled));
      const view = initialVrrpView(config, interfaces, countProcesses(config));
      return logLines(logger, dumpVrrpProcess(config, { ...view, smtpServer }));
    },
    vrrpReload(source) {
      const view = reloadedVrrpView(makeVrrpView({ ...source, interfaces: inOrder(source.interfaces) }));
      return logLines(logger, dumpVrrpProcess(source.config, { ...view, smtpServer }));
    },
    checker(config) {
      return logLines(logger, dumpCheckerProcess(config, { ...initialLvsView(config), smtpServer }));
    }
  };
}
function countProcesses(config) {
  if (config.vrrp.processes.length === 0)
    return {};
  const running = listProcesses().flatMap((pid) => readProcess(pid, true) ?? []);
  return Object.fromEntries(config.vrrp.processes.map((spec) => [
    spec.name,
    running.filter(({ name, commandLine }) => matchesProcess(spec, name, commandLine)).length
  ]));
}
function findWays(links) {
  if (links.length === 0)
    return /* @__PURE__ */ new Map();
  const linkbeat = openLinkbeat();
  const ways = new Map(links.map(({ interface: name, way }) => [name, linkbeat.wayFor(name, way)]));
  linkbeat.close();
  return ways;
}
function readInterfaces() {
  const ignore = () => void 0;
  const rtnetlink = openRtnetlink({ onInterface: ignore, onInterfaceGone: ignore, onError: ignore });
  const interfaces = rtnetlink.interfaces();
  rtnetlink.close();
  return interfaces;
}
function inOrder(interfaces) {
  return interfaces.toSorted((a, b) => a.index - b.index);
}
var linesAtOnce = 40;
var pauseMs = 4;
async function logLines(logger, lines) {
  for (let i = 0; i < lines.length; i += linesAtOnce) {
    for (const line of lines.slice(i, i + linesAtOnce))
      logger.log("info", line);
    await sleep(pauseMs);
  }
}
export {
  prepareDump
};
