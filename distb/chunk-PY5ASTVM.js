import {
  dumpSuffix
} from "./chunk-NRKNEZKE.js";
import {
  writeDumpFile
} from "./chunk-YFEMITMN.js";
import {
  temporaryDirectory
} from "./chunk-NLTIZCZR.js";
import {
  OperationError
} from "./chunk-VCTB2HMK.js";

// dist/daemon/dump-file.js
var names = {
  parent: "keepalived_parent.data",
  vrrp: "keepalived.data",
  checker: "keepalived_check.data",
  stats: "keepalived.stats",
  json: "keepalived.json"
};
var maxWaiting = 8;
var waiting = 0;
var last = Promise.resolve();
async function writeDump(kind, global, text) {
  const path = dumpPath(kind, global);
  if (waiting >= maxWaiting)
    return `Can't open ${path} (${waiting} dumps still wait to be written)`;
  waiting += 1;
  const written = last.then(() => tryWrite(path, text));
  last = written;
  const failure = await written;
  waiting -= 1;
  return failure;
}
function dumpPath(kind, global) {
  const { stateFile, statsFile, jsonFile } = global.dumps ?? {};
  const place = { stats: statsFile, json: jsonFile, parent: stateFile, vrrp: stateFile, checker: stateFile }[kind];
  const usual = names[kind];
  if (place === void 0)
    return `${temporaryDirectory()}/${beforeExtension(usual, dumpSuffix(global))}`;
  const directory = place.endsWith("/");
  const path = directory ? `${place}${usual}` : beforeExtension(place, parts[kind] ?? "");
  return beforeExtension(path, dumpSuffix(global));
}
var parts = { parent: "_parent", checker: "_check" };
function crashPath(process, global) {
  return `${temporaryDirectory()}/${beforeExtension(names[process], dumpSuffix(global)).replace(/data$/, "crash")}`;
}
function beforeExtension(path, text) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  if (dot <= 0)
    return `${path}${text}`;
  const at = path.length - name.length + dot;
  return `${path.slice(0, at)}${text}${path.slice(at)}`;
}
async function tryWrite(path, text) {
  try {
    await writeDumpFile(path, text);
    return null;
  } catch (error) {
    if (!(error instanceof OperationError))
      throw error;
    return `Can't open ${path} (${error.message})`;
  }
}

export {
  writeDump,
  crashPath
};
