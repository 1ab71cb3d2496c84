import {
  SIGNAL_JSON,
  SIGNAL_STATS_CLEAR,
  hearsRealTimeSignals
} from "./chunk-IDE7ZMPU.js";
import "./chunk-VCTB2HMK.js";
import "./chunk-MLKGABMK.js";

// dist/cli/signal-numbers.js
var SIGURG = 23;
var numbers = {
  STOP: 15,
  RELOAD: 1,
  DATA: 10,
  STATS: 12,
  STATS_CLEAR: SIGNAL_STATS_CLEAR,
  JSON: SIGNAL_JSON
};
var signalNames = Object.keys(numbers);
function signalNumberOf(name) {
  const number = Object.hasOwn(numbers, name) ? numbers[name] ?? null : null;
  if (number === null || number < SIGNAL_JSON || hearsRealTimeSignals())
    return number;
  return name === "STATS_CLEAR" ? SIGURG : null;
}
export {
  signalNames,
  signalNumberOf
};
