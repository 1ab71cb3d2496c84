import {
  dumpCheckerProcess,
  dumpParentProcess,
  dumpVrrpProcess,
  initialLvsView,
  lookUpRelay,
  makeVrrpView
} from "./chunk-IOVP4EG7.js";
import "./chunk-VY7UNJUM.js";
import {
  viewLvs
} from "./chunk-MGKTKKHP.js";
import "./chunk-XKHT2WCV.js";
import "./chunk-Q5WZ2PUS.js";
import "./chunk-XYGXTMJZ.js";
import "./chunk-WL2YI7WO.js";
import {
  saveCopy
} from "./chunk-LHPMY7WV.js";
import "./chunk-XABHM7LQ.js";
import "./chunk-337YAZUT.js";
import "./chunk-24HHUIME.js";
import "./chunk-EFJSXIPA.js";
import "./chunk-VKBYNSQF.js";
import "./chunk-JPSQDH5E.js";
import "./chunk-I3YH4PUB.js";
import {
  writeDump
} from "./chunk-PY5ASTVM.js";
import "./chunk-NRKNEZKE.js";
import "./chunk-NUPY4W5R.js";
import "./chunk-YFEMITMN.js";
import "./chunk-NLTIZCZR.js";
import "./chunk-VCTB2HMK.js";
import "./chunk-MLKGABMK.js";

// dist/daemon/lvs-view.js
function makeLvsView(config, state) {
  const view = viewLvs(state);
  const virtualServers = {};
  const checkers = {};
  for (const service of view.virtualServers) {
    virtualServers[service.key] = {
      alive: view.kernel.works,
      quorumUp: service.quorumUp,
      reloaded: false,
      realServers: Object.fromEntries(service.realServers.map((server) => [
        server.id,
        {
          alive: server.alive,
          set: server.inPool,
          failedCheckers: server.failedCheckers,
          effectiveWeight: server.weight,
          previousWeight: 0,
          reloaded: false,
          failedFileChecks: server.failedFileChecks,
          sessions: server.sessions
        }
      ]))
    };
    for (const checker of service.realServers.flatMap((server) => server.checkers)) {
      const retry = state.checkers.get(checker.id)?.config.retry ?? 0;
      checkers[checker.id] = {
        enabled: checker.enabled,
        up: checker.up,
        hasRun: checker.hasRun,
        currentWeight: 0,
        retriesLeft: Math.max(0, retry - checker.failures)
      };
    }
  }
  return { ...initialLvsView(config), virtualServers, checkers, files: Object.fromEntries(state.files) };
}

// dist/daemon/data-files.js
function writeParentData(config) {
  return writeDump("parent", config.global, joined(dumpParentProcess(config)));
}
async function writeVrrpData(read) {
  const smtpServer = await lookUpRelay(read().config.global.email);
  const source = read();
  return writeDump("vrrp", source.config.global, joined(dumpVrrpProcess(source.config, { ...makeVrrpView(source), smtpServer })));
}
async function writeCheckerData(config, state) {
  const smtpServer = await lookUpRelay(config.global.email);
  return writeDump("checker", config.global, joined(dumpCheckerProcess(config, { ...makeLvsView(config, state), smtpServer })));
}
function saveVrrpData(source, when, log) {
  const directory = source.config.global.reload?.saveDirectory;
  if (directory === void 0)
    return;
  const view = { ...makeVrrpView(source), smtpServer: null };
  saveCopy(directory, `keepalived_vrrp.${process.pid}.${when}`, joined(dumpVrrpProcess(source.config, view)), log);
}
function saveCheckerData(config, state, when, log) {
  const directory = config.global.reload?.saveDirectory;
  if (directory === void 0)
    return;
  const view = { ...makeLvsView(config, state), smtpServer: null };
  saveCopy(directory, `keepalived_check.${process.pid}.${when}`, joined(dumpCheckerProcess(config, view)), log);
}
function joined(lines) {
  return lines.map((line) => `${line}
`).join("");
}
export {
  saveCheckerData,
  saveVrrpData,
  writeCheckerData,
  writeParentData,
  writeVrrpData
};
