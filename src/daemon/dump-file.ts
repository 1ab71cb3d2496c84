/**
 * Where the dumps go, and their writing: one after the other, so that the last one asked for is the one that stays.
 */
import type { GlobalConfig } from '../config/config.ts'
import { OperationError } from '../lib/operation-error.ts'
import { writeDumpFile } from '../linux/files.ts'
import { dumpSuffix } from './places.ts'
import { temporaryDirectory } from './temporary-directory.ts'

export type DumpKind = 'parent' | 'vrrp' | 'checker' | 'stats' | 'json'

const names: Readonly<Record<DumpKind, string>> = {
  parent: 'keepalived_parent.data',
  vrrp: 'keepalived.data',
  checker: 'keepalived_check.data',
  stats: 'keepalived.stats',
  json: 'keepalived.json',
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

/** `state_dump_file` and its like name another file, or with a slash at the end another directory. */
export function dumpPath(kind: DumpKind, global: GlobalConfig): string {
  const { stateFile, statsFile, jsonFile } = global.dumps ?? {}
  const place = { stats: statsFile, json: jsonFile, parent: stateFile, vrrp: stateFile, checker: stateFile }[kind]
  const usual = names[kind]
  if (place === undefined) return `${temporaryDirectory()}/${beforeExtension(usual, dumpSuffix(global))}`
  const directory = place.endsWith('/')
  const path = directory ? `${place}${usual}` : beforeExtension(place, parts[kind] ?? '')
  return beforeExtension(path, dumpSuffix(global))
}

/** What tells the three state dumps apart when one name is given for all. */
const parts: Partial<Record<DumpKind, string>> = { parent: '_parent', checker: '_check' }

/** Where a fault of ours leaves its flight record. */
export function crashPath(process: 'parent' | 'vrrp' | 'checker', global: GlobalConfig): string {
  return `${temporaryDirectory()}/${beforeExtension(names[process], dumpSuffix(global)).replace(/data$/, 'crash')}`
}

function beforeExtension(path: string, text: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  if (dot <= 0) return `${path}${text}`
  const at = path.length - name.length + dot
  return `${path.slice(0, at)}${text}${path.slice(at)}`
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
