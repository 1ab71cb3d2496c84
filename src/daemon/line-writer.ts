/**
 * Writes log lines to a descriptor without ever waiting for whoever reads it.
 *
 * A daemon that blocks on a full pipe misses its adverts. Where the descriptor is a pipe or a terminal it is opened
 * anew, so that the non-blocking flag does not spread to the other programs that share it. What does not fit is
 * dropped and counted, and the count is written when there is room again.
 */
import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs'
import { Socket } from 'node:net'

export interface LineWriter {
  /** `line` ends with a newline */
  readonly write: (line: string) => void
  /** resolves when nothing more can be done for what is still on its way */
  readonly close: () => Promise<void>
}

/** How long the end of the process waits for a slow socket to take the last lines. */
const maxCloseMs = 200

/** Bytes that a slow socket may have waiting before lines are dropped. */
const maxSocketBacklog = 256 * 1024

export function makeLineWriter(descriptor: number): LineWriter {
  const stat = fstatSync(descriptor)
  if (stat.isSocket()) return makeSocketWriter(new Socket({ fd: descriptor, readable: false, writable: true }))
  if (!stat.isFIFO() && !stat.isCharacterDevice()) return makeDescriptorWriter(descriptor)
  try {
    const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_APPEND | constants.O_NOCTTY
    return makeDescriptorWriter(openSync(`/proc/self/fd/${descriptor}`, flags))
  } catch {
    // Not ours to open (another user's terminal): then a write may wait, as it does in every other program.
    return makeDescriptorWriter(descriptor)
  }
}

export function makeDescriptorWriter(descriptor: number): LineWriter {
  let rest: Buffer | null = null
  let dropped = 0

  function write(line: string): void {
    if (rest !== null && !flush(rest)) return countDropped()
    if (dropped > 0 && !flush(droppedLine(dropped))) return countDropped()
    dropped = 0
    if (!flush(Buffer.from(line))) countDropped()
  }

  /** True when nothing of it is lost: written, or kept because part of it was written already. */
  function flush(bytes: Buffer): boolean {
    try {
      const written = writeSync(descriptor, bytes)
      rest = written < bytes.length ? bytes.subarray(written) : null
      return true
    } catch {
      // EAGAIN: full. EPIPE, EIO: the reader is gone. In neither case is there anybody to tell.
      return false
    }
  }

  function countDropped(): void {
    dropped += 1
  }

  async function close(): Promise<void> {
    if (descriptor > 2) closeSync(descriptor)
  }

  return { write, close }
}

export function makeSocketWriter(socket: Socket): LineWriter {
  let dropped = 0
  // A closed reader is no reason to end; the lines go to the other destinations still.
  socket.on('error', () => {
    dropped += 1
  })
  socket.unref()

  function write(line: string): void {
    if (socket.destroyed || socket.writableLength > maxSocketBacklog) {
      dropped += 1
      return
    }
    if (dropped > 0) socket.write(droppedLine(dropped))
    dropped = 0
    socket.write(line)
  }

  function close(): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, maxCloseMs)
      socket.end(resolve)
    })
  }

  return { write, close }
}

function droppedLine(count: number): Buffer {
  return Buffer.from(`${count} log lines were dropped, because nobody read them\n`)
}
