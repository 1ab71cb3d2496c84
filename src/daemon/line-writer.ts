/**
 * Writes log lines to a descriptor without ever waiting for whoever reads it, the lines of one turn of the event loop
 * together: when four thousand servers die at once, a call for each line would cost more than all the rest.
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
  /** lines of this turn */
  let batch = ''
  let lines = 0
  /** what is left of lines that were taken in part: they must be finished before others begin */
  let rest: Uint8Array | null = null
  let dropped = 0

  function writeLine(line: string): void {
    if (batch.length + line.length > batchCharacters) flush()
    if (lines === 0) setImmediate(flush)
    batch += line
    lines += 1
  }

  function flush(): void {
    if (lines === 0) return
    const bytes = Buffer.from(batch)
    const count = lines
    batch = ''
    lines = 0
    if (!putRest()) return void (dropped += count)
    if (dropped > 0) {
      const notice = Buffer.from(`${dropped} log lines were dropped, because nobody read them\n`)
      if (!put(notice)) return void (dropped += count)
      dropped = 0
    }
    if (rest !== null || !put(bytes)) dropped += count
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

  process.on('exit', flush)
  return {
    write: writeLine,
    close: () => {
      process.off('exit', flush)
      flush()
      close()
    },
  }
}

/** So much is taken whole or not at all by a pipe (PIPE_BUF of limits.h), so that lines of other processes stay apart. */
const batchCharacters = 4_096

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
