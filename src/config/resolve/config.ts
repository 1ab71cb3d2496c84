/** From settings to the Config: the order in which the parts need each other. */
import { makeSecret } from '../../lib/secret.ts'
import { encodeUtf8 } from '../lexer/utf8.ts'
import type { Config, GlobalConfig, LvsConfig, SslConfig, VirtualServerGroupConfig, VrrpConfig, VrrpInstanceConfig } from '../config.ts'
import type { RootSettings } from '../interpreter.ts'
import { Commands } from './commands.ts'
import { mergeGlobals, resolveGlobal } from './global.ts'
import type { InstanceBlock } from './instance.ts'
import { resolveInstance } from './instance.ts'
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
  const lvs = resolveLvs(settings, global, commands, resolution)
  const vrrp = resolveVrrp(settings, global, commands, resolution)
  commands.finish()
  return { global, vrrp, lvs, files: resolution.files }
}

function resolveVrrp(settings: RootSettings, global: GlobalConfig, commands: Commands, resolution: Resolution): VrrpConfig {
  const interfaces = new Interfaces(resolution, global.dynamicInterfaces)
  const trackables = resolveTrackables(settings.scripts ?? [], settings.processes ?? [], commands, resolution)
  const context = { global, commands, interfaces, trackables, resolution }
  const blocks = firstByName(settings.instances ?? [], (block) => block.args[0] ?? '', (block) => {
    complain(resolution, block.mark, 'duplicate-name', `vrrp instance ${block.args[0] ?? ''} already defined`, 'the second one is skipped')
  })
  const instances = [...blocks.values()].flatMap((block) => resolveInstance(block, context) ?? [])
  reportSharedVrids(instances, blocks, resolution)
  const groupBlocks = firstByName(settings.syncGroups ?? [], (block) => block.args[0] ?? '', (block) => {
    complain(resolution, block.mark, 'duplicate-name', `vrrp sync group ${block.args[0] ?? ''} already defined`, 'the second one is skipped')
  })
  const marks = new Map([...blocks].map(([name, block]) => [name, block.mark]))
  const grouped = resolveSyncGroups([...groupBlocks.values()], instances, marks, context)
  interfaces.finish()
  return {
    instances: grouped.instances,
    syncGroups: grouped.groups,
    scripts: [...trackables.scripts.values()].map(({ config }) => config),
    processes: [...trackables.processes.values()].map(({ config }) => config),
  }
}

function reportSharedVrids(
  instances: readonly VrrpInstanceConfig[], blocks: ReadonlyMap<string, InstanceBlock>, resolution: Resolution,
): void {
  const owners = new Map<string, string>()
  for (const { name, vrid, family, interface: device } of instances) {
    const key = `${vrid} ${family} ${device}`
    const owner = owners.get(key)
    if (owner === undefined) {
      owners.set(key, name)
      continue
    }
    const block = blocks.get(name)
    complain(resolution, block?.marks['vrid'] ?? block?.mark ?? null, 'shared-vrid',
      `${owner} and ${name} both use VRID ${vrid} with IPv${family} on interface ${device}`, 'give each a number of its own')
  }
}

function resolveLvs(settings: RootSettings, global: GlobalConfig, commands: Commands, resolution: Resolution): LvsConfig {
  const named = firstByName(settings.groups ?? [], (group) => group.name, (group) => {
    complain(resolution, group.mark, 'duplicate-name', `virtual server group ${group.name} already defined`, 'the second one is skipped')
  })
  const groups = new Map([...named].map(([name, group]): [string, VirtualServerGroupConfig] =>
    [name, { name, members: group.entries.map((entry) => entry.member) }]))
  const context = { global, commands, groups, resolution }
  const servers = (settings.virtualServers ?? []).flatMap((block) => resolveVirtualServer(block, context) ?? [])
  return { virtualServers: mergeTwins(servers), groups: [...groups.values()], ssl: resolveSsl(settings, resolution) }
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
