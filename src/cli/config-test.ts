/** -t: reads the configuration, prints what is wrong with it, and answers with keepalived's exit status. */
import { closeSync, constants, openSync, writeSync } from 'node:fs'
import { isatty } from 'node:tty'
import { diagnosticToJson, writeDiagnostic, type Paint, type Severity } from '../config/diagnostic.ts'
import { dumpConfig } from '../config/dump/dump.ts'
import { readingOptions } from '../daemon/options.ts'
import { checkConfig, rewriteConfig, type CheckResult } from '../config/load.ts'
import { makeConfigEnvironment } from '../linux/config-environment.ts'
import type { ConfigTest } from './invocation.ts'

/** A bad value on the command line counts as a mistake in the configuration. */
const statusOfSpoiled = 5

export function testConfig(test: ConfigTest): number {
  const { options, complaints } = test
  const log = openTestLog(test.testLog)
  if (log === null) return 1
  const environment = makeConfigEnvironment({ testing: true, ...readingOptions(options) })
  const dumps = options.dumpConfig && test.format === 'text'
  // Most tests want the complaints alone, which takes a third of the memory.
  const whole = dumps || test.format === 'conf' ? rewriteConfig(options.configFile, environment) : null
  const result = whole ?? checkConfig(options.configFile, environment)
  const status = Math.max(result.exitStatus, test.spoiled ? statusOfSpoiled : 0)
  if (test.format === 'json')
    writeAll(1, `${JSON.stringify(jsonReport(options.configFile, complaints, result, status), null, 2)}\n`)
  else report(log, complaints, result)
  if (test.format === 'conf') writeAll(1, whole?.text() ?? '')
  const config = whole?.config ?? null
  if (dumps && config !== null) {
    writeAll(
      1,
      dumpConfig(config)
        .map((line) => `${line}\n`)
        .join(''),
    )
  }
  if (log > 2) closeSync(log)
  return status
}

function report(log: number, complaints: readonly string[], result: CheckResult): void {
  const lines = [...complaints]
  const paint = isatty(log) && (process.env['NO_COLOR'] ?? '') === '' ? colour : undefined
  for (const diagnostic of result.diagnostics) lines.push(writeDiagnostic(diagnostic, result.sourceLine, paint))
  writeAll(log, lines.map((line) => `${line}\n`).join(''))
}

/** SGR parameters (ECMA-48 section 8.3.117). */
const COLOURS: Readonly<Record<Parameters<Paint>[0], string>> = {
  error: '1;31',
  warning: '1;33',
  notice: '1;36',
  hint: '1;36',
  place: '1',
  margin: '2',
  code: '2',
}

const colour: Paint = (role, text) => `\x1b[${COLOURS[role]}m${text}\x1b[0m`

/** One document; docs/diagnostics.md describes it. */
export function jsonReport(configFile: string, complaints: readonly string[], result: CheckResult, status: number) {
  const count = (severity: Severity): number => result.diagnostics.filter((one) => one.severity === severity).length
  return {
    configFile,
    verdict: status === 0 ? 'accepted' : 'refused',
    exitStatus: status,
    errors: count('error'),
    warnings: count('warning'),
    hints: count('hint'),
    commandLine: complaints,
    diagnostics: result.diagnostics.map(diagnosticToJson),
  }
}

/** Standard error, or a file that is appended to; null when that cannot be opened. */
function openTestLog(path: string | null): number | null {
  if (path === null) return 2
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW
  try {
    return openSync(path, flags, 0o600)
  } catch (error) {
    process.stderr.write(`Unable to open config-test log file ${path} - ${(error as Error).message}\n`)
    return null
  }
}

/** All of it before we end: a pipe may take it in pieces. */
function writeAll(fd: number, text: string): void {
  let rest = Buffer.from(text)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest))
    } catch (error) {
      // A pipe that was made non-blocking by somebody else is full: try again. Anything else: nobody reads.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return
    }
  }
}
