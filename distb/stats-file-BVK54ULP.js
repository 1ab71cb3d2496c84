import {
  writeDump
} from "./chunk-PY5ASTVM.js";
import "./chunk-NRKNEZKE.js";
import "./chunk-NUPY4W5R.js";
import "./chunk-YFEMITMN.js";
import "./chunk-NLTIZCZR.js";
import "./chunk-VCTB2HMK.js";
import "./chunk-MLKGABMK.js";

// dist/daemon/stats-file.js
var EXTENSION = "Authentication Extension Errors";
var layout = [
  [
    "Advertisements",
    [
      ["Received", "advertsReceived"],
      ["Sent", "advertsSent"]
    ]
  ],
  ["Became master", "becameMaster"],
  ["Released master", "releasedMaster"],
  [
    "Packet Errors",
    [
      ["Length", "lengthErrors"],
      ["TTL", "ttlErrors"],
      ["Invalid Type", "typeErrors"],
      ["Advertisement Interval", "intervalErrors"],
      ["Address List", "addressListErrors"]
    ]
  ],
  [
    "Authentication Errors",
    [
      ["Invalid Type", "authTypeErrors"],
      ["Type Mismatch", "authTypeMismatches"],
      ["Failure", "authFailures"]
    ]
  ],
  [
    EXTENSION,
    [
      ["Missing", "authExtMissing"],
      ["Malformed", "authExtMalformed"],
      ["Unknown Key", "authExtUnknownKey"],
      ["Invalid HMAC", "authExtInvalidHmac"],
      ["Stale", "authExtStale"],
      ["Replay", "authExtReplay"]
    ]
  ],
  [
    "Priority Zero",
    [
      ["Received", "priorityZeroReceived"],
      ["Sent", "priorityZeroSent"]
    ]
  ]
];
function statsText(instances) {
  const lines = [];
  for (const { name, counters, signed } of instances) {
    lines.push(`VRRP Instance: ${name}`);
    for (const [label, content] of layout) {
      if (label === EXTENSION && !signed)
        continue;
      if (typeof content === "string") {
        lines.push(`  ${label}: ${counters[content]}`);
        continue;
      }
      lines.push(`  ${label}:`);
      for (const [inner, counter] of content)
        lines.push(`    ${inner}: ${counters[counter]}`);
    }
  }
  return lines.map((line) => `${line}
`).join("");
}
function makeStatsFile() {
  const cleared = /* @__PURE__ */ new Map();
  function shown({ config, counters }) {
    return subtract(counters, cleared.get(config.name));
  }
  function write(global, state, clear) {
    const shown2 = [];
    for (const [name, { counters, config }] of state.instances) {
      const signed = config.authHmac !== void 0;
      shown2.push({ name, counters: subtract(counters, cleared.get(name)), signed });
      if (clear)
        cleared.set(name, { ...counters });
    }
    return writeDump("stats", global, statsText(shown2));
  }
  return { write, shown };
}
function subtract(counters, base) {
  const difference = { ...counters };
  if (base === void 0)
    return difference;
  for (const name of Object.keys(difference)) {
    difference[name] = Math.max(0, counters[name] - base[name]);
  }
  return difference;
}
export {
  makeStatsFile,
  statsText
};
