/**
 * Addresses, routes and rules in the kernel: both programs on the same file in equal namespaces, as backup, as master,
 * after a reload, and after the end.
 */
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Daemon, sleep, until, type Program } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces, type Host } from '../lab/lan.ts'

const why = spawnSync('keepalived', ['-v']).error === undefined ? whyNoNamespaces() : 'keepalived is not installed'

const config = (extra: string): string => `
static_ipaddress {
  10.77.0.1/24 dev eth1 brd +
  fd77::1/64 dev eth1
  10.78.0.1/24 dev eth1 scope site label eth1:s noprefixroute
}
static_routes {
  10.50.0.0/16 via 10.9.0.9 dev eth0
  10.51.0.0/16 dev eth1 scope link metric 7 table 100
  blackhole 10.52.0.0/16
  fd50::/32 via fd00:9::9 dev eth0 metric 5
  10.53.0.0/16 dev eth0 encap ip id 6 dst 1.2.3.4 via 10.9.0.3 onlink
}
static_rules {
  from 10.50.0.0/16 table 100 priority 1000
  fwmark 3/0xff lookup 100 preference 1001
  to fd50::/32 table 100 order 1002
}
vrrp_instance V {
  interface eth0
  virtual_router_id 5
  priority 200
  advert_int 0.4
  version 3
  garp_master_delay 0
  virtual_ipaddress {
    10.9.0.50/24 brd + label eth0:v
    10.9.1.50/24 brd - dev eth1 noprefixroute
    10.9.2.50 peer 10.9.2.51 dev eth1
    10.9.3.50/24 dev eth1 scope link no_track
  }
  virtual_ipaddress_excluded {
    fd00:9::50/64
    fd00:9::51 home dev eth1
    fd00:9:1::51/64 mngtmpaddr dev eth1
  }
  virtual_routes {
    10.60.0.0/16 via 10.9.0.9 dev eth0 mtu lock 1400 advmss 1300 hoplimit 5 rtt 500ms rttvar 400ms rto_min 300ms
    10.67.0.0/16 dev eth0 initcwnd 10 initrwnd 9 quickack 1 congctl cubic window 1000 features ecn ssthresh 8 cwnd 7
    10.61.0.0/16 nexthop via 10.9.0.9 dev eth0 weight 2 nexthop via 10.8.0.9 dev eth1 realms 3/4 onlink
    unreachable 10.62.0.0/16 table 7 metric 9
    prohibit 10.63.0.0/16
    throw 10.64.0.0/16 table 7
    local 10.65.0.1 dev eth0 table local scope host
    default via 10.9.0.8 metric 100 src 10.9.0.50
    10.66.0.0/16 via 10.9.0.9 dev eth0 realms 5/6 tos 4 protocol static no_track
    fd60::/32 via fd00:9::9 dev eth0 pref high
    fd61::/32 dev eth0 from fd00:9::/64
    blackhole fd62::/32
    fd63::/32 nexthop via fd00:9::9 dev eth0 nexthop via fd00:9::8 dev eth0 weight 4
  }
  virtual_rules {
    from 10.60.0.0/16 to 10.0.0.0/8 iif eth0 table 7 priority 2000
    not fwmark 4 suppress_prefixlength 8 suppress_ifgroup 3 table 800 order 2001
    oif eth1 goto 3000 order 2002
    nop order 2003
    blackhole from 1.2.3.4 order 2004
    uidrange 5-6 ipproto tcp sport 5-6 dport 7-8 tos 4 table 9 realms 3/4 order 2005
    l3mdev order 2006
    from 1.1.1.1 tunnel-id 77 table main order 2007
    prohibit to fd60::/32 order 2008
    unreachable to 7.7.7.7 order 2009
  }
}
${extra}`

/** A router that both of them give way to. */
const stronger = `vrrp_instance V {
  interface eth0
  virtual_router_id 5
  priority 250
  advert_int 0.4
  version 3
  virtual_ipaddress {
    10.9.0.50/24
    10.9.1.50/24
    10.9.2.50
    10.9.3.50/24
  }
}
`

const reloaded = config('')
  .replace('10.50.0.0/16 via 10.9.0.9 dev eth0\n', '10.50.0.0/16 via 10.9.0.7 dev eth0\n')
  .replace('  fwmark 3/0xff lookup 100 preference 1001\n', '')
  .replace('10.78.0.1/24 dev', '10.79.0.1/24 dev')
  .replace('    prohibit 10.63.0.0/16\n', '    prohibit 10.163.0.0/16\n')
  .replace('    nop order 2003\n', '')

describe.skipIf(why !== null)(`addresses, routes and rules${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan | undefined
  const hosts = (): readonly [Host, Host] => [lan!.host('a'), lan!.host('b')]

  beforeAll(() => {
    const host = (name: string) => ({
      name,
      nics: [
        { name: 'eth0', segment: `${name}0`, addresses: ['10.9.0.1/24', 'fd00:9::1/64'] },
        { name: 'eth1', segment: `${name}1`, addresses: ['10.8.0.1/24'] },
      ],
    })
    const master = (name: string) => ({
      name: `${name}m`,
      nics: [{ name: 'eth0', segment: `${name}0`, addresses: ['10.9.0.2/24'] }],
    })
    lan = new Lan('routing', [host('a'), host('b'), master('a'), master('b')])
  })
  afterAll(() => lan?.close())

  test('are the same as master, after a reload and after the end', async () => {
    const programs: readonly Program[] = ['keepalived', 'tskeepalived']
    const daemons = programs.map((program, i) => Daemon.start(program, hosts()[i] as Host, config('')))
    try {
      for (const daemon of daemons) await daemon.waitForLine(/setting Virtual Rules/)
      await expectSame(hosts(), (state) => state.includes('prohibit 10.63.0.0/16'))
      for (const daemon of daemons) {
        daemon.rewriteConfig(reloaded)
        daemon.signal('SIGHUP')
      }
      await expectSame(hosts(), (state) => state.includes('prohibit 10.163.0.0/16'))
      for (const [i, daemon] of daemons.entries()) {
        const host = hosts()[i] as Host
        host.run('ip', 'route', 'del', '10.50.0.0/16')
        host.run('ip', 'rule', 'del', 'pref', '1000')
        host.run('ip', 'addr', 'del', '10.77.0.1/24', 'dev', 'eth1')
        await daemon.waitForLine(
          /Restoring deleted static address 10.77.0.1\/24 brd 10.77.0.255 dev eth1 scope global set/,
        )
        await daemon.waitForLine(/Restoring deleted static rule from 10.50.0.0\/16 priority 1000 tos 0x0/)
        await daemon.waitForLine(/Restoring deleted static route prepend 10.50.0.0\/16 via inet 10.9.0.7 dev eth0/)
      }
      await expectSame(hosts(), (state) => state.includes('10.50.0.0/16 via 10.9.0.7'))
      for (const daemon of daemons) expect(await daemon.stop()).toBe(0)
      // compat: 2.2.7 leaves the address that has a peer.
      hosts()[0].tryRun('ip', 'addr', 'del', '10.9.2.50/32', 'peer', '10.9.2.51', 'dev', 'eth1')
      await expectSame(hosts(), (state) => !state.includes('keepalived'))
    } finally {
      for (const daemon of daemons) daemon.close()
    }
  })

  test('are the same as backup, and after the takeover that follows', async () => {
    const programs: readonly Program[] = ['keepalived', 'tskeepalived']
    const masters = ['am', 'bm'].map((name) => Daemon.start('keepalived', lan!.host(name), stronger))
    const daemons: Daemon[] = []
    try {
      for (const master of masters) await master.waitForLine(/Entering MASTER STATE/)
      daemons.push(...programs.map((program, i) => Daemon.start(program, hosts()[i] as Host, config(''))))
      for (const daemon of daemons) await daemon.waitForLine(/Entering BACKUP STATE/)
      const asBackup = (state: string): boolean => state.includes('10.50.0.0/16 via') && !state.includes('10.60.0.0/16')
      await expectSame(hosts(), asBackup)
      for (const master of masters) master.signal('SIGSTOP', 'vrrp')
      for (const daemon of daemons) await daemon.waitForLine(/setting Virtual Rules/)
      await expectSame(hosts(), (state) => state.includes('prohibit 10.63.0.0/16'))
    } finally {
      for (const daemon of [...daemons, ...masters]) daemon.close()
    }
  })

  test('what someone removes from a master of ours is put back without a change of state', async () => {
    const host = hosts()[1]
    const daemon = Daemon.start('tskeepalived', host, config(''))
    try {
      await daemon.waitForLine(/setting Virtual Rules/)
      await sleep(1_100)
      host.run('ip', 'route', 'del', '10.60.0.0/16')
      host.run('ip', 'rule', 'del', 'pref', '2000')
      const [route, rule] = [/putting back route prepend 10.60.0.0/, /putting back rule from 10.60.0.0/]
      await daemon.waitForLine(route)
      await daemon.waitForLine(rule)
      await until('both are back', () => /10\.60\.0\.0\/16 via/.test(stateOf(host)) && /^2000:/m.test(stateOf(host)))
      expect(daemon.lines.filter((line) => line.includes('Entering BACKUP STATE'))).toHaveLength(1)
    } finally {
      daemon.close()
    }
  })
})

/** Both settle within a few seconds; then they must be equal. */
async function expectSame([theirs, ours]: readonly [Host, Host], settled: (state: string) => boolean): Promise<void> {
  try {
    await until('both have settled', () => settled(stateOf(theirs)) && settled(stateOf(ours)))
  } catch (error) {
    throw new Error(`${(error as Error).message}; theirs:\n${stateOf(theirs)}\nours:\n${stateOf(ours)}`, {
      cause: error,
    })
  }
  let equal = false
  for (let i = 0; i < 40 && !equal; i++) {
    equal = stateOf(theirs) === stateOf(ours)
    if (!equal) await sleep(100)
  }
  expect(stateOf(ours)).toBe(stateOf(theirs))
}

function stateOf(host: Host): string {
  const show = (...args: readonly string[]): string => host.run('ip', ...args)
  const texts = [
    ...['eth0', 'eth1'].map((nic) => show('-d', 'addr', 'show', 'dev', nic).replace(/^\d+: .*\n.*\n.*\n/, '')),
    show('-4', '-d', 'route', 'show', 'table', 'all'),
    show('-6', '-d', 'route', 'show', 'table', 'all'),
    show('-4', 'rule'),
    show('-6', 'rule'),
  ]
  return (
    texts
      .flatMap((text) => text.split('\n'))
      .map((line) => line.replace(/\d+sec/, 'Nsec').trimEnd())
      // Link-local addresses follow the hardware's.
      .filter((line) => !/fe80:|multicast|proto kernel/.test(line))
      .toSorted()
      .join('\n')
  )
}
