/** From the words of a command line to what is to be done: one tagged value, decided without any effect. */
import { Command, Option } from 'commander'
import type { DaemonOptions } from '../daemon/options.ts'
import { normalizeArguments } from './normalize-arguments.ts'
import { optionTable } from './option-table.ts'

export type Invocation =
  | { readonly kind: 'run'; readonly options: DaemonOptions; readonly complaints: readonly string[] }
  | ConfigTest
  | {
      readonly kind: 'ask'
      readonly what: 'status' | 'reload'
      readonly json: boolean
      readonly options: DaemonOptions
    }
  | { readonly kind: 'signum'; readonly name: string }
  | { readonly kind: 'replay'; readonly path: string }
  | { readonly kind: 'genhash'; readonly words: readonly string[] }
  | { readonly kind: 'version' }
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly message: string }

/** 'conf': the configuration itself, as one plain text */
export type TestFormat = 'text' | 'json' | 'conf'

export interface ConfigTest {
  readonly kind: 'test'
  readonly options: DaemonOptions
  readonly complaints: readonly string[]
  /** a bad value on the command line counts as a mistake in the configuration */
  readonly spoiled: boolean
  readonly testLog: string | null
  readonly format: TestFormat
}

/** LOG_USER, LOG_DAEMON, LOG_LOCAL0 of sys/syslog.h, unshifted */
const facilityUser = 1
const facilityDaemon = 3
const facilityLocal0 = 16

const defaultConfigFile = '/etc/keepalived/keepalived.conf'

export function readInvocation(words: readonly string[], temporaryDirectory: string): Invocation {
  if (words[0] === '-T' || words[0] === '--genhash') return { kind: 'genhash', words: words.slice(1) }
  const normalized = normalizeArguments(words)
  if ('error' in normalized) return { kind: 'refused', message: normalized.error }

  const found = readOptions(normalized.options)
  if (found.ending !== null) return { kind: found.ending }
  const { values } = found
  const record = text(values, 'replay')
  if (record !== null) return { kind: 'replay', path: record }
  if (values['signum'] !== undefined) return { kind: 'signum', name: text(values, 'signum') ?? '' }

  const complaints: string[] = []
  const options = daemonOptions(values, words, temporaryDirectory, complaints)
  const [question] = normalized.operands
  const alone = normalized.operands.length === 1 && values['config-test'] === undefined
  if (alone && (question === 'status' || question === 'reload')) {
    return { kind: 'ask', what: question, json: values['json'] !== undefined, options }
  }
  const spoiled = complaints.length > 0
  if (normalized.operands.length > 0) complaints.push(`Unexpected argument(s): ${normalized.operands.join(' ')} `)
  const test = values['config-test']
  if (test === undefined) return { kind: 'run', options, complaints }
  const testLog = typeof test === 'string' ? test : null
  return {
    kind: 'test',
    options,
    complaints,
    spoiled,
    testLog,
    format: formatOf(values, 'format', ['text', 'json', 'conf'], complaints),
  }
}

type Values = Readonly<Record<string, unknown>>

function readOptions(words: readonly string[]): { values: Values; ending: 'version' | 'help' | null } {
  const command = new Command().helpOption(false).exitOverride()
  const values: Record<string, unknown> = {}
  let ending: 'version' | 'help' | null = null
  for (const option of optionTable) {
    const argument = { none: '', required: ` <${option.argumentName}>`, attached: ` [${option.argumentName}]` }
    const short = option.short === null ? '' : `-${option.short}, `
    const flags = `${short}--${option.long}${argument[option.argument]}`
    command.addOption(new Option(flags))
    // Under its own name, whatever commander makes of `--no-...`; flags count.
    const event = `option:${new Option(flags).name()}`
    command.on(event, (value: string | null | undefined) => {
      if (option.long === 'version' || option.long === 'help') ending ??= option.long
      // compat: --all takes back what was excluded before it.
      if (option.long === 'all') for (const name of ['vrrp', 'check', 'no_bfd']) delete values[name]
      const before = values[option.long]
      values[option.long] = option.argument === 'none' ? (typeof before === 'number' ? before : 0) + 1 : (value ?? true)
    })
  }
  command.parse([...words], { from: 'user' })
  return { values, ending }
}

function daemonOptions(
  values: Values,
  words: readonly string[],
  temporaryDirectory: string,
  complaints: string[],
): DaemonOptions {
  const has = (name: string): boolean => values[name] !== undefined
  const logFile = values['log-file']
  return {
    configFile: text(values, 'use-file') ?? defaultConfigFile,
    configId: text(values, 'config-id'),
    allConfig: has('all-config'),
    runVrrp: !has('check'),
    runChecker: !has('vrrp'),
    startAll: has('all'),
    respawn: !has('dont-respawn'),
    foreground: has('dont-fork'),
    dumpConfig: has('dump-conf'),
    releaseVrrp: !has('dont-release-vrrp'),
    releaseIpvs: !has('dont-release-ipvs'),
    logAddressChanges: has('address-monitoring'),
    coreDump: has('core-dump'),
    corePattern: has('core-dump-pattern') ? (text(values, 'core-dump-pattern') ?? 'core') : null,
    namespace: text(values, 'namespace'),
    umask: readUmask(text(values, 'umask'), complaints),
    pidFiles: {
      parent: text(values, 'pid'),
      vrrp: text(values, 'vrrp_pid'),
      checker: text(values, 'checkers_pid'),
    },
    log: {
      console: has('log-console'),
      detail: typeof values['log-detail'] === 'number' ? values['log-detail'] : 0,
      syslog: !has('no-syslog'),
      facility: readFacility(text(values, 'log-facility'), complaints),
      file:
        logFile === undefined ? null : typeof logFile === 'string' ? logFile : `${temporaryDirectory}/keepalived.log`,
      format: formatOf(values, 'log-format', ['text', 'json'], complaints),
    },
    commandLine: words,
  }
}

function text(values: Values, name: string): string | null {
  const value = values[name]
  return typeof value === 'string' ? value : null
}

/** One of `formats`; the first when it is not said, or not known. */
function formatOf<F extends string>(
  values: Values,
  name: string,
  formats: readonly [F, ...F[]],
  complaints: string[],
): F {
  const value = text(values, name) ?? formats[0]
  const found = formats.find((format) => format === value)
  if (found === undefined) complaints.push(`Invalid --${name} '${value}' - expected ${formats.join(', ')}`)
  return found ?? formats[0]
}

function readFacility(value: string | null, complaints: string[]): number {
  if (value === null) return facilityDaemon
  const local = /^(?:local)?([0-7])$/.exec(value)
  if (local) return facilityLocal0 + Number(local[1])
  if (value === 'user') return facilityUser
  if (value !== 'daemon') complaints.push(`Invalid log facility '${value}'`)
  return facilityDaemon
}

/** A number as C writes it: 022 octal, 0x12 hexadecimal, 18 decimal. */
function readUmask(value: string | null, complaints: string[]): number | null {
  if (value === null) return null
  const match = /^(?:0x([0-9a-f]+)|(0[0-7]*)|([1-9][0-9]*))$/i.exec(value)
  const number = match?.[1] ? parseInt(match[1], 16) : match?.[2] ? parseInt(match[2], 8) : Number(match?.[3] ?? NaN)
  if (match !== null && number <= 0o777) return number
  complaints.push(`Invalid --umask option ${value}`)
  return null
}
