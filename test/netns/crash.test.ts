/** What a crash leaves: a killed child is started again, orphans end, and a new start cleans what was left behind. */
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { Daemon, sleep, until } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'
import { instanceText } from '../lab/pair.ts'

const why = whyNoNamespaces()
const vip = '10.9.0.100'

describe.skipIf(why !== null)(`a crash${why === null ? '' : ` (${why})`}`, () => {
  test.concurrent('of the vrrp process: it is started again and is master again', async () => {
    await withRouter(async (lan, start) => {
      const daemon = start(instanceText({ priority: 150 }))
      const first = await daemon.waitForLine(/Entering MASTER STATE/)
      const before = daemon.pid('vrrp')
      daemon.signal('SIGKILL', 'vrrp')
      await daemon.waitForLine(/Entering MASTER STATE/, { from: first })
      expect(daemon.pid('vrrp')).not.toBe(before)
      expect(
        lan
          .host('m')
          .addresses('eth0')
          .filter((address) => address.startsWith(vip)),
      ).toHaveLength(1)
      expect(await daemon.stop()).toBe(0)
      expect(lan.host('m').hasAddress('eth0', vip)).toBe(false)
    })
  })

  test.concurrent('of the parent alone: the child gives the address back and ends', async () => {
    await withRouter(async (lan, start) => {
      const daemon = start(instanceText({ priority: 150 }))
      await daemon.waitForLine(/Entering MASTER STATE/)
      const child = daemon.pid('vrrp')
      daemon.signal('SIGKILL', 'parent')
      await until('the orphan has ended', () => !isAlive(child))
      expect(lan.host('m').hasAddress('eth0', vip)).toBe(false)
    })
  })

  test.concurrent(
    'of everything: the next start removes the address that stayed, and waits its turn as a backup',
    async () => {
      await withRouter(async (lan, start) => {
        const daemon = start(instanceText({ priority: 150 }))
        await daemon.waitForLine(/Entering MASTER STATE/)
        daemon.crash()
        await sleep(500)
        expect(lan.host('m').hasAddress('eth0', vip)).toBe(true)
        const again = start(instanceText({ priority: 150 }))
        await again.waitForLine(/Entering BACKUP STATE/)
        await until('the left-over address is gone', () => !lan.host('m').hasAddress('eth0', vip), 2_000)
        await again.waitForLine(/Entering MASTER STATE/)
        expect(await again.stop()).toBe(0)
        expect(
          lan
            .host('m')
            .addresses('eth0')
            .some((address) => address.startsWith(vip)),
        ).toBe(false)
        expect(processesIn(lan.host('m').namespace)).toEqual([])
      })
    },
  )
})

async function withRouter(scene: (lan: Lan, start: (config: string) => Daemon) => Promise<void>): Promise<void> {
  const lan = new Lan('cr', [{ name: 'm', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] }])
  const daemons: Daemon[] = []
  try {
    await scene(lan, (config) => {
      const daemon = Daemon.start('tskeepalived', lan.host('m'), config)
      daemons.push(daemon)
      return daemon
    })
  } finally {
    for (const daemon of daemons) daemon.close()
    lan.close()
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    // ESRCH: gone, which is what is asked
    return false
  }
}

function processesIn(namespace: string): string[] {
  return execFileSync('ip', ['netns', 'pids', namespace], { encoding: 'utf8' }).split('\n').filter(Boolean)
}
