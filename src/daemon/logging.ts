/**
 * The log of one process: pino decides about levels and writes JSON; this file gives it a destination that knows where
 * lines go (console, syslog, file) and turns them into keepalived's human form unless JSON was asked for.
 */
import { constants, openSync } from 'node:fs'
import { pino, symbols, type DestinationStream } from 'pino'
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
  const logger = pino(
    {
      level: options.detail > 0 ? 'debug' : 'info',
      customLevels: levels,
      useOnlyCustomLevels: true,
      base: { process: identity.ident, pid: process.pid },
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  )
  return {
    log: (level, text, detail = false) => {
      if (options.detail > 0 || !detail) logger[level](text)
    },
    detailed: options.detail > 0,
    close: destination.close,
  }
}

interface Destination extends DestinationStream {
  readonly close: () => void
  lastLevel: number
  lastMsg: string
}

function makeDestination(identity: LogIdentity, options: LogOptions): Destination {
  const writers: LineWriter[] = []
  if (options.console) writers.push(makeLineWriter(2))
  if (options.file !== null) writers.push(openLogFile(logFileOf(options.file, identity.fileSuffix)))
  const syslog: Syslog | null = options.syslog ? openSyslog(identity.ident, options.facility) : null

  const destination = {
    // pino leaves level and text of the line in these fields, so that its JSON need not be read back.
    [symbols.needsMetadataGsym]: true,
    lastLevel: levels.info,
    lastMsg: '',
    write(json: string): void {
      const text = destination.lastMsg
      if (writers.length > 0) {
        const line = options.format === 'json' ? json : writeLogLine(new Date(), text)
        for (const writer of writers) writer.write(line)
      }
      if (syslog === null) return
      const body = options.format === 'json' ? json.trimEnd() : withoutControls(text)
      syslog.write(severityOf(destination.lastLevel), body)
    },
    close(): void {
      for (const writer of writers) writer.close()
      syslog?.close()
    },
  }
  return destination
}

function severityOf(pinoLevel: number): number {
  for (const [name, value] of Object.entries(levels)) {
    if (value === pinoLevel) return severities[name as LogLevel]
  }
  return severities.info
}

function openLogFile(path: string): LineWriter {
  const flags =
    constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK
  return makeDescriptorWriter(openSync(path, flags, logFileMode))
}
