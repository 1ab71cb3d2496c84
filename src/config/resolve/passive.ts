/** Blocks of the root without effect so far: their mistakes are found as keepalived finds them. */
import { writeIp } from '../../lib/ip.ts'
import type { TrackFileConfig } from '../config.ts'
import type { Mark } from '../lexer/sources.ts'
import type { SettingsOf } from '../grammar/row.ts'
import type { trackFileRows } from '../grammar/track-file.ts'
import type { RootSettings } from '../interpreter.ts'
import { guessInterface } from './interfaces.ts'
import type { Interfaces } from './interfaces.ts'
import type { Resolution } from './resolution.ts'
import { adviseSecond, caution, complain, firstAt, firstByName } from './resolution.ts'
import type { Weighable } from './value-tracks.ts'

/** What lists can name, and when each was defined. */
export interface PassiveTrackables {
  readonly files: ReadonlyMap<string, TrackableFile>
  readonly sessions: ReadonlyMap<string, Weighable>
  readonly checkerSessions: ReadonlyMap<string, Weighable>
}

export interface TrackableFile extends Weighable {
  readonly config: TrackFileConfig
}

export function checkPassiveBlocks(settings: RootSettings, resolution: Resolution): PassiveTrackables {
  return { files: trackFiles(settings, resolution), ...bfdSessions(settings, resolution) }
}

function trackFiles(settings: RootSettings, resolution: Resolution): ReadonlyMap<string, TrackableFile> {
  const files = new Map<string, TrackableFile & { readonly mark: Mark }>()
  for (const { args, values, mark, order } of settings.trackFiles ?? []) {
    const name = args[0] ?? ''
    const first = files.get(name)
    if (values.file === undefined)
      complain(resolution, mark, 'no-file', `No file set for track_file ${name} - ignoring`)
    else if (first === undefined)
      files.set(name, { order, weight: values.weight, config: fileConfig(name, values.file, values), mark })
    else adviseSecond('track_file', name, mark, first.mark, resolution)
  }
  return files
}

function fileConfig(
  name: string,
  path: string,
  { weight, initFile }: SettingsOf<typeof trackFileRows>,
): TrackFileConfig {
  return { name, path, weight: weight?.weight ?? 1, reverse: weight?.reverse ?? false, init: initFile ?? null }
}

/** Of a BFD packet over IPv6 that names none. */
const DEFAULT_HOPLIMIT = 64
const MAX_TTL = 255

/** Those that VRRP hears of, and those that the checkers do. */
function bfdSessions(
  settings: RootSettings,
  resolution: Resolution,
): Pick<PassiveTrackables, 'sessions' | 'checkerSessions'> {
  const sessions = new Map<string, Weighable>()
  const checkerSessions = new Map<string, Weighable>()
  const neighbors = new Set<string>()
  const blocks = firstByName(
    settings.bfdInstances ?? [],
    (block) => block.args[0] ?? '',
    ({ args, mark }, first) => {
      const message = `Configuration error: BFD instance ${args[0] ?? ''} already configured - ignoring`
      complain(resolution, mark, 'duplicate-name', message, null, firstAt(first.mark))
    },
  )
  for (const [name, { values: s, mark, order }] of blocks) {
    const tell = (text: string): void =>
      complain(resolution, mark, 'bad-session', `Configuration error: BFD instance ${name} ${text}`)
    if (s.neighborIp === undefined) {
      tell('has no neighbor address set, disabling instance')
      continue
    }
    const neighbor = writeIp(s.neighborIp)
    if (neighbors.has(neighbor)) {
      tell(`has duplicate neighbor address ${neighbor}, ignoring instance`)
      continue
    }
    neighbors.add(neighbor)
    if (s.sourceIp !== undefined && s.sourceIp.family !== s.neighborIp.family) {
      const addresses = `source address ${writeIp(s.sourceIp)} and neighbor address ${neighbor}`
      const message = `Configuration error: BFD instance ${name} ${addresses} are not of the same family, disabling instance`
      complain(resolution, mark, 'wrong-family', message)
      continue
    }
    // compat: -1 is the largest of all where it is compared.
    const limit = s.ttl ?? (s.neighborIp.family === 6 ? DEFAULT_HOPLIMIT : MAX_TTL)
    if ((s.maxHops ?? 0) > limit || (s.maxHops === -1 && limit < MAX_TTL)) {
      const message = `BFD instance ${name}: max_hops exceeds ttl/hoplimit - setting to ttl/hoplimit`
      caution(resolution, mark, 'clamped', message)
    }
    if (s.forCheckers !== true || s.forVrrp === true) sessions.set(name, { order, weight: s.weight })
    if (s.forVrrp !== true || s.forCheckers === true) checkerSessions.set(name, { order, weight: s.weight })
  }
  return { sessions, checkerSessions }
}

/** compat: keepalived gives this the class of a file that cannot be used, and uses it all the same. */
export function unknownInterface(
  name: string,
  at: number,
  purpose: string,
  { dynamic }: Interfaces,
  resolution: Resolution,
): boolean {
  const { reporter, environment } = resolution
  if (dynamic || environment.interfaceExists(name)) return false
  const message = `unknown interface ${name} specified for ${purpose}`
  const kind = environment.testing ? 'fatal' : 'general'
  const hint = `${guessInterface(name, resolution)}create it first`
  reporter.warn({ code: 'no-interface', class: kind, at, word: name, message, hint })
  return true
}
