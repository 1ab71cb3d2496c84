/**
 * Pid files: who runs, for scripts and for a second start. Written whole or not at all, never through a link, mode
 * 0644.
 *
 * A pid is reused by the kernel, so a file whose pid is alive only counts when that process runs our program.
 */
import { closeSync, constants, fchmodSync, mkdirSync, openSync, readFileSync, readlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { removeIfThere, writeFileAtomically } from './files.ts'

export interface PidFile {
  /** Removes the file if it still names us. */
  remove(): void
}

export type PidFileResult =
  | { readonly kind: 'written'; readonly pidFile: PidFile }
  /** another living process of this program has it */
  | { readonly kind: 'owned'; readonly pid: number }
  | { readonly kind: 'failed'; readonly message: string }

const MODE = 0o644

/** How the command line of each of our processes begins, see `ps`. */
export const processTitle = 'tskeepalived'

export function writePidFile(path: string): PidFileResult {
  const owner = readPid(path)
  if (owner !== null && owner !== process.pid && isSameProgram(owner)) return { kind: 'owned', pid: owner }
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o755 })
    writeFileAtomically(path, `${process.pid}\n`, MODE)
    // The file mask may have taken the right to read from others, who need it to send a signal.
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
    fchmodSync(descriptor, MODE)
    closeSync(descriptor)
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    return { kind: 'failed', message: `Unable to write pid file ${path}: ${message}` }
  }
  return {
    kind: 'written',
    pidFile: {
      remove() {
        if (readPid(path) === process.pid) removeIfThere(path)
      },
    },
  }
}

/** The pid in the file; null when there is none, or none that can be trusted. */
export function readPid(path: string): number | null {
  let descriptor: number | null = null
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    const text = readFileSync(descriptor, 'latin1')
    const pid = /^\s*(\d{1,10})\s*$/.exec(text.slice(0, 64))?.[1]
    return pid === undefined || Number(pid) < 1 ? null : Number(pid)
  } catch {
    // Safe: no file, or not one of ours; writing it will say what is wrong.
    return null
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}

/** The process is alive, and is one of ours or the original: two of them must not run on one pid file either. */
function isSameProgram(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  try {
    const executable = readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '')
    if (/\/keepalived$/.test(executable)) return true
    // Many programs share our executable, which is Node; our processes give themselves a title.
    return executable === readlinkSync('/proc/self/exe') && readTitle(pid).startsWith(processTitle)
  } catch {
    // Safe: we may not look at it (or it just ended); then it is not a process of this account, hence not a daemon of
    // ours.
    return false
  }
}

function readTitle(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
}
