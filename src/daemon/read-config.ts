/** Reads the configuration for the parent. The parser is loaded here and not before: children never need it. */
import { dirname, join } from 'node:path'
import type { Config } from '../config/config.ts'
import type { Diagnostic } from '../config/diagnostic.ts'
import type { LogLevel } from '../lib/machine.ts'
import { OperationError } from '../lib/operation-error.ts'
import { enterNetworkNamespace } from '../linux/namespace.ts'
import { diagnosticLevel, diagnosticLine, newErrors } from './diagnostic-lines.ts'
import { readingOptions, type DaemonOptions } from './options.ts'
import { keepNames, placesOf } from './places.ts'
import { markReading, saveCopy, writeCheckLog } from './reload-files.ts'
import { exitFatal, exitMissingArgument, exitNoConfig } from './roles.ts'

export interface ConfigReader {
  /** complaints go to the log; enters the network namespace that is wanted */
  readonly first: () => Promise<{ readonly config: Config } | { readonly config: null; readonly exitStatus: number }>
  /** complaints that do not refuse the file go to the log, the others are the answer */
  readonly again: () => Promise<{ readonly config: Config } | { readonly reasons: readonly string[] }>
}

export function makeConfigReader(options: DaemonOptions, log: (level: LogLevel, text: string) => void): ConfigReader {
  let accepted: readonly Diagnostic[] = []
  /** what runs; its names stay */
  let running: Config | null = null
  let readings = 0

  async function load() {
    const { loadConfig } = await import('../config/load.ts')
    return loadConfig(options.configFile, await environment())
  }

  async function environment() {
    const { makeConfigEnvironment } = await import('../linux/config-environment.ts')
    const { makeKindLookup, makeVrfLookup } = await import('../linux/interface-kind.ts')
    return makeConfigEnvironment({
      testing: false,
      ...readingOptions(options),
      isInterfaceOfKind: makeKindLookup(),
      vrfTable: makeVrfLookup(),
    })
  }

  /** compat: one copy a reading, with the number of reloads before it. Read once more: the text takes memory that few want. */
  async function save(config: Config | null): Promise<void> {
    const directory = config?.global.reload?.saveDirectory
    readings += 1
    if (directory === undefined) return
    const { rewriteConfig } = await import('../config/load.ts')
    const { text } = rewriteConfig(options.configFile, await environment())
    saveCopy(directory, `keepalived.conf.${process.pid}.${readings - 1}`, text(), log)
  }

  function tell(diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) log(diagnosticLevel(diagnostic), diagnosticLine(diagnostic))
  }

  async function first() {
    announce()
    if (options.namespace !== null && !enter(options.namespace)) return { config: null, exitStatus: exitFatal }
    let loaded = await load()
    const asked = loaded.config?.global.netNamespace ?? null
    if (asked !== null && options.namespace === null) {
      if (!enter(asked)) return { config: null, exitStatus: exitFatal }
      // What the file says of interfaces is true or false there, not here.
      loaded = await load()
    }
    const { config, diagnostics, exitStatus } = loaded
    tell(diagnostics)
    accepted = diagnostics
    if (config === null) {
      return { config: null, exitStatus: exitStatus === exitMissingArgument ? exitStatus : exitNoConfig }
    }
    // compat: what -e and include_check ask for is part of the file, whatever else is in it.
    if (diagnostics.some(({ code, severity }) => code === 'include' && severity === 'error')) {
      return { config: null, exitStatus: exitNoConfig }
    }
    if (runsNothing(config) && diagnostics.some((one) => one.severity === 'error')) {
      // Unlike the original: an idle daemon would look like a healthy one.
      log('err', 'Configuration refused: its mistakes leave nothing to run')
      return { config: null, exitStatus: exitNoConfig }
    }
    if (asked !== null && options.namespace !== null && asked !== options.namespace) {
      log('info', `Overriding config net_namespace '${asked}' with command line namespace '${options.namespace}'`)
    }
    await save(config)
    running = withNamespace(config)
    return { config: running }
  }

  async function again() {
    const check = running?.global.reload?.check
    if (check !== undefined) log('info', 'validate conf before Reload')
    announce()
    const { config, diagnostics, exitStatus } = await loadMarked()
    // With reload_check_config whatever makes -t fail refuses the reload.
    const strict = check !== undefined && exitStatus !== 0
    const errors = strict ? diagnostics.filter(({ severity }) => severity !== 'hint') : newErrors(accepted, diagnostics)
    const refused = config === null || errors.length > 0
    tell(refused ? diagnostics.filter((one) => !errors.includes(one)) : diagnostics)
    if (check?.log) writeCheckLog(check.log, strict ? errors.map(diagnosticLine) : [], log)
    if (strict) log('err', `New config failed validation, see ${check?.log ?? 'below'} for details`)
    if (refused) return { reasons: errors.map(diagnosticLine) }
    accepted = diagnostics
    const next = withNamespace(config)
    const kept = keepNames(next, running?.global ?? next.global)
    for (const complaint of kept.complaints) log('warning', complaint)
    return { config: kept.config }
  }

  async function loadMarked() {
    const marker = running?.global.reload?.markerFile
    const done = marker === undefined ? null : markReading(marker ?? usualMarker(), log)
    try {
      const loaded = await load()
      await save(loaded.config)
      return loaded
    } finally {
      done?.()
    }
  }

  /** Beside the pid file. */
  function usualMarker(): string {
    return join(dirname(placesOf(running?.global ?? noNames, options.pidFiles).pidFiles.parent), 'keepalived.reload')
  }

  /** The command line wins. */
  function withNamespace(config: Config): Config {
    if (options.namespace === null) return config
    return { ...config, global: { ...config.global, netNamespace: options.namespace } }
  }

  function announce(): void {
    log('debug', `Opening file '${options.configFile}'.`)
    log('info', `Configuration file ${options.configFile}`)
  }

  function enter(namespace: string): boolean {
    try {
      enterNetworkNamespace(namespace)
      return true
    } catch (error) {
      if (!(error instanceof OperationError)) throw error
      log('err', `Unable to set network namespace ${namespace} - exiting: ${error.message}`)
      return false
    }
  }

  return { first, again }
}

const noNames = { netNamespace: null, instanceName: null, usePidDir: false, dataUseInstance: false }

function runsNothing(config: Config): boolean {
  return config.vrrp.instances.length === 0 && config.lvs.virtualServers.length === 0
}
