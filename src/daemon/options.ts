/** What the command line says to the daemon and its children. Plain data: it is sent to the children as it is. */

export interface DaemonOptions {
  readonly configFile: string
  readonly configId: string | null
  /** -e: a missing included file is an error */
  readonly allConfig: boolean
  readonly runVrrp: boolean
  readonly runChecker: boolean
  readonly startAll: boolean
  readonly respawn: boolean
  readonly foreground: boolean
  readonly dumpConfig: boolean
  /** -X is the default behaviour of ours: addresses left over from a crash are removed at start */
  readonly releaseVrrp: boolean
  readonly releaseIpvs: boolean
  readonly logAddressChanges: boolean
  readonly namespace: string | null
  readonly coreDump: boolean
  /** -M: the kernel's core_pattern while we run; null: as it is */
  readonly corePattern: string | null
  /** null: the process's own */
  readonly umask: number | null
  /** null: where the configuration's names put them, see `places.ts` */
  readonly pidFiles: PidFiles
  readonly log: LogOptions
  /** the command line as it was typed, for the log */
  readonly commandLine: readonly string[]
}

/** What the options say about reading the configuration, for `makeConfigEnvironment`. */
export function readingOptions(options: DaemonOptions) {
  const { configId, allConfig } = options
  return { allIncludeChecks: allConfig, ...(configId === null ? {} : { configId }) }
}

export interface PidFiles {
  readonly parent: string | null
  readonly vrrp: string | null
  readonly checker: string | null
}

export interface LogOptions {
  readonly console: boolean
  /** how often -D was given */
  readonly detail: number
  readonly syslog: boolean
  /** LOG_DAEMON ... as the C library numbers them, not shifted */
  readonly facility: number
  /** null: no log file */
  readonly file: string | null
  readonly format: 'text' | 'json'
}
