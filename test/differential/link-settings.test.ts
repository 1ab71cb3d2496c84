/** Settings about links, in both programs: delays against flaps, promote_secondaries, the default interface, gaps of announcements. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Capture } from '../lab/capture.ts'
import { sleep, until, type Daemon, type Program } from '../lab/daemons.ts'
import { whyNoNamespaces, type Host } from '../lab/lan.ts'
import { instanceText, Pair } from '../lab/pair.ts'

const why = whyNoNamespaces()
const programs: readonly Program[] = ['keepalived', 'tskeepalived']

async function play<T>(
  program: Program,
  config: string,
  steps: (daemon: Daemon, host: Host, pair: Pair) => Promise<T>,
): Promise<T> {
  const pair = new Pair({ label: 'ls', a: { program, config }, b: { program, config }, twoNics: true })
  const directory = mkdtempSync(join(tmpdir(), 'tsk-link-settings-'))
  try {
    const daemon = pair.start('a', (text) => text.replaceAll('DIR', directory))
    await daemon.waitForLine(/Entering BACKUP/)
    return await steps(daemon, pair.lan.host('a'), pair)
  } finally {
    pair.close()
    rmSync(directory, { recursive: true, force: true })
  }
}

describe.skipIf(why !== null)(`settings of links${why === null ? '' : ` (${why})`}`, () => {
  test.concurrent('interface_up_down_delays', async () => {
    const config = 'interface_up_down_delays {\n  eth0 1.5 1\n}\n' + instanceText({ priority: 100 })
    const [theirs, ours] = await Promise.all(
      programs.map((program) =>
        play(program, config, async (daemon, _host, pair) => {
          const router = pair.lan.host('a')
          await daemon.waitForLine(/Entering MASTER/)
          router.cable(0, false)
          await daemon.waitForLine(/delay by 1500000/)
          router.cable(0, true)
          await sleep(3_000)
          router.cable(0, false)
          const fault = await daemon.waitForLine(/Entering FAULT/)
          router.cable(0, true)
          await daemon.waitForLine(/Entering BACKUP/, { from: fault })
          return daemon.lines.filter((line) => /delay by|Netlink reports|Entering/.test(line))
        }),
      ),
    )
    expect(ours).toEqual(theirs)
    expect(ours?.filter((line) => line.includes('FAULT'))).toHaveLength(1)
  })

  test.concurrent.each([
    ['linkbeat_interfaces', 'linkbeat_interfaces {\n  lo\n  eth0 MII\n  eth1 IOCTL\n}\n', ''],
    ['linkbeat_use_polling', 'linkbeat_use_polling\n', ''],
    ['linkbeat_use_polling of an instance', '', 'linkbeat_use_polling'],
  ])('%s', async (_, root, word) => {
    const lines = ['garp_master_delay 0', 'track_interface {', '  eth1 weight 10', '}', ...(word === '' ? [] : [word])]
    const config = root + instanceText({ priority: 100, lines })
    const [theirs, ours] = await Promise.all(
      programs.map((program) =>
        play(program, config, async (daemon, _host, pair) => {
          const router = pair.lan.host('a')
          await daemon.waitForLine(/Entering MASTER/)
          router.cable(0, false)
          const fault = await daemon.waitForLine(/Entering FAULT/)
          router.cable(0, true)
          await daemon.waitForLine(/Entering MASTER/, { from: fault })
          router.cable(1, false)
          const less = await daemon.waitForLine(/from 110 to 100/)
          router.cable(1, true)
          await daemon.waitForLine(/from 100 to 110/, { from: less })
          const lines = daemon.lines.filter((line) =>
            /linkbeat (for|type)|Linkbeat|NIC polling|reports|Entering|Changing/.test(line),
          )
          // What is wrong with which interface has no order.
          const first = lines.findIndex((line) => line.includes('polling'))
          return [...lines.slice(0, first).toSorted(), ...lines.slice(first)]
        }),
      ),
    )
    expect(ours).toEqual(theirs)
    expect(theirs).toContain('Linkbeat reports eth0 down')
  })

  test.concurrent('promote_secondaries and default_interface: the same settings and addresses', async () => {
    const config =
      'global_defs {\n  default_interface eth1\n}\nstatic_ipaddress {\n  10.7.7.7/24\n}\n' +
      instanceText({ priority: 100, lines: ['promote_secondaries'] })
    const [theirs, ours] = await Promise.all(
      programs.map((program) =>
        play(program, config, async (daemon, host) => {
          const setting = (): string => host.run('cat', '/proc/sys/net/ipv4/conf/eth0/promote_secondaries').trim()
          await until('the static address', () => host.hasAddress('eth1', '10.7.7.7'))
          const during = setting()
          await daemon.stop()
          return { during, after: setting(), addresses: host.addresses('eth1').filter((each) => each.includes('.')) }
        }),
      ),
    )
    expect(ours?.during).toBe('1')
    expect(ours).toEqual(theirs)
  })

  test.concurrent('garp_group: two interfaces take turns, and nothing is lost', async () => {
    const config =
      'global_defs {\n  vrrp_garp_interval 0.01\n}\ngarp_group {\n  garp_interval 0.1\n  interfaces {\n    eth0\n    eth1\n  }\n}\n' +
      instanceText({ priority: 100, lines: ['garp_master_repeat 2', 'garp_master_delay 0'] }) +
      instanceText({
        name: 'VI_2',
        nic: 'eth1',
        vrid: 52,
        priority: 100,
        address: '10.8.0.100/24',
        lines: ['garp_master_repeat 2', 'garp_master_delay 0'],
      })
    await play('tskeepalived', config, async (daemon, host) => {
      const captures = await Promise.all(['eth0', 'eth1'].map((nic) => Capture.start(host, nic, 'arp')))
      await daemon.waitForLine(/VI_2\) Entering MASTER/)
      await until('all frames', () => captures.every(({ frames }) => frames.length === 2))
      for (const capture of captures) capture.stop()
      const times = captures.flatMap(({ frames }) => frames.map(({ atUs }) => atUs)).toSorted((a, b) => a - b)
      const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0))
      // Timers of Node are late, never more than a millisecond early.
      for (const gapUs of gaps) expect(gapUs).toBeGreaterThan(95_000)
    })
  })
})
