/**
 * The files around a reading of the configuration: the marker that exists meanwhile (`reload_file`), the mistakes that refused
 * it (`reload_check_config`), and copies of what was read (`config_save_dir`).
 */
import { closeSync, constants, fstatSync, ftruncateSync, lstatSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { messageOf } from '../lib/message-of.ts'
import type { LogLevel } from '../lib/machine.ts'
import { removeIfThere, writeFileAtomically } from '../linux/files.ts'

type Log = (level: LogLevel, text: string) => void

const secretMode = 0o600

/**
 * Makes the marker, or empties it: whoever made it sees that the reading has begun. Its end is the answer's work. A link or a
 * pipe in its place is left alone.
 */
export function markReading(path: string, log: Log): () => void {
  const { O_WRONLY, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants
  let descriptor: number | null = null
  try {
    descriptor = openSync(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o644)
    const found = fstatSync(descriptor)
    if (!found.isFile() || found.nlink !== 1) throw new Error('not a plain file with one name')
    ftruncateSync(descriptor)
  } catch (error) {
    log('warning', `Unable to create reload file ${path}: ${messageOf(error)}`)
    return () => undefined
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
  return () => void removeIfThere(path)
}

/** Holds the mistakes of the last check and no others. What is no plain file (the default is /dev/null) is left alone. */
export function writeCheckLog(path: string, lines: readonly string[], log: Log): void {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false })
    if (found !== undefined && !found.isFile()) return
    writeFileAtomically(path, lines.map((line) => `${line}\n`).join(''), secretMode)
  } catch (error) {
    log('warning', `Unable to write config check log ${path}: ${messageOf(error)}`)
  }
}

/** `name` is that of the original's copies. */
export function saveCopy(directory: string, name: string, text: string, log: Log): void {
  try {
    mkdirSync(directory, { mode: 0o700, recursive: false })
  } catch {
    // It is there, as a rule; if not, writing into it says why.
  }
  try {
    writeFileAtomically(join(directory, name), text, secretMode)
  } catch (error) {
    log('warning', `Unable to save ${name} in ${directory}: ${messageOf(error)}`)
  }
}

/** `config_save_dir`: as it was at the start of the process. */
export function savesStates({ global }: Pick<Config, 'global'>): boolean {
  return global.reload?.saveDirectory !== undefined
}
