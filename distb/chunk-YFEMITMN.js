import {
  asOperationError
} from "./chunk-VCTB2HMK.js";

// dist/linux/files.js
import { randomBytes } from "node:crypto";
import { closeSync, constants, openSync, renameSync, unlinkSync, writeSync } from "node:fs";
import { open, rename, unlink } from "node:fs/promises";
var DUMP_MODE = 384;
async function writeDumpFile(path, text) {
  const temporary = `${path}.${randomBytes(6).toString("hex")}`;
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  let made = null;
  try {
    made = await open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, DUMP_MODE);
    await made.writeFile(text, "utf8");
    await made.close();
    await rename(temporary, path);
  } catch (thrown) {
    if (made !== null) {
      await made.close().catch(() => void 0);
      await unlink(temporary).catch(() => void 0);
    }
    throw asOperationError(`write ${path}`, thrown);
  }
}
function writeFileAtomically(path, text, mode) {
  const temporary = `${path}.${process.pid}.new`;
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  let descriptor = null;
  try {
    removeIfThere(temporary);
    descriptor = openSync(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
    writeAll(descriptor, typeof text === "string" ? Buffer.from(text, "utf8") : text);
    closeSync(descriptor);
    descriptor = null;
    renameSync(temporary, path);
  } catch (thrown) {
    if (descriptor !== null)
      closeSync(descriptor);
    removeIfThere(temporary);
    throw asOperationError(`write ${path}`, thrown);
  }
}
function writeAll(descriptor, bytes) {
  for (let written = 0; written < bytes.length; )
    written += writeSync(descriptor, bytes, written);
}
function removeIfThere(path) {
  try {
    unlinkSync(path);
    return true;
  } catch {
    return false;
  }
}

export {
  writeDumpFile,
  writeFileAtomically,
  removeIfThere
};
