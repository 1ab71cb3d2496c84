// dist/linux/spawn.js
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
var KILL_AFTER_MS = 2e3;
var ABANDON_AFTER_MS = 1e3;
function runCommand(run) {
  return new Promise((resolve) => {
    const [program, ...args] = run.groups === void 0 || run.groups.length === 0 ? run.argv : withGroups(run);
    if (program === void 0 || run.signal?.aborted) {
      resolve({ kind: "failed", reason: program === void 0 ? "empty command" : "stopping" });
      return;
    }
    let child;
    try {
      child = spawn(program, args, spawnOptions(run));
    } catch (thrown) {
      resolve({ kind: "failed", reason: reasonOf(thrown) });
      return;
    }
    const timers = [];
    let ending = false;
    const finish = (result) => {
      for (const timer of timers)
        clearTimeout(timer);
      ours.delete(child);
      run.signal?.removeEventListener("abort", end);
      resolve(ending ? { kind: "timeout" } : result);
    };
    const end = () => {
      if (ending)
        return;
      ending = true;
      killGroup(child, "SIGTERM");
      timers.push(setTimeout(() => {
        killGroup(child, "SIGKILL");
        timers.push(setTimeout(finish, ABANDON_AFTER_MS, { kind: "timeout" }));
      }, KILL_AFTER_MS));
    };
    child.once("error", (error) => {
      if (child.pid === void 0)
        finish({ kind: "failed", reason: reasonOf(error) });
    });
    child.once("exit", (status, signal) => {
      if (ending)
        killGroup(child, "SIGKILL");
      finish(signal === null ? { kind: "exit", status: status ?? 0 } : { kind: "signal", signal });
    });
    if (child.pid === void 0)
      return;
    if (run.timeoutMs)
      timers.push(setTimeout(end, run.timeoutMs));
    if (run.endsWithUs)
      own(child, run.endsWithUs === "killed" ? "SIGKILL" : "SIGTERM");
    run.onStarted?.(child.pid);
    run.signal?.addEventListener("abort", end, { once: true });
  });
}
var ours = /* @__PURE__ */ new Map();
function own(child, signal) {
  if (ours.size === 0 && !process.listeners("exit").includes(endOurs))
    process.on("exit", endOurs);
  ours.set(child, signal);
}
function endOurs() {
  for (const [child, signal] of ours)
    killGroup(child, signal);
}
function endSession(pid, signal) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1").replace(/^.*\) /s, "").split(" ");
    if (Number(fields[3]) === pid)
      process.kill(-pid, signal);
  } catch {
  }
}
var REMOVED_VARIABLES = [
  "IFS",
  "LD_PRELOAD",
  "LD_LIBRARY_PATH",
  "NOTIFY_SOCKET",
  "LISTEN_FDS",
  "LISTEN_PID",
  "WATCHDOG_USEC",
  "WATCHDOG_PID"
];
function withGroups({ argv, uid, gid, groups = [] }) {
  const account = [...uid === null ? [] : [`--reuid=${uid}`], ...gid === null ? [] : [`--regid=${gid}`]];
  return ["setpriv", ...account, `--groups=${groups.join(",")}`, "--", ...argv];
}
function spawnOptions(run) {
  const env = { ...process.env };
  for (const name of REMOVED_VARIABLES)
    delete env[name];
  const changes = run.groups === void 0 || run.groups.length === 0;
  return {
    env,
    stdio: "ignore",
    // A session of its own makes a process group of its own, which can be ended as a whole.
    detached: true,
    ...changes && run.uid !== null && run.uid !== process.getuid?.() && { uid: run.uid },
    ...changes && run.gid !== null && run.gid !== process.getgid?.() && { gid: run.gid }
  };
}
function killGroup(child, signal) {
  if (child.pid === void 0)
    return;
  try {
    process.kill(-child.pid, signal);
  } catch {
  }
}
function reasonOf(thrown) {
  const error = thrown;
  return error.code ?? error.message;
}

export {
  runCommand,
  endSession
};
