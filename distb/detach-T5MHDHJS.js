import {
  detachedArgument
} from "./chunk-LDHUG6OE.js";
import "./chunk-MLKGABMK.js";

// dist/daemon/detach.js
import { fork } from "node:child_process";
function detach(program, words) {
  const child = fork(program, [detachedArgument, ...words], {
    detached: true,
    stdio: ["ignore", "ignore", "ignore", "ipc"]
  });
  child.on("message", () => setImmediate(() => process.exit(0)));
  child.on("exit", (status) => process.exit(status ?? 1));
  child.on("error", (error) => {
    process.stderr.write(`Unable to start the daemon: ${error.message}
`);
    process.exit(1);
  });
}
function tellLauncher() {
  if (process.send === void 0)
    return;
  process.send("up", void 0, void 0, () => {
    setImmediate(() => {
      if (process.connected)
        process.disconnect();
    });
  });
}
export {
  detach,
  tellLauncher
};
