/**
 * Writing files in places that others may write to as well (/tmp, /run), without being led astray by links and pipes.
 * The original had CVE-2018-19044 to -19046 in just this.
 */
import { closeSync, constants, fstatSync, ftruncateSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs'
import { asOperationError } from './libc.ts'

/**
 * Replaces the content of `path`, for a dump: a symbolic link, a file of somebody else or with several names, and
 * anything but a plain file are refused. Throws OperationError.
 */
export function writeDumpFile(path: string, text: string, mode = 0o600): void {
  const operation = `write ${path}`
  let descriptor: number | null = null
  try {
    const { O_WRONLY, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants
    // Not truncated yet: first see whose file it is.
    descriptor = openSync(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode)
    const found = fstatSync(descriptor)
    const ours = found.isFile() && found.nlink === 1 && found.uid === (process.geteuid?.() ?? found.uid)
    if (!ours) throw Object.assign(new Error('not a plain file of ours'), { code: 'EPERM' })
    ftruncateSync(descriptor)
    writeAll(descriptor, Buffer.from(text, 'utf8'))
  } catch (thrown) {
    throw asOperationError(operation, thrown)
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}

/** Makes `path` appear with all of its content at once, replacing whatever name was there. Throws OperationError. */
export function writeFileAtomically(path: string, text: string, mode: number): void {
  const temporary = `${path}.${process.pid}.new`
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants
  let descriptor: number | null = null
  try {
    removeIfThere(temporary)
    descriptor = openSync(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode)
    writeAll(descriptor, Buffer.from(text, 'utf8'))
    closeSync(descriptor)
    descriptor = null
    renameSync(temporary, path)
  } catch (thrown) {
    if (descriptor !== null) closeSync(descriptor)
    removeIfThere(temporary)
    throw asOperationError(`write ${path}`, thrown)
  }
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written)
}

/** Removing is best effort: what cannot be removed shows itself where it is in the way. */
export function removeIfThere(path: string): boolean {
  try {
    unlinkSync(path)
    return true
  } catch {
    // Safe: see above.
    return false
  }
}
