import {
  writeFileAtomically
} from "./chunk-YFEMITMN.js";

// dist/daemon/flight-recorder.js
import { serialize } from "node:v8";
var usualLimits = { events: 1e4, copyMs: 5 };
var recordMode = 384;
function makeFlightRecorder(options) {
  const limits = { ...usualLimits, ...options.limits };
  let before = null;
  let current = null;
  let off = false;
  function note(state, event, now) {
    if (off)
      return;
    if (current === null || current.events.length >= limits.events)
      begin(state);
    current?.events.push({ now, event });
  }
  function begin(state) {
    const start = performance.now();
    const copy = options.isLarge?.(state) ? null : tryCopy(state);
    if (copy === null || performance.now() - start > limits.copyMs) {
      off = true;
      before = current = null;
      return;
    }
    before = current;
    current = { state: copy, events: [] };
  }
  function save(error) {
    if (current === null)
      return null;
    const first = before ?? current;
    const events = [...before?.events ?? [], ...current.events];
    const head = { layout: 1, program: options.program, node: process.versions.node, machine: options.machine };
    const at = (/* @__PURE__ */ new Date()).toISOString();
    try {
      const record = { ...head, at, error: textOf(error), state: first.state, events };
      writeFileAtomically(options.path, serialize(record), recordMode);
      options.log?.("err", `What led to it is in ${options.path}: tskeepalived --replay ${options.path}`);
      return options.path;
    } catch {
      return null;
    }
  }
  return { note, save };
}
function tryCopy(state) {
  try {
    return serialize(state);
  } catch {
    return null;
  }
}
function textOf(error) {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}

export {
  makeFlightRecorder,
  textOf
};
