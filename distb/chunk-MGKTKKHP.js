import {
  deadlineOf,
  isSuspended,
  lastWords,
  realServerWeight,
  sorryServerWorks
} from "./chunk-XKHT2WCV.js";
import {
  serviceKeyOf
} from "./chunk-Q5WZ2PUS.js";

// dist/lvs/view.js
function viewLvs(state) {
  return {
    virtualServers: [...state.virtualServers.values()].map((virtualServer) => viewVirtualServer(state, virtualServer)),
    kernel: { works: !state.kernel.failing, refused: [...state.kernel.held] }
  };
}
function viewVirtualServer(state, virtualServer) {
  const realServers = [...virtualServer.realServers.values()].map((server) => viewServer(state, server));
  return {
    key: serviceKeyOf(virtualServer.config),
    quorumUp: virtualServer.quorumUp,
    aliveWeight: virtualServer.aliveWeight,
    aliveServers: realServers.filter(({ alive }) => alive).length,
    sorryServerWorks: sorryServerWorks(virtualServer),
    realServers
  };
}
function viewServer(state, realServer) {
  return {
    id: realServer.config.id,
    alive: realServer.alive,
    weight: realServer.weight,
    inPool: realServerWeight(realServer) !== null,
    failedCheckers: [...realServer.checkers, ...realServer.sessions].filter(({ up }) => !up).length,
    sessions: realServer.sessions.map(({ config: { session }, up, hasRun }) => ({ session, up, hasRun })),
    failedFileChecks: realServer.files.filter(({ up }) => !up).map(({ config }) => config.id),
    words: realServer.lastChecked === null ? "" : lastWords(realServer.lastChecked),
    checkers: realServer.checkers.map((checker) => ({
      id: checker.config.id,
      enabled: !isSuspended(state, realServer.virtualServer),
      up: checker.up,
      hasRun: checker.hasRun,
      running: checker.running,
      failures: checker.failures,
      nextAt: deadlineOf(state.timers, checker),
      last: checker.last,
      words: lastWords(checker)
    }))
  };
}

export {
  viewLvs,
  viewVirtualServer
};
