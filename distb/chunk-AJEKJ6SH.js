import {
  int32,
  libc,
  pointerTo
} from "./chunk-VCTB2HMK.js";

// dist/linux/scheduling.js
import { readFileSync } from "node:fs";
var SCHED_OTHER = 0;
var SCHED_RR = 2;
var SCHED_RESET_ON_FORK = 1073741824;
var PRIO_PROCESS = 0;
var MLOCK_ONFAULT = 1;
var PR_SET_NAME = 15;
var RLIMIT_RTTIME = 15;
var RLIMIT_CORE = 4;
var MAX_PROCESSORS = 1024;
var RLIM_INFINITY = 0xffffffffffffffffn;
function setRealTimePriority(priority) {
  libc("sched_setscheduler", 0, SCHED_RR | SCHED_RESET_ON_FORK, int32(priority));
}
function setOrdinaryScheduling() {
  libc("sched_setscheduler", 0, SCHED_OTHER, int32(0));
}
function setProcessors(numbers) {
  const mask = new Uint8Array(MAX_PROCESSORS / 8).fill(numbers.length === 0 ? 255 : 0);
  for (const number of numbers)
    mask[number >> 3] = (mask[number >> 3] ?? 0) | 1 << (number & 7);
  libc("sched_setaffinity", 0, mask.length, mask);
}
function setNice(value) {
  libc("setpriority", PRIO_PROCESS, 0, value);
}
function lockCode() {
  for (const { from, length } of fileMappings())
    libc("mlock2", from, length, MLOCK_ONFAULT);
}
function unlockCode() {
  for (const { from, length } of fileMappings())
    libc("munlock", from, length);
}
function fileMappings() {
  const found = [];
  for (const line of readFileSync("/proc/self/maps", "latin1").split("\n")) {
    const match = /^([0-9a-f]+)-([0-9a-f]+) r.*? \//.exec(line);
    if (match === null)
      continue;
    const [from, to] = [BigInt(`0x${match[1]}`), BigInt(`0x${match[2]}`)];
    found.push({ from, length: to - from });
  }
  return found;
}
function setProcessName(name) {
  const octets = new Uint8Array(new ArrayBuffer(16));
  octets.set(Buffer.from(name.slice(0, 15), "latin1"));
  libc("prctl", PR_SET_NAME, pointerTo(octets), 0, 0, 0);
}
function limitRealTime(microseconds) {
  setLimit(RLIMIT_RTTIME, BigInt(microseconds), RLIM_INFINITY);
}
function allowCoreDump() {
  setLimit(RLIMIT_CORE, RLIM_INFINITY, RLIM_INFINITY);
}
function setLimit(resource, soft, hard) {
  libc("setrlimit", resource, new Uint8Array(BigUint64Array.of(soft, hard).buffer));
}

export {
  setRealTimePriority,
  setOrdinaryScheduling,
  setProcessors,
  setNice,
  lockCode,
  unlockCode,
  setProcessName,
  limitRealTime,
  allowCoreDump
};
