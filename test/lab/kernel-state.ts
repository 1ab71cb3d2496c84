/**
 * The two programs on the same file in equal namespaces, and what is in the kernel of each: links, addresses, routes,
 * rules, kernel settings and firewall rules.
 */
import { expect } from 'vitest'
import { Daemon, sleep, until, type Program } from './daemons.ts'
import { Lan, type Host } from './lan.ts'

/** Two hosts with the same addresses, hardware addresses too, each on a LAN of its own where another router may be. */
export async function withHosts(
  work: (hosts: readonly [Host, Host], peers: readonly [Host, Host]) => Promise<void>,
): Promise<void> {
  const host = (name: string) => ({
    name,
    nics: [
      { name: 'eth0', segment: `${name}0`, addresses: ['10.9.0.1/24'] },
      { name: 'eth1', segment: `${name}1`, addresses: ['10.8.0.1/24'] },
    ],
  })
  const peer = (name: string, of: string) => ({
    name,
    nics: [{ name: 'eth0', segment: `${of}0`, addresses: ['10.9.0.2/24'] }],
  })
  const lan = new Lan('vmac', [host('a'), host('b'), peer('c', 'a'), peer('d', 'b')])
  try {
    const hosts = [lan.host('a'), lan.host('b')] as const
    for (const each of hosts) {
      const commands = ['eth0', 'eth1'].map(
        (nic) =>
          `ip link set ${nic} down; echo 0 > /proc/sys/net/ipv6/conf/${nic}/accept_dad; ` +
          `ip link set ${nic} address 02:00:00:00:09:0${nic.at(-1)} up`,
      )
      each.run('sh', '-c', commands.join('; '))
    }
    await until('all links are up', () =>
      hosts.every((each) => !/state (DOWN|LOWERLAYERDOWN)/.test(each.run('ip', 'link'))),
    )
    await work(hosts, [lan.host('c'), lan.host('d')])
  } finally {
    lan.close()
  }
}

export async function withBoth(
  hosts: readonly [Host, Host],
  config: string,
  work: (daemons: readonly [Daemon, Daemon]) => Promise<void>,
): Promise<void> {
  const programs: readonly Program[] = ['keepalived', 'tskeepalived']
  const [a, b] = programs.map((program, i) => Daemon.start(program, hosts[i] as Host, config))
  try {
    await work([a!, b!])
  } finally {
    a?.close()
    b?.close()
  }
}

/** Both settle within a few seconds; then they must be equal. */
export async function expectSame([theirs, ours]: readonly [Host, Host], stopped = false): Promise<void> {
  const of = (host: Host): string => stateOf(host, stopped)
  let equal = false
  for (let i = 0; i < 60 && !equal; i++) {
    equal = of(theirs) === of(ours)
    if (!equal) await sleep(100)
  }
  expect(of(ours)).toBe(of(theirs))
}

/** What 2.2.7 leaves behind. */
export function putBack(host: Host): void {
  const settings = ['eth0', 'eth1'].flatMap((nic) => ['arp_ignore', 'arp_filter'].map((name) => `${nic}/${name}`))
  host.run('sh', '-c', settings.map((name) => `echo 0 > /proc/sys/net/ipv4/conf/${name}`).join('; '))
}

const show = [
  'ip -d link',
  'ip addr',
  'ip route show table all',
  'ip -6 route show table all',
  'ip rule',
  'ip -6 rule',
  'grep -r . /proc/sys/net/ipv4/conf /proc/sys/net/ipv6/conf | sort',
  // of each family: which of them was first is nobody's business
  ...['ip', 'ip6', 'inet'].map((family) => `nft list ruleset ${family}`),
].join('; ')

/** `stopped`: without what 2.2.7 does not put back on the interfaces below. */
export function stateOf(host: Host, stopped = false): string {
  const text = host.run('sh', '-c', show)
  const lines = text
    .replace(
      /elements = \{([^}]*)\}/g,
      (_, elements: string) =>
        `elements = { ${elements
          .split(',')
          .map((one) => one.trim())
          .toSorted()
          .join(', ')} }`,
    )
    .split('\n')
    .map((line) =>
      line
        .replace(/^\d+: /, '')
        .replace(/@if\d+|link-netns \S+|valid_lft.*/, '')
        .replace(/:mtu .*/, '')
        .replace(/packets \d+ bytes \d+/, 'packets N bytes N')
        .trimEnd(),
    )
    .filter((line) => !/stable_secret|base_reachable|\/(lo|all|default)\/ndisc_/.test(line))
    // Ours sets it on macvlans of IPv6, too.
    .filter((line) => !/ipv4\/conf\/(?!eth|lo|all|default).*\/arp_ignore/.test(line))
  return lines.filter((line) => !stopped || !/conf\/eth\d\/arp_(ignore|filter)/.test(line)).join('\n')
}
