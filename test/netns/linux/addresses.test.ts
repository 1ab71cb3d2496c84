/**
 * The same words of a virtual_ipaddress, set by keepalived and by us, must leave the same in the kernel.
 */
import { afterEach, expect, test } from 'vitest'
import { Daemon, until } from '../../lab/daemons.ts'
import { Lan } from '../../lab/lan.ts'
import type { Host } from '../../lab/lan.ts'
import { runWorker } from './started-worker.ts'
import type { AddressWords } from './worker.ts'

const LINK_SCOPE = 253
const HOST_SCOPE = 254
const NOWHERE_SCOPE = 255

/** The words in the file, and what they mean. */
const cases: readonly (readonly [string, AddressWords])[] = [
  ['192.0.2.100', { prefix: '192.0.2.100/32' }],
  ['192.0.2.101/24', { prefix: '192.0.2.101/24' }],
  [
    '10.3.0.1/24 brd 10.3.0.255 scope link label eth0:1',
    { prefix: '10.3.0.1/24', broadcast: '10.3.0.255', scope: LINK_SCOPE, label: 'eth0:1' },
  ],
  ['192.0.2.103/25 brd + scope host', { prefix: '192.0.2.103/25', broadcast: '192.0.2.127', scope: HOST_SCOPE }],
  ['192.0.3.104/25 brd - scope 200', { prefix: '192.0.3.104/25', scope: 200, broadcast: '192.0.3.0' }],
  [
    '198.51.100.1/24 scope nowhere noprefixroute',
    { prefix: '198.51.100.1/24', scope: NOWHERE_SCOPE, noPrefixRoute: true },
  ],
  ['10.1.1.1 peer 10.1.1.2', { prefix: '10.1.1.1/32', peer: '10.1.1.2/32' }],
  ['10.9.9.9/31', { prefix: '10.9.9.9/31' }],
]
const cases6: readonly (readonly [string, AddressWords])[] = [
  ['2001:db8:1::1', { prefix: '2001:db8:1::1/128', preferredLifetimeS: 0 }],
  ['2001:db8:1::2/64', { prefix: '2001:db8:1::2/64' }],
  ['2001:db8:1::4/64 home', { prefix: '2001:db8:1::4/64', home: true }],
  ['2001:db8:1::5/64 mngtmpaddr', { prefix: '2001:db8:1::5/64', mngTmpAddr: true }],
  ['2001:db8:1::6/64 -nodad', { prefix: '2001:db8:1::6/64', dad: true }],
  ['2001:db8:1::7/64 preferred_lft 0', { prefix: '2001:db8:1::7/64', preferredLifetimeS: 0 }],
  ['2001:db8:1::8/64 preferred_lft 5000', { prefix: '2001:db8:1::8/64', preferredLifetimeS: 5000 }],
  ['2001:db8:1::a/128 preferred_lft forever', { prefix: '2001:db8:1::a/128' }],
  ['2001:db8:1::b/64 noprefixroute', { prefix: '2001:db8:1::b/64', noPrefixRoute: true }],
  ['fe80::77', { prefix: 'fe80::77/128', preferredLifetimeS: 0 }],
  ['fe80::78/64', { prefix: 'fe80::78/64' }],
]

let lan: Lan | null = null

afterEach(() => lan?.close())

test('the kernel shows the same flags, scopes, labels, lifetimes and routes', async () => {
  lan = new Lan(
    'adr',
    ['theirs', 'ours'].map((name, i) => ({
      name,
      nics: [{ name: 'eth0', segment: name, addresses: [`192.0.2.${i + 1}/24`] }],
    })),
  )
  const theirs = lan.host('theirs')
  const daemon = Daemon.start(
    'keepalived',
    theirs,
    `
vrrp_instance V {
  interface eth0
  virtual_router_id 51
  priority 255
  state MASTER
  virtual_ipaddress {
    ${cases.map(([words]) => words).join('\n    ')}
  }
  virtual_ipaddress_excluded {
    ${cases6.map(([words]) => words).join('\n    ')}
  }
}
`,
  )
  await daemon.waitForLine(/setting E-VIPs/)
  await daemon.waitForLine(/Sending gratuitous/)
  const ours = lan.host('ours')
  const words = [...cases, ...cases6].map(([, meaning]) => meaning)
  const outcomes = await runWorker(ours, 'addresses', { add: words }, words.length)
  expect(outcomes).toEqual(words.map(() => 'done'))

  // Duplicate address detection, where it is asked for, takes its second before there is a route.
  await until('detection is over', () => [ours, theirs].every((host) => !host.run('ip', 'addr').includes('tentative')))
  expect(shown(ours)).toEqual(shown(theirs))
  expect(routes(ours)).toEqual(routes(theirs))
  // Every case is really there.
  for (const { prefix } of words)
    expect(
      shown(ours).some((address) => prefix === `${address.local}/${address.prefixlen}` || address.local === '10.1.1.1'),
    ).toBe(true)
  await daemon.stop()
})

interface ShownAddress {
  readonly local: string
  readonly prefixlen: number
  readonly [fact: string]: unknown
}

/** `ip -j -d addr`, but for the hosts' own address, the link-local one of the MAC, and what counts down. */
function shown(host: Host): ShownAddress[] {
  const links = JSON.parse(host.run('ip', '-j', '-d', 'addr', 'show', 'dev', 'eth0')) as { addr_info: ShownAddress[] }[]
  return (links[0]?.addr_info ?? [])
    .filter(({ local }) => !/^192\.0\.2\.[12]$|^fe80::.*ff:fe/.test(local))
    .map(({ preferred_life_time: preferred, tentative: _, ...rest }) => ({
      ...rest,
      preferred: preferred === 0 || preferred === 0xffffffff ? preferred : 'counting',
    }))
    .sort((a, b) => (a.local < b.local ? -1 : 1)) as ShownAddress[]
}

function routes(host: Host): string[] {
  const lines = ['-4', '-6'].flatMap((family) => host.run('ip', family, 'route', 'show', 'table', 'all').split('\n'))
  return lines
    .map((line) => line.replace(/192\.0\.2\.[12]\b/g, 'OWN'))
    .filter((line) => !/fe80::\S*ff:fe|^multicast/.test(line))
    .sort()
}
