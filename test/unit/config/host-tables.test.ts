/** What words about the host's own tables change: names of iproute2, VRFs, groups of accounts, links in paths of scripts. */
import { expect, test } from 'vitest'
import { complaintsOf, loadText, type World } from './load-text.ts'

const instance = (lines: string): string =>
  `vrrp_instance a {\ninterface eth0\nvirtual_router_id 1\n${lines}\nvirtual_ipaddress {\n192.0.2.9\n}\n}\n`
const route = (words: string): string => instance(`virtual_routes {\n198.51.100.0/24 via 192.0.2.1 ${words}\n}`)

test('iproute_usr_dir and iproute_etc_dir: where names of tables are read', () => {
  const files = {
    '/usr/share/iproute2/rt_tables': '77 blue\n',
    '/srv/etc/rt_tables': '88 blue\n',
    '/srv/usr/rt_tables': '66 blue\n55 red\n',
  }
  const tableOf = (globals: string, name: string): number | null | undefined =>
    loadText(`global_defs {\n${globals}\n}\n${route(`table ${name}`)}`, { files }).config?.vrrp.instances[0]
      ?.routes?.[0]?.table
  expect(tableOf('', 'blue')).toBe(77)
  expect(tableOf('iproute_usr_dir /srv/usr', 'blue')).toBe(66)
  expect(tableOf('iproute_usr_dir /srv/usr\niproute_etc_dir /srv/etc', 'blue')).toBe(88)
  expect(tableOf('iproute_usr_dir /srv/usr\niproute_etc_dir /srv/etc', 'red')).toBe(55)
})

test('a route of a VRF stands in its table', () => {
  const load = (world: World) => loadText(route('vrf eth1'), world)
  const blue = load({ vrfTable: (name) => (name === 'eth1' ? 42 : null) })
  expect(blue.config?.vrrp.instances[0]?.routes?.[0]?.table).toBe(42)
  expect(complaintsOf(load({ vrfTable: () => null })).map(({ message }) => message)).toContain(
    'Route specified VRF eth1 is not a VRF',
  )
  expect(complaintsOf(load({})).map(({ message }) => message)).not.toContain('Route specified VRF eth1 is not a VRF')
})

test.each([
  ['', 'nobody', undefined],
  ['', 'nobody :', { uid: 65534, gid: 65534, groups: [4, 20] }],
  ['', 'nobody :root', { uid: 65534, gid: 0, groups: [4, 20] }],
  ['set_supplementary_groups', 'nobody', { uid: 65534, gid: 65534, groups: [4, 20] }],
  ['set_supplementary_groups off', 'nobody root', { uid: 65534, gid: 0 }],
])('groups of the account: %s, %s', (globals, account, expected) => {
  const text = `global_defs {\nenable_script_security\n${globals}\n}\n${instance(`notify_master /bin/true ${account}`)}`
  const master = loadText(text, { groupsOf: (name) => (name === 'nobody' ? [4, 20] : []) }).config?.vrrp.instances[0]
    ?.notify.master
  if (expected === undefined) expect(master).not.toHaveProperty('groups')
  else expect(master).toMatchObject(expected)
})

test('script_user has its groups too', () => {
  const { config } = loadText(`global_defs {\nscript_user nobody :\n}\n`, { groupsOf: () => [7] })
  expect(config?.global).toMatchObject({ scriptUid: 65534, scriptGid: 65534, scriptGroups: [7] })
})

test('use_symlink_paths asks for the path as it is written', () => {
  const kept: (boolean | undefined)[] = []
  const world: World = {
    inspectScript: (path, keepsLinks) => {
      kept.push(keepsLinks)
      return { path, executable: true, unsafe: null }
    },
  }
  for (const word of ['', 'use_symlink_paths'])
    loadText(
      `global_defs {\nenable_script_security\nscript_user nobody\n${word}\n}\n${instance('notify_master /bin/true')}`,
      world,
    )
  expect(kept).toEqual([false, true])
})

test('words about IP sets are old ones, without effect', () => {
  const { diagnostics } = loadText(`global_defs {\nvrrp_ipsets a\n}\nnamespace_with_ipsets\n${instance('')}`)
  expect(diagnostics.filter(({ code }) => code === 'no-effect-yet')).toEqual([])
  expect(diagnostics.map(({ message }) => message)).toContain("'vrrp_ipsets' is an old spelling")
})
