/**
 * auth_hmac between two of ours on one LAN, with real sockets and clocks: signed failover over both families, a wrong key, and the way from unsigned to signed by reloads. No installed keepalived knows the word.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sleep, until, type Daemon } from '../lab/daemons.ts'
import { whyNoNamespaces } from '../lab/lan.ts'
import { instanceText, Pair } from '../lab/pair.ts'

const why = whyNoNamespaces()
const vip = '10.9.0.100'
const SECRET = '"thirty-two characters and no less"'
const OTHER = '"another secret of 32 characters or more"'

function hmac(mode = 'enforce', secret = SECRET): string[] {
  return ['version 3', 'auth_hmac {', `  key 1 ${secret}`, '  active_key 1', `  mode ${mode}`, '}']
}

function pairOf(label: string, a: readonly string[], b: readonly string[], address?: string): Pair {
  const side = (priority: number, lines: readonly string[]) => ({
    program: 'tskeepalived' as const,
    config: instanceText({ priority, lines, ...(address === undefined ? {} : { address }) }),
  })
  return new Pair({ label, a: side(150, a), b: side(100, b) })
}

async function withPair(pair: Pair, play: (pair: Pair) => Promise<void>): Promise<void> {
  try {
    await play(pair)
  } finally {
    pair.close()
  }
}

async function masterAndBackup(pair: Pair): Promise<{ a: Daemon; b: Daemon }> {
  const a = pair.start('a')
  await a.waitForLine(/\(VI_1\) Entering MASTER STATE/)
  const b = pair.start('b')
  await b.waitForLine(/\(VI_1\) Entering BACKUP STATE/)
  return { a, b }
}

describe.skipIf(why !== null)(`signed adverts${why === null ? '' : ` (${why})`}`, () => {
  for (const [family, address] of [
    ['IPv4', '10.9.0.100/24'],
    ['IPv6', 'fe80::9:100/64'],
  ] as const) {
    test.concurrent(`${family}: the backup follows, takes over, and gives way`, async () => {
      await withPair(pairOf('h', hmac(), hmac(), address), async (pair) => {
        const { a, b } = await masterAndBackup(pair)
        const held = address.split('/')[0] ?? ''
        await sleep(4_500)
        expect(pair.holds('b', held)).toBe(false)
        expect(b.log).not.toMatch(/authentication/)
        pair.crash('a', a)
        await b.waitForLine(/\(VI_1\) Entering MASTER STATE/)
        pair.lan.host('a').tryRun('ip', 'address', 'flush', 'dev', 'eth0', 'to', vip)
        pair.plug('a')
        const again = pair.start('a')
        await again.waitForLine(/\(VI_1\) Entering MASTER STATE/)
        await until('the backup holds nothing', () => pair.holds('a', held) && !pair.holds('b', held), 5_000)
      })
    })
  }

  test.concurrent('another key: both are master, and each says why', async () => {
    await withPair(pairOf('hk', hmac(), hmac('enforce', OTHER)), async (pair) => {
      const { a, b } = await masterAndBackup(pair)
      await b.waitForLine(/\(VI_1\) invalid authentication HMAC from 10\.9\.0\.1/)
      await b.waitForLine(/\(VI_1\) Entering MASTER STATE/)
      await a.waitForLine(/\(VI_1\) invalid authentication HMAC from 10\.9\.0\.2/)
      expect(pair.holds('a', vip) && pair.holds('b', vip)).toBe(true)
    })
  })

  test.concurrent(
    'from unsigned to signed by reloads: the master stays the master, and the counters tell',
    async () => {
      const unsigned = ['version 3']
      await withPair(pairOf('hm', unsigned, unsigned), async (pair) => {
        const { a, b } = await masterAndBackup(pair)
        const step = async (daemon: Daemon, priority: number, mode: string): Promise<void> => {
          const from = daemon.lines.length
          daemon.rewriteConfig(instanceText({ priority, lines: hmac(mode) }))
          daemon.signal('SIGHUP')
          await daemon.waitForLine(/Reloading/, { from })
          await sleep(500)
        }
        for (const mode of ['receive-only', 'permissive', 'enforce']) {
          await step(a, 150, mode)
          await step(b, 100, mode)
        }
        await sleep(4_000)
        expect(pair.holds('a', vip) && !pair.holds('b', vip)).toBe(true)
        expect(b.log).not.toMatch(/Entering MASTER/)
        // A plain master is not believed any more.
        const from = b.lines.length
        a.rewriteConfig(instanceText({ priority: 150, lines: hmac('receive-only') }))
        a.signal('SIGHUP')
        await b.waitForLine(/\(VI_1\) missing authentication trailer from 10\.9\.0\.1/, { from })
        await b.waitForLine(/\(VI_1\) Entering MASTER STATE/, { from })
        b.signal('SIGUSR2')
        const missing = (): number => {
          try {
            return Number(/Missing: (\d+)/.exec(readFileSync(join(b.directory, 'keepalived.stats'), 'utf8'))?.[1] ?? 0)
          } catch {
            // Not written yet.
            return 0
          }
        }
        await until('the statistics count the unsigned adverts', () => missing() >= 2, 5_000)
      })
    },
  )
})
