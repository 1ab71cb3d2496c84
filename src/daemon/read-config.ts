/** Reads the configuration for the parent. The parser is loaded here and not before: children never need it. */
import type { Config } from '../config/config.ts'
import type { Diagnostic } from '../config/diagnostic.ts'
import type { LogLevel } from '../lib/machine.ts'
import { diagnosticLevel, diagnosticLine, newErrors } from './diagnostic-lines.ts'
import { readingOptions, type DaemonOptions } from './options.ts'

export interface ConfigReader {
  /** complaints go to the log; null: nothing usable came out */
  readonly first: () => Promise<{ readonly config: Config | null; readonly exitStatus: number }>
  /** complaints that do not refuse the file go to the log, the others are the answer */
  readonly again: () => Promise<{ readonly config: Config } | { readonly reasons: readonly string[] }>
}

export function makeConfigReader(options: DaemonOptions, log: (level: LogLevel, text: string) => void): ConfigReader {
  let accepted: readonly Diagnostic[] = []

  async function load() {
    const { loadConfig } = await import('../config/load.ts')
    const { makeConfigEnvironment } = await import('../linux/config-environment.ts')
    log('debug', `Opening file '${options.configFile}'.`)
    log('info', `Configuration file ${options.configFile}`)
    const environment = makeConfigEnvironment({ testing: false, ...readingOptions(options) })
    return loadConfig(options.configFile, environment)
  }

  function tell(diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics.filter((one) => one.severity !== 'hint'))
      log(diagnosticLevel(diagnostic), diagnosticLine(diagnostic))
  }

  async function first() {
    const { config, diagnostics, exitStatus } = await load()
    tell(diagnostics)
    accepted = diagnostics
    if (config === null || !runsNothing(config)) return { config, exitStatus }
    if (!diagnostics.some((one) => one.severity === 'error')) return { config, exitStatus }
    // Unlike the original: an idle daemon would look like a healthy one.
    log('err', 'Configuration refused: its mistakes leave nothing to run')
    return { config: null, exitStatus }
  }

  async function again() {
    const { config, diagnostics } = await load()
    const errors = newErrors(accepted, diagnostics)
    const refused = config === null || errors.length > 0
    tell(refused ? diagnostics.filter((one) => !errors.includes(one)) : diagnostics)
    if (refused) return { reasons: errors.map(diagnosticLine) }
    accepted = diagnostics
    return { config }
  }

  return { first, again }
}

function runsNothing(config: Config): boolean {
  return config.vrrp.instances.length === 0 && config.lvs.virtualServers.length === 0
}
