import {
  removeIfThere,
  writeFileAtomically
} from "./chunk-YFEMITMN.js";

// dist/lib/message-of.js
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

// dist/daemon/reload-files.js
import { closeSync, constants, fstatSync, ftruncateSync, lstatSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
var secretMode = 384;
function markReading(path, log) {
  const { O_WRONLY, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;
  let descriptor = null;
  try {
    descriptor = openSync(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 420);
    const found = fstatSync(descriptor);
    if (!found.isFile() || found.nlink !== 1)
      throw new Error("not a plain file with one name");
    ftruncateSync(descriptor);
  } catch (error) {
    log("warning", `Unable to create reload file ${path}: ${messageOf(error)}`);
    return () => void 0;
  } finally {
    if (descriptor !== null)
      closeSync(descriptor);
  }
  return () => void removeIfThere(path);
}
function writeCheckLog(path, lines, log) {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found !== void 0 && !found.isFile())
      return;
    writeFileAtomically(path, lines.map((line) => `${line}
`).join(""), secretMode);
  } catch (error) {
    log("warning", `Unable to write config check log ${path}: ${messageOf(error)}`);
  }
}
function saveCopy(directory, name, text, log) {
  try {
    mkdirSync(directory, { mode: 448, recursive: false });
  } catch {
  }
  try {
    writeFileAtomically(join(directory, name), text, secretMode);
  } catch (error) {
    log("warning", `Unable to save ${name} in ${directory}: ${messageOf(error)}`);
  }
}
function savesStates({ global }) {
  return global.reload?.saveDirectory !== void 0;
}

export {
  messageOf,
  markReading,
  writeCheckLog,
  saveCopy,
  savesStates
};
