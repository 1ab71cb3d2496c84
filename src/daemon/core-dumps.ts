/** -m and -M: core dumps without limit, and the host's pattern for their names, which is put back at the end. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { LogLevel } from '../lib/machine.ts'
import { allowCoreDump } from '../linux/scheduling.ts'
import type { DaemonOptions } from './options.ts'

const patternPath = '/proc/sys/kernel/core_pattern'

/** Children inherit the limit. What it returns puts the pattern back. */
export function prepareCoreDumps(options: DaemonOptions, log: (level: LogLevel, text: string) => void): () => void {
  const { coreDump, corePattern } = options
  const attempt = (what: string, change: () => void): boolean => {
    try {
      change()
      return true
    } catch (error) {
      log('warning', `Unable to set ${what}: ${error instanceof Error ? error.message : String(error)}`)
      return false
    }
  }
  if (coreDump || corePattern !== null) attempt('core dump limit', allowCoreDump)
  let before = ''
  const set =
    corePattern !== null &&
    attempt('core pattern', () => {
      before = readFileSync(patternPath, 'latin1')
      writeFileSync(patternPath, corePattern)
    })
  return () => {
    if (set) attempt('core pattern', () => writeFileSync(patternPath, before))
  }
}
