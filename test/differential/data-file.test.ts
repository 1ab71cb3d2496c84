/** What SIGUSR1 writes of a running VRRP process: states, timers, sockets, addresses that are set. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Daemon, sleep, until } from '../lab/daemons.ts'
import type { Program } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'
import type { Host } from '../lab/lan.ts'
import { dumpedConfigurations } from '../uml/dump-capture.ts'
import { changeWords, normaliseRunning, withoutIpvs, wordChanges } from './normalise-dump.ts'

const why = whyNoNamespaces()

describe.skipIf(why !== null)(`state data of the VRRP process${why === null ? '' : ` (${why})`}`, () => {
  test.concurrent.each([
    ['arch-basic-b', 6],
    ['howto-simple', 6],
    ['oracle-nat-backup', 6],
    ['vrrp-tracking', 6],
    ['vrrp-instances', 10.5],
  ] as const)('%s', async (name, settledS) => {
    const text = withoutUnequalWeights(readFileSync(dumpedConfigurations().get(name) ?? '', 'utf8'))
    const lan = new Lan('data', [
      {
        name: 'd',
        nics: [
          { name: 'eth0', segment: 'lan-a', addresses: ['172.16.0.2/16', '192.168.1.2/24', '192.168.10.2/24'] },
          { name: 'eth1', segment: 'lan-b', addresses: ['10.20.40.2/24', 'fd00:1::2/64'] },
          { name: 'ens33', segment: 'lan-c', addresses: ['192.168.192.2/24'] },
          { name: 'enp0s8', segment: 'lan-d', addresses: ['192.168.1.2/24'] },
          { name: 'enp0s9', segment: 'lan-e', addresses: ['10.0.0.2/24'] },
        ],
      },
    ])
    try {
      const host = lan.host('d')
      await sleep(2_500)
      const changes = [...wordChanges, ...withoutIpvs]
      const expected = await dataOf('keepalived', host, changeWords(text, changes), settledS)
      expect(expected[0]).toBe('------< Global definitions >------')
      expect(await dataOf('tskeepalived', host, changeWords(text, withoutIpvs), settledS)).toEqual(expected)
    } finally {
      lan.close()
    }
  })

  async function dataOf(program: Program, host: Host, text: string, settledS: number): Promise<string[]> {
    const daemon = Daemon.start(program, host, text, ['-D', '-P'])
    try {
      await daemon.waitForLine(/VRRP sockpool|Entering BACKUP/)
      // Longer than any of its instances waits for a master, and between two adverts.
      await sleep(settledS * 1_000)
      const lines = await settledData(daemon)
      await daemon.stop()
      return lines
    } finally {
      daemon.close()
    }
  }

  /** A snapshot can catch a program between two states: the first that equals the one before it counts. */
  async function settledData(daemon: Daemon): Promise<string[]> {
    let before = await snapshot(daemon)
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const lines = await snapshot(daemon)
      if (lines.join('\n') === before.join('\n')) return lines
      before = lines
    }
    throw new Error(`the state data never settle:\n${before.join('\n')}`)
  }

  async function snapshot(daemon: Daemon): Promise<string[]> {
    const path = join(daemon.directory, 'keepalived.data')
    rmSync(path, { force: true })
    daemon.signal('SIGUSR1')
    await until(
      `${path} is complete`,
      () => existsSync(path) && readFileSync(path, 'utf8').includes('------< Interfaces'),
    )
    await sleep(300)
    return normaliseRunning(readFileSync(path, 'utf8').trimEnd().split('\n'))
  }
})

/**
 * Weights that members of one group do not share: ours apply them to every member, so that the group can move at all,
 * and the original to one. Without them both compute the same priorities.
 */
function withoutUnequalWeights(text: string): string {
  return text
    .replace('eth1 weight 10', 'eth1')
    .replace('ens33 weight -10 reverse', 'ens33')
    .replace('enp0s8 weight 5', 'lo weight 5')
}
