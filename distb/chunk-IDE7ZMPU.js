import {
  tryLibc
} from "./chunk-VCTB2HMK.js";

// dist/linux/signals.js
var SIGNAL_JSON = 36;
var SIGNAL_STATS_CLEAR = 63;
var SIGNAL_TIMERS = 64;
var ignoreSignal = 1;
function watcherClass() {
  const quiet = process.noDeprecation;
  try {
    process.noDeprecation = true;
    const { binding } = process;
    return binding.call(process, "signal_wrap").Signal ?? null;
  } catch {
    return null;
  } finally {
    process.noDeprecation = quiet ?? false;
  }
}
function hearsRealTimeSignals() {
  return watcherClass() !== null;
}
function onRealTimeSignals(listeners) {
  for (const number of [SIGNAL_JSON, SIGNAL_STATS_CLEAR, SIGNAL_TIMERS]) {
    const listener = listeners[number];
    if (listener === void 0 || !listen(number, listener))
      tryLibc("signal", number, ignoreSignal);
  }
}
function listen(number, listener) {
  const Watcher = watcherClass();
  if (Watcher === null)
    return false;
  const watcher = new Watcher();
  watcher.onsignal = listener;
  watchers.push(watcher);
  if (watcher.start(number) !== 0)
    return false;
  watcher.unref();
  return true;
}
var watchers = [];

export {
  SIGNAL_JSON,
  SIGNAL_STATS_CLEAR,
  SIGNAL_TIMERS,
  hearsRealTimeSignals,
  onRealTimeSignals
};
