/** Virtual MAC addresses between the two programs, and under a macvlan an interface that goes and comes back. */
import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { Capture, gratuitousArpOf } from '../lab/capture.ts'
import { until, type Program } from '../lab/daemons.ts'
import { whyNoNamespaces } from '../lab/lan.ts'
import { instanceText, Pair } from '../lab/pair.ts'

const why = spawnSync('keepalived', ['-v']).error === undefined ? whyNoNamespaces() : 'keepalived is not installed'

const config = (priority: number): string =>
  instanceText({ priority, lines: ['use_vmac', 'version 3', 'garp_master_delay 0'] })
const MAC = '00:00:5e:00:01:33'

describe.skipIf(why !== null)(`virtual MAC addresses${why === null ? '' : ` (${why})`}`, () => {
  test.concurrent.each<readonly [Program, Program]>([
    ['keepalived', 'keepalived'],
    ['keepalived', 'tskeepalived'],
    ['tskeepalived', 'keepalived'],
  ])('move with the address from %s to %s and back', async (a, b) => {
    const client = { name: 'c', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.7/24'] }] }
    const sides = { a: { program: a, config: config(150) }, b: { program: b, config: config(100) } }
    const pair = new Pair({ label: 'vm', ...sides, others: [client] })
    const holds = (name: 'a' | 'b'): boolean => pair.lan.host(name).run('ip', 'addr').includes('10.9.0.100')
    try {
      const capture = await Capture.start(pair.lan.host('c'), 'eth0', 'arp')
      const first = pair.start('a')
      await first.waitForLine(/Entering MASTER STATE/)
      const second = pair.start('b')
      await second.waitForLine(/Entering BACKUP STATE/)
      await first.stop()
      await until('the backup has the address', () => holds('b') && !holds('a'))
      pair.start('a')
      await until('the first one has it again', () => holds('a') && !holds('b'))
      await until('all was told', () => capture.frames.length >= 3)
      const own = capture.frames.filter((frame) => gratuitousArpOf(frame) === '10.9.0.100')
      const senders = new Set(own.map(({ bytes }) => bytes.subarray(6, 12).toString('hex')))
      expect([...senders]).toEqual([MAC.replaceAll(':', '')])
      capture.stop()
    } finally {
      pair.close()
    }
  })

  test.concurrent.each<Program>(['keepalived', 'tskeepalived'])(
    'with %s: the interface below goes, comes back, and the router with it',
    async (program) => {
      const side = { program, config: config(150) }
      const pair = new Pair({ label: 'vb', a: side, b: side })
      const host = pair.lan.host('a')
      try {
        const daemon = pair.start('a', (text) => `global_defs {\n  dynamic_interfaces\n}\n${text}`)
        let from = await daemon.waitForLine(/setting VIPs/)
        host.run('ip', 'link', 'del', 'eth0')
        from = await daemon.waitForLine(/Entering FAULT STATE/, { from })
        pair.lan.plugAgain('a', 0)
        await daemon.waitForLine(/setting VIPs/, { from })
        await until('the address is back', () => host.hasAddress('vrrp.51', '10.9.0.100'))
        expect(host.run('ip', 'link', 'show', 'vrrp.51')).toContain(MAC)
      } finally {
        pair.close()
      }
    },
  )
})
