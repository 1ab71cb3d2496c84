/**
 * The numbers in tracked files, and every change of them. A file that is not there counts as 0, and so does one whose
 * directory is not there; that is looked for every second, as is one that the kernel will not watch.
 */
import { closeSync, constants, openSync, readSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { readFileNumber } from '../lib/file-number.ts'
import type { LogLevel } from '../lib/machine.ts'
import { openInotify, type Inotify, type InotifyEvent } from './inotify.ts'
import { asOperationError } from './libc.ts'

export interface WatchedFile {
  readonly name: string
  readonly path: string
}

export interface FileWatch {
  /** From now on these; their numbers as they are. */
  readonly configure: (files: readonly WatchedFile[]) => Readonly<Record<string, number>>
  readonly close: () => void
}

const LOOK_EVERY_MS = 1_000
/** More than any number takes. */
const MOST_OCTETS = 128

interface Tracked {
  readonly path: string
  readonly directory: string
  readonly base: string
  value: number
}

export function makeFileWatch(
  onValue: (name: string, value: number) => void,
  log: (level: LogLevel, text: string) => void,
): FileWatch {
  const files = new Map<string, Tracked>()
  /** directories, with their watch; null: not watched now */
  const watches = new Map<string, number | null>()
  const complained = new Set<string>()
  let inotify: Inotify | null = null
  let timer: NodeJS.Timeout | null = null

  function configure(wanted: readonly WatchedFile[]): Readonly<Record<string, number>> {
    const former = new Map(files)
    const fresh: string[] = []
    files.clear()
    for (const { name, path } of wanted) {
      const known = former.get(name)
      const same = known?.path === path ? known : null
      files.set(name, same ?? { path, directory: dirname(path), base: basename(path), value: 0 })
      if (same === null) fresh.push(name)
    }
    const directories = new Set([...files.values()].map(({ directory }) => directory))
    for (const [directory, watch] of watches) {
      if (directories.has(directory)) continue
      watches.delete(directory)
      if (watch !== null) inotify?.unwatch(watch)
    }
    for (const directory of directories) if (!watches.has(directory)) watches.set(directory, null)
    watchAll()
    // Watched first, read then: nothing is missed in between.
    for (const name of fresh) {
      const file = files.get(name)
      if (file !== undefined) file.value = read(file)
    }
    return Object.fromEntries([...files].map(([name, { value }]) => [name, value]))
  }

  /** Tries those that are not watched, and goes on trying. */
  function watchAll(): void {
    for (const [directory, watch] of watches) if (watch === null) watches.set(directory, tryWatch(directory))
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (![...watches.values()].includes(null)) return
    timer = setTimeout(() => {
      const missing = [...watches].flatMap(([directory, watch]) => (watch === null ? [directory] : []))
      watchAll()
      for (const directory of missing) look((file) => file.directory === directory)
    }, LOOK_EVERY_MS)
  }

  function tryWatch(directory: string): number | null {
    try {
      inotify ??= openInotify(happened)
      const watch = inotify.watch(directory)
      complained.delete(directory)
      return watch
    } catch (thrown) {
      // Safe: it is read every second instead, which is said once.
      if (!complained.has(directory)) complain(directory, asOperationError('watch', thrown).errno)
      complained.add(directory)
      return null
    }
  }

  function complain(directory: string, errno: string): void {
    const missing = errno === 'ENOENT' || errno === 'ENOTDIR'
    for (const [name, file] of files) {
      if (file.directory !== directory) continue
      const problem = missing ? 'does not exist' : `cannot be watched (${errno})`
      log('warning', `Track file directory for ${name} ${problem} - looking every second`)
    }
  }

  function happened(event: InotifyEvent): void {
    if (event.kind === 'lost') return look(() => true)
    for (const [directory, watch] of watches) {
      if (watch !== event.watch) continue
      if (event.kind === 'file') look((file) => file.directory === directory && file.base === event.name)
      else {
        // Its name may lead to another one by now.
        inotify?.unwatch(watch)
        watches.set(directory, null)
        watchAll()
        look((file) => file.directory === directory)
      }
    }
  }

  function look(which: (file: Tracked) => boolean): void {
    for (const [name, file] of files) {
      if (!which(file)) continue
      const value = read(file)
      if (value === file.value) continue
      file.value = value
      onValue(name, value)
    }
  }

  function read({ path, value }: Tracked): number {
    const text = readStart(path)
    const number = readFileNumber(text)
    if (number !== null) return number
    log('info', `Invalid number ${text.trim().split(/\s/, 1)[0] ?? ''} read from ${path} - ignoring`)
    return value
  }

  function close(): void {
    if (timer !== null) clearTimeout(timer)
    files.clear()
    watches.clear()
    inotify?.close()
    inotify = null
  }

  return { configure, close }
}

/** Pipes and devices must not hold us. */
function readStart(path: string): string {
  let descriptor: number | null = null
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const buffer = Buffer.alloc(MOST_OCTETS)
    return buffer.toString('latin1', 0, readSync(descriptor, buffer))
  } catch {
    // compat: a file that cannot be read counts as one that is not there.
    return ''
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}
