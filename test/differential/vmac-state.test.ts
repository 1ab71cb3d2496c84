/**
 * Interfaces of virtual routers in the kernel: both programs on the same file in equal namespaces, in each state, after
 * a reload, after a crash, and after the end. Compared are links, addresses, kernel settings and firewall rules.
 */
import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { Daemon, sleep, until } from '../lab/daemons.ts'
import { expectSame, putBack, stateOf, withBoth, withHosts } from '../lab/kernel-state.ts'
import { whyNoNamespaces } from '../lab/lan.ts'

const why = spawnSync('keepalived', ['-v']).error === undefined ? whyNoNamespaces() : 'keepalived is not installed'

const instance = (lines: string, addresses: string, excluded = '', name = 'V', nic = 'eth0'): string => `
vrrp_instance ${name} {
  interface ${nic}
  virtual_router_id 5
  priority 200
  advert_int 0.2
  version 3
  garp_master_delay 0
  ${lines.replaceAll('; ', '\n  ')}
  virtual_ipaddress {
    ${addresses.replaceAll('; ', '\n    ')}
  }
  ${excluded === '' ? '' : `virtual_ipaddress_excluded {\n${excluded.replaceAll('; ', '\n')}\n}`}
}
`

const everywhere = [
  '10.9.0.50/24; 10.9.1.50/24 dev eth1',
  'fd00:9::50/64; 10.9.2.50/24 dev eth1; fd00:8::50/64 dev eth1',
] as const

/** What is compared, each as backup, as master and after the end. */
const cases: Readonly<Record<string, string>> = {
  'a macvlan': instance('use_vmac', '10.9.0.50/24'),
  'one of that name and hardware address': instance('use_vmac own0 02:00:00:00:01', '10.9.0.50/24'),
  'adverts over the interface below': instance('use_vmac; vmac_xmit_base', '10.9.0.50/24'),
  IPv6: instance('use_vmac', 'fe80::50/64; fd00:9::50'),
  'IPv6, adverts over the interface below': instance('use_vmac; vmac_xmit_base', 'fd00:9::50', '10.9.0.50/24'),
  'excluded addresses of the other family': instance('use_vmac', '10.9.0.50/24', 'fd00:9::50/64'),
  'for all addresses': instance('use_vmac; use_vmac_addr', ...everywhere),
  'for single addresses': instance(
    '',
    '10.9.0.50/24 use_vmac; 10.9.1.50/24 dev eth1 use_vmac',
    'fd00:9::50/64 use_vmac; 10.9.2.50/24 dev eth1; fd00:8::50/64 dev eth1 use_vmac',
  ),
  'two families and two interfaces of one number':
    'global_defs {\nvmac_prefix pre\n}\n' +
    instance('use_vmac', 'fd00:9::50') +
    instance('use_vmac', '10.9.0.50/24', '', 'W') +
    instance('use_vmac', '10.9.3.50/24', '', 'X', 'eth1') +
    instance('use_vmac', 'fd00:8::50', '', 'Y', 'eth1'),
  'promote_secondaries, which is not for the interface below': instance(
    'use_vmac; promote_secondaries',
    '10.9.0.50/24',
  ),
  unicast: instance('use_vmac; vmac_xmit_base; unicast_peer {; 10.9.0.2; }', '10.9.0.50/24'),
}

/** As above, with the rules of `no_accept`. */
const drops: Readonly<Record<string, string>> = {
  'for one family': instance('no_accept', '10.9.0.50/24; 10.9.1.50/24 dev eth1'),
  'for both, and link-local ones': instance('no_accept', '10.9.0.50/24', 'fd00:9::50/64; fe80::50'),
  'by name': instance('no_accept; dont_track_primary', '10.9.0.50/24', 'fe80::50'),
  'in strict mode': instance('strict_mode', '10.9.0.50/24'),
  'not for an owner': instance('no_accept', '10.9.0.50/24').replace('priority 200', 'priority 255'),
  'on a macvlan, counted, in a table of another name':
    'global_defs {\nnftables ours\nnftables_counters\nnftables_priority 7\nnftables_ifindex\n}\n' +
    instance('no_accept; use_vmac', 'fd00:9::50/64', '10.9.0.50/24; fe80::50'),
}

const routing =
  'virtual_routes {; 198.51.100.0/24 via 10.9.0.7 dev eth0; 203.0.113.0/24 dev eth1 metric 7 table 50; }; ' +
  'virtual_rules {; from 198.51.100.0/24 table 50 priority 77; }'

/** With everything that comes and goes with mastership. */
const lives: Readonly<Record<string, string>> = {
  'with no interface of its own': instance(
    `no_accept; ${routing}`,
    '10.9.0.50/24; 10.9.1.50/24 dev eth1',
    'fd00:9::50/64',
  ),
  'with a macvlan': instance(
    `use_vmac; use_vmac_addr; no_accept; ${routing}`,
    '10.9.0.50/24; 10.9.1.50/24 dev eth1',
    'fd00:9::50/64',
  ),
}

const reloads: readonly (readonly [string, string])[] = [
  ['another name', instance('use_vmac other', '10.9.0.50/24')],
  ['other addresses', instance('use_vmac other; use_vmac_addr', ...everywhere)],
  ['rules', instance('use_vmac other; use_vmac_addr; no_accept', ...everywhere)],
  ['none', instance('', '10.9.0.50/24')],
]

describe.skipIf(why !== null)(`interfaces of virtual routers${why === null ? '' : ` (${why})`}`, () => {
  test.concurrent.each(Object.entries({ ...cases, ...drops }))('are the same: %s', async (_, config) => {
    const names = [...config.matchAll(/vrrp_instance (\w+)/g)].map(([, name]) => name ?? '')
    await withHosts(async (hosts) => {
      const before = stateOf(hosts[1])
      await withBoth(hosts, config, async (daemons) => {
        for (const daemon of daemons) await daemon.waitForLine(/Entering (BACKUP STATE \(init\)|MASTER STATE)/)
        for (const daemon of daemons) {
          for (const name of names) await daemon.waitForLine(new RegExp(`\\(${name}\\) setting VIPs`))
        }
        await expectSame(hosts)
        for (const daemon of daemons) expect(await daemon.stop()).toBe(0)
        await expectSame(hosts, true)
        expect(stateOf(hosts[1])).toBe(before)
      })
    })
  })

  test.concurrent.each(Object.entries(lives))('are the same in each state, again and again: %s', async (_, config) => {
    await withHosts(async (hosts, peers) => {
      const stronger = instance('', '10.9.0.50/24; 10.9.1.50/24').replace('priority 200', 'priority 250')
      await withBoth(hosts, config, async (daemons) => {
        const all = async (pattern: RegExp, from: readonly number[]): Promise<void> => {
          for (const [i, daemon] of daemons.entries()) await daemon.waitForLine(pattern, { from: from[i] ?? 0 })
          await expectSame(hosts)
        }
        const now = (): readonly number[] => daemons.map((daemon) => daemon.lines.length)
        await all(/setting VIPs/, [])
        let from = now()
        const others = peers.map((peer) => Daemon.start('keepalived', peer, stronger))
        try {
          await all(/Entering BACKUP STATE/, from)
          from = now()
          for (const host of hosts) host.cable(0, false)
          await all(/Entering FAULT STATE/, from)
          from = now()
          for (const host of hosts) host.cable(0, true)
          await all(/Entering BACKUP STATE/, from)
          from = now()
        } finally {
          for (const other of others) other.close()
        }
        await all(/setting VIPs/, from)
        from = now()
        for (const host of hosts) host.link('eth1', false)
        await all(/Entering FAULT STATE/, from)
        from = now()
        for (const host of hosts) host.link('eth1', true)
        await all(/setting VIPs/, from)
      })
    })
  })

  test.concurrent('are the same in fault, and after it', async () => {
    await withHosts(async (hosts) => {
      await withBoth(hosts, instance('use_vmac; use_vmac_addr', ...everywhere), async (daemons) => {
        for (const daemon of daemons) await daemon.waitForLine(/setting VIPs/)
        for (const host of hosts) host.link('eth1', false)
        for (const daemon of daemons) await daemon.waitForLine(/Entering FAULT STATE/)
        await expectSame(hosts)
        const from = daemons.map((daemon) => daemon.lines.length)
        for (const host of hosts) host.link('eth1', true)
        for (const [i, daemon] of daemons.entries()) await daemon.waitForLine(/setting VIPs/, { from: from[i] ?? 0 })
        await expectSame(hosts)
      })
    })
  })

  test.concurrent('are the same after something else removed one', async () => {
    await withHosts(async (hosts) => {
      await withBoth(hosts, instance('use_vmac', '10.9.0.50/24'), async (daemons) => {
        for (const daemon of daemons) await daemon.waitForLine(/setting VIPs/)
        for (const host of hosts) host.run('ip', 'link', 'del', 'vrrp.5')
        for (const daemon of daemons) {
          const from = await daemon.waitForLine(/Interface vrrp.5 deleted/)
          await daemon.waitForLine(/Success creating VMAC interface vrrp.5/, { from: from - 2 })
          await daemon.waitForLine(/setting VIPs/, { from })
        }
        await expectSame(hosts)
      })
    })
  })

  test.concurrent('are the same after a crash and the next start', async () => {
    const config = instance('use_vmac; use_vmac_addr', ...everywhere)
    await withHosts(async (hosts) => {
      const before = stateOf(hosts[1])
      await withBoth(hosts, config, async (daemons) => {
        for (const daemon of daemons) await daemon.waitForLine(/setting VIPs/)
        await sleep(500)
        for (const daemon of daemons) daemon.crash()
      })
      await withBoth(hosts, config, async (daemons) => {
        for (const daemon of daemons) await daemon.waitForLine(/setting VIPs/)
        await expectSame(hosts)
        for (const daemon of daemons) await daemon.stop()
        expect(stateOf(hosts[1])).toBe(before)
      })
    })
  })

  // 2.2.7 loses addresses in a reload that gives an interface another name, and leaves rules of those that are gone.
  test.concurrent('are after a reload as after a start with the same file', async () => {
    await withHosts(async (hosts) => {
      const [theirs, ours] = hosts
      const daemon = Daemon.start('tskeepalived', ours, instance('use_vmac', '10.9.0.50/24'))
      try {
        await daemon.waitForLine(/setting VIPs/)
        for (const [, config] of reloads) {
          const from = daemon.lines.length
          daemon.rewriteConfig(config)
          daemon.signal('SIGHUP')
          await daemon.waitForLine(/Reload complete/, { from })
          const fresh = Daemon.start('keepalived', theirs, config)
          try {
            await fresh.waitForLine(/setting VIPs/)
            await until('both are master', () => hosts.every((host) => host.run('ip', 'addr').includes('10.9.0.50')))
            await expectSame(hosts)
            await fresh.stop()
            putBack(theirs)
          } finally {
            fresh.close()
          }
        }
      } finally {
        daemon.close()
      }
    })
  })
})
