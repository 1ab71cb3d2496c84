/** `init_file` of track files: written once, before anything runs; a reload writes nothing. */
import { lstatSync } from 'node:fs'
import type { TrackFileConfig } from '../config/config.ts'
import { OperationError } from '../lib/operation-error.ts'
import { writeFileAtomically } from '../linux/files.ts'
import type { Logger } from './logging.ts'

const MODE = 0o600

export function initTrackFiles(files: readonly TrackFileConfig[], log: Logger['log']): void {
  for (const { name, path, init } of files) {
    if (init === null) continue
    const found = lstatSync(path, { throwIfNoEntry: false })
    // compat: only a plain file is overwritten.
    if (found !== undefined && !(init.overwrite && found.isFile())) continue
    try {
      writeFileAtomically(path, `${init.value}\n`, MODE)
    } catch (error) {
      // Safe: the file counts as 0, as without init_file.
      const reason = error instanceof OperationError ? error.message : String(error)
      log('err', `Unable to initialise track file ${name}: ${reason}`)
    }
  }
}
