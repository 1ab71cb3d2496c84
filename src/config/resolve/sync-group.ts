/** Sync groups: members that exist, each in one group only, and what membership changes for them. */
import type { SyncGroupConfig, VrrpInstanceConfig } from '../config.ts'
import type { Block, SettingsOf } from '../grammar/row.ts'
import type { syncGroupRows } from '../grammar/vrrp-others.ts'
import { nearestWord } from '../spelling.ts'
import type { InstanceContext } from './instance.ts'
import { withoutWeights } from './instance.ts'
import { caution, complain, firstAt } from './resolution.ts'
import type { Resolution } from './resolution.ts'
import { resolveTrackInterfaces, resolveTrackProcesses, resolveTrackScripts } from './trackers.ts'
import { resolveValueTracks, TRACK_BFD, TRACK_FILES } from './value-tracks.ts'

type GroupBlock = Block<SettingsOf<typeof syncGroupRows>>

export interface Grouped {
  readonly groups: readonly SyncGroupConfig[]
  readonly instances: readonly VrrpInstanceConfig[]
}

export function resolveSyncGroups(
  blocks: readonly GroupBlock[],
  instances: readonly VrrpInstanceConfig[],
  marks: ReadonlyMap<string, number>,
  context: InstanceContext,
): Grouped {
  const byName = new Map(instances.map((instance) => [instance.name, instance]))
  const memberAt = new Map<string, number>()
  const groups: SyncGroupConfig[] = []
  for (const block of blocks) {
    const members = resolveMembers(block, byName, memberAt, context.resolution)
    // Even when it has no members: what it names counts for the verdict.
    const resolved = resolveGroup(block, members, context)
    if (members.length === 0) continue
    const owned = members.some((member) => byName.get(member)?.priority === OWNER)
    const group = owned ? withoutGroupWeights(resolved, block.mark, context.resolution) : resolved
    groups.push(group)
    for (const member of members) joinGroup(byName, member, group, marks.get(member) ?? block.mark, context)
  }
  return { groups, instances: instances.map((instance) => byName.get(instance.name) ?? instance) }
}

/** RFC 9568 section 5.2.4: the priority of the owner of the addresses */
const OWNER = 255

/** An owner's priority is 255 whatever happens, so its group cannot have weights: what they were for is a FAULT then. */
function withoutGroupWeights(group: SyncGroupConfig, at: number, resolution: Resolution): SyncGroupConfig {
  const cleared = <T extends { readonly weight: number }>(
    tracked: readonly T[],
    nameOf: (one: T) => string,
    [noun, what]: readonly [string, string],
  ): T[] =>
    tracked.map((one) => {
      if (one.weight === 0) return one
      const subject = `weighted track ${noun} '${nameOf(one)}'`
      const message = `(${group.name}) Cannot have ${subject} with member having priority 255 - ${what}`
      complain(resolution, at, 'weight-ignored', message, 'write: weight 0')
      return { ...one, weight: 0 }
    })
  return {
    ...group,
    trackScripts: cleared(group.trackScripts, (one) => one.script, ['script', 'clearing weight']),
    trackProcesses: cleared(group.trackProcesses, (one) => one.process, ['process', 'setting weight 0']),
    trackInterfaces: cleared(group.trackInterfaces, (one) => one.interface, ['interface', 'clearing weight']),
    trackFiles: cleared(group.trackFiles ?? [], (one) => one.file, ['file', 'setting weight 0']),
    trackBfd: cleared(group.trackBfd ?? [], (one) => one.session, ['bfd', 'setting weight 0']),
  }
}

function resolveMembers(
  block: GroupBlock,
  byName: ReadonlyMap<string, VrrpInstanceConfig>,
  memberAt: Map<string, number>,
  resolution: Resolution,
): string[] {
  const name = block.args[0] ?? ''
  const listed = block.values.members ?? []
  const members: string[] = []
  for (const { word, mark } of listed) {
    if (!byName.has(word)) {
      const near = nearestWord(word, byName.keys())
      complain(
        resolution,
        mark,
        'no-member',
        `Virtual router ${word} specified in sync group ${name} doesn't exist - ignoring`,
        near === null ? 'it must be the name of a vrrp_instance that can run' : `did you mean '${near}'?`,
      )
      continue
    }
    const first = memberAt.get(word)
    if (first !== undefined) {
      const message = `Virtual router ${word} cannot exist in more than one sync group; ignoring ${name}`
      complain(resolution, mark, 'two-groups', message, null, firstAt(first))
    } else {
      memberAt.set(word, mark)
      members.push(word)
    }
  }
  if (listed.length === 0)
    complain(resolution, block.mark, 'empty-group', `Sync group ${name} has no virtual router(s). removing`)
  else if (members.length === 0) {
    complain(
      resolution,
      block.mark,
      'empty-group',
      `Sync group ${name}, no matching virtual router found in group declaration - removing`,
    )
  } else if (members.length === 1) {
    caution(
      resolution,
      block.mark,
      'lone-member',
      `Sync group ${name} has only 1 virtual router(s) - this probably isn't what you want`,
    )
  }
  return members
}

function resolveGroup(block: GroupBlock, members: readonly string[], context: InstanceContext): SyncGroupConfig {
  const { values: s } = block
  const { global, commands, trackables, interfaces, resolution } = context
  const name = block.args[0] ?? ''
  const tracker = { name, order: block.order, resolution }
  const files = resolveValueTracks((s.trackFiles ?? []).flat(), tracker, context.passive.files, TRACK_FILES)
  const sessions = resolveValueTracks((s.trackBfd ?? []).flat(), tracker, context.passive.sessions, TRACK_BFD)
  return {
    name,
    members,
    trackInterfaces: resolveTrackInterfaces((s.trackInterfaces ?? []).flat(), tracker, interfaces),
    trackScripts: resolveTrackScripts((s.trackScripts ?? []).flat(), tracker, trackables),
    trackProcesses: resolveTrackProcesses((s.trackProcesses ?? []).flat(), tracker, trackables),
    trackFiles: files.map(({ name: file, weight, reverse }) => ({ file, weight, reverse })),
    trackBfd: sessions.map(({ name: session, weight, reverse }) => ({ session, weight, reverse })),
    notify: {
      master: commands.resolve(s.notifyMaster),
      backup: commands.resolve(s.notifyBackup),
      fault: commands.resolve(s.notifyFault),
      stop: commands.resolve(s.notifyStop),
      deleted: null,
      masterRxLowerPri: null,
      any: commands.resolve(s.notifyAny),
    },
    smtpAlert: s.smtpAlert ?? global.smtpAlertVrrp ?? global.smtpAlert ?? false,
    globalTracking: s.globalTracking ?? false,
    trackingWeight: s.trackingWeight === true || s.globalTracking === true,
    ...(s.notifyPriorityChanges === undefined ? {} : { notifyPriorityChanges: s.notifyPriorityChanges }),
  }
}

function joinGroup(
  byName: Map<string, VrrpInstanceConfig>,
  member: string,
  group: SyncGroupConfig,
  at: number,
  context: InstanceContext,
): void {
  const instance = byName.get(member)
  if (instance === undefined) return
  const own = new Set(instance.trackInterfaces.map((item) => item.interface))
  for (const item of group.trackInterfaces) {
    if (!own.has(item.interface)) continue
    const tracked = `(${member}) track_interface ${item.interface}`
    const message = `${tracked} is configured on VRRP instance and sync group. Remove vrrp instance or sync group config`
    complain(context.resolution, at, 'duplicate', message)
  }
  const kept = group.trackingWeight ? instance : withoutWeights(instance, at, 'group', context.resolution)
  const shared = new Set(group.trackInterfaces.map((item) => item.interface))
  const faults = new Set(instance.trackInterfaces.filter((item) => item.weight === 0).map((item) => item.interface))
  tellOfBoth(
    member,
    'track_script',
    names(kept.trackScripts, 'script'),
    names(group.trackScripts, 'script'),
    at,
    context.resolution,
  )
  tellOfBoth(
    member,
    'track_process',
    names(instance.trackProcesses, 'process'),
    names(group.trackProcesses, 'process'),
    at,
    context.resolution,
  )
  byName.set(member, {
    ...instance,
    trackScripts: kept.trackScripts,
    // Where its weight is ignored, that of the group is not.
    trackInterfaces: kept.trackInterfaces.filter(
      ({ interface: name }) => group.trackingWeight || faults.has(name) || !shared.has(name),
    ),
    syncGroup: group.name,
    notifyPriorityChanges:
      instance.notifyPriorityChangesSaid === true
        ? instance.notifyPriorityChanges
        : (group.notifyPriorityChanges ?? instance.notifyPriorityChanges),
  })
}

function names<Key extends string>(tracked: readonly Readonly<Record<Key, string>>[], key: Key): readonly string[] {
  return tracked.map((one) => one[key])
}

export function tellOfBothFiles(
  member: VrrpInstanceConfig,
  shared: NonNullable<SyncGroupConfig['trackFiles']>,
  at: number,
  resolution: Resolution,
): void {
  tellOfBoth(member.name, 'track_file', names(member.trackFiles ?? [], 'file'), names(shared, 'file'), at, resolution)
}

/** compat: it is logged, and no mistake to a test. */
function tellOfBoth(
  member: string,
  keyword: string,
  own: readonly string[],
  shared: readonly string[],
  at: number,
  resolution: Resolution,
): void {
  for (const name of own) {
    if (!shared.includes(name)) continue
    const message = `(${member}) ${keyword} ${name} is configured on VRRP instance and sync group. Remove vrrp instance config`
    resolution.reporter.warn({ code: 'duplicate', class: null, at, word: member, message, hint: 'remove one of them' })
  }
}
