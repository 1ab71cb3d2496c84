import {
  sameValue
} from "./chunk-NUPY4W5R.js";

// dist/daemon/places.js
import { rmdirSync } from "node:fs";
import { dirname } from "node:path";
var runDirectory = "/run";
var ownDirectory = "/run/keepalived";
var fileNames = { parent: "keepalived", vrrp: "vrrp", checker: "checkers" };
function placesOf(names, said) {
  const { netNamespace, instanceName, usePidDir } = names;
  const set = namesSet(names);
  const own = netNamespace === null ? ownDirectory : `${ownDirectory}/${netNamespace}`;
  const directory = set.length > 0 || usePidDir ? own : runDirectory;
  const suffix = instanceName === null ? "" : `_${instanceName}`;
  const pidFile = (process) => said[process] ?? `${directory}/${fileNames[process]}${suffix}.pid`;
  const pidFiles = { parent: pidFile("parent"), vrrp: pidFile("vrrp"), checker: pidFile("checker") };
  return {
    identSuffix: set.map((name) => `_${name}`).join(""),
    pidFiles,
    controlSocket: controlSocketOf(pidFiles.parent)
  };
}
function controlSocketOf(pidFile) {
  return `${pidFile.replace(/\.pid$/, "")}.sock`;
}
function dumpSuffix(names) {
  const set = namesSet(names);
  return names.dataUseInstance && set.length > 0 ? `.${set.join("_")}` : "";
}
function namesSet({ netNamespace, instanceName }) {
  return [netNamespace, instanceName].filter((name) => name !== null);
}
function keepNames(next, running) {
  const { netNamespace, ipvsNamespace, instanceName } = running;
  const complaints = [];
  const compare = (what, same) => {
    if (!same)
      complaints.push(`Cannot change ${what} at a reload - please restart keepalived`);
  };
  compare("network namespace", next.global.netNamespace === netNamespace);
  compare("IPVS network namespace", sameValue(next.global.ipvsNamespace, ipvsNamespace));
  compare("instance name", next.global.instanceName === instanceName);
  const config = { ...next, global: { ...next.global, netNamespace, ipvsNamespace, instanceName } };
  return { config, complaints };
}
function removeEmptyRunDirectories(pidFile) {
  for (let path = dirname(pidFile); path === ownDirectory || path.startsWith(`${ownDirectory}/`); path = dirname(path)) {
    try {
      rmdirSync(path);
    } catch {
      return;
    }
  }
}

export {
  runDirectory,
  ownDirectory,
  placesOf,
  controlSocketOf,
  dumpSuffix,
  keepNames,
  removeEmptyRunDirectories
};
