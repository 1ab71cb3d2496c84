/**
 * Writing files in places that others may write to as well (/tmp, /run), without being led astray by links and pipes.
 * The original had CVE-2018-19044 to -19046 in just this.
 */
import { randomBytes } from 'node:crypto'
import { closeSync, constants, openSync, renameSync, unlinkSync, writeSync } from 'node:fs'
import { open, rename, unlink, type FileHandle } from 'node:fs/promises'
import { asOperationError } from './libc.ts'

/** A dump shows passwords. */
const DUMP_MODE = 0o600

/**
 * Makes `path` a new file of ours with that content, for a dump. What had the name before, be it a link, a pipe or a file of
 * somebody else, is neither opened nor followed: it only loses the name. It is done beside the event loop, so that a slow
 * disk holds nothing up. Throws OperationError.
 */
export async function writeDumpFile(path: string, text: string): Promise<void> {
  // Nobody can prepare for a name that nobody knows; O_EXCL refuses it all the same.
  const temporary = `${path}.${randomBytes(6).toString('hex')}`
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants
  let made: FileHandle | null = null
  try {
    made = await open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, DUMP_MODE)
    await made.writeFile(text, 'utf8')
    await made.close()
    await rename(temporary, path)
  } catch (thrown) {
    if (made !== null) {
      // Safe: closed already, or removed by somebody else.
      await made.close().catch(() => undefined)
      await unlink(temporary).catch(() => undefined)
    }
    throw asOperationError(`write ${path}`, thrown)
  }
}

/** Makes `path` appear with all of its content at once, replacing whatever name was there. Throws OperationError. */
export function writeFileAtomically(path: string, text: string | Uint8Array, mode: number): void {
  const temporary = `${path}.${process.pid}.new`
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants
  let descriptor: number | null = null
  try {
    removeIfThere(temporary)
    descriptor = openSync(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode)
    writeAll(descriptor, typeof text === 'string' ? Buffer.from(text, 'utf8') : text)
    closeSync(descriptor)
    descriptor = null
    renameSync(temporary, path)
  } catch (thrown) {
    if (descriptor !== null) closeSync(descriptor)
    removeIfThere(temporary)
    throw asOperationError(`write ${path}`, thrown)
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
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
