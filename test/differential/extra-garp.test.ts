/** garp_extra_if: the same announcements, over the same interfaces and from the same hardware addresses, once a period. */
import { describe, expect, test } from 'vitest'
import { Capture } from '../lab/capture.ts'
import { Daemon, sleep, type Program } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = whyNoNamespaces()

const router = (words: string, addresses: string, excluded = '', globals = ''): string => `
global_defs {
  ${globals}
}
vrrp_instance V {
  interface eth0
  virtual_router_id 5
  priority 200
  version 3
  advert_int 0.2
  garp_master_delay 0
  garp_master_repeat 1
  ${words.replaceAll('; ', '\n  ')}
  virtual_ipaddress {
    ${addresses.replaceAll('; ', '\n    ')}
  }
  ${excluded === '' ? '' : `virtual_ipaddress_excluded {\n${excluded.replaceAll('; ', '\n')}\n}`}
}
`

const everywhere = '10.9.0.50/24; 10.9.0.51/24; 10.8.0.50/24 dev eth1; 10.8.0.51/24 dev eth1'
const both = 'fd00:8::1/64 dev eth1; fd00:9::1/64'

const files: Readonly<Record<string, string>> = {
  'every interface': router('garp_extra_if all 1', everywhere, both),
  'ordinary interfaces are none': router('garp_extra_if 1', everywhere, both),
  'macvlans, the first address of each': router('use_vmac; use_vmac_addr; garp_extra_if 1', everywhere, both),
  'macvlans of single addresses, the old word for all': router(
    '',
    '10.9.0.50/24 use_vmac; 10.9.0.51/24; 10.8.0.50/24 dev eth1 use_vmac; 10.8.0.51/24 dev eth1',
    '',
    'vrrp_vmac_garp_intvl 1',
  ),
  'adverts over the interface below': router(
    'use_vmac; vmac_xmit_base; garp_extra_if all 1',
    '10.9.0.50/24; 10.8.0.50/24 dev eth1',
    'fd00:9::1/64',
  ),
  'a later line says how often, and all stays': router('garp_extra_if all 5; garp_extra_if 1', everywhere, both),
  'a later line of all instances': router('', everywhere, both, 'vrrp_garp_extra_if all 5\n  vrrp_garp_extra_if 1'),
  'a later line says all': router('garp_extra_if 5; garp_extra_if all 1', everywhere, both),
  'a later zero': router('garp_extra_if all 1; garp_extra_if 0', everywhere, both),
  'zero overrides all': router('garp_extra_if 0', everywhere, both, 'vrrp_garp_extra_if all 1'),
}

describe.skipIf(why !== null)(`announcements over other interfaces${why === null ? '' : ` (${why})`}`, () => {
  test.concurrent.each(Object.entries(files))('%s', async (_, config) => {
    const [theirs, ours] = await Promise.all([announced('keepalived', config), announced('tskeepalived', config)])
    expect(ours.lines).toEqual(theirs.lines)
    expect(ours.packets).toEqual(theirs.packets)
  })

  // 2.2.7 takes this macvlan for the interface of the adverts, and sends nothing, when there is no other one.
  test.concurrent('a macvlan that no advert leaves', async () => {
    const { packets } = await announced(
      'tskeepalived',
      router('use_vmac; vmac_xmit_base; garp_extra_if 1', '10.9.0.50/24'),
    )
    expect(packets).toEqual(['eth0 00:00:5e:00:01:05 10.9.0.50'])
  })
})

interface Announced {
  readonly lines: readonly string[]
  readonly packets: readonly string[]
}

/** In some periods of a master, some time after its takeover. */
async function announced(program: Program, config: string): Promise<Announced> {
  const lan = new Lan('xg', [
    {
      name: 'm',
      nics: ['eth0', 'eth1'].map((name, i) => ({ name, segment: `lan${i}`, addresses: [`10.${9 - i}.0.1/24`] })),
    },
    { name: 'o', nics: ['eth0', 'eth1'].map((name, i) => ({ name, segment: `lan${i}` })) },
  ])
  let daemon: Daemon | undefined
  try {
    const host = lan.host('m')
    for (const nic of ['eth0', 'eth1']) {
      host.run('sh', '-c', `echo 0 > /proc/sys/net/ipv6/conf/${nic}/accept_dad`)
      host.run('ip', 'link', 'set', nic, 'address', `02:00:00:00:09:0${nic.at(-1)}`)
    }
    await sleep(1_000)
    daemon = Daemon.start(program, host, config)
    await daemon.waitForLine(/Entering MASTER STATE/)
    // Behind what the kernel says of new addresses.
    await sleep(2_500)
    const captures = await Promise.all(
      ['eth0', 'eth1'].map((nic) => Capture.start(lan.host('o'), nic, 'arp or (icmp6 and ip6[40] == 136)')),
    )
    const first = daemon.lines.length
    const since = captures.map((capture) => capture.frames.length)
    await sleep(3_000)
    const frames = captures.map((capture, i) => capture.frames.slice(since[i]))
    const lines = daemon.lines.slice(first)
    for (const capture of captures) capture.stop()
    return {
      lines: unrepeated(lines),
      packets: unrepeated(
        frames.flatMap((some, i) => some.map(({ bytes }) => `eth${i} ${hardware(bytes)} ${subject(bytes)}`)),
      ),
    }
  } finally {
    daemon?.close()
    lan.close()
  }
}

/** How many periods the pause caught depends on the moment. */
function unrepeated(items: readonly string[]): string[] {
  return [...new Set(items)].toSorted()
}

function hardware(bytes: Buffer): string {
  return [...bytes.subarray(6, 12)].map((octet) => octet.toString(16).padStart(2, '0')).join(':')
}

/** Sender of an ARP, target of a neighbour advertisement. */
function subject(bytes: Buffer): string {
  return bytes.readUInt16BE(12) === 0x0806 ? bytes.subarray(28, 32).join('.') : bytes.subarray(62, 78).toString('hex')
}
