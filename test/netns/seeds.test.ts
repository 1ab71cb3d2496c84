/** Every configuration that our user runs, as it is, given its interfaces: starts, holds its addresses, stops, leaves nothing. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Daemon, repositoryRoot, until } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces, type NicSpec } from '../lab/lan.ts'

const why = whyNoNamespaces()

const nics: Readonly<Record<string, NicSpec>> = {
  eth0: { name: 'eth0', segment: 's0', addresses: ['172.16.0.5/24', '192.168.1.5/24', '192.168.10.5/24'] },
  eth1: { name: 'eth1', segment: 's1', addresses: ['10.20.40.5/24'] },
  ens33: { name: 'ens33', segment: 's2', addresses: ['192.168.192.5/24'] },
  enp0s8: { name: 'enp0s8', segment: 's3', addresses: ['192.168.1.5/24'] },
  enp0s9: { name: 'enp0s9', segment: 's4', addresses: ['10.0.0.5/24'] },
}

/** interface → addresses that must be on it once every instance is master (a lone router always ends there) */
const expected: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'arch-basic-a.conf': { eth0: ['172.16.0.100/32'] },
  'arch-basic-b.conf': { eth0: ['172.16.0.100/32'] },
  'arch-monitor-a.conf': { eth0: ['172.16.0.100/32'] },
  'arch-monitor-b.conf': { eth0: ['172.16.0.100/32'] },
  'dr-nodea.conf': { ens33: ['192.168.192.200/24'] },
  'dr-nodeb.conf': { ens33: ['192.168.192.200/24'] },
  'howto-complex.conf': { eth0: ['192.168.1.11/32', '192.168.1.12/32'], eth1: ['10.20.40.1/32'] },
  'howto-failover-backup.conf': { eth0: ['192.168.1.11/32'], eth1: ['10.20.40.1/32'] },
  'howto-simple.conf': { eth0: ['192.168.1.11/32'], eth1: ['10.20.40.1/32'] },
  'oracle-haproxy-primary.conf': { enp0s8: ['192.168.1.1/24'], enp0s9: ['10.0.0.100/24'] },
  'oracle-nat-backup.conf': { enp0s8: ['192.168.1.1/24'], enp0s9: ['10.0.0.100/24'] },
  'oracle-nat-primary.conf': { enp0s8: ['192.168.1.1/24'], enp0s9: ['10.0.0.100/24'] },
  'varco-lb01.conf': { eth0: ['192.168.10.3/32'] },
  'varco-lb02.conf': { eth0: ['192.168.10.3/32'] },
}

describe.skipIf(why !== null)(`a user's configuration${why === null ? '' : ` (${why})`}`, () => {
  for (const [file, addresses] of Object.entries(expected)) {
    test.concurrent(file, async () => {
      const lan = new Lan('sd', [{ name: 'r', nics: Object.values(nics) }])
      const host = lan.host('r')
      const directory = mkdtempSync(join(tmpdir(), 'tsk-seed-'))
      // A name of its own: processes of other hosts here are seen too, and of this machine, which may have an sshd.
      const sshd = `sshd-${process.pid}-${file.at(-6)}`
      const text = readFileSync(join(repositoryRoot, 'test/fixtures/seeds', file), 'utf8')
      const daemon = Daemon.start('tskeepalived', host, text.replace('process sshd', `process ${sshd}`))
      try {
        if (file.startsWith('arch-monitor')) {
          await daemon.waitForLine(/\(VI_1\) entering FAULT state/i)
          // The tracked program starts: whatever has its name will do.
          copyFileSync('/bin/sleep', join(directory, sshd))
          host.run('chmod', '755', join(directory, sshd))
          host.spawn(join(directory, sshd), ['60'])
        }
        for (const [nic, wanted] of Object.entries(addresses)) {
          for (const address of wanted)
            await until(`${address} on ${nic}; log:\n${daemon.log}`, () => host.addresses(nic).includes(address))
        }
        expect(await daemon.stop()).toBe(0)
        for (const [nic, wanted] of Object.entries(addresses)) {
          expect(host.addresses(nic).filter((address) => wanted.includes(address))).toEqual([])
        }
      } finally {
        daemon.close()
        lan.close()
        rmSync(directory, { recursive: true, force: true })
      }
    })
  }

  test.concurrent(
    'arch-lb-fragment.conf: no instance, only a virtual server; without IPVS in the kernel it says so and stays',
    async () => {
      const lan = new Lan('sf', [{ name: 'r', nics: Object.values(nics) }])
      const daemon = Daemon.start(
        'tskeepalived',
        lan.host('r'),
        readFileSync(join(repositoryRoot, 'test/fixtures/seeds/arch-lb-fragment.conf'), 'utf8'),
      )
      try {
        await daemon.waitForLine(/IPVS|ipvs/)
        expect(daemon.isRunning()).toBe(true)
        expect(await daemon.stop()).toBe(0)
      } finally {
        daemon.close()
        lan.close()
      }
    },
  )
})
