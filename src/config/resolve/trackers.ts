/** Scripts and processes that can be tracked, and the lists that name them. */
import { US_PER_S } from '../../lib/time.ts'
import type { TrackInterface, TrackProcess, TrackProcessConfig, TrackScript, VrrpScriptConfig } from '../config.ts'
import type { TrackEntry } from '../grammar/track.ts'
import type { Block, SettingsOf } from '../grammar/row.ts'
import type { processRows, scriptRows } from '../grammar/vrrp-others.ts'
import type { Commands } from './commands.ts'
import { tellDisabled } from './commands.ts'
import type { Interfaces } from './interfaces.ts'
import type { Resolution } from './resolution.ts'
import { adviseSecond, complain, firstAt } from './resolution.ts'

type ScriptBlock = Block<SettingsOf<typeof scriptRows>>
type ProcessBlock = Block<SettingsOf<typeof processRows>>

/** Something that lists can name, and when it was defined. */
export interface Tracked<T> {
  readonly config: T
  readonly order: number
  readonly mark: number
}

export interface Trackables {
  readonly scripts: ReadonlyMap<string, Tracked<VrrpScriptConfig>>
  readonly processes: ReadonlyMap<string, Tracked<TrackProcessConfig>>
  /** with those whose name was taken */
  readonly allProcesses: readonly TrackProcessConfig[]
  /** defined, but not usable: tracking them does nothing and was complained about already */
  readonly disabled: ReadonlySet<string>
}

export function resolveTrackables(
  scripts: readonly ScriptBlock[],
  processes: readonly ProcessBlock[],
  commands: Commands,
  resolution: Resolution,
): Trackables {
  const disabled = new Set<string>()
  const scriptMap = new Map<string, Tracked<VrrpScriptConfig>>()
  for (const block of scripts) {
    const config = resolveScript(block, commands, resolution, disabled)
    if (config === null) continue
    // compat: a second script of a name is taken too; the first is the one that lists find.
    const first = scriptMap.get(config.name)
    if (first === undefined) scriptMap.set(config.name, { config, order: block.order, mark: block.mark })
    else adviseSecond('vrrp_script', config.name, block.mark, first.mark, resolution)
  }
  const processMap = new Map<string, Tracked<TrackProcessConfig>>()
  const allProcesses: TrackProcessConfig[] = []
  for (const block of processes) {
    const config = resolveProcess(block, resolution)
    if (config === null) continue
    allProcesses.push(config)
    const first = processMap.get(config.name)
    if (first === undefined) processMap.set(config.name, { config, order: block.order, mark: block.mark })
    else adviseSecond('vrrp_track_process', config.name, block.mark, first.mark, resolution)
  }
  return { scripts: scriptMap, processes: processMap, allProcesses, disabled }
}

function resolveScript(
  block: ScriptBlock,
  commands: Commands,
  resolution: Resolution,
  disabled: Set<string>,
): VrrpScriptConfig | null {
  const s = block.values
  const name = block.args[0] ?? ''
  if (s.command === undefined) {
    complain(
      resolution,
      block.mark,
      'no-script',
      `No script set for vrrp_script ${name} - removing`,
      'it needs: script <command>',
    )
    return null
  }
  if (s.user !== undefined && commands.lookUp(s.user) === null) {
    complain(
      resolution,
      s.user.mark,
      'unknown-user',
      `Unable to set uid/gid for script '${s.command.text}'`,
      `there is no user '${s.user.user}'`,
    )
    return null
  }
  // compat: words after the command are no account here; that is what `user` is for.
  const outcome = commands.inspect(s.command, s.user ?? null)
  if (!outcome.ok) {
    // compat: without any instance nobody looks at scripts.
    if (commands.judges('scripts')) tellDisabled(resolution, block.mark, name, outcome.refusal)
    if (outcome.refusal !== 'no-user') disabled.add(name)
    return null
  }
  return {
    name,
    command: outcome.command,
    intervalUs: s.intervalUs ?? US_PER_S,
    timeoutUs: s.timeoutUs ?? 0,
    weight: s.weight?.weight ?? 0,
    reverse: s.weight?.reverse ?? false,
    rise: s.rise ?? 1,
    fall: s.fall ?? 1,
    initFail: s.initFail ?? false,
    insecure: outcome.insecure,
  }
}

const NO_LIMIT = 2 ** 32 - 1

function resolveProcess(block: ProcessBlock, resolution: Resolution): TrackProcessConfig | null {
  const s = block.values
  const name = block.args[0] ?? ''
  if (s.process === undefined) {
    complain(
      resolution,
      block.mark,
      'no-process',
      `track process '${name}' process name not specified`,
      'it needs: process <program>',
    )
    return null
  }
  const { quorum, quorumMax } = quorumOf(block, resolution)
  const { process: program, params } = s.process
  const paramMatch = s.paramMatch ?? (params.length > 0 ? 'exact' : null)
  return {
    name,
    process: program,
    params: params.length > 0 ? params : null,
    paramMatch,
    // Parameters can only be compared on the whole command line.
    fullCommand: s.fullCommand === true || paramMatch !== null,
    weight: s.weight?.weight ?? 0,
    reverse: s.weight?.reverse ?? false,
    quorum,
    quorumMax,
    forkDelayUs: delayOf(block, 'forkDelayUs'),
    terminateDelayUs: delayOf(block, 'terminateDelayUs'),
  }
}

/** Who tracks: an instance or a sync group. */
export interface Tracker {
  readonly name: string
  readonly order: number
  readonly resolution: Resolution
}

export function resolveTrackScripts(entries: readonly TrackEntry[], tracker: Tracker, all: Trackables): TrackScript[] {
  return resolveList(entries, tracker, all.scripts, {
    keyword: 'track_script',
    noun: 'track script',
    disabled: all.disabled,
  }).map(({ entry, tracked }) => ({
    script: entry.name,
    weight: entry.weight ?? tracked.config.weight,
    reverse: entry.reverse ?? tracked.config.reverse,
  }))
}

export function resolveTrackProcesses(
  entries: readonly TrackEntry[],
  tracker: Tracker,
  all: Trackables,
): TrackProcess[] {
  return resolveList(entries, tracker, all.processes, {
    keyword: 'track_process',
    noun: 'track process',
    disabled: new Set(),
  }).map(({ entry, tracked }) => ({
    process: entry.name,
    weight: entry.weight ?? tracked.config.weight,
    reverse: entry.reverse ?? tracked.config.reverse,
  }))
}

interface ListWords {
  readonly keyword: string
  readonly noun: string
  readonly disabled: ReadonlySet<string>
}

function resolveList<T>(
  entries: readonly TrackEntry[],
  tracker: Tracker,
  known: ReadonlyMap<string, Tracked<T>>,
  words: ListWords,
): { readonly entry: TrackEntry; readonly tracked: Tracked<T> }[] {
  const seen = new Map<string, number>()
  return entries.flatMap((entry) => {
    const tracked = known.get(entry.name)
    const { resolution, name } = tracker
    // compat: what is defined further down is not found.
    if (tracked === undefined || tracked.order > tracker.order) {
      if (!words.disabled.has(entry.name)) {
        complain(
          resolution,
          entry.mark,
          'not-found',
          `(${name}) ${words.noun} ${entry.name} not found, ignoring...`,
          tracked === undefined ? null : `${definedAt(tracked.mark, entry.mark, resolution)}; move that above this`,
        )
      }
      return []
    }
    const first = seen.get(entry.name)
    if (first !== undefined) {
      const message = `(${name}) duplicate ${words.keyword} ${entry.name} - ignoring`
      complain(resolution, entry.mark, 'duplicate', message, 'remove one of them', firstAt(first))
      return []
    }
    seen.set(entry.name, entry.mark)
    return [{ entry, tracked }]
  })
}

function definedAt(mark: number, use: number, { reporter: { sources } }: Resolution): string {
  const [{ file, line }, here] = [sources.position(mark), sources.position(use)]
  return `it is defined on line ${line}${file === here.file ? '' : ` of ${file}`}`
}

export function resolveTrackInterfaces(
  entries: readonly TrackEntry[],
  tracker: Tracker,
  interfaces: Interfaces,
): TrackInterface[] {
  const seen = new Map<string, number>()
  return entries.flatMap((entry) => {
    const { name, resolution } = tracker
    if (!interfaces.checkTracked(entry.name, entry.mark, `(${name}) tracked interface ${entry.name} doesn't exist`))
      return []
    const first = seen.get(entry.name)
    if (first !== undefined) {
      const message = `(${name}) duplicate track_interface ${entry.name} - ignoring`
      complain(resolution, entry.mark, 'duplicate', message, 'remove one of them', firstAt(first))
      return []
    }
    seen.set(entry.name, entry.mark)
    return [{ interface: entry.name, weight: entry.weight ?? 0, reverse: entry.reverse ?? false }]
  })
}

/** `delay` is both delays, and the last word counts. */
function delayOf({ values: s, marks }: ProcessBlock, field: 'forkDelayUs' | 'terminateDelayUs'): number {
  const own = s[field]
  if (own === undefined || (marks['delayUs'] ?? 0) > (marks[field] ?? 0)) return s.delayUs ?? own ?? 0
  return own
}

/** Of two that do not fit together the one that stands below the other does not count. */
function quorumOf(
  { values: s, marks, mark }: ProcessBlock,
  resolution: Resolution,
): Pick<TrackProcessConfig, 'quorum' | 'quorumMax'> {
  const { quorum, quorumMax = NO_LIMIT } = s
  if (quorum === undefined) return { quorum: Math.min(1, quorumMax), quorumMax }
  if (quorum <= quorumMax) return { quorum, quorumMax }
  const [low, high] = [marks['quorum'] ?? mark, marks['quorumMax'] ?? mark]
  if (low > high) {
    complain(resolution, low, 'bad-quorum', 'Quorum is greater than quorum_max - ignoring')
    return { quorum: Math.min(1, quorumMax), quorumMax }
  }
  complain(resolution, high, 'bad-quorum', 'quorum_max is less than quorum - ignoring')
  return { quorum, quorumMax: NO_LIMIT }
}
