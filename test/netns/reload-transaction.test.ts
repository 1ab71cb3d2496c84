/** A reload is a transaction: whatever happens beside it, the end is the state of the last good file. */
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StatusDocument, VrrpStatus } from '../../src/daemon/status-document.ts'
import { askDaemon, Daemon, sleep, until } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces, type Host } from '../lab/lan.ts'

const why = whyNoNamespaces()

/** Master within half a second of its start, with one address of that last octet. */
const file = (last: number, vrid = 51): string => `vrrp_instance V {
  interface eth0
  version 3
  virtual_router_id ${vrid}
  priority ${last}
  advert_int 0.1
  virtual_ipaddress {
    10.9.0.${last}/24
  }
}
`
const bad = 'vrrp_instance {\n'

describe.skipIf(why !== null)(`a reload that something comes in between of${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan
  let host: Host
  let daemon: Daemon
  beforeAll(async () => {
    lan = new Lan('rt', [{ name: 'm', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] }])
    host = lan.host('m')
    daemon = Daemon.start('tskeepalived', host, file(100))
    await daemon.waitForLine(/Entering MASTER STATE/, { timeoutMs: 60_000 })
  })
  afterAll(() => {
    daemon?.close()
    lan?.close()
  })

  const addresses = (): string =>
    host
      .addresses('eth0')
      .filter((one) => !one.includes(':') && one !== '10.9.0.1/24')
      .join()
  const status = async () => JSON.parse(await askDaemon(daemon, 'status')) as StatusDocument

  async function expectState(last: number): Promise<void> {
    await until(`10.9.0.${last} alone`, () => addresses() === `10.9.0.${last}/24`)
    const instanceNow = async () => ((await status()).vrrp as VrrpStatus).instances?.[0]
    await expect.poll(async () => (await instanceNow())?.state, { timeout: 20_000 }).toBe('master')
    expect((await instanceNow())?.priority.base).toBe(last)
    // It is no state on the way to another one.
    await sleep(300)
    expect(addresses()).toBe(`10.9.0.${last}/24`)
    expect((await status()).config.lastReload?.result).not.toBe('running')
  }

  test('ten in a second, every third of a bad file', async () => {
    for (let i = 1; i <= 10; i++) {
      writeFileSync(daemon.configPath, i % 3 === 0 ? bad : file(100 + i))
      daemon.signal('SIGHUP')
      await sleep(80)
    }
    await expectState(110)
    expect((await status()).config.lastReload).toMatchObject({ result: 'done' })
  })

  test('those who wait for theirs all get an answer, which is that of a reload after their question', async () => {
    const answers = []
    for (let i = 0; i < 8; i++) {
      writeFileSync(daemon.configPath, file(120 + i))
      answers.push(askDaemon(daemon, 'reload'))
    }
    expect((await Promise.all(answers)).map((text) => JSON.parse(text) as unknown)).toEqual(
      Array(8).fill({ result: 'done', reasons: [] }),
    )
    await expectState(127)
  })

  test('a takeover', async () => {
    for (const [i, vrid] of [60, 61, 62].entries()) {
      // Another virtual router: it begins as backup, and the next file comes while it takes over.
      const from = daemon.lines.length
      writeFileSync(daemon.configPath, file(130 + i, vrid))
      daemon.signal('SIGHUP')
      await daemon.waitForLine(/Receive advertisement timeout/, { from })
      writeFileSync(daemon.configPath, file(140 + i, vrid))
      daemon.signal('SIGHUP')
      await expectState(140 + i)
    }
  })

  test('a child that was killed is being started again', async () => {
    const child = daemon.pid('vrrp')
    writeFileSync(daemon.configPath, file(150, 62))
    process.kill(child, 'SIGKILL')
    daemon.signal('SIGHUP')
    await until('another child', () => daemon.pid('vrrp') !== child)
    await expectState(150)
  })

  test('a child that is killed while it takes the new file over', async () => {
    const child = daemon.pid('vrrp')
    process.kill(child, 'SIGSTOP')
    writeFileSync(daemon.configPath, file(160, 62))
    const answer = askDaemon(daemon, 'reload')
    await sleep(300)
    writeFileSync(daemon.configPath, file(161, 62))
    const later = askDaemon(daemon, 'reload')
    process.kill(child, 'SIGKILL')
    expect(JSON.parse(await answer)).toEqual({ result: 'done', reasons: [] })
    expect(JSON.parse(await later)).toEqual({ result: 'done', reasons: [] })
    await expectState(161)
  })
})
