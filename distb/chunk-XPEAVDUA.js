import {
  removeIfThere,
  writeFileAtomically
} from "./chunk-YFEMITMN.js";

// dist/linux/pid-file.js
import { closeSync, constants, fchmodSync, mkdirSync, openSync, readFileSync, readlinkSync } from "node:fs";
import { dirname } from "node:path";
var MODE = 420;
var processTitle = "tskeepalived";
function writePidFile(path) {
  const owner = readPid(path);
  if (owner !== null && owner !== process.pid && isSameProgram(owner))
    return { kind: "owned", pid: owner };
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 493 });
    writeFileAtomically(path, `${process.pid}
`, MODE);
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    fchmodSync(descriptor, MODE);
    closeSync(descriptor);
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { kind: "failed", message: `Unable to write pid file ${path}: ${message}` };
  }
  return {
    kind: "written",
    pidFile: {
      remove() {
        if (readPid(path) === process.pid)
          removeIfThere(path);
      }
    }
  };
}
function readPid(path) {
  let descriptor = null;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const text = readFileSync(descriptor, "latin1");
    const pid = /^\s*(\d{1,10})\s*$/.exec(text.slice(0, 64))?.[1];
    return pid === void 0 || Number(pid) < 1 ? null : Number(pid);
  } catch {
    return null;
  } finally {
    if (descriptor !== null)
      closeSync(descriptor);
  }
}
function isSameProgram(pid) {
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    if (thrown.code !== "EPERM")
      return false;
  }
  try {
    const executable = readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, "");
    if (/\/keepalived$/.test(executable))
      return true;
    return executable === readlinkSync("/proc/self/exe") && readTitle(pid).startsWith(processTitle);
  } catch {
    return false;
  }
}
function readTitle(pid) {
  return readFileSync(`/proc/${pid}/cmdline`, "latin1");
}

// dist/daemon/messages.js
function partFor(child, config) {
  const { lvs, vrrp } = config;
  if (child === "checker")
    return config;
  if (child === "scripts")
    return { ...config, vrrp: { ...vrrp, instances: [] }, lvs: { ...lvs, virtualServers: [] } };
  return { ...config, lvs: { ...lvs, virtualServers: lvs.virtualServers.slice(0, 1), groups: [] } };
}
function sendToChild(child, message, handle) {
  if (!child.connected)
    return false;
  return child.send(message, handle, ignoreLoss);
}
function sendToParent(message, sent = ignoreLoss) {
  if (process.send === void 0 || !process.connected)
    return false;
  return process.send(message, void 0, void 0, () => sent());
}
function ignoreLoss() {
  return;
}

export {
  processTitle,
  writePidFile,
  partFor,
  sendToChild,
  sendToParent
};
