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
import type { RootSettings } from '../interpreter.ts'
import { Commands } from './commands.ts'
import { mergeGlobals, resolveGlobal } from './global.ts'
import type { InstanceBlock } from './instance.ts'
import { resolveInstance, withoutWeights } from './instance.ts'
import { Interfaces } from './interfaces.ts'
import type { Resolution } from './resolution.ts'
import { complain, firstByName } from './resolution.ts'
import { resolveSyncGroups } from './sync-group.ts'
import { resolveTrackables } from './trackers.ts'
import { mergeTwins, resolveVirtualServer } from './virtual-server.ts'

export function resolveConfig(settings: RootSettings, resolution: Resolution): Config {
  const globals = mergeGlobals(settings.global ?? [])
  const commands = new Commands(resolution, globals.values.scriptSecurity ?? false, globals.values.scriptUser ?? null)
  const global = resolveGlobal(globals, settings, commands, resolution)
  commands.expect('check scripts')
  const lvs = resolveLvs(settings, global, commands, resolution)
  commands.expect('scripts')
  const vrrp = resolveVrrp(settings, global, commands, resolution)
  commands.finish()
  return { global, vrrp, lvs, files: resolution.files }
}

function resolveVrrp(
  settings: RootSettings,
  global: GlobalConfig,
  commands: Commands,
  resolution: Resolution,
): VrrpConfig {
  const interfaces = new Interfaces(resolution, global.dynamicInterfaces)
  const trackables = resolveTrackables(settings.scripts ?? [], settings.processes ?? [], commands, resolution)
  const context = { global, commands, interfaces, trackables, resolution }
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
        [{ at: first.mark, message: 'the first one' }],
      )
    },
  )
  const resolved = [...blocks.values()].flatMap((block) => resolveInstance(block, context) ?? [])
  const instances = withoutSharedVrids(resolved, blocks, resolution)
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
        [{ at: first.mark, message: 'the first one' }],
      )
    },
  )
  const marks = new Map([...blocks].map(([name, block]) => [name, block.mark]))
  const grouped = resolveSyncGroups([...groupBlocks.values()], instances, marks, context)
  interfaces.finish()
  return {
    instances: grouped.instances.map((instance) => ownerWithoutWeights(instance, marks, resolution)),
    syncGroups: grouped.groups,
    scripts: [...trackables.scripts.values()].map(({ config }) => config),
    processes: [...trackables.processes.values()].map(({ config }) => config),
  }
}

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
        related: [{ at: first.mark, message: 'the first one' }],
      })
    },
  )
  const groups = new Map(
    [...named].map(([name, group]): [string, VirtualServerGroupConfig] => [
      name,
      { name, members: group.entries.map((entry) => entry.member) },
    ]),
  )
  const context = { global, commands, groups, resolution }
  const servers = (settings.virtualServers ?? [])
    .flatMap((block) => resolveVirtualServer(block, context) ?? [])
    .filter((server) => hasGroup(server, groups, resolution))
  return { virtualServers: mergeTwins(servers), groups: [...groups.values()], ssl: resolveSsl(settings, resolution) }
}

/** compat: keepalived's -t does not look; when it runs it leaves the service out. */
function hasGroup(
  server: VirtualServerConfig,
  groups: ReadonlyMap<string, VirtualServerGroupConfig>,
  { reporter }: Resolution,
): boolean {
  if (server.target.kind !== 'group' || groups.has(server.target.group)) return true
  const { group } = server.target
  reporter.report({
    code: 'no-group',
    class: null,
    at: null,
    message: `Virtual server group ${group} specified but not configured - ignoring virtual server ${server.id}`,
    hint: `write: virtual_server_group ${group} { ... }`,
  })
  return false
}

function resolveSsl(settings: RootSettings, resolution: Resolution): SslConfig | null {
  const blocks = settings.ssl ?? []
  const block = blocks[blocks.length - 1]
  if (block === undefined) return null
  if (blocks.length > 1) complain(resolution, block.mark, 'given-twice', 'SSL context already specified - replacing')
  const { password, ca, certificate, key } = block.values
  return {
    password: password === undefined ? null : makeSecret(encodeUtf8(password)),
    ca: ca ?? null,
    certificate: certificate ?? null,
    key: key ?? null,
  }
}
