/**
 * `tskeepalived status` and `tskeepalived reload`: asks the daemon that runs, through its control socket. Exit status 0 when it
 * answered, and when the reload is done; 1 otherwise.
 */
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { ReloadAnswer } from '../daemon/control.ts'
import type { DaemonOptions } from '../daemon/options.ts'
import { controlSocketOf, ownDirectory, placesOf, runDirectory } from '../daemon/places.ts'
import type { StatusDocument } from '../daemon/status-document.ts'
import { loadConfig } from '../config/load.ts'
import { makeConfigEnvironment } from '../linux/config-environment.ts'
import { readingOptions } from '../daemon/options.ts'
import { writeStatus } from './status-text.ts'

export interface Question {
  readonly what: 'status' | 'reload'
  readonly json: boolean
  /** those of the daemon: they say which one is meant */
  readonly options: DaemonOptions
}

/** Nothing comes for so long: the daemon hangs. A reload takes as long as it takes. */
const statusPatienceMs = 20_000
const maxAnswerOctets = 512 * 1024 * 1024

export async function ask({ what, json, options }: Question): Promise<number> {
  try {
    const path = findSocket(options)
    const text = await exchange(path, what)
    if (json) process.stdout.write(text)
    if (what === 'reload') return sayReload(JSON.parse(text) as ReloadAnswer, json)
    if (!json) process.stdout.write(writeStatus(JSON.parse(text) as StatusDocument))
    return 0
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

function sayReload({ result, reasons }: ReloadAnswer, json: boolean): number {
  if (result === 'done') return 0
  if (!json)
    for (const line of [...reasons, 'Reload refused - the running configuration stays in force'])
      process.stderr.write(`${line}\n`)
  return 1
}

/** Beside the pid file that is named; else where the names in the configuration put it; else the only one there is. */
export function findSocket(options: DaemonOptions): string {
  if (options.pidFiles.parent !== null) return controlSocketOf(options.pidFiles.parent)
  const found = listSockets()
  if (found.length === 0)
    throw new Error(`No control socket in ${runDirectory} or ${ownDirectory}: is tskeepalived running?`)
  const named = namedSocket(options)
  if (named !== null && found.includes(named)) return named
  const [only, ...others] = found
  if (only !== undefined && others.length === 0) return only
  throw new Error(
    `Several daemons run; name the configuration file (-f) or the pid file (-p) of one:\n  ${found.join('\n  ')}`,
  )
}

function namedSocket(options: DaemonOptions): string | null {
  const environment = makeConfigEnvironment({ testing: true, ...readingOptions(options) })
  const { config } = loadConfig(options.configFile, environment)
  if (config === null) return null
  const netNamespace = options.namespace ?? config.global.netNamespace
  return placesOf({ ...config.global, netNamespace }, options.pidFiles).controlSocket
}

function listSockets(): readonly string[] {
  const of = (directory: string): string[] => {
    const names = list(directory).filter((entry) => entry.isSocket() && /^keepalived.*\.sock$/.test(entry.name))
    return names.map(({ name }) => join(directory, name))
  }
  const namespaces = list(ownDirectory).filter((entry) => entry.isDirectory())
  return [runDirectory, ownDirectory, ...namespaces.map(({ name }) => join(ownDirectory, name))].flatMap(of)
}

function list(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch {
    // It is not there: no daemon uses it.
    return []
  }
}

function exchange(path: string, question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let octets = 0
    const socket = connect(path)
    const fail = (message: string): void => {
      reject(new Error(message))
      socket.destroy()
    }
    if (question === 'status') socket.setTimeout(statusPatienceMs, () => fail(`${path}: no answer`))
    socket.on('connect', () => socket.write(`${question}\n`))
    socket.on('data', (chunk) => {
      octets += chunk.length
      if (octets > maxAnswerOctets) return fail(`${path}: more than ${maxAnswerOctets} octets of answer`)
      chunks.push(chunk)
    })
    socket.on('error', (error: NodeJS.ErrnoException) => fail(refusal(path, error)))
    socket.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      if (!text.endsWith('\n')) return fail(`${path}: the daemon ended before it had answered`)
      resolve(text)
      socket.end()
    })
  })
}

function refusal(path: string, error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') return `${path}: no tskeepalived listens there`
  if (error.code === 'EACCES') return `${path}: only root and the account of the daemon may ask`
  return `${path}: ${error.message}`
}
