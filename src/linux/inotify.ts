/**
 * inotify(7) on directories: a file that somebody finished writing, that was moved there or away, or removed.
 *
 * Node's fs.watch does not do: it tells of every write(2), so that a file would be read half written, and says nothing
 * when it is closed. The kernel signals SIGIO when there is something to read, because Node can wait for no such descriptor.
 */
import { libc, tryLibc } from './libc.ts'
import { OperationError } from '../lib/operation-error.ts'

export interface Inotify {
  /** the number that its events carry; watching it again gives the same; throws OperationError */
  readonly watch: (directory: string) => number
  readonly unwatch: (watch: number) => void
  readonly close: () => void
}

export type InotifyEvent =
  | { readonly kind: 'file'; readonly watch: number; readonly name: string }
  /** it was moved, or is not watched any more because it was removed */
  | { readonly kind: 'directory'; readonly watch: number }
  /** the kernel had more to tell than it kept */
  | { readonly kind: 'lost' }

/** sys/inotify.h, asm-generic/fcntl.h */
const IN_NONBLOCK = 0o4000
const IN_CLOEXEC = 0o2000000
const IN_CLOSE_WRITE = 0x8
const IN_MOVED_FROM = 0x40
const IN_MOVED_TO = 0x80
const IN_DELETE = 0x200
const IN_MOVE_SELF = 0x800
const IN_UNMOUNT = 0x2000
const IN_Q_OVERFLOW = 0x4000
const IN_IGNORED = 0x8000
const IN_ONLYDIR = 0x01000000
const F_SETFL = 4
const F_SETOWN = 8
const O_ASYNC = 0o20000

const MASK = IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_MOVE_SELF | IN_ONLYDIR
const DIRECTORY_GONE = IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED

/** struct inotify_event: watch, mask, cookie and length of the name, four octets each; then the name, filled up with zeros */
const HEADER_OCTETS = 16
const BUFFER_OCTETS = 16_384
/** What cannot be read at once is signalled again. */
const MOST_READS = 64

/** Throws OperationError. */
export function openInotify(onEvent: (event: InotifyEvent) => void): Inotify {
  // Before the first signal can come: without a listener it would end the process.
  process.on('SIGIO', drain)
  const descriptor = libc('inotify_init1', IN_NONBLOCK | IN_CLOEXEC)
  libc('fcntl', descriptor, F_SETOWN, process.pid)
  libc('fcntl', descriptor, F_SETFL, IN_NONBLOCK | O_ASYNC)
  const buffer = new Uint8Array(BUFFER_OCTETS)
  let open = true

  function drain(): void {
    for (let i = 0; open && i < MOST_READS; i++) {
      const { value, errno } = tryLibc('read', descriptor, buffer, buffer.length)
      if (errno !== null || value <= 0) return
      for (const event of decodeInotify(buffer.subarray(0, value))) if (open) onEvent(event)
    }
    if (open) setImmediate(drain)
  }

  return {
    watch(directory) {
      const { value, errno } = tryLibc('inotify_add_watch', descriptor, directory, MASK)
      if (errno !== null) throw new OperationError('inotify_add_watch', errno, directory)
      return value
    },
    unwatch: (watch) => void tryLibc('inotify_rm_watch', descriptor, watch),
    close() {
      // The listener stays: a signal may be on its way.
      open = false
      tryLibc('close', descriptor)
    },
  }
}

/** What one read(2) gave. */
export function decodeInotify(bytes: Uint8Array): InotifyEvent[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const events: InotifyEvent[] = []
  for (let at = 0; at + HEADER_OCTETS <= bytes.length;) {
    const watch = view.getInt32(at, true)
    const mask = view.getUint32(at + 4, true)
    const length = view.getUint32(at + 12, true)
    const name = bytes.subarray(at + HEADER_OCTETS, at + HEADER_OCTETS + length)
    at += HEADER_OCTETS + length
    if ((mask & IN_Q_OVERFLOW) !== 0) events.push({ kind: 'lost' })
    else if ((mask & DIRECTORY_GONE) !== 0) events.push({ kind: 'directory', watch })
    else events.push({ kind: 'file', watch, name: Buffer.from(name).toString('utf8').replace(/\0+$/, '') })
  }
  return events
}
