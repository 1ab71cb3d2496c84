/**
 * A notify FIFO (see fifo(7)): lines about state changes for whatever program the operator put behind it.
 *
 * It is opened read-write and non-blocking, so that neither a missing reader nor a full pipe can stop the daemon; what
 * does not fit is lost, and one log line says so. Made here if it was missing, and then removed at the end.
 */
import { messageOf } from '../lib/message-of.ts'
import { closeSync, constants, fchmodSync, fchownSync, fstatSync, openSync, unlinkSync, writeSync } from 'node:fs'
import type { Command } from '../config/command.ts'
import type { FifoConfig } from '../config/config.ts'
import { OperationError } from '../lib/operation-error.ts'
import { tryLibc } from '../linux/libc.ts'

export interface FifoOptions {
  readonly config: FifoConfig
  readonly log: (level: 'err' | 'warning' | 'info', text: string) => void
  readonly made: MadeFifos
  /** starts the FIFO's script, with the path behind its words, once; absent: no script is wanted in this process */
  readonly startScript?: (command: Command) => void
}

export interface Fifo {
  /** the line already with its ending; lost when the FIFO is full or gone */
  readonly write: (line: string) => void
  readonly close: () => void
}

/** FIFOs that this daemon made, also by a process of it that has died: it must not be thought that somebody else did. */
export interface MadeFifos {
  readonly has: (path: string, inode: number) => boolean
  readonly add: (path: string, inode: number) => void
}

/** Never throws: a FIFO that cannot be opened is a log line, and then every write goes nowhere. */
export function openFifo(options: FifoOptions): Fifo {
  const { config, log, made } = options
  let opened: { readonly fd: number; readonly isOurs: boolean } | null = null
  let lost = 0
  try {
    opened = openPath(config, made)
  } catch (error) {
    log('err', `Unable to open notify FIFO ${config.path}: ${messageOf(error)}`)
  }
  if (opened && config.script && options.startScript) {
    options.startScript({ ...config.script, argv: [...config.script.argv, config.path] })
  }

  const write = (line: string): void => {
    if (!opened) return
    // The whole line or nothing: PIPE_BUF (4096) octets go in at once or not at all.
    const bytes = Buffer.from(line, 'utf8')
    const error = tryWrite(opened.fd, bytes)
    if (error !== null) {
      lost++
      if (lost === 1) log('warning', `Notify FIFO ${config.path} takes no more, losing lines: ${error}`)
    } else if (lost > 0) {
      log('warning', `Notify FIFO ${config.path} takes lines again, ${lost} were lost`)
      lost = 0
    }
  }

  const close = (): void => {
    if (!opened) return
    if (lost > 0) log('warning', `Notify FIFO ${config.path} is closed, its last ${lost} lines were lost`)
    closeSync(opened.fd)
    if (opened.isOurs) tryUnlink(config.path)
    opened = null
  }

  return { write, close }
}

function openPath(config: FifoConfig, made: MadeFifos): { readonly fd: number; readonly isOurs: boolean } {
  const refusal = tryLibc('mkfifo', config.path, 0o644).errno
  if (refusal !== null && refusal !== 'EEXIST') throw new OperationError('mkfifo', refusal)
  const flags = constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOFOLLOW
  const fd = openSync(config.path, flags)
  try {
    const facts = fstatSync(fd)
    if (!facts.isFIFO()) throw new Error('it is not a FIFO')
    if (refusal !== null) return { fd, isOurs: made.has(config.path, facts.ino) }
    made.add(config.path, facts.ino)
    // By the descriptor: the name may be another's by now.
    fchownSync(fd, config.uid, config.gid)
    fchmodSync(fd, 0o644)
    return { fd, isOurs: true }
  } catch (error) {
    closeSync(fd)
    throw error
  }
}

/** The reason why nothing was written, or null. */
function tryWrite(fd: number, bytes: Uint8Array): string | null {
  try {
    writeSync(fd, bytes)
    return null
  } catch (error) {
    // EAGAIN when full; anything else is just as much no reason to stop.
    return messageOf(error)
  }
}

function tryUnlink(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // Someone else removed it; that is what we wanted.
  }
}
