/**
 * Writes log lines to a descriptor without ever waiting for whoever reads it.
 *
 * A daemon that blocks on a full pipe misses its adverts. Where the descriptor is a pipe or a terminal it is opened
 * anew, so that the non-blocking flag does not spread to the other programs that share it; on a socket (the journal gives
 * one) each call says that it will not wait. What does not fit is dropped and counted, and the count is written when
 * there is room again.
 */
import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs'
import { MSG_DONTWAIT, MSG_NOSIGNAL, tryLibc } from '../linux/libc.ts'

export interface LineWriter {
  /** `line` ends with a newline */
  readonly write: (line: string) => void
  readonly close: () => void
}

/** How many octets were taken; null: none, because it is full or nobody reads any more. */
type WriteSome = (bytes: Uint8Array) => number | null

export function makeLineWriter(descriptor: number): LineWriter {
  const stat = fstatSync(descriptor)
  if (stat.isSocket()) return makeWriter(sendSome(descriptor), () => undefined)
  if (!stat.isFIFO() && !stat.isCharacterDevice()) return makeWriter(writeSome(descriptor), () => undefined)
  try {
    const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_APPEND | constants.O_NOCTTY
    return makeDescriptorWriter(openSync(`/proc/self/fd/${descriptor}`, flags))
  } catch {
    // Not ours to open (another user's terminal): then a write may wait, as it does in every other program.
    return makeWriter(writeSome(descriptor), () => undefined)
  }
}

/** Takes the descriptor over: it is closed in the end. */
export function makeDescriptorWriter(descriptor: number): LineWriter {
  return makeWriter(writeSome(descriptor), () => closeSync(descriptor))
}

function makeWriter(write: WriteSome, close: () => void): LineWriter {
  /** what is left of a line that was taken in part: it must be finished before another one begins */
  let rest: Uint8Array | null = null
  let dropped = 0

  function writeLine(line: string): void {
    if (!putRest()) return void (dropped += 1)
    if (dropped > 0) {
      if (!put(Buffer.from(`${dropped} log lines were dropped, because nobody read them\n`))) return void (dropped += 1)
      dropped = 0
    }
    if (rest !== null || !put(Buffer.from(line))) dropped += 1
  }

  function putRest(): boolean {
    if (rest !== null) put(rest)
    return rest === null
  }

  /** True when nothing of it is lost: written, or kept because part of it was written already. */
  function put(bytes: Uint8Array): boolean {
    const written = write(bytes)
    if (written === null) return false
    rest = written < bytes.length ? bytes.subarray(written) : null
    return true
  }

  return { write: writeLine, close }
}

function writeSome(descriptor: number): WriteSome {
  return (bytes) => {
    try {
      return writeSync(descriptor, bytes)
    } catch {
      // EAGAIN: full. EPIPE, EIO: the reader is gone. In neither case is there anybody to tell.
      return null
    }
  }
}

function sendSome(descriptor: number): WriteSome {
  return (bytes) => {
    const { value, errno } = tryLibc('send', descriptor, bytes, bytes.length, MSG_DONTWAIT | MSG_NOSIGNAL)
    return errno === null ? value : null
  }
}
