/**
 * nftables_ipvs: the rules that the packet filter gets, as 2.2.7's own requests make them, over a reload and a stop; and that
 * packets get their marks. IPVS itself need not be there.
 */
import { execFileSync } from 'node:child_process'
import { afterEach, describe, expect, test } from 'vitest'
import { Daemon, until } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = whyNoNamespaces()

const service = (group: string, protocol: string, server: string, kind = 'NAT'): string => `
virtual_server group ${group} {
  lb_algo rr
  lb_kind ${kind}
  protocol ${protocol}
  real_server ${server} 80 {
    weight 1
  }
}
`
const group = (name: string, ...members: string[]): string => `
virtual_server_group ${name} {
  ${members.join('\n  ')}
}
`
const settings = (...words: string[]): string => `global_defs {\n  ${words.join('\n  ')}\n}\n`
const web = group('web', '10.88.1.1 80', '10.88.1.10-20 81')
const dns = group('dns', '10.88.2.1 53', 'fd00:88::10-2f 53')
const first = `${settings('nftables_ipvs')}${web}${dns}
${service('web', 'TCP', '10.99.1.1')}${service('dns', 'TCP', '10.99.2.1', 'TUN')}${service('dns', 'UDP', '10.99.2.1', 'TUN')}`

const chain = (version: 'ip' | 'ip6', ...protocols: string[]): string => `	chain in {
		type filter hook input priority -1; policy accept;
${protocols.map((each) => `		meta mark set ${version} daddr . ${each} dport map @${each}_map return\n`).join('')}	}
`

describe.skipIf(why !== null)(`marks for IPVS${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan | null = null
  let daemon: Daemon | null = null
  afterEach(() => {
    daemon?.close()
    lan?.close()
  })
  const inside = (...words: string[]): string =>
    execFileSync('ip', ['netns', 'exec', lan!.host('d').namespace, ...words], { encoding: 'utf8' })
  const rules = (): string => inside('nft', '-n', 'list', 'ruleset')
  const start = (config: string, options: readonly string[] = []): Daemon => {
    lan = new Lan('marks', [{ name: 'd', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.88.1.1/24'] }] }])
    return (daemon = Daemon.start('tskeepalived', lan.host('d'), config, options))
  }

  test('one map for each protocol, one rule; a reload changes elements only; nothing is left', async () => {
    const running = start(first)
    await running.waitForLine(/Startup complete/)
    expect(rules()).toBe(`table ip keepalived_ipvs {
	map tcp_map {
		type ipv4_addr . inet_service : mark
		flags interval
		elements = { 10.88.1.1 . 80 : 0x000003e8,
			     10.88.1.10-10.88.1.20 . 81 : 0x000003e8,
			     10.88.2.1 . 53 : 0x000003e9 }
	}

	map udp_map {
		type ipv4_addr . inet_service : mark
		flags interval
		elements = { 10.88.2.1 . 53 : 0x000003ea }
	}

${chain('ip', 'tcp', 'udp')}}
table ip6 keepalived_ipvs {
	map tcp_map {
		type ipv6_addr . inet_service : mark
		flags interval
		elements = { fd00:88::10-fd00:88::2f . 53 : 0x000003e9 }
	}

	map udp_map {
		type ipv6_addr . inet_service : mark
		flags interval
		elements = { fd00:88::10-fd00:88::2f . 53 : 0x000003ea }
	}

${chain('ip6', 'tcp', 'udp')}}
`)
    running.rewriteConfig(
      first.replace('10.88.1.10-20 81', '10.88.1.10-18 81').replace(service('dns', 'UDP', '10.99.2.1', 'TUN'), ''),
    )
    running.signal('SIGHUP')
    await running.waitForLine(/Reload complete/)
    expect(rules()).toBe(`table ip keepalived_ipvs {
	map tcp_map {
		type ipv4_addr . inet_service : mark
		flags interval
		elements = { 10.88.1.1 . 80 : 0x000003e8,
			     10.88.2.1 . 53 : 0x000003e9,
			     10.88.1.10-10.88.1.18 . 81 : 0x000003e8 }
	}

	map udp_map {
		type ipv4_addr . inet_service : mark
		flags interval
	}

${chain('ip', 'tcp', 'udp')}}
table ip6 keepalived_ipvs {
	map tcp_map {
		type ipv6_addr . inet_service : mark
		flags interval
		elements = { fd00:88::10-fd00:88::2f . 53 : 0x000003e9 }
	}

	map udp_map {
		type ipv6_addr . inet_service : mark
		flags interval
	}

${chain('ip6', 'tcp', 'udp')}}
`)
    expect(await running.stop()).toBe(0)
    expect(rules()).toBe('')
  })

  test('the dump of a reload shows the marks that stay', async () => {
    const tcp = service('dns', 'TCP', '10.99.2.1', 'TUN')
    const running = start(`${settings('nftables_ipvs')}${web}${dns}${service('web', 'TCP', '10.99.1.1')}${tcp}`, ['-d'])
    const dumps = (): number =>
      running.log.match(/Group = dns[^\n]*\n[^\n]*Fwmark TCP: 1001 UDP: 0 SCTP: 0/g)?.length ?? 0
    await until('the first dump', () => dumps() === 1)
    await running.waitForLine(/Startup complete/)
    running.rewriteConfig(`${settings('nftables_ipvs')}${web}${dns}${tcp}${service('web', 'TCP', '10.99.1.1')}`)
    running.signal('SIGHUP')
    await until('the dump of the reload', () => dumps() === 2)
  })

  test('name, priority, first mark and counters are those of the file; packets get the mark; an overlap costs itself only', async () => {
    const words = [
      'nftables_ipvs other',
      'nftables_ipvs_priority 5',
      'nftables_ipvs_start_fwmark 5000',
      'nftables_counters',
    ]
    const twice = group('twice', '10.88.1.15 81', '10.88.3.1 80')
    const running = start(
      `${settings(...words)}${web}${twice}${service('web', 'TCP', '10.99.1.1')}${service('twice', 'TCP', '10.99.3.1')}`,
    )
    await running.waitForLine(/nftables_ipvs: TCP to 10\.88\.1\.15 port 81 cannot be marked/)
    const table = rules()
    expect(table).toContain('hook input priority 5;')
    expect(table).toContain('10.88.1.10-10.88.1.20 . 81 counter packets 0 bytes 0 : 0x00001388')
    expect(table).toContain('10.88.3.1 . 80 counter packets 0 bytes 0 : 0x00001389')
    inside('nft', 'add table ip seen')
    inside('nft', 'add chain ip seen in { type filter hook input priority 10; }')
    inside('nft', 'add rule ip seen in meta mark 5000 counter')
    inside('bash', '-c', '! (echo > /dev/tcp/10.88.1.1/80) 2> /dev/null')
    await until('the mark was seen', () => /mark 0x00001388 counter packets [1-9]/.test(rules()))
    running.signal('SIGTERM')
    await until('gone', () => !rules().includes('other'))
  })
})
