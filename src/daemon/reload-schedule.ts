/**
 * `reload_time_file`: a reload at the time that stands in a file, on several routers at once. The file is watched: it may come,
 * change and go at any time. Log lines are the original's.
 */
import { closeSync, constants, fstatSync, openSync, readSync, unlinkSync, watch, type FSWatcher } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { ReloadConfig } from '../config/config.ts'
import { messageOf } from '../lib/message-of.ts'
import type { LogLevel } from '../lib/machine.ts'
import { readReloadTime } from './reload-time.ts'

export interface ReloadSchedule {
  /** at the start and after each reload */
  readonly configure: (config: ReloadConfig | undefined) => void
  readonly close: () => void
}

export interface ReloadScheduleOptions {
  readonly reload: () => void
  readonly log: (level: LogLevel, text: string) => void
}

/** A file is written in several steps; it is read when they are over. */
const settleMs = 100
/** The clock may be set: it is looked at this often. */
const maxSleepMs = 30_000
const maxOctets = 64

export function makeReloadSchedule({ reload, log }: ReloadScheduleOptions): ReloadSchedule {
  let path: string | null = null
  let repeat = false
  let watcher: FSWatcher | null = null
  let settling: NodeJS.Timeout | null = null
  let alarm: NodeJS.Timeout | null = null
  /** null: nothing is scheduled */
  let due: number | null = null

  function configure(config: ReloadConfig | undefined): void {
    close()
    const next = config?.timeFile ?? null
    // What was scheduled by the same file is no news.
    if (next !== path) due = null
    path = next
    repeat = config?.repeat ?? false
    if (path === null) return
    startWatching(path)
    look()
  }

  function startWatching(file: string): void {
    try {
      watcher = watch(dirname(file), (_, name) => {
        if (name === basename(file)) settling ??= setTimeout(look, settleMs)
      })
      // The directory is gone: compat, nothing is scheduled until the next reload.
      watcher.on('error', () => watcher?.close())
    } catch (error) {
      log('warning', `Unable to watch directory of reload_time_file ${file}: ${messageOf(error)}`)
    }
  }

  function look(): void {
    settling = null
    if (path === null) return
    const text = readFirstLine(path)
    if (text === null) return cancel()
    const time = readReloadTime(text, Date.now())
    if (time.kind === 'at') return schedule(time.ms)
    cancel()
    if (time.kind === 'past') {
      log('info', `Reload time ${text} is in the past - ignoring`)
      log('info', 'Reload date/time is in the past - ignoring')
      return
    }
    if (time.why === 'shape') log('info', `Reload time ${text} format is incorrect - ignoring`)
    else if (time.why === 'range') log('info', `Reload date/time ${text} invalid - ignoring`)
    else log('info', `Reload time ${text} is not valid - ignoring`)
    log('info', `Invalid reload time '${text}' specified - ignoring`)
  }

  function schedule(ms: number): void {
    if (ms !== due) log('info', `Scheduling reload for ${localTime(ms)}`)
    due = ms
    sleep()
  }

  function cancel(): void {
    if (due === null) return
    log('info', `Cancelling reload scheduled for ${localTime(due)}`)
    due = null
    if (alarm !== null) clearTimeout(alarm)
  }

  function sleep(): void {
    if (alarm !== null) clearTimeout(alarm)
    if (due === null) return
    const remaining = due - Date.now()
    if (remaining <= 0) return ring()
    alarm = setTimeout(sleep, Math.min(remaining, maxSleepMs))
  }

  function ring(): void {
    due = null
    if (path !== null && !repeat) remove(path)
    reload()
    // Refused, it would not configure us again.
    if (repeat) look()
  }

  function remove(file: string): void {
    try {
      unlinkSync(file)
    } catch (error) {
      log('warning', `Unable to remove reload_time_file ${file}: ${messageOf(error)}`)
    }
  }

  function close(): void {
    watcher?.close()
    watcher = null
    for (const timer of [settling, alarm]) if (timer !== null) clearTimeout(timer)
    settling = alarm = null
  }

  return { configure, close }
}

/** null: no such file. It is not ours, so it may be anything: only a plain file is read, and only its beginning. */
function readFirstLine(path: string): string | null {
  let descriptor: number | null = null
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    if (!fstatSync(descriptor).isFile()) return null
    const buffer = Buffer.alloc(maxOctets)
    const length = readSync(descriptor, buffer, 0, maxOctets, 0)
    const line = buffer.toString('latin1', 0, length).split('\n')[0] ?? ''
    return line === '' ? null : line
  } catch {
    // Not there, or not to be read: the same as an empty one.
    return null
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}

/** "2026-11-21 14:55:35" */
function localTime(ms: number): string {
  const date = new Date(ms)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}
