import {
  lifecycleMachine
} from "./chunk-34RUWISC.js";
import {
  lvsMachine
} from "./chunk-FIFX3XCL.js";
import "./chunk-XKHT2WCV.js";
import "./chunk-Q5WZ2PUS.js";
import {
  vrrpMachine
} from "./chunk-VDFMJZWW.js";
import "./chunk-MWECKIPW.js";
import "./chunk-ALTOM5WN.js";
import "./chunk-4ZW4GSY2.js";
import "./chunk-XYGXTMJZ.js";
import "./chunk-WL2YI7WO.js";
import "./chunk-VSPS3GBM.js";
import {
  textOf
} from "./chunk-VU6ZOJSY.js";
import "./chunk-YME4ZP4W.js";
import "./chunk-337YAZUT.js";
import "./chunk-24HHUIME.js";
import "./chunk-EFJSXIPA.js";
import "./chunk-VKBYNSQF.js";
import {
  US_PER_S
} from "./chunk-JPSQDH5E.js";
import "./chunk-I3YH4PUB.js";
import "./chunk-NUPY4W5R.js";
import "./chunk-YFEMITMN.js";
import "./chunk-VCTB2HMK.js";
import "./chunk-MLKGABMK.js";

// dist/daemon/replay.js
import { readFileSync } from "node:fs";
import { deserialize } from "node:v8";
var machines = {
  lifecycle: lifecycleMachine,
  lvs: lvsMachine,
  vrrp: vrrpMachine
};
function replay(path, print) {
  const record = deserialize(readFileSync(path));
  if (record?.layout !== 1)
    throw new Error(`${path} is no flight record`);
  const { machine, program, node, at, events } = record;
  print(`${machine} of ${program} (Node ${node}), ${at}, ${events.length} events`);
  for (const line of record.error.split("\n"))
    print(`! ${line}`);
  const state = deserialize(record.state);
  const start = events[0]?.now ?? 0;
  for (const { now, event } of events) {
    print(`+${((now - start) / US_PER_S).toFixed(6)} ${event.kind}`);
    try {
      for (const action of machines[machine].step(state, event, now)) {
        print(`  ${action.kind}${action.kind === "log" ? ` ${action.text ?? ""}` : ""}`);
      }
    } catch (error) {
      for (const line of textOf(error).split("\n"))
        print(`! ${line}`);
      return true;
    }
  }
  print("the machine has answered every event");
  return false;
}
export {
  replay
};
