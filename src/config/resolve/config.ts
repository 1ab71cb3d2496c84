/** From settings to the Config: the order in which the parts need each other. */
import { makeSecret } from '../../lib/secret.ts'
import { encodeUtf8 } from '../lexer/utf8.ts'
import type {
  Config,
  GlobalConfig,
  LvsConfig,
  SslConfig,
  VirtualServerConfig,
  VirtualServerGroupConfig,
  VrrpConfig,
  VrrpInstanceConfig,
} from '../config.ts'
import type { Named } from '../grammar/named.ts'
import type { PlainEntry } from '../grammar/passive-blocks.ts'
import type { Block } from '../grammar/row.ts'
import type { RootSettings } from '../interpreter.ts'
import { Commands } from './commands.ts'
import type { ScriptKind } from './commands.ts'
import { mergeGlobals, resolveGlobal } from './global.ts'
import type { InstanceBlock } from './instance.ts'
import { resolveInstance, withoutWeights } from './instance.ts'
import { adviseInstances } from './instance-advice.ts'
import { Interfaces } from './interfaces.ts'
import { resolveGarpGroups, resolveLinkbeat, resolveLinkDelays, withOwnLinks } from './links.ts'
import type { Resolution } from './resolution.ts'
import { complain, firstAt, firstByName } from './resolution.ts'
import { checkPassiveBlocks } from './passive.ts'
import type { PassiveTrackables } from './passive.ts'
import { neededInterfaces, resolveStatics } from './routes.ts'
import { resolveSyncGroups, tellOfBothFiles } from './sync-group.ts'
import { resolveTrackables } from './trackers.ts'
import { withoutValueWeights, type WeightOwner } from './value-tracks.ts'
import { mergeTwins, resolveVirtualServer } from './virtual-server.ts'

export function resolveConfig(settings: RootSettings, resolution: Resolution): Config {
  const globals = mergeGlobals(settings.global ?? [])
  const { scriptSecurity, scriptUser, useSymlinkPaths, setSupplementaryGroups } = globals.values
  const rules = {
    security: scriptSecurity ?? false,
    keepsLinks: useSymlinkPaths ?? false,
    allGroups: setSupplementaryGroups ?? false,
  }
  const commands = new Commands(resolution, rules, scriptUser ?? null, runningKinds(settings))
  const global = resolveGlobal(globals, settings, commands, resolution)
  const interfaces = new Interfaces(resolution, global.dynamicInterfaces)
  const garpGroups = resolveGarpGroups(settings, interfaces, resolution)
  const linkDelays = resolveLinkDelays(settings, interfaces, resolution)
  const listed = resolveLinkbeat(settings, interfaces, resolution)
  const passive = checkPassiveBlocks(settings, resolution)
  commands.expect('check scripts')
  const lvs = resolveLvs(settings, global, commands, passive, resolution)
  commands.expect('scripts')
  const vrrp = resolveVrrp(settings, global, commands, interfaces, passive, resolution)
  const linkbeat = withOwnLinks(listed, settings, vrrp.instances)
  commands.finish(interfaces.finish())
  return { global, vrrp: { ...vrrp, garpGroups, linkDelays, linkbeat }, lvs, files: resolution.files }
}

/** compat: without any instance, or any virtual server, the scripts of that process are nobody's concern. */
function runningKinds(settings: RootSettings): ReadonlySet<ScriptKind> {
  const kinds = new Set<ScriptKind>(['start/shutdown scripts'])
  if ((settings.instances ?? []).length > 0) kinds.add('scripts')
  if ((settings.virtualServers ?? []).length > 0) kinds.add('check scripts')
  return kinds
}

function resolveVrrp(
  settings: RootSettings,
  global: GlobalConfig,
  commands: Commands,
  interfaces: Interfaces,
  passive: PassiveTrackables,
  resolution: Resolution,
): VrrpConfig {
  const trackables = resolveTrackables(settings.scripts ?? [], settings.processes ?? [], commands, resolution)
  const context = { global, commands, interfaces, trackables, passive, resolution }
  const blocks = firstByName(
    settings.instances ?? [],
    (block) => block.args[0] ?? '',
    (block, first) => {
      complain(
        resolution,
        block.mark,
        'duplicate-name',
        `vrrp instance ${block.args[0] ?? ''} already defined`,
        'the second one is skipped',
        firstAt(first.mark),
      )
    },
  )
  const resolved = [...blocks.values()].flatMap((block) => resolveInstance(block, context) ?? [])
  const instances = withoutSharedVrids(resolved, blocks, resolution)
  if (resolution.environment.testing) adviseInstances(instances, blocks, resolution)
  const groupBlocks = firstByName(
    settings.syncGroups ?? [],
    (block) => block.args[0] ?? '',
    (block, first) => {
      complain(
        resolution,
        block.mark,
        'duplicate-name',
        `vrrp sync group ${block.args[0] ?? ''} already defined`,
        'the second one is skipped',
        firstAt(first.mark),
      )
    },
  )
  const marks = new Map([...blocks].map(([name, block]) => [name, block.mark]))
  const grouped = resolveSyncGroups([...groupBlocks.values()], instances, marks, context)
  const { statics, needs } = resolveStatics(
    {
      addresses: (settings.staticAddresses ?? []).flat(),
      routes: (settings.staticRoutes ?? []).flat(),
      rules: (settings.staticRules ?? []).flat(),
      trackGroups: settings.trackGroups ?? [],
    },
    global.defaultInterface,
    interfaces,
    resolution,
  )
  const groupsByName = new Map(grouped.groups.map((group) => [group.name, group]))
  const valueTracks = new Map(
    grouped.instances.map((instance) => {
      const { priority, syncGroup } = instance
      const alone = priority === OWNER ? 'owner' : null
      const group = syncGroup === null ? undefined : groupsByName.get(syncGroup)
      const why = group === undefined ? alone : group.trackingWeight ? null : 'group'
      const block = blocks.get(instance.name)
      const tracked = trackedValues(instance, block, why, resolution)
      if (block !== undefined && group?.trackFiles !== undefined)
        tellOfBothFiles({ ...instance, ...tracked }, group.trackFiles, block.mark, resolution)
      return [instance.name, tracked]
    }),
  )
  return {
    instances: grouped.instances.map((instance) => ({
      ...ownerWithoutWeights(instance, marks, resolution),
      ...valueTracks.get(instance.name),
      neededInterfaces: neededInterfaces(instance, needs.get(instance.name)),
    })),
    syncGroups: grouped.groups,
    scripts: [...trackables.scripts.values()].map(({ config }) => config),
    statics,
    processes: [...trackables.processes.values()].map(({ config }) => config),
    ...(trackables.allProcesses.length > trackables.processes.size ? { shownProcesses: trackables.allProcesses } : {}),
    files: [...passive.files.values()].map(({ config }) => config),
  }
}

/** What of its files and BFD sessions counts, where weights may not. */
function trackedValues(
  { name, trackFiles = [], trackBfd = [] }: VrrpInstanceConfig,
  block: InstanceBlock | undefined,
  why: 'group' | 'owner' | null,
  resolution: Resolution,
): Pick<VrrpInstanceConfig, 'trackFiles' | 'trackBfd'> {
  if (why === null || block === undefined) return {}
  const of = (lists: readonly (readonly PlainEntry[])[] | undefined): WeightOwner => ({
    name,
    at: block.mark,
    entries: (lists ?? []).flat(),
    resolution,
  })
  const files = trackFiles.map(({ file, ...rest }) => ({ name: file, ...rest }))
  const kept = withoutValueWeights(files, 'file', why, of(block.values.trackFiles))
  const bfd = trackBfd.map(({ session, ...rest }) => ({ name: session, ...rest }))
  const keptBfd = withoutValueWeights(bfd, 'bfd', why, of(block.values.trackBfd))
  return {
    trackFiles: kept.map(({ name: file, weight, reverse }) => ({ file, weight, reverse })),
    trackBfd: keptBfd.map(({ name: session, weight, reverse }) => ({ session, weight, reverse })),
  }
}

/** An address owner. */
const OWNER = 255

/** A member of a group has lost its weights already. */
function ownerWithoutWeights(
  instance: VrrpInstanceConfig,
  marks: ReadonlyMap<string, number>,
  resolution: Resolution,
): VrrpInstanceConfig {
  if (instance.priority !== OWNER || instance.syncGroup !== null) return instance
  return { ...instance, ...withoutWeights(instance, marks.get(instance.name) ?? 0, 'owner', resolution) }
}

/** keepalived refuses to start with two virtual routers of one number on an interface; we run the first of them. */
function withoutSharedVrids(
  instances: readonly VrrpInstanceConfig[],
  blocks: ReadonlyMap<string, InstanceBlock>,
  resolution: Resolution,
): VrrpInstanceConfig[] {
  const owners = new Map<string, string>()
  return instances.filter(({ name, vrid, family, interface: device }) => {
    const key = `${vrid} ${family} ${device}`
    const owner = owners.get(key)
    if (owner === undefined) {
      owners.set(key, name)
      return true
    }
    const block = blocks.get(name)
    const first = blocks.get(owner)
    complain(
      resolution,
      block?.marks['vrid'] ?? block?.mark ?? null,
      'shared-vrid',
      `${owner} and ${name} both use VRID ${vrid} with IPv${family} on interface ${device}`,
      `give each a number of its own; ${name} is left out`,
      [{ at: first?.marks['vrid'] ?? first?.mark ?? block?.mark ?? 0, message: `${owner} has it here` }],
    )
    return false
  })
}

function resolveLvs(
  settings: RootSettings,
  global: GlobalConfig,
  commands: Commands,
  passive: PassiveTrackables,
  resolution: Resolution,
): LvsConfig {
  const named = firstByName(
    settings.groups ?? [],
    (group) => group.name,
    (group, first) => {
      resolution.reporter.warn({
        code: 'duplicate-name',
        class: null,
        at: group.mark,
        message: `virtual_server_group ${group.name} is defined twice`,
        hint: 'virtual servers use the first one; the second is left out',
        related: firstAt(first.mark),
      })
    },
  )
  const groups = new Map(
    [...named]
      .filter(([, group]) => hasEntries(group, resolution))
      .map(([name, group]): [string, VirtualServerGroupConfig] => [
        name,
        { name, members: group.entries.map((entry) => entry.member) },
      ]),
  )
  const context = { global, commands, groups, passive, resolution }
  const servers = (settings.virtualServers ?? [])
    .filter((block) => hasGroup(block, groups, resolution))
    .flatMap((block) => resolveVirtualServer(block, context) ?? [])
  return {
    virtualServers: mergeTwins(numberUses(servers)),
    groups: [...groups.values()],
    ssl: resolveSsl(settings, resolution),
    ...(usesTls(settings) ? { usesTls: true } : {}),
    ...(passive.checkerSessions.size > 0 ? { bfdSessions: [...passive.checkerSessions.keys()] } : {}),
  }
}

/** compat: the virtual servers of one group are named [group]:0, [group]:1 and so on, in the order of the file. */
function numberUses(servers: readonly VirtualServerConfig[]): VirtualServerConfig[] {
  const uses = new Map<string, number>()
  return servers.map((server) => {
    if (server.target.kind !== 'group') return server
    const { group } = server.target
    const use = uses.get(group) ?? 0
    uses.set(group, use + 1)
    return use === 0 ? server : { ...server, id: `[${group}]:${use}` }
  })
}

function hasEntries({ name, mark, entries }: Named<readonly unknown[]>, resolution: Resolution): boolean {
  if (entries.length > 0) return true
  complain(resolution, mark, 'empty-group', `virtual server group ${name} has no entries - removing`)
  return false
}

/** compat: keepalived's -t does not look; when it runs it leaves the service out. */
function hasGroup(
  { args, mark }: Block<unknown>,
  groups: ReadonlyMap<string, VirtualServerGroupConfig>,
  { reporter }: Resolution,
): boolean {
  const [kind, group] = args
  if (kind !== 'group' || group === undefined || groups.has(group)) return true
  reporter.report({
    code: 'no-group',
    class: null,
    at: mark,
    message: `Virtual server group ${group} specified but not configured - ignoring virtual server [${group}]:0`,
    hint: `write: virtual_server_group ${group} { ... }`,
  })
  return false
}

function resolveSsl(settings: RootSettings, resolution: Resolution): SslConfig | null {
  const blocks = settings.ssl ?? []
  const [first] = blocks
  const block = blocks[blocks.length - 1]
  if (first === undefined || block === undefined) return null
  if (first !== block) {
    const message = 'SSL context already specified - replacing'
    complain(resolution, block.mark, 'given-twice', message, 'the last one counts', firstAt(first.mark))
  }
  const { password, ca, certificate, key } = block.values
  return {
    password: password === undefined ? null : makeSecret(encodeUtf8(password)),
    ca: ca ?? null,
    certificate: certificate ?? null,
    key: key ?? null,
  }
}

function usesTls({ virtualServers = [] }: RootSettings): boolean {
  return virtualServers.some(({ values }) =>
    (values.realServers ?? []).some((real) =>
      (real.values.checkers ?? []).some(({ keyword }) => keyword === 'SSL_GET'),
    ),
  )
}
