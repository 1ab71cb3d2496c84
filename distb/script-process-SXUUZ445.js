import {
  endSession,
  runCommand
} from "./chunk-6YOCTIHC.js";
import {
  onLines,
  sendLine
} from "./chunk-KCHSFZRZ.js";
import {
  processTitle,
  sendToParent
} from "./chunk-XPEAVDUA.js";
import {
  SIGNAL_JSON,
  SIGNAL_STATS_CLEAR,
  SIGNAL_TIMERS,
  onRealTimeSignals
} from "./chunk-IDE7ZMPU.js";
import "./chunk-YFEMITMN.js";
import {
  exitInternalError
} from "./chunk-LDHUG6OE.js";
import "./chunk-VCTB2HMK.js";
import "./chunk-MLKGABMK.js";

// dist/daemon/script-starter.js
var maxWaiting = 1e4;
var maxRunning = 4e3;
var refused = { kind: "failed", reason: "EAGAIN" };
function makeScriptStarter() {
  const engines = /* @__PURE__ */ new Set();
  let running = 0;
  let turnIsSet = false;
  let deserted = () => void 0;
  function serve(socket) {
    const engine = { socket, waiting: /* @__PURE__ */ new Map(), running: /* @__PURE__ */ new Map() };
    engines.add(engine);
    onLines(socket, (message) => take(engine, message));
    socket.on("error", () => void 0);
    socket.on("close", () => gone(engine));
  }
  function take(engine, message) {
    switch (message.kind) {
      case "run":
        if (engine.waiting.size >= maxWaiting)
          return tellEnd(engine, message.id);
        engine.waiting.set(message.id, message.run);
        return setTurn();
      case "abort":
        if (engine.waiting.delete(message.id))
          tellEnd(engine, message.id);
        else
          engine.running.get(message.id)?.control.abort();
        return;
      case "end":
        for (const { pid, signal } of message.leaders)
          endSession(pid, signal);
    }
  }
  function gone(engine) {
    engines.delete(engine);
    engine.waiting.clear();
    for (const { control, outlivesEngine } of engine.running.values())
      if (!outlivesEngine)
        control.abort();
    if (engines.size === 0)
      deserted();
  }
  function setTurn() {
    if (turnIsSet)
      return;
    turnIsSet = true;
    setImmediate(turn);
  }
  function turn() {
    turnIsSet = false;
    for (const engine of engines) {
      const [next] = engine.waiting;
      if (next === void 0)
        continue;
      const [id, run] = next;
      engine.waiting.delete(id);
      void start(engine, id, run);
      if (engine.waiting.size > 0)
        setTurn();
    }
  }
  async function start(engine, id, run) {
    if (running >= maxRunning)
      return tellEnd(engine, id);
    const control = new AbortController();
    const outlivesEngine = run.endsWithUs === void 0;
    engine.running.set(id, { control, outlivesEngine });
    running += 1;
    const onStarted = (pid) => {
      if (!outlivesEngine)
        sendLine(engine.socket, { kind: "started", id, pid });
    };
    const result = await runCommand({ ...run, signal: control.signal, onStarted });
    running -= 1;
    engine.running.delete(id);
    sendLine(engine.socket, { kind: "ended", id, result });
  }
  function tellEnd(engine, id) {
    sendLine(engine.socket, { kind: "ended", id, result: refused });
  }
  return {
    serve,
    whenDeserted: (callback) => {
      deserted = callback;
      if (engines.size === 0)
        callback();
    }
  };
}

// dist/daemon/script-process.js
var maxOrphanMs = 15e3;
function runScriptProcess() {
  process.title = `${processTitle}: scripts`;
  const starter = makeScriptStarter();
  process.on("message", (message, handle) => receive(message, handle));
  process.on("disconnect", () => setImmediate(orphaned));
  process.on("SIGTERM", () => process.exit(0));
  for (const signal of ["SIGHUP", "SIGINT", "SIGUSR1", "SIGUSR2", "SIGPIPE", "SIGXCPU"]) {
    process.on(signal, ignore);
  }
  onRealTimeSignals({ [SIGNAL_JSON]: ignore, [SIGNAL_STATS_CLEAR]: ignore, [SIGNAL_TIMERS]: ignore });
  function receive(message, handle) {
    switch (message.kind) {
      case "configure": {
        const { config, options, generation } = message;
        process.umask(options.umask ?? config.global.umask);
        return void sendToParent({ kind: "configured", generation });
      }
      case "script-line":
        if (handle !== void 0)
          starter.serve(handle);
        return;
      case "ask-for-life":
        return void sendToParent({ kind: "alive" });
    }
  }
  function orphaned() {
    setTimeout(() => process.exit(exitInternalError), maxOrphanMs).unref();
    starter.whenDeserted(() => process.exit(0));
  }
}
function ignore() {
  return;
}
export {
  runScriptProcess
};
