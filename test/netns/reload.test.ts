/** SIGHUP: what did not change is not touched, what changed is changed once, a bad file changes nothing. */
import { describe, expect, test } from 'vitest'
import { Capture, gratuitousArpOf, vrrpOf } from '../lab/capture.ts'
import { Daemon, sleep, until } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces, type Host } from '../lab/lan.ts'
import { instanceText } from '../lab/pair.ts'

const why = whyNoNamespaces()
const config = instanceText({ priority: 150 })

describe.skipIf(why !== null)(`a reload${why === null ? '' : ` (${why})`}`, () => {
  test.concurrent('of the same file: no address moves, no announcement, no advert is missed', async () => {
    await withMaster(config, async (daemon, host) => {
      const capture = await Capture.start(host, 'eth0')
      const changes = watchAddresses(host)
      await sleep(2_200)
      daemon.signal('SIGHUP')
      await daemon.waitForLine(/Reload finished|Reloaded|Reload complete/i)
      await sleep(3_200)
      expect(changes()).toEqual([])
      expect(capture.frames.filter((frame) => gratuitousArpOf(frame) !== null)).toEqual([])
      const adverts = capture.frames.filter((frame) => vrrpOf(frame) !== null)
      expect(adverts.length).toBeGreaterThanOrEqual(5)
      // Neither one too many nor one missing: the schedule goes on as if nothing had happened.
      const seconds = adverts.map((frame) => Math.round((frame.atUs - (adverts[0]?.atUs ?? 0)) / 1e6))
      expect(seconds).toEqual(adverts.map((_, i) => i))
      capture.stop()
    })
  })

  test.concurrent('adds one address and takes one away, and leaves the third alone', async () => {
    const three = instanceText({ priority: 150, address: '10.9.0.100/24\n    10.9.0.101/24' })
    await withMaster(three, async (daemon, host) => {
      const changes = watchAddresses(host)
      daemon.rewriteConfig(instanceText({ priority: 150, address: '10.9.0.100/24\n    10.9.0.102/24' }))
      await sleep(300)
      daemon.signal('SIGHUP')
      await until(
        'the new address is there',
        () => host.hasAddress('eth0', '10.9.0.102') && !host.hasAddress('eth0', '10.9.0.101'),
      )
      await sleep(500)
      expect(changes().filter((line) => line.includes('10.9.0.100/'))).toEqual([])
    })
  })

  test.concurrent('of a bad file says where and why, and everything goes on', async () => {
    await withMaster(config, async (daemon, host) => {
      const capture = await Capture.start(host, 'eth0')
      daemon.rewriteConfig(
        config
          .replace('priority 150', 'priority 150\n  virtual_ipaddress {\n    not-an-address\n  }')
          .replace('virtual_router_id 51', 'virtual_router_id 999'),
      )
      daemon.signal('SIGHUP')
      await daemon.waitForLine(/keepalived\.conf.*3.*virtual_router_id|virtual_router_id/i)
      await sleep(2_500)
      expect(host.hasAddress('eth0', '10.9.0.100')).toBe(true)
      expect(capture.frames.filter((frame) => vrrpOf(frame) !== null).length).toBeGreaterThanOrEqual(2)
      expect(capture.frames.filter((frame) => gratuitousArpOf(frame) !== null)).toEqual([])
      // The next good file is taken.
      daemon.rewriteConfig(instanceText({ priority: 150, address: '10.9.0.103/24' }))
      daemon.signal('SIGHUP')
      await until(
        'the good file is in force',
        () => host.hasAddress('eth0', '10.9.0.103') && !host.hasAddress('eth0', '10.9.0.100'),
      )
      capture.stop()
    })
  })

  test.concurrent('a new priority is in the next advert, and the instance stays master', async () => {
    await withMaster(config, async (daemon, host) => {
      const capture = await Capture.start(host, 'eth0', 'proto 112')
      daemon.rewriteConfig(instanceText({ priority: 120 }))
      daemon.signal('SIGHUP')
      await until('an advert with priority 120', () =>
        capture.frames.some((frame) => vrrpOf(frame)?.message[2] === 120),
      )
      expect(daemon.lines.filter((line) => /Entering (BACKUP|FAULT)/.test(line)).length).toBe(1)
      capture.stop()
    })
  })

  test.concurrent('an instance taken out of the file gives its address back; a new one begins', async () => {
    await withMaster(config, async (daemon, host) => {
      daemon.rewriteConfig(instanceText({ name: 'VI_2', vrid: 52, priority: 150, address: '10.9.0.110/24' }))
      daemon.signal('SIGHUP')
      await until('the old address is gone', () => !host.hasAddress('eth0', '10.9.0.100'))
      await until('the new address is there', () => host.hasAddress('eth0', '10.9.0.110'))
    })
  })
})

async function withMaster(text: string, scene: (daemon: Daemon, host: Host) => Promise<void>): Promise<void> {
  const lan = new Lan('rl', [{ name: 'm', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] }])
  const host = lan.host('m')
  const daemon = Daemon.start('tskeepalived', host, text)
  try {
    await daemon.waitForLine(/Entering MASTER STATE/)
    // past the second volley of announcements, five seconds after the first
    await sleep(5_600)
    await scene(daemon, host)
  } finally {
    daemon.close()
    lan.close()
  }
}

/** Every change of an IPv4 address that the kernel reports from now on. */
function watchAddresses(host: Host): () => readonly string[] {
  const child = host.spawn('ip', ['-4', '-o', 'monitor', 'address'])
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return () => text.split('\n').filter(Boolean)
}
