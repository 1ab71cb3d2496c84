/** Keywords of the root: the whole grammar hangs from here. */
import { block, contextOf, lines, namedBlock, targetBlock } from './block.ts'
import { globalContext } from './global.ts'
import { groupMember } from './group-member.ts'
import type { Context, RowSpec } from './row.ts'
import { staticRoute } from './route.ts'
import { staticRule } from './rule.ts'
import { flag, integer, optionalWord, word } from './scalar.ts'
import { sslContext, virtualServerContext } from './virtual-server.ts'
import { instanceContext } from './vrrp-instance.ts'
import { processContext, scriptContext, syncGroupContext } from './vrrp-others.ts'
import { named } from './named.ts'
import { bfdContext, garpGroupContext, plainEntries, trackGroupContext } from './passive-blocks.ts'
import { trackFileContext } from './track-file.ts'
import { staticAddress } from './virtual-address.ts'

const VIRTUAL_SERVERS = ['192.0.2.1 80', '2001:db8::1', 'fwmark 7', 'group a']

// prettier-ignore
export const rootRows = [
  {
    name: 'global_defs', field: 'global', value: block(globalContext), repeat: true, rootOnly: true,
    doc: 'settings of the whole daemon',
  },
  {
    name: 'vrrp_instance', field: 'instances', value: namedBlock(instanceContext, 'vrrp_instance must have a name'),
    repeat: true, rootOnly: true, doc: 'one virtual router',
  },
  {
    name: 'vrrp_sync_group', field: 'syncGroups',
    value: namedBlock(syncGroupContext, 'vrrp_sync_group must have a name - skipping'), repeat: true, rootOnly: true,
    doc: 'instances that change state together',
  },
  {
    name: 'vrrp_script', field: 'scripts', value: namedBlock(scriptContext, null), repeat: true, rootOnly: true,
    doc: 'a script that instances can watch',
  },
  {
    name: 'vrrp_track_process', field: 'processes', value: namedBlock(processContext, null), repeat: true,
    rootOnly: true, doc: 'a process that instances can watch',
  },
  {
    name: 'virtual_server', field: 'virtualServers',
    value: targetBlock(virtualServerContext, '<ip> [<port>] | fwmark <n> | group <name> { ... }', VIRTUAL_SERVERS),
    repeat: true,
    rootOnly: true, doc: 'one balanced service',
  },
  {
    name: 'virtual_server_group', field: 'groups',
    value: named(lines('<ip> [<port>] | <ip>-<last> [<port>] | fwmark <n>', groupMember)), repeat: true,
    rootOnly: true, dumped: { label: 'Virtual Server Group' },
    doc: 'addresses that one virtual server serves',
  },
  {
    name: 'SSL', field: 'ssl', value: block(sslContext), repeat: true, rootOnly: true, doc: 'certificates for SSL_GET',
  },
  {
    name: 'instance', field: 'instanceName', value: word, missing: 'instance name missing - ignoring',
    once: 'Duplicate instance definition %w - ignoring',
    dumped: { label: 'Instance name' }, doc: 'name of this daemon among several on a host',
  },
  {
    name: 'use_pid_dir', field: 'usePidDir', value: flag, default: 'off',
    undumped: 'a matter of the parent', doc: 'pid files in the run directory of keepalived',
  },
  {
    name: 'child_wait_time', field: 'childWaitTimeS', value: integer(0, 4294967295), default: '5', unit: 's',
    bad: 'Invalid child_wait_time %w',
    undumped: 'a matter of the parent', doc: 'how long we wait for our processes to stop',
  },
  {
    name: 'net_namespace', field: 'netNamespace', value: word,
    missing: 'net_namespace name missing - ignoring', default: 'that of the caller',
    dumped: { label: 'Network namespace', absent: '(default)' }, doc: 'network namespace to run in',
  },
  {
    name: 'net_namespace_ipvs', field: 'netNamespaceIpvs', value: optionalWord,
    default: 'net_namespace', dumped: { label: 'Network namespace ipvs', absent: '(main namespace)' },
    doc: 'network namespace of IPVS',
  },
  {
    name: 'namespace_with_ipsets', field: 'namespaceWithIpsets', value: flag,
    undumped: 'nothing of ipsets is shown', doc: 'without effect since Linux 3.13, where sets belong to a namespace',
  },
  {
    name: 'linkbeat_use_polling', field: 'linkbeatUsePolling', value: flag,
    undumped: 'shown with an interface once that is polled', doc: 'poll the link state of interfaces',
  },
  {
    name: 'linkbeat_interfaces', field: 'linkbeatInterfaces',
    value: plainEntries('<interface> [MII|ETHTOOL|IOCTL]', ['eth0', 'eth0 MII', 'eth0 ETHTOOL', 'eth0 IOCTL']),
    repeat: true, rootOnly: true,
    undumped: 'shown with an interface once that is polled', doc: 'interfaces whose link is polled',
  },
  {
    name: 'interface_up_down_delays', field: 'interfaceDelays',
    value: plainEntries('<interface> <down delay> [<up delay>]', ['eth0 5', 'eth0 0.5 2.5']), repeat: true,
    rootOnly: true, dumped: { label: 'Up debounce timer', after: 'us' },
    doc: 'patience with interfaces that flap',
  },
  {
    name: 'garp_group', field: 'garpGroups', value: block(garpGroupContext), repeat: true,
    rootOnly: true, doc: 'limits of gratuitous ARP per interface',
  },
  {
    name: 'track_group', field: 'trackGroups',
    value: namedBlock(trackGroupContext, 'track_group must have a name - skipping'), repeat: true,
    rootOnly: true, doc: 'instances that fail when a static entry is lost',
  },
  {
    name: 'track_file', field: 'trackFiles', value: namedBlock(trackFileContext, null), repeat: true,
    doc: 'a file that instances can watch',
  },
  {
    name: 'vrrp_track_file', field: 'trackFiles', value: namedBlock(trackFileContext, null), repeat: true,
    rootOnly: true, oldNameOf: 'track_file', doc: 'old name',
  },
  {
    name: 'static_ipaddress', field: 'staticAddresses',
    value: lines('<ip>[/<length>] [dev <interface>] ...', staticAddress), repeat: true,
    rootOnly: true, dumped: { label: 'Static Addresses', as: 'section' },
    doc: 'addresses that are always there',
  },
  {
    name: 'static_routes', field: 'staticRoutes', value: lines('<destination> [via <ip>] [dev <interface>] ...', staticRoute),
    repeat: true, rootOnly: true, dumped: { label: 'Static Routes', as: 'section' },
    doc: 'routes that are always there',
  },
  {
    name: 'static_rules', field: 'staticRules', value: lines('[from <prefix>] [to <prefix>] ... <action>', staticRule),
    repeat: true, rootOnly: true, dumped: { label: 'Static Rules', as: 'section' },
    doc: 'routing rules that are always there',
  },
  {
    name: 'bfd_instance', field: 'bfdInstances', value: namedBlock(bfdContext, null), repeat: true, status: 'parsed',
    rootOnly: true, doc: 'one BFD session',
  },
] as const satisfies readonly RowSpec[]

export type RootRows = typeof rootRows

export const rootContext = contextOf('(root)', rootRows)

/** Every context of the grammar, the root first. */
export function allContexts(): readonly Context[] {
  const found: Context[] = [rootContext]
  for (const context of found) {
    for (const { block } of context.rows) {
      if (block !== null && block.rows.length > 0 && !found.includes(block)) found.push(block)
    }
  }
  return found
}

let homes: Map<string, string[]> | null = null

/** The blocks that know a word, for the hint of one that stands in the wrong place. */
export function contextsOf(keyword: string): readonly string[] {
  if (homes === null) {
    homes = new Map()
    for (const context of allContexts()) {
      for (const row of context.rows) homes.set(row.name, [...(homes.get(row.name) ?? []), context.name])
    }
  }
  return homes.get(keyword) ?? []
}
