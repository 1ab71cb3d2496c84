/**
 * The log of one process: where lines go (console, syslog, file), and keepalived's human form of them. JSON for programs is
 * pino's work, which is loaded only where it is asked for.
 */
import { constants, openSync } from 'node:fs'
import { createRequire } from 'node:module'
import type * as Pino from 'pino'
import type { LogLevel } from '../lib/machine.ts'
import { openSyslog, type Syslog } from '../linux/syslog.ts'
import { makeDescriptorWriter, makeLineWriter, type LineWriter } from './line-writer.ts'
import { logFileOf, withoutControls, writeLogLine } from './log-text.ts'
import type { LogOptions } from './options.ts'

export interface Logger {
  /** `detail`: only with -D */
  readonly log: (level: LogLevel, text: string, detail?: boolean) => void
  /** -D was given */
  readonly detailed: boolean
  readonly close: () => void
}

export interface LogIdentity {
  /** "Keepalived", "Keepalived_vrrp", "Keepalived_healthcheckers" */
  readonly ident: string
  /** "", "_vrrp", "_healthcheckers": for the name of the log file */
  readonly fileSuffix: string
}

/** pino wants numbers that grow with severity; syslog's shrink. */
const levels: Record<LogLevel, number> = { debug: 20, info: 30, notice: 35, warning: 40, err: 50 }
/** LOG_ERR ... in sys/syslog.h. compat: -D lines are sent as LOG_INFO, as the original does. */
const severities: Record<LogLevel, number> = { err: 3, warning: 4, notice: 5, info: 6, debug: 6 }
/** The pid files are readable to all, a log may hold more. */
const logFileMode = 0o640

/** `muted`: lines are thrown away (a daemon without console, syslog and file is legal). */
export function makeLogger(identity: LogIdentity, options: LogOptions): Logger {
  const destination = makeDestination(identity, options)
  const write = options.format === 'json' ? makeJsonWriter(identity, destination) : makeTextWriter(destination)
  return {
    log: (level, text, detail = false) => {
      if (options.detail > 0 || !(detail || level === 'debug')) write(level, text)
    },
    detailed: options.detail > 0,
    close: destination.close,
  }
}

type Write = (level: LogLevel, text: string) => void

interface Destination {
  readonly writers: readonly LineWriter[]
  readonly syslog: Syslog | null
  readonly close: () => void
}

function makeDestination(identity: LogIdentity, options: LogOptions): Destination {
  const writers: LineWriter[] = []
  if (options.console) writers.push(makeLineWriter(2))
  if (options.file !== null) writers.push(openLogFile(logFileOf(options.file, identity.fileSuffix)))
  const syslog = options.syslog ? openSyslog(identity.ident, options.facility) : null
  const close = (): void => {
    for (const writer of writers) writer.close()
    syslog?.close()
  }
  return { writers, syslog, close }
}

function makeTextWriter({ writers, syslog }: Destination): Write {
  return (level, text) => {
    if (writers.length > 0) {
      const line = writeLogLine(new Date(), text)
      for (const writer of writers) writer.write(line)
    }
    syslog?.write(severities[level], withoutControls(text))
  }
}

function makeJsonWriter({ ident }: LogIdentity, { writers, syslog }: Destination): Write {
  const { pino } = createRequire(import.meta.url)('pino') as typeof Pino
  let level: LogLevel = 'info'
  const logger = pino(
    {
      level: 'debug',
      customLevels: levels,
      useOnlyCustomLevels: true,
      base: { process: ident, pid: process.pid },
      formatters: { level: (label) => ({ level: label }) },
    },
    {
      write: (json: string) => {
        for (const writer of writers) writer.write(json)
        syslog?.write(severities[level], json.trimEnd())
      },
    },
  )
  return (given, text) => {
    level = given
    logger[given](text)
  }
}

function openLogFile(path: string): LineWriter {
  const flags =
    constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK
  return makeDescriptorWriter(openSync(path, flags, logFileMode))
}
