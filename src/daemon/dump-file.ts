/**
 * Where the dumps go, and their writing: one after the other, so that the last one asked for is the one that stays.
 */
import type { GlobalConfig } from '../config/config.ts'
import { OperationError } from '../lib/operation-error.ts'
import { writeDumpFile } from '../linux/files.ts'
import { dumpSuffix } from './places.ts'
import { temporaryDirectory } from './temporary-directory.ts'

export type DumpKind = 'parent' | 'vrrp' | 'checker' | 'stats'

const names: Readonly<Record<DumpKind, string>> = {
  parent: 'keepalived_parent.data',
  vrrp: 'keepalived.data',
  checker: 'keepalived_check.data',
  stats: 'keepalived.stats',
}

/** More than this waiting means that the disk hangs: further ones are refused, memory stays bounded. */
const maxWaiting = 8

let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/** null, or why it could not be written. */
export async function writeDump(kind: DumpKind, global: GlobalConfig, text: string): Promise<string | null> {
  const path = dumpPath(kind, global)
  if (waiting >= maxWaiting) return `Can't open ${path} (${waiting} dumps still wait to be written)`
  waiting += 1
  const written = last.then(() => tryWrite(path, text))
  last = written
  const failure = await written
  waiting -= 1
  return failure
}

export function dumpPath(kind: DumpKind, global: GlobalConfig): string {
  return `${temporaryDirectory()}/${names[kind].replace('.', `${dumpSuffix(global)}.`)}`
}

async function tryWrite(path: string, text: string): Promise<string | null> {
  try {
    await writeDumpFile(path, text)
    return null
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
    return `Can't open ${path} (${error.message})`
  }
}
