import {
  asOperationError,
  libc
} from "./chunk-VCTB2HMK.js";

// dist/linux/namespace.js
import { closeSync, openSync } from "node:fs";
var cloneNewNet = 1073741824;
function enterNetworkNamespace(name) {
  enter(pathOfNamespace(name));
}
var firstNetworkNamespace = "/proc/1/ns/net";
function pathOfNamespace(name) {
  return `/run/netns/${name}`;
}
function inNetworkNamespace(path, work) {
  const own = openSync("/proc/self/ns/net", "r");
  try {
    enter(path);
    try {
      return work();
    } finally {
      libc("setns", own, cloneNewNet);
    }
  } finally {
    closeSync(own);
  }
}
function enter(path) {
  let fd;
  try {
    fd = openSync(path, "r");
  } catch (error) {
    throw asOperationError(`network namespace ${path}`, error);
  }
  try {
    libc("setns", fd, cloneNewNet);
  } finally {
    closeSync(fd);
  }
}

export {
  enterNetworkNamespace,
  firstNetworkNamespace,
  pathOfNamespace,
  inNetworkNamespace
};
